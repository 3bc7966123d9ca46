"""What a controller must find again when it comes back: written atomically after every change that matters."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from live_daemon.engine_rate import Copy
from live_daemon.recordings import FileKey
from live_daemon.stage import Loop, StageState
from live_daemon.voices import Voice
from live_inference.dream_files import atomically
from live_inference.messages import ArenaRange, DreamOrder

STATE_FILE = "state.json"


@dataclass(slots=True)
class ControllerState:
    """Everything that the controller knows and the audio record does not. ``session`` is one run of the supervisor.

    ``panics``: how many panics this state knows of. A record that tells of more makes it a state that must not sound.
    """

    session: str = ""
    next_id: int = 1
    model: str = ""
    bank: str = ""
    stage: StageState = field(default_factory=StageState)
    at_worker: list[DreamOrder] = field(default_factory=list)
    waiting: list[DreamOrder] = field(default_factory=list)
    awaited: list[DreamOrder] = field(default_factory=list)
    given_up: dict[int, str] = field(default_factory=dict)
    dreams: dict[int, str] = field(default_factory=dict)
    taken: list[FileKey] = field(default_factory=list)
    controls: dict[str, float | str] = field(default_factory=dict)
    panics: int = 0


def save_state(folder: Path, state: ControllerState) -> None:
    """Write the state, readable by the user alone.

    Raises:
        OSError: the folder cannot be written.
    """
    text = json.dumps(dataclasses.asdict(state))
    atomically(folder / STATE_FILE, lambda partial: partial.write_text(text, encoding="utf-8"), private=True)


def load_state(folder: Path, session: str) -> ControllerState | None:
    """Return the state that an earlier controller of this session left, or None.

    A state of another session says nothing about what sounds now: only its dream numbers go on.
    """
    try:
        raw = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        if raw["session"] == session:
            return _state_of(raw)
        return ControllerState(next_id=int(raw["next_id"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        # Damaged (a full disk, another version): a fresh start is the only honest one; what sounds goes on.
        return None


def _state_of(raw: dict[str, Any]) -> ControllerState:
    stage = raw["stage"]
    loops = [Loop(**{**row, "place": ArenaRange(**row["place"]), "pitches": _pairs(row)}) for row in stage["loops"]]
    voices = [Voice(**{**row, "place": ArenaRange(**row["place"])}) for row in stage["voices"]]
    copies = [
        Copy(**{**row, "source": ArenaRange(**row["source"]), "at": ArenaRange(**row["at"])}) for row in stage["copies"]
    ]
    return ControllerState(
        session=raw["session"],
        next_id=raw["next_id"],
        model=raw["model"],
        bank=raw["bank"],
        stage=StageState(
            loops,
            voices,
            stage["follower"],
            stage["voices_started"],
            stage["voice_started_s"],
            stage["bands"],
            copies,
            stage["silenced"],
        ),
        at_worker=[_order_of(row) for row in raw["at_worker"]],
        waiting=[_order_of(row) for row in raw["waiting"]],
        awaited=[_order_of(row) for row in raw["awaited"]],
        given_up={int(number): reason for number, reason in raw["given_up"].items()},
        dreams={int(number): path for number, path in raw["dreams"].items()},
        taken=[(str(path), int(inode), int(size), int(time)) for path, inode, size, time in raw["taken"]],
        controls=raw["controls"],
        panics=int(raw["panics"]),
    )


def _pairs(row: dict[str, Any]) -> list[tuple[float, float]]:
    return [(float(hz), float(weight)) for hz, weight in row["pitches"]]


def _order_of(row: dict[str, Any]) -> DreamOrder:
    places = {key: ArenaRange(**row[key]) if row[key] else None for key in ("voice", "loop", "seed")}
    return DreamOrder(**{**row, **places})
