"""A take of the live input: a thread writes it from the engine's input ring while it goes on.

Until it is whole it lies in the recordings folder under a hidden name, so nobody takes it for a recording; its header
is right after every write, so that what a controller that died has written can be finished by the next one.
"""

from __future__ import annotations

import contextlib
import itertools
import stat
import threading
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import soundfile

from live_daemon.audio.reader import EngineReader
from live_daemon.audio.wav import HEADER_BYTES, WavWriter
from live_daemon.takes.arrivals import TakeEnded
from live_daemon.takes.take_files import is_being_written

WRITE_S = 0.2
"""How often the thread writes. It may come a minute late, as long as the ring is, and nothing is lost."""
PIECE_S = 2.0
"""Written at once, so that a thread that comes late needs little memory."""
_PREFIX, _PART = "take-", ".part"


class InputTake:
    """One take, until its file is there. *Controller's main thread*, but for what its own thread does.

    Attributes:
        name: of its file, in the folder.
        begin: the frame of the engine with which it begins.
        until: the frame up to which it goes so far; its thread writes no further.
        sample_rate: the engine's, in Hz.
    """

    def __init__(
        self,
        reader: EngineReader,
        folder: Path,
        begin: int,
        on_end: Callable[[TakeEnded], None],
        others: Collection[str] = (),
    ):
        """``on_end`` gets what became of it, in the take's thread. ``others``: names of takes without a file yet."""
        self._reader = reader
        self._folder = folder
        self._on_end = on_end
        self.sample_rate: int = round(reader.record.get("engine_sample_rate"))
        self._channels = min(2, max(1, reader.record.get("input_channels")))
        self.name = _free_name(folder, _PREFIX + time.strftime("%Y%m%d-%H%M%S"), others)
        self.begin = self.until = self._written = begin
        self._trouble = ""
        self._lost = 0
        self._last = threading.Event()
        self._writer: WavWriter | None = None
        self._thread = threading.Thread(target=self._run, name="input-take", daemon=True)

    @property
    def duration_s(self) -> float:
        """How long it is so far."""
        return (self.until - self.begin) / self.sample_rate

    def start(self) -> None:
        """Let the thread begin."""
        self._thread.start()

    def end(self, trouble: str = "") -> None:
        """Let it end at ``until``; its thread finishes the file. ``trouble``: why, unless somebody wanted it."""
        self._trouble = trouble
        self._last.set()

    def join(self, seconds: float) -> None:
        """Wait until the file is there, for a bounded time."""
        self._thread.join(seconds)

    # -- its thread ----------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while not self.write_on():
            self._last.wait(WRITE_S)

    def write_on(self) -> bool:
        """Write what was heard since the last call; return whether the take is finished. *Its thread* (or a test's)."""
        last, until = self._last.is_set(), self.until
        try:
            while self._written < until:
                self._write(min(until, self._written + round(PIECE_S * self.sample_rate)))
        except OSError as error:
            self._trouble = f"{self.name}: the take ends, it cannot be written ({error.strerror or error})"
            last = True
        if last:
            self._on_end(self._finished())
        return last

    def _write(self, end: int) -> None:
        if self._writer is None:
            self._writer = WavWriter(_part(self._folder, self.name), self.sample_rate, self._channels)
        heard, lost = self._reader.input_between(self._written, end)
        self._writer.write(heard[:, : self._channels])
        self._lost += lost
        self._written = end

    def _finished(self) -> TakeEnded:
        frames, path = self._writer.frames if self._writer is not None else 0, None
        trouble = [self._trouble] if self._trouble else []
        if self._lost:
            lost_s = self._lost / self.sample_rate
            trouble.append(f"{self.name}: {lost_s:.1f} s are lost and silent (the machine or its disk was too busy)")
        faults = []
        try:
            if self._writer is not None:
                self._writer.close()
        except OSError as error:  # samples and an older header are there all the same
            faults.append(f"{self.name}: the last of the take may be missing ({error.strerror or error})")
        try:
            path = _appears(self._folder, self.name, keep=frames > 0)
        except OSError as error:
            faults.append(f"{self.name}: the take cannot be finished ({error.strerror or error}){self._kept(frames)}")
        trouble += faults if not self._trouble else []
        return TakeEnded(self.name, path, frames / self.sample_rate if path else 0.0, "; ".join(trouble))

    def _kept(self, frames: int) -> str:
        """Where the samples of a take are that has not got its name, and what to do."""
        if not frames:
            return ""
        part = _part(self._folder, self.name)
        return (
            f"; what was recorded is in the hidden file {part.name}, in {self._folder} or where that folder was moved: "
            f"rename the file to {self.name}, or put the folder back and start the daemon again"
        )


def finish_left(folder: Path) -> Iterator[TakeEnded]:
    """Finish what a controller that died has left of its takes; one that is still written is another daemon's.

    Nothing is found in a folder that cannot be read; who watches it says so. What holds more than a header is never
    removed, whatever it is.
    """
    for part in _left(folder):
        name = part.name[1 : -len(_PART)]
        try:
            rate, frames = _mended(part)
            if not frames and part.stat().st_size > HEADER_BYTES:
                yield TakeEnded(name, None, 0.0, f"{part}: is left of a take, and no sound can be read from it")
                continue
            path = _appears(folder, name, keep=frames > 0)
        except OSError as error:
            yield TakeEnded(name, None, 0.0, f"{name}: what is left of this take cannot be kept ({error})")
            continue
        if path is not None:
            trouble = f"{path.name}: the take ended with the controller; what was written until then is kept"
            yield TakeEnded(name, path, frames / rate, trouble)


def _left(folder: Path) -> list[Path]:
    try:
        parts = sorted(folder.glob(f".{_PREFIX}*{_PART}"))
    except OSError:
        return []
    return [part for part in parts if _is_file(part) and not is_being_written(part)]


def _is_file(path: Path) -> bool:
    """Whether it is a regular file itself: nobody must open a pipe, or change what a link leads to."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _mended(part: Path) -> tuple[int, int]:
    """Let a file's header count all of its frames; return its rate in Hz and its frames, 0 where it holds no sound."""
    try:
        info = soundfile.info(part)
    except soundfile.LibsndfileError:
        return 1, 0  # killed before the header, or damaged
    if (info.format, info.subtype) != ("WAV", "FLOAT"):
        return info.samplerate, info.frames  # somebody else's
    writer = WavWriter(part, info.samplerate, info.channels, resume=True)
    writer.close()
    return info.samplerate, writer.frames


def _appears(folder: Path, name: str, *, keep: bool) -> Path | None:
    """Give a finished file its name, another where that is taken by now; or remove it."""
    part = _part(folder, name)
    if not keep:
        part.unlink(missing_ok=True)
        return None
    path = folder / name
    if path.exists():
        path = folder / _free_name(folder, path.stem)
    part.replace(path)
    return path


def _part(folder: Path, name: str) -> Path:
    return folder / f".{name}{_PART}"


def _free_name(folder: Path, stem: str, others: Collection[str] = ()) -> str:
    """Return a name that no file has, and no take that is being written."""
    numbered = (f"{stem}{f'-{number}' if number else ''}.wav" for number in itertools.count())
    names = (name for name in numbered if name not in others)
    with contextlib.suppress(OSError):  # a folder that cannot be looked into is told when it is written
        return next(name for name in names if not (folder / name).exists() and not _part(folder, name).exists())
    return next(names)
