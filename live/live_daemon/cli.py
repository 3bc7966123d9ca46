"""The command line: ``live-daemon VERB``. Exit status 0 done, 1 failed (one line on stderr), 2 wrong usage."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import live_daemon
from live_daemon.install.shipped import where_files_are
from live_daemon.midi.mapping import check_mappings
from live_daemon.processes.kernel_cache import choose_kernel_cache
from live_daemon.settings import Settings, SettingsError, black_box_folder, load_settings
from live_inference.command_line.entry import prepare_terminal, run_command
from live_inference.command_line.printable import printable

Command = Callable[[argparse.Namespace, Settings], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit status."""
    prepare_terminal()
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser()
    # These have their own flags, parsed where they are needed; only the settings are ours.
    options, rest = parser.parse_known_args(arguments)
    if rest and options.verb not in ("train", "render", "export", "score", "bank"):
        parser.error(f"unrecognized arguments: {printable(' '.join(rest))}")
    options.rest = rest
    return run_command("live-daemon", lambda: _run_verb(options), (SettingsError, UserError))


def _run_verb(options: argparse.Namespace) -> int:
    settings = load_settings(_settings_file(options), options.set)
    check_mappings(settings)
    choose_kernel_cache(Path(settings.paths.state))
    return int(options.command(options, settings))


def _settings_file(options: argparse.Namespace) -> Path | None:
    """Return the file that is read; `midi learn` makes the one that is named where there is none yet."""
    file: Path | None = options.settings
    learns = options.verb == "midi" and options.action == "learn"
    return None if learns and file is not None and not file.exists() else file


class UserError(RuntimeError):
    """Something that the user can mend; the text is one line."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="live-daemon",
        description="A musician plays; frozen LSTM networks dream on what they heard, and answer.",
        epilog=where_files_are(),
        formatter_class=argparse.RawDescriptionHelpFormatter,  # a path that is cut in two cannot be copied
    )
    parser.add_argument("--version", action="version", version=f"live-daemon {live_daemon.__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)

    demo = _verb(verbs, "demo", _demo, "a performance through the whole daemon: no sound card, no Max")
    demo.add_argument("--input", type=Path, help="recording to perform (default: a shipped etude for plucked string)")
    demo.add_argument("--seconds", type=float, help="length of the performance (default: the recording's, 45 at most)")
    demo.add_argument("--out", type=Path, default=Path("demo-out"), help="folder for what it makes (%(default)s)")

    _verb(verbs, "run", _run, "the stage: watch the recordings folder, hear OSC, dream, follow")
    _verb(verbs, "warm-up", _warm_up, "compile everything once, so that the first start and the first dream are quick")
    _verb(
        verbs, "train", _train, "fit a checkpoint to your own recordings (`live-daemon train --help`)", add_help=False
    )
    _verb(verbs, "render", _render, "recordings in, a bank of loops out (`live-daemon render --help`)", add_help=False)
    _verb(verbs, "export", _export, "a checkpoint as a file for nn~ (`live-daemon export --help`)", add_help=False)
    _verb(verbs, "score", _score, "how good are dreams? (`live-daemon score --help`)", add_help=False)
    _verb(verbs, "bank", _bank, "look at a bank of loops, listen, choose (`live-daemon bank --help`)", add_help=False)
    models = _verb(verbs, "models", _models, "the checkpoints that can be dreamt with")
    models.add_argument("--json", action="store_true", help="for machines")
    devices = _verb(verbs, "devices", _devices, "the sound devices, as [audio] device takes them")
    devices.add_argument("--json", action="store_true", help="for machines")
    osc = _verb(verbs, "osc", _osc, "every OSC address with its arguments; or send one message to the daemon that runs")
    osc.add_argument("words", nargs="*", metavar="ADDRESS ARGUMENT", help="what to send: /dream/seed/live 5")
    osc.add_argument("--json", action="store_true", help="for machines")
    _take_negative(osc)
    check = _verb(
        verbs, "soundcheck", _soundcheck, "is this machine, with these settings, safe to go on stage tonight?"
    )
    check.add_argument("--json", action="store_true", help="only the certificate, on one line")
    check.add_argument("--seconds", type=float, default=30.0, help="length of the measurement under load (%(default)g)")
    check.add_argument("--out", type=Path, metavar="FILE", help="the certificate (default: into the state folder)")
    service = _verb(verbs, "service", _service, "start with your session: write, remove or look at the service file")
    service.add_argument("action", choices=("install", "uninstall", "status"))
    service.add_argument("--json", action="store_true", help="for machines")
    for name, program in (("max", "Max"), ("pd", "Pure Data")):
        about = f"the patches for {program}: bring them where it finds them, take them away, look"
        patches = _verb(verbs, name, _patches, about)
        patches.add_argument("action", choices=("install", "uninstall", "status"))
        patches.add_argument("--json", action="store_true", help="for machines")
    listed = _verb(verbs, "settings", _settings, "every setting: what it is now, its default, its range, its meaning")
    listed.add_argument("--json", action="store_true", help="for machines")
    _verb(verbs, "console", _console, "open the web page of the daemon that runs")
    midi = _verb(verbs, "midi", _midi, "the MIDI inputs; map a pedal, a key or a knob to an OSC address")
    midi.add_argument("action", choices=("list", "learn"))
    midi.add_argument(
        "words", nargs="*", metavar="ADDRESS ARGUMENT", help="learn: what to send; without it, only show what comes in"
    )
    midi.add_argument("--json", action="store_true", help="for machines (list)")
    _take_negative(midi)
    bench = _verb(verbs, "bench", _bench, "how fast this machine dreams and follows")
    bench.add_argument("--json", action="store_true", help="only the JSON line")
    bench.add_argument("--seconds", type=float, default=10.0, help="length of each measurement (%(default)g)")
    replay = _verb(verbs, "replay", _replay, "render a concert again from its black box, sample for sample")
    replay.add_argument("log", type=Path, metavar="LOG", help="folder of the session, or the log.jsonl in it")
    replay.add_argument("--out", type=Path, default=Path("replay.wav"), help="float32 WAV (%(default)s)")
    replay.add_argument("--json", action="store_true", help="for machines")
    return parser


def list_verbs() -> list[tuple[str, str]]:
    """Return each verb with its help, in their order."""
    subparsers = next(action for action in _parser()._actions if isinstance(action, argparse._SubParsersAction))
    return [(choice.dest, choice.help or "") for choice in subparsers._choices_actions]


def _verb(verbs: Any, name: str, command: Command, help_text: str, *, add_help: bool = True) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=help_text, description=help_text, add_help=add_help)
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings, TOML")
    parser.add_argument(
        "--set", action="append", default=[], metavar="SECTION.KEY=VALUE", help="override one setting (repeatable)"
    )
    parser.set_defaults(command=command)
    return parser


def _take_negative(parser: argparse.ArgumentParser) -> None:
    """Let ``-60..-20`` and ``-1e-3`` be arguments: before Python 3.14 argparse knows ``-60`` and ``-0.5`` only."""
    parser._negative_number_matcher = re.compile(r"-\.?\d")


def _run(_options: argparse.Namespace, settings: Settings) -> int:
    from live_daemon.processes.run import run

    return run(settings)


def _warm_up(_options: argparse.Namespace, settings: Settings) -> int:
    from live_daemon.processes.warm_up import WarmUpError, warm_up

    try:
        warm_up(lambda text: print(printable(text), flush=True), settings)
    except WarmUpError as error:
        raise UserError(str(error)) from error
    print("everything is compiled")
    return 0


def _demo(options: argparse.Namespace, settings: Settings) -> int:
    from live_daemon.demo.performance import perform

    return perform(options.input, options.seconds, options.out, settings)


def _train(options: argparse.Namespace, settings: Settings) -> int:
    return _delegated("live_training", options, settings)


def _render(options: argparse.Namespace, settings: Settings) -> int:
    return _delegated("live_inference.render", options, settings)


def _export(options: argparse.Namespace, settings: Settings) -> int:
    return _delegated("live_inference.export", options, settings)


def _score(options: argparse.Namespace, _settings: Settings) -> int:
    from live_inference.scores.command import main as score

    return score(options.rest)


def _bank(options: argparse.Namespace, settings: Settings) -> int:
    from live_daemon.audio.devices import DeviceError
    from live_daemon.commands.bank_player import play_on
    from live_inference.bank.command import main as bank

    try:
        return bank(options.rest, lambda samples, rate: play_on(settings.audio.device, samples, rate))
    except DeviceError as error:
        raise UserError(str(error)) from error


def _delegated(module: str, options: argparse.Namespace, settings: Settings) -> int:
    # What is given comes behind what is set, and counts: `--checkpoints=DIR` as well as `--checkpoints DIR`.
    command = [sys.executable, "-m", module, f"--checkpoints={settings.paths.checkpoints}", *options.rest]
    with subprocess.Popen(command) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # the process has heard the Ctrl-C itself: it saves its work, then it ends


def _models(options: argparse.Namespace, settings: Settings) -> int:
    from live_inference.worker.catalogue import list_models

    rows = list_models(Path(settings.paths.checkpoints))
    if options.json:
        print(json.dumps(rows, indent=1))
        return 0
    for row in rows:
        mark = "*" if row["default"] else " "
        about = row.get("fault") or f"{row['approach']}, {row.get('sample_rate')} Hz"
        print(printable(f"{mark} {row['name']:<24}{about}"))
    print(f"\n* is the default; your own checkpoints lie in {printable(settings.paths.checkpoints)}")
    return 0


def _devices(options: argparse.Namespace, _settings: Settings) -> int:
    from live_daemon.audio.devices import DeviceError, list_devices

    try:
        rows = list_devices()
    except DeviceError as error:
        raise UserError(str(error)) from error
    if options.json:
        print(json.dumps(rows, indent=1))
        return 0
    if not rows:
        print("no sound device found; `--set audio.device=none` runs without one")
    for row in rows:
        print(printable("  ".join(f"{key}={value}" for key, value in row.items())))
    return 0


def _osc(options: argparse.Namespace, settings: Settings) -> int:
    from live_daemon.osc.reference import as_text, describe

    if options.words:
        from live_daemon.osc.send import send

        return send(settings, options.words, as_json=options.json)
    print(json.dumps(describe(), indent=1) if options.json else as_text())
    return 0


def _soundcheck(options: argparse.Namespace, settings: Settings) -> int:
    from live_daemon.soundcheck.check import soundcheck

    return soundcheck(settings, options.seconds, options.out, json_only=options.json)


def _patches(options: argparse.Namespace, _settings: Settings) -> int:
    from live_daemon.install.copies import InstallError, act
    from live_daemon.install.patches import how_to_open, max_places, patches_folder, pd_places

    try:
        places = (max_places if options.verb == "max" else pd_places)(patches_folder())
        act(options.action, places, as_json=options.json)
    except InstallError as error:
        raise UserError(str(error)) from error
    if (options.verb, options.action, options.json) == ("pd", "install", False):
        print(how_to_open(places[0]))
    return 0


def _settings(options: argparse.Namespace, settings: Settings) -> int:
    from live_daemon.commands.settings_page import as_json, as_toml

    print(as_json(settings) if options.json else as_toml(settings))
    return 0


def _service(options: argparse.Namespace, _settings: Settings) -> int:
    from live_daemon.install.service import act

    return act(options.action, options.settings, options.set, as_json=options.json)


def _console(_options: argparse.Namespace, settings: Settings) -> int:
    from live_daemon.console.command import open_page

    return open_page(settings)


def _midi(options: argparse.Namespace, settings: Settings) -> int:
    from live_daemon.midi.command import learn, list_inputs

    if options.action == "list":
        return list_inputs(settings, as_json=options.json)
    return learn(settings, options.settings, options.words)


def _bench(options: argparse.Namespace, settings: Settings) -> int:
    from live_daemon.bench.command import bench
    from live_inference.command_line.compiling import on_stderr, told_compiling

    with told_compiling("what is measured", on_stderr):
        return bench(settings, options.seconds, json_only=options.json)


def _replay(options: argparse.Namespace, settings: Settings) -> int:
    from live_daemon.audio.record import RecordError
    from live_daemon.black_box.replay import ReplayError, replay
    from live_inference.command_line.compiling import on_stderr, told_compiling

    try:
        with told_compiling("the audio engine", on_stderr):
            return replay(options.log, options.out, black_box_folder(settings), as_json=options.json)
    except (ReplayError, RecordError) as error:
        raise UserError(str(error)) from error


if __name__ == "__main__":
    sys.exit(main())
