"""The table of commands: one row each. The help, docs/functions.md and the dispatch all come from it."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from live_daemon.commands import arguments as flags
from live_daemon.settings import Settings

Entry = Callable[[argparse.Namespace, Settings], int]


@dataclass(frozen=True, slots=True)
class Command:
    """One command. ``entry``: `module:function`, imported only when the command is given; it returns the exit status.

    ``add_arguments``: None for a command that parses its own; it finds them in ``options.rest``. ``creates_settings``:
    whether it creates the settings file that it is given, which then need not exist.
    """

    name: str
    help: str
    entry: str
    add_arguments: Callable[[argparse.ArgumentParser], None] | None = flags.add_nothing
    creates_settings: Callable[[argparse.Namespace], bool] = flags.never

    def load(self) -> Entry:
        """Import the function of this command."""
        module, _, function = self.entry.partition(":")
        entry: Entry = getattr(importlib.import_module(module), function)
        return entry


COMMANDS: Final = (
    Command(
        "demo",
        "a performance through the whole daemon: no sound card, no Max",
        "live_daemon.demo.performance:command",
        flags.add_demo,
    ),
    Command(
        "run", "the stage: watch the recordings folder, hear OSC, dream, follow", "live_daemon.commands.run:command"
    ),
    Command(
        "warm-up",
        "compile everything once, so that the first start and the first dream are quick",
        "live_daemon.commands.warm_up:command",
    ),
    Command(
        "train",
        "fit a checkpoint to your own recordings (`live-daemon train --help`)",
        "live_daemon.commands.delegated:command",
        None,
    ),
    Command(
        "render",
        "recordings in, a bank of loops out (`live-daemon render --help`)",
        "live_daemon.commands.delegated:command",
        None,
    ),
    Command(
        "export",
        "a checkpoint as a file for nn~ (`live-daemon export --help`)",
        "live_daemon.commands.delegated:command",
        None,
    ),
    Command("score", "how good are dreams? (`live-daemon score --help`)", "live_daemon.commands.score:command", None),
    Command(
        "bank",
        "look at a bank of loops, listen, choose (`live-daemon bank --help`)",
        "live_daemon.commands.bank:command",
        None,
    ),
    Command("models", "the checkpoints that can dream", "live_daemon.commands.models:command", flags.add_json),
    Command(
        "devices",
        "the sound devices, as [audio] device takes them",
        "live_daemon.commands.devices:command",
        flags.add_json,
    ),
    Command(
        "osc",
        "every OSC address with its arguments; or send one message to the daemon that runs; or watch its messages",
        "live_daemon.commands.osc:command",
        flags.add_osc,
    ),
    Command(
        "soundcheck",
        "is this machine, with these settings, safe to go on stage tonight?",
        "live_daemon.soundcheck.check:command",
        flags.add_soundcheck,
    ),
    Command(
        "service",
        "start with your session: install or uninstall the service file, or show its status",
        "live_daemon.install.service:command",
        flags.add_install,
    ),
    Command(
        "max",
        "the patches for Max: install or uninstall them where Max finds them, or show their status",
        "live_daemon.commands.patches:command",
        flags.add_install,
    ),
    Command(
        "pd",
        "the patches for Pure Data: install or uninstall them where Pd finds them, or show their status",
        "live_daemon.commands.patches:command",
        flags.add_install,
    ),
    Command(
        "plugin",
        "the bridge for audio hosts (CLAP, VST3, LV2): install or uninstall it where they look, or show its status",
        "live_daemon.commands.plugin:command",
        flags.add_plugin,
    ),
    Command(
        "settings",
        "every setting: its value, default, range and meaning",
        "live_daemon.commands.settings_page:command",
        flags.add_json,
    ),
    Command(
        "studio",
        "the page for a musician: stage, dreams, training, tonight; where no daemon runs, it runs here, until Ctrl-C",
        "live_daemon.commands.studio:command",
    ),
    Command("console", "the other name of `studio`", "live_daemon.commands.studio:command"),
    Command(
        "midi",
        "the MIDI inputs; map a pedal, a key or a knob to an OSC address",
        "live_daemon.commands.midi:command",
        flags.add_midi,
        flags.learns,
    ),
    Command("bench", "how fast this machine dreams and follows", "live_daemon.bench.command:command", flags.add_bench),
    Command(
        "replay",
        "render a concert again from its black box, sample for sample",
        "live_daemon.commands.replay:command",
        flags.add_replay,
    ),
)
