"""What every family's training promises to the session that runs it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from live_models.arrays import FloatArray
from live_models.contract.generator import Controls, Generator
from live_models.contract.parameters import Parameters
from live_models.contract.sound import TrainingSound
from live_models.features import Normalisation


class DivergedError(ArithmeticError):
    """The loss is no longer finite; the message is one line for the user."""


class ResumeError(ValueError):
    """A training cannot be resumed; the message is one line for the user."""


class Fit(Protocol):
    """One training of one family. One thread.

    Deterministic: the same parameters, sound and `rng_seed` give the same weights on the same machine and device.

    `step`: updates done; `kept`: the weights that have dreamt best, by the checkpoint's names, empty until the first
    are judged; `normalisation`: the numbers that lead from samples to features, for the card.
    """

    parameters: Parameters
    sound: TrainingSound
    normalisation: Normalisation
    step: int
    kept: dict[str, FloatArray]

    def restart(self, rng_seed: int) -> None:
        """Forget all that was learnt; the fit is as when built with `rng_seed`."""
        ...

    @property
    def updates_per_epoch(self) -> int:
        """Updates that go once over the whole sound, at least one."""
        ...

    @property
    def position(self) -> int:
        """Sample of the recordings, laid end to end, at which the next input begins."""
        ...

    def update(self, progress: float) -> float:
        """Update the weights once; returns the loss. `progress`: share of the training that is done, 0..1.

        Raises DivergedError.
        """
        ...

    def validate(self) -> float:
        """The loss over the part of the sound that is never trained on."""
        ...

    def tensors(self) -> dict[str, FloatArray]:
        """The weights by the checkpoint's names; float32 copies."""
        ...

    def card(self) -> dict[str, Any]:
        """What of the card a dream depends on, beside the controls: `normalisation` and the family's own keys."""
        ...

    def dreaming_generator(self, controls: Controls) -> Generator[Any]:
        """A generator that hears the weights change while they are trained. It belongs to the fit's thread."""
        ...

    def save(self, path: Path, log: Mapping[str, Any]) -> None:
        """Write to one file, atomically, all that the training needs to go on, `log` included. Raises OSError."""
        ...

    def load(self, path: Path) -> dict[str, Any]:
        """Go on from a saved state; returns its `log`.

        Raises ResumeError: no such file, a damaged one, or the state of another training.
        """
        ...
