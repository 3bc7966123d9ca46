"""Files that are replaced as a whole: a reader sees the old content or all of the new."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def beside(target: Path, *, private: bool = False) -> Iterator[Path]:
    """Make a hidden, empty file beside the target, to be filled and renamed; remove it if that did not happen.

    It is always a new file: in a folder that others may write, too, no link of theirs is followed. ``private``: file
    and folder (if it is made here) are for the user alone.

    Raises:
        OSError: the folder cannot be written; it names the target.
    """
    target.parent.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666))
        yield partial
    except OSError as error:
        # A full disk gives no name, and nobody knows the hidden file's.
        if error.errno and error.filename in (None, str(partial)):
            error.filename = str(target)
        raise
    finally:
        partial.unlink(missing_ok=True)


def atomically(target: Path, write: Callable[[Path], object], *, private: bool = False, on_disk: bool = False) -> None:
    """Let ``write`` fill a hidden file (see `beside`), then rename it to the target.

    ``on_disk``: the content is on the disk before the rename, so that a power cut leaves one of the two whole.

    Raises:
        OSError: the folder cannot be written; nothing half-written is left.
    """
    with beside(target, private=private) as partial:
        write(partial)
        if on_disk:
            sync(partial)
        partial.replace(target)


def sync(file: Path) -> None:
    """Wait until a file's content is on the disk."""
    descriptor = os.open(file, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
