"""All routes of the studio, below ``/studio/api``."""

from __future__ import annotations

from typing import Final

from starlette.routing import BaseRoute, Mount

from live_daemon.studio import banks, dreams, stage, tonight, trainings, uploads
from live_daemon.studio.context import StudioContext

API: Final = "/studio/api"
_PARTS: Final = (stage, dreams, banks, uploads, trainings, tonight)


def studio_routes(context: StudioContext) -> list[BaseRoute]:
    """Return the routes of every part."""
    return [Mount(API, routes=[route for part in _PARTS for route in part.routes(context)])]
