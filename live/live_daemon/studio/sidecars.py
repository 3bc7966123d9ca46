"""What a dream's sidecar says, as far as a page shows it: whatever somebody wrote into it, it is plain values."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from live_inference.command_line.printable import printable
from live_inference.files.dreams import sidecar_path
from live_inference.files.reading import FileError, FileMissingError, read_json

LARGEST: Final = 2 << 20
LONGEST_TEXT: Final = 300
SCORES: Final = ("artifacts", "resemblance", "novelty", "stuck", "energy_db", "answer", "level_db", "last_third_db")
MOST_FAULTS: Final = 12


@dataclass(frozen=True, slots=True)
class Told:
    """Facts of a dream.

    Attributes:
        recording: name of the file of its seed, as on disk.
        fingerprint: of that file; None: an older sidecar does not tell it.
        span_s: which part of that the model heard, in seconds; empty: not told.
        scores: figures by their names; against the seed if there are such, else against the training material.
        passes: whether it has no fault; None: not scored (yet).
        remark: why nothing is known.
    """

    recording: str = ""
    fingerprint: str | None = None
    span_s: tuple[float, ...] = ()
    model: str = ""
    approach: str = ""
    rng_seed: int | None = None
    duration_s: float | None = None
    is_noise: bool = False
    scores: dict[str, float] = field(default_factory=dict)
    passes: bool | None = None
    faults: tuple[str, ...] = ()
    remark: str = ""


def told_of(dream: Path) -> Told:
    """Read a dream's sidecar; a missing or damaged one is a remark."""
    try:
        sidecar = read_json(sidecar_path(dream), LARGEST)
    except FileMissingError:
        return Told(remark="it has no sidecar: nothing is known of how it was made")
    except FileError as error:
        return Told(remark=str(error)[:LONGEST_TEXT])
    if not isinstance(sidecar, dict):
        return Told(remark=f"{printable(sidecar_path(dream).name)}: must be a JSON object")
    scores, passes, faults = _scores(sidecar.get("scores"))
    rng_seed, span = sidecar.get("rng_seed"), sidecar.get("seed_span_s")
    recording, fingerprint = sidecar.get("recording"), sidecar.get("recording_fingerprint")
    return Told(
        recording if isinstance(recording, str) else "",
        None if fingerprint is None else str(fingerprint),
        tuple(number for one in span if (number := _number(one)) is not None) if isinstance(span, list) else (),
        _text(sidecar.get("checkpoint")),
        _text(sidecar.get("approach")),
        rng_seed if isinstance(rng_seed, int) and not isinstance(rng_seed, bool) else None,
        _number(sidecar.get("duration_s")),
        "noise" in sidecar,
        scores,
        passes,
        faults,
    )


def _scores(value: Any) -> tuple[dict[str, float], bool | None, tuple[str, ...]]:
    if not isinstance(value, dict):
        return {}, None, ()
    judged: dict[str, Any] = next(
        (value[name] for name in ("seed", "material") if isinstance(value.get(name), dict)), {}
    )
    both = {**value, **judged}
    faults = judged.get("faults")
    shown = tuple(_text(one) for one in faults[:MOST_FAULTS]) if isinstance(faults, list) else ()
    passes = judged.get("pass")
    figures = {name: number for name in SCORES if (number := _number(both.get(name))) is not None}
    return figures, passes if isinstance(passes, bool) else None, shown


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    number = float(value)
    return number if math.isfinite(number) else None


def _text(value: Any) -> str:
    return printable(value)[:LONGEST_TEXT] if isinstance(value, str) else ""
