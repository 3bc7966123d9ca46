// Settings with their meanings, written into the user's file as they are changed; the daemon's reader checks them.

import { button, el } from "./dom.js";
import { words } from "./words.js";

const FILE = "tonight/settings";

/** A value in words. */
export function shownValue(value) {
  if (Array.isArray(value)) return value.length ? value.join(", ") : words("settings.empty");
  if (typeof value === "boolean") return words(value ? "settings.on" : "settings.off");
  return value === "" ? words("settings.empty") : String(value);
}
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const number = text => text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text.trim();

/** What a field holds, as the file takes it. What is no number stays text: the reader says what is wrong with it. */
export function valueOf(row, text) {
  if (row.kind === "whole" || row.kind === "number") return number(text);
  if (row.kind !== "list") return text;
  const lines = text.split("\n").map(line => line.trim()).filter(line => line);
  return row.name === "follower.bands" ? lines.map(number) : lines;
}

/** The value as a field's text. */
export const textOf = (row, value) => Array.isArray(value) ? value.join("\n") : String(value);

export function makeSettings(app) {
  const file = el("p", { class: "quiet" }), fault = el("p", { class: "bad", role: "alert" });
  const search = el("input", { type: "search", ariaLabel: words("settings.search"), placeholder: words("settings.search"), on: { input: filter } });
  const none = el("p", { class: "quiet", hidden: true, textContent: words("settings.none") });
  const groups = el("div", { class: "stack" });
  const root = el("section", { class: "card stack settings" },
    el("h3", { textContent: words("tonight.view.settings") }), file, fault,
    el("div", { class: "row" }, el("div", { class: "grow" }, search), button(words("settings.reload"), () => load())),
    none, groups);
  const rows = new Map();
  let stamp = "", sections = [];

  async function load() {
    let told;
    try {
      told = await app.api.get(FILE);
    } catch (error) {
      app.say(error.message);
      return;
    }
    const opened = new Set(sections.filter(one => one.open).map(one => one.dataset.name));
    stamp = told.stamp;
    file.textContent = words(told.exists ? "settings.file" : "settings.newFile", { file: told.file });
    fault.textContent = told.fault;
    rows.clear();
    sections = Object.entries(told.sections).map(([name, meaning]) => {
      const its = told.settings.filter(row => row.section === name);
      return el("details", { data: { name }, open: opened.has(name) },
        el("summary", {}, el("span", { class: "mono", textContent: name }), el("span", { class: "quiet about", textContent: `${meaning} ${words("settings.count", { count: its.length })}` })),
        ...its.map(rowOf));
    });
    groups.replaceChildren(...sections);
    filter();
  }

  /** Write one setting; null takes it out of the file. */
  async function change(row, value, said) {
    if (row.name === "console.enabled" && value === false && !await app.confirm(words("settings.noPage"))) return false;
    said.replaceChildren();
    try {
      const done = await app.api.put(FILE, { stamp, [row.name]: value });
      stamp = done.stamp;
      const key = done.at_once.length ? "now" : done.next_start.length ? "later" : "same";
      say(said, "good", words(`settings.saved.${key}`, { value: shownValue(row.running) }));
      return true;
    } catch (error) {
      say(said, "bad", error.message);
      return false;
    }
  }

  function rowOf(row) {
    const id = `setting-${row.name.replace(".", "-")}`;
    const said = el("p", { id: `${id}-said`, role: "status" });
    const field = fieldOf(row, id);
    field.setAttribute("aria-describedby", `${id}-help ${id}-said`);
    const reset = button(words("settings.reset"), async () => {
      if (!await change(row, null, said)) return;
      write(field, row, row.default);
      reset.hidden = true;
    }, { hidden: !row.in_file, ariaLabel: words("settings.resetOf", { name: row.name }) });
    const save = async () => {
      const good = await change(row, row.kind === "switch" ? field.checked : valueOf(row, field.value), said);
      field.setAttribute("aria-invalid", String(!good));
      if (good) reset.hidden = false;
      else if (row.kind === "switch") field.checked = !field.checked;
    };
    field.addEventListener("change", save);
    if (!row.at_once && !same(row.value, row.running)) say(said, "warm", words("settings.later", { value: shownValue(row.running) }));
    const made = el("div", { class: "setting" },
      el("label", { for: id, class: "mono name", textContent: row.name.split(".")[1] }),
      el("div", { class: "row" }, row.kind === "switch" ? el("label", { class: "switch" }, field) : field, reset),
      el("p", { id: `${id}-help`, class: "quiet", textContent: `${row.help} (${rules(row)})` }),
      said);
    rows.set(row, made);
    return made;
  }

  function filter() {
    const wanted = search.value.trim().toLowerCase();
    let found = 0;
    for (const [row, made] of rows) {
      made.hidden = !`${row.name} ${row.help}`.toLowerCase().includes(wanted);
      found += !made.hidden;
    }
    for (const section of sections) {
      const some = [...section.querySelectorAll(".setting")].some(one => !one.hidden);
      section.hidden = !some;
      if (wanted && some) section.open = true;
    }
    none.hidden = found > 0 || !rows.size;
  }

  return {
    root,
    show(wish) {
      if (wish !== undefined) search.value = wish;
      load();
    },
  };
}

function say(said, kind, text) {
  said.className = kind;
  said.textContent = text;
}

function rules(row) {
  const rules = [words("settings.default", { value: shownValue(row.default) })];
  if (row.minimum !== null) rules.unshift(words("settings.range", { minimum: row.minimum, maximum: row.maximum }));
  if (row.kind === "list") rules.push(words("settings.lines"));
  return rules.join("; ");
}

function fieldOf(row, id) {
  let field;
  if (row.kind === "switch") {
    field = el("input", { type: "checkbox", id });
  } else if (row.choices.length) {
    const choices = row.choices.includes(row.value) ? row.choices : [row.value, ...row.choices];
    field = el("select", { id }, ...choices.map(value => el("option", { value, textContent: value })));
  } else if (row.kind === "list") {
    field = el("textarea", { id, rows: 2, spellcheck: false });
  } else {
    field = el("input", { type: "text", id, spellcheck: false, autocomplete: "off", inputMode: row.kind === "text" ? "text" : "decimal" });
  }
  write(field, row, row.value);
  return field;
}

function write(field, row, value) {
  if (row.kind === "switch") field.checked = value === true || value === 1;
  else field.value = textOf(row, value);
  if (row.kind === "list") field.rows = Math.min(8, Math.max(2, field.value.split("\n").length));
}
