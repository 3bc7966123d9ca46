"""Under which addresses the page is reached from other machines of the network, as text and QR code."""

from __future__ import annotations

import io
import ipaddress
from typing import Any, Final

import segno

from live_daemon.osc.local import addresses_of
from live_daemon.settings import Settings

PAGE: Final = "/studio"
QUIET_ZONE: Final = 4
"""Light modules around a QR code (ISO/IEC 18004)."""
_SCALE: Final = 8


def network(settings: Settings) -> dict[str, Any]:
    """Return whether other machines reach the page (``open``), under which URLs, and who is let in.

    ``everyone``: nobody is refused. ``allow``: addresses of other machines that are let in, where not everyone is.
    """
    osc = settings.osc
    hosts = _lan_hosts(osc.listen_host)
    others = [one for one in osc.allow if not _is_loopback(one)]
    is_open = bool(hosts) and (bool(others) or not osc.allow)
    return {
        "open": is_open,
        "listens": bool(hosts),
        "everyone": not osc.allow,
        "allow": others,
        "urls": [{"host": host, "url": page_url(settings, host)} for host in (hosts if is_open else [])],
    }


def page_url(settings: Settings, host: str) -> str:
    """Return the page's address at a host."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{settings.console.port}{PAGE}"


def qr_code(settings: Settings, host: str) -> bytes | None:
    """Return the QR code of the page at one of this machine's addresses as SVG, black on white; None of another."""
    if host not in _lan_hosts(settings.osc.listen_host):
        return None
    out = io.BytesIO()
    code = segno.make(page_url(settings, host), micro=False, error="m")
    code.save(out, kind="svg", scale=_SCALE, border=QUIET_ZONE, dark="#000", light="#fff")
    return out.getvalue()


def _lan_hosts(listen_host: str) -> list[str]:
    try:
        return [host for host in addresses_of(listen_host) if not _is_loopback(host)]
    except (OSError, UnicodeError):
        return []


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
