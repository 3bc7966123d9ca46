"""The training of systems that hear and draw one sample after the other."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np
import torch
from torch import Tensor

from live_models.arrays import DoubleArray, FloatArray
from live_models.contract.generator import Controls
from live_models.contract.gradient_fit import GradientFit, Loss
from live_models.contract.sound import TrainingSound
from live_models.families.sample_wise.backend import StepNetwork
from live_models.families.sample_wise.config import StreamParameters
from live_models.families.sample_wise.entering import as_heard, entering_numbers, left_over, scales_of
from live_models.families.sample_wise.generator import StreamGenerator
from live_models.families.sample_wise.lanes import LaneState, detached, packed, unpacked
from live_models.families.sample_wise.linear import SampleSkip, fit_linear_skip, starting_deviations
from live_models.families.sample_wise.loss import prediction_loss
from live_models.families.sample_wise.network import StreamNetwork
from live_models.features import Normalisation

VALIDATION_LANES: Final = 16
VALIDATION_STEPS: Final = 512
"""Stretches of the held-out sound that are predicted, and the samples of each."""


class Batch(NamedTuple):
    """Shape: `inputs` `[context_length + T, B, entering]`, `labels` `[T, B, 1]`: the values that the head predicts"""

    inputs: Tensor
    labels: Tensor


class SampleTape(NamedTuple):
    """Samples of -1..1 as the network hears them, and what the predictor leaves over of each, in its deviations.

    Shape: `[num_samples]` each; `left_over` None without a predictor
    """

    samples: FloatArray
    left_over: DoubleArray | None


ParametersT = TypeVar("ParametersT", bound=StreamParameters)
NetworkT = TypeVar("NetworkT", bound=StreamNetwork)


class StreamFit(GradientFit[ParametersT, NetworkT, Batch]):
    """Each lane goes through its section of the recordings from start to end. See `GradientFit`.

    A section's state is reset at its start, and carried as a constant from one sequence to the next. Where the sections
    begin changes from epoch to epoch. A family gives `build`, `network_in_use`, and a network as `StreamNetwork` says.
    """

    _lane_state: LaneState | None

    @property
    def step_length(self) -> int:
        """A sequence."""
        return self.parameters.sequence_length

    def read(self, sound: TrainingSound) -> Normalisation:
        """The recordings as samples over their peak; the linear predictor, where there is one."""
        p = self.parameters
        training, validation = np.concatenate(sound.training), np.concatenate(sound.validation)
        peak = float(np.abs(training).max())
        heard, held_out = (as_heard(p, samples / peak) for samples in (training, validation))
        self.skip: SampleSkip | None = fit_linear_skip(heard, p.linear_length) if p.linear_skip else None
        level = float(np.mean(heard.astype(np.float64) ** 2))
        deviation = 1.0 if self.skip is None else self.skip.deviation
        found = Normalisation(global_maximum=peak, level=level, deviation=deviation)
        self.scales = scales_of(p, found)
        self.training, self.validation = (self._tape(samples, deviation) for samples in (heard, held_out))
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
            bias[count : 2 * count] = torch.from_numpy(starting_deviations(self.skip, count))

    def begin_epoch(self) -> None:
        """Divide the recordings into sections."""
        length, lanes = len(self.training.samples), self.parameters.batch_size
        self._cursors = np.arange(lanes) * length // lanes + int(self.rng.integers(length))
        self._lane_state = None

    @property
    def updates_per_epoch(self) -> int:
        """Sequences in a section."""
        p = self.parameters
        return max(1, -(-len(self.training.samples) // (p.batch_size * p.sequence_length)))

    @property
    def position(self) -> int:
        """Where the last lane's next sequence begins."""
        return int(self._cursors[-1]) % len(self.training.samples)

    def next_batch(self) -> Batch:
        """The next sequence of every lane."""
        steps = self.parameters.sequence_length
        batch = self._batch(self.training, self._cursors, steps, self.parameters.input_noise)
        self._cursors = self._cursors + steps
        return batch

    def loss(self, batch: Batch, progress: float) -> Loss:
        """Mean loss of a prediction, nats; moves the lanes' states on."""
        del progress
        outputs, state = self.network(batch.inputs, self._lane_state)
        self._lane_state = detached(state)
        found = prediction_loss(self.parameters, outputs, batch.labels)
        return Loss(found, found)

    def validate(self) -> float:
        """Mean loss over stretches of the held-out sound, nats."""
        length = len(self.validation.samples)
        steps = max(1, min(VALIDATION_STEPS, length // VALIDATION_LANES))
        places = np.arange(VALIDATION_LANES) * length // VALIDATION_LANES
        batch = self._batch(self.validation, places, steps)
        with torch.inference_mode():
            outputs, _ = self.network(batch.inputs, None)
            return float(prediction_loss(self.parameters, outputs, batch.labels))

    def tensors(self) -> dict[str, FloatArray]:
        """See `Fit.tensors`."""
        return self._predictor() | self.network.tensors()

    def generator_around(self, network: NetworkT, controls: Controls) -> StreamGenerator:
        """See `GradientFit.generator_around`."""
        checkpoint = self.in_training(controls, self._predictor())
        return StreamGenerator(checkpoint, self.network_in_use(network))

    def own_state(self) -> dict[str, Tensor]:
        """The lanes' places and states."""
        return {"cursors": torch.from_numpy(self._cursors), **packed("lanes", self._lane_state)}

    def take_own_state(self, tensors: Mapping[str, Tensor]) -> None:
        """Put the lanes where they were."""
        self._cursors = tensors["cursors"].numpy().copy()
        self._lane_state = unpacked("lanes", tensors, self.device)

    def _predictor(self) -> dict[str, FloatArray]:
        return {} if self.skip is None else {"linear.weight": self.skip.weight.copy()}

    def _tape(self, heard: FloatArray, deviation: float) -> SampleTape:
        if self.skip is None:
            return SampleTape(heard, None)
        length = self.parameters.linear_length
        round_the_end = np.concatenate([np.resize(heard[::-1], length)[::-1], heard])
        return SampleTape(heard, left_over(round_the_end, self.skip.weight[0]) / deviation)

    def _batch(self, tape: SampleTape, cursors: np.ndarray, steps: int, noise: float = 0.0) -> Batch:
        """Sequences from the cursors on, with what the network must have heard before; the tape goes round.

        With noise, what the head predicts is what the predictor leaves over of the clean sample when it heard the noise
        before: what leads back to the recording. Shape: `[B]` -> see `Batch`
        """
        p = self.parameters
        heard = p.context_length + steps
        places = (cursors[:, None] + np.arange(-p.context_length, steps + 1)) % len(tape.samples)
        samples = tape.samples[places].astype(np.float64)
        rest = None if tape.left_over is None else tape.left_over[places]
        labels = samples if rest is None else rest
        if noise:
            unit = noise * (self.normalisation.deviation if self.skip is not None else 1.0)
            shape = (len(cursors), p.linear_length + heard + 1)
            added = unit * torch.randn(shape, generator=self.torch_rng, dtype=torch.float64).numpy()
            now = added[:, p.linear_length :]
            samples = samples + now
            if self.skip is not None and rest is not None:
                through = left_over(added, self.skip.weight[0]) / self.normalisation.deviation
                labels = rest + through - now / self.normalisation.deviation
                rest = rest + through
        entering = entering_numbers(
            samples, None if rest is None else rest * self.normalisation.deviation, self.scales
        )  # fmt: skip
        inputs = torch.from_numpy(np.ascontiguousarray(entering[:, :-1].transpose(1, 0, 2)))
        wanted = torch.from_numpy(
            np.ascontiguousarray(labels[:, 1 + p.context_length :].T, dtype=np.float32)[..., None]
        )
        return Batch(self.here(inputs), self.here(wanted))
