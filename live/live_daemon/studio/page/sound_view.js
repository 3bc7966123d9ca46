// A sound as one sees it: spectrogram and waveform with a playhead; a press on either plays from there.

import { drawSpectrogram, drawWaveform, positionOf } from "./draw.js";
import { el } from "./dom.js";
import { words } from "./words.js";

const HEADER_BYTES = 28;

export const soundUrl = (api, folder, key) => api.url(`sounds/${folder}/${key}`);

/** Read what /spectrograms answers (live_daemon/studio/spectrograms.py). */
export function readPicture(buffer) {
  const view = new DataView(buffer);
  const magic = String.fromCharCode(...new Uint8Array(buffer, 0, 4));
  const [columns, rows] = [view.getUint16(4, true), view.getUint16(6, true)];
  const [durationS, lowHz, highHz, topDb, peak] = [8, 12, 16, 20, 24].map(place => view.getFloat32(place, true));
  if (magic !== "LDP1" || buffer.byteLength !== HEADER_BYTES + columns * (rows + 2)) throw new Error("picture");
  return {
    columns,
    rows,
    durationS,
    lowHz,
    highHz,
    topDb,
    peak,
    low: new Int8Array(buffer, HEADER_BYTES, columns),
    high: new Int8Array(buffer, HEADER_BYTES + columns, columns),
    levels: new Uint8Array(buffer, HEADER_BYTES + 2 * columns),
  };
}

/** The same loop, repeated without a gap for a minute. */
export const repeatedUrl = (api, folder, key) => `${soundUrl(api, folder, key)}?repeated=1`;

/**
 * Make the view. `show({folder, key, name, isLoop})` loads and draws a sound.
 * @returns {root, show, hide}
 */
export function makeSoundView(app) {
  const spectrogram = el("canvas", { class: "spectrogram" }),
    waveform = el("canvas", { class: "waveform" });
  const said = el("p", { class: "quiet", role: "status" });
  const root = el("div", { class: "stack sound-view" }, said, spectrogram, waveform);
  let sound = null,
    picture = null,
    position = null,
    loading = null,
    asked = false;

  const urlOf = one => (one.isLoop ? repeatedUrl : soundUrl)(app.api, one.folder, one.key);

  function draw() {
    asked = false;
    if (!picture) return;
    const values = { name: sound.name, from: Math.round(picture.lowHz), to: Math.round(picture.highHz) };
    drawSpectrogram(spectrogram, picture, { label: words("sound.spectrogram", values), position });
    drawWaveform(waveform, picture, { label: words("sound.waveform", values), position });
  }
  function drawSoon() {
    if (!asked) requestAnimationFrame(draw);
    asked = true;
  }

  async function show(next) {
    loading?.abort();
    loading = new AbortController();
    const mine = (sound = next);
    picture = position = null;
    spectrogram.hidden = waveform.hidden = true;
    said.textContent = words("sound.loading");
    said.hidden = false;
    try {
      const found = readPicture(
        await app.api.bytes(`spectrograms/${next.folder}/${next.key}`, { signal: loading.signal }),
      );
      if (sound !== mine) return;
      picture = found;
      said.hidden = true;
      spectrogram.hidden = waveform.hidden = false;
      drawSoon();
    } catch (error) {
      if (error.name !== "AbortError" && sound === mine) said.textContent = words("sound.none");
    }
  }

  function hide() {
    loading?.abort();
    sound = picture = null;
  }

  for (const canvas of [spectrogram, waveform]) {
    canvas.addEventListener("click", event => {
      if (!picture) return;
      const seconds = positionOf(event, canvas) * picture.durationS;
      const url = urlOf(sound);
      if (app.player.isOn(url)) app.player.seek(seconds);
      else app.player.play(url, sound.name, { from: seconds, repeat: sound.isLoop });
    });
  }
  app.player.on(told => {
    if (!picture) return;
    const shown = [told, told.first].find(one => one && one.url === urlOf(sound));
    const seconds = shown && (sound.isLoop ? shown.position % picture.durationS : shown.position);
    const here = shown ? seconds / picture.durationS : null;
    if (here !== position) {
      position = here;
      drawSoon();
    }
  });
  new ResizeObserver(drawSoon).observe(root);
  return { root, show, hide };
}
