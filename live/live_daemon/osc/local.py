"""This machine's own addresses and ports: how its programs reach each other, and what nobody may lock out."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from typing import Final

LOOPBACK: Final = "127.0.0.1"


def own_addresses(listen_host: str) -> frozenset[str]:
    """Return the sender's addresses of the console, the MIDI process and `live-daemon osc` for a listening host.

    A system sends from the address that it sends to, when that is its own; within loopback from 127.0.0.1.
    A name that is not known has none.
    """
    if listen_host in ("", "0.0.0.0"):
        return frozenset({LOOPBACK})
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(listen_host, None)}
    except (OSError, UnicodeError, ValueError):
        return frozenset()
    loops = any(ipaddress.ip_address(one.partition("%")[0]).is_loopback for one in found)
    return frozenset(found | ({LOOPBACK} if loops else set()))


def heard_at(listen_host: str) -> str:
    """Return the address at which this machine's own programs reach the daemon."""
    return LOOPBACK if listen_host in ("0.0.0.0", "") else listen_host


def free_udp_port() -> int:
    """Return a UDP port of this machine that nobody uses now."""
    return free_udp_ports(1)[0]


def free_udp_ports(count: int) -> list[int]:
    """Return several UDP ports of this machine that nobody uses now."""
    with contextlib.ExitStack() as opened:
        probes = [opened.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) for _ in range(count)]
        for probe in probes:
            probe.bind((LOOPBACK, 0))
        return [int(probe.getsockname()[1]) for probe in probes]
