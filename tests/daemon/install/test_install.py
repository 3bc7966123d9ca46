"""``live-daemon max`` and ``pd``: patches where their program looks for them, and none of the musician's lost."""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import importlib.machinery
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from live_daemon import cli
from live_daemon.install import copies, patches, shipped
from live_daemon.install.copies import MANIFEST, InstallError, Place
from support.pd import needs_pd

PATCH = "patchers/live_daemon.maxpat"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A musician's documents, with the folders of both versions of Max."""
    for version in patches.MAX_VERSIONS:
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


def max_places(documents: Path, source: Path | None = None) -> list[Place]:
    return patches.max_places(source or patches.patches_folder(), documents)


def test_a_clone_is_linked_into_every_version_of_max(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = patches.patches_folder()
    places = max_places(documents)
    copies.act("install", places, as_json=False)
    for version in patches.MAX_VERSIONS:
        folder = documents / version / "Packages" / "live-daemon"
        assert folder.is_symlink()
        assert folder.resolve() == source
        assert (folder / PATCH).is_file()
    assert len(capsys.readouterr().out.splitlines()) == 2
    copies.act("install", places, as_json=False)
    assert capsys.readouterr().out.count("already") == 2
    copies.act("uninstall", places, as_json=True)
    assert [row["state"] for row in json.loads(capsys.readouterr().out)] == ["missing", "missing"]
    assert (source / PATCH).is_file()


def test_an_installed_package_is_copied_and_brought_up_to_date(documents: Path, wheel: Path) -> None:
    place = max_places(documents, wheel)[0]
    copies.install(place)
    assert place.state == "copied"
    assert (place.folder / PATCH).read_text() == "the patch"
    assert not (place.folder / "builders").exists()
    (wheel / PATCH).write_text("a better patch")
    (wheel / "help/ld.osc.maxhelp").unlink()
    copies.install(place)
    assert (place.folder / PATCH).read_text() == "a better patch"
    assert not (place.folder / "help/ld.osc.maxhelp").exists()
    copies.uninstall(place)
    assert not place.folder.exists()


def test_a_changed_patch_is_never_replaced_nor_deleted(documents: Path, wheel: Path) -> None:
    place = max_places(documents, wheel)[0]
    copies.install(place)
    (place.folder / PATCH).write_text("my own patch")
    (place.folder / "patchers" / "mine.maxpat").write_text("another of mine")
    assert place.changed() == [PATCH]
    (wheel / PATCH).write_text("a better patch")
    for _ in range(2):
        assert PATCH in copies.install(place)
        assert (place.folder / PATCH).read_text() == "my own patch"
    assert PATCH in copies.uninstall(place)
    assert (place.folder / PATCH).read_text() == "my own patch"
    assert (place.folder / "patchers" / "mine.maxpat").read_text() == "another of mine"
    assert not (place.folder / "help").exists()


def test_a_patch_that_was_there_before_any_install_is_not_taken_for_ours(documents: Path, wheel: Path) -> None:
    place = max_places(documents, wheel)[0]
    (place.folder / "patchers").mkdir(parents=True)
    (place.folder / PATCH).write_text("somebody's")
    for what in (lambda: copies.install(place), lambda: copies.uninstall(place)):
        with pytest.raises(InstallError, match="is not from live-daemon"):
            what()
    assert (place.folder / PATCH).read_text() == "somebody's"


def test_where_links_are_not_possible_a_clone_is_copied(
    documents: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (wheel.parent / "pyproject.toml").touch()  # now it looks like a clone

    def refuse(*_: object, **__: object) -> None:
        raise OSError("a privilege is missing")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    place = max_places(documents, wheel)[0]
    copies.install(place)
    assert place.state == "copied"
    assert set(place.written()) == {PATCH, "help/ld.osc.maxhelp", "package-info.json", "icon.png"}


def test_a_link_to_nowhere_is_replaced_and_one_to_another_package_is_not(documents: Path, wheel: Path) -> None:
    place = max_places(documents, wheel)[0]
    place.folder.parent.mkdir()
    place.folder.symlink_to(documents / "gone")
    copies.install(place)
    assert place.state == "copied"
    other = max_places(documents, wheel)[1]
    other.folder.parent.mkdir()
    (documents / "another package").mkdir()
    other.folder.symlink_to(documents / "another package")
    with pytest.raises(InstallError, match="is not from live-daemon"):
        copies.install(other)


def full_disk(monkeypatch: pytest.MonkeyPatch, room: int, where: str = "") -> None:
    """So many files can be written where the path holds this; the next one says that the disk is full."""
    real, done = copies.atomically, []

    def write(target: Path, fill: Callable[[Path], object]) -> None:
        if where in target.as_posix():
            if len(done) == room:
                target.parent.mkdir(parents=True, exist_ok=True)
                raise OSError(errno.ENOSPC, "No space left on device")
            done.append(target)
        real(target, fill)

    monkeypatch.setattr(copies, "atomically", write)


@pytest.mark.parametrize("room", range(6))  # the manifest, four files, the manifest again
def test_an_installation_that_was_interrupted_goes_on_and_takes_nothing_for_the_musicians(
    documents: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    place = max_places(documents, wheel)[0]
    with monkeypatch.context() as patch:
        full_disk(patch, room)
        with pytest.raises(OSError, match="No space left"):
            copies.install(place)
    copies.install(place)
    assert place.state == "copied"
    files = [PATCH, "help/ld.osc.maxhelp", "package-info.json", "icon.png"]
    for version in ("the second", "the third"):  # the second is interrupted, too
        for name in files:
            (wheel / name).write_text(f"{version} {name}")
        with monkeypatch.context() as patch:
            full_disk(patch, room if version == "the second" else 99)
            with contextlib.suppress(OSError):
                copies.install(place)
        assert place.changed() == []
    assert all((place.folder / name).read_text() == f"the third {name}" for name in files)
    assert set(place.written()) == set(files)
    assert all(len(stamps.split()) == 1 for stamps in place.written().values())
    copies.uninstall(place)
    assert not place.folder.exists()


def test_what_was_done_at_one_place_is_told_when_another_refuses(
    documents: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The newest Max is looked at first, and its disk is full; then somebody else's package is there."""
    first, second = max_places(documents, wheel)
    with monkeypatch.context() as patch:
        full_disk(patch, 2, "Max 9")
        with pytest.raises(InstallError, match=r"Max 9.*No space left on device") as refused:
            copies.act("install", [first, second], as_json=False)
    assert "Max 8" not in str(refused.value) and "\n" not in str(refused.value)
    assert capsys.readouterr().out == f"{second.folder}: holds a copy of {wheel}\n"
    (first.folder / MANIFEST).unlink()
    with pytest.raises(InstallError, match=r"Max 9.*is not from live-daemon: it stays"):
        copies.act("uninstall", [first, second], as_json=True)
    assert [row["state"] for row in json.loads(capsys.readouterr().out)] == ["somebody else's", "missing"]


def test_an_empty_folder_is_no_obstacle_for_a_link(documents: Path) -> None:
    place = max_places(documents)[0]
    place.folder.mkdir(parents=True)
    copies.install(place)
    assert place.state == "linked"


def test_a_manifest_that_cannot_be_read_is_told(documents: Path, wheel: Path) -> None:
    place = max_places(documents, wheel)[0]
    copies.install(place)
    (place.folder / MANIFEST).write_text("{")
    with pytest.raises(InstallError, match="cannot be read"):
        copies.install(place)


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
    source = patches.patches_folder()
    names = {file.relative_to(source).as_posix() for file in patches.max_package(source)}
    assert {PATCH, "help/ld.osc.maxhelp", "examples/variations.maxpat", "pd/live_daemon.pd"} <= names
    assert all((source / name).is_file() for name in names)
    assert not any(name.endswith((".py", ".pyc")) for name in names)


def test_an_installed_live_daemon_finds_the_package_beside_it(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "__file__", str(wheel.parent / "live_daemon" / "install" / "shipped.py"))
    # Only what stands beside it: where the tests run from a clone, the clone's own package is importable, too.
    beside = [str(wheel.parent)]
    look = importlib.machinery.PathFinder.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: look(name, beside))
    assert patches.patches_folder() == wheel
    (wheel / "package-info.json").unlink()
    with pytest.raises(InstallError, match="not installed with live-daemon"):
        patches.patches_folder()


@pytest.mark.whole
@needs_pd
def test_pd_finds_what_was_installed(tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real Pd, started by somebody else's patch in another folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    copies_of = dataclasses.replace(patches.pd_package(patches.patches_folder()), in_clone=False)
    place = Place(patches.pd_places(wheel)[0].folder, copies_of)
    copies.install(place)
    assert place.state == "copied"
    patch = tmp_path / "mine.pd"
    names = ("ld.osc", "ld.record~", "ld.dreams~", "ld.voice~", "ld.follow~", "ld.loop~")
    objects = [f"#X obj 20 {40 + 30 * row} {name};" for row, name in enumerate(names)]
    patch.write_text("\n".join(["#N canvas 0 0 400 300 12;", "#X declare -path live-daemon;", *objects, ""]))
    command = ["pd", "-nogui", "-stderr", "-noaudio", "-nomidi", "-open", str(patch), "-send", "pd quit"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False).stderr
    assert "couldn't create" not in said
    copies.uninstall(place)
    assert not place.folder.exists()
    missing = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False).stderr
    assert missing.count("couldn't create") == len(names)  # so the question can be answered with no


@pytest.mark.parametrize(
    ("platform", "folder"),
    [("linux", ".local/lib/pd/extra"), ("darwin", "Library/Pd"), ("win32", "AppData/Roaming/Pd")],
)
def test_pd_reads_a_folder_of_the_users_own_on_every_system(
    tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch, platform: str, folder: str
) -> None:
    """The folders that Pd's manual names."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv("APPDATA", raising=False)
    (place,) = patches.pd_places(wheel)
    assert place.folder == tmp_path / folder / "live-daemon"


@pytest.mark.parametrize("action", ["install", "status", "uninstall"])
def test_the_command_line_brings_the_patches_to_pd(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], action: str
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert cli.main(["pd", action]) == 0
    said = capsys.readouterr().out
    assert str(patches.pd_places(tmp_path)[0].folder) in said
    assert ("live_daemon.pd in Pd" in said) == (action == "install")
