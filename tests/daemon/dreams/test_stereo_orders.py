"""Room for stereo dreams: for two channels while nobody knows, for as many as there are afterwards."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from live_inference.worker import messages as m
from live_inference.worker.arena import write_range
from support.dreams import DURATION_S, RATE, Rig
from support.signals import tone

FRAMES = round(DURATION_S * RATE)


def progress(rig: Rig, order: m.DreamOrder, seconds: float, *channels: np.ndarray) -> None:
    """The worker has made so much of a dream of these channels."""
    assert order.voice is not None
    filled = round(seconds * RATE)
    write_range(rig.engine.record.arena, order.voice, 0, np.stack(channels) if len(channels) == 2 else channels[0])
    rig.answer(m.DreamProgress(order.id, seconds / order.duration_s, filled, 20.0, len(channels)))
    rig.mixer.start_voices(rig.stage_time_s)


def rooms(rig: Rig) -> list[int]:
    """Samples of each range that somebody leases, once the controller has looked."""
    rig.mixer.order_leases.keep(rig.dreams.requests.all())
    return sorted(place.end - place.offset for place in rig.mixer.arena.ranges)


def test_a_recording_gets_room_for_two_channels_and_a_mono_dream_gives_one_back(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    order = rig.ask()
    assert order is not None and order.voice is not None and order.loop is not None
    assert order.voice.channels == order.loop.channels == 2 and rooms(rig) == [2 * FRAMES] * 2
    progress(rig, order, 1.0, tone(440.0, 1.0, 0.1))
    assert rooms(rig) == [FRAMES] * 2
    left_alone = rig.play(0.5)
    assert 0.03 < np.abs(left_alone).max() < 0.2, "it plays as the mono dream that it is, nothing of the second row"


def test_a_stereo_dream_sounds_with_both_channels_while_it_is_made(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    order = rig.ask()
    assert order is not None
    progress(rig, order, 1.0, tone(440.0, 1.0, 0.1), tone(880.0, 1.0, 0.1))
    assert rooms(rig) == [2 * FRAMES] * 2
    voice = rig.mixer.voices.find(order.id)
    assert voice is not None and voice.place.channels == 2
    out = rig.engine.play(0.5, 64)
    spectrum = np.abs(np.fft.rfft(out * np.hanning(len(out))[:, None], axis=0))
    assert [int(np.argmax(spectrum[:, side])) for side in (0, 1)] == [220, 440]  # bins of 2 Hz


@pytest.mark.parametrize("channels", [1, 2])
def test_its_loop_has_the_channels_that_it_was_made_with(tmp_path: Path, channels: int) -> None:
    rig = Rig(tmp_path)
    order = rig.ask()
    assert order is not None and order.loop is not None
    sound = [tone(440.0, DURATION_S, 0.1)] * channels
    progress(rig, order, DURATION_S, *sound)
    write_range(rig.engine.record.arena, order.loop, 0, np.stack(sound) if channels == 2 else sound[0])
    answer = m.DreamReady(order.id, "/dreams/1.wav", DURATION_S, RATE, [440.0], [1.0], channels)
    rig.answer(answer)
    (loop,) = rig.mixer.loops
    assert loop.place.channels == channels and loop.place.offset == order.loop.offset
    assert rooms(rig) == [channels * FRAMES] * 2, "the voice still sounds; the loop has a lease of its own"
    rig.play(0.2)
    assert rig.engine.control.slot_state(loop.slot).apart == (FRAMES if channels == 2 else 0)


def test_an_answer_of_a_dream_that_nobody_followed_says_how_many_channels_it_has(tmp_path: Path) -> None:
    """The controller died before the first progress: only `DreamReady` tells."""
    rig = Rig(tmp_path)
    order = rig.ask()
    assert order is not None and order.loop is not None
    write_range(rig.engine.record.arena, order.loop, 0, tone(440.0, 1.0, 0.1))
    rig.answer(m.DreamReady(order.id, "/dreams/1.wav", DURATION_S, RATE, [440.0], [1.0]))
    assert rig.mixer.loops[0].place == order.loop.mono


def test_where_there_is_no_room_for_two_channels_one_is_asked_for(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    taken = rig.mixer.arena.lease(60 * RATE - 3 * FRAMES, "most of it")
    assert taken is not None
    order = rig.ask()
    assert order is not None and order.voice is not None and order.loop is not None
    assert (order.voice.channels, order.loop.channels) == (2, 1)
    assert rig.of("/dream/error") == []


def leave(rig: Rig, frames: int) -> None:
    """Lease the arena but for so many frames."""
    assert rig.mixer.arena.lease(60 * RATE - frames, "most of it") is not None


def test_two_channels_of_a_voice_do_not_cost_the_dream_its_loop(tmp_path: Path) -> None:
    """Nor a mono dream its own: how many channels there are is not known yet."""
    rig = Rig(tmp_path)
    leave(rig, 3 * FRAMES - 1)
    order = rig.ask()
    assert order is not None and order.voice is not None and order.loop is not None
    assert order.voice.channels == order.loop.channels == 1 and rig.of("/dream/error") == []
    rig.mixer.order_leases.keep(rig.dreams.requests.all())
    assert {order.voice, order.loop} < set(rig.mixer.arena.ranges) and len(rig.mixer.arena.ranges) == 3


def test_two_channels_of_one_dream_do_not_cost_another_of_its_batch_voice_or_loop(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.worker_dies()
    assert rig.ask("one.wav") is None and rig.ask("two.wav") is None
    leave(rig, 6 * FRAMES - 1)
    rig.worker_is_back()
    rig.dreams.orders.send_next()
    places = [place for order in rig.sent[-1].orders for place in (order.voice, order.loop)]
    assert len(places) == 4 and [place and place.channels for place in places] == [1] * 4
    assert rig.of("/dream/error") == []


def test_what_finds_no_room_for_one_channel_either_is_told(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    leave(rig, 2 * FRAMES - 1)
    order = rig.ask()
    assert order is not None and order.voice is not None and order.loop is None
    assert order.voice.channels == 1 and len(rig.of("/dream/error")) == 1


def test_noise_gets_room_for_one_channel(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.dreams.intake.seed_noise("normal")
    assert rig.sent[-1].orders[-1].voice.channels == 1 and rooms(rig) == [FRAMES] * 2


@pytest.mark.parametrize("channels", [1, 2])
def test_a_live_seed_has_the_channels_of_the_input(tmp_path: Path, channels: int) -> None:
    rig = Rig(tmp_path)
    heard = np.stack([tone(220.0, 1.0, 0.3), tone(220.0 * channels, 1.0, 0.3)], axis=1)
    rig.engine.play(heard)
    rig.dreams.intake.seed_live(0.5)
    order = rig.sent[-1].orders[-1]
    assert order.seed.channels == order.voice.channels == order.loop.channels == channels
    rows = [rig.engine.record.arena[row] for row in order.seed.rows]
    for row, wanted in zip(rows, heard.T, strict=False):
        np.testing.assert_allclose(row, wanted[-24_000:], atol=1e-7)


def test_a_live_seed_that_finds_no_room_for_both_channels_is_their_mean(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    heard = np.stack([tone(220.0, 1.0, 0.3), tone(440.0, 1.0, 0.3)], axis=1)
    rig.engine.play(heard)
    leave(rig, 40_000)
    rig.dreams.intake.seed_live(0.5)
    order = rig.sent[-1].orders[-1]
    assert order.seed.channels == 1 and order.seed.frames == 24_000
    np.testing.assert_allclose(rig.engine.record.arena[order.seed.rows[0]], heard[-24_000:].mean(axis=1), atol=1e-6)
    with pytest.raises(ValueError, match="no room"):
        rig.dreams.intake.seed_live(1.0)
