"""This machine's own addresses and ports, by which the daemon's programs reach each other."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from typing import Final

import ifaddr

LOOPBACK: Final = "127.0.0.1"


def own_addresses(listen_host: str) -> frozenset[str]:
    """Return the addresses from which the console, the MIDI process and `live-daemon osc` send to a listening host.

    They must always be let in. A system that sends to one of its own addresses sends from that address, within loopback
    from 127.0.0.1. An unknown name has no address.
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


def addresses_of(listen_host: str) -> list[str]:
    """Return the IPv4 addresses at which ``listen_host`` is reached.

    Raises:
        OSError: the name is unknown.
    """
    if listen_host not in ("", "0.0.0.0"):
        return [socket.gethostbyname(listen_host)]
    every = [str(ip.ip) for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4]
    found = [address for address in every if not ipaddress.ip_address(address).is_link_local]
    # To any other machine, 127.0.0.1 is that machine itself: announce it only where there is no network.
    return [address for address in found if not ipaddress.ip_address(address).is_loopback] or found


def free_udp_port() -> int:
    """Return a local UDP port that is free now."""
    return free_udp_ports(1)[0]


def free_udp_ports(count: int) -> list[int]:
    """Return several local UDP ports that are free now."""
    with contextlib.ExitStack() as opened:
        probes = [opened.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) for _ in range(count)]
        for probe in probes:
            probe.bind((LOOPBACK, 0))
        return [int(probe.getsockname()[1]) for probe in probes]
