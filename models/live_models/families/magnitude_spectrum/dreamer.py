"""The magnitude-spectrum approach for nn~."""

from __future__ import annotations

from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.lstm.backends.entries import eager
from live_models.families.magnitude_spectrum.config import FULL, MagnitudeSpectrumParameters
from live_models.families.magnitude_spectrum.generator import generator
from live_models.families.spectral.dreamer import SpectralDreamer


def dreamer(checkpoint: Checkpoint) -> SpectralDreamer:
    """The table's entry for nn~. Raises ValueError and ControlError for an unusable card."""
    if checked_kind(checkpoint, MagnitudeSpectrumParameters).band == FULL:
        raise ValueError(
            "band must be voice for nn~, got full: noise bands are not exported; train a model with --band voice"
        )
    return SpectralDreamer(checkpoint, generator(checkpoint, eager(checkpoint, 1)))
