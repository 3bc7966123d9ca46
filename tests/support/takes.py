"""A watched folder whose time a test moves, files as real writers make them, and what is heard of a take."""

import queue
import shutil
import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from live_daemon.takes.recordings import RecordingWatcher
from live_inference.files.take import read_take

RATE = 16_000
needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg, a writer of odd files")
linux = pytest.mark.skipif(sys.platform != "linux", reason="what Linux tells of open files")


def sine(hz, seconds, amplitude=0.3, rate=RATE):
    return (amplitude * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


class Clock:
    """Stands still until a test moves it."""

    now = 100.0

    def __call__(self):
        return self.now


def watcher_in(tmp_path):
    """A watcher whose clock the test moves and whose looks the test takes; nothing runs in a thread."""
    folder = tmp_path / "recordings"
    folder.mkdir()
    events = queue.Queue()
    clock = Clock()
    watcher = RecordingWatcher(folder, events.put, lambda text: events.put(("problem", text)), clock)
    watcher.folder, watcher.events, watcher.clock = folder, events, clock
    return watcher


def begin(watched, already_taken=None):
    """As `RecordingWatcher.start`, without its threads."""
    watched._watch = lambda: None
    watched._thread = SimpleNamespace(start=lambda: None, is_alive=lambda: False)
    return watched.start(already_taken)


def look(watched, seconds=0.0):
    """Let time pass, look through the folder; return what was said."""
    for _ in range(max(1, round(seconds / 0.5))):
        watched.clock.now += min(seconds, 0.5)
        watched.look_through()
        watched.settle()
    said = []
    while not watched.events.empty():
        said.append(watched.events.get())
    return said


def seed_of(path, rate=RATE):
    steps = read_take(path, rate)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def ffmpeg(*arguments):
    command = ["ffmpeg", "-v", "error", "-y", "-nostdin", *map(str, arguments)]
    subprocess.run(command, check=True, timeout=120)


def pitch_hz(samples, rate):
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * rate / len(samples))
