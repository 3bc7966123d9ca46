"""One training: updates by truncated back-propagation, validation, and a state that survives being killed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

import numpy as np
import safetensors
import torch
from safetensors.torch import save as save_tensors
from torch import Tensor

from live_models.arrays import FloatArray
from live_models.checkpoint import write_atomically
from live_models.families.lstm.linear import starting_deviations
from live_models.families.lstm.material import Material, Tape
from live_models.families.lstm.network import LSTMNetwork, LSTMState, detach, prediction_loss
from live_models.families.lstm.own_errors import own_predictions, partly_own, spectral_distance
from live_models.fields import Within, checked
from live_models.hyperparameters import Hyperparameters
from live_models.strict_reader import parse_json

MAX_GRADIENT_NORM: Final = 1.0
"""Longer gradients are shortened to this length: one click in a recording must not undo an hour."""

FINAL_LR: Final = 0.03
"""Share of `lr` that is left at the end of the half cosine."""

VALIDATION_STEPS: Final = 1024


class DivergedError(ArithmeticError):
    """The loss is not finite any more; the message is one line for the user."""


class ResumeError(ValueError):
    """A training cannot be taken up again; the message is one line for the user."""


class Trainer:
    """Network, optimiser, lanes and random generators of one training. One thread.

    The rows of the author's input matrix are `num_unrollings` lanes. Each has its own cursor on the tape and its own
    LSTM state, carried as a constant from one stretch of `bptt` matrices to the next. Deterministic: the
    same material, hyperparameters and `rng_seed` give the same weights on the same machine and `device`; whatever is
    drawn is drawn on the CPU.

    `kept`: the weights that dreamt best so far, by the checkpoint's names; empty before the first were judged.
    """

    def __init__(self, parameters: Hyperparameters, material: Material, rng_seed: int, device: str = "cpu") -> None:
        self.parameters = parameters
        self.material = material
        self.device = torch.device(device)
        self.kept: dict[str, FloatArray] = {}
        self.rng = np.random.default_rng(rng_seed)
        self.torch_rng = torch.Generator().manual_seed(rng_seed)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(rng_seed)
            self.network = LSTMNetwork(parameters)
            self.network.load_linear(material.linear)
            self._whiten()
        self.network.to(self.device)
        learning = [value for value in self.network.parameters() if value.requires_grad]
        self.optimiser = torch.optim.Adam(learning, lr=parameters.lr)
        self.step = 0
        self._lane_state: LSTMState | None = None
        self._cursors = self._place_lanes()

    @property
    def updates_per_epoch(self) -> int:
        """Updates after which the lanes together have gone over the whole material (at least one)."""
        p = self.parameters
        # Rows that follow one another see the same places soon after: then the matrix as a whole has to travel.
        lanes = p.num_unrollings if p.row_distance is None else p.num_matrices
        seen = lanes * p.bptt * p.matrix_distance
        return max(1, -(-len(self.material.training) // seen))

    @property
    def cursor(self) -> int:
        """Where the last row's next input begins on the tape: samples, or windows for magnitude_spectrum."""
        return int(self._cursors[-1]) % len(self.material.training)

    @property
    def epoch(self) -> int:
        """Whole epochs done."""
        return self.step // self.updates_per_epoch

    def update(self, progress: float) -> float:
        """One update of the weights; returns its loss. `progress` 0..1: where in the training we are (for the rate)."""
        p = self.parameters
        if self.step and self.step % self.updates_per_epoch == 0:
            self._cursors, self._lane_state = self._place_lanes(), None
        cursors = self._cursors + np.arange(p.bptt)[:, None] * p.matrix_distance
        inputs, labels = self.material.training.pairs(cursors)
        x, label = self._here(torch.from_numpy(inputs)), self._here(torch.from_numpy(labels))
        if p.scheduled_sampling:
            x = self._partly_own(x, label, p.scheduled_sampling * progress)
        noisy = x
        if p.input_noise:
            noisy = x + p.input_noise * self._here(torch.randn(x.shape, generator=self.torch_rng))
        # A spectrum's share of its input is taken from the clean one, a linear prediction made of what is heard.
        label = self.network.left_over(noisy if p.linear_skip else x, label, self.material.normalisation.deviation)
        self.network.train()
        output, state = self.network(noisy, self._lane_state, self._masks(p.bptt, x.shape[1]))
        output = self.network.mixed(output)
        loss = prediction_loss(p, output, label)
        total = loss + self._penalty() if p.regularization else loss
        if p.spectral_loss:
            total = total + p.spectral_loss * spectral_distance(p, output, label)
        if not torch.isfinite(total):
            raise DivergedError(
                f"loss must be finite, got {float(total)} at step {self.step}; lower lr (it is {p.lr:g})"
            )
        for group in self.optimiser.param_groups:
            group["lr"] = p.lr * (FINAL_LR + (1.0 - FINAL_LR) * 0.5 * (1.0 + np.cos(np.pi * min(1.0, progress))))
        self.optimiser.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), MAX_GRADIENT_NORM)
        self.optimiser.step()
        self._lane_state = detach(state)
        self._cursors = self._cursors + p.bptt * p.matrix_distance
        self.step += 1
        return float(loss.detach())

    def validate(self) -> float:
        """Loss over (at most 1024 steps of) the part of the material that is never trained on; no dropout, no noise."""
        p = self.parameters
        tape: Tape = self.material.validation
        reach = {"magnitude_spectrum": 1, "vector": 2 * p.seg_len}.get(p.approach, p.rows * p.seg_len + 1)
        distance = p.seg_len if p.approach == "vector" else 1
        count = max(1, min(VALIDATION_STEPS, (len(tape) - reach) // distance))
        cursors = np.arange(count)[:, None] * distance
        if p.sample_wise:  # neighbouring samples tell little: lanes spread over the tape (transpose: its rows)
            spread = max(1, (len(tape) - reach - count) // 16)
            rows = np.arange(p.rows) * (p.row_distance or 0)
            cursors = cursors[: VALIDATION_STEPS // 4] + (np.arange(16)[:, None] * spread + rows).ravel()
        inputs, labels = tape.pairs(cursors)
        with torch.inference_mode():
            x, label = self._here(torch.from_numpy(inputs)), self._here(torch.from_numpy(labels))
            output, _ = self.network(x)
            label = self.network.left_over(x, label, self.material.normalisation.deviation)
            return float(prediction_loss(p, self.network.mixed(output), label))

    def save_state(self, path: Path, log: dict[str, Any]) -> None:
        """Write all that a training goes on from to one file, atomically: weights, optimiser, lanes, generators, the
        weights that dreamt best, and `log`.

        Raises OSError.
        """
        tensors = {f"network.{name}": value for name, value in self.network.state_dict().items()}
        for index, values in self.optimiser.state_dict()["state"].items():
            tensors |= {f"optimiser.{index}.{name}": torch.as_tensor(value) for name, value in values.items()}
        for index, (hidden, cell) in enumerate(self._lane_state or []):
            tensors |= {f"lanes.{index}.hidden": hidden, f"lanes.{index}.cell": cell}
        tensors |= {f"kept.{name}": torch.from_numpy(value) for name, value in self.kept.items()}
        tensors["cursors"] = torch.from_numpy(self._cursors)
        tensors["torch_rng"] = self.torch_rng.get_state()
        meta = {
            "hyperparameters": self.parameters.to_params(),
            "recordings": [row["sha256"] for row in self.material.recordings],
            "rng": self.rng.bit_generator.state,
            "step": self.step,
            "log": log,
        }
        data = save_tensors({name: t.cpu().contiguous() for name, t in tensors.items()}, {"state": json.dumps(meta)})
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)

    def load_state(self, path: Path) -> dict[str, Any]:
        """Go on from a saved state; returns its `log`. Raises ResumeError: no file, damaged, or of another training."""
        meta = read_meta(path)
        try:
            with safetensors.safe_open(str(path), framework="pt") as file:
                tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (no mapping)
        except (safetensors.SafetensorError, OSError) as error:
            raise ResumeError(f"{path}: not a training state ({error}); start without --resume") from None
        if Hyperparameters.from_params(meta["hyperparameters"]) != self.parameters:
            known = self.parameters.to_params()
            other = [name for name, value in meta["hyperparameters"].items() if known.get(name) != value]
            raise ResumeError(f"{path}: belongs to other hyperparameters ({', '.join(other)}); resume with the same")
        if meta["recordings"] != [row["sha256"] for row in self.material.recordings]:
            raise ResumeError(f"{path}: belongs to other recordings; resume with the same, in the same order")
        try:
            self._take_over(tensors)
            self.rng.bit_generator.state = meta["rng"]
        except (
            RuntimeError,
            ValueError,
            KeyError,
            TypeError,
            OverflowError,
        ):  # torch lists every tensor, on many lines
            raise ResumeError(
                f"{path}: was written by another version of live-daemon; start without --resume"
            ) from None
        self.step = int(meta["step"])
        return dict(meta["log"])

    def _take_over(self, tensors: dict[str, Tensor]) -> None:
        """Weights, optimiser, lanes, generator and what was kept, of a saved state."""
        self.network.load_state_dict(_under(tensors, "network"))
        state = self.optimiser.state_dict()
        for name, value in _under(tensors, "optimiser").items():
            index, key = name.split(".")
            state["state"].setdefault(int(index), {})[key] = value
        self.optimiser.load_state_dict(state)
        lanes = _under(tensors, "lanes")
        self._lane_state = [
            (self._here(lanes[f"{index}.hidden"]), self._here(lanes[f"{index}.cell"]))
            for index in range(len(lanes) // 2)
        ] or None
        self.kept = {name: value.numpy().copy() for name, value in _under(tensors, "kept").items()}
        self._cursors = tensors["cursors"].numpy().copy()
        self.torch_rng.set_state(tensors["torch_rng"])

    def _whiten(self) -> None:
        """Start with whitened inputs where there is a linear skip; not with dropout, which falls on the samples."""
        p, skip = self.parameters, self.material.sample_skip
        if skip is None or (p.use_dropout and p.input_dropout < 1.0):
            return
        mixture = p.head == "mixture"
        self.network.whiten(skip.whitening, starting_deviations(skip, p.num_components) if mixture else None)

    def _place_lanes(self) -> np.ndarray:
        """Cursors of the lanes at the start of an epoch: `row_distance` apart, or spread evenly over the material."""
        p, length = self.parameters, len(self.material.training)
        lanes = np.arange(p.num_unrollings, dtype=np.int64)
        if p.row_distance is not None:
            if p.num_matrices == 1:
                return lanes * p.row_distance
            first = np.arange(p.num_matrices) * length // p.num_matrices + int(self.rng.integers(length))
            return (first[:, None] + lanes * p.row_distance).ravel()
        return lanes * length // p.num_unrollings + int(self.rng.integers(length))

    def _partly_own(self, x: Tensor, label: Tensor, share: float) -> Tensor:
        """The inputs with a share of the network's own predictions, made as a dream makes them: dropout stays on."""
        with torch.no_grad():
            output, _ = self.network(x, self._lane_state, self._masks(*x.shape[:2]))
            own = own_predictions(self.parameters, x, output, label - self.parameters.skip * x)
        return partly_own(x, own, share, self.torch_rng)

    def _masks(self, steps: int, lanes: int) -> tuple[Tensor, Tensor] | None:
        p = self.parameters
        if not p.use_dropout or (p.input_dropout >= 1.0 and p.output_dropout >= 1.0):
            return None
        widths = (p.input_size + (p.num_layers - 1) * p.hidden, p.num_layers * p.hidden)
        keeps = (p.input_dropout, p.output_dropout)
        first, second = (
            self._here((torch.rand(steps, lanes, width, generator=self.torch_rng) < keep) / keep)
            for width, keep in zip(widths, keeps, strict=True)
        )
        return first, second

    def _here(self, tensor: Tensor) -> Tensor:
        return tensor.to(self.device)

    def _penalty(self) -> Tensor:
        """L2 regularisation of the LSTM weights: `reg_amount` times half the sum of squares (TensorFlow's l2)."""
        squares = [
            (w**2).sum() for name, w in self.network.named_parameters() if name.startswith("layers.") and w.ndim > 1
        ]
        return 0.5 * self.parameters.reg_amount * torch.stack(squares).sum()


@dataclass(frozen=True)
class _Meta:
    """What a state says of itself."""

    hyperparameters: dict[str, Any]
    recordings: list[str]
    rng: dict[str, Any]
    step: Annotated[int, Within(0, 2**53)]
    log: dict[str, Any]


def read_meta(path: Path) -> dict[str, Any]:
    """What a state says of itself, without its tensors: hyperparameters, recordings, step, log. Raises ResumeError."""
    if not path.is_file():
        raise ResumeError(f"{path}: nothing to resume; start without --resume")
    try:
        with safetensors.safe_open(str(path), framework="pt") as file:
            return dict(vars(checked(_Meta, parse_json(file.metadata()["state"], "its state"))))
    except (safetensors.SafetensorError, OSError, KeyError, TypeError, ValueError) as error:
        raise ResumeError(f"{path}: not a training state ({error}); start without --resume") from None


def _under(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix + "."): t for name, t in tensors.items() if name.startswith(prefix + ".")}
