"""Samples in bands, of every system that has them: what they learn from, the linear skip, the draw, guidance, dreams at
the whole rate, and how the band is asked for."""

from __future__ import annotations

from contextlib import nullcontext

import numpy as np
import pytest
import torch
from torch.distributions import Categorical, Independent, MixtureSameFamily, Normal

from live_models import heads
from live_models.condition import hearing
from live_models.condition.guidance import guided
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.generator import Controls
from live_models.contract.parameters import HyperparameterError
from live_models.contract.sound import SoundError, TrainingSound
from live_models.families import FAMILIES, make_fit
from live_models.families.lstm.tape import SampleTape
from live_models.families.sample_wise import drawing
from live_models.families.sample_wise.band_skip import fit_band_skip, stable_frames
from live_models.families.sample_wise.fit import NUMBERS
from live_models.families.sample_wise.head import STRETCH
from live_models.families.sample_wise.loss import prediction_loss
from live_models.kernels.draws import Drawing
from live_models.loading import load_generator
from live_models.pseudo_qmf import in_bands, pseudo_qmf
from live_training.flags import make_parser, params_of
from live_training.presets import preset
from support.parameters import hyperparameters
from support.signals import error_db
from support.strings import plucked

RATE = 44100


def columns(**more):
    params = {"sample_rate": RATE, "bands": 4, "seg_len": 64, "hidden_size": 4, "use_dropout": False}
    return hyperparameters(approach="column_vector", **{**params, **more})


def spectral_radius(weight):
    """Of a predictor, found by letting it run: the growth, from frame to frame, of what it remembers."""
    bands, length = weight.shape
    memory, growth = np.random.default_rng(0).standard_normal(length), []
    for _ in range(4000):
        memory = np.concatenate([memory[bands:], weight @ memory])
        size = np.linalg.norm(memory)
        memory, growth = memory / size, [*growth, np.log(size)]
    return float(np.exp(np.mean(growth[2000:])))


def test_windows_are_frames_and_the_label_is_the_frame_after():
    tape = SampleTape(np.arange(80, dtype=np.float32), columns(seg_len=12))
    assert len(tape) == 20
    inputs, labels = tape.pairs(np.array([[0, 17], [1, 18]]))
    assert inputs[1, 0].tolist() == list(range(4, 16))
    assert labels[1, 0].tolist() == [16.0, 17.0, 18.0, 19.0]
    assert inputs[0, 1].tolist() == list(range(68, 80))  # it goes round
    assert labels[0, 1].tolist() == [0.0, 1.0, 2.0, 3.0]


def test_the_skip_finds_each_bands_own_string_and_what_its_neighbour_tells():
    """Four damped resonators, struck by noise, and each hears a little of the one below."""
    rng = np.random.default_rng(0)
    wanted = np.zeros((4, 3, 4))  # band, frames back (oldest first), heard band
    for band in range(4):
        wanted[band, 2, band], wanted[band, 1, band] = 2 * 0.97 * np.cos(0.4 + 0.5 * band), -(0.97**2)
        if band:
            wanted[band, 2, band - 1] = 0.2
    flat = wanted.reshape(4, 12)
    struck, sounds = rng.standard_normal((30_000, 4)) * [1.0, 0.1, 0.01, 0.001], np.zeros((30_003, 4))
    for at in range(30_000):
        sounds[at + 3] = flat @ sounds[at : at + 3].ravel() + struck[at]
    skip = fit_band_skip(sounds.ravel().astype(np.float32), 4, 12, RATE)
    heard = np.abs(np.subtract.outer(np.arange(4), np.arange(12) % 4)) <= 1
    assert not skip.weight[~heard].any()
    for band in range(4):  # what a quieter neighbour tells, times the neighbour's size
        sizes = np.tile(np.std(sounds, axis=0), 3) / np.std(sounds[:, band])
        np.testing.assert_allclose(skip.weight[band] * sizes, flat[band] * sizes, atol=0.03)
    np.testing.assert_allclose(skip.deviations * skip.deviation, [1.0, 0.1, 0.01, 0.001], rtol=0.05)
    assert np.abs(np.median(skip.around, axis=0) - 1.0).max() < 0.05


def test_a_skip_that_would_ring_up_is_made_to_die_away_at_its_own_pitch():
    weight = np.zeros((2, 4))
    weight[0, [2, 0]] = 2 * 1.01 * np.cos(0.5), -(1.01**2)
    held = stable_frames(weight, 0.999)
    assert spectral_radius(weight) == pytest.approx(1.01, abs=3e-4)
    assert spectral_radius(held) == pytest.approx(0.999, abs=3e-4)
    np.testing.assert_allclose(np.roots([1.0, -held[0, 2], -held[0, 0]]), 0.999 * np.exp([0.5j, -0.5j]), atol=1e-6)
    np.testing.assert_array_equal(stable_frames(held, 0.9991), held)


@pytest.mark.parametrize("backend", ["eager", "cpu_float32"])
@pytest.mark.parametrize(
    "params",
    [
        {"approach": "column_vector", "seg_len": 256, "linear_skip": True, "use_dropout": False},
        {"approach": "naive_rnn", "linear_length": 256, "head": "mixture", "num_components": 1},
    ],
    ids=["column_vector", "naive_rnn"],
)
def test_a_dream_goes_on_with_the_phase_of_its_seed_from_the_banks_delay_before_its_end(params, backend):
    """What the skip alone says of two sines is their future; network and draw say nothing."""
    p = hyperparameters(sample_rate=RATE, bands=8, hidden_size=4, **params)
    time = np.arange(RATE) / RATE
    sound = 0.1 * (np.sin(2 * np.pi * 441.0 * time) + np.sin(2 * np.pi * 5111.0 * time + 1.0)).astype(np.float32)
    floor = 1e-5 * np.random.default_rng(0).standard_normal(RATE).astype(np.float32)  # no recording is without
    skip = fit_band_skip(in_bands(sound + floor, 8), 8, 256, RATE)
    tensors = {name: np.zeros(shape, np.float32) for name, shape in p.tensor_shapes().items()} | skip.tensors()
    card = {"normalisation": {"level": 0.01, "deviation": skip.deviation}}
    generator = load_generator(Checkpoint("sines", card, tensors, p), backend)
    assert (generator.spec.hop_length, generator.spec.sample_rate) == (8, RATE)
    seed = sound[:30_000]
    made = generator.advance(generator.begin(seed, 0), Controls(temperature=0.0), STRETCH + 44)  # beyond its tape
    expected = sound[30_000 - pseudo_qmf(8).delay :][: len(made)]
    loudness = float(made @ expected / (expected @ expected))
    assert loudness == pytest.approx(1.0, abs=0.03)
    assert error_db(made, loudness * expected) < -40.0  # all that a skip predicts dies away, by 5 dB a second


def test_the_loss_is_the_likelihood_of_a_mixture_with_a_deviation_for_each_band():
    p = columns(head="mixture", num_components=3)
    output, label = torch.randn(5, 2, p.combined_size), torch.randn(5, 2, 4)
    logits, logs, means = (
        output[..., :3],
        output[..., 3:15].unflatten(-1, (3, 4)),
        output[..., 15:].unflatten(-1, (3, 4)),
    )
    oracle = MixtureSameFamily(Categorical(logits=logits), Independent(Normal(means, logs.exp()), 1))
    assert float(prediction_loss(p, output, label)) == pytest.approx(
        -float(oracle.log_prob(label).mean()) / 4, rel=1e-5
    )


@pytest.mark.parametrize("method", [heads.GREEDY, heads.TEMPERED, heads.FULL])
def test_the_kernel_draws_a_frame_as_the_readable_form(method):
    rng = np.random.default_rng(method)
    values = np.empty(4)
    for _ in range(50):
        output = rng.standard_normal(3 * 9).astype(np.float32)
        chance, normal = rng.random(), rng.standard_normal(4)
        found = heads.draw_frame(output, 3, heads.Sampling(method, 0.8, 0.6, 0.5), chance, normal)
        drawing.draw_frame(output, 3, Drawing(method, 0.8, 0.6, 0.5), chance, normal, values)
        np.testing.assert_allclose(values, found, rtol=1e-6)
    output[1] = np.nan
    drawing.draw_frame(output, 3, Drawing(method, 0.8, 0.6, 0.5), 0.5, normal, values)
    assert np.isnan(values).all()


def test_a_frame_drawn_many_times_has_the_mixtures_deviations():
    rng = np.random.default_rng(0)
    logs = np.array([[-1.0, 0.0, 1.0], [0.5, -2.0, -0.5]])
    output = np.concatenate([[0.0, -50.0], logs.ravel(), np.arange(6.0)]).astype(np.float32)
    full = heads.Sampling(heads.FULL, 1.0, 1.0)
    drawn = [heads.draw_frame(output, 2, full, rng.random(), rng.standard_normal(3)) for _ in range(4000)]
    np.testing.assert_allclose(np.mean(drawn, axis=0), [0.0, 1.0, 2.0], atol=0.15)
    np.testing.assert_allclose(np.std(drawn, axis=0), np.exp(logs[0]), rtol=0.05)


def test_the_exact_frame_is_the_densest():
    torch.manual_seed(1)
    for _ in range(10):
        output = torch.randn(2 * 5, dtype=torch.float64)
        parts = Normal(output[6:].view(2, 2), output[2:6].view(2, 2).exp())
        density = MixtureSameFamily(Categorical(logits=output[:2]), Independent(parts, 1))
        exact = heads.Sampling(heads.EXACT, 1.0, 1.0)
        best = torch.from_numpy(heads.draw_frame(output.numpy(), 2, exact, 0.0, np.zeros(2)))
        others = torch.cat([output[6:].view(2, 2), best + 0.02 * torch.randn(100, 2, dtype=torch.float64)])
        assert float(density.log_prob(best)) > float(density.log_prob(others).max()) - 1e-3


def test_in_bands_a_dream_is_guided_by_the_kernel_as_by_the_readable_form():
    """Weights and deviations of a mixture, one of each band, stay as learnt; means go beyond.

    For a head's numbers, and for a dream.
    """
    shares, with_it, without = 3 * (1 + 4), *np.random.default_rng(0).standard_normal((2, 27)).astype(np.float32)
    moved, by_kernel = guided(np.stack([with_it, without]), 2.5, 3, 4)[0], with_it.copy()
    drawing.guide(by_kernel, without, 2.5, shares)
    for found in (moved, by_kernel):
        np.testing.assert_array_equal(found[:shares], with_it[:shares])
        np.testing.assert_allclose(found[shares:], (2.5 * with_it - 1.5 * without)[shares:], rtol=1e-4, atol=1e-5)
    params = {"bands": 4, "head": "mixture", "num_components": 3, "linear_length": 16, "condition": True}
    family = FAMILIES["naive_rnn"]
    checkpoint = family.tiny_checkpoint(3, **params)
    seed = plucked(2.0, 1, 4000)
    dreams = {
        (backend, influence): generator.advance(generator.begin(seed, 1), Controls(influence=influence), 60)
        for backend in ("eager", "cpu_float32")
        for generator in [load_generator(checkpoint, backend)]
        for influence in (1.0, 2.5)
    }
    assert error_db(dreams["cpu_float32", 2.5], dreams["eager", 2.5]) < -60.0
    assert error_db(dreams["eager", 1.0], dreams["eager", 2.5]) > -40.0


@pytest.mark.parametrize("bands", [1, 8])
def test_as_many_transpositions_are_heard_as_there_is_room_for_numbers_whatever_the_bands(monkeypatch, bands):
    sound, family = plucked(2.0, 1, 4000), FAMILIES["naive_rnn"]
    monkeypatch.setattr(hearing, "ROOM", 2 * NUMBERS * len(sound) * 4)
    p = family.parameters({**family.tiny, "bands": bands, "head": "mixture", "linear_length": 16, "most_semitones": 6})
    fit = make_fit(p, TrainingSound(4000, [sound], [{"sha256": "0"}]), 0)
    assert len(fit.tapes) == 4


def test_recordings_hold_as_many_sequences_in_bands_as_without():
    family, sound = FAMILIES["naive_rnn"], plucked(2.0, 1, 4000)  # 7200 samples to learn from: 32 of 225
    params = {**family.tiny, "bands": 8, "head": "mixture", "linear_length": 16}
    for steps, fits in ((28, True), (29, False)):
        p = family.parameters({**params, "sequence_length": steps})
        with nullcontext() if fits else pytest.raises(SoundError, match=r"at least 2\.1 s of sound, found 2\.0 s"):
            make_fit(p, TrainingSound(4000, [sound], [{"sha256": "0"}]), 0)


def test_full_band_is_eight_bands_at_44100_hz_with_rows_of_128_frames():
    p = preset("column_vector", "alive", {"bands": 8})
    assert (p.bands, p.sample_rate, p.seg_len, p.hop_length) == (8, 44100, 1024, 8)
    assert preset("column_vector", "alive", {"bands": "4", "seg_len": "256"}).seg_len == 256
    assert preset("column_vector", "alive", {"bands": 1}) == preset("column_vector", "alive", {})
    assert preset("column_vector", "full_band", {}).seg_len == 1024
    for approach in ("naive_rnn", "sample_rnn", "wavenet"):
        p = preset(approach, "alive", {"bands": 8})
        assert (p.sample_rate, p.linear_length, p.head, p.hop_length) == (44100, 1024, "mixture", 8)
        assert preset(approach, "alive", {"bands": "8", "sample_rate": "48000"}).sample_rate == 48000
    assert preset("sample_rnn", "full_band", {}).sample_rate == 44100


def test_the_flag_for_full_band_sets_what_nobody_set():
    flags = ["take.wav", "--approach", "sample_rnn", "--band", "full"]
    assert params_of(make_parser().parse_args(flags)) == {"bands": 8}
    assert params_of(make_parser().parse_args([*flags, "--param", "bands=4"])) == {"bands": "4"}
    assert params_of(make_parser().parse_args([*flags[:-1], "voice"])) == {"bands": 1}


@pytest.mark.parametrize(
    ("params", "fault"),
    [
        ({"bands": 3}, "bands must be one of 1, 4, 8, got 3"),
        ({"bands": 8, "seg_len": 100}, "seg_len must be a multiple of bands 8, got 100"),
        ({"head": "categorical"}, "head must be another than categorical for 4 bands, got 'categorical'"),
    ],
)
def test_bands_that_cannot_be_are_refused(params, fault):
    with pytest.raises(HyperparameterError, match=fault):
        columns(**params)
