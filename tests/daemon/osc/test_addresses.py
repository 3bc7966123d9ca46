"""The table of OSC addresses: every row is checked, converted and refused as it says."""

import math

import pytest

from live_daemon.osc.addresses import INCOMING, OSC_ADDRESSES, OUTGOING, Argument, OscRefusedError, check_incoming
from live_daemon.osc.reference import as_markdown, as_text, describe

# The names that other parts and other people's patches rely on.
FIXED_IN = [
    "/dream/seed",
    "/dream/seed/live",
    "/dream/seed/noise",
    "/dream/cancel",
    "/dream/panic",
    "/dream/ping",
    "/dream/model/load",
    "/dream/model/list",
    "/dream/bank/load",
    "/dream/bank/add",
    "/dream/loop/gain",
    "/dream/loop/mute",
    "/dream/loop/layer",
    "/dream/loop/effect",
    "/dream/follower/enable",
    "/dream/follower/attack_ms",
    "/dream/follower/release_ms",
    "/dream/follower/sensitivity_db",
    "/dream/follower/q",
]
FIXED_OUT = [
    "/dream/initialized",
    "/dream/terminated",
    "/dream/status",
    "/dream/queued",
    "/dream/started",
    "/dream/progress",
    "/dream/ready",
    "/dream/failed",
    "/dream/dropped",
    "/dream/model/ready",
    "/dream/bank/ready",
    "/dream/gains",
    "/dream/pong",
    "/dream/error",
]


def example(argument: Argument) -> object:
    if argument.choices:
        return argument.choices[0]
    if argument.type in ("s", "a"):
        return "text"
    low = argument.minimum if argument.minimum is not None else 1.0
    return math.ceil(low) if argument.type == "i" else float(low)


def test_the_fixed_names_are_there_and_no_address_is_there_twice():
    assert set(FIXED_IN) <= set(INCOMING)
    assert set(FIXED_OUT) <= set(OUTGOING)
    assert len(INCOMING) + len(OUTGOING) == len(OSC_ADDRESSES)
    assert all(row.path.startswith("/dream/") and row.path == row.path.lower() for row in OSC_ADDRESSES)


@pytest.mark.parametrize("row", OSC_ADDRESSES, ids=lambda row: f"{row.direction}{row.path}")
def test_every_row_takes_its_arguments_and_refuses_others(row):
    values = [example(argument) for argument in row.arguments]
    assert row.check(values) == tuple(values)
    required = [value for value, argument in zip(values, row.arguments, strict=True) if not argument.optional]
    assert row.check(required) == tuple(required)
    if required and not row.arguments[-1].repeated:
        with pytest.raises(OscRefusedError, match="takes"):
            row.check(required[:-1])
    if row.arguments and not row.arguments[-1].repeated:
        with pytest.raises(OscRefusedError, match="takes"):
            row.check([*values, 1])
    for index, argument in enumerate(row.arguments):
        for wrong in wrong_values(argument):
            with pytest.raises(OscRefusedError) as refused:
                row.check([*values[:index], wrong, *values[index + 1 :]])
            assert argument.name in str(refused.value)
            assert argument.rule in str(refused.value)
            assert "\n" not in str(refused.value)


def wrong_values(argument: Argument) -> list[object]:
    if argument.type == "a":
        return [b"blob", None]
    wrong: list[object] = [b"blob", None, [1]]
    wrong.append(7 if argument.type == "s" else "text")
    if argument.type != "s":
        wrong += [math.nan, math.inf]
        if argument.minimum is not None:
            wrong += [argument.minimum - 1, argument.maximum + 1]
    if argument.type == "i":
        wrong.append((argument.minimum or 0) + 0.5)
    if argument.choices:
        wrong.append("no such choice")
    return wrong


def test_pd_sends_floats_and_max_sends_ints_and_both_are_understood():
    assert check_incoming("/dream/loop/gain", [3.0, 1]) == (3, 1.0)
    loop, gain = check_incoming("/dream/loop/gain", [3.0, 1])
    assert type(loop) is int and type(gain) is float
    assert check_incoming("/dream/loop/mute", [0, True]) == (0, 1)


@pytest.mark.parametrize("row", [row for row in INCOMING.values() if not row.arguments], ids=lambda row: row.path)
def test_an_address_without_arguments_is_a_button(row):
    """Tablets send 1.0 where it is pressed and 0.0 where it is let go; others send an impulse, a nil, or their name."""
    for pressed in ([], [1], [1.0], [True], [None], ["now"], [0.5], [-1], [math.nan], [0, 0], [1, 0], [b"x"], [[0]]):
        assert row.check(pressed) == () and not row.is_released(pressed)
    for let_go in ([0], [0.0], [False], [-0.0]):
        assert row.is_released(let_go)


def test_a_switch_that_is_turned_off_is_not_a_button_that_is_let_go():
    assert not any(row.is_released([0]) for row in INCOMING.values() if row.arguments)


@pytest.mark.parametrize("path", ["/dream/*", "/dream/pani?", "/dream/[p]anic", "/dream/{panic,ping}", "//panic*"])
def test_address_patterns_are_refused_with_the_reason(path):
    with pytest.raises(OscRefusedError, match=r"patterns .* are not matched; send each address by its name"):
        check_incoming(path, [])


def test_an_unknown_address_is_named():
    with pytest.raises(OscRefusedError, match="/dream/sed: unknown address"):
        check_incoming("/dream/sed", [])


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("/dream/panik", "/dream/panic"),
        ("/panic", "/dream/panic"),
        ("/Dream/Panic", "/dream/panic"),
        ("/dream/follower/attack", "/dream/follower/attack_ms"),
        ("/dream/temperature", "/dream/control/temperature"),
        ("/dream/gain", "/dream/loop/gain"),
        ("/dream/seedlive", "/dream/seed/live"),
    ],
)
def test_an_unknown_address_is_told_the_nearest_known_one(said, meant):
    with pytest.raises(OscRefusedError) as refused:
        check_incoming(said, [])
    assert f"did you mean {meant}" in str(refused.value)


@pytest.mark.parametrize("said", ["/dream/" + "x" * 4000, "/1/fader1", "/"])
def test_what_is_near_to_nothing_is_not_guessed(said):
    with pytest.raises(OscRefusedError, match="`live-daemon osc` lists the known ones"):
        check_incoming(said, [])


def test_what_the_daemon_sends_is_not_heard_and_says_so():
    with pytest.raises(OscRefusedError, match="/dream/gains: unknown address; live-daemon sends it"):
        check_incoming("/dream/gains", [])


def test_the_reference_tells_every_address():
    for row in OSC_ADDRESSES:
        assert row.path in as_text()
        assert f"`{row.path}`" in as_markdown()
    assert [row["path"] for row in describe()] == [row.path for row in OSC_ADDRESSES]
    gain = next(row for row in describe() if row["path"] == "/dream/loop/gain")["arguments"][1]
    assert gain == {"name": "gain", "type": "f", "meaning": "linear gain", "minimum": 0, "maximum": 1}
