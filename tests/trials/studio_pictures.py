"""Pictures of the studio's page in the middle of an evening; those of the docs are in docs/img/studio.

The daemon runs on its clock with the demo's etude as its live input; it dreams on parts of it, a bank is made of these
dreams, and a model is trained for a minute. Needs Chromium; three minutes on two cores.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile
from PIL import Image
from playwright.sync_api import Page

from live_daemon.demo.etude import ETUDE_FILE
from support.browser import DESKTOP, PHONE, TABLET, ChromiumPage
from support.studio import Studio

COLOURS = 256
TAKES = ("arpeggio slow", "arpeggio quick", "low strings", "harmonics", "last chord", "open E", "bridge", "coda")
TAKE_S = 5.0
TALL = {"width": DESKTOP[0], "height": 1250}
"""The desktop's window for what is longer than the stage."""


def shoot(page: Page, picture: Path) -> None:
    """Keep what is seen now, in few colours: a tenth of the bytes."""
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    shot.quantize(COLOURS).save(picture, optimize=True)


def rehearse(studio: Studio, sound: np.ndarray, rate: int) -> None:
    """Takes become dreams, dreams become loops, some of them sound."""
    step = (len(sound) - round(TAKE_S * rate)) // len(TAKES)
    for number, name in enumerate(TAKES):
        soundfile.write(studio.daemon.recordings / f"{name}.wav", sound[number * step :][: round(TAKE_S * rate)], rate)
        studio.daemon.wait_for("/dream/ready", timeout=120)
        time.sleep(1.0)
    for loop, gain in enumerate((0.25, 0.0, 0.4, 0.1)):
        studio.daemon.send("/dream/loop/gain", loop, gain)
    studio.daemon.send("/dream/loop/mute", 5, 1)
    studio.daemon.send("/dream/loop/layer", 2, "tremolo")


def train(page: Page, files: list[Path], minutes: float, picture: Path) -> None:
    """Two takes are learnt, up to the verdict."""
    page.locator("#panel-train input[type=file]").set_input_files(files)
    page.locator("#panel-train .train-heard canvas").nth(len(files) - 1).wait_for(timeout=120_000)
    page.get_by_label("Minutes in all").fill(f"{minutes:g}")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(1000)
    shoot(page, picture)
    page.get_by_role("button", name="BEGIN TRAINING").click()
    page.get_by_role("dialog").get_by_role("button", name="Yes").click()


def tab(opened: ChromiumPage, name: str, *presses: str) -> Page:
    """Go to a tab of a page, and press what is seen there."""
    page = opened.page
    page.get_by_role("tab", name=name).click()
    for text in presses:
        page.locator("main button, main summary").filter(has_text=text, visible=True).first.click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)
    page.mouse.move(0, 0)
    return page


def take_all(folder: Path, minutes: float) -> None:
    """Take every picture."""
    sound, rate = soundfile.read(ETUDE_FILE, dtype="float32", always_2d=True)
    with tempfile.TemporaryDirectory() as temporary:
        studio = Studio(Path(temporary), "follower.sensitivity_db=14", "voices.stagger_s=0", minutes=1.0)
        soundfile.write(studio.input, np.tile(sound, (1 + round(900 * rate / len(sound)), 1)), rate)
        with studio:
            rehearse(studio, sound, rate)
            pages = {name: studio.open(size) for name, size in (("", DESKTOP), ("_tablet", TABLET), ("_phone", PHONE))}
            first = pages[""].page
            for name, opened in pages.items():
                shoot(tab(opened, "Stage"), folder / f"stage{name}.png")
            first.set_viewport_size(TALL)
            tab(pages[""], "Dreams", "dream ·")
            first.get_by_text("Reading the sound").wait_for(state="hidden")
            shoot(tab(pages[""], "Dreams", "▶ Play"), folder / "dreams.png")
            first.locator(".player button").last.click()
            parts = [Path(temporary) / f"{name}.wav" for name in ("morning", "evening")]
            for part, file in zip(np.array_split(sound, len(parts)), parts, strict=True):
                soundfile.write(file, part, rate)
            train(tab(pages[""], "Train"), parts, minutes, folder / "train.png")
            first.get_by_text("USE IT TONIGHT").wait_for(timeout=60_000 * (minutes + 4))
            first.get_by_text("Training of mine").evaluate("one => scrollTo(0, one.offsetTop - 90)")
            first.wait_for_timeout(1000)
            shoot(first, folder / "train_verdict.png")
            tab(pages[""], "Tonight", "CHECK NOW")
            first.get_by_role("button", name="CHECK NOW").wait_for(timeout=120_000)
            shoot(tab(pages[""], "Tonight"), folder / "tonight.png")
            for opened in pages.values():
                opened.check()


def main() -> int:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("trials-out"))
    parser.add_argument("--minutes", type=float, default=1.0, help="of the training")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    take_all(options.folder, options.minutes)
    return 0
