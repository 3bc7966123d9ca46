"""A family: one system of the papers, as the rest of the program sees it."""

from __future__ import annotations

import importlib
import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np

from live_models.contract.backends import BackendError
from live_models.contract.checkpoint import Checkpoint, CheckpointError
from live_models.contract.fit import Fit
from live_models.contract.generator import ControlError, Controls, Generator
from live_models.contract.parameters import Parameters
from live_models.contract.sound import TrainingSound

ALL_CONTROLS: Final = frozenset(Controls.__dataclass_fields__)
USUAL_CONTROLS: Final = ALL_CONTROLS - {"noise_when_stuck"}
"""Those that a family heeds unless it says otherwise."""
ANY_BACKEND: Final = "cpu"
"""The settings' default: a family that does not have it runs on its own default instead."""


@dataclass(frozen=True)
class BenchSize:
    """A size that the benchmark measures: hyperparameters, and with what it is compared.

    `batch`: dreams at once in a run beside one dream; 0 for none. `compared`, `batch_compared`: one dream, and the
    batch, also with the other ways to run it and on two cores. `gpu`: `only` or `too`, for a size that wants a GPU.
    """

    params: Mapping[str, Any]
    batch: int = 0
    compared: bool = False
    batch_compared: bool = False
    gpu: str = ""


@dataclass(frozen=True)
class Family:
    """One system: its name on cards and command lines, and where its parts are. Any thread: immutable.

    Entries are written "module:name" and loaded when they are asked for, so that this table costs nothing to import.

    * `config`: its `Parameters`.
    * `backends`: name -> function of a checkpoint and a number of threads that returns what executes its network; the
      first is the default. Raises BackendError where it cannot run here.
    * `generator`: function of a checkpoint and what a backend returned; gives the `Generator`.
    * `fit`: its `Fit`.
    * `controls`: the `Controls` that it heeds. `tiny`: smallest hyperparameters, for warm-up and tests.
    * `bench`: sizes by name (`BenchSize`). `compared`: other ways to run the same network, by name; functions of a
      checkpoint and a number of lanes. `forced`: what the network puts out when it is fed a recording.
    * `exports`: format -> function of a checkpoint.
    * `recommended`: why a training takes this family if the performer names none; empty in all but one.
    * `sound`: what its dreams sound like, for a performer who chooses.
    """

    name: str
    about: str
    config: str
    generator: str
    fit: str
    backends: Mapping[str, str]
    tiny: Mapping[str, Any]
    controls: frozenset[str] = USUAL_CONTROLS
    bench: str = ""
    compared: Mapping[str, str] = field(default_factory=dict)
    forced: str = ""
    exports: Mapping[str, str] = field(default_factory=dict)
    recommended: str = ""
    sound: str = ""

    def parameters(self, params: Mapping[str, Any]) -> Parameters:
        """Hyperparameters of this family. Raises HyperparameterError."""
        kind: type[Parameters] = load_entry(self.config)
        return kind.from_params(params)

    @property
    def presets(self) -> Path:
        """The folder of its presets."""
        package = self.config.partition(":")[0].rpartition(".")[0]
        return Path(str(importlib.resources.files(package))) / "presets"

    @property
    def default_backend(self) -> str:
        """The backend that is used where none is asked for."""
        return next(iter(self.backends))

    def backend_for(self, wanted: str) -> str:
        """The backend that runs when `wanted` is asked for. Raises BackendError where there is none."""
        if wanted in self.backends:
            return wanted
        if wanted == ANY_BACKEND:
            return self.default_backend
        raise BackendError(f"{self.name} has no backend {wanted}; it has: {', '.join(self.backends)}")

    def executor(self, checkpoint: Checkpoint, backend: str, threads: int = 1) -> Any:
        """What executes the checkpoint's network on a backend. Raises BackendError."""
        return load_entry(self.backends[self.backend_for(backend)])(checkpoint, threads)

    def around(self, checkpoint: Checkpoint, executor: Any) -> Generator[Any]:
        """The generator around what executes its network. Raises CheckpointError for an unusable card."""
        try:
            found: Generator[Any] = load_entry(self.generator)(checkpoint, executor)
        except (ControlError, ValueError, TypeError) as error:
            raise CheckpointError(f"{checkpoint.name}.json: {error}") from None
        return found

    def make_fit(self, parameters: Parameters, sound: TrainingSound, rng_seed: int, device: str = "cpu") -> Fit:
        """A training of this family that has not begun. Raises SoundError where there is too little sound."""
        made: Fit = load_entry(self.fit)(parameters, sound, rng_seed, device)
        return made

    def tiny_checkpoint(self, rng_seed: int | None = None, **params: Any) -> Checkpoint:
        """A checkpoint of the smallest size: weights of zero, or random ones."""
        return random_checkpoint(f"tiny-{self.name}", self.parameters({**self.tiny, **params}), rng_seed)


def random_checkpoint(name: str, parameters: Parameters, rng_seed: int | None = 0) -> Checkpoint:
    """A checkpoint of a size with random weights, or (`rng_seed` None) weights of zero."""
    return Checkpoint(name, {"normalisation": {"level": 0.01}}, weights(parameters, rng_seed), parameters)


def weights(parameters: Parameters, rng_seed: int | None) -> dict[str, np.ndarray]:
    """Weights of zero, or random ones so small that no dream runs away."""
    shapes = parameters.tensor_shapes()
    if rng_seed is None:
        return {name: np.zeros(shape, dtype=np.float32) for name, shape in shapes.items()}
    rng = np.random.default_rng(rng_seed)
    return {name: rng.normal(0.0, 0.5 / np.sqrt(shape[-1]), shape).astype(np.float32) for name, shape in shapes.items()}


def load_entry(entry: str) -> Any:
    """Import what "module:name" names."""
    module, _, name = entry.partition(":")
    return getattr(importlib.import_module(module), name)
