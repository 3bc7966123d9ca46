"""What the daemon said lately, for a page opened later: dreams on their way, troubles, whether anything sounds."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

MOST_DREAMS: Final = 200
MOST_TROUBLES: Final = 100
SOUNDING_LEVEL: Final = 0.01
"""A loop's gain from which on it counts as heard."""
PLAYED_DB: Final = -50.0
"""Level of the live input (dBFS) from which on somebody plays."""

QUEUED, STARTED, SOUNDING, READY, FAILED, DROPPED = "queued", "started", "sounding", "ready", "failed", "dropped"
_LAST: Final = frozenset((READY, FAILED, DROPPED))


@dataclass(slots=True)
class DreamTold:
    """One dream as it was told. Times: seconds since 1970, 0 where it has not happened.

    Attributes:
        seed: path of the recording, or what the daemon says instead.
        state: queued, started, sounding, ready, failed or dropped: the last that was told.
        file: path of the finished dream.
        reason: why it failed or was dropped.
    """

    id: int
    seed: str = ""
    model: str = ""
    state: str = QUEUED
    fraction: float = 0.0
    file: str = ""
    duration_s: float = 0.0
    reason: str = ""
    queued_at: float = 0.0
    started_at: float = 0.0
    sounding_at: float = 0.0
    ended_at: float = 0.0


class History:
    """Keeps what was told. *Any thread: the console's loop tells, its request threads ask.*"""

    def __init__(self, clock: Callable[[], float] = time.time):
        self._clock = clock
        self._lock = threading.Lock()
        self._dreams: OrderedDict[int, DreamTold] = OrderedDict()
        self._troubles: deque[dict[str, Any]] = deque(maxlen=MOST_TROUBLES)
        self._last: dict[str, tuple[object, ...]] = {}
        self._busy_at = 0.0

    def told(self, path: str, values: Sequence[object]) -> None:
        """Note one message of the daemon."""
        now = self._clock()
        with self._lock:
            if path != "/dream/bank/ready" or (values and values[0]):  # empty: a dream was added to what plays
                self._last[path] = tuple(values)
            if self._is_heard(path, values):
                self._busy_at = now
            if path == "/dream/error" and len(values) == 2:
                self._troubles.append({"at": now, "address": str(values[0]), "message": str(values[1])})
            change = _CHANGES.get(path)
            if change is not None and values and isinstance(values[0], int):
                change(self._dream(values[0]), values, now)

    def dreams(self) -> list[dict[str, Any]]:
        """Return the dreams that were told, the oldest first."""
        with self._lock:
            return [asdict(dream) for dream in self._dreams.values()]

    def troubles(self) -> list[dict[str, Any]]:
        """Return what went wrong: when (seconds since 1970), address, message; the oldest first."""
        with self._lock:
            return list(self._troubles)

    def last(self, path: str) -> tuple[object, ...] | None:
        """Return the arguments of the last message to this address, or None."""
        with self._lock:
            return self._last.get(path)

    def quiet_s(self) -> float:
        """Return for how many seconds nothing has sounded and nobody has played."""
        with self._lock:
            return self._clock() - self._busy_at

    def _dream(self, number: int) -> DreamTold:
        dream = self._dreams.get(number)
        if dream is None:
            dream = self._dreams[number] = DreamTold(number)
            while len(self._dreams) > MOST_DREAMS:
                self._dreams.popitem(last=False)
        return dream

    @staticmethod
    def _is_heard(path: str, values: Sequence[object]) -> bool:
        numbers = [float(value) for value in values if isinstance(value, int | float)]
        if path == "/dream/gains":
            return any(value > SOUNDING_LEVEL for value in numbers)
        if path == "/dream/input":
            return any(value > PLAYED_DB for value in numbers)
        return path == "/dream/status" and len(values) > 2 and isinstance(values[2], int) and values[2] > 0


def _queued(dream: DreamTold, values: Sequence[object], now: float) -> None:
    if dream.state in _LAST:  # the same number is told again only for a dream that is made again
        return
    dream.queued_at = dream.queued_at or now
    dream.seed, dream.model = str(values[1]), str(values[2])


def _started(dream: DreamTold, _values: Sequence[object], now: float) -> None:
    dream.state, dream.started_at = STARTED, now


def _progress(dream: DreamTold, values: Sequence[object], _now: float) -> None:
    dream.fraction = float(str(values[1]))


def _sounding(dream: DreamTold, _values: Sequence[object], now: float) -> None:
    dream.sounding_at = dream.sounding_at or now
    if dream.state not in _LAST:
        dream.state = SOUNDING


def _ready(dream: DreamTold, values: Sequence[object], now: float) -> None:
    dream.state, dream.fraction, dream.ended_at = READY, 1.0, dream.ended_at or now
    dream.file, dream.duration_s = str(values[1]), float(str(values[2]))


def _failed(dream: DreamTold, values: Sequence[object], now: float) -> None:
    dream.state, dream.reason, dream.ended_at = FAILED, str(values[1]), now


def _dropped(dream: DreamTold, values: Sequence[object], now: float) -> None:
    dream.state, dream.reason, dream.ended_at = DROPPED, str(values[1]), now


_CHANGES: Final[dict[str, Callable[[DreamTold, Sequence[object], float], None]]] = {
    "/dream/queued": _queued,
    "/dream/started": _started,
    "/dream/progress": _progress,
    "/dream/sounding": _sounding,
    "/dream/ready": _ready,
    "/dream/failed": _failed,
    "/dream/dropped": _dropped,
}
