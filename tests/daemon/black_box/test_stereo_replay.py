"""A session with stereo sounds is rendered again from its black box, bit for bit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from live_daemon.black_box.replay import read_log
from live_daemon.black_box.replay_log import ReplayError
from support.concert import Concert, assert_same_bits, replayed
from support.signals import noise

LEFT, RIGHT, FRAMES = 1000, 60_000, 20_011


def a_stereo_concert(folder: Path) -> tuple[Concert, np.ndarray]:
    """Loops in every layer, one replaced by a copy in its place, a stream that runs dry, an endless ring, a panic."""
    concert = Concert(folder)
    control, arena = concert.control, concert.record.arena
    arena[:] = noise(4.0, 0.3, rng_seed=3)
    control.set_bands([220.0, 440.0], 12.0)
    control.set_follower(sensitivity_db=20)
    for slot, layer in enumerate(("swell", "tremolo", "ring")):
        control.set_gain_map(slot, [0.4, 0.4])
        place = LEFT + 100 * slot, FRAMES - slot
        control.start_slot(slot, *place, apart=RIGHT - LEFT, gain=0.2, pan=0.4 * slot - 0.4, layer=layer)
    concert.play(noise(0.3, 0.2, rng_seed=4), 64)
    control.start_slot(3, 90_000, 12_000, apart=12_000, looping=False, filled=3000, gain=0.8)
    concert.play(noise(0.2, 0.2, rng_seed=5), 64, 33)
    control.fill_slot(3, 90_000, 12_000, ends=True)
    control.start_slot(0, 120_000, FRAMES, apart=30_000, goes_on=True, gain=0.3)
    control.start_slot(4, 172_000, 4800, apart=6000, looping=False, endless=True, filled=4000, gain=0.5)
    concert.play(noise(0.08, 0.2, rng_seed=6), 64)
    concert.collector.poll()  # it reads what the engine had taken at the poll before
    arena[172_000:174_400] = noise(0.05, 0.3, rng_seed=7)  # the ring goes round
    arena[178_000:180_400] = noise(0.05, 0.3, rng_seed=8)
    control.fill_slot(4, 172_000, 7200)
    concert.play(noise(0.2, 0.2, rng_seed=9), 64, 200)
    concert.panic()
    concert.play(0.1, 64)
    control.start_slot(5, LEFT, FRAMES, gain=0.5)  # the left channel alone, mono
    concert.play(noise(0.1, 0.2, rng_seed=10), 64)
    return concert, concert.end()


def test_stereo_sounds_are_replayed_to_the_bit(tmp_path: Path) -> None:
    concert, heard = a_stereo_concert(tmp_path)
    assert np.abs(heard[:, 0] - heard[:, 1]).max() > 0.1
    assert_same_bits(replayed(concert.log), heard)


def test_an_engine_that_begins_again_amid_stereo_sounds_is_replayed_to_the_bit(tmp_path: Path) -> None:
    concert = Concert(tmp_path)
    concert.record.arena[:] = noise(4.0, 0.3, rng_seed=3)
    concert.control.start_slot(0, LEFT, FRAMES, apart=RIGHT - LEFT, gain=0.5)
    concert.play(0.2, 64)
    concert.restart_engine()
    concert.play(0.2, 64)
    heard = concert.end()
    assert_same_bits(replayed(concert.log), heard)


def test_channels_that_are_equal_are_kept_once_and_replayed_to_the_bit(tmp_path: Path) -> None:
    """A live dream on an input of two channels, of which one is played, takes no more room than a mono one."""
    concert = Concert(tmp_path)
    control, arena, sound, ring = concert.control, concert.record.arena, noise(1.5, 0.3, rng_seed=7), 24_000
    control.start_slot(4, LEFT, ring, apart=RIGHT - LEFT, looping=False, endless=True, filled=0, gain=0.5)
    for filled in range(12_000, len(sound), 2400):
        at = np.arange(filled - 12_000 if filled == 12_000 else filled - 2400, filled)
        for row in (LEFT, RIGHT):
            arena[row + at % ring] = sound[at]
        arena[RIGHT + at[-1] % ring] += np.float32(filled == 36_000)  # here alone they differ
        control.fill_slot(4, LEFT, filled)
        concert.play(0.05, 64)
        concert.collector.poll()
    heard = concert.end()
    kept = sum(file.stat().st_size for file in (concert.log / "samples").iterdir())
    assert kept == 4 * (filled + 2400) and np.abs(heard[-1200:]).max() > 0.1
    assert np.any(heard[:, 0] != heard[:, 1])
    assert_same_bits(replayed(concert.log), heard)
    with (concert.log / "log.jsonl").open("a") as log:
        log.write('{"what": "samples", "n": 0, "offset": 0, "frames": 9, "also": 1000000000}\n')
    with pytest.raises(ReplayError, match="samples of command 0 must lie in the arena"):
        read_log(concert.log)


def test_a_state_with_a_right_channel_outside_the_arena_is_refused(tmp_path: Path) -> None:
    concert = Concert(tmp_path)
    concert.control.start_slot(0, LEFT, FRAMES, apart=RIGHT - LEFT, gain=0.5)
    concert.play(0.1, 64)
    concert.record.fields["slot_apart"][0, 0] = len(concert.record.arena) - FRAMES
    concert.restart_engine()
    concert.collector.poll()
    concert.record.fields["slot_apart"][0, 0] = 0
    concert.end()
    with pytest.raises(ReplayError, match="slot 0 must lie in the arena"):
        read_log(concert.log)
