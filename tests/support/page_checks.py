"""What a page must be at any size: no sideways scrolling, nothing over anything, room for thumbs, no fault of axe."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TARGET_PX = 44
GRAVE = ("serious", "critical")

# What can be pressed, and what is read, each with its rectangle; what lies in different layers (a bar that stays at the
# top, a dialog) may cover what scrolls below it. A target that is drawn smaller counts with its label around it.
FIND = """
target => {
  const PRESSED = "button, select, input, textarea, summary, a[href], [role=button], [role=tab], [role=slider]";
  const shown = one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !one.closest(".unseen, [aria-hidden=true]");
  const layer = one => {
    for (; one; one = one.parentElement) if (["fixed", "sticky"].includes(getComputedStyle(one).position)) return one;
    return null;
  };
  const size = one => one.getBoundingClientRect();
  const clipped = (one, box) => {  // what a scrolling or clipping box around it shows of it
    let { left, top, right, bottom } = box;
    for (let up = one.matches(PRESSED) ? one.parentElement : one; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflow === "visible") continue;
      const around = up.getBoundingClientRect();
      left = Math.max(left, around.left); right = Math.min(right, around.right);
      top = Math.max(top, around.top); bottom = Math.min(bottom, around.bottom);
    }
    return right - left > 1 && bottom - top > 1 ? { left, top, right, bottom } : null;
  };
  const say = one => {
    const text = (one.getAttribute("aria-label") || one.textContent || one.value || "").trim().slice(0, 40);
    return `<${one.tagName.toLowerCase()}${one.id && "#" + one.id}${one.className && "." + one.className}> ${text}`;
  };
  const pressed = [...document.querySelectorAll(PRESSED)].filter(one => shown(one) && one.type !== "hidden");
  const read = [...document.body.querySelectorAll("*")].filter(one => shown(one)
    && !["OPTION", "SCRIPT", "STYLE"].includes(one.tagName)
    && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  const boxes = [];
  for (const one of new Set([...pressed, ...read])) {
    let rects = [one.getBoundingClientRect()];
    if (!pressed.includes(one)) {
      const range = document.createRange();
      range.selectNodeContents(one);
      rects = [...range.getClientRects()];
    }
    for (const rect of rects) {
      const box = clipped(one, rect);
      if (box) boxes.push({ one, box, layer: layer(one) });
    }
  }
  const over = [];
  for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
    const a = boxes[i], b = boxes[j];
    if (a.one === b.one || a.layer !== b.layer || a.one.contains(b.one) || b.one.contains(a.one)) continue;
    const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
    const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
    if (wide > 2 && high > 2) over.push(`${say(a.one)} and ${say(b.one)} (${wide.toFixed(0)} x ${high.toFixed(0)} px)`);
  }
  const small = pressed.filter(one => {
    const boxes = [one, ...(one.labels || []), one.closest("label")].filter(Boolean).map(size);
    const inText = one.tagName === "A" && getComputedStyle(one).display === "inline";
    return !inText && !boxes.some(box => box.width >= target - 0.5 && box.height >= target - 0.5);
  }).map(one => `${say(one)} ${size(one).width.toFixed(0)} x ${size(one).height.toFixed(0)}`);
  const root = document.documentElement;
  const outside = boxes.filter(({ box }) => box.right > root.clientWidth + 1 || box.left < -1)
    .map(({ one }) => say(one));
  return { sideways: root.scrollWidth - root.clientWidth, outside, over: [...new Set(over)], small };
}
"""


def check_layout(page: Page) -> None:
    """Fail where the page scrolls sideways, something lies over something else, or a target is too small."""
    found: dict[str, Any] = page.evaluate(FIND, TARGET_PX)
    lines = [f"scrolls sideways by {found['sideways']} px"] if found["sideways"] > 0 else []
    lines += [f"outside the screen: {one}" for one in found["outside"]]
    lines += [f"one over the other: {one}" for one in found["over"]]
    lines += [f"smaller than {TARGET_PX} px: {one}" for one in found["small"]]
    assert not lines, f"{page.viewport_size}:\n" + "\n".join(lines[:40])


def check_accessible(page: Page) -> None:
    """Fail where axe-core finds a serious or critical fault."""
    faults = [fault for fault in Axe().run(page).response["violations"] if fault["impact"] in GRAVE]
    lines = [
        f"{fault['impact']} {fault['id']}: {fault['help']}\n  {node['html'][:160]}\n  {node['failureSummary'][:300]}"
        for fault in faults
        for node in fault["nodes"][:4]
    ]
    assert not faults, f"{page.viewport_size}:\n" + "\n".join(lines)
