"""The tone of a checkpoint: octaves that dreams lose are given back in what sounds, and in nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from live_inference.scores.bands import octaves_db
from live_models.contract.checkpoint import CheckpointError
from live_models.contract.generator import Controls
from live_models.families import FAMILIES
from live_models.loading import load_generator
from live_models.tone import MOST_DB, Tone
from support.strings import plucked

RATE = 11025
FLAT = {"hertz": [1000.0, 4000.0], "db": [0.0, 0.0]}
BRIGHT = {"hertz": [500.0, 1000.0, 4000.0], "db": [0.0, 0.0, 6.0]}


def test_gains_lie_on_lines_over_the_logarithm():
    tone = Tone.of([1000.0, 4000.0], [0.0, 6.0])
    found = 20.0 * np.log10(tone.factors(np.array([0.0, 500.0, 1000.0, 2000.0, 4000.0, 9000.0])))
    np.testing.assert_allclose(found, [0.0, 0.0, 0.0, 3.0, 6.0, 6.0], atol=1e-5)


def test_no_octave_is_raised_or_lowered_beyond_what_helps():
    tone = Tone.of([1000.0, 2000.0], [40.0, -40.0])
    np.testing.assert_array_equal(tone.db, [MOST_DB, -MOST_DB])


def test_a_whole_sound_gets_it():
    noise = np.random.default_rng(0).normal(0.0, 0.1, 4 * RATE).astype(np.float32)
    change = octaves_db(Tone.from_card({"tone": BRIGHT}).applied(noise, RATE), RATE) - octaves_db(noise, RATE)
    assert change[5] - change[1] == pytest.approx(5.6, abs=0.7)  # 2.8 to 5 kHz lies around 3.7 kHz


@pytest.mark.parametrize(
    "wrong",
    [
        {"hertz": [1000.0], "db": [0.0, 1.0]},
        {"hertz": [], "db": []},
        {"hertz": [2000.0, 1000.0], "db": [0.0, 0.0]},
        {"hertz": [0.0], "db": [0.0]},
        {"hertz": [1000.0], "db": [float("nan")]},
        {"hertz": [1000.0]},
        [1.0],
        {"hertz": "abc", "db": "abc"},
    ],
)
def test_what_a_card_must_not_say(wrong):
    with pytest.raises(ValueError, match=r"tone|could not convert"):
        Tone.from_card({"tone": wrong})
    checkpoint = FAMILIES["magnitude_spectrum"].tiny_checkpoint(1)
    checkpoint.card["tone"] = wrong
    with pytest.raises(CheckpointError):
        load_generator(checkpoint, "eager")


@pytest.mark.parametrize("approach", ["magnitude_spectrum", "mdn_lstm"])
def test_a_flat_tone_is_none_and_another_changes_what_sounds_but_not_what_is_dreamt(approach):
    made = []
    for tone in (None, FLAT, BRIGHT):
        checkpoint = FAMILIES[approach].tiny_checkpoint(3, sample_rate=RATE, use_dropout=False)
        checkpoint.tensors["head.bias"] += 0.3
        if tone is not None:
            checkpoint.card["tone"] = tone
        generator = load_generator(checkpoint, "cpu_float32")
        state = generator.begin(plucked(2.0, 1, RATE), 1)
        made.append((generator.advance(state, Controls(), 40), np.stack([one.window for one in state.state.lanes])))
    np.testing.assert_allclose(made[1][0], made[0][0], atol=1e-6)
    np.testing.assert_array_equal(made[1][1], made[0][1])
    np.testing.assert_array_equal(made[2][1], made[0][1])
    assert np.abs(made[2][0] - made[0][0]).max() > 1e-3 * np.abs(made[0][0]).max()
