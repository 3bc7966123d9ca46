"""The loop mixer's part of the saved state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from live_daemon.audio.layout import MAX_BANDS
from live_daemon.follower.bands import HIGHEST_HZ, LOWEST_HZ
from live_daemon.loops.engine_rate import Copy
from live_daemon.loops.loop import Loop
from live_daemon.loops.voices import Voice
from live_daemon.settings import MAX_LOOPS
from live_daemon.settings.ranges import GAIN
from live_inference.files.reading import Length, Within


@dataclass(slots=True)
class LoopMixerState:
    """What a controller that comes back needs, and the audio record does not hold.

    Attributes:
        bands: centre frequencies (Hz) that were set while playing; see `Follower.chosen`.
        dreams_level, loops_level: of all of them, on top of their own gains.
        silenced: nothing was asked for since the last panic.
    """

    loops: Annotated[list[Loop], Length(0, MAX_LOOPS)] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    follower: dict[str, float] = field(default_factory=dict)
    voices_started: int = 0
    voice_started_s: float = -1e9
    bands: Annotated[list[Annotated[float, Within(LOWEST_HZ, HIGHEST_HZ)]], Length(0, MAX_BANDS)] | None = None
    copies: list[Copy] = field(default_factory=list)
    silenced: bool = False
    dreams_level: Annotated[float, Within(*GAIN)] = GAIN.maximum
    loops_level: Annotated[float, Within(*GAIN)] = GAIN.maximum

    def silence(self) -> None:
        """A panic came after this was written: nothing of it sounds until it is asked for."""
        self.silenced = True
        self.voices = []
        for loop in self.loops:
            loop.muted = True
