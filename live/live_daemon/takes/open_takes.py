"""When a recording is finished: each file is looked at until it can be taken, or must be refused.

A recording is finished when nobody has it open for writing (Linux says so; elsewhere: when nothing was written for a
while) *and* its header agrees with its length. If the header does not tell the length, closing decides; if header and
file disagree for good, what can be read is taken, with a remark. An open file is never refused: it may grow.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from live_daemon.takes.arrivals import FileKey, RecordingArrived, RecordingRefused, file_key
from live_daemon.takes.take_files import (
    Inspection,
    Verdict,
    has_ending,
    is_being_written,
    is_recording_name,
    look_at,
)
from live_inference.files.headers import is_known_magic

STEADY_S = 0.6
BUSY_S = 0.25
GIVE_UP_S = 4.0
UNSEEN_S = 8.0
"""Where closing cannot be seen: recorders flush a slow take every few seconds."""

_WAIT_S: dict[Verdict, tuple[float, float, float]] = {
    "finished": (0.0, STEADY_S, STEADY_S),
    "endless": (0.0, STEADY_S, GIVE_UP_S),  # players flush these page by page
    "open": (STEADY_S, STEADY_S, UNSEEN_S),
    "unfinished": (GIVE_UP_S, GIVE_UP_S, UNSEEN_S),
    "unreadable": (GIVE_UP_S, GIVE_UP_S, UNSEEN_S),
    "bad": (STEADY_S, GIVE_UP_S, UNSEEN_S),
}
"""How long nothing may have been written to a file: after it was closed, while nobody has it open, where the system
does not tell."""


COARSE_NS = 2_000_000_000
"""FAT counts the time of the last write in two seconds: once the disk was away, it may be another than it was."""


@dataclass(slots=True)
class _OpenTake:
    path: Path
    changed: float
    key: FileKey | None = None
    closed_as: FileKey | None = None  # its key when it was closed
    found: Inspection | None = None  # the last look's result, as long as the file is the same
    busy_until: float = 0.0  # somebody has it open: no need to look 20 times a second
    order_ids: list[int] = field(default_factory=list)


class OpenTakes:
    """Files that may be recordings, until each has been taken or refused. *Watcher's thread only.*"""

    def __init__(self, on_event: Callable[[RecordingArrived | RecordingRefused], None], clock: Callable[[], float]):
        self._on_event = on_event
        self._clock = clock
        self._open: dict[Path, _OpenTake] = {}
        self._done: dict[Path, FileKey | None] = {}
        self._unreadable: set[Path] = set()
        self._away: set[Path] = set()  # done, and away with their folder: not forgotten until they are back

    def leave_alone(self, keys: Iterable[FileKey]) -> None:
        """Take these files for done. Call it once, before anything else."""
        self._done = {Path(key[0]): key for key in keys}

    def taken(self) -> list[FileKey]:
        """Return the files that are done. *Any thread.*"""
        return [key for key in list(self._done.values()) if key is not None]

    def hint(self, path: Path, *, closed: bool = False, order_id: int | None = None) -> None:
        """Look at a file that came or changed. ``closed``: it was closed or moved here just now.

        ``order_id``: somebody asked for it; it is taken also if it is done, or has no recording's name.
        """
        if order_id is None:
            if not is_recording_name(path.name) or self._is_done(path, closed):
                return
            if not has_ending(path.name) and not _begins_like_sound(path):
                self._done[path] = file_key(path)
                return
        take = self._open.setdefault(path, _OpenTake(path, self._clock()))
        if closed:
            take.closed_as = file_key(path)
        if order_id is not None:
            take.order_ids.append(order_id)
        self._judge(take)

    def settle(self) -> None:
        """Look again at every file that was not finished yet."""
        for take in list(self._open.values()):
            self._judge(take)

    def scanned(self, folder: Path, found: Collection[Path]) -> None:
        """Look at the new ones among all files ``found`` in the folder, and forget files that are gone."""
        for path in found:
            if path in self._unreadable:
                self._try_again(path)
            elif path not in self._open and self._done.get(path) != file_key(path):
                self.hint(path)
        self._away.difference_update(found)
        for path in self._done.keys() - self._away - set(found):
            if path.parent == folder and _is_gone(path):
                del self._done[path]
                self._unreadable.discard(path)

    def leave_old(self, found: Iterable[Path], since_s: float) -> int:
        """In another folder than before, take for done what is, and what was last written before ``since_s``.

        ``since_s``: the system's time, in seconds. Return how many of the old ones were not known.
        """
        old = 0
        for path in found:
            key, done = file_key(path), self._done.get(path)
            if key is None or path in self._open:
                continue
            is_known = done is not None and done[2] == key[2] and abs(done[3] - key[3]) < COARSE_NS
            if is_known or key[3] < since_s * 1e9 - COARSE_NS:
                self._done[path] = key
                old += not is_known
        return old

    def folder_is_away(self) -> None:
        """Do not forget what is done, though it cannot be seen: its folder is away, or another one is in its place."""
        self._away.update(self._done)

    def _try_again(self, path: Path) -> None:
        """Take a file that the system refused, once it can be read (its date does not tell)."""
        try:
            with path.open("rb") as file:
                file.read(1)
        except OSError:
            return
        self._unreadable.discard(path)
        self._done.pop(path, None)
        self.hint(path)

    def _is_done(self, path: Path, closed: bool) -> bool:
        """Whether this very file was taken, under this name or under another before it was renamed."""
        key = file_key(path)
        done = self._done.get(path, ())
        if done == key:
            return True
        if done and key is not None and not closed and done[:3] == key[:3] and key[3] < done[3]:
            self._done[path] = key  # only its date was set, as copying does after closing: writing never sets it back
            return True
        if done and key is not None and not closed and done[2:] == key[2:]:
            self._done[path] = key  # only its inode is another: FAT gives new ones at each mount
            return True
        renamed = key is not None and any(other is not None and other[1:] == key[1:] for other in self._done.values())
        if renamed:
            self._done[path] = key
        return renamed

    def _judge(self, take: _OpenTake) -> None:
        now, path = self._clock(), take.path
        key = file_key(path)
        closed = key is not None and key == take.closed_as
        if key != take.key:
            take.key, take.changed, take.found = key, now, None
            if not closed:
                return
        quiet_s = now - take.changed
        if key is None:
            self._finish(take, Inspection("bad", "there is no such file" if take.order_ids else ""))
            return
        if not closed and (quiet_s < STEADY_S or now < take.busy_until):
            return
        found = take.found or look_at(path)
        take.found = found if found.verdict != "unreadable" else None
        when_closed, when_free, when_unseen = _WAIT_S[found.verdict]
        if closed and found.verdict == "finished":
            self._finish(take, found)
        elif quiet_s >= min(when_closed if closed else when_free, when_free):
            open_now = is_being_written(path)
            wait_s = when_closed if closed else when_unseen if open_now is None else when_free
            if open_now:
                take.busy_until = now + BUSY_S
            elif quiet_s >= wait_s:
                self._finish(take, found)

    def _finish(self, take: _OpenTake, found: Inspection) -> None:
        path = take.path
        del self._open[path]
        self._done[path] = take.key
        if found.verdict == "unreadable" and take.key is not None:
            self._unreadable.add(path)
        waiting: list[int | None] = [*take.order_ids] or [None]
        for order_id in waiting:
            if found.sounds:
                remark = f"{found.reason}; what can be read is used" if found.reason else ""
                self._on_event(RecordingArrived(path, order_id, remark))
            elif found.reason:
                self._on_event(RecordingRefused(path, f"{path.name}: {found.reason}", order_id))


def _is_gone(path: Path) -> bool:
    """Whether the file surely does not exist: a disk that fails does not say so."""
    try:
        return not path.exists()
    except OSError:
        return False


def _begins_like_sound(path: Path) -> bool:
    """Whether a file without an ending begins with the bytes of a sound format."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return is_known_magic(file.read(16))
    except (OSError, ValueError):
        return False
