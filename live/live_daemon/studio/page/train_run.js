// One training: its state, curves, dreams on the way, verdict, and what can be done with it.

import { button, el, labelled } from "./dom.js";
import { drawCurves } from "./draw.js";
import { soundUrl } from "./sound_view.js";
import { lossCurves, nothingTold, scoreCurves, settledRange, take, timeRange } from "./train_events.js";
import { words } from "./words.js";

const LOOK_EVERY_MS = 1000;

/** Verdict and plan name flags for a terminal, in brackets: here a button or a menu does the same. */
const withoutFlags = text => text.replace(/ \(--[^)]*\)/g, "");

/** @returns {root, open(name), show(), hide()}; `changed()` when the list of trainings may be another, `insist()` asks. */
export function makeRun(app, changed, insist) {
  let name = "", told = nothingTold(), training = null, isShown = false, later = 0, round = 0, drawn = "";
  const title = el("h2", { textContent: words("train.one") }), state = el("p", { role: "status", textContent: words("train.none") });
  const bar = el("progress", { max: 1, value: 0, hidden: true, aria: { label: words("train.one") } });
  const reason = el("p", { class: "bad" }), buttons = el("div", { class: "row" }), goesOn = el("p", { class: "quiet", textContent: words("train.goesOn") });
  const verdict = el("div", { class: "stack", role: "status" }), plan = el("div", { class: "quiet" });
  const loss = el("canvas", { class: "train-curve" }), score = el("canvas", { class: "train-curve" });
  const curves = el("div", { class: "columns" },
    el("div", {}, el("h3", { textContent: words("train.curve.loss") }), loss), el("div", {}, el("h3", { textContent: words("train.curve.score") }), score));
  const dreams = el("div", { class: "train-dreams" });
  const onTheWay = el("div", { class: "stack" }, el("h3", { textContent: words("train.dreams") }), el("p", { class: "quiet", textContent: words("train.dreams.hint") }), dreams);
  const details = el("div", { class: "stack", hidden: true }, buttons, goesOn, verdict, plan, curves, onTheWay);
  const root = el("section", { class: "card stack", aria: { label: words("train.one") } }, title, state, bar, reason, details);
  window.addEventListener("resize", () => { drawn = ""; if (isShown) draw(); });

  function open(wanted) {
    if (wanted === name && training) { look(); return; }
    name = wanted;
    told = nothingTold();
    training = null;
    drawn = "";
    look();
  }

  async function look() {
    clearTimeout(later);
    const mine = ++round;
    if (!isShown || !name) return;
    try {
      const answer = await app.api.get(`trainings/of/${encodeURIComponent(name)}?from=${told.next}`);
      if (mine !== round) return;
      const before = training?.state, more = answer.events.length > 0 && answer.next > told.next;
      take(told, answer.events);
      told.next = answer.next;
      training = answer.training;
      paint();
      if (before && before !== training.state) changed();
      if (more || training.state === "running") later = setTimeout(look, more && training.state !== "running" ? 0 : LOOK_EVERY_MS);
    } catch (error) {
      if (mine !== round) return;
      if (!training) { app.say(error.message); clear(); return; }
      later = setTimeout(look, 5 * LOOK_EVERY_MS);  // the console is started again
    }
  }

  function clear() {
    name = "";
    training = null;
    title.textContent = words("train.one");
    state.textContent = words("train.none");
    bar.hidden = details.hidden = true;
    reason.textContent = "";
    changed();
  }

  async function act(path, body, said) {
    const asked = path === "pause" ? {} : await insist();
    if (!asked) return;
    try {
      await app.api.post(`trainings/of/${encodeURIComponent(name)}/${path}`, { ...body, ...asked });
      if (said) app.say(said, "good");
    } catch (error) {
      app.say(error.message);
    }
    changed();
    look();
  }

  async function discard() {
    if (!await app.confirm(words("train.discard.ask", { name }))) return;
    try {
      await app.api.del(`trainings/of/${encodeURIComponent(name)}`);
      app.say(words("train.discard.done"), "good");
      clear();
    } catch (error) {
      app.say(error.message);
    }
  }

  async function useTonight() {
    const model = name;
    if (!app.send("/dream/model/load", model)) return;
    app.say(words("train.useTonight.sent", { name: model }), "good");
    if (!await app.confirm(words("train.useTonight.ask", { name: model }))) return;
    try {
      await app.api.put("tonight/settings", { "engine.model": model });
      app.say(words("train.useTonight.kept", { name: model }), "good");
    } catch (error) {
      app.say(error.message);
    }
  }

  function showButtons() {
    const key = `${name}/${training.state}/${training.usable}/${training.can_go_on}`;
    if (buttons.dataset.for === key) return;  // a button that is pressed must not be replaced under the finger
    buttons.dataset.for = key;
    const running = training.state === "running", finished = training.state === "finished", found = [];
    if (training.usable && !running) found.push(button(words("train.useTonight"), useTonight, { class: "big" }));
    if (running) found.push(button(words("train.pause"), () => act("pause", {}, words("train.pause.asked"))));
    if (training.can_go_on && !finished) found.push(button(words("train.resume"), () => act("resume", {})));
    if (running || (training.can_go_on && !finished)) found.push(button(words("train.finish"), () => act("finish", {}, words("train.finish.asked"))));
    if (training.can_go_on && finished) {
      const minutes = el("input", { type: "number", min: 1, max: 10000, step: "any", value: Math.round(3 * training.minutes) || 10 });
      found.push(labelled(words("train.longer"), minutes), button(words("train.longer.press"), () => act("resume", { minutes: Number(minutes.value) || 10 })));
    }
    found.push(button(words("train.discard"), discard, { class: "danger" }));
    buttons.replaceChildren(...found);
  }

  const stage = () => told.ending ? "ending" : told.starting ? "starting" : "running";

  function paint() {
    const percent = Math.round(100 * training.progress), running = training.state === "running";
    title.textContent = words("train.one.of", { name });
    state.textContent = words(`train.state.${running ? stage() : training.state}`, { percent });
    bar.hidden = details.hidden = false;
    bar.value = training.progress;
    reason.textContent = training.reason;
    goesOn.hidden = !running;
    showButtons();
    const key = JSON.stringify([name, told.losses.length, told.judgements.length, told.dreams[0]?.path, told.verdict?.at, told.plan?.at, told.losses.at(-1)?.step]);
    if (key === drawn) return;
    drawn = key;
    plan.replaceChildren(...(told.plan ? [...told.plan.reasons.map(withoutFlags), told.plan.words, ...told.remarks].map(text => el("p", { textContent: text })) : []));
    showVerdict();
    onTheWay.hidden = Boolean(told.verdict) && !told.dreams.length;  // none will come
    dreams.replaceChildren(...(told.dreams.length ? told.dreams.filter(one => one.sound).map(one => player(one, words("train.dream", { step: one.step })))
      : [el("p", { class: "quiet", textContent: words("train.dreams.none") })]));
    draw();
  }

  const player = (one, label) => button(`▶ ${label}`, () => app.player.play(soundUrl(app.api, one.sound.folder, one.sound.key), `${name}: ${label}`));

  function showVerdict() {
    if (!told.verdict) { verdict.replaceChildren(); return; }
    const rows = told.verdict.dreams.filter(one => one.sound).map((one, index) => {
      const label = words("train.frozen.one", { number: index + 1, score: one.total.toFixed(2) });
      const said = one.pass ? words("train.frozen.passes") : one.faults.join("; ");
      return el("li", { class: "row" }, player(one, label), el("span", { class: one.pass ? "good" : "warm", textContent: said }));
    });
    verdict.replaceChildren(el("h3", { textContent: words("train.verdict") }), el("p", { textContent: withoutFlags(told.verdict.words) }),
      el("h3", { textContent: words("train.frozen") }), el("ul", { class: "stack" }, rows));
  }

  function draw() {
    if (!training) return;
    const losses = lossCurves(told), common = { x: words("train.curve.minutes"), empty: words("train.curve.none"), xRange: timeRange(told) };
    drawCurves(loss, losses.map(([one, points]) => ({ label: words(`train.curve.${one}`), points })), { ...common, label: words("train.curve.loss"), yRange: settledRange(losses) });
    drawCurves(score, scoreCurves(told).map(([one, points]) => ({ label: words(`train.score.${one}`), points })), { ...common, label: words("train.curve.score"), yRange: [0, 1] });
  }

  return {
    root, open,
    show() { isShown = true; drawn = ""; look(); },
    hide() { isShown = false; clearTimeout(later); },
  };
}
