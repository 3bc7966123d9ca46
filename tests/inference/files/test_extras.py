"""The command for a missing package works in the environment that prints it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from live_inference.command_line.extras import how_to_install


@pytest.mark.parametrize(
    ("made_by", "said"),
    [
        ("venv", "PYTHON -m pip install mido tomlkit"),
        ("pipx", "pipx inject live-daemon mido tomlkit"),
        ("uv", "uv pip install --python PYTHON mido tomlkit"),
    ],
)
def test_the_command_fits_what_made_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_by: str, said: str
) -> None:
    python = str(tmp_path / "bin" / "python")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "executable", python)
    if made_by == "pipx":  # with or without a pip of its own
        (tmp_path / "pipx_metadata.json").touch()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object() if made_by == "venv" else None)
    assert how_to_install("mido", "tomlkit") == said.replace("PYTHON", python)


def test_a_path_with_a_space_can_be_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/home/me/my music/python")
    assert '"/home/me/my music/python"' in how_to_install("mido")
