"""What `live-daemon train` answers at once, without torch: what can be chosen, what is heard in recordings."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from live_inference.command_line.entry import run_command
from live_inference.files.audio import AudioFileError
from live_inference.files.expanding import expand_recordings
from live_models.contract.parameters import HyperparameterError
from live_models.contract.sound import SoundError
from live_models.printable import printable
from live_training.choices import choices, in_words
from live_training.flags import band_is_open, list_presets, make_parser, params_of
from live_training.presets import sample_rate
from live_training.telling import Telling

if TYPE_CHECKING:
    from live_training.inspection import Inspection


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer; returns the exit status: 0 done, 1 failed (one line on stderr), 2 wrong usage."""
    parser = make_parser()
    options = parser.parse_intermixed_args(arguments)
    if options.inspect and not options.recordings:
        parser.error("--inspect needs RECORDING")
    return run_command(parser.prog, lambda: _answer(options), (AudioFileError, HyperparameterError))


def _answer(options: argparse.Namespace) -> int:
    telling = Telling(options.json)
    if options.inspect:
        params = params_of(options)
        rate, choosing = sample_rate(options.approach, options.preset, params), band_is_open(options, params)
        return _tell_inspection(expand_recordings(options.recordings), rate, choosing, telling)
    if options.list_presets:
        print(list_presets())
        return 0
    telling.event("choices", approaches=choices())
    if not options.json:
        print(in_words())
    return 0


def _tell_inspection(paths: Sequence[Path], rate: int, choosing: bool, telling: Telling) -> int:
    """Tell what is heard in each recording; returns 0, or 1 where one cannot be used: the others are told all the same.

    `rate`: of the model that is to learn from them, Hz. `choosing`: whether a training would choose how high it goes.
    """
    from live_inference.scores.reference import MIN_DURATION_S  # scipy: a second that other questions need not take
    from live_training.inspection import inspect

    status, learnt_s = 0, 0.0
    waiting: list[tuple[Path, Inspection]] = []  # too short in all, so far
    for path in paths:
        try:
            waiting.append((path, inspect([path], rate)))
        except (AudioFileError, SoundError) as error:
            _tell_refused(path, str(error), telling)
            status = 1
            continue
        learnt_s += waiting[-1][1].learnt_s
        if learnt_s >= MIN_DURATION_S:
            for _, inspection in waiting:
                _tell_inspected(inspection, rate, choosing, telling)
            waiting.clear()
    for path, _ in waiting:
        what = f"recordings must be at least {MIN_DURATION_S:g} s long, got {learnt_s:.2f} s"
        _tell_refused(path, f"{path}: {what} without silent ends; record more", telling)
        status = 1
    return status


def _tell_refused(path: Path, reason: str, telling: Telling) -> None:
    telling.both("refused", reason, path=str(path), file=printable(path.name))


def _tell_inspected(inspection: Inspection, rate: int, choosing: bool, telling: Telling) -> None:
    (heard,) = inspection.recordings
    telling.both(
        "inspected",
        f"{heard.path}: {heard.duration_s:.0f} s, peak {heard.peak_db:.0f} dBFS, {inspection.profile.in_words()}",
        sounding_s=round(inspection.profile.duration_s, 2),
        notes=inspection.profile.notes,
        **heard.to_json(),
    )
    for warning in heard.warnings:
        telling.words(f"  warning: {warning}")
    if choosing and heard.dull:
        telling.words(f"  left to choose, dreams go up to {rate / 2000.0:.1f} kHz: {heard.dull}")
