"""The loop of the sample-wise approaches: listening to windows, and dreaming on from them sample by sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from live_models.arrays import FloatArray
from live_models.contract.backend import DreamDraws
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.lstm.backends.network import (
    Masks,
    Network,
    SampleNetwork,
    SampleState,
    draw_step_masks,
)
from live_models.families.lstm.config import SampleWiseParameters
from live_models.families.sample_wise.head import (
    STRETCH,
    Draws,
    Steering,
    draw_frame,
    next_draws,
    predicted_frame,
    sample_head,
    shaped_noise,
    steering_of,
)
from live_models.features import Normalisation
from live_models.heads import EXACT

MASK_NUMBERS: Final = 1 << 22
"""Dropout masks are drawn for at most this many connections at a time."""


@dataclass
class SampleDraws(DreamDraws):
    """Samples draw from `rngs`, dropout from `mask_rngs`, so that neither depends on how many steps the other took."""

    mask_rngs: Sequence[np.random.Generator]


class SampleBackend:
    """A network of either sample-wise approach as a loop. See `live_models.contract.backend.Backend`.

    In bands a step is a frame: one sample of each band, side by side on the tape.

    What is known, for `listen`: windows and what follows them. Shape: `[dreams * rows, seg_len + steps * bands]`
    """

    def __init__(self, checkpoint: Checkpoint, network: Network, normalisation: Normalisation) -> None:
        p = self.parameters = checked_kind(checkpoint, SampleWiseParameters)
        self.network = network
        self._normalisation = normalisation
        self._head = sample_head(p, checkpoint.tensors, normalisation, p.rows)

    def begin(self, batch: int) -> SampleState:
        """Windows of silence, at the material's level."""
        p = self.parameters
        lanes = batch * p.rows
        tape = np.zeros((lanes, p.seg_len + STRETCH * p.bands), dtype=np.float32)
        return SampleState(self.network.begin(lanes), tape, np.full(batch, self._head.level))

    def listen(self, state: SampleState, known: FloatArray, draws: SampleDraws) -> None:
        """Hear windows and what follows them. See `Backend.listen`."""
        window, bands = self.parameters.seg_len, self.parameters.bands
        self._heed(state, draws)
        steps = (known.shape[1] - window) // bands
        for start in range(0, steps, STRETCH):
            count = min(STRETCH, steps - start)
            self._wind_back(state, draws)
            filled = window + count * bands
            state.tape[:, :filled] = known[:, start * bands : start * bands + filled]
            state.tape[:, filled:] = 0.0
            self._run(state, draws, count, listening=True)
        state.tape[:, :window] = known[:, -window:]
        self._wind_back(state, draws, shift=0)

    def dream(self, state: SampleState, draws: SampleDraws, steps: int) -> FloatArray:
        """The next samples. Shape: -> `[dreams, steps * bands]`."""
        self._heed(state, draws)
        bands = self.parameters.bands
        out = np.empty((len(state.power), steps * bands), dtype=np.float32)
        done = 0
        while done < steps:
            if state.position == STRETCH:
                self._wind_back(state, draws)
            count = min(steps - done, STRETCH - state.position)
            out[:, done * bands : (done + count) * bands] = self._run(state, draws, count)
            done += count
        return out

    def begin_unheard(self, batch: int) -> SampleState:
        """Windows of noise, to measure a network that would listen for minutes."""
        state = self.begin(batch)
        noise = np.random.default_rng(0).normal(0, 0.1, (len(state.tape), self.parameters.seg_len))
        state.tape[:, STRETCH * self.parameters.bands :] = noise
        state.power[:] = 0.01
        state.position = STRETCH  # the first step winds the tape back
        return state

    def _heed(self, state: SampleState, draws: SampleDraws) -> None:
        """Tell the network what is heeded; what was projected ahead does not hold any more."""
        if state.heeding is not None and state.heeding.tell(self.network, state.network, draws.controls.influence):
            state.ahead_at = -1

    def _wind_back(self, state: SampleState, draws: SampleDraws, shift: int | None = None) -> None:
        """Bring the windows back to the start of the tape, and draw the numbers of the stretch that follows."""
        shift = state.position if shift is None else shift
        window, bands = self.parameters.seg_len, self.parameters.bands
        state.tape[:, :window] = state.tape[:, shift * bands : shift * bands + window].copy()
        state.position = 0
        state.draws = next_draws(draws.rngs, bands)
        if isinstance(self.network, SampleNetwork):
            self.network.begin_samples(state)

    def _run(self, state: SampleState, draws: SampleDraws, num_steps: int, *, listening: bool = False) -> FloatArray:
        """Steps within one stretch, in pieces that masks have room for."""
        p, controls = self.parameters, draws.controls
        lane_numbers = p.input_size + (2 * p.num_layers - 1) * p.hidden
        most = max(1, MASK_NUMBERS // (lane_numbers * len(state.tape)))
        steering = steering_of(controls, self._head)
        assert state.draws is not None
        made = []
        for start in range(0, num_steps, most):
            count = min(most, num_steps - start)
            masks = draw_step_masks(p, p.rows, count, controls.dropout, draws.mask_rngs)
            drawn = state.draws.part(state.position, state.position + count)
            if isinstance(self.network, SampleNetwork) and steering.method != EXACT:
                made.append(
                    self.network.dream_samples(state, self._head, steering, drawn, masks, count, listening=listening)
                )
            else:
                made.append(self._steps(state, steering, drawn, masks, count, listening=listening))
                state.ahead_at = -1
        return np.concatenate(made, axis=1)

    def _steps(
        self, state: SampleState, steering: Steering, draws: Draws, masks: Masks | None, count: int, *, listening: bool
    ) -> FloatArray:  # fmt: skip
        """The readable form: one step of the network after the other."""
        p, head, tape, bands = self.parameters, self._head, state.tape, self.parameters.bands
        dreams, window = len(state.power), p.seg_len
        out = np.zeros((dreams, count * bands), dtype=np.float32)
        for step in range(count):
            here, frame = state.position * bands, slice(step * bands, (step + 1) * bands)
            x = tape[:, here : here + window]
            outputs = self.network.step(x, state.network, _masks_of(masks, step, x.shape[1], p.num_layers, p.hidden))
            state.position += 1
            if listening:
                continue
            for dream in range(dreams):
                rows = slice(dream * p.rows, (dream + 1) * p.rows)
                last = rows.stop - 1
                output = outputs[last]
                if len(head.combine_bias):
                    output = head.combine_weight @ outputs[rows, 0] + head.combine_bias
                power, chance = float(state.power[dream]), float(draws.chance[dream, step])
                predicted = predicted_frame(head, x[last], bands)
                values = draw_frame(head, steering, output, predicted, power, chance, draws.normal[dream, frame])
                state.power[dream] += head.rate * (np.mean(values * values) - power)
                out[dream, frame] = values
                tape[rows.start : last, here + window] = tape[rows.start + 1 : rows.stop, here]
                noise = shaped_noise(head, draws.noise[dream, frame])
                tape[last, here + window : here + window + bands] = values + steering.noise * noise
        return out


def _masks_of(masks: Masks | None, step: int, inputs: int, layers: int, hidden: int) -> Masks | None:
    """One step's masks; ones where the connections into the layers all stay."""
    if masks is None:
        return None
    if masks.inputs.shape[2]:
        return Masks(masks.inputs[step], masks.outputs[step])
    lanes = masks.outputs.shape[1]
    return Masks(np.ones((lanes, inputs + (layers - 1) * hidden), dtype=np.float32), masks.outputs[step])
