"""The training of NaiveRNN: cross entropy of the next sample's class over sections of the recordings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from live_models.arrays import FloatArray
from live_models.contract.generator import Controls
from live_models.contract.gradient_fit import GradientFit, Loss
from live_models.contract.sound import TrainingSound
from live_models.families.lstm.layers import LSTMState, detach, packed, unpacked
from live_models.families.naive_rnn.config import NaiveRNNParameters
from live_models.families.naive_rnn.eager import EagerNaiveRNN
from live_models.families.naive_rnn.generator import NaiveRNNGenerator
from live_models.families.naive_rnn.network import NaiveRNN
from live_models.features import Normalisation
from live_models.quantisation import class_edges, class_values

VALIDATION_LANES: Final = 16
VALIDATION_STEPS: Final = 512
"""Stretches of the held-out sound that are predicted, and the samples of each."""


class Batch(NamedTuple):
    """Shape: `inputs`, samples of -1..1, and `labels`, classes: `[sequence_length, batch_size]`"""

    inputs: Tensor
    labels: Tensor


class NaiveRNNFit(GradientFit[NaiveRNNParameters, NaiveRNN, Batch]):
    """Each lane goes through its section of the recordings from start to end. See `GradientFit`.

    A section's state is reset at its start, and carried as a constant from one sequence to the next. Where the sections
    begin changes from epoch to epoch.
    """

    _lane_state: LSTMState | None

    @property
    def step_length(self) -> int:
        """A sequence."""
        return self.parameters.sequence_length

    def read(self, sound: TrainingSound) -> Normalisation:
        """The recordings as classes of their sample over the peak."""
        kind = self.parameters.quantisation
        training, validation = np.concatenate(sound.training), np.concatenate(sound.validation)
        peak = float(np.abs(training).max())
        self._values = class_values(kind).astype(np.float32)
        self._training = np.searchsorted(class_edges(kind), training / peak)
        self._validation = np.searchsorted(class_edges(kind), validation / peak)
        return Normalisation(global_maximum=peak)

    def build(self) -> NaiveRNN:
        """A network with PyTorch's random start."""
        return NaiveRNN(self.parameters)

    def begin_epoch(self) -> None:
        """Divide the recordings into sections."""
        length, lanes = len(self._training), self.parameters.batch_size
        self._cursors = np.arange(lanes) * length // lanes + int(self.rng.integers(length))
        self._lane_state = None

    @property
    def updates_per_epoch(self) -> int:
        """Sequences in a section."""
        p = self.parameters
        return max(1, -(-len(self._training) // (p.batch_size * p.sequence_length)))

    @property
    def position(self) -> int:
        """Where the last lane's next sequence begins."""
        return int(self._cursors[-1]) % len(self._training)

    def next_batch(self) -> Batch:
        """The next sequence of every lane."""
        steps = self.parameters.sequence_length
        batch = self._batch(self._training, self._cursors, steps)
        self._cursors = self._cursors + steps
        return batch

    def loss(self, batch: Batch, progress: float) -> Loss:
        """Mean cross entropy, nats; moves the lanes' states on."""
        del progress
        logits, state = self.network(batch.inputs, self._lane_state)
        self._lane_state = detach(state)
        found = _cross_entropy(logits, batch.labels)
        return Loss(found, found)

    def validate(self) -> float:
        """Mean cross entropy over stretches of the held-out sound, nats."""
        tape = self._validation
        steps = max(1, min(VALIDATION_STEPS, len(tape) // VALIDATION_LANES))
        batch = self._batch(tape, np.arange(VALIDATION_LANES) * len(tape) // VALIDATION_LANES, steps)
        with torch.inference_mode():
            logits, _ = self.network(batch.inputs)
            return float(_cross_entropy(logits, batch.labels))

    def tensors(self) -> dict[str, FloatArray]:
        """See `Fit.tensors`."""
        return self.network.tensors()

    def generator_around(self, network: NaiveRNN, controls: Controls) -> NaiveRNNGenerator:
        """See `GradientFit.generator_around`."""
        return NaiveRNNGenerator(self.in_training(controls), EagerNaiveRNN(self.parameters, network))

    def own_state(self) -> dict[str, Tensor]:
        """The lanes' places and states."""
        return {"cursors": torch.from_numpy(self._cursors), **packed("lanes", self._lane_state)}

    def take_own_state(self, tensors: Mapping[str, Tensor]) -> None:
        """Put the lanes where they were."""
        self._cursors = tensors["cursors"].numpy().copy()
        self._lane_state = unpacked("lanes", tensors, self.device)

    def _batch(self, tape: np.ndarray, cursors: np.ndarray, steps: int) -> Batch:
        classes = tape[(cursors + np.arange(steps + 1)[:, None]) % len(tape)]
        inputs = torch.from_numpy(self._values[classes[:-1]])
        return Batch(self.here(inputs), self.here(torch.from_numpy(classes[1:])))


def _cross_entropy(logits: Tensor, labels: Tensor) -> Tensor:
    return nn.functional.cross_entropy(logits.flatten(0, 1), labels.flatten())
