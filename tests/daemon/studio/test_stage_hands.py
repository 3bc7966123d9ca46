"""Hands on the page in a real Chromium: PANIC by key, finger over a Wi-Fi that is away; what follows what is told."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from live_daemon.osc.transport import parse_datagram
from support.browser import Chromium, needs_chromium, wait
from support.console import ConsoleThread
from support.frozen_network import FrozenNetwork
from support.stage_page import opened, ready_console

pytestmark = [pytest.mark.whole, needs_chromium]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as chromium:
        yield chromium


@pytest.fixture
def console() -> Iterator[ConsoleThread]:
    with ready_console() as console:
        yield console


def sent(console: ConsoleThread, act: Callable[[], object]) -> list[tuple[str, list[object]]]:
    """Return what arrives at the daemon from an act on, until nothing comes for a second, without questions."""
    act()
    heard = []
    console.daemon.settimeout(1)
    try:
        while True:
            for address, values in parse_datagram(console.daemon.recv(65536)):
                heard.append((address, list(values)))
    except TimeoutError:
        pass
    panics = [one for one in heard if one[0] == "/dream/panic"]
    assert len(panics) % PANICS == 0
    others = [one for one in heard if one[0] not in ("/dream/state", "/dream/model/list", "/dream/panic")]
    return others + panics[::PANICS]


PANICS = 3
"""A flooded network drops some messages, so each panic is sent so often."""


def addresses(console: ConsoleThread, act: Callable[[], object]) -> list[str]:
    return [address for address, _ in sent(console, act)]


def is_pressed(page: Page, key: str) -> Callable[[], None]:
    return lambda: page.keyboard.press(key)


def test_a_wifi_that_is_away_is_noticed_and_panic_says_so(chromium: Chromium, console: ConsoleThread) -> None:
    """Nothing closes the connection: `send` reports success, and the musician must not read that all is silent."""
    with FrozenNetwork(console.port) as network:
        page = opened(chromium, console, url=network.url)
        network.freeze()
        page.page.get_by_role("button", name="PANIC").click()
        said = page.page.locator("#said")
        expect(said).to_contain_text("not known whether it arrived")
        expect(page.page.locator("#state")).to_contain_text("does not answer")
        page.page.get_by_role("button", name="PANIC").click()
        expect(said).to_contain_text("PANIC was not sent")
        network.thaw()
        expect(page.page.get_by_role("button", name="RECORD", exact=True)).to_be_enabled()
        assert "/dream/panic" in addresses(console, page.page.get_by_role("button", name="PANIC").click)
        expect(said).to_contain_text("everything is silent")
        page.expect_no_answer()
        page.page.context.close()


def test_without_a_touch_a_wifi_that_is_away_is_noticed_too(chromium: Chromium, console: ConsoleThread) -> None:
    with FrozenNetwork(console.port) as network:
        page = opened(chromium, console, url=network.url)
        network.freeze()
        expect(page.page.locator("#state")).to_contain_text("does not answer")
        expect(page.page.get_by_role("button", name="RECORD", exact=True)).to_be_disabled()
        page.expect_no_answer()
        page.page.context.close()


def test_space_is_panic_after_an_arrow_key(chromium: Chromium, console: ConsoleThread) -> None:
    page = opened(chromium, console)
    assert addresses(console, page.page.get_by_role("button", name="RECORD").click) == ["/dream/record"]
    page.page.keyboard.press("ArrowDown")  # it scrolls, and RECORD still has the focus
    assert addresses(console, is_pressed(page.page, " ")) == ["/dream/panic"]
    page.page.get_by_label("Heeds you").focus()
    page.page.keyboard.press("Tab")
    page.page.get_by_label("Heeds you").focus()  # reached by keyboard, but space operates no slider
    assert addresses(console, is_pressed(page.page, " ")) == ["/dream/panic"]
    page.page.get_by_role("button", name="RECORD").focus()
    assert addresses(console, is_pressed(page.page, " ")) == ["/dream/record"]
    page.page.context.close()


def test_a_space_that_is_held_is_one_panic_and_scrolls_nothing(chromium: Chromium, console: ConsoleThread) -> None:
    page = opened(chromium, console)
    page.page.set_viewport_size({"width": 1440, "height": 300})

    def hold() -> None:
        for _ in range(5):
            page.page.keyboard.down(" ")
        page.page.keyboard.up(" ")

    assert addresses(console, hold) == ["/dream/panic"]
    assert page.page.evaluate("scrollY") == 0
    page.page.context.close()


def test_enter_on_panic_counts_after_a_finger_slid_off_it(chromium: Chromium, console: ConsoleThread) -> None:
    page = opened(chromium, console)
    stop = page.page.get_by_role("button", name="PANIC")

    def slide() -> None:
        stop.hover()
        page.page.mouse.down()
        page.page.mouse.move(300, 500)
        page.page.mouse.up()

    assert addresses(console, slide) == ["/dream/panic"]
    stop.focus()
    assert addresses(console, is_pressed(page.page, "Enter")) == ["/dream/panic"]
    page.page.context.close()


def test_panic_can_be_touched_while_a_question_is_open(chromium: Chromium, console: ConsoleThread) -> None:
    page = opened(chromium, console)
    page.page.get_by_role("tab", name="Tonight").click()
    page.page.get_by_role("button", name="Settings").click()
    page.page.get_by_label("Search settings").fill("console.enabled")
    page.page.locator(".setting input[type=checkbox]:visible").first.click()
    question = page.page.get_by_role("dialog")
    stop = question.get_by_role("button", name="PANIC")
    expect(question.get_by_role("button", name="No")).to_be_focused()
    assert addresses(console, stop.click) == ["/dream/panic"]
    expect(question).to_be_visible()  # it is still to be answered
    question.get_by_role("button", name="No").click()
    page.page.context.close()


def test_a_panic_ends_what_the_page_plays_itself(chromium: Chromium, console: ConsoleThread) -> None:
    page = opened(chromium, console)
    page.page.evaluate("HTMLMediaElement.prototype.pause = () => { window.paused = true; }")
    page.page.get_by_role("button", name="PANIC").click()
    assert page.page.evaluate("window.paused") is True
    page.page.context.close()


def test_a_slider_touched_last_follows_again_but_not_under_the_hand(chromium: Chromium, console: ConsoleThread) -> None:
    console.tell("/dream/control/influence", 1.0)
    page = opened(chromium, console)
    slider = page.page.get_by_label("Heeds you")
    slider.hover()
    page.page.mouse.down()
    held = slider.input_value()
    console.tell("/dream/control/influence", 3.0)
    console.tell("/dream/error", "", "told after it")
    expect(page.page.locator("#said")).to_have_text("told after it")
    assert slider.input_value() == held != "3"
    page.page.mouse.up()
    expect(slider).to_have_value("3")
    console.tell("/dream/control/influence", 0.5)
    expect(slider).to_have_value("0.5")
    page.page.context.close()


def test_the_same_bank_can_be_asked_for_again_and_the_answer_moves_the_menu(
    chromium: Chromium, console: ConsoleThread
) -> None:
    bank = Path(console.context.settings.paths.bank) / "night"
    bank.mkdir(parents=True)
    (bank / "bank.json").write_text('{"loops": []}')
    page = opened(chromium, console)
    menu = page.page.get_by_label("Bank", exact=True)
    expect(menu.locator("option")).to_have_count(2)
    for _ in range(2):
        assert sent(console, lambda: menu.select_option("night")) == [("/dream/bank/load", ["night"])]
        expect(menu).to_have_value("")
    console.tell("/dream/bank/ready", str(bank), 3)
    expect(menu).to_have_value("night")
    page.page.context.close()


def test_two_quick_taps_on_the_keyboard_are_two_bands(chromium: Chromium, console: ConsoleThread) -> None:
    """The second tap comes before the daemon has told what became of the first."""
    console.tell("/dream/bands", 110.0)
    page = opened(chromium, console)
    keys = page.page.locator("canvas.keyboard")
    expect(keys).to_have_attribute("data-bands", "1")
    keys.focus()

    def tap_twice() -> None:
        for key in ("Enter", "ArrowRight", "ArrowRight", "Enter"):  # C4 and D4
            page.page.keyboard.press(key)

    *_, (address, values) = sent(console, tap_twice)
    assert address == "/dream/follower/bands" and values == pytest.approx([110.0, 261.626, 293.665], abs=0.01)
    page.page.context.close()


def test_meters_of_loops_that_stay_as_they_are_show_it(chromium: Chromium, console: ConsoleThread) -> None:
    """What does not move is in no picture: a stage that is shown later has to be told how it stands."""
    console.tell("/dream/loop/name", 0, "take-0001", 164.8)
    console.tell("/dream/gains", 0.5)
    page = chromium.open(f"{console.url}/studio#tonight")
    page.page.get_by_label("Parts of tonight").wait_for()
    page.page.wait_for_timeout(500)  # the first picture has come
    page.page.get_by_role("tab", name="Stage").click()
    expect(page.page.get_by_role("meter", name="Gain now").first).to_have_attribute("aria-valuenow", "0.50")
    page.page.context.close()


def test_what_went_wrong_meanwhile_is_listed_once_whatever_the_clocks_say(
    chromium: Chromium, console: ConsoleThread
) -> None:
    """The tablet's clock is an hour ahead: what is cleared stays so, what comes while it is away is shown."""

    def answer(route: Route) -> None:
        found = route.fetch()
        route.fulfill(response=found, body=json.dumps(found.json() | {"now": time.time()}))

    with FrozenNetwork(console.port) as network:
        page = chromium.open("about:blank")
        page.page.add_init_script("const real = Date.now; Date.now = () => real() + 3600000;")
        page.page.route("**/studio/api/stage", answer)
        page.page.goto(f"{network.url}/studio")
        expect(page.page.get_by_role("button", name="RECORD", exact=True)).to_be_enabled()
        troubles = page.page.locator(".troubles li")
        wait(page.page, lambda: console.listeners("/dream/error"), "it listens for errors")
        console.tell("/dream/error", "/dream/bank/load", "no such bank")
        expect(troubles).to_have_count(1)
        with page.page.expect_response("**/studio/api/stage"):
            console.tell("/dream/bank/ready", "/banks/night", 3)
        page.page.wait_for_timeout(200)
        expect(troubles).to_have_count(1)  # heard and listed is one
        page.page.get_by_role("button", name="Clear").click()
        network.freeze()
        expect(page.page.locator("#state")).to_contain_text("does not answer")
        console.tell("/dream/error", "/dream/model/load", "no such model")
        network.thaw()
        expect(troubles).to_have_text([re.compile("Model: no such model")])
        page.expect_no_answer()
        page.page.context.close()


def test_a_new_dream_asks_for_no_shape_that_is_there(chromium: Chromium, console: ConsoleThread) -> None:
    asked: list[str] = []

    def shape(route: Route) -> None:
        asked.append(route.request.url.split("/")[-2])
        route.fulfill(body=bytes([1, 2, 3]))

    for number in range(3):
        console.tell("/dream/loop/name", number, f"take-{number}", 164.8)
    console.tell("/dream/gains", 0.5, 0.5, 0.5)
    page = chromium.open("about:blank")
    page.page.route("**/stage/loops/*/shape", shape)
    page.page.goto(f"{console.url}/studio")
    expect(page.page.locator("li.strip")).to_have_count(3)
    wait(page.page, lambda: asked and console.listeners("/dream/loop/name"), "it listens for names")
    asked.clear()
    console.tell("/dream/loop/name", 1, "take-3", 164.8)
    console.tell("/dream/bank/ready", "", 3)
    expect(page.page.locator("li.strip strong").nth(1)).to_have_text("take-3")
    page.page.wait_for_timeout(500)
    assert asked == ["1"]
    page.page.context.close()


def test_a_shape_that_comes_late_is_not_drawn_over_the_loop_that_is_there_now(
    chromium: Chromium, console: ConsoleThread
) -> None:
    first: list[Route] = []

    def shape(route: Route) -> None:
        if first:
            route.fulfill(body=bytes([255] * 4))
        else:
            first.append(route)

    console.tell("/dream/loop/name", 0, "before", 164.8)
    console.tell("/dream/gains", 0.5)
    page = chromium.open("about:blank")
    page.page.route("**/stage/loops/0/shape", shape)
    page.page.goto(f"{console.url}/studio")
    expect(page.page.locator("li.strip strong")).to_have_text("before")
    wait(page.page, lambda: first and console.listeners("/dream/loop/name"), "it listens for names")
    console.tell("/dream/loop/name", 0, "now", 164.8)
    expect(page.page.locator("li.strip strong")).to_have_text("now")
    page.page.wait_for_timeout(300)
    picture = "document.querySelector('canvas.shape').toDataURL()"
    drawn = page.page.evaluate(picture)
    first[0].fulfill(body=bytes([1] * 4))
    page.page.wait_for_timeout(300)
    assert page.page.evaluate(picture) == drawn
    page.page.context.close()
