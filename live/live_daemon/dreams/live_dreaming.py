"""The live dream: started and stopped by the performer, made by the worker, led by the ear."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Final

import numpy as np

from live_daemon.audio.control import EngineControl
from live_daemon.audio.reader import mixed
from live_daemon.dreams.manner import Manner
from live_daemon.dreams.worker_session import DREAM_PATIENCE_S, WorkerSession
from live_daemon.log import say
from live_daemon.loops.arena import Lease
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.addresses.live import PHASES
from live_daemon.osc.reporter import Reporter, one_line
from live_daemon.state.live_state import LiveState
from live_inference.files.take import SILENT_PEAK
from live_inference.worker import messages as m
from live_inference.worker.live_ear import LiveEar
from live_inference.worker.width_ear import WidthEar

STOPPED, WAITING, STARTING, SOUNDING = PHASES

EAR_S: Final = 0.02
SEED_S: Final = 5.0
LEAST_SEED_S: Final = 1.0
NEW_SEED_S: Final = 4.0
"""Time between two seeds for fresh starts; also how often a model without a condition begins again on what it hears."""
RETRY_S: Final = 1.0
STAND_IN_S: Final = 8.0
STAND_IN: Final = -1
"""In place of a dream's number: no dream has it."""


class LiveDreaming:
    """One endless dream on what is played. *Controller's main thread only.*

    It begins with the first sound of the live input, and after a fault of worker, engine or device it begins again by
    itself, until the performer stops it. ``state`` is kept, so that a controller that comes back begins it again.
    """

    def __init__(
        self,
        state: LiveState,
        control: EngineControl,
        mixer: LoopMixer,
        worker: WorkerSession,
        reporter: Reporter,
        *,
        trouble: Callable[[], str],
        clock: Callable[[], float] = time.monotonic,
    ):
        """``trouble``: why no dream can be counted on now; empty when one can."""
        self._state = state
        self._control = control
        self._mixer = mixer
        self._worker = worker
        self._reporter = reporter
        self._trouble = trouble
        self._clock = clock
        self._manner = Manner()
        self._manner.word = state.manner
        self._number = 0
        self._heard_to = 0  # frame of the live input
        self._phase = STOPPED
        self._ear: LiveEar | None = None
        self._width_ear: WidthEar | None = None  # of an input of two channels, for a dream of two
        self._channels = 0  # asked for at its start; where the arena has no room it has fewer
        self._seed: Lease | None = None
        self._ring: Lease | None = None
        self._written: dict[int, list[Lease]] = {}  # of ended dreams, which the worker may still write
        self._rng = random.Random()
        self._next_s = self._next_ear_s = self._next_seed_s = self._made_s = self._stands_in_s = 0.0
        if state.wanted:
            self._phase = WAITING

    @property
    def sounds(self) -> bool:
        """Whether it sounds now."""
        return self._phase == SOUNDING

    @property
    def manner(self) -> str:
        """`with` or `between`."""
        return self._state.manner

    def present(self) -> tuple[str, str]:
        """Return the phase and the checkpoint: what `/dream/live/phase` tells."""
        return self._phase, self._state.model or self._worker.wanted_model

    def start(self, model: str = "") -> None:
        """Begin a live dream of this model (empty: the current one), in place of the present one."""
        self._end()
        self._state.wanted, self._state.model = True, model
        self._to(WAITING)
        self._next_s = 0.0

    def stop(self) -> None:
        """Let the live dream fade out. Without one nothing happens."""
        self._end()
        self._state.wanted = False
        self._mixer.voices.stop_answer(STAND_IN)
        self._to(STOPPED)

    def panic(self) -> None:
        """Everything fades already, and nothing comes back by itself."""
        self._mixer.live.forget()
        self.stop()

    def set_manner(self, word: str) -> None:
        """Play with the player, or between what she plays."""
        self._state.manner = self._manner.word = word

    def tick(self) -> None:
        """Listen, tell the worker, begin when there is something to begin with. Call it 50 times a second."""
        if self._phase == STOPPED:
            return
        now = self._clock()
        if self._phase == WAITING:
            if now >= self._next_s:
                self._next_s = now + 0.1
                self._begin(now)
            self._stand_in(now)
            return
        self._mixer.live.set_share(self._manner.tick(self._control.input_peak()))
        if self._mixer.live.place is None:  # the engine ended it: another device, another engine
            self._again()
        elif self._phase == SOUNDING and now - self._made_s > DREAM_PATIENCE_S:  # a start may compile for minutes
            self._reporter.problem("/dream/live/start", "the dreaming engine does not answer: it is started again")
            self._again()
            self._worker.end()
        else:
            self._worker.send(m.Played(*self._mixer.live.played))
            if now >= self._next_ear_s:
                self._next_ear_s = now + EAR_S
                self._listen(now)

    def connected(self) -> None:
        """A worker is there. It may hold a live dream of a controller that died."""
        self._worker.send(m.StopLive())

    def worker_lost(self) -> None:
        """The worker ended: what is made of the dream has sounded; it begins again with the next worker."""
        if self._phase in (STARTING, SOUNDING):
            self._again()
        for number in list(self._written):
            self._give_back(number)

    def answered(self, answer: m.LiveMade | m.LiveFreshStart | m.LiveEnded | m.LiveFailed) -> bool:
        """Let what the worker has made sound, or tell why there is nothing; return whether the state has changed."""
        if isinstance(answer, m.LiveFreshStart):
            say(f"live dream: began again ({one_line(answer.why)})")
            return False
        if not isinstance(answer, m.LiveMade):
            self._give_back(answer.id)
        if isinstance(answer, m.LiveEnded) or answer.id != self._number or self._phase not in (STARTING, SOUNDING):
            return False
        if isinstance(answer, m.LiveFailed):
            self._reporter.problem("/dream/live/start", one_line(answer.reason))
            self.stop()
            self._give_back(answer.id)
            return True
        self._made_s = self._clock()
        self._worker.spoke()
        if not self._mixer.live.fill(answer.filled):
            self._reporter.problem("/dream/live/start", "every voice of the engine is taken: try again")
            self.stop()
            return True
        if self._phase == STARTING and self._mixer.live.sounds:
            self._mixer.voices.stop_answer(STAND_IN)
            self._to(SOUNDING)
        return False

    # -- parts ---------------------------------------------------------------------------------------------------

    def _begin(self, now: float) -> None:
        if not self._worker.is_ready:
            return
        heard = self._control.read_input(SEED_S)
        if len(heard) < LEAST_SEED_S * self._control.record.sample_rate:
            return
        if float(np.abs(heard).max()) < SILENT_PEAK:
            return
        rate = self._control.record.get("engine_sample_rate")
        self._seed = self._mixer.arena.lease(round(SEED_S * self._control.record.sample_rate), "the live dream's seed")
        self._channels = self._input_channels()
        place = self._mixer.open_live(rate, self._channels)
        if place is None or self._seed is None:
            self._end()
            self._state.wanted = False
            self._to(STOPPED)
            self._reporter.problem("/dream/live/start", "no room for a live dream (set [audio] arena_s higher)")
            return
        self._ring = self._mixer.arena.share(place, "the live dream's ring")
        self._write_seed(heard)
        self._number = (self._number + 1) % 2**31
        frame = int(self._control.record.get("frame"))
        self._ear, self._heard_to = LiveEar(rate), frame
        width = None
        if place.channels == 2:
            self._width_ear = WidthEar(rate)
            left, right, self._heard_to = self._control.read_input_from(frame - round(SEED_S * rate))
            width = self._width_ear.listen(left, right)
        self._made_s, self._next_ear_s, self._next_seed_s = now, now, now + NEW_SEED_S
        model = self._state.model or self._worker.wanted_model
        seed = self._rng.randrange(2**31)
        self._worker.ask(m.StartLive(self._number, model, place, round(rate), self._seed.place, seed, width=width))
        self._to(STARTING)

    def _listen(self, now: float) -> None:
        if self._ear is not None:
            left, right, self._heard_to = self._control.read_input_from(self._heard_to)
            if len(left):
                width = None if self._width_ear is None else self._width_ear.listen(left, right)
                for heard in (self._ear.listen(mixed(left, right)), width):
                    if heard is not None:
                        self._worker.send(heard)
        if now >= self._next_seed_s:
            self._next_seed_s = now + NEW_SEED_S
            newer = self._control.read_input(SEED_S)
            recent = newer[-round(NEW_SEED_S * self._control.record.sample_rate) :]
            if not len(recent) or float(np.abs(recent).max()) < SILENT_PEAK:
                return
            if self._input_channels() > self._channels:  # it began on a mono device, or without one
                self._again()
                return
            self._write_seed(newer)
            self._worker.send(m.SeedHeard())

    def _input_channels(self) -> int:
        return min(2, max(1, int(self._control.record.get("input_channels"))))

    def _write_seed(self, heard: np.ndarray) -> None:
        """Put the newest playing where the worker reads it; what is missing before it is silence."""
        assert self._seed is not None
        place = self._seed.place
        kept = heard[-place.frames :]
        room = self._control.record.arena[place.offset : place.offset + place.frames]
        room[: len(room) - len(kept)] = 0.0
        room[len(room) - len(kept) :] = kept

    def _stand_in(self, now: float) -> None:
        """While no dream can be made, loops stand in, one after the other."""
        if not self._number or not self._trouble():
            self._stands_in_s = now
        elif now - self._stands_in_s > RETRY_S:
            self._mixer.answer(STAND_IN, STAND_IN_S)

    def _again(self) -> None:
        self._end()
        self._next_s = self._clock() + RETRY_S
        self._to(WAITING)

    def _end(self) -> None:
        if self._phase in (STARTING, SOUNDING):
            self._worker.send(m.StopLive())
        self._mixer.live.stop()
        kept = [lease for lease in (self._ring, self._seed) if lease is not None]
        if self._ring is not None and self._worker.is_ready:
            self._written[self._number] = kept
        else:  # nobody was asked to write there, or nobody is left
            for lease in kept:
                lease.end()
        self._ring = self._seed = self._ear = self._width_ear = None

    def _give_back(self, number: int) -> None:
        """The worker writes no more into what an ended dream had."""
        for lease in self._written.pop(number, ()):
            lease.end()

    def _to(self, phase: str) -> None:
        if phase == self._phase:
            return
        self._phase = phase
        self._reporter.send("/dream/live/phase", *self.present())
        say(f"live dream: {phase}")
