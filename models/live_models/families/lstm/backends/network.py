"""What a backend gives a generator: a network that takes steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.numbers import Condition, entering
from live_models.families.lstm.config import LSTMParameters
from live_models.families.sample_wise.head import Draws, SampleHead, Steering


@dataclass
class NetworkState:
    """Hidden and cell state of every layer, updated in place. One thread at a time.

    `condition`: the numbers of what is heeded, None for nothing; `entry`: what they give to the first layer's sums.

    Shape: `hidden`, `cell` `[num_layers, B, H]`, `condition` `[B, SIZE]`, `entry` `[B, gates * H]`
    """

    hidden: FloatArray
    cell: FloatArray
    condition: FloatArray | None = None
    entry: FloatArray | None = None

    def heed(self, numbers: FloatArray, weight: FloatArray | None) -> None:
        """Heed conditions from the next step on. Shape: `[B, SIZE]`, `[gates * H, SIZE]`"""
        self.condition = numbers
        self.entry = None if weight is None else entering(numbers, weight)


@dataclass(frozen=True)
class Masks:
    """Dropout masks of one step: 0 for a dropped connection, 1 / keep for a kept one.

    Shape: `inputs` `[B, I + (num_layers - 1) * H]`, `outputs` `[B, num_layers * H]`: the layers side by side
    """

    inputs: FloatArray
    outputs: FloatArray


class Network(Protocol):
    """One step of a frozen network. Immutable: one network may serve several threads, each with its own state."""

    parameters: LSTMParameters

    def begin(self, batch: int) -> NetworkState:
        """A state of zeros for `batch` lanes."""
        ...

    def step(self, x: FloatArray, state: NetworkState, masks: Masks | None) -> FloatArray:
        """What the head puts out; moves `state` in place.

        Shape: `[B, I]` -> `[B, O]`
        """
        ...

    def heed(self, state: NetworkState, numbers: FloatArray) -> None:
        """Heed conditions from the next step on; a network that was not trained with any takes no notice.

        Shape: `[B, SIZE]`, zeros for a lane that heeds nothing
        """
        ...


@runtime_checkable
class ListeningNetwork(Protocol):
    """A backend that hears many steps whose inputs are all known in one call, without the head."""

    def listen(self, x: FloatArray, state: NetworkState, masks: Masks | None) -> None:
        """As `Network.step` for each step of `x`, where nobody wants what the head puts out.

        Shape: `x` `[steps, B, I]`, masks `[steps, B, columns]`
        """
        ...


@runtime_checkable
class RepeatingNetwork(Protocol):
    """A backend that takes many steps in one call where a step's output is the next one's input."""

    def repeat(self, x: FloatArray, state: NetworkState, steps: int, limit: float) -> FloatArray:
        """As `Network.step` without masks, each time on what the head put out before, kept within `limit` either way.

        Shape: `x` `[B, I]` -> `[steps, B, I]`
        """
        ...


def listen(network: Network, x: FloatArray, state: NetworkState, masks: Sequence[Masks | None]) -> None:
    """Let a network hear a seed: its state moves, its output is not wanted.

    Shape: `x` `[steps, B, I]`; masks: of each step
    """
    if isinstance(network, ListeningNetwork):
        drawn = [one for one in masks if one is not None]
        together = Masks(np.stack([m.inputs for m in drawn]), np.stack([m.outputs for m in drawn])) if drawn else None
        network.listen(x, state, together)
        return
    for step, mask in zip(x, masks, strict=True):
        network.step(step, state, mask)


class Heeded(Protocol):
    """What a dream loop needs of `live_models.families.lstm.heeding.Heeding`."""

    def tell(self, network: Network, state: NetworkState, influence: float) -> bool:
        """Tell a network what is heeded. Whether something was new."""
        ...

    def heed(self, conditions: Sequence[Condition]) -> None:
        """Heed other conditions from the next step on."""
        ...


@dataclass
class SampleState:
    """Sample-wise dreams under way, one or a batch. One thread at a time.

    `position`: steps since the tape was wound back. `draws`: numbers of the stretch that follows the winding.
    `ahead`, `ahead_at`: a backend's own (see `cpu_samples`). `heeding`: None where there is no condition.

    Shape: `tape` `[dreams * rows, seg_len + STRETCH * bands]`: each row's window and what follows; `power` `[dreams]`
    """

    network: NetworkState
    tape: FloatArray
    power: DoubleArray
    draws: Draws | None = None
    position: int = 0
    ahead: FloatArray = field(default_factory=lambda: np.zeros((0, 1, 0), dtype=np.float32))
    ahead_at: int = -1
    heeding: Heeded | None = None


@runtime_checkable
class SampleNetwork(Protocol):
    """A backend that takes many sample-wise steps in one call."""

    def begin_samples(self, state: SampleState) -> None:
        """Make ready a state whose tape was wound back."""
        ...

    def dream_samples(
        self,
        state: SampleState,
        head: SampleHead,
        steering: Steering,
        draws: Draws,
        masks: Masks | None,
        num_steps: int,
        *,
        listening: bool = False,
    ) -> FloatArray:
        """Take steps that stay within the tape's stretch; moves `state` in place, its position included.

        `listening`: the tape already holds what follows; nothing is drawn, what comes back means nothing.

        Shape: masks `[steps, lanes, columns]` -> `[dreams, num_steps * bands]`
        """
        ...


def zero_state(parameters: LSTMParameters, batch: int) -> NetworkState:
    """A state of zeros. Shape: see NetworkState."""
    shape = (parameters.num_layers, batch, parameters.hidden)
    return NetworkState(np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32))


def draw_masks(parameters: LSTMParameters, batch: int, dropout: float | None, rng: np.random.Generator) -> Masks | None:
    """Masks for one step: each connection is dropped with chance `dropout`, None meaning as it was in training.

    Returns None, and leaves `rng` alone, where nothing is dropped.
    """
    keep_in, keep_out = kept_shares(parameters, dropout)
    if keep_in >= 1.0 and keep_out >= 1.0:
        return None
    hidden, layers = parameters.hidden, parameters.num_layers
    return Masks(
        _mask((batch, parameters.input_size + (layers - 1) * hidden), keep_in, rng),
        _mask((batch, layers * hidden), keep_out, rng),
    )


def draw_masks_each(
    parameters: LSTMParameters, dropout: float | None, rngs: Sequence[np.random.Generator]
) -> Masks | None:
    """`draw_masks` of one lane per generator, one below the other."""
    drawn = [draw_masks(parameters, 1, dropout, rng) for rng in rngs]
    found = [masks for masks in drawn if masks is not None]
    if not found:
        return None
    return Masks(np.concatenate([m.inputs for m in found]), np.concatenate([m.outputs for m in found]))


def draw_step_masks(
    parameters: LSTMParameters,
    rows: int,
    steps: int,
    dropout: float | None,
    rngs: Sequence[np.random.Generator],
) -> Masks | None:
    """Masks of many steps for dreams of `rows` lanes each, every dream's from its own generator.

    The same numbers come whether the steps are drawn at once or one by one. None, and no draw, where nothing is
    dropped; where connections into the layers all stay, their masks have no columns.

    Shape: masks `[steps, dreams * rows, columns]`
    """
    keep_in, keep_out = kept_shares(parameters, dropout)
    if keep_in >= 1.0 and keep_out >= 1.0:
        return None
    hidden, layers = parameters.hidden, parameters.num_layers
    entering = parameters.input_size + (layers - 1) * hidden if keep_in < 1.0 else 0
    uniform = np.concatenate(
        [rng.random((steps, rows, entering + layers * hidden), dtype=np.float32) for rng in rngs], axis=1
    )
    kept_in = (uniform[..., :entering] < keep_in).astype(np.float32) * np.float32(1.0 / keep_in)
    kept_out = (uniform[..., entering:] < keep_out).astype(np.float32) * np.float32(1.0 / keep_out)
    return Masks(kept_in, kept_out)


def kept_shares(parameters: LSTMParameters, dropout: float | None) -> tuple[float, float]:
    """The shares of connections into and out of the layers that stay; None: as in training."""
    if dropout is not None:
        return 1.0 - dropout, 1.0 - dropout
    if not parameters.use_dropout:
        return 1.0, 1.0
    return parameters.input_dropout, parameters.output_dropout


def _mask(shape: tuple[int, int], keep: float, rng: np.random.Generator) -> FloatArray:
    kept = rng.random(shape, dtype=np.float32) < keep
    return kept.astype(np.float32) * np.float32(1.0 / keep)
