"""MIDI lines become OSC; inputs are found, lost and found again; `midi learn` writes a line that the daemon reads."""

import contextlib
import os
import queue
import signal
import stat
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import mido
import pytest
from hypothesis import given
from hypothesis import strategies as st

from live_daemon import cli
from live_daemon.cli import main
from live_daemon.midi import command, ports, process
from live_daemon.midi.learning import Learner
from live_daemon.midi.links import AlsaLinks, NoLinks
from live_daemon.midi.mapping import Mapper, MappingError, MidiEvent, Range, check_mappings, parse_mapping
from live_daemon.midi.ports import Inputs, event_of
from live_daemon.osc.addresses import INCOMING, check_incoming
from live_daemon.processes.supervisor import Supervisor
from live_daemon.settings import SettingsError, load_settings
from live_inference.command_line.extras import how_to_install
from support.daemon import Daemon
from support.jack import JackServer, needs_jack
from support.midi import Cables
from support.osc_daemon import OscDaemon
from support.osc_peer import OscPeer

KNOB = "nanoKONTROL2 1"


def messages(line, *events):
    mapper = Mapper([parse_mapping(line)])
    return [message for event in events for message in mapper.messages(event)]


# -- lines -----------------------------------------------------------------------------------------------------------


def test_a_pedal_speaks_when_it_goes_down_and_not_while_it_is_held():
    values = [0, 30, 63, 64, 90, 127, 100, 64, 63, 0, 64]  # a half pedal goes through all of them
    sent = messages("cc 64 = /dream/seed/live 5", *(MidiEvent("cc", 64, value, 1) for value in values))
    assert sent == [("/dream/seed/live", (5.0,))] * 2


def test_pedals_of_two_channels_are_two_pedals():
    events = [MidiEvent("cc", 64, 127, 1), MidiEvent("cc", 64, 127, 2), MidiEvent("cc", 64, 127, 1)]
    assert len(messages("cc 64 = /dream/panic", *events)) == 2
    assert len(messages("cc 64 ch 2 = /dream/panic", *events)) == 1


@pytest.mark.parametrize(("value", "gain"), [(0, 0.0), (127, 1.0), (64, 64 / 127)])
def test_a_knob_goes_through_its_range(value, gain):
    (sent,) = messages("cc 21 = /dream/loop/gain 3 0..1", MidiEvent("cc", 21, value, 1))
    assert sent == ("/dream/loop/gain", (3, pytest.approx(gain)))


def test_a_range_may_be_narrow_and_run_down():
    line = "cc 7 = /dream/follower/release_ms 2000..50"
    assert messages(line, MidiEvent("cc", 7, 0, 1)) == [("/dream/follower/release_ms", (2000.0,))]
    assert messages(line, MidiEvent("cc", 7, 127, 1)) == [("/dream/follower/release_ms", (50.0,))]


def test_a_key_on_a_switch_is_one_while_it_is_down():
    events = [MidiEvent("note", 36, 3, 10), MidiEvent("note", 36, 0, 10)]
    assert messages("note 36 = /dream/loop/mute 2 0..1", *events) == [
        ("/dream/loop/mute", (2, 1)),
        ("/dream/loop/mute", (2, 0)),
    ]


def test_a_key_that_is_let_go_sends_nothing_else():
    events = [MidiEvent("note", 36, 100, 10), MidiEvent("note", 36, 0, 10)]
    assert messages("note 36 = /dream/panic", *events) == [("/dream/panic", ())]


def test_a_program_change_calls_a_bank():
    line = 'pc 3 = /dream/bank/load "second piece"'
    assert messages(line, MidiEvent("pc", 3, 127, 1)) == [("/dream/bank/load", ("second piece",))]
    assert messages(line, MidiEvent("pc", 4, 127, 1)) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("cc 64", 'must read like "cc 64 = /dream/seed/live 5"'),
        ("bend 1 = /dream/panic", "must begin with cc, note or pc"),
        ("cc 128 = /dream/panic", "0..127"),
        ("cc 1 ch 17 = /dream/panic", "ch must be in 1..16, got 17"),
        ("cc 1 = ", "nothing is no address"),
        ("cc 1 = /dream/status 1", "/dream/status is no address"),
        ("cc 1 = /dream/panik", "/dream/panik is no address; did you mean /dream/panic?"),
        ("cc 1 = /dream/loop/gain 0 0..2", "gain must be float in 0..1, got 2"),
        ("cc 1 = /dream/loop/gain 0", "takes loop gain, got 1 argument"),
        ("cc 1 = /dream/loop/layer 0 0..1", "layer must be one of swell, tremolo, ring"),
        ("pc 1 = /dream/loop/gain 0 0..1", "a program change has no value"),
        ('cc 1 = /dream/seed "a', "No closing quotation"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_with_what_is_wrong(line, words):
    with pytest.raises(MappingError) as refused:
        parse_mapping(line)
    assert words in str(refused.value)
    with pytest.raises(SettingsError) as refused:
        check_mappings(load_settings(overrides=[f"midi.map={line}"]))
    assert str(refused.value).startswith("midi.map: ")


def test_a_wrong_line_is_told_by_every_verb_and_before_the_daemon_starts(tmp_path, capsys):
    """The settings themselves know nothing of OSC: who loads them asks for the check."""
    assert main(["settings", "--set", "midi.map=cc 1 = /dream/panik"]) == 1
    assert "midi.map: 'cc 1 = /dream/panik'" in capsys.readouterr().err
    state = tmp_path / "state"
    settings = load_settings(overrides=["midi.map=cc 1 = /dream/panik", f"paths.state={state}"])
    with pytest.raises(SettingsError, match=r"midi\.map: .*/dream/panik is no address"), Supervisor(settings):
        raise AssertionError("it started")
    assert not state.exists()


@given(st.sampled_from(sorted(INCOMING)), st.integers(0, 127))
def test_every_address_that_takes_a_number_takes_a_knob(path, value):
    row = INCOMING[path]
    needed = [argument for argument in row.arguments if not argument.optional]
    if not needed or needed[-1].minimum is None:
        return
    words = [f"{argument.minimum:g}" for argument in needed[:-1]]
    line = f"cc 1 = {path} {' '.join(words)} {needed[-1].minimum:.10g}..{needed[-1].maximum:.10g}"
    for address, values in messages(line, MidiEvent("cc", 1, value, 1)):
        assert check_incoming(address, values) == values


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(0, 127))
def test_a_range_is_never_left(low, high, value):
    assert min(low, high) <= Range(low, high).at(value) <= max(low, high)


@given(st.lists(st.integers(0, 255), max_size=8))
def test_any_bytes_are_an_event_or_nothing(data):
    event = event_of(data)
    assert event is None or (0 <= event.number <= 127 and 1 <= event.channel <= 16)


@pytest.mark.parametrize(
    ("message", "event"),
    [
        (mido.Message("control_change", channel=2, control=64, value=100), MidiEvent("cc", 64, 100, 3)),
        (mido.Message("note_on", channel=9, note=36, velocity=50), MidiEvent("note", 36, 50, 10)),
        (mido.Message("note_on", note=36, velocity=0), MidiEvent("note", 36, 0, 1)),
        (mido.Message("note_off", note=36, velocity=64), MidiEvent("note", 36, 0, 1)),
        (mido.Message("program_change", program=7), MidiEvent("pc", 7, 127, 1)),
        (mido.Message("clock"), None),
        (mido.Message("pitchwheel", pitch=100), None),
    ],
)
def test_bytes_as_mido_writes_them(message, event):
    assert event_of(message.bytes()) == event


# -- inputs ----------------------------------------------------------------------------------------------------------


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
    assert cables.play(KNOB, [0xB0, 64, 127]) == 0 and "away" in said[-1]
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
    assert cables.play(KNOB, [0xB0, 64, 127]) == 1 and said[-1] == f"MIDI: hearing {KNOB}"
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
    assert heard.qsize() == 2 and said[-1] == f"MIDI: hearing {KNOB}" and "was away" in said[-2]
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
    assert said.count(f"MIDI: hearing {KNOB}") == 1 + ports.MOST_TRIES
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
    assert f"MIDI: hearing {KNOB} (2 of 2)" in said
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


# -- learn and list --------------------------------------------------------------------------------------------------


class Playing(Cables):
    """A device on which somebody plays as soon as it is heard."""

    def __init__(self, *messages):
        super().__init__(KNOB)
        self._messages = messages

    def client(self):
        made = super().client()
        made.set_callback = lambda callback: [callback((list(message), 0.0), None) for message in self._messages]
        return made


def test_learn_writes_a_line_and_leaves_the_file_as_it_is(tmp_path, capsys):
    file = tmp_path / "show.toml"
    file.write_text('# my show\n[follower]\nq = 30.0  # narrow\n\n[midi]\nmap = ["pc 1 = /dream/panic"]\n')
    file.chmod(0o640)
    cables = Playing([0x90, 36, 0], [0xB0, 21, 5])
    assert command.learn(load_settings(file), file, ["/dream/loop/gain", "0"], cables.client) == 0
    text = file.read_text()
    assert "# my show" in text and "q = 30.0  # narrow" in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    settings = load_settings(file)
    assert settings.midi.map == ["pc 1 = /dream/panic", "cc 21 = /dream/loop/gain 0 0..1"]
    assert "note 36 ch 1  value 0" in capsys.readouterr().out  # shown, but a key that is let go is not learnt


def test_learn_makes_the_file_and_says_when_it_holds_the_line_already(tmp_path, capsys):
    file = tmp_path / "new.toml"
    for _ in range(2):
        command.learn(load_settings(), file, ["/dream/seed/live", "5"], Playing([0xB0, 64, 127]).client)
    assert load_settings(file).midi.map == ["cc 64 = /dream/seed/live 5"]
    assert "holds it already" in capsys.readouterr().out


def test_learn_on_the_command_line_makes_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "learn", partial(command.learn, client=Playing([0xB0, 64, 127]).client))
    file = tmp_path / "show.toml"
    assert cli.main(["midi", "learn", "/dream/seed/live", "5", "--settings", str(file)]) == 0
    assert load_settings(file).midi.map == ["cc 64 = /dream/seed/live 5"]
    assert cli.main(["midi", "list", "--settings", str(tmp_path / "other.toml")]) == 1  # only learn makes one


def learnt(follows, *values, number=64):
    """The value at which a control is learnt, its values a hundredth of a second apart; None: not at all."""
    learner = Learner(follows)
    for at, value in enumerate(values):
        if learner.hear(MidiEvent("cc", number, value, 1), at * 0.01):
            return value
    settled = learner.settled(1e9)
    return settled.value if settled else None


@pytest.mark.parametrize(
    ("values", "value"),
    [
        ([127, 0], 127),  # a switch
        ([0], None),  # a switch that was down when learning began is let go
        ([0, 127], 127),  # and is pressed then
        ([3, 20, 50, 70, 110], 70),  # a half pedal goes down
        ([120, 90, 60, 10, 0], None),  # and up
        ([120, 90, 60, 10, 0, 30, 80], 80),
        ([70, 90], 90),  # its first values were lost
        ([100], 100),  # a switch that says so when it is down
    ],
)
def test_what_is_let_go_is_not_learnt_as_what_is_pressed(values, value):
    assert learnt(False, *values) == value


@pytest.mark.parametrize(("values", "value"), [([63, 62], 63), ([0], None), ([1], 1)])
def test_a_knob_is_learnt_wherever_it_stands(values, value):
    assert learnt(True, *values) == value


def test_the_pedal_of_the_line_before_is_let_go_while_the_next_one_is_learnt(tmp_path):
    """A foot that is still down when the second line is learnt."""
    file = tmp_path / "show.toml"
    command.learn(load_settings(), file, ["/dream/panic"], Playing([0xB0, 64, 0], [0xB0, 65, 127]).client)
    assert load_settings(file).midi.map == ["cc 65 = /dream/panic"]


def test_learn_without_a_file_prints_what_to_write(capsys):
    command.learn(load_settings(), None, ["/dream/bank/load", "my piece"], Playing([0xC3, 9]).client)
    assert "map = [\"pc 9 = /dream/bank/load 'my piece'\"]" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name",
    ["my piece", "prélude", "été à Orléans", r"C:\banks\new", r"C:\my banks", "it's", r'l\'été "loud"', "a=b #c", "🎻"],
)
@pytest.mark.parametrize("in_file", [True, False])
def test_what_was_learnt_is_what_is_sent(tmp_path, capsys, name, in_file):
    """Whatever the name holds, and whether the daemon writes the line or the musician copies it."""
    file = tmp_path / "show.toml"
    words = ["/dream/bank/load", name]
    command.learn(load_settings(), file if in_file else None, words, Playing([0xC0, 9]).client)
    if not in_file:
        file.write_text(capsys.readouterr().out.partition("(--settings FILE does it for you):\n")[2])
    (line,) = load_settings(file).midi.map
    assert messages(line, MidiEvent("pc", 9, 127, 1)) == [("/dream/bank/load", (name,))]


def test_a_negative_range_is_learnt_on_the_command_line(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "learn", partial(command.learn, client=Playing([0xB0, 21, 5]).client))
    file = tmp_path / "show.toml"
    file.touch()
    assert cli.main(["midi", "learn", "/dream/follower/gate_db", "-60..-20", "--settings", str(file)]) == 0
    (line,) = load_settings(file).midi.map
    assert messages(line, MidiEvent("cc", 21, 0, 1)) == [("/dream/follower/gate_db", (-60.0,))]
    assert messages(line, MidiEvent("cc", 21, 127, 1)) == [("/dream/follower/gate_db", (-20.0,))]


@pytest.mark.parametrize("word", ["-60", "-0.6e2", "-6E1", "-60.0"])
def test_a_negative_number_is_sent_from_the_command_line(word, capsys):
    with OscDaemon() as daemon:
        where = ["--set", f"osc.listen_port={daemon.port}"]
        assert cli.main(["osc", "/dream/follower/gate_db", word, *where]) == 0
        assert daemon.wait_for("/dream/follower/gate_db") == [-60.0]
    with pytest.raises(SystemExit) as raised:
        cli.main(["osc", "/dream/follower/gate_db", "--gate"])
    assert raised.value.code == 2


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["/dream/nothing"], "/dream/nothing is no address"),
        (["/dream/bank/load"], "say path"),
        (["/dream/loop/gain", "99", "0..1"], "loop must be int in 0..63, got 99"),
    ],
)
def test_learn_refuses_what_the_daemon_would_refuse(tmp_path, words, reason):
    with pytest.raises(SettingsError) as refused:
        command.learn(load_settings(), tmp_path / "a.toml", words, Playing([0xB0, 1, 127]).client)
    assert reason in str(refused.value)
    assert not (tmp_path / "a.toml").exists()


def test_list_names_inputs_and_lines(capsys):
    settings = load_settings(overrides=["midi.map=cc 64 = /dream/panic"])
    assert command.list_inputs(settings, as_json=False, client=Cables(KNOB).client) == 0
    assert capsys.readouterr().out == f"{KNOB}\n  cc 64 = /dream/panic\n"


def test_without_the_extra_one_line_says_how_to_get_it(monkeypatch, capsys):
    monkeypatch.setattr(ports, "is_installed", lambda: False)
    assert cli.main(["midi", "list"]) == 1
    assert capsys.readouterr().err == (
        f"live-daemon: MIDI needs mido and python-rtmidi: {how_to_install('mido', 'python-rtmidi', 'tomlkit')}\n"
    )


# -- a real port -----------------------------------------------------------------------------------------------------


@needs_jack
@pytest.mark.jack
def test_a_real_midi_port_is_heard_unplugged_and_heard_again(tmp_path, monkeypatch):
    """Through JACK's MIDI, with rtmidi at both ends; where the system has ALSA's sequencer, through that."""
    import rtmidi

    with JackServer(tmp_path, period=256) as jack:
        for name in ("JACK_DEFAULT_SERVER", "JACK_NO_START_SERVER"):
            monkeypatch.setenv(name, jack.environment[name])
        alsa = Path("/dev/snd/seq").exists()
        apis = [api for api in rtmidi.get_compiled_api() if alsa or api == rtmidi.API_UNIX_JACK]
        monkeypatch.setattr(rtmidi, "get_compiled_api", lambda: apis)
        heard, said = queue.Queue(), []
        found = Inputs("pedal", heard.put, said.append, ports.open_client)
        for press in (1, 2):
            pedal = rtmidi.MidiOut(rtapi=apis[0], name=f"pedal board {press}")
            pedal.open_virtual_port("pedal")
            found.look()
            assert "hearing" in said[-1]
            assert _pressed(pedal, heard, 100 + press) == MidiEvent("cc", 64, 100 + press, 1)
            assert not found.look()
            pedal.close_port()
            pedal.delete()
            if press == 1:
                found.look()
                assert "away" in said[-1]
        pedal = rtmidi.MidiOut(rtapi=apis[0], name="pedal board 2")  # away between two looks
        pedal.open_virtual_port("pedal")
        assert found.look() and "hearing" in said[-1]
        assert _pressed(pedal, heard, 5) == MidiEvent("cc", 64, 5, 1)
        found.close()
        pedal.close_port()
        pedal.delete()


def _pressed(pedal, heard, value):
    """Send until it is heard: a connection carries from JACK's next period on. What was sent before is left out."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        pedal.send_message([0xB0, 64, value])
        with contextlib.suppress(queue.Empty):
            while True:
                event = heard.get(timeout=0.3)
                if event.value == value:
                    return event
    return None


@needs_jack
@pytest.mark.jack
def test_a_jack_server_that_ends_is_noticed(tmp_path):
    """In a process of its own: what is left of a dead server's clients must not be touched."""
    code = (
        "import os, sys, time\n"
        "from live_daemon.midi.links import JackLinks\n"
        "links = JackLinks()\n"
        "print(links.ended(), flush=True)\n"
        "for _ in range(6000):\n    links.ended() or time.sleep(0.01)\n"
        "print(links.ended() and links.connected('a:b', 'c'), flush=True)\n"
        "os._exit(0)\n"
    )
    words = [sys.executable, "-c", code]
    with (
        JackServer(tmp_path, period=256) as jack,
        subprocess.Popen(words, env=jack.environment, stdout=subprocess.PIPE, text=True) as asking,
    ):
        assert asking.stdout is not None and asking.stdout.readline() == "False\n"
        jack.process.terminate()  # not killed: its place among the eight servers of a machine is free again
        assert asking.communicate(timeout=90)[0] == "None\n"
        assert asking.returncode == 0


@needs_jack
@pytest.mark.jack
def test_the_daemon_hears_a_pedal_also_after_its_midi_process_was_killed(tmp_path, monkeypatch):
    import rtmidi

    with JackServer(tmp_path, period=256) as jack:
        for name in ("JACK_DEFAULT_SERVER", "JACK_NO_START_SERVER"):
            monkeypatch.setenv(name, jack.environment[name])
        alsa = Path("/dev/snd/seq").exists()
        pedal = rtmidi.MidiOut(rtapi=rtmidi.API_LINUX_ALSA if alsa else rtmidi.API_UNIX_JACK, name="pedal board")
        pedal.open_virtual_port("pedal")
        lines = 'midi.map=["cc 64 = /dream/ping 7", "cc 21 = /dream/follower/q 1..100"]'
        try:
            with Daemon(tmp_path, lines, "midi.input=pedal", environment=jack.environment) as daemon:
                daemon.wait_until(lambda: _press(pedal, daemon) > 0, timeout=60)
                old = _midi_process(daemon)
                os.kill(old, signal.SIGKILL)
                daemon.wait_until(lambda: _midi_process(daemon) not in (None, old), timeout=60)
                daemon.forget()
                before = _press(pedal, daemon)
                daemon.wait_until(lambda: _press(pedal, daemon) > before + 1, timeout=60)
                assert "the midi process ended (killed by signal 9): it is started again at once" in daemon.log
        finally:
            pedal.close_port()
            pedal.delete()


def _press(pedal, daemon):
    """Press and let go; return how many answers have come so far."""
    pedal.send_message([0xB0, 64, 127])
    pedal.send_message([0xB0, 64, 0])
    return sum(message == ("/dream/pong", (7,)) for message in daemon.heard)


def _midi_process(daemon):
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
            if (
                "live_daemon.midi" in (folder / "cmdline").read_text(errors="replace").split("\0")
                and parent == daemon.process.pid
            ):
                return int(folder.name)
    return None
