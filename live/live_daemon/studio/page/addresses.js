// Every OSC address with its fields and a button, built from the daemon's own table (the OSCQuery tree).

import { el, following, printable } from "./dom.js";
import { message } from "./osc.js";
import { words } from "./words.js";

const SHOWN_MS = 2000;
const typesOf = form => form.TYPE === "N" || form.TYPE === undefined ? "" : form.TYPE;
const longest = (forms, length) => forms.reduce((a, b) => length(b) > length(a) ? b : a);

/** A state (a gain, a setting) is sent while it is moved; an action is sent only by its button. */
export const isState = node => node.ACCESS === 3 || node.FULL_PATH.startsWith("/dream/loop/") && node.ACCESS & 2 && typesOf(node).length === 2
  || node.FULL_PATH === "/dream/follower/map";

/** The fields of an address: name, type (i, f, s), range, choices, whether it may be left out. */
export function fieldsOf(node) {
  const forms = [node, ...(node.OVERLOADS || [])];
  const form = longest(forms, one => typesOf(one).length), named = longest(forms, one => (one.EXTENDED_TYPE || []).length);
  return [...typesOf(form)].map((type, index) => ({
    type,
    name: (named.EXTENDED_TYPE || [])[index] || "",
    range: (named.RANGE || [])[index] || {},
    optional: index >= typesOf(node).length,
  }));
}

export function makeAddresses(app) {
  const search = el("input", { type: "search", ariaLabel: words("addresses.search"), placeholder: words("addresses.search"), on: { input: filter } });
  const list = el("div", { class: "stack" }), none = el("p", { class: "quiet" });
  const root = el("section", { class: "card stack addresses" },
    el("h3", { textContent: words("tonight.view.addresses") }), el("p", { class: "quiet", textContent: words("addresses.what") }),
    search, none, list);
  const cards = new Map();

  function build() {
    for (const node of app.osc.nodes.values()) {
      if (!cards.has(node.FULL_PATH)) {
        cards.set(node.FULL_PATH, cardOf(app, node));
        list.append(cards.get(node.FULL_PATH));
      }
    }
    filter();
  }

  function filter() {
    const wanted = search.value.trim().toLowerCase();
    let found = 0;
    for (const [path, card] of cards) {
      card.hidden = !`${path} ${app.osc.nodes.get(path)?.DESCRIPTION || ""}`.toLowerCase().includes(wanted);
      found += !card.hidden;
    }
    none.textContent = found ? "" : words(cards.size ? "addresses.none" : "addresses.wait");
  }

  app.osc.onConnection(open => { if (open) build(); });
  return { root, show: build };
}

/** One address, folded up: its fields are made, and it is listened to, when it is opened. */
function cardOf(app, node) {
  const body = el("div", { class: "stack" }), made = el("details", { class: "address" },
    el("summary", {}, el("span", { class: "mono", textContent: node.FULL_PATH }), el("span", { class: "quiet about", textContent: node.DESCRIPTION })), body);
  made.addEventListener("toggle", () => {
    if (!made.open || body.childNodes.length) return;
    if (node.ACCESS & 2) body.append(formOf(app, node));
    if (node.ACCESS === 1) body.append(outputOf(app, node));
  });
  return made;
}

function outputOf(app, node) {
  const output = el("output", { class: "mono", textContent: words("addresses.nothingYet") });
  listen(app, node, values => { output.textContent = printable(values.map(plain).join(" ")); });
  return output;
}

/** Hear an address from now on, and ask what it was told last: what came before this page listened has not reached it. */
async function listen(app, node, handler) {
  let told = false;
  app.osc.on(node.FULL_PATH, values => { told = true; handler(values); });
  if (!(node.ACCESS & 1)) {
    app.osc.send("/dream/state");  // of each loop
    return;
  }
  try {
    const answer = await fetch(`${node.FULL_PATH}?VALUE`, { cache: "no-store" });
    const { VALUE } = answer.status === 200 ? await answer.json() : {};
    if (VALUE && (!told || node.ACCESS === 3)) handler(VALUE.filter(value => value !== null));
  } catch { /* the connection is gone: the page says so */ }
}
const plain = value => typeof value === "number" ? +value.toFixed(3) : value;

function formOf(app, node) {
  const fields = fieldsOf(node).map(field => inputOf(node, field));
  const sent = el("span", { class: "quiet", role: "status" });
  const go = () => {
    const good = app.osc.sendPacket(message(node, fields.map(one => one.read())));
    if (!good) app.say(words("lost"));
    sent.textContent = good ? words("addresses.sent") : "";
    clearTimeout(go.later);
    go.later = setTimeout(() => { sent.textContent = ""; }, SHOWN_MS);
  };
  const form = el("form", { class: "row", on: { submit: event => { event.preventDefault(); go(); } } },
    ...fields.map(one => one.root), el("button", { type: "submit", textContent: words("addresses.send") }), sent);
  follow(app, node, fields, go);
  return form;
}

/** Show what the daemon tells; send a state while it is moved. Of a loop, the value of the loop that is chosen. */
function follow(app, node, fields, go) {
  if (!isState(node)) return;
  for (const field of fields) field.moved?.(go);
  const [first, last] = [fields[0], fields.at(-1)];
  if (node.ACCESS === 3) {
    const told = following(first.input, first.write);
    listen(app, node, values => told(values[0]));
  } else if (fields.length === 2 && node.FULL_PATH.startsWith("/dream/loop/")) {
    const known = new Map();
    const told = following(last.input, last.write);
    const show = () => { if (known.has(first.read())) told(known.get(first.read())); };
    listen(app, node, values => {
      if (values.length !== 2) return;
      known.set(String(values[0]), values[1]);
      if (String(values[0]) === first.read()) show();
    });
    first.input.addEventListener("input", show);
  }
}

/** A field that fits type and range. `moved` exists where a value follows the hand. */
function inputOf(node, { type, name, range, optional }) {
  const span = range.MAX - range.MIN, label = name || words("addresses.send");
  const made = {};
  if (range.VALS) {
    made.input = el("select", {}, ...(optional ? [el("option", { value: "", textContent: "–" })] : []),
      ...range.VALS.map(value => el("option", { value, textContent: value })));
    plainField(made, (value) => { made.input.value = value ?? ""; });
    made.moved = go => made.input.addEventListener("change", go);
  } else if (type === "i" && span === 1) {
    made.input = el("input", { type: "checkbox" });
    made.read = () => made.input.checked ? "1" : "0";
    made.write = value => { made.input.checked = value === 1; };
    made.moved = go => made.input.addEventListener("change", go);
  } else if (type === "f" && isState(node) && span <= 300) {
    const shown = el("output", { class: "number" });
    made.input = el("input", { type: "range", min: range.MIN, max: range.MAX, step: "any", value: Math.max(0, range.MIN) });
    plainField(made, value => {
      if (value !== undefined) made.input.value = value;
      shown.textContent = value === undefined ? "–" : Number(value).toFixed(2);
    });
    made.moved = go => made.input.addEventListener("input", () => { shown.textContent = Number(made.input.value).toFixed(2); go(); });
    made.root = el("label", { class: "field grow" }, `${label} `, made.input, shown);
    made.write(made.input.value);
    return made;
  } else if (type === "s" || !(span < 1e6)) {
    made.input = el("input", { type: "text", placeholder: optional ? words("addresses.optional") : "" });
    plainField(made, value => { made.input.value = value ?? ""; });
  } else {
    made.input = el("input", { type: "number", min: range.MIN, max: range.MAX, step: type === "i" ? 1 : "any",
      placeholder: optional ? words("addresses.optional") : `${range.MIN} to ${range.MAX}`, value: type === "i" && !optional ? range.MIN : "" });
    plainField(made, value => { made.input.value = value ?? ""; });
  }
  made.root = el("label", { class: "field" }, `${label} `, made.input);
  return made;
}

function plainField(made, write) {
  made.read = () => made.input.value;
  made.write = write;
}
