"""Leases on ranges of the shared arena. The samples themselves are not touched here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import InitVar, dataclass

from live_inference.worker.messages import ArenaRange


class LeaseError(RuntimeError):
    """A lease was ended twice: somebody else may have its range by now."""


@dataclass(eq=False)
class Lease:
    """The right to use a range of the arena, and what for. Whoever took it owns it and ends it exactly once.

    A range may have several leases; it is free when all of them have ended. *Any thread.*
    """

    place: ArenaRange
    purpose: str
    arena: InitVar[Arena]

    def __post_init__(self, arena: Arena) -> None:
        self._arena = arena

    def end(self) -> None:
        """End the lease.

        Raises:
            LeaseError: it has ended already.
        """
        self._arena.end(self)

    @contextmanager
    def ended_by_a_fault(self) -> Iterator[ArenaRange]:
        """End the lease if the block fails."""
        try:
            yield self.place
        except BaseException:
            self.end()
            raise


class Arena:
    """First-fit allocation of sample ranges. *Any thread.*

    ``on_free`` is called with every range that becomes free, by the thread that ended its last lease.

    >>> arena = Arena(100)
    >>> first, second = arena.lease(60, "loop"), arena.lease(60, "voice")
    >>> first.place, second
    (ArenaRange(offset=0, frames=60, apart=0), None)
    >>> first.end(); arena.lease(50, "voice", channels=2).place
    ArenaRange(offset=0, frames=50, apart=50)
    """

    def __init__(self, frames: int):
        self.on_free: Callable[[ArenaRange], None] = lambda _: None
        self._frames = frames
        self._lock = threading.RLock()
        self._leases: dict[ArenaRange, list[Lease]] = {}

    def lease(self, frames: int, purpose: str, channels: int = 1) -> Lease | None:
        """Lease a free range of this many frames, on one channel or two; None when there is none."""
        with self._lock:
            start = 0
            for place in self.ranges:
                if place.offset - start >= frames * channels:
                    break
                start = max(start, place.end)
            place = ArenaRange(start, frames, frames * (channels - 1))
            return self.share(place, purpose) if place.end <= self._frames else None

    def share(self, place: ArenaRange, purpose: str) -> Lease:
        """Lease a range that is leased already, or was by a controller that died."""
        with self._lock:
            lease = Lease(place, purpose, self)
            self._leases.setdefault(place, []).append(lease)
            return lease

    def end(self, lease: Lease) -> None:
        """End a lease; see `Lease.end`."""
        with self._lock:
            leases = self._leases.get(lease.place, [])
            if lease not in leases:
                raise LeaseError(f"the lease of {lease.place} for {lease.purpose} has ended already")
            leases.remove(lease)
            if not leases:
                del self._leases[lease.place]
                self.on_free(lease.place)

    @property
    def leases(self) -> list[Lease]:
        """Every lease that has not ended."""
        with self._lock:
            return [lease for leases in self._leases.values() for lease in leases]

    @property
    def ranges(self) -> list[ArenaRange]:
        """The ranges that are leased, by their offsets."""
        with self._lock:
            return sorted(self._leases, key=lambda place: place.offset)

    def is_leased(self, place: ArenaRange) -> bool:
        """Whether somebody has a lease on exactly this range."""
        return place in self._leases
