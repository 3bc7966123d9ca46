"""The program's jobs where its own modules lack what Windows or macOS lack (docs/systems.md: what was never run)."""

from __future__ import annotations

import json
import shutil
import signal
import sys
from pathlib import Path

import pytest
import soundfile

from live_daemon.black_box.replay import read_log
from live_daemon.processes.shared_folder import sweep
from support.another_system import environment, live_daemon, python
from support.daemon import Daemon
from support.plucks import plucked
from support.training import SMALL, write_take

pytestmark = [pytest.mark.whole, pytest.mark.skipif(sys.platform != "linux", reason="the mask is made for Linux")]

RATE = 48000
SYSTEMS = ("windows", "macos")
LACKING = [
    ("windows", "import os; os.pread"),
    ("windows", "import signal; signal.SIGKILL"),
    ("windows", "import fcntl"),
    ("windows", "from os import getuid"),
    ("windows", "open('/proc/self/stat')"),
    ("windows", "from pathlib import Path; Path('/dev/shm').stat()"),
    ("windows", "import sys; assert sys.platform != 'win32'"),
    ("windows", "from pathlib import Path; Path('ta:ke.wav').write_bytes(b'')"),
    ("windows", "from pathlib import Path; Path('con.wav').write_bytes(b'')"),
    ("windows", "f = open('held', 'w'); import os; os.replace('held', 'other')"),
    ("windows", "import numpy, os; held = numpy.memmap('mapped', 'u1', 'w+', shape=8); os.unlink('mapped')"),
    ("macos", "import os; os.sched_getaffinity(0)"),
    ("macos", "import os; os.posix_fallocate"),
]


@pytest.mark.parametrize(("system", "code"), LACKING)
def test_the_mask_takes_away_what_the_system_lacks(system, code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = python(system, code)
    assert done.returncode != 0
    assert any(word in done.stderr for word in ("Error", "No module")), done.stderr


@pytest.fixture(scope="module")
def player(tmp_path_factory):
    file = tmp_path_factory.mktemp("player") / "player.wav"
    line = [82.4, 123.5, 164.8, 196.0, 246.9, 196.0, 164.8, 123.5] * 4
    soundfile.write(file, plucked(line, step_s=0.22), RATE)
    return file


def test_the_demo_performs_on_windows(player, tmp_path):
    done = live_daemon(
        "windows", "demo", "--input", player, "--seconds", 7, "--out", tmp_path, "--set", "engine.duration_s=3"
    )
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["dreams"]
    assert soundfile.info(tmp_path / "performance.wav").duration == pytest.approx(7, abs=0.1)


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_stage_runs_survives_the_end_of_its_worker_and_is_replayed(system, player, tmp_path):
    overrides = ["black_box.enabled=true"]
    with Daemon(tmp_path, *overrides, duration_s=1.0, environment=environment(system)) as daemon:
        shutil.copy(player, daemon.recordings / "take é.wav")
        daemon.wait_for("/dream/ready", timeout=60)
        worker = daemon.children()["inference"]
        ended = python(
            system,
            "import sys; from pathlib import Path; from live_inference.worker.link import WorkerLink\n"
            "WorkerLink(Path(sys.argv[1]), print, print, print).kill_worker()",
            _shared_folder(daemon),
        )
        assert ended.returncode == 0, ended.stderr
        daemon.wait_until(lambda: daemon.children().get("inference", worker) != worker)
        shutil.copy(player, daemon.recordings / "second.wav")
        daemon.wait_for("/dream/ready", timeout=60)
        assert daemon.process is not None
        daemon.process.send_signal(signal.SIGINT)  # what Ctrl-C is on every system
        assert daemon.process.wait(20) == 0
        log = daemon.log
    assert "Traceback" not in log
    sweep()
    (black_box,) = (tmp_path / "state" / "black-box").iterdir()
    assert read_log(black_box)
    done = live_daemon(system, "replay", black_box, "--out", tmp_path / "again.wav")
    assert done.returncode == 0, done.stderr
    assert soundfile.info(tmp_path / "again.wav").duration > 1


def _shared_folder(daemon: Daemon) -> Path:
    """Where the worker wrote how it is reached: the masked daemon keeps its shared files beside its state."""
    (address,) = (daemon.folder / "state").rglob("worker.json")
    return address.parent


def test_training_and_rendering_on_windows(player, tmp_path):
    take = write_take(tmp_path / "take é.wav")
    parameters = [f"--param={name}={value}" for name, value in SMALL.items() if name != "approach"]
    done = live_daemon(
        "windows",
        *("train", take, "--name", "klein-é", "--approach", SMALL["approach"], *parameters),
        *("--minutes", 0.05, "--set", f"paths.checkpoints={tmp_path / 'checkpoints'}"),
    )
    assert done.returncode == 0, done.stderr
    done = live_daemon(
        "windows",
        *("render", take, "--model", "klein-é", "--bank", tmp_path / "bank", "--count", 2, "--seconds", 1),
        *("--set", f"paths.checkpoints={tmp_path / 'checkpoints'}"),
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "bank" / "bank.json").is_file()
