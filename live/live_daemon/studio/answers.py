"""How the studio answers: JSON, and one line where it refuses."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from live_inference.command_line.printable import printable
from live_inference.files.reading import FileError, parse_json

LARGEST_BODY = 1 << 20
"""Bytes of a request that carries JSON."""
PARSED_AT_ONCE = 4096
"""Bytes: parsing more takes time in which the console hears no panic, so another thread does it."""
LONGEST_LINE = 2000


class StudioError(Exception):
    """A request that is refused, in one line for the performer: the thing, the rule, what was found, what to do."""

    def __init__(self, text: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST):
        super().__init__(printable(text)[:LONGEST_LINE])
        self.status = status


def answer(value: Any, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Return a JSON answer. A byte of a file's name that is no text is an escape of JSON (\\udcff)."""
    body = json.dumps(value, ensure_ascii=False, allow_nan=False).encode(errors="backslashreplace")
    return Response(body, status, media_type="application/json")


def refused(_request: Request, error: Exception) -> Response:
    """Return the answer to a request that raised: ``{"error": one line}``."""
    if isinstance(error, StudioError):
        return answer({"error": str(error)}, error.status)
    return answer({"error": printable(str(error))[:LONGEST_LINE]}, HTTPStatus.INTERNAL_SERVER_ERROR)


async def body_of(request: Request) -> dict[str, Any]:
    """Return the JSON object that a request carries; an empty body is an empty one.

    Raises:
        StudioError: too large, not said to be JSON, or not a JSON object.
    """
    announced = request.headers.get("content-length", "0")
    _check_size(int(announced) if announced.isdecimal() else 0)
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        _check_size(len(content))
    if not content:
        return {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise StudioError(
            f"the content type must be application/json, got {kind or 'none'}", HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        )
    if len(content) <= PARSED_AT_ONCE:
        return _object(bytes(content))
    return await run_in_threadpool(_object, bytes(content))


def _object(content: bytes) -> dict[str, Any]:
    try:
        value = parse_json(content, "the request")
    except FileError as error:
        raise StudioError(f"the request must be JSON: {error}") from error
    if not isinstance(value, dict):
        raise StudioError("the request must be a JSON object")
    return value


def _check_size(size: int) -> None:
    if size > LARGEST_BODY:
        raise StudioError(f"the request must have at most {LARGEST_BODY} bytes", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
