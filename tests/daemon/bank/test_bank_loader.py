"""A bank on its way to the mixer: what is missing or damaged is told, the rest plays as it was made."""

import numpy as np
import pytest
import soundfile

from live_daemon.bank.bank_loader import Destination, load_bank
from live_daemon.loops.arena import Arena
from live_inference.bank.files import read_loop
from live_inference.bank.loop_files import write_loop
from live_inference.bank.manifest import BankLoop, read_bank, write_bank
from live_inference.loops.cutting import as_circle
from live_inference.loops.loudness import loudness_lufs
from live_models.arrays import FloatArray
from support.plucks import plucked, sine

RATE = 48_000


def load(folder, seconds=60, rate=RATE):
    samples: FloatArray = np.zeros(seconds * rate, np.float32)
    arena = Arena(len(samples))
    loaded = load_bank(folder, read_bank(folder), Destination(samples, rate, arena, "swell"), 3)
    assert sorted(map(id, loaded.leases)) == sorted(map(id, arena.leases)), "what failed has given its room back"
    sounds = [samples[one.place.offset : one.place.offset + one.sounding_frames] for one in loaded.loops]
    return loaded, sounds


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A bank of four loops, each with the seed that it was dreamt on."""
    folder = tmp_path_factory.mktemp("bank")
    rows = []
    for number, hz in enumerate((110.0, 164.81, 220.0, 293.66)):
        dream = plucked([hz, 1.5 * hz] * 3)
        rows.append(write_loop(folder, f"loop {number}", dream, RATE, heard=(sine(2 * hz, 2.0), RATE)))
    write_bank(folder, rows)
    return folder


@pytest.fixture
def bank(made, tmp_path):
    """The same, to be damaged."""
    for file in made.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_loops_come_to_the_mixer_as_they_were_made_and_are_called_by_their_seeds(bank):
    loaded, sounds = load(bank)
    assert (loaded.faults, len(loaded.leases), loaded.request) == ((), 4, 3)
    assert [loop.name for loop in loaded.loops] == [f"loop {number}" for number in range(4)]
    for row, sound, loop, seed_hz in zip(read_bank(bank), sounds, loaded.loops, (220, 329.6, 440, 587.3), strict=True):
        np.testing.assert_array_equal(sound, soundfile.read(bank / row.file, dtype="float32")[0])
        assert loop.pitches[0] == (pytest.approx(seed_hz, rel=1e-3), pytest.approx(0.85, abs=0.15))


def test_a_missing_and_two_damaged_files_are_told_and_the_rest_plays(bank):
    (bank / "loop 0.wav").unlink()
    (bank / "loop 1.wav").write_bytes((bank / "loop 1.wav").read_bytes()[:100_000])
    (bank / "loop 2.wav").write_bytes(b"RIFF of nothing")
    loaded, sounds = load(bank)
    assert [loop.name for loop in loaded.loops] == ["loop 3"] and len(sounds) == 1
    missing, cut, nothing = loaded.faults
    assert "loop 0.wav: is missing" in missing
    assert "loop 1.wav: is damaged" in cut and "manifest says" in cut
    assert "loop 2.wav: is damaged" in nothing
    assert all("\n" not in fault for fault in loaded.faults)


def test_a_loop_that_somebody_edited_is_brought_to_the_others_loudness_and_told(bank):
    file = bank / "loop 1.wav"
    sound, _ = soundfile.read(file, dtype="float32")
    soundfile.write(file, 0.1 * sound, RATE, subtype="PCM_24")
    loaded, sounds = load(bank)
    assert len(loaded.loops) == 4
    (told,) = loaded.faults
    assert "loop 1.wav: was changed" in told
    assert loudness_lufs(sounds[1], RATE) == pytest.approx(-18, abs=0.1)


def test_a_bank_written_by_hand_is_made_equally_loud_and_its_pitches_are_heard(tmp_path):
    for number, (hz, amplitude) in enumerate(((220.0, 0.02), (440.0, 0.5))):
        soundfile.write(tmp_path / f"{number}.wav", sine(hz, 2.0, amplitude, 44_100), 44_100)
    write_bank(tmp_path, [BankLoop("0.wav", [], 2.0, 0.0), BankLoop("1.wav", [330.0], 2.0, 0.0)])
    loaded, sounds = load(tmp_path)
    assert not loaded.faults
    assert [len(sound) for sound in sounds] == [2 * RATE, 2 * RATE]
    assert [loudness_lufs(sound, RATE) for sound in sounds] == pytest.approx([-18, -18], abs=0.1)
    assert [loop.pitches[0][0] for loop in loaded.loops] == pytest.approx([220, 330], rel=1e-3)


def test_at_another_rate_a_loop_still_closes(tmp_path):
    """Resampled as a circle: at the seam a tone goes on as anywhere else (a plain resampler rings at its ends)."""
    frames = round(RATE * 50 / 440)  # 50 periods but for less than a sample
    tone = 0.3 * np.sin(2 * np.pi * 50 * np.arange(frames) / frames).astype(np.float32)
    tone = np.tile(tone, 10)
    soundfile.write(tmp_path / "tone.wav", tone, RATE, subtype="FLOAT")
    loop, _ = read_loop(tmp_path / "tone.wav", BankLoop("tone.wav", [440.0], 1.0, 0.0), 44_100)
    turns = np.tile(loop, 3)
    ideal = np.sin(2 * np.pi * 1500 * np.arange(len(turns)) / len(turns))
    error = turns / np.abs(turns).max() - ideal
    assert np.abs(error).max() < 1e-3
    assert as_circle(tone, len(tone)) is tone


def test_what_there_is_no_room_for_is_told(bank):
    loaded, sounds = load(bank, seconds=3)
    assert 0 < len(sounds) < 4
    assert all("no room" in fault and "arena_s" in fault for fault in loaded.faults)
    assert len(sounds) + len(loaded.faults) == 4


@pytest.mark.parametrize("field", ["pitches_hz", "seed_levels", "loudness_lufs", "frames"])
def test_a_manifest_with_nonsense_is_refused_before_anything_is_loaded(bank, field):
    text = (bank / "bank.json").read_text()
    start = text.index(f'"{field}":') + len(field) + 3
    (bank / "bank.json").write_text(text[:start] + ' "much", "x":' + text[start:])
    with pytest.raises(ValueError, match=r"bank\.json: must hold"):
        load(bank)
