"""WaveNet's eager backend: the PyTorch module, convolution after convolution, with what each heard before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from live_models.arrays import FloatArray
from live_models.families.sample_wise.eager import one_thread
from live_models.families.wavenet.config import WaveNetParameters
from live_models.families.wavenet.network import WaveNet


@dataclass
class EagerState:
    """What `WaveNet.stream` calls `heard`, and what is heeded. One thread at a time. Shape: `condition` `[B, SIZE]`"""

    heard: list[Tensor]
    condition: Tensor | None = None


class EagerWaveNet:
    """See `live_models.families.sample_wise.backend.StepNetwork`.

    The module's weights may change between two calls (concurrent dreaming); what was heard before stays as it was.
    """

    def __init__(self, parameters: WaveNetParameters, module: WaveNet) -> None:
        self._parameters, self._module = parameters, module

    def begin(self, batch: int) -> EagerState:
        """Nothing heard."""
        p = self._parameters
        layers = [torch.zeros(dilation, batch, p.num_filters) for dilation in p.dilations]
        return EagerState([torch.zeros(1, batch, p.entering), *layers])

    def heed(self, state: EagerState, numbers: FloatArray) -> None:
        """See `Heeds.heed`."""
        state.condition = torch.from_numpy(numbers)

    def chosen(self, state: EagerState, lanes: Sequence[int]) -> EagerState:
        """See `Heeds.chosen`."""
        return EagerState([one[:, list(lanes)] for one in state.heard])

    def step(self, entering: FloatArray, state: EagerState) -> FloatArray:
        """What the head says of the next sample. Shape: `[B, entering]` -> `[B, output_size]`"""
        with one_thread(), torch.inference_mode():
            found = self._module.stream(torch.from_numpy(entering)[None], state.heard, state.condition)
            return np.asarray(found[0].numpy())

    def listen(self, entering: FloatArray, state: EagerState) -> None:
        """Hear samples. Shape: `[steps, B, entering]`"""
        if len(entering):
            with one_thread(), torch.inference_mode():
                self._module.stream(torch.from_numpy(entering), state.heard, state.condition)
