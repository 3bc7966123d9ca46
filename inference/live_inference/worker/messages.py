"""Messages between controller and worker: small frozen dataclasses, JSON on the wire.

JSON rather than pickle, so that a message can never carry code.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Annotated, Any

from live_models.fields import Within, checked


@dataclass(frozen=True, slots=True)
class ArenaRange:
    """A range of the shared arena: float32, one channel or two, at the engine's sample rate.

    Of two channels the right one begins ``apart`` samples behind the left, which is at ``offset``; 0: there is one.
    """

    offset: Annotated[int, Within(0, 2**53)]
    frames: Annotated[int, Within(0, 2**53)]
    apart: Annotated[int, Within(0, 2**53)] = 0

    @property
    def channels(self) -> int:
        """One or two."""
        return 2 if self.apart else 1

    @property
    def end(self) -> int:
        """The first sample behind it."""
        return self.offset + self.apart + self.frames

    @property
    def rows(self) -> tuple[slice, ...]:
        """Where in the arena each channel is."""
        starts = (self.offset, self.offset + self.apart)[: self.channels]
        return tuple(slice(start, start + self.frames) for start in starts)

    @property
    def mono(self) -> ArenaRange:
        """Its room for one channel, where there is no second."""
        return ArenaRange(self.offset, self.frames)

    def part(self, start: int, frames: int) -> ArenaRange:
        """Some of its frames, on every channel."""
        return ArenaRange(self.offset + start, frames, self.apart)


@dataclass(frozen=True, slots=True)
class DreamOrder:
    """An order for one dream.

    ``voice`` and ``loop``: where its samples go in the arena (None: only the file is made). ``stamp``: the recording's
    `file_stamp` at the time of the order; a take that was overwritten since is refused. ``seed``: where the seed's
    samples are in the arena, at the engine's rate; they are later saved as ``recording``. Lower ``priority`` (see
    `Priority`) comes first. ``asked_s``: when the performer asked, in seconds of the system's clock. ``plays``: the
    daemon will play it once (False if it has sounded already). ``noise``: the kind of noise that is the seed (one of
    `live_inference.dreaming.noise_seeds.NOISES`), made from ``rng_seed``; empty: the seed is a recording.
    """

    id: Annotated[int, Within(0, 2**31 - 1)]
    recording: str
    model: str
    duration_s: Annotated[float, Within(0, 36_000)]
    rng_seed: int
    folder: str
    voice: ArenaRange | None = None
    loop: ArenaRange | None = None
    recording_name: str = ""
    stamp: str = ""
    seed: ArenaRange | None = None
    priority: int = 1
    asked_s: float = 0.0
    plays: bool = True
    noise: str = ""


class Priority(IntEnum):
    """Which dreams come first."""

    LIVE = 0
    FILE = 1
    BANK = 2


@dataclass(frozen=True, slots=True)
class DreamBatch:
    """Controller -> worker: make these dreams of one model together. Each order gets its own answer."""

    orders: list[DreamOrder]


@dataclass(frozen=True, slots=True)
class Cancel:
    """Controller -> worker: cancel this dream."""

    id: int


@dataclass(frozen=True, slots=True)
class LoadModel:
    """Controller -> worker: load this checkpoint (answered by `ModelReady` or `Problem`)."""

    name: str


@dataclass(frozen=True, slots=True)
class SetControls:
    """Controller -> worker: use these controls instead of the cards', for every model.

    They apply from the next chunk on, to current and later dreams. Each message replaces the one before: controls that
    it does not name are as in the card. If one is refused, the answer is `Problem` and nothing changes.
    """

    controls: dict[str, float | str]


@dataclass(frozen=True, slots=True)
class SetPitches:
    """Controller -> worker: heed these pitches (MIDI numbers) instead of what is heard; none: what is heard again.

    They apply from the next chunk on, to current and later dreams, as `SetControls` does. Each message replaces the one
    before. Models without a condition ignore them.
    """

    pitches: list[float]


@dataclass(frozen=True, slots=True)
class WidthHeard:
    """Controller -> worker: how wide the live input is now, for the live dream; nothing in it: it is mono.

    See `live_inference.dreaming.width.Width`: lists of one length, frequencies ascending.
    """

    centres_hz: list[Annotated[float, Within(1.0, 1e6)]] = field(default_factory=list)
    beside: list[Annotated[float, Within(-2.0, 2.0)]] = field(default_factory=list)
    around: list[Annotated[float, Within(0.0, 2.0)]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StartLive:
    """Controller -> worker: dream without an end on what is played, just ahead of what sounds; it replaces another one.

    ``place``: the ring in the arena, whose frames are written round and round from frame ``begin`` on, at
    ``sample_rate`` (Hz), on both channels where it has two. ``seed``: where the last seconds of the live input are, at
    the arena's own rate. ``width``: of the live input so far. Answered by `LiveMade` again and again, or by
    `LiveFailed`.
    """

    id: Annotated[int, Within(0, 2**31 - 1)]
    model: str
    place: ArenaRange
    sample_rate: Annotated[int, Within(1, 1_000_000)]
    seed: ArenaRange
    rng_seed: int
    begin: Annotated[int, Within(0, 2**53)] = 0
    width: WidthHeard | None = None


@dataclass(frozen=True, slots=True)
class StopLive:
    """Controller -> worker: the live dream ends."""


@dataclass(frozen=True, slots=True)
class Played:
    """Controller -> worker: so many frames of the live dream have sounded, fifty times a second; ``waits``: no more
    will before more is written."""

    frames: Annotated[int, Within(0, 2**53)]
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """Controller -> worker: what is played now, for the live dream: see `live_models.condition.numbers.Condition`."""

    pitches: list[float]
    loudness_db: float
    onsets_per_s: float


@dataclass(frozen=True, slots=True)
class SeedHeard:
    """Controller -> worker: the range of the live dream's seed holds newer playing."""


@dataclass(frozen=True, slots=True)
class LiveMade:
    """Worker -> controller: the live dream is written up to this frame, counted from its start."""

    id: int
    filled: int


@dataclass(frozen=True, slots=True)
class LiveFreshStart:
    """Worker -> controller: the live dream began again, and why: what its guard or its steering found."""

    id: int
    why: str


@dataclass(frozen=True, slots=True)
class LiveEnded:
    """Worker -> controller: this live dream is not written any more: its ring may have another use."""

    id: int


@dataclass(frozen=True, slots=True)
class LiveFailed:
    """Worker -> controller: why there is no live dream."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class ListModels:
    """Controller -> worker: answered by `ModelList`."""


@dataclass(frozen=True, slots=True)
class ModelReady:
    """Worker -> controller: this checkpoint is loaded, warm and current.

    ``x_realtime``: seconds of sound made per second, one dream alone, measured by the warm-up. ``controls``: those of
    its card; controls that are as trained are left out.
    """

    name: str
    x_realtime: float = 0.0
    controls: dict[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModelList:
    """Worker -> controller: every known checkpoint (name, approach, default, fault when it has one)."""

    models: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class TakeReading:
    """Worker -> controller: a long recording is still being read, while other dreams are made. Twice a second."""

    id: int


@dataclass(frozen=True, slots=True)
class DreamStarted:
    """Worker -> controller: the seed is read, the model starts."""

    id: int


@dataclass(frozen=True, slots=True)
class DreamProgress:
    """Worker -> controller: ``fraction`` of the dream is made, the first ``filled`` frames of its voice can be played.

    ``x_realtime``: seconds of this dream made per second since its start, even if others were made meanwhile.
    ``channels``: of the dream; 1 where there is room for two: only the first row is written.
    """

    id: int
    fraction: float
    filled: int = 0
    x_realtime: float = 0.0
    channels: Annotated[int, Within(1, 2)] = 1


@dataclass(frozen=True, slots=True)
class DreamReady:
    """Worker -> controller: file, sidecar and voice are complete; ``loop_frames`` of the loop are in the arena.

    ``channels``: see `DreamProgress`.
    """

    id: int
    path: str
    duration_s: float
    loop_frames: int = 0
    pitches_hz: list[float] = field(default_factory=list)
    pitch_weights: list[float] = field(default_factory=list)
    channels: Annotated[int, Within(1, 2)] = 1


@dataclass(frozen=True, slots=True)
class DreamFailed:
    """Worker -> controller: why the dream cannot be made. ``rejected``: the guard heard and refused it."""

    id: int
    reason: str
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class DreamCancelled:
    """Worker -> controller: the dream was cancelled, as asked."""

    id: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Worker -> controller: another problem or remark; ``address``: the OSC address it concerns, if any."""

    address: str
    message: str


Message = (
    DreamBatch
    | Cancel
    | LoadModel
    | SetControls
    | SetPitches
    | StartLive
    | StopLive
    | Played
    | Heard
    | SeedHeard
    | WidthHeard
    | LiveMade
    | LiveFreshStart
    | LiveEnded
    | LiveFailed
    | ListModels
    | ModelReady
    | ModelList
    | TakeReading
    | DreamStarted
    | DreamProgress
    | DreamReady
    | DreamFailed
    | DreamCancelled
    | Problem
)

_KINDS: dict[str, Any] = {kind.__name__: kind for kind in typing.get_args(Message)}


def encode(message: Message) -> bytes:
    """Return the message as one JSON object.

    >>> encode(DreamStarted(3))
    b'{"kind": "DreamStarted", "id": 3}'
    """
    return json.dumps({"kind": type(message).__name__, **dataclasses.asdict(message)}).encode()


def decode(data: bytes) -> Message:
    """Return the message in a JSON object (the inverse of `encode`).

    Raises:
        ValueError: not a message.
    """
    try:
        fields = json.loads(data)
        return typing.cast("Message", checked(_KINDS[fields.pop("kind")], fields))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"not a message of the worker: {data[:80]!r}") from error
