"""The stage tab in a real Chromium: what is seen without scrolling, what stays in its place, what is news."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Locator, Page, expect

from live_daemon.studio.training_log import Started, write_started
from support.browser import DESKTOP, PATIENCE_S, SIZES, Chromium, ChromiumPage, needs_chromium
from support.console import ConsoleThread
from support.stage_page import opened, ready_console, status

pytestmark = [pytest.mark.whole, needs_chromium]

LOOPS = 8
PATIENCE_MS = PATIENCE_S * 1000
ON_STAGE = ("RECORD", "DREAM ON THE LAST", "LIVE DREAM", "UNMUTE ALL", "PANIC")
REASON = "the dream is silent: play louder"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as chromium:
        yield chromium


@pytest.fixture
def console() -> Iterator[ConsoleThread]:
    with ready_console() as console:
        yield console


def tell_loops(console: ConsoleThread, count: int) -> None:
    for number in range(count):
        console.tell("/dream/loop/name", number, f"take-20261128-201359-{number:04}", 164.8, 329.6, 196.0)
    console.tell("/dream/gains", *[0.5] * count)


def close(page: ChromiumPage) -> None:
    page.check()
    page.page.context.close()


def bottom(one: Locator) -> float:
    box = one.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def top_of(page: Page) -> float:
    box = page.locator("fieldset.stage").bounding_box()
    assert box is not None
    return box["y"]


def test_eight_loops_and_all_that_starts_something_are_seen_on_a_laptop_without_scrolling(
    chromium: Chromium, console: ConsoleThread
) -> None:
    tell_loops(console, LOOPS + 1)  # with the buttons that turn to the next loops
    page = opened(chromium, console)
    strips = page.page.locator("li.strip:visible")
    expect(strips).to_have_count(LOOPS, timeout=PATIENCE_MS)
    seen = [page.page.get_by_role("button", name=name) for name in ON_STAGE]
    seen += [page.page.locator("canvas.keyboard"), page.page.get_by_label("Loops after these"), *strips.all()]
    seen += [page.page.get_by_label("Model", exact=True), page.page.get_by_label("Bank", exact=True)]
    assert max(bottom(one) for one in seen) <= DESKTOP[1]
    close(page)


@pytest.mark.parametrize("size", SIZES)
def test_what_is_said_moves_nothing_away_under_a_finger(chromium: Chromium, console: ConsoleThread, size: str) -> None:
    page = opened(chromium, console, SIZES[size])
    before = top_of(page.page)
    console.tell("/dream/error", "/dream/bank/load", "nowhere: no such bank; choose another " * 4)
    expect(page.page.locator("#said")).to_contain_text("no such bank", timeout=PATIENCE_MS)
    assert top_of(page.page) == before
    close(page)


def test_a_musician_reads_no_address_where_the_page_has_a_word(chromium: Chromium, console: ConsoleThread) -> None:
    page = opened(chromium, console)
    console.tell("/dream/error", "/dream/bank/load", "no such bank")
    troubles = page.page.locator(".troubles li")
    expect(troubles).to_have_count(1, timeout=PATIENCE_MS)
    expect(troubles).to_contain_text("Bank: no such bank")
    expect(page.page.locator("#said")).to_have_text("Bank: no such bank")
    close(page)


def test_a_dream_that_failed_is_told_on_every_tab_and_to_who_comes_later(
    chromium: Chromium, console: ConsoleThread
) -> None:
    page = opened(chromium, console)
    page.page.get_by_role("tab", name="Tonight").click()
    console.tell("/dream/queued", 7, "/takes/quiet.wav", "nylon")
    console.tell("/dream/failed", 7, REASON)
    expect(page.page.locator("#said")).to_contain_text(REASON, timeout=PATIENCE_MS)
    later = opened(chromium, console)
    expect(later.page.locator(".troubles li")).to_have_count(1, timeout=PATIENCE_MS)
    expect(later.page.locator(".troubles li")).to_contain_text(REASON)
    expect(later.page.locator("#said")).to_be_empty()  # it is no news any more
    close(page)
    close(later)


def test_what_was_told_before_is_no_news(chromium: Chromium, console: ConsoleThread) -> None:
    """The tree keeps the last message of each address; a page that opens does not take it for news."""
    console.tell("/dream/model/ready", "nylon")
    console.tell("/dream/bank/ready", "/banks/first night", 3)
    console.tell("/dream/error", "/dream/bank/load", "no such bank")
    page = opened(chromium, console)
    expect(page.page.locator(".troubles li")).to_have_count(1, timeout=PATIENCE_MS)  # from the daemon's own list
    expect(page.page.locator("#said")).to_be_empty()
    console.tell("/dream/model/ready", "cello")
    expect(page.page.locator("#said")).to_contain_text("cello", timeout=PATIENCE_MS)
    close(page)


def test_the_menu_shows_the_bank_that_plays_whoever_loaded_it(chromium: Chromium, console: ConsoleThread) -> None:
    banks = Path(console.context.settings.paths.bank)
    for name in ("first night", "night"):
        (banks / name).mkdir(parents=True)
        (banks / name / "bank.json").write_text('{"loops": []}')
    page = opened(chromium, console)
    menu = page.page.get_by_label("Bank", exact=True)
    expect(menu.locator("option")).to_have_count(3, timeout=PATIENCE_MS)
    for name in ("first night", "night"):
        console.tell("/dream/bank/ready", str(banks / name), 3)
        expect(menu).to_have_value(name, timeout=PATIENCE_MS)
    console.tell("/dream/bank/ready", "", 4)  # a dream was added to the loops
    expect(menu).to_have_value("night")
    close(page)


def test_a_training_that_runs_is_told_on_the_stage_and_paused_there(chromium: Chromium, console: ConsoleThread) -> None:
    """It may have begun before anything sounded."""
    paths = console.context.settings.paths
    work = Path(paths.checkpoints) / "mine.training"
    folder = console.context.folder / "trainings" / "mine"
    for one in (work, folder):
        one.mkdir(parents=True)
    page = opened(chromium, console)
    told = page.page.get_by_text("mine is being trained").locator("visible=true")
    expect(told).to_have_count(0)
    trains = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        write_started(folder, Started("mine", trains.pid, psutil.Process(trains.pid).create_time(), 5.0))
        expect(told.first).to_be_visible(timeout=PATIENCE_MS)
        page.page.get_by_role("button", name="Pause the training").click()
        expect(page.page.locator("#said")).to_contain_text("pauses", timeout=PATIENCE_MS)
        assert (work / "asked.txt").read_text() == "pause"
    finally:
        trains.kill()
        trains.wait()
    expect(page.page.get_by_role("button", name="Pause the training")).to_be_hidden(timeout=PATIENCE_MS)
    close(page)


def test_nothing_can_be_pressed_that_cannot_be_sent_but_panic(chromium: Chromium) -> None:
    with ConsoleThread() as console:
        tell_loops(console, 1)
        status(console)
        page = opened(chromium, console)
        mute = page.page.get_by_role("button", name="Mute loop 0")
        expect(mute).to_be_enabled(timeout=PATIENCE_MS)
    for one in (mute, page.page.get_by_role("button", name="RECORD"), page.page.get_by_label("Bank", exact=True)):
        expect(one).to_be_disabled(timeout=PATIENCE_MS)
    expect(page.page.get_by_role("button", name="PANIC")).to_be_enabled()
    with ConsoleThread(port=console.port) as again:
        status(again)
        expect(page.page.get_by_role("button", name="RECORD")).to_be_enabled(timeout=PATIENCE_MS)
        page.expect_no_answer()
        close(page)


def test_a_stage_without_news_is_told(chromium: Chromium, console: ConsoleThread) -> None:
    """The console answers, the controller does not: a status comes each second, or something is wrong."""
    page = opened(chromium, console)
    status(console)
    state = page.page.locator("#state")
    expect(state).to_contain_text("no news", timeout=PATIENCE_MS)
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while "ready" not in (state.text_content() or ""):  # told each second, as the controller does
        assert time.monotonic() < deadline, state.text_content()
        status(console)
        page.page.wait_for_timeout(500)
    close(page)
