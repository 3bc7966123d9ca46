"""Reads and writes ``bank.json``, the manifest of a bank."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

from live_inference.command_line.notes import HIGHEST_SAID, LOWEST_SAID
from live_inference.files.dreams import atomically
from live_models.fields import FieldError, InFolder, Length, Within, checked
from live_models.printable import printable
from live_models.strict_reader import FileError, FileMissingError, read_json

MANIFEST = "bank.json"
MOST_ROWS = 10_000
MOST_NUMBERS = 1000
MOST_LETTERS = 32

_Amount = Annotated[float, Within(0, 1e6)]
_Amounts = Annotated[list[_Amount], Length(0, MOST_NUMBERS)]
_Said = Annotated[list[Annotated[float, Within(LOWEST_SAID, HIGHEST_SAID)]], Length(0, MOST_NUMBERS)]
_Decibels = Annotated[float, Within(-1000, 1000)]


class BankError(ValueError):
    """A bank cannot be used; the message is one line."""


@dataclass(frozen=True, slots=True)
class BankLoop:
    """One loop of a bank, as in ``bank.json``. ``file`` is relative to the bank's folder.

    ``level_db`` is its RMS level. The fields after ``rng_seed`` may be missing, for instance in a bank written by hand:

    * `pitch_weights`: share of each pitch; none: each pitch counts less than the one before.
    * `seed_pitches_hz`, `seed_levels`: the seed's pitches, and how loud the follower hears each quarter tone of the
      seed (see `live_inference.loops.seed_analysis`); none: the loop's own pitches call it.
    * `loudness_lufs`: none: measured when the loop is loaded. `frames`, `sha256`: of the file; none: not checked.
    * `seam`: similarity of both sides of the seam, 1 if equal. `after`: of a dropped loop, the one that preceded it;
      empty if it was the first. `said_pitches`: MIDI numbers that the model was told; none: it heard its seed.
    * `effect`: name of the stage's effect through which it is played; none: without.
    """

    file: Annotated[str, InFolder()]
    pitches_hz: _Amounts = field(default_factory=list)
    duration_s: _Amount = 0.0
    level_db: _Decibels = 0.0
    scores: dict[str, Any] = field(default_factory=dict)
    seed: str = ""
    checkpoint: str = ""
    rng_seed: int = 0
    pitch_weights: _Amounts | None = None
    seed_pitches_hz: _Amounts | None = None
    seed_levels: _Amounts | None = None
    loudness_lufs: _Decibels | None = None
    frames: Annotated[int, Within(0, 2**53)] | None = None
    sha256: str | None = None
    seam: float | None = None
    after: str | None = None
    said_pitches: _Said | None = None
    effect: Annotated[str, Length(0, MOST_LETTERS)] | None = None


@dataclass(frozen=True, slots=True)
class _Manifest:
    """The contents of ``bank.json``."""

    loops: Annotated[list[BankLoop], Length(0, MOST_ROWS)]


def read_bank(folder: Path) -> list[BankLoop]:
    """Return the loops of a bank, in order.

    Raises:
        BankError: there is no folder or manifest, the manifest cannot be read, or it names a file twice.
    """
    loops = read_rows(folder)
    _refuse_one_file_twice(folder / MANIFEST, loops)
    return loops


def read_rows(folder: Path) -> list[BankLoop]:
    """`read_bank` for the stage: a file that is named twice is two loops there, and no reason for silence.

    Raises:
        BankError: there is no folder or manifest, or the manifest cannot be read.
    """
    manifest = folder / MANIFEST
    try:
        return checked(_Manifest, read_json(manifest)).loops
    except FileMissingError:
        raise BankError(f"{printable(folder)}: a bank is a folder with {MANIFEST}, which this one lacks") from None
    except FileError as error:
        raise BankError(str(error)) from None
    except FieldError as error:
        raise BankError(
            f'{printable(manifest)}: must hold {{"loops": [{{"file", "pitches_hz", ...}}]}} ({error})'
        ) from None


def _refuse_one_file_twice(manifest: Path, loops: list[BankLoop]) -> None:
    """Raise BankError where two rows name one file: what drops or moves it could not tell them apart."""
    places: dict[str, int] = {}
    for place, loop in enumerate(loops):
        first = places.setdefault(loop.file, place)
        if first != place:
            raise BankError(
                f"{printable(manifest)}: each loop must have a file of its own, found {printable(loop.file)} twice "
                f"(loops {first} and {place}); take one of the two out, or give it a copy under another name"
            )


def write_bank(folder: Path, loops: list[BankLoop]) -> None:
    """Write the manifest of a bank (atomically)."""
    rows = ",\n".join(_text_of(loop) for loop in loops)
    text = '{"loops": [\n' + rows + "\n]}\n"
    atomically(folder / MANIFEST, lambda partial: partial.write_text(text, encoding="utf-8"))


def remember_effect(folder: Path, loop: str, effect: str) -> None:
    """Write into a bank's manifest through which effect its loop (file name without suffix) is played; empty: none.

    Whoever calls this has locked the bank (`live_inference.bank.changes.changing`).

    Raises:
        BankError, OSError: the manifest cannot be read or written.
    """
    rows = read_rows(folder)
    changed = [replace(row, effect=effect or None) if Path(row.file).stem == loop else row for row in rows]
    if changed != rows:
        write_bank(folder, changed)


def _text_of(loop: BankLoop) -> str:
    """A loop as JSON for people: one line per field, whatever its length."""
    fields = {name: value for name in BankLoop.__slots__ if (value := getattr(loop, name)) is not None}
    return " {" + ",\n  ".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in fields.items()) + "}"
