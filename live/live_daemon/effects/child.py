"""Runs the effect process for one sound, and says how it ended: made, refused, crashed or hung."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from live_daemon.effects.job import Ended, Job, Kind
from live_daemon.settings import EffectPlugin
from live_inference.command_line.printable import printable
from live_inference.worker.heartbeat import Heartbeat

LOOK_S = 0.02
START_S = 60.0
"""For the first heartbeat: on a busy machine the process has the lowest priority."""
LONGEST_FAULT = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended. ``fault``: one line, empty when the sound was made or nobody wants it any more.

    ``ends_effect``: the plugin cannot be used at all; False: only this sound was not made.
    """

    made: bool = False
    fault: str = ""
    ends_effect: bool = False


def render(
    plugin: EffectPlugin,
    kind: Kind,
    source: Path,
    made: Path,
    sample_rate: float,
    is_over: Callable[[], bool] = lambda: False,
    channels: int = 1,
) -> Outcome:
    """Render the samples of one file into another, in a process of its own; wait for it. *Any thread.*

    Args:
        source, made: float32, one channel after the other; files of ours lie beside ``made`` meanwhile.
        is_over: asked every 20 ms; the process is killed when it says so.

    Raises:
        OSError: the process cannot be started, or a file not written.
    """
    beside = made.with_suffix("")
    files = {name: beside.with_suffix(f".{name}") for name in ("job", "fault", "heartbeat")}
    heartbeat = Heartbeat.make(files["heartbeat"], START_S)
    try:
        job = Job(
            plugin.which,
            plugin.format,
            dict(plugin.controls),
            kind,
            sample_rate,
            str(source),
            str(made),
            str(files["fault"]),
            str(files["heartbeat"]),
            channels,
        )
        job.write(files["job"])
        return _watched([sys.executable, "-m", "live_daemon.effects", str(files["job"])], heartbeat, files, is_over)
    finally:
        for file in files.values():
            file.unlink(missing_ok=True)


def _watched(command: list[str], heartbeat: Heartbeat, files: dict[str, Path], is_over: Callable[[], bool]) -> Outcome:
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while process.poll() is None:
            if is_over():
                return Outcome()
            if heartbeat.overdue_s() > 0.0:
                return Outcome(fault="hangs: its process was killed", ends_effect=True)
            time.sleep(LOOK_S)
    finally:
        process.kill()
        process.wait()
        if process.stdin is not None:
            process.stdin.close()
    return _outcome(process.returncode, files["fault"])


def _outcome(status: int, fault: Path) -> Outcome:
    if status == Ended.MADE:
        return Outcome(made=True)
    if status not in tuple(Ended):
        how = f"signal {-status}" if status < 0 else f"exit status {status}"
        return Outcome(fault=f"crashed ({how})", ends_effect=True)
    try:
        text = fault.read_text(encoding="utf-8")[:LONGEST_FAULT]
    except (OSError, ValueError):
        text = "failed"
    return Outcome(fault=printable(text), ends_effect=status == Ended.NO_EFFECT)
