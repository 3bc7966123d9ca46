"""What the table of families names for each backend: the SampleRNN of a checkpoint, executed in that way."""

from __future__ import annotations

from typing import Any

from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.sample_rnn.config import SampleRNNParameters
from live_models.families.sample_wise.backend import StepNetwork
from live_models.families.sample_wise.numba_backends import numba_backends

cpu, cpu_float32, cpu_int8 = numba_backends(SampleRNNParameters, "live_models.families.sample_rnn.cpu:CpuSampleRNN")


def eager(checkpoint: Checkpoint, threads: int) -> StepNetwork[Any]:
    """PyTorch, the readable truth."""
    from live_models.families.sample_rnn.eager import EagerSampleRNN
    from live_models.families.sample_rnn.network import SampleRNN

    del threads
    parameters = checked_kind(checkpoint, SampleRNNParameters)
    network = SampleRNN(parameters)
    network.load_tensors(checkpoint.tensors)
    return EagerSampleRNN(parameters, network)


def torchscript(checkpoint: Checkpoint, threads: int) -> StepNetwork[Any]:
    """TorchScript on the CPU."""
    from live_models.families.sample_rnn.torchscript import ScriptedSampleRNN

    del threads
    return ScriptedSampleRNN(checked_kind(checkpoint, SampleRNNParameters), checkpoint.tensors)
