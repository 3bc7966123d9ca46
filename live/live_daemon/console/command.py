"""Finds the web page of the running daemon and opens it in a browser."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from typing import Any, Final
from urllib.error import HTTPError, URLError

from live_daemon.log import say
from live_daemon.osc.local import heard_at
from live_daemon.settings import Settings, SettingsError
from live_inference.files.reading import checked, parse_json

TIMEOUT_S = 3.0
LOOK_EVERY_S: Final = 0.25
LONGEST_ANSWER = 500
NAME = "live-daemon"
Browse = Callable[[str], object]


class NoAnswerError(SettingsError):
    """No answer came in time."""


class NobodyThereError(NoAnswerError):
    """No program has the console's port."""


def open_page(settings: Settings, browse: Browse) -> int:
    """Open the page in the browser and print its address; return the exit status.

    Raises:
        NobodyThereError: nothing listens there.
        SettingsError: no live-daemon answers there; one line.
    """
    page = page_of_daemon(settings)
    print(page)
    browse(page)
    return 0


def open_when_there(settings: Settings, browse: Browse, ended: threading.Event) -> None:
    """Open the page as soon as the daemon answers, unless it ends before. *A thread of its own.*"""
    while not ended.wait(LOOK_EVERY_S):
        try:
            page = page_of_daemon(settings)
        except NoAnswerError:  # it starts, perhaps beside a machine that compiles
            continue
        except SettingsError as error:
            say(str(error))
            return
        say(f"the studio is open: {page}")
        browse(page)
        return


def page_of_daemon(settings: Settings) -> str:
    """Return the address of the page, if a daemon answers there; see `open_page` for the errors."""
    at = f"http://{heard_at(settings.osc.listen_host)}:{settings.console.port}/"
    try:
        # Never through a proxy: the daemon runs on this machine or beside it.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{at}?HOST_INFO", timeout=TIMEOUT_S) as answer:
            name = checked(dict[str, Any], parse_json(answer.read(65536), "its answer")).get("NAME")
    except HTTPError as error:
        said = " ".join(error.read(LONGEST_ANSWER).decode(errors="replace").split())
        raise SettingsError(f"{at} refuses ({error.code} {error.reason}): {said}") from error
    except (OSError, HTTPException, ValueError) as error:
        refused = isinstance(error, URLError) and isinstance(error.reason, ConnectionRefusedError)
        kind = NobodyThereError if refused else NoAnswerError if isinstance(error, OSError) else SettingsError
        raise kind(
            f"no live-daemon answers at {at} ({error}): start `live-daemon run` with these settings ([console] enabled)"
        ) from error
    if name != NAME:
        raise SettingsError(f"{at} is not live-daemon but {name!r}: set [console] port")
    return f"{at}studio"
