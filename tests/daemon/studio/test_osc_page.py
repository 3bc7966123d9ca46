"""The page's OSC: written and read as python-osc does (in Node), and what becomes of a panic that cannot be sent."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

import live_daemon.studio
from live_daemon.console.pictures import Scene, View
from live_daemon.console.tree import Tree
from support.browser import PATIENCE_S, Chromium, needs_chromium
from support.console import ConsoleThread, nodes, osc
from support.node import in_node, needs_node

PAGE = Path(live_daemon.studio.__file__).parent / "page"


def in_page(module: str, script: str, folder: Path) -> Any:
    """What a script prints that has a module of the page as `page`."""
    for file in PAGE.glob("*.js"):
        shutil.copy(file, folder)
    (folder / "package.json").write_text('{"type": "module"}')
    return in_node(f"import * as page from './{module}.js';\n{script}", folder)


@pytest.mark.whole
@needs_node
def test_the_page_writes_osc_as_python_osc_does(tmp_path: Path) -> None:
    cases = {
        "/dream/loop/gain": (["3", "0.5"], osc("/dream/loop/gain", 3, 0.5)),
        "/dream/panic": ([], osc("/dream/panic")),
        "/dream/seed/live": (["5", "", "", ""], osc("/dream/seed/live", 5.0)),
        "/dream/loop/layer": (["0", "ring"], osc("/dream/loop/layer", 0, "ring")),
        "/dream/follower/bands": (["E2"], osc("/dream/follower/bands", "E2")),
        "/dream/pitches": (["60", "64"], osc("/dream/pitches", 60.0, 64.0)),
    }
    found = {node["FULL_PATH"]: node for node in nodes(Tree().answer("/").body or {})}
    script = "const cases = " + json.dumps({path: [found[path], words] for path, (words, _) in cases.items()}) + ";\n"
    script += "console.log(JSON.stringify(Object.fromEntries(Object.entries(cases).map(([path, [node, words]]) => "
    script += "[path, [...page.message(node, words)]]))))"
    written = in_page("osc", script, tmp_path)
    for path, (_, expected) in cases.items():
        assert bytes(written[path]) == expected, path


@pytest.mark.whole
@needs_node
def test_the_page_reads_what_the_daemon_tells(tmp_path: Path) -> None:
    packet = osc("/dream/ready", 3, "dreams/ä b.wav", 2.5)
    script = f"const bytes = Uint8Array.from({list(packet)});"
    script += "console.log(JSON.stringify(page.decode(bytes.buffer)))"
    assert in_page("osc", script, tmp_path) == {"address": "/dream/ready", "values": [3, "dreams/ä b.wav", 2.5]}


@pytest.mark.whole
@needs_node
def test_the_page_takes_in_the_pictures_that_the_console_sends(tmp_path: Path) -> None:
    """Everything at first, then only what moved, and the loops that are gone."""
    scene, view = Scene(), View()
    frames = []
    for gains in ([0.0, 1.0, 0.6], [0.0, 1.0, 0.2], [0.4]):
        scene.told("/dream/gains", gains)
        frames.append([*view.frame(scene)])
    script = f"""
    const levels = {{ inputDb: 0, loops: [], bands: [1, 1] }};
    console.log(JSON.stringify({frames}.map(frame => {{
      page.take(levels, Uint8Array.from(frame).buffer);
      return [levels.inputDb, [...levels.loops], [...levels.bands]];
    }})));
    """
    expected = [[-60, [0, 1, 0.6], []], [-60, [0, 1, 0.2], []], [-60, [0.4], []]]
    for (input_db, loops, bands), (wanted_db, wanted, none) in zip(
        in_page("pictures", script, tmp_path), expected, strict=True
    ):
        assert (input_db, bands) == (wanted_db, none) and loops == pytest.approx(wanted, abs=1 / 255)


@pytest.mark.whole
@needs_node
def test_what_cannot_be_sent_is_known(tmp_path: Path) -> None:
    """No socket yet, then connecting, open, closing, closed: sent once, and each other time the page knows it."""
    script = """
    const sent = [], osc = new page.Osc(), found = [osc.send("/dream/panic")];
    for (const readyState of [0, 1, 2, 3]) {
      osc._socket = { readyState, send: packet => sent.push([...new Uint8Array(packet.buffer ?? packet)]) };
      osc.open = true;  // as it stands until the end of a connection is told
      found.push(osc.send("/dream/panic"));
    }
    console.log(JSON.stringify({ found, sent }));
    """
    done = in_page("osc", script, tmp_path)
    assert done == {"found": [False, False, True, False, False], "sent": [list(osc("/dream/panic"))]}


@pytest.mark.whole
@needs_node
def test_fields_of_an_address_and_which_are_sent_while_they_move(tmp_path: Path) -> None:
    found = [node for node in nodes(Tree().answer("/").body or {}) if "TYPE" in node and node["ACCESS"] & 2]
    script = f"const found = {json.dumps(found)};"
    script += "console.log(JSON.stringify(Object.fromEntries(found.map(node => "
    script += "[node.FULL_PATH, [page.isState(node), page.fieldsOf(node)]]))))"
    told = in_page("addresses", script, tmp_path)
    state, fields = told["/dream/loop/gain"]
    assert state and [(one["type"], one["name"], one["optional"]) for one in fields] == [
        ("i", "loop", False),
        ("f", "gain", False),
    ]
    state, fields = told["/dream/seed"]
    assert not state and [one["optional"] for one in fields] == [False, True, True, True]
    actions = ("/dream/panic", "/dream/seed/live", "/dream/bank/load", "/dream/model/load", "/dream/live/start")
    assert not any(told[path][0] for path in (*actions, "/dream/unmute", "/dream/loop/effect"))
    assert all(told[path][0] for path in ("/dream/follower/q", "/dream/control/influence", "/dream/loop/mute"))
    assert told["/dream/loop/layer"][1][1]["range"]["VALS"] == ["swell", "tremolo", "ring"]


@pytest.mark.whole
@needs_node
def test_the_monitor_keeps_a_bounded_number_and_looks_through_them(tmp_path: Path) -> None:
    script = """
    const kept = new page.Messages(5);
    for (let n = 0; n < 8; n++) kept.add([{ way: n % 2 ? "in" : "out", address: "/A\\u202e", values: [n, 0.123456] }]);
    const texts = (ways, text) => kept.found(new Set(ways), text).map(page.textOf);
    console.log(JSON.stringify([kept.all.length, texts(["in"], ""), texts(["in", "out"], " 6 "), texts([], "")]));
    """
    line = "/A\\u202e {} 0.1235".format
    assert in_page("monitor", script, tmp_path) == [5, [line(7), line(5), line(3)], [line(6)], []]


@pytest.mark.whole
@needs_node
def test_the_verdict_of_a_sound_check(tmp_path: Path) -> None:
    """Green only where nothing failed and nothing was stopped; what was seen beside a stage is not the whole truth."""
    line = {"status": "fail"}
    nothing = {"running": False, "error": "", "stopped": False, "last": None}
    cases: list[tuple[dict[str, Any], str, str]] = [
        (nothing, "unknown", "Not checked yet"),
        (nothing | {"running": True, "began_at": 90}, "unknown", "10 s"),
        (nothing | {"last": {"safe": True, "beside": True}}, "safe", "while the stage runs"),
        (nothing | {"last": {"safe": True, "beside": False}}, "safe", "Tonight is safe"),
        (nothing | {"last": {"safe": False, "beside": True, "lines": [line, line]}}, "unsafe", "2 to put right"),
        (nothing | {"stopped": True, "last": {"safe": True, "beside": True}}, "unknown", "Stopped"),
        (nothing | {"error": "it ended", "last": {"safe": True, "beside": True}}, "unsafe", "it ended"),
    ]
    told = json.dumps([told for told, _, _ in cases])
    script = f"console.log(JSON.stringify({told}.map(told => page.verdictOf(told, 100))))"
    for (_, kind, words), found in zip(cases, in_page("check", script, tmp_path), strict=True):
        assert found[0] == kind and words in found[1]


@pytest.mark.whole
@needs_node
def test_what_a_field_holds_is_what_the_file_takes(tmp_path: Path) -> None:
    cases: list[tuple[str, str, str, Any]] = [
        ("whole", "audio.blocksize", " 64 ", 64),
        ("number", "follower.q", "1e2", 100),
        ("number", "follower.q", "sharp", "sharp"),  # the daemon's reader says what is wrong with it
        ("number", "follower.q", "", ""),
        ("text", "engine.model", "1024 ", "1024 "),
        ("list", "osc.send", "127.0.0.1:9125\n\n 9126 ", ["127.0.0.1:9125", "9126"]),
        ("list", "follower.bands", "E2\n110\n", ["E2", 110]),
    ]
    rows = json.dumps([[{"kind": kind, "name": name}, text] for kind, name, text, _ in cases])
    script = f"console.log(JSON.stringify({rows}.map(([row, text]) => page.valueOf(row, text))))"
    assert in_page("settings", script, tmp_path) == [wanted for *_, wanted in cases]


@pytest.mark.whole
@needs_chromium
def test_a_panic_that_the_page_cannot_send_is_told() -> None:
    with Chromium() as chromium:
        with ConsoleThread() as console:
            opened = chromium.open(f"{console.url}/studio")
            opened.page.get_by_role("tab", name="Tonight").click()
            opened.page.get_by_label("Parts of tonight").wait_for()
        opened.page.wait_for_function("document.getElementById('state').textContent.includes('does not answer')")
        opened.page.get_by_role("button", name="PANIC").click()
        expect(opened.page.get_by_role("alert").first).to_contain_text("PANIC was not sent", timeout=PATIENCE_S * 1000)
        opened.page.context.close()
        opened.expect_no_answer()
