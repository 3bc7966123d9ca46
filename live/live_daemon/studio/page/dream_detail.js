// One take or dream: how it looks and sounds, what is known of it, and what can be done with it.

import { button, el, fill, labelled, menu, setPressed } from "./dom.js";
import { lengthOf } from "./player.js";
import { makeSoundView, soundUrl } from "./sound_view.js";
import { hasWords, words } from "./words.js";

const MOST_STARS = 5;
const JUDGED = ["artifacts", "resemblance", "novelty", "stuck", "answer"];
const FINE = 0.75,
  LIMIT = 0.5;
const NEW_BANK = "new";

/** What tells a row from every other one. */
export const idOf = item => (item.key ? `${item.folder}/${item.key}` : `told/${item.id}`);

/** @param events {changed(): something of it is other now, gone(): it was deleted, back(): to the list} */
export function makeDetail(app, events) {
  const root = el(
    "section",
    { class: "card stack", aria: { label: words("dreams.one") } },
    el("p", { class: "quiet", textContent: words("dreams.choose") }),
  );
  const view = makeSoundView(app);
  let item = null,
    parts = null;

  function show(next) {
    item = next;
    parts = null;
    if (!item.key) {
      view.hide();
      root.replaceChildren(
        heading(item),
        el("p", { class: item.state === "failed" ? "bad" : "warm", textContent: reasonOf(item) }),
        factsOf(item),
      );
      return;
    }
    const back = button(words("dreams.back"), () => events.back(), { class: "back" });
    parts = { stars: starRow(item), facts: el("div"), scores: el("div", { class: "stack" }), sidecar: el("div") };
    root.replaceChildren(
      heading(item),
      view.root,
      playRow(),
      parts.stars.root,
      toolRow(),
      parts.scores,
      parts.facts,
      parts.sidecar,
      back,
    );
    view.show({ folder: item.folder, key: item.key, name: item.name });
    fillIn();
    sidecar();
  }

  /** The same file, told again. */
  function update(next) {
    if (!item || idOf(next) !== idOf(item)) return;
    if (!next.key) {
      show(next);
      return;
    }
    item = next;
    fillIn();
  }

  function fillIn() {
    parts.stars.show(item.rating);
    parts.facts.replaceChildren(factsOf(item));
    parts.scores.replaceChildren(...scoresOf(item));
  }

  const address = () => `dreams/${item.folder}/${item.key}`;
  const url = () => soundUrl(app.api, item.folder, item.key);

  /** Ask the daemon's studio, and say what it refuses. */
  async function ask(question, done) {
    try {
      done(await question);
    } catch (error) {
      app.say(error.message);
    }
  }

  function playRow() {
    const play = button(words("dreams.play"), () => app.player.toggle(url(), item.name), { class: "big" });
    const row = el("div", { class: "row" }, play);
    if (item.seed?.key) {
      row.append(
        button(
          words("dreams.compare"),
          () => {
            const [from, to] = item.seed.span_s;
            const seed = {
              url: soundUrl(app.api, item.seed.folder, item.seed.key),
              label: words("dreams.seedSide"),
              start: from || 0,
              length: to - from || 0,
            };
            app.player.ab({ url: url(), label: words("dreams.dreamSide") }, seed, item.name);
          },
          { class: "big", title: words("dreams.compareHint") },
        ),
      );
    } else if (item.folder === "dreams") {
      row.append(
        el("p", { class: "quiet grow", textContent: words(item.seed ? "dreams.seedGone" : "dreams.noSeed") }),
      );
    }
    return row;
  }

  function starRow() {
    const stars = Array.from({ length: MOST_STARS }, (_, index) => button("☆", () => rate(index + 1)));
    const root_ = el("div", { class: "row stars", role: "group", aria: { label: words("dreams.rating") } }, stars);
    function rate(count) {
      const rating = count === item.rating ? 0 : count;
      ask(app.api.put(`${address()}/rating`, { rating }), found => {
        update(found);
        events.changed();
      });
    }
    return {
      root: root_,
      show: rating =>
        stars.forEach((star, index) => {
          star.textContent = index < rating ? "★" : "☆";
          star.classList.toggle("on", index < rating);
          star.setAttribute("aria-label", words("dreams.stars", { count: index + 1 }));
          setPressed(star, index < rating);
        }),
    };
  }

  function toolRow() {
    const row = el("div", { class: "row" });
    if (item.folder === "dreams") {
      const keep = button(
        words("dreams.keep"),
        () => ask(app.api.post(`${address()}/keep`), () => app.say(words("dreams.kept"), "good")),
        { title: words("dreams.keepHint") },
      );
      row.append(keep, bankMenu());
    } else {
      row.append(
        button(words("dreams.dream"), () => {
          ask(app.api.post(`${address()}/seed`), () => app.say(words("dreams.asked", { name: item.name }), "good"));
        }),
      );
    }
    row.append(
      el("a", { class: "button", href: `${url()}?download=1`, textContent: words("dreams.download") }),
      button(words("dreams.delete"), remove, { class: "danger" }),
    );
    return row;
  }

  function bankMenu() {
    const banks = menu([["", words("dreams.toBank")]], value => add(value), {
      aria: { label: words("dreams.toBank") },
    });
    const name = el("input", { type: "text", maxLength: 100 });
    const make = el(
      "form",
      {
        class: "row",
        hidden: true,
        on: {
          submit: event => {
            event.preventDefault();
            into({ name: name.value });
          },
        },
      },
      labelled(words("dreams.bankName"), name, { class: "grow" }),
      el("button", { type: "submit", textContent: words("dreams.bankMake") }),
    );
    banks.addEventListener("pointerdown", list);
    banks.addEventListener("focus", list);
    async function list() {
      await ask(app.api.get("banks"), found =>
        fill(banks, [
          ["", words("dreams.toBank")],
          ...found.banks
            .filter(one => !one.fault)
            .map(one => [one.key, words("banks.row", { name: one.name, loops: one.loops })]),
          [NEW_BANK, words("dreams.bankNew")],
        ]),
      );
    }
    list();
    function add(value) {
      banks.value = "";
      make.hidden = value !== NEW_BANK;
      if (value === NEW_BANK) name.focus();
      else if (value) into({ key: value });
    }
    function into(body) {
      app.say(words("dreams.adding"), "good");  // takes seconds
      ask(app.api.post(`${address()}/bank`, body), found => {
        make.hidden = true;
        name.value = "";
        app.say(words(found.answers_seed ? "dreams.added" : "dreams.addedAlone", found), "good");
        list();
      });
    }
    return el("div", { class: "row" }, banks, make);
  }

  async function remove() {
    if (!(await app.confirm(words("dreams.deleteSure", { name: item.name })))) return;
    if (app.player.isOn(url())) app.player.stop();
    ask(app.api.del(address()), found => {
      app.say(words("dreams.deleted", found), "good");
      item = null;
      view.hide();
      root.replaceChildren(el("p", { class: "quiet", textContent: words("dreams.choose") }));
      events.gone();
    });
  }

  function sidecar() {
    const mine = item;
    if (item.folder !== "dreams") return;
    const text = el("pre", { class: "mono sidecar", tabIndex: 0, aria: { label: words("dreams.sidecar") } });
    const more = el("details", {}, el("summary", { textContent: words("dreams.sidecar") }), text);
    more.addEventListener("toggle", () => {
      if (more.open && !text.textContent)
        ask(app.api.get(address()), found => {
          if (item.key === mine.key) text.textContent = found.sidecar || words("dreams.noSidecar");
        });
    });
    parts.sidecar.replaceChildren(more);
  }

  return { root, show, update };
}

const heading = item => el("h2", { textContent: item.name });

function reasonOf(item) {
  const state = words(`dreams.is.${item.state}`);
  return item.reason ? words("dreams.because", { state, reason: reasonText(item.reason) }) : state;
}
/** The daemon's one-word reasons in words; others are a line already. */
const reasonText = reason => (hasWords(`dreams.reason.${reason}`) ? words(`dreams.reason.${reason}`) : reason);

function factsOf(item) {
  const facts = [
    ["when", item.when ? new Date(1000 * item.when).toLocaleString() : ""],
    ["duration", item.duration_s ? lengthOf(item.duration_s) : ""],
    ["model", [item.model, item.approach].filter(Boolean).join(", ")],
    [
      "seed",
      item.seed
        ? item.seed.name +
          (item.seed.span_s.length === 2
            ? ` (${words("dreams.span", { from: lengthOf(item.seed.span_s[0]), to: lengthOf(item.seed.span_s[1]) })})`
            : "")
        : "",
    ],
    ["rngSeed", item.rng_seed === null ? "" : String(item.rng_seed)],
    ["number", item.id === null ? "" : String(item.id)],
    ["remark", item.remark],
  ].filter(([, text]) => text);
  return el(
    "dl",
    { class: "facts" },
    facts.flatMap(([name, text]) => [
      el("dt", { textContent: words(`dreams.fact.${name}`) }),
      el("dd", { textContent: text }),
    ]),
  );
}

function scoresOf(item) {
  const rows = JUDGED.filter(name => name in item.scores).map(name => {
    const value = item.scores[name];
    const level = value >= FINE ? "good" : value >= LIMIT ? "warm" : "bad";
    return el(
      "li",
      {},
      el("span", { textContent: words(`dreams.score.${name}`) }),
      el("span", { class: `number ${level}`, textContent: value.toFixed(2) }),
      el("span", { class: "quiet", textContent: words(`dreams.score.${name}.${level}`) }),
    );
  });
  if ("energy_db" in item.scores) {
    const value = item.scores.energy_db;
    const level = Math.abs(value) <= 6 ? "good" : "bad";
    rows.push(
      el(
        "li",
        {},
        el("span", { textContent: words("dreams.score.energy_db") }),
        el("span", { class: `number ${level}`, textContent: value.toFixed(1) }),
        el("span", {
          class: "quiet",
          textContent: words(`dreams.score.energy_db.${level === "good" ? "good" : value > 0 ? "loud" : "soft"}`),
        }),
      ),
    );
  }
  if (item.folder !== "dreams") return [];
  if (!rows.length) return [el("p", { class: "quiet", textContent: words("dreams.notScored") })];
  return [
    el("ul", { class: "scores" }, rows),
    ...item.faults.map(fault => el("p", { class: "bad", textContent: fault })),
  ];
}
