"""What executes a family's network: a loop over its steps, whose state is the family's own business."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from live_models.arrays import FloatArray
from live_models.contract.generator import Controls

StateT = TypeVar("StateT")
KnownT_contra = TypeVar("KnownT_contra", contravariant=True)
DrawsT_contra = TypeVar("DrawsT_contra", contravariant=True)


@dataclass
class DreamDraws:
    """What steps draw from: each dream's random generator, and the controls, which may change between two calls."""

    rngs: Sequence[np.random.Generator]
    controls: Controls


class Backend(Protocol[StateT, KnownT_contra, DrawsT_contra]):
    """A network that listens and dreams. Immutable: it may serve several threads, each with its own state.

    State, known steps and draws are of the family's own types: hidden and cell states, rings of a dilated convolution,
    tiers with clocks of their own. `draws` holds what steers a step and the random generators of each dream.
    """

    def begin(self, batch: int) -> StateT:
        """A state that has heard nothing, for `batch` dreams."""
        ...

    def listen(self, state: StateT, known: KnownT_contra, draws: DrawsT_contra) -> None:
        """Hear steps whose inputs are all known; moves `state` in place."""
        ...

    def dream(self, state: StateT, draws: DrawsT_contra, steps: int) -> FloatArray:
        """Take steps, each fed by the one before; moves `state` in place.

        Shape: -> `[dreams, steps, ...]`
        """
        ...
