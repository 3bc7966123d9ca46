"""Everything of the daemon killed, hung or starved in turn, while a recorder listens.

Linux, with JACK's dummy server. Each fault tells: the longest gap in the recorded sound, how long until what died is
back (what was asked of it is answered), whether the performer's state is what it was.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from support.sounding_daemon import PERIOD, RATE, SoundingDaemon, limit_memory, wait_until
from trials.figures import keep_logs, leave, made

LIMIT_S = 5.0
DISK_MB = 24
ONE_LATE_BLOCK_S = 1.5 * PERIOD / RATE
"""A busy machine lets JACK leave out a block now and then, fault or not (see the row `nothing`)."""
SETTLE_S = 6.0
"""Between two faults: a process that dies again within five seconds of its start is started later and later."""


@dataclass
class Outcome:
    """One fault, once. Times in seconds."""

    fault: str
    gap_s: float
    back_s: float
    state: str = ""
    remark: str = ""
    recorder_missed_s: float = 0.0


@dataclass
class Fault:
    """A way to die. ``do`` does it and returns (when it was done, when everything was back)."""

    name: str
    what: str
    do: Callable[[SoundingDaemon], tuple[float, float]]
    outcomes: list[Outcome] = field(default_factory=list)
    interrupts: bool = False  # the sound itself: it cannot go on without the process that makes it

    @property
    def child(self) -> str:
        """Who it happens to."""
        return self.name.split(maxsplit=1)[0]


def _signal(stage: SoundingDaemon, child: str, number: int) -> float:
    os.kill(stage.daemon.children()[child], number)
    return time.monotonic()


def _worker(number: int) -> Callable[[SoundingDaemon], tuple[float, float]]:
    def do(stage: SoundingDaemon) -> tuple[float, float]:
        stage.daemon.send("/dream/seed", str(stage.take), "", 4.0)  # in the middle of its work
        stage.daemon.wait_for("/dream/progress")
        began = _signal(stage, "inference", number)
        return began, stage.first_dream_s()

    return do


def _worker_memory(stage: SoundingDaemon) -> tuple[float, float]:
    limit_memory(stage.daemon.children()["inference"])
    stage.daemon.send("/dream/seed", str(stage.take), "", 60.0)
    reason = stage.daemon.wait_for("/dream/failed", timeout=60)[1]
    assert "memory" in reason, reason
    return time.monotonic(), stage.first_dream_s()


def _controller(number: int) -> Callable[[SoundingDaemon], tuple[float, float]]:
    def do(stage: SoundingDaemon) -> tuple[float, float]:
        began = _signal(stage, "controller", number)
        return began, stage.first_pong_s()

    return do


def _controller_memory(stage: SoundingDaemon) -> tuple[float, float]:
    limit_memory(stage.daemon.children()["controller"])
    began = time.monotonic()
    stage.daemon.send("/dream/seed", str(stage.take), "", 0.5)
    stage.daemon.send("/dream/seed/live", 59.0)
    stage.daemon._drain(0.3)
    stage.first_pong_s()
    return began, max(stage.first_pong_s(), stage.first_dream_s())


def _audio(number: int) -> Callable[[SoundingDaemon], tuple[float, float]]:
    def do(stage: SoundingDaemon) -> tuple[float, float]:
        old = stage.daemon.children()["audio"]
        began = _signal(stage, "audio", number)
        wait_until(lambda: stage.daemon.children().get("audio", old) != old, 30)
        stage.wait_for_sound()
        return began, time.monotonic() - 0.3

    return do


def _audio_memory(stage: SoundingDaemon) -> tuple[float, float]:
    limit_memory(stage.daemon.children()["audio"])
    began = time.monotonic()
    made = stage.first_dream_s()  # and sounds
    stage.wait_for_sound()
    return began, made


def _disk_full(stage: SoundingDaemon) -> tuple[float, float]:
    """Full while dreams are asked for and the state is written; then there is room again."""
    ballast = stage.folder / "data" / "ballast"
    for old in (stage.folder / "data" / "dreams").glob("*.wav"):
        old.unlink(missing_ok=True)  # twenty times in a row, and the disk is small
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(65_536))
    stage.daemon.send("/dream/seed", str(stage.take), "", 2.0)
    stage.daemon.send("/dream/loop/gain", 0, 0.5)
    reason = stage.daemon.wait_for("/dream/failed", timeout=20)[1]
    assert "space" in reason, reason
    stage.first_pong_s()
    stage.daemon.send("/dream/loop/gain", 0, 0.2)
    ballast.unlink()
    began = time.monotonic()
    return began, stage.first_dream_s()


def _server_gone(stage: SoundingDaemon) -> tuple[float, float]:
    """Measured from the moment at which the server is there again."""
    stage.jack.process.send_signal(signal.SIGKILL)
    stage.jack.process.wait()
    time.sleep(3.0)
    stage.jack.__enter__()
    began = time.monotonic()
    stage.wait_for_sound()
    return began, time.monotonic() - 0.3


def _osc_flood(stage: SoundingDaemon) -> tuple[float, float]:
    """Three seconds of nonsense as fast as it goes; measured: how late a ping in the middle of it is answered."""
    rng = np.random.default_rng(1)
    datagrams = [rng.bytes(int(rng.integers(4, 400))) for _ in range(200)] + [b"/dream/nonsense\0,\0\0\0"] * 50
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        end = time.monotonic() + 3.0
        while time.monotonic() < end:
            for datagram in datagrams:
                out.sendto(datagram, ("127.0.0.1", stage.daemon.port))
            time.sleep(0.005)
    began = time.monotonic()
    return began, stage.first_pong_s()


def _nothing(stage: SoundingDaemon) -> tuple[float, float]:
    """What the machine itself does to the sound in a while, without a fault."""
    stage.daemon._drain(5.0)
    return 0.0, 0.0


FAULTS = [
    Fault("nothing", "five seconds without a fault: the floor of this machine and of JACK on it", _nothing),
    Fault("worker killed", "kill -9 while it dreams; back: the next dream is a file", _worker(signal.SIGKILL)),
    Fault("worker hung", "SIGSTOP while it dreams; back: the next dream is a file", _worker(signal.SIGSTOP)),
    Fault(
        "worker starved",
        "no byte more than it has (RLIMIT_AS) for a long dream; back, once that has failed: the next dream is a file",
        _worker_memory,
    ),
    Fault("controller killed", "kill -9; back: it answers a ping", _controller(signal.SIGKILL)),
    Fault("controller hung", "SIGSTOP; back: it answers a ping", _controller(signal.SIGSTOP)),
    Fault(
        "controller starved",
        "no byte more than it has, a long live seed asked for; back: ping and dream",
        _controller_memory,
    ),
    Fault("audio killed", "kill -9; back: the loops are heard", _audio(signal.SIGKILL), interrupts=True),
    Fault("audio hung", "SIGSTOP; back: the loops are heard", _audio(signal.SIGSTOP), interrupts=True),
    Fault("audio starved", "no byte more than it has, a dream is played", _audio_memory),
    Fault("disk full", "state and dreams on a full disk; back: room again, the next dream is a file", _disk_full),
    Fault("server gone", "JACK killed, back after 3 s; back: the loops are heard", _server_gone, interrupts=True),
    Fault("OSC flood", "three seconds of nonsense; back: a ping is answered", _osc_flood),
]


def run_fault(stage: SoundingDaemon, fault: Fault) -> Outcome:
    """Do it once; the stage is as before when it returns."""
    stage.wait_for_sound()
    stage.daemon._drain(max(0.5, stage.rests_until_s.get(fault.child, 0.0) - time.monotonic()))
    before = stage.state()
    began_s = time.monotonic()
    try:
        done_s, back_s = fault.do(stage)
        remark = ""
    except AssertionError as error:
        done_s, back_s, remark = began_s, float("inf"), str(error).splitlines()[0][:200]
    differs = stage.wait_for_state(before)
    stage.wait_for_sound()
    stage.rests_until_s[fault.child] = time.monotonic() + SETTLE_S
    heard = stage.watch.heard(began_s, time.monotonic() - 0.1)
    outcome = Outcome(fault.name, heard.longest_gap_s, back_s - done_s, differs, remark, heard.missed_s)
    fault.outcomes.append(outcome)
    return outcome


def run_table(faults: list[Fault], times: int, folder: Path, tell: Callable[[str], None]) -> None:
    """Do each fault `times` times, in turn, on one stage; the disk that fills up has its own."""

    def run_on(stage: SoundingDaemon, some: list[Fault]) -> None:
        for number in range(times):
            for fault in some:
                outcome = run_fault(stage, fault)
                missed = (
                    f" (recorder missed {1000 * outcome.recorder_missed_s:.0f} ms)" if outcome.recorder_missed_s else ""
                )
                wrong = f" STATE {outcome.state}" if outcome.state else ""
                tell(
                    f"{number + 1} {fault.name}: gap {1000 * outcome.gap_s:.1f} ms, back {outcome.back_s:.2f} s{missed}"
                    f"{wrong} {outcome.remark}"
                )

    rest = [fault for fault in faults if fault.name != "disk full"]
    if rest:
        with SoundingDaemon(_made(folder / "stage"), None, "follower.loops=0") as stage:
            try:
                run_on(stage, rest)
            finally:
                (folder / "log.txt").write_text(stage.daemon.log)
    if len(rest) < len(faults):
        with small_disk(folder) as data:
            if data is None:
                tell("disk full: skipped, a small disk cannot be mounted here (needs root)")
                return
            here = _made(folder / "full")
            (here / "data").symlink_to(data)
            with SoundingDaemon(here, data, "follower.loops=0") as stage:
                run_on(stage, [fault for fault in faults if fault.name == "disk full"])


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """Mount a small disk in memory (Linux, root); None where that is not possible."""
    place = folder / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "none", str(place)]
    done = None
    with contextlib.suppress(OSError):
        done = subprocess.run(command, capture_output=True, check=False)
    if done is None or done.returncode != 0:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


def as_markdown(faults: list[Fault]) -> str:
    """Return the table."""
    lines = [
        "| fault | times | longest gap, ms (median / worst) | back, s (median / worst) | state as before | failed |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for fault in faults:
        done = fault.outcomes
        if not done:
            continue
        gaps, backs = [1000 * one.gap_s for one in done], [one.back_s for one in done]
        same = sum(not one.state for one in done)
        late = sum(not passes(fault, one) for one in done)
        lines.append(
            f"| **{fault.name}**: {fault.what} | {len(done)} | {np.median(gaps):.0f} / {max(gaps):.0f} "
            f"| {np.median(backs):.2f} / {max(backs):.2f} | {same} of {len(done)} | {late} |"
        )
    return "\n".join(lines) + "\n"


def passes(fault: Fault, outcome: Outcome) -> bool:
    """Whether it is as promised: back within 5 s, the state as before, and no gap where the engine lives."""
    whole = fault.interrupts or outcome.gap_s < ONE_LATE_BLOCK_S
    return whole and outcome.back_s < LIMIT_S and not outcome.state


def main() -> int:
    """Print progress; exit status 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--fault", action="append", choices=[fault.name for fault in FAULTS], help="default: all")
    parser.add_argument("--out", type=Path, default=Path("trials-out"))
    options = parser.parse_args()
    chosen = [fault for fault in FAULTS if not options.fault or fault.name in options.fault]
    made(options.out)
    with tempfile.TemporaryDirectory() as folder:
        try:
            run_table(chosen, options.times, Path(folder), lambda text: print(text, file=sys.stderr, flush=True))
        finally:
            keep_logs(Path(folder), options.out, "every_fault")
            rows = [{"what": fault.what, "outcomes": [asdict(one) for one in fault.outcomes]} for fault in chosen]
            leave(options.out, "every_fault", rows, as_markdown(chosen))
    return int(any(not passes(fault, one) for fault in chosen for one in fault.outcomes))
