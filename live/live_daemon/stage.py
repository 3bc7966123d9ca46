"""What sounds: loops and voices, their places in the arena, their bands. The controller's side of the engine."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from live_daemon.arena import Arena
from live_daemon.audio.control import EngineControl, EngineStalledError, LayerName
from live_daemon.follower.band_plan import BandPlan
from live_daemon.osc.addresses import MAX_LOOPS
from live_daemon.settings import FollowerSettings, VoiceSettings
from live_inference.messages import ArenaRange

NUM_SLOTS = 128
NO_SLOT = -1
FADE_MS = 40.0
MAX_WAITING_VOICES = 8

FOLLOWER_KEYS = ("enabled", "attack_ms", "release_ms", "sensitivity_db", "q")


@dataclass(slots=True)
class Loop:
    """A loop that the follower moves: the first ``sounding_frames`` of its place.

    ``pitches`` are (Hz, weight) pairs, strongest first; ``dream_id`` is -1 for a loop of a bank. Without a slot it
    does not sound yet: it is started as soon as the engine has one.
    """

    place: ArenaRange
    pitches: list[tuple[float, float]]
    name: str
    sounding_frames: int
    dream_id: int = -1
    slot: int = NO_SLOT
    gain: float = 0.0
    muted: bool = False
    layer: LayerName = "swell"


@dataclass(slots=True)
class Voice:
    """A dream that sounds once; without a slot it waits for its turn."""

    place: ArenaRange
    dream_id: int
    slot: int = NO_SLOT


@dataclass(slots=True)
class StageState:
    """What a controller that comes back must know; the rest is in the audio record."""

    loops: list[Loop] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    follower: dict[str, float] = field(default_factory=dict)


class Stage:
    """Loops, voices and follower. *Controller's main thread only.*

    Every call may raise EngineStalledError when the engine takes no commands; what was decided is kept all the same,
    and `reapply` tells the engine when it is back.
    """

    def __init__(
        self,
        control: EngineControl,
        arena_frames: int,
        sample_rate: float,
        voices: VoiceSettings,
        follower: FollowerSettings,
        monitor: float = 0.0,
    ):
        self._control = control
        self._arena = Arena(arena_frames)
        self._voice_settings = voices
        self._settings = follower
        self._monitor = monitor
        self._silenced = False
        self._plan = BandPlan(follower.bands, sample_rate)
        self._retiring: list[tuple[int, ArenaRange]] = []
        self._waiting: deque[Voice] = deque()
        self._voice_started_s = -1e9
        self.loops: list[Loop] = []
        self.voices: list[Voice] = []
        self.follower: dict[str, float] = {key: float(getattr(follower, key)) for key in FOLLOWER_KEYS}

    # -- beginning, and coming back ------------------------------------------------------------------------------

    def restore(self, state: StageState) -> None:
        """Take over from a controller that died; the engine went on meanwhile, perhaps further than was written.

        What sounds is known by where in the arena it reads. A loop that does not sound is started, a voice that has
        ended gives its room back, and what nobody knows fades.
        """
        self.loops = state.loops
        self.follower |= state.follower
        sounding = {}
        for slot in range(NUM_SLOTS):
            now = self._control.slot_state(slot)
            if now.phase != "free":
                sounding[now.offset] = slot
        for loop in self.loops:
            self._arena.reserve(loop.place)
            loop.slot = sounding.pop(loop.place.offset, NO_SLOT)
        for voice in state.voices:
            was_started, voice.slot = voice.slot != NO_SLOT, sounding.pop(voice.place.offset, NO_SLOT)
            if voice.slot != NO_SLOT:
                self._arena.reserve(voice.place)
                self.voices.append(voice)
            elif not was_started:
                self._arena.reserve(voice.place)
                self._waiting.append(voice)
        for slot in sounding.values():
            self._control.stop_slot(slot, FADE_MS)
        self.reapply()

    def reapply(self) -> None:
        """Tell the engine everything that it should know: at the beginning, and after it took no commands."""
        self._apply_follower()
        self._plan.follow(loop.pitches for loop in self.loops)
        self._apply_bands()
        self._control.set_monitor(0.0 if self._silenced else self._monitor)
        for loop in self.loops:
            if loop.slot != NO_SLOT:
                self._control.set_slot_gain(loop.slot, loop.gain)
                self._control.set_slot_mute(loop.slot, loop.muted)
                self._control.set_slot_layer(loop.slot, loop.layer)
        for slot, _ in self._retiring:
            self._control.stop_slot(slot, FADE_MS)

    def state(self) -> StageState:
        """Return what `restore` needs."""
        return StageState(self.loops, [*self.voices, *self._waiting], self.follower)

    # -- room ----------------------------------------------------------------------------------------------------

    def take_room(self, frames: int) -> ArenaRange | None:
        """Return room for samples that somebody else will write, or None when the arena is full."""
        return self._arena.take(frames)

    def reserve_room(self, place: ArenaRange) -> None:
        """Keep room that a controller gave out before it died."""
        self._arena.reserve(place)

    def give_room_back(self, *places: ArenaRange | None) -> None:
        """Give back room whose samples never sounded."""
        for place in places:
            if place is not None:
                self._arena.give_back(place)

    # -- loops ---------------------------------------------------------------------------------------------------

    def add_loop(self, loop: Loop) -> None:
        """Let one more loop play, silent until its pitch sounds.

        Beyond ``[follower] loops`` dreams, or 64 loops in all, it takes the place and the number of the oldest one,
        so that a fader on another loop still moves that loop.
        """
        dreams = [number for number, one in enumerate(self.loops) if one.dream_id >= 0]
        if loop.dream_id >= 0 and dreams and len(dreams) >= self._settings.loops:
            self._put(loop, min(dreams, key=lambda number: self.loops[number].dream_id))
        elif len(self.loops) >= MAX_LOOPS:
            self._put(loop, min(dreams, key=lambda number: self.loops[number].dream_id) if dreams else 0)
        else:
            self.loops.append(loop)
        self._sounds_again()
        self._start_loops()

    def _put(self, loop: Loop, number: int) -> None:
        old, self.loops[number] = self.loops[number], loop
        self._retire(old)

    def replace_loops(self, loops: Sequence[Loop]) -> None:
        """Let a bank's loops play in place of those that play now; the old ones fade."""
        old, self.loops = self.loops, list(loops)
        for loop in old:
            self._retire(loop)
        self._sounds_again()
        self._start_loops()

    def loop(self, number: int) -> Loop:
        """Return a loop by its number.

        Raises:
            IndexError: there is no such loop; the text is for the performer.
        """
        if not 0 <= number < len(self.loops):
            there = f"there are {len(self.loops)}, numbered from 0" if self.loops else "there is none"
            raise IndexError(f"loop {number} does not exist: {there}")
        return self.loops[number]

    def set_loop_gain(self, number: int, gain: float) -> None:
        """Set a loop's own gain, linear."""
        loop = self.loop(number)
        loop.gain = gain
        if loop.slot != NO_SLOT:
            self._control.set_slot_gain(loop.slot, gain)

    def set_loop_mute(self, number: int, muted: bool) -> None:
        """Silence a loop, or let it sound again."""
        loop = self.loop(number)
        loop.muted = muted
        if loop.slot != NO_SLOT:
            self._control.set_slot_mute(loop.slot, muted)
        if not muted:
            self._sounds_again()

    def set_loop_layer(self, number: int, layer: LayerName) -> None:
        """Set how a loop is followed."""
        loop = self.loop(number)
        loop.layer = layer
        if loop.slot != NO_SLOT:
            self._control.set_slot_layer(loop.slot, layer)

    def gains(self) -> list[float]:
        """Return the gain of each loop as it sounds now, in the loops' order."""
        sounding = self._control.gains([max(loop.slot, 0) for loop in self.loops])
        return [float(gain) if loop.slot != NO_SLOT else 0.0 for loop, gain in zip(self.loops, sounding, strict=True)]

    # -- follower ------------------------------------------------------------------------------------------------

    def set_follower(self, key: str, value: float) -> None:
        """Set one of ``enabled``, ``attack_ms``, ``release_ms``, ``sensitivity_db``, ``q``."""
        self.follower[key] = value
        if key == "q":
            self._apply_bands()
        else:
            self._apply_follower()

    # -- voices --------------------------------------------------------------------------------------------------

    def queue_voice(self, voice: Voice) -> bool:
        """Let a dream sound once, in its turn; return False when too many wait already (its room is given back)."""
        if len(self._waiting) >= MAX_WAITING_VOICES:
            self._arena.give_back(voice.place)
            return False
        self._waiting.append(voice)
        return True

    def tick(self, stage_time_s: float) -> bool:
        """Start what is due, free what has ended; return whether anything changed. Called some 50 times a second.

        ``stage_time_s`` counts the engine's frames, so that a stepped clock staggers as a real one does.
        """
        changed = False
        for voice in list(self.voices):
            if self._control.slot_state(voice.slot).phase == "free":
                self.voices.remove(voice)
                self._arena.give_back(voice.place)
                changed = True
        for slot, place in list(self._retiring):
            if self._control.slot_state(slot).phase == "free":
                self._retiring.remove((slot, place))
                self._arena.give_back(place)
        if any(loop.slot == NO_SLOT for loop in self.loops):
            changed |= self._start_loops()
        due = stage_time_s - self._voice_started_s >= self._voice_settings.stagger_s
        if self._waiting and due and len(self.voices) < self._voice_settings.max:
            changed |= self._start_voice(stage_time_s)
        return changed

    def panic(self) -> None:
        """Fade everything in 20 ms, mute every loop, forget the voices; the loops run on, muted.

        The monitor comes back with the next sound that the performer asks for: a loop that is not muted any more, a
        new dream, a bank.
        """
        self._control.panic()
        self._silenced = True
        for voice in self._waiting:
            self._arena.give_back(voice.place)
        self._waiting.clear()
        for loop in self.loops:
            loop.muted, loop.slot = True, NO_SLOT
        # The engine has freed every slot behind this call, so the loops begin anew: in free slots, muted.
        self._retiring += [(voice.slot, voice.place) for voice in self.voices]
        self.voices.clear()

    # -- inside --------------------------------------------------------------------------------------------------

    def _sounds_again(self) -> None:
        if self._silenced:
            self._silenced = False
            self._control.set_monitor(self._monitor)

    def _start_loops(self) -> bool:
        """Start every loop that has no slot, as far as there are free ones; return whether any was started."""
        if self._plan.follow(one.pitches for one in self.loops):
            self._apply_bands()
        started = False
        for number, loop in enumerate(self.loops):
            slot = self._free_slot() if loop.slot == NO_SLOT else NO_SLOT
            if slot == NO_SLOT:
                continue
            self._control.set_gain_map(slot, self._plan.row(loop.pitches))
            self._control.set_slot_mute(slot, loop.muted)
            self._control.start_slot(
                slot,
                loop.place.offset,
                loop.sounding_frames,
                looping=True,
                gain=loop.gain,
                pan=_alternating_pan(number),
                layer=loop.layer,
                fade_in_ms=FADE_MS,
            )
            loop.slot = slot  # only now: a loop that could not be started is started at the next tick
            started = True
        return started

    def _start_voice(self, stage_time_s: float) -> bool:
        slot = self._free_slot()
        if slot == NO_SLOT:
            return False
        voice = self._waiting[0]
        self._control.set_gain_map(slot, [])
        self._control.set_slot_mute(slot, False)
        self._sounds_again()
        self._control.start_slot(
            slot,
            voice.place.offset,
            voice.place.frames,
            looping=False,
            gain=10 ** (self._voice_settings.gain_db / 20),
            pan=_alternating_pan(voice.dream_id),
            layer="swell",
            fade_in_ms=FADE_MS,
        )
        voice.slot = slot
        self.voices.append(self._waiting.popleft())
        self._voice_started_s = stage_time_s
        return True

    def _retire(self, loop: Loop) -> None:
        if loop.slot == NO_SLOT:
            self._arena.give_back(loop.place)
            return
        self._retiring.append((loop.slot, loop.place))
        try:
            self._control.stop_slot(loop.slot, FADE_MS)
        except EngineStalledError:
            return  # `reapply` stops it when the engine is back

    def _free_slot(self) -> int:
        used = (
            {one.slot for one in self.loops} | {one.slot for one in self.voices} | {slot for slot, _ in self._retiring}
        )
        for slot in range(NUM_SLOTS):
            if slot not in used and self._control.slot_state(slot).phase == "free":
                return slot
        return NO_SLOT

    def _apply_follower(self) -> None:
        values: dict[str, Any] = {key: self.follower[key] for key in ("attack_ms", "release_ms", "sensitivity_db")}
        self._control.set_follower(**values, range_=self._settings.range, enabled=bool(self.follower["enabled"]))

    def _apply_bands(self) -> None:
        if self._plan.centres:
            self._control.set_bands(self._plan.centres, self.follower["q"], self._settings.sections)
        for loop in self.loops:
            if loop.slot != NO_SLOT:
                self._control.set_gain_map(loop.slot, self._plan.row(loop.pitches))


def _alternating_pan(number: int) -> float:
    """Spread sounds over the stereo field, -1 (left) to 1: left and right in turn, wider and wider."""
    width = (0.25, 0.55, 0.4, 0.7)[(number // 2) % 4]
    return -width if number % 2 == 0 else width
