"""The patches of the package as files: what they hold is what the table of addresses and Max's reference say."""

from __future__ import annotations

import copy
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from live_daemon.osc.addresses import INCOMING, OUTGOING, Argument, check_incoming
from support import max_patch, pd_patch

PACKAGE = Path(__file__).resolve().parents[1] / "max_patches"
MAX_PATCH = PACKAGE / "patchers" / "live_daemon.maxpat"
PD_PATCH = PACKAGE / "pd" / "live_daemon.pd"

Patcher = dict[str, Any]


@pytest.fixture(scope="module")
def patch() -> Patcher:
    return max_patch.read(MAX_PATCH)


def test_the_patches_are_what_their_builder_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("py2max", reason="py2max is not installed (pip install py2max)")
    monkeypatch.syspath_prepend(str(PACKAGE))
    for name in [name for name in sys.modules if name.split(".")[0] in ("builders", "build_patches")]:
        monkeypatch.delitem(sys.modules, name)
    import build_patches

    written = build_patches.build(tmp_path)
    assert {file.suffix for file in written} == {".maxpat", ".pd"}
    for file in written:
        shipped = PACKAGE / file.relative_to(tmp_path)
        assert shipped.read_bytes() == file.read_bytes(), f"{shipped} is stale: python max_patches/build_patches.py"


def test_py2max_has_nothing_against_the_max_patch() -> None:
    py2max = pytest.importorskip("py2max", reason="py2max is not installed (pip install py2max)")
    from py2max.lint import lint

    assert [str(finding) for finding in lint(py2max.Patcher.from_file(MAX_PATCH))] == []


def test_every_cord_of_the_max_patch_ends_in_a_port_that_exists(patch: Patcher) -> None:
    assert max_patch.faults(patch) == []


def test_the_max_patch_has_the_addresses_of_the_table(patch: Patcher) -> None:
    sent, heard = max_patch.addresses(patch)
    assert sent == set(INCOMING)
    assert heard == set(OUTGOING)
    everywhere = set(re.findall(r"/dream/[a-z_/]+", json.dumps(patch)))
    assert everywhere == set(INCOMING) | set(OUTGOING)


def test_what_the_max_patch_sends_is_what_the_table_takes(patch: Patcher) -> None:
    samples: dict[str, object] = {"i": 1, "f": 1.0, "s": "word", "a": 1}

    def sample(argument: Argument) -> object:
        if argument.type == "f" and argument.maximum is not None:
            return min(1.0, argument.maximum)
        return argument.choices[0] if argument.choices else samples[argument.type]

    for one in max_patch.objects(patch):
        if one.kind == "message" and one.words and one.words[0].startswith("/"):
            address, *words = one.words
            row = INCOMING[address].arguments
            values = [
                sample(row[index]) if word.startswith("$") else (float(word) if word.isdigit() else word)
                for index, word in enumerate(words)
            ]
            check_incoming(address, values)
            assert [word for word in words if word.startswith("$")] == [
                f"${n + 1}" for n in range(sum("$" in w for w in words))
            ]


def test_every_send_of_the_max_patch_has_its_receive(patch: Patcher) -> None:
    assert max_patch.unpaired_names(patch) == set()


def _miss_a_port(patch: Patcher) -> None:
    patch["lines"][0]["patchline"]["destination"][1] = 9


def _lose_a_box(patch: Patcher) -> None:
    patch["lines"][0]["patchline"]["source"][0] = "obj-9999"


def _invent_an_object(patch: Patcher) -> None:
    box = next(item["box"] for item in patch["boxes"] if item["box"]["maxclass"] == "newobj")
    box["text"] = "dreamer~ 4"


def _miss_a_port_inside(patch: Patcher) -> None:
    inner = next(item["box"]["patcher"] for item in patch["boxes"] if "patcher" in item["box"])
    inner["lines"][0]["patchline"]["source"][1] = 40


@pytest.mark.parametrize("break_it", [_miss_a_port, _lose_a_box, _invent_an_object, _miss_a_port_inside])
def test_the_check_of_cords_sees_a_broken_patch(patch: Patcher, break_it: Callable[[Patcher], None]) -> None:
    broken = copy.deepcopy(patch)
    break_it(broken)
    assert max_patch.faults(broken)


def _shown(patch: Patcher) -> list[dict[str, Any]]:
    return [item["box"] for item in patch["boxes"] if item["box"].get("presentation")]


def _overlap(one: list[float], other: list[float]) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def test_nothing_on_the_front_of_the_max_patch_overlaps_or_leaves_its_panel(patch: Patcher) -> None:
    assert patch["openinpresentation"] == 1
    panels = [box["presentation_rect"] for box in _shown(patch) if box["maxclass"] == "panel"]
    rest = [box for box in _shown(patch) if box["maxclass"] != "panel"]
    assert len(panels) == 5  # title, record, dreams, loops and follower, status
    assert not [(a, b) for index, a in enumerate(panels) for b in panels[:index] if _overlap(a, b)]
    for index, box in enumerate(rest):
        x, y, width, height = box["presentation_rect"]
        around = [
            p for p in panels if p[0] <= x and p[1] <= y and x + width <= p[0] + p[2] and y + height <= p[1] + p[3]
        ]
        assert len(around) == 1, f"{box.get('text') or box.get('varname')} leaves its panel"
        for other in rest[:index]:
            both = (box.get("text") or box.get("varname"), other.get("text") or other.get("varname"))
            assert not _overlap(box["presentation_rect"], other["presentation_rect"]), both


def test_words_on_the_front_of_the_max_patch_fit(patch: Patcher) -> None:
    common = pytest.importorskip("py2max.core.common", reason="py2max is not installed (pip install py2max)")
    for box in _shown(patch):
        words = box.get("text", "")
        if words and box["maxclass"] in ("comment", "textbutton"):
            size, (_, _, width, height) = box.get("fontsize", 12.0), box["presentation_rect"]
            lines = int((height - 4) // (size * 1.15)) or 1
            needed = common.text_width(words, size)
            slack = 0 if lines == 1 else 40 * (lines - 1)  # words break before the edge
            assert needed + slack <= (width - 8) * lines, f"{words!r} needs {needed:.0f}, has {width} x {lines}"


def test_every_control_of_the_max_patch_has_a_name_of_its_own(patch: Patcher) -> None:
    """Max 9 reaches a control over OSC by its parameter's name."""
    controls = [box for box in _shown(patch) if box["maxclass"] not in ("comment", "panel")]
    names = [box["varname"] for box in controls]
    assert len(set(names)) == len(names)
    reachable = {
        box["saved_attribute_attributes"]["valueof"]["parameter_longname"]: box["varname"]
        for box in controls
        if box.get("parameter_enable")
    }
    assert all(name == varname for name, varname in reachable.items())
    assert {"record", "panic", "follow", "loop_gain", "loop_mute", "loop_layer", "stagger_s", "dream_level"} <= set(
        reachable
    )


def test_the_pd_twin_has_the_addresses_of_the_table() -> None:
    sent, heard = pd_patch.addresses(pd_patch.read(PD_PATCH))
    assert sent == set(INCOMING)
    assert heard == set(OUTGOING)
    everywhere = {address.rstrip("/") for address in re.findall(r"/dream/[a-z_/]+", PD_PATCH.read_text())}
    assert everywhere == set(INCOMING) | set(OUTGOING)


@pytest.mark.parametrize(
    ("right", "wrong"), [("oscformat dream ping", "oscformat dream pin"), ("s /dream/pong", "s /dream/ping")]
)
def test_the_check_of_pd_addresses_sees_a_wrong_one(tmp_path: Path, right: str, wrong: str) -> None:
    broken = tmp_path / "broken.pd"
    broken.write_text(PD_PATCH.read_text().replace(right, wrong))
    sent, heard = pd_patch.addresses(pd_patch.read(broken))
    assert (sent, heard) != (set(INCOMING), set(OUTGOING))


def test_every_cord_of_the_pd_twin_joins_two_boxes() -> None:
    for file in (PD_PATCH, PACKAGE / "pd" / "ld.voice~.pd"):
        for canvas in pd_patch.read(file):
            for source, _, target, _ in canvas.cords:
                assert 0 <= source < len(canvas.boxes)
                assert 0 <= target < len(canvas.boxes)
                assert not canvas.boxes[source].startswith("comment:")


def test_nothing_inside_the_pd_twin_overlaps() -> None:
    *insides, _ = pd_patch.read(PD_PATCH)  # the front, last, is made of fields that other things lie on
    (voice,) = pd_patch.read(PACKAGE / "pd" / "ld.voice~.pd")
    for canvas in (*insides, voice):
        assert pd_patch.overlaps(canvas) == []


def test_the_package_tells_max_what_it_is() -> None:
    info = json.loads((PACKAGE / "package-info.json").read_text(encoding="utf-8"))
    assert info["name"] == "live-daemon"
    assert set(info) >= {"version", "author", "description", "max_version_min", "os"}
