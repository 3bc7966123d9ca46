"""`live-daemon train`: makes a checkpoint that dreams from recordings; a performer needs no expertise."""

from __future__ import annotations

import argparse
import glob
import os
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import torch

from live_inference.command_line.asking import FINISH, ask
from live_inference.command_line.entry import prepare_terminal, run_command
from live_inference.command_line.locking import BusyError, alone_in
from live_inference.command_line.names import name_fault
from live_inference.files.audio import AudioFileError
from live_inference.files.expanding import expand_recordings
from live_models.arrays import FloatArray
from live_models.checkpoint import save_checkpoint
from live_models.contract.checkpoint import CheckpointError
from live_models.contract.fit import DivergedError, Fit, ResumeError
from live_models.contract.parameters import HyperparameterError, Parameters
from live_models.contract.sound import SoundError, TrainingSound
from live_models.contract.training_state import read_description
from live_models.families import make_fit, parameters_of
from live_models.registry import Registry
from live_training import card_edits, questions
from live_training.band_choice import by_material, by_speed
from live_training.denormals import flushed
from live_training.flags import DEFAULT_MINUTES, band_is_open, make_parser, params_of
from live_training.inspection import inspect
from live_training.judging import Judge
from live_training.picture import draw_training
from live_training.plan import Pace, Plan, choose, measure, smaller
from live_training.presets import preset, sample_rate
from live_training.recordings import load_sound
from live_training.scalars import Scalars, ScalarsError
from live_training.session import FINISHED, JUDGED_DREAMS, JUDGED_S, JUDGEMENTS, Course, Session, best_tensors, new_log
from live_training.telling import Telling
from live_training.told import tell_plan
from live_training.verdict import FROZEN_DREAMS, freeze, freezing_s, in_words, table, told

FROZEN_S: Final = (5.0, 20.0)
FREEZING_SHARE: Final = 0.15
"""Share of the time for the dreams at the end."""

SLOWEST: Final = 1e-3
"""Taken for the speed of a dream, in seconds per second, where an older state has it rounded to 0."""

BUSY: Final = 0.6
"""With a smaller share of the expected updates the machine was busier than when it was measured."""

LOOKED_AT_S: Final = 1.0
"""Who only looks whether a training runs holds its lock for a moment."""

_MISTAKES: Final = (
    HyperparameterError,
    SoundError,
    AudioFileError,
    CheckpointError,
    ResumeError,
    DivergedError,
    ScalarsError,
    BusyError,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train; returns the exit status: 0 done, 1 failed (one line on stderr), 2 wrong usage, 130 interrupted."""
    prepare_terminal()
    parser = make_parser()
    options = parser.parse_intermixed_args(arguments)  # recordings may stand anywhere
    if options.inspect or options.list_presets or options.list_parameters:
        return questions.main(arguments)
    options.telling = telling = Telling(options.json)
    options.resume = options.resume or options.finish
    if options.name is None and options.resume:
        parser.error("--name is needed: which training is to go on?")
    if not (options.recordings or options.resume):
        parser.error("RECORDING is needed: the sound to learn from (--resume knows its own)")
    options.name = options.name or options.recordings[0].stem
    # Deterministic LSTM kernels on a GPU (PyTorch, torch.nn.LSTM); read when CUDA starts.
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:2")
    status = run_command(
        parser.prog,
        lambda: _train(options),
        _MISTAKES,
        told=lambda reason: telling.event("stopped", reason=reason),
        kept=lambda: (
            "the training so far is kept; go on with --resume" if _state(options).exists() else "nothing was begun"
        ),
        memory="take a smaller network (--preset fast_answer, or a smaller --param hidden_size), --band voice, or "
        "--device cpu",
    )
    telling.event("ended", status=status)
    return status


def _train(options: argparse.Namespace) -> int:
    _check_name(options)
    options.recordings = expand_recordings(options.recordings)
    options.licence_given = bool(options.licence)
    folder = _state(options).parent
    running = f"{folder}: a training of this name is running; wait for its end, stop it, or choose another --name"
    try:
        with alone_in(folder, running, wait_s=LOOKED_AT_S):
            _sweep(options)
            _refuse_to_overwrite(options, _state(options))
            _train_alone(options, _device(options.device))
    except BusyError:
        if not options.finish:
            raise
        ask(folder, FINISH)
        options.telling.words(f"{options.name} is asked to finish: its dreams and verdict come where it runs")
    return 0


def _train_alone(options: argparse.Namespace, device: str) -> None:
    with flushed(), closing(Scalars(options.tensorboard)) as scalars:
        if options.resume:
            fit, judge, log = _resumed(options, device)
        else:
            fit, judge, log = _begun(options, device)
        plan = log["plan"]
        course = Course(
            plan["limit_s"],
            plan["judged_s"],
            plan["rng_seed"],
            plan["dreaming"],
            plan["streams"],
            JUDGED_DREAMS * plan["judged_s"] / max(plan["x_realtime"], SLOWEST),
        )
        folder = _state(options).parent
        session = Session(fit, judge, log, folder, course, scalars, options.telling)
        session.save()  # a folder that cannot be written fails now, not at the end
        options.telling.both("begun", f"dreams on the way: {folder}", step=fit.step, elapsed_s=log["elapsed_s"])
        session.run()
    _finish(session, options)


def _check_name(options: argparse.Namespace) -> None:
    if fault := name_fault(options.name):
        raise HyperparameterError(f"--name {fault}")
    shipped = {name.casefold() for name in Registry().names()}
    if options.name.casefold() in shipped and not options.resume:
        raise CheckpointError(f"--name must not be that of a model that comes with live-daemon, got {options.name!r}")


def _sweep(options: argparse.Namespace) -> None:
    """Delete the half-written files of a training that was killed."""
    for folder, pattern in (
        (_state(options).parent, ".*.part"),
        (options.checkpoints, f".{glob.escape(options.name)}.*.part"),
    ):
        for part in folder.glob(pattern):
            part.unlink(missing_ok=True)


def _begun(options: argparse.Namespace, device: str) -> tuple[Fit, Judge, dict[str, Any]]:
    """Begin a training: inspect the recordings, choose, measure, report."""
    params, rng_seed = params_of(options), options.rng_seed or 0
    by_epochs = "num_epochs" in params and options.minutes is None
    minutes = options.minutes or DEFAULT_MINUTES
    inspection = inspect(options.recordings, sample_rate(options.approach, options.preset, params))
    plan = choose(inspection.profile, options.approach, options.preset, params, minutes, device)
    heard, unchanged = inspection.recordings, plan
    chosen: dict[str, Any] = {}
    options.telling.event("heard", recordings=[one.to_json() for one in heard], warnings=inspection.warnings)
    for warning in inspection.warnings:
        options.telling.words(f"warning: {warning}")
    for remark in inspection.remarks:
        options.telling.words(remark)
    if band_is_open(options, params):
        plan, chosen = by_material(plan, heard, params)
    open_for = None if options.preset is not None or by_epochs else minutes
    plan, fit, judge, pace = _fitting(options, plan, params | chosen, open_for, rng_seed, device)
    if chosen:
        updates = fit.parameters.num_epochs * fit.updates_per_epoch
        if not by_epochs:
            updates = min(updates, round(minutes * 60.0 * pace.updates_per_s))
        plan, chosen = by_speed(plan, judge.checkpoint(fit.tensors()), heard, params, updates)
        if not chosen:  # what is too large in full band need not be so up to 5.5 kHz
            plan = replace(unchanged, reasons=[*unchanged.reasons, plan.reasons[-1]])
            plan, fit, judge, pace = _fitting(options, plan, params, open_for, rng_seed, device)
    for reason in plan.reasons:
        options.telling.words(reason)
    times = _times(None if by_epochs else minutes * 60.0, pace, plan.parameters)
    updates = tell_plan(plan, fit, pace, times, device, options.telling)
    log = new_log()
    log["plan"] = {
        "approach": plan.parameters.approach,
        "preset": plan.preset,
        "preset_given": options.preset or plan.preset,
        "params_chosen": chosen,
        "controls": plan.controls,
        "reasons": plan.reasons,
        "warnings": inspection.warnings,
        "recordings": [str(path.resolve()) for path in options.recordings],
        "licences": options.licence,
        "threads": pace.threads,
        "x_realtime": float(f"{pace.x_realtime:.4g}"),
        "updates": updates,
        "rng_seed": rng_seed,
        "dreaming": options.dreaming or "concurrent",
        "streams": options.streams or 1,
        **times,
    }
    return fit, judge, log


def _resumed(options: argparse.Namespace, device: str) -> tuple[Fit, Judge, dict[str, Any]]:
    """Resume a training that was stopped; flags given now change the time and the dreams on the way."""
    found = read_description(_state(options))
    plan = found.log.get("plan")
    if plan is None:
        raise ResumeError(f"{_state(options)}: made by another version; start without --resume, under another --name")
    parameters = parameters_of(found.hyperparameters)
    if options.approach or options.preset or options.param or options.band:
        same = options.approach in (None, parameters.approach)
        params = (plan.get("params_chosen", {}) if same else {}) | params_of(options, parameters.approach)
        parameters = preset(options.approach or parameters.approach, options.preset or plan["preset_given"], params)
    torch.set_num_threads(plan["threads"])
    options.recordings = options.recordings or [Path(path) for path in plan["recordings"]]
    card = card_edits.there(_card_path(options))
    options.licence = options.licence or plan["licences"]
    fit = make_fit(parameters, _sound(options, parameters.sample_rate), plan["rng_seed"], device)
    log = fit.load(_state(options))
    plan = log["plan"]
    plan["dreaming"] = options.dreaming or plan["dreaming"]
    plan["streams"] = options.streams or plan["streams"]
    if options.minutes is not None:
        plan |= _times(
            options.minutes * 60.0, Pace(plan["threads"], 1.0, max(plan["x_realtime"], SLOWEST)), fit.parameters
        )
        log["ended"] = None
    if options.finish:
        if not log["losses"]:
            raise ResumeError(f"{_state(options)}: has learnt nothing yet; go on with --resume, or delete the folder")
        log["ended"] = log["ended"] or FINISHED
    elapsed = f"after {log['elapsed_s'] / 60.0:.1f} minutes"
    options.telling.both("resumed", f"going on at step {fit.step}, {elapsed}", step=fit.step)
    judge = Judge(fit, plan.get("controls"))
    judge.take_over(card_edits.with_edits(judge.card(), log.get("cards", []), card))
    return fit, judge, log


def _fitting(
    options: argparse.Namespace, plan: Plan, params: dict[str, Any], minutes: float | None, rng_seed: int, device: str
) -> tuple[Plan, Fit, Judge, Pace]:
    """The plan, measured; or one with a smaller network, where this machine makes too few updates in these minutes."""
    fit, judge, pace = _measured(options, plan, rng_seed, device)
    other = None if minutes is None else smaller(plan, pace, params, minutes)
    return (plan, fit, judge, pace) if other is None else (other, *_measured(options, other, rng_seed, device))


def _measured(options: argparse.Namespace, plan: Plan, rng_seed: int, device: str) -> tuple[Fit, Judge, Pace]:
    fit = make_fit(plan.parameters, _sound(options, plan.parameters.sample_rate), rng_seed, device)
    judge = Judge(fit, plan.controls)
    return fit, judge, measure(fit, judge, rng_seed, device)


def _times(total_s: float | None, pace: Pace, parameters: Parameters) -> dict[str, float | None]:
    """How long to train, and how long dreams may be to take no more than their share of `total_s`."""
    if total_s is None:
        return {"limit_s": None, "judged_s": JUDGED_S[1], "final_s": FROZEN_S[1]}
    judged_s = 0.08 * total_s * pace.x_realtime / (JUDGEMENTS * JUDGED_DREAMS)
    each_s = freezing_s(parameters, pace.x_realtime)
    final_s = min(max(FREEZING_SHARE * total_s / each_s, FROZEN_S[0]), FROZEN_S[1])
    return {
        "limit_s": max(0.5 * total_s, total_s - each_s * final_s),
        "judged_s": min(max(judged_s, JUDGED_S[0]), JUDGED_S[1]),
        "final_s": final_s,
    }


def _finish(session: Session, options: argparse.Namespace) -> None:
    """Freeze the weights that dreamt best, dream five times, draw the training, print the verdict."""
    fit, judge, log = session.fit, session.judge, session.log
    stem, work, plan = options.checkpoints / options.name, _state(options).parent, log["plan"]
    telling: Telling = options.telling
    if log["ended"]:
        telling.both("early", f"ended early: {log['ended']}")
    elif fit.step < BUSY * plan["updates"]:
        telling.both(
            "busy",
            f"the machine was busier than at the start: {fit.step} updates instead of about {plan['updates']}",
        )
    best = log["best"]
    telling.both(
        "kept",
        f"kept: the weights after {best['elapsed_s'] / 60.0:.1f} minutes, which dreamt best "
        f"(score {best['total']:.2f}{_answer_of(best)}); {FROZEN_DREAMS} dreams from them:",
        **best,
    )
    tensors = best_tensors(fit)
    frozen = freeze(work, tensors, judge, log, plan["final_s"], plan["rng_seed"])
    card_path = _publish(session, tensors, frozen.card, options)
    rate = fit.parameters.sample_rate
    for line in table(frozen, rate):
        telling.words(line)
    telling.both("checkpoint", f"checkpoint: {card_path}", path=str(card_path), name=options.name)
    source = judge.sound.recordings[0][: len(frozen.dreams[0])]
    picture = stem.with_name(f"{options.name}.png")
    draw_training(options.name, log, source, frozen.dreams, frozen.scores, rate, picture)
    telling.words(f"picture: {picture}")
    verdict = in_words(frozen.scores, log["elapsed_s"] / 60.0, frozen.conditioned)
    telling.both("verdict", verdict, minutes=round(log["elapsed_s"] / 60.0, 1), **told(frozen))
    telling.words(f"to play with it: live-daemon run --set engine.model={options.name}")


def _answer_of(row: Mapping[str, Any]) -> str:
    return "" if row.get("answer") is None else f", answer {row['answer']:.2f}"


def _publish(
    session: Session, tensors: Mapping[str, FloatArray], card: dict[str, Any], options: argparse.Namespace
) -> Path:
    """Write the checkpoint; edits made by hand on the card before it are kept."""
    log, stem = session.log, _card_path(options).with_suffix("")
    written = log.get("cards", [])
    # The dreams heeded edits of the card; to tell edits next time, note the values without them.
    own = session.fit.card() | {"controls": log["plan"].get("controls") or {}}
    card = card | {key: value for key, value in own.items() if key != "normalisation"}
    full = card_edits.with_edits(card, written, card_edits.there(_card_path(options)))
    if options.licence_given:  # a flag counts more than an edit
        full["recordings"] = card["recordings"]
    # The note comes before the card: after a kill in between, neither the old nor the new card is taken for an edit.
    log["cards"] = [*written[-1:], card_edits.told(card)]
    session.save()
    return save_checkpoint(stem, tensors, full)


def _sound(options: argparse.Namespace, sample_rate: int) -> TrainingSound:
    licences = options.licence or ["unstated"]
    if len(licences) not in (1, len(options.recordings)):
        raise SoundError(
            f"--licence must be given once or once per recording ({len(options.recordings)}), got {len(licences)}"
        )
    return load_sound(options.recordings, licences * (len(options.recordings) // len(licences)), sample_rate)


def _refuse_to_overwrite(options: argparse.Namespace, state: Path) -> None:
    if options.resume:
        return
    card = _card_path(options)
    if card.exists():
        raise CheckpointError(f"{card}: exists; choose another --name, delete it, or go on with --resume")
    try:
        begun = state.exists() and read_description(state).step > 0
    except ResumeError:
        return  # damaged: it cannot be resumed
    if begun:
        raise ResumeError(f"{state.parent}: an unfinished training; go on with --resume, or delete the folder")


def _device(name: str) -> str:
    there = torch.cuda.is_available()
    if name == "cuda" and not there:
        raise HyperparameterError("--device cuda needs an NVIDIA GPU and a PyTorch with CUDA, found none; leave it out")
    return "cuda" if there and name != "cpu" else "cpu"


def _card_path(options: argparse.Namespace) -> Path:
    return Path(options.checkpoints) / f"{options.name}.json"


def _state(options: argparse.Namespace) -> Path:
    return Path(options.checkpoints) / f"{options.name}.training" / "state.safetensors"
