"""The audio record and the arena: two memory-mapped files that outlive every process."""

import contextlib
import mmap
import os
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from live_daemon.audio.layout import BANK_NAME_BYTES, GATE_OFF_DB, INPUT_RING_S, LAYOUT, MAGIC, RECORD_TYPE
from live_daemon.follower.bands import DEFAULT_Q, default_bands
from live_daemon.settings import range_of

RECORD_FILE = "record"
ARENA_FILE = "arena.f32"
_NOT_OF_A_START = ("durations", "input_ring", "arena_address")
START_FIELDS = [
    name
    for name in RECORD_TYPE.names or ()
    if name not in _NOT_OF_A_START and (name == "command_tail" or not name.startswith("command_"))
]
"""The state in which an engine begins; the commands themselves are in the black box."""
_RING_OFFSET = RECORD_TYPE.fields["input_ring"][1] if RECORD_TYPE.fields else 0


def start_file(number: int) -> str:
    """Return the name of the file with the state in which the number-th engine began."""
    return f"start-{number:04d}.npz"


class RecordError(RuntimeError):
    """The shared files are missing, damaged, of another version, or cannot be made."""


class AudioRecord:
    """The mapped record and arena of one folder.

    Attributes:
        fields: the record, shape (1,); `fields["name"]` is a live view.
        arena: float32 samples at `sample_rate`, shape (arena_frames,). Loops and voices are ranges of it.

    Any process may open it; `layout` says who may write what.
    """

    def __init__(self, folder: Path, fields: NDArray[np.void], arena: NDArray[np.float32]) -> None:
        self.folder = folder
        self.fields = fields
        self.arena = arena
        self._panic_lock = threading.Lock()

    @property
    def sample_rate(self) -> float:
        """Sample rate in Hz of the settings, and of all samples that dreams and banks put into the arena.

        The engine's own is `engine_sample_rate`: the device may have another.
        """
        return float(self.fields["sample_rate"][0])

    @property
    def arena_path(self) -> Path:
        """The arena's file: raw float32, for processes that only bring samples."""
        return self.folder / ARENA_FILE

    def get(self, name: str) -> Any:
        """Read one scalar field."""
        return self.fields[name][0].item()

    def put(self, name: str, value: float) -> None:
        """Write one scalar field. Only for its owner (see `layout`)."""
        self.fields[name][0] = value

    def ask_for_panic(self) -> int:
        """Let the engine fade everything in 20 ms and start nothing until the controller has handled it.

        Return the panic's number. *Any thread, any process*; never waits. Two processes that ask at the same moment may
        get one number, but never one that is handled already.
        """
        requests, handled = self.fields["panic_requests"], self.fields["panic_handled"]
        with self._panic_lock:
            while True:
                number = int(requests[0]) + 1
                requests[0] = number
                # Stopped for a while between these lines, another process may have asked with this number and the
                # controller handled it: the engine would take ours for that one.
                if handled[0] != number:
                    return number

    @property
    def bank_name(self) -> bytes:
        """The name of the bank that plays, UTF-8; empty: none, or it is too long."""
        return bytes(self.fields["bank_name"][0]).partition(b"\0")[0]

    def put_bank_name(self, name: str) -> None:
        """Tell which bank plays. *Controller.*"""
        text = name.encode(errors="surrogateescape")
        kept = text if len(text) < BANK_NAME_BYTES and b"\0" not in text else b""
        self.fields["bank_name"][0] = np.frombuffer(kept.ljust(BANK_NAME_BYTES, b"\0"), np.uint8)

    @property
    def panics(self) -> int:
        """The number of the last panic that was asked for. *Any thread, any process.*"""
        return int(self.fields["panic_requests"][0])

    @classmethod
    def create(cls, folder: Path, sample_rate: float, arena_frames: int) -> "AudioRecord":
        """Make new files in an existing folder, with default bands and silence, and map them.

        Existing files are replaced by rename, so that a process that still maps them is not disturbed. The memory is
        claimed at once: too little of it is an error here, not a dead callback later.

        Raises:
            RecordError: rates or sizes out of range, or no memory for the files.
        """
        lowest, highest = range_of("audio.sample_rate")
        if not lowest <= sample_rate <= highest:
            raise RecordError(
                f"sample_rate must be in range {lowest:g}..{highest:g}, got {sample_rate:g} (set [audio] sample_rate)"
            )
        if not 1 <= arena_frames <= 2**34:
            raise RecordError(f"arena_frames must be in range 1..{2**34}, got {arena_frames}")
        ring_frames = int(INPUT_RING_S * sample_rate)
        used = _RING_OFFSET + 8 * ring_frames
        header = np.zeros(1, RECORD_TYPE)
        header["magic"], header["layout"] = MAGIC, LAYOUT
        header["arena_frames"], header["ring_frames"], header["sample_rate"] = arena_frames, ring_frames, sample_rate
        header["engine_sample_rate"] = sample_rate
        header["input_channels"], header["output_channels"], header["clock_limit_frames"] = 2, 2, -1
        bands = default_bands()
        header["num_bands"], header["sections"], header["q"], header["redesign"] = len(bands), 2, DEFAULT_Q, 1
        header["band_hz"][0, : len(bands)] = bands
        header["attack_ms"], header["release_ms"], header["range"], header["follower_enabled"] = 5.0, 250.0, 1.0, 1
        header["sensitivity_db"], header["gate_db"] = 12.0, GATE_OFF_DB
        header["gate_open"], header["gate_gain"] = 1, 1.0
        for name in ("master", "master_from", "master_wanted", "master_heard"):
            header[name] = 1.0
        header["slot_unmuted"], header["kind_level"], header["kind_level_wanted"] = 1.0, 1.0, 1.0
        _make_file(folder / ARENA_FILE, arena_frames * 4, arena_frames * 4, b"")
        _make_file(folder / RECORD_FILE, used, RECORD_TYPE.itemsize, header.view(np.uint8)[:_RING_OFFSET].tobytes())
        return cls.open(folder)

    def keep_start(self, about: Mapping[str, str]) -> None:
        """Write the state in which an engine begins, for the black box. *Audio process, before the first block.*

        The file is `start-<number>.npz` in the record's folder: the fields without rings and histogram, and ``about``.
        """
        number = self.get("engine_starts") + 1
        self.put("engine_starts", number)
        if not self.get("recorded"):
            return
        state: dict[str, Any] = {name: self.fields[name][0] for name in START_FIELDS}
        state |= {name: np.array(text) for name, text in about.items()}
        with contextlib.suppress(OSError):  # without it the engine cannot be replayed, but it sounds
            partial = self.folder / f".start-{number}.part"
            with partial.open("wb") as file:
                np.savez(file, **state)
            partial.replace(self.folder / start_file(number))

    def remove(self) -> None:
        """Remove the files. Processes that still map them are not disturbed. *Supervisor.*

        Windows keeps a file that is still mapped; there it is in the state folder, and the next daemon replaces it.
        """
        for name in (RECORD_FILE, ARENA_FILE):
            with contextlib.suppress(PermissionError):
                (self.folder / name).unlink(missing_ok=True)

    @classmethod
    def open(cls, folder: Path) -> "AudioRecord":
        """Map the files of a folder that `create` made.

        Raises:
            RecordError: missing, too short, or made by another version of the program.
        """
        record = _map(folder / RECORD_FILE, RECORD_TYPE.itemsize)
        fields: NDArray[np.void] = np.frombuffer(record, RECORD_TYPE, 1)
        if fields["magic"][0] != MAGIC or fields["layout"][0] != LAYOUT:
            raise RecordError(
                f"{folder / RECORD_FILE} was made by another version of live-daemon: remove it and restart"
            )
        arena_frames = int(fields["arena_frames"][0])
        arena = np.frombuffer(_map(folder / ARENA_FILE, arena_frames * 4), np.float32, arena_frames)
        return cls(folder, fields, arena)


def _make_file(path: Path, used: int, size: int, start: bytes) -> None:
    try:
        descriptor, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)
        try:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(descriptor, 0, used)
            os.truncate(descriptor, size)
            os.write(descriptor, start)
        except OSError:
            Path(name).unlink()
            raise
        finally:
            os.close(descriptor)
        Path(name).replace(path)
    except OSError as error:
        raise RecordError(
            f"{path} of {used / 2**20:.0f} MB cannot be made: {error.strerror} (free memory or shrink the arena)"
        ) from error


def _map(path: Path, size: int) -> mmap.mmap:
    try:
        with path.open("r+b") as file:
            found = os.fstat(file.fileno()).st_size
            if found != size:
                raise RecordError(f"{path} must have {size} bytes, has {found}: remove it and restart")
            return mmap.mmap(file.fileno(), size)
    except OSError as error:
        raise RecordError(f"{path} cannot be opened: {error.strerror} (is the supervisor running?)") from error
