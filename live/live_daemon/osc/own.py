"""The addresses that this machine's own programs have where they are heard: nobody may lock them out."""

from __future__ import annotations

import ipaddress
import socket

_LOOPBACK = "127.0.0.1"


def own_addresses(listen_host: str) -> frozenset[str]:
    """Return the sender's addresses of the console, the MIDI process and `live-daemon osc` for a listening host.

    A system sends from the address that it sends to, when that is its own; within loopback from 127.0.0.1.
    A name that is not known has none.
    """
    if listen_host in ("", "0.0.0.0"):
        return frozenset({_LOOPBACK})
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(listen_host, None)}
    except (OSError, UnicodeError, ValueError):
        return frozenset()
    loops = any(ipaddress.ip_address(one.partition("%")[0]).is_loopback for one in found)
    return frozenset(found | ({_LOOPBACK} if loops else set()))
