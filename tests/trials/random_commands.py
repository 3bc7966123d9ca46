"""An hour of random commands from a fixed seed: blocks missed, memory, open files, dreams.

Linux. Exit status 1: a process ended, something grew, or an answer stayed away.
"""

from __future__ import annotations

import argparse
import collections
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from live_daemon.audio.record import AudioRecord
from live_daemon.demo.etude import ETUDE_FILE
from live_daemon.soundcheck.rehearsal import engine_counts, engine_figures
from support.daemon import Daemon
from support.plucks import plucked
from support.sounding_daemon import LOOPS_HZ, make_bank, shared_folder_of
from trials.figures import keep_logs, leave

SAMPLE_S = 2.0
PING_S = 1.0
KEPT_DREAMS = 40
WARM_PART = 0.3
"""Caches, kernels and buffers fill up in the beginning; growth is what happens after."""
MOST_GROWTH_MB = 30.0
MOST_MORE_FILES = 8
LOST_S = 60.0
"""A busy machine answers late, and how late is told; what is not answered by then is lost."""
PATIENCE_S = 120.0
"""A busy machine gets this much longer for what must have happened."""


class RandomCommands:
    """One run. Everything it sends comes from the seed; how long it waits between does, too."""

    def __init__(self, daemon: Daemon, rng_seed: int) -> None:
        self.daemon = daemon
        self.sent: collections.Counter[str] = collections.Counter()
        self.reasons: collections.Counter[str] = collections.Counter()
        self.samples: list[dict[str, Any]] = []
        self.pongs_s: list[float] = []
        self.lost_pongs = 0
        self._rng = np.random.default_rng(rng_seed)
        self._take = daemon.recordings / "take.wav"
        self._seen = 0
        self._ping: tuple[int, float] | None = None
        self._next_ping_s = 0.0
        self._token = 0
        self._deleted = 0

    def run(self, seconds: float, at_least: int = 0) -> None:
        """Send, hear, sample; at least this many commands, and until a dream was made, whatever the machine."""
        began = time.monotonic()
        next_sample = began
        while (now := time.monotonic()) < began + seconds or (
            (self.sent.total() < at_least or not self.reasons["ready"]) and now < began + seconds + PATIENCE_S
        ):
            if now >= next_sample:
                next_sample += SAMPLE_S
                self.samples.append({"at_s": round(now - began, 1), "processes": self._processes()})
                self._tidy()
            self._command()
            self.daemon._drain(float(self._rng.exponential(0.03)))
            self._hear(now)

    def _send(self, address: str, *values: Any) -> None:
        self.sent[address] += 1
        self.daemon.send(address, *values)

    def _command(self) -> None:
        rng, send = self._rng, self._send
        loop = int(rng.integers(len(LOOPS_HZ)))
        match int(rng.integers(100)):
            case n if n < 45:
                send("/dream/loop/gain", loop, float(rng.uniform()))
            case n if n < 60:
                send("/dream/loop/mute", loop, int(rng.integers(2)))
            case n if n < 70:
                send("/dream/loop/layer", loop, str(rng.choice(["swell", "tremolo", "ring"])))
            case n if n < 80:
                key, low, high = [
                    ("attack_ms", 1, 80),
                    ("release_ms", 50, 900),
                    ("q", 5, 60),
                    ("sensitivity_db", 0, 40),
                ][int(rng.integers(4))]
                send(f"/dream/follower/{key}", float(rng.uniform(low, high)))
            case n if n < 86:
                send("/dream/seed", str(self._take), "", float(rng.uniform(0.5, 6.0)), int(rng.integers(2**31)))
            case n if n < 88:
                send("/dream/seed/live", float(rng.uniform(0.5, 8.0)))
            case n if n < 90:
                send("/dream/cancel", int(rng.integers(1, 1 + max(1, self.sent["/dream/seed"]))))
            case n if n < 91:
                send("/dream/bank/load", str(rng.choice(["evening", "nowhere"])))
            case n if n < 92:
                send("/dream/bank/add", int(rng.integers(1, 1 + max(1, self.sent["/dream/seed"]))))
            case n if n < 93:
                send("/dream/model/list")
            case n if n < 94 and rng.integers(10) == 0:
                send("/dream/panic")
            case n if n < 96:
                take = self._take.with_name(f"take{int(rng.integers(4))}.wav")
                soundfile.write(take, plucked([float(rng.uniform(80, 400)) for _ in range(3)]), 48_000)
                self.sent["recordings"] += 1
            case _:
                send(str(rng.choice(["/dream/nonsense", "/dream/loop/gain", "/x"])), *rng.uniform(size=3).tolist())

    def _hear(self, now: float) -> None:
        for address, values in self.daemon.heard[self._seen :]:
            if address in ("/dream/failed", "/dream/dropped"):
                self.reasons[f"{address[7:]}: {str(values[1])[:60]}"] += 1
            elif address == "/dream/ready":
                self.reasons["ready"] += 1
            elif address == "/dream/pong" and self._ping is not None and values == (self._ping[0],):
                self.pongs_s.append(now - self._ping[1])
                self._ping = None
        # What was heard is not kept: the memory that is looked at is the daemon's.
        self.daemon.heard.clear()
        self.daemon._waiting.clear()
        if self._ping is not None and now - self._ping[1] > LOST_S:
            self.lost_pongs += 1
            self._ping = None
        if self._ping is None and now >= self._next_ping_s:
            self._token += 1
            self._next_ping_s = now + PING_S
            self._ping = (self._token, now)
            self.daemon.send("/dream/ping", self._token)

    def _processes(self) -> dict[str, dict[str, float]]:
        assert self.daemon.process is not None
        found = {"supervisor": self.daemon.process.pid, **self.daemon.children()}
        return {name: _figures(pid) for name, pid in found.items()}

    def _tidy(self) -> None:
        """Delete old dreams, as a performer with a small disk would."""
        dreams = sorted((self.daemon.folder / "dreams").glob("*.wav"), key=lambda path: path.name[-8:])
        for dream in dreams[:-KEPT_DREAMS]:
            dream.unlink(missing_ok=True)
            dream.with_suffix(".json").unlink(missing_ok=True)
            self._deleted += 1


def _figures(pid: int) -> dict[str, float]:
    """Private memory (MB), open files and threads of a process; shared memory is one and the same for all."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        files = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except OSError:
        return {"pid": pid, "memory_mb": 0.0, "files": 0, "threads": 0}
    rows = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    memory_mb = float(rows["RssAnon"].split()[0]) / 1024
    return {"pid": pid, "memory_mb": round(memory_mb, 2), "files": files, "threads": int(rows["Threads"])}


def growth(samples: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Compare the end of a run with its middle, process by process: medians of the last quarter and of the one that
    begins when things are warm.
    """
    warm = samples[int(WARM_PART * len(samples)) :]
    part = max(1, len(warm) // 4)
    result: dict[str, dict[str, float]] = {}
    for name in warm[-1]["processes"]:
        rows = [one["processes"][name] for one in warm if name in one["processes"]]
        first, last = rows[:part], rows[-part:]
        result[name] = {"restarts": len({row["pid"] for row in rows}) - 1}
        for key in ("memory_mb", "files", "threads"):
            before, after = (float(np.median([row[key] for row in some])) for some in (first, last))
            result[name] |= {key: after, f"{key}_growth": round(after - before, 2)}
    return result


def perform(folder: Path, seconds: float, rng_seed: int, device: str = "none", at_least: int = 0) -> dict[str, Any]:
    """Run it in an empty folder; return the figures."""
    (folder / "bank").mkdir()
    (folder / "recordings").mkdir()
    make_bank(folder / "bank" / "evening")
    played, rate = soundfile.read(ETUDE_FILE, dtype="float32")
    played = np.resize(played, (int(min(seconds, 600) * rate), played.shape[1]))
    soundfile.write(folder / "input.wav", played, rate)
    overrides = ["black_box.keep_gb=0.5", "voices.max=4", "voices.stagger_s=0.5", f"audio.device={device}"]
    if device == "none":
        overrides.append(f"audio.input_file={folder / 'input.wav'}")
    with Daemon(folder, *overrides, duration_s=2.0) as daemon:
        soundfile.write(daemon.recordings / "take.wav", plucked([110.0, 165.0, 220.0]), 48_000)
        daemon.send("/dream/bank/load", "evening")
        daemon.wait_for("/dream/bank/ready")
        record = AudioRecord.open(shared_folder_of(daemon))
        run = RandomCommands(daemon, rng_seed)
        before = engine_counts(record)
        run.run(seconds, at_least)
        engine = engine_figures(before, engine_counts(record), record.sample_rate)
        result = {
            "seconds": seconds,
            "rng_seed": rng_seed,
            "device": device,
            "engine": engine,
            "commands": sum(run.sent.values()),
            "sent": dict(run.sent.most_common()),
            "dreams": dict(run.reasons.most_common()),
            "pong_ms": {
                name: round(1000 * float(np.percentile(run.pongs_s, part)), 1)
                for name, part in (("p50", 50), ("p99", 99), ("max", 100))
            },
            "lost_pongs": run.lost_pongs,
            "processes": growth(run.samples),
            "samples": run.samples,
        }
    result["tracebacks"] = daemon.log.count("Traceback")
    result["hung_or_ended"] = daemon.log.count("is started again") + daemon.log.count("killed and started")
    (folder / "log.txt").write_text(daemon.log)
    return result


def faults(result: dict[str, Any]) -> list[str]:
    """Say what is wrong with a run; memory is judged where the run was long enough to tell growth from warming up."""
    found = []
    for name, row in result["processes"].items():
        if row["restarts"]:
            found.append(f"{name} was started again {row['restarts']} times")
        if row["files_growth"] > MOST_MORE_FILES:
            found.append(f"{name} has {row['files_growth']:g} open files more")
        if result["seconds"] >= 600 and row["memory_mb_growth"] > MOST_GROWTH_MB:
            found.append(f"{name} has grown by {row['memory_mb_growth']} MB")
    if result["tracebacks"]:
        found.append(f"{result['tracebacks']} tracebacks in the log")
    if result["lost_pongs"]:
        found.append(f"{result['lost_pongs']} pings were not answered")
    if not result["dreams"].get("ready"):
        found.append("no dream was made")
    return found


def as_markdown(result: dict[str, Any]) -> str:
    """Return the short table."""
    engine, dreams = result["engine"], result["dreams"]
    refused = sum(dreams.values()) - dreams.get("ready", 0)
    blocks = f"{engine['blocks']} blocks, {engine['late_blocks']} late, {engine['xruns']} missed"
    made = f"{dreams.get('ready', 0)} dreams made, {refused} refused or given up"
    pong = f"a ping is answered in {result['pong_ms']['p50']} ms (p99 {result['pong_ms']['p99']} ms)"
    lines = [
        f"{result['seconds']:g} s, device {result['device']}, seed {result['rng_seed']}: "
        f"{result['commands']} commands; {blocks}; {made}; {pong}.",
        "",
        "| process | memory, MB (growth) | open files (growth) | threads (growth) | started again |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, row in result["processes"].items():
        cells = [f"{row[key]:g} ({row[f'{key}_growth']:+g})" for key in ("memory_mb", "files", "threads")]
        lines.append(f"| {name} | {' | '.join(cells)} | {row['restarts']} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print the table; exit status 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3600.0)
    parser.add_argument("--rng-seed", type=int, default=1)
    parser.add_argument("--device", default="none")
    parser.add_argument("--out", type=Path, default=Path("trials-out"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        try:
            result = perform(Path(folder), options.seconds, options.rng_seed, options.device)
        finally:
            keep_logs(Path(folder), options.out, "random_commands")
    leave(options.out, "random_commands", result, as_markdown(result))
    wrong = faults(result)
    for one in wrong:
        print(one, file=sys.stderr)
    return int(bool(wrong))
