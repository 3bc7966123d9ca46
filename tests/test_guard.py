"""The guard against references that must fail, each for its own reason, and against music that must pass."""

from __future__ import annotations

import numpy as np
import pytest

from live_inference.guard import Guard
from support.strings import plucked

RATE = 11025
SECONDS = 8


def noise(seconds: float, level: float) -> np.ndarray:
    return (level * np.random.default_rng(9).standard_normal(round(seconds * RATE))).astype(np.float32)


def verdict(dream: np.ndarray, seed: np.ndarray | None = None, chunk: int = 4096) -> tuple[str | None, float]:
    """The guard's reason and the time in seconds after which it came."""
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
    note = plucked(2.0)
    assert verdict(np.concatenate([note, np.zeros(2 * RATE, dtype=np.float32)] * 3))[0] is None


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


def test_the_verdict_does_not_depend_on_the_chunks():
    dream = np.tile(plucked(2.0)[4000:4220], 400)
    reasons = {verdict(dream, chunk=chunk)[0] for chunk in (64, 999, len(dream))}
    assert len(reasons) == 1
    assert reasons != {None}
