"""``live-daemon osc ADDRESS ARGUMENT...``: one message to the daemon that runs, for scripts and for trying out."""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence

from live_daemon.console.state_teller import heard_at
from live_daemon.osc.addresses import INCOMING, Argument, OscRefusedError, OscValue, check_incoming
from live_daemon.osc.transport import encode
from live_daemon.osc.wire import PANIC
from live_daemon.settings import Settings, SettingsError
from live_inference.printable import printable

_ANYTHING = Argument("value", "a", "of an address without arguments")
PANIC_TIMES = 3
"""In a flood the network drops a datagram now and then."""
PANIC_EVERY_S = 0.02


def send(settings: Settings, words: Sequence[str]) -> int:
    """Check one message by the table and send it to ``[osc] listen_host:listen_port``; return the exit status.

    Raises:
        SettingsError: the table does not allow it, or the host is not known; one line.
    """
    path, *texts = words
    row = INCOMING.get(path)
    rules = (row.arguments if row else ()) or (_ANYTHING,)
    typed = [_value(text, rules[min(at, len(rules) - 1)]) for at, text in enumerate(texts)]
    try:
        values = check_incoming(path, typed)
    except OscRefusedError as refused:
        raise SettingsError(str(refused)) from refused
    host, port = heard_at(settings.osc.listen_host), settings.osc.listen_port
    if row is not None and row.is_released(typed):
        print(f"{path} 0 is a button that is let go: nothing is sent")
        return 0
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        try:
            for more in reversed(range(PANIC_TIMES if path == PANIC else 1)):
                out.sendto(encode(path, *values), (host, port))
                time.sleep(PANIC_EVERY_S if more else 0.0)
        except OSError as error:
            raise SettingsError(f"osc: nothing can be sent to {host}:{port} ({error.strerror or error})") from error
    print(printable(f"{path} {' '.join(map(str, values))}") + f" → {host}:{port}")
    return 0


def _value(text: str, rule: Argument) -> OscValue:
    if rule.type == "s":
        return text  # a model may be called 1024
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def example(arguments: Sequence[Argument]) -> str:
    """Return arguments as one would type them, for the documentation."""
    return " ".join(_typical(argument) for argument in arguments if not argument.optional)


def _typical(argument: Argument) -> str:
    if argument.choices:
        return argument.choices[0]
    if argument.type == "s":
        return argument.name.upper()
    if argument.type == "i":
        return {"on": "1", "id": "3"}.get(argument.name, "0")
    return _TYPICAL.get(argument.name, "0.5")


_TYPICAL = {
    "seconds": "5",
    "attack_ms": "20",
    "release_ms": "400",
    "sensitivity_db": "30",
    "gate_db": "-60",
    "q": "20",
    "temperature": "0.8",
    "tau": "0.9",
    "dropout": "0.1",
    "noise": "0.02",
    "energy_hold": "0.25",
    "band": "E2 B2",
    "weight": "1",
}
