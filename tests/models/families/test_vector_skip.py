"""The linear skip of the vector approach: what it foretells, and what it leaves over."""

import numpy as np
import pytest
from scipy.signal import lfilter

from live_inference.scores.artifacts import boundary_ratio
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.generator import Controls
from live_models.families.vector.fit import VectorTape
from live_models.families.vector.skip import VectorSkip
from live_models.families.vector.skip_fit import fit_vector_skip
from live_models.families.vector.skip_kernel import follow_alone, packed_skip
from live_models.features import Normalisation, with_level
from live_models.heads import MAX_SAMPLE
from live_models.loading import build_generator
from support.parameters import hyperparameters

SEG, LENGTH = 32, 96


def ringing(count=20_000):
    """Three strings plucked again and again: damped resonators, excited now and then."""
    rng = np.random.default_rng(0)
    sound = np.zeros(count)
    for turn in (0.11, 0.31, 0.83):
        plucks = np.where(rng.random(count) < 0.001, rng.standard_normal(count), 0.0)
        plucks += 3e-4 * rng.standard_normal(count)  # the air, the fingers
        sound += lfilter([1.0], [1.0, -2 * 0.9995 * np.cos(turn), 0.9995**2], plucks)
    return (0.1 * sound / sound.std()).astype(np.float32)


def skip_of(tape, level_normalised=False):
    p = hyperparameters(
        approach="vector", seg_len=SEG, linear_skip=True, linear_length=LENGTH, level_normalised=level_normalised
    )
    return p, VectorSkip.of(p, fit_vector_skip(tape, SEG, LENGTH, level_normalised))


@pytest.mark.parametrize("level_normalised", [False, True])
def test_innovations_are_what_the_vector_comes_back_from(level_normalised):
    tape = ringing()
    p, skip = skip_of(tape, level_normalised)
    cursors = np.arange(0, 5000, 37)[:, None]
    _, innovations = VectorTape(tape, p, skip).pairs(cursors)
    for cursor, innovation in zip(cursors[3:, 0], innovations[3:, 0], strict=True):
        end = cursor + SEG
        found = skip.vector(tape[end - LENGTH : end], innovation)
        np.testing.assert_allclose(found, tape[end : end + SEG], atol=2e-5)


def test_strings_ring_on_by_themselves():
    """Nothing but the predictor: between two plucks the error stays 40 dB below the sound, over a whole vector."""
    tape = ringing()
    _, skip = skip_of(tape)
    damped = np.exp(-np.arange(LENGTH + SEG) * 5e-4)
    chord = 0.05 * damped * sum(np.sin(turn * np.arange(LENGTH + SEG) + turn) for turn in (0.11, 0.31, 0.83))
    error = skip.vector(chord[:LENGTH], np.zeros(SEG, dtype=np.float32)) - chord[LENGTH:]
    assert 20 * np.log10(error.std() / chord.std()) < -40


def test_what_is_left_of_noise_through_a_filter_is_white():
    """For a Gaussian autoregressive process the innovations are independent and alike: the filter's own input."""
    noise = np.random.default_rng(1).standard_normal(60_000)
    tape = (0.05 * lfilter([1.0], [1.0, -1.6, 0.9], noise)).astype(np.float32)
    _, skip = skip_of(tape)
    windows = np.lib.stride_tricks.sliding_window_view(tape, LENGTH + SEG)[::SEG]
    found = skip.innovations(windows[:, :LENGTH], windows[:, LENGTH:])
    found = found / found.std()
    covariance = found.T @ found / len(found)
    np.testing.assert_allclose(covariance, np.eye(SEG), atol=6 / np.sqrt(len(found)))
    given = noise[LENGTH : LENGTH + len(windows) * SEG].reshape(-1, SEG)[: len(found)]
    assert np.corrcoef(found.ravel(), given.ravel())[0, 1] > 0.99


def test_a_pluck_does_not_set_the_spread_for_what_rings():
    """A thousandth of the vectors holds a click 60 dB above all else: the rest's innovations stay of about size one."""
    rng = np.random.default_rng(2)
    noise = rng.standard_normal(60_000)
    noise[rng.integers(len(noise), size=3)] = 1000.0
    tape = (1e-3 * lfilter([1.0], [1.0, -1.6, 0.9], noise)).astype(np.float32)
    _, skip = skip_of(tape)
    windows = np.lib.stride_tricks.sliding_window_view(tape, LENGTH + SEG)[::SEG]
    sizes = np.sqrt(np.mean(skip.innovations(windows[:, :LENGTH], windows[:, LENGTH:]) ** 2, axis=1))
    assert 0.5 < np.median(sizes) < 2.0


def test_an_innovation_is_no_larger_than_the_largest():
    tape = ringing()
    _, skip = skip_of(tape, level_normalised=True)
    history = tape[:LENGTH]
    white = np.random.default_rng(0).standard_normal(SEG).astype(np.float32)
    found = skip.limited(history, 100 * white, 2.0)
    assert float(skip.scale(history)[0]) * np.sqrt(np.mean(found**2)) == pytest.approx(2.0, rel=1e-4)
    np.testing.assert_array_equal(skip.limited(history, 1e-3 * white, 2.0), 1e-3 * white)
    assert np.isnan(skip.limited(history, white * np.nan, 2.0)).all()


class Whispering:
    """A network that knows nothing: one component of mean 0 and deviation 1."""

    def __init__(self, parameters):
        self.parameters = parameters

    def begin(self, batch):
        return batch

    def step(self, x, state, masks):
        return np.zeros((state, self.parameters.output_size), dtype=np.float32)


@pytest.mark.parametrize("level_normalised", [False, True])
def test_vectors_join_without_a_jump_and_the_level_is_held(level_normalised):
    """Without the skip a network that knows nothing jumps at every boundary; with it the sound goes on, held."""
    tape = ringing()
    tensors = fit_vector_skip(tape, SEG, LENGTH, level_normalised)
    p = hyperparameters(
        approach="vector", seg_len=SEG, linear_skip=True, linear_length=LENGTH, head="mixture", num_components=1,
        level_normalised=level_normalised, use_dropout=False, sample_rate=4000,
    )  # fmt: skip
    level = float(np.mean(tape.astype(np.float64) ** 2))
    card = {"normalisation": vars(Normalisation(level=level, deviation=1000.0))}
    generator = build_generator(Checkpoint("whisper", card, tensors, p), Whispering(p))
    found_db = {}
    for hold in (0.0, 1.0):
        state = generator.begin(tape[:8000], 0)
        sound = generator.advance(state, Controls(energy_hold=hold), 1000)
        assert 0.8 < boundary_ratio(sound, SEG) < 1.2
        found_db[hold] = 10 * np.log10(np.mean(sound[-8000:] ** 2) / level)
    assert abs(found_db[1.0]) < abs(found_db[0.0]) - 3


@pytest.mark.parametrize("level_normalised", [False, True])
@pytest.mark.parametrize("size", [0.3, 30.0], ids=["soft", "loud"])
def test_the_compiled_skip_is_the_plain_one(level_normalised, size):
    """A loud innovation is limited, and what would pass the largest sample is clipped."""
    rng = np.random.default_rng(2)
    weight = rng.normal(0.0, 0.2, (SEG, LENGTH)).astype(np.float32)
    spread = np.tril(rng.normal(0.0, 0.3, (SEG, SEG))).astype(np.float32)
    skip = VectorSkip(weight, spread, level_normalised)
    history = rng.normal(0.0, 0.2, LENGTH).astype(np.float32)
    innovation = rng.normal(0.0, size, SEG).astype(np.float32)
    samples, features = np.empty(SEG, np.float32), np.empty(SEG + level_normalised, np.float32)
    packed = packed_skip(skip, "float32")
    power = follow_alone(history, innovation, packed, level_normalised, 2.0, samples, features)
    limited = skip.limited(history, innovation, 2.0)
    assert np.array_equal(limited, innovation) == (size < 1.0)
    expected = np.clip(skip.vector(history, limited), -MAX_SAMPLE, MAX_SAMPLE)
    np.testing.assert_allclose(samples, expected, atol=1e-5)
    assert power == pytest.approx(np.mean(expected.astype(np.float64) ** 2), rel=1e-4)
    np.testing.assert_allclose(features, with_level(expected[None])[0] if level_normalised else expected, atol=1e-4)
    history[3] = np.nan
    assert np.isnan(follow_alone(history, innovation, packed, level_normalised, 2.0, samples, features))
    assert np.isnan(samples).all()
