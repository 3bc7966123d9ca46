"""``live-daemon render``: recordings in, a bank of loops out; resumable, on one machine or many."""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from live_inference.bank.manifest import BankError
from live_inference.command_line.arguments import rng_seed, seconds, whole_number
from live_inference.command_line.entry import prepare_terminal, run_command
from live_inference.command_line.locking import BusyError, alone_in
from live_inference.command_line.notes import check_heard
from live_inference.command_line.printable import printable
from live_inference.command_line.progress import progress
from live_inference.command_line.terminal import tell
from live_inference.dreaming.noise_seeds import NOISES
from live_inference.files.audio import AudioFileError
from live_inference.files.expanding import expand_recordings
from live_inference.render.bank_writing import REPORT, check_bank, check_names, write_rendered
from live_inference.render.cache import FOLDER, Cache
from live_inference.render.errors import RenderError
from live_inference.render.noise import noise_seeds
from live_inference.render.pitched import parse_pitches, pitched_seeds
from live_inference.render.plan import Model, Plan, make_plan, plan_model
from live_inference.render.rendering import Progress, Rendered, render
from live_inference.render.schedulers import DaskRunner, ProcessRunner, Runner
from live_inference.render.seeds import cut_seeds, parse_cut, read_recordings
from live_models.checkpoint import load_checkpoint
from live_models.contract.backends import BACKENDS, BackendError
from live_models.contract.checkpoint import CheckpointError
from live_models.loading import check_precision, load_generator
from live_models.registry import Registry, user_folder

DEFAULT_COUNT: Final = 32
DEFAULT_SECONDS: Final = 10.0
SEAM_S: Final = 1.25
"""A loop is shorter than its dream by the length of its seam, 0.25 to 2.25 s depending on where it lies."""
SHORTEST_S: Final = 1.0
LONGEST_S: Final = 600.0
MOST_LOOPS: Final = 10_000
MOST_WORKERS: Final = 256


def main(arguments: Sequence[str] | None = None) -> int:
    """Render a bank; returns the exit status: 0 done, 1 failed (one line on stderr), 2 wrong usage, 130 interrupted."""
    prepare_terminal()
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)  # recordings may stand anywhere
    return run_command(
        parser.prog,
        lambda: _render(options),
        (RenderError, AudioFileError, CheckpointError, BackendError, BankError, BusyError),
        kept=lambda: (
            f"what is finished is kept in {options.bank}: the same command goes on from there"
            if (options.bank / FOLDER).is_dir()
            else "nothing was begun"
        ),
        memory="fewer --workers or --seconds need less",
    )


def _render(options: argparse.Namespace) -> int:
    began_s = time.monotonic()
    check_bank(options.bank)
    options.recordings = expand_recordings(options.recordings)
    running = f"{options.bank}: another render makes this bank; wait for its end, stop it, or choose another --bank"
    with alone_in(options.bank / FOLDER, running):
        report, last = _render_alone(options)
    _tell(options, report, last, time.monotonic() - began_s)
    return 0


def _render_alone(options: argparse.Namespace) -> tuple[dict[str, Any], Progress]:
    plan = _plan(options)
    check_names(options.bank, plan)
    cache = Cache(options.bank)
    cache.open()
    runner = _runner(options)
    try:
        rendered, last = _dream(plan, cache, runner)
    finally:
        runner.close()
    with progress(len(rendered.kept), "loops") as bar:
        report = write_rendered(options.bank, plan, rendered, cache, bar.move)
    return report, last


def _plan(options: argparse.Namespace) -> Plan:
    models = _models(options)
    pitches = parse_pitches(options.pitches) if options.pitches else []
    if pitches and any(model.has_condition for model in models):
        _check_heard([midi for _, midi in pitches])
    cut = parse_cut(options.cut)
    if not options.recordings and not pitches and not options.noise:
        raise RenderError("give a recording to cut into seeds, or --pitches or --noise to make seeds of")
    if pitches and options.noise:
        raise RenderError("--noise and --pitches both make the seeds: give one of them")
    recordings = read_recordings(options.recordings)
    if options.noise:
        spec = load_generator(models[0].checkpoint, options.backend).spec
        seeds = noise_seeds(options.noise, options.count, spec, recordings, options.rng_seed)
    else:
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


def _check_heard(pitches: Sequence[float]) -> None:
    try:
        check_heard(pitches)
    except ValueError as error:
        raise RenderError(f"--pitches {error}") from None


def _models(options: argparse.Namespace) -> list[Model]:
    registry = Registry([options.checkpoints])
    names = list(dict.fromkeys(options.model)) or [options.usual_model or registry.default_name()]
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
        tell(f"{options.scheduler}: no worker yet; waiting")
    return runner


def _dream(plan: Plan, cache: Cache, runner: Runner) -> tuple[Rendered, Progress]:
    last = Progress()
    with progress(0.0, "dreams") as bar:

        def tell(now: Progress) -> None:
            nonlocal last
            last = now
            bar.move(now.made_s, now.total_s, f"{now.made_s:.0f} of {now.total_s:.0f} s of dream")

        return render(plan, cache, runner, tell), last


def _tell(options: argparse.Namespace, report: dict[str, Any], last: Progress, wall_s: float) -> None:
    kept, refused = report["kept"], report["refused"]
    failing = [one for one in kept if not one["scores"].get("pass", True)]
    if options.json:
        told = {name: report[name] for name in ("kept", "held_back", "refused", "dropped", "changed")}
        told |= {"bank": options.bank.as_posix(), "made": last.made, "found": last.found}
        told |= {"wall_s": round(wall_s, 2), "x_realtime": round(last.total_s / wall_s, 2)}
        print(json.dumps(told))
        return
    for one in refused:
        print(printable(f"refused  {one['seed']}, {one['model']}, {one['rng_seed']}: {one['reason']}"))
    for one in failing:
        print(printable(f"weak     {one['file']}: {'; '.join(one['scores']['faults'])}"))
    for file in report["changed"]:
        print(f"changed  {printable(file)}: was edited since it was rendered; it stays as it is")
    speed = f", {last.total_s / wall_s:.1f} times real time" if last.made else ""
    print(
        f"{printable(options.bank)}: {len(kept)} of {options.count} loops; {last.made} dreams made, "
        f"{last.found} found finished, {len(refused)} refused, {len(report['held_back'])} held back "
        f"({wall_s:.1f} s{speed}; see {REPORT})"
    )


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="live-daemon render",
        description="Make a bank of loops from recordings: cut them into seeds, dream on each, score the dreams, keep "
        "the best. Stop it whenever you like: the same command goes on from there.",
        epilog="Like every verb it takes --settings FILE and --set SECTION.KEY=VALUE (here: paths.checkpoints).",
    )
    add = parser.add_argument
    add(
        "recordings",
        nargs="*",
        type=Path,
        metavar="SEED",
        help="whole recordings of the performer, or folders of them",
    )
    add(
        "--model",
        action="append",
        default=[],
        metavar="NAME",
        help="a checkpoint (repeatable: they take turns; default: engine.model of the settings)",
    )
    add("--usual-model", default="", help=argparse.SUPPRESS)  # that of the settings
    add("--bank", type=Path, required=True, metavar="DIR", help="folder of the bank; created if it does not exist")
    add("--count", type=whole_number(1, MOST_LOOPS), default=DEFAULT_COUNT, metavar="N", help="loops (%(default)s)")
    add(
        "--seconds",
        type=seconds(SHORTEST_S, LONGEST_S),
        default=DEFAULT_SECONDS,
        metavar="S",
        help="length of a loop, about (%(default)g)",
    )
    add("--cut", default="phrases", help="onsets, phrases, every:10 or at:1.5,7,12 (default: %(default)s)")
    add(
        "--pitches",
        metavar="E2,B2,G3",
        help="a bank in these pitches: seeds hold no others, and a model with a condition heeds them",
    )
    add("--noise", choices=NOISES, help="seeds of noise: what a model makes of nothing that was played")
    add("--keep-best", type=whole_number(1, MOST_LOOPS), metavar="K", help="make twice as many, keep K of each seed")
    add("--rng-seed", type=rng_seed, default=0, metavar="N", help="a different number gives different dreams")
    add(
        "--backend",
        choices=BACKENDS,
        default="cpu",
        help="how models are run (default: engine.backend of the settings)",
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--workers",
        type=whole_number(1, MOST_WORKERS),
        metavar="N",
        help="processes (default: one per core, one on a GPU)",
    )
    where.add_argument("--scheduler", metavar="tcp://HOST:8786", help="render on a Dask cluster")
    add("--json", action="store_true", help="one JSON line, for machines")
    add("--checkpoints", type=Path, default=user_folder(), metavar="DIR", help="folder (default: %(default)s)")
    return parser
