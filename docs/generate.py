"""Writes the generated pages: ``python docs/generate.py``; with ``--check``, fails when one is stale."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import functions_table

from live_daemon.bench.page import as_markdown as benchmarks_markdown
from live_daemon.commands.settings_page import as_markdown as settings_markdown
from live_daemon.osc.reference import as_markdown

FOLDER = Path(__file__).parent


def benchmarks() -> str:
    """Return the page of the last run kept by `make bench`."""
    return benchmarks_markdown(json.loads((FOLDER / "benchmarks.json").read_text(encoding="utf-8")))


PAGES = {"osc.md": as_markdown, "settings.md": settings_markdown, "functions.md": functions_table.as_markdown}
if (FOLDER / "benchmarks.json").is_file():  # the page of an older run stays as it is until `make bench` keeps one
    PAGES["benchmarks.md"] = benchmarks


def main() -> int:
    """Write or check every generated page."""
    stale = []
    for name, render in PAGES.items():
        page = FOLDER / name
        if "--check" in sys.argv:
            if not page.is_file() or page.read_text(encoding="utf-8") != render():
                stale.append(name)
        else:
            page.write_text(render(), encoding="utf-8")
    if stale:
        print(f"stale: {', '.join(stale)} (run `make docs`)")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
