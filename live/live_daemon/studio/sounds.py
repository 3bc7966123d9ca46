"""Sounds and their pictures: any take, dream, loop of a bank or dream of a training, by folder and key."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Final

import soundfile
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from live_daemon.studio.answers import StudioError
from live_daemon.studio.apart import Apart
from live_daemon.studio.bounded_cache import BoundedCache
from live_daemon.studio.context import StudioContext
from live_daemon.studio.folders import file_of, shown_name, status_of
from live_daemon.studio.playable import make_playable, make_repeated, media_type
from live_daemon.studio.spectrograms import picture_of
from live_daemon.takes.take_files import is_recording_name
from live_inference.files.audio import AudioFileError
from live_inference.files.dreams import file_stamp

PICTURES_BYTES: Final = 64 << 20
PLAYABLE_BYTES: Final = 1 << 30
THREADS: Final = 8
"""For sounds, and as many for pictures, besides those of all other requests: making one may take minutes."""
VERSION: Final = "2"
LONGEST_NAME: Final = 200


def sound_routes(context: StudioContext) -> list[BaseRoute]:
    """Return ``/sounds/FOLDER/KEY`` (byte ranges) and ``/spectrograms/FOLDER/KEY``.

    A sound with ``?download=1`` is the file itself, to be saved; with ``?repeated=1`` a minute of a loop without a gap.
    """
    cache = context.folder / "cache"
    playable = BoundedCache(cache / "sounds", PLAYABLE_BYTES)
    pictures = BoundedCache(cache / "pictures", PICTURES_BYTES)

    def sound(request: Request) -> Response:
        path = _file(context, request)
        if request.query_params.get("download"):
            return _as_file(path, "application/octet-stream", download_name(path))
        if request.query_params.get("repeated"):
            made = _made(playable, path, "-repeated.flac", lambda target: make_repeated(path, target))
            return _as_file(made, "audio/flac")
        kind = media_type(path)
        if kind is not None:
            return _as_file(path, kind)
        made = _made(playable, path, ".flac", lambda target: make_playable(path, target))
        return _as_file(made, "audio/flac")

    def picture(request: Request) -> Response:
        path = _file(context, request)
        made = _made(pictures, path, ".bin", lambda target: target.write_bytes(picture_of(path)))
        return _as_file(made, "application/octet-stream")

    return [
        Route("/sounds/{folder}/{key}", Apart(THREADS).route(sound), methods=["GET"]),
        Route("/spectrograms/{folder}/{key}", Apart(THREADS).route(picture), methods=["GET"]),
    ]


def download_name(path: Path) -> str:
    """Return a name under which a browser may save a file: no separators, control characters, or marks that turn the
    direction of the text."""
    plain = "".join(c if c.isprintable() and c not in '/\\:*?"<>|' else "_" for c in path.name)
    stem, suffix = Path(plain).stem, Path(plain).suffix[:16]
    return (stem.lstrip(".")[:LONGEST_NAME] or "sound") + suffix


def _file(context: StudioContext, request: Request) -> Path:
    path = file_of(context, request.path_params["folder"], request.path_params["key"])
    if not is_recording_name(path.name):  # the same folders hold manifests, checkpoints and logs
        raise StudioError(f"{shown_name(path)}: is no sound", HTTPStatus.NOT_FOUND)
    return path


def _as_file(path: Path, kind: str, name: str | None = None) -> Response:
    status = status_of(path)
    if status is None:
        raise StudioError(f"{shown_name(path)}: is not there any more", HTTPStatus.NOT_FOUND)
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return FileResponse(path, media_type=kind, filename=name, stat_result=status, headers=headers)


def _made(cache: BoundedCache, path: Path, suffix: str, make: Callable[[Path], object]) -> Path:
    text = os.fsencode(path) + b"\0" + file_stamp(path).encode() + VERSION.encode()
    try:
        return cache.file(hashlib.sha256(text).hexdigest() + suffix, make)
    except AudioFileError as error:
        raise StudioError(str(error), HTTPStatus.UNSUPPORTED_MEDIA_TYPE) from None
    except soundfile.LibsndfileError:  # reading raises AudioFileError
        raise StudioError(
            f"{shown_name(path)}: what a browser can play cannot be written; make room on the disk",
            HTTPStatus.INSUFFICIENT_STORAGE,
        ) from None
    except OSError as error:
        why = error.strerror or str(error)
        raise StudioError(f"{shown_name(path)}: cannot be read ({why})", HTTPStatus.NOT_FOUND) from None
