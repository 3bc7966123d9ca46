"""The abstractions performed without Max: messages in, messages out, in the order in which Max would send them."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from support import max_patch
from support.max_machine import Machine, Message, Node, Window, into, outlets, rightmost_first


@pytest.fixture
def machine() -> Machine:
    return Machine()


# -- ld.osc ----------------------------------------------------------------------------------------------------------


def test_what_goes_in_goes_out_once_though_two_wires_are_open(machine: Machine) -> None:
    wires = [machine.open("ld.osc") for _ in range(2)]
    machine.run(5)
    into(wires[1], 0, "/dream/ping", 7)
    machine.say("ld.to_daemon", "/dream/panic")
    assert machine.sent == [("/dream/ping", 7), ("/dream/panic",)]
    machine.close(wires[0])
    machine.run(2.1)
    machine.say("ld.to_daemon", "/dream/ping", 8)
    assert machine.sent[2:] == [("/dream/ping", 8)]
    (listener,) = wires[1].of_kind("udpreceive")
    assert listener.told[-1] == ("port", 9125)


def test_a_panic_that_is_sent_to_the_daemon_is_one_in_this_max_as_well(machine: Machine) -> None:
    """From a message box into ld.osc as from the button; a 0 is a button that is let go."""
    wires = [machine.open("ld.osc") for _ in range(2)]
    machine.run(5)
    panics, unmutes = machine.heard("ld.panic"), machine.heard("ld.unmute")
    into(wires[1], 0, "/dream/panic", 0)
    assert (panics, unmutes) == ([], [])
    into(wires[1], 0, "/dream/panic")
    into(wires[1], 0, "/dream/panic", 1)
    into(wires[1], 0, "/dream/unmute")
    assert (len(panics), len(unmutes)) == (2, 1)


def test_every_message_of_the_daemon_has_its_receive_and_comes_out(machine: Machine) -> None:
    wire = machine.open("ld.osc")
    machine.run(1)
    heard = machine.heard("/dream/ready")
    machine.packet("/dream/ready", 3, "/dreams/a.wav", 10.0)
    assert heard == [(3, "/dreams/a.wav", 10.0)]
    assert outlets(wire, machine)[0] == [("/dream/ready", 3, "/dreams/a.wav", 10.0)]


def test_a_wire_speaks_with_the_machine_that_is_named(machine: Machine) -> None:
    machine.open("ld.osc", "192.168.1.20", 9200, 9201)
    machine.run(1)
    assert machine.hosts == [("port", 9200), ("host", "192.168.1.20")]


# -- ld.record~ ------------------------------------------------------------------------------------------------------


def test_a_take_has_a_name_of_its_own_and_its_seed_goes_out_before_it_is_closed(machine: Machine) -> None:
    recorder = machine.open("ld.record~")
    whole, state, begun, says = outlets(recorder, machine)
    (writer,) = recorder.of_kind("sfrecord~")
    into(recorder, 1, "start")
    assert says
    assert state == [(0,)]
    into(recorder, 1, "folder", "/takes")
    into(recorder, 1, "dream", 1)
    orders: list[object] = []
    writer.told = orders  # type: ignore[assignment]
    seeds = machine.heard("ld.to_daemon")
    for _ in range(2):
        into(recorder, 1, 1)
        machine.run(1)
        into(recorder, 1, 0)
        machine.run(1)
    names = [Path(str(path)).name for (path,) in whole]
    assert names == ["take-20261121-201502-001.wav", "take-20261121-201502-002.wav"]
    assert begun == whole
    assert state[1:] == [(1,), (0,), (1,), (0,)]
    assert [(words[0], Path(str(words[1])).name) for words in seeds] == [("/dream/seed", name) for name in names]
    assert orders == [("open", str(whole[0][0])), (1,), (0,), ("open", str(whole[1][0])), (1,), (0,)]
    into(recorder, 1, "stop")  # nothing is recorded: nothing happens
    assert len(whole) == 2


def test_a_series_goes_on_until_stop(machine: Machine) -> None:
    recorder = machine.open("ld.record~")
    whole, state, *_ = outlets(recorder, machine)
    into(recorder, 1, "folder", "/takes")
    into(recorder, 1, "every", 2.0)
    into(recorder, 1, "start")
    machine.run(7)
    assert len(whole) == 3
    into(recorder, 1, "stop")
    assert len(whole) == 4
    assert state[-1] == (0,)
    machine.run(10)
    assert len(whole) == 4
    assert len({path for (path,) in whole}) == 4


# -- ld.dreams~ ------------------------------------------------------------------------------------------------------


def playing(window: Window) -> list[Node]:
    return [node.state["window"].of_kind("groove~")[0] for node in window.nodes if "window" in node.state]


def starts(machine: Machine, window: Window, seconds: float) -> tuple[list[tuple[float, int]], int]:
    """When (ms) which voice began in these seconds, and the most that sounded at once, as the outlet says."""
    begun: list[tuple[float, int]] = []
    counted = [len(player.told) for player in playing(window)]
    most = 0
    for _ in range(round(seconds * 100)):
        machine.run(0.01)
        for voice, player in enumerate(playing(window)):
            begun += [(machine.now_ms, voice) for message in player.told[counted[voice] :] if message == (0.0,)]
            counted[voice] = len(player.told)
        told = outlets(window, machine)[2]
        most = max(most, int(told[-1][0]) if told else 0)
    return begun, most


def test_dreams_begin_a_stagger_apart_and_never_more_than_allowed(machine: Machine) -> None:
    window = machine.open("ld.dreams~")
    into(window, 0, "stagger", 1.0)
    into(window, 0, "voices", 2)
    for number in range(5):
        into(window, 0, number, f"/dreams/{number}.wav", 3.0)
    begun, most = starts(machine, window, 20)
    assert most == 2
    times = [at for at, _ in begun]
    assert len(times) == 5
    assert all(later - earlier >= 990 for earlier, later in itertools.pairwise(times))
    assert times[2] - times[0] == pytest.approx(3000, abs=60)  # the third waits for a voice
    *_, sounding, waiting = outlets(window, machine)
    assert (sounding[-1], waiting[-1]) == ((0,), (0,))


def test_dreams_come_in_their_order_on_as_many_voices_as_there_are(machine: Machine) -> None:
    window = machine.open("ld.dreams~")
    into(window, 0, "stagger", 0.1)
    for number in range(6):
        into(window, 0, number, f"/dreams/{number}.wav", 2.0)
    begun, most = starts(machine, window, 10)
    assert most == 4
    assert [voice for _, voice in begun] == [0, 1, 2, 3, 0, 1]
    read = [
        str(message[1])
        for node in window.nodes
        if "window" in node.state
        for message in node.state["window"].of_kind("buffer~")[0].told
        if message[0] == "replace"
    ]
    assert sorted(read) == [f"/dreams/{number}.wav" for number in range(6)]


def test_a_panic_ends_what_sounds_and_forgets_what_waits(machine: Machine) -> None:
    window = machine.open("ld.dreams~")
    for number in range(6):
        into(window, 0, number, f"/dreams/{number}.wav", 30.0)
    machine.run(3)
    *_, sounding, waiting = outlets(window, machine)
    assert (sounding[-1], waiting[-1]) == ((2,), (4,))
    machine.say("ld.panic", "bang")
    machine.run(0.1)
    assert (sounding[-1], waiting[-1]) == ((0,), (0,))
    into(window, 0, 9, "/dreams/9.wav", 1.0)
    begun, _ = starts(machine, window, 5)
    assert len(begun) == 1


def test_a_file_that_cannot_be_read_gives_its_voice_back(machine: Machine) -> None:
    window = machine.open("ld.dreams~")
    into(window, 0, "voices", 1)
    into(window, 0, 1, "/dreams/nowhere.wav", 2.0)
    into(window, 0, 2, "/dreams/2.wav", 2.0)
    begun, _ = starts(machine, window, 10)
    assert len(begun) == 1
    assert begun[0][0] > 4000


# -- ld.follow~, ld.loop~ --------------------------------------------------------------------------------------------


def test_a_loop_hears_the_gain_of_its_number(machine: Machine) -> None:
    window = machine.open("ld.loop~", 2)
    _, gain = outlets(window, machine)
    machine.say("/dream/gains", 0.1, 0.2, 0.3)
    assert gain == [(0.3,)]
    into(window, 0, "loop", 0)
    machine.say("/dream/gains", 0.1, 0.2, 0.3)
    assert gain[1:] == [(0.1,)]
    machine.say("/dream/bank/ready", "", 0)
    assert gain[2:] == [(0.0,)]
    into(window, 0, "open", "/dreams/a.wav")
    machine.run(0.1)
    (player,) = window.of_kind("groove~")
    assert player.told == [(0.0,)]
    into(window, 0, "mute", 1)
    assert (0, 20) in [message for node in window.of_kind("line~") for message in node.told]


@pytest.mark.parametrize("way", ["panic", "terminated", "killed"])
def test_no_gain_stays_behind(machine: Machine, way: str) -> None:
    """A panic while no daemon is there, a daemon that ends, one that is killed and says nothing any more."""
    window = machine.open("ld.follow~", 1)
    gain = outlets(window, machine)[1]
    for _ in range(10):
        machine.say("/dream/gains", 0.1, 0.7)
        machine.run(0.9)
    assert set(gain) == {(0.7,)}
    if way == "panic":
        machine.say("ld.panic", "bang")
    elif way == "terminated":
        machine.say("/dream/terminated", "bang")
    else:
        machine.run(0.2)
    assert gain[-1] == (0.0,)
    machine.say("/dream/gains", 0.1, 0.2)
    assert gain[-1] == (0.2,)


@pytest.mark.parametrize("front", ["live_daemon", "sympathetic_strings"])
def test_the_bars_of_a_daemon_that_is_gone_fall(machine: Machine, front: str) -> None:
    window = machine.open(front)
    machine.run(1)
    bars = window.named("gains")
    machine.packet("/dream/gains", 0.5, 0.25)
    assert bars.told[-1][:3] == (0.5, 0.25, 0.0)
    machine.run(0.9)
    assert bars.told[-1][0] == 0.5
    machine.run(0.2)
    assert bars.told[-1] == (0.0,) * 16


@pytest.mark.whole
def test_a_panic_mutes_a_loop_until_it_is_unmuted(machine: Machine) -> None:
    window = machine.open("ld.loop~", 2)
    machine.run(0.1)
    (muting,) = [node for node in window.of_kind("line~") if node.words]
    machine.say("ld.panic", "bang")
    into(window, 0, "gain", 0.5)
    assert muting.told[-1] == (0, 20)
    into(window, 0, "mute", 0)
    assert muting.told[-1] == (1, 20)
    machine.say("ld.panic", "bang")
    machine.say("ld.unmute", "bang")
    assert muting.told[-2:] == [(0, 20), (1, 20)]


# -- the machine hears a broken patch --------------------------------------------------------------------------------


def test_the_rightmost_object_hears_first() -> None:
    """Max's rule for the cords of one outlet: what a patch does may hang on it."""
    patcher = max_patch.read(max_patch.PACKAGE / "patchers" / "ld.follow~.maxpat")
    boxes = {item["box"].get("text", ""): item["box"] for item in patcher["boxes"]}
    boxes["t 0"]["patching_rect"][0] = 600.0
    window = Machine({"ld.follow~": patcher}).open("ld.follow~")
    (number,) = [node for node in window.nodes if node.kind == "+"]
    number.cords[0] += [(node, 0) for node in window.nodes if node.json.get("text") in ("t 0", "t f f")]
    number.cords[0].sort(key=rightmost_first)
    places = [target.json["patching_rect"][0] for target, _ in number.cords[0]]
    assert places == sorted(places, reverse=True)
    assert places[0] == 600.0


def test_a_limit_that_is_wrong_is_heard() -> None:
    patcher = max_patch.read(max_patch.PACKAGE / "patchers" / "ld.dreams~.maxpat")
    ask = next(item["box"] for item in patcher["boxes"] if item["box"].get("text", "").startswith("if "))
    ask["text"] = ask["text"].replace("< 4", "< 9")
    machine = Machine({"ld.dreams~": patcher})
    window = machine.open("ld.dreams~")
    into(window, 0, "stagger", 0.1)
    into(window, 0, "voices", 1)
    for number in range(4):
        into(window, 0, number, f"/dreams/{number}.wav", 2.0)
    _, most = starts(machine, window, 3)
    assert most > 1


def test_a_cord_that_is_missing_is_heard() -> None:
    """Without the message before it, the wire that takes over would never ask for its port."""
    patcher = max_patch.read(max_patch.PACKAGE / "patchers" / "ld.osc.maxpat")
    listener = next(item["box"]["id"] for item in patcher["boxes"] if item["box"].get("text") == "udpreceive 9125")
    patcher["lines"] = [one for one in patcher["lines"] if one["patchline"]["destination"][0] != listener]
    machine = Machine({"ld.osc": patcher})
    wire = machine.open("ld.osc")
    machine.run(1)
    assert wire.of_kind("udpreceive")[0].told == []


# -- ld.bridge~ ------------------------------------------------------------------------------------------------------

LOAD = 'plug_vst3 "live-daemon bridge"'


def words(message: Message) -> str:
    return " ".join(map(str, message))


def test_the_bridge_is_loaded_dry_before_it_is_heard(machine: Machine) -> None:
    """A microphone beside the loudspeaker would howl."""
    window = machine.open("ld.bridge~")
    (plugin,), (ramp,) = window.of_kind("vst~"), window.of_kind("line~")
    into(window, 2, 1)
    machine.run(0.2)
    assert [words(one) for one in plugin.told] == [LOAD]
    assert ramp.told == []
    machine.run(0.2)
    assert [words(one) for one in plugin.told] == [LOAD, "Dry 0.0"]
    assert ramp.told == [(1.0, 20)]
    into(window, 2, "dry", 0.5)
    into(window, 2, "open")
    assert [words(one) for one in plugin.told[2:]] == ["Dry 0.5", "open"]
    into(window, 2, 0)
    assert ramp.told[1:] == [(0.0, 20)]
    assert len(plugin.told) == 4, "it sounds until the fade is over"
    machine.run(0.1)
    assert words(plugin.told[-1]) == "drop"


def test_the_bridge_is_what_the_last_click_said(machine: Machine) -> None:
    window = machine.open("ld.bridge~")
    (plugin,), (ramp,) = window.of_kind("vst~"), window.of_kind("line~")
    for state in (1, 0, 1):  # faster than a plugin loads
        into(window, 2, state)
    machine.run(1)
    assert words(plugin.told[-1]) == "Dry 0.0" and "drop" not in map(words, plugin.told)
    assert ramp.told[-1] == (1.0, 20)
    for state in (0, 1, 0):
        into(window, 2, state)
    machine.run(1)
    assert words(plugin.told[-1]) == "drop"
    assert ramp.told[-1] == (0.0, 20)
