"""``live-daemon render``: recordings in, a bank of loops out; resumable, on one machine or many."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tqdm import tqdm

from live_inference.audio_files import AudioFileError
from live_inference.bank import BankError
from live_inference.loading import BACKENDS, BackendError, check_precision
from live_inference.printable import printable
from live_inference.render.bank_writing import REPORT, check_bank, check_names, write_rendered
from live_inference.render.chest import Chest
from live_inference.render.errors import RenderError
from live_inference.render.pitched import parse_pitches, pitched_seeds
from live_inference.render.plan import Model, Plan, make_plan, plan_model
from live_inference.render.rendering import Progress, Rendered, render
from live_inference.render.schedulers import DaskRunner, ProcessRunner, Runner
from live_inference.render.seeds import cut_seeds, parse_cut, read_recordings
from live_models.checkpoint import CheckpointError, load_checkpoint
from live_models.registry import Registry, user_folder

DEFAULT_COUNT: Final = 32
DEFAULT_SECONDS: Final = 10.0
SEAM_S: Final = 1.25
"""A loop is shorter than its dream by what its seam takes: 0.25 to 2.25 s, as it is found."""
SHORTEST_S: Final = 1.0
LONGEST_S: Final = 600.0
MOST_LOOPS: Final = 10_000
MOST_WORKERS: Final = 256
MOST_RNG_SEED: Final = 2**31 - 1
"""As an OSC message carries it, so that every dream of a bank can be asked for on stage."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Render a bank; returns the exit status: 0 done, 1 failed (one line on stderr), 2 wrong usage."""
    options = _parser().parse_intermixed_args(arguments)  # recordings may stand anywhere
    began_s = time.monotonic()
    try:
        report, progress = _render(options)
    except (RenderError, AudioFileError, CheckpointError, BackendError, BankError) as error:
        return _failed(str(error))
    except OSError as error:
        where = error.filename or options.bank
        reason = f"{where}: cannot be written or read ({error.strerror or error})"
        return _failed(f"{reason}; what is finished is kept in {options.bank}")
    except KeyboardInterrupt:
        return _failed("stopped; what is finished is kept: the same command goes on from there")
    _tell(options, report, progress, time.monotonic() - began_s)
    return 0


def _render(options: argparse.Namespace) -> tuple[dict[str, Any], Progress]:
    check_bank(options.bank)
    plan = _plan(options)
    check_names(options.bank, plan)
    chest = Chest(options.bank)
    chest.open()
    runner = _runner(options)
    try:
        rendered, progress = _dream(plan, chest, runner)
    finally:
        runner.close()
    with _bar(len(rendered.kept), "loops", "loop") as bar:
        report = write_rendered(options.bank, plan, rendered, chest, lambda done: _move(bar, done))
    return report, progress


def _plan(options: argparse.Namespace) -> Plan:
    models = _models(options)
    pitches = parse_pitches(options.pitches) if options.pitches else []
    cut = parse_cut(options.cut)
    if not options.recordings and not pitches:
        raise RenderError("give a recording to cut seeds from, or --pitches to make some of")
    recordings = read_recordings(options.recordings)
    seeds = pitched_seeds(recordings, pitches, options.rng_seed) if pitches else cut_seeds(recordings, cut)
    return make_plan(
        seeds,
        models,
        count=options.count,
        keep_best=options.keep_best,
        duration_s=options.seconds + SEAM_S,
        rng_seed=options.rng_seed,
        backend=options.backend,
    )


def _models(options: argparse.Namespace) -> list[Model]:
    registry = Registry([options.checkpoints])
    names = list(dict.fromkeys(options.model)) or [registry.default_name()]
    checkpoints = [load_checkpoint(registry.find(name)) for name in names]
    for checkpoint in checkpoints:
        check_precision(checkpoint, options.backend)
    return [plan_model(checkpoint) for checkpoint in checkpoints]


def _runner(options: argparse.Namespace) -> Runner:
    if options.scheduler is None:
        on_gpu = options.backend.startswith("cuda")
        return ProcessRunner(options.workers or (1 if on_gpu else _cores()))
    runner = DaskRunner(options.scheduler)
    if not runner.workers:
        sys.stderr.write(f"{options.scheduler}: no worker has come yet; waiting\n")
    return runner


def _dream(plan: Plan, chest: Chest, runner: Runner) -> tuple[Rendered, Progress]:
    last = Progress()
    with _bar(0, "dreams", "s of dream") as bar:

        def tell(progress: Progress) -> None:
            nonlocal last
            last = progress
            bar.total = round(progress.total_s)
            _move(bar, min(round(progress.made_s), bar.total))

        return render(plan, chest, runner, tell), last


def _bar(total: int, about: str, unit: str) -> Any:
    # Time left, on a terminal; a log file gets a line every ten seconds at most.
    return tqdm(total=total, desc=about, unit=unit, file=sys.stderr, mininterval=0.5 if sys.stderr.isatty() else 10.0)


def _move(bar: Any, to: int) -> None:
    bar.update(to - bar.n)


def _tell(options: argparse.Namespace, report: dict[str, Any], progress: Progress, wall_s: float) -> None:
    kept, refused = report["kept"], report["refused"]
    failing = [one for one in kept if not one["scores"].get("pass", True)]
    if options.json:
        told = {name: report[name] for name in ("kept", "held_back", "refused", "dropped", "changed")}
        told |= {"bank": options.bank.as_posix(), "made": progress.made, "found": progress.found}
        told |= {"wall_s": round(wall_s, 2), "x_realtime": round(progress.total_s / wall_s, 2)}
        print(json.dumps(told))
        return
    for one in refused:
        print(printable(f"refused  {one['seed']}, {one['model']}, {one['rng_seed']}: {one['reason']}"))
    for one in failing:
        print(printable(f"weak     {one['file']}: {'; '.join(one['scores']['faults'])}"))
    for file in report["changed"]:
        print(f"changed  {printable(file)}: was edited since it was rendered; it stays as it is")
    speed = f", {progress.total_s / wall_s:.1f} times real time" if progress.made else ""
    print(
        f"{printable(options.bank)}: {len(kept)} of {options.count} loops; {progress.made} dreams made, "
        f"{progress.found} found finished, {len(refused)} refused, {len(report['held_back'])} held back "
        f"({wall_s:.1f} s{speed}; see {REPORT})"
    )


def _failed(reason: str) -> int:
    sys.stderr.write(f"live-daemon render: {printable(reason)}\n")
    return 1


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="live-daemon render",
        description="Make a bank of loops out of recordings: cut into seeds, dreamt on, scored, the best kept. Stop it "
        "whenever you like: the same command goes on from there.",
        epilog="Like every verb it takes --settings FILE and --set SECTION.KEY=VALUE (here: paths.checkpoints).",
    )
    add = parser.add_argument
    add("recordings", nargs="*", type=Path, metavar="SEED", help="recordings of the performer, whole")
    add("--model", action="append", default=[], metavar="NAME", help="a checkpoint (repeatable: they take turns)")
    add("--bank", type=Path, required=True, metavar="DIR", help="folder of the bank; it is made if it is not there")
    add("--count", type=_whole(1, MOST_LOOPS), default=DEFAULT_COUNT, metavar="N", help="loops (%(default)s)")
    add("--seconds", type=_seconds, default=DEFAULT_SECONDS, metavar="S", help="length of a loop, about (%(default)g)")
    add("--cut", default="phrases", help="onsets, phrases, every:10 or at:1.5,7,12 (default: %(default)s)")
    add("--pitches", metavar="E2,B2,G3", help="seeds that hold only these pitches")
    add("--keep-best", type=_whole(1, MOST_LOOPS), metavar="K", help="make twice as many, keep K of each seed")
    add("--rng-seed", type=_whole(0, MOST_RNG_SEED), default=0, metavar="N", help="another number, other dreams")
    add("--backend", choices=BACKENDS, default="cpu", help="how models are run (default: %(default)s)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--workers", type=_whole(1, MOST_WORKERS), metavar="N", help="processes (default: one a core, one on a GPU)"
    )
    where.add_argument("--scheduler", metavar="tcp://HOST:8786", help="render on a Dask cluster")
    add("--json", action="store_true", help="one JSON line, for machines")
    add("--checkpoints", type=Path, default=user_folder(), metavar="DIR", help="folder (default: %(default)s)")
    return parser


def _whole(low: int, high: int) -> Any:
    def parse(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"must be a whole number {low}..{high}, got {text!r}")
        return value

    return parse


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not SHORTEST_S <= value <= LONGEST_S:
        raise argparse.ArgumentTypeError(f"must be {SHORTEST_S:g} to {LONGEST_S:g} seconds, got {text!r}")
    return value
