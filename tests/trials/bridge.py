"""A host with the bridge: what a block costs it, and twenty kills of the audio process while it plays.

Linux, with a C compiler. The host is a small program that plays at its own clock (64 frames at 48 kHz) and compares its
dry signal sample by sample; a loop sounds on a channel of its own. It plays without the bridge, with it and no daemon,
with both, and while the audio process is killed every few seconds and a spare takes its place. A block is late where it
ends after the next should begin; a machine that stands still makes late blocks without the bridge also.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from support.bridge import FOLDER_VARIABLE, BridgeDaemon
from support.bridge_c import build
from trials.figures import figure_table, leave

FRAMES = 64
JOIN_S = 2.0


def host(program: Path, daemon: BridgeDaemon, seconds: float, with_bridge: bool) -> subprocess.Popen[str]:
    """Start the host."""
    environment = {**os.environ, FOLDER_VARIABLE: str(daemon.ring_folder)}
    command = [str(program), str(seconds), str(FRAMES), str(int(with_bridge))]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def told(playing: subprocess.Popen[str]) -> dict[str, Any]:
    """Wait for its end; what it has measured."""
    text, _ = playing.communicate()
    assert playing.returncode == 0, f"the host ended with {playing.returncode}"
    return dict(json.loads(text))


def perform(folder: Path, seconds: float, kills: int, pause_s: float) -> dict[str, dict[str, Any]]:
    """Let the host play four times; what it measured each time."""
    program = folder / "host"
    built = build("bridge_bench", program, "-O2")
    assert built.returncode == 0, built.stderr
    found = {}
    daemon = BridgeDaemon(folder, "--stand-in", "--output-channels", "10")
    found["without"] = told(host(program, daemon, seconds, with_bridge=False))
    found["no daemon"] = told(host(program, daemon, seconds, with_bridge=True))
    with daemon:
        daemon.sound_loop(output=1)
        found["with"] = told(host(program, daemon, seconds, with_bridge=True))
        playing = host(program, daemon, JOIN_S + (kills + 1) * pause_s, with_bridge=True)
        daemon.prepare()
        time.sleep(JOIN_S + pause_s)
        for _ in range(kills):
            began = time.monotonic()
            daemon.kill()
            daemon.start()
            daemon.prepare()
            time.sleep(max(0.0, began + pause_s - time.monotonic()))
        found["kills"] = told(playing)
    return found


def table_of(found: dict[str, dict[str, Any]]) -> str:
    """The figures for people."""
    without, alone, with_bridge, kills = found["without"], found["no daemon"], found["with"], found["kills"]
    back = sorted(end - begin for begin, end in kills["gaps_s"] if end >= 0)
    rows = [
        (f"one block of {FRAMES} frames in the host's callback: median", f"{with_bridge['p50_us']:.1f} µs"),
        ("the same, p99.9 (longest)", f"{with_bridge['p999_us']:.1f} µs ({with_bridge['longest_us']:.0f} µs)"),
        (
            "the same without a daemon: what the machine itself costs",
            f"{alone['p50_us']:.1f}, {alone['p999_us']:.1f} µs",
        ),
        ("late blocks of the host without the bridge", f"{without['late_blocks']} of {without['blocks']}"),
        ("with it", f"{with_bridge['late_blocks']} of {with_bridge['blocks']}"),
        ("while the audio process is killed", f"{kills['late_blocks']} of {kills['blocks']}"),
        ("frames of the dry signal that were not what was played", with_bridge["wrong_dry_frames"]),
        ("the same while it is killed", kills["wrong_dry_frames"]),
        ("blocks that the engine missed", f"{with_bridge['engine_late']} of {with_bridge['blocks']}"),
    ]
    if back:
        middle = back[len(back) // 2]
        rows.append((f"{len(back)} times the loop came back after", f"{middle:.2f} s (longest {back[-1]:.2f} s)"))
    return figure_table(rows)


def main() -> int:
    """Run it and leave the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--pause", type=float, default=5.0, help="seconds between two kills")
    parser.add_argument("--out", type=Path, default=Path("trials-out"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = perform(Path(folder), options.seconds, options.kills, options.pause)
    leave(options.out, "bridge", found, table_of(found))
    kills = found["kills"]
    lost = kills["wrong_dry_frames"] or found["with"]["wrong_dry_frames"]
    back = all(0 <= end - begin <= 5.0 for begin, end in kills["gaps_s"]) and len(kills["gaps_s"]) >= options.kills
    return int(bool(lost) or not back)
