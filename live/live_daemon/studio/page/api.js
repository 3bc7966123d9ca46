// Requests to the studio. Whatever is refused is an Error with the daemon's one line.

const API = "/studio/api/";
/** The trainer may be asked, which starts a process; a network that is away would let a request wait for ever. */
const ANSWER_MS = 120000;

async function ask(method, path, body, options = {}) {
  const { signal, ...rest } = options, late = AbortSignal.timeout(ANSWER_MS);
  let answer, text;
  try {
    answer = await fetch(API + path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      ...rest,
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    text = await answer.text();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error(api.gone);
  }
  let value;
  try { value = text ? JSON.parse(text) : {}; } catch { value = { error: text.trim() }; }
  if (!answer.ok) throw new Error(value.error || `${answer.status} ${answer.statusText}`);
  return value;
}

export const api = {
  gone: "",
  url: path => API + path,
  get: (path, options) => ask("GET", path, undefined, options),
  post: (path, body = {}) => ask("POST", path, body),
  put: (path, body = {}) => ask("PUT", path, body),
  del: path => ask("DELETE", path),

  /** Bytes as they are. */
  async bytes(path, options = {}) {
    const answer = await fetch(API + path, { signal: AbortSignal.timeout(ANSWER_MS), ...options });
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    return answer.arrayBuffer();
  },

  /** Send a file as it is; `progress(fraction)`. fetch tells no progress of what it sends. */
  upload(path, file, progress = () => {}) {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      request.open("POST", API + path);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.upload.onprogress = event => { if (event.lengthComputable) progress(event.loaded / event.total); };
      request.onerror = () => fail(new Error(api.gone));
      request.onload = () => {
        let value;
        try { value = JSON.parse(request.responseText || "{}"); } catch { value = { error: request.responseText.trim() }; }
        if (request.status < 300) done(value); else fail(new Error(value.error || `${request.status} ${request.statusText}`));
      };
      request.send(file);
    });
  },
};
