// The stage: what one plays with. Every control sends OSC; what is shown is what the daemon tells.

import { button, clock, el, following, labelled, menu, nameOf, setPressed, toggle, toldMenu } from "./dom.js";
import { makeKeyboard } from "./keyboard.js";
import { makeKnobs } from "./knobs.js";
import { makeLoops } from "./loops.js";
import { makeMaterial } from "./material.js";
import { makeTimeLine } from "./timeline.js";
import { makeTrainingNote } from "./training_note.js";
import { faultOf, hasWords, words } from "./words.js";

const LAST_S = [2, 5, 10, 20, 40];
const LOWEST_DB = -60, LOUD_DB = -6, SILENT_DB = -59;
const FIGURES_MS = 200, MOST_TROUBLES = 30, SAME_S = 3;

export function mount(root, app) {
  const facts = { stage: null };
  const loops = makeLoops(app, facts), timeLine = makeTimeLine(app), troubles = makeTroubles(app), material = makeMaterial(app);
  const training = makeTrainingNote(app);
  // What cannot be sent cannot be pressed. PANIC stands outside: it says what else to do.
  const stage = el("fieldset", { class: "stage" },
    el("div", { class: "stack" }, transport(app), makeKeyboard(app, inputMeter(app)), loops.root),
    el("div", { class: "stack side" }, timeLine.root, troubles.root, training.root, material.root, makeKnobs(app)));
  root.append(el("h2", { class: "unseen", textContent: words("tab.stage") }), stage);

  async function refresh() {
    try {
      facts.stage = await app.api.get("stage");
    } catch (error) {
      app.say(error.message);
      return;
    }
    if (facts.stage.now) app.behind_s = facts.stage.now - Date.now() / 1000;
    timeLine.take(facts.stage.dreams);
    troubles.take(facts.stage);
    material.take(facts.stage);
    loops.take(facts.stage);
  }
  app.osc.on("/dream/bank/ready", ([bank, count], isNews) => {
    if (isNews && bank) app.say(words("stage.bankReady", { name: nameOf(bank), count }), "good");
    refresh();
  });
  app.osc.onConnection(open => {
    stage.disabled = !open;
    if (!open) return;
    refresh();
    for (const question of ["/dream/model/list", "/dream/state"]) app.osc.send(question);  // told to those who listen by now
  });
  return {
    show() { refresh(); training.show(); },
    hide() { training.hide(); },
  };
}

function transport(app) {
  return el("section", { class: "card transport", aria: { label: words("stage.transport") } },
    recording(app), dreamOnTheLast(app), ...liveDream(app));
}

function recording(app) {
  let on = false;
  const record = button(words("stage.record"), () => app.send("/dream/record", on ? 0 : 1),
    { class: "big record", title: words("stage.recordHint") });
  setPressed(record, false);
  app.osc.on("/dream/recording", ([now, seconds], isNews) => {
    if (isNews && on && !now && seconds > 0) app.say(words("stage.recorded", { seconds: seconds.toFixed(1) }), "good");
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
  const phase = el("small", {});
  const live = toggle("", wanted => app.send(wanted ? "/dream/live/start" : "/dream/live/stop"),
    { class: "big", title: words("stage.liveHint") });
  live.append(words("stage.live"), phase);
  const showPhase = now => {
    on = now !== "stopped";
    setPressed(live, on);
    phase.textContent = words(`stage.phase.${now}`);
  };
  showPhase("stopped");
  app.osc.on("/dream/live/phase", ([now]) => showPhase(now));
  const manner = toldMenu(["with", "between"].map(one => [one, words(`stage.manner.${one}`)]),
    value => app.send("/dream/control/manner", value));
  manner.told("with");
  app.osc.on("/dream/control/manner", ([value]) => manner.told(value));
  const influence = el("input", { type: "range", min: 0, max: 3, step: 0.05, value: 1 });
  const shown = el("output", { class: "number", textContent: "" });
  influence.addEventListener("input", () => {
    shown.textContent = Number(influence.value).toFixed(2);
    app.send("/dream/control/influence", influence.value);
  });
  const told = following(influence, value => {
    influence.value = value;
    shown.textContent = value.toFixed(2);
  });
  app.osc.on("/dream/control/influence", ([value]) => { if (value !== undefined) told(value); });
  const heeds = labelled(words("stage.influence"), influence, { class: "heeds", title: words("stage.influenceHint") });
  heeds.append(shown);
  return [live, el("div", { class: "live" }, labelled(words("stage.manner"), manner), heeds)];
}

function inputMeter(app) {
  const level = el("div", { class: "level" }), text = el("span", { class: "number", textContent: words("stage.inputNone") });
  const meter = el("div", { class: "meter", role: "meter", aria: { label: words("stage.input"), valuemin: LOWEST_DB, valuemax: 0, valuenow: LOWEST_DB } }, level);
  let db = LOWEST_DB, later = 0;
  function say() {
    later = 0;
    text.textContent = db > SILENT_DB ? words("stage.inputDb", { db: db.toFixed(0) }) : words("stage.inputNone");
    meter.setAttribute("aria-valuenow", db.toFixed(0));
  }
  app.pictures.on(({ inputDb }) => {
    db = inputDb;
    level.style.width = `${100 * (1 - db / LOWEST_DB)}%`;
    level.classList.toggle("loud", db > LOUD_DB);
    later ||= setTimeout(say, FIGURES_MS);  // figures that can be read; the last ones, too, when nothing moves any more
  });
  return el("div", { class: "input", title: words("stage.input") }, meter, text);
}

function makeTroubles(app) {
  let clearedAt = 0, shown = [];  // times by this device's clock: how far it goes wrong is known only after a first answer
  const list = el("ul", { class: "troubles", tabIndex: 0, hidden: true, aria: { label: words("stage.troubles") } });
  const none = el("p", { class: "quiet", textContent: words("stage.troublesNone") });
  const answers = el("p", { hidden: true });
  const clear = button(words("stage.clear"), () => { clearedAt = Date.now() / 1000; shown = []; draw(); });
  function show() {
    list.hidden = clear.hidden = !list.children.length;
    none.hidden = !list.hidden || !answers.hidden;
  }
  function draw() {
    list.replaceChildren(...shown.map(({ text, at }) => el("li", {}, el("span", { class: "quiet number", textContent: `${clock(at + app.behind_s)} ` }), text)));
    show();
  }
  /** Heard and listed is one trouble: its two times differ by the way between. */
  const isThere = (text, at) => shown.some(one => one.text === text && Math.abs(one.at - at) < SAME_S);
  const add = (text, at) => {
    if (at !== undefined && isThere(text, at)) return;
    shown = [...shown, { text, at: at ?? Date.now() / 1000 }].sort((one, two) => two.at - one.at).slice(0, MOST_TROUBLES);
    draw();
  };
  const ended = (state, id, reason, at) => {
    if (reason) add(`${words("stage.lineOf", { id, state: words(`stage.dream.${state}`) })}: ${reason}`, at);
  };
  app.osc.on("/dream/error", ([address, text], isNews) => { if (isNews && text) add(faultOf(address, text)); });
  app.osc.on("/dream/failed", ([id, reason], isNews) => { if (isNews) ended("failed", id, reason); });
  app.osc.on("/dream/dropped", ([id, reason], isNews) => { if (isNews && hasWords(`stage.dropped.${reason}`)) ended("dropped", id, words(`stage.dropped.${reason}`)); });
  app.osc.on("/dream/ladder", ([level, word, reason]) => {
    answers.hidden = !level;
    answers.className = level > 1 ? "bad" : "warm";
    answers.textContent = `${words("stage.answers", { what: words(`stage.ladder.${word}`), reason })} ${words("stage.answersHint")}`;
    show();
  });
  show();
  return {
    root: el("section", { class: "card stack" },
      el("div", { class: "row" }, el("h3", { class: "grow", textContent: words("stage.troubles") }), clear), answers, none, list),
    /** What went wrong before this page was opened, or while it was away. */
    take({ troubles: told, dreams }) {
      const isOne = ({ state, reason }) => state === "failed" || (state === "dropped" && hasWords(`stage.dropped.${reason}`));
      const failed = dreams.filter(isOne).map(one => ({ ...one, at: one.ended_at }));
      const found = [...told, ...failed].map(one => ({ ...one, at: one.at - app.behind_s }));
      for (const one of found.filter(({ at }) => at > clearedAt).sort((one, two) => one.at - two.at)) {
        if (one.id === undefined) add(faultOf(one.address, one.message), one.at);
        else ended(one.state, one.id, one.state === "failed" ? one.reason : words(`stage.dropped.${one.reason}`), one.at);
      }
    },
  };
}
