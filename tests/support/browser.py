"""A real Chromium for tests: pages of any size, and whatever a page complains about fails the test."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Sequence
from types import TracebackType

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Response, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt-get install chromium)")

DESKTOP, TABLET, PHONE = (1440, 900), (820, 1180), (390, 844)
SIZES = {"desktop": DESKTOP, "tablet": TABLET, "phone": PHONE}
PATIENCE_S = 60.0
"""Waited for what must come: a machine that is busy takes its time."""
expect.set_options(timeout=1000 * PATIENCE_S)

TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", event =>
  console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


def wait(page: Page, condition: Callable[[], object], what: str, seconds: float = PATIENCE_S) -> None:
    """Wait until the condition holds; the page's own requests are answered meanwhile."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds:g} s: {what}"
        page.wait_for_timeout(30)


class ChromiumPage:
    """A page, and what went wrong in it: exceptions, errors in the console, violations of the CSP, answers from 400 on.

    Attributes:
        page: playwright's.
        troubles: one line for each; `expect` takes away those that a test provokes.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.troubles: list[str] = []
        page.set_default_timeout(PATIENCE_S * 1000)
        page.add_init_script(TELL_VIOLATIONS)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.troubles.append(f"exception: {error}"))
        page.on("response", self._answered)

    def expect(self, *words: str) -> None:
        """Take away the troubles that hold one of these words."""
        self.troubles = [one for one in self.troubles if not any(word in one for word in words)]

    def expect_no_answer(self) -> None:
        """Take away what a page says when the program behind it, or the network, is gone: each request has words of its
        own, refused or without an answer or half of one, by how far it had come."""
        self.expect("net::ERR_", "WebSocket connection to", "500 GET", "status of 500")

    def check(self) -> None:
        """Fail if anything went wrong in the page so far."""
        assert not self.troubles, "\n".join(self.troubles)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.troubles.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.troubles.append(f"{response.status} {response.request.method} {response.url}")


class Chromium:
    """`with Chromium() as chromium: page = chromium.open(url)`; the troubles of all pages are checked at the end."""

    def __init__(self, *options: str) -> None:
        """``options``: further ones of Chromium's command line."""
        self._options = ["--autoplay-policy=no-user-gesture-required", *options]
        self.pages: list[ChromiumPage] = []

    def __enter__(self) -> Chromium:
        self._playwright: Playwright = sync_playwright().start()
        try:
            self.browser: Browser = self._playwright.chromium.launch(
                executable_path=CHROMIUM,
                args=self._options,
                chromium_sandbox=not (hasattr(os, "geteuid") and os.geteuid() == 0),  # root has none
            )
        except BaseException:
            self._playwright.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.browser.close()
        self._playwright.stop()
        if error is None:
            for page in self.pages:
                page.check()

    def open(self, url: str, size: tuple[int, int] = DESKTOP, permissions: Sequence[str] = ()) -> ChromiumPage:
        """Open a page in a profile of its own; a narrow one is touched, not clicked."""
        width, height = size
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=width < DESKTOP[0],
            permissions=list(permissions),
            accept_downloads=True,
            reduced_motion="reduce",
        )
        opened = ChromiumPage(context.new_page())
        self.pages.append(opened)
        opened.page.goto(url)
        return opened
