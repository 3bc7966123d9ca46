"""Answer: what another take of the same chord has, a take of another chord has not."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest
import soxr

from live_inference.scores.answer import ALIKE, answer, likeness, passages_of, profile, seed_profile
from live_models.arrays import FloatArray
from live_models.condition.ear import EAR_RATE as RATE
from support.passages import PASSAGE_S, Passage, plucked_chords
from support.passages import RATE as PLUCKED_RATE

CHORDS = 12


@lru_cache
def chords() -> list[Passage]:
    def heard(sound: FloatArray) -> FloatArray:
        return np.asarray(soxr.resample(sound, PLUCKED_RATE, RATE), dtype=np.float32)

    return [Passage(one.name, heard(one.samples), heard(one.follows)) for one in plucked_chords(CHORDS)]


def material() -> np.ndarray:
    return passages_of([one.samples for one in chords()], RATE)


def answers_of(shift: int) -> list[float]:
    """The answer of each passage's continuation to the seed that lies `shift` further."""
    found = []
    for index, one in enumerate(chords()):
        seed = seed_profile(chords()[(index + shift) % CHORDS].samples, RATE)
        value = answer(one.follows, RATE, seed, material())
        assert value is not None
        found.append(value)
    return found


def test_the_players_own_continuation_tells_its_seed() -> None:
    own = answers_of(0)
    assert np.mean(own) > 0.97 and min(own) > 0.8


def test_continuations_of_other_passages_are_no_better_than_chance() -> None:
    """Of all ways to pair them wrongly the mean is chance by symmetry, but for passages that count as alike."""
    assert np.mean([answers_of(shift) for shift in range(1, CHORDS, 3)]) == pytest.approx(0.5, abs=0.1)


def test_what_forgets_its_seed_on_the_way_answers_half_as_well() -> None:
    """The first five seconds on the seed's chord, the next five on the chord least like it."""
    seed = seed_profile(chords()[0].samples, RATE)
    profiles = np.array([profile(one.follows, RATE) for one in chords()])
    away = chords()[int(likeness(seed, profiles).argmin())].follows
    whole = np.concatenate([chords()[0].follows, away])
    kept, lost = (answer(one, RATE, seed, material()) for one in (chords()[0].follows, away))
    assert kept is not None and lost is not None and kept > lost + 0.5
    assert answer(whole, RATE, seed, material()) == pytest.approx((kept + lost) / 2, abs=1e-9)


def test_an_octave_and_the_level_do_not_matter_but_a_semitone_does() -> None:
    sound = chords()[0].samples
    octave, semitone = (
        np.interp(np.arange(0, len(sound), 2.0 ** (n / 12)), np.arange(len(sound)), sound) for n in (12, 1)
    )
    seed = seed_profile(sound, RATE)
    near = [likeness(profile(one.astype(np.float32), RATE), seed[None])[0] for one in (0.01 * sound, octave, semitone)]
    assert near[0] > 0.99 and near[1] > 0.9 and near[2] < 0.5


@pytest.mark.parametrize("sound", [np.zeros(5 * RATE, dtype=np.float32), chords()[0].samples[: 3 * RATE // 2]])
def test_what_cannot_be_judged_is_none(sound: FloatArray) -> None:
    seed = seed_profile(chords()[0].samples, RATE)
    if sound.any():
        assert answer(sound, RATE, seed, material()) is None  # too short
    else:
        assert answer(chords()[0].follows, RATE, seed_profile(sound, RATE), material()) is None
    alone = seed[None]
    assert likeness(seed, alone)[0] > ALIKE and answer(chords()[0].follows, RATE, seed, alone) is None


def test_silence_neither_answers_nor_fails_to() -> None:
    seed = seed_profile(chords()[0].samples, RATE)
    assert answer(np.zeros(round(PASSAGE_S * RATE), dtype=np.float32), RATE, seed, material()) == 0.5
