// Follower and dreaming as sliders, in the ranges that the daemon itself names.

import { button, el, following, labelled, toldMenu } from "./dom.js";
import { hasWords, words } from "./words.js";

const GROUPS = [
  ["follower", "/dream/follower/", ["attack_ms", "release_ms", "sensitivity_db", "range", "gate_db", "q"]],
  ["dreaming", "/dream/control/", ["temperature", "tau", "sampling", "dropout", "noise", "noise_when_stuck", "energy_hold"]],
];
/** Ranges over more than this factor are turned by ratio: 1 to 10 ms is as far as 100 to 1000. */
const BY_RATIO = 100;

export function makeKnobs(app) {
  const groups = GROUPS.map(([name, root, keys]) => ({ name, root, keys, box: el("div", { class: "columns" }) }));
  app.osc.onConnection(open => {
    if (!open) return;
    for (const { root, keys, box } of groups) {
      if (!box.children.length) box.append(...keys.filter(key => app.osc.nodes.has(root + key)).map(key => knob(app, root + key, key)));
    }
  });
  return el("section", { class: "card stack" }, ...groups.map(({ name, box }) => el("details", {},
    el("summary", { textContent: words(`stage.knobs.${name}`) }), box,
    name === "dreaming" ? el("div", { class: "stack" }, button(words("stage.reset"), () => app.send("/dream/control/reset")), harmony(app)) : null)));
}

function knob(app, address, key) {
  const node = app.osc.nodes.get(address), range = (node.RANGE || [])[0] || { MIN: 0, MAX: 1 };
  const text = hasWords(`stage.knob.${key}`) ? words(`stage.knob.${key}`) : key;
  if (range.VALS) {
    const select = toldMenu(range.VALS.map(one => [one, one]), value => app.send(address, value), { title: node.DESCRIPTION });
    select.told(undefined);
    app.osc.on(address, ([value]) => select.told(value));
    return labelled(text, select);
  }
  const byRatio = range.MIN > 0 && range.MAX / range.MIN >= BY_RATIO;
  const at = value => byRatio ? Math.log(value / range.MIN) / Math.log(range.MAX / range.MIN) : (value - range.MIN) / (range.MAX - range.MIN);
  const valueOf = place => byRatio ? range.MIN * (range.MAX / range.MIN) ** place : range.MIN + place * (range.MAX - range.MIN);
  const slider = el("input", { type: "range", min: 0, max: 1, step: 0.001, value: 0, title: node.DESCRIPTION });
  const shown = el("output", { class: "number", textContent: words("stage.unset") });
  const unit = key.endsWith("_ms") ? " ms" : key.endsWith("_db") ? " dB" : "";
  const tell = value => {
    shown.textContent = `${Number(value).toPrecision(3).replace(/\.?0+$/, found => found.includes(".") ? "" : found)}${unit}`;
    slider.setAttribute("aria-valuetext", shown.textContent);
  };
  slider.addEventListener("input", () => { const value = valueOf(Number(slider.value)); tell(value); app.send(address, value); });
  const told = following(slider, value => {
    if (value === undefined) { shown.textContent = words("stage.unset"); return; }
    slider.value = at(value);
    tell(value);
  });
  app.osc.on(address, ([value]) => told(value));
  return el("div", { class: "knob" }, labelled(text, slider), shown);
}

function harmony(app) {
  const field = el("input", { type: "text", placeholder: words("stage.pitchesHint"), autocomplete: "off" });
  const say = () => { if (field.value.trim()) app.send("/dream/pitches", ...field.value.trim().split(/[\s,]+/)); };
  field.addEventListener("keydown", event => { if (event.key === "Enter") say(); });
  return el("div", { class: "row" }, labelled(words("stage.pitches"), field, { class: "grow" }),
    button(words("stage.pitchesSet"), say), button(words("stage.pitchesAuto"), () => app.send("/dream/pitches", "auto")));
}
