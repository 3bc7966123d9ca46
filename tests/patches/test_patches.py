"""The Max patches of the package as files: what they hold is what the tables of the package and Max's reference say."""

from __future__ import annotations

import copy
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from live_daemon.osc.addresses import INCOMING, OUTGOING, STATE, Argument, OscRefusedError, check_incoming
from support import max_patch
from support.max_patch import PACKAGE, Patcher

MAIN = PACKAGE / "patchers" / "live_daemon.maxpat"
OSC = PACKAGE / "patchers" / "ld.osc.maxpat"
FRONTS = [MAIN, *sorted((PACKAGE / "examples").glob("*.maxpat")), PACKAGE / "extras" / "live-daemon Overview.maxpat"]
PATCHES = max_patch.all_patches()
every_patch = pytest.mark.parametrize("file", PATCHES, ids=lambda file: file.name)


@pytest.fixture(scope="module")
def builders() -> Iterator[Callable[[str], ModuleType]]:
    """Imports modules of the package's builder by name."""
    pytest.importorskip("py2max", reason="py2max is not installed (pip install py2max)")
    import importlib

    before = set(sys.modules)
    sys.path.insert(0, str(PACKAGE))
    yield importlib.import_module
    sys.path.remove(str(PACKAGE))
    for name in set(sys.modules) - before:
        if name.split(".")[0] in ("builders", "build_patches", "draw_patches"):
            del sys.modules[name]


def test_the_patches_are_what_their_builder_writes(tmp_path: Path, builders: Callable[[str], ModuleType]) -> None:
    written = builders("build_patches").build(tmp_path)
    assert {file.suffix for file in written} == {".maxpat", ".maxhelp", ".xml", ".pd"}
    for file in written:
        shipped = PACKAGE / file.relative_to(tmp_path)
        assert shipped.read_bytes() == file.read_bytes(), f"{shipped} is stale: python max_patches/build_patches.py"
    assert {file for file in written if file.suffix.startswith(".max")} == {
        tmp_path / file.relative_to(PACKAGE) for file in PATCHES
    }


def test_every_patch_looks_as_in_its_picture(builders: Callable[[str], ModuleType]) -> None:
    """A change that nobody meant is seen; one that is meant is looked at: draw again, and open the pictures."""
    drawing = builders("draw_patches")
    drawn = drawing.pictures()
    assert {file.name for file in drawing.PICTURES.glob("*.svg")} == set(drawn)
    for name, text in drawn.items():
        ElementTree.fromstring(text)
        golden = (drawing.PICTURES / name).read_text(encoding="utf-8")
        assert golden == text, f"docs/img/max/{name} is stale: python max_patches/draw_patches.py"


@every_patch
def test_py2max_has_nothing_against_it(file: Path) -> None:
    py2max = pytest.importorskip("py2max", reason="py2max is not installed (pip install py2max)")
    from py2max.lint import lint

    ours = {patch.stem for patch in PACKAGE.glob("patchers/*.maxpat")}
    findings = [str(finding) for finding in lint(py2max.Patcher.from_file(file))]
    if max_patch.read(file).get("openinpresentation"):  # the window has the size of the front, not of what is behind it
        findings = [line for line in findings if "W-OFFCANVAS" not in line]
    # Our own abstractions are not in Max's reference.
    assert [line for line in findings if not any(f"'{name}'" in line for name in ours)] == []


@every_patch
def test_every_cord_ends_in_a_port_that_exists(file: Path) -> None:
    assert max_patch.faults(max_patch.read(file)) == []


@every_patch
def test_nothing_lies_on_anything_else(file: Path) -> None:
    assert max_patch.collisions(max_patch.read(file)) == []


def _sample(argument: Argument) -> object:
    if argument.type == "f" and argument.maximum is not None:
        return min(1.0, argument.maximum)
    return argument.choices[0] if argument.choices else {"i": 1, "f": 1.0, "s": "word", "a": 1}[argument.type]


def message_faults(patcher: Patcher) -> list[str]:
    """Messages to the daemon that it would refuse, and $ arguments that are not counted from 1."""
    found = []
    for one in max_patch.objects(patcher):
        if one.kind == "message" and one.words and one.words[0].startswith("/"):
            address, *words = one.words
            row = INCOMING[address].arguments if address in INCOMING else ()
            holes = [word for word in words if word.startswith("$")]
            values = [
                _sample(row[min(index, len(row) - 1)]) if row and word.startswith("$") else _number(word)
                for index, word in enumerate(words)
            ]
            try:
                check_incoming(address, values)
            except OscRefusedError as error:
                found.append(str(error))
            if sorted(holes) != [f"${number + 1}" for number in range(len(holes))]:
                found.append(f"{' '.join(one.words)}: its $ are not counted from 1")
    return found


def _number(word: str) -> object:
    try:
        return float(word)
    except ValueError:
        return word


@every_patch
def test_what_a_patch_sends_is_what_the_table_takes(file: Path) -> None:
    patcher = max_patch.read(file)
    assert message_faults(patcher) == []
    everywhere = set(re.findall(r"/dream/[a-z_/]+[a-z]", json.dumps([one.words for one in max_patch.objects(patcher)])))
    # A comment may speak of a family of addresses.
    known = set(INCOMING) | set(OUTGOING)
    assert {one for one in everywhere if not any(row.startswith(one) for row in known)} == set()


def test_the_main_patch_sends_every_address_and_the_wire_hears_every_address() -> None:
    sent, heard = max_patch.addresses(max_patch.read(MAIN))
    from_recorder, _ = max_patch.addresses(max_patch.read(PACKAGE / "patchers" / "ld.record~.maxpat"))
    assert sent | from_recorder == set(INCOMING)
    silences = {"/dream/panic", "/dream/unmute"}  # of its own way out: who asks the daemon means this Max as well
    assert max_patch.addresses(max_patch.read(OSC))[1] == {*OUTGOING, *STATE, *silences}
    assert heard <= {*OUTGOING, *STATE} and set(STATE) <= heard


def test_the_help_shows_every_address_with_every_argument() -> None:
    patcher = max_patch.read(PACKAGE / "help" / "ld.osc.maxhelp")
    sent, heard = max_patch.addresses(patcher)
    assert (sent, heard) == (set(INCOMING), set(OUTGOING))
    words = " ".join(" ".join(one.words) for one in max_patch.objects(patcher) if one.kind == "comment")
    for row in (*INCOMING.values(), *OUTGOING.values()):
        assert " ".join(row.meaning.split()) in words
        for argument in row.arguments:
            assert f"{argument.name} ({argument.rule}" in words
    assert all(level["showontab"] == 1 for where, level in max_patch.levels(patcher) if where)


def test_every_send_has_its_receive_in_the_patch_or_in_its_abstractions() -> None:
    abstractions = {file.stem: max_patch.read(file) for file in (PACKAGE / "patchers").glob("ld.*.maxpat")}
    inside = [max_patch.sends_and_receives(one) for one in abstractions.values()]
    sent_inside, heard_inside = (set().union(*(names[side] for names in inside)) for side in (0, 1))
    for file in PATCHES:
        if file.parent.name == "help":
            continue
        sends, receives = max_patch.sends_and_receives(max_patch.read(file))
        assert sends - receives - heard_inside - {*OUTGOING, *STATE} == set(), file.name
        # PANIC is a button of the fronts; an abstraction alone has nobody who presses it.
        assert receives - sends - sent_inside - {"ld.panic", "ld.unmute"} == set(), file.name


@pytest.mark.parametrize(
    "name", ["ld.osc", "ld.record~", "ld.voice~", "ld.dreams~", "ld.follow~", "ld.loop~", "ld.bridge~"]
)
def test_an_abstraction_has_the_ports_of_its_table_from_left_to_right(
    name: str, builders: Callable[[str], ModuleType]
) -> None:
    table = builders("builders.abstractions").ABSTRACTIONS
    assert set(table) == {file.stem for file in (PACKAGE / "patchers").glob("ld.*.maxpat")}
    boxes = [item["box"] for item in max_patch.read(PACKAGE / "patchers" / f"{name}.maxpat")["boxes"]]
    for kind, ports in (("inlet", table[name].inlets), ("outlet", table[name].outlets)):
        placed = sorted((box for box in boxes if box["maxclass"] == kind), key=lambda box: box["patching_rect"][0])
        assert [box["comment"] for box in placed] == [port.meaning for port in ports]
    reference = ElementTree.parse(PACKAGE / "docs" / f"{name}.maxref.xml").getroot()
    assert reference.get("name") == name
    assert len(reference.findall("inletlist/inlet")) == len(table[name].inlets)
    assert len(reference.findall("outletlist/outlet")) == len(table[name].outlets)
    assert (PACKAGE / "help" / f"{name}.maxhelp").exists()


def _shown(patch: Patcher) -> list[dict[str, Any]]:
    return [item["box"] for item in patch["boxes"] if item["box"].get("presentation")]


def outside(patch: Patcher) -> list[str]:
    """Controls of a front that lie in no panel, or over a panel's edge."""
    panels = [box["presentation_rect"] for box in _shown(patch) if box["maxclass"] == "panel"]
    found = []
    for box in _shown(patch):
        x, y, width, height = box["presentation_rect"]
        inside = [
            one
            for one in panels
            if one[0] <= x and one[1] <= y and x + width <= one[0] + one[2] and y + height <= one[1] + one[3]
        ]
        cut = [one for one in panels if one not in inside and max_patch.overlap(one, box["presentation_rect"])]
        if not inside or (cut and box["maxclass"] != "panel"):
            found.append(box.get("text") or box.get("varname", "panel"))
    return found


def unreadable(patch: Patcher) -> list[str]:
    """Words on the front that do not fit into their place; those on a button are not broken into lines."""
    from py2max.core.common import text_width

    found = []
    for box in _shown(patch):
        if box["maxclass"] not in ("comment", "textbutton"):
            continue
        size, (_, _, width, height) = box.get("fontsize", 12.0), box["presentation_rect"]
        for words in (box.get("text", ""), box.get("texton", "")):
            lines, used = 1, 0.0
            for word in words.split():
                wide = text_width(f"{word} ", size)
                if used and used + wide > width - 6 and box["maxclass"] == "comment":
                    lines, used = lines + 1, 0.0
                used += wide
                if used - text_width(" ", size) > width - 6:
                    found.append(words)
            if lines * size * 1.18 > height:
                found.append(words)
    return found


def names_faults(patch: Patcher) -> list[str]:
    """Controls without a name, names given twice, parameters that are called otherwise than their control."""
    controls = [box for box in _shown(patch) if box["maxclass"] not in ("comment", "panel")]
    names = [box.get("varname", "") for box in controls]
    found = [name or "no name" for name in names if names.count(name) > 1 or not name]
    for box in controls:
        if box.get("parameter_enable"):
            parameter = box["saved_attribute_attributes"]["valueof"]["parameter_longname"]
            if parameter != box.get("varname"):
                found.append(parameter)
    return found


@pytest.mark.parametrize("file", FRONTS, ids=lambda file: file.name)
def test_a_front_can_be_read_and_hit_on_a_dark_stage(file: Path) -> None:
    pytest.importorskip("py2max", reason="py2max is not installed (pip install py2max)")
    patch = max_patch.read(file)
    assert patch["openinpresentation"] == 1
    assert outside(patch) == []
    assert unreadable(patch) == []
    for box in _shown(patch):
        if box["maxclass"] == "comment" or box.get("varname") == "panic":
            back, ink = (box.get("bgcolor", [0.13, 0.14, 0.16]), box["textcolor"])
            assert abs(_luminance(ink) - _luminance(back)) > 0.4, box["text"]
        if box["maxclass"] == "textbutton":
            assert min(box["presentation_rect"][2:]) >= 26, box["text"]
    if file.parent.name != "extras":
        panic = next(box for box in _shown(patch) if box.get("varname") == "panic")
        assert panic["presentation_rect"][2] >= 150


def _luminance(colour: list[float]) -> float:
    """Of WCAG 2, roughly: linear light is close to the square."""
    red, green, blue = (part**2.2 for part in colour[:3])
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) ** (1 / 2.2)


@pytest.mark.parametrize("file", FRONTS, ids=lambda file: file.name)
def test_every_control_has_a_name_of_its_own_by_which_max_9_reaches_it(file: Path) -> None:
    assert names_faults(max_patch.read(file)) == []


def test_the_controls_that_a_performer_needs_are_parameters() -> None:
    def parameters(file: Path) -> set[str]:
        return {box["varname"] for box in _shown(max_patch.read(file)) if box.get("parameter_enable")}

    assert parameters(MAIN) >= {"record", "panic", "follow", "dream_live", "stagger_s", "dream_level", "loop_0_gain"}
    assert parameters(PACKAGE / "examples" / "sympathetic_strings.maxpat") >= {"go", "record", "panic", "layer_ring"}
    assert parameters(PACKAGE / "examples" / "variations.maxpat") >= {"record", "panic", "dream_level", "voices"}


# -- every check sees what it is for ---------------------------------------------------------------------------------


def _box(patch: Patcher, maxclass: str, text: str = "") -> dict[str, Any]:
    for _, level in max_patch.levels(patch):
        for item in level["boxes"]:
            if item["box"]["maxclass"] == maxclass and item["box"].get("text", "").startswith(text):
                box: dict[str, Any] = item["box"]
                return box
    raise LookupError(f"no {maxclass} {text}")


def _miss_a_port(patch: Patcher) -> None:
    patch["lines"][0]["patchline"]["destination"][1] = 9


def _lose_a_box(patch: Patcher) -> None:
    patch["lines"][0]["patchline"]["source"][0] = "obj-9999"


def _draw_a_cord_twice(patch: Patcher) -> None:
    patch["lines"].append(copy.deepcopy(patch["lines"][0]))


def _invent_an_object(patch: Patcher) -> None:
    _box(patch, "newobj", "adc~")["text"] = "dreamer~ 4"


def _miss_a_port_of_an_abstraction(patch: Patcher) -> None:
    _box(patch, "newobj", "ld.record~")["numoutlets"] = 7


def _miss_a_port_inside(patch: Patcher) -> None:
    inner = next(item["box"]["patcher"] for item in patch["boxes"] if "patcher" in item["box"])
    inner["lines"][0]["patchline"]["source"][1] = 40


def _misspell_an_address(patch: Patcher) -> None:
    _box(patch, "message", "/dream/ping")["text"] = "/dream/pin 1"


def _send_too_much(patch: Patcher) -> None:
    _box(patch, "message", "/dream/loop/gain")["text"] = "/dream/loop/gain 0 7"


def _skip_a_dollar(patch: Patcher) -> None:
    _box(patch, "message", "/dream/follower/map")["text"] = "/dream/follower/map $1 $2 $4"


def _push_a_button_onto_another(patch: Patcher) -> None:
    _box(patch, "textbutton", "PANIC")["presentation_rect"] = [340.0, 110.0, 200.0, 52.0]


def _push_a_button_over_the_edge(patch: Patcher) -> None:
    _box(patch, "textbutton", "automatic")["presentation_rect"][0] += 60


def _say_too_much(patch: Patcher) -> None:
    _box(patch, "textbutton", "automatic")["text"] = "as the pitches of the loop say"


def _forget_a_name(patch: Patcher) -> None:
    del _box(patch, "ezdac~")["varname"]


@pytest.mark.parametrize(
    ("break_it", "check"),
    [
        (_miss_a_port, max_patch.faults),
        (_lose_a_box, max_patch.faults),
        (_draw_a_cord_twice, max_patch.faults),
        (_invent_an_object, max_patch.faults),
        (_miss_a_port_of_an_abstraction, max_patch.faults),
        (_miss_a_port_inside, max_patch.faults),
        (_misspell_an_address, message_faults),
        (_send_too_much, message_faults),
        (_skip_a_dollar, message_faults),
        (_push_a_button_onto_another, max_patch.collisions),
        (_push_a_button_over_the_edge, outside),
        (_say_too_much, unreadable),
        (_forget_a_name, names_faults),
    ],
)
def test_a_check_sees_a_broken_patch(
    break_it: Callable[[Patcher], None], check: Callable[[Patcher], list[str]]
) -> None:
    pytest.importorskip("py2max", reason="py2max is not installed (pip install py2max)")
    broken = max_patch.read(MAIN)
    assert not check(broken)
    break_it(broken)
    assert check(broken)


def test_a_picture_sees_a_moved_box(builders: Callable[[str], ModuleType]) -> None:
    drawing = builders("draw_patches")
    patch = max_patch.read(MAIN)
    before = drawing.max_svg.presentation(patch, drawing.SHOWN)
    _box(patch, "textbutton", "ping")["presentation_rect"][0] += 2
    assert drawing.max_svg.presentation(patch, drawing.SHOWN) != before


def test_there_is_no_javascript_that_would_want_tests_of_its_own() -> None:
    """Everything is done with Max's own objects, in Max 8 as in Max 9."""
    kinds = {one.kind for file in PATCHES for one in max_patch.objects(max_patch.read(file))}
    assert kinds & {"js", "jsui", "v8", "v8ui", "node.script"} == set()
    assert list(PACKAGE.rglob("*.js")) == []


def test_the_package_tells_max_what_it_is() -> None:
    info = json.loads((PACKAGE / "package-info.json").read_text(encoding="utf-8"))
    assert info["name"] == "live-daemon"
    assert set(info) >= {"version", "author", "description", "max_version_min", "os"}
    assert (PACKAGE / "extras" / info["homepatcher"]).exists()
    assert (PACKAGE / "icon.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    opened = {
        one.words[1]
        for one in max_patch.objects(max_patch.read(FRONTS[-1]))
        if one.kind == "message" and one.words[:1] == ["load"]
    }
    for name in opened:
        assert any((PACKAGE / folder / name).exists() for folder in ("patchers", "help", "examples")), name
