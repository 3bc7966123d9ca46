"""A host with the bridge: what a block costs it, ten kills of the host, and twenty of the audio process while it plays.

Linux, with a C compiler. The host is a small program that plays at its own clock (64 frames at 48 kHz) and compares its
dry signal sample by sample; a loop sounds on a channel of its own. It plays without the bridge, with it and no daemon,
with both, and while the audio process is killed every few seconds and a spare takes its place. A block is late where it
ends after the next should begin; a machine that stands still makes late blocks without the bridge also. Between, hosts
are killed while they play: the loop is to go on inside, and the next host to join. A program of its own counts by how
many calls a host that keeps its time wakes the engine, and what the engine's waiting costs.
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

from support.bridge import FOLDER_VARIABLE, RATE, BridgeDaemon, Ring, wait_until
from support.bridge_c import bell, build
from trials.figures import figure_table, leave

FRAMES = 64
JOIN_S = 2.0
LONGEST_PLAY_S = 600.0
ROUNDS = 5000


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


def kill_one_host(program: Path, daemon: BridgeDaemon) -> tuple[float, bool]:
    """Kill a host while the engine plays with it.

    Returns after how many seconds it had joined, and whether the loop went on inside when it was gone.
    """
    ring, record = Ring(daemon.ring_folder), daemon.record
    wait_until(lambda: record.get("stand_in") == 1, what="the clock")
    playing = host(program, daemon, LONGEST_PLAY_S, with_bridge=True)
    try:
        joined_s = wait_until(lambda: ring.is_joined, what="a host")
        time.sleep(1.0)
    finally:
        playing.kill()
        playing.communicate()
    wait_until(lambda: record.get("stand_in") == 1, what="the clock")
    frame = record.get("frame")
    wait_until(lambda: record.get("frame") > frame + RATE // 10, what="a tenth of a second")
    return joined_s, daemon.control.slot_state(0).phase == "playing"


def kill_hosts(program: Path, daemon: BridgeDaemon, kills: int) -> dict[str, Any]:
    """Kill so many hosts, one after the other; the last one lives, and says whether it heard the loop."""
    outcomes = [kill_one_host(program, daemon) for _ in range(kills)]
    last = told(host(program, daemon, 2 * JOIN_S, with_bridge=True))
    return {
        "kills": kills,
        "joined_s": [joined_s for joined_s, _ in outcomes],
        "loop_went_on": sum(went_on for _, went_on in outcomes),
        "last_heard": last["heard"],
    }


def perform(folder: Path, seconds: float, kills: int, pause_s: float, host_kills: int) -> dict[str, dict[str, Any]]:
    """Let the host play four times; what it measured each time, of the doorbell, and of the hosts that were killed."""
    program, bells = folder / "host", folder / "bell"
    for source, out in (("bridge_bench", program), ("bridge_bell", bells)):
        built = build(source, out, "-O2")
        assert built.returncode == 0, built.stderr
    found = {"bell": bell(bells, folder / "bell_ring", round(seconds * RATE / FRAMES), FRAMES, ROUNDS)}
    daemon = BridgeDaemon(folder, "--stand-in", "--output-channels", "10")
    found["without"] = told(host(program, daemon, seconds, with_bridge=False))
    found["no daemon"] = told(host(program, daemon, seconds, with_bridge=True))
    with daemon:
        daemon.sound_loop(output=1)
        found["with"] = told(host(program, daemon, seconds, with_bridge=True))
        found["hosts"] = kill_hosts(program, daemon, host_kills)
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
    bells, hosts = found["bell"], found["hosts"]
    asleep = f"{bells['left_asleep']} of {bells['rounds']}"
    back = sorted(end - begin for begin, end in kills["gaps_s"] if end >= 0)
    rows = [
        (f"one block of {FRAMES} frames in the host's callback: median", f"{with_bridge['p50_us']:.1f} µs"),
        (
            "the same: p99, p99.9, longest",
            f"{with_bridge['p99_us']:.1f}, {with_bridge['p999_us']:.1f}, {with_bridge['longest_us']:.0f} µs",
        ),
        (
            "the thread's own computing in it: median, p99, p99.9",
            f"{with_bridge['own_p50_us']:.1f}, {with_bridge['own_p99_us']:.1f}, {with_bridge['own_p999_us']:.1f} µs",
        ),
        (
            "one block without a daemon: what the machine itself costs",
            f"{alone['p50_us']:.1f}, {alone['p999_us']:.1f} µs",
        ),
        ("blocks in time for which the host called the system", f"{bells['wakes']} of {bells['blocks']}"),
        ("what the engine's waiting costs then, of a core", f"{100 * bells['engine_cpu']:.1f} %"),
        (
            "a block out of time is answered after: median, p99; blocks for which nobody woke the engine",
            f"{bells['answer_p50_us']:.0f}, {bells['answer_p99_us']:.0f} µs; {asleep}",
        ),
        ("late blocks of the host without the bridge", f"{without['late_blocks']} of {without['blocks']}"),
        ("with it", f"{with_bridge['late_blocks']} of {with_bridge['blocks']}"),
        ("while the audio process is killed", f"{kills['late_blocks']} of {kills['blocks']}"),
        ("frames of the dry signal that were not what was played", with_bridge["wrong_dry_frames"]),
        ("the same while it is killed", kills["wrong_dry_frames"]),
        ("blocks that the engine missed", f"{with_bridge['engine_late']} of {with_bridge['blocks']}"),
        (
            f"{hosts['kills']} times the host is killed: times that the loop went on inside; the next one joins within",
            f"{hosts['loop_went_on']}; {max(hosts['joined_s']):.2f} s",
        ),
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
    parser.add_argument("--host-kills", type=int, default=10)
    parser.add_argument("--pause", type=float, default=5.0, help="seconds between two kills")
    parser.add_argument("--out", type=Path, default=Path("trials-out"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = perform(Path(folder), options.seconds, options.kills, options.pause, options.host_kills)
    leave(options.out, "bridge", found, table_of(found))
    kills = found["kills"]
    lost = kills["wrong_dry_frames"] or found["with"]["wrong_dry_frames"]
    back = all(0 <= end - begin <= 5.0 for begin, end in kills["gaps_s"]) and len(kills["gaps_s"]) >= options.kills
    hosts = found["hosts"]
    joined = hosts["loop_went_on"] == hosts["kills"] and hosts["last_heard"] and max(hosts["joined_s"]) <= 5.0
    return int(bool(lost) or not back or not joined)
