// Dreams: every take and every dream, of this session and before; and the banks, beside them.

import { makeBanks } from "./banks.js";
import { button, el, labelled, menu, setPressed } from "./dom.js";
import { idOf, makeDetail } from "./dream_detail.js";
import { isNarrow, makePager } from "./pager.js";
import { lengthOf } from "./player.js";
import { words } from "./words.js";

const SEARCH_MS = 250,
  REFRESH_MS = 400,
  SCORED_MS = 6000;
const CHANGES = ["/dream/queued", "/dream/started", "/dream/ready", "/dream/failed", "/dream/dropped"];

/** When something was, short: the time of today, the date before. */
export function when(seconds) {
  const date = new Date(1000 * seconds);
  const isToday = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(
    [],
    isToday
      ? { hour: "2-digit", minute: "2-digit", second: "2-digit" }
      : { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" },
  );
}

export function mount(root, app) {
  const library = makeLibrary(app),
    banks = makeBanks(app);
  const views = [
    ["dreams", library],
    ["banks", banks],
  ].map(([name, view]) => ({ name, view, choose: button(words(`dreams.view.${name}`), () => open(name)) }));
  let current = null,
    isShown = false;

  function open(name) {
    for (const one of views) {
      setPressed(one.choose, one.name === name);
      one.view.root.hidden = one.name !== name;
      if (one.name === name) current = one.view;
      else one.view.hide?.();
    }
    if (isShown) current.show();
  }

  root.append(
    el("h2", { class: "unseen", textContent: words("tab.dreams") }),
    el(
      "div",
      { class: "row views", role: "group", aria: { label: words("tab.dreams") } },
      views.map(one => one.choose),
    ),
    ...views.map(one => one.view.root),
  );
  open("dreams");
  return {
    show() {
      isShown = true;
      current.show();
    },
    hide() {
      isShown = false;
      current.hide?.();
    },
  };
}

function makeLibrary(app) {
  let kind = "all",
    page = 0,
    chosen = null,
    isShown = false,
    later = 0,
    asked = 0;
  const search = el("input", { type: "search", maxLength: 200, autocomplete: "off" });
  const kinds = menu(
    ["all", "takes", "dreams"].map(name => [name, words(`dreams.kind.${name}`)]),
    value => {
      kind = value;
      turn(0);
    },
  );
  const list = el("ul", { class: "list" }),
    said = el("p", { class: "quiet", role: "status" });
  const remarks = el("div", { class: "warm" });
  const pager = makePager(turn);
  const detail = makeDetail(app, {
    changed: () => refresh(),
    gone: () => {
      chosen = null;
      refresh();
    },
    back: () => root.scrollIntoView({ block: "start" }),
  });
  const root = el(
    "div",
    { class: "library" },
    el(
      "section",
      { class: "card stack", aria: { label: words("dreams.list") } },
      el(
        "div",
        { class: "row" },
        labelled(words("dreams.search"), search, { class: "grow" }),
        labelled(words("dreams.show"), kinds),
      ),
      remarks,
      said,
      list,
      pager.root,
    ),
    detail.root,
  );

  search.addEventListener("input", () => soon(SEARCH_MS, 0));
  for (const address of CHANGES)
    app.osc.on(address, () => {
      if (isShown) soon(REFRESH_MS);
    });
  app.osc.on("/dream/ready", () =>
    setTimeout(() => {
      if (isShown) soon(0);
    }, SCORED_MS),
  ); // scores come a moment later
  app.osc.onConnection(open => {
    if (open && isShown) soon(REFRESH_MS);
  });

  function soon(ms, to = page) {
    clearTimeout(later);
    later = setTimeout(() => turn(to), ms);
  }
  function turn(to) {
    page = Math.max(0, to);
    refresh();
  }

  async function refresh() {
    const mine = ++asked;
    try {
      const query = new URLSearchParams({ kind, page, search: search.value });
      const found = await app.api.get(`dreams?${query}`);
      if (mine !== asked) return;
      page = found.page;
      show(found);
    } catch (error) {
      if (mine === asked) app.say(error.message);
    }
  }

  function show(found) {
    const focused = list.contains(document.activeElement) ? document.activeElement.dataset.id : "";
    remarks.replaceChildren(...found.remarks.map(text => el("p", { textContent: text })));
    said.textContent = found.total
      ? words("dreams.count", { count: found.total })
      : words(search.value ? "dreams.noneFit" : "dreams.none");
    list.replaceChildren(...found.items.map(item => el("li", {}, row(item))));
    if (focused) [...list.querySelectorAll("button")].find(one => one.dataset.id === focused)?.focus();
    pager.show(found.page, found.pages);
    const again = chosen && found.items.find(item => idOf(item) === chosen);
    if (again) detail.update(again);
  }

  function row(item) {
    const facts = [
      words(`dreams.is.${item.state === "ready" ? item.folder : item.state}`),
      when(item.when),
      item.duration_s ? lengthOf(item.duration_s) : "",
      item.model,
      item.answer === null ? "" : words("dreams.answer", { percent: Math.round(100 * item.answer) }),
      "★".repeat(item.rating),
    ];
    const made = button("", () => choose(item), { data: { id: idOf(item) } });
    made.append(
      el("span", { class: "name", textContent: item.name }),
      el("span", {
        class: item.passes ? "good" : "warm",
        textContent: item.passes === null ? "" : words(item.passes ? "dreams.passes" : "dreams.fails"),
      }),
      el("span", { class: "more", textContent: facts.filter(Boolean).join(" · ") }),
    );
    setPressed(made, idOf(item) === chosen);
    return made;
  }

  function choose(item) {
    chosen = idOf(item);
    for (const one of list.querySelectorAll("button")) setPressed(one, one.dataset.id === chosen);
    detail.show(item);
    if (isNarrow()) detail.root.scrollIntoView({ block: "start" });
  }

  return {
    root,
    show() {
      isShown = true;
      refresh();
    },
    hide() {
      isShown = false;
      clearTimeout(later);
    },
  };
}
