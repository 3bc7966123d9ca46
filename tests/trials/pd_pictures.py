"""Pictures of the Pd fronts as Pd itself draws them; those of the docs are in docs/img.

Needs Pd with its window (Debian: puredata-gui) and Xvfb, a display that nobody sees.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from pathlib import Path

from PIL import ImageGrab

from support.pd import PATCHES

FRONTS = {
    "live_daemon": "pd_patch.png",
    "sympathetic_strings": "pd_sympathetic_strings.png",
    "variations": "pd_variations.png",
}
DISPLAY = ":197"
CORNER = (61, 92)  # of the patch in its window: the patches open at (60, 60), below comes the menu


def shoot(patch: Path, picture: Path, settings: Path) -> None:
    """Open a patch, wait until it is drawn, and keep what its window shows.

    Unless its settings say so, Pd asks about a folder for patches, and the question lies before the patch.
    """
    (settings / "org.puredata.pd.pd-gui").mkdir(exist_ok=True)
    (settings / "org.puredata.pd.pd-gui" / "docspath.conf").write_text("DISABLED")
    environment = {**os.environ, "DISPLAY": DISPLAY, "PD_CONFIG_DIR": str(settings)}
    width, height = map(int, patch.read_text(encoding="utf-8").split()[4:6])
    command = ["pd", "-stderr", "-noprefs", "-noaudio", "-nomidi", "-open", str(patch)]
    with subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL) as pd:
        time.sleep(6)
        box = (*CORNER, CORNER[0] + width - 2, CORNER[1] + height)
        ImageGrab.grab(bbox=box, xdisplay=DISPLAY).quantize(64).save(picture, optimize=True)
        pd.terminate()


def main() -> int:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("trials-out"))
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    settings = Path(tempfile.mkdtemp())
    with subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1200x1000x24"]) as server:
        time.sleep(3)
        for patch, name in FRONTS.items():
            shoot(PATCHES / f"{patch}.pd", folder / name, settings)
        server.terminate()
