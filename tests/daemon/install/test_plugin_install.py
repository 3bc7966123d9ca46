"""``live-daemon plugin``: the bridge where hosts find it, and nothing of anybody else's touched."""

from __future__ import annotations

import importlib.util
import json
import os
import plistlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from live_daemon import cli
from live_daemon.install import plugin, plugin_places
from live_daemon.install.copies import InstallError
from live_daemon.install.plugin import BRIDGE, FORMATS, built_library, plugins_folder
from live_daemon.install.plugin_places import MARKS, PluginPlace, files_of, install, places_here, uninstall

LIBRARIES = {
    "x86_64-linux": "so",
    "aarch64-linux": "so",
    "x86_64-macos": "dylib",
    "aarch64-macos": "dylib",
    "x86_64-windows": "dll",
}
STARTS = {"so": b"\x7fELF", "dylib": b"\xcf\xfa\xed\xfe", "dll": b"MZ"}


def place_for(plugin_format: str, target: str, folder: Path) -> PluginPlace:
    library = plugins_folder() / "built" / target / f"{BRIDGE}.{LIBRARIES[target]}"
    return PluginPlace(plugin_format, folder, files_of(plugin_format, target, library))


def under(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(params=FORMATS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> PluginPlace:
    return place_for(request.param, "aarch64-macos", tmp_path)


@pytest.mark.parametrize("target", LIBRARIES)
def test_every_system_finds_the_layout_that_its_hosts_expect(target: str, tmp_path: Path) -> None:
    for plugin_format in FORMATS:
        install(place_for(plugin_format, target, tmp_path))
    mac = {"Contents/Info.plist", "Contents/PkgInfo", f"Contents/MacOS/{BRIDGE}"}
    system = target.partition("-")[2]
    clap = {f"{BRIDGE}.clap/{name}" for name in mac} if system == "macos" else {f"{BRIDGE}.clap"}
    vst3 = {
        "x86_64-linux": {f"Contents/x86_64-linux/{BRIDGE}.so"},
        "aarch64-linux": {f"Contents/aarch64-linux/{BRIDGE}.so"},
        "x86_64-windows": {f"Contents/x86_64-win/{BRIDGE}.vst3"},
    }.get(target, mac)
    library = f"{BRIDGE}.{LIBRARIES[target]}"
    lv2 = {"manifest.ttl", f"{BRIDGE}.ttl", library}
    wanted = clap | {f"{BRIDGE}.vst3/{name}" for name in vst3} | {f"{BRIDGE}.lv2/{name}" for name in lv2}
    assert under(tmp_path) == wanted
    manifest = (tmp_path / f"{BRIDGE}.lv2" / "manifest.ttl").read_text()
    assert f"lv2:binary <{library}>" in manifest
    for name in wanted:
        content = (tmp_path / name).read_bytes()
        if not name.endswith((".ttl", ".plist", "PkgInfo")):
            assert content.startswith(STARTS[LIBRARIES[target]])
    if system == "macos":
        for ending in ("clap", "vst3"):
            bundle = tmp_path / f"{BRIDGE}.{ending}" / "Contents"
            about = plistlib.loads((bundle / "Info.plist").read_bytes())
            assert (bundle / "MacOS" / about["CFBundleExecutable"]).is_file()
            assert about["CFBundlePackageType"] == (bundle / "PkgInfo").read_text()[:4] == "BNDL"


def test_what_was_built_holds_no_path_of_the_machine_that_built_it() -> None:
    libraries = [file for file in (plugins_folder() / "built").rglob("*") if file.is_file()]
    assert {file.name for file in libraries} == {f"{BRIDGE}.{ending}" for ending in STARTS}, "no leftovers"
    for library in libraries:
        content = library.read_bytes()
        assert MARKS[0] in content, "without it no copy is recognised as ours"
        for path in (b"/tmp/", b"/home/", b"/root/", b"/var/folders/", b"/Users/"):
            assert path not in content, f"{library} holds {path!r}"


def test_it_comes_and_goes_and_comes_again(place: PluginPlace) -> None:
    assert place.state == "missing"
    assert "nothing is there" in uninstall(place)
    install(place)
    assert place.state == "installed"
    assert "already" in install(place)
    uninstall(place)
    assert place.state == "missing" and not place.path.exists()


def test_another_version_is_seen_replaced_and_removed(place: PluginPlace) -> None:
    for end in (install, uninstall):
        install(place)
        for name in place.files:
            file = place.path / name
            if file.name == BRIDGE or file.suffix in (".dylib", ".clap"):
                file.write_bytes(b"older " + MARKS[0])
        assert place.state == "another version"
        end(place)
        assert place.state == ("installed" if end is install else "missing")


@pytest.mark.skipif(sys.platform == "win32", reason="a file in use is not replaced there")
def test_a_host_that_has_the_older_version_open_keeps_it(place: PluginPlace) -> None:
    """A library that is mapped must not change under the host: the new one is another file."""
    install(place)
    older = dict.fromkeys(place.files, b"older " + MARKS[0] + b"." * 100000)
    for name, content in older.items():
        (place.path / name).write_bytes(content)
    opened = {name: (place.path / name).open("rb") for name in place.files}
    install(place)
    assert place.state == "installed"
    for name, file in opened.items():
        with file:
            assert file.read() == older[name]


def test_an_installation_that_was_cut_off_is_completed(place: PluginPlace) -> None:
    install(place)
    (place.path / list(place.files)[-1]).unlink()
    assert place.state == "another version"
    install(place)
    assert place.state == "installed"


def test_what_is_not_ours_is_neither_replaced_nor_deleted(place: PluginPlace) -> None:
    for name in place.files:
        file = place.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"somebody's plugin of the same name")
        before = under(place.folder)
        assert place.state == "somebody else's"
        for action in (install, uninstall):
            with pytest.raises(InstallError, match="is not from live-daemon"):
                action(place)
        assert file.read_bytes() == b"somebody's plugin of the same name" and under(place.folder) == before
        shutil.rmtree(place.path)


def test_files_that_somebody_put_into_the_bundle_stay(place: PluginPlace) -> None:
    install(place)
    (place.path / "mine.txt").write_text("a note")
    install(place)
    assert "except files" in uninstall(place)
    assert under(place.path) == {"mine.txt"}
    with pytest.raises(InstallError):
        install(place)


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a privilege there")
def test_nothing_is_written_through_a_link(place: PluginPlace, tmp_path: Path) -> None:
    install(place)
    place.path.rename(tmp_path / "elsewhere")
    place.path.symlink_to(tmp_path / "elsewhere")
    assert place.state == "somebody else's"
    place.path.unlink()
    (place.path / "Contents").parent.mkdir()
    (tmp_path / "other").mkdir()
    (place.path / "Contents").symlink_to(tmp_path / "other")
    with pytest.raises(InstallError):
        install(place)
    assert under(tmp_path / "other") == set()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    yield tmp_path


def test_the_command_reports_each_format(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["plugin", "install"]) == 0
    said = capsys.readouterr().out
    assert said.count("is installed") == 3 and "audio.device=bridge" in said
    assert cli.main(["plugin", "uninstall", "--format", "vst3", "--json"]) == 0
    assert [(row["format"], row["state"]) for row in json.loads(capsys.readouterr().out)] == [("vst3", "missing")]
    assert cli.main(["plugin", "status", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["format"], row["state"]) for row in rows] == [
        ("clap", "installed"),
        ("vst3", "missing"),
        ("lv2", "installed"),
    ]
    assert all(Path(row["path"]).is_relative_to(home) for row in rows)


def test_one_place_that_is_taken_does_not_keep_the_others(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "D").mkdir()
    (home / "D" / f"{BRIDGE}.vst3").write_text("somebody's")
    assert cli.main(["plugin", "install", "--dir", str(home / "D")]) == 1
    told = capsys.readouterr()
    assert told.out.count("is installed") == 2
    assert told.err.count("\n") == 1 and "is not from live-daemon" in told.err


@pytest.mark.parametrize(
    "arguments",
    [["--dir", "nowhere"], ["--dir", "~nowhere-to-be-found"], ["--format", "vst3", "--dir", "nowhere/at/all"]],
)
def test_a_folder_that_is_not_there_is_named(
    arguments: list[str], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["plugin", "install", *arguments]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "nowhere" in told and "not a folder" in told


def test_a_system_that_it_is_not_built_for_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugin.platform, "machine", lambda: "riscv64")
    with pytest.raises(InstallError, match="riscv64"):
        places_here()


def test_the_folders_are_those_of_the_formats_own_pages(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CLAP's entry.h, VST3's locations, LV2's filesystem hierarchy: the user's own folder of each system."""
    found = {}
    for system in ("linux", "darwin", "win32"):
        monkeypatch.setattr(plugin.sys, "platform", system)
        found[system] = [plugin.folder_of(one).relative_to(home).as_posix() for one in FORMATS]
    monkeypatch.undo()
    assert found == {
        "linux": [".clap", ".vst3", ".lv2"],
        "darwin": [f"Library/Audio/Plug-Ins/{name}" for name in ("CLAP", "VST3", "LV2")],
        "win32": ["Programs/Common/CLAP", "Programs/Common/VST3", "LV2"],
    }


@pytest.mark.whole
@pytest.mark.skipif(importlib.util.find_spec("pedalboard") is None, reason="a VST3 host: pip install pedalboard")
def test_a_real_host_loads_what_was_installed(tmp_path: Path) -> None:
    """In a process of its own: two hosts of other authors do not live in one."""
    for one in places_here(("vst3",), tmp_path):
        install(one)
    code = f"import pedalboard; print(*pedalboard.load_plugin({str(tmp_path / f'{BRIDGE}.vst3')!r}).parameters)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "LIVE_DAEMON_BRIDGE": str(tmp_path / "no-daemon")},
    )
    assert {"dry", "dreams", "loops", "influence", "temperature", "record", "panic"} <= set(done.stdout.split()), done


def test_the_library_of_this_machine_is_there() -> None:
    assert built_library().is_file()
    assert plugin_places.places_here()[0].files["." if sys.platform != "darwin" else f"Contents/MacOS/{BRIDGE}"]
