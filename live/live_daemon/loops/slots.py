"""The engine's slots that play our sounds, and the leases on the ranges that they read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from live_daemon.audio.control import EngineControl
from live_daemon.audio.reader import LayerName
from live_daemon.loops.arena import Arena, Lease
from live_inference.worker.messages import ArenaRange

NUM_SLOTS: Final = 128
NO_SLOT: Final = -1
FADE_MS: Final = 40.0


class Slots:
    """Starts and stops sounds. *Controller's main thread only.* Calls may raise EngineStalledError.

    A slot has leases on its sound from the start until the engine has freed the slot: `end_freed` ends them, and no
    other code does. A start in a slot that plays replaces its sound, whose leases end when the engine has gone over.
    """

    def __init__(self, control: EngineControl, arena: Arena):
        self._control = control
        self._arena = arena
        self._leases: dict[int, list[Lease]] = {}
        self._replaced: dict[int, tuple[int, list[Lease]]] = {}
        self._stopped: set[int] = set()

    def free(self) -> int:
        """Return a slot that plays nothing, or NO_SLOT."""
        free = self._control.free_slots()
        return next((slot for slot in range(NUM_SLOTS) if free[slot] and slot not in self._leases), NO_SLOT)

    def start(
        self,
        slot: int,
        place: ArenaRange,
        at: ArenaRange,
        *,
        weights: Sequence[float],
        muted: bool,
        looping: bool,
        gain: float,
        pan: float,
        layer: LayerName,
        fade_in_ms: float,
        filled: int,
        output: int,
        sample_rate: int,
        endless: bool = False,
        goes_on: bool = False,
    ) -> None:
        """Play the samples at ``at`` in a slot: a place's own, or their copy at another rate.

        ``goes_on``: in the place of the loop that plays there, and from where that is.
        """
        self._control.set_gain_map(slot, weights)
        self._control.set_slot_mute(slot, muted)
        self._control.start_slot(
            slot,
            at.offset,
            at.frames,
            looping=looping,
            endless=endless,
            goes_on=goes_on,
            gain=gain,
            pan=pan,
            layer=layer,
            fade_in_ms=fade_in_ms,
            filled=filled,
            output=output,
            sample_rate=sample_rate,
            apart=at.apart,
        )
        # A copy stays while its source is leased, but not when the device's rate changes.
        inside = place.offset <= at.offset and at.end <= place.end
        if goes_on:
            _, earlier = self._replaced.get(slot, (0, []))
            self._replaced[slot] = at.offset, earlier + self._leases.pop(slot, [])
        self._take(slot, place, *(() if inside else (at,)))

    def adopt(self, slot: int, place: ArenaRange, *, stopped: bool = False) -> None:
        """Take over a slot that was started by a controller that died. ``stopped``: `reapply` fades it."""
        self._take(slot, place)
        if stopped:
            self._stopped.add(slot)

    def stop(self, slot: int, fade_ms: float = FADE_MS) -> None:
        """Fade a slot. If the engine takes no commands now, `reapply` stops it."""
        self._stopped.add(slot)
        self._control.stop_slot(slot, fade_ms)

    def all_fade(self) -> None:
        """A panic was asked for: the engine fades every slot by itself. Tells it nothing, so it never waits."""
        self._stopped |= self._leases.keys()

    def reapply(self) -> None:
        """Stop again every slot that was stopped: the engine took no commands for a while."""
        for slot in sorted(self._stopped):
            self._control.stop_slot(slot, FADE_MS)

    def end_freed(self) -> list[int]:
        """End the leases of the slots that the engine has freed, and return these slots."""
        free = self._control.free_slots()
        for slot, (offset, leases) in list(self._replaced.items()):
            now = self._control.slot_state(slot)
            if free[slot] or (now.phase == "playing" and now.offset == offset):
                del self._replaced[slot]
                for lease in leases:
                    lease.end()
        freed = [slot for slot in self._leases if free[slot]]
        for slot in freed:
            self._stopped.discard(slot)
            for lease in self._leases.pop(slot):
                lease.end()
        return freed

    def _take(self, slot: int, *places: ArenaRange) -> None:
        self._stopped.discard(slot)
        # Beside those it had: after a change of the device's rate a voice goes on in the same slot.
        self._leases.setdefault(slot, []).extend(self._arena.share(place, f"slot {slot}") for place in places)
