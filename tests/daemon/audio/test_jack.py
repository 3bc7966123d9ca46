"""The engine under a real audio server: JACK's dummy, synchronous where samples are compared."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from live_daemon.audio.control import EngineControl
from live_daemon.audio.layout import ProcessState
from live_daemon.audio.record import AudioRecord
from live_daemon.audio.watchdog import BlockWatch
from live_daemon.follower.bands import default_bands
from live_inference.bank.manifest import BankLoop, write_bank
from support.audio_process import AudioProcess, run_to_end
from support.daemon import Daemon
from support.jack import JackServer, needs_jack
from support.jack_performer import performing
from support.jack_recorder import JackRecorder
from support.signals import SAMPLE_RATE, noise, tone

pytestmark = [pytest.mark.jack, needs_jack]
PERIOD = 64


def test_what_is_played_through_the_engine_comes_back_sample_exact(tmp_path: Path) -> None:
    lead = 9600  # silence while JACK makes the connections, one after the other
    sound = np.concatenate([np.zeros(lead, np.float32), noise(0.5, 0.1)])
    record = AudioRecord.create(tmp_path, SAMPLE_RATE, 10)
    EngineControl(record).set_monitor(1.0)
    with JackServer(tmp_path, PERIOD) as server:
        options = ("--device", "JACK:system", "--client-name", "engine")
        with AudioProcess(record, *options, environment=server.environment) as audio:
            audio.wait_for(lambda: record.get("frame") > 4800)
            for _ in range(3):  # once more only where the server itself says that it went on without a client
                lost = server.blocks_lost()
                heard: list[np.ndarray] = []
                with performing(server, sound, heard) as done:
                    assert done.wait(60)
                if server.blocks_lost() == lost:
                    break
            assert audio.end() == 0
    back = np.concatenate(heard)
    delay = int(np.argmax(np.correlate(back, sound[lead : lead + 1000], "valid"))) - lead
    # A ring of two clients costs JACK one period; the engine itself adds none.
    assert 0 <= delay <= 2 * PERIOD
    assert delay % PERIOD == 0
    np.testing.assert_array_equal(back[lead + delay : delay + len(sound)], sound[lead:])
    assert record.get("engine_sample_rate") == SAMPLE_RATE
    assert record.get("nonfinite_inputs") == 0


def test_a_played_pitch_swells_its_loop_and_no_other(tmp_path: Path) -> None:
    centres = default_bands()
    record = AudioRecord.create(tmp_path, SAMPLE_RATE, 4800)
    record.arena[:] = tone(1000.0, 0.1)
    control = EngineControl(record)
    for slot, band in ((0, 12), (1, 20)):
        control.set_gain_map(slot, np.eye(32)[band])
        control.start_slot(slot, 0, 4800)
    with JackServer(tmp_path, PERIOD) as server:
        options = ("--device", "JACK:system", "--client-name", "engine")
        with AudioProcess(record, *options, environment=server.environment):
            heard: list[np.ndarray] = []
            ours = other = 0.0  # the highest while it sounds
            with performing(server, tone(centres[12], 1.0, 0.3), heard) as done:
                deadline = time.monotonic() + 60
                while not done.wait(0.01):
                    assert time.monotonic() < deadline
                    ours, other = np.maximum([ours, other], control.gains([0, 1]))
    assert ours > 0.3
    assert other < ours / 20
    assert np.abs(np.concatenate(heard)).max() > 0.2


def test_a_dead_audio_server_is_seen_and_the_process_still_ends(tmp_path: Path) -> None:
    """PortAudio only falls silent, and hangs when closed: the watch sees it, and the process ends within its bound."""
    record = AudioRecord.create(tmp_path, SAMPLE_RATE, 10)
    server = JackServer(tmp_path, PERIOD)
    with server:
        options = ("--device", "JACK:system", "--client-name", "engine")
        with AudioProcess(record, *options, environment=server.environment) as audio:
            watch = BlockWatch(record)
            audio.wait_for(lambda: record.get("frame") > 4800)
            assert not watch.is_stuck(0.5)
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            deadline = time.monotonic() + 60
            while audio.process.poll() is None and not watch.is_stuck(0.5) and time.monotonic() < deadline:
                time.sleep(0.05)
            assert audio.process.poll() is None
            assert watch.is_stuck(0.5)
            audio.end()
            assert audio.process.returncode == 0
    blocks = record.get("blocks")
    # It is back, under its name (so that JACK clears what the dead one left), and we on the same record.
    with server, AudioProcess(record, *options, environment=server.environment) as audio:
        audio.wait_for(lambda: record.get("blocks") > blocks + 100)


def test_a_missing_device_lists_those_that_are_there(tmp_path: Path) -> None:
    AudioRecord.create(tmp_path, SAMPLE_RATE, 10)
    with JackServer(tmp_path, PERIOD) as server, pytest.MonkeyPatch.context() as patch:
        for key in ("JACK_DEFAULT_SERVER", "JACK_NO_START_SERVER"):
            patch.setenv(key, server.environment[key])
        ended = run_to_end(tmp_path, "--device", "JACK:other")
        assert ended.returncode == 3
        assert "JACK:system" in ended.stderr
        assert ended.stderr.count("\n") == 1


def client(server: JackServer, name: str, **options: bool) -> Any:
    import jack  # not at the top: it loads libjack, and fails where there is none

    for key in ("JACK_DEFAULT_SERVER", "JACK_NO_START_SERVER"):
        os.environ[key] = server.environment[key]
    return jack.Client(name, no_start_server=True, servername=server.name, **options)


def wait_until(reached: Callable[[], bool], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < deadline, "not reached"
        time.sleep(0.02)


def is_taken(server: JackServer, name: str) -> bool:
    import jack

    try:
        client(server, name, use_exact_name=True).close()
    except jack.JackOpenError:
        return True
    return False


def test_the_name_is_asked_for_until_a_client_that_was_killed_is_gone(tmp_path: Path) -> None:
    """Else it is live-daemon-01 after a restart, and what was connected by name is not."""
    record = AudioRecord.create(tmp_path, SAMPLE_RATE, 10)
    with JackServer(tmp_path, PERIOD) as server:
        before = client(server, "engine")
        options = ("--device", "JACK:system", "--client-name", "engine")
        audio = AudioProcess(record, *options, environment=server.environment)
        try:
            wait_until(lambda: is_taken(server, "engine-01"))
            before.close()
            audio.wait_for(lambda: record.get("process_state") == ProcessState.RUNNING)
            assert {port for port in server.ports() if port.startswith("engine")} >= {"engine:out_0", "engine:out_1"}
        finally:
            audio.end()


def test_connections_that_were_there_are_restored(tmp_path: Path) -> None:
    """Whatever was started again: those that the player made are there, those that he took away are not."""
    record = AudioRecord.create(tmp_path, SAMPLE_RATE, 10)
    file = tmp_path / "connections.json"
    options = ("--device", "JACK:system", "--client-name", "engine", "--connections", str(file))

    def engine(server: JackServer) -> AudioProcess:
        return AudioProcess(record, *options, environment=server.environment)

    def mixer(server: JackServer) -> Any:
        made = client(server, "mixer")
        made.inports.register("in_0")
        made.outports.register("out_0")
        made.activate()
        return made

    ours = {("out_0", "mixer:in_0"), ("out_1", "system:playback_2"), ("in_0", "mixer:out_0"), ("in_1", ":out_1")}
    with JackServer(tmp_path, PERIOD) as server:
        patchbay = mixer(server)

        def connected() -> set[tuple[str, str]]:
            found = set()
            for port in patchbay.get_ports("^engine:"):
                for peer in patchbay.get_all_connections(port):
                    name = peer.name.removeprefix("engine") if peer.name.startswith("engine:") else peer.name
                    found.add((port.shortname, name))
            return found

        with engine(server) as audio:
            for source, sink in (("engine:out_0", "system:playback_1"), ("system:capture_1", "engine:in_0"),
                                 ("system:capture_2", "engine:in_1")):  # fmt: skip
                server.disconnect(source, sink)
            for source, sink in (("engine:out_0", "mixer:in_0"), ("mixer:out_0", "engine:in_0"),
                                 ("engine:out_1", "engine:in_1")):  # fmt: skip
                server.connect(source, sink)
            both = ours | {("out_1", ":in_1")}
            wait_until(lambda: connected() == both)
            wait_until(lambda: file.exists() and len(json.loads(file.read_text())["connections"]) == len(both))
            audio.process.kill()
            audio.process.wait()
        with engine(server):
            wait_until(lambda: connected() == both)
        patchbay.close()
        with engine(server):  # a program that comes back after us
            patchbay = mixer(server)
            wait_until(lambda: connected() == both)
        patchbay.close()
        file.write_text(json.dumps({"device": "JACK:other", "connections": [["out_0", "mixer:in_0"]]}))
        patchbay = mixer(server)
        with engine(server):  # another device was chosen: as it is at a first start
            assert ("out_0", "system:playback_1") in connected() and ("out_0", "mixer:in_0") not in connected()
        patchbay.close()


NEVER_YIELDS = """
import sys, time
from pathlib import Path
from live_daemon.audio.record import AudioRecord
from live_daemon.audio.stream import EngineStream

record = AudioRecord.open(Path(sys.argv[1]))
stream = EngineStream(record, "JACK:system", 0, "engine")
sys.setswitchinterval(1e6)  # from here on no other thread gets the interpreter's lock
end, deadline = record.get("blocks") + 300, time.monotonic() + 60
while record.get("blocks") < end and time.monotonic() < deadline:
    pass
print("went on" if record.get("blocks") >= end else "stood still", flush=True)
"""


def run_under(server: JackServer, *command: object) -> str:
    line = [sys.executable, *map(str, command)]
    return subprocess.run(line, env=server.environment, check=True, capture_output=True, text=True, timeout=200).stdout


def test_the_callback_needs_no_python(tmp_path: Path) -> None:
    """Blocks go on while a thread holds the interpreter's lock and does not let it go."""
    AudioRecord.create(tmp_path, SAMPLE_RATE, 10)
    with JackServer(tmp_path, PERIOD, synchronous=False) as server:
        assert run_under(server, "-c", NEVER_YIELDS, tmp_path) == "went on\n"


def test_the_callback_is_measured_on_a_device(tmp_path: Path) -> None:
    """Its figures are the machine's, and not judged here."""
    with JackServer(tmp_path, PERIOD, synchronous=False) as server:
        bench = ("-m", "live_daemon.bench.callback", "--seconds", "0.5", "--device", "JACK:system", "--busy")
        result = json.loads(run_under(server, *bench))
    assert result["budget_us"] == pytest.approx(PERIOD / SAMPLE_RATE * 1e6, rel=0.1)
    assert result["blocks"] > 0


def test_the_server_comes_back_at_another_rate(tmp_path: Path) -> None:
    """The process takes the rate that the server has; what was made for the old one is not played at a wrong pitch."""
    record = AudioRecord.create(tmp_path, SAMPLE_RATE, SAMPLE_RATE)
    record.arena[:] = 0.1
    control = EngineControl(record)
    control.start_slot(0, 0, 4800, gain=1.0, sample_rate=SAMPLE_RATE)
    for rate, phase in ((SAMPLE_RATE, "playing"), (44_100, "free"), (SAMPLE_RATE, "free")):
        with JackServer(tmp_path, PERIOD, rate) as server:
            options = ("--device", "JACK:system", "--client-name", "engine")
            with AudioProcess(record, *options, environment=server.environment) as audio:
                frame = record.get("frame")
                audio.wait_for(lambda frame=frame: record.get("frame") > frame + 4800)
                assert record.get("engine_sample_rate") == rate
                assert control.slot_state(0).phase == phase
                assert audio.end() == 0


def test_a_daemon_made_for_48_khz_plays_its_bank_at_its_pitch_on_a_server_of_44_khz(tmp_path: Path) -> None:
    t = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    bank = tmp_path / "bank"
    bank.mkdir()
    soundfile.write(bank / "tone.wav", 0.3 * np.sin(2 * np.pi * 1000 * t), SAMPLE_RATE)
    write_bank(bank, [BankLoop("tone.wav", [1000.0], 1.0, -12.0)])
    with JackServer(tmp_path, PERIOD, 44_100) as server:
        device = ("audio.device=JACK:system", "audio.sample_rate=48000", "follower.enabled=false")
        with Daemon(tmp_path, *device, environment=server.environment) as daemon:
            for told in ("/dream/sample_rate", "/dream/bank/ready"):
                if not any(address == told for address, _ in daemon.heard):
                    daemon.wait_for(told)
            assert ("/dream/sample_rate", (44_100.0, 48_000.0)) in daemon.heard
            daemon.send("/dream/loop/gain", 0, 1.0)
            with JackRecorder(server.environment, ["live-daemon:out_0"]) as recorder:
                recorder.hear(1.5)
                heard = recorder.sound()[0, -44_100 // 2 :]
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    assert np.abs(heard).max() > 0.01
    assert np.argmax(spectrum) * 2 == 1000
