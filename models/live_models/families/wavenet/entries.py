"""What the table of families names for each backend of WaveNet."""

from __future__ import annotations

from typing import Any

from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.sample_wise.backend import StepNetwork
from live_models.families.sample_wise.numba_backends import numba_backends
from live_models.families.wavenet.config import WaveNetParameters

cpu, cpu_float32, cpu_int8 = numba_backends(WaveNetParameters, "live_models.families.wavenet.cpu:CpuWaveNet")


def eager(checkpoint: Checkpoint, threads: int) -> StepNetwork[Any]:
    """PyTorch, the readable truth."""
    from live_models.families.wavenet.eager import EagerWaveNet
    from live_models.families.wavenet.network import WaveNet

    del threads
    parameters = checked_kind(checkpoint, WaveNetParameters)
    network = WaveNet(parameters)
    network.load_tensors(checkpoint.tensors)
    return EagerWaveNet(parameters, network)


def torchscript(checkpoint: Checkpoint, threads: int) -> StepNetwork[Any]:
    """TorchScript on the CPU."""
    from live_models.families.wavenet.torchscript import TorchScriptWaveNet

    del threads
    return TorchScriptWaveNet(checked_kind(checkpoint, WaveNetParameters), checkpoint.tensors)
