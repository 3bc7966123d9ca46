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
