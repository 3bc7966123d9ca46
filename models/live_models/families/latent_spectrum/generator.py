"""The generator of the latent-spectrum system."""

from __future__ import annotations

from live_models.arrays import DoubleArray, FloatArray
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.latent_spectrum.config import LatentSpectrumParameters
from live_models.families.latent_spectrum.executor import Executor
from live_models.families.latent_spectrum.latents import LatentSpace
from live_models.families.latent_spectrum.loop import LatentBackend
from live_models.families.lstm.forcing import fed
from live_models.families.magnitude_spectrum.generator import seen_by
from live_models.families.spectral.generator import SpectralGenerator
from live_models.features import at_reference_level


def generator(checkpoint: Checkpoint, executor: Executor) -> SpectralGenerator:
    """The table's entry. Raises ValueError, TypeError and ControlError for an unusable card."""
    found = SpectralGenerator(checkpoint, executor.network, seen_by(checkpoint))
    p = checked_kind(checkpoint, LatentSpectrumParameters)
    found.backend = LatentBackend(p, executor, found.normalisation, LatentSpace.from_tensors(checkpoint.tensors))
    return found


def forced_outputs(
    checkpoint: Checkpoint, executor: Executor, sound: FloatArray, num_samples: int
) -> tuple[FloatArray, DoubleArray]:
    """The entry `forced`: what the LSTM tells the head of a recording. See `live_models.families.lstm.forcing.fed`."""
    p = checked_kind(checkpoint, LatentSpectrumParameters)
    windows = seen_by(checkpoint).features(at_reference_level(sound))[: max(1, num_samples // p.hop_size)]
    inputs = LatentSpace.from_tensors(checkpoint.tensors).latents(windows)
    return fed(checkpoint, executor.network, inputs[:, None])
