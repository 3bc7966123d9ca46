// Lists beside what is chosen of them, in pages.

import { button, el } from "./dom.js";
import { words } from "./words.js";

/** Whether the chosen one lies below its list instead of beside it (see dreams.css). */
export const isNarrow = () => matchMedia("(max-width: 999px)").matches;

/** @returns {root, show(page, pages)}; `turn(page)` is called with the page that is wanted, from 0 */
export function makePager(turn) {
  let page = 0;
  const back = button(words("pager.back"), () => turn(page - 1)),
    on = button(words("pager.on"), () => turn(page + 1));
  const where = el("span", { class: "quiet number" });
  const root = el("nav", { class: "row pager", hidden: true, aria: { label: words("pager") } }, back, where, on);
  return {
    root,
    show(now, pages) {
      page = now;
      root.hidden = pages < 2;
      where.textContent = words("pager.where", { page: now + 1, pages });
      back.disabled = now <= 0;
      on.disabled = now >= pages - 1;
    },
  };
}
