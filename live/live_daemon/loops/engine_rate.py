"""The arena's samples for the engine: as they are, or copies while the device has another sample rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

import numpy as np
import soxr
from numpy.typing import NDArray

from live_daemon.loops.arena import Arena, Lease
from live_inference.files.mono import middle
from live_inference.files.reading import Within
from live_inference.worker.arena import read_range, write_range
from live_inference.worker.messages import ArenaRange

PIECE_S: Final = 10.0
"""Of a sound that is resampled in one call: the controller must be back soon, however long the sound is."""
_LEAST: Final = 8192  # frames of a loop, going round, that are worth a call of the resampler


@dataclass(slots=True)
class Copy:
    """Where in the arena a sound lies at the engine's ``rate`` (Hz): ``source`` from its frame ``start`` on."""

    source: ArenaRange
    at: ArenaRange
    rate: Annotated[int, Within(1, 768_000)]
    looping: bool
    start: Annotated[int, Within(0, 2**53)] = 0


_Key = tuple[ArenaRange, bool]  # the source, and whether it loops


class _Stream:
    """A sound that is resampled while it is made."""

    def __init__(self, start: int, rate: float, engine_rate: float, channels: int):
        self.resampler = soxr.ResampleStream(rate, engine_rate, channels, dtype="float32", quality="HQ")
        self.read, self.written, self.ended = start, 0, False


class _Circle:
    """A loop that is resampled going round: from the middle of its first turn on its begin has no influence."""

    def __init__(self, copy: Copy, lease: Lease, frames: int):
        """``frames``: of the source that are the loop."""
        self.copy, self.lease = copy, lease
        self._frames = frames
        self._resampler = soxr.ResampleStream(frames, copy.at.frames, copy.at.channels, dtype="float32", quality="HQ")
        self._read = self._made = 0

    def go_on(self, samples: NDArray[np.float32], most: int) -> bool:
        """Resample at most so many frames more; return whether the copy is complete. Shape: samples (arena frames,)"""
        at, first = self.copy.at, self.copy.at.frames // 2
        while self._made < first + at.frames and most > 0:
            count = min(most, max(self._frames, _LEAST))
            index = np.arange(self._read, self._read + count) % self._frames
            turn = np.array([samples[row][index] for row in self.copy.source.rows])
            heard = turn if at.channels == 2 else middle(turn[0] if len(turn) == 1 else turn)
            made = self._resampler.resample_chunk(np.ascontiguousarray(heard.T)).T
            begin = max(self._made, first)
            kept = made[..., begin - self._made : first + at.frames - self._made]
            seam = max(0, at.frames - begin)
            write_range(samples, at, begin % at.frames, kept[..., :seam] if seam else kept)
            if seam:
                write_range(samples, at, 0, kept[..., seam:])
            self._read, self._made, most = self._read + count, self._made + made.shape[-1], most - count
        return self._made >= first + at.frames


class EngineRate:
    """Finds or makes the samples that a slot plays. *Controller's main thread only.*

    A copy has a lease on its range until its source is free, or the engine's rate changes. One call copies `PIECE_S` of
    sound at most.

    Shape: samples (arena frames,), float32, at ``sample_rate``; ``rate`` is the engine's.
    """

    def __init__(self, arena: Arena, samples: NDArray[np.float32], sample_rate: float, rate: float):
        self._arena = arena
        self._samples = samples
        self._sample_rate = round(sample_rate)
        self.rate = round(rate)
        self.copies: dict[_Key, Copy] = {}
        self._leases: dict[_Key, Lease] = {}
        self._streams: dict[ArenaRange, _Stream] = {}
        self._circles: dict[ArenaRange, _Circle] = {}
        self.made = 0
        self.no_room = False
        arena.on_free = self._drop_copies

    @property
    def is_own(self) -> bool:
        """Whether the engine plays the arena's samples as they are."""
        return self.rate == self._sample_rate

    def change(self, rate: float) -> None:
        """Take the engine's new rate and drop every copy: the engine plays none of them."""
        for place in [*(place for place, _ in self.copies), *self._circles]:
            self._drop_copies(place)
        self.rate, self.no_room = round(rate), False

    def restore(self, copies: Sequence[Copy]) -> None:
        """Take over the copies that an earlier controller made for the engine as it runs now."""
        for copy in copies:
            if copy.rate == self.rate:
                self._keep(copy, self._arena.share(copy.at, "a copy"))

    def drop_unused(self) -> None:
        """Drop the copies of sounds that nobody has a lease on any more."""
        for place, _ in list(self.copies):
            if not self._arena.is_leased(place):
                self._drop_copies(place)

    def offset(self, place: ArenaRange, *, looping: bool) -> int:
        """Return where the engine reads a sound that was started."""
        copy = self.copies.get((place, looping))
        return copy.at.offset if copy else place.offset

    def loop(self, place: ArenaRange, frames: int) -> ArenaRange | None:
        """Return where the engine plays the first ``frames`` of a place as a loop; None if the arena is full.

        A copy closes as the original does: it is resampled as a circle and has a whole number of frames. That of a long
        loop takes several calls, and None is returned until it is complete.
        """
        if self.is_own:
            return place.part(0, frames)
        known = self.copies.get((place, True))
        if known:
            return known.at
        circle = self._circles.get(place)
        if circle is None:
            lease = self._room(place, max(1, round(frames * self.rate / self._sample_rate)))
            if lease is None:
                return None
            circle = self._circles[place] = _Circle(Copy(place, lease.place, self.rate, True), lease, frames)
        self.made += 1
        if not circle.go_on(self._samples, round(PIECE_S * self._sample_rate)):
            return None
        del self._circles[place]
        self._keep(circle.copy, circle.lease)
        return circle.copy.at

    def begin(self, place: ArenaRange, start: int = 0) -> ArenaRange | None:
        """Return where the engine plays a sound once, from its frame ``start`` on; None if the arena is full."""
        self._drop_copy((place, False))  # of a start that the engine did not take
        rest = place.frames - start
        if self.is_own:
            at = place.part(start, rest)
            if start:
                self._keep(Copy(place, at, self.rate, False, start), self._arena.share(at, "a sound's rest"))
            return at
        lease = self._room(place, max(1, round(rest * self.rate / self._sample_rate)))
        if lease is None:
            return None
        self._keep(Copy(place, lease.place, self.rate, False, start), lease)
        self._streams[place] = _Stream(start, self._sample_rate, self.rate, place.channels)
        return lease.place

    def fill(self, place: ArenaRange, filled: int, *, ends: bool = False) -> int:
        """Resample a sound as far as its first ``filled`` frames; return how many frames the engine may play.

        Of many frames more only the first, unless it ends there: see `is_behind`.
        """
        copy, stream = self.copies.get((place, False)), self._streams.get(place)
        if copy is None:
            return filled
        if self.is_own:
            return max(0, filled - copy.start)
        if stream is None:
            return 0  # begun by a controller that died: it ends where that one stopped
        until = filled if ends else min(filled, stream.read + round(PIECE_S * self._sample_rate))
        whole = until >= place.frames
        if not stream.ended and (until > stream.read or whole or ends):
            fresh = read_range(self._samples, place.part(stream.read, max(0, until - stream.read)))
            stream.ended = whole or ends
            made = stream.resampler.resample_chunk(np.ascontiguousarray(fresh.T), last=stream.ended).T
            made = made[..., : copy.at.frames - stream.written]
            write_range(self._samples, copy.at, stream.written, made)
            stream.read, stream.written = max(until, stream.read), stream.written + made.shape[-1]
            if whole:
                for row in copy.at.part(stream.written, copy.at.frames - stream.written).rows:
                    self._samples[row] = 0.0
                stream.written = copy.at.frames
        return stream.written

    def is_behind(self, place: ArenaRange, filled: int) -> bool:
        """Whether `fill` has not come as far as a sound's first ``filled`` frames yet: it should be called again."""
        stream = self._streams.get(place)
        return stream is not None and not stream.ended and stream.read < filled

    def is_torn(self, place: ArenaRange) -> bool:
        """Whether a controller that died had begun to resample a sound: the rest cannot be added without a click."""
        return (place, False) in self.copies and place not in self._streams and not self.is_own

    def source_frame(self, place: ArenaRange, played: int) -> int:
        """Return which frame of a sound the engine's frame ``played`` of it is."""
        copy = self.copies.get((place, False))
        start = copy.start if copy else 0
        return start + int(played * self._sample_rate / self.rate)

    def _room(self, place: ArenaRange, frames: int) -> Lease | None:
        """Lease room for a copy: for one channel, the mean, where there is none for both; None: the arena is full."""
        lease = self._arena.lease(frames, "a copy", place.channels) or self._arena.lease(frames, "a copy")
        self.no_room |= lease is None
        return lease

    def _keep(self, copy: Copy, lease: Lease) -> None:
        key = copy.source, copy.looping
        self._drop_copy(key)
        self.copies[key], self._leases[key] = copy, lease

    def _drop_copies(self, place: ArenaRange) -> None:
        """Drop the copies of a place, which is free now."""
        self._drop_copy((place, False))
        self._drop_copy((place, True))
        if circle := self._circles.pop(place, None):
            circle.lease.end()

    def _drop_copy(self, key: _Key) -> None:
        if key in self.copies:
            if not key[1]:
                self._streams.pop(key[0], None)
            del self.copies[key]
            self._leases.pop(key).end()
