"""NoizeNet: its scalings and cells against plain formulas; the paper's preset collapses, and what keeps it moving."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import torch

from live_inference.dreaming.guard import Guard
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.generator import Controls, generate
from live_models.contract.sound import TrainingSound
from live_models.families import FAMILIES
from live_models.families.lstm.layers import layer_of
from live_models.families.noizenet.fit import NoizeNetFit
from live_models.families.noizenet.scaling import fit_scaling, real_fourier
from live_models.families.vector.dreamer import dreamer
from live_models.features import at_reference_level
from live_training.presets import load_preset, preset
from support.plucks import plucked

FAMILY = FAMILIES["noizenet"]
RATE = 22_050


@cache
def melody() -> np.ndarray:
    """Twelve seconds of plucked strings at the paper's rate."""
    notes = [plucked([hz])[: RATE // 2] for hz in (110.0, 165.0, 220.0, 147.0, 196.0, 131.0)]
    return at_reference_level(np.concatenate(notes * 4))


def fit_of(name, **params):
    parameters = preset("noizenet", name, params)
    return NoizeNetFit(parameters, TrainingSound(RATE, [melody()], [{"sha256": "0"}]), 0)


@cache
def trained(name, updates, **params):
    """A checkpoint after a few updates, and the controls of its preset."""
    fit = fit_of(name, **params)
    for update in range(updates):
        fit.update(update / updates)
    controls = load_preset(name, "noizenet").controls
    return Checkpoint(name, fit.card() | {"controls": controls}, fit.tensors(), fit.parameters)


def dreamt(checkpoint, seconds, controls=None, rng_seed=1):
    """A dream of the melody's beginning."""
    generator = FAMILY.around(checkpoint, FAMILY.executor(checkpoint, "cpu_float32"))
    return np.concatenate(list(generate(generator, melody()[: 3 * RATE], seconds * RATE, rng_seed, controls)))


@pytest.mark.parametrize(
    ("more", "seconds"), [({}, 1), ({"domain": "fft"}, 1), ({"cell": "rnn"}, 2)], ids=["lstm", "fft", "rnn"]
)
@pytest.mark.whole
def test_the_papers_network_collapses_and_the_guard_catches_it(more, seconds):
    """Its predictions become one vector that hardly moves (Watson 2021, 5.5.3); plain, and hardly trained, later."""
    sound = dreamt(trained("paper", 12, **more), seconds)
    vectors = sound[: len(sound) // 512 * 512].reshape(-1, 512)
    change = np.linalg.norm(np.diff(vectors, axis=0), axis=1) / np.linalg.norm(vectors[1:], axis=1)
    assert change[-1] < 0.01 < 10 * change[0]
    assert np.sqrt(np.mean(vectors[-1] ** 2)) < 0.1 * np.sqrt(np.mean(melody() ** 2))
    reason = Guard(RATE, melody()[: 3 * RATE], 512).check(sound)
    assert reason is not None and reason.startswith("stuck")


@pytest.mark.whole
def test_noise_when_it_is_stuck_keeps_the_papers_network_from_one_vector():
    """What moves then is noise, as in the paper (5.7): it is no cure for the sound, only for the standstill."""
    checkpoint = trained("paper", 12)
    still = dreamt(checkpoint, 1)
    moved = dreamt(checkpoint, 1, Controls(dropout=0.0, energy_hold=0.0, noise_when_stuck=0.2))
    np.testing.assert_array_equal(moved[:512], still[:512])
    for sound, least, most in ((still, 0.0, 0.01), (moved, 0.02, 10.0)):
        last = sound[32 * 512 : 40 * 512].reshape(-1, 512)
        change = np.linalg.norm(np.diff(last, axis=0), axis=1) / np.linalg.norm(last[1:], axis=1)
        assert least <= np.median(change) <= most


@pytest.mark.whole
def test_the_preset_alive_passes_the_guard():
    checkpoint = trained("alive", 6, hidden_size=64, linear_length=512)
    for rng_seed in (1, 2):
        sound = dreamt(checkpoint, 4, rng_seed=rng_seed)
        assert Guard(RATE, melody()[: 3 * RATE], 512).check(sound) is None
        assert 0.1 < np.std(sound[-RATE:]) / np.std(melody()) < 5.0


@pytest.mark.parametrize("length", [7, 16])
def test_the_transform_is_fouriers_and_orthonormal(length):
    transform = real_fourier(length).astype(np.float64)
    np.testing.assert_allclose(transform @ transform.T, np.eye(length), atol=1e-6)
    x = np.random.default_rng(0).standard_normal(length)
    bins, parts = np.fft.rfft(x) / np.sqrt(length), list(transform @ x)
    assert parts.pop(0) == pytest.approx(bins[0].real, abs=1e-6)
    for one in bins[1 : (length + 1) // 2]:
        assert parts.pop(0) / np.sqrt(2) == pytest.approx(one.real, abs=1e-6)
        assert parts.pop(0) / np.sqrt(2) == pytest.approx(one.imag, abs=1e-6)
    assert len(parts) == (length + 1) % 2


def test_scaled_samples_are_z_scores_and_scaled_bins_each_their_own():
    rng = np.random.default_rng(1)
    tape = (0.3 + 0.05 * np.cumsum(rng.standard_normal(20_000)) / 20).astype(np.float32)
    samples = fit_scaling(tape, 32, "samples")
    assert samples.transform is None
    np.testing.assert_allclose(
        (tape[:32] - samples.mean) / samples.deviation, (tape[:32] - tape.mean()) / tape.std(), 1e-3
    )
    bins = fit_scaling(tape, 32, "fft")
    windows = np.lib.stride_tricks.sliding_window_view(tape, 32)
    scores = (windows @ bins.transform.T - bins.mean) / bins.deviation
    assert np.abs(scores.mean(axis=0)).max() < 0.1
    loud = bins.deviation > 1.01 * bins.deviation.min()
    np.testing.assert_allclose(scores.std(axis=0)[loud], 1.0, atol=0.05)
    assert scores.std(axis=0).max() < 1.05 and bins.deviation.min() >= 0.0099 * bins.deviation.max()


@pytest.mark.parametrize("domain", ["samples", "fft"])
@pytest.mark.parametrize("name", ["paper", "alive"])
@pytest.mark.whole
def test_a_checkpoint_does_without_scaling_what_was_trained_with_it(name, domain):
    shorter = {"linear_length": 128} if name == "alive" else {}
    fit = fit_of(name, domain=domain, hidden_size=10, seg_len=64, **shorter)
    fit.update(0.0)
    p, network = fit.parameters, fit.network
    frozen = FAMILY.executor(Checkpoint("x", {}, fit.tensors(), p), "eager")
    x = np.random.default_rng(0).standard_normal((1, p.input_size)).astype(np.float32)
    with torch.inference_mode():
        expected = network(torch.from_numpy(x)[None])[0][0].numpy()
    found = frozen.step(x, frozen.begin(1), None)
    np.testing.assert_allclose(found, expected, atol=1e-4 * np.abs(expected).max())


def test_its_loss_is_the_squared_error_of_z_scores():
    fit = fit_of("paper", hidden_size=10, seg_len=64, bptt=4)
    deviation = float(np.std(np.concatenate(fit.sound.training)))
    batch = fit.next_batch()
    output, _ = fit.network(batch.inputs)
    expected = float(((output - batch.labels).detach() ** 2).mean()) / deviation**2
    assert float(fit.prediction_loss(output, batch.labels).detach()) == pytest.approx(expected, rel=1e-4)
    with torch.no_grad():
        fit.network.head.weight.zero_()
        fit.network.head.bias.zero_()
        assert fit.validate() == pytest.approx(1.0, abs=0.3), "who predicts the mean is off by the variance, 1"


def test_a_plain_rnn_layer_is_its_formula():
    """Watson 2021, 4.1; its state has an LSTM's two parts."""
    torch.manual_seed(0)
    layer = layer_of("rnn", 3, 4)
    x = torch.randn(5, 2, 3)
    with torch.no_grad():
        out, (hidden, cell) = layer(x)
        h = torch.zeros(2, 4)
        for step in range(5):
            entering = x[step] @ layer.weight_ih_l0.T + layer.bias_ih_l0
            h = torch.tanh(entering + h @ layer.weight_hh_l0.T + layer.bias_hh_l0)
            torch.testing.assert_close(out[step], h)
    torch.testing.assert_close(hidden[0], h)
    assert cell.shape == hidden.shape and not cell.any()


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"head": "mixture"}, "head must be regression without linear_skip"),
        ({"level_normalised": True}, "level_normalised must be False without linear_skip"),
        ({"cell": "gru"}, "cell must be one of lstm, rnn"),
        ({"spectral_loss": 1.0}, "must be 0.0 for approach noizenet"),
    ],
)
def test_what_does_not_go_together_is_refused(params, words):
    with pytest.raises(ValueError, match=words):
        FAMILY.parameters(params)


@pytest.mark.parametrize("cell", ["lstm", "rnn"])
@pytest.mark.parametrize("backend", ["cpu_float32", "cpu", "cpu_int8"])
def test_steps_in_one_call_are_the_steps_one_by_one(cell, backend):
    """Where nothing is drawn the kernels repeat without Python; noise of next to nothing takes the way through it."""
    checkpoint = FAMILY.tiny_checkpoint(3, cell=cell, use_dropout=False, num_layers=3, hidden_size=20)
    seeds = [melody()[:3000], melody()[3000:9000]]
    found = {}
    for name, executor, noise in (("fast", backend, 0.0), ("slow", backend, 1e-30), ("eager", "eager", 0.0)):
        generator = FAMILY.around(checkpoint, FAMILY.executor(checkpoint, executor))
        state = generator.begin_batch(seeds, [1, 2])
        controls = Controls(noise=noise)
        pieces = [generator.advance_batch(state, controls, steps) for steps in (1, 6, 5)]
        found[name] = np.concatenate(pieces, axis=1)
    np.testing.assert_array_equal(found["fast"], found["slow"])
    tolerance = {"cpu_float32": 1e-5, "cpu": 3e-3, "cpu_int8": 0.1}[backend]
    np.testing.assert_allclose(found["fast"], found["eager"], atol=tolerance * np.abs(found["eager"]).max())


def test_an_exported_dream_gets_noise_only_where_it_is_stuck():
    """As in the loop: after a vector that is one of the last four again, and in that lane alone."""
    checkpoint = FAMILY.tiny_checkpoint(0)
    card = dict(checkpoint.card) | {"controls": {"noise_when_stuck": 0.5}}
    one = dreamer(Checkpoint("x", card, checkpoint.tensors, checkpoint.hyperparameters))
    one.begin(2)
    torch.manual_seed(0)
    vectors = torch.randn(7, 2, one.features.shape[1])
    for step, (left, right) in enumerate([(0, 1), (2, 3), (4, 1), (0, 5), (6, 6)]):
        entering = torch.stack([vectors[left, 0], vectors[right, 1]])
        one.feed_back(entering, 2)
        added = (one.features[:2] - entering).std(dim=1)
        expected = [step == 3, step == 2]
        assert [bool(deviation > 0.25) for deviation in added] == expected
        assert all(deviation == 0.0 for deviation, is_stuck in zip(added, expected, strict=True) if not is_stuck)
