"""Routes of the studio: takes and dreams, to hear, see, rate, keep and delete."""

from __future__ import annotations

import contextlib
import json
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from live_daemon.osc.addresses import OscRefusedError
from live_daemon.studio.answers import StudioError, answer, body_of
from live_daemon.studio.apart import Apart
from live_daemon.studio.bank_files import add_to_bank
from live_daemon.studio.context import StudioContext
from live_daemon.studio.deleting import to_bin
from live_daemon.studio.folders import DREAMS, TAKES, file_of, shown_name
from live_daemon.studio.library import Kind, Library
from live_daemon.studio.ratings import Ratings
from live_daemon.studio.sidecars import LARGEST
from live_daemon.studio.sounds import sound_routes
from live_inference.files.dreams import sidecar_path
from live_inference.files.reading import FileError, read_json

KINDS: Final = ("all", TAKES, DREAMS)
LONGEST_SEARCH: Final = 200


def routes(context: StudioContext) -> list[BaseRoute]:
    """Return this part's routes."""
    shelf = _Shelf(context)
    one = "/dreams/{folder}/{key}"
    return [
        Route("/dreams", shelf.page, methods=["GET"]),
        Route(one, shelf.one, methods=["GET"]),
        Route(one, shelf.delete, methods=["DELETE"]),
        Route(f"{one}/rating", shelf.rate, methods=["PUT"]),
        Route(f"{one}/keep", shelf.keep, methods=["POST"]),
        Route(f"{one}/seed", shelf.seed, methods=["POST"]),
        Route(f"{one}/bank", shelf.add, methods=["POST"]),
        *sound_routes(context),
    ]


class _Shelf:
    """Answers what is asked about takes and dreams. *Request threads; those with a body on the console's loop.*"""

    def __init__(self, context: StudioContext):
        self._context = context
        self._ratings = Ratings(Path(context.settings.paths.dreams))
        self._library = Library(context, self._ratings)
        self._adding, self._searching = Apart(), Apart()

    async def page(self, request: Request) -> Response:
        """Answer one page of rows. A search may read the sidecar of every dream, in a thread of its own."""
        if request.query_params.get("search"):
            return await self._searching.run(self._page, request)
        return await run_in_threadpool(self._page, request)

    def _page(self, request: Request) -> Response:
        asked = request.query_params
        kind, number = asked.get("kind", "all"), asked.get("page", "0")
        if kind not in KINDS:
            raise StudioError(f"kind must be one of {', '.join(KINDS)}, got {kind!r}")
        if not (number.isascii() and number.isdecimal() and len(number) < 9):
            raise StudioError(f"page must be a number from 0, got {number!r}")
        search = asked.get("search", "")[:LONGEST_SEARCH]
        return answer(self._library.page(cast("Kind", kind), search, int(number)))

    def one(self, request: Request) -> Response:
        """Answer one row with its sidecar as text."""
        folder, path = self._file(request)
        return answer(self._row(folder, path) | {"sidecar": _sidecar_text(path) if folder == DREAMS else ""})

    async def rate(self, request: Request) -> Response:
        """Note how many stars the musician gives."""
        body = await body_of(request)

        def note() -> dict[str, Any]:
            folder, path = self._file(request)
            try:
                self._ratings.rate(folder, path.name, body.get("rating", -1))
            except OSError as error:
                raise StudioError(f"the rating cannot be kept ({error.strerror or error})") from None
            return self._row(folder, path)

        return answer(await run_in_threadpool(note))

    def keep(self, request: Request) -> Response:
        """Let the daemon add a dream to its loops."""
        path = self._dream(request)
        number = self._library.number_of(path)
        if number is None:
            raise StudioError(
                f"{shown_name(path)}: must end with the number of a dream (take-0012.wav) to be kept as a loop; "
                "add it to a bank instead"
            )
        self._send(path, "/dream/bank/add", number)
        return answer({"id": number})

    def seed(self, request: Request) -> Response:
        """Let the daemon dream on a take, or on a dream."""
        _, path = self._file(request)
        self._send(path, "/dream/seed", path.as_posix())
        return answer({"name": shown_name(path)})

    async def add(self, request: Request) -> Response:
        """Add a dream to a bank on disk."""
        body = await body_of(request)

        def add() -> dict[str, Any]:
            path = self._dream(request)
            seed = self._library.seed_of(path)
            return add_to_bank(self._context, body, path, None if seed is None else seed[1])

        return answer(await self._adding.run(add))

    def delete(self, request: Request) -> Response:
        """Put a take or a dream with its sidecar into the bin."""
        folder, path = self._file(request)
        files = [path]
        if folder == DREAMS and path.suffix == ".wav" and sidecar_path(path).is_file():
            files.append(
                sidecar_path(path)
            )  # another format of the same name is a copy, and the sidecar is not its own
        try:
            went = to_bin(files)
            with contextlib.suppress(StudioError):  # damaged ratings are told with the list
                self._ratings.rate(folder, path.name, 0)
        except OSError as error:
            raise StudioError(f"{shown_name(path)}: cannot be deleted ({error.strerror or error})") from None
        return answer({"name": shown_name(path), "to": went})

    def _file(self, request: Request) -> tuple[str, Path]:
        folder = request.path_params["folder"]
        if folder not in (TAKES, DREAMS):
            raise StudioError(f"there are takes and dreams, got {folder!r}", HTTPStatus.NOT_FOUND)
        return folder, file_of(self._context, folder, request.path_params["key"])

    def _send(self, path: Path, address: str, value: int | str) -> None:
        try:
            self._context.send(address, value)
        except UnicodeEncodeError:
            raise StudioError(
                f"{shown_name(path)}: its name must be UTF-8 to be told to the daemon; rename it"
            ) from None
        except OscRefusedError as error:
            raise StudioError(str(error)) from None

    def _dream(self, request: Request) -> Path:
        folder, path = self._file(request)
        if folder != DREAMS:
            raise StudioError(f"{shown_name(path)}: a take is no loop; dream on it first")
        return path

    def _row(self, folder: str, path: Path) -> dict[str, Any]:
        try:
            return self._library.row(folder, path)
        except (OSError, ValueError):
            raise StudioError(f"{shown_name(path)}: is not there any more", HTTPStatus.NOT_FOUND) from None


def _sidecar_text(dream: Path) -> str:
    try:
        return json.dumps(read_json(sidecar_path(dream), LARGEST), indent=1)
    except FileError:
        return ""
