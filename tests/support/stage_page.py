"""The page's stage before a console without a daemon: what the daemon would tell is told by the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import expect

from .browser import DESKTOP, Chromium, ChromiumPage
from .console import ConsoleThread


def status(console: ConsoleThread) -> None:
    """The daemon is ready: the page tells it, and can be pressed."""
    console.tell("/dream/status", "ready", "nylon", 0, 0, 0, 0.01, 1.3)


@contextmanager
def ready_console() -> Iterator[ConsoleThread]:
    """A console that has heard a status."""
    with ConsoleThread() as console:
        status(console)
        yield console


def opened(chromium: Chromium, url: str, size: tuple[int, int] = DESKTOP) -> ChromiumPage:
    """The stage at ``url``, when it can be pressed and has its menus."""
    page = chromium.open(f"{url}/studio", size)
    expect(page.page.locator("fieldset.stage")).to_be_enabled()
    page.page.get_by_text("Model", exact=True).wait_for()
    return page
