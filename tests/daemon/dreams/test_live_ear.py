"""The ear on the live input: what is played, however the blocks come; rests and the player's own level."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from live_daemon.audio.reader import mixed
from live_daemon.dreams.manner import LEAST_SHARE, TICK_S, Manner
from live_daemon.settings.ranges import BETWEEN, WITH
from live_inference.worker.live_ear import LiveEar
from live_models.condition.numbers import LOWEST, Condition
from support.plucks import plucked
from support.signals import SAMPLE_RATE
from support.stage import Stage


def hz(*midi: int) -> list[float]:
    return [440.0 * 2.0 ** ((one - 69) / 12) for one in midi]


def chord(*midi: int, seconds: float = 2.0, gain: float = 1.0) -> np.ndarray:
    sound = plucked(hz(*midi)).astype(np.float32)
    return gain * np.resize(sound, round(seconds * SAMPLE_RATE)).astype(np.float32)


def listened(stage: Stage, sound: np.ndarray, ear: LiveEar, every: int = 2_400) -> list:
    told, frame = [], stage.record.get("frame")
    for at in range(0, len(sound), every):
        stage.play(sound[at : at + every])
        left, right, frame = stage.control.read_input_from(frame)
        told.append(ear.listen(mixed(left, right)))
    return [one for one in told if one is not None]


def likeness(heard, *midi: int) -> float:
    return float(np.corrcoef(heard.pitches, Condition.said(list(midi)).pitches)[0, 1])


def test_it_hears_what_is_played_and_turns_with_it_within_half_a_second(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    ear = LiveEar(SAMPLE_RATE)
    first, second = (48, 52, 55), (50, 53, 57)
    told = listened(stage, chord(*first), ear)
    assert likeness(told[-1], *first) > likeness(told[-1], *second) + 0.2
    told = listened(stage, chord(*second, seconds=0.5), ear)
    assert likeness(told[-1], *second) > likeness(told[-1], *first) + 0.1


@pytest.mark.parametrize("peak", [1.0, 3.0, 1e6, np.inf, np.nan])
@pytest.mark.parametrize("length", [1, 2_400])
def test_a_knock_before_the_first_note_makes_nobody_deaf(peak: float, length: int) -> None:
    ear, knock = LiveEar(SAMPLE_RATE), np.zeros(9_600, dtype=np.float32)
    knock[:length] = peak
    soft = chord(48, 52, 55, seconds=8.0, gain=0.05)
    sound = np.concatenate([knock, soft, chord(50, 53, 57, gain=0.05)])
    told = [ear.listen(sound[at : at + 960]) for at in range(0, len(sound), 960)]
    heard = [one for one in told[len(told) - 50 :] if one is not None]
    assert heard and np.isfinite(heard[-1].pitches).all()
    assert likeness(heard[-1], 50, 53, 57) > likeness(heard[-1], 48, 52, 55) + 0.1


def test_half_a_minute_of_rest_and_hum_leaves_the_players_level_as_it_was() -> None:
    ear, rng = LiveEar(SAMPLE_RATE), np.random.default_rng(0)
    hum = (1e-3 * np.sin(2 * np.pi * 50.0 * np.arange(30 * SAMPLE_RATE) / SAMPLE_RATE)).astype(np.float32)
    hum += 2e-4 * rng.standard_normal(len(hum)).astype(np.float32)
    told = []
    for sound in (chord(48, 52, 55, seconds=10.0), hum):
        told.append([one for at in range(0, len(sound), 960) if (one := ear.listen(sound[at : at + 960])) is not None])
    assert told[0] and len(told[1]) < 10, "hum is no playing"


def test_soft_playing_after_loud_is_heard_within_a_second(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    ear = LiveEar(SAMPLE_RATE)
    first, second = (48, 52, 55), (50, 53, 57)
    listened(stage, chord(*first, seconds=4.0), ear)
    told = listened(stage, chord(*second, seconds=1.0, gain=0.08), ear)
    assert likeness(told[-1], *second) > likeness(told[-1], *first) + 0.1


def test_it_tells_the_same_whatever_the_blocks_are(tmp_path: Path) -> None:
    sound, heard = chord(45, 52, 57), []
    for every in (480, 2_400):
        (tmp_path / str(every)).mkdir()
        stage = Stage(tmp_path / str(every))
        ear = LiveEar(SAMPLE_RATE)
        ear._gain = lambda _: 1.0  # the level is learnt block by block
        listened(stage, sound, ear, every)
        heard.append(ear._mean.copy())
    np.testing.assert_allclose(heard[0], heard[1], atol=1e-6)


@pytest.mark.parametrize("gain", [1.0, 0.05])
def test_however_loud_she_plays_the_models_hear_their_reference_level(tmp_path: Path, gain: float) -> None:
    stage = Stage(tmp_path)
    ear = LiveEar(SAMPLE_RATE)
    told = listened(stage, chord(48, 55, 60, seconds=3.0, gain=gain), ear)
    assert abs(told[-1].loudness_db) < 4.0
    assert sum(told[-1].pitches) == pytest.approx(1.0, abs=1e-2)


def test_in_a_rest_the_harmony_stays_and_silence_says_nothing(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    ear = LiveEar(SAMPLE_RATE)
    assert listened(stage, np.zeros(SAMPLE_RATE, np.float32), ear) == []
    told = listened(stage, chord(48, 52, 55), ear)
    before = told[-1]
    listened(stage, np.zeros(2 * SAMPLE_RATE, np.float32), ear)
    stage.play(np.zeros(2_400, np.float32))
    now = ear._told
    assert now is not None
    np.testing.assert_allclose(now.pitches, before.pitches, atol=0.06)
    assert now.pitches[55 - LOWEST] > 0.1, "the note that rang last"


def ticked(manner: Manner, peak: float, seconds: float) -> list[float]:
    return [manner.tick(peak) for _ in range(round(seconds / TICK_S))]


def test_between_thins_out_while_she_plays_and_fills_her_rests() -> None:
    manner = Manner()
    assert manner.word == WITH and set(ticked(manner, 0.5, 1.0)) == {1.0}
    manner.word = BETWEEN
    leaving = ticked(manner, 0.5, 0.3)
    assert leaving[-1] == LEAST_SHARE and max(-np.diff(leaving)) <= TICK_S / 0.15 + 1e-4, "no click"
    back = ticked(manner, 0.01, 0.7)
    assert back[5] == LEAST_SHARE and back[-1] == 1.0
    held = ticked(manner, 0.08, 0.3)  # -16 dB: a note that dies away is neither playing nor rest
    assert set(held) == {1.0}
    assert ticked(manner, 0.5, 0.2)[-1] == LEAST_SHARE
    assert ticked(manner, 0.08, 0.5)[-1] == LEAST_SHARE


def test_the_noise_of_an_open_input_is_a_rest() -> None:
    manner = Manner()
    manner.word = BETWEEN
    assert set(ticked(manner, 0.0005, 2.0)) == {1.0}
