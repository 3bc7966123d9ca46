"""How a dream's network heeds what is played: conditions of its lanes, and lanes that heed nothing beside them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from live_models.arrays import FloatArray
from live_models.condition.ear import seed_condition
from live_models.condition.guidance import guided
from live_models.condition.numbers import Condition
from live_models.families.lstm.backends.network import Masks, Network, NetworkState


class Heeding:
    """The conditions of a batch of dreams, of `rows` lanes each. One thread at a time.

    With an `influence` other than 0 and 1 every dream runs twice in one batch, which shares the weights that are read:
    after its lanes, which heed its condition, come as many that heed nothing. Both hear the same and drop the same
    connections.

    Shape: `numbers` `[dreams, SIZE]`
    """

    def __init__(self, numbers: FloatArray, rows: int = 1) -> None:
        self.numbers = numbers
        self.rows = rows
        self.twins = 1
        self._told: tuple[float, int] | None = None

    def turn(self, numbers: FloatArray) -> None:
        """Heed other conditions from the next step on. Shape: as `numbers`"""
        self.numbers, self._told = numbers, None

    def heed(self, conditions: Sequence[Condition]) -> None:
        """`turn`, by conditions."""
        self.turn(np.stack([one.numbers() for one in conditions]))

    def ready(self, network: Network, state: NetworkState, influence: float) -> bool:
        """Make a state ready for steps: one lane or two for each row, told their conditions. Whether it told them."""
        lanes = len(self.numbers) * self.rows
        self.twins = 1 if influence in (0.0, 1.0) else 2
        if self._told == (influence, self.twins * lanes) and state.hidden.shape[1] == self.twins * lanes:
            return False
        if state.hidden.shape[1] != self.twins * lanes:  # the lane that heeds nothing begins where the other is
            change = self.lanes if self.twins == 2 else self.heeding
            state.hidden, state.cell = (change(one, axis=1) for one in (state.hidden, state.cell))
        heeded = np.repeat(np.zeros_like(self.numbers) if influence == 0.0 else self.numbers, self.rows, axis=0)
        if self.twins == 2:
            heeded = self.lanes(heeded)
            heeded.reshape(-1, 2, self.rows, heeded.shape[1])[:, 1] = 0.0
        network.heed(state, heeded)
        self._told = (influence, self.twins * lanes)
        return True

    def tell(self, network: Network, state: NetworkState, influence: float) -> bool:
        """Make a state ready for steps of one lane for each row, whatever the influence is: from 1 on all as learnt.

        For loops that draw sample by sample, in which a second lane would cost as much again. Whether it told them.
        """
        if self._told == (influence, state.hidden.shape[1]):
            return False
        network.heed(state, np.repeat(np.float32(min(influence, 1.0)) * self.numbers, self.rows, axis=0))
        self._told = (influence, state.hidden.shape[1])
        return True

    def lanes(self, x: FloatArray, axis: int = 0) -> FloatArray:
        """What enters, for every lane. Shape: `axis` has the dreams' rows"""
        if self.twins == 1:
            return x
        rows = np.arange(x.shape[axis]).reshape(-1, 1, self.rows)
        return np.ascontiguousarray(np.take(x, np.repeat(rows, 2, axis=1).ravel(), axis=axis))

    def heeding(self, x: FloatArray, axis: int = 0) -> FloatArray:
        """Of dreams that ran twice, the lanes that heed; undoes `lanes`."""
        lanes = np.arange(x.shape[axis]).reshape(-1, 2, self.rows)
        return np.ascontiguousarray(np.take(x, lanes[:, 0].ravel(), axis=axis))

    def masks(self, masks: Masks | None, axis: int = 0) -> Masks | None:
        """Masks for every lane."""
        return None if masks is None else Masks(self.lanes(masks.inputs, axis), self.lanes(masks.outputs, axis))

    def step(
        self, network: Network, x: FloatArray, state: NetworkState, masks: Masks | None, influence: float
    ) -> FloatArray:
        """A step of every lane; what the dreams go on with. Shape: `[dreams, I]` -> `[dreams, O]`"""
        outputs = network.step(self.lanes(x), state, self.masks(masks))
        if self.twins == 1:
            return outputs
        p = network.parameters
        both = np.concatenate([outputs[0::2], outputs[1::2]])
        return guided(both, influence, p.num_components if p.mixture else 0)


def seeds_heeded(seeds: Sequence[FloatArray], sample_rate: int, rows: int = 1) -> Heeding:
    """The heeding of dreams that begin with what is played in their seeds. Shape: each `[n]`"""
    return Heeding(np.stack([seed_condition(one, sample_rate).numbers() for one in seeds]), rows)
