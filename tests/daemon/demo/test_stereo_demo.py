"""A performance of a stereo recording is stereo: what is played, the takes, the dreams, the report."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from live_daemon.demo.performance import _recording
from support.plucks import plucked
from support.signals import rms

RATE = 48_000


def players(folder: Path) -> Path:
    """Two players, the second softer and on the other side."""
    left, right = plucked([110.0, 164.8, 220.0, 146.8] * 10), plucked([329.6, 246.9, 293.7] * 13 + [440.0])
    sides = np.stack([left + 0.2 * right, 0.3 * left + 0.7 * right], axis=1)
    soundfile.write(folder / "players.wav", sides, RATE, subtype="FLOAT")
    return folder / "players.wav"


def test_both_channels_are_played_at_one_gain_and_repeated_together(tmp_path: Path) -> None:
    file = players(tmp_path)
    sound = _recording(file, 15.0, RATE)
    wanted = soundfile.read(file, dtype="float32")[0].T
    assert sound.shape == (2, 15 * RATE) and np.abs(sound).max() <= 0.7 + 1e-6
    gain = float(sound[0, :RATE] @ wanted[0, :RATE] / (wanted[0, :RATE] @ wanted[0, :RATE]))
    np.testing.assert_allclose(
        sound[:, :RATE], gain * (wanted - wanted.mean(axis=1, keepdims=True))[:, :RATE], atol=1e-4
    )
    length = wanted.shape[1]
    np.testing.assert_array_equal(sound[:, length:], sound[:, : 15 * RATE - length])


@pytest.mark.whole
def test_a_stereo_recording_is_performed_in_stereo(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "live_daemon.cli", "demo", "--set", "engine.duration_s=4"]
    command += ["--set", "engine.deadline_s=600", "--seconds", "10", "--out", str(tmp_path / "out")]
    done = subprocess.run(
        [*command, "--input", str(players(tmp_path))], capture_output=True, text=True, timeout=220, check=False
    )
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["dreams"] and report["faults"] == []
    for dream in report["dreams"]:
        left, right = soundfile.read(dream["file"])[0].T
        sidecar = json.loads(Path(dream["file"]).with_suffix(".json").read_text())
        assert sidecar["channels"] == 2 and rms(left - right) > 0.1 * rms(left + right)
    performed = soundfile.read(tmp_path / "out" / "performance.wav")[0]
    begin = performed[RATE : 2 * RATE]  # nothing but the player sounds yet
    played = soundfile.read(tmp_path / "players.wav")[0][RATE : 2 * RATE]
    for side in (0, 1):
        assert np.corrcoef(begin[:, side], played[:, side])[0, 1] > 0.999
