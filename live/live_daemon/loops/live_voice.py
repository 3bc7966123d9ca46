"""The live dream's sound: one endless voice in a ring of the arena, which the worker writes just ahead of it."""

from __future__ import annotations

from typing import Final

from live_daemon.audio.control import EngineControl
from live_daemon.loops.arena import Arena, Lease
from live_daemon.loops.slots import FADE_MS, NO_SLOT, Slots
from live_daemon.settings import VoiceSettings
from live_inference.worker.messages import ArenaRange

FIRST_S: Final = 0.1
"""So much is written before it begins to sound."""

RING_S: Final = 10.0
"""Far more than the worker writes ahead: the black box has seconds to read what sounded before it is overwritten."""

LIVE_FADE_MS: Final = 500.0
"""Of a live dream that is asked to stop."""


class LiveVoice:
    """At most one endless sound. *Controller's main thread only.* Calls may raise EngineStalledError."""

    def __init__(self, control: EngineControl, arena: Arena, slots: Slots, settings: VoiceSettings):
        self._control = control
        self._arena = arena
        self._slots = slots
        self._gain = 10 ** (settings.gain_db / 20)
        self._lease: Lease | None = None
        self._slot = NO_SLOT
        self._filled = 0
        self._share = 1.0
        self.sample_rate = 0

    @property
    def place(self) -> ArenaRange | None:
        """The ring; None: there is no live sound."""
        return None if self._lease is None else self._lease.place

    @property
    def filled(self) -> int:
        """Frames that are written since its start."""
        return self._filled

    @property
    def sounds(self) -> bool:
        """Whether the engine plays it."""
        return self._slot != NO_SLOT

    @property
    def played(self) -> tuple[int, bool]:
        """Frames that have sounded, and whether it waits for more."""
        place = self.place
        if place is None or not self.sounds:
            return 0, False
        now = self._control.slot_state(self._slot)
        return (now.position, now.phase == "waiting") if now.offset == place.offset else (0, False)

    def open(self, sample_rate: float, channels: int = 1) -> ArenaRange | None:
        """Lease a ring for samples at this rate, the engine's; None when the arena is full.

        Where two channels have no room it has one: a mono dream rather than none.
        """
        self.stop()
        self.sample_rate = round(sample_rate)
        frames, purpose = round(RING_S * sample_rate), "the live dream"
        self._lease = self._arena.lease(frames, purpose, channels) or self._arena.lease(frames, purpose)
        self._filled = 0
        return self.place

    def fill(self, filled: int) -> bool:
        """The first ``filled`` frames are written; the first call starts the sound. Return False: it has no slot."""
        place = self.place
        if place is None or filled <= self._filled:
            return True
        self._filled = filled
        if self.sounds:
            self._control.fill_slot(self._slot, place.offset, filled)
            return True
        if filled < FIRST_S * self.sample_rate:
            return True
        slot = self._slots.free()
        if slot == NO_SLOT:
            return False
        self._slots.start(
            slot,
            place,
            place,
            weights=[],
            muted=False,
            looping=False,
            endless=True,
            gain=self._gain * self._share,
            pan=0.0,
            layer="swell",
            fade_in_ms=FADE_MS,
            filled=filled,
            output=0,
            sample_rate=self.sample_rate,
        )
        self._slot = slot
        return True

    def set_share(self, share: float) -> None:
        """Let it sound at this share (0..1) of its gain."""
        if share != self._share:
            self._share = share
            if self.sounds:
                self._control.set_slot_gain(self._slot, self._gain * share)

    def stop(self, fade_ms: float = LIVE_FADE_MS) -> None:
        """Fade it out. The slot keeps the ring until the engine has freed it."""
        if self.sounds:
            self._slots.stop(self._slot, fade_ms)
        self.forget()

    def forget(self) -> None:
        """It fades already, or is gone."""
        self._slot = NO_SLOT
        if self._lease is not None:
            self._lease.end()
            self._lease = None

    def reapply(self) -> None:
        """Tell the engine again how far it may play: it took no commands for a while."""
        if self.sounds and self.place is not None:
            self._control.fill_slot(self._slot, self.place.offset, self._filled)
            self._control.set_slot_gain(self._slot, self._gain * self._share)

    def lose(self, freed: list[int]) -> bool:
        """The engine has freed these slots; return whether ours was among them: it must be begun again."""
        if self._slot not in freed:
            return False
        self.forget()
        return True
