"""A range is said once: settings, OSC, engine, MIDI, OSCQuery and patches allow the same, number for number."""

import json
import math
import typing

import pytest

from live_daemon.audio.control import EngineControl
from live_daemon.audio.layout import (
    GATE_OFF_DB,
    MAX_BANDS,
    MAX_OWN_OUTPUTS,
    MAX_SLOTS,
    Kind,
    Layer,
)
from live_daemon.audio.reader import LayerName
from live_daemon.audio.record import AudioRecord
from live_daemon.console.tree import Tree
from live_daemon.follower import bands
from live_daemon.midi.command import _target
from live_daemon.midi.mapping import parse_mapping
from live_daemon.osc.addresses import CONTROLS, INCOMING, LAYERS, MAX_LOOPS, OSC_ADDRESSES, VALUES
from live_daemon.osc.rules import OscRefusedError
from live_daemon.settings import Settings, SettingsError, limits_of, settings_from_dict
from live_models.contract.generator import CONTROL_RANGES, ControlError, Controls

RANGED = [
    (row, argument)
    for row in INCOMING.values()
    for argument in row.arguments
    if argument.minimum is not None and argument.type != "s"
]


def beyond(argument):
    """Values just outside: the next float, or the next whole number."""
    if argument.type == "i":
        return argument.minimum - 1, argument.maximum + 1
    return math.nextafter(argument.minimum, -math.inf), math.nextafter(argument.maximum, math.inf)


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    return EngineControl(AudioRecord.create(tmp_path_factory.mktemp("record"), 48_000, 48_000))


ENGINE = {
    "/dream/loop/gain": lambda engine, gain: engine.set_slot_gain(0, gain),
    "/dream/level/dreams": lambda engine, level: engine.set_level(Kind.DREAMS, level),
    "/dream/level/loops": lambda engine, level: engine.set_level(Kind.LOOPS, level),
    "/dream/follower/attack_ms": lambda engine, value: engine.set_follower(attack_ms=value),
    "/dream/follower/release_ms": lambda engine, value: engine.set_follower(release_ms=value),
    "/dream/follower/sensitivity_db": lambda engine, value: engine.set_follower(sensitivity_db=value),
    "/dream/follower/range": lambda engine, value: engine.set_follower(range_=value),
    "/dream/follower/gate_db": lambda engine, value: engine.set_follower(gate_db=value),
    "/dream/follower/q": lambda engine, value: engine.set_bands([440.0], value),
}


def one_number(row):
    """The last argument of a row that sets one number."""
    return row.arguments[-1]


def test_every_number_of_the_follower_is_held_against_the_engine():
    """Rows that a later hand adds are not forgotten here."""
    numbers = {VALUES[key] for key in VALUES if key not in CONTROLS and key not in ("enabled", "pitches", "manner")}
    assert set(ENGINE) == numbers | {"/dream/loop/gain"}


@pytest.mark.parametrize("path", ENGINE)
def test_the_engine_takes_what_the_table_allows_and_no_more(engine, path):
    """release_ms ended at 5000 in the table and at 20000 in the engine."""
    argument = one_number(INCOMING[path])
    for bound in (argument.minimum, argument.maximum):
        ENGINE[path](engine, bound)
    for outside in beyond(argument):
        with pytest.raises(ValueError, match=f"{argument.name} must be in range"):
            ENGINE[path](engine, outside)


def test_the_engine_takes_every_weight_that_the_table_allows(engine):
    *_, weight = INCOMING["/dream/follower/map"].arguments
    for bound in (weight.minimum, weight.maximum):
        engine.set_gain_map(0, [bound] * MAX_BANDS)
        with pytest.raises(ValueError, match="weights must be in range"):
            engine.set_gain_map(0, [bound * 1.01])


def test_the_engine_can_be_asked_for_as_much_of_the_live_input_as_the_table_allows(engine):
    seconds = INCOMING["/dream/seed/live"].arguments[0]
    for bound in (seconds.minimum, seconds.maximum):
        engine.read_input(bound)
    with pytest.raises(ValueError, match="seconds must be in range"):
        engine.read_input(seconds.maximum + 0.01)


def test_what_the_engine_counts_is_what_the_table_counts():
    loop, band, _ = INCOMING["/dream/follower/map"].arguments
    assert band.maximum + 1 == MAX_BANDS == bands.MAX_BANDS
    assert loop.maximum + 1 == MAX_LOOPS == MAX_OWN_OUTPUTS == limits_of("follower.loops").maximum
    assert MAX_LOOPS + limits_of("voices.max").maximum <= MAX_SLOTS
    assert limits_of("follower.gate_db").minimum == GATE_OFF_DB
    assert typing.get_args(LayerName) == LAYERS == tuple(layer.name.lower() for layer in Layer)


@pytest.mark.parametrize("row", [row for row in INCOMING.values() if row.setting], ids=lambda row: row.path)
def test_a_row_and_the_setting_it_begins_with_allow_the_same(row):
    section, key = row.setting.split(".")
    default = getattr(getattr(Settings(), section), key)
    argument = row.arguments[-1]
    limits = limits_of(row.setting)
    if not isinstance(default, bool):
        assert (argument.minimum, argument.maximum, argument.choices) == limits
    if argument.minimum is None or isinstance(default, bool):
        return
    for outside in beyond(argument):
        with pytest.raises(SettingsError):
            settings_from_dict({section: {key: outside}})
        with pytest.raises(OscRefusedError):
            row.check([*([0] * (len(row.arguments) - 1)), outside])


@pytest.mark.parametrize("name", CONTROL_RANGES)
def test_a_control_and_the_model_allow_the_same(name):
    argument = one_number(INCOMING[CONTROLS[name]])
    assert (argument.minimum, argument.maximum) == CONTROL_RANGES[name]
    for outside in beyond(argument):
        with pytest.raises(ControlError):
            Controls.from_params({name: outside})


@pytest.mark.parametrize("row", OSC_ADDRESSES, ids=lambda row: f"{row.direction}{row.path}")
def test_oscquery_tells_the_range_of_the_row(row):
    node = Tree().answer(row.path).body
    form = [node, *node.get("OVERLOADS", [])][-1]  # with every optional argument
    for argument, told in zip(row.arguments, form.get("RANGE") or [None] * len(row.arguments), strict=True):
        if argument.choices:
            assert told == {"VALS": list(argument.choices)}
        elif argument.minimum is not None:
            assert (told["MIN"], told["MAX"]) == (argument.minimum, argument.maximum)
        else:
            assert told is None


@pytest.mark.parametrize(("row", "argument"), RANGED, ids=lambda one: getattr(one, "path", None) or one.name)
def test_a_knob_that_is_learnt_goes_through_the_whole_range(row, argument):
    needed = [one for one in row.arguments if not one.optional]
    if not needed or argument is not needed[-1]:
        return
    before = [f"{one.minimum:g}" if one.minimum is not None else "hall" for one in needed[:-1]]
    mapping = parse_mapping(f"cc 1 = {_target([row.path, *before])}")
    said = [mapping.message(value)[1][len(before)] for value in (0, 127)]
    assert said == [argument.minimum, argument.maximum]


def test_every_example_is_a_message_that_its_row_takes():
    for row in INCOMING.values():
        assert row.check(row.example) == tuple(row.example), row.path
        assert row.page and len(row.example) >= row.fewest
        assert json.dumps(row.example)
