"""``live-daemon settings``: every setting with value, default, range and meaning, as a file that can be read again."""

from __future__ import annotations

import dataclasses
import json
import tomllib
from pathlib import Path

import pytest

from live_daemon import cli
from live_daemon.commands.settings_page import as_toml
from live_daemon.settings import Settings, load_settings

ODD = ['paths.bank=/music/été \U0001d11e \x7f "quoted" back\\slash', 'follower.bands=["E2", 110, 0.5e3]', "osc.send=[]"]


def test_what_is_listed_is_a_settings_file_that_changes_nothing(tmp_path: Path) -> None:
    for settings in (Settings(), load_settings(None, [*ODD, "audio.device=none", "follower.enabled=false"])):
        file = tmp_path / "all.toml"
        file.write_text(as_toml(settings), encoding="utf-8")
        assert load_settings(file).as_dict() == settings.as_dict()


def test_every_setting_is_listed_with_its_meaning_and_range(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["settings"]) == 0
    said = capsys.readouterr().out
    assert tomllib.loads(said) == Settings().as_dict()
    lines = said.splitlines()
    for section in dataclasses.fields(Settings):
        for item in dataclasses.fields(getattr(Settings(), section.name)):
            assert any(line.startswith(f"{item.name} = ") and item.metadata["help"] in line for line in lines)
    assert any(line.startswith("max = 4  # ") and line.endswith("(0 to 32)") for line in lines)


def test_what_differs_from_the_default_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show = tmp_path / "show.toml"
    show.write_text("[engine]\nduration_s = 12\n")
    assert cli.main(["settings", "--settings", str(show), "--set", "audio.device=none"]) == 0
    said = capsys.readouterr().out
    assert "duration_s = 12.0  # default 10.0; length of a dream" in said
    assert 'device = "none"  # default "default"; ' in said
    assert said.count("# default ") == 2


def test_for_machines_each_is_an_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["settings", "--json", "--set", "voices.max=0"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["voices.max"] == {
        "name": "voices.max",
        "value": 0,
        "default": 4,
        "help": "dreams that may sound at once; 0: only the host plays them",
        "minimum": 0,
        "maximum": 32,
        "choices": [],
    }


def test_no_control_character_reaches_the_terminal() -> None:
    settings = load_settings(None, ["paths.bank=/music/\x1b[2Jbank"])
    assert "\x1b" not in as_toml(settings) and "\\U0000001b[2Jbank" in as_toml(settings)
