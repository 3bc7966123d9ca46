"""What moves on the page's stage (live input, gains of loops, levels of bands), as small binary frames.

A frame is a row of parts: a byte that says of which kind, a byte that says how many, and as many pairs of an index and
a value, one byte each. A client gets everything at first, then only what moved. No network here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

INPUT: Final = 0
"""Kind with one index, 0: 0..255 are -60..0 dBFS."""
GAINS: Final = 1
"""0..255 are 0..1, by the loop's number."""
LEVELS: Final = 2
"""0..255 are 0..1, by the band's number."""
SIZES: Final = 3
"""Index 0: how many loops there are, 1: how many bands. Comes before them."""
LOWEST_DB: Final = -60.0
MOST: Final = 255
"""Loops or bands in a picture; more have no index. The daemon knows fewer."""


class Scene:
    """How everything stands now. *Console's thread only.*"""

    def __init__(self) -> None:
        """Nothing is heard, and there is no loop and no band yet."""
        self.parts: dict[int, bytes] = {SIZES: bytes(2), INPUT: bytes(1), GAINS: b"", LEVELS: b""}

    def told(self, path: str, values: Sequence[object]) -> bool:
        """Take in a message of the daemon, checked by the table of addresses; return whether anything moved."""
        change = _CHANGES.get(path)
        if change is None:
            return False
        numbers = [float(value) for value in values[:MOST] if isinstance(value, int | float)]
        kind, new = change(self.parts, numbers)
        if self.parts[kind] == new:
            return False
        self.parts[kind] = new
        self.parts[SIZES] = bytes((len(self.parts[GAINS]), len(self.parts[LEVELS])))
        return True


class View:
    """What one client has seen of a scene."""

    def __init__(self) -> None:
        """It has seen nothing yet."""
        self._seen: dict[int, bytes] = {}

    def frame(self, scene: Scene) -> bytes:
        """Return what moved since the last frame, which counts as seen; empty: nothing."""
        parts = [self._part(kind, now) for kind, now in scene.parts.items()]
        self._seen = dict(scene.parts)
        return b"".join(parts)

    def _part(self, kind: int, now: bytes) -> bytes:
        seen = self._seen.get(kind)
        if seen == now:
            return b""
        new = [index for index, value in enumerate(now) if seen is None or index >= len(seen) or seen[index] != value]
        if not new:
            return b""
        return bytes((kind, len(new), *(byte for index in new for byte in (index, now[index]))))


def _share(value: float) -> int:
    return round(255 * min(1.0, max(0.0, value)))


def _input(_parts: dict[int, bytes], numbers: Sequence[float]) -> tuple[int, bytes]:
    return INPUT, bytes([_share(1.0 - numbers[0] / LOWEST_DB) if numbers else 0])


def _gains(_parts: dict[int, bytes], numbers: Sequence[float]) -> tuple[int, bytes]:
    return GAINS, bytes(map(_share, numbers))


def _levels(_parts: dict[int, bytes], numbers: Sequence[float]) -> tuple[int, bytes]:
    return LEVELS, bytes(map(_share, numbers))


def _bands(parts: dict[int, bytes], numbers: Sequence[float]) -> tuple[int, bytes]:
    same = len(parts[LEVELS]) == len(numbers)
    return LEVELS, parts[LEVELS] if same else bytes(len(numbers))


_CHANGES: Final[dict[str, Callable[[dict[int, bytes], Sequence[float]], tuple[int, bytes]]]] = {
    "/dream/input": _input,
    "/dream/gains": _gains,
    "/dream/heard": _levels,
    "/dream/bands": _bands,
}
