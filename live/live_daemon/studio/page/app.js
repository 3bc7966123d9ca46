// The page: panic, state in words, tabs, what is said at the top. Each tab is a module that is loaded when it is first shown.

import { api } from "./api.js";
import { button, el } from "./dom.js";
import { Osc } from "./osc.js";
import { Pictures } from "./pictures.js";
import { makePlayer } from "./player.js";
import { faultOf, words } from "./words.js";

const SAID_MS = 12000, SAID_GOOD_MS = 6000;
/** A status comes every second. */
const STALE_MS = 3500;
const TABS = [
  ["stage", () => import("./stage.js")],
  ["dreams", () => import("./dreams.js")],
  ["train", () => import("./train.js")],
  ["tonight", () => import("./tonight.js")],
];
const find = id => document.getElementById(id);

api.gone = words("gone");
const osc = new Osc(), pictures = new Pictures();

function say(text, kind = "bad") {
  const said = find("said");
  said.textContent = text;
  said.className = kind;
  said.title = text;
  clearTimeout(say.later);
  say.later = setTimeout(() => { said.textContent = ""; said.title = ""; }, kind === "good" ? SAID_GOOD_MS : SAID_MS);
}

/** Send OSC, and say so where it cannot be sent. */
function send(address, ...values) {
  const sent = osc.send(address, ...values);
  if (!sent) say(words("lost"));
  return sent;
}

/** Ask a question; resolves to whether the answer is yes. */
function confirm(text) {
  const dialog = find("question");
  return new Promise(done => {
    const end = answer => { dialog.close(); done(answer); };
    dialog.replaceChildren(
      el("p", { textContent: text }),
      el("div", { class: "row" }, button(words("no"), () => end(false)), button(words("yes"), () => end(true), { class: "danger" }),
        panics(button(words("panic"), null, { class: "panic", title: words("panic.hint") }))),
    );
    dialog.oncancel = () => done(false);
    dialog.showModal();
  });
}

async function panic() {
  app.player?.audio.pause();  // the page's own sound is in the hall, too
  if (!osc.send("/dream/panic")) { say(words("panic.lost")); return; }
  if (isStale) say(words("panic.unknown"));
  else say(words("panic.done"), "warm");
  if (!await osc.answers()) say(words("panic.unknown"));
}

/** Make a button PANIC: earlier than click, which comes when the finger leaves; click remains for keyboards and screen readers. */
function panics(stop) {
  let isPressed = false;
  stop.addEventListener("pointerdown", event => { if (event.button === 0) { isPressed = true; panic(); } });
  stop.addEventListener("click", event => {
    // A finger that slid off left no click: the next one is no finger's, which has a detail.
    if (!isPressed || event.detail === 0) panic();
    isPressed = false;
  });
  return stop;
}

// The space bar is panic, wherever it is not typed or pressed on something that was reached by keyboard.
const OPERATED = "button, select, summary, input:is([type=checkbox], [type=radio], [type=file], [type=button])";
const TYPED = "input:not([type=range], [type=checkbox], [type=radio], [type=file], [type=button]), textarea, [contenteditable]";
let byKeyboard = false;
document.addEventListener("keydown", event => {
  const at = document.activeElement;
  if (event.key === "Tab" || (event.key.startsWith("Arrow") && at?.matches("[role=tab]"))) byKeyboard = true;
  if (event.key !== " " || at?.matches(TYPED) || (byKeyboard && at?.matches(OPERATED))) return;
  event.preventDefault();  // also of a key that is held: it would scroll, or open a menu
  if (!event.repeat) panic();
}, true);
document.addEventListener("pointerdown", () => { byKeyboard = false; }, true);
document.addEventListener("keyup", event => {
  if (event.key === " " && !byKeyboard && document.activeElement?.matches(OPERATED)) event.preventDefault();
}, true);

let stale = 0, isStale = false;
function watch() {
  clearTimeout(stale);
  stale = setTimeout(noNews, STALE_MS);
}
/** No status has come: the stage hangs, or the network is away. A socket tells neither. */
async function noNews() {
  if (osc.open) {
    const isFirst = !isStale;
    isStale = true;
    setState(words("state.stale"), true);
    if (await osc.answers() && isFirst && isStale) osc.connect();
  }
  watch();
}
function showState(values, isNews) {
  if (isNews) isStale = false;
  else if (isStale) return;  // the last that was told before the silence
  watch();
  const [state, model, voices, queue, xruns, , latency] = values;
  const parts = [words(`state.${state}`), model ? words("state.model", { model }) : words("state.noModel")];
  if (voices) parts.push(words("state.voices", { count: voices }));
  if (queue) parts.push(words("state.queue", { count: queue }));
  if (latency > 0) parts.push(words("state.latency", { ms: latency.toFixed(1) }));
  if (xruns) parts.push(words("state.xruns", { count: xruns }));
  setState(parts.join(" · "));
}
function setState(text, isBad = false) {
  find("state").classList.toggle("lost", isBad);
  if (find("state").textContent !== text) find("state").textContent = text;  // a screen reader reads each change
}

const app = {
  behind_s: 0,
  /** Seconds since 1970 by the clock of the daemon's machine: times of what it lists are of that. */
  now: () => Date.now() / 1000 + app.behind_s,
  osc, api, words, say, send, confirm, panic, pictures, player: null, open: openTab,
};
const shown = new Map();
let current = "";

async function openTab(name) {
  const known = TABS.find(([one]) => one === name) || TABS[0];
  name = known[0];
  if (name === current) return;
  shown.get(current)?.hide?.();
  current = name;
  for (const [one] of TABS) {
    find(`tab-${one}`).setAttribute("aria-selected", String(one === name));
    find(`tab-${one}`).tabIndex = one === name ? 0 : -1;
    find(`panel-${one}`).hidden = one !== name;
  }
  if (location.hash !== `#${name}`) history.replaceState(null, "", `${location.pathname}${location.search}#${name}`);
  if (!shown.has(name)) {
    shown.set(name, {});
    try {
      shown.set(name, (await known[1]()).mount(find(`panel-${name}`), app) || {});
    } catch (error) {
      shown.delete(name);
      current = "";
      say(String(error.message || error));
      throw error;
    }
  }
  if (name === current) shown.get(name).show?.();
}

function build() {
  document.title = "live-daemon";
  const stop = find("panic");
  stop.textContent = words("panic");
  stop.title = words("panic.hint");
  panics(stop);
  find("tabs").setAttribute("aria-label", words("tabs"));
  TABS.forEach(([name], index) => {
    const one = button(words(`tab.${name}`), () => openTab(name), { id: `tab-${name}`, role: "tab" });
    one.setAttribute("aria-controls", `panel-${name}`);
    one.addEventListener("keydown", event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = TABS[(index + step + TABS.length) % TABS.length][0];
      openTab(next);
      find(`tab-${next}`).focus();
    });
    find("tabs").append(one);
    find("main").append(el("div", { id: `panel-${name}`, role: "tabpanel", hidden: true, aria: { labelledby: `tab-${name}` } }));
  });
  app.player = makePlayer(find("player"), app);
  osc.on("/dream/status", showState);
  osc.on("/dream/error", ([address, text], isNews) => { if (isNews && text) say(faultOf(address, text)); });
  osc.on("/dream/failed", ([id, reason], isNews) => {
    if (isNews && reason) say(`${words("stage.lineOf", { id, state: words("stage.dream.failed") })}: ${reason}`);
  });
  osc.onConnection(open => {
    if (open) { pictures.connect(); watch(); return; }
    isStale = false;
    setState(words("gone"), true);
  });
  osc.connect();
  window.addEventListener("hashchange", () => openTab(location.hash.slice(1)));
  openTab(location.hash.slice(1));
}

build();
