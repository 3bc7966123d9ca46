"""Routes of the stage tab: what can be chosen (banks, pieces, effects), what was told, the shapes of the loops."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import numpy as np
import soundfile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from live_daemon.settings import SettingsError
from live_daemon.soundcheck.set_list import SetListError, read_set_list
from live_daemon.state.place import LARGEST, STATE_FILE
from live_daemon.studio.answers import StudioError, answer
from live_daemon.studio.context import StudioContext
from live_inference.bank.manifest import MANIFEST, BankError, read_bank
from live_inference.files.reading import FileError, read_json

MOST_BANKS: Final = 500
SHAPE_COLUMNS: Final = 160
LONGEST_LOOP_S: Final = 900.0


def routes(context: StudioContext) -> list[BaseRoute]:
    """Return this part's routes. *Request threads.*"""

    def stage(_: Request) -> Response:
        return answer(
            {
                "banks": banks_in(Path(context.settings.paths.bank)),
                **_set_list(context),
                "effects": _effects(context),
                "dreams": context.history.dreams()[-40:],
                "troubles": context.history.troubles()[-20:],
            }
        )

    def shape(request: Request) -> Response:
        number = int(request.path_params["number"])
        return Response(
            _shape(_loop_file(Path(context.settings.paths.state), number)), media_type="application/octet-stream"
        )

    return [Route("/stage", stage), Route("/stage/loops/{number:int}/shape", shape)]


def banks_in(folder: Path) -> list[dict[str, Any]]:
    """Return the banks in a folder, as ``/dream/bank/load`` finds them: name, loops (how many), fault (or empty)."""
    found: list[dict[str, Any]] = []
    try:
        folders = [folder, *sorted(one for one in folder.iterdir() if one.is_dir())]
    except OSError:
        return []
    for one in folders:
        if len(found) < MOST_BANKS and (one / MANIFEST).is_file():
            name = str(folder) if one == folder else one.name
            try:
                found.append({"name": name, "loops": len(read_bank(one)), "fault": ""})
            except BankError as error:
                found.append({"name": name, "loops": 0, "fault": str(error)})
    return found


def _set_list(context: StudioContext) -> dict[str, Any]:
    file = context.settings.paths.set_list
    if not file:
        return {"pieces": [], "set_list_fault": ""}
    try:
        pieces = read_set_list(Path(file))
    except SetListError as error:
        return {"pieces": [], "set_list_fault": str(error)}
    rows = [{"name": one.name, "banks": list(one.banks), "models": list(one.models)} for one in pieces]
    return {"pieces": rows, "set_list_fault": ""}


def _effects(context: StudioContext) -> list[str]:
    try:
        return list(context.settings.effects.by_name)
    except SettingsError:
        return []


def _loop_file(state: Path, number: int) -> Path:
    """Return the file of a loop that is loaded, from what the controller has written down.

    Raises:
        StudioError: there is no such loop, or its file is not known.
    """
    missing = StudioError(f"loop {number} has no file that is known", HTTPStatus.NOT_FOUND)
    try:
        saved = read_json(state / STATE_FILE, LARGEST)
        loop = saved["mixer"]["loops"][number]
        if loop["dream_id"] >= 0:
            return Path(saved["dreams"][str(loop["dream_id"])])
        bank = Path(saved["bank"])
        file = next(row.file for row in read_bank(bank) if Path(row.file).stem == loop["name"])
    except (FileError, BankError, KeyError, IndexError, TypeError, StopIteration) as error:
        raise missing from error
    return bank / file


def _shape(file: Path) -> bytes:
    """Return the largest amplitude in each of `SHAPE_COLUMNS` parts of a file, 0..255 of its own largest.

    Raises:
        StudioError: it cannot be read.
    """
    try:
        with soundfile.SoundFile(file) as sound:
            if sound.frames > LONGEST_LOOP_S * sound.samplerate:
                raise StudioError(f"{file.name}: must be at most {LONGEST_LOOP_S:g} s long to be drawn")
            samples = np.abs(sound.read(dtype="float32", always_2d=True)).max(axis=1, initial=0.0)
    except (OSError, soundfile.SoundFileError) as error:
        raise StudioError(f"{file.name}: cannot be read", HTTPStatus.NOT_FOUND) from error
    if not len(samples):
        return bytes(SHAPE_COLUMNS)
    edges = np.linspace(0, len(samples), SHAPE_COLUMNS, endpoint=False).astype(int)
    peaks = np.nan_to_num(np.maximum.reduceat(samples, edges))
    return (255 * peaks / max(float(peaks.max()), 1e-9)).astype(np.uint8).tobytes()
