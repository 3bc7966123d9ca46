"""What the network sees of a sound, and back: weighted magnitudes, in groups, relative to the greatest.

Order as in the paper (Naterop & Giacomuzzi 2017, 2.4.1): weighting, short-time Fourier transform, magnitudes, means of
groups, global maximum. A filter that does not change within a window is a factor for each bin, so the weighting is one.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.mdn_lstm.config import MDNLSTMParameters
from live_models.families.mdn_lstm.grouping import Grouping
from live_models.families.mdn_lstm.weighting import weights
from live_models.features import compress, expand


class WeightedGroups:
    """Sound to features and features to magnitudes, for one set of hyperparameters. Immutable; any thread.

    `maximum`: the greatest weighted mean of a group in the training material.
    """

    def __init__(self, parameters: MDNLSTMParameters, maximum: float = 1.0) -> None:
        p = self.parameters = parameters
        self.analysis, self.maximum = p.analysis, maximum
        self.grouping = Grouping(self.analysis.num_bins, p.groups_per_width)

    @cached_property
    def weights(self) -> FloatArray:
        """Factor of each bin. Shape: `[num_bins]`"""
        p, bins = self.parameters, self.analysis.num_bins
        found = weights(bins, p.fft_size, p.sample_rate) if p.a_weighting else np.ones(bins)
        return found.astype(np.float32)

    def groups(self, samples: FloatArray) -> FloatArray:
        """Weighted means of a sound's groups, before the division by the maximum. Shape: -> `[windows, groups]`."""
        return self.grouping.grouped(self.analysis.magnitudes(samples) * self.weights)

    def features(self, samples: FloatArray) -> FloatArray:
        """What the network sees of a sound already at its reference level. Shape: -> `[windows, groups]`, float32."""
        return compress(self.groups(samples), self.parameters.exponent, self.maximum)

    def magnitudes(self, features: FloatArray) -> FloatArray:
        """Magnitudes of features. Shape: `[..., groups]` -> `[..., num_bins]`."""
        means = expand(features, self.parameters.exponent, self.maximum)
        return np.asarray(self.grouping.spread(means) / self.weights, dtype=np.float32)
