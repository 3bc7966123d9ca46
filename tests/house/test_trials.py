"""The long trials are listed, and the docs name only those that exist."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from trials.__main__ import trials

ROOT = Path(__file__).parents[2]


def test_the_docs_name_trials_that_exist() -> None:
    pages = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "Makefile"]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert "tests.support" not in text
    named = set(re.findall(r"tests\.trials (\w+)", text))
    assert named and named <= set(trials())


def test_every_trial_says_in_one_line_what_it_is() -> None:
    for name, what in trials().items():
        assert 20 < len(what) <= 130 and what.endswith((".", "?")), name


@pytest.mark.whole
def test_an_unknown_trial_is_told_the_known_ones() -> None:
    command = [sys.executable, "-m", "tests.trials", "nonsense"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "every_fault" in done.stderr and "Traceback" not in done.stderr


def test_every_trial_can_be_imported() -> None:
    """Nothing else says that a name they use has moved."""
    for name in trials():
        assert callable(importlib.import_module(f"trials.{name}").main)
