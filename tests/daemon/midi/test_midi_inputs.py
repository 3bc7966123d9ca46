"""MIDI inputs are found, lost and found again, whatever the system says of its connections."""

import queue
import threading
import time
from types import SimpleNamespace

import pytest

from live_daemon.midi import ports, process
from live_daemon.midi.links import AlsaLinks, NoLinks
from live_daemon.midi.mapping import Mapper, MidiEvent, parse_mapping
from live_daemon.midi.ports import Inputs
from live_daemon.settings import load_settings
from support.midi import KNOB, Cables
from support.osc_peer import OscPeer


def inputs(cables, wanted="", links=None, clock=time.monotonic):
    heard, said = queue.Queue(), []
    return Inputs(wanted, heard.put, said.append, cables.client, links or (lambda _: NoLinks()), clock), heard, said


def test_an_input_that_is_unplugged_is_found_again():
    cables = Cables(KNOB)
    found, heard, said = inputs(cables)
    found.look()
    assert cables.play(KNOB, [0xB0, 64, 127]) == 1
    assert heard.get_nowait() == MidiEvent("cc", 64, 127, 1)
    cables.pull(KNOB)
    found.look()
    assert cables.play(KNOB, [0xB0, 64, 127]) == 0 and "is disconnected" in said[-1]
    cables.plug(KNOB)
    found.look()
    assert cables.play(KNOB, [0xB0, 64, 0]) == 1 and heard.get_nowait().value == 0
    found.close()
    assert all(client.deleted for client in cables.clients)


def test_only_the_wanted_input_is_opened_and_no_port_of_a_program():
    cables = Cables("Midi Through Port-0", KNOB, "FCB1010")
    found, _, _ = inputs(cables, "nano")
    assert found.names() == [KNOB]
    everything, _, _ = inputs(cables)
    assert everything.names() == [KNOB, "FCB1010"]


def test_an_input_that_another_program_holds_is_told_once_and_heard_when_it_is_let_go():
    cables = Cables(KNOB, "FCB1010")
    cables.refuses.add(KNOB)
    now = 0.0
    found, _, said = inputs(cables, clock=lambda: now)
    for _ in range(50):
        found.look()
    assert len(cables.clients) == 3  # the list, the one that is heard, and one try
    for _ in range(5):
        now += ports.RETRY_S
        found.look()
    assert cables.play("FCB1010", [0xC0, 1]) == 1
    assert len([line for line in said if "cannot be opened" in line]) == 1
    cables.refuses.clear()
    now += ports.RETRY_S
    found.look()
    assert cables.play(KNOB, [0xB0, 64, 127]) == 1 and said[-1] == f"MIDI: listening to {KNOB}"
    cables.pull(KNOB)
    found.look()
    cables.refuses.add(KNOB)
    cables.plug(KNOB)
    found.look()
    assert "cannot be opened" in said[-1]  # another time: told again
    found.close()
    assert all(client.deleted for client in cables.clients)


def test_an_input_that_was_away_between_two_looks_is_heard_again():
    """A cable that is loose for a moment: the list has the same names as before."""
    cables = Cables("FCB1010", KNOB)
    found, heard, said = inputs(cables, links=cables.links)
    assert not found.look() and not found.look()
    cables.pull(KNOB)
    cables.plug(KNOB)
    assert cables.play(KNOB, [0xB0, 64, 127]) == 0
    assert found.look()
    assert cables.play(KNOB, [0xB0, 64, 127]) == 1 and cables.play("FCB1010", [0xC0, 1]) == 1
    assert heard.qsize() == 2 and said[-1] == f"MIDI: listening to {KNOB}" and "was disconnected" in said[-2]
    assert not found.look()
    found.close()


def test_a_system_that_knows_no_connections_is_not_believed_to_have_none():
    cables = Cables(KNOB)
    links = SimpleNamespace(connected=lambda *_: False, ended=lambda: False)
    now = 0.0
    found, _, said = inputs(cables, links=lambda _: links, clock=lambda: now)
    for _ in range(100):
        found.look()
        now += 1.0
    assert said.count(f"MIDI: listening to {KNOB}") == 1 + ports.MOST_TRIES
    assert cables.play(KNOB, [0xB0, 64, 127]) == 1
    found.close()


def test_an_input_that_could_not_be_connected_yet_is_opened_again():
    """JACK connects no port of a client that just begins, and rtmidi does not say so."""
    cables = Cables(KNOB)
    begins = [True]
    links = SimpleNamespace(connected=lambda *_: not begins[0], ended=lambda: False)
    now = 0.0
    found, _, _ = inputs(cables, links=lambda _: links, clock=lambda: now)
    found.look()
    assert not found.look()  # not at once
    now = ports.SETTLE_S
    begins[0] = False
    assert not found.look()  # connected meanwhile
    begins[0] = True
    assert found.look()  # and away
    now += ports.SETTLE_S
    assert found.look()  # opened too early
    begins[0] = False
    for _ in range(10):
        now += 1.0
        assert not found.look()
    assert cables.play(KNOB, [0xB0, 64, 127]) == 1
    found.close()


def test_two_controllers_of_one_name_are_both_heard():
    cables = Cables(KNOB, "FCB1010", KNOB)
    found, heard, said = inputs(cables)
    found.look()
    assert [cables.play(KNOB, [0xB0, 1, value], value) for value in (0, 1)] == [1, 1]
    assert [heard.get_nowait().value for _ in range(2)] == [0, 1]
    assert f"MIDI: listening to {KNOB} (2 of 2)" in said
    found.close()
    assert all(client.deleted for client in cables.clients)


@pytest.mark.parametrize("number", [0, 1])
def test_of_two_of_one_name_the_one_that_stays_is_heard_and_the_other_when_it_is_back(number):
    cables = Cables(KNOB, KNOB)
    found, _, _ = inputs(cables)
    found.look()
    cables.pull(KNOB, number)
    found.look()
    assert cables.play(KNOB, [0xB0, 1, 5]) == 1
    cables.plug(KNOB, 0)  # before the one that stayed
    found.look()
    assert [cables.play(KNOB, [0xB0, 1, 5], one) for one in (0, 1)] == [1, 1]  # each once
    found.close()


def test_a_pedal_that_was_down_when_its_cable_was_pulled_speaks_at_the_next_press():
    mapper = Mapper([parse_mapping("cc 64 = /dream/seed/live 5")])
    press = MidiEvent("cc", 64, 127, 1)
    assert mapper.messages(press) and not mapper.messages(press)
    mapper.forget()
    assert mapper.messages(press)


def test_a_midi_system_that_ends_is_told_and_nothing_of_it_is_touched():
    cables = Cables(KNOB)
    links = cables.links(None)
    found, _, _ = inputs(cables, links=lambda _: links)
    found.look()
    links.has_ended = True
    with pytest.raises(ports.MidiEndedError):
        found.look()
    assert not any(client.deleted for client in cables.clients)


ALSA_CLIENTS = """Client info
  cur  clients : 4
Client  14 : "Midi Through" [Kernel Legacy]
  Port   0 : "Midi Through Port-0" (RWe-) [In/Out]
Client  20 : "nanoKONTROL2" [Kernel Legacy]
  Port   0 : "nanoKONTROL2 nanoKONTROL2 _ CTR" (RWeX) [In/Out]
    Connecting To: 128:0, 129:0[r:0]
Client 128 : "live-daemon" [User Legacy]
  Port   0 : "input 7-1" (-We-) [-/-]
    Connected From: 20:0
  Port   1 : "input 7-2" (-We-) [-/-]
  Port   2 : "input 7-3" (-We-) [-/-]
    Connected From: 120:0, 20:01
"""


@pytest.mark.parametrize(
    ("source", "own", "connected"),
    [
        ("nanoKONTROL2:nanoKONTROL2 nanoKONTROL2 _ CTR 20:0", "input 7-1", True),
        ("nanoKONTROL2:nanoKONTROL2 nanoKONTROL2 _ CTR 20:0", "input 7-2", False),
        ("nanoKONTROL2:nanoKONTROL2 nanoKONTROL2 _ CTR 20:0", "input 7-3", False),
        ("nanoKONTROL2:nanoKONTROL2 nanoKONTROL2 _ CTR 20:0", "input 9-1", None),
        ("a name without a place", "input 7-1", None),
    ],
)
def test_alsas_list_says_what_is_connected(tmp_path, source, own, connected):
    (tmp_path / "clients").write_text(ALSA_CLIENTS)
    assert AlsaLinks(tmp_path / "clients").connected(source, own) is connected
    assert AlsaLinks(tmp_path / "nowhere").connected(source, own) is None


def test_the_process_sends_what_the_lines_say(monkeypatch):
    cables = Cables(KNOB)
    monkeypatch.setattr(process, "open_client", cables.client)
    with OscPeer() as daemon:
        settings = load_settings(
            overrides=[
                'midi.map=["cc 64 = /dream/seed/live 5", "cc 21 = /dream/loop/gain 0 0..1"]',
                f"osc.listen_port={daemon.port}",
            ]
        )
        stop = threading.Event()
        running = threading.Thread(target=process.run, args=(settings, stop))
        running.start()
        deadline = time.monotonic() + 60
        while not cables.play(KNOB, [0xB0, 64, 127]) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert daemon.wait_for("/dream/seed/live") == [5.0]
        cables.play(KNOB, [0xB0, 21, 127])
        assert daemon.wait_for("/dream/loop/gain") == [0, 1.0]
        stop.set()
        running.join(60)
        assert not running.is_alive()


def test_what_is_held_when_the_midi_system_ends_is_let_go(monkeypatch):
    """The process ends with it: the next one knows of no key."""

    class Ending:
        def __init__(self, events):
            self.events, self.looks = events, 0

        def look(self):
            self.looks += 1
            if self.looks == 1:
                for key in (38, 60):
                    self.events.put(MidiEvent("note", key, 90, 1))
            elif self.events.empty():
                raise ports.MidiEndedError("the MIDI system has ended")
            return False

    monkeypatch.setattr(process, "_inputs", lambda _wanted, events, _stop, _beat: Ending(events))
    with OscPeer() as daemon:
        lines = 'midi.map=["note 38 = /dream/record 0..1", "keys ch 1 = /dream/pitches"]'
        with pytest.raises(ports.MidiEndedError):
            process.run(load_settings(overrides=[lines, f"osc.listen_port={daemon.port}"]), threading.Event())
        assert [daemon.wait_for("/dream/record") for _ in range(2)] == [[1], [0]]
        while daemon.wait_for("/dream/pitches") != ["auto"]:
            continue


def test_a_process_that_waits_for_a_midi_system_does_not_look_as_if_it_hung(monkeypatch):
    """It was killed every ten seconds where there was no MIDI, and started again."""
    monkeypatch.setattr(process, "BEAT_S", 0.001)
    monkeypatch.setattr(process, "RETRY_S", 1e9)
    stop, beats = threading.Event(), []

    def beat():
        beats.append(time.monotonic())
        if len(beats) == 5:
            stop.set()

    def nothing():
        raise ports.MidiUnavailableError("no MIDI here")

    monkeypatch.setattr(process, "open_client", nothing)
    process.run(load_settings(overrides=["midi.map=cc 64 = /dream/panic"]), stop, beat)
    assert len(beats) == 5
