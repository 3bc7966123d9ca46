"""Dreams and banks on disk are complete or absent."""

import errno
import json
import os
import shutil

import numpy as np
import pytest
import soundfile

from live_inference.bank.manifest import BankError, BankLoop, read_bank, write_bank
from live_inference.files.dreams import (
    atomically,
    dream_path,
    file_fingerprint,
    highest_dream_id,
    is_that_file,
    sha256_of_samples,
    sidecar_path,
    write_dream,
)
from support.plucks import sine


def test_a_dream_and_its_sidecar(tmp_path):
    dream = sine(440, 0.5)
    path = dream_path(tmp_path / "dreams", "/some/where/take one.flac", 12)
    assert path.name == "take one-0012.wav"
    write_dream(path, dream, 48_000, {"rng_seed": 3})
    read, rate = soundfile.read(path, dtype="float32")
    assert rate == 48_000
    np.testing.assert_array_equal(read, dream)
    assert json.loads(sidecar_path(path).read_text()) == {"rng_seed": 3}
    assert sorted(one.name for one in path.parent.iterdir()) == ["take one-0012.json", "take one-0012.wav"]


def test_a_lost_state_is_made_up_for_by_the_dreams_that_are_there(tmp_path):
    """Numbers continue after the last dream, or the first new one would replace an old one."""
    assert highest_dream_id(tmp_path / "nowhere") == highest_dream_id(tmp_path) == 0
    for name in ("take-0007.wav", "take one-0012.wav", "take-0013.json", "live-take.wav", "x-20261121041307.wav"):
        (tmp_path / name).touch()
    assert highest_dream_id(tmp_path) == 12


def test_a_dreams_folder_that_cannot_be_read_ends_no_start(tmp_path, monkeypatch):
    """A network folder that is gone: an error that Python's glob passes on."""

    def fails(*_):
        raise OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN))

    monkeypatch.setattr("os.scandir", fails)
    assert highest_dream_id(tmp_path) == 0


def test_nothing_half_written_is_left_when_writing_fails(tmp_path):
    target = tmp_path / "dream.wav"
    target.write_text("the old one")

    def fails(partial):
        partial.write_text("half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        atomically(target, fails)
    assert target.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [target]


def test_the_sidecar_is_there_before_the_dream(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "live_inference.files.dreams.write_wav",
        lambda path, *_: seen.append((tmp_path / "d.json").is_file()) or path.touch(),
    )
    write_dream(tmp_path / "d.wav", sine(440, 0.1), 48_000, {})
    assert seen == [True]


def test_a_hash_tells_seeds_apart():
    one = sine(440, 0.1)
    other = one.copy()
    other[17] = np.nextafter(other[17], 1)
    assert sha256_of_samples(one) == sha256_of_samples(one.copy()) != sha256_of_samples(other)


def test_a_fingerprint_knows_a_copy_and_no_other_take_of_the_same_length(tmp_path):
    """Both begin and end with silence, and have the same header: only what sounds between tells them apart."""
    for name, hz in (("take", 440), ("later", 441)):
        silence = np.zeros(48_000, np.float32)
        soundfile.write(tmp_path / f"{name}.wav", np.concatenate([silence, sine(hz, 20.0), silence]), 48_000)
    take, later = tmp_path / "take.wav", tmp_path / "later.wav"
    assert take.stat().st_size == later.stat().st_size
    found = file_fingerprint(take)
    assert is_that_file(take, found) and not is_that_file(later, found)
    copy = tmp_path / "another name"
    shutil.copyfile(take, copy)
    os.utime(copy, (1000, 1000))
    assert is_that_file(copy, found)
    shutil.copyfile(later, take)
    assert not is_that_file(take, found) and is_that_file(take, None), "an old sidecar has no more than the name"


def test_a_fingerprint_sees_every_byte_of_a_short_file_and_the_length_of_any(tmp_path):
    data = np.random.default_rng(0).integers(0, 256, 60_000, np.uint8)
    file = tmp_path / "short.wav"
    file.write_bytes(data.tobytes())
    found = {file_fingerprint(file)}
    places = (0, *range(7, 60_000, 1999), 59_999)
    for place in places:
        other = data.copy()
        other[place] += 1
        file.write_bytes(other.tobytes())
        found.add(file_fingerprint(file))
    assert len(found) == 1 + len(places)
    zeros = set()
    for length in (0, 1, 4096, 4097, 1 << 20):
        file.write_bytes(bytes(length))
        zeros.add(file_fingerprint(file))
    assert len(zeros) == 5 and "" not in zeros
    gone = tmp_path / "gone.wav"
    assert file_fingerprint(gone) == "" and not is_that_file(gone, "")


def test_a_bank_survives_its_file(tmp_path):
    loops = [BankLoop("a.wav", [220.0, 330.0], 10.0, -18.0, {"novelty": 0.5}, "take.wav", "nylon", 7)]
    write_bank(tmp_path, loops)
    assert read_bank(tmp_path) == loops
    keys = set(json.loads((tmp_path / "bank.json").read_text())["loops"][0])
    assert keys == {"file", "pitches_hz", "duration_s", "level_db", "scores", "seed", "checkpoint", "rng_seed"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"loops": 3}',
        '{"loops": [{}]}',
        '{"loops": [{"file": "../outside.wav"}]}',
        '{"loops": [{"file": "/x"}]}',
    ],
)
def test_a_bank_of_another_shape_is_refused_by_name(tmp_path, text):
    (tmp_path / "bank.json").write_text(text)
    with pytest.raises(BankError, match=r"bank\.json"):
        read_bank(tmp_path)


def test_no_bank_is_refused(tmp_path):
    with pytest.raises(BankError, match="a bank is a folder"):
        read_bank(tmp_path / "nowhere")
    with pytest.raises(BankError, match="which this one lacks"):
        read_bank(tmp_path)
