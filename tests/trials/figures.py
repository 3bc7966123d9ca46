"""What a trial leaves in its folder: figures as JSON, a table for docs/benchmarks_by_hand.md, the logs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def figure_table(rows: Sequence[tuple[str, Any]]) -> str:
    """A Markdown table of what was measured and the figure."""
    lines = ["| what | figure |", "| --- | --- |", *(f"| {what} | {figure} |" for what, figure in rows)]
    return "\n".join(lines) + "\n"


def made(folder: Path) -> Path:
    """The folder, made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def leave(folder: Path, name: str, result: Any, table: str) -> None:
    """Write ``name``.json and ``name``.md into the folder, and print the table."""
    made(folder)
    (folder / f"{name}.json").write_text(json.dumps(result, indent=1))
    (folder / f"{name}.md").write_text(table)
    print(table)


def keep_logs(folder: Path, out: Path, name: str) -> None:
    """Copy the daemon's logs out of its temporary folder; ``name`` begins their names."""
    for log in folder.glob("*.txt"):
        shutil.copy(log, out / f"{name}_{log.name}")
