"""Training: it learns, it can be killed and go on to the same weights, it dreams meanwhile, it refuses in one line."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import safetensors
import scipy.signal
import soundfile
import torch
from safetensors.torch import save_file

from live_inference.dreaming.guard import Guard
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.fit import ResumeError
from live_models.contract.generator import Controls
from live_models.contract.sound import SoundError
from live_models.families import make_fit
from live_models.families.lstm import sample_wise
from live_models.families.lstm.network import LSTMNetwork
from live_models.families.lstm.tape import SampleTape
from live_models.families.sample_wise.linear import USUAL_RATE, fit_linear_skip, starting_deviations
from live_models.families.spectral.fit import WindowTape
from live_models.families.vector.fit import VectorTape
from live_models.heads import MIN_LOG_DEVIATION
from live_models.loading import load_generator
from live_training.dreams import ConcurrentDream
from live_training.judging import gain_to_level_db, level_db
from live_training.recordings import load_sound
from support.parameters import hyperparameters, hyperparameters_of
from support.training import RATE, SMALL, small_fit, write_take


@pytest.fixture
def recording(tmp_path):
    return write_take(tmp_path / "take.wav")


def _weights(fit):
    return np.concatenate([tensor.ravel() for tensor in fit.tensors().values()])


@pytest.mark.whole
@pytest.mark.parametrize(
    "params",
    [
        {},
        {"head": "mixture", "num_components": 3, "skip": 0.5},
        {"approach": "vector", "seg_len": 32, "head": "mixture", "num_components": 3, "level_normalised": True},
        {"approach": "vector", "seg_len": 32, "ext_cursor_inc": 16, "int_cursor_inc": 32, "regularization": True},
        {"num_layers": 2, "use_residual": True, "input_dropout": 0.9},
        {"approach": "column_vector", "seg_len": 24, "output_dropout": 1.0, "input_noise": 0.0},
        {"approach": "transpose", "seg_len": 16, "weight_stddev": 0.1, "output_dropout": 1.0, "input_noise": 0.0},
        {"approach": "column_vector", "bands": 4, "seg_len": 64, "output_dropout": 1.0, "input_noise": 0.0}
        | {"head": "mixture", "num_components": 3, "linear_skip": True},
    ],
    ids=["regression", "mixture", "vector", "rows in a row", "residual", "column", "transpose", "bands"],
)
def test_it_learns(recording, params):
    if "approach" in params:
        params = params | {"window_size": 1024}
    fit = small_fit(recording, **params)
    before = fit.validate()
    for _ in range(60):
        fit.update(0.0)
    assert fit.validate() < before - 0.1 * abs(before)


@pytest.mark.whole
def test_the_same_rng_seed_gives_the_same_weights_and_another_others(recording):
    runs = []
    for rng_seed in (1, 1, 2):
        fit = small_fit(recording, rng_seed)
        for _ in range(5):
            fit.update(0.0)
        runs.append(_weights(fit))
    np.testing.assert_array_equal(runs[0], runs[1])
    assert np.abs(runs[0] - runs[2]).max() > 1e-4


def test_a_state_that_lacks_a_tensor_is_refused_in_one_line(recording, tmp_path):
    path = tmp_path / "state.safetensors"
    small_fit(recording).save(path, {})
    with safetensors.safe_open(str(path), framework="pt") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys() if name != "network.head.bias"}  # noqa: SIM118
        save_file(tensors, path, file.metadata())
    with pytest.raises(ResumeError, match=r"^[^\n]*state\.safetensors: was written by another version[^\n]*$"):
        small_fit(recording).load(path)


@pytest.mark.whole
def test_a_resumed_training_ends_as_an_unbroken_one(recording, tmp_path):
    unbroken = small_fit(recording)
    losses = [unbroken.update(0.01 * step) for step in range(40)]
    first = small_fit(recording)
    for step in range(17):
        first.update(0.01 * step)
    first.save(tmp_path / "state.safetensors", {"elapsed_s": 3.0, "losses": []})
    second = small_fit(recording, rng_seed=99)
    assert second.load(tmp_path / "state.safetensors") == {"elapsed_s": 3.0, "losses": []}
    resumed = [second.update(0.01 * step) for step in range(17, 40)]
    assert resumed == losses[17:]
    np.testing.assert_array_equal(_weights(second), _weights(unbroken))


@pytest.mark.whole
@pytest.mark.parametrize("what", ["hyperparameters", "recordings", "missing", "damaged"])
def test_a_state_of_another_training_is_refused(recording, tmp_path, what):
    path = tmp_path / "state.safetensors"
    fit = small_fit(recording)
    fit.update(0.0)
    fit.save(path, {})
    other = small_fit(recording, lr=1e-4) if what == "hyperparameters" else fit
    if what == "recordings":
        samples, _ = soundfile.read(recording)
        soundfile.write(tmp_path / "b.wav", samples[::-1], RATE)
        other = small_fit(tmp_path / "b.wav")
    if what == "missing":
        path.unlink()
    if what == "damaged":
        path.write_bytes(path.read_bytes()[:100])
    word = {"hyperparameters": "lr", "missing": "nothing to resume", "damaged": "not a training state"}.get(what, what)
    with pytest.raises(ResumeError, match=word):
        other.load(path)


def test_pairs_of_a_vector_tape_follow_the_cursor_and_wrap():
    parameters = hyperparameters(approach="vector", seg_len=8)
    tape = VectorTape(np.arange(100, dtype=np.float32), parameters)
    inputs, labels = tape.pairs(np.array([[0, 90], [3, 95]]))
    np.testing.assert_array_equal(inputs[1, 0], np.arange(3, 11))
    np.testing.assert_array_equal(labels[1, 0], np.arange(11, 19))
    np.testing.assert_array_equal(inputs[1, 1], np.arange(95, 103) % 100)
    np.testing.assert_array_equal(labels[0, 1], np.arange(98, 106) % 100)


def test_pairs_of_a_column_are_windows_and_the_sample_after_each():
    parameters = hyperparameters(approach="column_vector", seg_len=8)
    tape = SampleTape(np.arange(100, dtype=np.float32), parameters)
    inputs, labels = tape.pairs(np.array([[0, 90], [1, 91]]))
    np.testing.assert_array_equal(inputs[1, 0], np.arange(1, 9))
    assert labels[..., 0].tolist() == [[8.0, 98.0], [9.0, 99.0]]


def test_pairs_of_a_transpose_matrix_have_one_label_the_sample_after_its_last_row():
    parameters = hyperparameters(approach="transpose", seg_len=8, num_unrollings=3)
    tape = SampleTape(np.arange(100, dtype=np.float32), parameters)
    inputs, labels = tape.pairs(np.array([[5, 13, 21]]))
    np.testing.assert_array_equal(inputs.ravel(), np.arange(5, 29))
    assert labels.tolist() == [[[29.0]]]


@pytest.mark.parametrize(("head", "values"), [("regression", [30.0]), ("mixture", [0.0, 0.0, 30.0])])
def test_a_network_that_drives_a_string_too_hard_gives_way(head, values):
    """Behind a linear skip `energy_hold` holds means back, too: a network that always pushes by 30 deviations."""
    p = hyperparameters(
        approach="column_vector", seg_len=8, hidden_size=4, sample_rate=4000, head=head, num_components=1,
        linear_skip=True, use_dropout=False,
    )  # fmt: skip
    tensors = {name: np.zeros(shape, np.float32) for name, shape in p.tensor_shapes().items()}
    tensors["linear.weight"][0, -2:] = -(0.99**2), 2 * 0.99 * np.cos(0.4)
    tensors["head.bias"][:] = values
    card = {"normalisation": {"level": 0.01, "deviation": 0.01}}
    generator = load_generator(Checkpoint("driven", card, tensors, p), "cpu")
    seed = (0.1 * np.sin(0.4 * np.arange(4000))).astype(np.float32)
    held, free = (
        generator.advance(generator.begin(seed, 0), Controls(temperature=0.0, energy_hold=hold), 4000)[-2000:]
        for hold in (1.0, 0.0)
    )
    assert level_db(free) > level_db(held) + 6.0
    assert abs(level_db(held) + 20.0) < 6.0  # the material's


@pytest.mark.whole
def test_behind_a_linear_skip_the_mixture_learns_what_is_left(tmp_path):
    """A resonator struck by chance: the skip is the resonator, what is left is mostly quiet, at times a strike."""
    rng = np.random.default_rng(0)
    strikes = np.where(rng.random(8 * RATE) < 0.05, rng.normal(0.0, 1.0, 8 * RATE), rng.normal(0.0, 0.1, 8 * RATE))
    resonator = np.poly(0.98 * np.exp(1j * np.array([0.4, -0.4]))).real
    soundfile.write(tmp_path / "a.wav", 0.02 * scipy.signal.lfilter([1.0], resonator, strikes), RATE, subtype="FLOAT")
    params = {"approach": "column_vector", "seg_len": 8, "window_size": 1024, "num_components": 3, "bptt": 32}
    fit = small_fit(tmp_path / "a.wav", **params, head="mixture", linear_skip=True, input_noise=0.0)
    np.testing.assert_allclose(fit.tensors()["linear.weight"][0, -2:], -resonator[:0:-1], atol=0.05)
    before = fit.validate()
    assert before < 0.5 * np.log(2 * np.pi) + 0.5  # one Gaussian of the right deviation; it starts with three
    for _ in range(60):
        fit.update(0.0)
    assert fit.validate() < before - 0.1


def _coloured(path, seconds=8):
    """Noise through two resonators, a hundred times louder now and then. Returns the path."""
    rng = np.random.default_rng(1)
    loudness = np.repeat(np.where(rng.random(seconds * 20) < 0.1, 1.0, 0.01), RATE // 20)
    poles = np.array([0.99 * np.exp(0.3j), 0.97 * np.exp(1.1j)])
    resonator = np.poly(np.concatenate([poles, poles.conj()])).real
    noise = loudness * rng.standard_normal(len(loudness))
    soundfile.write(path, 1e-3 * scipy.signal.lfilter([1.0], resonator, noise), RATE, subtype="FLOAT")
    return path


SAMPLE_WISE = {"window_size": 1024, "head": "mixture", "num_components": 3, "linear_skip": True, "input_noise": 0.0}


def test_whitened_windows_are_white_whatever_their_loudness(tmp_path):
    """A resonator's output, every window divided by what excites it, has independent numbers after whitening."""
    rng = np.random.default_rng(2)
    tape = scipy.signal.lfilter(
        [1.0], np.poly([0.98 * np.exp(0.5j), 0.98 * np.exp(-0.5j)]).real, rng.normal(size=40000)
    )
    skip = fit_linear_skip(tape.astype(np.float32), 12, USUAL_RATE)
    windows = np.lib.stride_tricks.sliding_window_view(tape, 12) @ skip.whitening.T
    found = np.corrcoef(windows.T)
    assert np.abs(found - np.eye(12)).max() < 0.05
    assert windows[:, -1].std() == pytest.approx(1.0, abs=0.05)  # the newest sample's innovation has deviation 1
    assert np.abs(skip.around.mean() - 1.0) < 0.02


def test_a_mixture_starts_with_the_deviations_of_the_material(tmp_path):
    skip = small_fit(_coloured(tmp_path / "a.wav"), approach="column_vector", seg_len=16, **SAMPLE_WISE).skip
    low, middle, high = starting_deviations(skip, 3)
    assert middle - low == pytest.approx(high - middle)
    assert low == pytest.approx(np.log(0.01 / np.sqrt(0.1)), abs=0.5)  # the quiet nine tenths over the deviation of all
    assert high == pytest.approx(np.log(1.0 / np.sqrt(0.1)), abs=0.5)  # the loud tenth
    assert starting_deviations(skip, 1000).min() >= MIN_LOG_DEVIATION


@pytest.mark.whole
@pytest.mark.parametrize(
    "params",
    [
        {"approach": "column_vector"},
        {"approach": "transpose", "num_matrices": 3},
        {"approach": "column_vector", "bands": 4},
    ],
)
def test_a_checkpoint_knows_nothing_of_the_whitening(tmp_path, params):
    """Trained on whitened windows, the exported weights do the same with plain ones; and it goes on as it was."""
    params = {"seg_len": 16, **SAMPLE_WISE, **params}
    fit = small_fit(_coloured(tmp_path / "a.wav"), **params)
    for _ in range(10):
        fit.update(0.0)
    plain = LSTMNetwork(fit.parameters)
    plain.load_tensors(fit.tensors())
    windows, _ = fit.training.pairs(np.arange(40)[:, None] + np.arange(fit.parameters.rows) * 16)
    with torch.inference_mode():
        expected, _ = fit.network(torch.from_numpy(windows))
        found, _ = plain(torch.from_numpy(windows))
    assert float(expected.std()) > 1e-3
    np.testing.assert_allclose(found, expected, atol=1e-3 * float(expected.abs().max()))
    fit.save(tmp_path / "state.safetensors", {})
    again = small_fit(tmp_path / "a.wav", rng_seed=5, **params)
    again.load(tmp_path / "state.safetensors")
    for one in (fit, again):
        one.update(0.5)
    np.testing.assert_array_equal(_weights(fit), _weights(again))


def test_dropout_of_samples_forbids_whitening(tmp_path):
    take = _coloured(tmp_path / "a.wav")
    fit = small_fit(take, approach="column_vector", seg_len=16, input_dropout=0.5, **SAMPLE_WISE)
    assert fit.network.whitening is None


def test_matrices_side_by_side_are_each_mixed_for_themselves():
    parameters = hyperparameters(approach="transpose", seg_len=8, num_unrollings=3, num_matrices=2)
    tape = SampleTape(np.arange(100, dtype=np.float32), parameters)
    _, labels = tape.pairs(np.array([[5, 13, 21, 40, 48, 56]]))
    assert labels.tolist() == [[[29.0], [64.0]]]
    network = LSTMNetwork(parameters)
    rows = torch.randn(4, 6, 1, generator=torch.Generator().manual_seed(0))
    together = network.mixed(rows)
    assert together.shape == (4, 2, 1)
    for number in range(2):
        alone = network.mixed(rows[:, 3 * number : 3 * number + 3])
        np.testing.assert_allclose(together[:, number : number + 1].detach(), alone.detach(), atol=1e-7)


@pytest.mark.whole
@pytest.mark.parametrize("mode", ["same", "random", "advance"])
def test_concurrent_dreams_begin_where_dream_seed_says(recording, tmp_path, mode):
    fit = small_fit(recording, dream_seed=mode)
    dream = ConcurrentDream(fit, tmp_path, 0.01, 0)
    whole, heard = fit.sound.recordings[0], []
    for _ in range(3):
        fit.update(0.0)
        heard.append(dream._next_seed(300))
    assert all(len(seed) == 300 for seed in heard)
    starts = [
        np.abs(np.lib.stride_tricks.sliding_window_view(whole, 300) - seed).max(axis=1).argmin() for seed in heard
    ]
    if mode == "same":
        assert starts == [0, 0, 0]
    if mode == "advance":  # 8 windows of 32 samples an update
        assert [b - a for a, b in itertools.pairwise(starts)] == [256, 256]
    if mode == "random":
        assert len(set(starts)) == 3


@pytest.mark.whole
@pytest.mark.parametrize("approach", ["column_vector", "transpose"])
def test_concurrent_dreams_hear_the_weights_change(recording, tmp_path, approach, monkeypatch):
    monkeypatch.setattr(sample_wise, "LISTEN_S", 0.01)
    fit = small_fit(recording, approach=approach, seg_len=16, window_size=1024, weight_stddev=0.1, linear_skip=True)
    dream = ConcurrentDream(fit, tmp_path, 3 / RATE, 0)
    network, head = dream._generator.backend.network, dream._generator.backend._head
    windows = np.full((fit.parameters.rows, 16), 0.1, dtype=np.float32)
    heard = network.step(windows, network.begin(len(windows)), None)
    combined, linear = head.combine_bias.copy(), head.linear.copy()
    paths = []
    for _ in range(3):
        fit.update(0.0)
        paths.append(dream.step())
    assert paths[:2] == [[], []]
    assert soundfile.info(paths[2][0]).frames == 3
    assert np.abs(network.step(windows, network.begin(len(windows)), None) - heard).max() > 0
    assert approach == "column_vector" or np.abs(head.combine_bias - combined).max() > 0
    np.testing.assert_array_equal(head.linear, linear)  # fitted once


def test_pairs_of_windows_are_a_window_and_the_next():
    tape = WindowTape(np.arange(10, dtype=np.float32)[:, None].repeat(64, axis=1))
    inputs, labels = tape.pairs(np.array([[4, 9]]))
    assert inputs[0, :, 0].tolist() == [4.0, 9.0]
    assert labels[0, :, 0].tolist() == [5.0, 0.0]


def test_an_epoch_shows_every_window_once(recording):
    fit = small_fit(recording)
    steps, p = fit.updates_per_epoch, fit.parameters
    seen = np.concatenate([(fit._place_lanes() + np.arange(steps * p.bptt)[:, None]).ravel() % len(fit.training)])
    assert len(np.unique(seen)) == len(fit.training)


def test_the_last_tenth_of_each_recording_is_never_trained_on(recording):
    parameters = hyperparameters_of(SMALL | {"approach": "vector", "seg_len": 32, "window_size": 1024})
    fit = make_fit(parameters, load_sound([recording, recording], ["own", "own"], RATE), 0)
    whole = fit.sound.recordings[0]
    cut = round(0.9 * len(whole))
    np.testing.assert_array_equal(fit.training.data, np.concatenate([whole[:cut], whole[:cut]]))
    np.testing.assert_array_equal(fit.validation.data, np.concatenate([whole[cut:], whole[cut:]]))


def test_too_little_or_silent_material_is_refused(tmp_path):
    parameters = hyperparameters_of(SMALL)
    soundfile.write(tmp_path / "short.wav", 0.1 * np.sin(np.arange(RATE // 8)), RATE)
    soundfile.write(tmp_path / "silent.wav", np.zeros(RATE), RATE)
    with pytest.raises(SoundError, match=r"at least .* s of sound, found 0\.1 s"):
        make_fit(parameters, load_sound([tmp_path / "short.wav"], ["own"], RATE), 0)
    with pytest.raises(SoundError, match=r"silent\.wav.*silence"):
        load_sound([tmp_path / "silent.wav"], ["own"], RATE)


def test_dreams_are_raised_to_a_level():
    dream = (0.01 * np.random.default_rng(0).standard_normal(4000)).astype(np.float32)
    gain = gain_to_level_db([dream, dream], -20.0)
    assert gain == 18.0  # 20 dB are wanted; more than 18 would raise what is wrong
    assert gain_to_level_db([3 * dream], -21.0) == pytest.approx(-21.0 - 20 * np.log10(np.std(3 * dream)), abs=0.1)
    assert gain_to_level_db([0 * dream], -20.0) == 0.0


def test_collapse_of_a_small_network_is_caught_by_the_guard():
    """NoizeNet's failure: predictions that settle on one value (Watson 2021)."""
    settled = np.concatenate([0.3 * np.exp(-np.arange(400) / 50.0) * np.sin(np.arange(400)), np.zeros(20000)]) + 0.05
    guard = Guard(RATE, np.zeros(10, dtype=np.float32))
    reasons = [guard.check(settled[start : start + 200].astype(np.float32)) for start in range(0, 20000, 200)]
    first = next(index for index, reason in enumerate(reasons) if reason is not None)
    assert "constant" in str(reasons[first])
    assert first * 200 / RATE < 1.2
