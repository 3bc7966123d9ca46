"""What executes a latent-spectrum checkpoint: its LSTM on one of the backends, and its head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.lstm.backends.network import Network

if TYPE_CHECKING:
    from live_models.families.latent_spectrum.network import Denoiser


class Head(Protocol):
    """Draws how components move. Immutable; any thread."""

    def draw(self, outputs: FloatArray, last: FloatArray, noise: FloatArray, influence: float = 1.0) -> FloatArray:
        """Where each dream's noise is led to. `outputs`: of the LSTM; `last`: the last windows' components.

        Where dreams run twice, heeding what is played and then without, each step goes from the second's direction
        `influence` times as far as to the first's (Ho & Salimans 2022, "Classifier-free diffusion guidance", 3.2).

        Shape: `[dreams, width]` or `[2 * dreams, width]`, `[dreams, latents]`, `[dreams, latents]` -> the same
        """
        ...


@dataclass(frozen=True)
class Executor:
    """Immutable; any thread."""

    network: Network
    head: Head


class TorchHead:
    """The PyTorch module itself, the readable truth. See `Head`."""

    def __init__(self, denoiser: Denoiser) -> None:
        self._denoiser = denoiser

    def draw(self, outputs: FloatArray, last: FloatArray, noise: FloatArray, influence: float = 1.0) -> FloatArray:
        """See `Head.draw`."""
        import torch

        twins = len(outputs) // len(last)
        with torch.inference_mode():
            told = self._denoiser.context(torch.from_numpy(outputs), torch.from_numpy(np.repeat(last, twins, axis=0)))
            return np.asarray(self._denoiser.draw(told, torch.from_numpy(noise), influence).numpy())
