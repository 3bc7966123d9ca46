// The sound check: one big verdict, then each line with what to do, the worst first.

import { button, el, printable } from "./dom.js";
import { words } from "./words.js";

const LOOK_MS = 700, OLD_S = 12 * 3600;
const ORDER = ["fail", "advice", "pass", "skipped"];

/** How long ago a moment was (seconds since 1970), in words. */
export function ageOf(at, now = Date.now() / 1000) {
  const seconds = Math.max(0, now - at);
  if (seconds < 60) return words("age.now");
  if (seconds < 3600) return words("age.minutes", { count: Math.floor(seconds / 60) });
  if (seconds < 48 * 3600) return words("age.hours", { count: Math.floor(seconds / 3600) });
  return words("age.days", { count: Math.floor(seconds / 86400) });
}

/** What the big line says: [class, text]. A check beside the stage is never the whole truth. */
export function verdictOf(told, now = Date.now() / 1000) {
  if (told.running) return ["unknown", words("check.running", { seconds: Math.max(0, Math.round(now - told.began_at)) })];
  if (told.error) return ["unsafe", told.error];
  if (told.stopped) return ["unknown", words("check.stopped")];
  if (!told.last) return ["unknown", words("check.never")];
  if (!told.last.safe) return ["unsafe", words("check.bad", { count: told.last.lines.filter(line => line.status === "fail").length })];
  return ["safe", words(told.last.beside ? "check.good" : "check.goodWhole")];
}

export function makeCheck(app) {
  const verdict = el("p", { class: "verdict unknown", role: "status" }), progress = el("p", { class: "quiet" });
  const begin = button(words("check.begin"), () => act("post"), { class: "big" });
  const stop = button(words("check.stop"), () => act("del"), { class: "big", hidden: true });
  const lines = el("ul", { class: "lines" }), notes = el("div", { class: "stack" });
  const root = el("section", { class: "card stack" },
    el("h3", { textContent: words("tonight.view.check") }), verdict,
    el("div", { class: "row" }, begin, stop, el("div", { class: "grow" }, progress)),
    lines, notes);
  let later = 0, visible = false;

  async function act(method) {
    try {
      show(await app.api[method]("tonight/check"));
    } catch (error) {
      app.say(error.message);
      refresh();
    }
  }

  async function refresh() {
    clearTimeout(later);
    try {
      show(await app.api.get("tonight/check"));
    } catch (error) {
      progress.textContent = error.message;
      again();
    }
  }

  function again() {
    clearTimeout(later);
    if (visible) later = setTimeout(refresh, LOOK_MS);
  }

  function show(told) {
    const [kind, text] = verdictOf(told, app.now());
    verdict.className = `verdict ${kind}`;
    verdict.textContent = text;
    begin.hidden = told.running;
    stop.hidden = !told.running;
    progress.textContent = told.running ? told.progress : words("check.what");
    const found = told.running || told.lines.length ? told.lines : told.last?.lines || [];
    lines.replaceChildren(...[...found].sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status)).map(lineOf));
    notes.replaceChildren(...notesOf(told, app.now()));
    if (told.running) again();
  }

  return { root, show() { visible = true; refresh(); }, hide() { visible = false; clearTimeout(later); } };
}

function lineOf(line) {
  const told = el("li", { class: `line ${line.status}` },
    el("span", { class: "mark", textContent: words(`check.status.${line.status}`) }),
    el("div", {},
      el("strong", { textContent: line.name }), " ", printable(line.figure.replace(/^not measured: /, "")),
      line.bar && line.status !== "skipped" ? el("span", { class: "quiet", textContent: ` (${words("check.bar", { bar: printable(line.bar) })})` }) : null));
  if (line.remedy && (line.status === "fail" || line.status === "advice")) {
    told.lastChild.append(el("p", { class: "remedy", textContent: `→ ${printable(line.remedy)}` }));
  }
  return told;
}

function notesOf(told, now) {
  const notes = [];
  const say = (key, one) => {
    const verdict = words(one.safe ? "check.safe" : "check.unsafe");
    const old = now - one.at > OLD_S ? ` ${words("check.old")}` : "";
    notes.push(el("p", { class: old ? "warm" : "quiet", textContent: words(key, { age: ageOf(one.at, now), verdict }) + old }));
  };
  if (told.last) say("check.last", told.last);
  if (told.whole && told.whole.file !== told.last?.file) say("check.whole", told.whole);
  if (!told.whole) notes.push(el("p", { class: "warm", textContent: words("check.noWhole") }));
  notes.push(el("p", { textContent: words("check.needsStop", { lines: told.needs_stop.join(", ") }) }),
    el("p", { class: "mono command", textContent: told.command }));
  return notes;
}
