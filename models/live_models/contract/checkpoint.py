"""What a checkpoint is, once it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from live_models.contract.parameters import Parameters

ParametersT = TypeVar("ParametersT", bound=Parameters)


class CheckpointError(Exception):
    """A checkpoint cannot be read or written; the message is one line that names the file and the fault."""


@dataclass(frozen=True)
class Checkpoint:
    """Frozen weights and what is known of them. Any thread; the arrays must not be written to.

    Shape: `tensors` as `hyperparameters.tensor_shapes()` says, float32.
    """

    name: str
    card: dict[str, Any]
    tensors: dict[str, np.ndarray]
    hyperparameters: Parameters

    @property
    def sha256(self) -> str:
        """Checksum of the weights' file, in hexadecimal."""
        return str(self.card["sha256"])


def checked_kind(checkpoint: Checkpoint, kind: type[ParametersT]) -> ParametersT:
    """The checkpoint's hyperparameters, which must be of a kind. Raises TypeError."""
    if not isinstance(checkpoint.hyperparameters, kind):
        raise TypeError(f"hyperparameters must be {kind.__name__}, found {type(checkpoint.hyperparameters).__name__}")
    return checkpoint.hyperparameters
