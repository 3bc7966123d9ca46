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
FOR_ENGINEERS = ("architecture.md", "changing_it.md")
PATCHES = (".maxpat", ".maxhelp", ".pd", ".xml", ".scd")
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


def test_pages_and_patches_use_the_musicians_words() -> None:
    pages = [file for file in sorted((ROOT / "docs").glob("*.md")) if file.name not in FOR_ENGINEERS]
    patches = [file for file in sorted((ROOT / "max_patches").rglob("*")) if file.suffix in PATCHES]
    assert len(pages) > 20 and len(patches) > 20
    for file in (ROOT / "README.md", ROOT / "models" / "checkpoints" / "README.md", *pages, *patches):
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".pd":  # elsewhere stand the words of addresses
            text = "\n".join(line for line in text.splitlines() if line.startswith("#X text"))
        found = OURS.search(text)
        assert not found, f"{file.relative_to(ROOT)}: {found[0]}"
