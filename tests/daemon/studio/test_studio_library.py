"""What the list of takes and dreams looks at: every file each time, and quickly."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from live_daemon.studio.library import Library
from live_daemon.studio.ratings import Ratings
from support.studio_folders import Shelf, at, of


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_a_page_of_very_many_takes_little_longer_than_a_look_at_each_file(shelf: Shelf) -> None:
    """As at the end of a season. It once made paths of all of them."""
    for number in range(30_000):
        (shelf.dreams / f"a-{number:06d}.wav").touch()

    def seconds(do: Callable[[], object]) -> float:
        began = time.perf_counter()
        do()
        return time.perf_counter() - began

    library = Library(shelf.context, Ratings(shelf.dreams))
    shelf.history.told("/dream/queued", (40_000, "/takes/take.wav", "nylon"))
    assert library.page("all", "", 0)["total"] == 30_001
    looked = min(seconds(lambda: [entry.stat() for entry in os.scandir(shelf.dreams)]) for _ in range(5))
    paged = min(seconds(lambda: library.page("all", "", 0)) for _ in range(5))
    assert paged < 4 * looked


def test_a_take_that_is_written_again_in_its_place_comes_first(shelf: Shelf) -> None:
    at(shelf.take("a.wav"), 2000)
    take = at(shelf.take("b.wav"), 1000)
    assert [row["name"] for row in shelf.rows()] == ["a.wav", "b.wav"]
    before = shelf.takes.stat().st_mtime_ns
    with take.open("r+b") as file:
        file.truncate(0)
        file.write((shelf.takes / "a.wav").read_bytes()[:20_000])
    assert shelf.takes.stat().st_mtime_ns == before, "its folder says nothing of it"
    first, _ = shelf.rows()
    assert (first["name"], first["size"]) == ("b.wav", 20_000)


def test_links_folders_and_foreign_names_are_listed_as_before(shelf: Shelf, tmp_path: Path) -> None:
    shelf.dream("a-0001.WAV")
    (shelf.dreams / "to.wav").symlink_to(shelf.dreams / "a-0001.WAV")
    (shelf.dreams / "nowhere.wav").symlink_to(tmp_path / "gone.wav")
    (shelf.dreams / "round.wav").symlink_to(shelf.dreams / "round.wav")
    (shelf.dreams / "folder.wav").mkdir()
    for name in (".hidden.wav", "wav", "a.wav.part", "notes.txt"):
        (shelf.dreams / name).touch()
    assert sorted(row["name"] for row in shelf.rows()) == ["a-0001.WAV", "to.wav"]


def test_what_lies_on_another_disk_is_rated_and_looked_at(shelf: Shelf, tmp_path: Path) -> None:
    """The dreams folder is a link."""
    shelf.dreams.rename(tmp_path / "disk")
    shelf.dreams.symlink_to(tmp_path / "disk")
    path = shelf.dream("a-0001.wav")
    assert shelf.client.put(of("dreams", path) + "/rating", json={"rating": 4}).json()["rating"] == 4
    (row,) = shelf.rows()
    told = shelf.client.get(f"/dreams/dreams/{row['key']}").json()
    assert {name: told[name] for name in row} == row
