"""The torchscript backend: the written-out step, compiled by TorchScript; what it makes, `torch.jit.load` reads."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator, Mapping

import numpy as np
import torch

from live_inference.arrays import FloatArray
from live_inference.backends.network import Masks, NetworkState, zero_state
from live_inference.backends.stack import Stack
from live_models.hyperparameters import Hyperparameters


class TorchScriptNetwork:
    """A scripted `Stack`, one step at a time on the CPU. See `Network`.

    Agrees with the eager backend to rounding: 2e-5 relative to the largest output over a hundred steps (tested).
    `module` is the scripted step itself; `module.save` writes it.
    """

    def __init__(self, parameters: Hyperparameters, tensors: Mapping[str, FloatArray]) -> None:
        self.parameters = parameters
        self.module = script(Stack(parameters, tensors).eval())

    def begin(self, batch: int) -> NetworkState:
        """A state of zeros for `batch` lanes."""
        return zero_state(self.parameters, batch)

    def step(self, x: FloatArray, state: NetworkState, masks: Masks | None) -> FloatArray:
        """What the head puts out; moves `state` in place. Shape: `[B, I]` -> `[B, O]`."""
        with torch.inference_mode():
            y = self.module(
                torch.from_numpy(np.ascontiguousarray(x, dtype=np.float32)),
                torch.from_numpy(state.hidden),
                torch.from_numpy(state.cell),
                None if masks is None else torch.from_numpy(masks.inputs),
                None if masks is None else torch.from_numpy(masks.outputs),
            )
        return np.asarray(y.numpy())


def script(module: torch.nn.Module) -> torch.jit.ScriptModule:
    """Compile a module with TorchScript. Raises what TorchScript raises."""
    with _deprecation_accepted():
        found: torch.jit.ScriptModule = torch.jit.script(module)
        return found


def saved(module: torch.jit.ScriptModule) -> bytes:
    """A scripted module as a file's content, which `torch.jit.load` and libtorch read."""
    stream = io.BytesIO()
    with _deprecation_accepted():
        torch.jit.save(module, stream)  # type: ignore[no-untyped-call]
    return stream.getvalue()


@contextlib.contextmanager
def _deprecation_accepted() -> Iterator[None]:
    """PyTorch announces TorchScript as deprecated; nn~, built on libtorch, reads nothing else."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*torch.jit.*", category=DeprecationWarning)
        warnings.filterwarnings("ignore", message=".*torch.jit.*", category=FutureWarning)
        yield
