"""The wheel as somebody installs it: every file is in it, and what a newcomer types works without the clone."""

from __future__ import annotations

import configparser
import json
import re
from pathlib import Path

import pytest

from live_models.registry import DEFAULT_NAME
from support.wheel import Installed, build, is_for_us_alone, names_in, source_files

pytestmark = pytest.mark.whole

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\]\(([^)\s]+)\)")
SHORT_AND_PATIENT = ("--set", "engine.duration_s=2", "--set", "engine.deadline_s=600")
"""A machine that is busy must not decide: a dream that comes late comes all the same."""
FOR_ENGINEERS = ("architecture.md", "changing_it.md", "benchmarks.md", "benchmarks_by_hand.md")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("pip", reason="an environment without pip cannot build a wheel")
    return build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(tmp_path_factory.mktemp("installed"), wheel)


def test_every_package_is_listed() -> None:
    """At once, without building a wheel."""
    listed = configparser.ConfigParser()
    listed.read(ROOT / "setup.cfg", encoding="utf-8")
    roots = {"live_daemon": "live", "live_inference": "inference", "live_models": "models", "live_training": "models"}
    there = {
        ".".join(file.parent.relative_to(ROOT / folder).parts)
        for package, folder in roots.items()
        for file in (ROOT / folder / package).rglob("__init__.py")
    }
    assert len(there) > 40
    assert there - set(listed["options"]["packages"].split()) == set()


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    """Also the ones that nobody listed: it once lacked the etude, and demo and sound check failed for everybody."""
    wanted = {name for name, source in source_files() if not is_for_us_alone(source)}
    assert len(wanted) > 200
    assert wanted - names_in(wheel) == set()


def test_the_wheel_brings_nothing_that_the_clone_does_not_have(wheel: Path) -> None:
    about = {name for name in names_in(wheel) if ".dist-info/" in name}
    assert names_in(wheel) - about - {name for name, _ in source_files()} == set()


def test_the_demo_performs(installed: Installed) -> None:
    done = installed.run("demo", "--seconds", 6, *SHORT_AND_PATIENT, "--out", "out")
    assert done.returncode == 0, done.stderr
    assert (installed.home / "out" / "performance.wav").stat().st_size > 6 * 44_100
    assert json.loads((installed.home / "out" / "report.json").read_text())["dreams"]
    named = [word.strip(".,;") for word in done.stdout.split() if word.strip(".,;").endswith((".maxpat", ".pd"))]
    assert named
    for path in named:
        assert Path(path).is_file(), f"the demo names {path}, which is not there"


def test_the_shipped_models_are_there(installed: Installed) -> None:
    rows = json.loads(installed.run("models", "--json").stdout)
    assert [row["name"] for row in rows if row["default"]] == [DEFAULT_NAME]
    assert not [row for row in rows if "fault" in row]


def test_the_sound_check_rehearses(installed: Installed) -> None:
    done = installed.run(
        *("soundcheck", "--json", "--seconds", 2, "--set", "audio.device=none", *SHORT_AND_PATIENT),
    )
    lines = {line["name"]: line for line in json.loads(done.stdout)["lines"]}
    assert "rehearsal" not in lines, lines["rehearsal"]  # there only when it failed
    assert lines["first dream"]["values"]


def test_the_patches_come_to_max(installed: Installed) -> None:
    (installed.home / "Documents" / "Max 9").mkdir(parents=True)
    done = installed.run("max", "install")
    assert done.returncode == 0, done.stderr
    package = installed.home / "Documents" / "Max 9" / "Packages" / "live-daemon"
    assert (package / "patchers" / "live_daemon.maxpat").is_file() and not package.is_symlink()


def test_the_patches_come_to_pd(installed: Installed) -> None:
    done = installed.run("pd", "install")
    assert done.returncode == 0, done.stderr
    (patch,) = installed.home.rglob("live-daemon/live_daemon.pd")
    assert str(patch) in done.stdout


def test_the_bridge_comes_to_the_hosts(installed: Installed) -> None:
    """Every library that was built is in the wheel (see above), and this machine's is put where its hosts look."""
    done = installed.run("plugin", "install", "--json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert [(row["format"], row["state"]) for row in rows] == [(one, "installed") for one in ("clap", "vst3", "lv2")]
    for row in rows:
        assert Path(row["path"]).is_relative_to(installed.home) and Path(row["path"]).exists()


def test_the_help_names_the_manual_and_its_pages_lead_to_pages(installed: Installed) -> None:
    """Of the pages for musicians: in an installed copy there is nothing above their folder."""
    lines = dict(line.split(": ", 1) for line in installed.run("--help").stdout.splitlines() if ": " in line)
    page = Path(lines["manual (the first page of many)"])
    assert page.is_file() and page.is_relative_to(installed.packages)
    patches = Path(lines["patches, SuperCollider files, layouts for tablets"])
    assert (patches / "supercollider" / "live_daemon.scd").is_file()
    assert (patches / "controllers" / "live_daemon.tosc").is_file()
    for file in sorted(page.parent.glob("*.md")):
        for link in LINK.findall(file.read_text(encoding="utf-8")):
            if not link.startswith(("http://", "https://", "#")) and file.name not in FOR_ENGINEERS:
                assert (page.parent / link.partition("#")[0]).exists(), f"{file.name} leads to {link}"
