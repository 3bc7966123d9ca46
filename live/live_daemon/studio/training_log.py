"""What the studio keeps of a training in a folder of its own: how it was started, and every event that it told."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from live_inference.files.dreams import atomically
from live_inference.files.reading import FileError, Length, Within, open_regular, parse_json, read_fields

STARTED: Final = "started.json"
EVENTS: Final = "events.jsonl"
TROUBLES: Final = "troubles.txt"
MOST_READ: Final = 256 << 10
"""Bytes of events that are read at once; a line is far shorter."""
_TAIL: Final = 64 << 10
_LONGEST_TROUBLE: Final = 4096


@dataclass(frozen=True)
class Started:
    """How a training was started last.

    Attributes:
        pid, process_at: number and start of its process.
        at: seconds since 1970, when it was begun first.
        from_event: byte of its events at which this start's begin.
        recordings: their names.
    """

    name: Annotated[str, Length(1, 200)]
    pid: Annotated[int, Within(1, 2**31)]
    process_at: float
    at: float
    from_event: int = 0
    minutes: float = 0.0
    approach: str = ""
    preset: str = ""
    recordings: Annotated[list[str], Length(0, 10_000)] = ()  # type: ignore[assignment]


def read_started(folder: Path) -> Started | None:
    """Return how the training of a folder was started; None: nothing that can be read."""
    try:
        started = read_fields(Started, folder / STARTED)
    except FileError:
        return None
    return started if started.name == folder.name else None


def write_started(folder: Path, started: Started) -> None:
    """Keep it. Raises OSError."""
    text = json.dumps(asdict(started))
    atomically(folder / STARTED, lambda partial: partial.write_text(text, encoding="utf-8"))


def events_from(folder: Path, start: int) -> tuple[list[dict[str, Any]], int]:
    """Return the events from a byte on, and the byte from which to ask for more. Torn lines are left out."""
    try:
        with open_regular(folder / EVENTS) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(min(max(0, start), size))
            at = file.tell()
            content = file.read(MOST_READ)
    except (FileError, OSError):
        return [], 0
    whole = content[: content.rfind(b"\n") + 1]
    if not whole and len(content) == MOST_READ:
        return [], at + MOST_READ  # no line of ours
    return [event for line in whole.splitlines() if (event := _event(line))], at + len(whole)


def last_events(folder: Path, since: int = 0) -> dict[str, dict[str, Any]]:
    """Return the latest event of each kind among the last ones, from a byte on."""
    size = events_size(folder)
    events, _ = events_from(folder, max(since, size - _TAIL))
    return {str(one["event"]): one for one in events}


def events_size(folder: Path) -> int:
    """Return how many bytes of events there are."""
    try:
        return (folder / EVENTS).stat().st_size
    except OSError:
        return 0


def last_trouble(folder: Path) -> str:
    """Return the last line that the process said to people."""
    try:
        with open_regular(folder / TROUBLES) as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _LONGEST_TROUBLE))
            lines = file.read(_LONGEST_TROUBLE).decode("utf-8", "replace").split("\n")
    except (FileError, OSError):
        return ""
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _event(line: bytes) -> dict[str, Any] | None:
    try:
        value = parse_json(line.decode("utf-8"), "an event")
    except (FileError, UnicodeDecodeError):
        return None
    return value if isinstance(value, dict) and isinstance(value.get("event"), str) else None
