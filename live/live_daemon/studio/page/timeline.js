// The dreams of the last two minutes: a row each, with a bar for waiting, being made, sounding.

import { button, el, nameOf } from "./dom.js";
import { hasWords, words } from "./words.js";

const SHOWN_S = 120, MOST_ROWS = 6, REDRAW_MS = 500;
const OVER = ["ready", "failed", "dropped"];
const PARTS = ["waits", "making", "sounds"];

export function makeTimeLine(app) {
  const dreams = new Map(), rows = new Map();
  const list = el("ol", { class: "dreams" }), none = el("p", { class: "quiet", textContent: words("stage.dreamsNone") });
  const more = el("span", { class: "quiet grow" });
  const key = el("p", { class: "quiet key" }, words("stage.line"), ...PARTS.map(part => el("span", { class: part }, words(`stage.part.${part}`))));
  const now = app.now;

  function dream(id) {
    if (!dreams.has(id)) dreams.set(id, { id, seed: "", model: "", state: "queued", fraction: 0, reason: "", duration_s: 0, queued_at: now(), started_at: 0, sounding_at: 0, ended_at: 0 });
    return dreams.get(id);
  }
  function row(id) {
    if (rows.has(id)) return rows.get(id);
    const parts = Object.fromEntries(PARTS.map(part => [part, el("div", { class: part })]));
    const made = {
      name: el("span", { class: "grow" }), state: el("span", { class: "quiet" }), reason: el("p", { class: "bad" }), parts,
      cancel: button(words("stage.cancel"), () => app.send("/dream/cancel", id)),
    };
    made.root = el("li", {}, el("div", { class: "row" }, made.name, made.state, made.cancel), made.reason, el("div", { class: "track", ariaHidden: "true" }, ...Object.values(parts)));
    rows.set(id, made);
    return made;
  }
  // Where a dream ends that sounds: when it has sounded for as long as it is.
  const endOf = one => one.sounding_at && one.duration_s ? one.sounding_at + one.duration_s : one.sounding_at && !OVER.includes(one.state) ? now() : one.ended_at;

  function draw() {
    const begin = now() - SHOWN_S;
    const place = at => Math.min(100, Math.max(0, 100 * (at - begin) / SHOWN_S));
    const recent = [...dreams.values()].filter(one => !OVER.includes(one.state) || Math.max(one.ended_at, endOf(one)) > begin)
      .sort((one, two) => OVER.includes(one.state) - OVER.includes(two.state) || two.id - one.id);  // what waits first: it can be given up
    const shown = recent.slice(0, MOST_ROWS).sort((one, two) => two.id - one.id);
    more.textContent = recent.length > shown.length ? words("stage.dreamsMore", { count: recent.length - shown.length }) : "";
    for (const [id, made] of rows) if (!shown.some(one => one.id === id)) { made.root.remove(); rows.delete(id); }
    shown.forEach((one, index) => {
      const made = row(one.id);
      made.name.textContent = `${one.id}  ${nameOf(one.seed)}`;
      const state = words(`stage.dream.${one.state}`, { percent: Math.round(100 * one.fraction) });
      made.state.textContent = state;
      made.reason.textContent = hasWords(`dreams.reason.${one.reason}`) ? words(`dreams.reason.${one.reason}`) : one.reason;
      made.reason.title = made.reason.textContent;  // whole in What went wrong, too
      made.reason.className = one.state === "failed" ? "bad" : "quiet";
      made.state.className = one.state === "failed" ? "bad" : "quiet";
      made.cancel.hidden = OVER.includes(one.state);
      const to = OVER.includes(one.state) ? one.ended_at : now();
      bar(made.parts.waits, one.queued_at, one.started_at || to, place);
      bar(made.parts.making, one.started_at, to, place);
      bar(made.parts.sounds, one.sounding_at, Math.min(now(), endOf(one)), place);
      if (list.children[index] !== made.root) list.insertBefore(made.root, list.children[index] || null);
    });
    none.hidden = shown.length > 0;
  }
  app.osc.onConnection(open => { if (open) dreams.clear(); });  // what came meanwhile was not heard: the list is asked for again
  function told(address, change) {
    app.osc.on(address, (values, isNews) => {
      if (!isNews || typeof values[0] !== "number") return;  // what was said before comes from `take`
      change(dream(values[0]), values);
      draw();
    });
  }
  told("/dream/queued", (one, [, seed, model]) => Object.assign(one, { seed, model }));
  told("/dream/started", one => Object.assign(one, { state: "started", started_at: now() }));
  told("/dream/progress", (one, [, fraction]) => { one.fraction = fraction; });
  told("/dream/sounding", one => { one.sounding_at ||= now(); if (!OVER.includes(one.state)) one.state = "sounding"; });
  told("/dream/ready", (one, [, file, duration_s]) => Object.assign(one, { file, duration_s, state: "ready", fraction: 1, ended_at: now() }));
  told("/dream/failed", (one, [, reason]) => Object.assign(one, { reason, state: "failed", ended_at: now() }));
  told("/dream/dropped", (one, [, reason]) => Object.assign(one, { reason, state: "dropped", ended_at: now() }));
  setInterval(() => { if (!document.hidden && list.offsetParent) draw(); }, REDRAW_MS);
  draw();

  return {
    root: el("section", { class: "card stack" }, el("h3", { textContent: words("stage.dreams") }), key, none, list,
      el("div", { class: "row" }, more, button(words("stage.dreamsAllOf"), () => app.open("dreams")))),
    take(found) {
      for (const one of found) {
        const known = dreams.get(one.id);
        if (!known) dreams.set(one.id, one);
        else if (!known.seed) {  // told of while this list was on its way, and queued before
          const { seed, model, queued_at, started_at } = one;
          Object.assign(known, { seed, model, queued_at, started_at });
          if (known.state === "queued") known.state = one.state;
        }
      }
      draw();
    },
  };
}

function bar(element, from, to, place) {
  const left = place(from), right = place(to);
  element.hidden = !from || right <= left;
  element.style.left = `${left}%`;
  element.style.width = `${right - left}%`;
}
