"""Says what a training does: in words for people, or for machines as JSON, one object a line."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from typing import Any

from live_models.printable import printable


class Telling:
    """Writes to standard output, each line at once. One thread.

    Every object has `event` and `at` (seconds since 1970). docs/training.md lists the events.
    """

    def __init__(self, machines: bool = False) -> None:
        """``machines``: JSON alone, no words."""
        self.machines = machines

    def words(self, text: object) -> None:
        """Say a line to people."""
        if not self.machines:
            print(printable(text), flush=True)

    def event(self, name: str, /, **facts: Any) -> None:
        """Tell machines. A disk that is full ends no training: what was not told is told when there is room again."""
        if not self.machines:
            return
        row = {"event": name, "at": round(time.time(), 3), **facts}
        try:
            sys.stdout.write(json.dumps(_finite(row), default=str) + "\n")
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError:
            return

    def both(self, name: str, text: str, /, **facts: Any) -> None:
        """Say a line to people, and tell machines the same with its facts."""
        self.words(text)
        self.event(name, words=printable(text), **facts)


def _finite(value: Any) -> Any:
    """The value as strict JSON can hold it: what is no number becomes null."""
    if isinstance(value, float) and not abs(value) < float("inf"):
        return None
    if isinstance(value, Mapping):
        return {str(key): _finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return value
