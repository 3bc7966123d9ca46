"""The controller: events come in, owners get them, hosts hear of it. Nothing here waits."""

import errno
import itertools
import queue
import threading
import time
from types import SimpleNamespace

import pytest

from live_daemon.audio.record import AudioRecord
from live_daemon.control.controller import Controller
from live_daemon.control.events import OscArrived, PortsChanged, WorkerConnected, WorkerLost
from live_daemon.control.recorded_link import RecordedLink
from live_daemon.loops.loop import Loop
from live_daemon.osc.addresses import INCOMING
from live_daemon.osc.console_reporter import ConsoleReporter
from live_daemon.osc.link import Ports
from live_daemon.osc.reporter import Reporter
from live_daemon.settings import OscSettings, PathSettings, Settings
from live_inference.worker.messages import LoadModel, ModelReady, Problem


def test_the_controller_answers_every_address_of_the_table(tmp_path):
    controller = controller_in(tmp_path)
    assert set(controller._handlers) == set(INCOMING)


def controller_in(folder, clock=time.monotonic, **settings):
    folders = {name: str(folder / name) for name in ("recordings", "dreams", "bank", "state", "checkpoints")}
    record = AudioRecord.create(folder, 48_000, 48_000)
    return Controller(Settings(paths=PathSettings(**folders), **settings), record, "a session", clock=clock)


def test_a_port_that_is_taken_is_told_once_and_when_it_is_free_again(tmp_path, capsys):
    controller = controller_in(tmp_path, osc=OscSettings(listen_port=5, panic_port=6))
    taken, heard = errno.EADDRINUSE, 0
    for ports in (Ports(taken, taken), Ports(taken, heard), Ports(taken, taken)):
        controller._handle(PortsChanged(ports))
    said = capsys.readouterr().err
    assert said.count("osc.listen_port 5 on 127.0.0.1 cannot be used") == 1
    assert said.count("osc.panic_port 6 on 127.0.0.1 cannot be used") == 2, "it was free in between"
    controller._handle(PortsChanged(Ports(heard, -1)))
    assert "the port is free again, hearing 127.0.0.1:5" in capsys.readouterr().err


def test_a_state_that_cannot_be_written_is_told_once_and_when_it_is_written_again(tmp_path, capsys):
    controller = controller_in(tmp_path)
    (tmp_path / "state").write_text("a file where the folder should be")
    for _ in range(5):
        controller._saver.save()
    assert capsys.readouterr().err.count("the state cannot be written") == 1
    (tmp_path / "state").unlink()
    (tmp_path / "state").mkdir()
    controller._saver.save()
    assert "the state is written again" in capsys.readouterr().err


def test_the_shipped_model_stands_in_each_time_the_one_asked_for_cannot_be_loaded(tmp_path, monkeypatch):
    """A worker ends, and the model that it should have loaded is gone or misspelt: dreams go on, once and again."""
    controller = controller_in(tmp_path)
    sent = []
    monkeypatch.setattr(RecordedLink, "send", lambda _, message: sent.append(message) or True)

    def loads():
        found = [message.name for message in sent if isinstance(message, LoadModel)]
        sent.clear()
        return found

    refused = Problem("/dream/model/load", "mistyped: no such model")
    for ends_while_it_loads in (False, False, True, False):
        controller._worker._model = "mistyped"
        controller._handle(WorkerConnected())
        controller._handle(refused)
        assert loads() == ["mistyped", ""]
        controller._handle(refused)
        assert loads() == [], "the shipped one cannot be loaded either: that is not tried for ever"
        if not ends_while_it_loads:
            controller._handle(ModelReady("nylon", 20.0, {}))
            controller._handle(refused)
            assert loads() == [], "while a model is warm it stays"
        controller._handle(WorkerLost())


def test_of_models_asked_for_while_one_is_loaded_the_last_counts(tmp_path, monkeypatch):
    """400 messages kept the worker loading for minutes. A typing error behind a good name costs nothing."""
    controller, sent = controller_in(tmp_path), []
    monkeypatch.setattr(RecordedLink, "send", lambda _, message: sent.append(message) or True)
    monkeypatch.setattr(RecordedLink, "connected", True)
    controller._handle(WorkerConnected())
    controller._handle(ModelReady("nylon", 20.0, {}))
    sent.clear()
    for number in range(400):
        controller._handle(OscArrived("/dream/model/load", (f"model {number % 4}",)))
    controller._handle(OscArrived("/dream/model/load", ("mistyped",)))
    assert sent == [LoadModel("model 0")]
    controller._handle(ModelReady("model 0", 20.0, {}))
    controller._handle(Problem("/dream/model/load", "mistyped: no such model"))
    assert [one for one in sent if isinstance(one, LoadModel)] == [LoadModel("model 0"), LoadModel("mistyped")]
    assert controller._worker.model == "model 0"
    controller._handle(OscArrived("/dream/model/load", ("first",)))
    controller._handle(OscArrived("/dream/model/load", ("second",)))
    controller._handle(WorkerLost())
    sent.clear()
    controller._handle(WorkerConnected())
    assert [one for one in sent if isinstance(one, LoadModel)] == [LoadModel("second")], "the next worker loads it"


def test_what_only_asks_does_not_have_the_state_written(tmp_path, monkeypatch):
    """A ping five times a second had it written as often, which takes long where thousands of takes are known."""
    controller, written = controller_in(tmp_path), []
    monkeypatch.setattr(controller._saver, "changed", lambda: written.append(address))
    asking = {address for address, row in INCOMING.items() if row.asks}
    assert asking >= {"/dream/ping", "/dream/state"}
    for address in (*sorted(asking), "/dream/loop/gain"):
        controller._handle(OscArrived(address, INCOMING[address].example))
    assert written == ["/dream/loop/gain"]


@pytest.mark.parametrize("stall_s", [0.0, 3.0])
def test_gains_are_told_fifty_times_a_second_and_the_status_once(tmp_path, monkeypatch, stall_s):
    """By a clock that goes on only while the controller waits. What a stall kept back is not told in a burst."""
    now, stop = [1000.0], threading.Event()
    controller = controller_in(tmp_path, clock=lambda: now[0])
    ticks, statuses = [], []

    def wait(timeout):
        now[0] += timeout + (stall_s if len(ticks) == 100 else 0.0)
        if len(ticks) >= 400:
            stop.set()
        raise queue.Empty

    monkeypatch.setattr(controller, "events", SimpleNamespace(get=wait))
    for name, told in (("_tick", ticks), ("_send_status", statuses)):
        monkeypatch.setattr(controller, name, lambda *_, told=told: told.append(now[0]))
    for name in ("_begin", "_end", "_step"):
        monkeypatch.setattr(controller, name, lambda *_: None)
    controller.run(stop)
    gaps = [later - earlier for earlier, later in itertools.pairwise(ticks)]
    late = int(stall_s > 0)
    assert sum(gap > 0.0201 for gap in gaps) == late and sum(gap < 0.0199 for gap in gaps) <= late
    pauses = [later - earlier for earlier, later in itertools.pairwise(statuses)]
    assert 8 <= len(statuses) <= 9 + 2 * late and sum(pause < 0.9799 for pause in pauses) <= late


@pytest.mark.parametrize(("wanted", "phase"), [(False, "stopped"), (True, "waiting")])
def test_live_dream_and_ladder_are_told_to_whoever_asks_how_everything_stands(tmp_path, monkeypatch, wanted, phase):
    """They change seldom: a page that was open before the daemon showed what counted in the session before."""
    sent = []
    monkeypatch.setattr(Reporter, "send", lambda _, address, *values: sent.append((address, *values)))
    controller = controller_in(tmp_path)
    controller._dreams.live.start() if wanted else controller._dreams.live.stop()
    sent.clear()
    controller._handle(OscArrived("/dream/state", ()))
    controller._loop_reports.tick(0.0)
    told = {address: values for address, *values in sent}
    assert told["/dream/live/phase"][0] == phase
    controller._dreams.fallback.update("the dreaming engine is away")
    sent.clear()
    controller._loop_reports.ask_state()
    controller._loop_reports._state._begun_s = float("-inf")
    controller._loop_reports.tick(1.0)
    told = {address: values for address, *values in sent}
    assert told["/dream/ladder"] == [4, "silence", "the dreaming engine is away; there is no loop"]


def test_what_one_device_sets_of_a_loop_other_pages_hear_and_no_host(tmp_path, monkeypatch):
    """Of a fader that is moved quickly the last value of each tick, and after a refusal the value that counts."""
    sent, told = [], []
    monkeypatch.setattr(Reporter, "send", lambda _, address, *values: sent.append(address))
    monkeypatch.setattr(ConsoleReporter, "tell_loop", lambda _, address, values: told.append((address, values)))
    controller = controller_in(tmp_path)
    lease = controller._mixer.arena.lease(4800, "a test")
    controller._mixer.add_loop(Loop(lease.place, [(440.0, 1.0)], "a loop", 4800))
    controller._loop_reports.tick(0.0)
    sent.clear()
    messages = [("gain", (0, n / 100)) for n in range(50)]
    messages += [("mute", (0, 1)), ("layer", (0, "ring")), ("effect", (0, "none", 1)), ("gain", (1, 0.5))]
    for word, values in messages:
        controller._handle(OscArrived(f"/dream/loop/{word}", values))
    controller._loop_reports.tick(0.02)
    assert told == [
        ("/dream/loop/gain", (0, 0.49)),
        ("/dream/loop/mute", (0, 1)),
        ("/dream/loop/layer", (0, "ring")),
        ("/dream/loop/effect", (0, "", 0)),
    ]
    assert not {address for address in sent if address.startswith("/dream/loop/")}
    controller._loop_reports.tick(0.04)
    assert len(told) == 4, "once"
