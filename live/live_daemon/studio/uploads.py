"""Uploads: recordings come into the recordings folder, where they are dreamt on at once, or into a training set."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO, Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from live_daemon.studio.answers import StudioError, answer
from live_daemon.studio.apart import Apart
from live_daemon.studio.context import StudioContext
from live_daemon.studio.file_names import clean_name, free_name
from live_daemon.studio.folders import SETS, TAKES, folder_of, key_of
from live_daemon.studio.training_sets import set_folder, set_routes
from live_inference.command_line.printable import printable
from live_inference.files.audio import AudioFileError, audio_info
from live_inference.files.endings import MEDIA_SUFFIXES
from live_inference.files.media import REMEDY, can_read_media

LARGEST: Final = 1 << 30
"""Bytes of a file: an hour of 48 kHz, 24 bits, stereo, which is the longest that is learnt from."""
MOST_AT_ONCE: Final = 4
SPARE_BYTES: Final = 256 << 20
"""Room that stays on the disk: the stage writes takes, dreams and its state there."""
CONTENT_TYPE: Final = "application/octet-stream"
"""Not a type that forms send, so that no page of another site can send one without being asked first."""
_PART: Final = ".upload-"


class Uploads:
    """Takes uploads in. *The console's loop; what waits for the disk does so in threads of their own.*"""

    def __init__(self, context: StudioContext):
        """What an earlier process left half-written is deleted."""
        self._context = context
        self._running = 0
        self._apart = Apart(MOST_AT_ONCE)
        self._naming = threading.Lock()
        for folder in (folder_of(context, TAKES), *_folders_in(folder_of(context, SETS))):
            for part in folder.glob(f"{_PART}*"):
                with contextlib.suppress(OSError):
                    part.unlink()

    async def take(self, request: Request) -> Response:
        """Answer ``POST /uploads?to=recordings|set&set=NAME&name=FILE``, the file as the body, with where it is now."""
        folder_name, folder = self._target(request)
        name = clean_name(request.query_params.get("name", ""))
        _check_kind(request, name)
        size = _told_size(request)
        await self._apart.run(_make_room, folder, size or 0)
        if self._running >= MOST_AT_ONCE:
            raise StudioError(
                f"{name}: {MOST_AT_ONCE} uploads run already; send it when one is done", HTTPStatus.SERVICE_UNAVAILABLE
            )
        part = folder / f"{_PART}{uuid.uuid4().hex}"
        self._running += 1
        try:
            with _one_line(name):
                await self._stream(request, part, name)
                path = await self._apart.run(self._finish, part, folder, name)
        finally:
            self._running -= 1
            part.unlink(missing_ok=True)
        base = folder_of(self._context, folder_name)
        row = {"folder": folder_name, "key": key_of(base, path), "name": printable(path.name)}
        return answer(row, HTTPStatus.CREATED)

    def _target(self, request: Request) -> tuple[str, Path]:
        to = request.query_params.get("to", "")
        if to == "recordings":
            return TAKES, folder_of(self._context, TAKES)
        if to == "set":
            return SETS, set_folder(self._context, request.query_params.get("set", ""))
        raise StudioError("an upload needs to=recordings or to=set")

    async def _stream(self, request: Request, part: Path, name: str) -> None:
        file = await self._apart.run(_opened, part)
        try:
            received = 0
            async for chunk in request.stream():
                received += len(chunk)
                if received > LARGEST:
                    raise _too_large(name)
                if chunk:
                    await self._apart.run(_write, file, chunk)
            if not received:
                raise StudioError(f"{name}: is empty")
            await self._apart.run(_to_disk, file)
        except ClientDisconnect:
            raise StudioError(f"{name}: the connection broke; nothing of it is kept") from None
        finally:
            with contextlib.suppress(OSError):
                await self._apart.run(file.close)

    def _finish(self, part: Path, folder: Path, name: str) -> Path:
        """Check what came, and give it its name. Raises StudioError, OSError."""
        try:
            frames = audio_info(part).frames
        except AudioFileError as error:
            reason = str(error).replace(str(part), name)
            raise StudioError(reason, HTTPStatus.UNSUPPORTED_MEDIA_TYPE) from None
        if not frames:
            raise StudioError(f"{name}: must hold sound, found none", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        with self._naming:
            path = folder / free_name(folder, name)
            part.rename(path)
        return path


def routes(context: StudioContext) -> list[BaseRoute]:
    """Return this part's routes."""
    return [Route("/uploads", Uploads(context).take, methods=["POST"]), *set_routes(context)]


def _check_kind(request: Request, name: str) -> None:
    found = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if found != CONTENT_TYPE:
        raise StudioError(
            f"an upload must be sent as {CONTENT_TYPE}, got {found or 'nothing'}", HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        )
    suffix = Path(name).suffix.lower()
    if suffix in MEDIA_SUFFIXES and not can_read_media():
        raise StudioError(f"{name}: {suffix} cannot be read here; {REMEDY}", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


def _told_size(request: Request) -> int | None:
    """Return the size that the request promises; one that is too large is refused before anything is read."""
    text = request.headers.get("content-length", "")
    size = int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else None
    if size is not None and size > LARGEST:
        raise _too_large("the file")
    return size


def _too_large(name: str) -> StudioError:
    return StudioError(
        f"{name}: must have at most {LARGEST >> 20} MB; cut it, or save it as FLAC", HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    )


def _make_room(folder: Path, size: int) -> None:
    """Make the folder. Raises StudioError: it cannot be made, or the disk has no room for ``size`` bytes."""
    with _one_line(printable(folder)):
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < size + SPARE_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def _one_line(name: str) -> Iterator[None]:
    """What the disk refuses is one line."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StudioError(
                f"{name}: there is no room for it on the disk; make some", HTTPStatus.INSUFFICIENT_STORAGE
            ) from None
        raise StudioError(f"{name}: cannot be written ({error.strerror or error})", HTTPStatus.FORBIDDEN) from None


def _opened(part: Path) -> BinaryIO:
    return part.open("xb")


def _write(file: BinaryIO, chunk: bytes) -> None:
    file.write(chunk)


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _folders_in(folder: Path) -> list[Path]:
    try:
        return [one for one in folder.iterdir() if one.is_dir()]
    except OSError:
        return []
