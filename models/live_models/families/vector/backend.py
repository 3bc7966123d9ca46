"""The loop of the vector approach: each vector is drawn from what the network makes of the one before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from live_models.arrays import FloatArray
from live_models.contract.backend import DreamDraws
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.generator import Controls
from live_models.families.lstm.backends.cpu import CpuNetwork, Part
from live_models.families.lstm.backends.drawing_ahead import draw_ahead
from live_models.families.lstm.backends.network import (
    Network,
    NetworkState,
    RepeatingNetwork,
    draw_masks_each,
    kept_shares,
    listen,
)
from live_models.families.lstm.heeding import Heeding
from live_models.families.vector.config import VectorParameters
from live_models.families.vector.skip import VectorSkip
from live_models.families.vector.skip_kernel import Skip, follow_alone, packed_skip
from live_models.families.vector.steps import MOST_SPREAD, Sounds, Steering, dream_vectors
from live_models.features import LEVEL_SPAN, Normalisation, vectors_of, without_level
from live_models.heads import EXACT, FULL, MEANS, Sampling, draw_mixture, method_of, spread_for_level
from live_models.kernels.draws import Drawing, Numbers
from live_models.kernels.products import Precision

HOLD_TIME_S: Final = 1.0
"""Time over which the level is measured and, with `energy_hold` 1, brought back."""

SPREAD_HOLD: Final = 16.0
"""Behind a linear skip `energy_hold` counts so often: a string rings on for seconds, so what excites it must give way
early; at 0.25 by 3 dB for each that the dream is too loud."""

HOLD_AIM: Final = 0.25
"""Share of the material's power that is aimed at: what gives way in proportion to an error settles above its aim."""

MAX_FEATURE: Final = 8.0
"""The largest number fed back. A vector divided by its level stays below about 5; samples stay below 1."""

REMEMBERED: Final = 4
SAME: Final = 0.01
"""Vectors are too much alike if one of the last four differs by a hundredth of its power (-20 dB) or less: no note does
this for two vectors. The paper gives no numbers."""


@dataclass
class VectorLane:
    """What one dream of a batch has for itself.

    Shape: `vector` `[input_size]`, what goes in next; `history` `[skip_length]`, the last samples (linear skip)

    `level`: running mean of the vectors' level; of their power where there is a linear skip. `before`: the last
    predictions, while `noise_when_stuck` is on.
    """

    vector: FloatArray
    history: FloatArray
    level: float
    before: list[FloatArray] = field(default_factory=list)

    def is_stuck(self) -> bool:
        """Whether the vector is too much like those before, which it then joins."""
        limit = SAME * float(self.vector @ self.vector)
        stuck = any(float(np.sum((self.vector - one) ** 2)) <= limit for one in self.before)
        self.before = [*self.before, self.vector][-REMEMBERED:]
        return stuck


@dataclass
class VectorState:
    """Where the network and each dream are. One thread at a time. `heeding`: None where there is no condition."""

    network: NetworkState
    lanes: list[VectorLane]
    heeding: Heeding | None = None


class VectorBackend:
    """A network of the vector approach as a loop. See `live_models.contract.backend.Backend`.

    What is known, for `listen`: sound at its reference level. Shape: `[dreams, steps * seg_len]`
    """

    def __init__(
        self, checkpoint: Checkpoint, parameters: VectorParameters, network: Network, normalisation: Normalisation
    ) -> None:
        p = self.parameters = parameters
        self.network, self.normalisation = network, normalisation
        self._rate = min(1.0, p.seg_len / (HOLD_TIME_S * p.sample_rate))
        self._cpu = network if isinstance(network, CpuNetwork) else None
        precision: Precision = getattr(network, "precision", "float32")
        self._skip = packed_skip(VectorSkip.of(p, checkpoint.tensors), precision) if p.linear_skip else None

    def begin(self, batch: int) -> VectorState:
        """Silence, at the material's level."""
        p = self.parameters
        lanes = [
            VectorLane(
                np.zeros(p.input_size, np.float32), np.zeros(p.skip_length, np.float32), self.normalisation.level
            )
            for _ in range(batch)
        ]
        return VectorState(self.network.begin(batch), lanes)

    def listen(self, state: VectorState, known: FloatArray, draws: DreamDraws) -> None:
        """Hear sound; its last vector goes in next. See `Backend.listen`."""
        p = self.parameters
        vectors = np.stack([vectors_of(one, p.seg_len, p.level_normalised) for one in known])
        for lane, own, one in zip(state.lanes, vectors, known, strict=True):
            lane.vector, lane.history = own[-1].copy(), one[-p.skip_length :].copy()
        heard_steps = vectors[:, :-1].swapaxes(0, 1)
        masks = [draw_masks_each(p, draws.controls.dropout, draws.rngs) for _ in heard_steps]
        if (heeding := state.heeding) is not None:
            heeding.ready(self.network, state.network, draws.controls.influence)
            heard_steps, masks = heeding.lanes(heard_steps, axis=1), [heeding.masks(one) for one in masks]
        listen(self.network, heard_steps, state.network, masks)

    def dream(self, state: VectorState, draws: DreamDraws, steps: int) -> FloatArray:
        """The next vectors of samples. Shape: -> `[dreams, steps, seg_len]`."""
        p, heeding = self.parameters, state.heeding
        if heeding is not None:
            heeding.ready(self.network, state.network, draws.controls.influence)
        alone = heeding is None or heeding.twins == 1
        if alone and isinstance(self.network, RepeatingNetwork) and self._is_plain(draws.controls):
            vectors = np.stack([lane.vector for lane in state.lanes])
            made = self.network.repeat(vectors, state.network, steps, MAX_FEATURE)
            for number, lane in enumerate(state.lanes):
                lane.vector, lane.before = made[-1, number].copy(), []
            return np.ascontiguousarray(made.swapaxes(0, 1))
        out = np.empty((len(state.lanes), steps, p.seg_len), dtype=np.float32)
        if self._cpu is not None and self._skip is not None and self._is_compiled(draws.controls):
            self._dream_compiled(self._cpu, self._skip, state, draws, out)
            return out
        for index in range(steps):
            masks = draw_masks_each(p, draws.controls.dropout, draws.rngs)
            vectors = np.stack([lane.vector for lane in state.lanes])
            if heeding is None:
                outputs = self.network.step(vectors, state.network, masks)
            else:
                outputs = heeding.step(self.network, vectors, state.network, masks, draws.controls.influence)
            for number, (lane, rng) in enumerate(zip(state.lanes, draws.rngs, strict=True)):
                out[number, index] = self._next(lane, outputs[number], draws.controls, rng)
        return out

    def _is_compiled(self, controls: Controls) -> bool:
        """Whether the kernel can draw in this way."""
        return controls.noise_when_stuck == 0.0 and method_of(controls.sampling, FULL) != EXACT

    def _dream_compiled(
        self, network: CpuNetwork, skip: Skip, state: VectorState, draws: DreamDraws, out: FloatArray
    ) -> None:
        """All steps in one kernel. Each draws the same numbers as the loop in numpy, in the same order."""
        p, controls, (dreams, steps, size) = self.parameters, draws.controls, out.shape
        method = method_of(controls.sampling, FULL)
        normals = size if p.mixture and method == FULL else 0
        masks, numbers = draw_ahead(p, draws, steps, normals, p.input_size if controls.noise > 0.0 else 0)
        if state.heeding is not None:
            masks = state.heeding.masks(masks, axis=1)
        lanes = state.lanes
        made = Sounds(
            np.stack([lane.vector for lane in lanes]), np.stack([lane.history for lane in lanes]),
            np.array([lane.level for lane in lanes], dtype=np.float64), out,
        )  # fmt: skip
        steering = Steering(
            p.num_components if p.mixture else 0, HOLD_AIM * self.normalisation.level,
            SPREAD_HOLD * controls.energy_hold, self._rate, float(self.normalisation.deviation), p.level_normalised,
            controls.influence, controls.noise, skip,
        )  # fmt: skip
        drawing = Drawing(method, controls.temperature, controls.tau, 1.0)

        def take(own: slice, part: Part) -> None:
            drawn, written = Numbers._make(one[own] for one in numbers), Sounds._make(one[own] for one in made)
            dream_vectors(*part, steering, drawing, drawn, written)

        network.in_parts(state.network, masks, (dreams, steps), take)
        for lane, vector, history, level in zip(lanes, made.entering, made.history, made.level, strict=True):
            lane.vector, lane.history, lane.level, lane.before = vector, history, float(level), []

    def _is_plain(self, controls: Controls) -> bool:
        """Whether what the head puts out goes in next as it is, and nothing is drawn."""
        p = self.parameters
        whole = not p.mixture and not p.linear_skip and not p.level_normalised
        kept = min(kept_shares(p, controls.dropout)) >= 1.0
        return whole and kept and controls.noise == 0.0 and controls.noise_when_stuck == 0.0

    def _next(self, lane: VectorLane, output: FloatArray, controls: Controls, rng: np.random.Generator) -> FloatArray:
        """From the head's output to samples; sets what goes in next."""
        p = self.parameters
        skip = self._skip
        if p.mixture:
            spread = 1.0
            if skip is not None:
                hold = SPREAD_HOLD * controls.energy_hold
                spread = min(MOST_SPREAD, spread_for_level(lane.level, HOLD_AIM * self.normalisation.level, hold))
            method = method_of(controls.sampling, MEANS if skip is None else FULL)
            sampling = Sampling(method, controls.temperature, controls.tau, spread)
            output = draw_mixture(output, p.num_components, sampling, rng)
        if skip is not None:
            samples, vector = np.empty(p.seg_len, np.float32), np.empty(p.input_size, np.float32)
            largest = float(self.normalisation.deviation)
            power = follow_alone(lane.history, output, skip, p.level_normalised, largest, samples, vector)
            lane.level += self._rate * (power - lane.level)
            lane.history = np.concatenate([lane.history, samples])[-p.skip_length :]
        else:
            samples = vector = np.clip(output, -MAX_FEATURE, MAX_FEATURE)
            if p.level_normalised:
                self._hold(lane, vector, controls.energy_hold)
                samples = without_level(vector)
        lane.vector = vector
        amount = controls.noise
        if controls.noise_when_stuck > 0.0:
            amount = max(amount, controls.noise_when_stuck if lane.is_stuck() else 0.0)
        elif lane.before:
            lane.before = []
        if amount > 0.0:
            noise = rng.standard_normal(len(vector), dtype=np.float32)
            lane.vector = vector + np.float32(amount) * noise
        return samples

    def _hold(self, lane: VectorLane, vector: FloatArray, energy_hold: float) -> None:
        """Give the vector a shape of RMS 1, and move its level towards the training material's.

        A mean of a mixture's component is smoother, so quieter, than the vectors it stands for. The level is a number
        of its own, so the shape may be brought back to RMS 1 without taking the dynamics away.
        """
        rms = float(np.sqrt(np.mean(vector[:-1].astype(np.float64) ** 2)))
        if rms > 1e-3:
            vector[:-1] *= np.float32(1.0 + energy_hold * (1.0 / rms - 1.0))
        lane.level += self._rate * (float(vector[-1]) - lane.level)
        # A level is a logarithm: LEVEL_SPAN nepers per unit; at most 12 dB per HOLD_TIME_S.
        most = 12.0 / 8.686 / LEVEL_SPAN
        error = float(np.clip(lane.level - self.normalisation.level, -most, most))
        vector[-1] -= np.float32(energy_hold * self._rate * error)
