"""Max patches have in their files what Max itself writes: compared with facts read in some 280 patches saved by Max."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support import max_patch
from support.max_patch import PACKAGE

PATCHES = max_patch.all_patches()
every_patch = pytest.mark.parametrize("file", PATCHES, ids=lambda file: file.name)

# What comes out of objects, as Max writes it; a box's text, or its class where it is no text box.
SEEN = {
    "line~": ["signal", "bang"],
    "sfplay~ 1": ["signal", "bang"],
    "vst~ 2 2": ["signal", "signal", "", "list", "int", "", "", ""],
    "*~": ["signal"],
    "r ld.panic": [""],
    "t b b": ["bang", "bang"],
    "sel 0": ["bang", ""],
    "unpack s 0": ["", "int"],
    "opendialog fold": ["", "bang"],
    "conformpath slash boot": ["", "int"],
    "zl reg": ["", ""],
    "loadbang": ["bang"],
    "uzi": ["bang", "bang", "int"],
    "led": ["int"],
    "flonum": ["", "bang"],
    "number": ["", "bang"],
    "slider": [""],
    "multislider": ["", ""],
    "textbutton": ["", "", "int"],
    "umenu": ["int", "", ""],
    "meter~": ["float"],
    "message": [""],
}
SILENT = {"s", "print", "udpsend", "panel", "outlet", "ezdac~", "comment"}
ASKED = {"led", "multislider", "slider", "flonum", "number", "umenu", "textbutton"}


def boxes(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The path of subpatchers and every box."""
    for where, level in max_patch.levels(max_patch.read(file)):
        for item in level["boxes"]:
            yield where, item["box"]


def text_of(box: dict[str, Any]) -> str:
    return str(box["text"]) if box["maxclass"] == "newobj" else str(box["maxclass"])


@every_patch
def test_outlets_are_as_max_writes_them(file: Path) -> None:
    for one in max_patch.objects(max_patch.read(file)):
        types = one.json.get("outlettype")
        if one.kind in SILENT:
            assert types is None, f"{one} has no outlet"
        if types is not None:
            assert set(types) <= {"", "signal", "bang", "int", "float", "list"}, str(one)
            assert len(types) == one.json["numoutlets"] > 0, str(one)
        expected = SEEN.get(text_of(one.json))
        assert expected in (None, types), str(one)
        assert one.ports is not None
        assert one.json["numoutlets"] == one.ports[1], str(one)
        if one.kind in ("r", "inlet") or "patcher" in one.json:
            assert one.json["numinlets"] == one.ports[0], str(one)


def test_every_fact_is_of_use() -> None:
    found = {text_of(box) for file in PATCHES for _, box in boxes(file)}
    assert set(SEEN) <= found
    assert found >= {"panel", "outlet", "ezdac~", *ASKED}


@every_patch
def test_a_cord_that_carries_sound_says_so_at_its_source(file: Path) -> None:
    """What goes into the loudspeaker, a meter or a file is a signal, a command, or the inlet of an abstraction."""
    for _, level in max_patch.levels(max_patch.read(file)):
        here = {item["box"]["id"]: item["box"] for item in level["boxes"]}
        for line in level["lines"]:
            (source, outlet), (target, inlet) = line["patchline"]["source"], line["patchline"]["destination"]
            kind, into = text_of(here[source]).split()[0], text_of(here[target]).split()[0]
            if into in ("ezdac~", "meter~", "sfrecord~") and inlet == 0 and kind not in ("message", "inlet", "t"):
                assert here[source]["outlettype"][outlet] == "signal", f"{kind} into {into}"


@every_patch
def test_ports_are_numbered_from_left_to_right(file: Path) -> None:
    for _, level in max_patch.levels(max_patch.read(file)):
        for kind in ("inlet", "outlet"):
            ports = [item["box"] for item in level["boxes"] if item["box"]["maxclass"] == kind]
            ports.sort(key=lambda box: float(box["patching_rect"][0]))
            assert [box["index"] for box in ports] == list(range(1, len(ports) + 1))


@every_patch
def test_every_parameter_is_listed_in_its_patch(file: Path) -> None:
    patcher = max_patch.read(file)
    found = {}
    for where, box in boxes(file):
        if box["maxclass"] in ASKED:
            assert box["parameter_enable"] in (0, 1), box.get("varname")
        if box.get("parameter_enable"):
            path = "::".join([*where.strip("/").split("/"), box["id"]]) if where else box["id"]
            name = box["saved_attribute_attributes"]["valueof"]["parameter_longname"]
            found[path] = [name, name, 0]
    listed = dict(patcher.get("parameters", {}))
    assert ("parameters" in patcher) == bool(found)
    if found:
        assert listed.pop("inherited_shortname") == 1
        assert listed.pop("parameterbanks")["0"]["parameters"] == ["-"] * 8
    assert listed == found


@every_patch
def test_a_patch_names_the_abstractions_that_it_needs(file: Path) -> None:
    def needed(patch: Path) -> set[str]:
        own = {one.kind for one in max_patch.objects(max_patch.read(patch)) if one.kind.startswith("ld.")}
        return own.union(*(needed(PACKAGE / "patchers" / f"{name}.maxpat") for name in own))

    patcher = max_patch.read(file)
    cache = patcher["dependency_cache"]
    assert [one["name"] for one in cache] == sorted(f"{name}.maxpat" for name in needed(file))
    for one in cache:
        assert (file.parent / one["patcherrelativepath"] / one["name"]).is_file()
        assert (one["type"], one["implicit"]) == ("JSON", 1)
    inner = [level for where, level in max_patch.levels(patcher) if where]
    assert not any({"dependency_cache", "parameters", "autosave"} & set(level) for level in inner)


def test_the_package_says_what_max_s_package_manager_reads() -> None:
    info = json.loads((PACKAGE / "package-info.json").read_text(encoding="utf-8"))
    assert info["extensible"] == 1
    assert info["package_extra"]["copyright"]
    for field in ("version", "max_version_min"):
        assert [part.isdigit() for part in info[field].split(".")] == [True] * 3
    project = (PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{info["version"]}"' in project
