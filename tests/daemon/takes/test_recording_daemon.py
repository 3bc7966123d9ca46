"""A whole daemon records what it hears: the take is the input file, sample for sample, and is dreamt on."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from live_daemon.follower.bands import default_bands
from support.daemon import Daemon
from support.signals import SAMPLE_RATE, noise

pytestmark = pytest.mark.whole


def playing(folder: Path, sound: NDArray[np.float32]) -> Daemon:
    """A daemon without a sound card that hears this, from its start."""
    soundfile.write(folder / "input.wav", sound, SAMPLE_RATE, "FLOAT")
    return Daemon(folder, f"audio.input_file={folder / 'input.wav'}", duration_s=1.0)


def place_of(take: NDArray[np.float32], sound: NDArray[np.float32]) -> int:
    """Return where in the input a take begins: noise is nowhere twice."""
    places = np.flatnonzero(sound == take[0])
    (place,) = [int(one) for one in places if np.array_equal(sound[one : one + 64], take[:64])]
    return place


def has_recorded(daemon: Daemon, seconds: float) -> None:
    """Wait until a take is as long."""
    while daemon.wait_for("/dream/recording", first=1)[1] < seconds:
        continue


def test_what_is_recorded_is_what_was_heard_and_a_dream_follows(tmp_path: Path) -> None:
    sound = noise(240.0, 0.1)
    with playing(tmp_path, sound) as daemon:
        daemon.send("/dream/record", 1)
        assert daemon.wait_for("/dream/recording", first=1)[1] < 1.0
        daemon.send("/dream/follower/bands", *map(float, default_bands(32)))  # without loops there are none
        daemon.wait_until(lambda: {"/dream/input", "/dream/heard"} <= set(daemon.frequent))
        assert daemon.frequent["/dream/input"][0] == pytest.approx(-9.0, abs=3.0)  # a peak of noise at .1 rms
        assert max(daemon.frequent["/dream/heard"]) > 0.1
        daemon.send("/dream/record", 1)
        address, text = daemon.wait_for("/dream/error")
        assert address == "/dream/record" and "is being recorded already" in text
        has_recorded(daemon, 2.0)
        assert list(daemon.recordings.glob("*.wav")) == []
        daemon.send("/dream/record", 0)
        _, seconds = daemon.wait_for("/dream/recording", first=0)
        _, recording, _ = daemon.wait_for("/dream/queued")
        daemon.wait_for("/dream/ready")
        found, rate = soundfile.read(recording, dtype="float32")
    assert rate == SAMPLE_RATE and len(found) == round(seconds * SAMPLE_RATE)
    begin = place_of(found, sound)
    np.testing.assert_array_equal(found, sound[begin : begin + len(found)])
    assert [one.name for one in daemon.recordings.iterdir()] == [Path(recording).name]


def test_a_controller_killed_while_it_records_loses_nothing_that_was_written(tmp_path: Path) -> None:
    sound = noise(240.0, 0.1)
    with playing(tmp_path, sound) as daemon:
        daemon.send("/dream/record", 1)
        has_recorded(daemon, 1.0)
        os.kill(daemon.children()["controller"], signal.SIGKILL)
        _, seconds = daemon.wait_for("/dream/recording", first=0)
        _, recording, _ = daemon.wait_for("/dream/queued")
        found, _ = soundfile.read(recording, dtype="float32")
        daemon.send("/dream/record", 0)
        assert "nothing is being recorded" in daemon.wait_for("/dream/error")[1]
    assert len(found) == round(seconds * SAMPLE_RATE) and seconds > 0.5
    begin = place_of(found, sound)
    np.testing.assert_array_equal(found, sound[begin : begin + len(found)])
    assert any(path == "/dream/error" and "ended with the controller" in values[1] for path, values in daemon.heard)
    assert [one.name for one in daemon.recordings.iterdir()] == [Path(recording).name]


def test_a_panic_ends_the_take_and_nothing_is_dreamt_on_it(tmp_path: Path) -> None:
    with playing(tmp_path, noise(240.0, 0.1)) as daemon:
        daemon.send("/dream/record", 1)
        has_recorded(daemon, 1.0)
        daemon.send("/dream/panic")
        daemon.wait_for("/dream/recording", first=0)
        daemon.wait_until(lambda: "was recorded before the panic: it is kept, but not dreamt on" in daemon.log)
        (take,) = daemon.recordings.iterdir()
        assert soundfile.info(take).frames > 0.5 * SAMPLE_RATE
        daemon.send("/dream/seed", str(take))  # asked for by name it is
        daemon.wait_for("/dream/queued")
        assert [path for path, _ in daemon.heard].count("/dream/queued") == 1
