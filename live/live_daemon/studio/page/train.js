// Train: recordings in, what one wants to hear, and the training as it learns.

import { button, el } from "./dom.js";
import { makeChoice } from "./train_choice.js";
import { makeFiles } from "./train_files.js";
import { makeRun } from "./train_run.js";
import { words } from "./words.js";

export function mount(root, app) {
  let isShow = false, isShown = false;
  const files = makeFiles(app, () => {}), choice = makeChoice(app), run = makeRun(app, list, insist);
  const all = el("ul", { class: "list" });
  const others = el("section", { class: "card stack", hidden: true, aria: { label: words("train.list") } }, el("h2", { textContent: words("train.list") }), all);
  const begin = button(words("train.begin"), start, { class: "big" });
  const cards = el("div", { class: "stack" },
    el("div", { class: "columns" }, files.root, el("div", { class: "stack train-top" }, choice.root, begin)), choice.more, run.root, others);
  root.append(el("h2", { class: "unseen", textContent: words("tab.train") }), cards);

  /** Beside a show it is asked first; null: no. */
  async function insist() {
    await list();
    if (!isShow) return {};
    return await app.confirm(words("train.show")) ? { insist: true } : null;
  }

  async function start() {
    begin.disabled = true;
    try {
      const recordings = await files.chosen();
      if (!recordings.length) { app.say(words("train.begin.none")); return; }
      const asked = await insist();
      if (!asked) return;
      const made = await app.api.post("trainings", { ...choice.order(), recordings, ...asked });
      app.say(words("train.begin.asked"), "good");
      run.open(made.name);
      run.root.scrollIntoView();
      list();
    } catch (error) {
      app.say(error.message);
    } finally {
      begin.disabled = false;
    }
  }

  let opened = false;
  async function list() {
    let told;
    try { told = await app.api.get("trainings"); } catch (error) { app.say(error.message); return; }
    isShow = told.show;
    others.hidden = !told.trainings.length;
    all.replaceChildren(...told.trainings.map(one => {
      const state = words(one.state === "running" ? "train.list.running" : `train.state.${one.state}`, { percent: Math.round(100 * one.progress) });
      return el("li", {}, button(words("train.list.row", { name: one.name, state }), () => { run.open(one.name); run.root.scrollIntoView(); }));
    }));
    if (opened) return;
    opened = true;
    const first = told.running || told.trainings[0]?.name;
    if (first) run.open(first);
    if (told.running) cards.prepend(run.root);  // what is waited for comes first
    const taken = new Set(told.trainings.map(one => one.name));
    let name = "mine";
    for (let number = 2; taken.has(name); number++) name = `mine ${number}`;
    choice.name(name);
  }

  // A file that misses must not open in place of the page.
  const holds = event => isShown && event.dataTransfer?.types.includes("Files");
  window.addEventListener("dragover", event => { if (holds(event)) { event.preventDefault(); root.classList.add("dropping"); } });
  window.addEventListener("dragleave", event => { if (!event.relatedTarget) root.classList.remove("dropping"); });
  window.addEventListener("drop", event => {
    if (!holds(event)) return;
    event.preventDefault();
    root.classList.remove("dropping");
    files.send([...event.dataTransfer.files]);
  });

  return {
    show() { isShown = true; files.show(); choice.show(); run.show(); list(); },
    hide() { isShown = false; run.hide(); },
  };
}
