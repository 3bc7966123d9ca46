"""What the table of families names for each backend of NaiveRNN."""

from __future__ import annotations

from typing import Any

from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.naive_rnn.config import NaiveRNNParameters
from live_models.families.sample_wise.backend import StepNetwork
from live_models.families.sample_wise.numba_backends import numba_backends

cpu, cpu_float32, cpu_int8 = numba_backends(NaiveRNNParameters, "live_models.families.naive_rnn.cpu:CpuNaiveRNN")


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
