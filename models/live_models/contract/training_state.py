"""The file that a training goes on from: tensors of its fit, and a description in the file's metadata."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import safetensors
from safetensors.torch import save
from torch import Tensor

from live_models.atomic_files import atomically
from live_models.contract.fit import ResumeError
from live_models.fields import Within, checked
from live_models.strict_reader import parse_json


@dataclass(frozen=True)
class StateDescription:
    """What a training state says of itself, without its tensors. `recordings`: their sha256; `rng`: NumPy's state."""

    hyperparameters: dict[str, Any]
    recordings: list[str]
    rng: dict[str, Any]
    step: Annotated[int, Within(0, 2**53)]
    log: dict[str, Any]


def write_state(path: Path, tensors: Mapping[str, Tensor], description: StateDescription) -> None:
    """Write a state atomically; folders that are missing are made. Raises OSError."""
    arrays = {name: tensor.cpu().contiguous() for name, tensor in tensors.items()}
    data = save(arrays, {"state": json.dumps(vars(description))})
    atomically(path, lambda partial: partial.write_bytes(data), on_disk=True)


def read_description(path: Path) -> StateDescription:
    """What a state says of itself. Raises ResumeError: no such file, or no training state."""
    if not path.is_file():
        raise ResumeError(f"{path}: nothing to resume; start without --resume")
    try:
        with safetensors.safe_open(str(path), framework="pt") as file:
            return checked(StateDescription, parse_json(file.metadata()["state"], "its state"))
    except (safetensors.SafetensorError, OSError, KeyError, TypeError, ValueError) as error:
        raise ResumeError(f"{path}: not a training state ({error}); start without --resume") from None


def read_tensors(path: Path) -> dict[str, Tensor]:
    """The tensors of a state. Raises ResumeError."""
    try:
        with safetensors.safe_open(str(path), framework="pt") as file:
            return {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (no mapping)
    except (safetensors.SafetensorError, OSError) as error:
        raise ResumeError(f"{path}: not a training state ({error}); start without --resume") from None


def under(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """The tensors whose names begin with `prefix` and a dot, by the rest of their names."""
    return {name.removeprefix(f"{prefix}."): t for name, t in tensors.items() if name.startswith(f"{prefix}.")}
