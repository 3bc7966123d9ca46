// The stage: what one plays with. Every control sends OSC; what is shown is what the daemon tells.

import { button, el, labelled, menu, setPressed, toggle } from "./dom.js";
import { makeKeyboard } from "./keyboard.js";
import { makeKnobs } from "./knobs.js";
import { makeLoops } from "./loops.js";
import { makeMaterial } from "./material.js";
import { makeTimeLine } from "./timeline.js";
import { words } from "./words.js";

const LAST_S = [2, 5, 10, 20, 40];
const LOWEST_DB = -60, LOUD_DB = -6, SILENT_DB = -59;
const MOST_TROUBLES = 30;

export function mount(root, app) {
  const facts = { stage: null };
  const loops = makeLoops(app, facts), timeLine = makeTimeLine(app), material = makeMaterial(app);
  root.append(
    el("h2", { class: "unseen", textContent: words("tab.stage") }),
    el("div", { class: "stage" },
      el("div", { class: "stack" }, transport(app), makeKeyboard(app), loops.root, makeKnobs(app)),
      el("div", { class: "stack" }, timeLine.root, troubles(app), material.root)));

  async function refresh() {
    try {
      facts.stage = await app.api.get("stage");
    } catch (error) {
      app.say(error.message);
      return;
    }
    timeLine.take(facts.stage.dreams);
    material.take(facts.stage);
    loops.take(facts.stage);
  }
  app.osc.on("/dream/bank/ready", refresh);
  app.osc.onConnection(open => {
    if (!open) return;
    refresh();
    for (const question of ["/dream/model/list", "/dream/state"]) app.osc.send(question);  // told to those who listen by now
  });
  return { show: refresh };
}

function transport(app) {
  return el("section", { class: "card transport", aria: { label: words("stage.input") } },
    recording(app), dreamOnTheLast(app), liveDream(app), inputMeter(app));
}

function recording(app) {
  let on = false;
  const record = button(words("stage.record"), () => app.send("/dream/record", on ? 0 : 1),
    { class: "big record", title: words("stage.recordHint") });
  setPressed(record, false);
  app.osc.on("/dream/recording", ([now, seconds]) => {
    if (on && !now && app.osc.open) app.say(words("stage.recorded", { seconds: seconds.toFixed(1) }), "good");
    on = Boolean(now);
    setPressed(record, on);
    record.textContent = on ? words("stage.recordStop", { time: timeOf(seconds) }) : words("stage.record");
  });
  return record;
}
const timeOf = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

function dreamOnTheLast(app) {
  let seconds = 5;
  const dream = button("", () => {
    if (app.send("/dream/seed/live", seconds)) app.say(words("stage.asked", { seconds }), "good");
  }, { class: "big" });
  const name = () => { dream.textContent = words("stage.dreamLast", { seconds }); };
  const length = menu(LAST_S.map(one => [one, `${one} s`]), value => { seconds = Number(value); name(); },
    { ariaLabel: words("stage.seconds") });
  length.value = seconds;
  name();
  return el("div", { class: "row joined" }, dream, length);
}

function liveDream(app) {
  let on = false;
  const phase = el("span", { class: "quiet" });
  const live = toggle(words("stage.live"), wanted => app.send(wanted ? "/dream/live/start" : "/dream/live/stop"),
    { class: "big", title: words("stage.liveHint") });
  app.osc.on("/dream/live/phase", ([now]) => {
    on = now !== "stopped";
    setPressed(live, on);
    phase.textContent = words(`stage.phase.${now}`);
  });
  const manner = menu(["with", "between"].map(one => [one, words(`stage.manner.${one}`)]),
    value => app.send("/dream/control/manner", value));
  app.osc.on("/dream/control/manner", ([value]) => { manner.value = value; });
  const influence = el("input", { type: "range", min: 0, max: 3, step: 0.05, value: 1 });
  const shown = el("output", { class: "number", textContent: "" });
  influence.addEventListener("input", () => {
    shown.textContent = Number(influence.value).toFixed(2);
    app.send("/dream/control/influence", influence.value);
  });
  app.osc.on("/dream/control/influence", ([value]) => {
    if (value === undefined || document.activeElement === influence) return;
    influence.value = value;
    shown.textContent = value.toFixed(2);
  });
  return el("div", { class: "row live" }, live, phase,
    labelled(words("stage.manner"), manner),
    el("div", { class: "grow knob" }, labelled(words("stage.influence"), influence), shown));
}

function inputMeter(app) {
  const level = el("div", { class: "level" }), text = el("span", { class: "number", textContent: words("stage.inputNone") });
  const meter = el("div", { class: "meter", role: "meter", aria: { label: words("stage.input"), valuemin: LOWEST_DB, valuemax: 0, valuenow: LOWEST_DB } }, level);
  let said = 0;
  app.pictures.on(({ inputDb }) => {
    level.style.width = `${100 * (1 - inputDb / LOWEST_DB)}%`;
    level.classList.toggle("loud", inputDb > LOUD_DB);
    const now = performance.now();
    if (now - said < 200 && inputDb > SILENT_DB) return;  // figures that can be read
    said = now;
    text.textContent = inputDb > SILENT_DB ? words("stage.inputDb", { db: inputDb.toFixed(0) }) : words("stage.inputNone");
    meter.setAttribute("aria-valuenow", inputDb.toFixed(0));
  });
  return el("div", { class: "input" }, el("span", { textContent: words("stage.input") }), meter, text);
}

function troubles(app) {
  const list = el("ul", { class: "troubles" }), none = el("p", { class: "quiet", textContent: words("stage.troublesNone") });
  const answers = el("p", {});
  const clear = button(words("stage.clear"), () => { list.replaceChildren(); none.hidden = false; });
  const add = (text, at) => {
    none.hidden = true;
    list.prepend(el("li", {}, el("span", { class: "quiet number", textContent: `${new Date(at).toLocaleTimeString()} ` }), text));
    while (list.children.length > MOST_TROUBLES) list.lastChild.remove();
  };
  app.osc.on("/dream/error", ([address, text]) => { if (app.osc.open && text) add(address ? `${address}: ${text}` : text, Date.now()); });
  app.osc.on("/dream/failed", ([id, reason]) => {
    if (app.osc.open && reason) add(`${words("stage.lineOf", { id, state: words("stage.dream.failed") })}: ${reason}`, Date.now());
  });
  app.osc.on("/dream/ladder", ([level, word, reason]) => {
    answers.hidden = !level;
    answers.className = level > 1 ? "bad" : "warm";
    answers.textContent = `${words("stage.answers")} ${words(`stage.ladder.${word}`)}${reason ? `: ${reason}` : ""}`;
  });
  return el("section", { class: "card stack" },
    el("div", { class: "row" }, el("h3", { class: "grow", textContent: words("stage.troubles") }), clear), answers, none, list);
}
