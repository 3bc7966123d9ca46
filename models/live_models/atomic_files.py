"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def write_atomically(path: Path, data: bytes, just_before: Callable[[], object] | None = None) -> None:
    """Write a file so that readers see the old bytes or all the new ones; on disk before the rename. Raises OSError.

    `just_before` is called when the bytes are on disk and the rename is all that is left.
    """
    with prepared(path, data) as part:
        if just_before is not None:
            just_before()
        part.replace(path)


@contextmanager
def prepared(path: Path, data: bytes) -> Iterator[Path]:
    """A hidden file with these bytes, on disk, beside the one whose place it is to take; it goes when it did not.

    It is surely a new one: in a folder that others may write, too, no link of theirs is followed.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield part
    except OSError as error:
        if error.errno and error.filename in (None, str(part)):  # a disk that is full says so without a name
            error.filename = str(path)
        raise
    finally:
        part.unlink(missing_ok=True)
