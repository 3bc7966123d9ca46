"""`live-daemon train`: from recordings to a checkpoint, with a progress bar, resume and dreams on the way."""

from __future__ import annotations

import argparse
import importlib.metadata
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import tqdm

from live_inference.audio_files import AudioFileError
from live_models.checkpoint import CheckpointError, load_checkpoint, save_checkpoint
from live_models.hyperparameters import APPROACHES, HyperparameterError, Hyperparameters
from live_models.registry import user_folder
from live_training.dreams import ConcurrentDream, frozen_dreams, gain_to_reference_db, scores_of, write_wav
from live_training.material import Material, MaterialError, load_material
from live_training.presets import DEFAULT_PRESET, preset, preset_names
from live_training.trainer import DivergedError, ResumeError, Trainer

SAVE_EVERY_S: Final = 30.0
LOG_EVERY_S: Final = 10.0
DRAW_EVERY_S: Final = 0.5
DREAM_S: Final = 5.0
FROZEN_DREAMS: Final = 3
FROZEN_S: Final = 30.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Train; returns the exit status: 0 done, 1 failed (one line on stderr), 2 wrong usage, 130 interrupted."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        if not options.name or any(mark in options.name for mark in "/\\") or options.name.startswith("."):
            raise HyperparameterError(f"--name must be a file's name without folders, got {options.name!r}")
        return _train(options)
    except (HyperparameterError, MaterialError, AudioFileError, CheckpointError, ResumeError, DivergedError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
    except OSError as error:
        print(f"{parser.prog}: {error.filename or options.checkpoints}: {error.strerror or error}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="live-daemon train",
        description="Fit a checkpoint to your recordings. Stop it with Ctrl-C at any time; --resume goes on.",
        epilog="; ".join(f"presets of {a}: {', '.join(preset_names(a))}" for a in APPROACHES)
        + ". Like every verb it takes --settings FILE and --set SECTION.KEY=VALUE (here: paths.checkpoints).",
    )
    parser.add_argument("recordings", nargs="+", type=Path, metavar="RECORDING", help="audio files to learn from")
    parser.add_argument("--name", required=True, help="name of the checkpoint")
    parser.add_argument(
        "--approach", choices=APPROACHES, default="magnitude_spectrum", help="what is predicted (default: %(default)s)"
    )
    parser.add_argument("--preset", default=DEFAULT_PRESET, help="hyperparameters to start from (default: %(default)s)")
    parser.add_argument("--minutes", type=_minutes, default=10.0, help="time in all (default: %(default)s)")
    parser.add_argument(
        "--param",
        action="append",
        default=[],
        type=_param,
        metavar="NAME=VALUE",
        help="one hyperparameter, by the dissertation's name (repeatable)",
    )
    parser.add_argument("--resume", action="store_true", help="go on with a training that was stopped")
    parser.add_argument("--checkpoints", type=Path, default=user_folder(), help="folder (default: %(default)s)")
    parser.add_argument(
        "--licence",
        action="append",
        default=[],
        metavar="TEXT",
        help="licence for the card: once for all recordings, or once for each in their order",
    )
    parser.add_argument("--rng-seed", type=int, default=0, help="fixes every random draw (default: %(default)s)")
    return parser


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


def _train(options: argparse.Namespace) -> int:
    folder: Path = options.checkpoints
    stem, work = folder / options.name, folder / f"{options.name}.training"
    if stem.with_name(options.name + ".json").exists() and not options.resume:
        raise CheckpointError(f"{stem}.json: exists; choose another --name, delete it, or go on with --resume")
    parameters = preset(options.approach, options.preset, dict(options.param))
    licences = options.licence or ["unstated"]
    if len(licences) not in (1, len(options.recordings)):
        raise MaterialError(
            f"--licence must be given once or once per recording ({len(options.recordings)}), got {len(licences)}"
        )
    material = load_material(options.recordings, licences * (len(options.recordings) // len(licences)), parameters)
    trainer = Trainer(parameters, material, options.rng_seed)
    log: dict[str, Any] = {"elapsed_s": 0.0, "losses": []}
    if options.resume:
        log = trainer.load_state(work / "state.safetensors")
    trainer.save_state(
        work / "state.safetensors", log
    )  # a folder that cannot be written is found out now, not at the end
    seconds = sum(row["duration_s"] for row in material.recordings)
    print(f"{len(material.recordings)} recordings, {seconds:.0f} s; dreams on the way: {work}", flush=True)
    try:
        _fit(trainer, log, work, options)
    except KeyboardInterrupt:
        trainer.save_state(work / "state.safetensors", log)
        print(f"{_parser().prog}: stopped; go on with --resume", file=sys.stderr)
        return 130
    trainer.save_state(work / "state.safetensors", log)
    _finish(trainer, material, log, stem, work, options)
    return 0


def _fit(trainer: Trainer, log: dict[str, Any], work: Path, options: argparse.Namespace) -> None:
    """Update until the time or the epochs are over, whichever comes first."""
    p = trainer.parameters
    limit_s, last_step = options.minutes * 60.0, p.num_epochs * trainer.updates_per_epoch
    dream = ConcurrentDream(trainer, work, DREAM_S, options.rng_seed)
    before = log["elapsed_s"]
    start = logged = saved = drawn = time.monotonic()
    recent: list[float] = []
    with tqdm.tqdm(total=100, unit="%", bar_format="{l_bar}{bar}| {elapsed} {postfix}") as bar:
        while log["elapsed_s"] < limit_s and trainer.step < last_step:
            progress = max(log["elapsed_s"] / limit_s, trainer.step / last_step)
            recent.append(trainer.update(progress))
            dream.step()
            now = time.monotonic()
            log["elapsed_s"] = before + now - start
            if now - logged >= LOG_EVERY_S or len(log["losses"]) == 0:
                _note(trainer, log, recent, bar, dream.count)
                recent, logged = [], now
            if now - drawn >= DRAW_EVERY_S:
                bar.n = min(100, round(100 * max(log["elapsed_s"] / limit_s, trainer.step / last_step)))
                bar.refresh()
                drawn = now
            if now - saved >= SAVE_EVERY_S:
                trainer.save_state(work / "state.safetensors", log)
                saved = now
        bar.n = 100
        if recent:
            _note(trainer, log, recent, bar, dream.count)


def _note(trainer: Trainer, log: dict[str, Any], recent: list[float], bar: Any, dreams: int) -> None:
    """One line of the training log, which is also what the bar shows."""
    row = {
        "step": trainer.step,
        "epoch": trainer.epoch,
        "elapsed_s": round(log["elapsed_s"], 1),
        "loss": round(sum(recent) / len(recent), 6),
        "validation_loss": round(trainer.validate(), 6),
    }
    log["losses"].append(row)
    bar.set_postfix_str(
        f"step {row['step']}, loss {row['loss']:.5f}, validation {row['validation_loss']:.5f}, dreams {dreams}"
    )


def _finish(
    trainer: Trainer, material: Material, log: dict[str, Any], stem: Path, work: Path, options: argparse.Namespace
) -> None:
    """Freeze: measure the dreams' level, write the checkpoint, then dream from it and put the scores on its card."""
    p: Hyperparameters = trainer.parameters
    card: dict[str, Any] = {
        "hyperparameters": p.to_params(),
        "normalisation": vars(material.normalisation),
        "recordings": material.recordings,
        "preset": options.preset,
        "rng_seed": options.rng_seed,
        "versions": {"live-daemon": importlib.metadata.version("live-daemon")},
        "training_log": {
            "elapsed_s": round(log["elapsed_s"], 1),
            "steps": trainer.step,
            "losses": _thin(log["losses"]),
        },
        "controls": {},
        "resynthesis": {"keep_peaks": True},  # nearer to the source than all bins: see `Resynthesis`
        "scores": {},
    }
    save_checkpoint(stem, trainer.network.tensors(), card)
    checkpoint = load_checkpoint(stem)
    dreams = frozen_dreams(checkpoint, material.seeds, FROZEN_DREAMS, FROZEN_S, options.rng_seed)
    gain_db = round(gain_to_reference_db(dreams), 2)
    card["normalisation"] = {**vars(material.normalisation), "gain_db": gain_db}
    dreams = [dream * np.float32(10.0 ** (gain_db / 20.0)) for dream in dreams]  # what the finished card will give
    card["scores"] = scores_of(dreams, material.seeds, p.sample_rate)
    path = save_checkpoint(stem, trainer.network.tensors(), card)
    for number, dream in enumerate(dreams):
        write_wav(work / f"frozen_{number}.wav", dream, p.sample_rate)
    scores = card["scores"]
    print(f"{path}: {scores['passed']} of {scores['dreams']} frozen dreams pass the guard", flush=True)


def _thin(losses: list[dict[str, Any]], most: int = 200) -> list[dict[str, Any]]:
    """At most `most` rows of the log, the last one among them."""
    stride = max(1, -(-len(losses) // most))
    return losses[::-1][::stride][::-1]
