"""The guard rejects bad references, each for its own reason, and passes music."""

from __future__ import annotations

import numpy as np
import pytest

from live_inference.dreaming.guard import Guard
from support.score_sounds import stepped
from support.strings import plucked

RATE = 11025
SECONDS = 8


def noise(seconds: float, level: float) -> np.ndarray:
    return (level * np.random.default_rng(9).standard_normal(round(seconds * RATE))).astype(np.float32)


def verdict(dream: np.ndarray, seed: np.ndarray | None = None, chunk: int = 4096) -> tuple[str | None, float]:
    """The guard's reason, and the time at which it was given, in seconds."""
    guard = Guard(RATE, plucked(3.0, 5) if seed is None else seed)
    for start in range(0, len(dream), chunk):
        reason = guard.check(dream[start : start + chunk])
        if reason is not None:
            return reason, (start + chunk) / RATE
    return None, len(dream) / RATE


def test_plucked_strings_pass():
    for rng_seed in range(4):
        assert verdict(plucked(SECONDS, rng_seed))[0] is None


def test_a_melody_with_rests_of_two_seconds_passes():
    rest = np.zeros(2 * RATE, dtype=np.float32)
    notes = [plucked(2.0, number) for number in range(3)]  # the same note three times would be a loop
    assert verdict(np.concatenate([part for note in notes for part in (note, rest)]))[0] is None


def test_a_slowly_decaying_chord_passes():
    t = np.arange(SECONDS * RATE) / RATE
    chord = sum(np.sin(2 * np.pi * hz * t) for hz in (196.0, 246.9, 293.7, 392.0)) * 0.1 * np.exp(-t / 1.5)
    assert verdict(chord.astype(np.float32))[0] is None


def test_a_noisy_player_may_have_noisy_dreams():
    breath = noise(4.0, 0.1)
    assert verdict(breath)[0] is not None
    assert verdict(noise(6.0, 0.1), seed=breath)[0] is None


def _with(middle: np.ndarray) -> np.ndarray:
    return np.concatenate([plucked(3.0), middle.astype(np.float32), plucked(2.0)])


@pytest.mark.parametrize(
    ("dream", "word", "within_s"),
    [
        pytest.param(_with(np.full(10, np.nan)), "not finite", 3.5, id="NaN"),
        pytest.param(_with(np.full(1, np.inf)), "not finite", 3.5, id="infinity"),
        pytest.param(np.zeros(SECONDS * RATE, dtype=np.float32), "silent", 3.5, id="silence"),
        pytest.param(_with(np.zeros(4 * RATE)), "silent", 6.5, id="died"),
        pytest.param(_with(noise(4.0, 3e-4)), "silent", 6.5, id="hiss"),
        pytest.param(_with(np.full(4 * RATE, -0.7)), "constant", 4.5, id="one value"),
        pytest.param(np.tile(plucked(2.0)[4000:4220], 400), "stuck", 5.0, id="20 ms again and again"),
        pytest.param(np.tile(plucked(2.0)[4000:6048], 60), "stuck", 5.5, id="186 ms again and again"),
        pytest.param(0.1 * np.sin(0.3 * np.arange(SECONDS * RATE)), "stuck", 5.0, id="sine"),
        pytest.param(np.concatenate([0.05 * plucked(3.0), noise(1.0, 0.3)]), "burst", 4.0, id="noise over quiet music"),
        pytest.param(_with(3.0 * np.sin(0.2 * np.arange(RATE))), "runaway", 3.5, id="runaway"),
    ],
)
def test_references_fail_for_their_own_reason_and_soon(dream, word, within_s):
    reason, when_s = verdict(dream.astype(np.float32))
    assert reason is not None
    assert word in reason
    assert "\n" not in reason
    assert when_s <= within_s


def collapses() -> dict[str, np.ndarray]:
    """NoizeNet's failure and similar ones: after a few predictions (0.1 s of the seed) the network settles."""
    t = np.arange(4 * RATE) / RATE
    start = plucked(3.0)[RATE : RATE + RATE // 10]
    cycle = np.array([0.31, 0.3104, 0.3099, 0.3102, 0.3101, 0.3098, 0.31])
    settled = {
        "constant": np.full(len(t), 0.02),
        "minus one": np.full(len(t), -1.0) * 0.999,
        "decaying to a constant": 0.05 + 0.2 * np.exp(-t / 0.03),
        "creeping": 0.05 + 0.02 * np.exp(-t / 5.0),
        "swinging to a constant": 0.05 + 0.2 * np.exp(-t / 0.02) * np.sin(400 * t),
        "tiny limit cycle": np.resize(cycle, len(t)),
        "limit cycle": np.resize(plucked(3.0)[9000:9077], len(t)),
        "limit cycle between two samples": 0.1 * np.sin(2 * np.pi * 219.77 * t) + 0.05 * np.sin(2 * np.pi * 439.54 * t),
    }
    return {name: np.concatenate([start, x]).astype(np.float32) for name, x in settled.items()}


@pytest.mark.parametrize("name", collapses())
def test_a_collapse_is_caught_within_a_second(name):
    reason, when_s = verdict(collapses()[name], chunk=round(0.1 * RATE))
    assert reason is not None
    assert "stuck" in reason
    assert when_s <= 1.0 + 0.1 + 0.1  # a second after the collapse at 0.1 s; noticed at the end of a chunk


@pytest.mark.parametrize("period_s", [0.3, 1.1, 2.3, 3.7])
def test_loops_longer_than_a_second_are_caught(period_s):
    loop = plucked(6.0, 2)[RATE : RATE + round(period_s * RATE)]
    reason, when_s = verdict(np.tile(loop, 50)[: 14 * RATE])
    assert reason is not None
    assert "again and again" in reason
    assert when_s <= period_s + 5.0


def test_a_slow_drone_is_caught_but_not_where_the_player_plays_one():
    t = np.arange(20 * RATE) / RATE
    swell = 0.05 * (1.0 + 0.1 * np.sin(0.3 * t))
    drone = (swell * sum(np.sin(2 * np.pi * hz * t) for hz in (110.0, 165.13, 220.41))).astype(np.float32)
    reason, when_s = verdict(drone)
    assert reason is not None
    assert "stuck" in reason
    assert when_s < 8.0
    rough = drone + noise(20.0, 0.01)
    assert "drone" in str(verdict(rough)[0])
    assert verdict(rough, seed=rough[: 5 * RATE])[0] is None


def test_steps_at_the_boundaries_are_heard_only_with_the_hop_length():
    music = plucked(SECONDS, 1)
    broken = stepped(music, 256, 8.0 * float(np.std(music))).astype(np.float32)
    guard = Guard(RATE, plucked(3.0, 5), 256)
    assert "boundaries" in str(guard.check(broken))
    assert Guard(RATE, plucked(3.0, 5)).check(broken) is None
    assert Guard(RATE, plucked(3.0, 5), 256).check(music) is None
    assert Guard(RATE, plucked(3.0, 5), 200).check(broken) is None


def test_trouble_comes_before_the_verdict_and_goes_away():
    guard = Guard(RATE, plucked(3.0, 5))
    assert guard.check(np.concatenate([plucked(2.0), np.zeros(2 * RATE, np.float32)])) is None
    assert 0.5 < guard.trouble["silent"] < 1.0
    assert guard.check(plucked(2.0)) is None
    assert guard.trouble["silent"] == 0.0
    assert max(guard.trouble.values()) < 0.5


def test_the_verdict_does_not_depend_on_the_chunks():
    dream = np.tile(plucked(2.0)[4000:4220], 400)
    reasons = {verdict(dream, chunk=chunk)[0] for chunk in (64, 999, len(dream))}
    assert len(reasons) == 1
    assert reasons != {None}
