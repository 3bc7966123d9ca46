"""`/dream/input` and `/dream/heard`, held against numpy's peak and scipy's filters."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import sosfilt

from live_daemon.audio.layout import TICK
from live_daemon.control.heard_reports import FLOOR_DB, HeardReports
from live_daemon.follower.bands import band_sections, default_bands
from live_daemon.osc.addresses import OUTGOING
from support.signals import SAMPLE_RATE, noise, tone
from support.stage import Stage

BLOCK_S = 0.02
BLOCK = round(BLOCK_S * SAMPLE_RATE)  # whole ticks
ATTACK_MS, RELEASE_MS, Q, GAIN_DB = 5.0, 250.0, 8.0, 12.0


class Reporter:
    """In the place of `osc.reporter.Reporter`: what is told has the ranges of its row."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, tuple[float, ...]]] = []

    def send(self, address: str, *values: float) -> None:
        self.sent.append((address, values))
        OUTGOING[address].check(values)

    def take(self, address: str) -> list[tuple[float, ...]]:
        found = [values for path, values in self.sent if path == address]
        self.sent.clear()
        return found


def told(
    stage: Stage, reports: HeardReports, reporter: Reporter, sound: NDArray[np.float32], address: str
) -> list[tuple[int, tuple[float, ...]]]:
    """Play in blocks of 20 ms with a tick of the controller behind each; return what is told, and after which frame."""
    found = []
    for begin in range(0, len(sound) - BLOCK + 1, BLOCK):
        stage.play(sound[begin : begin + BLOCK])
        reports.tick()
        found += [(begin + BLOCK, values) for values in reporter.take(address)]
    return found


@pytest.fixture
def parts(tmp_path: Path) -> tuple[Stage, HeardReports, Reporter]:
    stage, reporter = Stage(tmp_path, 0.1), Reporter()
    return stage, HeardReports(stage.control, reporter, lambda: stage.record.get("num_bands")), reporter  # type: ignore[arg-type]


def test_the_input_is_the_largest_sample_of_all_channels_since_the_message_before(
    parts: tuple[Stage, HeardReports, Reporter],
) -> None:
    swell = np.linspace(0.0, 1.0, SAMPLE_RATE) ** 2
    sound = np.stack([swell * noise(1.0, 0.2, 1), swell[::-1] * noise(1.0, 0.02, 2)], axis=1).astype(np.float32)
    found = told(*parts, sound, "/dream/input")
    assert 20 <= len(found) <= 26, "25 in a second, when it moves"
    last = FLOOR_DB
    for end in range(2 * BLOCK, SAMPLE_RATE + 1, 2 * BLOCK):
        peak = np.abs(sound[end - 2 * BLOCK : end]).max()
        wanted = round(2 * 20 * np.log10(peak)) / 2
        values = dict(found).get(end)
        assert values == ((wanted,) if wanted != last else None)
        last = wanted


def test_silence_is_told_once_and_the_loudest_input_is_in_range(parts: tuple[Stage, HeardReports, Reporter]) -> None:
    silence, loud = np.zeros((SAMPLE_RATE, 2), np.float32), np.full((BLOCK, 2), 1e3, np.float32)
    assert told(*parts, silence, "/dream/input") == []
    assert [values for _, values in told(*parts, np.repeat(loud, 2, axis=0), "/dream/input")] == [(30.0,)]
    assert [values for _, values in told(*parts, silence, "/dream/input")] == [(FLOOR_DB,)]


def levels_by_scipy(sound: NDArray[np.float32], centres: NDArray[np.float64]) -> NDArray[np.float64]:
    """The level of each band after every tick: scipy's filters and a plain loop. Shape: (ticks, bands)."""
    sections = band_sections(centres, Q, 2, SAMPLE_RATE)
    rectified = np.abs(np.array([sosfilt(one, sound.astype(np.float64)) for one in sections])).T
    attack, release = (1 - np.exp(-1000 / (ms * SAMPLE_RATE)) for ms in (ATTACK_MS, RELEASE_MS))
    envelope, found = np.zeros(len(centres)), []
    for number, frame in enumerate(rectified, 1):
        envelope += np.where(frame > envelope, attack, release) * (frame - envelope)
        if number % TICK == 0:
            found.append(np.minimum(1.0, envelope * 10 ** (GAIN_DB / 20)))
    return np.array(found)


def test_what_is_heard_are_scipys_envelopes_of_the_same_filters(parts: tuple[Stage, HeardReports, Reporter]) -> None:
    """The engine takes the levels at the begin of a tick: those of the frames before it."""
    stage = parts[0]
    centres = default_bands(16)
    stage.control.set_bands(centres, Q, 2)
    stage.control.set_follower(ATTACK_MS, RELEASE_MS, GAIN_DB, 1.0, True, FLOOR_DB)
    stage.play(0.1)
    sound = np.concatenate([tone(float(centres[5]), 0.4, 0.2), 0.05 * noise(0.4), np.zeros(SAMPLE_RATE // 5)])
    sound = sound.astype(np.float32)
    wanted = levels_by_scipy(sound, centres)
    found = told(*parts, sound, "/dream/heard")
    assert 20 <= len(found) <= 26
    for end, values in found:
        np.testing.assert_allclose(values, wanted[end // TICK - 2], atol=0.0006)
    assert all(max(values) == values[5] > 0.3 for end, values in found if 0.1 < end / SAMPLE_RATE < 0.4)


def test_what_is_heard_is_told_while_it_moves_and_then_no_more(parts: tuple[Stage, HeardReports, Reporter]) -> None:
    stage = parts[0]
    stage.control.set_bands(default_bands(16), Q, 2)
    stage.play(0.1)
    told(*parts, 0.3 * noise(0.2), "/dream/heard")
    silence = np.zeros(5 * SAMPLE_RATE, np.float32)
    falling = told(*parts, silence, "/dream/heard")
    assert falling and falling[-1][1] == (0.0,) * 16
    assert told(*parts, silence, "/dream/heard") == []


def test_as_many_levels_are_told_as_bands_and_without_bands_none(tmp_path: Path) -> None:
    """Without loops the engine has bands of its own: 32 levels were told, of no band that anybody knew."""
    stage, reporter, bands = Stage(tmp_path, 0.1), Reporter(), [0]
    reports = HeardReports(stage.control, reporter, lambda: bands[0])  # type: ignore[arg-type]
    stage.control.set_bands(default_bands(32), Q, 2)
    stage.play(0.1)
    assert told(stage, reports, reporter, 0.3 * noise(0.2), "/dream/heard") == []
    bands[0] = 3
    found = told(stage, reports, reporter, 0.3 * noise(0.2, rng_seed=1), "/dream/heard")
    assert found and {len(values) for _, values in found} == {3}
    bands[0] = 0
    assert told(stage, reports, reporter, 0.3 * noise(0.2, rng_seed=2), "/dream/heard") == []


def test_the_levels_are_those_that_move_the_gains(parts: tuple[Stage, HeardReports, Reporter]) -> None:
    """After sensitivity, range and gate: a host that adds them, weighted, gets the daemon's own gains."""
    stage = parts[0]
    stage.record.arena[:] = 0.5
    stage.control.set_bands([440.0, 880.0], Q, 2)
    stage.control.set_follower(ATTACK_MS, RELEASE_MS, 30.0, 0.4, True, FLOOR_DB)
    stage.control.start_slot(0, 0, 4000)
    stage.control.set_gain_map(0, [0.5, 0.25])
    stage.play(0.1)
    found = told(*parts, tone(440.0, 0.3, 0.3), "/dream/heard")
    heard = found[-1][1]
    assert heard[0] == pytest.approx(0.4), "the range"
    gain = float(stage.control.gains([0])[0])
    assert gain == pytest.approx(0.5 * heard[0] + 0.25 * heard[1], abs=0.001)
