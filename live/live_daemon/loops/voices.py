"""Dreams that sound once, each in its turn, also while they are still being made; and loops that stand in for them."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

from live_daemon.audio.control import EngineControl
from live_daemon.loops.arena import Arena
from live_daemon.loops.engine_rate import EngineRate
from live_daemon.settings import VoiceSettings
from live_inference.files.reading import Within
from live_inference.worker.messages import ArenaRange

NO_SLOT = -1
FADE_MS = 40.0
ANSWER_FADE_MS = 1500.0
MAX_WAITING_VOICES = 8
JITTER = 0.5
"""The time between two voices is drawn between ``stagger_s`` and this share more, so that it does not tick."""


@dataclass(slots=True)
class Voice:
    """A dream that sounds once; without a slot it waits for its turn.

    ``filled`` frames are made so far (-1: all). ``answers_s``: it is a loop that stands in for a dream, for so long; 0
    for a dream. ``ends_s``: stage time at which that is over. ``sound_by_s``: when its turn has not come by then (the
    system's clock; 0: any time) it is not played.
    """

    place: ArenaRange
    dream_id: int
    slot: Annotated[int, Within(NO_SLOT, 127)] = NO_SLOT
    filled: int = -1
    answers_s: float = 0.0
    ends_s: float = 0.0
    sound_by_s: float = 0.0

    def __post_init__(self) -> None:
        if self.filled < 0:
            self.filled = self.place.frames


def alternating_pan(number: int) -> float:
    """Spread sounds over the stereo field, -1 (left) to 1: left and right in turn, wider and wider."""
    width = (0.25, 0.55, 0.4, 0.7)[(number // 2) % 4]
    return -width if number % 2 == 0 else width


class Voices:
    """What sounds once: started one after the other on a seeded schedule, never more at once than allowed.

    *Controller's main thread only.* Calls may raise EngineStalledError. ``free_slot`` returns a slot or NO_SLOT;
    ``retire`` keeps a slot's room until it has faded.
    """

    def __init__(
        self,
        control: EngineControl,
        arena: Arena,
        rates: EngineRate,
        settings: VoiceSettings,
        free_slot: Callable[[], int],
        retire: Callable[[int, ArenaRange], None],
    ):
        self._control = control
        self._arena = arena
        self._rates = rates
        self._settings = settings
        self._free_slot = free_slot
        self._retire = retire
        self._begun: list[int] = []
        self.sounding: list[Voice] = []
        self.waiting: deque[Voice] = deque()
        self.started = 0
        self.started_s = -1e9

    def __len__(self) -> int:
        return len(self.sounding)

    def find(self, dream_id: int) -> Voice | None:
        """Return the dream's voice, whether it sounds or waits to."""
        return next((one for one in self._of(dream_id) if not one.answers_s), None)

    def _of(self, dream_id: int) -> list[Voice]:
        return [voice for voice in (*self.sounding, *self.waiting) if voice.dream_id == dream_id]

    def queue(self, voice: Voice) -> bool:
        """Let a voice sound in its turn, and hold its room; return False when too many wait already."""
        if len(self.waiting) >= MAX_WAITING_VOICES:
            return False
        self._arena.hold(voice.place)
        self.waiting.append(voice)
        return True

    def answer(self, dream_id: int, place: ArenaRange, frames: int, duration_s: float) -> bool:
        """Let a loop's samples sound in a dream's place, in their turn; return False when they cannot."""
        if not self._settings.max or self._of(dream_id):
            return False
        return self.queue(Voice(place, dream_id, filled=frames, answers_s=duration_s))

    def fill(self, dream_id: int, filled: int) -> None:
        """Let a dream's voice play its first ``filled`` frames: they are made now."""
        voice = self.find(dream_id)
        if voice is None or filled <= voice.filled:
            return
        voice.filled = filled
        if voice.slot != NO_SLOT:
            self._fill(voice)

    def _fill(self, voice: Voice, *, ends: bool = False) -> None:
        at = self._rates.offset(voice.place, looping=False)
        self._control.fill_slot(voice.slot, at, self._rates.fill(voice.place, voice.filled, ends=ends), ends=ends)

    def end(self, dream_id: int) -> bool:
        """Let what is made of a dream play to its end, with a fade; return False when it has not begun to sound."""
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
        """Let a loop that stands in for a dream fade: the dream itself comes, or is not wanted any more."""
        for voice in self._of(dream_id):
            if voice.answers_s:
                self._stop(voice, ANSWER_FADE_MS)

    def _stop(self, voice: Voice, fade_ms: float) -> None:
        if voice.slot == NO_SLOT:
            self.waiting.remove(voice)
            self._arena.give_back(voice.place)
            return
        self.sounding.remove(voice)
        self._retire(voice.slot, voice.place)
        self._control.stop_slot(voice.slot, fade_ms)

    def forget_all(self) -> None:
        """After a panic: nothing waits any more, and what sounded fades already."""
        for voice in self.waiting:
            self._arena.give_back(voice.place)
        self.waiting.clear()
        for voice in self.sounding:
            self._retire(voice.slot, voice.place)
        self.sounding.clear()

    def reapply(self) -> None:
        """Tell the engine again how far each voice may play: it took no commands for a while."""
        for voice in self.sounding:
            if not voice.answers_s:
                self._fill(voice)

    def restore(self, voices: Sequence[Voice], sounding: dict[int, int]) -> None:
        """Take over what a controller that died had; ``sounding`` maps places in the arena to slots, what is ours goes.

        A loop that stood in for a dream has been stopped: what it answered is over, or dreamt now.
        """
        for voice in voices:
            if voice.answers_s:
                continue
            at = self._rates.offset(voice.place, looping=False)
            was_started, voice.slot = voice.slot != NO_SLOT, sounding.pop(at, NO_SLOT)
            if voice.slot != NO_SLOT:
                self._arena.hold(voice.place)
                self.sounding.append(voice)
                if self._rates.is_torn(voice.place):
                    self._fill(voice, ends=True)
            elif not was_started:
                self._arena.hold(voice.place)
                self.waiting.append(voice)

    def clear_ended(self, stage_time_s: float) -> bool:
        """Give back the room of those that have ended; return whether there were any."""
        changed = False
        for voice in list(self.sounding):
            if voice.ends_s and stage_time_s >= voice.ends_s:
                self._control.stop_slot(voice.slot, ANSWER_FADE_MS)
                voice.ends_s = 0.0
            if self._control.slot_state(voice.slot).phase == "free":
                self.sounding.remove(voice)
                self._arena.give_back(voice.place)
                changed = True
        return changed

    def is_due(self, stage_time_s: float) -> bool:
        """Whether one waits whose turn it is."""
        waited = stage_time_s - self.started_s >= self._gap_s()
        return bool(self.waiting) and waited and len(self.sounding) < self._settings.max

    def start(self, stage_time_s: float) -> bool:
        """Start the one whose turn it is; return False when there is no slot for it."""
        slot = self._free_slot()
        if slot == NO_SLOT:
            return False
        voice = self.waiting[0]
        if not self._sound(voice, slot):
            return False
        if voice.answers_s:
            voice.ends_s = stage_time_s + voice.answers_s
        else:
            self._begun.append(voice.dream_id)
        self.sounding.append(self.waiting.popleft())
        self.started += 1
        self.started_s = stage_time_s
        return True

    def _sound(self, voice: Voice, slot: int, start: int = 0) -> bool:
        """Start a voice in a free slot, from its frame ``start`` on; return False without room for its samples."""
        answers = voice.answers_s > 0.0
        at = self._rates.loop(voice.place, voice.filled) if answers else self._rates.begin(voice.place, start)
        if at is None:
            return False
        self._control.set_gain_map(slot, [])
        self._control.set_slot_mute(slot, False)
        self._control.start_slot(
            slot,
            at.offset,
            at.frames,
            looping=answers,
            gain=10 ** (self._settings.gain_db / 20),
            pan=alternating_pan(voice.dream_id),
            layer="swell",
            fade_in_ms=ANSWER_FADE_MS if answers else FADE_MS,
            filled=at.frames if answers else self._rates.fill(voice.place, voice.filled),
            sample_rate=self._rates.rate,
        )
        voice.slot = slot
        return True

    def played(self) -> dict[int, int]:
        """Return by dream how many frames of its voice have sounded. What a loop says in its place begins anew."""
        found = {}
        for voice in self.sounding:
            now = self._control.slot_state(voice.slot)
            there = not voice.answers_s and now.offset == self._rates.offset(voice.place, looping=False)
            found[voice.dream_id] = self._rates.source_frame(voice.place, now.position) if there else 0
        return found

    def resume(self, played: dict[int, int]) -> None:
        """Let voices whose slots the engine has freed go on behind what has sounded of them."""
        for voice in list(self.sounding):
            start = played.get(voice.dream_id, 0)
            if start >= voice.place.frames or not self._sound(voice, voice.slot, start):
                self.sounding.remove(voice)
                self._arena.give_back(voice.place)

    def waiting_since(self, now_s: float) -> list[Voice]:
        """Return the voices that should have sounded by now (system clock) and still wait for their turn."""
        return [voice for voice in self.waiting if voice.sound_by_s and now_s > voice.sound_by_s]

    def take_begun(self) -> list[int]:
        """Return the dreams that began to sound since this was asked last."""
        begun, self._begun = self._begun, []
        return begun

    def _gap_s(self) -> float:
        """Time between the last voice and the next: drawn for each number, so the same evening after evening."""
        drawn = random.Random(f"{self._settings.rng_seed}/{self.started}").random()
        return self._settings.stagger_s * (1.0 + JITTER * drawn)
