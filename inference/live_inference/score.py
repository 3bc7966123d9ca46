"""How good is a dream: artifacts, resemblance, novelty, stuck, energy; torch-free. See docs/scores.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from live_inference.arrays import FloatArray


@dataclass(frozen=True)
class Scores:
    """The verdict on one dream. Each measure is 0..1: 1 as the source itself, 0.5 the limit, 0 fails completely.

    * `novelty`: None where only statistics of the source are at hand, no samples.
    * `energy_db`: level of the dream's last third against the source, in dB.
    * `faults`: what is wrong, in plain words; empty if the dream passes.
    * `total`: product of the measures: one number to choose checkpoints by.
    """

    artifacts: float
    resemblance: float
    novelty: float | None
    stuck: float
    energy_db: float
    faults: tuple[str, ...] = ()
    details: dict[str, float] = field(default_factory=dict)
    total: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether no measure is below its limit."""
        return not self.faults

    def to_json(self) -> dict[str, Any]:
        """For `live-daemon score --json`, sidecars and cards."""
        return {"pass": self.passed, **asdict(self), "faults": list(self.faults)}


class Reference:
    """Recordings prepared to score dreams against. Immutable; any thread."""

    sample_rate: int

    @classmethod
    def of(cls, recordings: Sequence[FloatArray], sample_rate: int) -> Reference:
        """Prepare recordings (mono, at the dreams' rate in Hz). Raises ValueError: none, too short or silent."""
        raise NotImplementedError

    def to_json(self) -> dict[str, Any]:
        """Statistics only, a few KB, for a checkpoint's card; no sample of the recordings is in it."""
        raise NotImplementedError

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Reference:
        """The statistics back from a card; novelty cannot be judged by them. Raises ValueError."""
        raise NotImplementedError


def score(
    dream: FloatArray, reference: Reference, *, hop_length: int | None = None, seed: FloatArray | None = None
) -> Scores:
    """Score a dream (mono, at the reference's rate). Deterministic.

    `hop_length`: samples per step of the model, if its boundaries lie at multiples of it from the dream's start.
    `seed`: the recording that the dream began from; a literal copy of it is no news either.
    Raises ValueError for a dream that is not one-dimensional or shorter than half a second. Shape: `dream` `[n]`
    """
    del hop_length, seed
    if np.ndim(dream) != 1:
        raise ValueError(f"dream must be one-dimensional, got shape {np.shape(dream)}")
    raise NotImplementedError(f"{reference}")
