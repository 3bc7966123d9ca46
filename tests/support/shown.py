"""What a show by hand leaves behind: the figures as JSON, and as a table for docs/benchmarks_by_hand.md."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def figure_table(rows: Sequence[tuple[str, Any]]) -> str:
    """A Markdown table of what was measured and the figure."""
    lines = ["| what | figure |", "| --- | --- |", *(f"| {what} | {figure} |" for what, figure in rows)]
    return "\n".join(lines) + "\n"


def leave(folder: Path, name: str, result: Any, table: str) -> None:
    """Write ``name``.json and ``name``.md into the folder, and print the table."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(result, indent=1))
    (folder / f"{name}.md").write_text(table)
    print(table)
