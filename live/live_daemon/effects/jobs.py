"""Renders loops through effects in the background, one after the other, before anybody asks for them."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from live_daemon.effects import child
from live_daemon.effects.child import Outcome
from live_daemon.effects.dream_files import DreamRendered, render_file
from live_daemon.loops.arena import Arena, Lease
from live_daemon.loops.loop import Loop
from live_daemon.settings import EffectPlugin
from live_inference.bank.changes import changing
from live_inference.bank.manifest import BankError, remember_effect
from live_inference.command_line.locking import BusyError
from live_inference.worker.arena import read_range, write_range
from live_inference.worker.messages import ArenaRange

LARGEST_BYTES = 1 << 30
"""Of what is rendered ahead; the oldest goes first."""
CLOSE_S = 2.0


@dataclass(frozen=True, slots=True)
class EffectRendered:
    """What became of a loop that should sound through an effect, or of an effect.

    Attributes:
        place: the loop's own samples.
        copy: where in the arena it lies as the effect made it; None: it was not made.
        fault: why not, one line.
        ends_effect: the plugin is not tried again.
        leases: on both ranges. Whoever gets this ends them.
    """

    place: ArenaRange
    effect: str
    copy: ArenaRange | None = None
    fault: str = ""
    ends_effect: bool = False
    leases: tuple[Lease, ...] = ()


@dataclass(frozen=True, slots=True)
class Sounds:
    """The arena: who uses which range, and its samples (frames,) at ``sample_rate``."""

    arena: Arena
    samples: NDArray[np.float32]
    sample_rate: float


@dataclass(frozen=True, slots=True)
class _Pair:
    """The first ``frames`` of a place, and an effect's name. ``lease``: somebody waits for it."""

    place: ArenaRange
    frames: int
    effect: str
    lease: Lease | None = None


@dataclass(frozen=True, slots=True)
class _Dream:
    """A dream's file that should go through an effect."""

    dream_id: int
    path: Path
    effect: str


@dataclass(frozen=True, slots=True)
class _Note:
    """What a bank should remember of a loop."""

    bank: Path
    loop: str
    effect: str


_Item = _Pair | _Dream | _Note


class EffectJobs:
    """One sound at a time: first what was asked for, then whatever may be asked for next.

    *Controller's main thread* asks; a thread of its own, there while there is something to do, starts the processes
    and waits for them. What was rendered is kept in ``folder``, by what it was made of.
    """

    def __init__(
        self,
        plugins: Mapping[str, EffectPlugin],
        sounds: Sounds,
        folder: Path,
        done: Callable[[EffectRendered | DreamRendered], None],
        tell: Callable[[str], None],
        failed: Iterable[str] = (),
    ):
        """``done`` is called from that thread, once for each that was asked for and for each plugin that failed.

        ``tell`` gets other problems, a line each; ``failed``: effects that are not tried.
        """
        self._plugins = plugins
        self._sounds = sounds
        self._folder = folder
        self._done = done
        self._tell = tell
        self._failed = set(failed)
        self._lock = threading.Lock()
        self._notes: deque[_Note] = deque()
        self._asked: deque[_Pair | _Dream] = deque()
        self._ahead: deque[_Pair] = deque()
        self._thread: threading.Thread | None = None
        self._is_closed = False

    def ask(self, place: ArenaRange, frames: int, effect: str) -> None:
        """Render a loop that should sound through an effect as soon as possible; ``done`` hears of it."""
        lease = self._sounds.arena.share(place, f"effect {effect}")
        with self._lock:
            self._asked.append(_Pair(place, frames, effect, lease))
        self._start()

    def ask_dream(self, dream_id: int, path: Path, effect: str) -> None:
        """Render a dream's file, with its tail; ``done`` hears of it."""
        with self._lock:
            self._asked.append(_Dream(dream_id, path, effect))
        self._start()

    def prepare(self, added: Sequence[Loop], there: Sequence[Loop]) -> None:
        """Render new loops through every effect while there is nothing else to do; forget those that are not there."""
        places = {loop.place for loop in there}
        new = [_Pair(loop.place, loop.sounding_frames, effect) for effect in self._plugins for loop in added]
        with self._lock:
            self._ahead = deque([pair for pair in self._ahead if pair.place in places] + new)
        if new:
            self._start()

    def remember(self, bank: Path, loop: str, effect: str) -> None:
        """Write into a bank's manifest through which effect its loop of this name is played; empty: none."""
        with self._lock:
            self._notes.append(_Note(bank, loop, effect))
        self._start()

    def close(self) -> None:
        """End the process that runs, give everything up."""
        with self._lock:
            self._is_closed = True
            thread = self._thread
        if thread is not None:
            thread.join(CLOSE_S)

    # -- the thread ----------------------------------------------------------------------------------------------

    def _start(self) -> None:
        with self._lock:
            if self._thread is None and not self._is_closed:
                self._thread = threading.Thread(target=self._run, name="effects", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            with self._lock:
                work = self._notes or self._asked or self._ahead
                if not work or self._is_closed:
                    self._thread = None
                    return
                item: _Item = work.popleft()
            if isinstance(item, _Note):
                self._write(item)
            elif isinstance(item, _Dream):
                self._render_dream(item)
            elif item.lease is not None:
                self._answer(item, item.lease)
            else:
                self._make_ahead(item)

    def _write(self, note: _Note) -> None:
        try:
            with changing(note.bank):
                remember_effect(note.bank, note.loop, note.effect)
        except (BankError, BusyError, OSError) as error:
            self._tell(f"the effect of loop {note.loop} is not remembered: {error}")

    def _answer(self, pair: _Pair, lease: Lease) -> None:
        made, outcome = self._make(pair, lambda: self._is_closed)
        copy = self._copy(made, pair) if outcome.made else None
        fault = outcome.fault or ("" if copy else "finds no room in the arena (set [audio] arena_s higher)")
        self._done(
            EffectRendered(
                pair.place,
                pair.effect,
                copy.place if copy else None,
                fault,
                outcome.ends_effect,
                (lease, copy) if copy else (lease,),
            )
        )

    def _render_dream(self, dream: _Dream) -> None:
        path, duration_s, outcome = dream.path, 0.0, Outcome(fault="cannot be rendered (no folder for it)")
        if self._has_room():
            plugin = self._plugins[dream.effect]
            path, duration_s, outcome = render_file(
                plugin, dream.effect, dream.path, self._folder, lambda: self._is_closed
            )
        if outcome.ends_effect:
            self._failed.add(dream.effect)
        if not self._is_closed:
            self._done(
                DreamRendered(
                    dream.dream_id, dream.effect, path.as_posix(), duration_s, outcome.fault, outcome.ends_effect
                )
            )

    def _has_room(self) -> bool:
        with contextlib.suppress(OSError):
            self._make_room()
            return True
        return False

    def _make_ahead(self, pair: _Pair) -> None:
        if pair.effect in self._failed:
            return
        # Whoever asks goes first; what was being made ahead is made again.
        _, outcome = self._make(pair, lambda: bool(self._asked) or self._is_closed)
        if outcome.ends_effect:
            self._done(EffectRendered(pair.place, pair.effect, None, outcome.fault, ends_effect=True))
        elif not (outcome.made or outcome.fault):
            with self._lock:
                self._ahead.append(pair)

    def _make(self, pair: _Pair, is_over: Callable[[], bool]) -> tuple[Path, Outcome]:
        plugin = self._plugins[pair.effect]
        channels = pair.place.channels
        samples = read_range(self._sounds.samples, pair.place.part(0, pair.frames)).tobytes()
        # By what it is made of: whose samples they are by now does not matter.
        made_of = repr((plugin.which, sorted(plugin.controls.items()), self._sounds.sample_rate, channels)).encode()
        made = self._folder / f"{hashlib.sha256(made_of + samples).hexdigest()[:32]}.f32"
        if made.exists():
            return made, Outcome(made=True)
        if pair.effect in self._failed:
            return made, Outcome(fault="failed before", ends_effect=True)
        source = self._folder / "source.f32"
        try:
            self._make_room()
            source.write_bytes(samples)
            outcome = child.render(plugin, "loop", source, made, self._sounds.sample_rate, is_over, channels)
        except OSError as error:
            return made, Outcome(fault=f"cannot be rendered ({error.strerror or error})")
        if outcome.ends_effect:
            self._failed.add(pair.effect)
        return made, outcome

    def _make_room(self) -> None:
        """Make the folder; keep it bounded, and without what earlier sessions left beside it."""
        if not self._folder.is_dir():
            shutil.rmtree(self._folder.parent, ignore_errors=True)
            self._folder.mkdir(parents=True, mode=0o700)
        files = sorted(self._folder.glob("*.f32"), key=lambda file: file.stat().st_mtime)
        size = sum(file.stat().st_size for file in files)
        for file in files:
            if size <= LARGEST_BYTES:
                break
            size -= file.stat().st_size
            file.unlink()

    def _copy(self, made: Path, pair: _Pair) -> Lease | None:
        """Bring what was rendered into the arena; None: there is no room, or the file is not as long as the loop."""
        with contextlib.suppress(OSError):
            samples, channels = np.fromfile(made, np.float32), pair.place.channels
            fits = len(samples) == channels * pair.frames
            lease = self._sounds.arena.lease(pair.frames, f"effect {pair.effect}", channels) if fits else None
            if lease is not None:
                both = samples.reshape(2, -1) if channels == 2 else samples
                write_range(self._sounds.samples, lease.place, 0, both)
            return lease
        return None
