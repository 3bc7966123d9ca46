"""Pitches by name: from what a musician writes to MIDI numbers, and back."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Final

from live_models.condition.numbers import HIGHEST, LOWEST, Condition

AUTO: Final = "auto"
"""The harmony is heard again, not said."""

MOST_SAID: Final = 32
LOWEST_SAID, HIGHEST_SAID = 0.0, 127.0

_NOTE: Final = re.compile(r"([A-Ga-g])(#{1,2}|b{1,2}|)(-?\d)")
_WORD: Final = re.compile(r"[^\s,;]+")
_SEMITONES: Final = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
_NAMES: Final = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")


def note_to_midi(name: str) -> int | None:
    """Return the MIDI note of a name such as E2, F#3 or Bb1; None for anything else. A4 is 69 (440 Hz), C4 is 60.

    >>> note_to_midi("E2"), note_to_midi("Bb-1"), note_to_midi("H2")
    (40, 10, None)
    """
    found = _NOTE.fullmatch(name)
    if not found:
        return None
    letter, accidental, octave = found.groups()
    shift = accidental.count("#") - accidental.count("b")
    return 12 * (int(octave) + 1) + _SEMITONES[letter.lower()] + shift


def note_name(pitch: float) -> str:
    """Return the name of the note nearest to a MIDI number, with a sharp where it needs one.

    >>> note_name(60), note_name(58.2)
    ('C4', 'A#3')
    """
    number = math.floor(pitch + 0.5)
    return f"{_NAMES[number % 12]}{number // 12 - 1}"


def named(pitches: Iterable[float]) -> list[float | str]:
    """Return pitches as they are told: a whole MIDI number by its note's name, others as numbers.

    >>> named([60.0, 63.5])
    ['C4', 63.5]
    """
    return [note_name(pitch) if float(pitch).is_integer() else float(pitch) for pitch in pitches]


def words_of(given: Iterable[float | str]) -> list[float | str]:
    """Return what a musician wrote as single words: a text field sends several at once ("C3, E3 G3")."""
    return [one for word in given for one in (_WORD.findall(word) or [word] if isinstance(word, str) else [word])]


def said_pitches(given: Iterable[float | str]) -> list[float]:
    """Return the pitches that are said, as MIDI numbers, ascending, each once; none for `auto`.

    >>> said_pitches(["G3 C3", 52]), said_pitches(["auto"])
    ([48.0, 52.0, 55.0], [])

    Raises:
        ValueError: nothing, no pitch, one out of range, too many, or none that a model could heed; in one line.
    """
    words = words_of(given)
    if words == [AUTO]:
        return []
    if not words:
        raise ValueError(f"must be MIDI numbers, names of notes (C3, F#4, Bb2), or {AUTO}, got nothing")
    pitches = sorted({_pitch_of(word) for word in words})
    if len(pitches) > MOST_SAID:
        raise ValueError(f"must be {MOST_SAID} pitches at most, got {len(pitches)}")
    check_heard(pitches)
    return pitches


def check_heard(pitches: Sequence[float]) -> None:
    """Raise ValueError for pitches of which no model could heed any: neither they nor their partials are in range."""
    try:
        if pitches:
            Condition.said(pitches)
    except ValueError:
        low, high = note_name(LOWEST), note_name(HIGHEST)
        text = " ".join(map(str, named(pitches)))
        raise ValueError(f"must have a pitch within {LOWEST}..{HIGHEST} ({low}..{high}), got {text}") from None


def _pitch_of(word: float | str) -> float:
    if isinstance(word, str) and (note := note_to_midi(word)) is not None:
        number = float(note)
    else:
        try:
            number = float(f"{float(word):.6g}")  # OSC's 60.1 is 60.0999985
        except ValueError:
            number = math.nan
        if math.isnan(number):
            raise ValueError(
                f"must be MIDI numbers, names of notes (C3, F#4, Bb2), or {AUTO} alone, got {word!r}"
            ) from None
    if not LOWEST_SAID <= number <= HIGHEST_SAID:
        raise ValueError(f"must be in range {LOWEST_SAID:g}..{HIGHEST_SAID:g} as MIDI numbers, got {word!r}")
    return number
