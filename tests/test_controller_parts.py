"""Orders in line, paths that may be named, and the state that a controller finds again."""

import json
from pathlib import Path

import pytest

from live_daemon.allowed_paths import PathRefusedError, resolve_inside
from live_daemon.orders import MOST_WAITING, Orders
from live_daemon.osc.addresses import INCOMING
from live_daemon.stage import Loop, StageState, Voice
from live_daemon.state_file import ControllerState, load_state, save_state
from live_inference.messages import ArenaRange, DreamOrder


def order(number):
    return DreamOrder(number, "/r/take.wav", "nylon", 10.0, 1, "/dreams")


def test_orders_go_one_at_a_time_in_their_order():
    orders = Orders()
    for number in (1, 2, 3):
        assert orders.add(order(number))
    assert orders.next().id == 1
    assert orders.next() is None, "the worker holds one"
    assert orders.give_room(ArenaRange(0, 5), None).voice == ArenaRange(0, 5)
    assert orders.finish(1).voice == ArenaRange(0, 5)
    assert orders.finish(1) is None
    assert orders.finish(3).id == 3
    assert orders.next().id == 2
    assert len(orders) == 1


def test_an_order_whose_worker_died_is_sent_again_once():
    orders = Orders()
    orders.add(order(1))
    orders.add(order(2))
    orders.next()
    assert orders.worker_lost() is None
    assert orders.next().id == 1, "before those that came later"
    assert orders.worker_lost().id == 1, "an order that kills the worker must not kill it for ever"
    assert orders.next().id == 2
    assert Orders().worker_lost() is None


def test_an_order_that_was_given_up_is_not_sent_again_when_the_worker_dies():
    """A panic, then the worker is killed: the dream must not come back from the dead."""
    orders = Orders()
    orders.add(order(1))
    orders.next()
    orders.given_up.add(1)
    assert orders.worker_lost().id == 1
    assert orders.next() is None


def test_a_controller_that_comes_back_knows_which_order_the_worker_has():
    orders = Orders()
    orders.restore(order(4), [order(5)], [4])
    assert orders.current.id == 4 and orders.next() is None
    assert orders.given_up == {4}
    orders.finish(4)
    assert orders.given_up == set()
    assert orders.next().id == 5


def test_the_line_is_not_endless():
    orders = Orders()
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


def test_a_state_comes_back_as_it_was(tmp_path):
    state = ControllerState(
        session="s1",
        next_id=7,
        model="nylon",
        bank="/bank",
        stage=StageState(
            [Loop(ArenaRange(0, 10), [(220.0, 1.0)], "a", 9, 3, 5, 0.25, True, "ring")],
            [Voice(ArenaRange(10, 5), 4, 6)],
            {"q": 9.0},
        ),
        current=DreamOrder(6, "/r", "m", 1.0, 2, "/d", ArenaRange(1, 2), ArenaRange(3, 4), "r", "7:8"),
        waiting=[order(5)],
        awaited=[order(9)],
        given_up=[6],
        dreams={3: "/dreams/a.wav"},
        taken=[("/r/take.wav", 1, 2, 3)],
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


def test_the_controller_answers_every_address_of_the_table():
    """Read from the source: making a controller would start threads."""
    source = Path(__import__("live_daemon.controller").controller.__file__).read_text()
    for path in INCOMING:
        assert f'"{path}": ' in source
