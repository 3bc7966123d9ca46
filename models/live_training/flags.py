"""The flags of `live-daemon train`."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from live_inference.command_line.arguments import rng_seed, whole_number
from live_models.contract.parameters import HyperparameterError
from live_models.families import FAMILIES, family_of
from live_models.registry import user_folder
from live_training.band import FULL, VOICE, band_params, has_full_band, is_open
from live_training.presets import load_preset, preset_names, recommended

DEFAULT_MINUTES: Final = 10.0


def make_parser() -> argparse.ArgumentParser:
    """The parser. A flag left out is None: the plan chooses, or the state that is resumed has it."""
    parser = argparse.ArgumentParser(
        prog="live-daemon train",
        description="Fit a checkpoint to your recordings. Without --approach and --preset it chooses by what you "
        "played and by this machine. Stop it with Ctrl-C at any time; --resume goes on.",
        epilog="; ".join(f"presets of {a}: {', '.join(preset_names(a))}" for a in FAMILIES)
        + ". Like every verb it takes --settings FILE and --set SECTION.KEY=VALUE (here: paths.checkpoints).",
    )
    parser.add_argument(
        "recordings",
        nargs="*",
        type=Path,
        metavar="RECORDING",
        help="audio files to learn from, or folders of them (with --resume: not needed)",
    )
    parser.add_argument("--name", help="name of the checkpoint (default: that of the first recording)")
    parser.add_argument("--approach", choices=FAMILIES, help="the system to train (default: chosen)")
    parser.add_argument(
        "--preset", metavar="NAME|FILE.json", help="hyperparameters to start from (default: chosen); or your own file"
    )
    parser.add_argument(
        "--minutes",
        type=_minutes,
        help=f"time in all, dreams included (default: {DEFAULT_MINUTES:g}; "
        "with --param num_epochs=N: until these are done)",
    )
    parser.add_argument(
        "--param",
        action="append",
        default=[],
        type=_param,
        metavar="NAME=VALUE",
        help="one hyperparameter, by its paper's name (repeatable)",
    )
    parser.add_argument(
        "--band",
        choices=(VOICE, FULL),
        help="what the dreams sound of: up to 5.5 kHz, or up to 20 kHz (default: chosen by the recordings and the "
        "machine; with --preset: as the preset has it)",
    )
    parser.add_argument("--resume", action="store_true", help="go on with a training that was stopped")
    parser.add_argument(
        "--finish",
        action="store_true",
        help="end a training now, running or stopped, and keep what it has learnt: as if its time were over",
    )
    parser.add_argument(
        "--inspect", action="store_true", help="only tell what is heard in the recordings and would harm a training"
    )
    parser.add_argument(
        "--json", action="store_true", help="for machines: one JSON object a line, for each event of the training"
    )
    parser.add_argument(
        "--device", choices=("auto", "cpu", "cuda"), default="auto", help="(default: a GPU if there is)"
    )
    parser.add_argument(
        "--dreaming",
        choices=("concurrent", "sequential"),
        help="dreams on the way: one step after each update, or while the training pauses (default: concurrent)",
    )
    parser.add_argument("--streams", type=whole_number(1, 64), help="dreams on the way side by side (default: 1)")
    parser.add_argument("--tensorboard", type=Path, metavar="DIR", help="curves and dreams for TensorBoard")
    parser.add_argument("--checkpoints", type=Path, default=user_folder(), help="folder (default: %(default)s)")
    parser.add_argument(
        "--licence",
        action="append",
        default=[],
        metavar="TEXT",
        help="licence for the card: once for all recordings, or once for each in their order",
    )
    parser.add_argument("--rng-seed", type=rng_seed, help="fixes every random draw (default: 0)")
    parser.add_argument(
        "--list-presets", action="store_true", help="list the presets, and their files to copy and edit"
    )
    parser.add_argument(
        "--list-parameters", action="store_true", help="list every system's hyperparameters, their meaning and range"
    )
    return parser


def list_presets() -> str:
    """Every preset with its purpose and its file."""
    lines = []
    for approach in FAMILIES:
        lines.append(approach)
        for name in preset_names(approach):
            found = load_preset(name, approach)
            lines.append(f"  {name:<12} {found.about}\n  {'':<12} {found.path}")
    return "\n".join(lines)


def params_of(options: argparse.Namespace, resumed: str | None = None) -> dict[str, Any]:
    """Hyperparameters from the flags. `resumed`: the approach of the training that goes on.

    Raises HyperparameterError for a band that the approach does not have, or a preset's own file that cannot be read.
    """
    params = dict(options.param)
    if options.band is None:
        return params
    approach = options.approach or resumed
    if approach is None and (options.preset or "").endswith(".json"):
        approach = load_preset(options.preset).approach
    family = recommended() if approach is None else family_of(approach)
    if not has_full_band(family):
        if options.band == FULL:
            able = ", ".join(one.name for one in FAMILIES.values() if has_full_band(one))
            raise HyperparameterError(f"--band full needs --approach {able}, got {family.name}")
        return params
    return band_params(family, options.band) | params


def band_is_open(options: argparse.Namespace, params: Mapping[str, Any]) -> bool:
    """Whether the flags leave it open how high dreams go. `params`: those of `params_of`."""
    family = None if options.approach is None else family_of(options.approach)
    return options.band is None and is_open(family, options.preset, params)


def _param(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"must be NAME=VALUE, got {text!r}")
    return name.strip(), value.strip()


def _minutes(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 < value <= 100_000.0:
        raise argparse.ArgumentTypeError(f"must be in range 0..100000 (0 excluded), got {text!r}")
    return value
