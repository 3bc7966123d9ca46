"""What the controller sees of the sound device, and tells: on or off, its rate, its outputs."""

from __future__ import annotations

from live_daemon.audio.layout import ProcessState
from live_daemon.audio.record import AudioRecord
from live_daemon.log import say
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.reporter import Reporter


class SoundWatch:
    """Reads the audio record and follows the device that it tells of. *Controller's main thread only.*"""

    def __init__(self, record: AudioRecord, stage: LoopMixer, teller: Reporter, device: str):
        self._record = record
        self._device = device
        self._stage = stage
        self._teller = teller
        self._rate_told = record.sample_rate
        self._channels_told = 0
        self._told = ""

    @property
    def is_on(self) -> bool:
        """Whether the engine is being called."""
        return int(self._record.get("process_state")) == ProcessState.RUNNING

    @property
    def is_degraded(self) -> bool:
        """Whether nothing is heard: the engine is not called, or by a clock while its device is away."""
        return not self.is_on or bool(self._record.get("stand_in"))

    @property
    def latency_ms(self) -> float:
        """What the device says of its own latency, in and out together."""
        return 1000 * float(self._record.get("latency_in_s") + self._record.get("latency_out_s"))

    def say_when_it_changes(self) -> None:
        """Write a line when the sound came or went. Called once a second."""
        rate = f"{self._record.get('engine_sample_rate'):g} Hz"
        if not self.is_on:
            now = "sound is off" if self._told else ""
        elif self._device == "none":
            now = f"no sound device (audio.device is none): the clock drives the engine at {rate}"
        elif self._record.get("stand_in"):
            now = "no sound: the device is away, the clock stands in"
        else:
            now = f"sound is on at {rate}"
        if now not in ("", self._told):
            self._told = now
            if not now.startswith("no sound:"):
                say(now)
            else:  # the audio process has said on the terminal which device, and why
                self._teller.send("/dream/error", "", now)

    def look(self) -> bool:
        """Follow the device when it runs, or came back, at another sample rate, and tell what it cannot give.

        Return whether the stage changed. Called some 50 times a second.
        """
        rate = self._record.get("engine_sample_rate")
        changed = self._stage.set_engine_rate(rate)
        if self.is_on and rate != self._rate_told:  # also a device that was there before this controller
            self._rate_told = rate
            say(f"the sound device runs at {rate:g} Hz: what sounds is resampled")
            self._teller.send("/dream/sample_rate", rate, self._record.sample_rate)
        trouble = self._stage.take_trouble()
        if trouble:
            self._teller.problem("", trouble)
        if not self.is_degraded:
            self._tell_missing_outputs(self._record.get("output_channels"))
        return changed

    def _tell_missing_outputs(self, channels: int) -> None:
        without = self._stage.loops_in_mix(channels)
        if without and channels != self._channels_told:
            self._channels_told = channels
            own = max(0, channels - 2)
            self._teller.problem(
                "", f"the sound device has {channels} outputs: {own} loops have their own, {without} are in the mix"
            )
