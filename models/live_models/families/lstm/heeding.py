"""How a dream's network heeds what is played: conditions of its lanes, and lanes that heed nothing beside them."""

from __future__ import annotations

import numpy as np

from live_models.arrays import FloatArray
from live_models.condition.guidance import guided
from live_models.families.lstm.backends.network import Masks, Network, NetworkState


class Heeding:
    """The conditions of a batch of dreams. One thread at a time.

    With an `influence` other than 0 and 1 every dream runs in two lanes of one batch, which share the weights that are
    read: one heeds its condition, one nothing. Both hear the same and drop the same connections.

    Shape: `numbers` `[dreams, SIZE]`
    """

    def __init__(self, numbers: FloatArray) -> None:
        self.numbers = numbers
        self._influence = 0.0
        self._told: tuple[float, int] | None = None

    def turn(self, numbers: FloatArray) -> None:
        """Heed other conditions from the next step on. Shape: as `numbers`"""
        self.numbers, self._told = numbers, None

    def ready(self, network: Network, state: NetworkState, influence: float) -> None:
        """Make a state ready for steps: one lane a dream or two, told their conditions."""
        dreams = len(self.numbers)
        twice = influence not in (0.0, 1.0)
        lanes = 2 * dreams if twice else dreams
        self._influence = influence
        if self._told == (influence, lanes) and state.hidden.shape[1] == lanes:
            return
        if state.hidden.shape[1] < lanes:  # the lane that heeds nothing begins where the other is
            state.hidden, state.cell = (np.concatenate([one, one], axis=1) for one in (state.hidden, state.cell))
        elif state.hidden.shape[1] > lanes:
            state.hidden, state.cell = (
                np.ascontiguousarray(one[:, :dreams]) for one in (state.hidden, state.cell)
            )  # fmt: skip
        nothing = np.zeros_like(self.numbers)
        heeded = nothing if influence == 0.0 else self.numbers
        network.heed(state, np.concatenate([heeded, nothing]) if twice else heeded)
        self._told = (influence, lanes)

    def lanes(self, x: FloatArray, axis: int = 0) -> FloatArray:
        """What enters, for every lane. Shape: `axis` is the dreams'"""
        return x if self._influence in (0.0, 1.0) else np.concatenate([x, x], axis=axis)

    def masks(self, masks: Masks | None) -> Masks | None:
        """Masks for every lane."""
        return None if masks is None else Masks(self.lanes(masks.inputs), self.lanes(masks.outputs))

    def step(
        self, network: Network, x: FloatArray, state: NetworkState, masks: Masks | None, num_components: int
    ) -> FloatArray:
        """A step of every lane; what the dreams go on with. Shape: `[dreams, I]` -> `[dreams, O]`"""
        outputs = network.step(self.lanes(x), state, self.masks(masks))
        if self._influence in (0.0, 1.0):
            return outputs
        return guided(outputs, self._influence, num_components)
