"""Shows a command's progress: a bar on a terminal, a plain line now and then in a log file."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Protocol, TextIO

from tqdm import tqdm

LINE_EVERY_S: Final = 30.0
DRAW_EVERY_S: Final = 0.5


class Progress(Protocol):
    """Shows how far the work is. *One thread.*"""

    def move(self, done: float, total: float | None = None, note: str = "") -> None:
        """Set the amount done, and the total (None: unchanged); `note` is shown behind them."""
        ...


@contextmanager
def progress(
    total: float,
    about: str,
    *,
    done: float = 0.0,
    stream: TextIO | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Progress]:
    """Show how much of `total` is done, starting at `done`, on `stream` (stderr). `about`: of what, in a word."""
    stream = sys.stderr if stream is None else stream
    if stream.isatty():
        form = "{desc}: {percentage:3.0f}%|{bar}| {elapsed}<{remaining} {postfix}"
        with tqdm(total=total, initial=done, desc=about, bar_format=form, file=stream, mininterval=DRAW_EVERY_S) as bar:
            yield _Bar(bar, clock)
        return
    lines = _Lines(total, about, done, stream, clock)
    try:
        yield lines
    finally:
        lines.end()


class _Bar:
    def __init__(self, bar: Any, clock: Callable[[], float]) -> None:
        self._bar, self._clock, self._drawn = bar, clock, -DRAW_EVERY_S

    def move(self, done: float, total: float | None = None, note: str = "") -> None:
        """See `Progress`."""
        self._bar.total = self._bar.total if total is None else total
        self._bar.n = min(done, self._bar.total)
        self._bar.set_postfix_str(note, refresh=False)
        if self._clock() - self._drawn >= DRAW_EVERY_S or done >= self._bar.total:
            self._bar.refresh()
            self._drawn = self._clock()


class _Lines:
    def __init__(self, total: float, about: str, done: float, stream: TextIO, clock: Callable[[], float]) -> None:
        self._total, self._about, self._stream, self._clock = total, about, stream, clock
        self._began, self._first, self._done, self._note = clock(), done, done, ""
        self._told, self._told_done = self._began, -1.0

    def move(self, done: float, total: float | None = None, note: str = "") -> None:
        """See `Progress`."""
        self._total = self._total if total is None else total
        self._done, self._note = done, note
        if self._clock() - self._told >= LINE_EVERY_S:
            self._tell()

    def end(self) -> None:
        """Write the last line, unless it was written already."""
        if self._done != self._told_done and self._total > 0.0:
            self._tell()

    def _tell(self) -> None:
        self._told, self._told_done = self._clock(), self._done
        share = min(1.0, self._done / self._total) if self._total > 0.0 else 1.0
        elapsed_s = self._told - self._began
        parts = [f"{self._about}: {100.0 * share:.0f} %", f"{_in_words(elapsed_s)} gone"]
        if self._first < self._done < self._total:
            parts.append(f"about {_in_words(elapsed_s * (self._total - self._done) / (self._done - self._first))} left")
        if self._note:
            parts.append(self._note)
        with contextlib.suppress(OSError, ValueError):  # a log's full disk ends no training
            self._stream.write(", ".join(parts) + "\n")
            self._stream.flush()


def _in_words(duration_s: float) -> str:
    minutes = round(duration_s / 60.0)
    if duration_s < 120.0:
        return f"{round(duration_s)} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes / 60.0:.1f} h"
