"""The loops that play: their numbers, own gains, mutes and layers, and how they start and end."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Sequence

from live_daemon.audio.control import EngineControl, EngineStalledError
from live_daemon.audio.reader import LayerName
from live_daemon.loops.arena import Arena, Lease
from live_daemon.loops.engine_rate import EngineRate
from live_daemon.loops.follower import Follower
from live_daemon.loops.loop import Loop
from live_daemon.loops.slots import FADE_MS, NO_SLOT, Slots
from live_daemon.loops.voices import alternating_pan
from live_daemon.settings import MAX_LOOPS
from live_inference.worker.messages import ArenaRange

REPLACE_MS = 10.0
"""Fade-in of a loop's other samples, after what sounded has faded out in as long."""


class LoopList:
    """Loops by their numbers. *Controller's main thread only.* Calls may raise EngineStalledError.

    A loop has a lease on its place as long as it is in the list; while it fades after that, its slot has one.
    """

    def __init__(
        self,
        control: EngineControl,
        arena: Arena,
        rates: EngineRate,
        slots: Slots,
        follower: Follower,
        *,
        most_dreams: int,
        own_outputs: int,
    ):
        """``most_dreams``: loops that may be of dreams; ``own_outputs``: outputs behind the mix, for the
        loops in turn; 0: all are in the mix."""
        self._control = control
        self._arena = arena
        self._rates = rates
        self._slots = slots
        self._follower = follower
        self._most_dreams = most_dreams
        self._own_outputs = own_outputs
        self._leases: list[Lease] = []
        self._copies: dict[int, Lease] = {}  # by the loop's id
        self._changed: set[int] = set()
        self.loops: list[Loop] = []

    def restore(self, loops: list[Loop], sounding: dict[int, int]) -> None:
        """Take over the loops of a controller that died.

        ``sounding`` maps offsets in the arena to slots; those of our loops are taken out of it.
        """
        self.loops = loops
        for loop in loops:
            self._leases.append(self._leased(loop))
            if loop.copy is not None:
                self._copies[id(loop)] = self._arena.share(loop.copy, f"loop {loop.name}, {loop.effect}")
            loop.slot = sounding.pop(self._rates.offset(loop.heard, looping=True), NO_SLOT)
            if loop.slot != NO_SLOT:
                self._slots.adopt(loop.slot, loop.heard)

    def reapply(self) -> None:
        """Tell the engine everything about the loops that sound."""
        for loop in self.loops:
            if loop.slot != NO_SLOT:
                self._control.set_slot_gain(loop.slot, loop.gain)
                self._control.set_slot_mute(loop.slot, loop.muted)
                self._control.set_slot_layer(loop.slot, loop.layer)

    # -- which loops there are

    def add(self, loop: Loop) -> None:
        """Add a loop. Beyond the most that there may be it takes the number of the oldest, which fades."""
        dreams = [number for number, one in enumerate(self.loops) if one.dream_id >= 0]
        oldest = min(dreams, key=lambda number: self.loops[number].dream_id, default=0)
        too_many_dreams = loop.dream_id >= 0 and dreams and len(dreams) >= self._most_dreams
        if not too_many_dreams and len(self.loops) < MAX_LOOPS:
            self.loops.append(loop)
            self._leases.append(self._leased(loop))
            return
        old, self.loops[oldest] = self.loops[oldest], loop
        lease, self._leases[oldest] = self._leases[oldest], self._leased(loop)
        self._fade(old, lease)

    def replace(self, loops: Sequence[Loop]) -> None:
        """Let these loops take the place of all; the old ones fade."""
        old, self.loops = self.loops, list(loops)
        leases, self._leases = self._leases, [self._leased(loop) for loop in loops]
        for loop, lease in zip(old, leases, strict=True):
            self._fade(loop, lease)

    def _leased(self, loop: Loop) -> Lease:
        return self._arena.share(loop.place, f"loop {loop.name}")

    def _fade(self, loop: Loop, lease: Lease) -> None:
        lease.end()
        self._changed.discard(id(loop))
        if copy := self._copies.pop(id(loop), None):
            copy.end()
        if loop.slot != NO_SLOT:
            with contextlib.suppress(EngineStalledError):  # stopped when the engine takes commands again
                self._slots.stop(loop.slot)

    # -- one of them

    def loop(self, number: int) -> Loop:
        """Return a loop by its number.

        Raises:
            IndexError: there is no such loop; the text is for the performer.
        """
        if not 0 <= number < len(self.loops):
            there = f"there are {len(self.loops)}, numbered from 0" if self.loops else "there is none"
            raise IndexError(f"loop {number} does not exist: {there}")
        return self.loops[number]

    def set_gain(self, number: int, gain: float) -> None:
        """Set a loop's own gain, linear."""
        loop = self.loop(number)
        loop.gain = gain
        if loop.slot != NO_SLOT:
            self._control.set_slot_gain(loop.slot, gain)

    def set_mute(self, loop: Loop, muted: bool) -> None:
        """Silence a loop, or let it sound again."""
        loop.muted = muted
        if loop.slot != NO_SLOT:
            self._control.set_slot_mute(loop.slot, muted)

    def set_layer(self, number: int, layer: LayerName) -> None:
        """Set how a loop follows."""
        loop = self.loop(number)
        loop.layer = layer
        if loop.slot != NO_SLOT:
            self._control.set_slot_layer(loop.slot, layer)

    def set_copy(self, loop: Loop, copy: ArenaRange | None) -> None:
        """Let a loop sound with these samples (None: its own), from where it is: what sounds fades in 10 ms."""
        before = self._copies.pop(id(loop), None)
        if copy is not None:
            self._copies[id(loop)] = self._arena.share(copy, f"loop {loop.name}, {loop.effect}")
        if before is not None:
            before.end()  # its slot has a lease until the engine has gone over
        loop.copy = copy
        self._changed.add(id(loop))
        self.start()

    def gains(self) -> list[float]:
        """Return the gain at which each loop sounds now."""
        sounding = self._control.gains([max(loop.slot, 0) for loop in self.loops])
        return [float(gain) if loop.slot != NO_SLOT else 0.0 for loop, gain in zip(self.loops, sounding, strict=True)]

    # -- starting and ending

    def silence(self) -> None:
        """Mute every loop and give up the slots, which the engine fades: the loops start again in others."""
        for loop in self.loops:
            loop.muted, loop.slot = True, NO_SLOT

    def lose(self, slots: Collection[int] | None = None) -> None:
        """The engine has freed these slots (None: all): the loops that sounded there are started again."""
        for loop in self.loops:
            if slots is None or loop.slot in slots:
                loop.slot = NO_SLOT

    @property
    def waits(self) -> bool:
        """Whether a loop has no slot yet, or not yet the samples that it should have."""
        return bool(self._changed) or any(loop.slot == NO_SLOT for loop in self.loops)

    def start(self) -> bool:
        """Start loops that have no slot, or other samples now; return whether any was started.

        All of them at once while the engine plays the samples as they are, else one, or a piece of a long one, for each
        call: resampling takes time.
        """
        self._follower.follow(self.loops)
        started = False
        made = self._rates.made
        for number, loop in enumerate(self.loops):
            goes_on = loop.slot != NO_SLOT
            if (goes_on and id(loop) not in self._changed) or self._rates.made != made:
                continue
            slot = loop.slot if goes_on else self._slots.free()
            at = self._rates.loop(loop.heard, loop.sounding_frames) if slot != NO_SLOT else None
            if at is None:
                continue
            self._slots.start(
                slot,
                loop.heard,
                at,
                weights=self._follower.weights(loop),
                muted=loop.muted,
                looping=True,
                gain=loop.gain,
                pan=alternating_pan(number, at.channels),
                layer=loop.layer,
                fade_in_ms=REPLACE_MS if goes_on else FADE_MS,
                filled=at.frames,
                output=1 + number % self._own_outputs if self._own_outputs else 0,
                sample_rate=self._rates.rate,
                goes_on=goes_on,
            )
            self._changed.discard(id(loop))
            loop.slot = slot  # only now: a loop that could not be started is started at the next tick
            started = True
        return started

    def in_mix(self, output_channels: int) -> int:
        """Return how many loops should have an output of their own, and have none: the device has too few."""
        return max(0, min(len(self.loops), self._own_outputs) - max(0, output_channels - 2))
