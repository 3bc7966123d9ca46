"""A session of three minutes through the whole daemon, replayed twice, compared sample by sample.

The sound card is a stepped clock, whose output goes to a file by a way of its own; takes, a bank, gains, layers,
followers and panics come at random, from a fixed seed, and the controller and the audio engine are killed once each.
Exit status 0: identical.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile
from pythonosc.udp_client import SimpleUDPClient

from live_daemon.black_box.old_sessions import sessions
from live_daemon.black_box.replay import read_log
from live_daemon.demo.etude import ETUDE_FILE
from live_daemon.demo.host import OscHost
from live_daemon.processes.supervisor import Supervisor
from live_daemon.settings import load_settings
from live_inference.bank.manifest import BankLoop, write_bank
from live_inference.files.audio import read_audio
from live_inference.files.dreams import write_wav
from support.ports import free_port

RATE = 48_000
STEP_S = 0.05
RNG_SEED = 3


def perform(folder: Path, seconds: float) -> int:
    """Perform in this folder; return how many OSC messages were sent."""
    etude = read_audio(ETUDE_FILE, RATE)
    played = np.resize(etude, round(seconds * RATE))
    write_wav(folder / "input.wav", played, RATE)
    _make_bank(folder / "bank" / "evening")
    host, port = OscHost(), free_port()
    overrides = [
        "audio.device=none",
        "audio.monitor=0.5",
        f"audio.input_file={folder / 'input.wav'}",
        f"audio.output_file={folder / 'output.wav'}",
        f"osc.listen_port={port}",
        f'osc.send=["127.0.0.1:{host.port}"]',
        "engine.duration_s=4",
        *(f"paths.{name}={folder / name}" for name in ("recordings", "dreams", "bank", "state")),
    ]
    rng = np.random.default_rng(RNG_SEED)
    client = SimpleUDPClient("127.0.0.1", port)
    sent = 0
    with Supervisor(load_settings(overrides=overrides), stepped=True) as supervisor:
        _wait_until_ready(supervisor, host)
        client.send_message("/dream/bank/load", str(folder / "bank" / "evening"))
        steps = round(seconds / STEP_S)
        for step in range(1, steps + 1):
            _step(supervisor, round(step * STEP_S * RATE))
            if step % round(15 / STEP_S) == 0:
                begin = round(max(0.0, step * STEP_S - 4) * RATE)
                write_wav(folder / "recordings" / f"take{step}.wav", played[begin : begin + 4 * RATE], RATE)
            for address, *values in _random_messages(rng):
                client.send_message(address, values)
                sent += 1
            if step in (steps // 3, 2 * steps // 3):
                _kill(supervisor, "controller" if step == steps // 3 else "audio")
            time.sleep(0.01)
    host.close()
    return sent


def _random_messages(rng: np.random.Generator) -> list[tuple]:
    found: list[tuple] = []
    for _ in range(int(rng.integers(0, 4))):
        loop = int(rng.integers(0, 4))
        match int(rng.integers(0, 40)):
            case n if n < 20:
                found.append(("/dream/loop/gain", loop, float(rng.random() ** 2)))
            case n if n < 28:
                found.append(("/dream/loop/mute", loop, int(rng.random() < 0.15)))
            case n if n < 33:
                found.append(("/dream/loop/layer", loop, ("swell", "tremolo", "ring")[rng.integers(3)]))
            case n if n < 36:
                found.append(("/dream/follower/sensitivity_db", float(rng.uniform(20, 45))))
            case n if n < 39:
                found.append(("/dream/follower/q", float(rng.uniform(5, 40))))
            case _ if rng.random() < 0.05:
                found.append(("/dream/panic",))
    return found


def _make_bank(folder: Path) -> None:
    folder.mkdir(parents=True)
    t = np.arange(2 * RATE) / RATE
    rows = []
    for number, hz in enumerate((110.0, 146.8, 196.0, 293.7)):
        soundfile.write(folder / f"{number}.wav", 0.3 * np.sin(2 * np.pi * hz * t), RATE)
        rows.append(BankLoop(f"{number}.wav", [hz], 2.0, -12.0))
    write_bank(folder, rows)


def _wait_until_ready(supervisor: Supervisor, host: OscHost) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        supervisor.check()
        address, _ = host.messages.get(timeout=60)
        if address == "/dream/model/ready":
            return
    raise SystemExit("the daemon did not start within 120 s")


def _step(supervisor: Supervisor, frame: int) -> None:
    record = supervisor.record
    assert record is not None
    record.put("clock_limit_frames", frame)
    deadline = time.monotonic() + 60
    while record.get("frame") < frame:
        time.sleep(0.001)
        supervisor.check()
        assert time.monotonic() < deadline, "the engine does not move"


def _kill(supervisor: Supervisor, name: str) -> None:
    (child,) = (one for one in supervisor.children if one.name == name)
    assert child.process is not None
    if name == "audio" and supervisor.record is not None:  # in mid-block
        supervisor.record.put("clock_limit_frames", supervisor.record.get("frame") + 10 * RATE)
        time.sleep(0.01)
    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait()
    if name == "controller":
        time.sleep(0.5)  # the sound goes on without it
    supervisor.check()


def replay(log: Path, out: Path) -> dict:
    """Run the command and return what it says, with the seconds that it took."""
    began = time.monotonic()
    command = [sys.executable, "-m", "live_daemon.cli", "replay", str(log), "--out", str(out), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return {**json.loads(done.stdout), "took_s": round(time.monotonic() - began, 1)}


def compare(log: Path, output: Path, replayed: Path) -> int:
    """Return how many samples differ. The block in which an engine was killed was computed but never put out."""
    heard = soundfile.read(output, dtype="float32", always_2d=True)[0].view(np.int32)
    found = soundfile.read(replayed, dtype="float32", always_2d=True)[0].view(np.int32)
    level_db = 10 * np.log10(np.mean(np.square(heard.view(np.float32), dtype=np.float64)))
    print(f"what sounded has {level_db:.1f} dB RMS")
    begin = [segment.frame for segment in read_log(log).segments][-1]
    first = len(heard) - (len(found) - begin)
    lost = begin - first
    print(f"{len(heard)} frames were put out, {len(found)} rendered ({lost} of a block that a kill cut off)")
    assert 0 <= lost <= 64
    return int((heard[:first] != found[:first]).sum() + (heard[first:] != found[begin:]).sum())


def main() -> int:
    """Perform, replay twice, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=180.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="replay-show-") as name:
        folder = Path(name)
        began = time.monotonic()
        sent = perform(folder, options.seconds)
        print(f"performed {options.seconds:g} s in {time.monotonic() - began:.0f} s, {sent} OSC messages sent")
        (log,) = sessions(folder / "state" / "black-box")
        size = sum(file.stat().st_size for file in log.rglob("*") if file.is_file())
        for file in sorted(log.iterdir()):
            part = sum(one.stat().st_size for one in ([file] if file.is_file() else file.iterdir()))
            print(f"  {file.name}: {part / 1e6:.2f} MB")
        print(f"the black box took {size / 1e6:.1f} MB, {size / 1e6 / options.seconds * 60:.1f} MB a minute")
        one, two = (replay(log, folder / f"replay{number}.wav") for number in (1, 2))
        print(json.dumps({key: one[key] for key in one if key != "file"}, indent=1))
        same = (folder / "replay1.wav").read_bytes() == (folder / "replay2.wav").read_bytes()
        different = compare(log, folder / "output.wav", folder / "replay1.wav")
        print(
            f"{different} samples differ from what sounded; the two replays are {'identical' if same else 'NOT alike'}"
        )
        return 0 if same and different == 0 and one["sha256"] == two["sha256"] and not one["remarks"] else 1
