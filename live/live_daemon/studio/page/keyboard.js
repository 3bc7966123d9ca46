// A keyboard of the follower's bands: a dot is a band, a lit key is heard. Pressing a key sets or takes away a band.

import { button, el, hzOf, midiOf, noteOf, toggle } from "./dom.js";
import { words } from "./words.js";

const LOWEST = 36, HIGHEST = 96;
const NEAR = 0.35;
/** A band that lies further than this from a key (in semitones) is named beside the keyboard. */
const IS_BLACK = [0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0];
const isBlack = midi => IS_BLACK[midi % 12] === 1;

export function makeKeyboard(app, input) {
  let bands = [], levels = [], chosen = 60;
  const canvas = el("canvas", { class: "keyboard", tabIndex: 0, role: "application" });
  const hint = el("p", { class: "quiet grow", textContent: words("stage.keyboardHint") });
  const other = el("p", { class: "quiet grow", hidden: true }), about = el("p", { class: "number", role: "status" });
  const keys = () => new Map(bands.map((hz, index) => [Math.round(midiOf(hz)), { index, near: Math.abs(midiOf(hz) - Math.round(midiOf(hz))) <= NEAR }]));
  let known = new Map();

  function label() {
    canvas.setAttribute("aria-label", words("stage.keyboardLabel", { low: noteOf(LOWEST), high: noteOf(HIGHEST), note: noteOf(chosen) }));
    const band = known.get(chosen);
    about.textContent = band ? words("stage.key.band", { note: noteOf(chosen), level: Math.round(100 * (levels[band.index] || 0)) }) : words("stage.key.none", { note: noteOf(chosen) });
  }
  function fromLoops() {
    if (app.send("/dream/follower/bands", "bank")) app.say(words("stage.bandsAreLoops"), "good");
  }
  function press(midi) {
    if (!app.osc.open) return;
    chosen = midi;
    const band = known.get(midi);
    const hz = band ? bands.filter((_, index) => index !== band.index) : [...bands, hzOf(midi)].sort((one, two) => one - two);
    if (!hz.length) fromLoops();
    else if (app.send("/dream/follower/bands", ...hz)) take(hz);  // the next tap may come before the answer, which corrects it
    label();
  }

  // White keys have equal widths; a black key lies over the border of two.
  const whites = [];
  for (let midi = LOWEST; midi <= HIGHEST; midi++) if (!isBlack(midi)) whites.push(midi);
  function boxes(width, height) {
    const wide = width / whites.length, found = [];
    whites.forEach((midi, place) => found.push({ midi, x: place * wide, y: 0, w: wide, h: height }));
    whites.forEach((midi, place) => {
      if (midi < HIGHEST && isBlack(midi + 1)) found.push({ midi: midi + 1, x: (place + 0.68) * wide, y: 0, w: 0.64 * wide, h: 0.6 * height });
    });
    return found;
  }
  function draw() {
    const ratio = window.devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
    if (!width) return;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    for (const { midi, x, y, w, h } of boxes(width, height)) {
      const band = known.get(midi), level = band ? Math.min(1, levels[band.index] || 0) : 0;
      pen.fillStyle = isBlack(midi) ? "#1c2126" : "#c9d0d6";
      pen.fillRect(x, y, w - 1, h);
      if (level > 0) {
        pen.fillStyle = `rgb(38 200 110 / ${0.25 + 0.75 * level})`;
        pen.fillRect(x, y, w - 1, h);
      }
      if (band) {
        pen.fillStyle = isBlack(midi) ? "#6db7ff" : "#0b5cad";
        pen.beginPath();
        pen.arc(x + w / 2, h - 12, Math.max(2.5, Math.min(6, 0.3 * w)), 0, 2 * Math.PI);
        pen.fill();
      }
      if (midi % 12 === 0 && w > 18) {
        pen.fillStyle = "#30363c";
        pen.font = "11px system-ui";
        pen.fillText(noteOf(midi), x + 3, h - 24);
      }
      if (midi === chosen && document.activeElement === canvas) {
        pen.strokeStyle = "#b45309";
        pen.lineWidth = 3;
        pen.strokeRect(x + 1.5, y + 1.5, w - 4, h - 3);
      }
    }
  }
  function keyAt(event) {
    const place = canvas.getBoundingClientRect();
    const x = event.clientX - place.left, y = event.clientY - place.top;
    return boxes(place.width, place.height).findLast(box => x >= box.x && x < box.x + box.w && y < box.h)?.midi;
  }
  canvas.addEventListener("click", event => { const midi = keyAt(event); if (midi !== undefined) press(midi); draw(); });
  canvas.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: 12, ArrowDown: -12 }[event.key];
    if (step) chosen = Math.min(HIGHEST, Math.max(LOWEST, chosen + step));
    else if (event.key === "Enter") press(chosen);
    else return;
    event.preventDefault();
    label();
    draw();
  });
  for (const event of ["focus", "blur"]) canvas.addEventListener(event, draw);
  new ResizeObserver(draw).observe(canvas);

  function take(values) {
    bands = values.filter(value => typeof value === "number");
    known = keys();
    const far = bands.filter(hz => { const at = midiOf(hz); return at < LOWEST - 0.5 || at > HIGHEST + 0.5 || Math.abs(at - Math.round(at)) > NEAR; });
    other.hidden = !far.length;
    hint.hidden = !other.hidden;
    other.textContent = words("stage.bandsOther", { list: far.map(hz => `${hz.toFixed(1)} Hz`).join(", ") });
    canvas.dataset.bands = bands.length;
    label();
    draw();
  }
  app.osc.on("/dream/bands", take);
  app.pictures.on(now => {
    if (now.bands.every((level, index) => level === levels[index])) return;
    levels = [...now.bands];
    canvas.dataset.heard = [...known].filter(([, band]) => (levels[band.index] || 0) > 0.1).map(([midi]) => midi).join(" ");
    draw();
  });

  const following = toggle(words("stage.following"), on => app.send("/dream/follower/enable", on));
  app.osc.on("/dream/follower/enable", ([on]) => following.setAttribute("aria-pressed", String(Boolean(on))));
  label();
  return el("section", { class: "card stack" },
    el("div", { class: "row" }, el("h3", { textContent: words("stage.keyboard") }), input, following,
      button(words("stage.bandsFromLoops"), fromLoops)),
    el("div", { class: "scrolled" }, canvas), el("div", { class: "row about" }, about, other, hint));
}
