"""``live-daemon osc ADDRESS ARGUMENT...``: sends one message to the running daemon, for scripts and for trying out."""

from __future__ import annotations

import json
from collections.abc import Sequence

from live_daemon.osc.addresses import INCOMING, Argument, OscRefusedError, OscValue, check_incoming
from live_daemon.osc.ask import NobodyAnswersError, ask
from live_daemon.osc.local import heard_at
from live_daemon.settings import Settings, SettingsError
from live_inference.command_line.printable import printable
from live_inference.command_line.terminal import tell

_ANYTHING = Argument("value", "a", "of an address without arguments")


def send(settings: Settings, words: Sequence[str], *, as_json: bool = False) -> int:
    """Send one message to ``[osc] listen_host:listen_port`` and print the answers; return the exit status.

    Raises:
        SettingsError: the table does not allow it, the host is unknown, or nobody answers; one line.
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
        print(f"{printable(path)} 0 is a released button: nothing is sent")
        return 0
    said = printable(" ".join([path, *map(str, values)]))
    try:
        answers = ask(host, port, path, values, settings.osc.panic_port)
    except OSError as error:
        raise SettingsError(f"osc: nothing can be sent to {host}:{port} ({error.strerror or error})") from error
    except NobodyAnswersError as error:
        raise SettingsError(
            f"{error}: {said} was sent, and nobody confirmed it (start `live-daemon run`, or say where it "
            "listens: --settings FILE, --set osc.listen_port=PORT)"
        ) from error
    if as_json:
        print(json.dumps({"sent": [path, *values], "answers": answers.messages, "errors": answers.errors}))
    else:
        print(f"{said} → {host}:{port}")
        for address, told in answers.messages:
            print(printable(" ".join([address, *map(_shown, told)])))
    for address, text in answers.errors:
        tell(f"live-daemon: {text if text.startswith(address) else f'{address}: {text}'}")
    if answers.missing:
        tell(f"live-daemon: {path} was heard, {answers.missing}")
    return 1 if answers.missing or answers.refuses(path) else 0


def _shown(value: object) -> str:
    return f"{value:.7g}" if isinstance(value, float) else str(value)  # float32 holds seven digits


def _value(text: str, rule: Argument) -> OscValue:
    if rule.type == "s":
        return text  # a model may be called 1024
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number
