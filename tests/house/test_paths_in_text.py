"""Files and modules that pages, comments and build files name are where they say."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.whole

ROOT = Path(__file__).parents[2]
PACKAGES = {"live_daemon": "live", "live_inference": "inference", "live_models": "models", "live_training": "models"}
TEXTS = (".py", ".md", ".toml", ".cfg", ".yml", ".yaml", ".sh", "Makefile")
OLD = ("CHANGELOG.md",)
"""Tells of the past, with the names of the past."""
SLASHED = re.compile(
    r"(?<![\w/.~-])((?:live/live_\w+|inference/live_\w+|models/(?:live_\w+|checkpoints)|tests|docs|max_patches|examples|\.ci)"
    r"/[\w/~.-]*\w\.(?:py|md|json|flac|pd|svg|png|scd|html|sh))\b"
)
DOTTED = re.compile(
    r"(?<![\w/.\"'])(live_(?:daemon|inference|models|training)(?:\.(?!__|maxpat|pd\b|svg|json|tosc|scd|egg)[a-z_]\w*)+)"
)
RUN = re.compile(r"-m\"?,? \"?((?:live_(?:daemon|inference|models|training)|tests)[\w.]*)")


def texts() -> list[Path]:
    """Every text that git knows."""
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return [ROOT / name for name in names if name.endswith(TEXTS) and name not in OLD and (ROOT / name).is_file()]


def module_file(dotted: str) -> Path | None:
    """The file of a module, or of the module that has this name as an attribute."""
    package, *rest = dotted.split(".")
    place = ROOT / PACKAGES.get(package, "") / package
    for depth, name in enumerate(rest):
        if (place / name).is_dir():
            place /= name
        elif (place / f"{name}.py").is_file():
            place = (place / f"{name}.py").resolve()
            return place if _has(place, rest[depth + 1 :]) else None
        else:
            return place / "__init__.py" if _has(place / "__init__.py", rest[depth:]) else None
    return place / "__init__.py" if (place / "__init__.py").is_file() else place


def _has(file: Path, names: list[str]) -> bool:
    return not names or re.search(rf"\b{re.escape(names[0])}\b", file.read_text(encoding="utf-8")) is not None


def test_paths_lead_to_files() -> None:
    found = [(text, path) for text in texts() for path in SLASHED.findall(text.read_text(encoding="utf-8"))]
    assert len(found) > 50
    assert [f"{text.relative_to(ROOT)}: {path}" for text, path in found if not (ROOT / path).exists()] == []


def test_dotted_names_lead_to_modules() -> None:
    found = [(text, name) for text in texts() for name in DOTTED.findall(text.read_text(encoding="utf-8"))]
    assert len(found) > 500
    assert [f"{text.relative_to(ROOT)}: {name}" for text, name in found if module_file(name) is None] == []


def test_modules_that_are_run_can_be_run() -> None:
    found = [(text, name) for text in texts() for name in RUN.findall(text.read_text(encoding="utf-8"))]
    assert len(found) > 20
    for text, name in found:
        file = ROOT / PACKAGES.get(name.split(".")[0], "") / name.replace(".", "/")
        there = file.with_suffix(".py").is_file() or (file / "__main__.py").is_file()
        assert there, f"{text.relative_to(ROOT)}: python -m {name}"
