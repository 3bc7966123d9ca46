"""How dreams that draw one sample after the other heed what is played: one lane of the network each, or two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

import numpy as np

from live_models.arrays import FloatArray

StateT = TypeVar("StateT")


class Heeds(Protocol[StateT]):
    """What a network that may heed a condition can do with its state."""

    def heed(self, state: StateT, numbers: FloatArray) -> None:
        """Heed conditions, one for each lane, from the next step on; zeros are nothing.

        Not for a network that was trained without. Shape: `[lanes, SIZE]`
        """
        ...

    def chosen(self, state: StateT, lanes: Sequence[int]) -> StateT:
        """A state whose lanes are copies of those at these places, which may come twice."""
        ...


def lanes_each(influence: float) -> int:
    """Lanes of a dream: with an influence other than 0 and 1 one heeds its condition, and one beside it nothing."""
    return 1 if influence in (0.0, 1.0) else 2


class Heeding:
    """The conditions of a batch of dreams. One thread at a time. A dream's lanes stand side by side.

    Shape: `numbers` `[dreams, SIZE]`
    """

    def __init__(self, numbers: FloatArray) -> None:
        self._numbers = numbers
        self._told: tuple[int, bool] | None = None

    def turn(self, numbers: FloatArray) -> None:
        """Heed other conditions from the next step on. Shape: as `numbers`"""
        self._numbers, self._told = numbers, None

    def ready(self, network: Heeds[StateT], state: StateT, lanes: int, influence: float) -> StateT:
        """A state, which has so many lanes a dream, ready for steps with this influence."""
        each, nothing = lanes_each(influence), influence == 0.0
        dreams = len(self._numbers)
        if each != lanes:  # the lane that heeds nothing begins where the other is
            state = network.chosen(state, [lanes * (lane // each) for lane in range(each * dreams)])
        elif self._told == (each, nothing):
            return state
        told = np.zeros((each * dreams, self._numbers.shape[1]), dtype=np.float32)
        if not nothing:
            told[::each] = self._numbers
        network.heed(state, told)
        self._told = (each, nothing)
        return state
