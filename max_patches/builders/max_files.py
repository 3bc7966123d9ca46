"""Every Max patch of the package by its file name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import PurePosixPath

from py2max import Patcher
from py2max.core.common import Rect

from builders import max_bridge, max_format, max_front, max_help, max_pieces, max_record, max_sound, max_wire
from builders.max_page import MaxPage

_INSIDES: dict[str, tuple[Callable[[MaxPage], None], float, float]] = {
    "ld.osc": (max_wire.osc, 2900, 1140),
    "ld.record~": (max_record.record, 1600, 900),
    "ld.voice~": (max_sound.voice, 900, 920),
    "ld.dreams~": (max_sound.dreams, 1060, 860),
    "ld.follow~": (max_sound.follow, 640, 500),
    "ld.loop~": (max_sound.loop, 720, 620),
    "ld.bridge~": (max_bridge.bridge, 760, 560),
}


def abstraction(name: str) -> Patcher:
    """The inside of an abstraction."""
    draw, width, height = _INSIDES[name]
    patcher = Patcher(title=name, on_invalid="raise")
    patcher.rect = Rect(60.0, 80.0, float(width), float(height))
    draw(MaxPage(patcher))
    return patcher


def patches() -> dict[str, str]:
    """The text of each file, below the package."""
    made: dict[str, Patcher] = {f"patchers/{name}.maxpat": abstraction(name) for name in _INSIDES}
    made["patchers/live_daemon.maxpat"] = max_front.live_daemon()
    made["extras/live-daemon Overview.maxpat"] = max_help.overview()
    made["examples/sympathetic_strings.maxpat"] = max_pieces.sympathetic_strings()
    made["examples/variations.maxpat"] = max_pieces.variations()
    contents = {name: patcher.to_dict() for name, patcher in made.items()}
    contents |= {f"help/{name}": content for name, content in max_help.helps().items()}
    insides = {name: contents[f"patchers/{name}.maxpat"] for name in _INSIDES}
    return {
        name: json.dumps(max_format.as_saved(content, PurePosixPath(name).parts[0], insides), indent=1) + "\n"
        for name, content in contents.items()
    }
