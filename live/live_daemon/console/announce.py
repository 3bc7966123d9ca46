"""Announces the daemon by zeroconf: ``_oscjson._tcp`` (OSCQuery) and ``_osc._udp`` (plain OSC)."""

from __future__ import annotations

import contextlib
import socket

from zeroconf import Error, IPVersion, ServiceInfo
from zeroconf.asyncio import AsyncZeroconf

from live_daemon.osc.local import addresses_of

NAME = "live-daemon"


class Announcement:
    """Announces the daemon's ports on the network interfaces that it listens on, until `end`."""

    def __init__(self, listen_host: str, http_port: int, osc_port: int):
        """Prepare; nothing is sent yet."""
        self._host = listen_host
        self._ports = {"_oscjson._tcp.local.": http_port, "_osc._udp.local.": osc_port}
        self._zeroconf: AsyncZeroconf | None = None

    async def begin(self) -> str:
        """Announce the ports; return why that failed, or an empty text."""
        try:
            addresses = addresses_of(self._host)
            # On loopback the announcement does not leave this machine.
            self._zeroconf = AsyncZeroconf(interfaces=addresses, ip_version=IPVersion.V4Only)
            for kind, port in self._ports.items():
                info = ServiceInfo(kind, f"{NAME}.{kind}", port, parsed_addresses=addresses, server=_server_name())
                await self._zeroconf.async_register_service(info, allow_name_change=True)
        except (OSError, Error) as error:
            await self.end()
            return f"zeroconf cannot announce the daemon ({error}): type its address and port into the other program"
        return ""

    async def end(self) -> None:
        """Withdraw the announcement."""
        if self._zeroconf is not None:
            with contextlib.suppress(OSError, Error):
                await self._zeroconf.async_unregister_all_services()
            await self._zeroconf.async_close()
            self._zeroconf = None


def _server_name() -> str:
    return f"{socket.gethostname().split('.')[0] or NAME}.local."
