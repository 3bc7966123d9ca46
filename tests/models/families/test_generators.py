"""Generators: the same dream however it is cut, on every backend; what each control does; the last row is enough."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from live_models.contract.backends import BackendError
from live_models.contract.checkpoint import Checkpoint, CheckpointError
from live_models.contract.generator import ControlError, Controls, fit_seed, generate
from live_models.families.lstm import sample_wise
from live_models.families.lstm.backends.network import zero_state
from live_models.features import at_reference_level, vectors_of
from live_models.loading import build_generator, check_precision, load_generator
from support.checkpoints import SMALL, small_checkpoint
from support.parameters import hyperparameters, hyperparameters_of

SEED = (0.1 * np.random.default_rng(3).standard_normal(9000)).astype(np.float32)
NUM_SAMPLES = 2000


@pytest.fixture(autouse=True)
def short_listening(monkeypatch):
    """Sample by sample through torch, 0.4 s of seed is most of a test."""
    monkeypatch.setattr(sample_wise, "LISTEN_S", 0.02)


def dream(generator, rng_seed=7, chunk_steps=16, controls=None, seed=SEED, num_samples=None):
    if num_samples is None:
        num_samples = 600 if generator.spec.hop_length == 1 else NUM_SAMPLES
    return np.concatenate(list(generate(generator, seed, num_samples, rng_seed, controls, chunk_steps)))


@pytest.mark.parametrize("kind", list(SMALL))
@pytest.mark.parametrize("threads", [1, 2])
def test_dreams_of_a_batch_are_those_that_are_dreamt_alone(tmp_path, kind, threads):
    generator = load_generator(small_checkpoint(tmp_path, kind), threads=threads)
    seeds = [SEED, np.flip(SEED).copy(), SEED[:500], SEED[100:4000], SEED]
    steps = 300 if generator.spec.hop_length == 1 else 30
    state = generator.begin_batch(seeds, [1, 2, 3, 4, 5])
    parts = [generator.advance_batch(state, generator.default_controls, part) for part in (1, 7, steps - 8)]
    together = np.concatenate(parts, axis=1)
    for number, seed in enumerate(seeds):
        single = load_generator(small_checkpoint(tmp_path, kind))
        alone = dream(single, number + 1, seed=seed, num_samples=together.shape[1])
        # Four dreams at a time are summed in another order than one; see test_backends_dream_the_same.
        np.testing.assert_allclose(together[number], alone, atol=1e-3 * np.abs(alone).max())
    assert np.abs(together[0] - together[4]).max() > 1e-4


@pytest.mark.parametrize("kind", ["column", "column_dropped", "transpose"])
@pytest.mark.parametrize(("backend", "threads"), [("cpu_int8", 1), ("cpu", 2), ("cpu_int8", 2)])
def test_chunking_never_changes_the_samples_of_int8_and_threads(tmp_path, kind, backend, threads, monkeypatch):
    wide = SMALL[kind] | {"hidden_size": 64}  # two threads share a layer of a multiple of 32 cells
    monkeypatch.setitem(SMALL, kind, wide)
    checkpoint = small_checkpoint(tmp_path, kind)
    generator = load_generator(checkpoint, backend, threads)
    whole = dream(generator, chunk_steps=4096)
    for chunk_steps in (1, 50):
        np.testing.assert_array_equal(dream(generator, chunk_steps=chunk_steps), whole)
    alone = dream(load_generator(checkpoint, backend))
    np.testing.assert_allclose(whole, alone, atol=1e-3 * np.abs(alone).max())


def test_a_change_of_dropout_on_the_way_agrees_with_eager(tmp_path):
    """With dropout the windows are projected whole, without it ahead: both must know the same samples."""
    checkpoint = small_checkpoint(tmp_path, "transpose")
    dreams = []
    for backend in ("cpu_float32", "eager"):
        generator = load_generator(checkpoint, backend)
        state = generator.begin(SEED, 3)
        plan = [(0.0, 13), (0.3, 9), (0.0, 40), (0.5, 200), (0.0, 50), (None, 30)]
        dreams.append(np.concatenate([generator.advance(state, Controls(dropout=d), n) for d, n in plan]))
    np.testing.assert_allclose(dreams[0], dreams[1], atol=1e-3 * np.abs(dreams[1]).max())


class FullMatrix:
    """The author's way: every row of the matrix runs, each with its own state; the last row's prediction is kept."""

    def __init__(self, network, rows, inputs):
        self.parameters, self._network, self._rows, self._inputs = network.parameters, network, rows, inputs

    def begin(self, batch):
        assert batch == 1
        self._states = [self._network.begin(1) for _ in range(self._rows)]
        self._matrix = np.repeat(self._inputs[:1], self._rows, axis=0)
        return zero_state(self.parameters, 1)

    def step(self, x, state, masks):
        del state
        assert masks is None
        if self.parameters.sample_wise:  # the flattened matrix slides by one sample: what went in came out of the end
            flat = np.concatenate([self._matrix.ravel()[1:], x[0, -1:]])
            self._matrix = flat.reshape(self._rows, -1)
            np.testing.assert_array_equal(self._matrix[-1:], x)
        else:
            self._matrix = np.concatenate([self._matrix[1:], x])
        rows = zip(self._matrix, self._states, strict=True)
        return np.concatenate([self._network.step(row[None], own, None) for row, own in rows])[-1:]


@pytest.mark.parametrize("kind", ["vector", "column", "spectrum"])
@pytest.mark.parametrize("backend", ["cpu", "eager"])
def test_the_last_row_alone_gives_the_identical_dream(tmp_path, kind, backend):
    """Rows never interact outside the transpose approach, so the other rows are work for nothing."""
    checkpoint = small_checkpoint(tmp_path, kind)
    short = load_generator(checkpoint, backend)
    p = checkpoint.hyperparameters
    seed = at_reference_level(fit_seed(SEED, short.spec.seed_length))
    if p.sample_wise:
        inputs = np.concatenate([np.zeros(1, np.float32), seed[: p.seg_len - 1]])[None]
    elif p.spectral:
        inputs = short.seen.features(seed)
    else:
        inputs = vectors_of(seed, p.seg_len, p.level_normalised)
    short.backend.network = Stepwise(short.backend.network)  # many steps at once are summed in another order
    full = build_generator(checkpoint, FullMatrix(short.backend.network, 7, inputs))
    controls = Controls(dropout=0.0)
    short.default_controls = full.default_controls = controls
    np.testing.assert_array_equal(dream(full), dream(short))


class Stepwise:
    """A network that only takes single steps: no fused loop, no projection ahead."""

    def __init__(self, network):
        self.parameters, self.begin, self.step = network.parameters, network.begin, network.step


def test_the_network_hears_the_seed_at_the_reference_level_however_quiet_it_is(tmp_path):
    for kind in ("spectrum", "vector"):
        generator = load_generator(small_checkpoint(tmp_path, kind))
        generator.default_controls = Controls(dropout=0.0)
        loud, quiet = (generator.begin(gain * SEED, 0).state.network.hidden for gain in (1.0, 0.01))
        np.testing.assert_allclose(quiet, loud, atol=1e-5)


def test_two_recordings_draw_different_numbers_from_one_rng_seed(tmp_path):
    """Found by ear: dreams of one rng_seed fell into step within a second, whatever the network had heard."""
    generator = load_generator(small_checkpoint(tmp_path, "spectrum"))
    draws = [generator.begin(seed, 5).draws.rngs[0].random() for seed in (SEED, np.flip(SEED).copy(), SEED)]
    assert draws[0] == draws[2]
    assert draws[0] != draws[1]


class Constant:
    """A network that always puts out the same numbers: what is heard is the approach alone."""

    def __init__(self, parameters, output):
        self.parameters, self.output, self.heard = parameters, np.float32(output), []

    def begin(self, batch):
        return zero_state(self.parameters, batch)

    def step(self, x, state, masks):
        del state, masks
        self.heard.append(x.copy())
        return np.broadcast_to(self.output, (1, self.parameters.output_size)).copy()


def _around(network, **card):
    checkpoint = Checkpoint("fake", {"normalisation": {}} | card, {}, network.parameters)
    return build_generator(checkpoint, network)


def test_a_vector_model_puts_out_its_vectors_end_to_end_and_hears_them():
    parameters = hyperparameters(approach="vector", seg_len=16, use_dropout=False)
    ramp = np.linspace(-0.5, 0.5, 16)
    network = Constant(parameters, ramp)
    out = dream(_around(network), num_samples=64)
    np.testing.assert_array_equal(out, np.tile(np.float32(ramp), 4))
    np.testing.assert_array_equal(network.heard[-1], np.float32(ramp)[None])


def test_a_magnitude_models_spectrum_is_heard_at_its_bin():
    parameters = hyperparameters(seg_len=64, window_size=64, hop_size=32, use_dropout=False, exponent=0.5)
    output = np.zeros(64)
    output[20] = 0.5
    out = dream(_around(Constant(parameters, output)), num_samples=128 * 8, controls=Controls(energy_hold=0.0))
    power = np.abs(np.fft.rfft(out[128:])) ** 2
    assert power.argmax() == 20 * 7
    # amplitude: 0.5 ** (1 / exponent), times the power scale of the window
    scale = 2.0 / np.sqrt(128 * np.sum(np.blackman(64) ** 2))
    assert np.abs(out[128:]).max() == pytest.approx(0.25 * scale, rel=0.02)


def test_skip_adds_its_share_of_the_input():
    parameters = hyperparameters(seg_len=64, window_size=64, hop_size=32, use_dropout=False, skip=0.5, exponent=1.0)
    network = Constant(parameters, 0.25)
    dream(_around(network), num_samples=32 * 40, controls=Controls(energy_hold=0.0))
    np.testing.assert_allclose(network.heard[-1], 0.5, atol=1e-6)  # x = 0.5 x + 0.25


@pytest.mark.parametrize("exponent", [0.3, 1.0])
def test_energy_hold_steers_the_level_back(exponent):
    """A network that repeats its input, 20 dB too loud: with the hold the power comes within 1 dB, without it stays."""
    parameters = hyperparameters(
        seg_len=64, window_size=64, hop_size=64, use_dropout=False, skip=1.0, exponent=exponent, sample_rate=8000
    )
    target = 1e-4
    levels = {}
    for hold in (0.0, 1.0):
        network = Constant(parameters, 0.0)
        generator = _around(network, normalisation={"level": target, "global_maximum": 1.0})
        state = generator.begin(SEED, 0)
        state.state.lanes[0].window[:] = (100 * target) ** (exponent / 2)
        generator.advance(state, Controls(energy_hold=hold), 60 * 8000 // 64)
        levels[hold] = 10 * np.log10(np.mean(state.state.lanes[0].window ** (2 / exponent)) / target)
    assert levels[0.0] == pytest.approx(20.0, abs=0.1)
    assert levels[1.0] == pytest.approx(0.0, abs=1.0)


def test_energy_hold_prefers_louder_notes_in_a_quiet_dream_and_quieter_ones_in_a_loud_dream():
    parameters = hyperparameters(
        seg_len=64, window_size=64, hop_size=64, use_dropout=False, head="mixture", num_components=2, sample_rate=8000
    )
    output = np.concatenate([[0.0, 0.0], [0.0, 0.0], np.full(64, 0.2), np.full(64, 0.4)])
    heard = {}
    for name, level in (("free", 0.0), ("too quiet", 1.0), ("too loud", 1e-9)):
        network = Constant(parameters, output)
        generator = _around(network, normalisation={"level": level})
        state = generator.begin(SEED, 0)
        network.heard.clear()
        generator.advance(state, Controls(energy_hold=1.0 if level else 0.0), 2000)
        heard[name] = np.mean([x.mean() > 0.3 for x in network.heard[1000:]])  # 8 s: measured
    assert heard["free"] == pytest.approx(0.5, abs=0.1)
    assert heard["too quiet"] > 0.9
    assert heard["too loud"] < 0.1


def test_noise_control_is_heard_by_the_network_only():
    parameters = hyperparameters(approach="vector", seg_len=256, use_dropout=False)
    network = Constant(parameters, 0.1)
    out = dream(_around(network), num_samples=2560, controls=Controls(noise=0.05))
    np.testing.assert_array_equal(out, np.float32(0.1))
    assert np.std(network.heard[-1] - 0.1) == pytest.approx(0.05, rel=0.2)


@pytest.mark.parametrize("backend", ["cpu", "eager"])
def test_noise_behind_a_linear_skip_is_in_units_of_what_it_leaves_over(backend):
    """A network that adds nothing, behind a skip that repeats the last sample: one hears the noise, summed up."""
    p = hyperparameters_of(
        {"approach": "column_vector", "seg_len": 16, "hidden_size": 16, "num_unrollings": 2, "linear_skip": True}
    )
    tensors = {name: np.zeros(shape, dtype=np.float32) for name, shape in p.tensor_shapes().items()}
    tensors["linear.weight"][0, -1] = 1.0
    card = {"normalisation": {"deviation": 0.02}, "controls": {"noise": 0.5, "dropout": 0.0}}
    generator = load_generator(Checkpoint("walk", card, tensors, p), backend)
    steps = np.diff(dream(generator, num_samples=4000))
    assert np.std(steps) == pytest.approx(0.5 * 0.02, rel=0.05)


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"temperature": -1}, ["temperature", "0..4", "-1"]),
        ({"dropout": 1.0}, ["dropout", "0.95"]),
        ({"noise": float("nan")}, ["noise", "nan"]),
        ({"energy_hold": "much"}, ["energy_hold", "much"]),
        ({"energy_hold": True}, ["energy_hold", "True"]),
        ({"volume": 1}, ["volume", "known are", "temperature"]),
    ],
)
def test_wrong_controls_are_refused(params, words):
    with pytest.raises(ControlError) as caught:
        Controls.from_params(params)
    for word in words:
        assert word in str(caught.value)


def test_fit_seed_takes_the_end_of_the_sound_without_the_fading_after_it():
    sound = np.linspace(0.1, 1.0, 100, dtype=np.float32)
    padded = np.concatenate([sound, np.full(70, 0.04, dtype=np.float32)])
    np.testing.assert_array_equal(fit_seed(padded, 40), sound[-40:])


def test_fit_seed_repeats_what_is_too_short():
    sound = np.array([1.0, 2.0, 3.0], dtype=np.float32)
    np.testing.assert_array_equal(fit_seed(sound, 7), [3.0, 1.0, 2.0, 3.0, 1.0, 2.0, 3.0])


def test_unknown_backends_and_cards_are_refused(tmp_path):
    checkpoint = small_checkpoint(tmp_path, "vector")
    with pytest.raises(BackendError, match=r"'abacus'.*cpu, .*eager"):
        load_generator(checkpoint, "abacus")
    with pytest.raises(BackendError, match=r"threads must be 1 for backend eager, got 2"):
        load_generator(checkpoint, "eager", 2)
    with pytest.raises(BackendError, match=r"threads must be in range 1\.\.64 for backend cpu, got 0"):
        load_generator(checkpoint, "cpu", 0)
    with pytest.raises(CheckpointError, match=r"a\.json.*volume"):
        load_generator(small_checkpoint(tmp_path, "vector", "a", controls={"volume": 2}))
    with pytest.raises(CheckpointError, match=r"b\.json.*normalisation"):
        load_generator(small_checkpoint(tmp_path, "vector", "b", normalisation={"global_maximum": -1.0}))


@pytest.mark.parametrize("kind", list(SMALL))
def test_eight_bits_are_refused_where_whitened_weights_cancel(tmp_path, kind):
    checkpoint = small_checkpoint(tmp_path, kind)
    check_precision(checkpoint, "cpu")
    if checkpoint.hyperparameters.sample_wise and checkpoint.hyperparameters.linear_skip:
        with pytest.raises(BackendError, match=f"backend of {checkpoint.name} must not be cpu_int8.*use cpu"):
            check_precision(checkpoint, "cpu_int8")
    else:
        check_precision(checkpoint, "cpu_int8")


def test_the_cards_controls_are_the_defaults(tmp_path):
    checkpoint = small_checkpoint(tmp_path, "spectrum_mixture", controls={"temperature": 0.5, "dropout": None})
    assert load_generator(checkpoint).default_controls == Controls(temperature=0.5)


@pytest.mark.whole
@pytest.mark.whole
def test_dreaming_on_the_cpu_backend_needs_no_torch(tmp_path):
    small_checkpoint(tmp_path, "spectrum_mixture")
    code = (
        "import sys, numpy as np\n"
        "from live_models.loading import load_generator\n"
        "from live_models.contract.generator import generate\n"
        f"g = load_generator({str(tmp_path / 'spectrum_mixture')!r})\n"
        "n = sum(len(c) for c in generate(g, np.ones(100, dtype=np.float32), 500, 0))\n"
        "assert n == 500, n\n"
        "assert 'torch' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
