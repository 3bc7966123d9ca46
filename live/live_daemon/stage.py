"""What sounds: loops and voices, their places in the arena, their bands. The controller's side of the engine."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from live_daemon.arena import Arena
from live_daemon.audio.control import EngineControl, LayerName
from live_daemon.follower.band_plan import BandPlan
from live_daemon.osc.addresses import MAX_LOOPS
from live_daemon.settings import FollowerSettings, VoiceSettings
from live_inference.messages import ArenaRange

NUM_SLOTS = 128
FADE_MS = 40.0
MAX_WAITING_VOICES = 8

FOLLOWER_KEYS = ("enabled", "attack_ms", "release_ms", "sensitivity_db", "q")


@dataclass(slots=True)
class Loop:
    """A loop that the follower moves: the first ``sounding_frames`` of its place.

    ``pitches`` are (Hz, weight) pairs, strongest first.
    """

    place: ArenaRange
    pitches: list[tuple[float, float]]
    name: str
    sounding_frames: int
    dream_id: int = -1
    slot: int = -1
    gain: float = 0.0
    muted: bool = False
    layer: LayerName = "swell"


@dataclass(slots=True)
class Voice:
    """A dream that sounds once."""

    place: ArenaRange
    dream_id: int
    slot: int = -1


@dataclass(slots=True)
class StageState:
    """What a controller that comes back must know; the rest is in the audio record."""

    loops: list[Loop] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    follower: dict[str, float] = field(default_factory=dict)


class Stage:
    """Loops, voices and follower. *Controller's main thread only.*"""

    def __init__(self, control: EngineControl, arena_frames: int, voices: VoiceSettings, follower: FollowerSettings):
        self._control = control
        self._arena = Arena(arena_frames)
        self._voice_settings = voices
        self._settings = follower
        self._plan = BandPlan(follower.bands)
        self._retiring: list[tuple[int, ArenaRange]] = []
        self._waiting: deque[Voice] = deque()
        self._voice_started_s = -1e9
        self.loops: list[Loop] = []
        self.voices: list[Voice] = []
        self.follower: dict[str, float] = {key: float(getattr(follower, key)) for key in FOLLOWER_KEYS}

    # -- beginning, and coming back ------------------------------------------------------------------------------

    def begin(self) -> None:
        """Set the follower up on a fresh record."""
        self._apply_follower()
        self._apply_bands()

    def restore(self, state: StageState) -> None:
        """Take over what sounds from a controller that died; the engine went on meanwhile."""
        self.loops, self.voices = state.loops, state.voices
        self.follower |= state.follower
        for place in [one.place for one in self.loops] + [one.place for one in self.voices]:
            self._arena.reserve(place)
        known = self._sounding_slots()
        for slot in range(NUM_SLOTS):
            if slot not in known and self._control.slot_state(slot).phase != "free":
                self._control.stop_slot(slot, FADE_MS)  # it was fading when the controller died
        self.begin()

    def state(self) -> StageState:
        """Return what `restore` needs."""
        return StageState(self.loops, self.voices, self.follower)

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
        """Let one more loop play (silent until its pitch sounds); beyond ``[follower] loops`` the oldest goes."""
        limit = max(1, self._settings.loops)
        while len(self.loops) >= min(limit, MAX_LOOPS):
            self._retire(self.loops.pop(0))
        self.loops.append(loop)
        self._start_loops([loop])

    def replace_loops(self, loops: Sequence[Loop]) -> None:
        """Let a bank's loops play in place of those that play now; the old ones fade."""
        for old in self.loops:
            self._retire(old)
        self.loops = list(loops)
        self._start_loops(self.loops)

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
        self._control.set_slot_gain(loop.slot, gain)

    def set_loop_mute(self, number: int, muted: bool) -> None:
        """Silence a loop, or let it sound again."""
        loop = self.loop(number)
        loop.muted = muted
        self._control.set_slot_mute(loop.slot, muted)

    def set_loop_layer(self, number: int, layer: LayerName) -> None:
        """Set how a loop is followed."""
        loop = self.loop(number)
        loop.layer = layer
        self._control.set_slot_layer(loop.slot, layer)

    def gains(self) -> list[float]:
        """Return the gain of each loop as it sounds now, in the loops' order."""
        return [float(gain) for gain in self._control.gains([loop.slot for loop in self.loops])]

    # -- follower ------------------------------------------------------------------------------------------------

    def set_follower(self, key: str, value: float) -> None:
        """Set one of ``enabled``, ``attack_ms``, ``release_ms``, ``sensitivity_db``, ``q``."""
        self.follower[key] = value
        if key == "q":
            self._apply_bands()
        else:
            self._apply_follower()

    def bands(self) -> list[tuple[float, list[float]]]:
        """Return each band's centre in Hz with its weight in every loop."""
        rows = [self._plan.row(loop.pitches) for loop in self.loops]
        return [(centre, [row[index] for row in rows]) for index, centre in enumerate(self._plan.centres)]

    # -- voices --------------------------------------------------------------------------------------------------

    def queue_voice(self, voice: Voice) -> bool:
        """Let a dream sound once, in its turn; return False when too many wait already (its room is given back)."""
        if self._voice_settings.max == 0 or len(self._waiting) >= MAX_WAITING_VOICES:
            self._arena.give_back(voice.place)
            return False
        self._waiting.append(voice)
        return True

    def tick(self, stage_time_s: float) -> None:
        """Start the next voice when its time has come, and free what has ended. Called some 50 times a second.

        ``stage_time_s`` counts the engine's frames, so that a stepped clock staggers as a real one does.
        """
        for voice in list(self.voices):
            if self._control.slot_state(voice.slot).phase == "free":
                self.voices.remove(voice)
                self._arena.give_back(voice.place)
        for slot, place in list(self._retiring):
            if self._control.slot_state(slot).phase == "free":
                self._retiring.remove((slot, place))
                self._arena.give_back(place)
        settings = self._voice_settings
        due = stage_time_s - self._voice_started_s >= settings.stagger_s
        if self._waiting and due and len(self.voices) < settings.max:
            voice = self._waiting.popleft()
            voice.slot = self._free_slot()
            self._control.set_gain_map(voice.slot, [])
            self._control.set_slot_mute(voice.slot, False)
            self._control.start_slot(
                voice.slot,
                voice.place.offset,
                voice.place.frames,
                looping=False,
                gain=10 ** (settings.gain_db / 20),
                pan=_alternating_pan(voice.dream_id),
                layer="swell",
                fade_in_ms=FADE_MS,
            )
            self.voices.append(voice)
            self._voice_started_s = stage_time_s

    def panic(self) -> None:
        """Fade everything in 20 ms and mute every loop."""
        self._control.panic()
        for loop in self.loops:
            loop.muted = True
            self._control.set_slot_mute(loop.slot, True)
        for voice in self._waiting:
            self._arena.give_back(voice.place)
        self._waiting.clear()

    # -- inside --------------------------------------------------------------------------------------------------

    def _start_loops(self, loops: Sequence[Loop]) -> None:
        if self._plan.follow(one.pitches for one in self.loops):
            self._apply_bands()
        for loop in loops:
            loop.slot = self._free_slot()
            number = self.loops.index(loop)
            self._control.set_gain_map(loop.slot, self._plan.row(loop.pitches))
            self._control.start_slot(
                loop.slot,
                loop.place.offset,
                loop.sounding_frames,
                looping=True,
                gain=loop.gain,
                pan=_alternating_pan(number),
                layer=loop.layer,
                fade_in_ms=FADE_MS,
            )
            self._control.set_slot_mute(loop.slot, loop.muted)

    def _retire(self, loop: Loop) -> None:
        self._control.stop_slot(loop.slot, FADE_MS)
        self._retiring.append((loop.slot, loop.place))

    def _free_slot(self) -> int:
        used = self._sounding_slots() | {slot for slot, _ in self._retiring}
        return next(slot for slot in range(NUM_SLOTS) if slot not in used)

    def _sounding_slots(self) -> set[int]:
        return {one.slot for one in self.loops} | {one.slot for one in self.voices}

    def _apply_follower(self) -> None:
        values: dict[str, Any] = {key: self.follower[key] for key in ("attack_ms", "release_ms", "sensitivity_db")}
        self._control.set_follower(**values, range_=self._settings.range, enabled=bool(self.follower["enabled"]))

    def _apply_bands(self) -> None:
        if self._plan.centres:
            self._control.set_bands(self._plan.centres, self.follower["q"], self._settings.sections)
        for loop in self.loops:
            if loop.slot >= 0:
                self._control.set_gain_map(loop.slot, self._plan.row(loop.pitches))


def _alternating_pan(number: int) -> float:
    """Spread sounds over the stereo field, -1 (left) to 1: left and right in turn, wider and wider."""
    width = (0.25, 0.55, 0.4, 0.7)[(number // 2) % 4]
    return -width if number % 2 == 0 else width
