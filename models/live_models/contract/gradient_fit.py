"""The part of a training that families share: optimiser, learning rate, clipping, saved states, random generators."""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar, Final, Generic, Literal, NamedTuple, TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from live_models.arrays import FloatArray
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.fit import DivergedError, ResumeError
from live_models.contract.generator import Controls, Generator
from live_models.contract.parameters import HyperparameterError, Parameters
from live_models.contract.sound import TrainingSound
from live_models.contract.training_state import StateDescription, read_description, read_tensors, under, write_state
from live_models.features import Normalisation

FINAL_LR: Final = 0.03
"""Share of `lr` that is left at the end of the half cosine."""

MIN_STEPS: Final = 32
"""Fewer steps of dreaming than this are too little sound to learn from: at the usual hop less than a second."""

MIRROR_EVERY: Final = 16
"""Updates on a GPU after which the network that dreams beside it takes over the weights."""

ParametersT = TypeVar("ParametersT", bound=Parameters)
NetworkT = TypeVar("NetworkT", bound=nn.Module)
BatchT = TypeVar("BatchT")


class Loss(NamedTuple):
    """`prediction`: what the log shows; `total`: what is minimised, penalties included."""

    prediction: Tensor
    total: Tensor


class GradientFit(ABC, Generic[ParametersT, NetworkT, BatchT]):
    """A fit by gradient descent with Adam. See `live_models.contract.fit.Fit`.

    A family gives the features of its sound (`read`), its network (`build`), `next_batch`, `loss` and `validate`; and,
    if there is more to save than the network, `own_state` and `take_own_state`.

    Whatever is drawn is drawn on the CPU, by `rng` or `torch_rng`: another device draws the same numbers.
    """

    clipping: ClassVar[Literal["norm", "value"]] = "norm"
    """Shorten the whole gradient, or clip each of its numbers. One click in a recording must not undo an hour."""
    largest_gradient: ClassVar[float] = 1.0

    def __init__(self, parameters: ParametersT, sound: TrainingSound, rng_seed: int, device: str = "cpu") -> None:
        """Read the features of `sound`. Raises SoundError where there is too little."""
        self.parameters, self.sound = parameters, sound
        self.device = torch.device(device)
        sound.require(MIN_STEPS * self.step_length)
        self.normalisation: Normalisation = self.read(sound)
        self.restart(rng_seed)

    def restart(self, rng_seed: int) -> None:
        """See `Fit.restart`."""
        self.step = 0
        self.kept: dict[str, FloatArray] = {}
        self.rng = np.random.default_rng(rng_seed)
        self.torch_rng = torch.Generator().manual_seed(rng_seed)
        self._mirror: NetworkT | None = None
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(rng_seed)
            self.network: NetworkT = self.build()
        self.network.to(self.device)
        learning = [value for value in self.network.parameters() if value.requires_grad]
        self.optimiser = torch.optim.Adam(learning, lr=self.parameters.lr)
        self.begin_epoch()

    @property
    def step_length(self) -> int:
        """Samples that one step of dreaming needs to be learnt from."""
        return self.parameters.hop_length

    @abstractmethod
    def read(self, sound: TrainingSound) -> Normalisation:
        """Make the features of the sound, once, and keep them; returns the numbers that go on the card."""

    @abstractmethod
    def build(self) -> NetworkT:
        """The network to start from. Called with torch's global generator set to the training's seed."""

    @abstractmethod
    def begin_epoch(self) -> None:
        """Get ready to go over the whole sound once more."""

    @property
    @abstractmethod
    def updates_per_epoch(self) -> int:
        """See `Fit.updates_per_epoch`."""

    @property
    @abstractmethod
    def position(self) -> int:
        """See `Fit.position`."""

    @abstractmethod
    def next_batch(self) -> BatchT:
        """What the next update learns from, on the fit's device."""

    @abstractmethod
    def loss(self, batch: BatchT, progress: float) -> Loss:
        """The loss of a batch, with its graph."""

    @abstractmethod
    def validate(self) -> float:
        """See `Fit.validate`."""

    @abstractmethod
    def tensors(self) -> dict[str, FloatArray]:
        """See `Fit.tensors`."""

    @abstractmethod
    def generator_around(self, network: NetworkT, controls: Controls) -> Generator[Any]:
        """A generator that dreams with `network` as it is at each step. The network lies on the CPU."""

    def in_training(self, controls: Controls, tensors: Mapping[str, FloatArray] | None = None) -> Checkpoint:
        """A checkpoint of the network in training, with the tensors that its generator takes from there."""
        card = self.card() | {"controls": asdict(controls)}
        return Checkpoint("in training", card, dict(tensors or {}), self.parameters)

    def own_state(self) -> dict[str, Tensor]:
        """What the family saves beside network, optimiser and random generators."""
        return {}

    def take_own_state(self, tensors: Mapping[str, Tensor]) -> None:
        """Take back what `own_state` gave; `tensors` holds other names too."""

    def card(self) -> dict[str, Any]:
        """See `Fit.card`."""
        return {"normalisation": dict(vars(self.normalisation))}

    def update(self, progress: float) -> float:
        """See `Fit.update`."""
        if self.step and self.step % self.updates_per_epoch == 0:
            self.begin_epoch()
        batch = self.next_batch()
        self.network.train()
        loss = self.loss(batch, progress)
        lr = self.parameters.lr
        if not torch.isfinite(loss.total):
            raise DivergedError(
                f"loss must be finite, got {float(loss.total.detach())} at step {self.step}; lower lr (it is {lr:g})"
            )
        for group in self.optimiser.param_groups:
            group["lr"] = lr * (FINAL_LR + (1.0 - FINAL_LR) * 0.5 * (1.0 + np.cos(np.pi * min(1.0, progress))))
        self.optimiser.zero_grad()
        loss.total.backward()
        self._clip()
        self.optimiser.step()
        self.step += 1
        if self._mirror is not None and self.step % MIRROR_EVERY == 0:
            self._mirror.load_state_dict(self.network.state_dict())
        return float(loss.prediction.detach())

    def dreaming_generator(self, controls: Controls) -> Generator[Any]:
        """See `Fit.dreaming_generator`: around the network itself, or around a copy of one on a GPU."""
        if self.device.type == "cpu":
            return self.generator_around(self.network, controls)
        if self._mirror is None:
            self._mirror = copy.deepcopy(self.network).cpu()
        return self.generator_around(self._mirror, controls)

    def save(self, path: Path, log: Mapping[str, Any]) -> None:
        """See `Fit.save`."""
        tensors = {f"network.{name}": value for name, value in self.network.state_dict().items()}
        for index, values in self.optimiser.state_dict()["state"].items():
            tensors |= {f"optimiser.{index}.{name}": torch.as_tensor(value) for name, value in values.items()}
        tensors |= {f"kept.{name}": torch.from_numpy(value) for name, value in self.kept.items()}
        tensors |= self.own_state() | {"torch_rng": self.torch_rng.get_state()}
        rng = dict(self.rng.bit_generator.state)
        recordings = [row["sha256"] for row in self.sound.rows]
        write_state(path, tensors, StateDescription(self.parameters.to_params(), recordings, rng, self.step, dict(log)))

    def load(self, path: Path) -> dict[str, Any]:
        """See `Fit.load`."""
        found = read_description(path)
        tensors = read_tensors(path)
        self._check(path, found)
        try:
            self._take_over(tensors)
            self.rng.bit_generator.state = found.rng
        except (RuntimeError, ValueError, KeyError, TypeError, OverflowError):  # torch lists all tensors, on many lines
            raise ResumeError(
                f"{path}: was written by another version of live-daemon; start without --resume"
            ) from None
        self.step = found.step
        return dict(found.log)

    def here(self, tensor: Tensor) -> Tensor:
        """The tensor on the fit's device."""
        return tensor.to(self.device)

    def _clip(self) -> None:
        clip = nn.utils.clip_grad_norm_ if self.clipping == "norm" else nn.utils.clip_grad_value_
        clip(self.network.parameters(), self.largest_gradient)

    def _check(self, path: Path, found: StateDescription) -> None:
        """Raise ResumeError if a state belongs to another training."""
        own, saved = self.parameters.to_params(), found.hyperparameters
        with suppress(HyperparameterError):  # another family's, or another version's
            saved = type(self.parameters).from_params(saved).to_params()  # an older state lacks what was added since
        other = [name for name in own | saved if name in saved and saved[name] != own.get(name)]
        if other:
            other = ["approach"] if "approach" in other else other
            raise ResumeError(f"{path}: belongs to other hyperparameters ({', '.join(other)}); resume with the same")
        if found.recordings != [row["sha256"] for row in self.sound.rows]:
            raise ResumeError(f"{path}: belongs to other recordings; resume with the same, in the same order")

    def _take_over(self, tensors: Mapping[str, Tensor]) -> None:
        self.network.load_state_dict(under(tensors, "network"))
        state = self.optimiser.state_dict()
        for name, value in under(tensors, "optimiser").items():
            index, key = name.split(".")
            state["state"].setdefault(int(index), {})[key] = value
        self.optimiser.load_state_dict(state)
        self.kept = {name: value.numpy().copy() for name, value in under(tensors, "kept").items()}
        self.torch_rng.set_state(tensors["torch_rng"])
        self.take_own_state(tensors)
