"""What the controller and the worker say to each other: small frozen messages, JSON on the wire. Torch-free.

JSON rather than pickle: a message can name data, never code.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ArenaRange:
    """Room for samples in the shared arena: float32, mono, at the engine's sample rate."""

    offset: int
    frames: int


@dataclass(frozen=True, slots=True)
class DreamOrder:
    """Controller -> worker: make this dream.

    ``voice`` and ``loop`` say where its samples go in the arena (None: only the file is made). ``stamp`` is what
    `file_stamp` said of the recording when it was ordered: a take that was overwritten since is not dreamt on.
    """

    id: int
    recording: str
    model: str
    duration_s: float
    rng_seed: int
    folder: str
    voice: ArenaRange | None = None
    loop: ArenaRange | None = None
    recording_name: str = ""
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Controller -> worker: give this dream up."""

    id: int


@dataclass(frozen=True, slots=True)
class LoadModel:
    """Controller -> worker: make this checkpoint ready (answered by `ModelReady` or `Problem`)."""

    name: str


@dataclass(frozen=True, slots=True)
class ListModels:
    """Controller -> worker: answered by `ModelList`."""


@dataclass(frozen=True, slots=True)
class ModelReady:
    """Worker -> controller: this checkpoint is loaded, warm and current."""

    name: str


@dataclass(frozen=True, slots=True)
class ModelList:
    """Worker -> controller: every known checkpoint (name, approach, default, fault when it has one)."""

    models: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class DreamStarted:
    """Worker -> controller: the seed is read, the model begins."""

    id: int


@dataclass(frozen=True, slots=True)
class DreamProgress:
    """Worker -> controller: ``fraction`` of the dream is made."""

    id: int
    fraction: float


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
    """Worker -> controller: the dream cannot be made, and why."""

    id: int
    reason: str


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
    DreamOrder
    | Cancel
    | LoadModel
    | ListModels
    | ModelReady
    | ModelList
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
        kind = _KINDS[fields.pop("kind")]
        hints = typing.get_type_hints(kind)
        values = {name: _nested(hints[name], value) for name, value in fields.items()}
        return typing.cast("Message", kind(**values))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a message of the worker: {data[:80]!r}") from error


def _nested(hint: Any, value: Any) -> Any:
    if isinstance(hint, types.UnionType) and ArenaRange in typing.get_args(hint) and value is not None:
        return ArenaRange(**value)
    return value
