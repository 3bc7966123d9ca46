"""Access to the console: the same senders as OSC, no pages of other sites, no floods."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from urllib.parse import urlsplit

from live_daemon.osc.limits import SenderLimits
from live_daemon.osc.local import own_addresses
from live_daemon.studio.routes import API

REQUESTS_PER_SECOND = 300
"""Of one sender. A page that opens asks for about twenty files."""
MESSAGES_PER_SECOND = 500
"""Of all pages together: a quarter of what the daemon takes from one sender, so that a patch gets through."""
_PAGES = "pages"
_WRITES = ("POST", "PUT", "DELETE")
_OF_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")
"""Content types that a form of any page may send without asking."""


class Guard:
    """Decides who is let in. *Console's thread only.*"""

    def __init__(self, allow: Sequence[str], listen_host: str):
        """``allow``: addresses that are let in besides this machine's own programs; empty: everyone."""
        self._allow = frozenset(allow) | own_addresses(listen_host) if allow else frozenset()
        self._requests = SenderLimits(REQUESTS_PER_SECOND)
        self._messages = SenderLimits(MESSAGES_PER_SECOND)
        name = socket.gethostname().lower()
        self._names = {"localhost", name, f"{name.removesuffix('.local')}.local"}

    def allows(self, sender: str) -> bool:
        """Return whether an address is let in."""
        return not self._allow or sender in self._allow

    def refuses(
        self, method: str, sender: str, headers: Mapping[str, str], path: str = "/"
    ) -> tuple[HTTPStatus, str] | None:
        """Return why a request is refused, or None.

        The Host header must not be a name that others can point at this machine (DNS rebinding). No page of another
        site may open a WebSocket, or make a browser ask the studio for anything.
        """
        if not self.allows(sender):
            return HTTPStatus.FORBIDDEN, f"{sender} is not in [osc] allow"
        if not self._requests.take(sender):
            return HTTPStatus.TOO_MANY_REQUESTS, f"{REQUESTS_PER_SECOND} requests a second at most"
        in_studio = path.startswith(f"{API}/")
        reads = method in ("GET", "HEAD")
        if not reads and not (in_studio and method in _WRITES):
            return HTTPStatus.METHOD_NOT_ALLOWED, f"GET and HEAD only, got {method}: OSC sets values"
        host = headers.get("Host", "")
        if not self._is_ours(host):
            return HTTPStatus.FORBIDDEN, f"the Host header must be an IP address or a name of this machine, got {host}"
        origin = headers.get("Origin", "")
        if origin and _netloc(origin) != host.lower():
            return HTTPStatus.FORBIDDEN, f"a page of {origin} may not talk to live-daemon"
        site = headers.get("Sec-Fetch-Site", "same-origin")
        if in_studio and site != "same-origin" and not (reads and site == "none"):
            return HTTPStatus.FORBIDDEN, f"another site may not ask for {path}"
        if reads and has_body(headers):
            return HTTPStatus.BAD_REQUEST, f"{method} must have no body"
        kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if not reads and kind in _OF_FORMS:
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the content type must be application/json, got {kind}"
        return None

    def passes(self, messages: int) -> bool:
        """Return whether these OSC messages may be handed on now."""
        return self._messages.take(_PAGES, messages)

    def _is_ours(self, host: str) -> bool:
        try:
            parts = urlsplit(f"//{host}")
            name, _ = parts.hostname or "", parts.port  # reading the port raises if it is not a number
            if parts.username is not None:
                return False
            if name not in self._names:
                ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:  # brackets of an address that is none
        return ""


def has_body(headers: Mapping[str, str]) -> bool:
    """Whether a request says that it has a body."""
    return headers.get("Content-Length", "0").strip("0") != "" or "Transfer-Encoding" in headers
