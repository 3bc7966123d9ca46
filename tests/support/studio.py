"""The real daemon on a clock, its live input a phrase of known notes, and its page in a real browser."""

from __future__ import annotations

import contextlib
import json
import os
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from live_daemon.audio.layout import PANIC_RING
from live_daemon.audio.record import AudioRecord
from live_daemon.studio import training_process
from live_daemon.studio.training_log import read_started

from .browser import DESKTOP, PATIENCE_S, Chromium, ChromiumPage
from .daemon import Daemon
from .ports import free_port
from .sounding_daemon import shared_folder_of

RATE = 48_000
NOTE_S, REST_S = 1.5, 0.5
NOTES = {"E2": 82.407, "A2": 110.0, "D3": 146.832, "G3": 195.998, "B3": 246.942}
"""Open strings, in the order in which they are played, and their frequencies in Hz."""
PAGE = "/studio"


class Studio:
    """`with Studio(folder) as studio: opened = studio.open()`; `studio.daemon` is the daemon, heard as a host hears it.

    The input file plays the notes of `NOTES` round and round for ``minutes``; the output goes into ``output``.
    """

    def __init__(self, folder: Path, *overrides: str, minutes: float = 15.0, duration_s: float = 2.0) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.page_url = f"{self.url}{PAGE}"
        self.input, self.output = folder / "input.wav", folder / "output.wav"
        self.phrase = phrase()
        rounds = round(60 * minutes * RATE / len(self.phrase))
        soundfile.write(self.input, np.tile(self.phrase, rounds), RATE)
        self.daemon = Daemon(
            folder,
            "console.enabled=true",
            f"console.port={self.port}",
            f"audio.input_file={self.input}",
            f"audio.output_file={self.output}",
            *overrides,
            duration_s=duration_s,
            environment={**os.environ, "XDG_CONFIG_HOME": str(folder / "config")},  # nobody's own settings file
        )
        self.chromium = Chromium()

    def __enter__(self) -> Studio:
        self.daemon.__enter__()
        try:
            self._wait_for_page()
            self.record = AudioRecord.open(shared_folder_of(self.daemon))
            self.chromium.__enter__()
        except BaseException:
            self.daemon.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.chromium.__exit__(kind, error, trace)
        finally:
            self.daemon.__exit__(kind, error, trace)
            for folder in (self.folder / "state" / "studio" / "trainings").glob("*"):  # they outlive the daemon
                if started := read_started(folder):
                    training_process.kill(started.pid, started.process_at)

    def open(self, size: tuple[int, int] = DESKTOP) -> ChromiumPage:
        """Open the page as a visitor of its own."""
        return self.chromium.open(self.page_url, size)

    def get(self, path: str) -> Any:
        """Ask the server as a script does; return its JSON."""
        with urllib.request.urlopen(f"{self.url}{path}", timeout=PATIENCE_S) as answer:
            return json.loads(answer.read())

    def console_pid(self) -> int:
        """The process that serves the page (Linux)."""
        assert self.daemon.process is not None
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words = (folder / "cmdline").read_text(errors="replace").split("\0")
                parent = int((folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
                if "live_daemon.console" in words and parent == self.daemon.process.pid:
                    return int(folder.name)
        raise AssertionError("the console process is not there")

    def frame(self) -> int:
        """The next frame that the engine plays: where in the input file it is."""
        return int(self.record.get("frame"))

    def panic_frame(self, number: int) -> int | None:
        """The frame at which the engine took the panic of this number (from 0); None if it has not."""
        if self.record.get("panics") <= number:
            return None
        return int(self.record.fields["panic_frame"][0][number % PANIC_RING])

    def played(self) -> NDArray[np.float32]:
        """What has been played since the start, as far as it is written. Shape: (frames, 2)."""
        samples, _ = soundfile.read(self.output, dtype="float32", always_2d=True)
        return np.asarray(samples, np.float32)

    def _wait_for_page(self) -> None:
        deadline = time.monotonic() + 120
        while True:
            try:
                self.get("/?HOST_INFO")
                return
            except OSError:
                assert time.monotonic() < deadline, f"the console does not answer\n{self.daemon.log}"
                time.sleep(0.1)


def phrase() -> NDArray[np.float32]:
    """The notes one after the other, with rests: each a tone, its octave, and soft edges, mono at 48 kHz.

    No note's octave is another note: what the follower hears is what is played.
    """
    time_s = np.arange(round(NOTE_S * RATE)) / RATE
    edges = np.minimum(1.0, np.minimum(time_s, NOTE_S - time_s) / 0.02)
    rest = np.zeros(round(REST_S * RATE))
    parts = []
    for hz in NOTES.values():
        parts += [0.25 * edges * (np.sin(2 * np.pi * hz * time_s) + 0.25 * np.sin(4 * np.pi * hz * time_s)), rest]
    return np.concatenate(parts).astype(np.float32)


def note_at(frame: int) -> str | None:
    """The note that is played at a frame of the input; None in a rest and within a tenth of a second of an edge."""
    length = round((NOTE_S + REST_S) * RATE)
    index, place = divmod(frame % (length * len(NOTES)), length)
    inside = 0.1 * RATE < place < (NOTE_S - 0.1) * RATE
    return list(NOTES)[index] if inside else None
