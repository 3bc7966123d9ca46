"""Banks between what was asked for, the loader's thread and the mixer: which of them counts, and how it is followed."""

from __future__ import annotations

import os
import queue
import socket
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
import soundfile

from live_daemon.audio.record import AudioRecord
from live_daemon.bank import bank_loader
from live_daemon.bank.bank_orders import BankOrders
from live_daemon.control.controller import Controller
from live_daemon.loops.mixer import LoopMixer
from live_daemon.settings import FollowerSettings, OscSettings, PathSettings, Settings, VoiceSettings
from live_daemon.state.state_file import ControllerState
from live_inference.bank.manifest import BankLoop, write_bank
from support.plucks import sine
from support.stage import Stage as EngineStage

RATE = 48_000
MONITOR = 0.5


class Orders:
    """Bank orders with a real mixer on a real engine. The test says when what the loader has read arrives."""

    def __init__(self, folder: Path, layer: str = "swell"):
        self.folder = folder
        (folder / "record").mkdir()
        self.engine = EngineStage(folder / "record", arena_s=40.0)
        settings = Settings(
            paths=PathSettings(**{name: str(folder / name) for name in ("recordings", "dreams", "bank", "state")}),
            follower=FollowerSettings(layer=layer),
            voices=VoiceSettings(),
        )
        self.mixer = LoopMixer(self.engine.control, 40 * RATE, RATE, settings.voices, settings.follower, MONITOR)
        self.state = ControllerState()
        self.told: list[tuple[object, ...]] = []
        reporter = SimpleNamespace(
            send=lambda path, *values: self.told.append((path, *values)),
            problem=lambda address, text: self.told.append(("/dream/error", address, text)),
        )
        self.read: queue.Queue = queue.Queue()
        self.banks = BankOrders(settings, self.engine.record, self.state, self.mixer, reporter, self.read.put)

    def bank(self, name: str, *pitches_hz: float) -> str:
        bank = self.folder / "bank" / name
        bank.mkdir(parents=True)
        for hz in pitches_hz:
            soundfile.write(bank / f"{hz:g}.wav", sine(hz, 1.0), RATE)
        write_bank(bank, [BankLoop(f"{hz:g}.wav", [hz], 1.0, -18.0) for hz in pitches_hz])
        return name

    def dream(self, number: int, hz: float) -> int:
        path = self.folder / "dreams" / f"take-{number:04d}.wav"
        path.parent.mkdir(exist_ok=True)
        soundfile.write(path, sine(hz, 2.0), RATE)
        self.state.dreams[number] = str(path)
        return number

    def arrives(self) -> None:
        """What the loader has read arrives, as in the controller's queue."""
        self.banks.loaded(self.read.get(timeout=60))

    def names(self) -> list[str]:
        return [loop.name for loop in self.mixer.loops]

    def free(self) -> int:
        """The longest piece of the arena, in frames, that can be had."""
        low, high = 0, 40 * RATE + 1
        while high - low > 1:
            middle = (low + high) // 2
            lease = self.mixer.arena.lease(middle, "a test")
            if lease is not None:
                lease.end()
            low, high = (middle, high) if lease is not None else (low, middle)
        return low


@pytest.fixture
def orders(tmp_path: Path) -> Orders:
    return Orders(tmp_path)


def test_of_two_banks_the_one_asked_for_last_counts_whichever_is_heard_of_first(orders: Orders) -> None:
    orders.banks.load(orders.bank("first", 110.0))
    first = orders.read.get(timeout=60)
    orders.banks.load(orders.bank("second", 220.0, 330.0))
    orders.arrives()
    orders.banks.loaded(first)
    assert orders.names() == ["220", "330"]
    assert [row[0] for row in orders.told] == ["/dream/bank/ready"]


class Held:
    """Files of loops that are read only when the test says so; counts them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch):
        self.began, self.goes_on = threading.Event(), threading.Event()
        self.count = 0
        read = bank_loader.read_loop

        def read_loop(*arguments):
            self.count += 1
            self.began.set()
            assert self.goes_on.wait(60)
            return read(*arguments)

        monkeypatch.setattr(bank_loader, "read_loop", read_loop)


def test_of_four_hundred_banks_only_the_last_is_read_and_nobody_waits_for_the_others(
    orders: Orders, monkeypatch
) -> None:
    """A controller that sends the same message too often: each bank was read, one beside the other, for 12 s."""
    banks = [orders.bank(f"bank {number}", 100.0 + number, 200.0, 300.0) for number in range(4)]
    held = Held(monkeypatch)
    orders.banks.load(banks[0])
    assert held.began.wait(60)
    for number in range(400):
        orders.banks.load(banks[number % 4])
    held.goes_on.set()
    orders.arrives()
    assert orders.names() == [], "the first one was given up between two of its files"
    orders.arrives()
    assert orders.names() == ["103", "200", "300"] and held.count == 4
    assert [row[0] for row in orders.told] == ["/dream/bank/ready"]
    assert orders.read.empty() and len(orders.mixer.arena.ranges) == 3, "what was given up has no room any more"


def test_a_bank_that_is_refused_leaves_the_one_on_its_way_alone(orders: Orders, monkeypatch) -> None:
    """A typing error behind a good message must not cost the good bank."""
    held = Held(monkeypatch)
    orders.banks.load(orders.bank("good", 110.0, 220.0))
    assert held.began.wait(60)
    (orders.folder / "bank" / "empty").mkdir()
    orders.banks.load("empty")
    orders.banks.load("nowhere")
    held.goes_on.set()
    for _ in range(3):
        orders.arrives()
    assert orders.names() == ["110", "220"]
    assert orders.state.bank == str(orders.folder / "bank" / "good")
    refused = [row for row in orders.told if row[0] == "/dream/error"]
    assert [row[1] for row in refused] == 2 * ["/dream/bank/load"]
    assert "nowhere" in refused[0][2] and "empty" in refused[1][2]


def test_a_dream_is_added_to_the_bank_that_was_asked_for_before_it(orders: Orders) -> None:
    orders.banks.load(orders.bank("evening", 110.0))
    orders.arrives()
    orders.banks.add(orders.dream(3, 220.0))
    orders.arrives()
    assert orders.names() == ["110", "take-0003"]
    assert orders.told[-1] == ("/dream/bank/ready", "", 2)


@pytest.mark.parametrize("layer", ["swell", "tremolo", "ring"])
def test_loops_of_a_bank_and_added_dreams_are_followed_as_the_settings_say(tmp_path: Path, layer: str) -> None:
    orders = Orders(tmp_path, layer)
    orders.banks.load(orders.bank("evening", 110.0))
    orders.arrives()
    orders.banks.add(orders.dream(3, 220.0))
    orders.arrives()
    orders.engine.play(0.1)
    assert [orders.engine.control.slot_state(loop.slot).layer for loop in orders.mixer.loops] == [layer, layer]


@pytest.mark.parametrize("what", ["bank", "dream"])
def test_what_is_still_being_read_at_a_panic_never_sounds_and_its_room_is_free_again(orders: Orders, what: str) -> None:
    """A panic is silence until the performer asks for something: neither a loop nor the monitor comes by itself."""
    orders.mixer.reapply()
    free = orders.free()
    if what == "bank":
        orders.banks.load(orders.bank("late", 110.0, 220.0))
    else:
        orders.banks.add(orders.dream(1, 110.0))
    read = orders.read.get(timeout=60)
    orders.banks.forget()
    orders.engine.panic()
    orders.mixer.silence()
    orders.banks.loaded(read)
    orders.mixer.tick(0.0)
    assert orders.names() == [] and orders.told == [] and orders.state.bank == ""
    assert orders.free() == free
    orders.banks.load(orders.bank("next", 330.0))
    orders.arrives()
    assert orders.names() == ["330"], "what is asked for after the panic is heard"


def test_a_bank_whose_files_are_being_read_at_a_panic_is_given_up(orders: Orders, monkeypatch) -> None:
    free, held = orders.free(), Held(monkeypatch)
    orders.banks.load(orders.bank("late", 110.0, 220.0, 330.0))
    assert held.began.wait(60)
    orders.banks.load(orders.bank("later", 110.0))
    orders.banks.forget()
    orders.engine.panic()
    orders.mixer.silence()
    held.goes_on.set()
    orders.arrives()
    assert orders.names() == [] and orders.told == [] and held.count == 1
    assert orders.free() == free and orders.read.empty()


BROKEN_MANIFESTS = {
    "a number in place of a loop": '{"loops": [1]}',
    "a list in place of a loop": '{"loops": [[]]}',
    "null in place of a loop": '{"loops": [null]}',
    "a text": '"abc"',
    "a list": "[]",
    "null": "null",
    "no loops": '{"a": 1}',
    "loops are an object": '{"loops": {"file": "a.wav"}}',
    "loops are null": '{"loops": null}',
    "an infinite number": '{"loops": [{"file": "a.wav", "frames": 1e999}]}',
    "a huge number": '{"loops": [{"file": "a.wav", "frames": %s}]}' % ("9" * 5000),
    "a negative number": '{"loops": [{"file": "a.wav", "frames": -1}]}',
    "not a number": '{"loops": [{"file": "a.wav", "level_db": NaN}]}',
    "brackets": "[" * 100_000,
    "brackets in a score": '{"loops": [{"file": "a.wav", "scores": %s}]}' % ("[" * 5000 + "]" * 5000),
    "no file": '{"loops": [{}]}',
    "a file that is none": '{"loops": [{"file": 5}]}',
    "a file elsewhere": '{"loops": [{"file": "../a.wav"}]}',
    "a file of the system": '{"loops": [{"file": "/etc/passwd"}]}',
    "a file with NUL": '{"loops": [{"file": "a\\u0000.wav"}]}',
    "half a character": '{"loops": [{"file": "a\\ud800.wav"}]}',
    "pitches in a text": '{"loops": [{"file": "a.wav", "pitches_hz": "abc"}]}',
    "a pitch below nothing": '{"loops": [{"file": "a.wav", "pitches_hz": [-440]}]}',
    "scores in a list": '{"loops": [{"file": "a.wav", "scores": ["a", "b"]}]}',
    "rows without end": '{"loops": [' + '{"file":"a.wav"},' * 1_000_000 + '{"file":"a.wav"}]}',
    "rows of a few bytes": '{"loops": [' + "{}," * 1_000_000 + "{}]}",
    "nothing": "",
    "binary": "\0\1\2",
}


@pytest.mark.parametrize("name", [*BROKEN_MANIFESTS, "a pipe", "a device", "a folder", "not there"])
def test_a_damaged_bank_is_one_line_and_the_next_one_plays(orders: Orders, name: str) -> None:
    """Each of these ended the controller or hung it; as the default bank none let the daemon start."""
    manifest = orders.folder / "bank" / "broken" / "bank.json"
    manifest.parent.mkdir(parents=True)
    if name == "a pipe":
        os.mkfifo(manifest)
    elif name == "a device":
        manifest.symlink_to("/dev/zero")
    elif name == "a folder":
        manifest.mkdir()
    elif name != "not there":
        manifest.write_text(BROKEN_MANIFESTS[name])
    good = orders.bank("good", 110.0)
    orders.banks.load("broken")
    orders.arrives()
    ((address, about, line),) = orders.told
    assert (address, about) == ("/dream/error", "/dream/bank/load")
    assert str(manifest.parent) in line and len(line.splitlines()) == 1 and len(line) < 1000
    orders.banks.load(good)
    orders.arrives()
    assert orders.names() == ["110"]


@pytest.mark.skipif(os.name == "nt", reason="pipes in the file system are POSIX's")
def test_loops_that_are_pipes_or_devices_are_told_and_the_others_play(orders: Orders) -> None:
    bank = orders.folder / "bank" / orders.bank("evening", 110.0, 220.0, 330.0, 440.0)
    for name in ("110.wav", "220.wav", "330.wav"):
        (bank / name).unlink()
    os.mkfifo(bank / "110.wav")
    (bank / "220.wav").symlink_to("/dev/zero")
    (bank / "330.wav").mkdir()
    orders.banks.load("evening")
    orders.arrives()
    assert orders.names() == ["440"]
    assert [row[0] for row in orders.told] == ["/dream/error"] * 3 + ["/dream/bank/ready"]


@pytest.mark.parametrize("what", ["bank", "dream"])
def test_a_sound_that_breaks_in_use_costs_itself_alone(orders: Orders, monkeypatch, what: str) -> None:
    def broken(*_):
        raise AttributeError("of a library")

    monkeypatch.setattr(bank_loader, "read_loop" if what == "bank" else "make_loop", broken)
    free = orders.free()
    if what == "bank":
        orders.banks.load(orders.bank("evening", 110.0, 220.0))
    else:
        orders.banks.add(orders.dream(1, 110.0))
    orders.arrives()
    assert all("cannot be played (AttributeError: of a library)" in row[2] for row in orders.told)
    assert len(orders.told) == (2 if what == "bank" else 1) and orders.free() == free


@pytest.mark.parametrize("name", ["a number in place of a loop", "a text", "an infinite number", "a pipe", "a device"])
def test_the_daemon_starts_whatever_is_wrong_with_its_default_bank(tmp_path: Path, name: str) -> None:
    folders = {name: str(tmp_path / name) for name in ("recordings", "dreams", "bank", "state", "checkpoints")}
    manifest = tmp_path / "bank" / "bank.json"
    manifest.parent.mkdir()
    if name == "a pipe":
        os.mkfifo(manifest)
    elif name == "a device":
        manifest.symlink_to("/dev/zero")
    else:
        manifest.write_text(BROKEN_MANIFESTS[name])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "record").mkdir()
    record = AudioRecord.create(tmp_path / "record", RATE, 20 * RATE)
    settings = Settings(paths=PathSettings(**folders), osc=OscSettings(listen_port=port, send=[]))
    controller = Controller(settings, record, "a session")
    said: list[tuple[str, str]] = []
    controller._reporter.problem = lambda *told: said.append(told)
    controller._begin()
    try:
        while not any(address == "/dream/bank/load" for address, _ in said):
            controller._handle(controller.events.get(timeout=60))
        assert "bank.json" in said[-1][1]
    finally:
        controller._end()


def test_a_dream_of_an_earlier_session_becomes_a_loop_by_the_number_in_its_name(orders):
    number = orders.dream(12, 330.0)
    orders.state.dreams.clear()  # a state keeps the last five hundred
    orders.banks.add(number)
    orders.arrives()
    assert [loop.name for loop in orders.mixer.loops] == ["take-0012"]
    with pytest.raises(ValueError, match="no dream 13 was made, or its file is gone"):
        orders.banks.add(13)
    other = orders.folder / "dreams" / "copy of take-0012.wav"
    other.write_bytes((orders.folder / "dreams" / "take-0012.wav").read_bytes())
    with pytest.raises(ValueError, match=r"2 files .* end with -0012\.wav"):
        orders.banks.add(12)


def test_a_link_out_of_the_dreams_folder_becomes_no_loop(orders):
    outside = orders.folder / "outside.wav"
    soundfile.write(outside, sine(330.0, 2.0), RATE)
    (orders.folder / "dreams").mkdir(exist_ok=True)
    (orders.folder / "dreams" / "take-0014.wav").symlink_to(outside)
    with pytest.raises(ValueError, match="must lie inside"):
        orders.banks.add(14)
