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
    file, pieces, fault = settings.paths.set_list, [], ""
    if file:
        try:
            pieces = [
                {"name": piece.name, "banks": list(piece.banks), "models": list(piece.models)}
                for piece in read_set_list(Path(file))
            ]
        except SetListError as error:
            fault = str(error)
    midi = [dict(zip(("control", "message"), _halves(line), strict=True)) for line in settings.midi.map]
    return {"set_list": {"file": file, "fault": fault, "pieces": pieces}, "midi": midi, "input": settings.midi.input}


def _halves(line: str) -> tuple[str, str]:
    control, _, message = line.partition("=")
    return control.strip(), message.strip()
