"""The training of systems that hear and draw one sample after the other."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np
import torch
from torch import Tensor

from live_models.arrays import FloatArray
from live_models.condition.hearing import Lanes, drawn_lanes, in_all_keys, transpositions
from live_models.contract.generator import Controls
from live_models.contract.gradient_fit import GradientFit, Loss
from live_models.contract.sound import TrainingSound
from live_models.families.sample_wise.backend import StepNetwork
from live_models.families.sample_wise.band_skip import BandSkip, fit_band_skip
from live_models.families.sample_wise.config import StreamParameters
from live_models.families.sample_wise.entering import (
    as_heard,
    entering_numbers,
    frames_of,
    left_over,
    scales_of,
)
from live_models.families.sample_wise.generator import StreamGenerator
from live_models.families.sample_wise.lanes import LaneState, detached, packed, unpacked
from live_models.families.sample_wise.linear import SampleSkip, fit_linear_skip
from live_models.families.sample_wise.loss import prediction_loss
from live_models.families.sample_wise.network import StreamNetwork
from live_models.families.sample_wise.tapes import (
    SampleTape,
    as_played,
    conditions_at,
    excerpt,
    sample_tape,
)
from live_models.features import Normalisation

VALIDATION_LANES: Final = 16
VALIDATION_STEPS: Final = 512
"""Stretches of the held-out sound that are predicted, and the samples of each."""

VALIDATION_SPAN_S: Final = 2.0
"""Time over which what is played in the held-out sound is taken."""

NUMBERS: Final = 4
"""Half-precision numbers that a sample takes on a tape: itself and what is left over of it, in float32."""


class Batch(NamedTuple):
    """Shape: `inputs` `[context_length + T, B, entering]`, `labels` `[T, B, bands]`: the values that the head predicts;
    `conditions` `[B, SIZE]`, None where there are none
    """

    inputs: Tensor
    labels: Tensor
    conditions: Tensor | None


ParametersT = TypeVar("ParametersT", bound=StreamParameters)
NetworkT = TypeVar("NetworkT", bound=StreamNetwork)


class StreamFit(GradientFit[ParametersT, NetworkT, Batch]):
    """Each lane goes through its section of the recordings from start to end. See `GradientFit`.

    A section's state is reset at its start, and carried as a constant from one sequence to the next. Where the sections
    begin changes from epoch to epoch, and how each lane hears: transposed, at another level, heeding what is played or
    not. A family gives `build`, `network_in_use`, and a network as `StreamNetwork` says.
    """

    _lane_state: LaneState | None

    @property
    def step_length(self) -> int:
        """A sequence, of whole frames."""
        return self.parameters.sequence_length * self.parameters.hop_length

    def read(self, sound: TrainingSound) -> Normalisation:
        """The recordings as samples over their peak; the linear predictor, where there is one, fitted to every key."""
        p = self.parameters
        played = frames_of(p, np.concatenate(sound.training))
        versions = [sound.transposed(one) for one in transpositions(p.most_semitones, NUMBERS * played.size)]
        peak = max(float(np.abs(frames_of(p, one)).max()) for recordings in versions for one in recordings)
        self.skip: SampleSkip | BandSkip | None = None
        if p.linear_skip:
            together = in_all_keys([np.concatenate(recordings) for recordings in versions])
            heard = as_heard(p, frames_of(p, together) / peak).ravel()
            one_band, length, rate = p.bands == 1, p.linear_length, p.sample_rate
            self.skip = (
                fit_linear_skip(heard, length, rate) if one_band else fit_band_skip(heard, p.bands, length, rate)
            )
        level = float(np.mean(as_heard(p, played / peak).astype(np.float64) ** 2))
        deviation = 1.0 if self.skip is None else self.skip.deviation
        found = Normalisation(global_maximum=peak, level=level, deviation=deviation)
        self.scales = scales_of(p, found, np.ones(p.bands) if self.skip is None else self.skip.units)
        self.tapes = [sample_tape(p, recordings, peak, self.skip) for recordings in versions]
        self.training = self.tapes[0]
        self.validation = sample_tape(p, sound.validation, peak, self.skip)
        return found

    @abstractmethod
    def build(self) -> NetworkT:
        """The family's network with its random start; `start_head` gives its head a good one."""

    @abstractmethod
    def network_in_use(self, network: NetworkT) -> StepNetwork[Any]:
        """The network as it is, weights changing or not, for a dream beside the training."""

    def start_head(self, bias: Tensor) -> None:
        """Let a mixture's components begin as wide as what the predictor leaves over is. Shape: `[output_size]`"""
        p = self.parameters
        if not p.mixture or self.skip is None:
            return
        count = p.num_components
        with torch.no_grad():
            start = self.skip.starting_deviations(count)
            bias[count : count + start.size] = torch.from_numpy(start.ravel())

    def begin_epoch(self) -> None:
        """Divide the recordings into sections; each lane hears in a way of its own."""
        length, p = len(self.training.samples), self.parameters
        lanes = p.batch_size
        self._cursors = np.arange(lanes) * length // lanes + int(self.rng.integers(length))
        self._lane_state, self._lanes = None, as_played(lanes, 0.0)
        if p.condition or p.most_level_db or len(self.tapes) > 1:
            self._lanes = drawn_lanes(self.rng, lanes, len(self.tapes), p.most_level_db, p.condition_dropped)

    @property
    def updates_per_epoch(self) -> int:
        """Sequences in a section."""
        p = self.parameters
        return max(1, -(-len(self.training.samples) // (p.batch_size * p.sequence_length)))

    @property
    def position(self) -> int:
        """Where the last lane's next sequence begins."""
        return int(self._cursors[-1]) % len(self.training.samples) * self.parameters.bands

    def next_batch(self) -> Batch:
        """The next sequence of every lane."""
        steps = self.parameters.sequence_length
        batch = self._batch(self.tapes, self._lanes, self._cursors, steps, self.parameters.input_noise)
        self._cursors = self._cursors + steps
        return batch

    def loss(self, batch: Batch, progress: float) -> Loss:
        """Mean loss of a prediction, nats; moves the lanes' states on."""
        del progress
        outputs, state = self.network(batch.inputs, self._lane_state, batch.conditions)
        self._lane_state = detached(state)
        found = prediction_loss(self.parameters, outputs, batch.labels)
        return Loss(found, found)

    def held_out(self) -> Batch:
        """Stretches of the held-out sound, as played."""
        length = len(self.validation.samples)
        steps = max(1, min(VALIDATION_STEPS, length // VALIDATION_LANES))
        places = np.arange(VALIDATION_LANES) * length // VALIDATION_LANES
        return self._batch([self.validation], as_played(VALIDATION_LANES, VALIDATION_SPAN_S), places, steps)

    def validate(self) -> float:
        """Mean loss over stretches of the held-out sound, nats."""
        batch = self.held_out()
        with torch.inference_mode():
            outputs, _ = self.network(batch.inputs, None, batch.conditions)
            return float(prediction_loss(self.parameters, outputs, batch.labels))

    def tensors(self) -> dict[str, FloatArray]:
        """See `Fit.tensors`."""
        return self._predictor() | self.network.tensors()

    def generator_around(self, network: NetworkT, controls: Controls) -> StreamGenerator:
        """See `GradientFit.generator_around`."""
        checkpoint = self.in_training(controls, self._predictor())
        return StreamGenerator(checkpoint, self.network_in_use(network))

    def own_state(self) -> dict[str, Tensor]:
        """The lanes' places and states, and how each hears."""
        hear = torch.from_numpy(np.stack(self._lanes).astype(np.float64))
        return {"cursors": torch.from_numpy(self._cursors), "hear": hear, **packed("lanes", self._lane_state)}

    def take_own_state(self, tensors: Mapping[str, Tensor]) -> None:
        """Put the lanes where they were, and let them hear as they did."""
        self._cursors = tensors["cursors"].numpy().copy()
        if "hear" in tensors:
            version, level_db, span_s, heeds = tensors["hear"].numpy()
            self._lanes = Lanes(version.astype(np.int64), level_db, span_s, heeds)
        self._lane_state = unpacked("lanes", tensors, self.device)

    def _predictor(self) -> dict[str, FloatArray]:
        return {} if self.skip is None else self.skip.tensors()

    def _batch(
        self, tapes: Sequence[SampleTape], lanes: Lanes, cursors: np.ndarray, steps: int, noise: float = 0.0
    ) -> Batch:
        """Sequences from the cursors on, with what the network must have heard before; tapes go round.

        With noise, what the head predicts is what the predictor leaves over of the clean sample when it heard the noise
        before: what leads back to the recording. Shape: `[B]` -> see `Batch`
        """
        p = self.parameters
        heard = p.context_length + steps
        places = cursors[:, None] + np.arange(-p.context_length, steps + 1)
        samples, rest = excerpt(p, tapes, places, lanes)
        labels = samples if rest is None else rest
        units = np.ones(p.bands) if self.skip is None else self.skip.units
        if noise:
            shape = (len(cursors), p.frames_heard + heard + 1, p.bands)
            added = noise * units * torch.randn(shape, generator=self.torch_rng, dtype=torch.float64).numpy()
            now = added[:, p.frames_heard :]
            samples = samples + now
            if self.skip is not None and rest is not None:
                through = left_over(added, self.skip.weight) / units
                labels = rest + through - now / units
                rest = rest + through
        entering = entering_numbers(samples, None if rest is None else rest * units, self.scales)
        inputs = torch.from_numpy(np.ascontiguousarray(entering[:, :-1].transpose(1, 0, 2)))
        wanted = torch.from_numpy(
            np.ascontiguousarray(labels[:, 1 + p.context_length :].transpose(1, 0, 2), dtype=np.float32)
        )
        heeded = conditions_at(tapes, (cursors + steps / 2) * p.bands, lanes, p.sample_rate)
        conditions = None if heeded is None else self.here(torch.from_numpy(heeded))
        return Batch(self.here(inputs), self.here(wanted), conditions)
