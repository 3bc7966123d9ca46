"""What sounds: loops and voices, their places in the arena, their bands. The controller's side of the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from live_daemon.audio.control import EngineControl, EngineStalledError, LayerName
from live_daemon.audio.layout import MAX_BANDS
from live_daemon.follower.band_plan import BandPlan
from live_daemon.follower.bands import bands_from_words
from live_daemon.loops.arena import Arena
from live_daemon.loops.engine_rate import Copy, EngineRate
from live_daemon.loops.voices import FADE_MS, NO_SLOT, Voice, Voices, alternating_pan
from live_daemon.settings import MAX_LOOPS, FollowerSettings, VoiceSettings
from live_inference.files.reading import Length, Within
from live_inference.worker.messages import ArenaRange

NUM_SLOTS = 128

_Amount = Annotated[float, Within(0, 1e6)]

FOLLOWER_KEYS = ("enabled", "attack_ms", "release_ms", "sensitivity_db", "q", "range", "gate_db")


@dataclass(slots=True)
class Loop:
    """A loop that the follower moves: the first ``sounding_frames`` of its place.

    ``pitches`` are (Hz, weight) pairs, strongest first; ``dream_id`` is -1 for a loop of a bank. Without a slot it
    does not sound yet: it is started as soon as the engine has one. ``weights``: of each band, as somebody set them;
    None: as the pitches say.
    """

    place: ArenaRange
    pitches: Annotated[list[tuple[_Amount, _Amount]], Length(0, 1000)]
    name: str
    sounding_frames: Annotated[int, Within(1, 2**53)]
    dream_id: int = -1
    slot: Annotated[int, Within(NO_SLOT, NUM_SLOTS - 1)] = NO_SLOT
    gain: Annotated[float, Within(0, 1)] = 0.0
    muted: bool = False
    layer: LayerName = "swell"
    weights: Annotated[list[Annotated[float, Within(-1, 1)]], Length(0, MAX_BANDS)] | None = None


@dataclass(slots=True)
class LoopMixerState:
    """What a controller that comes back must know; the rest is in the audio record."""

    loops: Annotated[list[Loop], Length(0, MAX_LOOPS)] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    follower: dict[str, float] = field(default_factory=dict)
    voices_started: int = 0
    voice_started_s: float = -1e9
    bands: Annotated[list[Annotated[float, Within(1, 100_000)]], Length(0, MAX_BANDS)] | None = None
    copies: list[Copy] = field(default_factory=list)
    silenced: bool = False

    def silence(self) -> None:
        """A panic came after this was written: nothing of it sounds until it is asked for."""
        self.silenced = True
        self.voices = []
        for loop in self.loops:
            loop.muted = True


class LoopMixer:
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
        *,
        samples: NDArray[np.float32] | None = None,
        engine_rate: float = 0.0,
        own_outputs: bool = False,
    ):
        """``samples``: the arena's; ``engine_rate``: the device's (0: the same); ``own_outputs``: one for each loop."""
        self._control = control
        self._arena = Arena(arena_frames)
        self._settings = follower
        self._monitor = monitor
        self._silenced = False
        self._plan = BandPlan((), sample_rate)
        self._bands: list[float] | None = None  # as somebody set them on stage; None: as in the settings
        self._use_bands()
        if samples is None:
            samples = np.zeros(0, np.float32)
        self._rates = EngineRate(self._arena, samples, sample_rate, engine_rate or sample_rate)
        self._own_outputs = own_outputs
        self._retiring: list[tuple[int, ArenaRange]] = []
        self._answers = 0
        self.loops: list[Loop] = []
        self.voices = Voices(control, self._arena, self._rates, voices, self._free_slot, self._retire_slot)
        self.follower: dict[str, float] = {key: float(getattr(follower, key)) for key in FOLLOWER_KEYS}

    # -- beginning, and coming back ------------------------------------------------------------------------------

    def restore(self, state: LoopMixerState) -> None:
        """Take over from a controller that died; the engine went on meanwhile, perhaps further than was written.

        What sounds is known by where in the arena it reads. A loop that does not sound is started, a voice that has
        ended gives its room back, and what nobody knows fades. What fades already is over, all of it when the engine
        has a panic before it.
        """
        self._silenced = state.silenced
        self.loops = state.loops
        self.follower |= state.follower
        self._bands = state.bands
        self._use_bands()
        self._rates.restore(state.copies)
        self.voices.started, self.voices.started_s = state.voices_started, state.voice_started_s
        sounding: dict[int, int] = {}
        stopped = []
        known = {loop.slot for loop in self.loops}
        for slot in sorted(range(NUM_SLOTS), key=lambda slot: slot not in known):
            now = self._control.slot_state(slot)
            if now.phase in ("free", "fading") or not self._control.panic_is_done:
                continue
            if now.offset in sounding:
                stopped.append(slot)  # a loop that stood in for a dream: it reads where the loop does
            else:
                sounding[now.offset] = slot
        for loop in self.loops:
            self._arena.hold(loop.place)
            loop.slot = sounding.pop(self._rates.offset(loop.place, looping=True), NO_SLOT)
        self.voices.restore(state.voices, sounding)
        for slot in (*stopped, *sounding.values()):
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
        self.voices.reapply()
        for slot, _ in self._retiring:
            self._control.stop_slot(slot, FADE_MS)

    def state(self) -> LoopMixerState:
        """Return what `restore` needs."""
        voices = [*self.voices.sounding, *self.voices.waiting]
        copies = list(self._rates.copies.values())
        return LoopMixerState(
            self.loops,
            voices,
            self.follower,
            self.voices.started,
            self.voices.started_s,
            self._bands,
            copies,
            self._silenced,
        )

    # -- room ----------------------------------------------------------------------------------------------------

    def take_room(self, frames: int) -> ArenaRange | None:
        """Return room for samples that somebody else will write, or None when the arena is full. *Any thread.*"""
        return self._arena.take(frames)

    def hold_room(self, place: ArenaRange) -> None:
        """Hold room that a controller gave out before it died."""
        self._arena.hold(place)

    def give_room_back(self, *places: ArenaRange | None) -> None:
        """Let go of room: of an order that is over, of samples that never sounded."""
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
        """Set one of `FOLLOWER_KEYS`."""
        self.follower[key] = value
        if key == "q":
            self._design_bands()
        else:
            self._apply_follower()

    @property
    def bands(self) -> list[float]:
        """Centre frequencies in Hz."""
        return list(self._plan.centres)

    def set_bands(self, words: Sequence[float | str]) -> None:
        """Let the follower hear these pitches, or those of the loops (see `bands_from_words`).

        Weights that were set by hand stay with the band's number.

        Raises:
            ValueError: not bands.
        """
        self._bands = bands_from_words(words, self._plan.highest_hz)
        self._use_bands()
        self._plan.follow(loop.pitches for loop in self.loops)
        self._apply_bands()

    def set_weight(self, number: int, band: int, weight: float) -> None:
        """Set how much of a band's level moves a loop; its other weights stay as they are.

        Raises:
            IndexError: there is no such loop or band; the text is for the performer.
        """
        loop = self.loop(number)
        if band >= len(self._plan.centres):
            raise IndexError(f"band {band} does not exist: there are {len(self._plan.centres)}, numbered from 0")
        row = self._row(loop)
        row[band] = weight
        loop.weights = row
        if loop.slot != NO_SLOT:
            self._control.set_gain_map(loop.slot, row)

    def set_weights_auto(self, number: int | None = None) -> None:
        """Let a loop's own pitches (None: all loops') say again which bands move it."""
        for loop in self.loops if number is None else [self.loop(number)]:
            loop.weights = None
            if loop.slot != NO_SLOT:
                self._control.set_gain_map(loop.slot, self._row(loop))

    # -- the device's rate ---------------------------------------------------------------------------------------

    def set_engine_rate(self, rate: float) -> bool:
        """Bring everything resampled when the device came back at another rate (Hz); return whether it did.

        The engine has ended what was made for the old one. Voices go on where they were, loops begin anew: one at
        each tick, as each is resampled.
        """
        if round(rate) == self._rates.rate:
            return False
        played = self.voices.played()
        for loop in self.loops:
            loop.slot = NO_SLOT
        self._rates.change(rate)
        self.voices.resume(played)
        return True

    def loops_in_mix(self, output_channels: int) -> int:
        """Return how many loops should have an output of their own, and have none: the device has too few."""
        return max(0, len(self.loops) - max(0, output_channels - 2)) if self._own_outputs else 0

    def take_trouble(self) -> str:
        """Return, once, what should be said; mostly nothing."""
        if not self._rates.no_room:
            return ""
        self._rates.no_room = False
        return "no room for sounds at the device's sample rate: some are silent (set [audio] arena_s higher)"

    # -- voices --------------------------------------------------------------------------------------------------

    def answer(self, dream_id: int, duration_s: float) -> str:
        """Let a loop sound in a dream's place: the bank's in turn, else the last one; return its name, or nothing."""
        there = self.loops_that_answer()
        if not there:
            return ""
        bank = [loop for loop in there if loop.dream_id < 0]
        loop = bank[self._answers % len(bank)] if bank else max(there, key=lambda one: one.dream_id)
        if not self.voices.answer(dream_id, loop.place, loop.sounding_frames, duration_s):
            return ""
        self._answers += 1
        return loop.name

    def loops_that_answer(self) -> list[Loop]:
        """Return the loops that may stand in for a dream: those that nobody muted."""
        return [loop for loop in self.loops if not loop.muted]

    def tick(self, stage_time_s: float) -> bool:
        """Start what is due, free what has ended; return whether anything changed. Called some 50 times a second.

        ``stage_time_s`` counts the engine's frames, so that a stepped clock staggers as a real one does.
        """
        changed = self.voices.clear_ended(stage_time_s)
        for slot, place in list(self._retiring):
            if self._control.slot_state(slot).phase == "free":
                self._retiring.remove((slot, place))
                self._arena.give_back(place)
        if any(loop.slot == NO_SLOT for loop in self.loops):
            changed |= self._start_loops()
        return self.start_voices(stage_time_s) or changed

    def start_voices(self, stage_time_s: float) -> bool:
        """Start the voice whose turn it is; return whether there was one."""
        if not self.voices.is_due(stage_time_s):
            return False
        self._sounds_again()
        return self.voices.start(stage_time_s)

    def silence(self) -> None:
        """A panic was asked for, and the engine fades everything: mute every loop, forget the voices.

        The loops run on, muted. The monitor comes back with the next sound that the performer asks for: a loop that is
        not muted any more, a new dream, a bank. Tells the engine nothing, so it never waits.
        """
        self._silenced = True
        for loop in self.loops:
            loop.muted, loop.slot = True, NO_SLOT  # the engine frees every slot; the loops begin anew in other ones
        self.voices.forget_all()

    def unmute_all(self) -> None:
        """Let every loop sound again, as after a panic."""
        for loop in self.loops:
            loop.muted = False
            if loop.slot != NO_SLOT:
                self._control.set_slot_mute(loop.slot, False)
        self._sounds_again()

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
        made = self._rates.made
        for number, loop in enumerate(self.loops):
            slot = self._free_slot() if loop.slot == NO_SLOT and self._rates.made == made else NO_SLOT
            at = self._rates.loop(loop.place, loop.sounding_frames) if slot != NO_SLOT else None
            if at is None:
                continue
            self._control.set_gain_map(slot, self._row(loop))
            self._control.set_slot_mute(slot, loop.muted)
            self._control.start_slot(
                slot,
                at.offset,
                at.frames,
                looping=True,
                gain=loop.gain,
                pan=alternating_pan(number),
                layer=loop.layer,
                fade_in_ms=FADE_MS,
                output=number + 1 if self._own_outputs else 0,
                sample_rate=self._rates.rate,
            )
            loop.slot = slot  # only now: a loop that could not be started is started at the next tick
            started = True
        return started

    def _retire(self, loop: Loop) -> None:
        if loop.slot == NO_SLOT:
            self._arena.give_back(loop.place)
            return
        self._retiring.append((loop.slot, loop.place))
        try:
            self._control.stop_slot(loop.slot, FADE_MS)
        except EngineStalledError:
            return  # `reapply` stops it when the engine is back

    def _retire_slot(self, slot: int, place: ArenaRange) -> None:
        self._retiring.append((slot, place))

    def _free_slot(self) -> int:
        used = {loop.slot for loop in self.loops} | {voice.slot for voice in self.voices.sounding}
        used |= {slot for slot, _ in self._retiring}
        for slot in range(NUM_SLOTS):
            if slot not in used and self._control.slot_state(slot).phase == "free":
                return slot
        return NO_SLOT

    def _apply_follower(self) -> None:
        keys = ("attack_ms", "release_ms", "sensitivity_db", "gate_db")
        values: dict[str, Any] = {key: self.follower[key] for key in keys}
        self._control.set_follower(**values, range_=self.follower["range"], enabled=bool(self.follower["enabled"]))

    def _use_bands(self) -> None:
        settings = bands_from_words(self._settings.bands, self._plan.highest_hz)
        self._plan.fix(settings if self._bands is None else self._bands)

    def _row(self, loop: Loop) -> list[float]:
        """Return the weight of each band for a loop."""
        count = len(self._plan.centres)
        if loop.weights is None:
            return self._plan.row(loop.pitches)
        return (loop.weights + [0.0] * count)[:count]

    def _design_bands(self) -> None:
        if self._plan.centres:
            self._control.set_bands(self._plan.centres, self.follower["q"], self._settings.sections)

    def _apply_bands(self) -> None:
        self._design_bands()
        for loop in self.loops:
            if loop.slot != NO_SLOT:
                self._control.set_gain_map(loop.slot, self._row(loop))
