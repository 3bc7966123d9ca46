"""Banks: a folder of loops with ``bank.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from live_inference.files.dreams import atomically
from live_models.fields import FieldError, InFolder, Length, Within, checked
from live_models.strict_reader import FileError, FileMissingError, read_json, readable

MANIFEST = "bank.json"
MOST_ROWS = 10_000
MOST_NUMBERS = 1000

_Amount = Annotated[float, Within(0, 1e6)]
_Amounts = Annotated[list[_Amount], Length(0, MOST_NUMBERS)]
_Decibels = Annotated[float, Within(-1000, 1000)]


class BankError(ValueError):
    """A bank that cannot be used; the text is one line."""


@dataclass(frozen=True, slots=True)
class BankLoop:
    """One loop of a bank, as ``bank.json`` holds it. ``file`` is relative to the bank's folder.

    ``level_db`` is its RMS. What follows ``rng_seed`` may be missing, as in a bank that was written by hand: the share
    of each pitch (none: less from one to the next), the seed's pitches and how loud the follower hears each quarter
    tone of it (see `hearing`; none: the loop's own pitches call it), the loudness (none: measured when it is loaded),
    frames and hash of the file (none: not checked), how much the two sides of the seam have in common (1: all), and,
    of a loop that was dropped, behind which other it stood (empty: it was the first).
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


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What ``bank.json`` holds."""

    loops: Annotated[list[BankLoop], Length(0, MOST_ROWS)]


def read_bank(folder: Path) -> list[BankLoop]:
    """Return the loops of a bank, in order.

    Raises:
        BankError: no folder, no manifest, or a manifest of another shape.
    """
    manifest = folder / MANIFEST
    try:
        return checked(_Manifest, read_json(manifest)).loops
    except FileMissingError:
        raise BankError(f"{readable(folder)}: a bank is a folder with {MANIFEST}, there is none in this one") from None
    except FileError as error:
        raise BankError(str(error)) from None
    except FieldError as error:
        raise BankError(
            f'{readable(manifest)}: must hold {{"loops": [{{"file", "pitches_hz", ...}}]}} ({error})'
        ) from None


def write_bank(folder: Path, loops: list[BankLoop]) -> None:
    """Write the manifest of a bank (atomically)."""
    rows = ",\n".join(_text_of(loop) for loop in loops)
    text = '{"loops": [\n' + rows + "\n]}\n"
    atomically(folder / MANIFEST, lambda partial: partial.write_text(text, encoding="utf-8"))


def _text_of(loop: BankLoop) -> str:
    """A loop as JSON for people: a line for each field, however long its list is."""
    fields = {name: value for name in BankLoop.__slots__ if (value := getattr(loop, name)) is not None}
    return " {" + ",\n  ".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in fields.items()) + "}"
