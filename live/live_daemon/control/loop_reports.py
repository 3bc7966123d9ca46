"""What hosts and the console hear of loops and follower: gains, bands, and all settings when they are asked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice

from live_daemon.control.dream_controls import DreamControls
from live_daemon.control.said_pitches import SaidPitches
from live_daemon.control.state_answer import PER_TICK, StateAnswer, loop_message, state_messages
from live_daemon.dreams.live_dreaming import LiveDreaming
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.addresses import OscValue
from live_daemon.osc.console_reporter import ConsoleReporter
from live_daemon.osc.reporter import Reporter


class LoopReports:
    """Reports changes of loops and follower. *Controller's main thread only.*"""

    def __init__(
        self,
        mixer: LoopMixer,
        controls: DreamControls,
        pitches: SaidPitches,
        live: LiveDreaming,
        reporter: Reporter,
        console: ConsoleReporter,
        standing: Mapping[str, Callable[[], tuple[OscValue, ...]]],
        clock: Callable[[], float] = time.monotonic,
        *,
        has_effects: bool = False,
    ):
        """``standing``: what is told of a state only when it changes, by its address: the arguments now.

        ``has_effects``: a loop may sound through one, which is told with its other settings.
        """
        self._mixer = mixer
        self._controls = controls
        self._pitches = pitches
        self._live = live
        self._reporter = reporter
        self._console = console
        messages = partial(state_messages, mixer, self._settings, standing, has_effects=has_effects)
        self._state = StateAnswer(messages, reporter.send, clock)
        self._bands: list[float] = []
        self._loops: list[Loop] = []
        self._set: dict[tuple[str, int], None] = {}  # address and loop

    def ask_state(self) -> None:
        """Let all settings be sent soon, once however often this is asked for."""
        self._state.ask()

    def loop_was_set(self, address: str, number: int) -> None:
        """Let the console hear how a loop stands now, however often it is set until then; ``address``: of `LOOP_STATE`.

        Other pages show it otherwise; so does the one that set it, if that was refused. Hosts are not told: a patch
        whose fader is moved would be sent where the fader was.
        """
        if 0 <= number < len(self._mixer.loops):
            self._set[address, number] = None

    def set_bands(self, *words: float | str) -> None:
        """Set the follower's bands and report them, also if they are the same.

        Raises:
            ValueError: not bands.
        """
        try:
            self._mixer.set_bands(words)
        except ValueError as error:
            raise ValueError(f"/dream/follower/bands {error}") from error
        self._bands = []

    def tick(self, now: float) -> None:
        """Report what changed, and the gains. Call it 50 times a second. ``now``: the controller's clock, in s."""
        if self._mixer.bands != self._bands:
            self._bands = self._mixer.bands
            self._reporter.send("/dream/bands", *self._bands)
        if self._mixer.loops:
            self._reporter.send("/dream/gains", *self._mixer.gains())
        before, loops = self._loops, self._mixer.loops
        if len(before) != len(loops) or any(one is not other for one, other in zip(before, loops, strict=True)):
            self._loops = list(loops)
            self.ask_state()  # those who show loops see other ones now
        self._state.tick()
        for address, number in islice(self._set, PER_TICK):
            if number < len(self._mixer.loops):
                self._console.tell_loop(address, loop_message(address, number, self._mixer.loops[number]))
        self._set = dict(islice(self._set.items(), PER_TICK, None))
        self._console.tell(self._settings(), now)

    def _settings(self) -> dict[str, float | str | None]:
        said = {"pitches": self._pitches.present(), "manner": self._live.manner}
        return self._mixer.follower | self._mixer.levels | self._controls.present() | said
