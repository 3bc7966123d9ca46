"""What the table of families names for each backend of WaveNet."""

from __future__ import annotations

from typing import Any

from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.sample_wise.backend import StepNetwork
from live_models.families.wavenet.config import WaveNetParameters
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


def _cpu(checkpoint: Checkpoint, threads: int, precision: Precision) -> StepNetwork[Any]:
    from live_models.families.wavenet.cpu import CpuWaveNet

    return CpuWaveNet(checked_kind(checkpoint, WaveNetParameters), checkpoint.tensors, precision, threads)
