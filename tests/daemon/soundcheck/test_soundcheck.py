"""The sound check: every bar can be missed, what cannot be measured is said, the certificate says what was printed."""

import contextlib
import fcntl
import json
import os
import socket
import subprocess
import sys
import threading
import time
from argparse import Namespace

import numpy as np
import pytest

from live_daemon.audio.clock import Clock
from live_daemon.audio.layout import DURATION_BINS
from live_daemon.audio.record import AudioRecord
from live_daemon.processes.shared_folder import make_shared_folder
from live_daemon.settings import SettingsError, load_settings
from live_daemon.soundcheck import check as soundcheck
from live_daemon.soundcheck import judging, machine, network
from live_daemon.soundcheck.check import Soundcheck, command
from live_daemon.soundcheck.lines import Line, is_safe, judged, skipped, verdict
from live_daemon.soundcheck.network import access_line, daemon_runs, patch_lines, port_line
from live_daemon.soundcheck.probe import round_trip, soft_noise
from live_daemon.soundcheck.rehearsal import engine_figures, stage_settings
from support.jack import JackServer, needs_jack
from support.ports import free_port

RATE = 48000


def settings_in(folder, *overrides):
    paths = [f"paths.{name}={folder / name}" for name in ("recordings", "dreams", "bank", "state", "checkpoints")]
    return load_settings(None, [*paths, "audio.device=none", "audio.arena_s=60", *overrides])


# -- lines -----------------------------------------------------------------------------------------------------------


def test_the_verdict_names_what_must_change_and_what_is_not_known():
    good, bad = Line("disk", "pass", "9 GB"), judged("xruns", False, "7", "none", "set blocksize higher")
    away, look = skipped("round trip", "no cable"), Line("power", "advice", "on battery", "", "plug it in")
    assert verdict([good]) == "tonight is safe"
    assert verdict([good, look]) == "tonight is safe"
    assert verdict([good, away]) == "tonight is safe as far as it was measured (not measured: round trip)"
    assert verdict([good, bad, away]) == "do not go on stage before: xruns: set blocksize higher"
    assert is_safe([good, away, look]) and not is_safe([good, bad])
    assert str(bad) == "FAIL  xruns           7  [bar: none]\n      -> set blocksize higher"
    assert "->" not in str(good)


# -- machine ---------------------------------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_written_fails_and_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    settings = settings_in(tmp_path, f"paths.dreams={tmp_path / 'file' / 'dreams'}")
    folders, disk = machine.folder_lines(settings)
    assert folders.status == "fail" and "paths.dreams" in folders.figure and "[paths]" in folders.remedy
    assert disk.status == "skipped"
    folders, disk = machine.folder_lines(settings_in(tmp_path))
    assert folders.status == "pass"
    assert (tmp_path / "state").stat().st_mode & 0o077 == 0, "the state is the user's alone"
    assert disk.values["dream_hours"] == pytest.approx(disk.values["free_gb"] * 1e9 / (4 * RATE) / 3600, rel=0.01)


def test_a_full_disk_and_a_small_memory_fail(tmp_path, monkeypatch):
    settings = settings_in(tmp_path)
    machine.folder_lines(settings)
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: type("usage", (), {"free": 5e8}))
    assert machine.folder_lines(settings)[1].status == "fail"
    monkeypatch.setattr(machine, "available_memory", lambda: 1_500_000_000)
    assert machine.memory_line(settings).status == "pass"
    big = settings_in(tmp_path, "audio.arena_s=36000")  # 6.9 GB
    assert machine.memory_line(big).status == "fail" and "arena_s" in machine.memory_line(big).remedy
    monkeypatch.setattr(machine, "available_memory", lambda: None)
    assert machine.memory_line(settings).status == "skipped"


def test_memory_is_read_as_linux_and_macos_tell_it():
    told = "Mach Virtual Memory Statistics: (page size of 16384 bytes)\nPages free:       1000.\nPages active:  5.\n"
    told += "Pages inactive:     200.\nPages speculative:   30.\n"
    assert machine.parse_vm_stat(told) == 1230 * 16384
    with pytest.raises(ValueError, match="MemAvailable"):
        machine.parse_meminfo("MemFree: 3 kB\n")


def test_a_slow_governor_and_a_battery_are_advice(tmp_path):
    governor = tmp_path / "devices/system/cpu/cpu0/cpufreq/scaling_governor"
    mains = tmp_path / "class/power_supply/AC"
    for folder in (governor.parent, mains):
        folder.mkdir(parents=True)
    assert machine.processor_lines(tmp_path) == [], "where the system does not tell, nothing is said"
    governor.write_text("powersave\n")
    (mains / "type").write_text("Mains\n")
    (mains / "online").write_text("0\n")
    lines = machine.processor_lines(tmp_path)
    assert [(line.name, line.status) for line in lines] == [("processor", "advice"), ("power", "advice")]
    governor.write_text("performance\n")
    (mains / "online").write_text("1\n")
    assert {line.status for line in machine.processor_lines(tmp_path)} == {"pass"}


def test_other_programs_are_seen(monkeypatch):
    monkeypatch.setattr(machine.os, "cpu_count", lambda: 4)
    for busy, status in ((1.9, "pass"), (2.1, "advice")):
        monkeypatch.setattr(machine.os, "getloadavg", lambda busy=busy: (busy, 0.0, 0.0))
        assert machine.other_programs_line().status == status


# -- network ---------------------------------------------------------------------------------------------------------


def test_a_patch_that_listens_is_told_from_one_that_does_not(tmp_path):
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as patch:
        patch.bind(("127.0.0.1", 0))
        there, away = patch.getsockname()[1], free_port()
        osc = settings_in(tmp_path, f'osc.send=["127.0.0.1:{there}", "127.0.0.1:{away}", "no.such.host.invalid:9"]').osc
        here, closed, unknown = patch_lines(osc)
        assert here.status == "pass" and str(there) in here.figure
        patch.setblocking(False)
        assert patch.recv(100).startswith(b"#bundle\0"), "an empty bundle: the patch is not disturbed"
    assert closed.status == "fail" and f"nobody listens at 127.0.0.1:{away}" in closed.figure
    assert unknown.status == "fail" and "not known" in unknown.figure
    assert patch_lines(settings_in(tmp_path, "osc.send=").osc)[0].status == "advice"


def test_who_uses_only_folder_and_page_may_go_on_stage_without_a_patch(tmp_path, monkeypatch):
    """The receiver is the default one, which nobody asked for; one that is named in the settings must listen."""
    away = f"127.0.0.1:{free_port()}"
    osc = settings_in(tmp_path, f'osc.send=["{away}"]').osc
    assert patch_lines(osc)[0].status == "fail"
    monkeypatch.setattr(network, "OscSettings", lambda: osc)  # as if it were the default
    (line,) = patch_lines(osc)
    assert line.status == "advice" and "folder, the page or pedals" in line.figure and "open the patch" in line.remedy
    assert is_safe([line])


def test_a_port_that_another_program_holds_fails(tmp_path):
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as other:
        other.bind(("127.0.0.1", 0))
        osc = settings_in(tmp_path, f"osc.listen_port={other.getsockname()[1]}").osc
        assert port_line(osc, running=False).status == "fail"
        assert port_line(osc, running=True).status == "pass"
    assert port_line(osc, running=False).status == "pass"
    assert port_line(osc, running=True).status == "fail", "a daemon that does not hear"


def test_who_may_speak_is_said(tmp_path):
    assert access_line(settings_in(tmp_path).osc).status == "pass"
    assert access_line(settings_in(tmp_path, "osc.listen_host=0.0.0.0").osc).status == "pass"
    assert access_line(settings_in(tmp_path, "osc.listen_host=0.0.0.0", "osc.allow=").osc).status == "advice"


# -- sound -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("frames", [0, 64, 1357, 20_000])
def test_the_round_trip_is_found_in_hum_and_hiss(frames):
    noise, start = soft_noise(RATE), 3000
    rng = np.random.default_rng(2)
    recorded = 0.003 * rng.standard_normal((start + len(noise) + 24_000, 2))
    recorded += 0.02 * np.sin(2 * np.pi * 50 * np.arange(len(recorded)) / RATE)[:, None]
    assert round_trip(recorded, noise, start) is None, "hum is not our noise"
    recorded[start + frames : start + frames + len(noise), 1] -= 0.5 * noise  # turned over, half as loud
    assert round_trip(recorded.astype(np.float32), noise, start) == frames
    assert round_trip(np.zeros((len(recorded), 2), np.float32), noise, start) is None


def test_the_engines_figures_are_of_the_time_in_between():
    old = np.zeros(DURATION_BINS, np.int64)
    old[4000] = 500  # slow, but long ago
    new = old.copy()
    new[19] += 9990  # 9.5 to 10 us
    new[199] += 10  # 99.5 to 100 us
    before = {"frame": 64, "blocks": 1, "flagged_blocks": 3, "late_blocks": 0, "durations": old, "time_s": 10.0}
    after = {"frame": 640_064, "blocks": 10_001, "flagged_blocks": 5, "late_blocks": 1, "durations": new}
    found = engine_figures(before, after | {"time_s": 24.0}, RATE)
    assert (found["p50_us"], found["p999_us"]) == (10.0, 10.0)
    assert found["budget_us"] == pytest.approx(64 / RATE * 1e6, abs=0.1)
    assert (found["xruns"], found["late_blocks"], found["blocks"], found["blocksize"]) == (2, 1, 10_000, 64)
    assert found["missing_s"] == pytest.approx(14 - 640_000 / RATE, abs=0.001)
    new[199] += 10
    assert engine_figures(before, after | {"time_s": 24.0}, RATE)["p999_us"] == 100.0
    assert engine_figures(before, before, RATE)["blocks"] == 0


def engine(**changes):
    found = {"p999_us": 100.0, "budget_us": 1333.0, "blocksize": 64, "blocks": 9, "seconds": 1.0}
    return found | {"xruns": 0, "late_blocks": 0} | changes


def test_a_slow_callback_and_an_xrun_fail_but_a_clock_says_nothing_of_xruns():
    def statuses(found, on_card=True):
        return [line.status for line in judging.engine_lines(found, on_card=on_card)]

    assert statuses(engine()) == ["pass", "pass"]
    assert statuses(engine(p999_us=700.0)) == ["fail", "pass"]
    assert statuses(engine(xruns=1)) == ["pass", "fail"]
    assert statuses(engine(late_blocks=1)) == ["pass", "fail"]
    assert statuses(engine(xruns=1), on_card=False) == ["pass", "skipped"]
    late, woken_late = (
        list(judging.engine_lines(engine(**one), on_card=True))[1] for one in ({"late_blocks": 1}, {"xruns": 1})
    )
    assert "loops and bands lower" in late.remedy and "in real time" in woken_late.remedy
    assert statuses({"blocks": 0, "seconds": 1.0}) == ["fail"]


def rehearsed(**changes):
    found = {"model": "m", "x_realtime": [20.0] * 5, "x_realtime_loaded": [9.0] * 5, "pong_ms": [1.0], "faults": []}
    return found | {"audible_ms": [400.0] * 5, "complete_ms": [500.0] * 5} | changes


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({}, []),
        ({"x_realtime_loaded": [9.0, 9.0, 9.0, 1.0]}, ["real time"]),
        ({"x_realtime_loaded": []}, ["real time"]),
        ({"audible_ms": [400.0, 400.0, 9000.0]}, ["first dream"]),
        ({"audible_ms": []}, ["first dream"]),
        ({"pong_ms": []}, ["OSC under load"]),
        ({"pong_ms": [500.0]}, ["OSC under load"]),
        ({"faults": ["the dream was silent"]}, ["faults"]),
    ],
)
def test_each_bar_of_the_dreams_can_be_missed(changes, failed):
    lines = list(judging.dream_lines(rehearsed(**changes), voices=4, backend="cpu"))
    assert [line.name for line in lines if line.status == "fail"] == failed
    assert all(line.remedy for line in lines if line.status == "fail")


def test_a_host_that_plays_the_dreams_itself_is_no_fault():
    lines = list(judging.dream_lines(rehearsed(audible_ms=[]), voices=0, backend="cpu"))
    assert [line.name for line in lines if line.status == "skipped"] == ["first dream"]
    assert is_safe(lines)


def test_the_rehearsal_is_soft_and_tells_nobody_but_us(tmp_path):
    tonight = settings_in(tmp_path, "osc.listen_host=0.0.0.0", "audio.monitor=1", "engine.duration_s=7")
    stage = stage_settings(tonight, tmp_path / "apart", 4321)
    assert stage.osc.send == ["127.0.0.1:4321"] and stage.osc.listen_host == "127.0.0.1"
    assert stage.audio.monitor == 0 and stage.voices.gain_db == -60 and stage.follower.range <= 0.001
    assert stage.paths.dreams.startswith(str(tmp_path / "apart")), "the performer's folders stay as they are"
    assert stage.engine == tonight.engine and stage.paths.checkpoints == tonight.paths.checkpoints


CHATTER = """
import json, sys
print("jack server is not running or cannot be started")
for told in ({"progress": "takes"}, [1], 3, {"result": {"engine": 1}}):
    print(json.dumps(told))
sys.stdout.flush()
sys.stdout.buffer.write(b"ALSA lib pcm.c: \\xe9\\n")
"""


@pytest.mark.whole
def test_what_a_library_prints_between_the_lines_ends_no_check(tmp_path):
    check = Soundcheck(settings_in(tmp_path), 2.0, quiet=True)
    with (tmp_path / "log").open("wb") as log:
        assert check._hear([sys.executable, "-c", CHATTER], log) == {"result": {"engine": 1}}


@pytest.mark.whole
@pytest.mark.parametrize("does", ["pass", "print('{}', flush=True)"])
def test_a_rehearsal_that_says_nothing_more_is_ended_in_time(tmp_path, monkeypatch, does):
    monkeypatch.setattr(soundcheck, "REHEARSAL_S", -1.0)
    check = Soundcheck(settings_in(tmp_path), 2.0, quiet=True)
    code = f"import time\nwhile True:\n    {does}\n    time.sleep(0.001)"
    began = time.monotonic()
    with (tmp_path / "log").open("wb") as log:
        assert "takes too long" in check._hear([sys.executable, "-c", code], log)["error"]
    assert time.monotonic() - began < 100


@pytest.mark.jack
@needs_jack
def test_the_probe_measures_a_loop_in_jack(tmp_path):
    # Time enough to lay the cable before the noise comes, on a busy machine too.
    code = "import sys; from live_daemon.soundcheck import probe; probe.LEAD_S = 4.0; sys.exit(probe.main())"
    command = [sys.executable, "-c", code, "--device", "JACK:system", "--sample-rate", "48000", "--blocksize", "0"]
    with JackServer(tmp_path, 64) as server:
        done = subprocess.run(command, env=server.environment, capture_output=True, text=True, timeout=120, check=True)
        assert json.loads(done.stdout)["loopback_ms"] is None, "the dummy's outputs lead nowhere"
        probe = subprocess.Popen(command, env=server.environment, stdout=subprocess.PIPE, text=True)
        ports = ("live-daemon-check:out_0", "live-daemon-check:in_0")
        deadline = time.monotonic() + 60
        while not set(ports) <= set(server.ports()) and time.monotonic() < deadline and probe.poll() is None:
            time.sleep(0.01)
        server.connect(*ports)
        found = json.loads(probe.communicate(timeout=120)[0])
        missing = subprocess.run(
            ["JACK:nothing" if word == "JACK:system" else word for word in command],
            env=server.environment,
            capture_output=True,
            text=True,
            check=True,
        )
    assert found["loopback_frames"] in (64, 128), "what a client sends to itself comes a period later"
    (device, trip) = judging.device_lines(found, 48000)
    assert device.status == "pass" and trip.status == "pass" and "JACK:system" in device.figure
    (device, trip) = judging.device_lines(json.loads(missing.stdout), 48000)
    assert device.status == "fail" and "JACK:system" in device.figure, "those that are there are named"
    assert trip.status == "skipped"


# -- the whole -------------------------------------------------------------------------------------------------------


def test_a_daemon_that_runs_is_looked_at_and_not_disturbed(tmp_path, capsys):
    settings = settings_in(tmp_path, f"osc.listen_port={free_port()}")
    state = tmp_path / "state"
    state.mkdir()
    assert not daemon_runs(settings)
    lock = os.open(state / "lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    folder = make_shared_folder(state, 60 * RATE)
    record = AudioRecord.create(folder, RATE, 60 * RATE)
    stop = threading.Event()
    thread = threading.Thread(target=Clock(record).run, args=(stop,))
    thread.start()
    try:
        assert daemon_runs(settings)
        check = Soundcheck(settings, 2.0, quiet=True)
        check.run()
    finally:
        stop.set()
        thread.join()
        blocks = record.get("blocks")
        os.close(lock)
        record.remove()
        folder.rmdir()
    lines = {line.name: line for line in check.lines}
    assert 0 < lines["callback"].values["blocks"] <= blocks, "those of the daemon's clock, in the time between"
    assert lines["OSC in"].status == "fail", "this one holds no port"
    assert {lines[name].status for name in ("round trip", "real time", "first dream")} == {"skipped"}
    assert not daemon_runs(settings)


@pytest.mark.whole
def test_the_whole_check_without_a_card(tmp_path):
    """What is measured is not judged here: this machine may be slow. What is said must agree with itself."""
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as patch:
        patch.bind(("127.0.0.1", 0))
        overrides = [f"osc.listen_port={free_port()}", f"osc.send=127.0.0.1:{patch.getsockname()[1]}"]
        overrides += ["audio.device=none", "audio.arena_s=60", "engine.duration_s=1", "engine.deadline_s=600"]
        overrides += [
            f"paths.{one}={tmp_path / one}" for one in ("recordings", "dreams", "bank", "state", "checkpoints")
        ]
        command = [sys.executable, "-m", "live_daemon.cli", "soundcheck", "--json", "--seconds", "2"]
        for override in overrides:
            command += ["--set", override]
        done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    told = json.loads(done.stdout.splitlines()[-1])
    lines = {line["name"]: line for line in told["lines"]}
    assert done.returncode == (0 if told["safe"] else 1), done.stderr
    assert told["safe"] == all(line["status"] != "fail" for line in told["lines"])
    assert {"folders", "disk", "OSC in", "OSC out", "model", "callback", "real time", "first dream"} <= set(lines), told
    for name in ("settings", "folders", "OSC in", "OSC out", "model", "faults"):
        assert lines[name]["status"] == "pass", lines[name]
    assert lines["sound device"]["status"] == lines["round trip"]["status"] == "skipped"
    found = told["figures"]["rehearsal"]
    assert len(found["complete_ms"]) == 3 and len(found["audible_ms"]) == 3
    assert len(found["x_realtime_loaded"]) >= 1
    assert found["engine"]["blocksize"] == 64
    assert told["machine"]["packages"]["numpy"] and told["settings"]["engine"]["duration_s"] == 1
    (certificate,) = (tmp_path / "state").glob("soundcheck-*.json")
    assert json.loads(certificate.read_text()) == told
    assert certificate.stat().st_mode & 0o077 == 0
    assert list((tmp_path / "dreams").iterdir()) == [], "the performer's folders stay as they were"


@pytest.mark.whole
def test_neither_torch_nor_a_sound_library_is_loaded():
    code = "import sys, live_daemon.soundcheck.check, live_daemon.install.service; "
    code += "sys.exit(bool({'torch', 'sounddevice'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_cannot_be_checked_is_one_line(tmp_path):
    with pytest.raises(SettingsError, match="--seconds must be in range"):
        command(Namespace(seconds=0.1, out=None, json=True), settings_in(tmp_path))
