"""Routes of the stage tab: what can be chosen (banks, pieces, effects), what was told, the shapes of the loops."""

from __future__ import annotations

import time
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import numpy as np
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from live_daemon.settings import SettingsError
from live_daemon.state.place import LARGEST, STATE_FILE
from live_daemon.studio.answers import StudioError, answer
from live_daemon.studio.bank_files import ROOT, all_banks
from live_daemon.studio.context import StudioContext
from live_daemon.studio.evening import pieces_of
from live_daemon.studio.folders import BANKS, decoded, folder_of
from live_inference.bank.manifest import BankError, read_bank
from live_inference.files.audio import AudioFileError, audio_info, blocks_of
from live_inference.files.dreams import file_stamp
from live_inference.files.opening import open_audio
from live_inference.files.reading import FileError, read_json

SHAPE_COLUMNS: Final = 160
LAST_COLUMN: Final = SHAPE_COLUMNS - 1
LONGEST_LOOP_S: Final = 900.0
LONGEST_NUMBER: Final = 9
"""Digits."""
MOST_SHAPES: Final = 256
"""Shapes that are remembered: of the loops that are loaded, and of some before them."""
FILE_HEADER: Final = "X-Loop-File"
"""Names the file that a shape is of, percent-encoded: loops may have changed since the page asked."""


def routes(context: StudioContext) -> list[BaseRoute]:
    """Return this part's routes. *Request threads.*"""

    def stage(_: Request) -> Response:
        pieces, fault = pieces_of(context.settings)
        return answer(
            {
                "now": time.time(),
                "banks": _banks(context),
                "pieces": pieces,
                "set_list_fault": fault,
                "effects": _effects(context),
                "dreams": context.history.dreams()[-40:],
                "troubles": context.history.troubles()[-20:],
            }
        )

    def shape(request: Request) -> Response:
        text = request.path_params["number"]
        if not (text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER):
            raise StudioError("a loop has a number", HTTPStatus.NOT_FOUND)
        file = _loop_file(Path(context.settings.paths.state), int(text))
        found = b"" if file is None else _shape(file, file_stamp(file))
        if file is None or not found:  # written down a moment later, or its file is away: it sounds all the same
            return Response(status_code=HTTPStatus.NO_CONTENT)
        headers = {FILE_HEADER: quote(file.name, errors="replace")}
        return Response(found, headers=headers, media_type="application/octet-stream")

    return [Route("/stage", stage), Route("/stage/loops/{number}/shape", shape)]


def _banks(context: StudioContext) -> list[dict[str, Any]]:
    """Return the banks by the names under which ``/dream/bank/load`` finds them, with loops and fault (or empty)."""
    own = str(folder_of(context, BANKS))
    return [
        {"name": own if one["key"] == ROOT else decoded(one["key"]), "loops": one["loops"], "fault": one["fault"]}
        for one in all_banks(context)["banks"]
    ]


def _effects(context: StudioContext) -> list[str]:
    try:
        return list(context.settings.effects.by_name)
    except SettingsError:
        return []


def _loop_file(state: Path, number: int) -> Path | None:
    """Return the file of a loop that is loaded, from what the controller has written down; None: it is not known."""
    try:
        loops, dreams, bank = _loaded(state / STATE_FILE, file_stamp(state / STATE_FILE))
        loop = loops[number]
        if loop["dream_id"] >= 0:
            return dreams[loop["dream_id"]]
        return bank / next(row.file for row in read_bank(bank) if Path(row.file).stem == loop["name"])
    except (FileError, BankError, KeyError, IndexError, TypeError, AttributeError, StopIteration):
        return None


@lru_cache(maxsize=1)
def _loaded(file: Path, _stamp: str) -> tuple[list[dict[str, Any]], dict[int, Path], Path]:
    """Return the loops that are loaded, the files of those that are dreams, and the bank of the others.

    Remembered: a page asks for every loop, and the state of a long season has 10 MB and more.

    Raises:
        FileError, KeyError, TypeError: it is damaged.
    """
    saved = read_json(file, LARGEST)
    loops, dreams = saved["mixer"]["loops"], saved["dreams"]
    numbers = [one["dream_id"] for one in loops]
    files = {number: Path(dreams[str(number)]) for number in numbers if isinstance(dreams.get(str(number)), str)}
    return loops, files, Path(saved["bank"])


@lru_cache(maxsize=MOST_SHAPES)
def _shape(file: Path, _stamp: str) -> bytes:
    """Return the largest amplitude in each of `SHAPE_COLUMNS` parts of a file, 0..255 of its own largest.

    Empty where it cannot be read, or is longer than any loop. Remembered until the file is written again: each page
    asks for every loop, and decoding a long one takes seconds.
    """
    peaks, start = np.zeros(SHAPE_COLUMNS, np.float32), 0
    try:
        info = audio_info(file)
        if info.duration_s > LONGEST_LOOP_S:
            return b""
        source = open_audio(file)
        try:
            for block in filter(len, blocks_of(source)):
                columns = (start + np.arange(len(block))) * SHAPE_COLUMNS // max(1, info.frames)
                columns = np.minimum(columns, LAST_COLUMN)
                first = np.flatnonzero(np.diff(columns, prepend=-1))  # of each column in this block
                here = columns[first]
                # Not `maximum.at`, which lets no other thread run: a panic from a page would wait.
                peaks[here] = np.maximum(peaks[here], np.maximum.reduceat(np.abs(block).max(axis=1), first))
                start += len(block)
        finally:
            source.close()
    except AudioFileError:
        return b""
    peaks = np.nan_to_num(peaks)
    return (255 * peaks / max(float(peaks.max()), 1e-9)).astype(np.uint8).tobytes()
