"""`midi learn` writes a line that the daemon reads; `midi list` names inputs and lines."""

import stat
from functools import partial

import pytest

from live_daemon import cli
from live_daemon.commands import midi as verb
from live_daemon.midi import command, ports
from live_daemon.midi.learning import Learner
from live_daemon.midi.mapping import MidiEvent
from live_daemon.settings import SettingsError, load_settings
from live_inference.command_line.extras import how_to_install
from support.midi import KNOB, Cables, messages
from support.osc_daemon import OscDaemon


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
    assert "already contains" in capsys.readouterr().out


def test_learn_on_the_command_line_makes_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(verb, "learn", partial(command.learn, client=Playing([0xB0, 64, 127]).client))
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
    monkeypatch.setattr(verb, "learn", partial(command.learn, client=Playing([0xB0, 21, 5]).client))
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
        (["/dream/nothing"], "/dream/nothing is not an address"),
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
        f"live-daemon: MIDI needs mido and python-rtmidi: {how_to_install('mido', 'python-rtmidi')}\n"
    )
