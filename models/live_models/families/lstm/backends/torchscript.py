"""The torchscript backend: the written-out step, compiled by TorchScript; what it makes, `torch.jit.load` reads."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator, Mapping

import numpy as np
import torch

from live_models.arrays import FloatArray
from live_models.families.lstm.backends.network import Masks, NetworkState, SampleState, zero_state
from live_models.families.lstm.backends.sample_loop import SampleLoop
from live_models.families.lstm.backends.stack import Stack
from live_models.families.lstm.config import LSTMParameters
from live_models.families.sample_wise.head import Draws, SampleHead, Steering


class TorchScriptNetwork:
    """A scripted `Stack`, one step at a time on the CPU. See `Network`.

    Agrees with the eager backend to rounding: 2e-5 relative to the largest output over a hundred steps (tested).
    `module` is the scripted step itself; `module.save` writes it.
    """

    def __init__(self, parameters: LSTMParameters, tensors: Mapping[str, FloatArray]) -> None:
        self.parameters = parameters
        self._stack = Stack(parameters, tensors).eval()
        self._condition = tensors.get("condition.weight")
        self.module = script(self._stack)
        self._loops: dict[int, tuple[SampleHead, torch.jit.ScriptModule]] = {}

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
                None if state.entry is None else torch.from_numpy(state.entry),
            )
        return np.asarray(y.numpy())

    def heed(self, state: NetworkState, numbers: FloatArray) -> None:
        """See `Network.heed`."""
        state.heed(numbers, self._condition)

    def begin_samples(self, state: SampleState) -> None:
        """Nothing to make ready. See `SampleNetwork`."""

    def dream_samples(
        self,
        state: SampleState,
        head: SampleHead,
        steering: Steering,
        draws: Draws,
        masks: Masks | None,
        num_steps: int,
        *,
        listening: bool = False,
    ) -> FloatArray:
        """The steps in one call of a scripted loop. See `SampleNetwork`."""
        window, rows, bands = self.parameters.seg_len, self.parameters.rows, self.parameters.hop_length
        place = state.position * bands
        tape = torch.from_numpy(state.tape)[:, place : place + window + num_steps * bands]
        with torch.inference_mode():
            found = self._loop(head)(
                tape[:, :window].clone(),
                (torch.from_numpy(state.network.hidden), torch.from_numpy(state.network.cell)),
                torch.from_numpy(state.power),
                (torch.from_numpy(draws.chance), torch.from_numpy(np.stack([draws.normal, draws.noise]))),
                torch.from_numpy(steering.numbers()),
                tape[:, window:] if listening else None,
                (
                    None if masks is None or masks.inputs.shape[2] == 0 else torch.from_numpy(masks.inputs),
                    None if masks is None else torch.from_numpy(masks.outputs),
                ),
                None if state.network.entry is None else torch.from_numpy(state.network.entry),
            )
            tape[:, window:] = found[0]
        state.position += num_steps
        return np.asarray(found[1, rows - 1 :: rows].numpy())

    def _loop(self, head: SampleHead) -> torch.jit.ScriptModule:
        if id(head) not in self._loops:  # the head is kept beside its loop, so that its id stays its own
            loop = SampleLoop(self._stack, head, self.parameters.rows, self.parameters.hop_length)
            self._loops[id(head)] = (head, script(loop.eval()))
        return self._loops[id(head)][1]


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
