"""Every address that is heard has a handler that takes what its row allows; a row without one ends the start."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from live_daemon.control.dispatch import HandlerMissingError, handlers
from live_daemon.loops.follower import FOLLOWER_KEYS
from live_daemon.osc.addresses import INCOMING
from live_daemon.osc.rules import Argument, Handler


class Recording:
    """Stands for every part of the controller: notes what is called."""

    def __init__(self):
        self.called = []

    def __getattr__(self, method):
        return lambda *values: self.called.append((method, *values))


PARTS = (
    "controller",
    "intake",
    "orders",
    "worker",
    "reports",
    "mixer",
    "banks",
    "controls",
    "pitches",
    "reporter",
    "live",
    "recording",
    "effects",
)


@pytest.mark.parametrize("row", INCOMING.values(), ids=lambda row: row.path)
def test_a_message_reaches_the_method_that_its_row_names(row):
    parts = {name: Recording() for name in PARTS}
    values = row.check(row.example)
    handlers(parts)[row.path](*values)
    part, _, method = row.handler.path.partition(".")
    assert parts.pop(part).called == [(method, *row.handler.given, *values)]
    assert not any(other.called for other in parts.values())


def test_no_two_addresses_call_the_same():
    called = [row.handler for row in INCOMING.values()]
    assert len(set(called)) == len(called)


def test_every_setting_of_the_follower_that_can_be_turned_has_an_address():
    turned = {row.handler.given[0] for row in INCOMING.values() if row.handler.path == "mixer.set_follower"}
    assert turned == set(FOLLOWER_KEYS)


def test_a_switch_reaches_its_handler_as_true_or_false():
    mixer = Recording()
    row = INCOMING["/dream/loop/mute"]
    handlers({"mixer": mixer}, [row])[row.path](3, 0)
    assert mixer.called == [("set_loop_mute", 3, False)] and mixer.called[0][2] is False


ROW = INCOMING["/dream/loop/gain"]


@pytest.mark.parametrize(
    ("row", "parts", "words"),
    [
        (replace(ROW, handler=None), {}, "its row must name a handler"),
        (ROW, {"banks": Recording()}, "mixer.set_loop_gain must be a method of one of banks"),
        (ROW, {"mixer": SimpleNamespace()}, "mixer.set_loop_gain must be a method of one of mixer"),
        (ROW, {"mixer": SimpleNamespace(set_loop_gain=0.5)}, "not a callable"),
        (ROW, {"mixer": SimpleNamespace(set_loop_gain=lambda loop: None)}, "that takes loop gain"),
        (
            replace(ROW, arguments=(*ROW.arguments, Argument("fade_ms", "f", "", optional=True))),
            {"mixer": SimpleNamespace(set_loop_gain=lambda loop, gain: None)},
            r"that takes loop gain \[fade_ms\]",
        ),
        (
            replace(ROW, handler=Handler("mixer.set_loop_gain", ("given",))),
            {"mixer": SimpleNamespace(set_loop_gain=lambda loop, gain: None)},
            "too many positional arguments",
        ),
    ],
)
def test_a_row_that_nothing_handles_ends_the_start(row, parts, words):
    with pytest.raises(HandlerMissingError, match=words) as refused:
        handlers(parts, [row])
    assert str(refused.value).startswith("/dream/loop/gain: ")
