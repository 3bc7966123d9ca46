"""Draws every Max patch of the package: ``python max_patches/draw_patches.py`` writes docs/img/max/*.svg.

Max itself is not needed: the pictures are drawn from the files.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from builders import max_svg
from live_daemon.settings import FollowerSettings

PACKAGE = Path(__file__).parent
PICTURES = PACKAGE.parent / "docs" / "img" / "max"
FOLDERS = ("patchers", "help", "extras", "examples")

# Sample values, so that the pictures of the fronts are not empty forms.
SHOWN: dict[str, Any] = {
    "take": "recordings/take-20261121-201502-003.wav",
    "folder": "~/live-daemon/recordings",
    "state": "dreaming",
    "model": "nylon-answers-full",
    "model_menu": "nylon-answers-full",
    "bank_menu": "sympathetic strings",
    "says": "dream 3 is ready: 10 s",
    "live_seconds": "5.",
    "stagger_s": "2.",
    "voices": "4",
    "sounding": "2",
    "waiting": "1",
    "loops": "8",
    "daemon_voices": "0",
    "queue": "1",
    "xruns": "0",
    "load": "0.04",
    "latency_ms": "4.",
    "bands": "82.4 110. 146.8 196. 246.9 329.6",
    "section": "2: swell and tremolo",
    "layer_swell": True,
    "layer_tremolo": True,
    "take_s": "4.",
    "stagger": "3.",
    "dreams": "7",
    "map_loop": "2",
    "map_band": "0",
    "map_weight": "0.5",
    "dream_level": 0.7,
    "progress": 0.6,
    "input_level": 0.55,
    "daemon_input": 0.7,
    "recorded_s": "0.",
    "heard": (0.05, 0.0, 0.1, 0.8, 0.3, 0.1, 0.0, 0.55, 0.2, 0.0, 0.3, 0.1),
    **{
        f"loop_{number}_name": f"{word}-{number + 1:04d}"
        for number, word in enumerate(("open", "harmonics", "bow", "low", "take-1", "take-2", "bells", "last"))
    },
    "gains": (0.1, 0.15, 0.85, 0.6, 0.2, 0.05, 0.45, 0.3),
    "dream_on_take": True,
    "play_dreams": True,
    "follow": True,
    "loop_2_gain": 0.2,
    "loop_5_mute": True,
    "loop_3_layer": "tremolo",
    "loop_6_layer": "ring",
    "control_temperature": "1.",
    "level_dreams": "1.",
    "level_loops": "1.",
    "control_energy_hold": "0.25",
    "control_influence": "1.",
    "control_tau": "1.",
    "control_sampling": "full",
    **{
        f"follower_{name}": f"{value:g}."
        for name, value in vars(FollowerSettings()).items()
        if isinstance(value, float)
    },
}


def pictures() -> dict[str, str]:
    """Return name and SVG text of the picture of every Max patch; a patch with a front is drawn in both views."""
    drawn = {}
    for folder in FOLDERS:
        for file in sorted((PACKAGE / folder).glob("*.max*")):
            patcher = json.loads(file.read_text(encoding="utf-8"))["patcher"]
            name = f"{file.stem}{'-help' if file.suffix == '.maxhelp' else ''}".replace("~", "").replace(" ", "_")
            if patcher.get("openinpresentation"):
                drawn[f"{name}.svg"] = max_svg.presentation(patcher, SHOWN)
                name += "-inside"
            drawn[f"{name}.svg"] = max_svg.patching(patcher)
    return drawn


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, text in pictures().items():
        (PICTURES / name).write_text(text, encoding="utf-8", newline="\n")
        print(PICTURES / name)
