"""What the studio remembers of what the daemon said."""

from __future__ import annotations

import pytest

from live_daemon.studio.history import MOST_DREAMS, MOST_TROUBLES, History


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history(clock: Clock) -> History:
    return History(clock)


def test_a_dream_is_followed_from_its_request_to_its_file(history: History, clock: Clock) -> None:
    history.told("/dream/queued", (7, "takes/a.wav", "nylon"))
    clock.now = 1001.0
    history.told("/dream/started", (7,))
    history.told("/dream/progress", (7, 0.25))
    clock.now = 1001.5
    history.told("/dream/sounding", (7,))
    (dream,) = history.dreams()
    assert (dream["state"], dream["fraction"], dream["seed"], dream["model"]) == (
        "sounding",
        0.25,
        "takes/a.wav",
        "nylon",
    )
    clock.now = 1003.0
    history.told("/dream/ready", (7, "dreams/7.wav", 10.0))
    (dream,) = history.dreams()
    assert (dream["state"], dream["file"], dream["duration_s"], dream["fraction"]) == ("ready", "dreams/7.wav", 10.0, 1)
    times = [dream[name] for name in ("queued_at", "started_at", "sounding_at", "ended_at")]
    assert times == [1000.0, 1001.0, 1001.5, 1003.0]


def test_a_dream_that_sounds_after_it_is_ready_stays_ready(history: History) -> None:
    history.told("/dream/ready", (1, "d.wav", 3.0))
    history.told("/dream/sounding", (1,))
    assert history.dreams()[0]["state"] == "ready"


@pytest.mark.parametrize("end", ["failed", "dropped"])
def test_why_a_dream_did_not_come_is_kept(history: History, end: str) -> None:
    history.told("/dream/queued", (1, "a.wav", "m"))
    history.told(f"/dream/{end}", (1, "the guard refused it"))
    (dream,) = history.dreams()
    assert (dream["state"], dream["reason"]) == (end, "the guard refused it")


def test_only_so_many_are_kept_and_the_oldest_go_first(history: History) -> None:
    for number in range(MOST_DREAMS + 5):
        history.told("/dream/started", (number,))
    for number in range(MOST_TROUBLES + 5):
        history.told("/dream/error", ("/dream/seed", f"trouble {number}"))
    assert [dream["id"] for dream in history.dreams()] == list(range(5, MOST_DREAMS + 5))
    assert history.troubles()[0]["message"] == "trouble 5"
    assert len(history.troubles()) == MOST_TROUBLES


@pytest.mark.parametrize(
    ("path", "values", "is_heard"),
    [
        ("/dream/gains", (0.0, 0.5), True),
        ("/dream/gains", (0.0, 0.005), False),
        ("/dream/input", (-20.0,), True),
        ("/dream/input", (-80.0,), False),
        ("/dream/status", ("ready", "m", 1, 0, 0, 0.1, 5.0), True),
        ("/dream/status", ("ready", "m", 0, 3, 0, 0.1, 5.0), False),
        ("/dream/pong", (1,), False),
    ],
)
def test_it_knows_for_how_long_nothing_has_sounded(
    history: History, clock: Clock, path: str, values: tuple[object, ...], is_heard: bool
) -> None:
    clock.now = 5000.0
    history.told(path, values)
    clock.now = 5010.0
    assert (history.quiet_s() == 10.0) is is_heard


def test_a_dream_that_joins_the_loops_does_not_hide_the_bank_that_plays(history: History) -> None:
    history.told("/dream/bank/ready", ("/banks/monday", 8))
    history.told("/dream/bank/ready", ("", 9))
    assert history.last("/dream/bank/ready") == ("/banks/monday", 8)


def test_the_last_message_of_an_address_is_kept(history: History) -> None:
    assert history.last("/dream/model/ready") is None
    history.told("/dream/model/ready", ("one",))
    history.told("/dream/model/ready", ("two",))
    assert history.last("/dream/model/ready") == ("two",)
