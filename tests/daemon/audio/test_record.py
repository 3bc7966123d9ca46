"""The shared files: found again, private, refused with a clear word when they do not fit."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from live_daemon.audio.layout import LAYOUT, RECORD_TYPE
from live_daemon.audio.record import ARENA_FILE, RECORD_FILE, AudioRecord, RecordError


@pytest.mark.whole
def test_another_process_sees_the_same_samples_and_fields(tmp_path: Path) -> None:
    record = AudioRecord.create(tmp_path, 44100, 1000)
    script = f"""
from pathlib import Path; from live_daemon.audio.record import AudioRecord
record = AudioRecord.open(Path({str(tmp_path)!r}))
record.arena[7] = 0.5; record.put("clock_limit_frames", 12); assert record.sample_rate == 44100
"""
    subprocess.run([sys.executable, "-c", script], check=True)
    assert (record.arena[7], record.get("clock_limit_frames")) == (0.5, 12)
    assert np.fromfile(record.arena_path, np.float32)[7] == 0.5


def test_a_second_create_leaves_those_who_map_the_first_alone(tmp_path: Path) -> None:
    first = AudioRecord.create(tmp_path, 48000, 100)
    first.arena[0] = 1.0
    second = AudioRecord.create(tmp_path, 48000, 200)
    assert (first.arena[0], second.arena[0], len(second.arena)) == (1.0, 0.0, 200)
    assert sorted(path.name for path in tmp_path.iterdir()) == [ARENA_FILE, RECORD_FILE]


def test_files_are_the_users_alone(tmp_path: Path) -> None:
    AudioRecord.create(tmp_path, 48000, 100)
    for name in (RECORD_FILE, ARENA_FILE):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_only_the_used_part_takes_memory(tmp_path: Path) -> None:
    AudioRecord.create(tmp_path, 48000, 100)
    info = (tmp_path / RECORD_FILE).stat()
    assert info.st_size == RECORD_TYPE.itemsize
    if sys.platform == "linux":
        assert info.st_blocks * 512 < info.st_size / 2


def test_the_files_are_given_back_while_they_are_still_mapped(tmp_path: Path) -> None:
    record = AudioRecord.create(tmp_path, 48000, 1000)
    record.remove()
    assert list(tmp_path.iterdir()) == []
    record.arena[999] = 0.5
    assert record.arena[999] == 0.5


def _cut(folder: Path) -> None:
    os.truncate(folder / ARENA_FILE, 10)


def _change_version(folder: Path) -> None:
    content = bytearray((folder / RECORD_FILE).read_bytes()[:16])
    content[8] ^= 1
    with (folder / RECORD_FILE).open("r+b") as file:
        file.write(content)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda folder: (folder / RECORD_FILE).unlink(), "cannot be opened"),
        (lambda folder: (folder / RECORD_FILE).write_bytes(b"hello"), "must have .* bytes, has 5"),
        (_cut, "must have 400 bytes, has 10"),
        (_change_version, "another version"),
    ],
)
def test_a_damaged_record_is_refused_by_name(tmp_path: Path, damage: object, words: str) -> None:
    AudioRecord.create(tmp_path, 48000, 100)
    damage(tmp_path)  # type: ignore[operator]
    with pytest.raises(RecordError, match=words):
        AudioRecord.open(tmp_path)


def test_what_cannot_be_made_is_said(tmp_path: Path) -> None:
    for rate in (0, 1e6, float("nan")):
        with pytest.raises(RecordError, match="sample_rate"):
            AudioRecord.create(tmp_path, rate, 100)
    with pytest.raises(RecordError, match="arena_frames"):
        AudioRecord.create(tmp_path, 48000, 0)
    with pytest.raises(RecordError, match="cannot be made"):
        AudioRecord.create(tmp_path / "nowhere", 48000, 100)


def test_memory_that_is_not_there_is_said_before_anything_plays(tmp_path: Path) -> None:
    """A sparse file on a full memory disk kills the process that touches it; asking first does not."""
    import resource

    def create() -> None:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
        try:
            AudioRecord.create(tmp_path, 48000, 10_000_000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    with pytest.raises(RecordError, match="of 38 MB cannot be made"):
        create()
    assert list(tmp_path.iterdir()) == []


def test_layout_fits_in_an_int64() -> None:
    assert 0 < LAYOUT < 2**63
