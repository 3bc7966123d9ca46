"""Orders in line, paths that may be named, and the state that a controller finds again."""

import errno
import itertools
import json
import queue
import threading
import time
from dataclasses import replace
from pathlib import PureWindowsPath
from types import SimpleNamespace

import pytest

from live_daemon.audio.record import AudioRecord
from live_daemon.control.controller import Controller
from live_daemon.control.events import OscArrived, PortsChanged, WorkerConnected, WorkerLost
from live_daemon.control.recorded_link import RecordedLink
from live_daemon.dreams.requests import MOST_WAITING, DreamRequests
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer_state import LoopMixerState
from live_daemon.loops.voices import Voice
from live_daemon.osc.addresses import INCOMING
from live_daemon.osc.allowed_paths import PathRefusedError, refuse_windows_names, resolve_inside
from live_daemon.osc.link import Ports
from live_daemon.settings import OscSettings, PathSettings, Settings
from live_daemon.state.state_file import ControllerState, load_state, save_state
from live_inference.worker.messages import ArenaRange, DreamOrder, LoadModel, ModelReady, Priority, Problem


def order(number):
    return DreamOrder(number, "/r/take.wav", "nylon", 10.0, 1, "/dreams")


def ids(orders):
    return [one.id for one in orders]


def test_orders_that_wait_together_are_made_together():
    orders = DreamRequests()
    for number in (1, 2, 3):
        assert orders.add(order(number))
    assert ids(orders.next_batch(most=2)) == [1, 2]
    assert orders.next_batch() == [], "the worker has what it makes together"
    assert orders.replace(1, voice=ArenaRange(0, 5)).voice == ArenaRange(0, 5)
    assert orders.finish(1).voice == ArenaRange(0, 5)
    assert orders.finish(1) is None and orders.find(1) is None
    assert orders.finish(3).id == 3
    assert orders.next_batch() == [] and orders.finish(2).id == 2
    orders.add(order(4))
    assert ids(orders.next_batch()) == [4]
    assert len(orders) == 1


def test_only_dreams_of_one_model_of_alike_length_are_made_together():
    orders = DreamRequests()
    changed = [{}, {"model": "other"}, {"duration_s": 20.5}, {"duration_s": 20.0}, {"duration_s": 0.5}]
    for number, changes in enumerate(changed):
        orders.add(replace(order(number), **changes))
    assert ids(orders.next_batch()) == [0, 3, 4]
    for number in (0, 3, 4):
        orders.finish(number)
    assert ids(orders.next_batch()) == [1]


def test_live_comes_before_file_and_file_before_bank_and_live_does_not_wait_for_the_worker():
    orders = DreamRequests()
    for number, priority in enumerate((Priority.BANK, Priority.FILE, Priority.FILE, Priority.BANK)):
        orders.add(replace(order(number), priority=int(priority)))
    assert ids(orders.waiting()) == [1, 2, 0, 3]
    assert ids(orders.next_batch()) == [1, 2]
    assert orders.next_batch() == []
    orders.add(replace(order(9), priority=int(Priority.LIVE)))
    assert ids(orders.next_batch()) == [9]
    orders.add(replace(order(10), priority=int(Priority.LIVE)))
    assert orders.next_batch() == []
    assert ids(orders.all()) == [1, 2, 9, 10, 0, 3]


def test_orders_whose_worker_died_are_sent_again_once_each_alone():
    orders = DreamRequests()
    for number in (1, 2, 3):
        orders.add(order(number))
    orders.next_batch(most=2)
    assert orders.worker_lost() == []
    assert ids(orders.next_batch()) == [1], "before those that came later, and alone: it may have been the cause"
    assert ids(orders.worker_lost()) == [1], "an order that kills the worker must not kill it for ever"
    assert ids(orders.next_batch()) == [2]
    orders.finish(2)
    assert ids(orders.next_batch()) == [3]
    assert DreamRequests().worker_lost() == []


def test_an_order_that_was_given_up_is_not_sent_again_when_the_worker_dies():
    """A panic, then the worker is killed: the dream must not come back from the dead."""
    orders = DreamRequests()
    orders.add(order(1))
    orders.next_batch()
    orders.given_up[1] = "cancelled"
    assert ids(orders.worker_lost()) == [1]
    assert orders.next_batch() == []


def test_a_controller_that_comes_back_knows_which_orders_the_worker_has():
    orders = DreamRequests()
    orders.restore([order(4)], [order(5)], {4: "late"})
    assert ids(orders.at_worker) == [4] and orders.next_batch() == []
    assert orders.given_up == {4: "late"}
    orders.finish(4)
    assert orders.given_up == {}
    assert ids(orders.next_batch()) == [5]


def test_the_line_is_not_endless():
    orders = DreamRequests()
    assert all(orders.add(order(number)) for number in range(MOST_WAITING))
    assert not orders.add(order(99))


def test_only_paths_inside_the_folders_may_be_named(tmp_path):
    inside, outside = tmp_path / "recordings", tmp_path / "secret"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "take.wav").touch()
    (inside / "link.wav").symlink_to(outside / "take.wav")
    take = inside / "take.wav"
    for text in (str(take), "take.wav", "./take.wav", "sub/../take.wav", f"Macintosh HD:{take}"):
        assert resolve_inside(text, [inside]) == take.resolve()
    for text in (
        "",
        "/etc/passwd",
        "../secret/take.wav",
        "link.wav",
        str(outside / "take.wav"),
        "a\0b",
        f"{inside}2/x.wav",
    ):
        with pytest.raises(PathRefusedError) as refused:
            resolve_inside(text, [inside])
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["take.wav", "sub/take.wav", "sub\\take.wav", "C:/music/take.wav", "C:\\music\\a.wav"])
def test_windows_paths_with_drive_letters_and_backslashes_are_taken(text):
    refuse_windows_names(text, [PureWindowsPath("C:/music")])


@pytest.mark.parametrize(
    "text",
    [
        "//thief/share/take.wav",
        "\\\\thief\\share\\a.wav",
        "con",
        "sub/NUL.wav",
        "take.wav:hidden",
        "C:take.wav",
        "com1.wav",
    ],
)
def test_windows_paths_that_lead_elsewhere_before_one_can_look_are_refused(text):
    with pytest.raises(PathRefusedError) as refused:
        refuse_windows_names(text, [PureWindowsPath("C:/music")])
    assert text in str(refused.value)


def test_a_windows_share_that_holds_our_folder_is_ours():
    refuse_windows_names("//Studio/takes/a.wav", [PureWindowsPath("//studio/takes/recordings")])


def test_a_state_comes_back_as_it_was(tmp_path):
    state = ControllerState(
        session="s1",
        next_id=7,
        model="nylon",
        bank="/bank",
        stage=LoopMixerState(
            [Loop(ArenaRange(0, 10), [(220.0, 1.0)], "a", 9, 3, 5, 0.25, True, "ring")],
            [Voice(ArenaRange(10, 5), 4, 6, 3, 0.0, 0.0, 17.5)],
            {"q": 9.0},
            5,
            12.5,
        ),
        at_worker=[
            DreamOrder(
                6, "/r", "m", 1.0, 2, "/d", ArenaRange(1, 2), ArenaRange(3, 4), "r", "7:8", ArenaRange(5, 6), 0, 7.5
            )
        ],
        waiting=[order(5)],
        awaited=[order(9)],
        given_up={6: "cancelled"},
        dreams={3: "/dreams/a.wav"},
        taken=[("/r/take.wav", 1, 2, 3)],
        controls={"temperature": 0.7, "sampling": "greedy"},
    )
    save_state(tmp_path, state)
    assert load_state(tmp_path, "s1") == state
    assert (tmp_path / "state.json").stat().st_mode & 0o077 == 0
    assert load_state(tmp_path, "another run") == ControllerState(next_id=7), "dreams are numbered on, nothing sounds"


@pytest.mark.parametrize("text", ["", "{}", '{"session": "s1"}', "[1]", '{"session": "s1", "next_id": 3, "stage": 4}'])
def test_a_damaged_state_is_no_state(tmp_path, text):
    (tmp_path / "state.json").write_text(text)
    loaded = load_state(tmp_path, "s1")
    assert loaded is None or loaded == ControllerState(next_id=json.loads(text)["next_id"])
    assert load_state(tmp_path / "nowhere", "s1") is None


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
