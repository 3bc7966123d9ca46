"""What the table of families names for each backend of NaiveRNN."""

from __future__ import annotations

from typing import Any

from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.naive_rnn.config import NaiveRNNParameters
from live_models.families.sample_wise.backend import StepNetwork
from live_models.kernels.products import Precision


def cpu(checkpoint: Checkpoint, threads: int) -> StepNetwork[Any]:
    """float16 weights, float32 arithmetic (numba)."""
    return _cpu(checkpoint, threads, "float16")


def cpu_float32(checkpoint: Checkpoint, threads: int) -> StepNetwork[Any]:
    """float32 weights (numba)."""
    return _cpu(checkpoint, threads, "float32")


def cpu_int8(checkpoint: Checkpoint, threads: int) -> StepNetwork[Any]:
    """Weights of 8 bits with a scale per row (numba)."""
    return _cpu(checkpoint, threads, "int8")


def eager(checkpoint: Checkpoint, threads: int) -> StepNetwork[Any]:
    """PyTorch, the readable truth."""
    from live_models.families.naive_rnn.network import NaiveRNN
    from live_models.families.sample_wise.eager import EagerNetwork

    del threads
    network = NaiveRNN(checked_kind(checkpoint, NaiveRNNParameters))
    network.load_tensors(checkpoint.tensors)
    return EagerNetwork(network)


def torchscript(checkpoint: Checkpoint, threads: int) -> StepNetwork[Any]:
    """TorchScript on the CPU."""
    from live_models.families.naive_rnn.torchscript import TorchScriptNaiveRNN

    del threads
    return TorchScriptNaiveRNN(checked_kind(checkpoint, NaiveRNNParameters), checkpoint.tensors)


def _cpu(checkpoint: Checkpoint, threads: int, precision: Precision) -> StepNetwork[Any]:
    from live_models.families.naive_rnn.cpu import CpuNaiveRNN

    return CpuNaiveRNN(checked_kind(checkpoint, NaiveRNNParameters), checkpoint.tensors, precision, threads)
