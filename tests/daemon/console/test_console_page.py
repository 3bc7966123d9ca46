"""The web page: served whole, and its script, run in Node, speaks OSC as the daemon does."""

import json
from pathlib import Path

import pytest

import live_daemon.console
from live_daemon.console.tree import Tree
from support.console import ConsoleThread, nodes, osc
from support.node import in_node, needs_node


def in_page(script, tmp_path):
    page = (Path(live_daemon.console.__file__).parent / "page.html").read_text(encoding="utf-8")
    (tmp_path / "page.js").write_text(page[page.index("<script>") + 8 : page.index("</script>")])
    return in_node("const page = require('./page.js');\n" + script, tmp_path)


@pytest.mark.whole
@needs_node
def test_the_page_writes_osc_as_python_osc_does(tmp_path):
    tree = Tree().answer("/").body
    cases = {
        "/dream/loop/gain": (["3", "0.5"], osc("/dream/loop/gain", 3, 0.5)),
        "/dream/panic": ([], osc("/dream/panic")),
        "/dream/seed/live": (["5", "", "", ""], osc("/dream/seed/live", 5.0)),
        "/dream/loop/layer": (["0", "ring"], osc("/dream/loop/layer", 0, "ring")),
        "/dream/follower/bands": (["E2"], osc("/dream/follower/bands", "E2")),
    }
    found = {node["FULL_PATH"]: node for node in nodes(tree)}
    script = "const cases = " + json.dumps({path: [found[path], words] for path, (words, _) in cases.items()}) + ";\n"
    script += "console.log(JSON.stringify(Object.fromEntries(Object.entries(cases).map(([path, [node, words]]) => "
    script += "[path, [...page.message(node, words)]]))))"
    written = in_page(script, tmp_path)
    for path, (_, expected) in cases.items():
        assert bytes(written[path]) == expected, path


@pytest.mark.whole
@needs_node
def test_the_page_reads_what_the_daemon_tells(tmp_path):
    packet = osc("/dream/ready", 3, "dreams/ä b.wav", 2.5)
    script = f"const bytes = Uint8Array.from({list(packet)});"
    script += "console.log(JSON.stringify(page.decode(bytes.buffer)))"
    assert in_page(script, tmp_path) == {"address": "/dream/ready", "values": [3, "dreams/ä b.wav", 2.5]}


# A browser as far as the page needs one for its red button: elements by their names, a WebSocket, no daemon behind it.
BROWSER = """
const elements = {};
const element = () => ({
  textContent: "", heard: {}, children: [], style: {}, replaceChildren() {}, appendChild(child) { return child; },
  addEventListener(kind, act) { this.heard[kind] = act; } });
global.document = { getElementById: id => elements[id] ??= element(), createElement: element };
global.location = { host: "localhost" };
global.fetch = async () => ({ json: async () => ({}) });
const sockets = [];
global.WebSocket = class {
  constructor() { this.readyState = 0; this.sent = []; sockets.push(this); }
  send(data) { this.sent.push(data); }
};
global.setTimeout = () => 0;
delete require.cache[require.resolve("./page.js")];
require("./page.js");  // once more, now in a document
const found = [];
const press = () => {
  elements.said.textContent = "";
  elements.panic.heard.click();
  found.push(elements.said.textContent);
};
(async () => {
  document.getElementById("said");
  press();
  while (!sockets.length) await new Promise(setImmediate);
  for (const state of [0, 1, 2, 3]) { sockets[0].readyState = state; press(); }
  console.log(JSON.stringify({ found, sent: sockets[0].sent.map(packet => [...packet]) }));
})();
"""


# A page with the fields of some addresses; what it sends is kept, what it hears is shown in them.
OPENED = """
const boxes = {};
const element = kind => ({
  tagName: kind.toUpperCase(), type: "", value: "", textContent: "", heard: {}, children: [], style: {},
  replaceChildren() {}, appendChild(child) { this.children.push(child); return child; },
  addEventListener(name, act) { (this.heard[name] ??= []).push(act); },
  fire(name) { (this.heard[name] || []).forEach(act => act({ preventDefault() {} })); } });
global.document = { getElementById: id => boxes[id] ??= element(id), createElement: element, activeElement: null };
global.location = { host: "localhost" };
global.fetch = async () => ({ json: async () => tree });
const sockets = [];
global.WebSocket = class {
  constructor() { this.readyState = 1; this.sent = []; sockets.push(this); }
  send(data) { this.sent.push(data); }
};
delete require.cache[require.resolve("./page.js")];
require("./page.js");
const inputs = path => {
  const all = node => [node, ...node.children.flatMap(all)];
  const section = boxes.addresses.children.find(one => one.children[0].textContent === path);
  return all(section).filter(one => ["INPUT", "SELECT"].includes(one.tagName));
};
const hear = bytes => sockets[0].onmessage({ data: Uint8Array.from(bytes).buffer });
const settled = async () => { while (!sockets.length) await new Promise(setImmediate); };
"""


@pytest.mark.whole
@needs_node
def test_the_page_asks_how_everything_stands_and_shows_the_loop_that_is_looked_at(tmp_path):
    tree = Tree().answer("/").body
    told = [osc("/dream/loop/gain", n, n / 4) for n in range(3)] + [
        osc("/dream/loop/mute", 0, 1),
        osc("/dream/follower/q", 33.0),
    ]
    script = f"const tree = {json.dumps(tree)}, told = {json.dumps([list(one) for one in told])};" + OPENED
    script += """(async () => {
      await settled();
      sockets[0].onopen();
      const named = one => typeof one === "string" ? JSON.parse(one).DATA : page.decode(one.buffer).address;
      const first = sockets[0].sent.map(named);
      told.forEach(hear);
      const [loop, gain] = inputs("/dream/loop/gain"), [, mute] = inputs("/dream/loop/mute");
      const seen = [gain.value, mute.checked, inputs("/dream/follower/q")[0].value];
      loop.value = "2";
      loop.fire("input");
      seen.push(gain.value);
      document.activeElement = gain;
      hear(told[2].slice(0, -4).concat([0, 0, 0, 0]));
      seen.push(gain.value);
      console.log(JSON.stringify({ first, seen, sent: sockets[0].sent.length - first.length }));
    })();"""
    done = in_page(script, tmp_path)
    assert done["first"][-1] == "/dream/state" and {"/dream/loop/gain", "/dream/loop/mute"} <= set(done["first"])
    assert done["seen"] == [0, True, 33, 0.5, 0.5]  # the last: a finger is on it
    assert done["sent"] == 0


@pytest.mark.whole
@needs_node
def test_a_panic_that_the_page_cannot_send_is_told(tmp_path):
    """No socket yet, then connecting, open, closing, closed: sent once, and each other time the page says so."""
    done = in_page(BROWSER, tmp_path)
    assert done["sent"] == [list(osc("/dream/panic"))]
    assert [text.startswith("PANIC was not sent") for text in done["found"]] == [True, True, False, True, True]
    assert done["found"][2] == ""


def test_the_page_is_served_and_loads_nothing_from_elsewhere():
    with ConsoleThread() as console:
        status, text = console.get("/?HTML")
    assert status == 200 and "<title>live-daemon</title>" in text
    assert "src=" not in text and "https://" not in text
