"""The state of the daemon, told once a second."""

from __future__ import annotations

from live_daemon.audio.control import EngineControl
from live_daemon.control.inbox import MOST_WAITING
from live_daemon.control.sound_watch import SoundWatch
from live_daemon.dreams.parts import DreamParts
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.reporter import Reporter


class StatusReport:
    """Sends `/dream/status`. *Controller's main thread only.*"""

    def __init__(
        self, control: EngineControl, mixer: LoopMixer, dreams: DreamParts, sound: SoundWatch, reporter: Reporter
    ):
        self._control = control
        self._mixer = mixer
        self._dreams = dreams
        self._sound = sound
        self._reporter = reporter

    def send(self, *, is_announced: bool, left_out: int) -> None:
        """Report the state. ``left_out``: OSC messages that were, since the last call."""
        self._sound.say_when_it_changes()
        if left_out:
            self._reporter.problem(
                "", f"{left_out} OSC messages are left out: {MOST_WAITING} wait already (send fewer)"
            )
        counters = self._control.counters()
        self._reporter.send(
            "/dream/status",
            self._state(is_announced),
            self._dreams.worker.model,
            len(self._mixer.voices),
            self._dreams.requests.count,
            counters.xruns,
            counters.load,
            self._sound.latency_ms,
        )

    def _state(self, is_announced: bool) -> str:
        if not is_announced:
            return "starting"
        if self._sound.is_degraded or not self._dreams.worker.has_model:
            return "degraded"
        return "dreaming" if self._dreams.is_dreaming else "ready"
