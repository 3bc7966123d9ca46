"""``live-daemon console``: opens the web page of the running daemon."""

from __future__ import annotations

import urllib.request
import webbrowser
from collections.abc import Callable
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError

from live_daemon.osc.local import heard_at
from live_daemon.settings import Settings, SettingsError
from live_inference.files.reading import checked, parse_json

TIMEOUT_S = 3.0
LONGEST_ANSWER = 500
NAME = "live-daemon"


def open_page(settings: Settings, browse: Callable[[str], object] = webbrowser.open) -> int:
    """Open the page in the browser and print its address; return the exit status.

    Raises:
        SettingsError: no live-daemon answers there; one line.
    """
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
        raise SettingsError(
            f"no live-daemon answers at {at} ({error}): start `live-daemon run` with these settings ([console] enabled)"
        ) from error
    if name != NAME:
        raise SettingsError(f"{at} is not live-daemon but {name!r}: set [console] port")
    print(f"{at}?HTML")
    browse(f"{at}?HTML")
    return 0
