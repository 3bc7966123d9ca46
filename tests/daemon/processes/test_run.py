"""`live-daemon run` as a controller and a host see it: files in, OSC out. Only the sound card is missing."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pythonosc.osc_message_builder import OscMessageBuilder

from live_daemon.osc.addresses import OUTGOING
from live_inference.bank.manifest import BankLoop, write_bank
from live_models.registry import DEFAULT_NAME
from support.daemon import Daemon
from support.plucks import plucked, sine

pytestmark = pytest.mark.whole

RATE = 48_000
LINE = [82.4, 123.5, 164.8, 196.0, 246.9, 196.0, 164.8, 123.5]


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    with Daemon(tmp_path_factory.mktemp("daemon")) as running:
        yield running


@pytest.fixture(autouse=True)
def forget(request):
    if "daemon" in request.fixturenames:
        request.getfixturevalue("daemon").forget()


def drop(daemon, name, samples=None, rate=RATE):
    path = daemon.recordings / name
    soundfile.write(path, plucked(LINE) if samples is None else samples, rate)
    return path


def two_scans(daemon):
    """Wait until the folder has been looked through twice more: what it takes again, it has taken by then."""
    for _ in range(2):
        folder = Path(tempfile.mkdtemp(dir=daemon.folder))
        (folder / "x.wav").touch()
        folder.rename(daemon.recordings / folder.name)  # each scan reports a new folder with recordings
        daemon.wait_until(lambda name=folder.name: any(name in str(values) for _, values in daemon.heard))


def test_a_recording_becomes_a_dream(daemon):
    path = drop(daemon, "take.wav")
    number, recording, model = daemon.wait_for("/dream/queued")
    assert (recording, model) == (str(path), DEFAULT_NAME)
    assert daemon.wait_for("/dream/started") == (number,)
    fractions = [daemon.wait_for("/dream/progress", first=number)[1]]
    ready = daemon.wait_for("/dream/ready")
    daemon.wait_until(lambda: ("/dream/sounding", (number,)) in daemon.heard)
    fractions += [values[1] for address, values in daemon.heard if address == "/dream/progress" and values[0] == number]
    assert ready[0] == number and ready[2] == 2.0
    assert fractions[1:] == sorted(fractions[1:]) and fractions[-1] == 1.0
    about = {*OUTGOING} - {"/dream/error", "/dream/bands"}  # and not how everything stands
    order = [address for address, values in daemon.heard if values and values[0] == number and address in about]
    once = [one for one in order if one not in ("/dream/progress", "/dream/sounding")]
    assert once == ["/dream/queued", "/dream/started", "/dream/ready"]
    # So short a dream may be complete before the stage comes round to starting it.
    assert order.count("/dream/sounding") == 1 and order.index("/dream/sounding") > order.index("/dream/started")

    dream, rate = soundfile.read(ready[1], dtype="float32")
    assert (rate, len(dream)) == (RATE, 2 * RATE)
    # A first note may pass full scale in the file (of 48 dreams eight do); what sounds is kept below it by the limiter.
    assert np.isfinite(dream).all() and 0.01 < np.sqrt(np.mean(np.square(dream))) < 0.4
    sidecar = json.loads(Path(ready[1]).with_suffix(".json").read_text())
    assert sidecar["recording"] == "take.wav" and sidecar["checkpoint"] == DEFAULT_NAME
    assert len(sidecar["seed_sha256"]) == len(sidecar["checkpoint_sha256"]) == 64
    assert {"rng_seed", "controls", "times", "scores"} <= set(sidecar)
    assert not [one for one in Path(ready[1]).parent.iterdir() if one.name.startswith(".")]


def test_the_same_rng_seed_gives_the_same_dream(daemon):
    path = drop(daemon, "twice.wav")
    daemon.wait_for("/dream/ready")
    made = []
    for rng_seed in (5, 5, 6):
        daemon.send("/dream/seed", str(path), DEFAULT_NAME, 1.0, rng_seed)
        made.append(soundfile.read(daemon.wait_for("/dream/ready")[1], dtype="float32")[0])
    np.testing.assert_array_equal(made[0], made[1])
    assert not np.array_equal(made[0], made[2])


def test_noise_is_dreamt_on_and_its_number_repeats_it(daemon):
    made = []
    for _ in range(2):
        daemon.send("/dream/seed/noise", "perlin", "nylon-spectrum", 1.0, 5)
        assert daemon.wait_for("/dream/queued")[1] == "noise-perlin"
        made.append(soundfile.read(daemon.wait_for("/dream/ready")[1])[0])
    np.testing.assert_array_equal(*made)


def test_status_comes_again_and_again(daemon):
    """How often is told by a clock that the test moves: see test_controller."""
    for _ in range(3):
        state, model, voices, queue, _xruns, load, latency_ms = daemon.wait_for("/dream/status")
    assert state in ("ready", "dreaming") and model == DEFAULT_NAME
    assert voices >= 0 and queue >= 0 and 0 <= load < 1 and latency_ms >= 0


def test_gains_and_the_loops_own_gain_mute_and_layer(daemon):
    drop(daemon, "loop.wav")
    daemon.wait_for("/dream/bank/ready")
    daemon.wait_until(lambda: daemon.gains)
    daemon.send("/dream/unmute")  # another test may have panicked before
    daemon.send("/dream/loop/gain", 0, 0.5)
    daemon.wait_until(lambda: abs(daemon.gains[0] - 0.5) < 1e-3)
    daemon.send("/dream/loop/layer", 0, "ring")
    daemon.send("/dream/loop/mute", 0, 1)
    daemon.wait_until(lambda: daemon.gains[0] == 0)
    daemon.send("/dream/loop/mute", 0.0, 0.0)  # as Pd sends it
    daemon.wait_until(lambda: abs(daemon.gains[0] - 0.5) < 1e-3)
    daemon.send("/dream/loop/gain", 0, 0)
    daemon.wait_until(lambda: daemon.gains[0] == 0)


@pytest.mark.parametrize(
    ("address", "values", "words"),
    [
        ("/dream/nonsense", [], "unknown address"),
        ("/dream/loop/gain", [0, 2.0], "gain must be float in 0..1"),
        ("/dream/loop/gain", ["zero", 0.5], "loop must be int"),
        ("/dream/loop/gain", [63, 0.5], "loop 63 does not exist"),
        ("/dream/loop/layer", [0, "wobble"], "swell, tremolo, ring"),
        ("/dream/seed", ["/etc/passwd"], "must lie inside"),
        ("/dream/seed", ["../state/settings.json"], "must lie inside"),
        ("/dream/bank/load", ["nowhere"], "a bank is a folder"),
        ("/dream/bank/add", [999_999], "no dream 999999"),
        ("/dream/cancel", [999_999], "no dream 999999"),
        ("/dream/model/load", ["nobody"], "unknown model 'nobody'"),
        ("/dream/follower/q", [0.0], "q must be float in 0.5..200"),
    ],
)
def test_what_is_refused_is_told(daemon, address, values, words):
    time.sleep(0.1)  # of ten refusals a second each is told
    daemon.send(address, *values)
    concerned, message = daemon.wait_for("/dream/error")
    assert concerned == address
    assert words in message and "\n" not in message


def test_a_ping_comes_back(daemon):
    for token in (7, 0.5, "abc", 2**40):
        daemon.send("/dream/ping", token)
        assert daemon.wait_for("/dream/pong") == (token,)
    daemon.send("/dream/ping")
    assert daemon.wait_for("/dream/pong") == ()
    builder = OscMessageBuilder("/dream/ping")
    builder.add_arg(1e300, "d")  # beyond float32: it once ended the controller
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(builder.build().dgram, ("127.0.0.1", daemon.port))
    assert daemon.wait_for("/dream/pong") == (1e300,)


def test_bad_recordings_fail_one_by_one_and_the_next_good_one_is_dreamt(daemon):
    (daemon.recordings / "letter.wav").write_text("Dear Max,\n" * 99)
    assert "letter.wav" in daemon.wait_for("/dream/failed")[1]
    broken = plucked(LINE)
    broken[1000] = np.nan
    soundfile.write(daemon.recordings / "nan.wav", broken, RATE, subtype="FLOAT")
    assert "finite" in daemon.wait_for("/dream/failed")[1]
    drop(daemon, "silent.wav", np.zeros(RATE, np.float32))
    assert "silent" in daemon.wait_for("/dream/failed")[1]
    (daemon.recordings / "empty.wav").touch()
    assert "empty" in daemon.wait_for("/dream/failed")[1]
    six = np.tile(plucked(LINE)[:, None], (1, 6))
    drop(daemon, "six_channels.wav", six, 96_000)
    assert daemon.wait_for("/dream/ready")[2] == 2.0
    daemon.send("/dream/seed", "nowhere.wav")
    assert "no such file" in daemon.wait_for("/dream/failed")[1]
    drop(daemon, "again.wav")
    daemon.send("/dream/seed", "again.wav", "nobody")
    assert "unknown model 'nobody'" in daemon.wait_for("/dream/failed")[1]


def test_a_file_that_grows_for_two_seconds_is_one_dream(daemon, tmp_path):
    soundfile.write(tmp_path / "whole.wav", plucked(LINE), RATE)
    for piece in np.array_split(np.fromfile(tmp_path / "whole.wav", np.uint8), 8):
        with (daemon.recordings / "grows.wav").open("ab") as file:
            piece.tofile(file)
        time.sleep(0.25)
    daemon.wait_for("/dream/ready")
    two_scans(daemon)
    assert sum("grows" in str(values[1]) for address, values in daemon.heard if address == "/dream/queued") == 1


@pytest.mark.parametrize("wait_s", [0.0, 0.15], ids=["asked at once", "asked after the folder told"])
def test_a_host_that_records_and_also_sends_the_seed_means_one_dream(daemon, wait_s):
    path = drop(daemon, f"both{wait_s}.wav")
    time.sleep(wait_s)
    daemon.send("/dream/seed", str(path))
    daemon.wait_for("/dream/ready")
    two_scans(daemon)
    assert sum(address == "/dream/queued" and values[1] == str(path) for address, values in daemon.heard) == 1
    daemon.send("/dream/seed", str(path))  # asked again, it is another dream
    daemon.wait_for("/dream/ready")


def test_a_long_dream_is_cancelled_and_panic_gives_up_all(daemon):
    path = drop(daemon, "long.wav")
    daemon.wait_for("/dream/ready")
    for _ in range(3):
        daemon.send("/dream/seed", str(path), "", 300.0)
    numbers = [daemon.wait_for("/dream/queued")[0] for _ in range(3)]
    daemon.wait_for("/dream/started", first=numbers[0])
    daemon.send("/dream/cancel", numbers[1])
    assert daemon.wait_for("/dream/dropped")[0] == numbers[1]
    daemon.send("/dream/cancel", numbers[0])
    assert daemon.wait_for("/dream/dropped")[0] == numbers[0]
    daemon.wait_for("/dream/started", first=numbers[2])
    daemon.send("/dream/panic")
    assert daemon.wait_for("/dream/dropped")[0] == numbers[2]
    daemon.wait_until(lambda: daemon.gains and not any(daemon.gains))
    daemon.send("/dream/loop/mute", 0, 0)
    daemon.send("/dream/loop/gain", 0, 0.5)
    daemon.wait_until(lambda: abs(daemon.gains[0] - 0.5) < 1e-3)  # a panic is not the end of the concert
    daemon.send("/dream/loop/gain", 0, 0)


def test_models_are_listed_and_loaded(daemon):
    daemon.send("/dream/model/list")
    name, approach, default = daemon.wait_for("/dream/model/name", first=DEFAULT_NAME)
    assert (name, approach, default) == (DEFAULT_NAME, "magnitude_spectrum", 1)
    daemon.send("/dream/model/load", name)
    assert daemon.wait_for("/dream/model/ready") == (name,)


def test_a_bank_takes_the_loops_place_and_a_damaged_one_loads_the_rest(daemon):
    bank = daemon.folder / "bank" / "evening"
    bank.mkdir(parents=True)
    for number, hz in enumerate((110.0, 220.0)):
        soundfile.write(bank / f"{number}.wav", sine(hz, 2.0), 44_100)
    loops = [BankLoop(f"{number}.wav", [hz], 2.0, -18.0) for number, hz in enumerate((110.0, 220.0))]
    write_bank(bank, [*loops, BankLoop("gone.wav", [330.0], 2.0, -18.0)])
    daemon.send("/dream/bank/load", "evening")
    assert "gone.wav" in daemon.wait_for("/dream/error")[1]
    path, number = daemon.wait_for("/dream/bank/ready")
    assert (Path(path), number) == (bank, 2)
    daemon.wait_until(lambda: len(daemon.gains) == 2)


def test_of_two_banks_the_one_asked_for_last_counts_and_high_pitches_do_no_harm(daemon):
    for name, loops, seconds in (("long", 12, 10.0), ("short", 2, 0.5), ("third", 1, 0.5)):
        bank = daemon.folder / "bank" / name
        bank.mkdir(parents=True)
        for number in range(loops):
            soundfile.write(bank / f"{number}.wav", sine(200.0 + number, seconds), 44_100)
        write_bank(bank, [BankLoop(f"{number}.wav", [23_000.0, 1.0], seconds, -18.0) for number in range(loops)])
    daemon.send("/dream/bank/load", "long")
    daemon.send("/dream/bank/load", "short")
    daemon.wait_for("/dream/bank/ready", first=str(daemon.folder / "bank" / "short"))
    daemon.send("/dream/bank/load", "third")
    daemon.wait_for("/dream/bank/ready", first=str(daemon.folder / "bank" / "third"))
    banks = [Path(values[0]).name for address, values in daemon.heard if address == "/dream/bank/ready"]
    assert banks[-2:] == ["short", "third"], "the long one is given up, not only late"
    daemon.wait_until(lambda: len(daemon.gains) == 1)


def test_a_dream_is_added_to_the_loops(daemon):
    drop(daemon, "more.wav")
    number = daemon.wait_for("/dream/ready")[0]
    loops = daemon.wait_for("/dream/bank/ready")[1]
    daemon.send("/dream/bank/add", number)
    assert daemon.wait_for("/dream/bank/ready") == ("", loops + 1)


def test_nothing_heard_is_nothing_to_dream_on(daemon):
    daemon.send("/dream/seed/live", 2.0)
    assert "silent" in daemon.wait_for("/dream/failed")[1]


def test_a_second_daemon_on_the_same_state_is_refused(daemon):
    command = [sys.executable, "-m", "live_daemon.cli", "run", "--set", "audio.device=none"]
    for name in ("recordings", "dreams", "bank", "state"):
        command += ["--set", f"paths.{name}={daemon.folder / name}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and "another live-daemon runs" in done.stderr


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the daemon's processes in /proc (Linux)")
def test_each_process_may_be_killed_and_what_it_knew_is_back(daemon):
    drop(daemon, "before.wav")
    daemon.wait_for("/dream/bank/ready")
    daemon.wait_until(lambda: len(daemon.gains) > 0)  # alone, that was the empty bank of the start
    daemon.send("/dream/loop/gain", 0, 0.25)
    daemon.send("/dream/loop/mute", 0, 0)
    daemon.wait_until(lambda: abs(daemon.gains[0] - 0.25) < 1e-3)
    loops = len(daemon.gains)
    for name in ("inference", "controller", "audio"):
        before = daemon.children()
        os.kill(before[name], signal.SIGKILL)
        daemon.wait_until(lambda name=name, before=before: daemon.children().get(name, before[name]) != before[name])
        daemon.forget()
        daemon.wait_for("/dream/status", first="ready")
        daemon.wait_until(lambda n=loops: len(daemon.gains) == n and abs(daemon.gains[0] - 0.25) < 1e-3)
        others = {key: pid for key, pid in daemon.children().items() if key != name}
        assert others == {key: pid for key, pid in before.items() if key != name}
        drop(daemon, f"after_{name}.wav")
        daemon.wait_for("/dream/ready")
        loops = min(loops + 1, 16)
        daemon.wait_until(lambda n=loops: len(daemon.gains) == n)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the daemon's processes in /proc (Linux)")
def test_a_dream_that_was_given_up_does_not_come_back_from_a_worker_that_hung(daemon):
    """Panic while the model hangs: silence at once, the worker is ended after a while, and the dream stays away."""
    path = drop(daemon, "hang.wav")
    daemon.wait_for("/dream/ready")
    daemon.send("/dream/seed", str(path), "", 200.0)
    (number, _, _) = daemon.wait_for("/dream/queued")
    daemon.wait_for("/dream/progress", first=number)
    hung = daemon.children()["inference"]
    os.kill(hung, signal.SIGSTOP)
    daemon.send("/dream/panic")
    daemon.wait_until(lambda: not any(daemon.gains))
    assert daemon.wait_for("/dream/dropped", first=number)
    drop(daemon, "next.wav")
    later, _, _ = daemon.wait_for("/dream/ready")
    assert later != number and daemon.children()["inference"] != hung
    assert not any(address == "/dream/ready" and values[0] == number for address, values in daemon.heard)


def test_a_watched_folder_behind_a_link_gives_one_dream_a_take(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "recordings").symlink_to(tmp_path / "disk")
    with Daemon(tmp_path) as daemon:
        path = drop(daemon, "take.wav")
        time.sleep(0.1)
        daemon.send("/dream/seed", str(path))
        daemon.wait_for("/dream/ready")
        two_scans(daemon)
        assert sum(address == "/dream/queued" for address, _ in daemon.heard) == 1


def test_it_starts_with_faults_that_it_tells_and_ends_when_asked(tmp_path):
    """A used port, a missing device, an unknown model: each one line, and recordings are dreamt on all the same."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        overrides = [f"osc.listen_port={port}", "engine.model=nobody", "audio.device=no such device"]
        daemon = Daemon(tmp_path, *overrides).start()
        try:
            daemon.wait_for("/dream/initialized", timeout=200)
            for words in (f"osc.listen_port {port}", "unknown model 'nobody'"):
                daemon.wait_until(
                    lambda words=words: any(
                        words in values[1] for address, values in daemon.heard if address == "/dream/error"
                    )
                )
            daemon.wait_until(lambda: any(address == "/dream/model/ready" for address, _ in daemon.heard))
            assert "no such device" in daemon.log
            assert "ready (without sound, OSC is not heard): drop recordings into" in daemon.log
            drop(daemon, "take.wav")
            daemon.wait_for("/dream/ready")
        finally:
            assert daemon.stop() == 0
    assert ("/dream/terminated", ()) in daemon.heard
    assert "Traceback" not in daemon.log


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the daemon's processes in /proc (Linux)")
def test_nothing_is_left_behind_however_the_supervisor_ends(tmp_path):
    daemon = Daemon(tmp_path).start()
    daemon.wait_for("/dream/initialized", timeout=200)
    children = daemon.children()
    assert set(children) == {"audio", "controller", "inference"}
    daemon.process.kill()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and any(Path(f"/proc/{pid}").is_dir() for pid in children.values()):
        time.sleep(0.1)
    assert not [name for name, pid in children.items() if Path(f"/proc/{pid}").is_dir()]
    daemon.wait_for("/dream/terminated")
    daemon.stop()
    assert "Traceback" not in daemon.log


def test_an_unwritable_dreams_folder_fails_the_dream_and_not_the_show(tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()  # a file where a folder should be: not even root can write there
    with Daemon(tmp_path, f"paths.dreams={blocked / 'dreams'}") as daemon:
        drop(daemon, "take.wav")
        assert str(blocked) in daemon.wait_for("/dream/failed")[1]
        daemon.send("/dream/ping", 1)
        assert daemon.wait_for("/dream/pong") == (1,)
        assert "paths.dreams" in daemon.log
        assert f"ready ({blocked / 'dreams'} is not there): drop recordings into" in daemon.log
    assert "Traceback" not in daemon.log
