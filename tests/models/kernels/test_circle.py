"""Cosine and sine in the vector units are those of the library."""

from __future__ import annotations

import numpy as np
import pytest

from live_models.kernels.circle import cos_sin


@pytest.mark.parametrize("largest", [1.0, 7.0, 1000.0, 6e6])
def test_of_any_angle_they_are_the_librarys(largest):
    angles = np.random.default_rng(0).uniform(-largest, largest, 2000)
    angles = np.concatenate([angles, np.arange(-16, 17) * np.pi / 8.0])
    found = np.array([cos_sin(one) for one in angles])
    np.testing.assert_allclose(found, np.stack([np.cos(angles), np.sin(angles)], axis=1), rtol=0.0, atol=4e-16)


@pytest.mark.parametrize("angle", [np.nan, np.inf, -np.inf])
def test_what_is_no_angle_has_neither(angle):
    assert np.isnan(cos_sin(angle)).all()
