// Other devices that may open this page, and what the evening is made of: to be looked at.

import { button, el, printable } from "./dom.js";
import { words } from "./words.js";

/** A view that asks for its facts each time it is shown. */
function asked(app, name, path, draw) {
  const body = el("div", { class: "stack" });
  const root = el("section", { class: "card stack" }, el("h3", { textContent: words(`tonight.view.${name}`) }), body);
  async function show() {
    try {
      body.replaceChildren(...draw(await app.api.get(path)));
    } catch (error) {
      app.say(error.message);
    }
  }
  return { root, show };
}

export function makeNetwork(app, open) {
  return asked(app, "network", "tonight/network", told => told.open ? opened(app, told) : closed(told, open));
}

function opened(app, told) {
  const codes = told.urls.map(({ host, url }) => el("figure", { class: "code" },
    el("img", { src: app.api.url(`tonight/network/${encodeURIComponent(host)}`), alt: words("network.code", { url }), width: 296, height: 296 }),
    el("figcaption", { class: "mono", textContent: url })));
  const who = told.everyone
    ? el("p", { class: "warm", textContent: words("network.everyone") })
    : el("p", { textContent: words("network.allow", { list: told.allow.join(", ") }) });
  return [el("p", { textContent: words("network.open") }), el("div", { class: "row" }, ...codes), who];
}

function closed(told, open) {
  return [
    el("p", { textContent: words("network.closed") }),
    el("ol", { class: "steps" },
      el("li", { class: "mono", textContent: words(told.listens ? "network.listens" : "network.listen") }),
      el("li", { class: "mono", textContent: words("network.name") })),
    el("p", { class: "warm", textContent: words("network.safety") }),
    el("div", {}, button(words("network.change"), () => open("settings", "osc."))),
  ];
}

export function makeEvening(app) {
  return asked(app, "evening", "tonight/evening", told => [...setList(told.set_list), ...midi(told)]);
}

function setList({ file, fault, pieces }) {
  const parts = [el("h4", { textContent: words("evening.setList") })];
  if (!file) return [...parts, el("p", { class: "quiet", textContent: words("evening.noSetList") })];
  parts.push(el("p", { class: "mono quiet", textContent: printable(file) }));
  if (fault) parts.push(el("p", { class: "bad", textContent: fault }));
  parts.push(el("ol", { class: "pieces" }, ...pieces.map(piece => el("li", {},
    el("strong", { textContent: printable(piece.name) }),
    piece.banks.length ? el("p", { class: "quiet", textContent: words("evening.banks", { list: printable(piece.banks.join(", ")) }) }) : null,
    piece.models.length ? el("p", { class: "quiet", textContent: words("evening.models", { list: printable(piece.models.join(", ")) }) }) : null))));
  return parts;
}

function midi(told) {
  const title = el("h4", { textContent: words("evening.midi") });
  if (!told.midi.length) return [title, el("p", { class: "quiet", textContent: words("evening.noMidi") })];
  return [title,
    told.input ? el("p", { class: "quiet", textContent: words("evening.input", { name: told.input }) }) : null,
    el("table", {}, el("tbody", {}, ...told.midi.map(row => el("tr", {},
      el("th", { class: "mono", scope: "row", textContent: row.control }), el("td", { class: "mono", textContent: printable(row.message) })))))].filter(Boolean);
}
