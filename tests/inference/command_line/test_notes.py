"""What a musician may write for a pitch, and what comes of it."""

from __future__ import annotations

import numpy as np
import pytest

from live_inference.command_line.notes import MOST_SAID, named, note_name, note_to_midi, said_pitches
from live_models.condition.numbers import HIGHEST, LOWEST


def test_every_note_has_one_name_and_the_name_is_that_note():
    assert [note_to_midi(note_name(number)) for number in range(128)] == list(range(128))
    assert (note_name(69), note_name(60), note_name(LOWEST), note_name(HIGHEST)) == ("A4", "C4", "C2", "C6")


@pytest.mark.parametrize(
    ("given", "pitches"),
    [
        (["C3", "E3", "G3"], [48, 52, 55]),
        (["G3 C3, E3"], [48, 52, 55]),  # a text field sends one text
        ([60, 64.0, "67"], [60, 64, 67]),
        (["Bb2", "F#4", "Cb4"], [46, 59, 66]),
        ([float(np.float32(60.1))], [60.1]),  # as OSC brings it
        ([60, 60.0, "C4"], [60]),
        ([24], [24]),  # too low, but its octaves are in range
        (["auto"], []),
    ],
)
def test_what_is_said(given, pitches):
    assert said_pitches(given) == pitches
    assert said_pitches(named(pitches) or ["auto"]) == pitches, "what is told back says the same"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ([], "got nothing"),
        ([""], "got ''"),
        (["H2"], "got 'H2'"),
        (["C3", "auto"], "auto alone, got 'auto'"),
        ([128], "in range 0..127"),
        ([-1.0], "in range 0..127"),
        (["nan"], "got 'nan'"),
        (["inf"], "in range 0..127"),
        ([100, "C7"], r"a pitch within 36..84 \(C2..C6\), got C7 E7"),
        (list(range(40, 41 + MOST_SAID)), f"{MOST_SAID} pitches at most"),
    ],
)
def test_what_cannot_be_said(given, why):
    with pytest.raises(ValueError, match=why) as refused:
        said_pitches(given)
    assert "\n" not in str(refused.value)
