"""The column-vector and transpose approaches (Pfalz 2018, 3.1.2, 3.1.3): one sample per step; torch-free."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from live_models.arrays import FloatArray
from live_models.card import normalisation_and_controls
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.contract.generator import Controls, GeneratorSpec, dream_rng, fit_seed
from live_models.families.lstm.backends.network import (
    STRETCH,
    Draws,
    Masks,
    Network,
    SampleHead,
    SampleNetwork,
    SampleState,
    Steering,
    draw_step_masks,
)
from live_models.families.lstm.config import SampleWiseParameters
from live_models.families.lstm.quantisation import class_values
from live_models.features import at_reference_level
from live_models.heads import EXACT, FULL, MAX_SAMPLE, Sampling, draw_sample, method_of, spread_for_level

LISTEN_S: Final = 0.4
"""How long the network listens to the seed's end before it dreams: sample by sample, as it was trained."""

HOLD_TIME_S: Final = 0.05
"""Time over which the level is measured."""

SPREAD_HOLD: Final = 8.0
"""Behind a linear skip `energy_hold` counts so often, and what the network adds to it, means included, gives way while
the dream is too loud: the skip alone dies away, so the level comes down whatever the network does."""

MASK_NUMBERS: Final = 1 << 22
"""Dropout masks are drawn for at most so many connections at a time."""


class SampleWiseGenerator:
    """Predicts one sample from a matrix of windows and slides the flattened matrix on by it.

    column_vector: each row predicts the sample after its window and only the last row's is kept; rows have states of
    their own, so only that row runs here. transpose: a dense layer mixes what the rows give, so all of them run; a row
    goes on with the sample that the row after it begins with. See `live_models.contract.generator.Generator`.
    """

    def __init__(self, checkpoint: Checkpoint, network: Network) -> None:
        p = self.parameters = checked_kind(checkpoint, SampleWiseParameters)
        normalisation, self.default_controls = normalisation_and_controls(checkpoint.card)
        tensors = checkpoint.tensors
        self._distance = 0 if p.row_distance is None else p.row_distance
        self._listen = round(LISTEN_S * p.sample_rate)
        heard = self._listen + (p.rows - 1) * self._distance + p.seg_len
        self.spec = GeneratorSpec(checkpoint.name, p.approach, p.sample_rate, heard, 1)
        self.network = network
        # Views, not copies: in a concurrent dream these weights are still being trained.
        self._head = SampleHead(
            tensors.get("combine.weight", np.zeros((0, p.rows), dtype=np.float32)),
            tensors.get("combine.bias", np.zeros(0, dtype=np.float32)),
            tensors.get("linear.weight", np.zeros((1, 0), dtype=np.float32))[0],
            normalisation.deviation,
            p.num_components if p.mixture else 0,
            class_values(p),
            normalisation.level,
            min(1.0, 1.0 / (HOLD_TIME_S * p.sample_rate)),
        )
        self._hold = SPREAD_HOLD if p.linear_skip else 1.0
        # What is fed back excites the skip's strings: in units of the samples 0.003 would be 6 dB louder already.
        self._noise_unit = normalisation.deviation if p.linear_skip else 1.0
        self._gain = np.float32(10.0 ** (normalisation.gain_db / 20.0))

    def begin(self, seed: FloatArray, rng_seed: int) -> SampleState:
        """Listen to the seed and return the state from which to dream on. Raises ValueError for an unusable seed."""
        return self.begin_batch([seed], [rng_seed])

    def begin_batch(self, seeds: Sequence[FloatArray], rng_seeds: Sequence[int]) -> SampleState:
        """Listen to several seeds at once. See `Generator.begin_batch`."""
        p = self.parameters
        heard = [fit_seed(seed, self.spec.seed_length) for seed in seeds]
        rngs = [dream_rng(one, rng_seed) for one, rng_seed in zip(heard, rng_seeds, strict=True)]
        length = self._listen + p.seg_len
        rows = np.stack(
            [
                at_reference_level(one)[row * self._distance : row * self._distance + length]
                for one in heard
                for row in range(p.rows)
            ]
        )
        state = SampleState(
            self.network.begin(len(rows)),
            np.zeros((len(rows), p.seg_len + STRETCH), dtype=np.float32),
            np.full(len(seeds), self._head.level),
            rngs,
            [rng.spawn(1)[0] for rng in rngs],
        )
        for start in range(0, self._listen, STRETCH):
            count = min(STRETCH, self._listen - start)
            self._wind_back(state)
            state.tape[:, : p.seg_len + count] = rows[:, start : start + p.seg_len + count]
            state.tape[:, p.seg_len + count :] = 0.0
            self._run(state, self.default_controls, count, listening=True)
        state.tape[:, : p.seg_len] = rows[:, -p.seg_len :]
        self._wind_back(state, shift=0)
        return state

    def begin_unheard(self, batch: int) -> SampleState:
        """Dreams that begin on noise without listening, to measure a backend that would listen for minutes."""
        p = self.parameters
        rng = np.random.default_rng(0)
        tape = np.zeros((batch * p.rows, p.seg_len + STRETCH), dtype=np.float32)
        tape[:, STRETCH:] = rng.normal(0, 0.1, (len(tape), p.seg_len))
        rngs = [np.random.default_rng(lane) for lane in range(batch)]
        return SampleState(
            self.network.begin(len(tape)),
            tape,
            np.full(batch, 0.01),
            rngs,
            [one.spawn(1)[0] for one in rngs],
            position=STRETCH,  # the first step winds the tape back
        )

    def advance(self, state: SampleState, controls: Controls, num_steps: int) -> FloatArray:
        """The next `num_steps` samples. See `Generator.advance`."""
        return np.asarray(self.advance_batch(state, controls, num_steps)[0])

    def advance_batch(self, state: SampleState, controls: Controls, num_steps: int) -> FloatArray:
        """The next samples of all dreams, `[dreams, num_steps]`. See `Generator.advance_batch`."""
        out = np.empty((len(state.power), num_steps), dtype=np.float32)
        done = 0
        while done < num_steps:
            if state.position == STRETCH:
                self._wind_back(state)
            count = min(num_steps - done, STRETCH - state.position)
            out[:, done : done + count] = self._run(state, controls, count)
            done += count
        return out * self._gain

    def _wind_back(self, state: SampleState, shift: int | None = None) -> None:
        """Bring the windows back to the start of the tape, and draw the numbers of the stretch that follows."""
        shift = state.position if shift is None else shift
        window = self.parameters.seg_len
        state.tape[:, :window] = state.tape[:, shift : shift + window].copy()
        state.position = 0
        drawn = [
            (rng.random(STRETCH), rng.standard_normal(STRETCH), rng.standard_normal(STRETCH)) for rng in state.rngs
        ]
        chance, normal, noise = (np.stack(kind) for kind in zip(*drawn, strict=True))
        state.draws = Draws(chance, normal, noise)
        if isinstance(self.network, SampleNetwork):
            self.network.begin_samples(state)

    def _run(self, state: SampleState, controls: Controls, num_steps: int, *, listening: bool = False) -> FloatArray:
        """Steps within one stretch, in pieces that masks have room for."""
        p = self.parameters
        lane_numbers = p.input_size + (2 * p.num_layers - 1) * p.hidden
        most = max(1, MASK_NUMBERS // (lane_numbers * len(state.tape)))
        # Whole numbers (a card, an OSC message) would have the kernels compiled anew, for a type of their own.
        steering = Steering(
            float(controls.temperature),
            float(controls.energy_hold) * self._hold,
            float(controls.noise) * self._noise_unit,
            method_of(controls.sampling, FULL),
            float(controls.tau),
        )
        assert state.draws is not None
        made = []
        for start in range(0, num_steps, most):
            count = min(most, num_steps - start)
            masks = draw_step_masks(p, p.rows, count, controls.dropout, state.mask_rngs)
            draws = state.draws.part(state.position, state.position + count)
            if isinstance(self.network, SampleNetwork) and steering.method != EXACT:
                made.append(
                    self.network.dream_samples(state, self._head, steering, draws, masks, count, listening=listening)
                )
            else:
                made.append(self._steps(state, steering, draws, masks, count, listening=listening))
                state.ahead_at = -1
        return np.concatenate(made, axis=1)

    def _steps(
        self, state: SampleState, steering: Steering, draws: Draws, masks: Masks | None, count: int, *, listening: bool
    ) -> FloatArray:  # fmt: skip
        """The readable form: one step of the network after the other."""
        p, head, tape = self.parameters, self._head, state.tape
        dreams, window = len(state.power), p.seg_len
        out = np.zeros((dreams, count), dtype=np.float32)
        for step in range(count):
            here = state.position
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
                spread = spread_for_level(float(state.power[dream]), head.level, steering.energy_hold)
                chance, normal = float(draws.chance[dream, step]), float(draws.normal[dream, step])
                sampling = Sampling(steering.method, steering.temperature, steering.tau, spread)
                value = draw_sample(output, head.num_components, head.classes, sampling, chance, normal)
                if len(head.linear):
                    value = float(head.linear @ x[last]) + head.deviation * min(1.0, spread) * value
                value = float(np.clip(value, -MAX_SAMPLE, MAX_SAMPLE))  # NaN stays NaN
                state.power[dream] += head.rate * (value * value - state.power[dream])
                out[dream, step] = value
                tape[rows.start : last, here + window] = tape[rows.start + 1 : rows.stop, here]
                tape[last, here + window] = value + steering.noise * draws.noise[dream, step]
        return out


def generator(checkpoint: Checkpoint, network: Network) -> SampleWiseGenerator:
    """The table's entry for column_vector and transpose. Raises ValueError and ControlError for an unusable card."""
    return SampleWiseGenerator(checkpoint, network)


def _masks_of(masks: Masks | None, step: int, inputs: int, layers: int, hidden: int) -> Masks | None:
    """One step's masks; ones where the connections into the layers all stay."""
    if masks is None:
        return None
    if masks.inputs.shape[2]:
        return Masks(masks.inputs[step], masks.outputs[step])
    lanes = masks.outputs.shape[1]
    return Masks(np.ones((lanes, inputs + (layers - 1) * hidden), dtype=np.float32), masks.outputs[step])
