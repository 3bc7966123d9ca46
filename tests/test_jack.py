"""The engine under a real audio server: JACK's dummy, synchronous where samples are compared."""

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from live_daemon.audio.control import EngineControl
from live_daemon.audio.record import AudioRecord
from live_daemon.audio.watchdog import BlockWatch
from live_daemon.follower.bands import default_bands
from support.audio_process import AudioProcess, run_to_end
from support.jack import JackServer, needs_jack
from support.signals import SAMPLE_RATE, noise, tone

pytestmark = [pytest.mark.jack, needs_jack]
PERIOD = 64


@contextmanager
def performing(server: JackServer, sound: np.ndarray, heard: list[np.ndarray]) -> Iterator[threading.Event]:
    """A JACK client that plays a sound into the engine, in step with the server, and keeps what comes back."""
    import jack

    client = jack.Client("performer", servername=server.name, no_start_server=True)
    out = client.outports.register("out")
    back = client.inports.register("in")
    place, done = [0], threading.Event()

    @client.set_process_callback
    def process(frames: int) -> None:
        piece = sound[place[0] : place[0] + frames]
        buffer = out.get_array()
        buffer[: len(piece)] = piece
        buffer[len(piece) :] = 0
        heard.append(back.get_array().copy())
        place[0] += frames
        if place[0] > len(sound) + 8 * frames:
            done.set()

    with client:
        for port in ("engine:in_0", "engine:in_1"):
            client.connect(out, port)
        client.connect("engine:out_0", back)
        yield done


def test_what_is_played_through_the_engine_comes_back_sample_exact(tmp_path: Path) -> None:
    lead = 9600  # silence while JACK makes the connections, one after the other
    sound = np.concatenate([np.zeros(lead, np.float32), noise(0.5, 0.1)])
    record = AudioRecord.create(tmp_path, SAMPLE_RATE, 10)
    EngineControl(record).set_monitor(1.0)
    with JackServer(tmp_path, PERIOD) as server:
        options = ("--device", "JACK:system", "--client-name", "engine")
        with AudioProcess(record, *options, environment=server.environment) as audio:
            audio.wait_for(lambda: record.get("frame") > 4800)
            heard: list[np.ndarray] = []
            with performing(server, sound, heard) as done:
                assert done.wait(20)
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
            with performing(server, tone(centres[12], 1.0, 0.3), heard) as done:
                assert done.wait(20)
                ours, other = control.gains([0, 1])
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
            deadline = time.monotonic() + 10
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


@pytest.mark.parametrize("busy", [False, True])
def test_the_callback_needs_no_python(tmp_path: Path, busy: bool) -> None:
    """Blocks go on while a thread holds the interpreter's lock; the figures are printed, not judged."""
    with JackServer(tmp_path, PERIOD, synchronous=False) as server:
        command = [sys.executable, "-m", "live_daemon.audio.bench", "--seconds", "2", "--device", "JACK:system"]
        ended = subprocess.run(
            [*command, *(["--busy"] if busy else [])],
            env=server.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=100,
        )
        result = json.loads(ended.stdout)
        print(f"busy={busy}: {result}, server: {server.xruns()}")
    assert result["budget_us"] == pytest.approx(PERIOD / SAMPLE_RATE * 1e6)
    assert result["blocks"] > 0.9 * 2 * SAMPLE_RATE / PERIOD
