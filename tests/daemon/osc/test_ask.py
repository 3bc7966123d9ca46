"""`live-daemon osc` waits for what is answered; who asks hears how everything stands, at the port it asked from."""

import json
import socket
from dataclasses import replace
from types import SimpleNamespace

import pytest

from live_daemon import cli
from live_daemon.control.state_answer import PER_TICK, StateAnswer, state_messages
from live_daemon.osc import ask as module
from live_daemon.osc.addresses import INCOMING
from live_daemon.osc.askers import HEARS_S, MOST_ASKERS, Askers
from live_daemon.osc.reporter import Reporter
from live_daemon.osc.rules import Answer
from live_daemon.osc.transport import encode
from live_models.registry import DEFAULT_NAME
from support.daemon import Daemon
from support.osc_daemon import OscDaemon
from support.osc_peer import OscPeer
from support.ports import free_port

NAMES = [("/dream/model/name", "nylon", "vector", 1), ("/dream/model/name", "piano", "transpose", 0)]


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """How soon somebody must answer on stage is no question for a busy machine."""
    monkeypatch.setattr(module, "HEARD_WITHIN_S", 30.0)


def osc(port, *words):
    return cli.main(["osc", *words, "--set", f"osc.listen_port={port}"])


# -- the command line ------------------------------------------------------------------------------------------------


def test_a_ping_prints_its_pong(capsys):
    with OscDaemon() as daemon:
        assert osc(daemon.port, "/dream/ping", "7") == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["/dream/pong 7"]


def test_a_list_is_printed_whole_and_what_belongs_to_others_is_not(capsys):
    with OscDaemon(("/dream/model/list", [("/dream/started", 3), *NAMES])) as daemon:
        assert osc(daemon.port, "/dream/model/list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:] == ["/dream/model/name nylon vector 1", "/dream/model/name piano transpose 0"]


def test_an_error_is_printed_and_is_the_exit_status(capsys):
    refused = ("/dream/error", "/dream/loop/gain", "loop 5 does not exist: there is none")
    with OscDaemon(("/dream/loop/gain", [refused])) as daemon:
        assert osc(daemon.port, "/dream/loop/gain", "5", "0.5") == 1
    assert capsys.readouterr().err == "live-daemon: /dream/loop/gain: loop 5 does not exist: there is none\n"


def test_an_error_of_somebody_else_is_printed_and_is_not_the_exit_status(capsys):
    other = ("/dream/error", "", "the recordings folder cannot be read\x1b[2J")
    with OscDaemon(("/dream/loop/gain", [other])) as daemon:
        assert osc(daemon.port, "/dream/loop/gain", "5", "0.5") == 0
    assert "cannot be read\\x1b[2J" in capsys.readouterr().err


def test_nobody_there_is_said_with_host_and_port(capsys, monkeypatch):
    monkeypatch.setattr(module, "HEARD_WITHIN_S", 0.2)
    port = free_port()
    assert osc(port, "/dream/loop/gain", "0", "0.5") == 1
    assert f"nobody answers on 127.0.0.1:{port}" in capsys.readouterr().err


def test_a_program_that_is_no_daemon_is_nobody(capsys, monkeypatch):
    monkeypatch.setattr(module, "HEARD_WITHIN_S", 0.05)
    with OscDaemon(deaf=True) as other:
        assert osc(other.port, "/dream/panic") == 1
    assert f"nobody answers on 127.0.0.1:{other.port}: /dream/panic was sent" in capsys.readouterr().err


def test_an_answer_that_does_not_come_is_said(capsys, monkeypatch):
    row = INCOMING["/dream/model/load"]
    monkeypatch.setitem(INCOMING, row.path, replace(row, answer=Answer("/dream/model/ready", 0.05)))
    with OscDaemon() as daemon:
        assert osc(daemon.port, "/dream/model/load", "nylon") == 1
    assert "/dream/model/load was heard, /dream/model/ready did not come within" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (("/dream/failed", 4, "no.wav: there is no such file"), "/dream/seed: no.wav: there is no such file"),
        (("/dream/dropped", 4, "full"), "/dream/seed: full"),
    ],
)
def test_a_dream_that_will_not_come_is_said_at_once_and_why(told, line, capsys):
    """It waited for five seconds and said that /dream/queued did not come."""
    with OscDaemon(("/dream/seed", [told])) as daemon:
        assert osc(daemon.port, "/dream/seed", "no.wav") == 1
    assert capsys.readouterr().err == f"live-daemon: {line}\n"


def test_a_panic_is_sent_before_anything_is_asked():
    with OscDaemon() as daemon:
        assert osc(daemon.port, "/dream/panic") == 0
        assert daemon.heard[0][1] == "/dream/panic"


def test_json_holds_what_was_sent_and_what_came(capsys):
    with OscDaemon(("/dream/model/list", NAMES)) as daemon:
        assert osc(daemon.port, "/dream/model/list", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "sent": ["/dream/model/list"],
        "answers": [[name, list(rest)] for name, *rest in NAMES],
        "errors": [],
    }


# -- who asks is answered --------------------------------------------------------------------------------------------


def test_who_asked_hears_for_a_while_and_only_the_last_few():
    now = 0.0
    askers = Askers(lambda: now)
    for port in range(MOST_ASKERS + 3):
        askers.add(("192.0.2.7", port))
    assert [port for _, port in askers.present()] == list(range(3, MOST_ASKERS + 3))
    now = HEARS_S / 2
    askers.add(("192.0.2.7", 5))
    now = HEARS_S
    assert askers.present() == [("192.0.2.7", 5)]
    now = 2 * HEARS_S
    assert askers.present() == []


def test_a_receiver_that_asks_hears_everything_once():
    """A program that hears and sends on one port, as SuperCollider and Open Stage Control do."""
    answered = []
    with OscPeer() as receiver:
        reporter = Reporter([("127.0.0.1", receiver.port)])
        reporter.answer_by(lambda datagram, place: answered.append((datagram, place)))
        reporter.hears(("127.0.0.1", receiver.port))
        reporter.hears(("127.0.0.1", 9))
        reporter.send("/dream/started", 1)
        reporter.send("/dream/input", -6.0)
        reporter.send("/dream/heard", 0.5)
        reporter.send("/dream/gains", 0.5)
        assert receiver.wait_for("/dream/gains") == [0.5]
        assert [one[1] for one in receiver.heard] == [
            "/dream/started",
            *("/dream/input", "/dream/heard", "/dream/gains"),
        ]
    assert [place for _, place in answered] == [("127.0.0.1", 9)]  # and nothing that comes many times a second


# -- the state -------------------------------------------------------------------------------------------------------


def loop(gain, muted, layer="swell"):
    return SimpleNamespace(gain=gain, muted=muted, layer=layer, name="étude", pitches=[(440.0, 0.6), (660.0, 0.4)])


NOT_RECORDING = {"/dream/recording": lambda: (0, 0.0)}


def test_the_state_is_told_in_the_messages_that_set_it():
    stage = SimpleNamespace(loops=[loop(0.5, True), loop(0.25, False, "ring")], bands=[110.0, 220.0])
    settings = {"q": 20.0, "enabled": 1.0, "temperature": 0.8, "sampling": None}
    standing = {"/dream/recording": lambda: (1, 2.5), "/dream/live/phase": lambda: ("waiting", "a-model")}
    assert list(state_messages(stage, lambda: settings, standing)) == [
        ("/dream/loop/name", (0, "étude", 440.0, 660.0)),
        ("/dream/loop/gain", (0, 0.5)),
        ("/dream/loop/mute", (0, 1)),
        ("/dream/loop/layer", (0, "swell")),
        ("/dream/loop/name", (1, "étude", 440.0, 660.0)),
        ("/dream/loop/gain", (1, 0.25)),
        ("/dream/loop/mute", (1, 0)),
        ("/dream/loop/layer", (1, "ring")),
        ("/dream/follower/q", (20.0,)),
        ("/dream/follower/enable", (1.0,)),
        ("/dream/control/temperature", (0.8,)),
        ("/dream/recording", (1, 2.5)),
        ("/dream/live/phase", ("waiting", "a-model")),
        ("/dream/bands", (110.0, 220.0)),
    ]


def test_the_name_of_any_loop_fits_into_a_datagram():
    """A bank's file may name a thousand pitches of one loop, and a name may be as long as a file system takes it."""
    one = SimpleNamespace(gain=0.0, muted=False, layer="swell", name="\udc80" * 255, pitches=[(440.0, 0.001)] * 1000)
    told = dict(state_messages(SimpleNamespace(loops=[one], bands=[]), dict, NOT_RECORDING))
    assert len(encode("/dream/loop/name", *told["/dream/loop/name"])) < 1472


def test_a_value_is_that_of_the_moment_and_loops_may_go_meanwhile():
    stage = SimpleNamespace(loops=[loop(0.1, False), loop(0.2, False)], bands=[])
    told = state_messages(stage, dict, NOT_RECORDING)
    assert next(told) == ("/dream/loop/name", (0, "étude", 440.0, 660.0))
    assert next(told) == ("/dream/loop/gain", (0, 0.1))
    stage.loops[0].muted = True
    assert next(told) == ("/dream/loop/mute", (0, 1))
    stage.loops.clear()
    assert list(told) == [("/dream/recording", (0, 0.0)), ("/dream/bands", ())]


def test_many_who_ask_are_answered_together_and_no_tick_floods_a_receiver():
    now, told = 0.0, []
    answer = StateAnswer(
        lambda: iter([("/dream/started", (n,)) for n in range(80)]), lambda *one: told.append(one), lambda: now
    )
    counts = []
    for tick in range(40):
        now = tick * 0.02
        answer.ask()
        before = len(told)
        answer.tick()
        counts.append(len(told) - before)
    assert max(counts) == PER_TICK
    assert sum(number == 0 for _, number in told) == 4  # begun at 0, 0.26, 0.52 and 0.78 s
    answer = StateAnswer(lambda: iter(()), lambda *one: told.append(one), lambda: now)
    answer.tick()  # nobody asked


@pytest.mark.whole
def test_a_newcomer_that_is_no_receiver_hears_how_the_running_daemon_stands(tmp_path, capsys):
    with Daemon(tmp_path) as daemon:
        daemon.send("/dream/follower/q", 33.0)
        assert osc(daemon.port, "/dream/state") == 0
        lines = capsys.readouterr().out.splitlines()
        assert "/dream/follower/q 33" in lines and "/dream/bands" in lines[-1]
        daemon.wait_for("/dream/follower/q", first=33.0)  # receivers hear it, too
        assert osc(daemon.port, "/dream/model/list") == 0
        assert f"/dream/model/name {DEFAULT_NAME} magnitude_spectrum 1" in capsys.readouterr().out
        assert osc(daemon.port, "/dream/loop/gain", "5", "0.5") == 1
        assert "loop 5 does not exist" in capsys.readouterr().err
        daemon.forget()
        daemon.send("/dream/panic")
        daemon.wait_for("/dream/bands")  # told unasked
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:  # who does not ask hears nothing
            silent.bind(("127.0.0.1", 0))
            silent.sendto(b"/dream/follower/q\0\0\0,f\0\0\x41\xa0\0\0", ("127.0.0.1", daemon.port))
            silent.settimeout(0.2)
            with pytest.raises(TimeoutError):
                silent.recv(100)
