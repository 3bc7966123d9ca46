"""``live-daemon osc``."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from live_daemon.black_box.osc_lines import OscLine, osc_since
from live_daemon.commands.user_error import UserError
from live_daemon.osc.reference import as_text, describe
from live_daemon.osc.send import send
from live_daemon.settings import Settings, black_box_folder
from live_daemon.soundcheck.network import daemon_runs
from live_inference.command_line.printable import printable
from live_inference.command_line.terminal import tell

LOOK_S: Final = 0.2
NOBODY: Final = "osc: no live-daemon runs with these settings: this is its last session; the next one will follow"
LEFT_OUT: Final = "osc: more comes than is shown: some messages are left out"
FULL: Final = "osc: [black_box] keep_gb is reached: nothing more of this session is kept, and nothing is shown"
_WAYS: Final = {"in": "<-", "out": "->", "error": "!!"}


def command(options: argparse.Namespace, settings: Settings) -> int:
    """Print the table of addresses, send one message, or watch messages until Ctrl-C.

    Raises:
        UserError: there is nothing to watch; one line.
    """
    if options.monitor:
        if options.words:
            raise UserError("osc --monitor sends nothing: leave out the message, or send it from another terminal")
        try:
            for line in watched(settings):
                print(json.dumps(asdict(line)) if options.json else printable(_shown(line)), flush=True)
        except KeyboardInterrupt:
            return 0
    if options.words:
        return send(settings, options.words, as_json=options.json)
    print(json.dumps(describe(), indent=1) if options.json else as_text())
    return 0


def watched(settings: Settings) -> Iterator[OscLine]:
    """Yield what the daemon hears and says, without end, from its black box; tell once why something is missing.

    Raises:
        UserError: there is no black box.
    """
    folder = black_box_folder(settings)
    if not settings.black_box.enabled:
        raise UserError("osc --monitor reads the black box, which is off: set [black_box] enabled = true")
    piece = osc_since(folder)
    if not piece.session:
        raise UserError(f"{folder}: no session yet; start `live-daemon run` with these settings")
    told: set[str] = set()

    def tell_once(text: str) -> None:
        if text not in told:
            told.add(text)
            tell(f"live-daemon: {text}")

    if not daemon_runs(settings):
        tell_once(NOBODY)
    while True:
        if piece.left_out:
            tell_once(LEFT_OUT)
        if piece.is_full:
            tell_once(FULL)
        yield from piece.lines
        time.sleep(LOOK_S)
        piece = osc_since(folder, piece.session, piece.at)


def _shown(line: OscLine) -> str:
    at = time.strftime("%H:%M:%S", time.localtime(line.time_s))
    return f"{at} {_WAYS[line.way]} {line.address} {' '.join(map(str, line.values))}".rstrip()
