"""Controls of dreams turned on stage: what the table allows, what the controller keeps, through the real daemon."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import time
import urllib.request
from dataclasses import asdict, fields, replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile

from live_daemon.black_box.files import read_lines
from live_daemon.black_box.old_sessions import LOG_FILE, sessions
from live_daemon.black_box.replay import render
from live_daemon.black_box.replay_log import read_log
from live_daemon.control.dream_controls import DreamControls
from live_daemon.control.said_pitches import SaidPitches
from live_daemon.dreams.requests import DreamRequests
from live_daemon.dreams.worker_session import WorkerSession
from live_daemon.osc.addresses import CONTROLS, INCOMING, VALUES, OscRefusedError, check_incoming
from live_daemon.state.state_file import ControllerState, load_state, save_state
from live_models.contract.generator import ControlError, Controls
from live_models.heads import SAMPLING
from support.checkpoints import small_checkpoint
from support.daemon import Daemon
from support.plucks import plucked
from support.ports import free_port

RATE = 48_000

# -- the table -------------------------------------------------------------------------------------------------------


def test_every_control_has_an_address_and_its_name_is_that_of_the_model():
    assert set(CONTROLS) == {field.name for field in fields(Controls)}
    assert {path for path in INCOMING if path.startswith("/dream/control/")} == {
        *CONTROLS.values(),
        "/dream/control/reset",
        "/dream/control/manner",  # of the live dream, not of the model
    }
    assert INCOMING["/dream/control/reset"].arguments == ()


@pytest.mark.parametrize("name", [field.name for field in fields(Controls) if field.name != "sampling"])
def test_the_table_allows_what_the_model_allows(name):
    (argument,) = INCOMING[CONTROLS[name]].arguments
    assert argument.type == "f" and argument.minimum is not None and argument.maximum is not None
    for bound, beyond in ((argument.minimum, -1e-6), (argument.maximum, 1e-6)):
        assert check_incoming(CONTROLS[name], [bound]) == (bound,)
        assert getattr(replace(Controls(), **{name: bound}), name) == bound
        with pytest.raises(OscRefusedError, match=name):
            check_incoming(CONTROLS[name], [bound + beyond])
        with pytest.raises(ControlError, match=name):
            replace(Controls(), **{name: bound + beyond})


def test_the_ways_to_sample_are_those_of_the_model():
    (argument,) = INCOMING[CONTROLS["sampling"]].arguments
    assert argument.choices == SAMPLING
    for wrong in ("best", 1.0):
        with pytest.raises(OscRefusedError, match="sampling"):
            check_incoming(CONTROLS["sampling"], [wrong])


# -- what the controller keeps ---------------------------------------------------------------------------------------


class Worker:
    """In the worker's place: keeps the controls that it is sent."""

    def __init__(self):
        self.sent = []
        link = SimpleNamespace(send=lambda message: self.sent.append(next(iter(asdict(message).values()))) or True)
        self.session = WorkerSession(link, DreamRequests(), "nylon")


def test_what_is_set_is_sent_whole_and_what_is_so_already_is_not():
    worker = Worker()
    controls = DreamControls({}, worker.session)
    controls.reset()
    assert worker.sent == []
    controls.set("temperature", 0.699999988079071)  # 0.7 as OSC brings it
    controls.set("temperature", 0.7)
    controls.set("sampling", "greedy")
    controls.set("sampling", "greedy")
    assert worker.sent == [{"temperature": 0.7}, {"temperature": 0.7, "sampling": "greedy"}]
    controls.reset()
    controls.reset()
    assert worker.sent[2:] == [{}]
    assert worker.sent[0] == {"temperature": 0.7}, "what was sent stays as it was"


@pytest.mark.parametrize("text", ["0.95", "0.1", "3.14159", "0.000123", "4", "0"])
def test_a_number_is_what_was_typed_although_osc_brings_it_rounded(text):
    worker = Worker()
    DreamControls({}, worker.session).set("tau", float(np.float32(text)))
    assert worker.sent == [{"tau": float(text)}]


def test_what_counts_now_is_what_was_set_else_what_the_card_says():
    controls = DreamControls({}, Worker().session)
    assert set(controls.present()) == set(CONTROLS) and set(controls.present().values()) == {None}
    controls.model_is({"temperature": 0.7, "noise": 0.0})
    controls.set("noise", 0.5)
    assert controls.present() | {"tau": 0} == {
        "temperature": 0.7,
        "noise": 0.5,
        "tau": 0,
        "dropout": None,
        "noise_when_stuck": None,
        "energy_hold": None,
        "sampling": None,
        "influence": None,
    }
    controls.model_is({"temperature": 1.0, "noise": 0.1})
    assert (controls.present()["temperature"], controls.present()["noise"]) == (1.0, 0.5)
    controls.reset()
    assert controls.present()["noise"] == 0.1


def test_a_controller_that_comes_back_tells_the_worker_what_was_set(tmp_path):
    state = ControllerState(session="s1")
    DreamControls(state.controls, Worker().session).set("dropout", 0.2)
    save_state(tmp_path, state)
    again = load_state(tmp_path, "s1")
    worker = Worker()
    DreamControls(again.controls, worker.session).worker_connected()
    assert worker.sent == [{"dropout": 0.2}]
    assert load_state(tmp_path, "another concert").controls == {}


# -- the harmony that is said ------------------------------------------------------------------------------------------


def test_pitches_are_sent_when_they_change_and_told_as_they_could_be_said():
    worker = Worker()
    pitches = SaidPitches([], worker.session)
    assert pitches.present() == "auto"
    pitches.say("auto")
    assert worker.sent == []
    pitches.say("G3", 48, 51.5)
    pitches.say("C3 51.5, G3")
    assert worker.sent == [[48.0, 51.5, 55.0]] and pitches.present() == "C3 51.5 G3"
    for wrong in ((), ("H3",), (100,)):
        with pytest.raises(ValueError, match=r"^/dream/pitches: must"):
            pitches.say(*wrong)
    assert pitches.present() == "C3 51.5 G3", "what is refused changes nothing"
    pitches.say("auto")
    assert worker.sent[1:] == [[]] and pitches.present() == "auto"


def test_a_controller_that_comes_back_says_the_pitches_again(tmp_path):
    state = ControllerState(session="s1")
    SaidPitches(state.pitches, Worker().session).say("C3", "E3")
    save_state(tmp_path, state)
    again, worker = load_state(tmp_path, "s1"), Worker()
    SaidPitches(again.pitches, worker.session).worker_connected()
    assert worker.sent == [[48.0, 52.0]]
    assert load_state(tmp_path, "another concert").pitches == []


# -- the whole daemon ------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def with_console(folder, *settings):
    port = free_port()
    settings = ("console.enabled=true", f"console.port={port}", "audio.arena_s=400", *settings)
    with Daemon(folder, *settings, duration_s=1.0) as daemon:
        daemon.wait_until(lambda: any(address == "/dream/model/ready" for address, _ in daemon.heard), 60)
        yield daemon, port


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    with with_console(tmp_path_factory.mktemp("stage")) as found:
        yield found


def value(port, name):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{VALUES[name]}?VALUE", timeout=10) as answer:
        return json.loads(answer.read()).get("VALUE")


def wait_for_value(port, name, wanted):
    deadline = time.monotonic() + 120  # the console is a process of the lowest priority
    while True:
        try:
            found = value(port, name)
        except OSError:
            found = "no console yet"
        if isinstance(found, list) and found == pytest.approx(wanted):  # OSC's floats have 24 bits
            return
        assert time.monotonic() < deadline, f"{name} is {found}"
        time.sleep(0.05)


def dream(daemon, name):
    """Dream on a take, and return the sidecar."""
    take = daemon.recordings / f"{name}.wav"
    soundfile.write(take, plucked([196.0, 246.9]), RATE)
    number = None  # a controller that came back may tell once more of the dream before
    while number is None:
        queued, recording, _ = daemon.wait_for("/dream/queued")
        number = queued if recording == str(take) else None
    return json.loads(Path(daemon.wait_for("/dream/ready", first=number)[1]).with_suffix(".json").read_text())


def killed(daemon, name):
    before = daemon.children()[name]
    os.kill(before, signal.SIGKILL)
    daemon.wait_until(lambda: daemon.children().get(name, before) != before)
    daemon.forget()
    daemon.wait_for("/dream/model/ready", timeout=60)


@pytest.mark.whole
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the daemon's processes in /proc (Linux)")
def test_what_was_turned_counts_until_reset_whoever_dies(stage):
    daemon, port = stage
    card = dream(daemon, "first")["controls"]
    wait_for_value(port, "temperature", [card["temperature"]])
    daemon.send(CONTROLS["temperature"], 0.55)
    daemon.send(CONTROLS["noise"], 0.0625)
    wait_for_value(port, "noise", [0.0625])
    asked = card | {"temperature": 0.55, "noise": 0.0625}
    assert dream(daemon, "turned")["controls"] == asked
    written = daemon.folder / "state" / "state.json"
    daemon.wait_until(lambda: json.loads(written.read_text())["controls"] == {"temperature": 0.55, "noise": 0.0625})
    for number, name in enumerate(("inference", "controller")):
        killed(daemon, name)
        assert dream(daemon, f"after_{number}")["controls"] == asked
        wait_for_value(port, "noise", [0.0625])
    daemon.send("/dream/control/reset")
    wait_for_value(port, "noise", [card["noise"]])
    assert dream(daemon, "reset")["controls"] == card


@pytest.mark.whole
def test_a_dream_that_is_being_made_is_turned(stage):
    daemon, _ = stage
    take = daemon.folder / "dreams" / "long.wav"  # nobody watches there: it is dreamt on when it is asked for
    soundfile.write(take, plucked([196.0, 246.9]), RATE)
    daemon.forget()
    daemon.send("/dream/seed", str(take), "", 100.0, 5)
    number, *_ = daemon.wait_for("/dream/queued")
    daemon.wait_for("/dream/progress", first=number)
    daemon.send(CONTROLS["energy_hold"], 0.9)
    path = daemon.wait_for("/dream/ready", timeout=120, first=number)[1]
    sidecar = json.loads(Path(path).with_suffix(".json").read_text())
    asked = [entry for entry in sidecar["steered"] if entry["why"] == "asked"]
    assert [entry["what"] for entry in asked] == [f"energy_hold {sidecar['controls']['energy_hold']:g} -> 0.9"]
    assert 0.0 < asked[0]["at_s"] < 100.0
    daemon.send("/dream/control/reset")


@pytest.mark.whole
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the daemon's processes in /proc (Linux)")
def test_what_was_said_counts_until_auto_whoever_dies_and_is_replayed(tmp_path):
    """The model's weights are random: what it dreams may be refused, what it was told is in the black box."""
    small_checkpoint(tmp_path / "checkpoints", "spectrum_hearing", "hearing")
    with with_console(tmp_path, "engine.model=hearing") as (daemon, port):
        wait_for_value(port, "pitches", ["auto"])
        daemon.send("/dream/pitches", "C3", "Eb3", 55.5)
        wait_for_value(port, "pitches", ["C3 D#3 55.5"])
        written = daemon.folder / "state" / "state.json"
        daemon.wait_until(lambda: json.loads(written.read_text())["pitches"] == [48.0, 51.0, 55.5])
        for name in ("inference", "controller"):
            killed(daemon, name)
            wait_for_value(port, "pitches", ["C3 D#3 55.5"])
        daemon.forget()
        for wrong, why in (("H3", "got 'H3'"), (120, "C2..C6")):
            daemon.send("/dream/pitches", wrong)
            address, message = daemon.wait_for("/dream/error")
            assert address == "/dream/pitches" and why in message
        daemon.send("/dream/pitches", "auto")
        wait_for_value(port, "pitches", ["auto"])
        assert daemon.stop() == 0
    (log,) = sessions(daemon.folder / "state" / "black-box")
    lines = [line for line in read_lines(log / LOG_FILE) if line is not None]
    told = [line["of"]["pitches"] for line in lines if line["what"] == "to_worker" and line["kind"] == "SetPitches"]
    said = [48.0, 51.0, 55.5]
    assert told == [[], said, said, said, []], "to each new worker, and to each new controller's"
    assert render(read_log(log), daemon.folder / "again.wav").duration_s > 1.0


@pytest.mark.whole
def test_what_is_refused_is_said(stage):
    daemon, port = stage
    wait_for_value(port, "tau", [1.0])
    for name, wrong, rule in (("tau", 1.5, "float in 0..1"), ("sampling", "best", "one of greedy, exact")):
        daemon.forget()
        daemon.send(CONTROLS[name], wrong)
        address, message = daemon.wait_for("/dream/error")
        assert address == CONTROLS[name] and rule in message and str(wrong) in message
    assert value(port, "tau") == [1.0]


@pytest.mark.whole
def test_the_black_box_of_such_a_concert_is_replayed(tmp_path):
    with with_console(tmp_path) as (daemon, port):
        wait_for_value(port, "tau", [1.0])
        dream(daemon, "take")
        daemon.send(CONTROLS["temperature"], 0.55)
        daemon.send(CONTROLS["noise"], 0.0625)
        wait_for_value(port, "noise", [0.0625])
        daemon.send("/dream/control/reset")
        daemon.send("/dream/ping", 9)
        daemon.wait_for("/dream/pong", first=9)
        assert daemon.stop() == 0
    (log,) = sessions(daemon.folder / "state" / "black-box")
    lines = [line for line in read_lines(log / LOG_FILE) if line is not None]
    heard = [line["address"] for line in lines if line["what"] == "osc_in"]
    assert {"/dream/control/temperature", "/dream/control/reset"} <= set(heard)
    told = [line["of"]["controls"] for line in lines if line["what"] == "to_worker" and line["kind"] == "SetControls"]
    assert {"temperature": 0.55, "noise": 0.0625} in told
    recorded = read_log(log)
    assert recorded.osc_messages >= len(heard) and recorded.segments
    assert render(recorded, daemon.folder / "again.wav").duration_s > 1.0
