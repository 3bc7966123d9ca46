"""What the table of families names for each backend: the LSTM of a checkpoint, executed in that way."""

from __future__ import annotations

from live_models.contract.backends import BackendError
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.lstm.backends.network import Network
from live_models.families.lstm.config import LSTMParameters
from live_models.kernels.products import Precision


def cpu(checkpoint: Checkpoint, threads: int) -> Network:
    """float16 weights, float32 arithmetic (numba)."""
    return _cpu(checkpoint, threads, "float16")


def cpu_float32(checkpoint: Checkpoint, threads: int) -> Network:
    """float32 weights (numba)."""
    return _cpu(checkpoint, threads, "float32")


def cpu_int8(checkpoint: Checkpoint, threads: int) -> Network:
    """Weights of 8 bits with a scale per row (numba)."""
    return _cpu(checkpoint, threads, "int8")


def eager(checkpoint: Checkpoint, threads: int) -> Network:
    """PyTorch, the readable truth."""
    from live_models.families.lstm.backends.eager import EagerNetwork

    return EagerNetwork(checked_kind(checkpoint, LSTMParameters), checkpoint.tensors)


def torchscript(checkpoint: Checkpoint, threads: int) -> Network:
    """TorchScript on the CPU."""
    from live_models.families.lstm.backends.torchscript import TorchScriptNetwork

    return TorchScriptNetwork(checked_kind(checkpoint, LSTMParameters), checkpoint.tensors)


def cuda_graph(checkpoint: Checkpoint, threads: int) -> Network:
    """A captured graph on an NVIDIA card. Raises BackendError where there is none."""
    return _graph(checkpoint, "float32")


def cuda_graph_bf16(checkpoint: Checkpoint, threads: int) -> Network:
    """The same with bfloat16 weights."""
    return _graph(checkpoint, "bfloat16")


def _cpu(checkpoint: Checkpoint, threads: int, precision: Precision) -> Network:
    from live_models.families.lstm.backends.cpu import CpuNetwork

    return CpuNetwork(checked_kind(checkpoint, LSTMParameters), checkpoint.tensors, precision, threads)


def _graph(checkpoint: Checkpoint, weights: str) -> Network:
    from live_models.families.lstm.backends.cuda_graph import CudaGraphNetwork, CudaUnavailableError

    try:
        return CudaGraphNetwork(checked_kind(checkpoint, LSTMParameters), checkpoint.tensors, weights)
    except CudaUnavailableError as error:
        raise BackendError(str(error)) from None
