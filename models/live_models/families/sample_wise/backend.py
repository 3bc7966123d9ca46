"""The loop of a sample-wise dream around a family's network: hear, draw, feed back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, runtime_checkable

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.guidance import guided
from live_models.contract.backend import DreamDraws
from live_models.families.sample_wise.config import StreamParameters
from live_models.families.sample_wise.entering import entering_numbers, left_over, scales_of
from live_models.families.sample_wise.head import (
    STRETCH,
    Draws,
    Stretch,
    draw_frame,
    next_draws,
    predicted_frame,
    sample_head,
    shaped_noise,
    steering_of,
)
from live_models.families.sample_wise.heeding import Heeding, Heeds, lanes_each
from live_models.features import Normalisation
from live_models.heads import EXACT

StateT = TypeVar("StateT")


@dataclass
class StreamState(Generic[StateT]):
    """Dreams under way, one or a batch. One thread at a time.

    `network`: the network's own state. `position`: steps since the tape was wound back. `draws`: numbers of the stretch
    that follows the winding. `heeding`: None where there is no condition.

    Shape: `tape` `[dreams, linear_length + STRETCH * bands]`: what the predictor hears, and what follows; `entering`
    `[lanes, entering]`: what enters the network in the next step, one lane a dream or two; `power` `[dreams]`: running
    mean
    """

    network: StateT
    tape: FloatArray
    entering: FloatArray
    power: DoubleArray
    draws: Draws
    position: int = 0
    heeding: Heeding | None = None

    @property
    def each(self) -> int:
        """Lanes of a dream."""
        return len(self.entering) // len(self.power)


class StepNetwork(Heeds[StateT], Protocol[StateT]):
    """A frozen network that hears one sample after the other. Immutable: it may serve several threads."""

    def begin(self, batch: int) -> StateT:
        """The state of a network that has heard nothing, for `batch` dreams."""
        ...

    def step(self, entering: FloatArray, state: StateT) -> FloatArray:
        """What the head says of the next sample; moves `state` in place.

        Shape: `[B, entering]` -> `[B, output_size]`
        """
        ...

    def listen(self, entering: FloatArray, state: StateT) -> None:
        """Hear samples without the head; moves `state` in place. Shape: `[steps, B, entering]`"""
        ...


@runtime_checkable
class StretchNetwork(StepNetwork[StateT], Protocol[StateT]):
    """A `StepNetwork` that also takes many steps in one call, draws inside, without the interpreter's lock."""

    def run(self, state: StreamState[StateT], stretch: Stretch) -> FloatArray:
        """Steps that stay within the tape's stretch; moves `state` in place, all but its position.

        Shape: -> `[dreams, num_steps * bands]`
        """
        ...


class StreamBackend(Generic[StateT]):
    """See `live_models.contract.backend.Backend`. Samples are those at the reference level over the recordings' peak.

    Known, for `listen`: samples as the network hears them; the linear predictor needs the first ones.
    Shape: `[dreams, frames_heard + steps, bands]`
    """

    def __init__(
        self,
        parameters: StreamParameters,
        tensors: Mapping[str, FloatArray],
        normalisation: Normalisation,
        network: StepNetwork[StateT],
    ) -> None:
        self.parameters, self.network = parameters, network
        self.head = sample_head(parameters, tensors, normalisation)
        sizes = self.head.deviations if parameters.bands > 1 else np.ones(1)
        self.scales = scales_of(parameters, normalisation, normalisation.deviation * sizes.astype(np.float64))

    def begin(self, batch: int) -> StreamState[StateT]:
        """Silence, at the recordings' level."""
        p = self.parameters
        none = np.zeros((batch, 0))
        return StreamState(
            self.network.begin(batch),
            np.zeros((batch, p.linear_length + STRETCH * p.bands), dtype=np.float32),
            np.zeros((batch, p.entering), dtype=np.float32),
            np.full(batch, self.head.level),
            Draws(none, none, none),
            STRETCH,  # the first step winds the tape back, and draws
        )

    def listen(self, state: StreamState[StateT], known: FloatArray, draws: DreamDraws) -> None:
        """Hear all samples but the last, which is what enters next."""
        self._ready(state, draws.controls.influence)
        length, bands = self.parameters.linear_length, self.parameters.bands
        lags = self.parameters.frames_heard
        rest = left_over(known, self.head.linear.reshape(bands, -1)) if length else None
        numbers = entering_numbers(known[:, lags:], rest, self.scales).repeat(state.each, axis=0)
        entering = np.ascontiguousarray(numbers.transpose(1, 0, 2))
        self.network.listen(entering[:-1], state.network)
        state.entering[:] = entering[-1]
        state.tape[:, STRETCH * bands :] = known[:, known.shape[1] - lags :].reshape(len(known), length)
        state.position = STRETCH

    def dream(self, state: StreamState[StateT], draws: DreamDraws, steps: int) -> FloatArray:
        """The next samples. Shape: -> `[dreams, steps * bands]`"""
        bands = self.parameters.bands
        out = np.empty((len(state.power), steps * bands), dtype=np.float32)
        steering, influence = steering_of(draws.controls, self.head), float(draws.controls.influence)
        self._ready(state, influence)
        done = 0
        while done < steps:
            if state.position == STRETCH:
                self._wind_back(state, draws)
            count = min(steps - done, STRETCH - state.position)
            drawn = state.draws.part(state.position, state.position + count)
            stretch = Stretch(self.head, self.scales, steering, drawn, count, influence)
            piece = out[:, done * bands : (done + count) * bands]
            if isinstance(self.network, StretchNetwork) and steering.method != EXACT:
                piece[:] = self.network.run(state, stretch)
            else:
                self._steps(state, stretch, piece)
            state.position += count
            done += count
        return out

    def _ready(self, state: StreamState[StateT], influence: float) -> None:
        """Let the network heed what it is to heed, in as many lanes as that takes."""
        if state.heeding is None:
            return
        each = state.each
        state.network = state.heeding.ready(self.network, state.network, each, influence)
        if (wanted := lanes_each(influence)) != each:
            state.entering = state.entering[::each].repeat(wanted, axis=0)

    def _wind_back(self, state: StreamState[StateT], draws: DreamDraws) -> None:
        """Bring what the predictor hears back to the start of the tape, and draw the numbers of the next stretch."""
        length, bands = self.parameters.linear_length, self.parameters.bands
        state.tape[:, :length] = state.tape[:, STRETCH * bands :].copy()
        state.position = 0
        state.draws = next_draws(draws.rngs, bands)

    def _steps(self, state: StreamState[StateT], stretch: Stretch, out: FloatArray) -> None:
        """The readable form: one step of the network after the other. Shape: `out` `[dreams, num_steps * bands]`"""
        head, steering, draws, each = stretch.head, stretch.steering, stretch.draws, state.each
        length, bands = self.parameters.linear_length, self.parameters.bands
        for step in range(stretch.num_steps):
            here, frame = (state.position + step) * bands, slice(step * bands, (step + 1) * bands)
            outputs = self.network.step(state.entering, state.network)
            if each == 2:
                both = np.concatenate([outputs[0::2], outputs[1::2]])
                outputs = guided(both, stretch.influence, head.num_components, bands)
            for dream in range(len(out)):
                predicted = predicted_frame(head, state.tape[dream, here : here + length], bands)
                chance, power = float(draws.chance[dream, step]), float(state.power[dream])
                values = draw_frame(
                    head, steering, outputs[dream], predicted, power, chance, draws.normal[dream, frame]
                )
                state.power[dream] += head.rate * (np.mean(values * values) - power)
                out[dream, frame] = values
                fed = values + steering.noise * shaped_noise(head, draws.noise[dream, frame])
                state.tape[dream, here + length : here + length + bands] = fed
                rest = fed - predicted if length else None
                state.entering[dream * each : (dream + 1) * each] = entering_numbers(fed, rest, stretch.scales)
