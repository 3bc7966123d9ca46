"""What a musician reads on the terminal is said in words that need no knowledge of the program's insides."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ("live/live_daemon", "inference/live_inference", "models/live_models", "models/live_training")
OURS = re.compile(r"(?<![-/\w])(ladders?|rungs?|armed|desks?|tellers?|guests?|chests?|heartbeat|reporter)(?!\w)", re.I)
SAYS = re.compile(
    r"^(say|_say|tell|_tell|print|_print|problem|_fail|_failed|write|.*Error|Line|judged|skipped|add_argument)$"
)
ALLOWED = ("a guest on the Wi-Fi",)  # the ordinary word


def said(file: Path) -> Iterator[tuple[int, str]]:
    """Every text of a file that is printed or raised, with its line; names of options are no text."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if SAYS.match(name):
                for part in ast.walk(node):
                    if (
                        isinstance(part, ast.Constant)
                        and isinstance(part.value, str)
                        and not part.value.startswith("--")
                    ):
                        yield part.lineno, part.value


def test_words_of_ours_stay_off_the_terminal() -> None:
    files = [file for folder in SOURCES for file in sorted((ROOT / folder).rglob("*.py"))]
    told = [(file, line, text) for file in files for line, text in said(file)]
    assert len(told) > 500
    found = [
        f"{file.relative_to(ROOT)}:{line}: {text!r}"
        for file, line, text in told
        if OURS.search(text) and not any(one in text for one in ALLOWED)
    ]
    assert found == []


def test_the_readme_and_the_first_pages_use_the_musicians_words() -> None:
    for name in ("README.md", "docs/install.md", "docs/access.md", *(f"docs/{one.name}" for one in _quick_starts())):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not OURS.search(text), f"{name}: {OURS.search(text)}"


def _quick_starts() -> list[Path]:
    return sorted((ROOT / "docs").glob("quick_start_*.md"))
