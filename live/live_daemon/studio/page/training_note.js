// Says on the stage that a training runs, which takes time from the dreams, and lets it be paused.

import { button, el } from "./dom.js";
import { words } from "./words.js";

const LOOK_EVERY_MS = 5000;

/** @returns {root, show(), hide()} */
export function makeTrainingNote(app) {
  let running = null, later = 0, isShown = false;
  const text = el("p", { class: "warm grow", role: "status" });
  const pause = button(words("stage.trainingPause"), ask);
  const root = el("section", { class: "card row", hidden: true, aria: { label: words("tab.train") } }, text, pause);

  async function look() {
    clearTimeout(later);
    if (!isShown) return;
    later = setTimeout(look, LOOK_EVERY_MS);
    if (document.hidden) return;
    try {
      take((await app.api.get("trainings/running")).running);
    } catch {
      // The console is away, which the top of the page says.
    }
  }

  function take(name) {
    if (name === running) return;
    running = name;
    root.hidden = !name;
    text.textContent = name ? words("stage.training", { name }) : "";
    if (name) app.say(text.textContent, "warm");  // on a phone the note itself is far below
  }

  async function ask() {
    pause.disabled = true;
    try {
      await app.api.post(`trainings/of/${encodeURIComponent(running)}/pause`);
      app.say(words("train.pause.asked"), "good");
    } catch (error) {
      app.say(error.message);
    }
    pause.disabled = false;
    look();
  }

  return {
    root,
    show() { isShown = true; look(); },
    hide() { isShown = false; clearTimeout(later); },
  };
}
