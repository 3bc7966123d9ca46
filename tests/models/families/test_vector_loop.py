"""The loop over vectors in one kernel is the loop in numpy: the same draws, the same samples, whatever is turned."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from live_models.card import normalisation_and_controls
from live_models.condition.numbers import SIZE
from live_models.contract.backend import DreamDraws
from live_models.contract.generator import Controls
from live_models.contract.sound import TrainingSound
from live_models.families import FAMILIES
from live_models.families.lstm.backends.cpu import CpuNetwork
from live_models.families.lstm.heeding import Heeding
from live_models.families.vector.backend import VectorBackend
from support.checkpoints import SMALL
from support.parameters import hyperparameters_of
from support.uncompiled import Uncompiled

SKIPPING = {"linear_skip": True, "head": "mixture", "num_components": 3, "num_layers": 2, "use_dropout": False}
STEPS = 30


def samples(checkpoint, controls, *, compiled, dreams=1, threads=1, steps=(STEPS,)):
    """What dreams of noise give."""
    p, rng = checkpoint.hyperparameters, np.random.default_rng(5)
    network = CpuNetwork(p, checkpoint.tensors, "float32", threads)
    normalisation, _ = normalisation_and_controls(checkpoint.card)
    normalisation = replace(normalisation, level=0.01, deviation=2.0)
    backend = VectorBackend(checkpoint, p, network if compiled else Uncompiled(network), normalisation)
    state = backend.begin(dreams)
    if p.condition:
        state.heeding = Heeding(np.abs(rng.normal(size=(dreams, SIZE))).astype(np.float32))
    draws = DreamDraws([np.random.default_rng(one) for one in range(dreams)], controls)
    heard = 0.1 * rng.standard_normal((dreams, 6 * p.seg_len + p.skip_length), dtype=np.float32)
    backend.listen(state, heard[:, -6 * p.seg_len :], draws)
    return np.concatenate([backend.dream(state, draws, count) for count in steps], axis=1)


def skipping(approach="vector", **more):
    """Small random weights, with a skip that decays and a lower triangle."""
    found = FAMILIES[approach].tiny_checkpoint(3, **{**SKIPPING, **more})
    size = found.hyperparameters.seg_len
    found.tensors["linear.spread"] = np.tril(found.tensors["linear.spread"]) + 0.05 * np.eye(size, dtype=np.float32)
    return found


@pytest.mark.parametrize("approach", ["vector", "noizenet"])
@pytest.mark.parametrize(
    "controls",
    [
        Controls(),
        Controls(energy_hold=1.0, temperature=1.3),
        Controls(sampling="greedy"),
        Controls(sampling="tempered", tau=0.7, energy_hold=0.5),
        Controls(sampling="full", temperature=0.6, noise=0.02),
        Controls(dropout=0.3),
        Controls(sampling="exact"),
        Controls(noise_when_stuck=0.1),
    ],
    ids=lambda controls: f"{controls.sampling}-{controls.noise:g}-{controls.dropout}-{controls.noise_when_stuck:g}",
)
def test_the_kernel_is_the_loop_in_numpy(approach, controls):
    checkpoint = skipping(approach)
    ours, truth = (samples(checkpoint, controls, compiled=one, dreams=2) for one in (True, False))
    assert np.abs(truth).max() > 1e-3
    np.testing.assert_allclose(ours, truth, atol=2e-5 * max(1.0, float(np.abs(truth).max())))


@pytest.mark.parametrize("more", [{"level_normalised": True}, {"linear_length": 40}])
def test_levels_and_longer_skips_are_the_same(more):
    checkpoint = skipping(**more)
    ours, truth = (samples(checkpoint, Controls(), compiled=one) for one in (True, False))
    np.testing.assert_allclose(ours, truth, atol=2e-5 * max(1.0, float(np.abs(truth).max())))


@pytest.mark.parametrize("influence", [0.0, 0.5, 2.5])
@pytest.mark.parametrize("threads", [1, 2])
def test_dreams_that_heed_are_the_same_on_any_threads(influence, threads):
    checkpoint = skipping(condition=True)
    controls = Controls(influence=influence, dropout=0.2)
    ours = samples(checkpoint, controls, compiled=True, dreams=3, threads=threads)
    truth = samples(checkpoint, controls, compiled=False, dreams=3)
    np.testing.assert_allclose(ours, truth, atol=2e-5 * max(1.0, float(np.abs(truth).max())))


def test_pieces_are_the_whole():
    checkpoint = skipping()
    whole = samples(checkpoint, Controls(noise=0.01), compiled=True, dreams=2)
    pieces = samples(checkpoint, Controls(noise=0.01), compiled=True, dreams=2, steps=(1, 2, 7, 20))
    np.testing.assert_array_equal(pieces, whole)


@pytest.mark.parametrize("compiled", [True, False])
def test_what_is_no_number_stays_none_for_the_guard_to_hear(compiled):
    checkpoint = skipping()
    checkpoint.tensors["head.bias"][0] = np.nan
    assert np.isnan(samples(checkpoint, Controls(), compiled=compiled)[:, 1:]).any()


@pytest.mark.parametrize("kind", ["vector_mixture", "vector_hearing"])
def test_of_a_tone_that_stands_the_level_is_known(kind):
    """All its vectors are as loud: none is above the median."""
    family, parameters = FAMILIES["vector"], hyperparameters_of(SMALL[kind])
    square = np.resize(np.repeat(np.float32([0.1, -0.1]), parameters.seg_len // 2), 400 * parameters.seg_len)
    fit = family.make_fit(parameters, TrainingSound(parameters.sample_rate, [square], []), 0)
    assert np.isfinite(fit.card()["normalisation"]["level"])
