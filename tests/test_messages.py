"""What controller and worker say to each other, and that the connection outlives both."""

import queue
import time
import typing

import pytest

from live_inference import messages as m
from live_inference.worker import Mailbox
from live_inference.worker_link import ADDRESS_FILE, WorkerLink

EXAMPLES = [
    m.DreamBatch(
        [
            m.DreamOrder(1, "/a/take.wav", "nylon", 10.0, 7, "/dreams", m.ArenaRange(0, 10), None, "take.wav"),
            m.DreamOrder(
                2, "/s/live", "", 0.5, 8, "/dreams", seed=m.ArenaRange(3, 4), priority=0, asked_s=1.5, plays=False
            ),
        ]
    ),
    m.Cancel(1),
    m.LoadModel("nylon"),
    m.SetControls({"temperature": 0.7, "sampling": "greedy"}),
    m.ListModels(),
    m.ModelReady("nylon", 20.5, {"temperature": 1.0}),
    m.ModelList([{"name": "nylon", "default": True}]),
    m.DreamStarted(1),
    m.DreamProgress(1, 0.5, 4800, 19.5),
    m.DreamReady(1, "/dreams/take-0001.wav", 10.0, 470, [220.0], [1.0]),
    m.DreamFailed(1, "why", rejected=True),
    m.DreamCancelled(1),
    m.Problem("/dream/model/load", "unknown model"),
]


def test_every_message_comes_back_as_it_was():
    assert {type(one) for one in EXAMPLES} == set(typing.get_args(m.Message))
    for one in EXAMPLES:
        assert m.decode(m.encode(one)) == one


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b'{"kind": "Eval"}', b'{"kind": "Cancel"}', b'{"kind": "Cancel", "x": 1}']
)
def test_what_is_no_message_is_refused(data):
    with pytest.raises(ValueError):
        m.decode(data)


def test_a_controller_that_comes_back_hears_what_was_answered_meanwhile(tmp_path):
    mailbox = Mailbox(tmp_path)
    assert (tmp_path / ADDRESS_FILE).stat().st_mode & 0o077 == 0

    def link():
        events = queue.Queue()
        made = WorkerLink(tmp_path, events.put, lambda: events.put("connected"), lambda: events.put("lost"))
        made.start()
        assert events.get(timeout=5) == "connected"
        return made, events

    first, _ = link()
    assert first.send(m.Cancel(5))
    assert mailbox.inbox.get(timeout=5) == m.Cancel(5)
    assert 5 in mailbox.cancelled
    first.close()
    deadline = time.monotonic() + 5
    while mailbox.connected and time.monotonic() < deadline:
        time.sleep(0.01)
    for number in range(3):
        mailbox.send(m.DreamStarted(number))
    second, events = link()
    assert [events.get(timeout=5) for _ in range(3)] == [m.DreamStarted(number) for number in range(3)]
    second.close()


def test_without_a_worker_a_message_is_not_sent(tmp_path):
    link = WorkerLink(tmp_path, lambda _: None, lambda: None, lambda: None)
    assert not link.send(m.ListModels())
