"""Loops through real plugins in real processes: rendered before they are asked for; what crashes or hangs is told once.

The mixer plays on a real engine that the tests step, so a loop's sound says through what it went.
"""

from __future__ import annotations

import queue
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
import soundfile

from live_daemon.dreams.reports import DreamReports
from live_daemon.effects import child, jobs
from live_daemon.effects.child import render
from live_daemon.effects.dream_files import DreamRendered
from live_daemon.effects.job import Job
from live_daemon.effects.jobs import EffectRendered
from live_daemon.effects.orders import EffectOrders
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.reporter import Reporter
from live_daemon.settings import EffectPlugin, EffectsSettings, FollowerSettings, PathSettings, Settings, VoiceSettings
from live_daemon.state.state_file import ControllerState
from live_inference.bank.manifest import BankLoop, read_bank, write_bank
from live_inference.files.dreams import highest_dream_id, write_dream
from live_inference.worker.messages import DreamReady
from support import lv2_plugins
from support.effect_process import hangs_sooner
from support.signals import SAMPLE_RATE, noise
from support.stage import Stage

pytestmark = [pytest.mark.whole, pytest.mark.skipif(bool(lv2_plugins.missing()), reason=lv2_plugins.missing())]

FRAMES = 6000
LATE_S = 60.0
"""Nothing here waits so long, unless it failed."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lv2_plugins.build(tmp_path_factory.mktemp("plugins"))


@pytest.fixture(autouse=True)
def plugins(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LV2_PATH", str(built))


class Show:
    """Effect orders on a mixer with loops of noise. The test says when an event arrives."""

    def __init__(self, folder: Path, *effects: str, loops: int = 2, dreams: str = ""):
        self.folder = folder
        (folder / "record").mkdir()
        self.engine = Stage(folder / "record", arena_s=4.0)
        lines = [f"{name} = {lv2_plugins.URI}{name.partition('_')[0]}" for name in effects]
        self.settings = Settings(
            paths=PathSettings(**{name: str(folder / name) for name in ("recordings", "dreams", "bank", "state")}),
            effects=EffectsSettings(plugins=lines, dreams=dreams),
        )
        record = self.engine.record
        self.mixer = LoopMixer(
            self.engine.control,
            len(record.arena),
            SAMPLE_RATE,
            VoiceSettings(),
            FollowerSettings(enabled=False),
            samples=record.arena,
        )
        self.state = ControllerState(session="tonight", bank="")
        self.told: list[str] = []
        self.sent: list[tuple[object, ...]] = []
        self.events: queue.Queue[EffectRendered | DreamRendered] = queue.Queue()
        self.dreams = DreamReports(self.reporter())
        self.orders = self.new_orders()
        for number in range(loops):
            lease = self.mixer.arena.lease(FRAMES, "a test")
            assert lease is not None
            place = lease.place
            record.arena[place.offset : place.offset + FRAMES] = noise(1.0, 0.1, number)[:FRAMES]
            self.mixer.add_loop(Loop(place, [(440.0, 1.0)], f"loop-{number}", FRAMES, gain=1.0))
            lease.end()

    def reporter(self) -> Reporter:
        told = SimpleNamespace(
            problem=lambda address, text: self.told.append(f"{address} {text}"),
            send=lambda *message: self.sent.append(message),
        )
        return cast("Reporter", told)

    def new_orders(self) -> EffectOrders:
        """As a controller makes them that comes back."""
        told = self.reporter(), self.events.put, self.told.append, self.dreams
        return EffectOrders(self.settings, self.engine.record, self.state, self.mixer, *told)

    def dream(self, number: int, seconds: float = 0.1, channels: int = 1) -> Path:
        """Make a dream's file and say that it is made."""
        path = self.folder / "dreams" / f"take-{number:04d}.wav"
        path.parent.mkdir(exist_ok=True)
        samples = np.stack([noise(seconds, 0.1, channel) for channel in range(channels)])
        write_dream(path, samples, SAMPLE_RATE, {})
        self.state.dreams[number] = str(path)
        self.dreams.ready(DreamReady(number, str(path), seconds))
        return path

    def arrives(self) -> EffectRendered | DreamRendered:
        event = self.events.get(timeout=LATE_S)
        self.orders.rendered(event)
        return event

    def rests(self) -> None:
        """Wait until the thread has done everything."""
        deadline = time.monotonic() + LATE_S
        while self.orders._jobs._thread is not None:
            assert time.monotonic() < deadline
            time.sleep(0.005)

    def rendered(self) -> int:
        return len(list((self.folder / "state/effects/session-tonight").glob("?" * 32 + ".f32")))

    def samples(self, place) -> np.ndarray:
        return self.engine.record.arena[place.offset : place.offset + place.frames]


@pytest.fixture
def show(tmp_path: Path) -> Iterator[Show]:
    made = Show(tmp_path, "late", "echo")
    yield made
    made.orders.close()


def test_a_loop_that_is_asked_for_sounds_through_its_effect_and_is_given_back(show: Show) -> None:
    loop = show.mixer.loops[1]
    show.orders.switch(1, "late", True)
    assert loop.copy is None  # it goes on as it was
    show.arrives()
    assert loop.copy is not None and loop.through == "late"
    np.testing.assert_array_equal(show.samples(loop.copy), show.samples(loop.place))  # the latency is taken out
    show.orders.switch(1, "echo", True)
    assert loop.through == "late"  # until the other one is ready
    show.arrives()
    assert loop.through == "echo" and not np.allclose(show.samples(loop.copy), show.samples(loop.place))
    show.orders.switch(1, "late", False)
    assert loop.through == "echo", "another effect was turned off"
    show.orders.switch(1, "", False)
    assert loop.copy is None and loop.effect == ""
    for _ in range(20):
        show.engine.play(0.02)
        show.mixer.tick(0.0)
    assert show.mixer.arena.ranges == [one.place for one in show.mixer.loops]
    assert show.told == []


def test_loops_are_rendered_before_anybody_asks(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    show.orders.tick()
    show.rests()
    assert show.rendered() == 4  # two loops, two effects
    monkeypatch.setattr(child, "render", None)  # nothing is rendered any more
    show.orders.switch(0, "echo", True)
    show.arrives()
    assert show.mixer.loops[0].through == "echo"


def test_who_asks_does_not_wait_for_what_is_made_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "START_S", 600.0)
    show = Show(tmp_path, "hangs", "late", loops=1)
    held = child.render
    began: queue.Queue[str] = queue.Queue()

    def slow(plugin: EffectPlugin, *arguments: object) -> child.Outcome:
        began.put(plugin.which)
        return held(plugin, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs.child, "render", slow)
    show.orders.tick()
    assert began.get(timeout=LATE_S).endswith("hangs")
    asked = time.monotonic()
    show.orders.switch(0, "late", True)
    assert show.arrives().effect == "late" and show.mixer.loops[0].through == "late"
    assert time.monotonic() - asked < 9.0, "a plugin that hangs is watched for ten seconds"
    assert show.state.failed_effects == {}  # it was given up, not blamed
    show.orders.close()


def test_a_plugin_that_crashes_leaves_its_loops_dry_is_told_once_and_is_not_tried_again(tmp_path: Path) -> None:
    show = Show(tmp_path, "crashes", "late")
    for number in range(2):
        show.orders.switch(number, "crashes", True)
    for _ in range(2):
        show.arrives()
    assert [loop.effect for loop in show.mixer.loops] == ["", ""]
    assert len(show.told) == 1
    assert (
        "effect crashes crashed (signal 11); loops and dreams stay dry, it is not tried again in this session"
        in show.told[0]
    )
    with pytest.raises(ValueError, match=r"effect crashes crashed .*, it is not tried again"):
        show.orders.switch(0, "crashes", True)
    show.orders.tick()
    show.rests()
    assert show.rendered() == 2 and show.events.empty()  # the other effect alone
    again = show.new_orders()
    with pytest.raises(ValueError, match="it is not tried again"):  # a controller that comes back knows of it
        again.switch(0, "crashes", True)


def test_a_plugin_that_hangs_is_killed_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child.Heartbeat, "overdue_s", hangs_sooner)
    show = Show(tmp_path, "hangs", "late", loops=1)
    show.orders.switch(0, "hangs", True)
    show.orders.switch(0, "late", True)  # which is in time
    assert show.arrives().ends_effect and show.arrives().copy is not None
    assert "effect hangs hangs: its process was killed" in show.told[0]
    assert show.mixer.loops[0].through == "late"


@pytest.mark.parametrize(
    ("effect", "what", "stays"),
    [
        ("nan", "it gives samples that are not numbers; loop loop-0 stays dry", True),
        ("silent", "it gives silence", True),
        ("demands", "requires urn:live-daemon:test:nobody-has-this", False),
        ("nowhere", "is installed here", False),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(tmp_path: Path, effect: str, what: str, stays: bool) -> None:
    show = Show(tmp_path, effect, loops=1)
    show.orders.switch(0, effect, True)
    show.arrives()
    assert len(show.told) == 1 and what in show.told[0] and "\n" not in show.told[0]
    assert (effect not in show.state.failed_effects) == stays
    assert show.mixer.loops[0].copy is None and show.mixer.loops[0].effect == ""


def test_a_full_arena_leaves_the_loop_dry(show: Show) -> None:
    room = show.mixer.arena.lease(4 * SAMPLE_RATE - 2 * FRAMES, "everything")
    assert room is not None
    show.orders.switch(0, "late", True)
    show.arrives()
    assert "finds no room in the arena (set [audio] arena_s higher); loop loop-0 stays dry" in show.told[0]
    room.end()
    show.orders.switch(0, "late", True)
    show.arrives()
    assert show.mixer.loops[0].through == "late"


def test_an_effect_that_nobody_listed_is_refused(show: Show) -> None:
    with pytest.raises(ValueError, match="plugins has no 'eco', it lists late, echo"):
        show.orders.switch(0, "eco", True)
    with pytest.raises(IndexError):
        show.orders.switch(2, "echo", True)


def test_the_bank_remembers_and_a_loop_comes_back_through_its_effect(show: Show) -> None:
    rows = [BankLoop(f"loop-{n}.wav", [440.0], 1.0, scores={"energy_db": -18.0}) for n in range(2)]
    (show.folder / "bank").mkdir()
    write_bank(show.folder / "bank", rows)
    show.state.bank = str(show.folder / "bank")
    show.orders.switch(1, "echo", True)
    show.arrives()
    show.rests()
    assert [row.effect for row in read_bank(show.folder / "bank")] == [None, "echo"]
    before = show.mixer.loops
    show.mixer.replace_loops(
        [
            Loop(one.place, [(440.0, 1.0)], one.name, FRAMES, effect=effect)
            for one, effect in zip(before, ["gone", "echo"], strict=True)
        ]
    )
    show.orders.tick()
    assert "[effects] plugins has no 'gone', it lists late, echo: dry is loop-0" in show.told[0]
    show.arrives()
    assert [loop.through for loop in show.mixer.loops] == ["", "echo"]
    show.orders.switch(1, "echo", False)
    show.rests()
    assert [row.effect for row in read_bank(show.folder / "bank")] == [None, None]
    assert [row.scores for row in read_bank(show.folder / "bank")] == [row.scores for row in rows]


def test_what_was_rendered_in_another_session_is_removed(show: Show) -> None:
    old = show.folder / "state/effects/session-yesterday"
    old.mkdir(parents=True)
    (old / "a.f32").touch()
    show.orders.switch(0, "late", True)
    show.arrives()
    assert not old.exists() and show.rendered() == 1


def test_the_room_for_what_is_rendered_ahead_is_bounded(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LARGEST_BYTES", 3 * 4 * FRAMES)
    show.orders.tick()
    show.rests()
    assert show.rendered() <= 3


def test_a_plugin_that_hangs_does_not_outlive_who_started_it(tmp_path: Path) -> None:
    """A controller that is killed: its end of the pipe closes, and nothing is left behind."""
    files = {name: tmp_path / name for name in ("source", "made", "fault", "heartbeat")}
    files["source"].write_bytes(noise(1.0, 0.1).tobytes())
    heartbeat = child.Heartbeat.make(files["heartbeat"], LATE_S)
    texts = {name: str(file) for name, file in files.items()}
    Job(lv2_plugins.URI + "hangs", "lv2", {}, kind="loop", sample_rate=SAMPLE_RATE, **texts).write(tmp_path / "job")
    process = subprocess.Popen(
        [sys.executable, "-m", "live_daemon.effects", str(tmp_path / "job")], stdin=subprocess.PIPE
    )
    try:
        deadline = time.monotonic() + LATE_S
        while not heartbeat.within_s(10.0):  # a block is made: the plugin runs, and hangs in the next ones
            assert time.monotonic() < deadline and process.poll() is None
            time.sleep(0.01)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(LATE_S) == 1
    finally:
        process.kill()
        process.wait()
    assert not files["made"].exists()


def test_a_dream_is_rendered_with_its_tail(tmp_path: Path) -> None:
    dream = noise(0.1, 0.1)
    source, made = tmp_path / "dream.f32", tmp_path / "made.f32"
    source.write_bytes(dream.tobytes())
    outcome = render(EffectPlugin(lv2_plugins.URI + "echo"), "dream", source, made, SAMPLE_RATE)
    assert outcome.made, outcome.fault
    found = np.fromfile(made, np.float32)
    np.testing.assert_array_equal(found[: len(dream)], dream)
    first = found[lv2_plugins.ECHO_FRAMES : lv2_plugins.ECHO_FRAMES + len(dream)]
    np.testing.assert_allclose(first, 0.5 * dream, atol=1e-7)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["dream.f32", "made.f32"]


def test_a_dreams_file_is_told_when_it_has_gone_through_the_effect(tmp_path: Path) -> None:
    show = Show(tmp_path, "echo", loops=0, dreams="echo")
    dry = show.dream(7, channels=2)
    assert show.sent == []  # its host waits
    show.arrives()
    ((address, number, path, duration_s),) = show.sent
    assert (address, number, path) == ("/dream/ready", 7, dry.with_name("take-0007.echo.wav").as_posix())
    samples, rate = soundfile.read(path, dtype="float32")
    before, _ = soundfile.read(dry, dtype="float32")
    np.testing.assert_array_equal(samples[: len(before)], before)  # the echo comes later
    assert samples.shape[1] == 2 and duration_s == len(samples) / rate > 1.0
    assert highest_dream_id(dry.parent) == 7 and show.state.dreams_in_effect == []


def test_a_dream_whose_effect_crashes_is_told_dry_and_the_next_at_once(tmp_path: Path) -> None:
    show = Show(tmp_path, "crashes", loops=0, dreams="crashes")
    first = show.dream(1)
    show.arrives()
    second = show.dream(2)
    assert show.sent == [("/dream/ready", n, path.as_posix(), 0.1) for n, path in ((1, first), (2, second))]
    assert len(show.told) == 1 and "loops and dreams stay dry" in show.told[0]


def test_a_panic_drops_dreams_that_are_in_their_effect(tmp_path: Path) -> None:
    show = Show(tmp_path, "late", loops=0, dreams="late")
    show.dream(3)
    show.orders.forget()
    show.arrives()
    assert show.sent == [("/dream/dropped", 3, "cancelled")]


def test_a_controller_that_comes_back_tells_the_dream_that_was_in_its_effect(tmp_path: Path) -> None:
    show = Show(tmp_path, "late", loops=0, dreams="late")
    show.dream(3)
    show.orders.close()
    while not show.events.empty():
        show.events.get()
    assert show.state.dreams_in_effect == [3]
    show.orders = show.new_orders()
    show.arrives()
    assert [message[:2] for message in show.sent] == [("/dream/ready", 3)]
