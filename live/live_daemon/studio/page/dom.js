// Elements without innerHTML: names of files and banks may hold anything, and stay text.

/** Make an element. `properties`: DOM properties; `class`, `data`, `aria`, `on` (event: handler) have their own ways. */
export function el(kind, properties = {}, ...children) {
  const made = document.createElement(kind);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key === "class") made.className = value;
    else if (key === "data") Object.assign(made.dataset, value);
    else if (key === "aria") for (const [name, said] of Object.entries(value)) made.setAttribute(`aria-${name}`, said);
    else if (key === "on") for (const [name, handler] of Object.entries(value)) made.addEventListener(name, handler);
    else if (key === "role" || key === "for") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.flat().filter(child => child !== undefined && child !== null));
  return made;
}

export const button = (text, press, properties = {}) =>
  el("button", { type: "button", textContent: text, on: { click: press }, ...properties });

/** A pressed or unpressed button. */
export function toggle(text, change, properties = {}) {
  const made = button(text, () => change(made.getAttribute("aria-pressed") !== "true"), properties);
  made.setAttribute("aria-pressed", "false");
  return made;
}
export const setPressed = (one, on) => one.setAttribute("aria-pressed", on ? "true" : "false");

let fields = 0;
/** A label above its field. */
export function labelled(text, field, properties = {}) {
  field.id ||= `field-${++fields}`;
  return el("div", { ...properties, class: `field ${properties.class || ""}` }, el("label", { for: field.id, textContent: text }), field);
}

export function menu(rows, change, properties = {}) {
  const made = el("select", { on: { change: () => change(made.value) }, ...properties });
  fill(made, rows);
  return made;
}
/** A menu that shows what is told, and sends what is chosen: the answer moves it, so the same can be asked for again. */
export function toldMenu(rows, send, properties) {
  let told;
  const made = menu(rows, value => { show(); send(value); }, properties);
  function show() {
    if (told === undefined) made.selectedIndex = -1; else made.value = told;
  }
  return Object.assign(made, { told(value) { told = value; show(); } });
}

const HELD_MS = 500;
/** How a field shows what is told: not under the hand that holds or types in it, but then the last that came.
 *  Returns `told(value)`. */
export function following(field, show) {
  let isHeld = false, movedAt = -Infinity, waiting = null, later = 0;
  function look() {
    clearTimeout(later);
    if (isHeld || !waiting) return;
    const left = movedAt + HELD_MS - performance.now();
    if (left > 0) { later = setTimeout(look, left); return; }
    const [value] = waiting;
    waiting = null;
    show(value);
  }
  const hold = () => { isHeld = true; }, release = () => { isHeld = false; look(); };
  if (field.type === "range") {
    field.addEventListener("pointerdown", () => {
      hold();
      for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, release, { capture: true, once: true });
    });
  } else if (["text", "number", "search"].includes(field.type)) {
    field.addEventListener("focus", hold);
    field.addEventListener("blur", release);
  }
  // What was told before the hand moved is of yesterday: the answer to the movement comes.
  field.addEventListener("input", () => { movedAt = performance.now(); waiting = null; });
  return value => { waiting = [value]; look(); };
}

/** Give a menu its rows, [value, text] each; the choice stays where it is among them. */
export function fill(select, rows) {
  const chosen = select.value;
  select.replaceChildren(...rows.map(([value, text]) => el("option", { value, textContent: text })));
  if (rows.some(([value]) => value === chosen)) select.value = chosen;
}

export const NOTES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];
export const noteOf = midi => `${NOTES[((Math.round(midi) % 12) + 12) % 12]}${Math.floor(Math.round(midi) / 12) - 1}`;
export const midiOf = hz => 69 + 12 * Math.log2(hz / 440);
export const hzOf = midi => 440 * 2 ** ((midi - 69) / 12);
export const nameOf = path => String(path).split(/[\\/]/).pop();
export const clock = seconds => new Date(1000 * seconds).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
/** Control characters and those that turn the direction of a line, as escapes: a name must not change what stands beside it. */
export const printable = text => String(text).replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
  one => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
