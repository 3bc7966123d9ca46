"""Runs a whole daemon in temporary folders under load: takes one by one, then dreams and OSC without a pause.

``python -m live_daemon.soundcheck.rehearsal`` prints JSON lines: {"progress"} while it runs, {"result"} or {"error"}
last. The messages of the daemon's processes go to stderr.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import queue
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pythonosc.udp_client import SimpleUDPClient

from live_daemon.audio.layout import DURATION_BIN_NS
from live_daemon.audio.record import AudioRecord
from live_daemon.demo.etude import ETUDE_FILE
from live_daemon.demo.host import OscHost
from live_daemon.osc.local import free_udp_port
from live_daemon.processes.supervisor import Supervisor
from live_daemon.settings import PathSettings, Settings, SettingsError, settings_from_file, without_console_and_midi
from live_inference.files.audio import read_audio
from live_inference.files.dreams import write_wav

TAKE_S = 4.0
START_S = 120.0
MESSAGES_PER_SECOND = 1000
SOFT = 0.001  # -60 dB: as much work as a loud loop, without the noise
IN_LINE = 2


class RehearsalError(RuntimeError):
    """The daemon did not start, or stopped answering; one line."""


def stage_settings(settings: Settings, folder: Path, receiver: int) -> Settings:
    """Return tonight's settings, but quiet, in temporary folders, and with this process as the only receiver."""
    paths = {one: str(folder / one) for one in ("recordings", "dreams", "bank", "state")}
    return replace(
        without_console_and_midi(settings),
        # A loopback cable must not cause feedback.
        audio=replace(settings.audio, monitor=0.0, output_file=""),
        osc=replace(
            settings.osc,
            listen_host="127.0.0.1",
            listen_port=free_udp_port(),
            send=[f"127.0.0.1:{receiver}"],
            allow=["127.0.0.1"],
        ),
        paths=PathSettings(**paths, checkpoints=settings.paths.checkpoints),
        # On stage dreams wait for each other on purpose; here only the machine is measured.
        voices=replace(settings.voices, stagger_s=0.0, gain_db=-60.0),
        follower=replace(settings.follower, range=SOFT),
    )


class Rehearsal:
    """Loads the daemon and collects its answers. Main thread; the caller enters `Supervisor`."""

    def __init__(self, supervisor: Supervisor, host: OscHost):
        self._supervisor = supervisor
        self._host = host
        self._client = SimpleUDPClient("127.0.0.1", supervisor.settings.osc.listen_port)
        assert supervisor.record is not None
        self._record: AudioRecord = supervisor.record
        self._pinged: dict[int, float] = {}
        self._started: dict[int, float] = {}
        self.pongs_s: list[float] = []
        self.dreams: list[tuple[float, float]] = []  # seconds of sound, seconds to make it
        self.faults: list[str] = []
        self.waiting = 0
        self.model = ""
        self.model_is_ready = False

    def pump(self, seconds: float, until: str = "") -> float | None:
        """Handle messages for some seconds, or until this address comes; return the time of that."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            self._supervisor.check()
            try:
                address, values = self._host.messages.get(timeout=min(left, 0.02))
            except queue.Empty:
                continue
            now = time.perf_counter()
            self._take(address, values, now)
            if address == until:
                return now
        return None

    def _take(self, address: str, values: tuple[Any, ...], now: float) -> None:
        match address:
            case "/dream/started":
                self._started[values[0]] = now
            case "/dream/ready":
                if values[0] in self._started:
                    self.dreams.append((float(values[2]), now - self._started.pop(values[0])))
                self.waiting -= 1
            case "/dream/failed" | "/dream/dropped":
                late = "a dream came too late (see [engine] deadline_s): the machine is too slow, or busy"
                self.faults.append(late if values[1] == "late" else str(values[1]))
                self.waiting -= 1
            case "/dream/error":
                # A loop that does not exist yet is no fault: the traffic names every possible loop. A missing card has
                # its own line.
                if not (str(values[0]).startswith("/dream/loop/") or str(values[1]).startswith("no sound:")):
                    self.faults.append(str(values[1]))
                self.waiting -= values[0] == "/dream/seed"
            case "/dream/model/ready":
                self.model_is_ready = True
            case "/dream/status":
                self.model = str(values[1])
            case "/dream/pong":
                sent = self._pinged.pop(values[0], None)
                if sent is not None:
                    self.pongs_s.append(now - sent)

    def takes(self, sound: NDArray[np.float32], sample_rate: int, count: int) -> dict[str, list[float]]:
        """Save recordings one by one; return seconds from each one's end to the dream's first sound and last sample."""
        folder = Path(self._supervisor.settings.paths.recordings)
        answers: dict[str, list[float]] = {"audible": [], "complete": []}
        with _voice_starts(self._record) as starts:
            for number in range(count):
                write_wav(folder / f"take{number}.wav", sound, sample_rate)
                closed = time.perf_counter()
                self.waiting += 1
                ready = self.pump(60.0 + 2 * self._supervisor.settings.engine.duration_s, "/dream/ready")
                if ready is None:
                    raise RehearsalError(self.faults[-1] if self.faults else "a take was not answered by a dream")
                answers["complete"].append(ready - closed)
                self.pump(0.3)
                answers["audible"] += [when - closed for when in starts if when > closed][:1]
        return answers

    def load(self, take: Path, seconds: float, tell: Any) -> None:
        """Keep the worker dreaming and the port busy for some seconds."""
        stop = threading.Event()
        talker = threading.Thread(target=self._talk, args=(stop,), daemon=True)
        talker.start()
        try:
            began = time.perf_counter()
            number = told = 0
            while (done := time.perf_counter() - began) < seconds:
                while self.waiting < IN_LINE:
                    self._client.send_message("/dream/seed", [str(take)])
                    self.waiting += 1
                number += 1
                self._pinged[number] = time.perf_counter()
                self._client.send_message("/dream/ping", [number])
                self.pump(min(0.25, seconds - done))
                if done - told >= 5:
                    told = int(done)
                    tell(f"under load: {done:.0f} of {seconds:g} s, {len(self.dreams)} dreams")
        finally:
            stop.set()
            talker.join()

    def _talk(self, stop: threading.Event) -> None:
        client = SimpleUDPClient("127.0.0.1", self._supervisor.settings.osc.listen_port)
        loops = max(1, self._supervisor.settings.follower.loops)
        turn_s, count = 0.01, 0
        due = time.perf_counter()
        while not stop.is_set():
            for _ in range(round(MESSAGES_PER_SECOND * turn_s)):
                count += 1
                if count % 2:
                    client.send_message("/dream/loop/gain", [count // 2 % loops, SOFT])
                else:
                    client.send_message("/dream/follower/sensitivity_db", [20.0 + count % 20])
            due += turn_s
            stop.wait(max(0.0, due - time.perf_counter()))


@contextlib.contextmanager
def _voice_starts(record: AudioRecord) -> Iterator[list[float]]:
    """Watch the engine; append the time of each voice that starts to the list."""
    fields = record.fields[0]
    times: list[float] = []
    stop = threading.Event()

    def count() -> int:
        return int(fields["slot_starts"][fields["slot_looping"] == 0].sum())

    def watch() -> None:
        last = count()
        while not stop.wait(0.001):
            now = count()
            if now > last:
                times.append(time.perf_counter())
            last = now

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield times
    finally:
        stop.set()
        thread.join()


def engine_counts(record: AudioRecord) -> dict[str, Any]:
    """Return the engine's counters now; `engine_figures` takes two of them."""
    counts = {name: record.get(name) for name in ("frame", "blocks", "flagged_blocks", "late_blocks")}
    return counts | {"durations": record.fields["durations"][0].copy(), "time_s": time.perf_counter()}


def engine_figures(before: dict[str, Any], after: dict[str, Any], sample_rate: float) -> dict[str, Any]:
    """Return callback times in µs (upper edges of their bins), the block's length, xruns and late blocks in between."""
    blocks = after["blocks"] - before["blocks"]
    seconds = after["time_s"] - before["time_s"]
    if blocks <= 0:
        return {"blocks": 0, "seconds": round(seconds, 1)}
    frames = after["frame"] - before["frame"]
    total = np.cumsum(after["durations"] - before["durations"])
    quantiles = {
        name: (int(np.searchsorted(total, part * total[-1])) + 1) * DURATION_BIN_NS / 1000
        for name, part in (("p50_us", 0.5), ("p999_us", 0.999))
    }
    return {
        **quantiles,
        "budget_us": round(frames / blocks / sample_rate * 1e6, 1),
        "blocksize": round(frames / blocks),
        "blocks": blocks,
        "xruns": after["flagged_blocks"] - before["flagged_blocks"],
        "late_blocks": after["late_blocks"] - before["late_blocks"],
        "seconds": round(seconds, 1),
        "missing_s": round(max(0.0, seconds - frames / sample_rate), 3),
    }


def rehearse(settings: Settings, seconds: float, takes: int, folder: Path, tell: Any) -> dict[str, Any]:
    """Run the rehearsal in an empty folder; return the figures.

    Raises:
        RehearsalError, SettingsError: it cannot run; one line.
    """
    host = OscHost()
    rate = settings.audio.sample_rate
    sound = read_audio(ETUDE_FILE, rate)[: round(TAKE_S * rate)]
    with Supervisor(stage_settings(settings, folder, host.port)) as supervisor:
        began = time.perf_counter()
        rehearsal = Rehearsal(supervisor, host)
        if rehearsal.pump(START_S, "/dream/initialized") is None:
            raise RehearsalError(f"the daemon did not start within {START_S:g} s")
        if not rehearsal.model_is_ready:  # its message would come first
            raise RehearsalError(
                f"the model was not loaded: {rehearsal.faults[-1] if rehearsal.faults else 'see above'}"
            )
        start_s = time.perf_counter() - began
        tell(f"the daemon is up after {start_s:.1f} s; {takes} takes of {TAKE_S:g} s, one by one")
        answers = rehearsal.takes(sound, rate, takes)
        alone = len(rehearsal.dreams)
        tell(f"{seconds:g} s under load: dreams without a pause, {MESSAGES_PER_SECOND} OSC messages a second")
        record = supervisor.record
        assert record is not None
        before = engine_counts(record)
        rehearsal.load(folder / "recordings" / "take0.wav", seconds, tell)
        after = engine_counts(record)
        result = {
            "start_s": round(start_s, 1),
            "model": rehearsal.model,
            "stand_in": bool(record.get("stand_in")),
            "engine": engine_figures(before, after, float(record.sample_rate)),
            "latency_ms": round(1000 * (record.get("latency_in_s") + record.get("latency_out_s")), 2),
            "x_realtime": [round(sound_s / took_s, 2) for sound_s, took_s in rehearsal.dreams[:alone]],
            "x_realtime_loaded": [round(sound_s / took_s, 2) for sound_s, took_s in rehearsal.dreams[alone:]],
            "audible_ms": [round(1000 * one, 1) for one in answers["audible"]],
            "complete_ms": [round(1000 * one, 1) for one in answers["complete"]],
            "pong_ms": [round(1000 * one, 2) for one in rehearsal.pongs_s],
            "faults": rehearsal.faults[:20],
        }
    host.close()
    return result


def main() -> int:
    """Print JSON lines; end cleanly on SIGTERM."""
    parser = argparse.ArgumentParser(prog="live_daemon.soundcheck.rehearsal", description=__doc__)
    parser.add_argument("--settings", type=Path, required=True, help="resolved settings, JSON")
    parser.add_argument("--folder", type=Path, required=True, help="empty; takes, dreams and state go here")
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--takes", type=int, required=True)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the supervisor's exit ends its processes

    def out(**what: Any) -> None:
        print(json.dumps(what), flush=True)

    try:
        settings = settings_from_file(options.settings)
        out(result=rehearse(settings, options.seconds, options.takes, options.folder, lambda text: out(progress=text)))
    except (RehearsalError, SettingsError) as error:
        out(error=str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
