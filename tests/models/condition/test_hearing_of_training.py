"""What a training is told of its recordings, also of those that are shorter than the ear's hop."""

from __future__ import annotations

import numpy as np
import pytest

from live_models.condition.hearing import heard_in_samples, heard_in_windows
from live_models.condition.numbers import SIZE
from support.strings import plucked

RATE = 11_025


@pytest.mark.parametrize("lengths", [(0.2,), (3.0, 0.2), (0.2, 0.3, 3.0), (0.4,) * 5])
def test_a_recording_shorter_than_a_hop_says_nothing_and_hinders_nobody(lengths):
    tone = plucked(4.0, 0)
    recordings = [np.resize(tone, round(length * RATE)).astype(np.float32) for length in lengths]
    counts = [max(1, len(one) // 256) for one in recordings]
    windows = heard_in_windows(recordings, RATE, 1024, 256, counts)
    samples = heard_in_samples(recordings, RATE)
    assert windows.shape == (sum(counts) + 1, SIZE)
    assert samples.shape[1] == SIZE and np.isfinite(samples).all() and np.isfinite(windows).all()
    long = [number for number, length in enumerate(lengths) if length > 1.0]
    if long:
        at = sum(counts[: long[0]])
        alone = heard_in_windows([recordings[long[0]]], RATE, 1024, 256, [counts[long[0]]])
        found = windows[at : at + counts[long[0]] + 1] - windows[at]
        np.testing.assert_allclose(found, alone, atol=1e-6)
        assert alone[-1].sum() > 0.0
