"""A bank of stereo loops is loaded with both channels, beside mono ones; what has no room is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from live_daemon.bank.bank_loader import BankLoaded, Destination, load_bank, load_dream
from live_daemon.loops.arena import Arena
from live_inference.bank.checking import check_bank
from live_inference.bank.loop_files import write_loop
from live_inference.bank.manifest import BankLoop, read_bank, write_bank
from live_inference.loops.cutting import as_circle, make_loop
from live_inference.worker.arena import read_range
from support.plucks import plucked

RATE = 48_000


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stereo loop, a mono one, a stereo file that somebody rendered elsewhere and listed by hand."""
    folder = tmp_path_factory.mktemp("bank")
    left, right = plucked([110.0, 164.8] * 3), plucked([220.0, 330.0] * 3)
    rows = [write_loop(folder, "wide", np.stack([left, right]), RATE), write_loop(folder, "mono", left, RATE)]
    by_hand = make_loop(np.stack([right, 0.5 * left]), RATE)
    soundfile.write(folder / "by hand.wav", by_hand.T, RATE, subtype="PCM_24")
    write_bank(folder, [*rows, BankLoop("by hand.wav")])
    return folder


def load(folder: Path, seconds: float, rate: int = RATE) -> tuple[BankLoaded, list[np.ndarray], Arena]:
    samples = np.zeros(round(seconds * rate), np.float32)
    arena = Arena(len(samples))
    loaded = load_bank(folder, read_bank(folder), Destination(samples, rate, arena, "swell"))
    assert sorted(map(id, loaded.leases)) == sorted(map(id, arena.leases))
    sounds = [read_range(samples, loop.place.part(0, loop.sounding_frames)) for loop in loaded.loops]
    return loaded, sounds, arena


def test_each_loop_comes_with_the_channels_of_its_file(bank: Path) -> None:
    loaded, sounds, _ = load(bank, 60.0)
    assert loaded.faults == () and [loop.place.channels for loop in loaded.loops] == [2, 1, 2]
    for name, sound in zip(("wide", "mono", "by hand"), sounds, strict=True):
        wanted = soundfile.read(bank / f"{name}.wav", dtype="float32")[0].T
        np.testing.assert_allclose(sound, wanted, atol=2e-3 if name == "by hand" else 0.0)
    assert all(loop.pitches for loop in loaded.loops), "the loop that was listed by hand is heard, as mid"


def test_at_another_rate_each_channel_is_its_circle(bank: Path) -> None:
    _, sounds, _ = load(bank, 60.0, 44_100)
    wanted = soundfile.read(bank / "wide.wav", dtype="float32")[0].T
    for channel, row in zip(sounds[0], wanted, strict=True):
        np.testing.assert_allclose(channel, as_circle(row, sounds[0].shape[1]), atol=1e-6)


def test_a_stereo_loop_needs_room_for_two_and_what_has_none_is_told(bank: Path) -> None:
    frames = [row.frames or 0 for row in read_bank(bank)]
    loaded, _, arena = load(bank, (frames[1] + 10) / RATE)
    assert [loop.name for loop in loaded.loops] == ["mono"] and len(loaded.faults) == 2
    assert all("no room for" in fault and "arena_s" in fault for fault in loaded.faults)
    assert sum(place.end - place.offset for place in arena.ranges) == frames[1]


def test_a_stereo_dream_becomes_a_stereo_loop(bank: Path, tmp_path: Path) -> None:
    dream = np.stack([plucked([110.0, 220.0] * 3), plucked([330.0, 146.8] * 3)])
    soundfile.write(tmp_path / "dream.wav", dream.T, RATE, subtype="FLOAT")
    samples = np.zeros(20 * RATE, np.float32)
    loaded = load_dream(tmp_path / "dream.wav", Destination(samples, RATE, Arena(len(samples)), "swell"))
    (loop,) = loaded.loops
    wanted = make_loop(dream - dream.mean(axis=1, keepdims=True), RATE)
    assert loop.place.channels == 2 and loop.sounding_frames == wanted.shape[1]
    np.testing.assert_allclose(read_range(samples, loop.place), wanted, atol=1e-6)


def test_a_bank_of_both_kinds_is_whole_and_no_seam_clicks_on_any_channel(bank: Path, tmp_path: Path) -> None:
    found = check_bank(bank)
    assert found.is_whole and not any(one.remarks for one in found.loops)
    loop = soundfile.read(bank / "wide.wav", dtype="float32")[0]
    loop[:2400, 1] = 0.9 * np.linspace(1.0, 0.0, 2400)  # a step at the seam, on the right alone
    soundfile.write(tmp_path / "clicks.wav", loop, RATE, subtype="PCM_24")
    write_bank(tmp_path, [BankLoop("clicks.wav")])
    assert any("clicks" in remark for one in check_bank(tmp_path).loops for remark in one.remarks)
