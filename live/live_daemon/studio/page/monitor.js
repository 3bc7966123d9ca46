// The OSC monitor: polls the black box of this session with a cursor. Bounded, filtered, can be paused.

import { button, el, printable, setPressed, toggle } from "./dom.js";
import { words } from "./words.js";

const LOOK_MS = 500, MOST_KEPT = 1000, MOST_SHOWN = 200;
const WAYS = ["in", "out", "error"];
const SIGNS = { in: "←", out: "→", error: "✕" };

/** The messages that are kept, the oldest first, and how they are looked through. */
export class Messages {
  constructor(most = MOST_KEPT) {
    this._most = most;
    this.all = [];
  }

  add(lines) {
    this.all.push(...lines);
    if (this.all.length > this._most) this.all.splice(0, this.all.length - this._most);
  }

  /** The newest first, of these ways, with this text in it. */
  found(ways, text) {
    const wanted = text.trim().toLowerCase();
    return this.all.filter(one => one.note || ways.has(one.way) && textOf(one).toLowerCase().includes(wanted)).reverse();
  }
}
export const textOf = one =>
  printable([one.address, ...one.values.map(value => typeof value === "number" ? +value.toFixed(4) : value)].join(" ").trim());

export function makeMonitor(app) {
  const messages = new Messages(), ways = new Set(WAYS);
  let place = { session: "", at: 0 }, later = 0, looks = 0, visible = false, paused = false, hearsItself = false;

  const filter = el("input", { type: "search", ariaLabel: words("monitor.filter"), placeholder: words("monitor.filter"), on: { input: draw } });
  const buttons = WAYS.map(way => {
    const made = toggle(`${SIGNS[way]} ${words(`monitor.${way}`)}`, on => {
      setPressed(made, on);
      if (on) ways.add(way); else ways.delete(way);
      draw();
    }, { class: way });
    setPressed(made, true);
    return made;
  });
  const pause = button(words("monitor.pause"), () => {
    paused = !paused;
    pause.textContent = words(paused ? "monitor.goOn" : "monitor.pause");
    look();
  });
  const clear = button(words("monitor.clear"), () => { messages.all = []; draw(); });
  const notes = el("p", { class: "quiet" }), list = el("ol", { class: "messages mono" }), more = el("p", { class: "quiet" });
  const root = el("section", { class: "card stack" },
    el("h3", { textContent: words("tonight.view.monitor") }), el("p", { class: "quiet", textContent: words("monitor.what") }),
    el("div", { class: "row" }, el("div", { class: "grow" }, filter), ...buttons, pause, clear),
    notes, list, more);

  async function look() {
    clearTimeout(later);
    const mine = ++looks;  // an answer that comes after the next look, or after a pause, is not shown: it is asked for again
    if (!visible || paused) return;
    try {
      const piece = await app.api.get(`tonight/monitor?${new URLSearchParams(place)}`);
      if (mine === looks) take(piece);
    } catch (error) {
      if (mine === looks) notes.textContent = error.message;
    }
    if (mine === looks) later = setTimeout(look, LOOK_MS);
  }

  function take(piece) {
    if (!piece.enabled) {
      notes.textContent = words("monitor.off");
      hearItself();
      draw();
      return;
    }
    notes.textContent = piece.is_full ? words("monitor.isFull") : words("monitor.notKept", { addresses: piece.not_kept.join(", ") });
    const said = [];
    if (place.session && piece.session !== place.session) said.push(noteOf("monitor.newSession"));
    if (piece.left_out) said.push(noteOf("monitor.leftOut"));
    place = { session: piece.session, at: piece.at };
    messages.add([...said, ...piece.lines]);
    if (said.length || piece.lines.length || !list.childNodes.length) draw();
  }

  /** Without a black box: what the daemon says to whoever listens. */
  function hearItself() {
    if (hearsItself) return;
    hearsItself = true;
    for (const [address, node] of app.osc.nodes) {
      if (!(node.ACCESS & 1) || ["/dream/gains", "/dream/input", "/dream/heard"].includes(address)) continue;
      app.osc.on(address, (values, isNews) => {
        if (paused || !isNews) return;
        const wrong = address === "/dream/error" && values.length === 2;
        messages.add([{ time_s: Date.now() / 1000, way: wrong ? "error" : "out", address: wrong ? values[0] : address, values: wrong ? values.slice(1) : values }]);
      });
    }
  }

  function draw() {
    const found = messages.found(ways, filter.value);
    const rows = found.slice(0, MOST_SHOWN).map(rowOf);
    if (!rows.length) rows.push(el("li", { class: "quiet", textContent: words(messages.all.length ? "monitor.noneFit" : "monitor.empty") }));
    list.replaceChildren(...rows);
    more.textContent = found.length > MOST_SHOWN ? words("monitor.more", { count: found.length - MOST_SHOWN }) : "";
  }

  return { root, show() { visible = true; draw(); look(); }, hide() { visible = false; looks++; clearTimeout(later); } };
}

const noteOf = key => ({ note: key, time_s: Date.now() / 1000, way: "", address: "", values: [] });

function rowOf(one) {
  if (one.note) return el("li", { class: "warm", textContent: words(one.note) });
  return el("li", { class: one.way },
    el("span", { class: "quiet number", textContent: timeOf(one.time_s) }),
    el("span", { class: "mark", textContent: `${SIGNS[one.way]} ${words(`monitor.${one.way}`)}` }),
    el("span", { class: "said", textContent: textOf(one) }));
}

function timeOf(seconds) {
  const at = new Date(1000 * seconds);
  return `${at.toTimeString().slice(0, 8)}.${String(at.getMilliseconds()).padStart(3, "0")}`;
}
