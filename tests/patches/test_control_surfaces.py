"""The layouts for TouchOSC and Open Stage Control: current, inside the table of addresses, and nothing overlaps."""

import importlib
import json
import re
import sys
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from live_daemon.osc.addresses import INCOMING, LAYERS, OUTGOING, STATE, OscRefusedError, check_incoming
from live_daemon.settings import FollowerSettings
from live_daemon.settings.ranges import MANNERS
from support.node import in_node, needs_node

FOLDER = Path(__file__).parents[2] / "max_patches" / "controllers"
NAMES = ("surface", "touchosc", "stage_control", "build_layouts")


@pytest.fixture(scope="module")
def built():
    """The modules that write the layouts."""
    sys.path.insert(0, str(FOLDER))
    modules = {name: importlib.import_module(name) for name in NAMES}
    sys.path.remove(str(FOLDER))
    yield modules
    for name in NAMES:
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def document():
    return ElementTree.fromstring(zlib.decompress((FOLDER / "live_daemon.tosc").read_bytes()))


@pytest.fixture(scope="module")
def session():
    return json.loads((FOLDER / "live_daemon.json").read_text(encoding="utf-8"))


def widgets(session):
    return session["content"]["widgets"]


def properties(node):
    found = {}
    for one in node.findall("properties/property"):
        value = one.find("value")
        found[one.findtext("key")] = {part.tag: float(part.text) for part in value} or value.text
    return found


def messages(node, value):
    """What a TouchOSC control sends when its value is at 0..1, as the editor's manual says."""
    for osc in node.findall("messages/osc"):
        arguments = []
        for partial in osc.findall("arguments/partial"):
            text, conversion = partial.findtext("value"), partial.findtext("conversion")
            if partial.findtext("type") == "VALUE":
                low, high = float(partial.findtext("scaleMin")), float(partial.findtext("scaleMax"))
                text = low + (high - low) * value
            arguments.append({"STRING": str, "INTEGER": lambda one: int(float(one)), "FLOAT": float}[conversion](text))
        yield "".join(partial.findtext("value") for partial in osc.findall("path/partial")), arguments


def test_the_shipped_layouts_are_current(built, tmp_path):
    tablet, browser = built["build_layouts"].build(tmp_path)
    stale = "stale: python max_patches/controllers/build_layouts.py"
    # Unpacked: another zlib may pack the same text into other bytes.
    assert zlib.decompress((FOLDER / tablet.name).read_bytes()) == zlib.decompress(tablet.read_bytes()), stale
    assert (FOLDER / browser.name).read_bytes() == browser.read_bytes(), stale


def test_nothing_overlaps_or_leaves_the_page(built):
    surface = built["surface"]
    controls = surface.surface()
    for index, one in enumerate(controls):
        assert one.x >= 0 and one.y >= 0
        assert one.x + one.width <= surface.WIDTH and one.y + one.height <= surface.HEIGHT, one.name
        for other in controls[index + 1 :]:
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y, (one.name, other.name)
    assert len({control.name for control in controls}) == len(controls)


def test_what_is_touched_is_large_enough_for_a_finger(built):
    # On a tablet of 1024 pixels and 20 cm a finger's tip of 6 mm is 30 pixels.
    assert all(min(one.width, one.height) >= 30 for one in built["surface"].surface() if one.address)


def test_a_fader_begins_where_the_settings_begin(built):
    settings = FollowerSettings()
    for control in built["surface"].surface():
        if control.address.startswith("/dream/follower/") and control.kind == "fader":
            assert control.start == getattr(settings, control.address.rpartition("/")[2])
            assert control.low <= control.start <= control.high


def test_every_touchosc_message_is_heard_by_the_daemon(document):
    sent = set()
    for node in document.iter("node"):
        for value in (0.0, 0.37, 1.0):
            for path, arguments in messages(node, value):
                assert check_incoming(path, arguments) is not None
                sent.add(path)
    assert {"/dream/live/start", "/dream/live/stop", "/dream/control/influence"} <= sent
    assert {"/dream/panic", "/dream/seed/live", "/dream/loop/gain", "/dream/loop/mute", "/dream/follower/q"} <= sent


def test_the_touchosc_scripts_send_and_show(document):
    lua = pytest.importorskip("lupa", reason="lupa (Lua for Python) is not installed").LuaRuntime()
    radios = [node for node in document.iter("node") if node.get("type") == "RADIO"]
    assert len(radios) == 17
    sent = []
    lua.globals()["sendOSC"] = lambda *words: sent.append(words)
    choices = [(("/dream/control/manner",), MANNERS)]
    choices += [(("/dream/loop/layer", number), LAYERS) for number in range(16)]
    for radio, (address, words) in zip(radios, choices, strict=True):
        lua.execute("self = { values = { x = 0 } }\n" + properties(radio)["script"])
        for step, word in enumerate(words):
            lua.execute(f"self.values.x = {step}\nonValueChanged('x')")
            assert sent[-1] == (*address, word)
            check_incoming(sent[-1][0], sent[-1][1:])
        lua.execute("onValueChanged('touch')")
    assert len(sent) == 50

    page = document.find("node")
    names = [properties(node)["name"] for node in page.iter("node")]
    lua.execute("nodes = {}")
    for name in names:
        lua.execute(f"nodes['{name}'] = {{ values = {{}} }}")
    lua.execute("self = { findByName = function(_, name) return nodes[name] end }\n" + properties(page)["script"])
    lua.execute("init()")
    assert sent.pop() == ("/dream/state",)

    def hear(path, *values):
        assert OUTGOING[path].check(values) is not None
        shown = ", ".join(f"{{ value = {json.dumps(value)} }}" for value in values)
        lua.execute(f"onReceiveOSC({{ '{path}', {{ {shown} }} }}, {{}})")

    hear("/dream/gains", 0.5, 1.7, 0.25)
    assert [lua.eval(f"nodes['meter_{n}'].values.x") for n in range(4)] == [0.5, 1, 0.25, 0]
    hear("/dream/status", "ready", "nylon", 1, 2, 3, 0.25, 5.4)
    assert lua.eval("nodes.status.values.text") == "ready  nylon  1 voices  2 waiting  3 xruns  5 ms"
    hear("/dream/failed", 7, "silent")
    assert lua.eval("nodes.said.values.text") == "dream 7: silent"
    hear("/dream/error", "/dream/seed", "no such file")
    assert lua.eval("nodes.said.values.text") == "/dream/seed no such file"
    hear("/dream/live/phase", "sounding", "nylon-answers")
    assert lua.eval("nodes.said.values.text") == "live dream: sounding"


def test_touchosc_shows_how_everything_stands(document):
    lua = pytest.importorskip("lupa", reason="lupa (Lua for Python) is not installed").LuaRuntime()
    page = document.find("node")
    lua.globals()["sendOSC"] = lambda *_: None
    lua.execute("nodes = {}")
    for node in page.iter("node"):
        lua.execute(f"nodes['{properties(node)['name']}'] = {{ values = {{ touch = false }} }}")
    lua.execute("self = { findByName = function(_, name) return nodes[name] end }\n" + properties(page)["script"])
    lua.execute("init()")

    def hear(path, *values):
        assert INCOMING[path].check(values) is not None
        shown = ", ".join(f"{{ value = {json.dumps(value)} }}" for value in values)
        lua.execute(f"onReceiveOSC({{ '{path}', {{ {shown} }} }}, {{}})")

    def at(name):
        return lua.eval(f"nodes['{name}'].values.x")

    hear("/dream/loop/gain", 3, 0.25)
    hear("/dream/loop/mute", 15, 1)
    hear("/dream/loop/layer", 0, "ring")
    hear("/dream/loop/mute", 40, 1)  # a loop without a strip
    hear("/dream/follower/enable", 0)
    hear("/dream/follower/q", 41.0)
    assert [at(name) for name in ("gain_3", "mute_15", "layer_0", "follow", "q")] == [0.25, 1, 2, 0, 0.5]
    hear("/dream/follower/q", 200.0)  # beyond the fader's end: it would send its end
    lua.execute("nodes.gain_3.values.touch = true")  # a finger is on it
    hear("/dream/loop/gain", 3, 0.75)
    hear("/dream/control/tau", 0.5)  # has no control here
    assert (at("q"), at("gain_3")) == (0.5, 0.25)
    hear("/dream/control/temperature", 0.5)
    hear("/dream/control/influence", 1.5)
    hear("/dream/control/manner", "between")
    assert [at(name) for name in ("temperature", "influence", "manner")] == [0.25, 0.5, 1]


def test_touchosc_records_by_two_touches_and_shows_what_the_daemon_records(document):
    """What the daemon says moves the button, and must not go back: it would be refused."""
    lua = pytest.importorskip("lupa", reason="lupa (Lua for Python) is not installed").LuaRuntime()
    page = document.find("node")
    (button,) = [node for node in document.iter("node") if properties(node)["name"] == "record"]
    sent = []
    lua.globals()["sendOSC"] = lambda *words: sent.append(words)
    lua.execute("nodes = {}")
    for node in page.iter("node"):
        lua.execute(f"nodes['{properties(node)['name']}'] = {{ tag = '', values = {{ x = 0, touch = false }} }}")
    lua.execute("self = { findByName = function(_, name) return nodes[name] end }\n" + properties(page)["script"])
    lua.execute("init()")
    lua.execute("self = nodes.record\n" + properties(button)["script"])
    sent.clear()

    def touch(value):
        lua.execute(f"self.values.x = {value}\nonValueChanged('x')\nonValueChanged('touch')")

    def hear(path, *values):
        assert OUTGOING[path].check(values) is not None
        shown = ", ".join(f"{{ value = {json.dumps(value)} }}" for value in values)
        lua.execute(f"onReceiveOSC({{ '{path}', {{ {shown} }} }}, {{}})")
        if path == "/dream/recording":
            lua.execute("onValueChanged('x')")  # TouchOSC tells a button of a value that a script sets

    touch(1)
    assert sent == [("/dream/record", 1)] and check_incoming(sent[0][0], sent[0][1:]) == (1,)
    hear("/dream/recording", 1, 0.0)
    hear("/dream/recording", 1, 7.0)
    assert lua.eval("nodes.record_caption.values.text") == "7 s"
    touch(0)
    hear("/dream/recording", 0, 7.5)
    assert sent == [("/dream/record", 1), ("/dream/record", 0)]
    assert lua.eval("nodes.record_caption.values.text") == "RECORD"
    hear("/dream/recording", 1, 0.0)  # by somebody else
    assert lua.eval("nodes.record.values.x") == 1 and len(sent) == 2
    touch(0)
    assert sent[2:] == [("/dream/record", 0)]
    hear("/dream/input", -15.0)
    assert lua.eval("nodes.input.values.x") == 0.75
    hear("/dream/input", 12.0)
    assert lua.eval("nodes.input.values.x") == 1
    hear("/dream/loop/name", 3, "bells", 440.0, 660.0)
    hear("/dream/loop/name", 40, "a loop without a strip")
    assert lua.eval("nodes.loop_3.values.text") == "3 bells"
    hear("/dream/bank/ready", "/banks/first", 2)
    assert lua.eval("nodes.loop_3.values.text") == "3" and len(sent) == 3


def test_every_open_stage_control_message_is_heard_by_the_daemon(session):
    for widget in widgets(session):
        if widget.get("bypass"):
            continue
        kind, before = widget["type"], widget["preArgs"]
        values = {
            "fader": lambda one: [[one["range"]["min"]], [one["range"]["max"]], [one["default"]]],
            "switch": lambda one: [[value] for value in one["values"]],
            "button": lambda one: {
                "toggle": [[one.get("on")], [one.get("off")]],
                "tap": [[one.get("on")]],
                "momentary": [[]],
            }[one["mode"]],
        }[kind](widget)
        for value in values:
            arguments = [*before, *value]
            assert len(widget["typeTags"]) == len(arguments)
            try:
                check_incoming(widget["address"], arguments)
            except OscRefusedError as refused:
                pytest.fail(f"{widget['id']}: {refused}")


def scripts(session):
    content = session["content"]
    for widget in (content, *content["widgets"]):
        for key in ("onCreate", "onValue"):
            if key in widget:
                yield widget["id"], widget[key]


def test_open_stage_controls_loop_protection_has_nothing_to_take_away(session):
    """It rewrites loops line by line: one without braces at a script's end was gone, and the meters stood still."""
    loops = 0
    for name, script in scripts(session):
        for line in script.splitlines():
            if re.search(r"\b(for|while|do)\b", line):
                loops += 1
                assert re.fullmatch(r"\s*(for|while) \(.*\) \{", line), (name, line)
            elif "{" in line.replace("{send: false}", ""):
                assert line.endswith("{"), (name, line)
    assert loops == 2


def test_open_stage_control_shows_how_everything_stands_without_a_script(session):
    """A widget takes a message with its address and its first arguments, silently; so the answer's messages do."""
    answered = {}
    for widget in widgets(session):
        if (not widget.get("bypass") and widget["type"] in ("fader", "switch")) or widget.get("mode") == "toggle":
            answered[widget["address"], tuple(widget["preArgs"])] = widget
    for loop in range(16):
        assert answered["/dream/loop/gain", (loop,)]["type"] == "fader"
        assert answered["/dream/loop/mute", (loop,)]["on"] == 1
        assert answered["/dream/loop/layer", (loop,)]["values"] == list(LAYERS)
    assert {path for path in STATE if path.startswith("/dream/follower/")} <= {
        path for path, before in answered if not before
    }


@pytest.mark.whole
@needs_node
def test_open_stage_control_asks_how_everything_stands_when_it_opens(session, tmp_path):
    code = "const sent = [];\nconst send = (...words) => { sent.push(words); };\n" + session["content"]["onCreate"]
    assert in_node(code + "console.log(JSON.stringify(sent))", tmp_path) == [["/dream/state"]]


def test_open_stage_control_records_by_two_touches(session):
    (record,) = [widget for widget in widgets(session) if widget["id"] == "record"]
    assert (record["mode"], record["on"], record["off"]) == ("toggle", 1, 0)
    assert (record["address"], record["preArgs"], record["typeTags"]) == ("/dream/record", [], "i")


def test_open_stage_control_listens_to_addresses_of_the_table(session):
    heard = {widget["address"] for widget in widgets(session) if widget["type"] == "variable"}
    assert heard <= set(OUTGOING)
    assert {"/dream/gains", "/dream/status", "/dream/error"} <= heard


@pytest.mark.whole
@needs_node
def test_the_open_stage_control_scripts_show_what_was_told(session, tmp_path):
    told = {
        "/dream/gains": [0.5, 0.25],
        "/dream/status": ["ready", "nylon", 1, 2, 3, 0.25, 5.4],
        "/dream/bank/ready": ["/banks/first", 2],
        "/dream/loop/name": [3, "bells", 440.0],
        "/dream/input": -15.0,
        "/dream/recording": [1, 7.0],
        "/dream/sounding": 7,
        "/dream/dropped": [8, "late"],
    }
    ids = {widget["id"] for widget in widgets(session)}
    listeners = {widget["address"]: widget for widget in widgets(session) if widget["type"] == "variable"}
    code = "const shown = {};\nconst set = (id, value, options) => { shown[id] = value; };\n"
    for address, values in told.items():
        code += f"(value => {{ {listeners[address]['onValue']} }})({json.dumps(values)});\n"
        code += f"shown[{json.dumps(address)}] = shown.said;\n"
    shown = in_node(code + "console.log(JSON.stringify(shown))", tmp_path)
    assert {name for name in shown if not name.startswith("/")} <= ids
    assert [shown[f"meter_{n}"] for n in range(3)] == [0.5, 0.25, 0]
    assert shown["status"] == "ready  nylon  1 voices  2 waiting  3 xruns  5 ms"
    assert (shown["record"], shown["/dream/recording"], shown["input"]) == (1, "recording: 7 s", 0.75)
    assert (shown["loop_3"], shown["loop_4"]) == ("3 bells", "4")
    assert shown["/dream/sounding"] == "dream 7 sounds" and shown["/dream/dropped"] == "dream 8: late"
