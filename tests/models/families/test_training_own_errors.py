"""Training on the network's own predictions, and the loss that hears spectra, against scipy and by hand."""

import numpy as np
import pytest
import scipy.special
import scipy.stats
import torch

from live_models.contract.parameters import HyperparameterError
from live_models.contract.sound import TrainingSound
from live_models.families.lstm.fit import Batch
from live_models.families.lstm.own_errors import partly_own
from live_models.families.magnitude_spectrum.fit import MagnitudeSpectrumFit
from live_models.families.vector.fit import spectral_distance
from support.parameters import hyperparameters, hyperparameters_of
from support.training import small_fit, write_take


def test_a_mixture_feeds_back_the_mean_of_the_component_that_explains_what_came():
    p = hyperparameters(
        approach="magnitude_spectrum", head="mixture", num_components=3, skip=0.4, seg_len=5, window_size=5, hop_size=4
    )
    rng = np.random.default_rng(0)
    x, label = rng.random((2, 4, 6, 5)).astype(np.float32)
    output = rng.standard_normal((4, 6, p.combined_size)).astype(np.float32)
    left_over = label - 0.4 * x
    means = output[..., 6:].reshape(4, 6, 3, 5)
    noise = rng.standard_normal(1000).astype(np.float32)
    fit = MagnitudeSpectrumFit(p, TrainingSound(p.sample_rate, [noise], []), 0)
    own = fit.own_inputs(Batch(torch.from_numpy(x), torch.from_numpy(label)), torch.from_numpy(output)).numpy()
    taken = set()
    for step, lane in np.ndindex(4, 6):
        deviations = np.exp(output[step, lane, 3:6])
        weights = scipy.special.log_softmax(output[step, lane, :3].astype(float))
        found = [
            weights[k] + scipy.stats.norm.logpdf(left_over[step, lane], means[step, lane, k], deviations[k]).sum()
            for k in range(3)
        ]
        best = int(np.argmax(found))
        taken.add(best)
        expected = np.maximum(means[step, lane, best] + 0.4 * x[step, lane], 0.0)
        np.testing.assert_allclose(own[step, lane], expected, rtol=1e-5, atol=1e-6)
    assert len(taken) > 1, "a test with one component everywhere would show nothing"


def test_the_share_of_own_inputs_is_as_asked_and_the_first_is_always_heard():
    x, own = torch.zeros(200, 50, 3), torch.ones(200, 50, 3)
    own[0, 0] = 7.0
    for share in (0.0, 0.3, 1.0):
        mixed = partly_own(x, own, share, torch.Generator().manual_seed(0))
        assert not mixed[0].any()
        rows = mixed[1:].amax(dim=-1) > 0
        assert (mixed[1:][rows] == own[:-1][rows]).all(), "the prediction of this very step, whole"
        deviation = (share * (1 - share) / rows.numel()) ** 0.5
        assert abs(float(rows.float().mean()) - share) <= 4 * deviation
    assert mixed[1, 0, 0] == 7.0


def test_the_spectral_distance_hears_levels_but_not_phases():
    time = torch.arange(256) / 256.0
    tone = torch.cat([2**0.5 * torch.sin(2 * torch.pi * 16 * time), torch.zeros(1)])
    turned = torch.cat([2**0.5 * torch.cos(2 * torch.pi * 16 * time), torch.ones(1)])
    noise = torch.randn(257, generator=torch.Generator().manual_seed(0))
    assert float(spectral_distance(256, tone, turned)) < 1e-3
    assert float(((tone - turned) ** 2).mean()) > 1.9, "squared error does hear them"
    assert float(spectral_distance(256, 2 * noise, noise)) == pytest.approx(np.log(2), abs=0.02)
    assert float(spectral_distance(256, 0 * noise, noise)) > 3.0


OWN = {"head": "mixture", "num_components": 3, "skip": 0.5, "output_dropout": 1.0, "input_noise": 0.0}


@pytest.mark.whole
def test_at_its_start_a_training_hears_recordings_alone_and_later_itself(tmp_path):
    take = write_take(tmp_path / "take.wav")
    weights = {}
    for progress in (0.0, 1.0):
        for share in (0.0, 0.8):
            fit = small_fit(take, scheduled_sampling=share, **OWN)
            for _ in range(4):
                loss = fit.update(progress)
            assert np.isfinite(loss)
            weights[progress, share] = np.concatenate([one.ravel() for one in fit.tensors().values()])
    np.testing.assert_array_equal(weights[0.0, 0.0], weights[0.0, 0.8])
    assert np.abs(weights[1.0, 0.0] - weights[1.0, 0.8]).max() > 1e-5


@pytest.mark.whole
def test_it_goes_on_after_a_kill_as_if_there_had_been_none(tmp_path):
    take = write_take(tmp_path / "take.wav")
    params = OWN | {"scheduled_sampling": 0.5, "output_dropout": 0.9}
    unbroken, first, second = (small_fit(take, **params) for _ in range(3))
    losses = [unbroken.update(step / 12) for step in range(12)]
    for step in range(5):
        first.update(step / 12)
    first.save(tmp_path / "state.safetensors", {})
    second.load(tmp_path / "state.safetensors")
    np.testing.assert_allclose([second.update(step / 12) for step in range(5, 12)], losses[5:], rtol=1e-6)


@pytest.mark.whole
def test_the_spectral_loss_brings_spectra_nearer(tmp_path):
    take = write_take(tmp_path / "take.wav")
    params = {"approach": "vector", "seg_len": 64, "window_size": 1024, "level_normalised": True, "input_noise": 0.0}
    found = []
    for weight in (0.0, 1.0):
        fit = small_fit(take, spectral_loss=weight, output_dropout=1.0, **params)
        for _ in range(60):
            fit.update(0.0)
        inputs, labels = fit.validation.pairs(64 * np.arange(30)[:, None])
        with torch.no_grad():
            output, _ = fit.network(torch.from_numpy(inputs))
            found.append(float(spectral_distance(64, output, torch.from_numpy(labels))))
    assert found[1] < 0.9 * found[0]


@pytest.mark.parametrize(
    ("params", "fault"),
    [
        ({"approach": "column_vector", "scheduled_sampling": 0.5}, "scheduled_sampling must be 0.0"),
        ({"approach": "vector", "linear_skip": True, "scheduled_sampling": 0.5}, "scheduled_sampling must be 0.0"),
        ({"approach": "magnitude_spectrum", "spectral_loss": 1.0}, "spectral_loss must be 0.0"),
        ({"approach": "vector", "head": "mixture", "spectral_loss": 1.0}, "spectral_loss must be 0.0"),
        ({"scheduled_sampling": 1.5}, "range 0..1"),
    ],
)
def test_what_has_no_meaning_is_refused(params, fault):
    with pytest.raises(HyperparameterError, match=fault):
        hyperparameters_of(params)
