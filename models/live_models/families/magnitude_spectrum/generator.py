"""The magnitude-spectrum approach (Pfalz 2018, 3.1.1): spectra are fed back, a vocoder makes them sound."""

from __future__ import annotations

from live_models.arrays import DoubleArray, FloatArray
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.lstm.backends.network import Network
from live_models.families.magnitude_spectrum.config import MagnitudeSpectrumParameters
from live_models.families.magnitude_spectrum.features import CompressedMagnitudes, band_maxima, maxima_of
from live_models.families.spectral.generator import SpectralGenerator, outputs_fed
from live_models.features import Normalisation


def generator(checkpoint: Checkpoint, network: Network) -> SpectralGenerator:
    """The table's entry. Raises ValueError, TypeError and ControlError for an unusable card."""
    return SpectralGenerator(checkpoint, network, seen_by(checkpoint))


def forced_outputs(
    checkpoint: Checkpoint, network: Network, sound: FloatArray, num_samples: int
) -> tuple[FloatArray, DoubleArray]:
    """The entry `forced`. See `live_models.families.spectral.generator.outputs_fed`."""
    return outputs_fed(checkpoint, network, seen_by(checkpoint), sound, num_samples)


def seen_by(checkpoint: Checkpoint) -> CompressedMagnitudes:
    """What the checkpoint's network sees. Raises ValueError and TypeError for an unusable card."""
    normalisation = Normalisation.from_card(checkpoint.card["normalisation"])
    parameters = checked_kind(checkpoint, MagnitudeSpectrumParameters)
    maxima = maxima_of(parameters, normalisation.global_maximum, band_maxima(checkpoint.card))
    return CompressedMagnitudes(parameters, maxima)
