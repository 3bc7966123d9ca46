"""OSC: is the port free, does anybody listen at our receivers, who may send to us."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import socket
import time
from pathlib import Path

from live_daemon.osc.transport import OscServer
from live_daemon.processes.shared_folder import lock_file
from live_daemon.settings import OscSettings, Settings
from live_daemon.soundcheck.lines import Line, judged

# An empty bundle: every OSC program accepts it and does nothing.
NOTHING = b"#bundle\0" + bytes(7) + b"\1"
WAIT_S = 0.15


def daemon_runs(settings: Settings) -> bool:
    """Return whether a daemon with this state folder runs: it would hold the folder's lock."""
    try:
        descriptor = os.open(Path(settings.paths.state) / "lock", os.O_RDWR)
    except OSError:
        return False
    try:
        return not lock_file(descriptor)
    finally:
        os.close(descriptor)


def port_line(osc: OscSettings, running: bool) -> Line:
    """Return whether the daemon will receive OSC."""
    place = f"{osc.listen_host}:{osc.listen_port}"
    remedy = "close the program that holds it, or set [osc] listen_port (and the patch's port)"
    try:
        OscServer(osc.listen_host, osc.listen_port, [], lambda *_: None, lambda *_: None).close()
    except OSError as error:
        if running:
            return Line("OSC in", "pass", f"{place} is held by the daemon that runs")
        return judged("OSC in", False, f"{place} cannot be used ({error.strerror})", "free", remedy)
    if running:
        return judged("OSC in", False, f"the daemon that runs does not hold {place}", "heard", "see what it says")
    return Line("OSC in", "pass", f"{place} is free", "free")


def access_line(osc: OscSettings) -> Line:
    """Return who may send to the daemon; advice if everybody on the network may."""
    if _is_loopback(osc.listen_host):
        return Line("access", "pass", "only programs on this machine are heard")
    if osc.allow:
        return Line("access", "pass", f"heard besides this machine's own programs: {', '.join(osc.allow)}")
    return Line(
        "access",
        "advice",
        f"everybody who reaches {osc.listen_host} is heard: a guest on the Wi-Fi could stop the sound",
        "senders are named",
        'name the senders: [osc] allow = ["192.168.0.20"]',
    )


def patch_lines(osc: OscSettings) -> list[Line]:
    """Return, for each receiver, whether somebody listens there."""
    if not osc.send:
        return [
            Line(
                "OSC out",
                "advice",
                "no message is sent",
                "a receiver",
                "set [osc] send to your patch's port",
            )
        ]
    return [_patch_line(host, port) for host, port in osc.receivers]


def _patch_line(host: str, port: int) -> Line:
    place = f"{host}:{port}"
    bar, name = "somebody listens", "OSC out"
    try:
        address = socket.gethostbyname(host)
    except (OSError, UnicodeError):
        return judged(name, False, f"{host} is not known here", bar, "check the name in [osc] send")
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)  # [osc] send may name a broadcast address
            probe.connect((address, port))
            # A machine without a listener answers "port unreachable", which the next call on this socket reports.
            for _ in range(2):
                probe.send(NOTHING)
                time.sleep(WAIT_S)
        except ConnectionRefusedError:
            remedy = f"open the patch (it must listen on port {port}), or set [osc] send"
            if place in OscSettings().send:  # the default: folder, page and pedals need no patch
                figure = f"nobody listens at {place}: fine if you use only the folder, the page or pedals"
                return Line(name, "advice", figure, bar, f"with a patch: {remedy}")
            return judged(name, False, f"nobody listens at {place}", bar, remedy)
        except OSError as error:
            remedy = "check cable, Wi-Fi and the address in [osc] send"
            return judged(name, False, f"{place} cannot be reached ({error.strerror})", bar, remedy)
    if _is_loopback(address):
        return Line(name, "pass", f"somebody listens at {place}", bar)
    return Line(name, "pass", f"{place} did not refuse (a firewall could hide that nobody listens: see the patch)", bar)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
