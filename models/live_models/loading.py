"""From a checkpoint to a generator on a backend; imports torch only for a backend that needs it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from live_models.checkpoint import Checkpoint, CheckpointError, load_checkpoint
from live_models.contract.generator import ControlError, Controls, Generator
from live_models.families.lstm.backends.network import Network
from live_models.features import LARGEST_GAIN_DB, Normalisation
from live_models.kernels.products import Precision
from live_models.resynthesis import Resynthesis

BACKENDS: Final = ("cpu", "cpu_float32", "cpu_int8", "eager", "torchscript", "cuda_graph", "cuda_graph_bf16")
_PRECISIONS: Final[dict[str, Precision]] = {"cpu": "float16", "cpu_float32": "float32", "cpu_int8": "int8"}
THREADED: Final = tuple(_PRECISIONS)
MAX_THREADS: Final = 64


class BackendError(ValueError):
    """A backend is unknown or cannot run here; the message is one line for the user."""


def load_generator(source: Path | str | Checkpoint, backend: str = "cpu", threads: int = 1) -> Generator[Any]:
    """The generator of a checkpoint (or of its path), ready to dream.

    `threads`: how many threads one step may use (the cpu backends; the others use one). Any thread or process;
    compiling or loading takes up to a few seconds the first time. Raises CheckpointError and BackendError.
    """
    if backend not in BACKENDS:
        raise BackendError(f"unknown backend {backend!r}; known are: {', '.join(BACKENDS)}")
    most = MAX_THREADS if backend in THREADED else 1
    if not 1 <= threads <= most:
        limits = "1" if most == 1 else f"in range 1..{most}"
        raise BackendError(f"threads must be {limits} for backend {backend}, got {threads}")
    checkpoint = source if isinstance(source, Checkpoint) else load_checkpoint(Path(source))
    return build_generator(checkpoint, _network(checkpoint, backend, threads))


def check_precision(checkpoint: Checkpoint, backend: str) -> None:
    """Raise BackendError where a backend's weights are too coarse for a checkpoint.

    Inputs of a sample-wise network with a linear skip were whitened in training (`LSTMNetwork.whiten`): large weights
    that nearly cancel, for which 8 bits have no room.
    """
    p = checkpoint.hyperparameters
    if backend == "cpu_int8" and p.sample_wise and p.linear_skip:
        raise BackendError(
            f"backend of {checkpoint.name} must not be cpu_int8, 8 bits are too few for the first layer of a "
            f"{p.approach} network with a linear skip; use cpu"
        )


def build_generator(checkpoint: Checkpoint, network: Network) -> Generator[Any]:
    """The generator of the checkpoint's approach around a network. Raises CheckpointError for an unusable card."""
    parameters, card = checkpoint.hyperparameters, checkpoint.card
    try:
        normalisation = Normalisation.from_card(card["normalisation"])
        controls = Controls.from_params(card.get("controls", {}))
        settings = dict(card.get("resynthesis", {}))
        keep_peaks, gate_db = bool(settings.get("keep_peaks", False)), settings.get("gate_db")
        gate_db = None if gate_db is None else float(gate_db)
        if gate_db is not None and not abs(gate_db) <= LARGEST_GAIN_DB:
            raise ValueError(f"resynthesis.gate_db must be in range -200..200, got {gate_db:g}")
    except (ControlError, ValueError, TypeError) as error:
        raise CheckpointError(f"{checkpoint.name}.json: {error}") from None
    if parameters.approach == "magnitude_spectrum":
        from live_models.families.magnitude_spectrum.generator import MagnitudeSpectrumGenerator

        resynthesis = Resynthesis(
            parameters.window_size, parameters.hop_size, keep_peaks, gate_db, normalisation.global_maximum
        )
        return MagnitudeSpectrumGenerator(checkpoint.name, network, normalisation, resynthesis, controls)
    if parameters.sample_wise:
        from live_models.families.lstm.sample_wise import SampleWiseGenerator

        return SampleWiseGenerator(checkpoint.name, network, normalisation, controls, checkpoint.tensors)
    from live_models.families.vector.generator import VectorGenerator

    return VectorGenerator(checkpoint.name, network, normalisation, controls, checkpoint.tensors)


def _network(checkpoint: Checkpoint, backend: str, threads: int) -> Network:
    if backend == "eager":
        from live_models.families.lstm.backends.eager import EagerNetwork

        return EagerNetwork(checkpoint.hyperparameters, checkpoint.tensors)
    if backend == "torchscript":
        from live_models.families.lstm.backends.torchscript import TorchScriptNetwork

        return TorchScriptNetwork(checkpoint.hyperparameters, checkpoint.tensors)
    if backend in ("cuda_graph", "cuda_graph_bf16"):
        from live_models.families.lstm.backends.cuda_graph import CudaGraphNetwork, CudaUnavailableError

        try:
            weights = "bfloat16" if backend == "cuda_graph_bf16" else "float32"
            return CudaGraphNetwork(checkpoint.hyperparameters, checkpoint.tensors, weights)
        except CudaUnavailableError as error:
            raise BackendError(str(error)) from None
    from live_models.families.lstm.backends.cpu import CpuNetwork

    return CpuNetwork(checkpoint.hyperparameters, checkpoint.tensors, _PRECISIONS[backend], threads)
