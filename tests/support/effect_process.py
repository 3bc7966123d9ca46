"""The process that runs a plugin, for tests."""

from __future__ import annotations

from live_inference.worker.heartbeat import Heartbeat

_OVERDUE_S = Heartbeat.overdue_s


def hangs_sooner(heartbeat: Heartbeat) -> float:
    """In place of `Heartbeat.overdue_s`: of the ten seconds that a block may take, nine are over at once."""
    return 0.0 if heartbeat.within_s(1e9) and not heartbeat.within_s(9.0) else _OVERDUE_S(heartbeat) + 1.0
