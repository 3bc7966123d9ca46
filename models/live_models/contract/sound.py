"""The recordings that a fit learns from, as every family gets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import soxr

from live_models.arrays import FloatArray

VALIDATION_SHARE: Final = 0.1
"""Share of each recording, at its end, that is never trained on."""


class SoundError(ValueError):
    """The recordings cannot be trained on; the message is one line for the user."""


@dataclass(frozen=True)
class TrainingSound:
    """Recordings at the reference level, mono float32 at `sample_rate`. Immutable; any thread.

    `recordings`: each as a whole, also where dreams begin; `rows`: what the card says of each (`file`, `licence`,
    `duration_s`, `sha256`).
    """

    sample_rate: int
    recordings: Sequence[FloatArray]
    rows: Sequence[dict[str, Any]]

    @cached_property
    def training(self) -> list[FloatArray]:
        """The part of each recording that is trained on."""
        return [samples[: _cut(samples)] for samples in self.recordings]

    @cached_property
    def validation(self) -> list[FloatArray]:
        """The last tenth of each recording."""
        return [samples[_cut(samples) :] for samples in self.recordings]

    def transposed(self, semitones: int) -> list[FloatArray]:
        """What is trained on, transposed by resampling: all of it, formants and tempo too, as a tape played faster."""
        if semitones == 0:
            return self.training
        rate = self.sample_rate * 2.0 ** (semitones / 12.0)
        return [np.asarray(soxr.resample(one, rate, self.sample_rate, quality="HQ")) for one in self.training]

    def require(self, num_samples: int) -> None:
        """Raise SoundError if fewer samples than these can be trained on."""
        if sum(map(len, self.training)) < num_samples:
            found = sum(map(len, self.recordings)) / self.sample_rate
            needed = num_samples / self.sample_rate / (1.0 - VALIDATION_SHARE)
            raise SoundError(f"recordings must hold at least {needed:.1f} s of sound, found {found:.1f} s")


def _cut(samples: FloatArray) -> int:
    return round(len(samples) * (1.0 - VALIDATION_SHARE))
