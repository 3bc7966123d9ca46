"""/dream/loop/effect from the table to the loop, and back to those who ask how everything stands."""

from __future__ import annotations

import itertools
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from live_daemon.audio.record import AudioRecord
from live_daemon.control.controller import Controller
from live_daemon.control.events import OscArrived
from live_daemon.control.state_answer import state_messages
from live_daemon.effects.jobs import EffectJobs, EffectRendered
from live_daemon.loops.loop import Loop
from live_daemon.osc.addresses import check_incoming
from live_daemon.osc.reporter import Reporter
from live_daemon.settings import EffectsSettings, PathSettings, Settings
from support import lv2_plugins
from support.signals import noise

FRAMES = 6000


def controller_in(folder: Path) -> Controller:
    paths = {name: str(folder / name) for name in ("recordings", "dreams", "bank", "state", "checkpoints")}
    record = AudioRecord.create(folder, 48_000, 48_000)
    record.arena[:FRAMES] = noise(1.0, 0.1)[:FRAMES]
    effects = EffectsSettings(plugins=[f"{name} = {lv2_plugins.URI}{name}" for name in ("late", "echo")])
    controller = Controller(Settings(paths=PathSettings(**paths), effects=effects), record, "a session")
    lease = controller._mixer.arena.lease(FRAMES, "a test")
    assert lease is not None
    controller._mixer.add_loop(Loop(lease.place, [(440.0, 1.0)], "a loop", FRAMES))
    lease.end()
    return controller


def say(controller: Controller, *values: Any) -> None:
    controller._handle(OscArrived("/dream/loop/effect", check_incoming("/dream/loop/effect", values)))


def told(controller: Controller) -> list[Any]:
    messages = state_messages(controller._mixer, dict, {}, has_effects=True)
    return [values for address, values in messages if address == "/dream/loop/effect"]


@pytest.mark.whole
@pytest.mark.skipif(bool(lv2_plugins.missing()), reason=lv2_plugins.missing())
def test_a_message_lets_a_loop_sound_through_an_effect_and_all_hear_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LV2_PATH", str(lv2_plugins.build(tmp_path)))
    controller = controller_in(tmp_path)
    assert told(controller) == [(0, "", 0)]
    say(controller, 0, "echo", 1)
    deadline = time.monotonic() + 60.0
    while controller._mixer.loops[0].copy is None:
        assert time.monotonic() < deadline
        event = controller.events.get(timeout=60.0)
        assert isinstance(event, EffectRendered) and event.fault == ""
        controller._handle(event)
    copy = controller._mixer.loops[0].copy
    made = controller._record.arena[copy.offset : copy.offset + copy.frames]
    assert not np.allclose(made, controller._record.arena[:FRAMES])
    assert told(controller) == [(0, "echo", 1)]
    say(controller, *told(controller)[0])  # what is told may be said
    say(controller, 0, "", 0)
    assert told(controller) == [(0, "", 0)] and controller._mixer.loops[0].copy is None
    controller._effects.close()


def test_what_cannot_be_is_an_error_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, str]] = []
    monkeypatch.setattr(Reporter, "problem", lambda _, address, text: heard.append((address, text)))
    controller = controller_in(tmp_path)
    say(controller, 0, "eko", 1)
    say(controller, 1, "echo", 1)
    say(controller, 0, "", 1)
    assert [address for address, _ in heard] == ["/dream/loop/effect"] * 3
    for (_, text), what in zip(
        heard, ("has no 'eko', it lists late, echo", "loop 1 does not exist", "has no ''"), strict=True
    ):
        assert what in text and "\n" not in text


def test_a_loop_whose_effect_fails_is_told_to_be_dry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else menus stay on an effect that nobody hears."""
    sent: list[tuple[Any, ...]] = []
    monkeypatch.setattr(EffectJobs, "prepare", lambda *_: None)
    monkeypatch.setattr(Reporter, "send", lambda _, address, *values: sent.append((address, *values)))
    controller = controller_in(tmp_path)
    loop = controller._mixer.loops[0]
    loop.effect = "echo"
    controller._handle(EffectRendered(loop.place, "echo", fault="took too long"))
    assert ("/dream/loop/effect", 0, "", 0) in sent and told(controller) == [(0, "", 0)]
    sent.clear()
    loop.effect = "gone"  # of a bank that remembers what is listed no more
    controller._effects._loops = []
    controller._effects.tick()
    assert ("/dream/loop/effect", 0, "", 0) in sent and told(controller) == [(0, "", 0)]
    controller._effects.close()


def test_without_effects_nobody_hears_of_them(tmp_path: Path) -> None:
    controller = controller_in(tmp_path)
    messages = [address for address, _ in itertools.islice(state_messages(controller._mixer, dict, {}), 100)]
    assert "/dream/loop/gain" in messages and "/dream/loop/effect" not in messages
