"""One loop, as it is saved and told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from live_daemon.audio.layout import MAX_BANDS
from live_daemon.audio.reader import LayerName
from live_daemon.loops.slots import NO_SLOT, NUM_SLOTS
from live_daemon.settings.ranges import GAIN, WEIGHT
from live_inference.files.reading import Length, Within
from live_inference.worker.messages import ArenaRange

_Amount = Annotated[float, Within(0, 1e6)]


@dataclass(slots=True)
class Loop:
    """A loop that the follower moves: the first ``sounding_frames`` of its place.

    Attributes:
        pitches: (Hz, weight) pairs, the strongest first.
        dream_id: the dream that it was made of; -1 for a loop of a bank.
        effect: name of the effect that it is asked to sound through; empty: none.
        copy: where it lies as that effect made it, as long as ``sounding_frames``; None: it sounds without.
        through: the effect that made ``copy``; another than ``effect`` while that is being rendered.
        slot: where it sounds; without one it is started as soon as the engine has a free slot.
        weights: how much each band moves it, where that was set by hand; None: as the pitches say.
    """

    place: ArenaRange
    pitches: Annotated[list[tuple[_Amount, _Amount]], Length(0, 1000)]
    name: str
    sounding_frames: Annotated[int, Within(1, 2**53)]
    dream_id: int = -1
    slot: Annotated[int, Within(NO_SLOT, NUM_SLOTS - 1)] = NO_SLOT
    gain: Annotated[float, Within(*GAIN)] = 0.0
    muted: bool = False
    layer: LayerName = "swell"
    weights: Annotated[list[Annotated[float, Within(*WEIGHT)]], Length(0, MAX_BANDS)] | None = None
    effect: str = ""
    copy: ArenaRange | None = None
    through: str = ""

    @property
    def heard(self) -> ArenaRange:
        """The samples that it sounds with."""
        return self.copy or self.place
