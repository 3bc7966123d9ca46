"""The training of an LSTM by truncated back-propagation, as far as its families share it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final, NamedTuple, TypeVar

import numpy as np
import torch
from torch import Tensor

from live_models.arrays import FloatArray
from live_models.condition.hearing import Lanes, drawn_lanes
from live_models.contract.generator import Controls, Generator
from live_models.contract.gradient_fit import GradientFit, Loss
from live_models.families import family_of
from live_models.families.lstm.backends.eager import EagerNetwork
from live_models.families.lstm.config import LSTMParameters
from live_models.families.lstm.layers import LSTMState, detach, packed, unpacked
from live_models.families.lstm.network import LSTMNetwork
from live_models.families.lstm.own_errors import own_predictions, partly_own
from live_models.families.lstm.tape import Tape
from live_models.families.sample_wise.loss import prediction_loss

VALIDATION_STEPS: Final = 1024
"""Largest number of steps of the held-out sound that are predicted."""

HELD_OUT_SPAN_S: Final = 2.0
"""Time over which what is played there is taken."""


class Batch(NamedTuple):
    """Shape: `inputs` `[bptt, B, input_size]`, `labels` `[bptt, B, label_size]`, `conditions` `[bptt, B, SIZE]`"""

    inputs: Tensor
    labels: Tensor
    conditions: Tensor | None = None


ParametersT = TypeVar("ParametersT", bound=LSTMParameters)


class LSTMFit(GradientFit[ParametersT, LSTMNetwork, Batch]):
    """Lanes over one tape. See `GradientFit`.

    The rows of the author's input matrix are `num_unrollings` lanes. Each has its own cursor on the tape and its own
    LSTM state, carried as a constant from one stretch of `bptt` matrices to the next.

    Where there are transpositions, other levels or conditions, each lane (transpose: each matrix) hears the recordings
    in a way of its own, drawn anew whenever the lanes are placed.

    A family's `read` sets `training` and `validation`, and with transpositions `tapes`, the first as played.
    """

    training: Tape
    validation: Tape
    tapes: Sequence[Tape] = ()
    _lane_state: LSTMState | None
    _lanes: Lanes | None

    samples_per_place: ClassVar[int] = 1
    """Samples between two places of the tape, where they are always the same number."""

    @property
    def updates_per_epoch(self) -> int:
        """Updates after which the lanes together have gone over the whole tape."""
        p = self.parameters
        # Rows that follow one another see the same places soon after: then the matrix as a whole has to travel.
        lanes = p.num_unrollings if p.row_distance is None else p.num_matrices
        seen = lanes * p.bptt * p.matrix_distance
        return max(1, -(-len(self.training) // seen))

    @property
    def position(self) -> int:
        """Where the last row's next input begins."""
        return int(self._cursors[-1]) % len(self.training) * self.samples_per_place

    def build(self) -> LSTMNetwork:
        """A network with its random start."""
        return LSTMNetwork(self.parameters)

    def begin_epoch(self) -> None:
        """Place the lanes, with states of zeros; each hears in a way of its own."""
        p = self.parameters
        self._cursors, self._lane_state, self._lanes = self._place_lanes(), None, None
        if p.condition or p.most_level_db or len(self.tapes) > 1:
            matrices, versions = len(self._cursors) // p.rows, max(1, len(self.tapes))
            self._lanes = drawn_lanes(self.rng, matrices, versions, p.most_level_db, p.condition_dropped)

    def next_batch(self) -> Batch:
        """The next stretch of every lane."""
        p = self.parameters
        cursors = self._cursors + np.arange(p.bptt)[:, None] * p.matrix_distance
        self._cursors = self._cursors + p.bptt * p.matrix_distance
        heeded = None
        if self._lanes is None:
            inputs, labels = self.training.pairs(cursors)
        else:
            tapes = self.tapes or [self.training]
            inputs, labels, heeded = heard_by_lanes(tapes, self._lanes, cursors, p.rows, conditioned=p.condition)
        conditions = None if heeded is None else self.here(torch.from_numpy(heeded))
        return Batch(self.here(torch.from_numpy(inputs)), self.here(torch.from_numpy(labels)), conditions)

    def loss(self, batch: Batch, progress: float) -> Loss:
        """The stretch predicted; moves the lanes' states on."""
        p = self.parameters
        x, label = self.heard(batch, progress), batch.labels
        noisy = x
        if p.input_noise:
            noisy = x + p.input_noise * self.here(self.noise(x.shape))
        label = self.left_over(x, noisy, label)
        output, state = self.network(noisy, self._lane_state, self.masks(*x.shape[:2]), batch.conditions)
        output = self.network.mixed(output)
        self._lane_state = detach(state)
        prediction = self.prediction_loss(output, label)
        total = prediction + self._penalty() if p.regularization else prediction
        further = self.further_loss(output, label)
        return Loss(prediction, total if further is None else total + further)

    def validate(self) -> float:
        """The loss without dropout or noise over (at most 1024 steps of) the held-out tape."""
        cursors = self.validation_cursors()
        inputs, labels = self.validation.pairs(cursors)
        with torch.inference_mode():
            x, label = self.here(torch.from_numpy(inputs)), self.here(torch.from_numpy(labels))
            output, _ = self.network(x, None, None, self.held_out_conditions(cursors))
            return float(self.prediction_loss(self.network.mixed(output), self.left_over(x, x, label)))

    def noise(self, shape: torch.Size) -> Tensor:
        """What `input_noise` is the factor of."""
        return torch.randn(shape, generator=self.torch_rng)

    @abstractmethod
    def validation_cursors(self) -> np.ndarray:
        """Places of the held-out tape to predict. Shape: -> `[T, B]`"""

    def held_out_conditions(self, cursors: np.ndarray) -> Tensor | None:
        """What is played at places of the held-out tape; None for a network that heeds nothing."""
        p = self.parameters
        if not p.condition:
            return None
        heeded = self.validation.conditions(cursors[:, p.rows - 1 :: p.rows], HELD_OUT_SPAN_S)
        return self.here(torch.from_numpy(np.repeat(heeded, p.rows, axis=1)))

    def heard(self, batch: Batch, progress: float) -> Tensor:
        """The inputs of a batch, with a share of the network's own predictions where a family wants that."""
        del progress
        return batch.inputs

    def left_over(self, clean: Tensor, heard: Tensor, label: Tensor) -> Tensor:
        """What the head has to predict of a label, from inputs without and with noise; a skip gives the rest."""
        del clean, heard
        return label

    def prediction_loss(self, output: Tensor, label: Tensor) -> Tensor:
        """Mean loss per number predicted. Shape: `[..., O]`, `[..., m]` -> `[]`"""
        return prediction_loss(self.parameters, output, label)

    def further_loss(self, output: Tensor, label: Tensor) -> Tensor | None:
        """What a family adds to the loss of the prediction."""
        del output, label
        return None

    def tensors(self) -> dict[str, FloatArray]:
        """See `Fit.tensors`."""
        return self.network.tensors()

    def generator_around(self, network: LSTMNetwork, controls: Controls) -> Generator[Any]:
        """See `GradientFit.generator_around`."""
        checkpoint = self.in_training(controls, network.shared_tensors())
        return family_of(self.parameters.approach).around(checkpoint, EagerNetwork.around(network))

    def own_state(self) -> dict[str, Tensor]:
        """The lanes' places and states, and how each hears."""
        found = {"cursors": torch.from_numpy(self._cursors), **packed("lanes", self._lane_state)}
        if self._lanes is not None:
            found["lanes_hear"] = torch.from_numpy(np.stack(self._lanes).astype(np.float64))
        return found

    def take_own_state(self, tensors: Mapping[str, Tensor]) -> None:
        """Put the lanes where they were."""
        self._lane_state = unpacked("lanes", tensors, self.device)
        self._cursors = tensors["cursors"].numpy().copy()
        if "lanes_hear" in tensors:
            version, level_db, span_s, heeds = tensors["lanes_hear"].numpy()
            self._lanes = Lanes(version.astype(np.int64), level_db, span_s, heeds)

    def masks(self, steps: int, lanes: int) -> tuple[Tensor, Tensor] | None:
        """Dropout masks of a stretch; None where nothing is dropped."""
        p = self.parameters
        if not p.use_dropout or (p.input_dropout >= 1.0 and p.output_dropout >= 1.0):
            return None
        widths = (p.input_size + (p.num_layers - 1) * p.hidden, p.num_layers * p.hidden)
        keeps = (p.input_dropout, p.output_dropout)
        first, second = (
            self.here((torch.rand(steps, lanes, width, generator=self.torch_rng) < keep) / keep)
            for width, keep in zip(widths, keeps, strict=True)
        )
        return first, second

    def partly_own(self, batch: Batch, share: float) -> Tensor:
        """The inputs with a share of the network's own predictions, made as a dream makes them: dropout stays on."""
        with torch.no_grad():
            masks = self.masks(*batch.inputs.shape[:2])
            output, _ = self.network(batch.inputs, self._lane_state, masks, batch.conditions)
            own = self.own_inputs(batch, output)
        return partly_own(batch.inputs, own, share, self.torch_rng)

    def own_inputs(self, batch: Batch, output: Tensor) -> Tensor:
        """What a dream would feed back after each step."""
        return own_predictions(self.parameters, output, batch.labels)

    def _place_lanes(self) -> np.ndarray:
        """Places of the lanes at the start of an epoch: `row_distance` apart, or spread evenly over the tape."""
        p, length = self.parameters, len(self.training)
        lanes = np.arange(p.num_unrollings, dtype=np.int64)
        if p.row_distance is not None:
            if p.num_matrices == 1:
                return lanes * p.row_distance
            first = np.arange(p.num_matrices) * length // p.num_matrices + int(self.rng.integers(length))
            return np.asarray((first[:, None] + lanes * p.row_distance).ravel())
        return np.asarray(lanes * length // p.num_unrollings + int(self.rng.integers(length)))

    def _penalty(self) -> Tensor:
        """L2 regularisation of the LSTM weights: `reg_amount` times half the sum of squares (TensorFlow's l2)."""
        squares = [
            (w**2).sum() for name, w in self.network.named_parameters() if name.startswith("layers.") and w.ndim > 1
        ]
        return 0.5 * self.parameters.reg_amount * torch.stack(squares).sum()


def heard_by_lanes(
    tapes: Sequence[Tape], lanes: Lanes, cursors: np.ndarray, rows: int, *, conditioned: bool
) -> tuple[FloatArray, FloatArray, FloatArray | None]:
    """Inputs, labels and conditions of a stretch: each matrix of `rows` lanes from its own tape, at its own level.

    Shape: `[T, B]` -> `[T, B, input_size]`, `[T, B / rows, label_size]` or for each lane, `[T, B, SIZE]`
    """
    parts, order = [], []
    for version in np.unique(lanes.version):
        own = np.flatnonzero(lanes.version == version)
        columns = (own[:, None] * rows + np.arange(rows)).ravel()
        tape, places, level_db = tapes[version], cursors[:, columns], lanes.level_db[own]
        heeded = None
        if conditioned:
            heeded = tape.conditions(places[:, rows - 1 :: rows], lanes.span_s[own], level_db)
            heeded = heeded * lanes.heeds[own, None].astype(np.float32)
        parts.append((*tape.pairs(places, level_db), heeded))
        order.append(own)
    back = np.argsort(np.concatenate(order))
    inputs, labels = (np.concatenate([part[side] for part in parts], axis=1) for side in (0, 1))
    inputs = inputs[:, (back[:, None] * rows + np.arange(rows)).ravel()]
    found = [part[2] for part in parts if part[2] is not None]
    conditions = np.repeat(np.concatenate(found, axis=1)[:, back], rows, axis=1) if found else None
    return inputs, labels[:, back], conditions


def steps_in(tape: Tape, reach: int, distance: int) -> np.ndarray:
    """Places `distance` apart, as many as the held-out tape has, at least one. `reach`: what one pair takes of it.

    Shape: -> `[T, 1]`
    """
    count = max(1, min(VALIDATION_STEPS, (len(tape) - reach) // distance))
    return np.arange(count)[:, None] * distance
