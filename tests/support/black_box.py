"""What tests of the black box ask: the lines of a session's log, and patience."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from live_daemon.black_box.files import read_lines
from live_daemon.black_box.old_sessions import LOG_FILE


def lines_of(folder: Path, what: str | None = None) -> list[dict[str, Any]]:
    found = [line for line in read_lines(folder / LOG_FILE) if line is not None]
    return [line for line in found if what in (None, line["what"])]


def wait_until(reached: Callable[[], object], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < deadline, "not reached"
        time.sleep(0.01)
