"""Routes of the studio: trainings."""

from __future__ import annotations

from starlette.routing import BaseRoute

from live_daemon.studio.context import StudioContext


def routes(context: StudioContext) -> list[BaseRoute]:
    """Return this part's routes."""
    return []
