"""Training sets: folders of recordings to learn from, below the studio's own folder."""

from __future__ import annotations

import contextlib
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from live_daemon.studio.answers import StudioError, answer
from live_daemon.studio.context import StudioContext
from live_daemon.studio.deleting import to_bin
from live_daemon.studio.folders import SETS, file_of, folder_of, key_of
from live_inference.command_line.names import name_fault
from live_inference.command_line.printable import printable
from live_inference.files.endings import SOUND_SUFFIXES

ON_A_PAGE: Final = 40


def set_folder(context: StudioContext, name: str) -> Path:
    """Return the folder of a training set; it need not be there. Raises StudioError: no name for a folder."""
    if fault := name_fault(name):
        raise StudioError(f"the name of a training set {fault}")
    return folder_of(context, SETS) / name


def set_routes(context: StudioContext) -> list[BaseRoute]:
    """Return ``/sets`` (their names), ``/sets/NAME?page=N`` (a page of one's recordings) and ``/sets/files/KEY``."""

    def names(_request: Request) -> Response:
        folder = folder_of(context, SETS)
        found = [one for one in _inside(folder) if one.is_dir() and name_fault(one.name) is None]
        rows = [{"name": one.name, "recordings": len(_recordings(one))} for one in found]
        return answer({"sets": sorted(rows, key=lambda row: str(row["name"]).casefold())})

    def page(request: Request) -> Response:
        found = _recordings(set_folder(context, request.path_params["name"]))
        pages = max(1, -(-len(found) // ON_A_PAGE))
        text = request.query_params.get("page", "0")
        number = min(int(text), pages - 1) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
        some = found[number * ON_A_PAGE : (number + 1) * ON_A_PAGE]
        rows = [_row(folder_of(context, SETS), one) for one in some]
        return answer({"items": rows, "total": len(found), "page": number, "pages": pages})

    def take_out(request: Request) -> Response:
        path = file_of(context, SETS, request.path_params["key"])
        try:
            went = to_bin([path])
        except OSError as error:
            reason = error.strerror or str(error)
            raise StudioError(f"{printable(path.name)}: cannot be taken away ({reason})", HTTPStatus.CONFLICT) from None
        with contextlib.suppress(OSError):
            path.parent.rmdir()  # the last one
        return answer({"went": went})

    return [
        Route("/sets", names, methods=["GET"]),
        Route("/sets/{name}", page, methods=["GET"]),
        Route("/sets/files/{key}", take_out, methods=["DELETE"]),
    ]


def _row(base: Path, path: Path) -> dict[str, Any]:
    return {"folder": SETS, "key": key_of(base, path), "name": printable(path.name)}


def _recordings(folder: Path) -> list[Path]:
    found = [one for one in _inside(folder) if one.suffix.lower() in SOUND_SUFFIXES and not one.name.startswith(".")]
    return sorted(found, key=lambda one: one.name.casefold())


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
