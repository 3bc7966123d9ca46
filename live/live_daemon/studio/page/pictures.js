// What moves, at most 30 times a second: binary frames with only what has changed (see live_daemon/console/pictures.py).

import { leave } from "./osc.js";

const INPUT = 0, LOOPS = 1, BANDS = 2, SIZES = 3;
const LOWEST_DB = -60, RETRY_MS = 1500;

/** Bring a frame into `levels`; returns which kinds moved. */
export function take(levels, frame) {
  const bytes = new Uint8Array(frame), moved = new Set();
  let place = 0;
  while (place + 2 <= bytes.length) {
    const kind = bytes[place], count = bytes[place + 1];
    place += 2;
    for (let one = 0; one < count && place + 2 <= bytes.length; one++, place += 2) {
      const index = bytes[place], value = bytes[place + 1];
      if (kind === INPUT) levels.inputDb = LOWEST_DB - value * LOWEST_DB / 255;
      else if (kind === LOOPS) levels.loops[index] = value / 255;
      else if (kind === BANDS) levels.bands[index] = value / 255;
      else if (kind === SIZES) (index === 0 ? levels.loops : levels.bands).length = value;
    }
    moved.add(kind);
  }
  return moved;
}

export class Pictures {
  constructor() {
    this.levels = { inputDb: LOWEST_DB, loops: [], bands: [] };
    this._watchers = new Set();
  }

  /** Call `watcher(levels)` when something has moved, once a picture of the screen, and at once with how it stands. */
  on(watcher) {
    this._watchers.add(watcher);
    if (this._hasCome) watcher(this.levels);
  }

  /** Connect, instead of a connection that is there: over a network that is away it would never end. */
  connect() {
    clearTimeout(this._later);
    leave(this._socket);
    const socket = this._socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/studio/pictures`);
    socket.binaryType = "arraybuffer";
    socket.onmessage = event => {
      take(this.levels, event.data);
      this._hasCome = true;
      if (this._asked) return;
      this._asked = true;
      requestAnimationFrame(() => {
        this._asked = false;
        for (const watcher of this._watchers) watcher(this.levels);
      });
    };
    socket.onclose = () => { this._later = setTimeout(() => this.connect(), RETRY_MS); };
  }
}
