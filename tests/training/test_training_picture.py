"""A training's picture shows as much of a sound at every rate."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from live_training.picture import _spectrogram


@pytest.mark.parametrize("rate", [11025, 44_100, 48_000])
def test_partials_of_a_low_string_are_apart_in_the_picture(rate):
    """Two tones 47 Hz apart, with nothing between them."""
    t = np.arange(2 * rate) / rate
    axes = Figure().add_subplot()
    _spectrogram(axes, np.sin(2 * np.pi * 200.0 * t) + np.sin(2 * np.pi * 247.0 * t), rate)
    (image,) = axes.images
    levels = np.flipud(image.get_array()).mean(axis=1)  # dB; the lowest frequency first
    hertz = np.linspace(0.0, rate / 2, len(levels))
    low, between, high = (levels[np.argmin(np.abs(hertz - hz))] for hz in (200.0, 223.5, 247.0))
    assert between < min(low, high) - 20.0
