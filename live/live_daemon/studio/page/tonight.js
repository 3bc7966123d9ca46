// Tonight: is it safe, settings, OSC monitor, addresses, other devices, set list. One view at a time.

import { makeAddresses } from "./addresses.js";
import { makeCheck } from "./check.js";
import { el, setPressed, button } from "./dom.js";
import { makeEvening, makeNetwork } from "./devices.js";
import { makeMonitor } from "./monitor.js";
import { makeSettings } from "./settings.js";
import { words } from "./words.js";

const VIEWS = [
  ["check", makeCheck],
  ["settings", makeSettings],
  ["monitor", makeMonitor],
  ["addresses", makeAddresses],
  ["network", makeNetwork],
  ["evening", makeEvening],
];

export function mount(root, app) {
  const made = new Map(), buttons = new Map(), place = el("div", { class: "stack" });
  let current = "";

  /** Show a view; `wish` is for it, such as what to look for. */
  function open(name, wish) {
    if (name !== current) {
      made.get(current)?.hide?.();
      current = name;
      if (!made.has(name)) made.set(name, new Map(VIEWS).get(name)(app, open));
      place.replaceChildren(made.get(name).root);
      for (const [one, its] of buttons) setPressed(its, one === name);
    }
    made.get(name).show?.(wish);
  }

  for (const [name] of VIEWS) buttons.set(name, button(words(`tonight.view.${name}`), () => open(name)));
  root.append(
    el("h2", { class: "unseen", textContent: words("tab.tonight") }),
    el("nav", { class: "row views", aria: { label: words("tonight.views") } }, ...buttons.values()),
    place);
  return { show: () => open(current || "check"), hide: () => made.get(current)?.hide?.() };
}
