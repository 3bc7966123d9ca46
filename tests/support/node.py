"""JavaScript of ours, run in Node: the console's page, the bank's, Open Stage Control's scripts."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")


def in_node(script: str, folder: Path) -> Any:
    """Run a script in the folder; what it printed, read as JSON."""
    (folder / "try.js").write_text(script, encoding="utf-8")
    return json.loads(_node(folder, "try.js"))


def check_script(script: str, folder: Path) -> None:
    """Have Node parse a script without running it."""
    (folder / "checked.js").write_text(script, encoding="utf-8")
    _node(folder, "--check", "checked.js")


def _node(folder: Path, *words: str) -> str:
    done = subprocess.run(["node", *words], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
