"""Reads loops from files into the arena, in a thread of its own: the controller goes on answering meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from live_daemon.audio.reader import LayerName
from live_daemon.loops.arena import Arena, Lease
from live_daemon.loops.loop import Loop
from live_daemon.osc.allowed_paths import PathRefusedError, resolve_inside
from live_daemon.settings import MAX_LOOPS
from live_inference.bank.files import loop_frames, read_loop
from live_inference.bank.manifest import BankError, BankLoop, read_rows
from live_inference.bank.pitch_assignment import assign_pitches, profile
from live_inference.command_line.printable import printable
from live_inference.files.audio import AudioFileError, audio_info
from live_inference.files.mono import middle
from live_inference.files.stereo import read_channels
from live_inference.loops.cutting import make_loop
from live_inference.loops.pitches import strongest_pitches
from live_inference.worker.arena import write_range


@dataclass(frozen=True, slots=True)
class BankLoaded:
    """Loops whose samples lie in the arena, and what could not be loaded, a line each.

    Attributes:
        loops: empty when it was refused, or given up for something newer.
        leases: one for each loop. Whoever gets this ends them when the loops play or are not wanted.
        adds: it is one dream's file, to play beside what plays already.
        request: the number under which it was asked for.
    """

    path: Path
    loops: tuple[Loop, ...]
    faults: tuple[str, ...]
    leases: tuple[Lease, ...] = ()
    adds: bool = False
    request: int = 0


@dataclass(frozen=True, slots=True)
class Destination:
    """Where loops are read to.

    Attributes:
        samples: the arena's, at ``sample_rate``. Shape: (frames,).
        arena: who uses which range of them.
        layer: how the loops follow.
    """

    samples: NDArray[np.float32]
    sample_rate: int
    arena: Arena
    layer: LayerName


class _Read(NamedTuple):
    """A loop of a bank whose samples are in the arena: the first ``frames`` of the lease's range."""

    row: BankLoop
    lease: Lease
    frames: int


@dataclass(frozen=True, slots=True)
class _Job:
    path: Path
    request: int
    adds: bool


class BankLoader:
    """Reads banks and dreams, one at a time and in order; of banks only the last that can be read counts.

    *Controller's main thread* asks; a thread of its own reads while there is something to read.
    """

    def __init__(self, into: Destination, done: Callable[[BankLoaded], None]):
        """``done`` is called from that thread, once for each thing that was read, refused or given up."""
        self._into = into
        self._done = done
        self._lock = threading.Lock()
        self._waiting: list[_Job] = []
        self._is_running = False
        self._forgotten = 0

    def load(self, folder: Path, request: int) -> None:
        """Read a bank. Any other is given up as soon as this one's list of loops is known."""
        self._ask(_Job(folder, request, adds=False))

    def add(self, path: Path, request: int) -> None:
        """Read one dream's file as a loop."""
        self._ask(_Job(path, request, adds=True))

    def forget(self, request: int) -> None:
        """Give up everything up to this number."""
        with self._lock:
            self._forgotten = request
            self._waiting.clear()

    def _ask(self, job: _Job) -> None:
        with self._lock:
            self._waiting.append(job)
            starts, self._is_running = not self._is_running, True
        if starts:
            threading.Thread(target=self._run, name="bank-loader", daemon=True).start()

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._is_running = False
                    return
            found = self._newest()
            if found is not None:
                self._load(*found)
                continue
            with self._lock:
                job = self._waiting.pop(0) if self._waiting else None
            if job is not None:
                self._done(load_dream(job.path, self._into, job.request))

    def _newest(self) -> tuple[_Job, list[BankLoop]] | None:
        """Take the newest bank that waits and can be read, with its rows; everything before it is given up.

        A bank that cannot be read is refused and costs nothing else: a typing error leaves the one before it alone.
        """
        while True:
            with self._lock:
                job = next((job for job in reversed(self._waiting) if not job.adds), None)
            if job is None:
                return None
            try:
                rows = read_rows(job.path)
            except BankError as error:
                with self._lock:
                    self._waiting = [one for one in self._waiting if one is not job]
                self._done(BankLoaded(job.path, (), (str(error),), request=job.request))
                continue
            with self._lock:
                if job not in self._waiting:
                    continue  # forgotten meanwhile
                self._waiting = self._waiting[self._waiting.index(job) + 1 :]
            return job, rows

    def _load(self, job: _Job, rows: list[BankLoop]) -> None:
        while True:
            newer: list[tuple[_Job, list[BankLoop]]] = []

            def is_over(request: int = job.request, newer: list[tuple[_Job, list[BankLoop]]] = newer) -> bool:
                newer += [found] if (found := self._newest()) else []
                return bool(newer) or self._forgotten >= request

            self._done(load_bank(job.path, rows, self._into, job.request, is_over))
            if not newer:
                return
            job, rows = newer[0]


def load_bank(
    folder: Path, rows: list[BankLoop], into: Destination, request: int = 0, is_over: Callable[[], bool] = lambda: False
) -> BankLoaded:
    """Read every loop of a bank into the arena; a missing or damaged file is told and the rest plays. *Any thread.*

    ``is_over`` is asked before each loop; once it says so, the bank is given up.
    """
    faults = []
    if len(rows) > MAX_LOOPS:
        faults.append(f"{printable(folder)}: has {len(rows)} loops, the first {MAX_LOOPS} are loaded")
    read: list[_Read] = []
    for row in rows[:MAX_LOOPS]:
        if is_over():
            for one in read:
                one.lease.end()
            return BankLoaded(folder, (), (), request=request)
        try:
            one, remark = _read(folder, row, into)
        except (BankError, PathRefusedError) as error:
            faults.append(str(error))
        except Exception as error:  # whatever a file holds: the other loops play
            faults.append(f"{row.file}: cannot be played ({type(error).__name__}: {error}); drop it from the bank")
        else:
            faults.extend([remark] if remark else [])
            read.append(one)
    pitches = assign_pitches([profile(one.row) for one in read])
    loops = tuple(
        Loop(
            one.lease.place,
            called_by,
            Path(one.row.file).stem,
            sounding_frames=one.frames,
            layer=into.layer,
            effect=one.row.effect or "",
        )
        for called_by, one in zip(pitches, read, strict=True)
    )
    return BankLoaded(folder, loops, tuple(faults), tuple(one.lease for one in read), request=request)


def _read(folder: Path, row: BankLoop, into: Destination) -> tuple[_Read, str]:
    """Read one loop of a bank; return it with a remark for the performer, mostly empty."""
    path = resolve_inside(row.file, [folder])  # a link in a bank must not lead out of it
    _check_room(path.name, loop_frames(path, row, into.sample_rate), into)
    samples, remark = read_loop(path, row, into.sample_rate)
    row = _with_pitches(row, middle(samples), into.sample_rate)
    return _Read(row, _put(path.name, samples, into), samples.shape[-1]), remark


def load_dream(path: Path, into: Destination, request: int = 0) -> BankLoaded:
    """Make one dream's file a loop in the arena. *Any thread.*"""
    try:
        _check_room(path.name, int(audio_info(path).duration_s * into.sample_rate), into)
        samples = make_loop(read_channels(path, into.sample_rate), into.sample_rate)
        pitches = [(one.frequency_hz, one.weight) for one in strongest_pitches(middle(samples), into.sample_rate)]
        lease = _put(path.name, samples, into)
        loop = Loop(lease.place, pitches, path.stem, sounding_frames=samples.shape[-1], layer=into.layer)
        return BankLoaded(path, (loop,), (), (lease,), adds=True, request=request)
    except OSError as error:
        reason = f"{path.name}: is missing or cannot be read ({error})"
    except (AudioFileError, ValueError) as error:  # a full arena among them
        reason = str(error)
    except Exception as error:  # whatever a file holds: the daemon goes on
        reason = f"{path.name}: cannot be played ({type(error).__name__}: {error})"
    return BankLoaded(path, (), (reason,), adds=True, request=request)


def _check_room(name: str, frames: int, into: Destination) -> None:
    """Refuse, before it is read, what no arena of this size could hold."""
    if frames > len(into.samples):
        raise BankError(_no_room(name, frames, into))


def _no_room(name: str, frames: int, into: Destination) -> str:
    return f"{name}: no room for {frames / into.sample_rate:.1f} s (set [audio] arena_s higher)"


def _put(name: str, samples: NDArray[np.float32], into: Destination) -> Lease:
    """Bring a sound into the arena. Shape: samples `[frames]` or `[2, frames]`"""
    frames, channels = samples.shape[-1], samples.ndim
    lease = into.arena.lease(frames, f"loading {name}", channels)
    if lease is None:
        raise BankError(_no_room(name, frames, into))
    write_range(into.samples, lease.place, 0, samples)
    return lease


def _with_pitches(row: BankLoop, samples: NDArray[np.float32], sample_rate: int) -> BankLoop:
    """Return the row; one that was written by hand without pitches gets those that are heard in the loop."""
    if profile(row).pitches:
        return row
    found = strongest_pitches(samples, sample_rate)
    return replace(row, pitches_hz=[one.frequency_hz for one in found], pitch_weights=[one.weight for one in found])
