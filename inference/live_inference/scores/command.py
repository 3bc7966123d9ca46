"""``live-daemon score DREAM... --reference RECORDING``: how good are these dreams?"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final

from live_inference.command_line.entry import prepare_terminal, run_command
from live_inference.command_line.notes import said_pitches
from live_inference.command_line.printable import printable
from live_inference.files.audio import AudioFileError, read_audio
from live_inference.files.dreams import is_that_file, sidecar_path
from live_inference.files.expanding import expand_recordings
from live_inference.scores.answer import said_profile, seed_profile
from live_inference.scores.score import Reference, Scores, score
from live_models.arrays import DoubleArray
from live_models.condition.ear import EAR_RATE
from live_models.features import at_reference_level
from live_models.fields import Within
from live_models.strict_reader import FileError, read_fields

RATE: Final = 22050
"""Rate for dreams of unknown models, in Hz: the sounds that tell instruments apart are below 10 kHz."""


@dataclass(frozen=True)
class _Sidecar:
    """The fields of a dream's sidecar that are used here."""

    model_sample_rate: Annotated[int, Within(1000, 192_000)]
    hop_length: Annotated[int, Within(1, 192_000)]
    recording: str = ""
    recording_fingerprint: str | None = None
    condition: dict[str, Any] | None = None
    controls: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Made:
    """How a dream was made, as far as it is known: its model's rate and hop length; what it began from.

    `condition`: whether it heeded what was played, or the pitches that were `said` (MIDI numbers).
    `recording_fingerprint`: of its recording's file; None: an older sidecar does not tell it.
    """

    sample_rate: int
    hop_length: int | None = None
    condition: bool = False
    recording: str = ""
    recording_fingerprint: str | None = None
    said: tuple[float, ...] = ()

    def began_from(self, recording: Path) -> bool:
        """Whether this is the recording that it was made on."""
        return recording.name == self.recording and is_that_file(recording, self.recording_fingerprint)


def main(arguments: Sequence[str]) -> int:
    """Score dreams and print the verdicts. Return 1 if a file cannot be read, 0 even if dreams fail."""
    prepare_terminal()
    parser = argparse.ArgumentParser(
        prog="live-daemon score",
        description="How good are dreams: artifacts, resemblance, novelty, stuck, energy, beside the recordings' own; "
        "and do their pitches answer what they began from.",
    )
    parser.add_argument("dreams", nargs="+", type=Path, metavar="DREAM", help="audio files, or folders of them")
    parser.add_argument(
        "--reference",
        action="append",
        nargs="+",
        type=Path,
        required=True,
        metavar="RECORDING",
        help="the model's training recordings, or the dream's seed (several files; repeatable)",
    )
    parser.add_argument(
        "--seed",
        type=Path,
        metavar="RECORDING",
        help="what the dreams began from, for `answer` (default: the reference that a dream's sidecar names)",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object per dream and line")
    options = parser.parse_args(arguments)
    return run_command(
        "live-daemon", lambda: _score(options), (AudioFileError,), memory="score fewer or shorter recordings at once"
    )


def _score(options: argparse.Namespace) -> int:
    recordings = expand_recordings([path for paths in options.reference for path in paths])
    references: dict[tuple[int, bool], Reference] = {}
    profiles: dict[Path | None, DoubleArray] = {}
    for number, path in enumerate(expand_recordings(options.dreams)):
        made = _made(path)
        of_a_model = made.sample_rate, made.hop_length is not None
        if of_a_model not in references:
            references[of_a_model] = _reference(recordings, *of_a_model)
        seed = options.seed or next((one for one in recordings if made.began_from(one)), None)
        if seed is not None and seed not in profiles:
            profiles[seed] = seed_profile(read_audio(seed, EAR_RATE), EAR_RATE)
        try:
            scores = score(
                read_audio(path, made.sample_rate),
                references[of_a_model],
                hop_length=made.hop_length,
                asked=said_profile(made.said) if made.said and not options.seed else profiles.get(seed),
                conditioned=made.condition,
            )
        except ValueError as error:
            raise AudioFileError(f"{path}: {error}") from None
        if options.json:
            print(json.dumps({"file": path.as_posix(), **scores.to_json()}))
        else:
            if number == 0:
                print("artifacts  resemblance  novelty  stuck  answer  energy   dream")
            print(printable(_row(path, scores)))
    if not options.json:
        print("\n1: as good as the recordings themselves; below 0.5: fails; energy: level of the end against theirs")
    return 0


def _reference(recordings: Sequence[Path], rate: int, of_a_model: bool) -> Reference:
    """Prepare the recordings; for a model's dreams, at the level at which models hear and dream."""
    sounds = [read_audio(path, rate) for path in recordings]
    if of_a_model:
        sounds = [at_reference_level(sound) for sound in sounds]
    try:
        return Reference.of(sounds, rate)
    except ValueError as error:
        raise AudioFileError(f"{', '.join(path.name for path in recordings)}: {error}") from None


def _made(dream: Path) -> _Made:
    """How a dream was made, from its sidecar; without one, of an unknown model at the default rate."""
    try:
        sidecar = read_fields(_Sidecar, sidecar_path(dream))
    except FileError:
        return _Made(RATE)
    heeds = sidecar.condition is not None and sidecar.controls.get("influence") != 0
    said = _said(sidecar.condition) if sidecar.condition is not None and heeds else ()
    return _Made(
        sidecar.model_sample_rate, sidecar.hop_length, heeds, sidecar.recording, sidecar.recording_fingerprint, said
    )


def _said(condition: Mapping[str, Any]) -> tuple[float, ...]:
    """The pitches that were said; none where the seed was heard, or where somebody edited them into something else."""
    if condition.get("from") != "said":
        return ()
    try:
        return tuple(said_pitches(condition["pitches"]))
    except (KeyError, TypeError, ValueError):
        return ()


def _row(path: Path, scores: Scores) -> str:
    novelty, answer = ("   –" if one is None else f"{one:4.2f}" for one in (scores.novelty, scores.answer))
    verdict = "passes" if scores.passed else "; ".join(scores.faults)
    return (
        f"{scores.artifacts:9.2f}  {scores.resemblance:11.2f}  {novelty:>7}  {scores.stuck:5.2f}  {answer:>6}  "
        f"{scores.energy_db:+3.0f} dB   {path.name}: {verdict}"
    )
