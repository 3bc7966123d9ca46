"""The folder of record and arena: private, in memory where there is room, and no name that a neighbour can take."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from live_daemon.audio.record import RecordError
from live_daemon.processes.shared_folder import (
    MEMORY,
    claim,
    find_shared_folder,
    make_shared_folder,
    remove_shared_folder,
    sweep,
)

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="/dev/shm")


@linux_only
def test_it_lies_in_memory_and_is_the_users_alone(tmp_path: Path) -> None:
    folder = make_shared_folder(tmp_path, 1000)
    try:
        assert folder.parent == MEMORY
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert find_shared_folder(tmp_path) == folder
    finally:
        remove_shared_folder(tmp_path, folder)
    assert not folder.exists()
    with pytest.raises(RecordError, match="start it again"):
        find_shared_folder(tmp_path)


@linux_only
def test_what_a_neighbour_puts_into_shared_memory_stops_nothing(tmp_path: Path) -> None:
    """Every name that a run had is seen by all; taken by a folder, a link or a file, the next run has another."""
    state, memory, elsewhere = tmp_path / "state", tmp_path / "memory", tmp_path / "elsewhere"
    for folder in (state, memory, elsewhere):
        folder.mkdir()
    names = []
    for take in (Path.mkdir, Path.touch, lambda path: path.symlink_to(elsewhere)):
        folder = make_shared_folder(state, 1000, memory)
        assert folder.parent == memory
        remove_shared_folder(state, folder)
        take(folder)
        names.append(folder)
    last = make_shared_folder(state, 1000, memory)
    assert last not in names and last.parent == memory
    descriptor = claim(last)
    os.utime(names[0], (0, 0))
    (elsewhere / "mine").touch()
    sweep(memory)
    os.close(descriptor)
    assert (elsewhere / "mine").exists() and last.is_dir()


@linux_only
def test_shared_memory_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    memory = tmp_path / "memory"
    memory.touch()  # no folder can be made in it, not even by root
    assert make_shared_folder(tmp_path / "state", 1000, memory) == tmp_path / "state" / "audio"


def test_an_arena_that_memory_cannot_hold_goes_to_the_state_folder(tmp_path: Path) -> None:
    """Containers give 64 MB of shared memory; the show must start all the same."""
    assert make_shared_folder(tmp_path, 2**40) == tmp_path / "audio"
    assert stat.S_IMODE((tmp_path / "audio").stat().st_mode) == 0o700


def test_without_shared_memory_it_is_in_the_state_folder(tmp_path: Path) -> None:
    assert make_shared_folder(tmp_path, 1000, tmp_path / "missing") == tmp_path / "audio"


@pytest.mark.parametrize("take", [Path.touch, lambda path: path.symlink_to(path.parent / "elsewhere")])
def test_what_stands_in_the_folders_place_in_a_state_folder_stops_nothing_either(tmp_path: Path, take) -> None:
    (tmp_path / "elsewhere").mkdir()
    take(tmp_path / "audio")
    folder = make_shared_folder(tmp_path, 2**40)
    assert folder.parent == tmp_path and folder.name != "audio" and not folder.is_symlink()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert find_shared_folder(tmp_path) == folder
    os.close(claim(folder))
    if sys.platform == "linux":
        assert sweep(tmp_path) == [folder]
