"""The arena's samples as the engine can play them: as they are, or resampled while the device has another rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import soxr
from numpy.typing import NDArray

from live_daemon.loops.arena import Arena
from live_inference.files.reading import Within
from live_inference.loops.cutting import as_circle
from live_inference.worker.messages import ArenaRange


@dataclass(slots=True)
class Copy:
    """Where in the arena a sound lies at the engine's ``rate`` (Hz): ``source`` from its frame ``start`` on."""

    source: ArenaRange
    at: ArenaRange
    rate: Annotated[int, Within(1, 768_000)]
    looping: bool
    start: Annotated[int, Within(0, 2**53)] = 0


class _Stream:
    """A sound that is resampled as it is made."""

    def __init__(self, start: int, rate: float, engine_rate: float):
        self.resampler = soxr.ResampleStream(rate, engine_rate, 1, dtype="float32", quality="HQ")
        self.read, self.written, self.ended = start, 0, False


class EngineRate:
    """Finds or makes what a slot plays. *Controller's main thread only*; a minute of sound takes some 0.1 s.

    Shape: samples (arena frames,), float32, at ``sample_rate``; ``rate`` is the engine's.
    """

    def __init__(self, arena: Arena, samples: NDArray[np.float32], sample_rate: float, rate: float):
        self._arena = arena
        self._samples = samples
        self._sample_rate = round(sample_rate)
        self.rate = round(rate)
        self.copies: dict[tuple[ArenaRange, bool], Copy] = {}
        self._streams: dict[ArenaRange, _Stream] = {}
        self.made = 0
        self.no_room = False
        arena.on_free = self._forget

    @property
    def is_own(self) -> bool:
        """Whether the engine plays the arena's samples as they are."""
        return self.rate == self._sample_rate

    def change(self, rate: float) -> None:
        """Take the engine's new rate. It plays nothing now, so the copies' room is free."""
        for copy in self.copies.values():
            self._arena.give_back(copy.at)
        self.copies.clear()
        self._streams.clear()
        self.rate, self.no_room = round(rate), False

    def restore(self, copies: Sequence[Copy]) -> None:
        """Hold the room of the copies that an earlier controller made for the engine as it runs now."""
        for copy in copies:
            if copy.rate == self.rate:
                self._arena.hold(copy.at)
                self.copies[copy.source, copy.looping] = copy

    def offset(self, place: ArenaRange, *, looping: bool) -> int:
        """Return where the engine reads a sound that was started."""
        copy = self.copies.get((place, looping))
        return copy.at.offset if copy else place.offset

    def loop(self, place: ArenaRange, frames: int) -> ArenaRange | None:
        """Return the first ``frames`` of a place as a loop for the engine; None without room.

        The copy closes as the original does: its length is a whole number of frames, and it is resampled as a circle.
        """
        if self.is_own:
            return ArenaRange(place.offset, frames)
        known = self.copies.get((place, True))
        if known:
            return known.at
        length = max(1, round(frames * self.rate / self._sample_rate))
        copy = self._new(place, length, looping=True)
        if copy is None:
            return None
        once = self._samples[place.offset : place.offset + frames]
        self._samples[copy.at.offset : copy.at.offset + length] = as_circle(once, length)
        return copy.at

    def begin(self, place: ArenaRange, start: int = 0) -> ArenaRange | None:
        """Return where the engine will find a sound that plays once, from its frame ``start`` on; None without room."""
        rest = place.frames - start
        if self.is_own:
            at = ArenaRange(place.offset + start, rest)
            if start:
                self.copies[place, False] = Copy(place, self._held(at), self.rate, False, start)
            return at
        copy = self._new(place, max(1, round(rest * self.rate / self._sample_rate)), looping=False, start=start)
        if copy is None:
            return None
        self._streams[place] = _Stream(start, self._sample_rate, self.rate)
        return copy.at

    def fill(self, place: ArenaRange, filled: int, *, ends: bool = False) -> int:
        """Bring what is made of a sound (its first ``filled`` frames) and return how many the engine may play."""
        copy, stream = self.copies.get((place, False)), self._streams.get(place)
        if copy is None:
            return filled
        if self.is_own:
            return max(0, filled - copy.start)
        if stream is None:
            return 0  # begun by a controller that died: it ends where that stopped
        whole = filled >= place.frames
        if not stream.ended and (filled > stream.read or whole or ends):
            fresh = self._samples[place.offset + stream.read : place.offset + max(filled, stream.read)]
            stream.ended = whole or ends
            made = stream.resampler.resample_chunk(np.ascontiguousarray(fresh), last=stream.ended)
            made = made[: copy.at.frames - stream.written]
            begin = copy.at.offset + stream.written
            self._samples[begin : begin + len(made)] = made
            stream.read, stream.written = max(filled, stream.read), stream.written + len(made)
            if whole:
                self._samples[begin + len(made) : copy.at.offset + copy.at.frames] = 0.0
                stream.written = copy.at.frames
        return stream.written

    def is_torn(self, place: ArenaRange) -> bool:
        """Whether a sound was begun by a controller that died, so that the rest of it cannot be resampled."""
        return (place, False) in self.copies and place not in self._streams and not self.is_own

    def source_frame(self, place: ArenaRange, played: int) -> int:
        """Return which frame of a sound the engine's frame ``played`` of it is."""
        copy = self.copies.get((place, False))
        start = copy.start if copy else 0
        return start + int(played * self._sample_rate / self.rate)

    def _new(self, place: ArenaRange, frames: int, *, looping: bool, start: int = 0) -> Copy | None:
        at = self._arena.take(frames)
        if at is None:
            self.no_room = True
            return None
        self.made += 1
        copy = self.copies[place, looping] = Copy(place, at, self.rate, looping, start)
        return copy

    def _held(self, place: ArenaRange) -> ArenaRange:
        self._arena.hold(place)
        return place

    def _forget(self, place: ArenaRange) -> None:
        """The arena gave a place back: nobody plays it any more."""
        self._streams.pop(place, None)
        for looping in (False, True):
            copy = self.copies.pop((place, looping), None)
            if copy is not None:
                self._arena.give_back(copy.at)
