"""The match that the trial of overfitting measures: a source is found wherever it begins, another is not."""

from __future__ import annotations

import numpy as np
import pytest

from trials.overfit import best_match


def test_a_source_that_goes_round_matches_from_any_place_and_at_any_level():
    source = np.random.default_rng(0).standard_normal(2000).astype(np.float32)
    assert best_match(0.3 * np.roll(source, -700), source) == pytest.approx(1.0, abs=1e-6)
    noisy = source + 0.5 * np.random.default_rng(1).standard_normal(2000).astype(np.float32)
    assert best_match(noisy, source) == pytest.approx(1.0 / np.sqrt(1.25), abs=0.02)  # the correlation with noise added


def test_silence_and_another_sound_match_badly():
    source, other = np.random.default_rng(0).standard_normal((2, 2000)).astype(np.float32)
    assert best_match(np.zeros(2000, np.float32), source) == 0.0
    assert best_match(other, source) < 0.2
