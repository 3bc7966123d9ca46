"""Fields of a dataclass from plain values: right types and ranges come back, everything else is one line by name."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import pytest

from live_models.fields import FieldError, InFolder, Length, OneOf, Within, checked, shown


@dataclass(frozen=True)
class Place:
    offset: Annotated[int, Within(0, 1000)]
    frames: Annotated[int, Within(1, 1000)] = 1


@dataclass
class Row:
    file: Annotated[str, InFolder()]
    place: Place
    gain: Annotated[float, Within(0, 1)] = 1.0
    muted: bool = False
    layer: Literal["swell", "ring"] = "swell"
    word: Annotated[str, OneOf(("a", "b"))] = "a"
    pitches: list[tuple[float, float]] = field(default_factory=list)
    levels: Annotated[list[float], Length(0, 3)] | None = None
    names: dict[int, str] = field(default_factory=dict)
    mixed: list[float | str] = field(default_factory=list)
    anything: Any = None


GOOD = {"file": "a/b.wav", "place": {"offset": 5}}


def test_what_is_right_comes_as_its_types():
    row = checked(
        Row,
        GOOD
        | {"gain": 1, "pitches": [[440, 1], [220.5, 0]], "names": {"7": "x"}, "levels": [1], "mixed": ["midi", 60]}
        | {"place": {"offset": 5.0, "frames": 2}, "unknown": [1], "muted": True, "layer": "ring", "anything": {"x": 1}},
    )
    assert row == Row(
        "a/b.wav", Place(5, 2), 1.0, True, "ring", "a", [(440.0, 1.0), (220.5, 0.0)], [1.0], {7: "x"}, ["midi", 60.0],
        {"x": 1},
    )  # fmt: skip
    assert isinstance(row.gain, float) and isinstance(row.place.offset, int)
    assert isinstance(row.pitches[0], tuple) and isinstance(row.pitches[0][0], float)


def test_null_counts_as_missing_where_there_is_a_default():
    assert checked(Row, GOOD | {"gain": None, "levels": None, "names": None}) == checked(Row, GOOD)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"file": None}, "file is missing"),
        ({"place": None}, "place is missing"),
        ({"place": {}}, "place.offset is missing"),
        ({"place": {"offset": -1}}, "place.offset must be in range 0..1000, found -1"),
        ({"place": {"offset": 1001}}, "place.offset must be in range 0..1000, found 1001"),
        ({"place": {"offset": 1.5}}, "place.offset must be a whole number, found 1.5"),
        ({"place": {"offset": 1e300}}, "place.offset must be a whole number"),
        ({"place": {"offset": True}}, "place.offset must be a whole number, found True"),
        ({"place": {"offset": "5"}}, "place.offset must be a whole number, found '5'"),
        ({"place": {"offset": [5]}}, "place.offset must be a whole number"),
        ({"place": [5, 1]}, "place must be an object, found [5, 1]"),
        ({"place": "x"}, "place must be an object"),
        ({"gain": math.nan}, "gain must be a finite number, found nan"),
        ({"gain": math.inf}, "gain must be a finite number"),
        ({"gain": 10**400}, "gain must be a finite number"),
        ({"gain": False}, "gain must be a finite number, found False"),
        ({"gain": 1.01}, "gain must be in range 0..1, found 1.01"),
        ({"muted": 1}, "muted must be true or false, found 1"),
        ({"layer": "loud"}, "layer must be one of swell, ring, found 'loud'"),
        ({"layer": ["swell"]}, "layer must be one of"),
        ({"word": "c"}, "word must be one of a, b, found 'c'"),
        ({"pitches": [1]}, "pitches[0] must be a list, found 1"),
        ({"pitches": [[1, 2, 3]]}, "pitches[0] must be a list of 2"),
        ({"pitches": {"a": 1}}, "pitches must be a list"),
        ({"pitches": "440"}, "pitches must be a list, found '440'"),
        ({"pitches": [[1, "x"]]}, "pitches[0][1] must be a finite number, found 'x'"),
        ({"levels": [1, 2, 3, 4]}, "levels must have a length of 0..3, has 4"),
        ({"names": {"x": "y"}}, "a key of names must be a whole number, found 'x'"),
        ({"names": {"1": 2}}, "names.1 must be a text, found 2"),
        ({"names": []}, "names must be an object"),
        ({"mixed": [[1]]}, "mixed[0] must be a finite number or a text, found [1]"),
        ({"mixed": [math.nan]}, "mixed[0] must be a finite number or a text"),
        ({"file": 5}, "file must be a text"),
        ({"file": ""}, "file must be the name of a file in the folder"),
        ({"file": "/etc/passwd"}, "file must be the name of a file in the folder"),
        ({"file": "../x.wav"}, "file must be"),
        ({"file": "a/../../x.wav"}, "file must be"),
        ({"file": "a\0.wav"}, "file must be"),
        ({"file": "."}, "file must be"),
    ],
)
def test_what_is_wrong_is_one_line_by_name(change, line):
    with pytest.raises(FieldError) as caught:
        checked(Row, GOOD | change)
    text = str(caught.value)
    assert text.startswith(line) and len(text.splitlines()) == 1 and len(text) < 400


@pytest.mark.parametrize("value", [None, [], [1], "abc", 5, True, 1.5])
def test_what_is_no_object_at_all_is_refused(value):
    with pytest.raises(FieldError, match="must be an object"):
        checked(Row, value)
    with pytest.raises(FieldError, match=r"^rows\[0\] must be an object"):
        checked(list[Row], [value], "rows")


@pytest.mark.parametrize("name", ["a\\b.wav", "C:x.wav", "..\\x.wav"])
def test_drives_and_backslashes_lead_out_of_a_folder_on_windows_alone(name, monkeypatch):
    assert InFolder().fault(name) == "" or os.name == "nt"
    monkeypatch.setattr("live_models.fields.os.name", "nt")
    assert InFolder().fault(name) == "must be the name of a file in the folder"


def test_numbers_of_a_64_bit_integer_are_the_limit_without_a_range():
    assert checked(int, 2**63 - 1) == 2**63 - 1
    for value in (2**63, -(2**63) - 1, 10**5000):
        with pytest.raises(FieldError, match="must be a whole number"):
            checked(int, value)


def test_a_long_value_is_shown_short():
    assert len(shown("x" * 10_000)) < 100 and shown(10**5000) == "a value that is too large"
