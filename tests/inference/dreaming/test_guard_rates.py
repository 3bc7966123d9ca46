"""The guard hears the same faults at every rate, also a network's under the noise that a full band has above 5 kHz."""

from __future__ import annotations

import numpy as np
import pytest
import soxr

from live_inference.dreaming.guard import Guard
from support.strings import plucked

LOW = 11025
RATES = (LOW, 22050, 44100, 48000)


def _full(low: np.ndarray, rate: int, breath_db: float) -> np.ndarray:
    """A sound of 11025 Hz at another rate, and noise above 5.2 kHz so much softer."""
    if rate == LOW:
        return low.astype(np.float32)
    raised = soxr.resample(low, LOW, rate, quality="VHQ")
    spectrum = np.fft.rfft(np.random.default_rng(5).standard_normal(len(raised)))
    spectrum[np.fft.rfftfreq(len(raised), 1.0 / rate) < 5200.0] = 0.0
    breath = np.fft.irfft(spectrum, len(raised))
    return (raised + 10 ** (breath_db / 20) * np.std(low) * breath / np.std(breath)).astype(np.float32)


def _verdict(dream: np.ndarray, rate: int, breath_db: float = -30.0) -> tuple[str | None, float]:
    """The guard's reason, and the time at which it was given, in seconds."""
    sound = _full(dream, rate, breath_db)
    guard, chunk = Guard(rate, _full(plucked(3.0, 5), rate, breath_db)), rate // 10
    for start in range(0, len(sound), chunk):
        reason = guard.check(sound[start : start + chunk])
        if reason is not None:
            return reason, (start + chunk) / rate
    return None, len(sound) / rate


@pytest.mark.parametrize("rate", RATES)
def test_music_with_breath_passes(rate):
    assert _verdict(plucked(8.0, 1), rate)[0] is None
    assert _verdict(plucked(8.0, 1), rate, -10.0)[0] is None


@pytest.mark.parametrize("rate", RATES)
def test_a_cycle_of_the_network_is_caught_under_its_breath(rate):
    music = plucked(3.0)
    cycle = np.concatenate([music[LOW : LOW + LOW // 10], np.resize(music[9000:9077], 4 * LOW)])
    reason, when_s = _verdict(cycle, rate)
    assert "limit cycle" in str(reason)
    assert when_s <= 1.3


@pytest.mark.parametrize("rate", RATES)
def test_noise_of_the_network_is_caught_above_which_all_is_quiet(rate):
    noise = 0.1 * np.random.default_rng(9).standard_normal(LOW)
    reason, when_s = _verdict(np.concatenate([plucked(3.0), noise]), rate)
    assert "burst" in str(reason)
    assert when_s <= 3.6


@pytest.mark.parametrize("rate", RATES)
def test_silence_a_constant_and_a_loop_take_as_long_at_every_rate(rate):
    start = plucked(3.0)[:LOW]
    loop = np.tile(plucked(6.0, 2)[LOW : LOW + round(0.3 * LOW)], 30)
    for rest, word, within_s in (
        (np.zeros(4 * LOW), "silent", 4.4),
        (np.full(4 * LOW, -0.7), "constant", 2.2),
        (loop, "again and again", 6.3),
    ):
        reason, when_s = _verdict(np.concatenate([start, rest]), rate, -120.0)
        assert word in str(reason)
        assert when_s <= within_s
