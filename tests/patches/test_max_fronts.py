"""The Max fronts performed without Max: what their controls say, what they show, the pieces and their panics."""

from __future__ import annotations

from pathlib import Path

import pytest

from live_daemon.osc.addresses import INCOMING, LAYERS, SAMPLING, STATE, check_incoming
from live_daemon.settings.ranges import MANNERS
from support.max_machine import Machine, into, outlets


@pytest.fixture
def machine() -> Machine:
    return Machine()


def test_every_control_of_the_main_patch_says_what_the_daemon_takes(machine: Machine) -> None:
    """Each parameter is moved, each menu chosen from: what goes out is in the table; together it is every address."""
    window = machine.open("live_daemon")
    machine.run(1)
    machine.packet("/dream/queued", 41, "/takes/a.wav", "a-model")
    machine.packet("/dream/ready", 40, "/dreams/a.wav", 2.0)
    machine.packet("/dream/status", "ready", "a-model", 0, 0, 0, 0.1, 4.0)
    window.named("folder")  # shown, not set: a dialog asks
    for node in window.nodes:
        name = node.json.get("varname", "")
        parameter = node.json.get("saved_attribute_attributes", {}).get("valueof")
        if node.kind == "umenu":
            chosen = {"control_sampling": SAMPLING, "control_manner": MANNERS}.get(name, LAYERS)[1]
            node.hear(0, (chosen if parameter else "/some/name",))
        elif parameter is not None:
            low, high = parameter.get("parameter_mmin", 0), parameter.get("parameter_mmax", 1)
            value = (low + high) / 2 if parameter["parameter_type"] == 0 else int(high)
            node.hear(0, ("bang",) if node.kind == "textbutton" and not node.json.get("mode") else (value,))
    machine.run(1)
    for address, *values in machine.sent:
        check_incoming(str(address), values)
    assert {str(address) for address, *_ in machine.sent} == set(INCOMING) - {"/dream/seed"}
    assert ("/dream/cancel", 41) in machine.sent
    assert ("/dream/bank/add", 40) in machine.sent


def test_the_main_patch_shows_what_the_daemon_says(machine: Machine) -> None:
    window = machine.open("live_daemon")
    machine.run(1)
    machine.packet("/dream/status", "dreaming", "a-model", 1, 2, 3, 0.25, 5.5)
    shown = {name: window.named(name).state["shown"] for name in ("state", "model", "xruns", "queue", "load")}
    assert shown == {"state": "dreaming", "model": "a-model", "xruns": (3,), "queue": (2,), "load": (0.25,)}
    assert window.named("daemon_is_there").state["shown"] == (1,)
    assert ("/dream/model/list",) in machine.sent
    machine.packet("/dream/failed", 4, "the seed is silent")
    assert window.named("says").state["shown"] == "dream 4 failed: the seed is silent"
    machine.packet("/dream/gains", 0.5, 0.25)
    assert window.named("gains").told[-1] == (0.5, 0.25, *[0.0] * 14)
    machine.run(3.5)
    assert window.named("daemon_is_there").state["shown"] == (0,)


def test_the_main_patch_shows_what_the_daemon_hears_and_what_its_loops_are(machine: Machine) -> None:
    window = machine.open("live_daemon")
    machine.run(1)
    sent = len(machine.sent)
    machine.packet("/dream/input", -12.5)
    machine.packet("/dream/recording", 1, 7.0)
    machine.packet("/dream/heard", 0.25, 0.0, 0.75)
    machine.packet("/dream/loop/name", 3, "take 7-0004", 440.0, 660.0)
    machine.packet("/dream/loop/name", 15, "bells", 220.0)
    machine.packet("/dream/loop/name", 40, "a loop without a strip")
    shown = {name: window.named(name).state["shown"] for name in ("daemon_input", "record_daemon", "recorded_s")}
    assert shown == {"daemon_input": (-12.5,), "record_daemon": (1,), "recorded_s": (7.0,)}
    assert window.named("heard").told[-1] == (0.25, 0.0, 0.75)
    assert [window.named(f"loop_{number}_name").state["shown"] for number in (3, 15)] == ["take 7-0004", "bells"]
    machine.packet("/dream/bank/ready", "/banks/first", 2)  # fewer loops than before; their names follow
    assert [window.named(f"loop_{number}_name").state["shown"] for number in (3, 15)] == ["", ""]
    assert len(machine.sent) == sent, "what is shown is not sent back"
    window.named("record_daemon").hear(0, (0,))
    assert machine.sent[-1] == ("/dream/record", 0)


@pytest.mark.whole
def test_the_bridge_is_a_choice_of_the_main_patch(machine: Machine) -> None:
    window = machine.open("live_daemon")
    machine.run(1)
    (bridge,) = (node.state["window"] for node in window.nodes if len(node.state.get("window", window).of_kind("vst~")))
    (plugin,) = bridge.of_kind("vst~")
    assert plugin.told == []
    window.named("bridge").hear(0, (1,))
    machine.run(1)
    assert len(plugin.told) == 2
    window.named("bridge").hear(0, (0,))
    machine.run(1)
    assert plugin.told[-1] == ("drop",)


def test_how_everything_stands_is_asked_and_shown_and_never_sent_back(machine: Machine) -> None:
    """A patch that is opened in the middle of a show, or after somebody else's panic."""
    window = machine.open("live_daemon")
    machine.run(1)
    machine.packet("/dream/status", "ready", "a-model", 0, 0, 0, 0.1, 4.0)
    assert ("/dream/state",) in machine.sent
    sent = len(machine.sent)
    shown = {
        ("/dream/loop/gain", 3, 0.25): ("loop_3_gain", (0.25,)),
        ("/dream/loop/mute", 15, 1): ("loop_15_mute", (1,)),
        ("/dream/loop/mute", 15, 0): ("loop_15_mute", (0,)),
        ("/dream/loop/layer", 0, "ring"): ("loop_0_layer", ("ring",)),
        ("/dream/loop/mute", 40, 1): None,  # a loop without a strip
        ("/dream/follower/enable", 0): ("follow", (0,)),
        ("/dream/follower/q", 33.0): ("follower_q", (33.0,)),
        ("/dream/control/temperature", 0.5): ("control_temperature", (0.5,)),
        ("/dream/control/sampling", "exact"): ("control_sampling", ("exact",)),
        ("/dream/control/influence", 2.0): ("control_influence", (2.0,)),
        ("/dream/pitches", "C3 E3 51.5"): ("pitches", ("C3", "E3", "51.5")),
    }
    for message, wanted in shown.items():
        machine.packet(*message)
        if wanted is not None:
            assert window.named(wanted[0]).state["shown"] == wanted[1], message
    assert {message[0] for message in shown} >= {*STATE[:4]}
    assert len(machine.sent) == sent


def test_the_harmony_is_typed_or_left_to_the_ear(machine: Machine) -> None:
    window = machine.open("live_daemon")
    machine.run(1)
    window.named("pitches").hear(0, ("C3", "Eb3", 55.5))
    window.named("pitches_auto").hear(0, ("bang",))
    said = [message for message in machine.sent if message[0] == "/dream/pitches"]
    assert said == [("/dream/pitches", "C3", "Eb3", 55.5), ("/dream/pitches", "auto")]
    for address, *values in said:
        check_incoming(str(address), values)


def test_go_leads_through_the_sections(machine: Machine) -> None:
    window = machine.open("sympathetic_strings")
    machine.run(1)
    machine.packet("/dream/bank/ready", "", 0)
    window.named("go").hear(0, ("bang",))
    assert not [message for message in machine.sent if str(message[0]).startswith("/dream/loop")]
    window.named("from_the_beginning").hear(0, ("bang",))
    machine.sent.clear()
    machine.packet("/dream/bank/ready", "", 4)
    layers = [message[1:] for message in machine.sent if message[0] == "/dream/loop/layer"]
    assert layers == [(number, LAYERS[number % 3]) for number in range(4)]
    muted = {message[1]: message[2] for message in machine.sent if message[0] == "/dream/loop/mute"}
    assert muted == {0: 1, 1: 1, 2: 1, 3: 1}
    expected = ((1, 0, 0), (1, 1, 0), (1, 1, 1), (0, 0, 1), (1, 0, 0), (0, 0, 0), (0, 0, 0))
    for number, on in enumerate(expected, start=1):
        machine.sent.clear()
        window.named("go").hear(0, ("bang",))
        muted |= {message[1]: message[2] for message in machine.sent if message[0] == "/dream/loop/mute"}
        assert muted == {loop: 1 - on[loop % 3] for loop in range(4)}
        assert ("/dream/follower/enable", int(any(on))) in machine.sent
        assert str(window.named("section").state["shown"]).startswith(f"{min(number, 6)}: ")
        for address, *values in machine.sent:
            check_incoming(str(address), values)


def test_variations_records_take_after_take_and_plays_what_comes(machine: Machine) -> None:
    window = machine.open("variations")
    (recorder,) = [node.state["window"] for node in window.nodes if node.json.get("text") == "ld.record~"]
    into(recorder, 1, "folder", "/takes")
    window.named("record").hear(0, (1,))
    machine.run(17)
    whole = outlets(recorder, machine)[0]
    assert len(whole) == 2  # eight seconds each
    assert machine.sent == []  # the daemon watches the folder: nothing is asked for
    for number in range(5):
        machine.packet("/dream/ready", number, f"/dreams/{number}.wav", 20.0)
    machine.run(12)
    assert window.named("sounding").state["shown"] == (3,)
    assert window.named("waiting").state["shown"] == (2,)
    assert window.named("dreams").state["shown"] == (5,)
    window.named("record").hear(0, (0,))
    machine.run(20)
    assert len(whole) == 4


@pytest.mark.parametrize("piece", ["sympathetic_strings", "variations"])
def test_a_panic_ends_the_series_and_the_dream_of_the_take_that_it_cut_is_cancelled(
    machine: Machine, piece: str
) -> None:
    window = machine.open(piece)
    machine.run(1)
    (recorder,) = [node.state["window"] for node in window.nodes if node.json.get("text") == "ld.record~"]
    whole, state, begun, _ = outlets(recorder, machine)
    (writer,) = recorder.of_kind("sfrecord~")
    into(recorder, 1, "folder", "/takes")
    window.named("record").hear(0, (1,))
    machine.run(10)
    finished, cut = len(whole), Path(str(begun[-1][0])).name
    machine.sent.clear()
    window.named("panic").hear(0, ("bang",))
    assert writer.told[-1] == (0,) and state[-1] == (0,)
    machine.run(0.1)
    assert machine.sent == 3 * [("/dream/panic",)], "a flooded network drops some"
    machine.sent.clear()
    machine.run(30)
    assert len(whole) == finished and len(begun) == finished + 1
    # The daemon has found the files: the older take may dream, the one that was cut may not.
    older = str(whole[-1][0])
    machine.packet("/dream/queued", 4, older, "a-model")
    assert machine.sent == []
    machine.packet("/dream/queued", 5, f"/private/takes/{cut}", "a-model")
    assert machine.sent == [("/dream/cancel", 5)]
    window.named("record").hear(0, (1,))  # and it can begin again
    machine.run(1)
    assert len(begun) == finished + 2
