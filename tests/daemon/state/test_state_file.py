"""The state that a controller finds again."""

import json

import pytest

from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer_state import LoopMixerState
from live_daemon.loops.voices import Voice
from live_daemon.state.state_file import ControllerState, load_state, save_state
from live_inference.worker.messages import ArenaRange, DreamOrder


def order(number):
    return DreamOrder(number, "/r/take.wav", "nylon", 10.0, 1, "/dreams")


def test_a_state_comes_back_as_it_was(tmp_path):
    state = ControllerState(
        session="s1",
        next_id=7,
        model="nylon",
        bank="/bank",
        mixer=LoopMixerState(
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


def test_a_file_of_an_earlier_version_is_read(tmp_path):
    """The mixer was called the stage; settings of the follower and copies for another rate came later."""
    place = {"offset": 100, "frames": 50}
    loop = {"place": place, "pitches": [[220.0, 0.5]], "name": "g", "sounding_frames": 40, "dream_id": 3, "slot": 5}
    voice = {"place": place, "dream_id": 4, "slot": -1, "filled": 20}
    stage = {"loops": [loop | {"gain": 0.5, "muted": True}], "voices": [voice], "voices_started": 2}
    (tmp_path / "state.json").write_text(json.dumps({"session": "s1", "next_id": 9, "model": "nylon", "stage": stage}))
    found = load_state(tmp_path, "s1")
    assert (found.next_id, found.model, found.mixer.voices_started) == (9, "nylon", 2)
    assert found.mixer.loops == [Loop(ArenaRange(100, 50), [(220.0, 0.5)], "g", 40, 3, 5, 0.5, True)]
    assert found.mixer.voices == [Voice(ArenaRange(100, 50), 4, filled=20)]
    save_state(tmp_path, found)
    assert load_state(tmp_path, "s1") == found and '"stage"' not in (tmp_path / "state.json").read_text()


@pytest.mark.parametrize("text", ["", "{}", '{"session": "s1"}', "[1]", '{"session": "s1", "next_id": 3, "stage": 4}'])
def test_a_damaged_state_is_no_state(tmp_path, text):
    (tmp_path / "state.json").write_text(text)
    loaded = load_state(tmp_path, "s1")
    assert loaded is None or loaded == ControllerState(next_id=json.loads(text)["next_id"])
    assert load_state(tmp_path / "nowhere", "s1") is None
