// The one audio element of the page, and its bar at the bottom: play, seek, compare two sounds at the same moment.

import { button, el, setPressed } from "./dom.js";
import { words } from "./words.js";

const MOST_BYTES_KEPT = 48 << 20; // a sound to compare is fetched first, so that the change has no gap

/** Seconds as 1:05 or 1:02:03. */
export function timeOf(seconds) {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  const parts = [Math.floor(whole / 60) % 60, whole % 60];
  if (whole >= 3600) parts.unshift(Math.floor(whole / 3600));
  return parts.map((part, index) => (index ? String(part).padStart(2, "0") : String(part))).join(":");
}

/** A short sound's length in seconds, a longer one's as 1:05. */
export const lengthOf = seconds =>
  seconds < 10 ? words("player.seconds", { seconds: seconds.toFixed(1) }) : timeOf(seconds);

/** Where a moment lies in a sound that begins at `start` and repeats after `length` seconds. */
export const placeIn = (moment, { start = 0, length = 0 }) =>
  start + (length > 0 ? ((moment % length) + length) % length : moment);

/**
 * Make the page's player in `root`.
 * @returns play(url, label, {repeat, from}): `from` seconds; ab(a, b, label): each {url, label, start, length}: the
 * part of the file that is compared; stop(); seek(seconds); toggle(url, label): play, or pause what plays; isOn(url);
 * on(watcher): watcher({url, position, duration, playing, first}) while it sounds, once a picture; `first`: the same
 * moment in the first of two that are compared, {url, position}
 */
export function makePlayer(root, app) {
  const audio = el("audio", { preload: "auto" });
  const watchers = new Set();
  let name = "",
    sides = [],
    side = 0,
    kept = [],
    wanted = 0,
    moved = false,
    isFollowed = false;

  const play = button("▶", () => (audio.paused ? begin() : audio.pause()), { class: "play" });
  const title = el("p", { class: "title" });
  const place = el("input", {
    class: "place",
    type: "range",
    min: 0,
    max: 1,
    step: "any",
    value: 0,
    aria: { label: words("player.place") },
  });
  const time = el("span", { class: "time number" });
  const pair = el("div", {
    class: "row pair",
    role: "group",
    hidden: true,
    aria: { label: words("player.compare") },
  });
  const close = button("✕", stop, { aria: { label: words("player.close") }, title: words("player.close") });
  const bar = el("div", { class: "player" }, play, pair, title, place, time, close);

  place.addEventListener("input", () => {
    moved = true;
    seek(Number(place.value));
  });
  place.addEventListener("change", () => {
    moved = false;
  });
  audio.addEventListener("error", () => failed());
  for (const change of ["play", "pause", "ended", "seeked", "loadedmetadata", "durationchange"])
    audio.addEventListener(change, show);
  audio.addEventListener("play", follow);

  function start(newSides, newName, repeat, from) {
    if (!root.contains(bar)) root.replaceChildren(bar, audio);
    forget();
    sides = newSides;
    name = newName;
    side = 0;
    audio.loop = Boolean(repeat);
    pair.hidden = sides.length < 2;
    pair.replaceChildren(...sides.map((one, index) => button(one.label, () => change(index), { class: "side" })));
    turn(0, from, true);
  }

  function turn(index, from, plays) {
    side = index;
    const one = sides[index];
    wanted = from;
    audio.src = kept[index] || one.url;
    audio.addEventListener(
      "loadedmetadata",
      () => {
        if (wanted > 0) audio.currentTime = wanted;
      },
      { once: true },
    );
    if (plays) begin();
    [...pair.children].forEach((one_, number) => setPressed(one_, number === index));
    title.textContent = title.title = name;
    show();
  }

  function begin() {
    audio.play().catch(error => {
      if (error.name === "NotAllowedError") app.say(words("player.press"));
    });
  }

  /** The other sound, at the same moment. */
  function change(index) {
    if (index === side) return;
    const moment = audio.currentTime - (sides[side].start || 0);
    turn(index, placeIn(moment, sides[index]), !audio.paused || audio.ended);
  }

  async function fetchBoth(these) {
    for (const [index, one] of these.entries()) {
      try {
        const answer = await fetch(one.url);
        if (!answer.ok || Number(answer.headers.get("Content-Length")) > MOST_BYTES_KEPT) continue;
        const sound = await answer.blob();
        if (sides !== these) return;
        kept[index] = URL.createObjectURL(sound);
      } catch {
        /* it is played from where it lies */
      }
    }
  }

  function forget() {
    audio.pause();
    for (const one of kept) if (one) URL.revokeObjectURL(one);
    kept = [];
  }

  function stop() {
    forget();
    sides = [];
    audio.removeAttribute("src");
    audio.load();
    root.replaceChildren();
    tell();
  }

  function seek(seconds) {
    if (!sides.length) return;
    if (audio.readyState >= 1) audio.currentTime = seconds;
    else wanted = seconds;
    show();
  }

  async function failed() {
    if (!sides.length || !audio.getAttribute("src")) return;
    const { url } = sides[side];
    let why = words("player.cannot", { label: name });
    try {
      const answer = await fetch(url, { headers: { Range: "bytes=0-0" } });
      if (!answer.ok) why = (await answer.json()).error || why;
    } catch {
      why = app.api.gone;
    }
    app.say(why);
  }

  function show() {
    const length = Number.isFinite(audio.duration) ? audio.duration : 0;
    place.max = String(length || 1);
    if (!moved) place.value = String(audio.currentTime);
    time.textContent = `${timeOf(audio.currentTime)} / ${timeOf(length)}`;
    place.setAttribute("aria-valuetext", time.textContent);
    play.textContent = audio.paused ? "▶" : "❚❚";
    play.setAttribute("aria-label", words(audio.paused ? "player.play" : "player.pause"));
    tell();
  }

  function tell() {
    const one = sides[side];
    const told = {
      url: one ? one.url : "",
      position: audio.currentTime,
      duration: audio.duration || 0,
      playing: Boolean(one) && !audio.paused,
      first: one && { url: sides[0].url, position: placeIn(audio.currentTime - (one.start || 0), sides[0]) },
    };
    for (const watcher of watchers) watcher(told);
  }

  function follow() {
    if (isFollowed) return;
    isFollowed = true;
    requestAnimationFrame(() => {
      isFollowed = false;
      show();
      if (!audio.paused) follow();
    });
  }

  const isOn = url => sides.length > 0 && sides[side].url === url;
  return {
    audio,
    seek,
    stop,
    isOn,
    play: (url, label, { repeat = false, from = 0 } = {}) => start([{ url, label }], label, repeat, from),
    ab(a, b, label) {
      start([a, b], label, false, a.start || 0);
      fetchBoth(sides);
    },
    toggle(url, label, options) {
      if (!isOn(url) || sides.length > 1) start([{ url, label }], label, options?.repeat, options?.from || 0);
      else if (audio.paused) begin();
      else audio.pause();
    },
    on(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}
