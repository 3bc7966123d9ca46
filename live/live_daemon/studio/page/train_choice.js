// What a training shall be: approach and preset by what one wants to hear, every hyperparameter, name and minutes.

import { button, el, labelled, menu } from "./dom.js";
import { makePager } from "./pager.js";
import { words } from "./words.js";

const ON_A_PAGE = 12;
let groups = 0;

/** Radio buttons with a title and a text each. @returns {root, value(), choose(value)} */
function makeWishes(title, rows, change) {
  const name = `wish-${++groups}`;
  const inputs = rows.map(([value, , ], index) => el("input", { type: "radio", name, value, checked: index === 0, on: { change: () => change(value) } }));
  const root = el("fieldset", {}, el("legend", { textContent: title }), rows.map(([, strong, text], index) =>
    el("label", { class: "train-wish" }, inputs[index], el("span", {}, el("strong", { textContent: strong }), el("span", { class: "quiet", textContent: text })))));
  return { root, value: () => inputs.find(one => one.checked)?.value ?? "" };
}

/** @returns {root, more (every hyperparameter), order() -> name, minutes, approach, preset, band, params; show(); name(text)} */
export function makeChoice(app) {
  let approaches = null, approach = "", preset = "", band = "", fields = new Map(), asking = false, page = 0;
  const name = el("input", { type: "text", maxLength: 80, autocomplete: "off", value: "mine" });
  const minutes = el("input", { type: "number", min: 0.5, max: 10000, step: "any", value: 10 });
  const wishes = el("div", { class: "stack" }), chosen = el("summary"), bands = el("div"), parameters = el("div", { class: "stack" });
  const pager = makePager(wanted => { page = wanted; showPage(); });
  const more = el("details", { class: "card", hidden: true, on: { toggle: () => { if (more.open) showParameters(); } } },
    el("summary", { textContent: words("train.more") }), parameters, pager.root);
  const root = el("section", { class: "card stack", aria: { label: words("train.want") } },
    el("h2", { textContent: words("train.want") }), wishes, bands,
    el("div", { class: "row" }, labelled(words("train.name"), name, { class: "grow" }), labelled(words("train.minutes"), minutes)));

  const family = () => approaches.find(one => approach ? one.name === approach : one.recommended);

  async function show() {
    if (approaches || asking) return;
    asking = true;
    wishes.replaceChildren(el("p", { class: "quiet", role: "status", textContent: words("train.asking") }));
    try {
      ({ approaches } = await app.api.get("trainings/choices"));
      showWishes();
    } catch (error) {
      app.say(error.message);
      wishes.replaceChildren(button(words("train.again"), show));
    }
    asking = false;
  }

  function showWishes() {
    const presets = el("div");
    const rows = approaches.map(one => [one.name, capital(one.sound), words("train.approach.about", one)]);
    const choose = value => { approach = value; preset = band = ""; showPresets(presets); showBands(); refresh(); };
    const all = [["", words("train.auto"), words("train.auto.approach")], ...rows];
    wishes.replaceChildren(el("details", {}, chosen, el("div", { class: "stack" }, makeWishes(words("train.approach"), all, choose).root, presets)));
    more.hidden = false;
    choose("");
  }

  function showPresets(presets) {
    const rows = family().presets.map(one => [one.name, one.about, one.name]);
    presets.replaceChildren(makeWishes(words("train.preset"), [["", words("train.auto"), words("train.auto.preset")], ...(approach ? rows : [])], value => { preset = value; showBands(); refresh(); }).root);
    presets.hidden = !approach;
  }

  /** What is said of the band stays said when another preset is chosen. */
  function showBands() {
    bands.replaceChildren();
    if (family().bands.length < 2) return;
    const open = ["", words(preset ? "train.band.preset" : "train.band.auto")];
    const choice = menu([open, ...family().bands.map(one => [one, words(`train.band.${one}`)])], value => { band = value; });
    choice.value = band;
    bands.append(labelled(words("train.band"), choice));
  }

  function refresh() {
    const title = approach ? [capital(family().sound), preset].filter(Boolean).join(", ") : words("train.auto");
    chosen.textContent = words("train.sound", { name: title });
    fields = new Map();
    page = 0;
    if (more.open) showParameters();
  }

  function showParameters() {
    if (!approaches || fields.size) return;
    const values = family().presets.find(one => one.name === (preset || "alive"))?.values || {};
    for (const row of family().parameters) {
      const range = row.range ? words("train.param.range", { low: row.range[0], high: row.range[1] }) : "";
      const about = `${row.meaning} ${[range, valueOf(row, values)].filter(Boolean).join(", ")}.`;
      const field = fieldOf(row), whole = labelled(row.name, field, { class: "stack" });
      whole.append(el("p", { class: "quiet", textContent: about }));
      fields.set(row.name, { field, whole });
    }
    showPage();
  }

  function showPage() {
    const some = [...fields.values()].slice(page * ON_A_PAGE, (page + 1) * ON_A_PAGE);
    parameters.replaceChildren(el("p", { class: "quiet", textContent: words("train.more.about", { name: family().name }) }),
      el("div", { class: "train-parameters" }, some.map(one => one.whole)));
    pager.show(page, Math.ceil(fields.size / ON_A_PAGE));
  }

  return {
    root, more, show,
    name: text => { name.value = text; },
    order() {
      const params = Object.fromEntries([...fields].map(([key, { field }]) => [key, field.value.trim()]).filter(([, value]) => value !== ""));
      return { name: name.value.trim(), minutes: Number(minutes.value) || 0, approach, preset, band, params };
    },
  };
}

function valueOf(row, values) {
  if (row.name in values) return words("train.param.preset", { value: values[row.name] });
  if (row.default === null) return words("train.param.open");
  return words("train.param.default", { value: row.default });
}

function fieldOf(row) {
  const same = ["", words("train.param.same")];
  if (row.type === "true or false") return menu([same, ["true", words("train.true")], ["false", words("train.false")]], () => {});
  if (row.choices) return menu([same, ...row.choices.map(one => [one, one])], () => {});
  if (row.type === "number" || row.type === "whole number") {
    return el("input", { type: "number", step: row.type === "number" ? "any" : 1, min: row.range?.[0], max: row.range?.[1] });
  }
  return el("input", { type: "text", maxLength: 100, autocomplete: "off" });
}

const capital = text => text ? text[0].toUpperCase() + text.slice(1) : "";
