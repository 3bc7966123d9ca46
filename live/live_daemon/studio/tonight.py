"""Routes of the studio: sound check, settings, OSC monitor, addresses in the network, set list and MIDI map."""

from __future__ import annotations

from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from live_daemon.studio.answers import StudioError, answer, body_of
from live_daemon.studio.apart import Apart
from live_daemon.studio.check_runner import CheckRunner
from live_daemon.studio.context import StudioContext
from live_daemon.studio.evening import evening
from live_daemon.studio.monitor import monitored
from live_daemon.studio.network import network, qr_code
from live_daemon.studio.settings_file import SettingsFile


def routes(context: StudioContext) -> list[BaseRoute]:
    """Return this part's routes."""
    return [*_check(context), *_settings(context), *_looked_at(context)]


def _check(context: StudioContext) -> list[BaseRoute]:
    runner = CheckRunner(context)

    def told(_request: Request) -> Response:
        return answer(runner.told())

    def begin(_request: Request) -> Response:
        runner.begin()
        return answer(runner.told(), HTTPStatus.ACCEPTED)

    def stop(_request: Request) -> Response:
        runner.stop()
        return answer(runner.told())

    return [
        Route("/tonight/check", told),
        Route("/tonight/check", begin, methods=["POST"]),
        Route("/tonight/check", Apart().route(stop), methods=["DELETE"]),  # it may take seconds to end
    ]


def _settings(context: StudioContext) -> list[BaseRoute]:
    file = SettingsFile(context)

    def told(_request: Request) -> Response:
        return answer(file.told())

    async def change(request: Request) -> Response:
        return answer(await run_in_threadpool(file.change, await body_of(request)))

    return [Route("/tonight/settings", told), Route("/tonight/settings", change, methods=["PUT"])]


def _looked_at(context: StudioContext) -> list[BaseRoute]:
    settings = context.settings

    def monitor(request: Request) -> Response:
        at = request.query_params.get("at", "0")
        if not (at.isascii() and at.isdecimal() and len(at) < 16):
            raise StudioError("at must be a whole number of bytes")
        return answer(monitored(settings, request.query_params.get("session", ""), int(at)))

    def reached(_request: Request) -> Response:
        return answer(network(settings))

    def code(request: Request) -> Response:
        found = qr_code(settings, request.path_params["host"])
        if found is None:
            raise StudioError("that is not an address of this machine", HTTPStatus.NOT_FOUND)
        return Response(found, media_type="image/svg+xml")

    def tonight(_request: Request) -> Response:
        return answer(evening(settings))

    return [
        Route("/tonight/monitor", monitor),
        Route("/tonight/network", reached),
        Route("/tonight/network/{host}", code),
        Route("/tonight/evening", tonight),
    ]
