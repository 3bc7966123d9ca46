"""The page's stage before a console without a daemon: what the daemon would tell is told by the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import expect

from .black_box import wait_until
from .browser import DESKTOP, PATIENCE_S, Chromium, ChromiumPage
from .console import ConsoleThread

HEARD = ("/dream/error", "/dream/failed", "/dream/bank/ready", "/dream/model/ready", "/dream/loop/name")
"""What a test tells a page as news: what is told before the page listens is none."""


def status(console: ConsoleThread) -> None:
    """The daemon is ready: the page tells it, and can be pressed."""
    console.tell("/dream/status", "ready", "nylon", 0, 0, 0, 0.01, 1.3)


@contextmanager
def ready_console() -> Iterator[ConsoleThread]:
    """A console that has heard a status."""
    with ConsoleThread() as console:
        status(console)
        yield console


def opened(
    chromium: Chromium, console: ConsoleThread, size: tuple[int, int] = DESKTOP, url: str | None = None
) -> ChromiumPage:
    """The stage of ``console`` (by way of ``url``), when it can be pressed, has its menus, and hears what is told."""
    before = {path: console.listeners(path) for path in HEARD}
    page = chromium.open(f"{url or console.url}/studio", size)
    expect(page.page.locator("fieldset.stage")).to_be_enabled()
    page.page.get_by_text("Model", exact=True).wait_for()
    wait_until(lambda: all(console.listeners(path) > before[path] for path in HEARD), PATIENCE_S)
    return page
