"""The arguments of each command. Imports nothing of the commands, so that ``--help`` is quick."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

ACTIONS = ("install", "uninstall", "status")


def add_nothing(_parser: argparse.ArgumentParser) -> None:
    """For a command without arguments."""


def never(_options: argparse.Namespace) -> bool:
    """For a command that needs the settings file it is given."""
    return False


def learns(options: argparse.Namespace) -> bool:
    """Whether ``midi`` learns a mapping: it then creates the settings file."""
    return bool(options.action == "learn")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add ``--json`` alone."""
    parser.add_argument("--json", action="store_true", help="for machines")


def add_demo(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``demo``."""
    parser.add_argument("--input", type=Path, help="recording to perform (default: a shipped etude for plucked string)")
    parser.add_argument(
        "--model", metavar="NAME", help="model that answers; `live-daemon models` lists them (default: engine.model)"
    )
    parser.add_argument("--seconds", type=float, help="length of it (default: the recording's, 45 at most)")
    parser.add_argument("--out", type=Path, default=Path("demo-out"), help="folder for what it makes (%(default)s)")


def add_osc(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``osc``."""
    parser.add_argument("words", nargs="*", metavar="ADDRESS ARGUMENT", help="the message to send: /dream/seed/live 5")
    parser.add_argument(
        "--monitor", action="store_true", help="show what comes in, goes out and is refused, until Ctrl-C"
    )
    add_json(parser)
    _take_negative(parser)


def add_soundcheck(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``soundcheck``."""
    parser.add_argument("--json", action="store_true", help="only the certificate, on one line")
    parser.add_argument(
        "--seconds", type=float, default=30.0, help="length of the measurement under load (%(default)g)"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="the certificate (default: into the state folder)")


def add_install(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``max``, ``pd`` and ``service``."""
    parser.add_argument("action", choices=ACTIONS)
    add_json(parser)


def add_plugin(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``plugin``."""
    parser.add_argument("action", choices=ACTIONS)
    parser.add_argument("--format", choices=("clap", "vst3", "lv2"), help="this format alone (default: all three)")
    parser.add_argument(
        "--dir", type=Path, metavar="DIR", help="where your host looks (default: where this system's hosts look)"
    )
    add_json(parser)


def add_midi(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``midi``."""
    parser.add_argument("action", choices=("list", "learn"))
    parser.add_argument(
        "words",
        nargs="*",
        metavar="ADDRESS ARGUMENT",
        help="learn: the message to send; without one, only show what comes in",
    )
    parser.add_argument("--json", action="store_true", help="for machines (list)")
    _take_negative(parser)


def add_bench(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``bench``."""
    parser.add_argument("--json", action="store_true", help="only the JSON line")
    parser.add_argument("--seconds", type=float, default=10.0, help="length of each measurement (%(default)g)")


def add_replay(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``replay``."""
    parser.add_argument("log", type=Path, metavar="LOG", help="folder of the session, or the log.jsonl in it")
    parser.add_argument("--out", type=Path, default=Path("replay.wav"), help="float32 WAV (%(default)s)")
    add_json(parser)


def _take_negative(parser: argparse.ArgumentParser) -> None:
    """Let ``-60..-20`` and ``-1e-3`` be arguments: before Python 3.14 argparse knows ``-60`` and ``-0.5`` only."""
    parser._negative_number_matcher = re.compile(r"-\.?\d")
