"""MDN-LSTM (Naterop & Giacomuzzi 2017): each stage against tables, scipy or its own definition."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
import scipy.signal
import soxr
import torch

from live_models.arrays import FloatArray
from live_models.contract.family import random_checkpoint
from live_models.contract.generator import generate
from live_models.contract.parameters import HyperparameterError
from live_models.contract.sound import TrainingSound
from live_models.families import FAMILIES
from live_models.families.mdn_lstm.config import MDNLSTMParameters
from live_models.families.mdn_lstm.features import WeightedGroups
from live_models.families.mdn_lstm.grouping import Grouping, group_widths
from live_models.families.mdn_lstm.weighting import POLES_HZ, a_weighting_db, weights
from live_models.resynthesis.choice import resynthesis_for
from live_models.resynthesis.griffin_lim import GriffinLim
from live_models.resynthesis.phase_gradient import PhaseGradient
from live_training.presets import load_preset
from support.plucks import plucked

PAPER = MDNLSTMParameters()

IEC_61672_DB = {
    10: -70.4, 20: -50.5, 50: -30.2, 100: -19.1, 125: -16.1, 160: -13.4, 200: -10.9, 250: -8.6, 315: -6.6, 400: -4.8,
    500: -3.2, 630: -1.9, 800: -0.8, 1000: 0.0, 1250: 0.6, 1600: 1.0, 2000: 1.2, 2500: 1.3, 3150: 1.2, 4000: 1.0,
    5000: 0.5, 6300: -0.1, 8000: -1.1, 10000: -2.5, 16000: -6.6, 20000: -9.3,
}  # fmt: skip
"""Table 3 of the standard: nominal third-octave frequency (Hz) and weighting (dB)."""


def test_the_weighting_is_the_standards_table() -> None:
    nominal = np.array(list(IEC_61672_DB), dtype=np.float64)
    exact = 10.0 ** (np.round(10.0 * np.log10(nominal)) / 10.0)  # what a nominal third-octave frequency stands for
    np.testing.assert_allclose(a_weighting_db(exact), list(IEC_61672_DB.values()), atol=0.06)
    assert a_weighting_db(np.array([0.0]))[0] == -np.inf


def test_the_weighting_is_the_analogue_filter_of_the_standard() -> None:
    outer, second, third, last = (-2.0 * np.pi * hz for hz in POLES_HZ)
    poles = [outer, outer, second, third, last, last]
    hz = np.geomspace(5.0, 20_000.0, 200)
    _, response = scipy.signal.freqs_zpk([0.0] * 4, poles, 1.0, 2.0 * np.pi * np.append(hz, 1000.0))
    expected = 20.0 * np.log10(np.abs(response[:-1]) / np.abs(response[-1]))
    np.testing.assert_allclose(a_weighting_db(hz), expected, atol=1e-9)


def test_below_100_hz_the_weight_is_held_so_that_it_can_be_undone() -> None:
    found = weights(256, 512, 8000)  # a bin is 15.625 Hz
    assert (found[:7] == found[0]).all() and found[7] > found[6]
    assert 20.0 * np.log10(found[0]) == pytest.approx(-19.1, abs=0.06)
    assert 20.0 * np.log10(found[64]) == pytest.approx(0.0, abs=1e-9)


def test_the_groups_are_the_papers() -> None:
    assert group_widths(256, 32) == [1] * 32 + [2] * 32 + [4] * 32 + [8] * 4
    assert PAPER.input_size == 100


@pytest.mark.parametrize(("bins", "groups"), [(256, 32), (1024, 128), (7, 2), (5, 5), (4, 16), (37, 1)])
def test_groups_cover_every_bin_once_and_are_undone_as_far_as_they_can_be(bins: int, groups: int) -> None:
    grouping = Grouping(bins, groups)
    widths = grouping.widths
    assert widths.sum() == bins
    assert (np.diff(widths)[:-1] >= 0).all()
    spectra = np.random.default_rng(0).random((6, bins)).astype(np.float32)
    found = grouping.grouped(spectra)
    edges = np.concatenate([[0], np.cumsum(widths)])
    expected = [spectra[:, first:last].mean(axis=1) for first, last in itertools.pairwise(edges)]
    np.testing.assert_allclose(found, np.array(expected).T, rtol=1e-6)
    back = grouping.spread(found)
    np.testing.assert_allclose(back[:, widths[grouping.of_bin] == 1], spectra[:, widths[grouping.of_bin] == 1])
    np.testing.assert_allclose(grouping.grouped(back), found, rtol=1e-6)
    np.testing.assert_allclose(back.sum(axis=1), spectra.sum(axis=1), rtol=1e-5)


def test_features_are_between_0_and_1_and_lead_back_to_magnitudes_of_the_same_groups() -> None:
    rng = np.random.default_rng(1)
    sound = (0.1 * rng.standard_normal(8000)).astype(np.float32)
    plain = WeightedGroups(PAPER)
    seen = WeightedGroups(PAPER, float(plain.groups(sound).max()))
    features = seen.features(sound)
    assert features.shape == ((8000 - 256) // 64 + 1, 100)
    assert features.min() >= 0.0 and features.max() == pytest.approx(1.0)
    magnitudes = seen.magnitudes(features)
    true = PAPER.analysis.magnitudes(sound)
    np.testing.assert_allclose(magnitudes[:, :32], true[:, :32], rtol=1e-4)
    np.testing.assert_allclose(plain.grouping.grouped(magnitudes * seen.weights), plain.groups(sound), rtol=1e-4)


def test_a_tone_has_its_weight() -> None:
    """Two tones of one level, at 200 Hz and 1 kHz: 10.9 dB apart for the ear."""
    time = np.arange(8000) / 8000.0
    seen = WeightedGroups(MDNLSTMParameters(groups_per_width=256, seg_len=256))
    levels = [
        20.0 * np.log10(seen.groups((0.3 * np.sin(2.0 * np.pi * hz * time)).astype(np.float32)).max(axis=1).mean())
        for hz in (203.125, 1000.0)  # both a bin's centre
    ]
    expected = a_weighting_db(np.array([203.125, 1000.0]))
    assert levels[0] - levels[1] == pytest.approx(expected[0] - expected[1], abs=0.02)


def test_the_paper_dreams_iteratively_and_ours_by_the_phase_gradient() -> None:
    """From the presets: the resynthesis that each names is the one that sounds, from the first sample on."""
    for name, kind in (("paper", GriffinLim), ("alive", PhaseGradient)):
        values = load_preset(name, "mdn_lstm").values | {"hidden_size": 16, "num_layers": 1, "num_components": 2}
        parameters = MDNLSTMParameters.from_params(values)
        checkpoint = random_checkpoint(name, parameters)
        generator = FAMILIES["mdn_lstm"].around(checkpoint, FAMILIES["mdn_lstm"].executor(checkpoint, "cpu_float32"))
        assert isinstance(generator.resynthesis, kind)
        seed = np.random.default_rng(2).standard_normal(generator.spec.seed_length).astype(np.float32)
        dream = np.concatenate(list(generate(generator, seed, 4 * parameters.window_size, 1)))
        assert np.isfinite(dream).all()
        assert np.abs(dream[: parameters.hop_size]).max() > 0.0


def test_the_analysis_and_its_inverse_give_a_recording_back() -> None:
    """A hundred numbers a window and no phase: notes come back, and better by lines between groups than by steps."""
    sound = soxr.resample(plucked([196.0, 247.0, 294.0, 392.0], 0.3), 48_000, 8000)
    seen = WeightedGroups(PAPER, float(WeightedGroups(PAPER).groups(sound).max()))
    means = seen.features(sound) * np.float32(seen.maximum)
    by_steps = means[:, seen.grouping.of_bin] / seen.weights
    found_db = [_convergence_db(magnitudes, sound) for magnitudes in (seen.magnitudes(seen.features(sound)), by_steps)]
    assert found_db[0] < -12.0
    assert found_db[0] < found_db[1] - 1.5


def _convergence_db(magnitudes: FloatArray, sound: FloatArray) -> float:
    resynthesis = resynthesis_for("phase_gradient", PAPER.analysis, {}, PAPER.sample_rate)
    state = resynthesis.begin(np.random.default_rng(0), magnitudes[:0])
    made = resynthesis.advance(state, magnitudes)[resynthesis.look_ahead * PAPER.hop_size :]
    found = PAPER.analysis.magnitudes(made)
    true = PAPER.analysis.magnitudes(sound)[: len(found)]
    return float(20.0 * np.log10(np.linalg.norm(found - true) / np.linalg.norm(true)))


def test_uniform_noise_is_between_0_and_its_end() -> None:
    """The paper's: never below 0, where there is no magnitude."""
    family = FAMILIES["mdn_lstm"]
    sound = TrainingSound(4000, [np.sin(np.arange(8000) * 0.3).astype(np.float32)], [])
    fit = family.make_fit(family.parameters({**family.tiny}), sound, 0)
    drawn = fit.noise(torch.Size([50, 40]))  # type: ignore[attr-defined]
    assert 0.0 <= float(drawn.min()) < 0.01 and 0.99 < float(drawn.max()) <= 1.0


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"seg_len": 99}, "seg_len must be 100"),
        ({"fft_size": 128, "seg_len": 48}, "fft_size must be even and not below window_size 256"),
        ({"groups_per_width": 16}, "seg_len must be"),
        ({"head": "categorical"}, "head must be one of mixture, regression"),
        ({"hop_size": 512}, "hop_size must not be above window_size"),
    ],
)
def test_what_does_not_fit_together_is_told(params: dict[str, Any], words: str) -> None:
    with pytest.raises(HyperparameterError, match=words):
        MDNLSTMParameters.from_params(params)


def test_seg_len_follows_from_the_grouping() -> None:
    found = MDNLSTMParameters.from_params(MDNLSTMParameters.completed({"groups_per_width": "64"}, {}))
    assert found.input_size == len(group_widths(256, 64)) == 144
