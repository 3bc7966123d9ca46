"""The sound device as the controller sees and reports it: on or off, its rate, its outputs."""

from __future__ import annotations

from live_daemon.audio.layout import ProcessState
from live_daemon.audio.record import AudioRecord
from live_daemon.log import say
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.reporter import Reporter


class SoundWatch:
    """Reads the device's state from the audio record, and follows it. *Controller's main thread only.*"""

    def __init__(self, record: AudioRecord, mixer: LoopMixer, reporter: Reporter, device: str):
        self._record = record
        self._device = device
        self._mixer = mixer
        self._reporter = reporter
        self._reported_rate = record.sample_rate
        self._reported_channels = 0
        self._said = ""

    @property
    def is_on(self) -> bool:
        """Whether the engine is called."""
        return int(self._record.get("process_state")) == ProcessState.RUNNING

    @property
    def is_degraded(self) -> bool:
        """Whether nothing is heard: nobody calls the engine, or a clock does while the device is away."""
        return not self.is_on or bool(self._record.get("stand_in"))

    @property
    def latency_ms(self) -> float:
        """The device's own figure for its latency, input and output together."""
        return 1000 * float(self._record.get("latency_in_s") + self._record.get("latency_out_s"))

    def say_when_it_changes(self) -> None:
        """Write a line when the sound came or went. Call it once a second."""
        rate = f"{self._record.get('engine_sample_rate'):g} Hz"
        if not self.is_on:
            now = "sound is off" if self._said else ""
        elif self._device == "none":
            now = f"no sound device (audio.device is none): the clock drives the engine at {rate}"
        elif self._record.get("stand_in"):
            away = "no host plays" if self._device == "bridge" else "the device is away"
            now = f"no sound: {away}, the clock stands in"
        else:
            now = f"sound is on at {rate}"
        if now not in ("", self._said):
            self._said = now
            if not now.startswith("no sound:"):
                say(now)
            else:  # the audio process has said on the terminal which device, and why
                self._reporter.send("/dream/error", "", now)

    def look(self) -> bool:
        """Follow a device that runs, or came back, at another sample rate, and report what it lacks.

        Return whether what sounds has changed. Call it 50 times a second.
        """
        rate = self._record.get("engine_sample_rate")
        changed = self._mixer.set_engine_rate(rate)
        if self.is_on and rate != self._reported_rate:  # also a device that was there before this controller
            self._reported_rate = rate
            say(f"the sound device runs at {rate:g} Hz: what sounds is resampled")
            self._reporter.send("/dream/sample_rate", rate, self._record.sample_rate)
        trouble = self._mixer.take_trouble()
        if trouble:
            self._reporter.problem("", trouble)
        if not self.is_degraded:
            self._tell_missing_outputs(self._record.get("output_channels"))
        return changed

    def _tell_missing_outputs(self, channels: int) -> None:
        without = self._mixer.loops_in_mix(channels)
        if without and channels != self._reported_channels:
            self._reported_channels = channels
            own = max(0, channels - 2)
            self._reporter.problem(
                "", f"the sound device has {channels} outputs: {own} loops have their own, {without} are in the mix"
            )
