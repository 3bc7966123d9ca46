"""The training of the systems over spectra: the next window's features."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
import torch
from torch import Tensor

from live_models.arrays import FloatArray
from live_models.families.lstm.fit import Batch, LSTMFit, steps_in
from live_models.families.lstm.own_errors import own_predictions
from live_models.families.spectral.config import SpectralParameters
from live_models.resynthesis.contract import PHASE_GRADIENT

KEEP_PEAKS: Final = True
"""Peaks alone are nearer to the source than all bins (`live_models.resynthesis.oscillator_bank`)."""

GATE_DB: Final = 60.0
"""Bins so far below the loudest of the recordings are silent in a dream, or quieter (the papers' threshold gate).
What a network leaves between partials is heard as hiss: four dreams of 20 s on nylon arpeggios through the oscillator
bank were 17 dB flatter than the source without the gate, score .43, and .67 with it, from the same weights."""

ParametersT = TypeVar("ParametersT", bound=SpectralParameters)


@dataclass(frozen=True)
class WindowTape:
    """Windows, and the next one after each. See `Tape`. Shape: `data` `[num_windows, input_size]`"""

    data: FloatArray

    def __len__(self) -> int:
        return len(self.data)

    def pairs(self, cursors: np.ndarray) -> tuple[FloatArray, FloatArray]:
        """See `Tape.pairs`."""
        return self.data[cursors % len(self)], self.data[(cursors + 1) % len(self)]


class SpectralFit(LSTMFit[ParametersT]):
    """Learns the next window. See `LSTMFit`; a family gives `read`."""

    @property
    def position(self) -> int:
        """Where the last row's next window begins."""
        return super().position * self.parameters.hop_size

    def card(self) -> dict[str, Any]:
        """With the resynthesis."""
        settings: dict[str, Any] = {"keep_peaks": KEEP_PEAKS, "gate_db": GATE_DB}
        if self.parameters.resynthesis == PHASE_GRADIENT:
            settings["true_attacks"] = True
        return super().card() | {"resynthesis": settings}

    def heard(self, batch: Batch, progress: float) -> Tensor:
        """Inputs of which a growing share are the network's own, if `scheduled_sampling` asks for it."""
        share = self.parameters.scheduled_sampling
        return self.partly_own(batch, share * progress) if share else batch.inputs

    def prediction_loss(self, output: Tensor, label: Tensor) -> Tensor:
        """Mean loss per number predicted. Shape: `[..., O]`, `[..., m]` -> `[]`"""
        return super().prediction_loss(self.bounded(output), label)

    def bounded(self, output: Tensor) -> Tensor:
        """What the head puts out, with no deviation below `least_deviation`; a dream takes it so, too. Shape kept."""
        p = self.parameters
        if not p.mixture:
            return output
        logits, logs, means = output.split([p.num_components, p.num_components, p.num_components * p.label_size], -1)
        return torch.cat([logits, logs.clamp(min=math.log(p.least_deviation)), means], dim=-1)

    def own_inputs(self, batch: Batch, output: Tensor) -> Tensor:
        """What a dream would feed back: no magnitude is below 0."""
        x, p = batch.inputs, self.parameters
        return (own_predictions(p, self.bounded(output), batch.labels - p.skip * x) + p.skip * x).clamp(min=0.0)

    def left_over(self, clean: Tensor, heard: Tensor, label: Tensor) -> Tensor:
        """What the skip leaves over: its share is taken from the input without noise."""
        return self.network.left_over(clean, label, self.normalisation.deviation)

    def validation_cursors(self) -> np.ndarray:
        """One window after the other."""
        return steps_in(self.validation, 1, 1)
