"""``live-daemon bench``: measures this machine's callback, answers and generators in one run."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty
from typing import Any

import numpy as np

from live_daemon.bench.callback import callback_bench
from live_daemon.bench.promises import PROMISES
from live_daemon.demo.etude import ETUDE_FILE, SAMPLE_RATE
from live_daemon.demo.host import OscHost
from live_daemon.osc.local import free_udp_port
from live_daemon.processes.supervisor import Supervisor
from live_daemon.settings import PathSettings, Settings, SettingsError, without_console_and_midi
from live_inference.command_line.compiling import on_stderr, told_compiling
from live_inference.command_line.terminal import tell
from live_inference.files.audio import read_audio
from live_inference.files.dreams import write_wav

DREAM_S = 10.0
GENERATOR_S = 0.7
TAKE_S = 4.0
TIMEOUT_S = 120.0
SHORTEST_S, LONGEST_S = 1.0, 3600.0

ANSWERS = {
    "started_ms": "closed -> the model starts",
    "first_dream_ms": "closed -> the dream sounds",
    "ready_ms": "closed -> the dream is complete",
}

CALLBACKS = {"callback": 1, "callback_stereo": 2}
"""What is measured of the callback, by the channels of its loops."""


def command(options: argparse.Namespace, settings: Settings) -> int:
    """Measure, report on standard error (unless ``--json``), print one JSON line; return the exit status.

    Raises:
        SettingsError: a length that cannot be measured, or a measurement that failed.
    """
    with told_compiling("the kernels to measure", on_stderr):
        print(json.dumps(_measure(settings, options.seconds, quiet=options.json)))
    return 0


def _measure(settings: Settings, seconds: float, *, quiet: bool) -> dict[str, Any]:
    if not SHORTEST_S <= seconds <= LONGEST_S:
        raise SettingsError(f"--seconds must be in range {SHORTEST_S:g}..{LONGEST_S:g}, got {seconds:g}")

    def report(text: str) -> None:
        if not quiet:
            tell(text)

    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    report(f"audio callback: 48 kHz, 64 frames, 32 bands, 32 loops, {seconds:g} s on a clock")
    callbacks = {name: callback_bench(seconds, channels=channels) for name, channels in CALLBACKS.items()}
    for name, found in callbacks.items():
        report(
            f"  {'stereo' if CALLBACKS[name] == 2 else 'mono'}: p50 {found['p50_us']:.1f} us, p99.9 "
            f"{found['p999_us']:.1f} us, longest {found['max_us']:.1f} us; a block lasts {found['budget_us']:.0f} us"
        )
    report(f"answers: a take of {TAKE_S:g} s into the watched folder of a whole daemon, {DREAM_S:g} s of dream")
    answers = _bench_answers(settings, takes=max(3, min(20, round(seconds))))
    for name, label in ANSWERS.items():
        report(f"  {label:<34}median {answers[name]['p50']:.0f} ms, 95th percentile {answers[name]['p95']:.0f} ms")
    report("generators: shipped and your own, then synthetic weights of stated sizes (several minutes)")
    line: dict[str, Any] = {"date": datetime.now(UTC).date().isoformat(), "seconds": seconds}
    line |= _bench_generators(settings, min(seconds, GENERATOR_S), quiet=quiet)
    line["machine"]["load"] = round(load, 2)  # before this run's own work
    for name, found in callbacks.items():
        line[name] = {key: round(value, 2) for key, value in found.items()}
    line |= answers
    for promise in PROMISES:
        report(f"  {promise.as_text(line)}")
    return line


def _bench_generators(settings: Settings, seconds: float, *, quiet: bool) -> dict[str, Any]:
    """Run `live_inference.bench.command` in a process of its own: the daemon never loads torch."""
    command = [sys.executable, "-m", "live_inference.bench.command", "--checkpoints", settings.paths.checkpoints]
    command += ["--recording", str(ETUDE_FILE), "--synthetic", "--shortcut", "--gpu", "--seconds", str(seconds)]
    stderr = subprocess.PIPE if quiet else None
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=stderr, text=True, check=False)
    if done.returncode != 0:
        reason = (done.stderr or "see above").strip().splitlines()[-1]
        raise SettingsError(f"the generators could not be measured ({reason})")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _bench_answers(settings: Settings, takes: int) -> dict[str, dict[str, float]]:
    """Return the times from closing a recording to the three moments of `ANSWERS`, in ms.

    A dream sounds with the engine's next block after `/dream/sounding`.
    """
    host = OscHost()
    sound = read_audio(ETUDE_FILE, SAMPLE_RATE)[: round(TAKE_S * SAMPLE_RATE)]
    moments: dict[str, list[float]] = {name: [] for name in ANSWERS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = {one: str(folder / one) for one in ("recordings", "dreams", "bank", "state")}
        stage = replace(
            settings,
            audio=replace(settings.audio, device="none"),
            osc=replace(settings.osc, listen_port=free_udp_port(), send=[f"127.0.0.1:{host.port}"]),
            paths=PathSettings(**paths, checkpoints=settings.paths.checkpoints),
            engine=replace(settings.engine, duration_s=DREAM_S),
            voices=replace(settings.voices, max=32, stagger_s=0.0),  # no dream waits for another one's end
        )
        with Supervisor(without_console_and_midi(stage)) as supervisor:
            _wait_for(supervisor, host, "/dream/initialized")
            for number in range(takes):
                write_wav(folder / "recordings" / f"take{number}.wav", sound, SAMPLE_RATE)
                closed = time.perf_counter()
                for moment, address in zip(ANSWERS, ("/dream/started", "/dream/sounding", "/dream/ready"), strict=True):
                    moments[moment].append(_wait_for(supervisor, host, address) - closed)
    host.close()
    return {name: _percentiles(seconds) for name, seconds in moments.items()}


def _wait_for(supervisor: Supervisor, host: OscHost, wanted: str) -> float:
    deadline = time.monotonic() + TIMEOUT_S
    while time.monotonic() < deadline:
        supervisor.check()
        try:
            address, values = host.messages.get(timeout=0.1)
        except Empty:
            continue
        if address == wanted:
            return time.perf_counter()
        if address == "/dream/failed":
            raise SettingsError(f"a dream of the benchmark failed: {values[1]}")
    raise SettingsError(f"the daemon did not say {wanted} within {TIMEOUT_S:g} s")


def _percentiles(seconds: list[float]) -> dict[str, float]:
    return {name: round(1000 * float(np.percentile(seconds, part)), 1) for name, part in (("p50", 50), ("p95", 95))}
