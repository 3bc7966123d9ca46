"""What the controller and the worker say to each other: small frozen messages, JSON on the wire. Torch-free.

JSON rather than pickle: a message can name data, never code.
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
    """Room for samples in the shared arena: float32, mono, at the engine's sample rate."""

    offset: Annotated[int, Within(0, 2**53)]
    frames: Annotated[int, Within(0, 2**53)]


@dataclass(frozen=True, slots=True)
class DreamOrder:
    """One dream that is wanted.

    ``voice`` and ``loop`` say where its samples go in the arena (None: only the file is made). ``stamp`` is what
    `file_stamp` said of the recording when it was ordered: a take that was overwritten since is not dreamt on.
    ``seed``: the seed's samples lie in the arena, at the engine's rate; ``recording`` is where they are kept later.
    The lower ``priority`` (see `Priority`) is made first. ``asked_s``: when the performer asked, in seconds of the
    system's clock. ``plays``: the daemon shall play it once (not again one that has sounded already).
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


class Priority(IntEnum):
    """What is made first."""

    LIVE = 0
    FILE = 1
    BANK = 2


@dataclass(frozen=True, slots=True)
class DreamBatch:
    """Controller -> worker: make these dreams, together; all of one model. Each is answered for itself."""

    orders: list[DreamOrder]


@dataclass(frozen=True, slots=True)
class Cancel:
    """Controller -> worker: give this dream up."""

    id: int


@dataclass(frozen=True, slots=True)
class LoadModel:
    """Controller -> worker: make this checkpoint ready (answered by `ModelReady` or `Problem`)."""

    name: str


@dataclass(frozen=True, slots=True)
class SetControls:
    """Controller -> worker: these controls of dreams count instead of the cards', whatever the model.

    From the next chunk on, for dreams that are being made and all later ones. Always the whole set: a control that is
    not named is as the card says. One that is refused is answered by `Problem`, and nothing changes.
    """

    controls: dict[str, float | str]


@dataclass(frozen=True, slots=True)
class ListModels:
    """Controller -> worker: answered by `ModelList`."""


@dataclass(frozen=True, slots=True)
class ModelReady:
    """Worker -> controller: this checkpoint is loaded, warm and current.

    ``x_realtime``: seconds of sound that it makes in a second, one dream alone, as the warm-up measured it.
    ``controls``: how it dreams by its card; what the card leaves to the training is not named.
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
    """Worker -> controller: a long recording is still read, other dreams can be made meanwhile. Twice a second."""

    id: int


@dataclass(frozen=True, slots=True)
class DreamStarted:
    """Worker -> controller: the seed is read, the model begins."""

    id: int


@dataclass(frozen=True, slots=True)
class DreamProgress:
    """Worker -> controller: ``fraction`` of the dream is made, the first ``filled`` frames of its voice can be heard.

    ``x_realtime``: seconds of this dream made in a second since it was begun, whatever else was made meanwhile.
    """

    id: int
    fraction: float
    filled: int = 0
    x_realtime: float = 0.0


@dataclass(frozen=True, slots=True)
class DreamReady:
    """Worker -> controller: file, sidecar and voice are complete; ``loop_frames`` of the loop lie in the arena."""

    id: int
    path: str
    duration_s: float
    loop_frames: int = 0
    pitches_hz: list[float] = field(default_factory=list)
    pitch_weights: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DreamFailed:
    """Worker -> controller: the dream cannot be made, and why. ``rejected``: the guard heard it and refused."""

    id: int
    reason: str
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class DreamCancelled:
    """Worker -> controller: the dream was given up, as asked."""

    id: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Worker -> controller: something else went wrong; ``address`` is the OSC address it concerns."""

    address: str
    message: str


Message = (
    DreamBatch
    | Cancel
    | LoadModel
    | SetControls
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
