"""Messages between controller and worker, and a connection that survives the death of either."""

import itertools
import json
import queue
import socket
import sys
import tempfile
import threading
import time
import typing
from pathlib import Path

import pytest

from live_inference.worker import messages as m
from live_inference.worker.address import ADDRESS_FILE, MOST_WAITING, Caller, connect, listen
from live_inference.worker.link import WorkerLink
from live_inference.worker.mailbox import Mailbox

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
    m.SetPitches([48.0, 51.5]),
    m.StartLive(1, "nylon", m.ArenaRange(0, 10), 48_000, m.ArenaRange(10, 5), 7, 480),
    m.StartLive(2, "", m.ArenaRange(0, 10, 10), 48_000, m.ArenaRange(20, 5), 7, 0, m.WidthHeard([60.0], [0.5], [0.1])),
    m.StopLive(),
    m.Played(4800, waits=True),
    m.Heard([0.5, 0.5], -3.0, 2.5),
    m.SeedHeard(),
    m.WidthHeard([60.0, 1000.0], [-0.5, 0.9], [0.0, 0.3]),
    m.LiveMade(1, 9600),
    m.LiveFreshStart(1, "why"),
    m.LiveEnded(1),
    m.LiveFailed(1, "why"),
    m.ListModels(),
    m.ModelReady("nylon", 20.5, {"temperature": 1.0}),
    m.ModelList([{"name": "nylon", "default": True}]),
    m.TakeReading(1),
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


def linked(folder):
    events = queue.Queue()
    made = WorkerLink(folder, events.put, lambda: events.put("connected"), lambda: events.put("lost"))
    made.start()
    return made, events


@pytest.fixture(params=["unix", "loopback"])
def shared(request, tmp_path):
    """A folder as short as in /dev/shm, and one whose name is too long for a Unix socket."""
    with tempfile.TemporaryDirectory(prefix="ld-") as short:
        folder = tmp_path / ("x" * 100) if request.param == "loopback" else Path(short)
        folder.mkdir(exist_ok=True)
        yield folder


def knock(folder):
    where = json.loads((folder / ADDRESS_FILE).read_text())["socket"]
    if isinstance(where, int):
        return socket.create_connection(("127.0.0.1", where))
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(where)
    return connection


def test_the_worker_listens_where_only_its_user_may_knock():
    with tempfile.TemporaryDirectory(prefix="ld-") as folder:
        Mailbox(Path(folder))
        where = json.loads((Path(folder) / ADDRESS_FILE).read_text())["socket"]
        assert isinstance(where, int) if sys.platform == "win32" else Path(where).is_socket()


def test_those_who_connect_and_show_no_key_take_nothing_away(shared):
    """Any user of the machine can connect to a loopback port: once two idle connections ended all dreams."""
    mailbox = Mailbox(shared)
    idle = []
    for number in range(3 * MOST_WAITING):
        idle.append(knock(shared))
        if number % 3 == 1:
            idle[-1].sendall(b"half a handshake")
        elif number % 3 == 2:
            idle[-1].sendall(b"x" * 64)
    link, events = linked(shared)
    assert events.get(timeout=60) == "connected"
    assert link.send(m.Cancel(5)) and mailbox.inbox.get(timeout=60) == m.Cancel(5)
    mailbox.send(m.DreamStarted(3))
    assert events.get(timeout=60) == m.DreamStarted(3)
    idle += [knock(shared) for _ in range(3 * MOST_WAITING)]  # and while one is there
    assert link.send(m.Cancel(6)) and mailbox.inbox.get(timeout=60) == m.Cancel(6)
    link.close()
    again, events = linked(shared)
    assert events.get(timeout=60) == "connected"
    for one in idle:
        one.close()
    assert again.send(m.Cancel(7)) and mailbox.inbox.get(timeout=60) == m.Cancel(7)
    again.close()


def test_a_connection_that_shows_no_key_is_closed_in_time(shared, monkeypatch):
    monkeypatch.setattr("live_inference.worker.mailbox.HANDSHAKE_S", 0.1)
    Mailbox(shared)
    with knock(shared) as silent:
        silent.settimeout(60)
        assert len(silent.recv(64)) == 32
        assert silent.recv(64) == b""


def test_a_controller_that_comes_takes_the_place_of_one_that_hangs(shared):
    mailbox = Mailbox(shared)
    hung = connect(shared)
    link, events = linked(shared)
    assert events.get(timeout=60) == "connected"
    hung.settimeout(60)
    assert hung.recv(1) == b""
    mailbox.send(m.DreamStarted(1))
    assert events.get(timeout=60) == m.DreamStarted(1)
    link.close()


def test_what_answers_at_the_workers_address_must_know_its_key_too(tmp_path):
    """Another program may have taken the port of a worker that died."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        where = {"socket": other.getsockname()[1], "key": "00" * 32, "pid": 1}
        (tmp_path / ADDRESS_FILE).write_text(json.dumps(where))

        def pretend():
            with other.accept()[0] as connection:
                connection.sendall(bytes(32))
                connection.recv(64)
                connection.sendall(bytes(32))

        thread = threading.Thread(target=pretend)
        thread.start()
        with pytest.raises(ConnectionRefusedError, match="key"):
            connect(tmp_path)
        thread.join()


def test_a_controller_that_comes_back_hears_what_was_answered_meanwhile(tmp_path):
    mailbox = Mailbox(tmp_path)
    assert (tmp_path / ADDRESS_FILE).stat().st_mode & 0o077 == 0

    first, events = linked(tmp_path)
    assert events.get(timeout=60) == "connected"
    assert first.send(m.Cancel(5))
    assert mailbox.inbox.get(timeout=60) == m.Cancel(5)
    assert 5 in mailbox.cancelled
    first.close()
    deadline = time.monotonic() + 60
    while mailbox.connected:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    for number in range(3):
        mailbox.send(m.DreamStarted(number))
    second, events = linked(tmp_path)
    assert events.get(timeout=60) == "connected"
    assert [events.get(timeout=60) for _ in range(3)] == [m.DreamStarted(number) for number in range(3)]
    second.close()


@pytest.mark.parametrize("said", [b"", b"{", b"[1]", b'{"kind": "DreamProgress", "id": 1, "fraction": NaN}'])
def test_a_message_that_cannot_be_read_ends_neither_worker_nor_controller(shared, said):
    """A restarted process would get it again: once the reading thread ended, and its process with it."""
    mailbox = Mailbox(shared)
    link, events = linked(shared)
    assert events.get(timeout=60) == "connected"
    link._connection.send_bytes(said)
    assert link.send(m.Cancel(5)) and mailbox.inbox.get(timeout=60) == m.Cancel(5)
    mailbox._connection.send_bytes(said)
    mailbox.send(m.DreamStarted(3))
    told = events.get(timeout=60)
    assert isinstance(told, m.Problem) and "not a message" in told.message
    assert events.get(timeout=60) == m.DreamStarted(3)
    link.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no bound to what is sent")
def test_a_worker_that_stands_still_does_not_hold_the_controller(shared):
    """What comes fifty times a second is left out, and leaves room for orders; a worker that takes none is lost."""
    listener = listen(shared, b"key")
    listener.settimeout(60)
    link, events = linked(shared)
    caller = Caller(listener.accept()[0], b"key")
    while not proven(caller):
        time.sleep(0.001)
    assert events.get(timeout=60) == "connected"

    sent, longest_s = sends_until_refused(link, m.Played(480))
    assert sent and longest_s < 10 and link.connected and link.send(m.StopLive())
    _, longest_s = sends_until_refused(link, m.LoadModel("x" * 10_000))
    assert longest_s < 10
    assert not link.connected and not link.send(m.StopLive())
    assert events.get(timeout=60) == "lost"
    link.close()
    caller.close()
    listener.close()


def proven(caller):
    try:
        return caller.is_proven()
    except BlockingIOError:
        return False


def sends_until_refused(link, message):
    """How many messages were taken, and how long the longest took; at most a minute."""
    sent, times = 0, [time.monotonic()]
    done = threading.Event()

    def send():
        nonlocal sent
        while link.send(message):
            times.append(time.monotonic())
            sent += 1
        times.append(time.monotonic())
        done.set()

    threading.Thread(target=send, daemon=True).start()
    assert done.wait(60), "a message that nobody takes is waited for"
    return sent, max(later - earlier for earlier, later in itertools.pairwise(times))


def test_without_a_worker_a_message_is_not_sent(tmp_path):
    link = WorkerLink(tmp_path, lambda _: None, lambda: None, lambda: None)
    assert not link.send(m.ListModels())


@pytest.mark.parametrize(
    "text",
    [
        *("", "[1]", "null", "{}", '{"pid": 77}', "[" * 100_000),
        *(f'{{"socket": "s", "key": "00", "pid": {pid}}}' for pid in (-1, 0, "-77", '"77"', "1e999", "[77]", "9" * 99)),
        *(f'{{"socket": {where}, "key": "00", "pid": 0}}' for where in (0, -1, 70000, "[]", "null", "true")),
    ],
)  # fmt: skip
def test_a_damaged_address_is_no_worker_and_ends_no_process(tmp_path, monkeypatch, text):
    """The process number -1 means every process of the user."""
    ended = []
    monkeypatch.setattr("live_inference.worker.link.kill_process", ended.append)
    (tmp_path / ADDRESS_FILE).write_text(text)
    link = WorkerLink(tmp_path, print, print, print)
    link.kill_worker()
    assert ended == []
    with pytest.raises((OSError, ValueError)):
        connect(tmp_path)
    assert link._connect() is None


@pytest.mark.skipif(not hasattr(__import__("os"), "mkfifo"), reason="pipes in the file system are POSIX's")
def test_a_pipe_in_the_addresses_place_is_not_waited_for(tmp_path):
    import os

    os.mkfifo(tmp_path / ADDRESS_FILE)
    WorkerLink(tmp_path, print, print, print).kill_worker()
    with pytest.raises(ValueError, match="found a pipe"):
        connect(tmp_path)
