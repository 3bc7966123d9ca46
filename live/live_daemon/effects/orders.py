"""Effects as they are asked for: which loop should sound through which, what sounds, what has failed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from live_daemon.audio.record import AudioRecord
from live_daemon.dreams.reports import DreamReports
from live_daemon.effects.dream_files import DreamRendered
from live_daemon.effects.jobs import EffectJobs, EffectRendered, Sounds
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.reporter import Reporter
from live_daemon.settings import Settings
from live_daemon.state.state_file import ControllerState
from live_inference.command_line.spelling import did_you_mean

ADDRESS = "/dream/loop/effect"


class EffectOrders:
    """Lets loops sound through effects, and tells the host what failed. *Controller's main thread only.*

    A loop sounds through one effect at a time. It is rendered before it sounds: until that is done the loop goes on
    as it was. What fails leaves it dry.
    """

    def __init__(
        self,
        settings: Settings,
        record: AudioRecord,
        state: ControllerState,
        mixer: LoopMixer,
        reporter: Reporter,
        done: Callable[[EffectRendered | DreamRendered], None],
        tell: Callable[[str], None],
        dreams: DreamReports,
    ):
        """``done`` and ``tell`` are called from another thread, with events for `rendered` and problems."""
        self._plugins = settings.effects.by_name
        self._state = state
        self._mixer = mixer
        self._reporter = reporter
        self._loops: list[Loop] = []
        self._dreams = dreams
        self._dreams_effect = settings.effects.dreams
        if self._dreams_effect:
            dreams.waits = self._dream_made
        self._jobs = EffectJobs(
            self._plugins,
            Sounds(mixer.arena, record.arena, record.sample_rate),
            Path(settings.paths.state) / "effects" / f"session-{state.session}",
            done,
            tell,
            state.failed_effects,
        )
        waiting = state.dreams_in_effect if self._dreams_effect else []  # of a controller that died
        state.dreams_in_effect = [dream_id for dream_id in waiting if dream_id in state.dreams]
        for dream_id in state.dreams_in_effect:
            self._jobs.ask_dream(dream_id, Path(state.dreams[dream_id]), self._dreams_effect)

    def switch(self, number: int, effect: str, on: bool) -> None:
        """Let a loop sound through an effect, as soon as it is rendered; or without it, at once.

        Raises:
            IndexError: there is no such loop.
            ValueError: there is no such effect, or it has failed.
        """
        loop = self._mixer.loop(number)
        if on:
            if fault := self._fault(effect):
                raise ValueError(f"{ADDRESS}: {fault}")
            if loop.effect != effect:
                self._ask(loop, effect)
        elif effect in ("", loop.effect):
            loop.effect = ""
            self._remember(loop)
            self._dry(loop)

    def tick(self) -> None:
        """See which loops are new. Call it 50 times a second."""
        before, self._loops = self._loops, list(self._mixer.loops)
        if [id(loop) for loop in before] == [id(loop) for loop in self._loops]:
            return
        known = {id(loop) for loop in before}
        added = [loop for loop in self._loops if id(loop) not in known]
        dry: dict[str, list[str]] = {}
        for loop in added:
            if loop.effect == loop.through:
                continue
            if fault := self._fault(loop.effect):
                dry.setdefault(fault, []).append(loop.name)
                self._fails(loop)
            else:  # a bank remembers it, or a controller that died was asked for it
                self._ask(loop, loop.effect)
        for fault, names in dry.items():
            self._reporter.problem(ADDRESS, f"{fault}: dry {'is' if len(names) == 1 else 'are'} {', '.join(names)}")
        self._jobs.prepare(added, self._loops)

    def rendered(self, event: EffectRendered | DreamRendered) -> None:
        """Let the loop sound that was rendered, tell of the dream that was; or why they stay dry."""
        if event.ends_effect and event.effect not in self._state.failed_effects:
            self._state.failed_effects[event.effect] = event.fault
            self._tell(event.effect, f"{event.fault}; loops and dreams stay dry, it is not tried again in this session")
        if isinstance(event, DreamRendered):
            self._dream_rendered(event)
            return
        try:
            for loop in self._mixer.loops:
                if loop.place == event.place and loop.effect == event.effect:
                    self._take(loop, event)
        finally:
            for lease in event.leases:  # what plays has its own
                lease.end()

    def forget(self) -> None:
        """A panic came: no dream that is being rendered may be told, or its host would play it."""
        for dream_id in self._state.dreams_in_effect:
            self._dreams.dropped(dream_id, "cancelled")
        self._state.dreams_in_effect.clear()

    def close(self) -> None:
        """End the process that renders, if there is one."""
        self._jobs.close()

    def _dream_made(self, dream_id: int, path: str) -> bool:
        """Whether a dream's file is told later, when it has gone through the effect."""
        if self._dreams_effect in self._state.failed_effects:
            return False
        self._state.dreams_in_effect.append(dream_id)
        self._jobs.ask_dream(dream_id, Path(path), self._dreams_effect)
        return True

    def _dream_rendered(self, event: DreamRendered) -> None:
        if event.dream_id not in self._state.dreams_in_effect:
            return
        self._state.dreams_in_effect.remove(event.dream_id)
        if event.fault and not event.ends_effect:
            self._tell(event.effect, f"{event.fault}; dream {event.dream_id} stays dry")
        self._dreams.is_file(event.dream_id, event.path, event.duration_s)

    def _take(self, loop: Loop, event: EffectRendered) -> None:
        if event.copy is not None:
            loop.through = event.effect
            self._remember(loop)
            self._mixer.set_loop_copy(loop, event.copy)
            return
        if not event.ends_effect:
            self._tell(event.effect, f"{event.fault}; loop {loop.name} stays dry")
        self._fails(loop)

    def _fault(self, effect: str) -> str:
        """Why nothing can sound through an effect; empty: it can."""
        if effect not in self._plugins:
            known = ", ".join(self._plugins) or "nothing"
            meant = did_you_mean(effect, self._plugins)
            return f"[effects] plugins has no {effect!r}, it lists {known}{meant and '; ' + meant}"
        if effect in self._state.failed_effects:
            return f"effect {effect} {self._state.failed_effects[effect]}, it is not tried again in this session"
        return ""

    def _ask(self, loop: Loop, effect: str) -> None:
        loop.effect = effect
        self._jobs.ask(loop.place, loop.sounding_frames, effect)

    def _dry(self, loop: Loop) -> None:
        loop.effect = loop.through = ""
        if loop.copy is not None:
            self._mixer.set_loop_copy(loop, None)

    def _fails(self, loop: Loop) -> None:
        """Let a loop be dry that should have sounded through an effect, and tell it: menus show that one."""
        self._dry(loop)
        number = next(number for number, one in enumerate(self._mixer.loops) if one is loop)
        self._reporter.send(ADDRESS, number, "", 0)

    def _remember(self, loop: Loop) -> None:
        if loop.dream_id < 0 and self._state.bank:
            self._jobs.remember(Path(self._state.bank), loop.name, loop.effect)

    def _tell(self, effect: str, text: str) -> None:
        self._reporter.problem(ADDRESS, f"effect {effect} {text}")
