"""Stereo loops in the effect process: together where the plugin takes both channels, else each alone."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from live_daemon.effects.dream_files import DreamRendered
from live_daemon.effects.jobs import EffectJobs, EffectRendered, Sounds
from live_daemon.loops.arena import Arena
from live_daemon.settings import EffectPlugin
from live_inference.worker.arena import read_range, write_range
from support import lv2_plugins
from support.signals import SAMPLE_RATE, noise

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(bool(lv2_plugins.missing()), reason=lv2_plugins.missing()),
]

FRAMES = 24_001
ROOM = 30_000
"""A loop is shorter than its room, so that its rows are not side by side."""
LATE_S = 60.0


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[EffectJobs, Sounds, queue.Queue]]:
    monkeypatch.setenv("LV2_PATH", str(lv2_plugins.build(tmp_path)))
    samples = np.zeros(4 * ROOM, np.float32)
    sounds = Sounds(Arena(len(samples)), samples, SAMPLE_RATE)
    plugins = {kind: EffectPlugin(lv2_plugins.URI + kind) for kind in ("swaps", "late", "crashes")}
    done: queue.Queue[EffectRendered | DreamRendered] = queue.Queue()
    jobs = EffectJobs(plugins, sounds, tmp_path / "effects" / "session", done.put, lambda _: None)
    yield jobs, sounds, done
    jobs.close()


@pytest.mark.parametrize("kind", ["swaps", "late"])
def test_a_stereo_loop_comes_back_with_both_channels(asked, kind: str) -> None:
    jobs, sounds, done = asked
    loop = np.stack([noise(1.0, 0.1, 1), noise(1.0, 0.2, 2)])[:, :FRAMES]
    lease = sounds.arena.lease(ROOM, "a loop", 2)
    assert lease is not None
    write_range(sounds.samples, lease.place, 0, loop)
    jobs.ask(lease.place, FRAMES, kind)
    event = done.get(timeout=LATE_S)
    assert event.copy is not None, event.fault
    assert (event.copy.channels, event.copy.frames) == (2, FRAMES)
    wanted = [loop[1], 0.5 * loop[0]] if kind == "swaps" else loop
    np.testing.assert_allclose(read_range(sounds.samples, event.copy), wanted, rtol=1e-6)


def test_a_mono_loop_of_the_same_samples_is_another_one(asked) -> None:
    """What was rendered is kept by what it was made of: the same bytes as one channel sound otherwise."""
    jobs, sounds, done = asked
    left, right = noise(1.0, 0.1, 1)[:12_000], noise(1.0, 0.2, 2)[:12_000]
    made = []
    for channels in (2, 1):
        sound = np.stack([left, right]) if channels == 2 else np.concatenate([left, right])
        lease = sounds.arena.lease(sound.shape[-1], "a loop", channels)
        assert lease is not None
        write_range(sounds.samples, lease.place, 0, sound)
        jobs.ask(lease.place, sound.shape[-1], "swaps")
        event = done.get(timeout=LATE_S)
        assert event.copy is not None, event.fault
        made.append(read_range(sounds.samples, event.copy))
    np.testing.assert_allclose(made[0], [right, 0.5 * left], rtol=1e-6)
    np.testing.assert_allclose(made[1], 0.75 * np.concatenate([left, right]), rtol=1e-6)


def test_a_stereo_loop_stays_dry_where_there_is_room_for_one_channel(asked) -> None:
    jobs, sounds, done = asked
    lease = sounds.arena.lease(ROOM + ROOM // 4, "a loop", 2)
    assert lease is not None
    write_range(sounds.samples, lease.place, 0, np.stack([noise(1.0, 0.1, 1)[:ROOM], noise(1.0, 0.1, 2)[:ROOM]]))
    jobs.ask(lease.place, ROOM, "swaps")
    event = done.get(timeout=LATE_S)
    assert event.copy is None and "no room in the arena" in event.fault
