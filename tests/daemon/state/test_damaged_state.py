"""What a controller finds again: a damaged state is one line and a fresh start; no dream's number is given twice."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
from types import SimpleNamespace

import numpy as np
import pytest

from live_daemon.audio.record import AudioRecord
from live_daemon.control.controller import Controller
from live_daemon.control.events import ProblemArrived
from live_daemon.loops.engine_rate import Copy
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer_state import LoopMixerState
from live_daemon.loops.voices import Voice
from live_daemon.settings import OscSettings, PathSettings, Settings
from live_daemon.state.dream_numbers import NUMBER_FILE, DreamNumbers
from live_daemon.state.state_file import ControllerState, find_state, load_state, save_state
from live_daemon.takes.arrivals import RecordingRefused
from live_inference.worker.messages import ArenaRange, DreamOrder
from support.stage import Stage as EngineStage

ARENA = 1000


def whole():
    order = DreamOrder(6, "/r", "m", 1.0, 2, "/d", ArenaRange(1, 2), ArenaRange(3, 4), "r", "7:8", ArenaRange(5, 6))
    return ControllerState(
        session="s1",
        next_id=7,
        mixer=LoopMixerState(
            [Loop(ArenaRange(0, 10), [(220.0, 1.0)], "a", 9, 3, 5, 0.25, True, "ring", [0.5])],
            [Voice(ArenaRange(10, 5), 4, 6, 3)],
            {"q": 9.0, "enabled": 1.0},
            bands=[220.0],
            copies=[Copy(ArenaRange(0, 10), ArenaRange(20, 9), 44100, True)],
        ),
        at_worker=[order],
        given_up={6: "late"},
        dreams={3: "/d/a.wav"},
        taken=[("/r/" + os.fsdecode(b"caf\xe9.wav"), 1, 2, 3)],
        controls={"temperature": 0.7},
    )


def load(folder):
    said = []
    return load_state(folder, "s1", ARENA, said.append), said


def test_a_state_is_found_as_it_was_written_whatever_its_files_are_called(tmp_path):
    save_state(tmp_path, whole())
    assert load(tmp_path) == (whole(), [])


def fields_of(value, path=()):
    """Every place in nested lists and objects."""
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from fields_of(child, (*path, key))


PLACES = list(fields_of(json.loads(json.dumps(dataclasses.asdict(whole())))))[1:]
NONSENSE = (-5, 99999999999, 10**30, 1.5, "x", [], [[1]], {}, {"a": 1}, True, "1e999", "9" * 5000, "NaN")


@pytest.mark.parametrize("place", PLACES, ids=lambda place: ".".join(map(str, place)))
def test_every_field_may_hold_nonsense(tmp_path, place):
    """It is taken as it is where it may be so, or all of it is forgotten but the number; nothing is raised."""
    good = json.loads(json.dumps(dataclasses.asdict(whole())))
    for value in NONSENSE:
        raw = json.loads(json.dumps(good))
        at = raw
        for key in place[:-1]:
            at = at[key]
        at[place[-1]] = "HERE" if value in ("1e999", "NaN") or value == "9" * 5000 else value
        text = json.dumps(raw).replace('"HERE"', str(value))
        (tmp_path / "state.json").write_text(text)
        state, said = load(tmp_path)
        if said:
            assert len(said) == 1 and len(said[0].splitlines()) == 1 and "state.json" in said[0]
            assert state is None or state == ControllerState(next_id=7), "only the number goes on"
        else:
            assert 1 <= state.next_id <= 2_000_000_000
            save_state(tmp_path, state)


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw["mixer"]["follower"].update(foo=1.0),
        lambda raw: raw["mixer"]["follower"].update(loops=5.0),
        lambda raw: raw["mixer"]["follower"].update(enabled=7.0),
        lambda raw: raw["mixer"]["follower"].update(q=1e300),
        lambda raw: raw["controls"].update(foo=1.0),
        lambda raw: raw["controls"].update(temperature="hot"),
        lambda raw: raw["controls"].update(temperature=99.0),
        lambda raw: raw["controls"].update(sampling="wild"),
        lambda raw: raw["mixer"].update(bands=[220.0, 220.0]),
        lambda raw: raw["mixer"]["loops"][0].update(pitches=[[220.0, -1.0]]),
        lambda raw: raw["mixer"]["loops"][0].update(pitches=[[1e308, 1e308], [1e308, 1e308]]),
        lambda raw: raw["mixer"]["loops"][0].update(weights=[1e308]),
    ],
)
def test_what_could_not_be_told_or_followed_is_no_state(tmp_path, damage):
    """A name that has no address ended the controller at its first tick, and every one after it."""
    raw = json.loads(json.dumps(dataclasses.asdict(whole())))
    damage(raw)
    (tmp_path / "state.json").write_text(json.dumps(raw))
    state, said = load(tmp_path)
    assert state == ControllerState(next_id=7) and len(said) == 1


@pytest.mark.parametrize("number", ["1e999", "-5", "0", "99999999999", '"7"', "null", "[7]", "7.5", "true"])
def test_a_number_that_is_none_neither_loops_nor_is_given_again(tmp_path, number):
    """`next_id: 1e999`, -5, 99999999999 kept the controller from starting, for ever."""
    text = json.dumps(dataclasses.asdict(whole())).replace('"next_id": 7', f'"next_id": {number}')
    (tmp_path / "state.json").write_text(text)
    (tmp_path / "take-0012.wav").touch()
    paths = PathSettings(state=str(tmp_path), dreams=str(tmp_path))
    for session in ("s1", "another"):
        assert find_state(paths, session, ARENA, 1, lambda _: None).next_id == 13


@pytest.mark.parametrize("place", ["place", "source", "at"])
@pytest.mark.parametrize("wrong", [{"offset": ARENA}, {"frames": ARENA + 1}, {"offset": -1}, {"offset": 2**52}])
def test_places_outside_the_arena_are_refused(tmp_path, place, wrong):
    raw = json.loads(json.dumps(dataclasses.asdict(whole())))
    row = raw["mixer"]["loops"][0] if place == "place" else raw["mixer"]["copies"][0]
    row[place] |= wrong
    (tmp_path / "state.json").write_text(json.dumps(raw))
    state, said = load(tmp_path)
    assert state == ControllerState(next_id=7) and len(said) == 1


@pytest.mark.skipif(os.name == "nt", reason="pipes in the file system are POSIX's")
def test_a_pipe_or_a_folder_in_its_place_is_told_and_waited_for_by_nobody(tmp_path):
    os.mkfifo(tmp_path / "state.json")
    assert load(tmp_path) == (None, [f"{tmp_path}/state.json: must be a file, found a pipe; take it away or put the "
                                     "file back; what was loaded before is forgotten"])  # fmt: skip


# -- the numbers of dreams ----------------------------------------------------------------------------------------


class Daemon:
    """Controllers one after the other, in folders of their own; a disk that may be full."""

    def __init__(self, folder, monkeypatch):
        self.folder, self.monkeypatch = folder, monkeypatch
        folders = {name: str(folder / name) for name in ("recordings", "dreams", "bank", "state", "checkpoints")}
        self.settings = Settings(paths=PathSettings(**folders), osc=OscSettings(send=[]))
        (folder / "state").mkdir()

    def start(self, session):
        record = self.folder / session
        if not record.exists():
            record.mkdir()
            AudioRecord.create(record, 48_000, 48_000)
        self.controller = Controller(self.settings, AudioRecord.open(record), session)
        return self

    def number(self):
        """Give a number to something, as the controller does; nothing is saved behind it."""
        told = []
        self.controller._dreams.reports._reporter = SimpleNamespace(send=lambda *row: told.append(row))
        self.controller._dreams.intake.recording_refused(RecordingRefused(self.folder / "x.wav", "is none", None))
        ((_, number, _),) = told
        return number

    def fill_the_disk(self):
        """Nothing can be replaced, and nothing new be made; what is there can be written over."""

        def full(*_, **__):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        self.monkeypatch.setattr("live_daemon.state.state_file.atomically", full)


@pytest.mark.parametrize("next_session", ["one", "two"], ids=["controller killed", "daemon started again"])
def test_a_number_is_not_given_twice_after_a_full_disk_and_a_restart(tmp_path, monkeypatch, next_session):
    daemon = Daemon(tmp_path, monkeypatch).start("one")
    daemon.controller._saver.save()
    assert [daemon.number() for _ in range(3)] == [1, 2, 3]
    daemon.fill_the_disk()
    assert [daemon.number() for _ in range(3)] == [4, 5, 6]
    daemon.controller._saver.save()
    daemon.start(next_session)
    assert daemon.number() == 7


def test_a_controller_that_comes_back_knows_the_number_though_the_state_folder_is_lost(tmp_path, monkeypatch):
    """The shared folder in memory has it, too."""
    daemon = Daemon(tmp_path, monkeypatch).start("one")
    assert [daemon.number() for _ in range(3)] == [1, 2, 3]
    (tmp_path / "state" / NUMBER_FILE).unlink()
    daemon.start("one")
    assert daemon.number() == 4


@pytest.mark.parametrize("content", [b"", b"abc", b"-00000000005\n", b"99999999999999", b"00000000", b"\xff" * 13])
def test_a_damaged_number_counts_as_none(tmp_path, content):
    (tmp_path / NUMBER_FILE).write_bytes(content)
    numbers = DreamNumbers([tmp_path, tmp_path / "nowhere"])
    assert numbers.read() == 1
    numbers.write(42)
    assert DreamNumbers([tmp_path]).read() == 42


@pytest.mark.skipif(os.name == "nt", reason="links and pipes in the file system are POSIX's")
def test_a_link_or_a_pipe_in_the_numbers_place_is_neither_followed_nor_waited_for(tmp_path):
    (tmp_path / "precious").write_text("mine")
    (tmp_path / NUMBER_FILE).symlink_to(tmp_path / "precious")
    numbers = DreamNumbers([tmp_path])
    numbers.write(5)
    assert (tmp_path / "precious").read_text() == "mine" and numbers.read() == 1
    (tmp_path / NUMBER_FILE).unlink()
    os.mkfifo(tmp_path / NUMBER_FILE)
    numbers.write(5)
    assert numbers.read() == 1


def test_what_sounds_fades_when_the_state_is_lost(tmp_path):
    """Nobody could mute it any more, and its room would be given to the next dream while it sounds."""
    engine = EngineStage(tmp_path, arena_s=2.0)
    engine.record.arena[:] = np.sin(np.arange(len(engine.record.arena), dtype=np.float32))
    engine.control.start_slot(9, 100, 5000, gain=1.0)
    engine.play(0.1)
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "state.json").write_text("[[[[")
    folders = {name: str(tmp_path / name) for name in ("recordings", "dreams", "bank", "state", "checkpoints")}
    settings = Settings(paths=PathSettings(**folders), osc=OscSettings(send=[], listen_port=1))
    controller = Controller(settings, engine.record, "s1")
    told = controller.events.get(timeout=1)
    assert isinstance(told, ProblemArrived) and "state.json" in told.message
    controller._mixer.restore(controller._state.mixer)
    engine.play(0.2)
    assert engine.control.slot_state(9).phase == "free"
