"""Brings loops from files into the arena, in a thread of its own: the controller goes on answering meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from live_daemon.allowed_paths import PathRefusedError, resolve_inside
from live_daemon.audio.control import LayerName
from live_daemon.osc.addresses import MAX_LOOPS
from live_daemon.stage import Loop, Stage
from live_inference.audio_files import AudioFileError, read_audio
from live_inference.bank import BankError, BankLoop, read_bank
from live_inference.bank_files import loop_frames, read_loop
from live_inference.calling import profile, tuned
from live_inference.loops import make_loop
from live_inference.messages import ArenaRange
from live_inference.pitches import strongest_pitches


@dataclass(frozen=True, slots=True)
class BankLoaded:
    """Loops whose samples lie in the arena, what could not be loaded, and room that was not needed after all."""

    path: Path
    loops: tuple[Loop, ...]
    faults: tuple[str, ...]
    unused: tuple[ArenaRange, ...] = ()
    adds: bool = False
    request: int = 0


@dataclass(frozen=True, slots=True)
class Destination:
    """Where loops are brought to, at which rate, who has the room, and how they are followed there."""

    arena: NDArray[np.float32]
    sample_rate: int
    stage: Stage
    layer: LayerName


def load_bank(folder: Path, into: Destination, request: int, done: Callable[[BankLoaded], None]) -> None:
    """Load every loop of a bank; a missing or damaged file is told and the rest plays. *Control thread.*

    ``done`` is called from the loader's thread and says ``request`` again: of two banks asked for,
    the later one counts, whichever is read sooner.

    Raises:
        BankError: no bank there.
    """
    rows = read_bank(folder)
    faults = []
    if len(rows) > MAX_LOOPS:
        faults.append(f"{folder}: has {len(rows)} loops, the first {MAX_LOOPS} are loaded")
        rows = rows[:MAX_LOOPS]
    places: list[tuple[BankLoop, Path, ArenaRange]] = []
    for row in rows:
        try:
            path = resolve_inside(row.file, [folder])  # a link in a bank must not lead out of it
            place = _take_room(path.name, loop_frames(path, row, into.sample_rate), into)
        except (BankError, PathRefusedError) as error:
            faults.append(str(error))
        else:
            places.append((row, path, place))

    def read_all() -> None:
        read: list[tuple[BankLoop, ArenaRange, int]] = []
        unused = []
        for row, path, place in places:
            try:
                samples, remark = read_loop(path, row, into.sample_rate)
            except BankError as error:
                faults.append(str(error))
                unused.append(place)
                continue
            faults.extend([remark] if remark else [])
            read.append((_with_pitches(row, samples, into.sample_rate), place, _put(samples, place, into.arena)))
        pitches = tuned([profile(row) for row, _, _ in read])
        loops = tuple(
            Loop(place, called_by, Path(row.file).stem, sounding_frames=frames, layer=into.layer)
            for called_by, (row, place, frames) in zip(pitches, read, strict=True)
        )
        done(BankLoaded(folder, loops, tuple(faults), tuple(unused), request=request))

    threading.Thread(target=read_all, name="bank-loader", daemon=True).start()


def load_dream(path: Path, into: Destination, request: int, done: Callable[[BankLoaded], None]) -> None:
    """Make one dream's file a loop. *Control thread*; ``done`` is called as that of `load_bank`.

    Raises:
        BankError: the file is gone, or there is no room.
    """
    try:
        info = soundfile.info(str(path))
    except (soundfile.LibsndfileError, OSError, RuntimeError) as error:
        raise BankError(f"{path.name}: is missing or cannot be read ({error})") from error
    # One frame more than the duration says: resampling may round up.
    place = _take_room(path.name, int(info.frames / info.samplerate * into.sample_rate) + 2, into)

    def read_one() -> None:
        try:
            samples = make_loop(read_audio(path, into.sample_rate), into.sample_rate)
        except (AudioFileError, ValueError) as error:
            done(BankLoaded(path, (), (str(error),), (place,), adds=True, request=request))
            return
        pitches = [(one.frequency_hz, one.weight) for one in strongest_pitches(samples, into.sample_rate)]
        loop = Loop(place, pitches, path.stem, sounding_frames=_put(samples, place, into.arena), layer=into.layer)
        done(BankLoaded(path, (loop,), (), adds=True, request=request))

    threading.Thread(target=read_one, name="bank-loader", daemon=True).start()


def _take_room(name: str, frames: int, into: Destination) -> ArenaRange:
    place = into.stage.take_room(frames)
    if place is None:
        raise BankError(f"{name}: no room for {frames / into.sample_rate:.1f} s (set [audio] arena_s higher)")
    return place


def _put(samples: NDArray[np.float32], place: ArenaRange, arena: NDArray[np.float32]) -> int:
    length = min(len(samples), place.frames)
    arena[place.offset : place.offset + length] = samples[:length]
    return length


def _with_pitches(row: BankLoop, samples: NDArray[np.float32], sample_rate: int) -> BankLoop:
    """The row as it is, or, of a bank that was written by hand without pitches, with what is heard in the loop."""
    if profile(row).pitches:
        return row
    found = strongest_pitches(samples, sample_rate)
    return replace(row, pitches_hz=[one.frequency_hz for one in found], pitch_weights=[one.weight for one in found])
