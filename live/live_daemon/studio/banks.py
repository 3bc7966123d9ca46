"""Routes of the studio: banks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from live_daemon.studio.answers import answer, body_of
from live_daemon.studio.apart import Apart
from live_daemon.studio.bank_files import all_banks, change, key_of_bank, load, new_bank, one_bank
from live_daemon.studio.context import StudioContext
from live_daemon.studio.folders import shown_name

CHANGED_AT_ONCE: Final = 2
"""Banks: beside one that is merged for a minute another can be put in order."""


def routes(context: StudioContext) -> list[BaseRoute]:
    """Return this part's routes."""
    apart = Apart(CHANGED_AT_ONCE)

    def every(_request: Request) -> Response:
        return answer(all_banks(context))

    def one(request: Request) -> Response:
        return answer(one_bank(context, request.path_params["key"]))

    def loading(request: Request) -> Response:
        return answer(load(context, request.path_params["key"]))

    async def making(request: Request) -> Response:
        bank = await run_in_threadpool(new_bank, context, (await body_of(request)).get("name"))
        return answer({"key": key_of_bank(context, bank), "name": shown_name(bank)})

    def changing(action: str) -> Callable[[Request], Awaitable[Response]]:
        async def changed(request: Request) -> Response:
            body = await body_of(request)
            return answer(await apart.run(change, context, request.path_params["key"], action, body))

        return changed

    return [
        Route("/banks", every, methods=["GET"]),
        Route("/banks", making, methods=["POST"]),
        Route("/banks/{key}", one, methods=["GET"]),
        Route("/banks/{key}/load", loading, methods=["POST"]),
        *(
            Route(f"/banks/{{key}}/{one}", changing(one), methods=["POST"])
            for one in ("keep", "drop", "order", "merge")
        ),
    ]
