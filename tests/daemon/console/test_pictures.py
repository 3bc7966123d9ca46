"""Pictures of the stage: what a page sees after its frames is what the daemon told; nothing moved, nothing sent."""

import asyncio
import contextlib
import random
import socket
import time

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from live_daemon.console.connections import Connections
from live_daemon.console.http_server import TRANSPORT
from live_daemon.console.pictures import Scene, View
from live_daemon.console.sockets import MOST_VIEWERS, PictureSockets
from support.console import ConsoleThread

INPUT, GAINS, LEVELS, SIZES = range(4)


class Page:
    """What a page makes of the frames: it knows nothing but them."""

    def __init__(self):
        self.input_db, self.loops, self.bands = -60.0, [], []
        self.parts = []  # of the last frame: (kind, indices)

    def take(self, frame):
        self.parts, place = [], 0
        while place < len(frame):
            kind, count = frame[place], frame[place + 1]
            pairs = [(frame[at], frame[at + 1]) for at in range(place + 2, place + 2 + 2 * count, 2)]
            place += 2 + 2 * count
            self.parts.append((kind, [index for index, _ in pairs]))
            assert len({index for index, _ in pairs}) == count > 0
            for index, value in pairs:
                if kind == SIZES:
                    held = self.loops if index == 0 else self.bands
                    held[:] = (held + [None] * value)[:value]
                elif kind == INPUT:
                    assert index == 0
                    self.input_db = -60.0 + 60.0 * value / 255
                else:
                    (self.loops if kind == GAINS else self.bands)[index] = value / 255
        assert place == len(frame)
        assert None not in self.loops + self.bands, "a value that was never told"


def test_the_first_picture_holds_everything_and_the_next_what_moved():
    scene, view, page = Scene(), View(), Page()
    scene.told("/dream/gains", (0.0, 0.5, 1.0))
    scene.told("/dream/heard", (0.25, 0.0))
    scene.told("/dream/input", (-12.0,))
    page.take(view.frame(scene))
    assert page.parts == [(SIZES, [0, 1]), (INPUT, [0]), (GAINS, [0, 1, 2]), (LEVELS, [0, 1])]
    assert page.loops == pytest.approx([0, 0.5, 1], abs=1 / 500)
    assert page.input_db == pytest.approx(-12.0, abs=0.12)
    scene.told("/dream/gains", (0.0, 0.75, 1.0))
    frame = view.frame(scene)
    assert frame == bytes((GAINS, 1, 1, 191))
    assert view.frame(scene) == b""
    assert View().frame(scene)[0] == SIZES  # another page sees everything


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/dream/gains", (0.0, 0.5001)),  # less than a step
        ("/dream/input", (-12.01,)),
        ("/dream/bands", (110.0, 220.0)),  # as many
        ("/dream/status", ("ready", "m", 0, 0, 0, 0.1, 5.0)),
    ],
)
def test_what_does_not_move_the_picture_is_no_news(path, values):
    scene, view = Scene(), View()
    for told in (("/dream/gains", (0.0, 0.5)), ("/dream/heard", (0.25, 0.0)), ("/dream/input", (-12.0,))):
        assert scene.told(*told)
    view.frame(scene)
    assert not scene.told(path, values)
    assert view.frame(scene) == b""


@pytest.mark.parametrize(
    ("db", "byte"), [(-60.0, 0), (0.0, 255), (-200.0, 0), (6.0, 255), (-30.0, 128), (float("-inf"), 0)]
)
def test_the_input_is_held_within_its_scale(db, byte):
    scene = Scene()
    scene.told("/dream/input", (db,))
    assert scene.parts[INPUT] == bytes([byte])


def test_new_bands_are_silent_until_they_are_heard():
    scene, view, page = Scene(), View(), Page()
    scene.told("/dream/heard", (1.0, 1.0))
    page.take(view.frame(scene))
    scene.told("/dream/bands", (110.0, 220.0, 330.0))
    page.take(view.frame(scene))
    assert page.bands == [0, 0, 0]


def test_more_than_a_byte_can_count_is_left_out():
    scene, page = Scene(), Page()
    scene.told("/dream/gains", (1.0,) * 300)
    page.take(View().frame(scene))
    assert page.loops == [1.0] * 255


def test_whatever_is_told_the_page_sees_it():
    """At random: loops and bands come and go, pages come late, some pictures are never taken."""
    rng = random.Random(1)
    scene, pages = Scene(), []
    told = {"loops": [], "bands": [], "db": -60.0}
    for _ in range(2000):
        what = rng.choice(("gains", "heard", "input", "bands", "look", "come"))
        values = [rng.choice((0.0, 1.0, rng.random())) for _ in range(rng.choice((0, 1, 5, 64)))]
        if what == "gains":
            scene.told("/dream/gains", tuple(values))
            told["loops"] = values
        elif what == "heard":
            scene.told("/dream/heard", tuple(values))
            told["bands"] = values
        elif what == "bands":
            scene.told("/dream/bands", tuple(values))
            told["bands"] = told["bands"] if len(values) == len(told["bands"]) else [0.0] * len(values)
        elif what == "input":
            told["db"] = rng.uniform(-60, 0)
            scene.told("/dream/input", (told["db"],))
        elif what == "come":
            pages.append((View(), Page()))
        elif pages:
            view, page = rng.choice(pages)
            page.take(view.frame(scene))
            assert page.loops == pytest.approx(told["loops"], abs=1 / 500)
            assert page.bands == pytest.approx(told["bands"], abs=1 / 500)
            assert page.input_db == pytest.approx(told["db"], abs=0.12)


# Over the network


@pytest.fixture
def console():
    with ConsoleThread() as running:
        yield running


def pictures(console):
    return connect(f"ws://127.0.0.1:{console.port}/studio/pictures")


def test_at_most_thirty_pictures_a_second_and_the_last_one_counts(console):
    page, frames = Page(), 0
    began = time.monotonic()
    with pictures(console) as client:
        for step in range(100):
            console.tell("/dream/gains", step / 99, 1.0)
            time.sleep(0.01)
        deadline = time.monotonic() + 60
        while page.loops != [1.0, 1.0]:
            page.take(client.recv(deadline - time.monotonic()))
            frames += 1
        took = time.monotonic() - began
        with pytest.raises(TimeoutError):  # nothing moves
            client.recv(0.2)
        console.tell("/dream/gains", 1.0, 1.0)  # told again: nothing moved
        with pytest.raises(TimeoutError):
            client.recv(0.2)
    assert 2 <= frames <= 30 * took + 2


def test_a_page_that_comes_late_sees_everything(console):
    console.tell("/dream/bands", 110.0, 220.0)
    console.tell("/dream/gains", 0.5)
    with pictures(console) as client:
        page = Page()
        page.take(client.recv(60))
    assert len(page.bands) == 2 and page.loops == pytest.approx([0.5], abs=1 / 500)


class SlowBrowser:
    """A WebSocket that takes a picture only when it is let."""

    def __init__(self):
        self.scope = {"state": {TRANSPORT: self}}
        self.taken, self.may_take = [], asyncio.Semaphore(0)
        self.gone = asyncio.Event()
        self.high = None

    async def accept(self):
        pass

    async def receive(self):
        await self.gone.wait()

    async def send_bytes(self, frame):
        await self.may_take.acquire()
        self.taken.append(frame)

    def set_write_buffer_limits(self, high):
        self.high = high

    def get_extra_info(self, _):
        return socket.socket()


def test_a_slow_page_misses_pictures_and_sees_how_things_stand():
    """A thousand changes while it takes one picture: then one more, with the last of them; nothing else is kept."""

    async def evening():
        sockets, browser = PictureSockets(Connections(lambda _: True)), SlowBrowser()
        showing = asyncio.create_task(sockets.show(browser))
        await asyncio.sleep(0)
        for step in range(1000):
            sockets.tell("/dream/gains", (step / 999,) * 64)
            await asyncio.sleep(0)
        for _ in range(5):
            browser.may_take.release()
        while len(browser.taken) < 2:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)  # no third one
        browser.gone.set()
        await showing
        return browser

    browser, page = asyncio.run(evening()), Page()
    assert len(browser.taken) == 2
    for frame in browser.taken:
        page.take(frame)
    assert page.loops == [1.0] * 64
    assert browser.high == 0  # the server keeps none either


def test_a_page_that_says_anything_is_let_go(console):
    with pictures(console) as client:
        client.recv(60)
        client.send("hello")
        with pytest.raises(ConnectionClosed):
            while True:
                client.recv(60)


def test_there_are_so_many_viewers_and_no_more(console):
    with contextlib.ExitStack() as held:
        for _ in range(MOST_VIEWERS):
            held.enter_context(pictures(console)).recv(60)
        with pytest.raises(InvalidStatus) as refused:
            pictures(console)
        assert refused.value.response.status_code == 503
    late = time.monotonic() + 60
    while True:  # who went has made room
        with contextlib.suppress(InvalidStatus), pictures(console) as client:
            assert client.recv(60)
            break
        assert time.monotonic() < late
