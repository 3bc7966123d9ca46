"""The command line: ``live-daemon VERB``. Exit status 0 done, 1 failed (one line on stderr), 2 wrong usage."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import live_daemon
from live_daemon.commands.table import COMMANDS, Command
from live_daemon.commands.user_error import UserError
from live_daemon.install.shipped import where_files_are
from live_daemon.midi.mapping import check_mappings
from live_daemon.processes.kernel_cache import choose_kernel_cache
from live_daemon.settings import SettingsError, default_settings_file, load_settings
from live_inference.command_line.entry import prepare_terminal, run_command
from live_inference.command_line.printable import printable
from live_inference.command_line.terminal import tell


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    prepare_terminal()
    parser = _parser()
    options, rest = parser.parse_known_args(sys.argv[1:] if arguments is None else list(arguments))
    command: Command = options.command
    if rest and command.add_arguments is not None:
        parser.error(f"unrecognized arguments: {printable(' '.join(rest))}")
    options.rest = rest
    return run_command("live-daemon", lambda: _run(command, options), (SettingsError, UserError))


def _run(command: Command, options: argparse.Namespace) -> int:
    if options.settings is None and (own := default_settings_file()).is_file():
        options.settings = own
        tell(f"settings: {own}")
    file: Path | None = options.settings
    if file is not None and not file.exists() and command.creates_settings(options):
        file = None
    settings = load_settings(file, options.set)
    check_mappings(settings)
    choose_kernel_cache(Path(settings.paths.state))  # before the command's imports: numba reads it then
    return command.load()(options, settings)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="live-daemon",
        description="A musician plays; frozen LSTM networks dream on what they heard, and answer.",
        epilog=where_files_are(),
        formatter_class=argparse.RawDescriptionHelpFormatter,  # a path broken across lines cannot be copied
    )
    parser.add_argument("--version", action="version", version=f"live-daemon {live_daemon.__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for command in COMMANDS:
        own = command.add_arguments is not None
        verb = verbs.add_parser(command.name, help=command.help, description=command.help, add_help=own)
        verb.add_argument("--settings", type=Path, metavar="FILE", help="settings, TOML")
        verb.add_argument(
            "--set", action="append", default=[], metavar="SECTION.KEY=VALUE", help="override one setting (repeatable)"
        )
        if command.add_arguments is not None:
            command.add_arguments(verb)
        verb.set_defaults(command=command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
