"""The loop mixer: loops, voices, monitor and follower. The controller's side of the engine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from live_daemon.audio.control import EngineControl
from live_daemon.audio.layout import Kind
from live_daemon.audio.reader import LayerName
from live_daemon.loops.arena import Arena
from live_daemon.loops.engine_rate import EngineRate
from live_daemon.loops.follower import Follower
from live_daemon.loops.live_voice import LiveVoice
from live_daemon.loops.loop import Loop
from live_daemon.loops.loop_list import LoopList
from live_daemon.loops.mixer_state import LoopMixerState
from live_daemon.loops.order_leases import OrderLeases
from live_daemon.loops.slots import NUM_SLOTS, Slots
from live_daemon.loops.voices import Voices
from live_daemon.settings import FollowerSettings, VoiceSettings
from live_daemon.settings.ranges import GAIN
from live_inference.worker.messages import ArenaRange


class LoopMixer:
    """Loops, voices, monitor and follower. *Controller's main thread only.*

    Every call may raise EngineStalledError when the engine takes no commands. The change is kept all the same, and
    `reapply` tells the engine when it is back.

    Attributes:
        arena: the leases on the shared samples. *Any thread.*
        order_leases: those of the orders that are open.
        voices: dreams that sound once.
        live: the endless one.
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
        own_outputs: int = 0,
    ):
        """``samples``: the arena's; ``engine_rate``: the device's (0: the same); ``own_outputs``: see `LoopList`."""
        if samples is None:
            samples = np.zeros(0, np.float32)
        self._control = control
        self._monitor = monitor
        self._silenced = False
        self._levels = dict.fromkeys(Kind, GAIN.maximum)
        self._answers = 0
        self.arena = Arena(arena_frames)
        self.order_leases = OrderLeases(self.arena)
        self._rates = EngineRate(self.arena, samples, sample_rate, engine_rate or sample_rate)
        self._slots = Slots(control, self.arena)
        self._follower = Follower(control, follower, sample_rate)
        self._loops = LoopList(
            control,
            self.arena,
            self._rates,
            self._slots,
            self._follower,
            most_dreams=follower.loops,
            own_outputs=own_outputs,
        )
        self.voices = Voices(control, self.arena, self._rates, self._slots, voices)
        self.live = LiveVoice(control, self.arena, self._slots, voices)

    # -- beginning, and coming back ------------------------------------------------------------------------------

    def restore(self, state: LoopMixerState) -> None:
        """Take over from a controller that died. The engine has gone on since the state was written.

        A sound is recognised by where in the arena the engine reads. A loop that does not sound is started, a voice
        that has ended is over, and an unknown sound fades. Sounds that fade already are over, and so are all when the
        engine has not yet heard of a panic.
        """
        self._silenced = state.silenced
        self._levels = {Kind.DREAMS: state.dreams_level, Kind.LOOPS: state.loops_level}
        self._follower.restore(state.follower, state.bands)
        self._rates.restore(state.copies)
        self.voices.started, self.voices.started_s = state.voices_started, state.voice_started_s
        known = {loop.slot for loop in state.loops}
        sounding: dict[int, int] = {}
        others: dict[int, ArenaRange] = {}
        for slot in sorted(range(NUM_SLOTS), key=lambda slot: slot not in known):
            now = self._control.slot_state(slot)
            if now.phase == "free":
                continue
            others[slot] = ArenaRange(now.offset, now.frames, now.apart)
            # The loop comes first: a voice that answers with it reads the same samples, and fades.
            if now.phase != "fading" and self._control.panic_is_done and now.offset not in sounding:
                sounding[now.offset] = slot
        found = dict(sounding)
        self._loops.restore(state.loops, sounding)
        self.voices.restore(state.voices, sounding)
        ours = set(found.values()) - set(sounding.values())
        for slot in others.keys() - ours:
            self._slots.adopt(slot, others[slot], stopped=True)
        self._rates.drop_unused()
        self.reapply()

    def reapply(self) -> None:
        """Send the engine all settings: at the beginning, and after it took no commands."""
        self._follower.apply(self.loops)
        self._control.set_monitor(0.0 if self._silenced else self._monitor)
        for kind, level in self._levels.items():
            self._control.set_level(kind, level)
        self._loops.reapply()
        self.voices.reapply()
        self.live.reapply()
        self._slots.reapply()

    def state(self) -> LoopMixerState:
        """Return what `restore` needs."""
        return LoopMixerState(
            loops=self.loops,
            voices=[*self.voices.sounding, *self.voices.waiting],
            follower=self.follower,
            voices_started=self.voices.started,
            voice_started_s=self.voices.started_s,
            bands=self._follower.chosen,
            copies=list(self._rates.copies.values()),
            silenced=self._silenced,
            **self.levels,
        )

    # -- loops ---------------------------------------------------------------------------------------------------

    @property
    def loops(self) -> list[Loop]:
        """The loops that play, by their numbers."""
        return self._loops.loops

    def loop(self, number: int) -> Loop:
        """Return a loop by its number. Raises IndexError, as all that take a loop's number do."""
        return self._loops.loop(number)

    def add_loop(self, loop: Loop) -> None:
        """Let one more loop play, silent until its pitch sounds.

        Beyond ``[follower] loops`` dreams, or 64 loops in all, it takes the place and the number of the oldest one,
        so that a fader on another loop still moves that loop.
        """
        self._loops.add(loop)
        self._sounds_again()
        self._loops.start()

    def replace_loops(self, loops: Sequence[Loop]) -> None:
        """Let a bank's loops play in place of those that play now; the old ones fade."""
        self._loops.replace(loops)
        self._sounds_again()
        self._loops.start()

    def set_loop_gain(self, number: int, gain: float) -> None:
        """Set a loop's own gain, linear."""
        self._loops.set_gain(number, gain)

    def set_loop_mute(self, number: int, muted: bool) -> None:
        """Silence a loop, or let it sound again."""
        self._loops.set_mute(self._loops.loop(number), muted)
        if not muted:
            self._sounds_again()

    def unmute_all(self) -> None:
        """Let every loop sound again, as after a panic."""
        for loop in self.loops:
            self._loops.set_mute(loop, False)
        self._sounds_again()

    @property
    def levels(self) -> dict[str, float]:
        """The levels of all dreams and of all loops, by their names in `LEVELS`."""
        return {f"{kind.name.lower()}_level": level for kind, level in self._levels.items()}

    def set_level(self, kind: str, level: float) -> None:
        """Set the level of all `dreams` or of all `loops`, linear, on top of the gain of each."""
        which = Kind[kind.upper()]
        self._levels[which] = level
        self._control.set_level(which, level)

    def set_loop_layer(self, number: int, layer: LayerName) -> None:
        """Set how a loop follows."""
        self._loops.set_layer(number, layer)

    def set_loop_copy(self, loop: Loop, copy: ArenaRange | None) -> None:
        """Let a loop go on with the samples that its effect made, or (None) with its own. See `LoopList.set_copy`."""
        self._loops.set_copy(loop, copy)

    def gains(self) -> list[float]:
        """Return the gain at which each loop sounds now."""
        return self._loops.gains()

    def loops_in_mix(self, output_channels: int) -> int:
        """Return how many loops should have an output of their own, and have none: the device has too few."""
        return self._loops.in_mix(output_channels)

    # -- follower ------------------------------------------------------------------------------------------------

    @property
    def follower(self) -> dict[str, float]:
        """The follower's settings by `FOLLOWER_KEYS`."""
        return self._follower.values

    def set_follower(self, key: str, value: float) -> None:
        """Set one of `FOLLOWER_KEYS`."""
        self._follower.set(key, value)

    @property
    def bands(self) -> list[float]:
        """Centre frequencies in Hz."""
        return self._follower.bands

    def set_bands(self, words: Sequence[float | str]) -> None:
        """Let the follower hear these pitches, or those of the loops. Raises ValueError; see `Follower`."""
        self._follower.choose_bands(words, self.loops)

    def set_weight(self, number: int, band: int, weight: float) -> None:
        """Set how much a band moves a loop. Raises IndexError when there is no such loop or band."""
        self._follower.set_weight(self._loops.loop(number), band, weight)

    def set_weights_auto(self, number: int | None = None) -> None:
        """Let the pitches of a loop (None: of each loop) decide again which bands move it."""
        self._follower.set_weights_auto(self.loops if number is None else [self._loops.loop(number)])

    # -- the device's rate ---------------------------------------------------------------------------------------

    def set_engine_rate(self, rate: float) -> bool:
        """Bring everything resampled when the device came back at another rate (Hz); return whether it did.

        The engine has ended the sounds at the old rate. Voices go on where they were; loops start from their beginning,
        one after the other, as each is resampled: ten seconds of sound at each tick.
        """
        if round(rate) == self._rates.rate:
            return False
        played = self.voices.played()
        self._loops.lose()
        self._rates.change(rate)
        self.voices.resume(played)
        return True

    def take_trouble(self) -> str:
        """Return, once, what should be told the performer; mostly nothing."""
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
        if not self.voices.answer(dream_id, loop.heard, loop.sounding_frames, duration_s):
            return ""
        self._answers += 1
        return loop.name

    def loops_that_answer(self) -> list[Loop]:
        """Return the loops that may stand in for a dream: those that nobody muted."""
        return [loop for loop in self.loops if not loop.muted]

    def tick(self, stage_time_s: float) -> bool:
        """End sounds that the engine has freed, start those that are due; return whether anything changed.

        Call it 50 times a second. ``stage_time_s`` counts the engine's frames, so that a stepped clock gives
        the same schedule.
        """
        self.voices.end_due(stage_time_s)
        self.voices.fill_on()
        freed = self._slots.end_freed()
        changed = self.voices.lose(freed)
        self.live.lose(freed)
        self._loops.lose(freed)
        if self._loops.waits:
            changed |= self._loops.start()
        return self.start_voices(stage_time_s) or changed

    def start_voices(self, stage_time_s: float) -> bool:
        """Start the voice whose turn it is; return whether there was one."""
        if not self.voices.is_due(stage_time_s):
            return False
        self._sounds_again()
        return self.voices.start(stage_time_s)

    def open_live(self, sample_rate: float, channels: int = 1) -> ArenaRange | None:
        """Make room for a live dream at the engine's rate (Hz); None when the arena is full. See `live`."""
        self._sounds_again()
        return self.live.open(sample_rate, channels)

    # -- panic ---------------------------------------------------------------------------------------------------

    def silence(self) -> None:
        """A panic was asked for, and the engine fades everything: mute every loop, forget the voices.

        The loops run on, muted. The monitor comes back with the next sound that the performer asks for: an unmuted
        loop, a new dream, a bank. It sends the engine nothing, so it never waits.
        """
        self._silenced = True
        self._loops.silence()
        self.voices.forget_all()
        self.live.forget()
        self._slots.all_fade()

    def _sounds_again(self) -> None:
        if self._silenced:
            self._silenced = False
            self._control.set_monitor(self._monitor)
