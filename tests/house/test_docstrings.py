"""The examples in docstrings give what they show."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

ROOTS = [Path(__file__).parents[2] / folder for folder in ("live", "inference", "models")]
MODULES = [
    ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
    for root in ROOTS
    for file in sorted(root.rglob("*.py"))
    if ">>> " in file.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted > 0
    assert found.failed == 0
