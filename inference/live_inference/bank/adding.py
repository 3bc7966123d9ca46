"""Adds dreams to a bank on disk: each becomes a loop, as `live-daemon render` makes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from live_inference.bank.changes import changing
from live_inference.bank.curating import dropped_loops
from live_inference.bank.files import is_there
from live_inference.bank.loop_files import LOOP_RATE, write_loop
from live_inference.bank.manifest import MANIFEST, BankError, BankLoop, read_bank, write_bank
from live_inference.files.audio import AudioFileError, read_audio
from live_inference.files.dreams import is_that_file, sidecar_path
from live_inference.files.stereo import read_channels
from live_models.arrays import FloatArray
from live_models.strict_reader import FileError, read_json

LONGEST_SEED_S: Final = 60.0
LIVE_SEED: Final = "live"
"""What a sidecar tells instead of a recording's name for a dream on the live input."""


def add_dream(bank: Path, dream: Path, seed: Path | None = None) -> BankLoop:
    """Make a loop of a dream's file and append it to a bank, which is created if needed; return its row.

    ``seed``: the recording that the dream was made on; with it the loop answers when that is played again. The dream's
    sidecar, if there is one, tells which part of it the model heard.

    Raises:
        BankError: a loop of this name is there already, or no loop can be made of it. OSError: the folder cannot be
            written. BusyError: another process changes the bank.
    """
    told = _sidecar(dream)
    rng_seed = told.get("rng_seed")
    try:
        samples = read_channels(dream, LOOP_RATE)
        heard = None if seed is None else (_heard(seed, told.get("seed_span_s")), LOOP_RATE)
    except AudioFileError as error:
        raise BankError(str(error)) from None
    with changing(bank):
        loops = read_bank(bank) if (bank / MANIFEST).exists() else []
        file = f"{dream.stem}.wav"
        if file in {loop.file for loop in [*loops, *dropped_loops(bank)]} or is_there(bank / file):
            raise BankError(f"{file}: is in {bank} already, or was dropped from it")
        try:
            row = write_loop(
                bank,
                dream.stem,
                samples,
                LOOP_RATE,
                scores=_judged(told.get("scores")),
                seed=_text(told.get("recording")),
                checkpoint=_text(told.get("checkpoint")),
                rng_seed=rng_seed if isinstance(rng_seed, int) and not isinstance(rng_seed, bool) else 0,
                heard=heard,
            )
        except ValueError as error:
            raise BankError(str(error)) from None
        write_bank(bank, [*loops, row])
        return row


def _sidecar(dream: Path) -> dict[str, Any]:
    try:
        value = read_json(sidecar_path(dream))
    except FileError:  # nothing is known of it; it is a loop all the same
        return {}
    return value if isinstance(value, dict) else {}


def _heard(seed: Path, span: object) -> FloatArray:
    """What the model heard of a recording, at most its last minute."""
    samples = read_audio(seed, LOOP_RATE)
    if isinstance(span, list) and len(span) == 2 and all(isinstance(one, int | float) for one in span):
        first, last = (min(max(0, round(one * LOOP_RATE)), len(samples)) for one in span)
        samples = samples[first:last] if last > first else samples
    return samples[-round(LONGEST_SEED_S * LOOP_RATE) :]


def _judged(scores: object) -> dict[str, Any]:
    if not isinstance(scores, dict):
        return {}
    judged = next((scores[name] for name in ("seed", "material") if isinstance(scores.get(name), dict)), scores)
    return dict(judged)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def recording_name(dream: Path, told: str) -> str:
    """Return the name of the file that a dream was made on, from what its sidecar tells; empty: none can be named.

    A seed of the live input lies under the dream's own number.
    """
    if told == LIVE_SEED:
        return f"live-{dream.stem.rpartition('-')[2]}.wav"
    return told if told and Path(told).name == told else ""


def recording_of(dream: Path, folders: Sequence[Path], live: Path) -> Path | None:
    """Return the recording that a dream was made on, if it is there: in one of the folders, or in ``live``."""
    fingerprint = _sidecar(dream).get("recording_fingerprint")
    return next((place for place in _found(dream, folders, live) if is_that_file(place, fingerprint)), None)


def why_no_recording(dream: Path, folders: Sequence[Path], live: Path) -> str:
    """Return in a few words why `recording_of` finds none."""
    sidecar = sidecar_path(dream)
    if not is_there(sidecar):
        return f"no {sidecar.name} beside it tells its recording"
    told = _told_recording(dream)
    name = recording_name(dream, told)
    if not name:
        return f"{sidecar.name} names no recording"
    if found := _found(dream, folders, live):
        return f"{found[0]} is another recording than the one it was made on"
    where = ", ".join(str(folder) for folder in _folders(told, folders, live))
    return f"its recording {name} was not found in {where or 'any folder'}"


def _found(dream: Path, folders: Sequence[Path], live: Path) -> list[Path]:
    """The files of the name of a dream's recording, whatever is in them."""
    told = _told_recording(dream)
    name = recording_name(dream, told)
    places = [folder / name for folder in _folders(told, folders, live)] if name else []
    return [place for place in places if is_there(place) and place.is_file()]


def _folders(told: str, folders: Sequence[Path], live: Path) -> list[Path]:
    return [live] if told == LIVE_SEED else list(folders)


def _told_recording(dream: Path) -> str:
    return _text(_sidecar(dream).get("recording"))
