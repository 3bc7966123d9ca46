// Loops as strips: name, shape, notes, gain now and own gain, mute, layer, effect.

import { button, el, following, labelled, midiOf, noteOf, setPressed, toggle, toldMenu } from "./dom.js";
import { words } from "./words.js";

const LAYERS = ["swell", "tremolo", "ring"];
const NOTES_SHOWN = 5, PER_PAGE = 8;
/** The file of a new loop is known a moment after the loop. */
const SHAPE_TRIES = 2, SHAPE_AGAIN_MS = 2000;

export function makeLoops(app) {
  const strips = [];
  const list = el("ul", { class: "loops" }), none = el("p", { class: "quiet", textContent: words("stage.loopsNone") });
  let effects = [], page = 0;

  const back = button("◀", () => turn(-1), { ariaLabel: words("stage.loopsBack") });
  const next = button("▶", () => turn(1), { ariaLabel: words("stage.loopsNext") });
  const which = el("span", { class: "number" }), pager = el("div", { class: "row pager", hidden: true }, back, which, next);
  function turn(step) {
    const last = Math.max(0, Math.ceil(strips.length / PER_PAGE) - 1);
    page = Math.min(Math.max(0, page + step), last);
    pager.hidden = last === 0;
    back.disabled = page === 0;
    next.disabled = page === last;
    which.textContent = words("stage.loopsShown", { from: page * PER_PAGE, to: Math.min(strips.length, (page + 1) * PER_PAGE) - 1, count: strips.length });
    strips.forEach((one, number) => one.show(Math.floor(number / PER_PAGE) === page));
  }
  function strip(number) {
    if (number < strips.length) return strips[number];
    while (strips.length <= number) {
      const made = makeStrip(app, strips.length, effects);
      made.now(app.pictures.levels.loops[strips.length] || 0);  // of a loop that stays as it is no picture comes
      strips.push(made);
      list.append(made.root);
    }
    none.hidden = true;
    turn(0);
    return strips[number];
  }
  function keep(count) {
    // A picture may be older than what was told: what it took away with the strips is asked for again.
    if (count > strips.length) app.osc.send("/dream/state");
    while (strips.length > count) strips.pop().root.remove();
    if (count) strip(count - 1);
    turn(0);
    none.hidden = count > 0;
  }

  app.osc.on("/dream/loop/name", ([number, name, ...pitches]) => strip(number).name(name, pitches));
  app.osc.on("/dream/loop/gain", ([number, gain]) => strip(number).own(gain));
  app.osc.on("/dream/loop/mute", ([number, on]) => strip(number).muted(Boolean(on)));
  app.osc.on("/dream/loop/layer", ([number, layer]) => strip(number).layer(layer));
  app.osc.on("/dream/loop/effect", ([number, name, on]) => strip(number).effect(on ? name : ""));
  // A loaded bank may hold loops of the same names; a dream that was added has no path, and changes one name.
  app.osc.on("/dream/bank/ready", ([path], isNews) => { if (isNews && path) for (const one of strips) one.draw(); });
  app.pictures.on(({ loops }) => {
    if (loops.length !== strips.length) keep(loops.length);
    loops.forEach((gain, number) => strips[number]?.now(gain || 0));
  });

  return {
    root: el("section", { class: "card stack" },
      el("div", { class: "row loopsTitle" }, el("h3", { class: "grow", textContent: words("stage.loops") }), pager,
        button(words("stage.unmute"), () => { if (app.send("/dream/unmute")) app.say(words("stage.unmuted"), "good"); }, { class: "unmute" }),
        level(app, "/dream/level/loops", words("stage.loopsAll")), level(app, "/dream/level/dreams", words("stage.dreamsAll"))),
      none, list),
    take(stage) {
      effects = stage.effects;
      for (const one of strips) {
        one.effects(effects);
        one.drawMissing();
      }
    },
  };
}

function level(app, address, text) {
  const slider = el("input", { type: "range", min: 0, max: 1, step: 0.01, value: 1 });
  slider.addEventListener("input", () => app.send(address, slider.value));
  const told = following(slider, value => { slider.value = value; });
  app.osc.on(address, ([value]) => told(value));
  return labelled(text, slider, { class: "small" });
}

function makeStrip(app, number, effectNames) {
  let shown = -1, title = "", peaks = [], tries = 0, asked = 0, answered = 0;
  const name = el("strong", { class: "name", textContent: words("stage.loop", { number }) });
  const notes = el("span", { class: "quiet notes" });
  const shape = el("canvas", { class: "shape", ariaHidden: "true" });
  const bar = el("div", { class: "level" });
  const meter = el("div", { class: "meter", role: "meter", aria: { label: words("stage.loopLive"), valuemin: 0, valuemax: 1, valuenow: 0 } }, bar);
  const gain = el("input", { type: "range", min: 0, max: 1, step: 0.01, value: 0, title: words("stage.loopGainHint") });
  gain.addEventListener("input", () => app.send("/dream/loop/gain", number, gain.value));
  const mute = toggle(words("stage.mute"), on => { if (app.send("/dream/loop/mute", number, on)) muted(on); }, { class: "mute" });
  const layer = toldMenu(LAYERS.map(one => [one, words(`stage.layer.${one}`)]), value => app.send("/dream/loop/layer", number, value),
    { ariaLabel: words("stage.layer"), title: words("stage.layerHint") });
  layer.told(LAYERS[0]);
  let sounding = "";
  const effect = toldMenu([], value => app.send("/dream/loop/effect", number, value || sounding, value ? 1 : 0),
    { ariaLabel: words("stage.effect"), title: words("stage.effect") });
  const root = el("li", { class: "strip" },
    el("div", { class: "title" }, el("span", { class: "quiet number", textContent: number }), name, notes),
    el("div", { class: "sound" }, shape, meter),
    labelled(words("stage.loopGain"), gain),
    el("div", { class: "switches" }, layer, effect, mute));

  function setEffects(names) {
    effect.hidden = !names.length;
    effect.replaceChildren(...["", ...names].map(one => el("option", { value: one, textContent: one || words("stage.effect.none") })));
    effect.told(sounding);
  }
  async function draw() {
    if (!title) return;
    const mine = ++asked;
    let found = [];
    try {
      found = new Uint8Array(await app.api.bytes(`stage/loops/${number}/shape`));
    } catch {
      // a loop whose file is away sounds all the same
    }
    if (mine !== asked) return;  // another loop is here by now
    peaks = found;
    if (!peaks.length && tries++ < SHAPE_TRIES) setTimeout(() => { if (mine === asked) draw(); }, SHAPE_AGAIN_MS);
    else answered = asked;
    drawShape(shape, peaks);
  }
  function muted(on) {
    setPressed(mute, on);
    root.classList.toggle("muted", on);
    mute.textContent = words(on ? "stage.muted" : "stage.mute");
  }
  setEffects(effectNames);
  return {
    root, draw,
    drawMissing() { if (!peaks.length && answered === asked) draw(); },
    show(on) {
      if (root.hidden === !on) return;
      root.hidden = !on;
      if (on) drawShape(shape, peaks);
    },
    effects: setEffects,
    name(text, pitches) {
      notes.textContent = pitches.slice(0, NOTES_SHOWN).map(hz => noteOf(midiOf(hz))).join(" ");
      if (text === title) return;
      title = text;
      tries = 0;
      name.textContent = name.title = text;
      mute.setAttribute("aria-label", words("stage.muteOf", { number, name: text }));
      draw();
    },
    own: following(gain, value => { gain.value = value; }),
    muted,
    layer: layer.told,
    effect(value) { sounding = value; effect.told(value); },
    now(value) {
      if (value === shown) return;
      shown = value;
      bar.style.width = `${100 * Math.min(1, value)}%`;
      meter.setAttribute("aria-valuenow", value.toFixed(2));
    },
  };
}

function drawShape(canvas, peaks) {
  const ratio = window.devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  pen.fillStyle = "#6d8aa5";
  const wide = width / Math.max(1, peaks.length);
  peaks.forEach((peak, index) => {
    const tall = Math.max(1, peak / 255 * (height - 4));
    pen.fillRect(index * wide, (height - tall) / 2, Math.max(1, wide - 0.5), tall);
  });
}
