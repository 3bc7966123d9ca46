"""Set list and MIDI map of tonight, to be looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from live_daemon.settings import Settings
from live_daemon.soundcheck.set_list import SetListError, read_set_list


def evening(settings: Settings) -> dict[str, Any]:
    """Return the pieces of the set list, each with its banks and models, and the lines of ``[midi] map``.

    ``set_list`` has the file's name, empty without one, and ``fault``: why it cannot be read, or empty.
    """
    file = settings.paths.set_list
    pieces, fault = pieces_of(settings)
    midi = [dict(zip(("control", "message"), _halves(line), strict=True)) for line in settings.midi.map]
    return {"set_list": {"file": file, "fault": fault, "pieces": pieces}, "midi": midi, "input": settings.midi.input}


def pieces_of(settings: Settings) -> tuple[list[dict[str, Any]], str]:
    """Return the pieces of the set list, and why it cannot be read (or an empty text); without a list none."""
    file = settings.paths.set_list
    if not file:
        return [], ""
    try:
        pieces = read_set_list(Path(file))
    except SetListError as error:
        return [], str(error)
    return [{"name": one.name, "banks": list(one.banks), "models": list(one.models)} for one in pieces], ""


def _halves(line: str) -> tuple[str, str]:
    control, _, message = line.partition("=")
    return control.strip(), message.strip()
