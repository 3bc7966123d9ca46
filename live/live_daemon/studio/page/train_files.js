// Recordings to learn from: dropped, chosen, sent, heard, and which of them are used.

import { button, el, fill, labelled, menu, noteOf } from "./dom.js";
import { fit } from "./draw.js";
import { makePager } from "./pager.js";
import { soundUrl } from "./sound_view.js";
import { keysOf } from "./train_events.js";
import { words } from "./words.js";

const AT_ONCE = 4; // the trainer tells of so many recordings at a time
const LOWEST_DB = -60, BLACK = [1, 3, 6, 8, 10];

/** @returns {root, chosen() -> Promise of the recordings, send(files), show()}; `changed()` when the choice changes */
export function makeFiles(app, changed) {
  let set = words("train.set.first"), page = 0, rows = [], takes = [], takesPage = 0, total = 0, asked = 0;
  const left = new Set(), taken = new Map(), heard = new Map();
  const idOf = row => `${row.folder}/${row.key}`;

  const picker = el("input", { type: "file", multiple: true, accept: "audio/*,.wav,.aif,.aiff,.flac,.ogg,.opus,.mp3,.m4a,.caf", class: "unseen", tabIndex: -1, aria: { hidden: "true" } });
  picker.addEventListener("change", () => { send([...picker.files]); picker.value = ""; });
  const to = menu([], () => {}), sets = menu([], value => { set = value; page = 0; show(); });
  const newSet = el("input", { type: "text", maxLength: 80 });
  const make = el("form", { class: "row", on: { submit: event => {
    event.preventDefault();
    if (!newSet.value.trim()) return;
    set = newSet.value.trim();
    newSet.value = "";
    page = 0;
    show();
  } } }, labelled(words("train.set.new"), newSet, { class: "grow" }), el("button", { type: "submit", textContent: words("train.set.make") }));
  const sending = el("ul", { class: "stack" }), list = el("ul"), takesList = el("ul");
  const count = el("p", { class: "quiet", role: "status" });
  const pager = makePager(wanted => { page = wanted; show(); }), takesPager = makePager(wanted => { takesPage = wanted; showTakes(); });
  const others = el("details", { on: { toggle: () => { if (others.open) showTakes(); } } }, el("summary", { textContent: words("train.takes") }), takesList, takesPager.root);
  const root = el("section", { class: "card stack", aria: { label: words("train.recordings") } },
    el("h2", { textContent: words("train.recordings") }),
    el("div", { class: "train-drop stack" }, el("p", { textContent: words("train.drop") }),
      el("div", { class: "row" }, button(words("train.choose"), () => picker.click()), button(words("train.record"), () => app.open("stage")), picker),
      labelled(words("train.to"), to)),
    sending, labelled(words("train.set"), sets), make, list, pager.root, others, count);

  async function send(files) {
    for (const file of files) {
      const bar = el("progress", { max: 1, value: 0, aria: { label: file.name } }), said = el("span");
      const row = el("li", {}, said, bar);
      const tell = done => { bar.value = done; said.textContent = words("train.sending", { name: file.name, percent: Math.round(100 * done) }); };
      tell(0);
      sending.append(row);
      const where = to.value === "recordings" ? "to=recordings" : `to=set&set=${encodeURIComponent(set)}`;
      try {
        const kept = await app.api.upload(`uploads?${where}&name=${encodeURIComponent(file.name)}`, file, tell);
        app.say(words("train.sent", { name: kept.name }), "good");
        if (kept.folder === "takes") { taken.set(idOf(kept), kept); others.open = true; showTakes(); }
        await show();
      } catch (error) {
        app.say(error.message);
      }
      row.remove();
    }
  }

  async function ask(question) {
    try { return await question; } catch (error) { app.say(error.message); return null; }
  }

  async function show() {
    const mine = ++asked;
    const found = await ask(app.api.get("sets"));
    if (!found || mine !== asked) return;
    const names = found.sets.map(one => one.name);
    if (!names.includes(set)) names.unshift(set);
    const counts = new Map(found.sets.map(one => [one.name, one.recordings]));
    fill(sets, names.map(name => [name, words("train.set.row", { name, count: counts.get(name) || 0 })]));
    sets.value = set;
    const wanted = to.value || "set";
    fill(to, [["set", words("train.to.set", { name: set })], ["recordings", words("train.to.recordings")]]);
    to.value = wanted;
    const told = await ask(app.api.get(`sets/${encodeURIComponent(set)}?page=${page}`));
    if (!told || mine !== asked) return;
    ({ items: rows, total, page } = told);
    pager.show(page, told.pages);
    list.replaceChildren(...(rows.length ? rows.map(row => rowOf(row, true)) : [el("li", { class: "quiet", textContent: words("train.set.empty") })]));
    tellCount();
    hear();
  }

  async function showTakes() {
    const told = await ask(app.api.get(`dreams?kind=takes&page=${takesPage}`));
    if (!told) return;
    ({ items: takes, page: takesPage } = told);
    takesPager.show(takesPage, told.pages);
    takesList.replaceChildren(...(takes.length ? takes.map(row => rowOf(row, false)) : [el("li", { class: "quiet", textContent: words("train.takes.none") })]));
    hear();
  }

  function rowOf(row, ofSet) {
    const id = idOf(row), name = row.name;
    const box = el("input", { type: "checkbox", checked: ofSet ? !left.has(id) : taken.has(id), on: { change: () => {
      if (ofSet) { if (box.checked) left.delete(id); else left.add(id); }
      else if (box.checked) taken.set(id, { folder: row.folder, key: row.key, name });
      else taken.delete(id);
      tellCount();
      hear();
    } } });
    const about = el("div", { class: "wide", data: { about: id } });
    fillHeard(about, id, name);
    return el("li", { class: "train-file" },
      el("label", { aria: { label: words("train.use", { name }) } }, box, el("span", { textContent: name })),
      button("▶", () => app.player.play(soundUrl(app.api, row.folder, row.key), name), { aria: { label: words("train.play", { name }) } }),
      ofSet ? button("✕", () => remove(row), { aria: { label: words("train.remove", { name }) } }) : el("span"),
      about);
  }

  async function remove(row) {
    if (!await app.confirm(words("train.remove.ask", { name: row.name }))) return;
    await ask(app.api.del(`sets/files/${row.key}`));
    left.delete(idOf(row));
    show();
  }

  /** Ask what a training would hear, some at a time; takes only where they are chosen. */
  async function hear() {
    const all = [...rows, ...takes.filter(row => taken.has(idOf(row)))];
    const some = all.filter(row => !heard.has(idOf(row))).slice(0, AT_ONCE);
    if (!some.length) return;
    for (const row of some) { heard.set(idOf(row), "asked"); fillAll(idOf(row), row.name); }
    const told = await ask(app.api.post("trainings/inspect", { recordings: some.map(({ folder, key }) => ({ folder, key })) }));
    some.forEach((row, index) => {
      if (told) heard.set(idOf(row), told.recordings[index]); else heard.delete(idOf(row));
      fillAll(idOf(row), row.name);
    });
    if (told) hear();
  }

  function fillAll(id, name) {
    for (const about of root.querySelectorAll("[data-about]")) if (about.dataset.about === id) fillHeard(about, id, name);
  }

  function fillHeard(about, id, name) {
    const told = heard.get(id);
    if (!told) { about.replaceChildren(); return; }
    if (told === "asked") { about.replaceChildren(el("p", { class: "quiet", textContent: words("train.hearing") })); return; }
    if (told.event === "refused") { about.replaceChildren(el("p", { class: "bad", textContent: told.words })); return; }
    const clipped = told.clipped ? words("train.clipped", { count: told.clipped }) : words("train.notClipped");
    const level = words("train.peak", { peak: told.peak_db.toFixed(0), level: told.level_db.toFixed(0) });
    const parts = [words("train.duration", { seconds: told.duration_s.toFixed(0) }), level, clipped, words("train.silence", { percent: Math.round(100 * told.silence) })];
    const keys = el("canvas", { role: "img" });
    const notes = keysOf(told).map(([midi]) => noteOf(midi)).join(" ") || words("train.keys.none");
    keys.setAttribute("aria-label", words("train.keys", { name, notes }));
    keys.title = notes;
    about.replaceChildren(
      el("div", { class: "train-heard" },
        el("meter", { min: LOWEST_DB, max: 0, low: -30, high: -1, optimum: -12, value: Math.max(LOWEST_DB, told.peak_db), aria: { label: words("train.peakOf", { name }) } }), keys),
      el("p", { class: "quiet", textContent: parts.join(" · ") }),
      ...told.warnings.map(text => el("p", { class: "warm", textContent: text })),
      ...(told.dull ? [el("p", { class: "quiet", textContent: words("train.dull", { why: told.dull }) })] : []));
    requestAnimationFrame(() => drawKeys(keys, told));
  }

  function tellCount() {
    count.textContent = words("train.count", { count: Math.max(0, total - left.size) + taken.size });
    changed();
  }

  async function chosen() {
    const found = [];
    for (let one = 0, pages = 1; one < pages; one++) {
      const told = await app.api.get(`sets/${encodeURIComponent(set)}?page=${one}`);
      pages = told.pages;
      found.push(...told.items.filter(row => !left.has(idOf(row))));
    }
    return [...found, ...taken.values()].map(({ folder, key }) => ({ folder, key }));
  }

  return { root, send, show, chosen };
}

/** A keyboard whose keys are lit by how long they are played. */
function drawKeys(canvas, heard) {
  const place = fit(canvas);
  if (!place) return;
  const { context, width, height } = place, most = Math.max(0.05, ...heard.keys), wide = width / heard.keys.length;
  heard.keys.forEach((share, index) => {
    const black = BLACK.includes((heard.lowest_key + index) % 12);
    context.fillStyle = black ? "#20262d" : "#5b6570";
    context.fillRect(index * wide, 0, wide - 1, black ? 0.6 * height : height);
    context.fillStyle = "#5fd08f";
    context.globalAlpha = Math.sqrt(share / most);
    context.fillRect(index * wide, 0, wide - 1, black ? 0.6 * height : height);
    context.globalAlpha = 1;
  });
}
