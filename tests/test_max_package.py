"""``live-daemon max``: the package where Max looks for it, and no patch of the musician's lost."""

from __future__ import annotations

import contextlib
import errno
import importlib.machinery
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from live_daemon import cli, max_package
from live_daemon.max_package import MANIFEST, MaxPackageError, Place

PATCH = "patchers/live_daemon.maxpat"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A musician's documents, with the folders of both versions of Max."""
    for version in max_package.VERSIONS:
        (tmp_path / "Documents" / version).mkdir(parents=True)
    return tmp_path / "Documents"


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A package that was installed: no clone around it."""
    source = tmp_path / "site-packages" / "live_max_package"
    files = {PATCH: "the patch", "help/ld.osc.maxhelp": "help", "package-info.json": '{"name": "live-daemon"}'}
    for name, text in {**files, "icon.png": "icon", "builders/max_front.py": "not for musicians"}.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)
    return source


def test_a_clone_is_linked_into_every_version_of_max(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = max_package.package_source()
    assert max_package.act("install", as_json=False, documents=documents) == 0
    for version in max_package.VERSIONS:
        folder = documents / version / "Packages" / "live-daemon"
        assert folder.is_symlink()
        assert folder.resolve() == source
        assert (folder / PATCH).is_file()
    assert len(capsys.readouterr().out.splitlines()) == 2
    max_package.act("install", as_json=False, documents=documents)
    assert capsys.readouterr().out.count("already") == 2
    max_package.act("uninstall", as_json=True, documents=documents)
    assert [row["state"] for row in json.loads(capsys.readouterr().out)] == ["missing", "missing"]
    assert (source / PATCH).is_file()


def test_an_installed_package_is_copied_and_brought_up_to_date(documents: Path, wheel: Path) -> None:
    place = max_package.places(documents)[0]
    max_package.install(place, wheel)
    assert place.state == "copied"
    assert (place.folder / PATCH).read_text() == "the patch"
    assert not (place.folder / "builders").exists()
    (wheel / PATCH).write_text("a better patch")
    (wheel / "help/ld.osc.maxhelp").unlink()
    max_package.install(place, wheel)
    assert (place.folder / PATCH).read_text() == "a better patch"
    assert not (place.folder / "help/ld.osc.maxhelp").exists()
    max_package.uninstall(place)
    assert not place.folder.exists()


def test_a_changed_patch_is_never_replaced_nor_deleted(documents: Path, wheel: Path) -> None:
    place = max_package.places(documents)[0]
    max_package.install(place, wheel)
    (place.folder / PATCH).write_text("my own patch")
    (place.folder / "patchers" / "mine.maxpat").write_text("another of mine")
    assert place.changed() == [PATCH]
    (wheel / PATCH).write_text("a better patch")
    for _ in range(2):
        assert PATCH in max_package.install(place, wheel)
        assert (place.folder / PATCH).read_text() == "my own patch"
    assert PATCH in max_package.uninstall(place)
    assert (place.folder / PATCH).read_text() == "my own patch"
    assert (place.folder / "patchers" / "mine.maxpat").read_text() == "another of mine"
    assert not (place.folder / "help").exists()


def test_a_patch_that_was_there_before_any_install_is_not_taken_for_ours(documents: Path, wheel: Path) -> None:
    place = max_package.places(documents)[0]
    (place.folder / "patchers").mkdir(parents=True)
    (place.folder / PATCH).write_text("somebody's")
    for what in (lambda: max_package.install(place, wheel), lambda: max_package.uninstall(place)):
        with pytest.raises(MaxPackageError, match="is not from live-daemon"):
            what()
    assert (place.folder / PATCH).read_text() == "somebody's"


def test_where_links_are_not_possible_a_clone_is_copied(
    documents: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (wheel.parent / "pyproject.toml").touch()  # now it looks like a clone

    def refuse(*_: object, **__: object) -> None:
        raise OSError("a privilege is missing")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    place = max_package.places(documents)[0]
    max_package.install(place, wheel)
    assert place.state == "copied"
    assert set(place.written()) == {PATCH, "help/ld.osc.maxhelp", "package-info.json", "icon.png"}


def test_a_link_to_nowhere_is_replaced_and_one_to_another_package_is_not(documents: Path, wheel: Path) -> None:
    place = max_package.places(documents)[0]
    place.folder.parent.mkdir()
    place.folder.symlink_to(documents / "gone")
    max_package.install(place, wheel)
    assert place.state == "copied"
    other = Place(documents / "Max 8" / "Packages" / "live-daemon")
    other.folder.parent.mkdir()
    (documents / "another package").mkdir()
    other.folder.symlink_to(documents / "another package")
    with pytest.raises(MaxPackageError, match="is not from live-daemon"):
        max_package.install(other, wheel)


def full_disk(monkeypatch: pytest.MonkeyPatch, room: int, where: str = "") -> None:
    """So many files can be written where the path holds this; the next one says that the disk is full."""
    real, done = max_package.atomically, []

    def write(target: Path, fill: Callable[[Path], object]) -> None:
        if where in target.as_posix():
            if len(done) == room:
                target.parent.mkdir(parents=True, exist_ok=True)
                raise OSError(errno.ENOSPC, "No space left on device")
            done.append(target)
        real(target, fill)

    monkeypatch.setattr(max_package, "atomically", write)


@pytest.mark.parametrize("room", range(6))  # the manifest, four files, the manifest again
def test_an_installation_that_was_interrupted_goes_on_and_takes_nothing_for_the_musicians(
    documents: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    place = max_package.places(documents)[0]
    with monkeypatch.context() as patch:
        full_disk(patch, room)
        with pytest.raises(OSError, match="No space left"):
            max_package.install(place, wheel)
    max_package.install(place, wheel)
    assert place.state == "copied"
    files = [PATCH, "help/ld.osc.maxhelp", "package-info.json", "icon.png"]
    for version in ("the second", "the third"):  # the second is interrupted, too
        for name in files:
            (wheel / name).write_text(f"{version} {name}")
        with monkeypatch.context() as patch:
            full_disk(patch, room if version == "the second" else 99)
            with contextlib.suppress(OSError):
                max_package.install(place, wheel)
        assert place.changed() == []
    assert all((place.folder / name).read_text() == f"the third {name}" for name in files)
    assert set(place.written()) == set(files)
    assert all(len(stamps.split()) == 1 for stamps in place.written().values())
    max_package.uninstall(place)
    assert not place.folder.exists()


def test_what_was_done_at_one_place_is_told_when_another_refuses(
    documents: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The newest Max is looked at first, and its disk is full; then somebody else's package is there."""
    first, second = max_package.places(documents)
    monkeypatch.setattr(max_package, "package_source", lambda: wheel)
    with monkeypatch.context() as patch:
        full_disk(patch, 2, "Max 9")
        with pytest.raises(MaxPackageError, match=r"Max 9.*No space left on device") as refused:
            max_package.act("install", as_json=False, documents=documents)
    assert "Max 8" not in str(refused.value) and "\n" not in str(refused.value)
    assert capsys.readouterr().out == f"{second.folder}: holds a copy of {wheel}\n"
    (first.folder / MANIFEST).unlink()
    with pytest.raises(MaxPackageError, match=r"Max 9.*is not from live-daemon: it stays"):
        max_package.act("uninstall", as_json=True, documents=documents)
    assert [row["state"] for row in json.loads(capsys.readouterr().out)] == ["somebody else's", "missing"]


def test_an_empty_folder_is_no_obstacle_for_a_link(documents: Path) -> None:
    place = max_package.places(documents)[0]
    place.folder.mkdir(parents=True)
    max_package.install(place, max_package.package_source())
    assert place.state == "linked"


def test_a_manifest_that_cannot_be_read_is_told(documents: Path, wheel: Path) -> None:
    place = max_package.places(documents)[0]
    max_package.install(place, wheel)
    (place.folder / MANIFEST).write_text("{")
    with pytest.raises(MaxPackageError, match="cannot be read"):
        max_package.install(place, wheel)


def test_without_max_the_command_line_says_so_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    assert cli.main(["max", "status"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("live-daemon: ")
    assert len(said.splitlines()) == 1
    assert "start Max once" in said


def test_every_file_of_the_package_would_be_copied() -> None:
    source = max_package.package_source()
    names = {file.relative_to(source).as_posix() for file in max_package._files(source)}
    assert {PATCH, "help/ld.osc.maxhelp", "examples/variations.maxpat", "pd/live_daemon.pd"} <= names
    assert all((source / name).is_file() for name in names)
    assert not any(name.endswith((".py", ".pyc")) for name in names)


def test_an_installed_live_daemon_finds_the_package_beside_it(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(max_package, "__file__", str(wheel.parent / "live_daemon" / "max_package.py"))
    # Only what stands beside it: where the tests run from a clone, the clone's own package is importable, too.
    beside = [str(wheel.parent)]
    look = importlib.machinery.PathFinder.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: look(name, beside))
    assert max_package.package_source() == wheel
    (wheel / "package-info.json").unlink()
    with pytest.raises(MaxPackageError, match="not installed with live-daemon"):
        max_package.package_source()
