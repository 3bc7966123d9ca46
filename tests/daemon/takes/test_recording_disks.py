"""A recordings folder on a disk that comes and goes, or for which another comes: each new take is dreamt on once."""

import os
import shutil
import time
from types import SimpleNamespace

import pytest
import soundfile

from live_daemon.takes.arrivals import RecordingArrived, file_key
from support.takes import RATE, begin, linux, look, sine, watcher_in

LONG_S = 12.0
"""Longer than any file is waited for."""


@pytest.fixture
def watched(tmp_path):
    return watcher_in(tmp_path)


def another_disk(watched, **written_s):
    """Return a folder beside the watched one, with takes. ``written_s``: when each was written, counted from now."""
    folder = watched.folder.with_name("disk")
    folder.mkdir()
    for name, ago_s in written_s.items():
        soundfile.write(folder / f"{name}.wav", sine(440, 0.5), RATE)
        os.utime(folder / f"{name}.wav", (time.time() + ago_s,) * 2)
    return folder


def plugged_in(watched, folder, *, seen_missing=True):
    """Put this folder in the place of the watched one."""
    watched.folder.rename(watched.folder.with_name(f"was {len(list(watched.folder.parent.iterdir()))}"))
    if seen_missing:
        assert [kind for kind, _ in look(watched, 1.0)] == ["problem"]
    folder.rename(watched.folder)


@pytest.mark.parametrize("coarse", [False, True])
def test_takes_of_a_disk_with_other_inodes_are_not_taken_again(watched, coarse):
    """FAT and exFAT give new ones at each mount, and FAT counts in two seconds."""
    begin(watched)
    for name in ("a.wav", "b.wav"):
        soundfile.write(watched.folder / name, sine(440, 0.5), RATE)
    assert len(look(watched, LONG_S)) == 2
    disk = watched.folder.with_name("disk")
    shutil.copytree(watched.folder, disk)  # with their times
    for path in disk.iterdir() if coarse else ():
        even_ns = path.stat().st_mtime_ns // 2_000_000_000 * 2_000_000_000
        os.utime(path, ns=(even_ns, even_ns))
    plugged_in(watched, disk)
    soundfile.write(watched.folder / "c.wav", sine(440, 0.5), RATE)  # by a recorder, while it was away
    assert look(watched, LONG_S) == [RecordingArrived(watched.folder / "c.wav")]


def test_a_controller_that_comes_back_knows_takes_by_their_names_sizes_and_times(watched):
    """What it has written down tells of inodes before the disk was mounted again."""
    path = watched.folder / "a.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    name, inode, size, time_ns = file_key(path)
    begin(watched, [(name, inode + 1, size, time_ns)])
    assert look(watched, LONG_S) == []
    soundfile.write(watched.folder / "outside.part", sine(330, 0.5), RATE, format="WAV")
    os.utime(watched.folder / "outside.part", ns=(time_ns, time_ns))
    (watched.folder / "outside.part").rename(path)
    watched._takes.hint(path, closed=True)  # as the system tells of a file that is moved
    assert look(watched, LONG_S) == [RecordingArrived(path)]


def test_old_takes_of_a_disk_that_comes_after_the_start_are_left_alone_and_told(watched):
    begin(watched)
    plugged_in(watched, another_disk(watched, old=-3600.0, older=-7200.0, made_since=5.0))
    said = look(watched, LONG_S)
    assert [one for one in said if isinstance(one, RecordingArrived)] == [
        RecordingArrived(watched.folder / "made_since.wav")
    ]
    [(kind, text)] = [one for one in said if not isinstance(one, RecordingArrived)]
    assert kind == "problem" and text.startswith("2 recordings in ") and "left alone" in text and "\n" not in text
    assert look(watched, LONG_S) == []
    soundfile.write(watched.folder / "old.wav", sine(220, 0.7), RATE)
    assert look(watched, LONG_S) == [RecordingArrived(watched.folder / "old.wav")]


def test_of_two_cards_in_turn_each_new_take_is_taken_once(watched):
    """While one is in the computer, the other is in the recorder."""
    begin(watched)
    first = another_disk(watched, first=5.0)
    plugged_in(watched, first)
    assert look(watched, LONG_S) == [RecordingArrived(watched.folder / "first.wav")]
    second = another_disk(watched, second=5.0)  # written while the first one is seen
    plugged_in(watched, second)
    assert look(watched, LONG_S) == [RecordingArrived(watched.folder / "second.wav")]


@linux
def test_an_old_disk_that_is_mounted_over_the_folder_at_once_is_left_alone(watched):
    """The mount point was there, and empty: nothing was ever missing."""
    watched._thread = SimpleNamespace(start=lambda: None, is_alive=lambda: False)
    try:
        watched.start()
        plugged_in(watched, another_disk(watched, old=-3600.0), seen_missing=False)
        [(kind, text)] = look(watched, LONG_S)
        assert kind == "problem" and "left alone" in text
        assert [key[0] for key in watched.taken()] == [str(watched.folder / "old.wav")]
    finally:
        watched.close()


@linux
def test_a_disk_that_is_mounted_while_the_folder_is_looked_through_is_another_one_too(watched):
    watched._thread = SimpleNamespace(start=lambda: None, is_alive=lambda: False)
    disk, scan = another_disk(watched, old=-3600.0), watched._scan

    def scans_late():
        if disk.exists():
            plugged_in(watched, disk, seen_missing=False)
        return scan()

    try:
        watched.start()
        watched._scan = scans_late
        said = look(watched, LONG_S)
        assert [kind for kind, _ in said] == ["problem"]
    finally:
        watched.close()


def test_a_controller_that_comes_back_while_the_disk_is_away_goes_by_the_daemons_start(watched):
    folder = another_disk(watched, old=-3600.0, evening=-60.0)
    watched.folder.rmdir()
    watched._watch = lambda: None
    watched._thread = SimpleNamespace(start=lambda: None, is_alive=lambda: False)
    watched.start([], since_s=time.time() - 600.0)
    folder.rename(watched.folder)
    arrived = [one for one in look(watched, LONG_S) if isinstance(one, RecordingArrived)]
    assert arrived == [RecordingArrived(watched.folder / "evening.wav")]
