// Banks: which loops they hold, in which order; kept, dropped, merged and loaded here.

import { button, el, labelled, menu, setPressed } from "./dom.js";
import { isNarrow, makePager } from "./pager.js";
import { lengthOf, timeOf } from "./player.js";
import { makeSoundView, repeatedUrl } from "./sound_view.js";
import { words } from "./words.js";

const ON_A_PAGE = 40;

export function makeBanks(app) {
  let banks = [],
    bank = null,
    page = 0,
    listPage = 0,
    isShown = false,
    heard = "";
  const list = el("ul", { class: "list" }),
    remarks = el("div", { class: "warm" });
  const listPager = makePager(to => {
    listPage = to;
    showList();
  });
  const name = el("input", { type: "text", maxLength: 100 });
  const make = el(
    "form",
    {
      class: "row",
      on: {
        submit: event => {
          event.preventDefault();
          create();
        },
      },
    },
    labelled(words("banks.newName"), name, { class: "grow" }),
    el("button", { type: "submit", textContent: words("banks.make") }),
  );
  const detail = el(
    "section",
    { class: "card stack", aria: { label: words("banks.one") } },
    el("p", { class: "quiet", textContent: words("banks.choose") }),
  );
  const view = makeSoundView(app);
  const root = el(
    "div",
    { class: "library" },
    el("section", { class: "card stack", aria: { label: words("banks.list") } }, remarks, list, listPager.root, make),
    detail,
  );

  app.osc.on("/dream/bank/ready", () => {
    if (isShown) refresh();
  });

  async function ask(question, done) {
    try {
      done(await question);
      return true;
    } catch (error) {
      app.say(error.message);
      return false;
    }
  }

  const refresh = () =>
    ask(app.api.get("banks"), found => {
      banks = found.banks;
      remarks.replaceChildren(...found.remarks.map(text => el("p", { textContent: text })));
      showList();
    });

  function showList() {
    const pages = Math.max(1, Math.ceil(banks.length / ON_A_PAGE));
    listPage = Math.min(listPage, pages - 1);
    const some = banks.slice(listPage * ON_A_PAGE, (listPage + 1) * ON_A_PAGE);
    list.replaceChildren(...some.map(one => el("li", {}, bankRow(one))));
    if (!banks.length) list.replaceChildren(el("li", { class: "quiet", textContent: words("banks.none") }));
    listPager.show(listPage, pages);
  }

  function bankRow(one) {
    const made = button("", async () => {
      await open(one.key);
      if (isNarrow()) detail.scrollIntoView({ block: "start" });
    });
    const facts = [
      words("banks.loops", { count: one.loops }),
      one.dropped ? words("banks.droppedCount", { count: one.dropped }) : "",
      one.fault,
    ];
    made.append(
      el("span", { class: "name", textContent: one.name }),
      el("span", { class: "good", textContent: one.is_loaded ? words("banks.plays") : "" }),
      el("span", { class: one.fault ? "more bad" : "more", textContent: facts.filter(Boolean).join(" · ") }),
    );
    setPressed(made, Boolean(bank) && bank.key === one.key);
    return made;
  }

  function create() {
    ask(app.api.post("banks", { name: name.value }), found => {
      name.value = "";
      refresh();
      open(found.key);
    });
  }

  const open = key =>
    ask(app.api.get(`banks/${key}`), found => {
      page = 0;
      take(found);
      showList();
    });

  function take(found) {
    bank = found;
    for (const text of found.remarks || []) app.say(text, "warm");
    showBank();
  }

  /** Keep, drop, order or merge; what is shown then is what the bank is. */
  async function change(action, body) {
    const done = await ask(app.api.post(`banks/${bank.key}/${action}`, body), take);
    if (done) refresh();
    else open(bank.key);
  }

  function showBank() {
    const focused = detail.contains(document.activeElement) ? document.activeElement.dataset.id : "";
    const pages = Math.max(1, Math.ceil(bank.loops.length / ON_A_PAGE));
    page = Math.min(page, pages - 1);
    const pager = makePager(to => {
      page = to;
      showBank();
    });
    const some = bank.loops.slice(page * ON_A_PAGE, (page + 1) * ON_A_PAGE);
    const seconds = bank.loops.reduce((sum, loop) => sum + loop.duration_s, 0);
    detail.replaceChildren(
      el("h2", { textContent: bank.name }),
      el("p", {
        class: "quiet",
        textContent: words("banks.about", { loops: bank.loops.length, time: timeOf(seconds) }),
      }),
      el(
        "div",
        { class: "row" },
        button(
          words("banks.load"),
          () => ask(app.api.post(`banks/${bank.key}/load`), () => app.say(words("banks.loading", bank), "good")),
          { class: "big" },
        ),
        mergeMenu(),
      ),
      bank.has_old_page ? el("p", { class: "warm", textContent: words("banks.oldPage", bank) }) : "",
      view.root,
      el(
        "ol",
        { class: "loops-of-bank", aria: { label: words("banks.loopsOf", bank) } },
        some.map((loop, index) => loopRow(loop, page * ON_A_PAGE + index)),
      ),
      pager.root,
      bank.loops.length ? "" : el("p", { class: "quiet", textContent: words("banks.empty") }),
      dropped(),
      button(words("dreams.back"), () => root.scrollIntoView({ block: "start" }), { class: "back" }),
    );
    pager.show(page, pages);
    view.root.hidden = ![...bank.loops, ...bank.dropped].some(loop => loop.key === heard);
    if (focused)
      [...detail.querySelectorAll("[data-id]")].find(one => one.dataset.id === focused && !one.disabled)?.focus();
  }

  function mergeMenu() {
    const others = banks.filter(one => one.key !== bank.key && !one.fault && one.loops);
    const rows = others.map(one => [one.key, words("banks.row", { name: one.name, loops: one.loops })]);
    const made = menu(
      [["", words("banks.merge")], ...rows],
      async value => {
        made.value = "";
        const other = others.find(one => one.key === value);
        if (other && (await app.confirm(words("banks.mergeSure", { other: other.name, name: bank.name }))))
          change("merge", { banks: [value] });
      },
      { aria: { label: words("banks.merge") }, disabled: !others.length },
    );
    return made;
  }

  function listen(loop) {
    const url = repeatedUrl(app.api, "banks", loop.key);
    view.root.hidden = false;
    heard = loop.key;
    view.show({ folder: "banks", key: loop.key, name: loop.name, isLoop: true });
    app.player.toggle(url, loop.name, { repeat: true });
  }

  function loopRow(loop, place) {
    const tool = (sign, what, press, disabled) =>
      button(sign, press, {
        disabled,
        title: words(`banks.${what}`, loop),
        aria: { label: words(`banks.${what}Of`, loop) },
        data: { id: `${what} ${loop.ref}` },
      });
    const row = el(
      "li",
      { class: "loop-row", draggable: true },
      el("span", { class: "number quiet", textContent: String(place) }),
      tool("▶", "play", () => listen(loop), !loop.is_there),
      about(loop),
      el(
        "span",
        { class: "tools" },
        tool("↑", "up", () => move(place, place - 1), place === 0),
        tool("↓", "down", () => move(place, place + 1), place === bank.loops.length - 1),
        tool(words("banks.dropShort"), "drop", () => change("drop", { loops: [loop.ref] })),
      ),
    );
    row.addEventListener("dragstart", event => {
      event.dataTransfer.setData("text/plain", String(place));
      event.dataTransfer.effectAllowed = "move";
    });
    row.addEventListener("dragover", event => {
      event.preventDefault();
      row.classList.add("over");
    });
    row.addEventListener("dragleave", () => row.classList.remove("over"));
    row.addEventListener("drop", event => {
      event.preventDefault();
      row.classList.remove("over");
      const from = Number.parseInt(event.dataTransfer.getData("text/plain"), 10);
      if (from in bank.loops && from !== place) move(from, place);
    });
    return row;
  }

  function move(from, to) {
    const loops = bank.loops.map(loop => loop.ref);
    loops.splice(to, 0, ...loops.splice(from, 1));
    change("order", { loops });
  }

  function about(loop) {
    const facts = [
      lengthOf(loop.duration_s),
      loop.notes.slice(0, 4).join(" "),
      loop.answers.length ? words("banks.answers", { notes: loop.answers.slice(0, 4).join(" ") }) : "",
      "answer" in loop.scores ? words("dreams.answer", { percent: Math.round(100 * loop.scores.answer) }) : "",
      loop.model,
    ];
    return el(
      "div",
      {},
      el("p", { textContent: loop.name }),
      el("p", {
        class: loop.is_there ? "quiet" : "bad",
        textContent: loop.is_there ? facts.filter(Boolean).join(" · ") : words("banks.missing"),
      }),
    );
  }

  function dropped() {
    if (!bank.dropped.length) return "";
    const body = el("ul", {});
    const more = el(
      "details",
      {},
      el("summary", { textContent: words("banks.dropped", { count: bank.dropped.length }) }),
      body,
    );
    more.addEventListener("toggle", () => {
      if (!more.open || body.childElementCount) return;
      body.append(
        ...bank.dropped.slice(0, 200).map(loop =>
          el(
            "li",
            { class: "loop-row" },
            el("span"),
            button("▶", () => listen(loop), {
              disabled: !loop.is_there,
              aria: { label: words("banks.playOf", loop) },
            }),
            about(loop),
            el(
              "span",
              { class: "tools" },
              button(words("banks.keep"), () => change("keep", { loops: [loop.ref] }), {
                aria: { label: words("banks.keepOf", loop) },
              }),
            ),
          ),
        ),
      );
    });
    return more;
  }

  return {
    root,
    show() {
      isShown = true;
      refresh();
      if (bank) open(bank.key);
    },
    hide() {
      isShown = false;
      view.hide();
    },
  };
}
