"""Dreams that sound once, one after the other, also while they are still being made; and loops that stand in."""

from __future__ import annotations

import math
import random
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from live_daemon.audio.control import EngineControl
from live_daemon.loops.arena import Arena, Lease
from live_daemon.loops.engine_rate import EngineRate
from live_daemon.loops.slots import FADE_MS, NO_SLOT, NUM_SLOTS, Slots
from live_daemon.settings import VoiceSettings
from live_inference.files.reading import Within
from live_inference.worker.messages import ArenaRange

ANSWER_FADE_MS = 1500.0
MAX_WAITING_VOICES = 8
JITTER = 0.5
"""The time between two voices is drawn between ``stagger_s`` and this share more: an even beat would be heard."""


@dataclass(slots=True)
class Voice:
    """A dream that sounds once.

    Attributes:
        slot: where it sounds; without one it waits for its turn.
        filled: frames that are made so far; -1: all.
        answers_s: how long a loop that stands in for the dream sounds; 0: it is the dream.
        ends_s: stage time at which that is over.
        sound_by_s: time of the system's clock after which it is not started any more; 0: it always is.
    """

    place: ArenaRange
    dream_id: int
    slot: Annotated[int, Within(NO_SLOT, NUM_SLOTS - 1)] = NO_SLOT
    filled: int = -1
    answers_s: float = 0.0
    ends_s: float = 0.0
    sound_by_s: float = 0.0

    def __post_init__(self) -> None:
        if self.filled < 0:
            self.filled = self.place.frames


def alternating_pan(number: int, channels: int) -> float:
    """Return the pan of the number-th sound, -1 (left) to 1: right and left in turn, at four widths.

    A sound of two channels has a width of its own, so its balance moves half as far.
    """
    width = (0.25, 0.55, 0.4, 0.7)[(number // 2) % 4] / channels
    return -width if number % 2 == 0 else width


class _Waiting(NamedTuple):
    voice: Voice
    lease: Lease


class Voices:
    """Sounds that play once, started one after the other on a seeded schedule, never more at once than allowed.

    *Controller's main thread only.* Calls may raise EngineStalledError. A voice that waits has a lease on its place;
    one that sounds has its slot's.
    """

    def __init__(self, control: EngineControl, arena: Arena, rates: EngineRate, slots: Slots, settings: VoiceSettings):
        self._control = control
        self._arena = arena
        self._rates = rates
        self._slots = slots
        self._settings = settings
        self._begun: list[int] = []
        self._line: deque[_Waiting] = deque()
        self.sounding: list[Voice] = []
        self.started = 0
        self.started_s = -1e9

    def __len__(self) -> int:
        return len(self.sounding)

    @property
    def waiting(self) -> list[Voice]:
        """The voices whose turn has not come, in their order."""
        return [one.voice for one in self._line]

    def find(self, dream_id: int) -> Voice | None:
        """Return the dream's voice, whether it sounds or waits to."""
        return next((one for one in self._of(dream_id) if not one.answers_s), None)

    def _of(self, dream_id: int) -> list[Voice]:
        return [voice for voice in (*self.sounding, *self.waiting) if voice.dream_id == dream_id]

    # -- the line

    def queue(self, voice: Voice) -> bool:
        """Let a voice sound in its turn; return False when too many wait already."""
        if len(self._line) >= MAX_WAITING_VOICES:
            return False
        self._append(voice)
        return True

    def _append(self, voice: Voice) -> None:
        self._line.append(_Waiting(voice, self._arena.share(voice.place, f"voice of dream {voice.dream_id}")))

    def answer(self, dream_id: int, place: ArenaRange, frames: int, duration_s: float) -> bool:
        """Let a loop's samples sound in a dream's place, in their turn; return False when they cannot."""
        if not self._settings.max or self._of(dream_id):
            return False
        return self.queue(Voice(place, dream_id, filled=frames, answers_s=duration_s))

    def is_due(self, stage_time_s: float) -> bool:
        """Whether one waits whose turn it is."""
        waited = stage_time_s - self.started_s >= self._gap_s()
        return bool(self._line) and waited and len(self.sounding) < self._settings.max

    def start(self, stage_time_s: float) -> bool:
        """Start the one whose turn it is; return False when it has no slot, or no samples yet (see `EngineRate`)."""
        slot = self._slots.free()
        if slot == NO_SLOT:
            return False
        voice, lease = self._line[0]
        if not self._sound(voice, slot):
            return False
        self._line.popleft()
        lease.end()  # the slot has its own
        if voice.answers_s:
            voice.ends_s = stage_time_s + voice.answers_s
        else:
            self._begun.append(voice.dream_id)
        self.sounding.append(voice)
        self.started += 1
        self.started_s = stage_time_s
        return True

    def waiting_since(self, now_s: float) -> list[Voice]:
        """Return the voices that still wait after their time (of the system's clock)."""
        return [voice for voice in self.waiting if voice.sound_by_s and now_s > voice.sound_by_s]

    def take_begun(self) -> list[int]:
        """Return the dreams that began to sound since the last call."""
        begun, self._begun = self._begun, []
        return begun

    def _gap_s(self) -> float:
        """Time between the last voice and the next: drawn for each number, so the same every evening."""
        drawn = random.Random(f"{self._settings.rng_seed}/{self.started}").random()
        return self._settings.stagger_s * (1.0 + JITTER * drawn)

    # -- one of them

    def fill(self, dream_id: int, filled: int) -> None:
        """Let a dream's voice play its first ``filled`` frames: they are made now."""
        voice = self.find(dream_id)
        if voice is None or filled <= voice.filled:
            return
        voice.filled = filled
        if voice.slot != NO_SLOT:
            self._fill(voice)

    def fill_on(self) -> None:
        """Go on with voices that are not filled as far as they are made: at another rate that takes its time.

        Call it at each tick.
        """
        for voice in self.sounding:
            if not voice.answers_s and self._rates.is_behind(voice.place, voice.filled):
                self._fill(voice)

    def _fill(self, voice: Voice, *, ends: bool = False) -> None:
        at = self._rates.offset(voice.place, looping=False)
        self._control.fill_slot(voice.slot, at, self._rates.fill(voice.place, voice.filled, ends=ends), ends=ends)

    def end(self, dream_id: int) -> bool:
        """Let a dream play to the end of its filled frames, with a fade; return False if it has not begun to sound."""
        voice = self.find(dream_id)
        if voice is None:
            return False
        if voice.slot == NO_SLOT:
            self._stop(voice, FADE_MS)
            return False
        self._fill(voice, ends=True)
        return True

    def stop(self, dream_id: int) -> None:
        """Fade a dream in 40 ms, or take it out of the line."""
        voice = self.find(dream_id)
        if voice is not None:
            self._stop(voice, FADE_MS)

    def stop_answer(self, dream_id: int) -> None:
        """Fade a loop that stands in for a dream: the dream itself comes, or is not wanted any more."""
        for voice in self._of(dream_id):
            if voice.answers_s:
                self._stop(voice, ANSWER_FADE_MS)

    def _stop(self, voice: Voice, fade_ms: float) -> None:
        if voice.slot == NO_SLOT:
            one = next(one for one in self._line if one.voice is voice)
            self._line.remove(one)
            one.lease.end()
            return
        self.sounding.remove(voice)
        self._slots.stop(voice.slot, fade_ms)

    def _sound(self, voice: Voice, slot: int, start: int = 0) -> bool:
        """Start a voice in a free slot, from its frame ``start`` on; return False when it has no samples yet."""
        answers = voice.answers_s > 0.0
        at = self._rates.loop(voice.place, voice.filled) if answers else self._rates.begin(voice.place, start)
        if at is None:
            return False
        gain = 10 ** (self._settings.gain_db / 20)
        self._slots.start(
            slot,
            voice.place,
            at,
            weights=[],
            muted=False,
            looping=answers,
            # A dream is as loud as the mono one in its middle; a loop has the loudness of both channels already.
            gain=gain if answers else gain / math.sqrt(at.channels),
            pan=alternating_pan(voice.dream_id, at.channels),
            layer="swell",
            fade_in_ms=ANSWER_FADE_MS if answers else FADE_MS,
            filled=at.frames if answers else self._rates.fill(voice.place, voice.filled),
            output=0,
            sample_rate=self._rates.rate,
        )
        voice.slot = slot
        return True

    # -- all of them

    def forget_all(self) -> None:
        """After a panic: nothing waits any more, and every voice fades already."""
        for one in self._line:
            one.lease.end()
        self._line.clear()
        self.sounding.clear()

    def reapply(self) -> None:
        """Tell the engine again how far each voice may play: it took no commands for a while."""
        for voice in self.sounding:
            if not voice.answers_s:
                self._fill(voice, ends=self._rates.is_torn(voice.place))

    def restore(self, voices: Sequence[Voice], sounding: dict[int, int]) -> None:
        """Take over the voices of a controller that died. `reapply` tells the engine.

        ``sounding`` maps offsets in the arena to slots; those of our voices are taken out of it. A loop that stood in
        for a dream is not restored: that dream is over, or made by now.
        """
        for voice in voices:
            if voice.answers_s:
                continue
            at = self._rates.offset(voice.place, looping=False)
            was_started, voice.slot = voice.slot != NO_SLOT, sounding.pop(at, NO_SLOT)
            if voice.slot != NO_SLOT:
                self._slots.adopt(voice.slot, voice.place)
                self.sounding.append(voice)
            elif not was_started:
                self._append(voice)

    def end_due(self, stage_time_s: float) -> None:
        """Fade the loops that stood in long enough."""
        for voice in self.sounding:
            if voice.ends_s and stage_time_s >= voice.ends_s:
                self._slots.stop(voice.slot, ANSWER_FADE_MS)
                voice.ends_s = 0.0

    def lose(self, slots: Collection[int]) -> bool:
        """The engine has freed these slots: the voices that sounded there are over; return whether there were any."""
        ended = [voice for voice in self.sounding if voice.slot in slots]
        for voice in ended:
            self.sounding.remove(voice)
        return bool(ended)

    def played(self) -> dict[int, int]:
        """Return by dream how many frames of its voice have sounded; 0 for a loop that stands in."""
        found = {}
        for voice in self.sounding:
            now = self._control.slot_state(voice.slot)
            there = not voice.answers_s and now.offset == self._rates.offset(voice.place, looping=False)
            found[voice.dream_id] = self._rates.source_frame(voice.place, now.position) if there else 0
        return found

    def resume(self, played: dict[int, int]) -> None:
        """Start the voices again that the engine lost, behind what has sounded of them."""
        lost, self.sounding = self.sounding, []
        for voice in lost:
            start = played.get(voice.dream_id, 0)
            if start < voice.place.frames and self._sound(voice, voice.slot, start):
                self.sounding.append(voice)
