// OSC over the daemon's WebSocket (OSCQuery). OSC 1.0: texts end with a zero byte and are padded to four, numbers are big-endian.

function padded(text) {
  const bytes = new TextEncoder().encode(text.replaceAll("\0", ""));
  const whole = new Uint8Array((bytes.length + 4) & ~3);
  whole.set(bytes);
  return whole;
}

export function encode(address, types, values) {
  const parts = [padded(address), padded("," + types)];
  values.forEach((value, index) => {
    if (types[index] === "s") { parts.push(padded(String(value))); return; }
    const view = new DataView(new ArrayBuffer(4));
    if (types[index] === "i") view.setInt32(0, value); else view.setFloat32(0, value);
    parts.push(new Uint8Array(view.buffer));
  });
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) { whole.set(part, place); place += part.length; }
  return whole;
}

export function decode(buffer) {
  const view = new DataView(buffer), bytes = new Uint8Array(buffer);
  let place = 0;
  function text() {
    const end = bytes.indexOf(0, place);
    const found = new TextDecoder().decode(bytes.subarray(place, end));
    place = (end + 4) & ~3;
    return found;
  }
  const address = text();
  const types = place < bytes.length ? text().slice(1) : "";
  const values = [...types].map(type => {
    if (type === "s") return text();
    const at = place;
    place += type === "d" || type === "h" ? 8 : 4;
    if (type === "i") return view.getInt32(at);
    if (type === "f") return view.getFloat32(at);
    return type === "d" ? view.getFloat64(at) : "?";
  });
  return { address, values };
}

const typesOf = form => form.TYPE === "N" || form.TYPE === undefined ? "" : form.TYPE;

/** The message of a node of the tree with these words or numbers. It may have several forms (OVERLOADS): the shortest
 *  one that holds everything counts. */
export function message(node, words) {
  const forms = [node, ...(node.OVERLOADS || [])];
  const count = words.reduce((last, word, index) => word === "" ? last : index + 1, 0);
  const fits = form => typesOf(form).length >= count
    && [...typesOf(form)].every((type, index) => type === "s" || words[index] === "" || !isNaN(Number(words[index])));
  const form = forms.find(fits) || forms[forms.length - 1];
  const used = typesOf(form);
  if (used.length < count) {  // an argument that repeats
    const types = words.map(word => typeof word === "string" && isNaN(Number(word)) ? "s" : "f").join("");
    return encode(node.FULL_PATH, types, words.map((word, index) => types[index] === "s" ? word : Number(word)));
  }
  return encode(node.FULL_PATH, used, [...used].map((type, index) => type === "s" ? words[index] : Number(words[index])));
}

const RETRY_MS = 1500, REREAD_MS = 60, ANSWER_MS = 2000;
/** Over a Wi-Fi that is away a fetch would wait for minutes. */
const ask = path => fetch(path, { cache: "no-store", signal: AbortSignal.timeout(ANSWER_MS) });
/** What tells how something stands, and not that something happened; so do all values that can be set (ACCESS 3). */
const STATES = new Set(["/dream/bands", "/dream/ladder", "/dream/live/phase", "/dream/recording"]);
const isState = node => node.ACCESS === 3 || STATES.has(node.FULL_PATH);
/** Addresses whose first argument says of what they tell: each of these has a last message of its own. */
const isOfOne = address => address.startsWith("/dream/loop/") || address === "/dream/model/name";

const OPEN = 1;  // WebSocket.OPEN
/** Close a socket for good: nothing that it still says counts, not even its end. */
export function leave(socket) {
  if (!socket) return;
  socket.onopen = socket.onmessage = socket.onclose = null;
  socket.close();
}

/** A connection to the daemon that comes back by itself. */
export class Osc {
  constructor() {
    this.tree = null;
    this.nodes = new Map();
    this._handlers = new Map();
    this._last = new Map();
    this._heardAt = new Map();
    this._watchers = new Set();
    this._socket = null;
    this._attempt = 0;
    this.open = false;
  }

  /** Call `handler(values, isNews)` for each message of an address, and at once with the last one that came before, which
   *  is no news any more. Returns how to end it. */
  on(address, handler) {
    const handlers = this._handlers.get(address) || new Set();
    if (!this._handlers.has(address)) {
      this._handlers.set(address, handlers);
      if (this.open) this._listen(address);
    }
    handlers.add(handler);
    for (const values of (this._last.get(address) || new Map()).values()) handler(values, false);
    return () => handlers.delete(handler);
  }

  /** Call `handler(open)` whenever the connection comes or goes, and at once. */
  onConnection(handler) {
    this._watchers.add(handler);
    handler(this.open);
  }

  /** Send a message; returns whether the connection was open. */
  send(address, ...values) {
    return this.sendPacket(this.packet(address, values));
  }

  packet(address, values) {
    const node = this.nodes.get(address);
    if (node) return message(node, values.map(value => typeof value === "boolean" ? Number(value) : value));
    const types = values.map(value => typeof value === "string" ? "s" : "f").join("");
    return encode(address, types, values);
  }

  sendPacket(packet) {
    if (!this.open || this._socket.readyState !== OPEN) return false;  // one that is closing drops what it is given
    this._socket.send(packet);
    return true;
  }

  /** Connect; a connection that stands is replaced once the new one is open, so that PANIC finds one all the time. */
  async connect() {
    const attempt = ++this._attempt;
    clearTimeout(this._later);
    let socket;
    try {
      const answer = await ask("/");
      if (!answer.ok) throw new Error(await answer.text());
      const tree = await answer.json();
      if (attempt !== this._attempt) return;
      this.tree = tree;
      this._learn(tree);
      socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/`);
    } catch {
      if (attempt === this._attempt) this._lost();
      return;
    }
    const late = setTimeout(() => {
      leave(socket);
      if (attempt === this._attempt) this._lost();
    }, ANSWER_MS);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      clearTimeout(late);
      if (attempt !== this._attempt) { leave(socket); return; }
      leave(this._socket);
      this._socket = socket;
      this._changed(true);
      for (const address of this._handlers.keys()) this._listen(address);
      this.send("/dream/state");
    };
    socket.onmessage = event => {
      if (typeof event.data === "string") return;
      const { address, values } = decode(event.data);
      this._heardAt.set(address, performance.now());
      this._told(address, values, true);
    };
    socket.onclose = () => {
      clearTimeout(late);
      if (socket === this._socket || attempt === this._attempt) this._lost();
    };
  }

  /** Whether the daemon's page answers; where it does not the connection counts as lost, whatever its socket says: a
   *  network that is away closes nothing. */
  async answers() {
    const attempt = this._attempt;
    try {
      if ((await ask("/?HOST_INFO")).ok) return true;
    } catch {
      // as good as a refusal
    }
    if (attempt === this._attempt && this.open) this._lost();
    return false;
  }

  _lost() {
    leave(this._socket);
    this._socket = null;
    this._attempt++;
    this._changed(false);
    clearTimeout(this._later);
    this._later = setTimeout(() => this.connect(), RETRY_MS);
  }

  _told(address, values, isNews) {
    if (!this._last.has(address)) this._last.set(address, new Map());
    this._last.get(address).set(isOfOne(address) ? values[0] : "", values);
    for (const handler of this._handlers.get(address) || []) handler(values, isNews);
  }

  _listen(address) {
    this._socket.send(JSON.stringify({ COMMAND: "LISTEN", DATA: address }));
    clearTimeout(this._rereading);
    this._rereading = setTimeout(() => this._reread(), REREAD_MS);
  }

  /** What changed between the tree that was read and the moment from which on we listen is in the tree now. */
  async _reread() {
    const begun = performance.now();
    try {
      this._learn(await (await ask("/")).json(), begun);
    } catch {
      return;  // the connection is gone, and comes back by itself
    }
  }

  /** Take in a tree's values; of one that was read again (at a time) only states that were not told since. */
  _learn(node, askedAt = Infinity) {
    if (node.TYPE !== undefined) {
      this.nodes.set(node.FULL_PATH, node);
      const counts = askedAt === Infinity || (isState(node) && (this._heardAt.get(node.FULL_PATH) || 0) < askedAt);
      if (node.VALUE && counts) this._told(node.FULL_PATH, node.VALUE.filter(value => value !== null), false);
    }
    for (const child of Object.values(node.CONTENTS || {})) this._learn(child, askedAt);
  }

  _changed(open) {
    this.open = open;
    for (const watcher of this._watchers) watcher(open);
  }
}
