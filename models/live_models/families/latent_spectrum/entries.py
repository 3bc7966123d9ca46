"""What the table of families names for each backend: the LSTM executed in that way, the head beside it."""

from __future__ import annotations

from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.latent_spectrum.config import LatentSpectrumParameters
from live_models.families.latent_spectrum.executor import Executor, TorchHead
from live_models.families.latent_spectrum.packed_head import PackedHead
from live_models.families.lstm.backends import entries
from live_models.kernels.products import Precision


def cpu(checkpoint: Checkpoint, threads: int) -> Executor:
    """float16 weights, float32 arithmetic (numba)."""
    return Executor(entries.cpu(checkpoint, threads), _packed_head(checkpoint, "float16"))


def cpu_float32(checkpoint: Checkpoint, threads: int) -> Executor:
    """float32 weights (numba)."""
    return Executor(entries.cpu_float32(checkpoint, threads), _packed_head(checkpoint, "float32"))


def cpu_int8(checkpoint: Checkpoint, threads: int) -> Executor:
    """Weights of 8 bits with a scale per row (numba)."""
    return Executor(entries.cpu_int8(checkpoint, threads), _packed_head(checkpoint, "int8"))


def eager(checkpoint: Checkpoint, threads: int) -> Executor:
    """PyTorch, the readable truth."""
    return Executor(entries.eager(checkpoint, threads), _torch_head(checkpoint))


def torchscript(checkpoint: Checkpoint, threads: int) -> Executor:
    """TorchScript on the CPU; the head is PyTorch's."""
    return Executor(entries.torchscript(checkpoint, threads), _torch_head(checkpoint))


def _packed_head(checkpoint: Checkpoint, precision: Precision) -> PackedHead:
    return PackedHead(checked_kind(checkpoint, LatentSpectrumParameters), checkpoint.tensors, precision)


def _torch_head(checkpoint: Checkpoint) -> TorchHead:
    import torch

    from live_models.families.latent_spectrum.network import Denoiser

    denoiser = Denoiser(checked_kind(checkpoint, LatentSpectrumParameters))
    own = {name: torch.from_numpy(checkpoint.tensors[f"denoiser.{name}"]) for name, _ in denoiser.named_parameters()}
    denoiser.load_state_dict(own)
    return TorchHead(denoiser)
