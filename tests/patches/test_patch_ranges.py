"""The numbers in the shipped patches go exactly as far as the table and the settings allow."""

import json
import re
from pathlib import Path

import pytest

from live_daemon.osc.addresses import CONTROLS, INCOMING, VALUES
from live_daemon.settings import range_of

PACKAGE = Path(__file__).parents[2] / "max_patches"
SECONDS = INCOMING["/dream/seed/live"].arguments[0]
OTHERS = {"seconds": (SECONDS.minimum, SECONDS.maximum), "stagger": tuple(range_of("voices.stagger_s"))}
NUMBERS = {
    path: (INCOMING[path].arguments[0].minimum, INCOMING[path].arguments[0].maximum)
    for name, path in VALUES.items()
    if INCOMING[path].arguments[0].type == "f"
}


@pytest.fixture(scope="module")
def max_boxes():
    patch = json.loads((PACKAGE / "patchers" / "live_daemon.maxpat").read_text(encoding="utf-8"))
    boxes = [one["box"] for one in patch["patcher"]["boxes"]]
    return {box["varname"]: (box["minimum"], box["maximum"]) for box in boxes if "minimum" in box}


@pytest.fixture(scope="module")
def pd_boxes():
    text = (PACKAGE / "pd" / "live_daemon.pd").read_text(encoding="utf-8")
    found = re.findall(r"nbx \d+ \d+ (\S+) (\S+) \d \d (\S+)", text)
    return {name.replace("\\", ""): (float(low), float(high)) for low, high, name in found}


def test_numbers_of_the_max_front(max_boxes):
    names = {path: f"control_{key}" if key in CONTROLS else f"follower_{key}" for key, path in VALUES.items()}
    shown = {path: limits for path, limits in NUMBERS.items() if names[path] in max_boxes}
    assert len(shown) >= 10
    assert {path: max_boxes[names[path]] for path in shown} == shown
    assert max_boxes["live_seconds"] == OTHERS["seconds"]
    assert max_boxes["stagger_s"] == OTHERS["stagger"]


def test_numbers_of_the_pd_front(pd_boxes):
    shown = {path: limits for path, limits in NUMBERS.items() if path in pd_boxes}
    assert len(shown) >= 10
    assert {path: pd_boxes[path] for path in shown} == shown
    assert pd_boxes["ld-live-s"] == OTHERS["seconds"]
    assert pd_boxes["ld-stagger"] == OTHERS["stagger"]
