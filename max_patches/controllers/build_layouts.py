"""Writes the layouts for tablets: ``python max_patches/controllers/build_layouts.py``."""

from __future__ import annotations

from pathlib import Path

import stage_control
import touchosc
from surface import surface

HERE = Path(__file__).parent


def build(folder: Path) -> list[Path]:
    """Write both layouts into ``folder`` and return the files."""
    controls = surface()
    tablet, browser = folder / "live_daemon.tosc", folder / "live_daemon.json"
    tablet.write_bytes(touchosc.packed(touchosc.document(controls)))
    browser.write_text(stage_control.session(controls), encoding="utf-8", newline="\n")
    return [tablet, browser]


if __name__ == "__main__":
    for written in build(HERE):
        print(written)
