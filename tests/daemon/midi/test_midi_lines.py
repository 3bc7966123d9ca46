"""Lines of the settings turn MIDI into OSC; a line that cannot be used is refused with what is wrong."""

import mido
import pytest
from hypothesis import given
from hypothesis import strategies as st

from live_daemon.cli import main
from live_daemon.midi.mapping import Mapper, MappingError, MidiEvent, Range, check_mappings, parse_mapping
from live_daemon.midi.ports import event_of
from live_daemon.osc.addresses import INCOMING, check_incoming
from live_daemon.processes.supervisor import Supervisor
from live_daemon.settings import SettingsError, load_settings
from support.midi import messages


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


def test_the_keys_that_are_held_say_the_harmony_and_none_leaves_it_to_the_ear():
    played = [(60, 90), (48, 80), (64, 0), (60, 0), (48, 0)]  # one is let go that was never heard
    events = [MidiEvent("note", key, velocity, 2) for key, velocity in played]
    chords = [(60,), (48, 60), (48, 60), (48,), ("auto",)]
    assert messages("keys = /dream/pitches", *events) == [("/dream/pitches", chord) for chord in chords]
    assert messages("keys ch 2 = /dream/pitches", *events[:1]) == [("/dream/pitches", (60,))]
    assert messages("keys ch 3 = /dream/pitches", *events) == []
    assert messages("keys = /dream/pitches", MidiEvent("cc", 60, 90, 1), MidiEvent("pc", 60, 127, 1)) == []


def test_keys_of_a_keyboard_that_vanishes_are_let_go():
    mapper = Mapper([parse_mapping("keys = /dream/pitches"), parse_mapping("note 60 = /dream/panic")])
    assert mapper.forget() == []
    sent = mapper.messages(MidiEvent("note", 60, 90, 1))
    assert sent == [("/dream/pitches", (60,)), ("/dream/panic", ())]
    assert mapper.forget() == [("/dream/pitches", ("auto",))] and mapper.forget() == []


def test_a_switch_whose_key_was_down_when_its_input_vanished_is_let_go():
    """RECORD held by a pad went on recording for half an hour."""
    lines = [
        "note 38 = /dream/record 0..1",
        "note 39 ch 10 = /dream/loop/mute 2 1..0",
        "note 40 = /dream/loop/gain 0 0..1",
    ]
    mapper = Mapper([parse_mapping(line) for line in lines])
    for key in (38, 39, 40):
        mapper.messages(MidiEvent("note", key, 90, 10))
    assert mapper.forget() == [("/dream/record", (0,)), ("/dream/loop/mute", (2, 1))]
    assert mapper.forget() == []
    mapper.messages(MidiEvent("note", 38, 90, 1))
    mapper.messages(MidiEvent("note", 38, 0, 1))
    assert mapper.forget() == [], "it is up"


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
        ("cc 1 = ", "nothing is not an address"),
        ("cc 1 = /dream/status 1", "/dream/status is not an address"),
        ("cc 1 = /dream/panik", "/dream/panik is not an address; did you mean /dream/panic?"),
        ("cc 1 = /dream/loop/gain 0 0..2", "gain must be float in 0..1, got 2"),
        ("cc 1 = /dream/loop/gain 0", "takes loop gain, got 1 argument"),
        ("cc 1 = /dream/loop/layer 0 0..1", "layer must be one of swell, tremolo, ring"),
        ("pc 1 = /dream/loop/gain 0 0..1", "a program change has no value"),
        ('cc 1 = /dream/seed "a', "No closing quotation"),
        ("keys = /dream/panic", "keys say pitches, and nothing else: keys = /dream/pitches"),
        ("keys = /dream/pitches C3", "keys say pitches, and nothing else"),
        ("keys 3 = /dream/pitches", "must begin with cc, note or pc"),
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
    with pytest.raises(SettingsError, match=r"midi\.map: .*/dream/panik is not an address"), Supervisor(settings):
        raise AssertionError("it started")
    assert not state.exists()


@given(st.sampled_from(sorted(INCOMING)), st.integers(0, 127))
def test_every_address_that_takes_a_number_takes_a_knob(path, value):
    row = INCOMING[path]
    needed = [argument for argument in row.arguments if not argument.optional]
    if not needed or needed[-1].minimum is None:
        return
    words = ["hall" if argument.minimum is None else f"{argument.minimum:g}" for argument in needed[:-1]]
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
