"""The files in examples/ run as they stand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from live_daemon.demo.etude import ETUDE_FILE
from support.daemon import Daemon
from support.ports import free_port

pytestmark = pytest.mark.whole

EXAMPLES = Path(__file__).parents[2] / "examples"
SOURCES = [str(Path(__file__).parents[2] / root) for root in ("live", "inference", "models")]


def run(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(EXAMPLES / name), *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([*SOURCES, os.environ.get("PYTHONPATH", "")])}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)


def test_a_checkpoint_dreams_ten_seconds(tmp_path):
    done = run("dream_ten_seconds.py", ETUDE_FILE, tmp_path / "dream.wav")
    assert done.returncode == 0, done.stderr
    dream, sample_rate = soundfile.read(tmp_path / "dream.wav")
    assert len(dream) == 10 * sample_rate
    assert np.sqrt(np.mean(dream[-sample_rate:] ** 2)) > 0.005  # its last second sounds


def test_the_daemon_is_driven_by_osc_until_a_dream_is_a_loop(tmp_path):
    listen = free_port()
    with Daemon(tmp_path, f"audio.input_file={ETUDE_FILE}", receivers=[listen]) as daemon:
        for _ in range(3):
            daemon.wait_for("/dream/status")  # once a second: so much has been heard
        done = run("drive_by_osc.py", "--port", daemon.port, "--listen", listen, "--seconds", 1)
        assert done.returncode == 0, done.stderr
        assert "loop 0 sounds at 0.5" in done.stdout
        daemon.wait_until(lambda: len(daemon.gains) == 1 and daemon.gains[0] >= 0.5)


def test_where_nobody_answers_it_says_so():
    done = run("drive_by_osc.py", "--port", free_port(), "--listen", free_port(), "--patience", 0.2)
    assert done.returncode == 1
    assert "does live-daemon run?" in done.stderr
