"""What a network over spectra sees of a sound, and what its features sound of."""

from __future__ import annotations

from typing import Protocol

from live_models.arrays import FloatArray


class SpectralFeatures(Protocol):
    """From sound to features, and from features to magnitudes. Immutable; any thread."""

    def features(self, samples: FloatArray) -> FloatArray:
        """What the network sees of a sound already at its reference level, one window per hop.

        Shape: `[num_samples]` -> `[num_windows, feature_size]`, float32
        """
        ...

    def magnitudes(self, features: FloatArray) -> FloatArray:
        """The magnitudes that sound. Shape: `[..., feature_size]` -> `[..., num_bins]`, float32."""
        ...
