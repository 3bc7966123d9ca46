"""Dreams that sound while they are made, live seeds, the fallback: the real daemon, a clock for a sound card."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from live_daemon.audio.record import AudioRecord
from live_inference.bank.manifest import BankLoop, write_bank
from support.daemon import Daemon
from support.plucks import plucked, sine
from support.sounding_daemon import shared_folder_of

pytestmark = pytest.mark.whole

RATE = 48_000
LINE = [82.4, 123.5, 164.8, 196.0, 246.9, 196.0, 164.8, 123.5]


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    folder = tmp_path_factory.mktemp("daemon")
    soundfile.write(folder / "input.wav", np.tile(plucked(LINE), 200), RATE)
    settings = [f"audio.input_file={folder / 'input.wav'}", "audio.arena_s=600", "voices.stagger_s=0"]
    with Daemon(folder, *settings) as running:
        running.wait_until(lambda: any(address == "/dream/model/ready" for address, _ in running.heard), 60)
        yield running


@pytest.fixture(autouse=True)
def forget(daemon):
    daemon.forget()


def drop(daemon, name):
    path = daemon.recordings / name
    soundfile.write(path, plucked(LINE), RATE)
    return path


def long_take(daemon):
    """A take that was dreamt on once: to be asked for again, by OSC."""
    path = daemon.recordings / "long.wav"
    if not path.exists():
        drop(daemon, "long.wav")
        number = daemon.wait_for("/dream/queued")[0]
        daemon.wait_for("/dream/ready", first=number)
    return path


def load_bank(daemon):
    """A loop that can stand in for a dream."""
    bank = daemon.folder / "bank" / "evening"
    if not bank.exists():
        bank.mkdir(parents=True)
        soundfile.write(bank / "0.wav", sine(220.0, 2.0), RATE)
        write_bank(bank, [BankLoop("0.wav", [220.0], 2.0, -18.0)])
    daemon.send("/dream/bank/load", "evening")
    daemon.wait_for("/dream/bank/ready", first=str(bank))


def wait_for_dreams(daemon):
    """Wait until dreams come again; on a machine that is busy they may be shorter than asked for."""
    while daemon.wait_for("/dream/ladder")[1] not in ("live", "shorter"):
        pass


def sidecar(path):
    return json.loads(Path(path).with_suffix(".json").read_text())


def messages_of(daemon, number):
    return [(address, values) for address, values in daemon.heard if values and values[0] == number]


def test_a_dream_sounds_long_before_it_is_complete(daemon):
    daemon.send("/dream/seed", str(long_take(daemon)), "", 120.0)
    number = daemon.wait_for("/dream/queued")[0]
    daemon.wait_for("/dream/sounding", first=number)
    told = messages_of(daemon, number)
    assert all(values[1] < 0.5 for address, values in told if address == "/dream/progress")
    assert not any(address == "/dream/ready" for address, _ in told)
    daemon.send("/dream/cancel", number)
    daemon.wait_for("/dream/dropped", first=number)


def test_a_live_seed_needs_no_file_and_its_dream_can_be_made_again_from_what_is_kept(daemon):
    record = AudioRecord.open(shared_folder_of(daemon))
    daemon.wait_until(lambda: record.get("frame") > 3.5 * RATE)  # heard by now
    daemon.send("/dream/seed/live", 3.0, "", 1.0, 7)
    number, kept, _ = daemon.wait_for("/dream/queued")
    daemon.wait_for("/dream/started", first=number)
    live = daemon.wait_for("/dream/ready", first=number)[1]
    daemon.wait_until(Path(kept).is_file)
    samples, rate = soundfile.read(kept, dtype="float32")
    assert rate == RATE and len(samples) == 3 * RATE and np.abs(samples).max() > 0.1
    daemon.send("/dream/seed", kept, "", 1.0, 7)
    again = daemon.wait_for("/dream/ready")[1]
    assert sidecar(live)["seed_sha256"] == sidecar(again)["seed_sha256"]
    np.testing.assert_array_equal(soundfile.read(live)[0], soundfile.read(again)[0])


def test_a_live_dream_comes_between_the_chunks_of_another(daemon):
    daemon.send("/dream/seed", str(long_take(daemon)), "", 120.0)
    slow = daemon.wait_for("/dream/queued")[0]
    daemon.wait_for("/dream/progress", first=slow)
    daemon.send("/dream/seed/live", 2.0, "", 1.0)
    live = daemon.wait_for("/dream/queued")[0]
    daemon.wait_for("/dream/ready", first=live)
    assert not any(address == "/dream/ready" for address, _ in messages_of(daemon, slow))
    daemon.send("/dream/cancel", slow)
    assert daemon.wait_for("/dream/dropped", first=slow) == (slow, "cancelled")


def test_takes_that_wait_together_give_what_they_would_alone(daemon):
    path = long_take(daemon)
    daemon.send("/dream/seed", str(path), "", 20.0)
    first = daemon.wait_for("/dream/queued")[0]
    daemon.wait_for("/dream/started", first=first)
    for rng_seed in (1, 2, 3):
        daemon.send("/dream/seed", str(path), "", 1.0, rng_seed)
    numbers = [daemon.wait_for("/dream/queued")[0] for _ in range(3)]
    daemon.wait_for("/dream/ready", first=first, timeout=60)
    made = [daemon.wait_for("/dream/ready", timeout=60) for _ in numbers]
    assert sorted(values[0] for values in made) == numbers
    daemon.send("/dream/seed", str(path), "", 1.0, 2)  # one of them alone: the same to rounding
    alone = soundfile.read(daemon.wait_for("/dream/ready")[1], dtype="float32")[0]
    together = soundfile.read(next(values[1] for values in made if values[0] == numbers[1]), dtype="float32")[0]
    assert np.abs(alone).max() > 0.01
    # Most dreams are alike to -95 dB; now and then rounding changes the order in which phases are integrated.
    assert np.sqrt(np.mean((together - alone) ** 2)) < 1e-2 * np.sqrt(np.mean(alone**2))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the daemon's processes in /proc (Linux)")
def test_the_worker_is_killed_in_the_middle_and_the_fallback_comes_and_goes(daemon):
    path = long_take(daemon)
    load_bank(daemon)
    daemon.send("/dream/seed", str(path), "", 60.0)
    number = daemon.wait_for("/dream/queued")[0]
    daemon.wait_for("/dream/sounding", first=number)
    os.kill(daemon.children()["inference"], signal.SIGKILL)
    assert daemon.wait_for("/dream/ladder", first=2)[1] == "bank"
    wait_for_dreams(daemon)
    daemon.wait_for("/dream/ready", first=number, timeout=150)
    assert sum(address == "/dream/sounding" for address, _ in messages_of(daemon, number)) == 1
    daemon.send("/dream/panic")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the daemon's processes in /proc (Linux)")
def test_a_stopped_worker_a_loop_answers_and_panic_wins(daemon):
    load_bank(daemon)
    daemon.send("/dream/loop/mute", 0, 0)  # after a panic
    daemon.send("/dream/loop/gain", 0, 0.0)
    worker = daemon.children()["inference"]
    os.kill(daemon.process.pid, signal.SIGSTOP)  # the supervisor would end the worker too soon: see test_faults
    os.kill(worker, signal.SIGSTOP)
    try:
        drop(daemon, "hangs.wav")
        number = daemon.wait_for("/dream/queued")[0]
        _, word, reason = daemon.wait_for("/dream/ladder", first=2)
        assert word == "bank" and "does not answer" in reason
        daemon.wait_until(lambda: "stands in" in daemon.log)
        deadline = time.monotonic() + 60
        while daemon.wait_for("/dream/status")[2] == 0:
            assert time.monotonic() < deadline, "nothing sounds in the dream's place"
        daemon.send("/dream/panic")
        daemon.wait_until(lambda: not any(daemon.gains))
        while daemon.wait_for("/dream/status")[2] != 0:
            assert time.monotonic() < deadline + 60
        assert ("/dream/dropped", (number, "cancelled")) in daemon.heard or (
            daemon.wait_for("/dream/dropped", first=number) == (number, "cancelled")
        )
    finally:
        os.kill(worker, signal.SIGCONT) if Path(f"/proc/{worker}").is_dir() else None
        os.kill(daemon.process.pid, signal.SIGCONT)
    wait_for_dreams(daemon)
