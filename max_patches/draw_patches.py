"""Draw the front of the Max patch as a picture: ``python max_patches/draw_patches.py docs/img/max_patch.png``.

Max itself is not needed. The picture shows what the file says: places, sizes, colours, words.
"""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from live_daemon.settings import FollowerSettings

PATCH = Path(__file__).parent / "patchers" / "live_daemon.maxpat"
POINTS = 0.72  # a pixel of the patch, in points of the picture
SHOWN = {  # what a musician may see there, so that the picture is not a form with nothing in it
    "take": "recordings/take-20261121-201502-003.wav",
    "folder": "~/live-daemon/recordings",
    "state": "dreaming",
    "model": "nylon-spectrum",
    "says": "dream 3 is ready: 10 s",
    "model_menu": "nylon-spectrum",
    "loop_layer": "swell",
    "live_seconds": "5.",
    "stagger_s": "2.",
    "sounding": "2",
    "waiting": "1",
    "loops": "8",
    "loop": "0",
    "voices": "0",
    "queue": "1",
    "xruns": "0",
    "load": "0.04",
    "latency_ms": "4.",
    **{
        f"follower_{name}": f"{value:g}."
        for name, value in vars(FollowerSettings()).items()
        if isinstance(value, float)
    },
}
LEVELS = {"dream_level": 0.7, "progress": 0.6, "loop_gain": 0.2, "input_level": 0.55}
GAINS = (0.1, 0.15, 0.85, 0.6, 0.2, 0.05, 0.45, 0.3)
ON = ("dream_on_take", "play_dreams", "follow")


def draw(patch: Path, picture: Path) -> None:
    """Draw a patch's presentation view into a PNG."""
    boxes = [item["box"] for item in json.loads(patch.read_text(encoding="utf-8"))["patcher"]["boxes"]]
    shown = sorted((box for box in boxes if box.get("presentation")), key=lambda box: -box.get("background", 0))
    width = max(box["presentation_rect"][0] + box["presentation_rect"][2] for box in shown) + 10
    height = max(box["presentation_rect"][1] + box["presentation_rect"][3] for box in shown) + 10
    figure = plt.figure(figsize=(width / 100, height / 100), dpi=150)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.axis("off")
    for depth, box in enumerate(shown):
        _draw_box(axes, box, depth)
    figure.savefig(picture)
    plt.close(figure)


def _draw_box(axes: Axes, box: dict[str, Any], depth: int) -> None:
    x, y, width, height = box["presentation_rect"]
    kind, name = box["maxclass"], box.get("varname", "")
    size = box.get("fontsize", 12.0)
    if kind != "comment":
        fill = box.get("bgcolor", (1, 1, 1, 1) if kind not in ("textbutton", "ezdac~") else (0.97, 0.97, 0.97, 1))
        edge = "none" if kind == "panel" else "#555555"
        style = "round,pad=0,rounding_size=4"
        axes.add_patch(FancyBboxPatch((x, y), width, height, style, fc=fill, ec=edge, lw=0.8, zorder=depth))
    if kind in ("slider", "meter~"):
        part = LEVELS.get(name, 0.0) * width
        axes.fill_between((x, x + part), y + 2, y + height - 2, color="#7a9a7a", zorder=depth, lw=0)
    elif kind == "multislider":
        step = width / len(GAINS)
        for index, gain in enumerate(GAINS):
            left = x + index * step + 1
            axes.fill_between(
                (left, left + step - 2), y + height * (1 - gain), y + height, color="#5c7a5c", lw=0, zorder=depth
            )
    elif kind == "toggle" and name in ON:
        axes.plot((x + 4, x + width - 4), (y + 4, y + height - 4), color="#333333", zorder=depth)
        axes.plot((x + 4, x + width - 4), (y + height - 4, y + 4), color="#333333", zorder=depth)
    elif kind == "led":
        axes.fill_between((x + 3, x + width - 3), y + 3, y + height - 3, color=box["oncolor"], lw=0, zorder=depth)
    elif kind == "ezdac~":
        cone = [(0.2, 0.4), (0.35, 0.4), (0.6, 0.2), (0.6, 0.8), (0.35, 0.6), (0.2, 0.6)]
        axes.fill([x + u * width for u, _ in cone], [y + v * height for _, v in cone], color="#333333", zorder=depth)
    words = box.get("text", "") or SHOWN.get(name, "")
    if not words:
        return
    look: dict[str, Any] = {
        "fontsize": size * POINTS,
        "va": "center",
        "zorder": depth,
        "family": ["Arial", "Liberation Sans", "DejaVu Sans"],
    }
    if kind == "textbutton":
        axes.text(x + width / 2, y + height / 2, words, ha="center", color=box.get("textcolor", "#111111"), **look)
        return
    several = kind == "comment" and height > 2 * size  # a comment of one line is wide enough for it in Max's font
    lines = textwrap.wrap(words, max(1, int(width / (size * 0.54)))) if several else [words]
    axes.text(x + 4, y + height / 2, "\n".join(lines), ha="left", color=box.get("textcolor", "#111111"), **look)


if __name__ == "__main__":
    draw(PATCH, Path(sys.argv[1]))
