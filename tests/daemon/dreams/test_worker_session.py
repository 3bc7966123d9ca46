"""The worker as the controller sees it: which model it loads, how fast it is, when it is away, silent or hangs."""

from __future__ import annotations

import pytest

from live_daemon.dreams.requests import DreamRequests
from live_daemon.dreams.worker_session import (
    CANCEL_PATIENCE_S,
    DREAM_PATIENCE_S,
    FIRST_START_S,
    MOST_ENDS_AT_START,
    SILENT_WORKER_S,
    WorkerSession,
)
from live_inference.worker import messages as m


class Link:
    """In the worker's place; a message to a worker that is away is lost."""

    def __init__(self) -> None:
        self.connected = True
        self.sent: list[m.Message] = []
        self.killed = 0

    def send(self, message: m.Message) -> bool:
        if self.connected:
            self.sent.append(message)
        return self.connected

    def kill_worker(self) -> None:
        self.killed += 1

    def loads(self) -> list[str]:
        """Names of the models that were asked for since the last call."""
        found = [message.name for message in self.sent if isinstance(message, m.LoadModel)]
        self.sent.clear()
        return found


class Rig:
    """A session whose worker, dreams and clock are ours."""

    def __init__(self, model: str = "") -> None:
        self.now = 100.0
        self.link = Link()
        self.requests = DreamRequests()
        self.session = WorkerSession(
            self.link,  # type: ignore[arg-type]
            self.requests,
            "from the settings",
            model,
            clock=lambda: self.now,
        )

    def dies(self) -> None:
        self.link.connected = False
        self.session.lost()

    def comes(self) -> None:
        self.link.connected = True
        self.session.connected()

    def order(self, number: int = 1) -> m.DreamOrder:
        """A dream at the worker."""
        order = m.DreamOrder(number, "/r/take.wav", "nylon", 10.0, 1, "/dreams")
        self.requests.at_worker.append(order)
        return order


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_a_worker_loads_what_the_last_session_had_or_what_the_settings_say() -> None:
    for model, wanted in (("", "from the settings"), ("nylon", "nylon")):
        rig = Rig(model)
        rig.comes()
        assert rig.link.loads() == [wanted] and rig.session.wanted_model == wanted
        assert not rig.session.is_ready
        rig.session.model_ready(wanted, 20.0)
        assert rig.session.is_ready and rig.session.model == wanted


def test_of_models_asked_for_while_one_is_loaded_the_last_is_loaded(rig: Rig) -> None:
    rig.comes()
    rig.session.model_ready("nylon", 20.0)
    rig.link.loads()
    for name in ("first", "second", "third"):
        rig.session.load(name)
    assert rig.link.loads() == ["first"]
    rig.session.model_ready("first", 20.0)
    assert rig.link.loads() == ["third"]
    rig.session.load_failed()
    assert rig.link.loads() == [] and rig.session.model == "first" and rig.session.has_model


def test_a_model_asked_for_while_the_worker_is_away_or_dies_is_loaded_by_the_next_one(rig: Rig) -> None:
    rig.comes()
    rig.session.load("waits")
    rig.dies()
    assert rig.session.model == "waits"
    with pytest.raises(ValueError, match="away; later is loaded when it is back"):
        rig.session.load("later")
    rig.link.loads()
    rig.comes()
    assert rig.link.loads() == ["later"]


def test_the_shipped_model_stands_in_once_for_each_worker(rig: Rig) -> None:
    for _ in range(3):
        rig.comes()
        rig.session.load_failed()
        assert rig.link.loads()[1:] == [""] and not rig.session.has_no_model
        rig.session.load_failed()
        assert rig.link.loads() == [] and rig.session.has_no_model, "the shipped one cannot be loaded either"
        rig.session.model_ready("nylon", 20.0)
        assert not rig.session.has_no_model
        rig.dies()


def test_before_the_first_model_the_worker_is_starting_and_not_away(rig: Rig) -> None:
    rig.link.connected = False
    rig.now += FIRST_START_S + 1.0
    assert rig.session.trouble() == "", "nobody waits for a dream"
    rig.requests.add(m.DreamOrder(1, "/r/take.wav", "nylon", 10.0, 1, "/dreams"))
    assert rig.session.trouble() == "the dreaming engine is still starting"
    rig.session.model_ready("nylon", 20.0)
    assert rig.session.trouble() == "the dreaming engine is away"


def test_a_worker_that_ends_again_and_again_at_the_start_has_no_model(rig: Rig) -> None:
    for _ in range(MOST_ENDS_AT_START):
        assert not rig.session.has_no_model
        rig.dies()
    assert rig.session.has_no_model and rig.session.trouble() == "no model can be loaded"
    rig.session.model_ready("nylon", 20.0)
    for _ in range(9):
        rig.dies()  # on stage it is started again, as often as it needs
    assert not rig.session.has_no_model


def test_silence_counts_from_the_last_word_and_only_while_dreams_are_made(rig: Rig) -> None:
    rig.comes()
    rig.session.model_ready("nylon", 20.0)
    rig.now += 1000.0
    assert rig.session.trouble() == "" and not rig.session.hangs()
    rig.session.ask(m.DreamBatch([rig.order()]))
    rig.now += SILENT_WORKER_S + 0.1
    assert rig.session.trouble() == "the dreaming engine does not answer" and not rig.session.hangs()
    rig.session.spoke()
    assert rig.session.trouble() == ""
    rig.now += DREAM_PATIENCE_S - 0.1
    assert not rig.session.hangs()
    rig.now += 0.2
    assert rig.session.hangs()
    rig.session.end()
    assert rig.link.killed == 1 and not rig.session.has_model and not rig.session.hangs()


def test_a_worker_that_only_has_to_give_up_gets_less_time(rig: Rig) -> None:
    rig.comes()
    rig.session.model_ready("nylon", 20.0)
    rig.order(1), rig.order(2)
    rig.requests.given_up[1] = "cancelled"
    rig.session.ask(m.Cancel(1))
    rig.now += CANCEL_PATIENCE_S + 0.1
    assert not rig.session.hangs(), "it still makes the other"
    rig.requests.given_up[2] = "cancelled"
    assert rig.session.hangs()


def test_the_speed_is_the_last_dreams_until_the_controls_change(rig: Rig) -> None:
    assert rig.session.speed("nylon") is None
    rig.session.model_ready("nylon", 20.0)
    first = rig.order(1)
    rig.session.dreamt(first, 5.0)
    rig.session.dreamt(first, 0.0)
    assert rig.session.speed("nylon") == 5.0
    rig.session.set_controls({"tau": 0.5})
    assert rig.session.speed("nylon") == 20.0, "the speed at the warm-up"
    rig.session.dreamt(first, 1.0)
    assert rig.session.speed("nylon") == 20.0, "made for the greater part with the controls of before"
    rig.session.dreamt(rig.order(2), 2.0)
    assert rig.session.speed("nylon") == 2.0
    rig.session.model_ready("nylon", 0.0)
    assert rig.session.speed("nylon") == 2.0, "a load that was not measured says nothing"
