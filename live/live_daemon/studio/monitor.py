"""The OSC monitor: what came in, what went out, what was refused, from the black box of this session."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from live_daemon.black_box.osc_lines import osc_since
from live_daemon.osc.addresses import FREQUENT
from live_daemon.settings import Settings, black_box_folder


def monitored(settings: Settings, session: str, at: int) -> dict[str, Any]:
    """Return the messages since a place in the log (`osc_since`). *Any thread.*

    ``enabled``: whether there is a black box at all. Without one the page knows what it hears itself.
    """
    if not settings.black_box.enabled:
        return {"enabled": False, "session": "", "at": 0, "lines": [], "left_out": False, "is_full": False}
    piece = osc_since(black_box_folder(settings), session, at)
    return {"enabled": True, "not_kept": sorted(FREQUENT)} | asdict(piece)
