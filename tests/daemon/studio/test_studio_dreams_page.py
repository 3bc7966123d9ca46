"""The dreams tab in a real Chromium: what is seen, heard, compared, rated and put in order. Names do nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from live_inference.bank.manifest import BankLoop, read_bank, write_bank
from support.browser import DESKTOP, PATIENCE_S, PHONE, TABLET, Chromium, needs_chromium
from support.console import ConsoleThread
from support.studio_folders import HOSTILE, Shelf, tone, written

pytestmark = [pytest.mark.whole, needs_chromium]

SECONDS = 20.0
TAKE_HZ, DREAM_HZ = 440.0, 1760.0
SOUNDING = """async url => {
  const data = await (await fetch(url)).arrayBuffer();
  const sound = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(data);
  return [...sound.getChannelData(0).slice(0, 4800)];
}"""

LISTEN = """async () => {
  const context = new AudioContext();
  await context.resume();
  window.ear = context.createAnalyser();
  window.ear.fftSize = 8192;
  context.createMediaElementSource(document.querySelector("audio")).connect(window.ear).connect(context.destination);
}"""
CHANGE = """async side => {
  const audio = document.querySelector("audio");
  const begun = new Promise(done => audio.addEventListener("seeked", done, { once: true }));
  const [before, since] = [audio.currentTime, performance.now()];
  [...document.querySelectorAll("#player button")].find(one => one.textContent === side).click();
  await begun;
  const now = audio.currentTime;
  return [now - before, before, (performance.now() - since) / 1000];
}"""
HEARS = """hz => {
  const levels = new Float32Array(window.ear.frequencyBinCount);
  window.ear.getFloatFrequencyData(levels);
  const loudest = Math.max(...levels);
  const step = window.ear.context.sampleRate / window.ear.fftSize;
  return loudest > -60 && Math.abs(levels.indexOf(loudest) * step - hz) < 2 * step;
}"""
"""Whether what the audio element gives out has its strongest partial there."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    written(shelf.takes / "take.wav", tone(TAKE_HZ, SECONDS))
    written(shelf.takes / "old.aiff", tone(330.0, SECONDS), subtype="PCM_24")
    shelf.dream("take-0001.wav", tone(DREAM_HZ, SECONDS), seed_span_s=[0.0, SECONDS])
    for name in HOSTILE:
        shelf.take(name)
    for bank, names in (("monday", ["a.wav", "b.wav", "<i>c.wav"]), ("tuesday", ["d.wav"])):
        (shelf.banks / bank).mkdir()
        for number, name in enumerate(names):
            written(shelf.banks / bank / name, tone(110.0 * len(bank) + 50 * number, 1.0))
        write_bank(shelf.banks / bank, [BankLoop(name, [440.0], 1.0) for name in names])
    return shelf


@pytest.fixture(scope="module")
def console(shelf: Shelf) -> Iterator[ConsoleThread]:
    with ConsoleThread(settings=shelf.context.settings) as console:
        console.tell("/dream/queued", 90, "/takes/<img src=x onerror=alert(1)>.wav", "nylon")
        console.tell("/dream/failed", 90, "it is <b>silent</b>")
        yield console


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with Chromium() as chromium:
        yield chromium


@pytest.fixture
def chromium(browser: Chromium) -> Iterator[Chromium]:
    yield browser
    for page in browser.pages:
        page.check()
        page.page.context.close()
    browser.pages.clear()


def opened(chromium: Chromium, console: ConsoleThread, size: tuple[int, int] = DESKTOP) -> Page:
    page = chromium.open(f"{console.url}/studio#dreams", size).page
    page.on("dialog", lambda dialog: pytest.fail(f"a name opened a dialog: {dialog.message}"))
    rows(page).first.wait_for()
    return page


def rows(page: Page) -> Locator:
    return page.locator("#panel-dreams .list:visible button")


def choose(page: Page, name: str) -> None:
    rows(page).filter(has=page.locator(".name").get_by_text(name, exact=True)).click()
    page.locator("canvas.spectrogram:visible").wait_for()


def audio(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(
        "(({currentTime, paused, currentSrc, duration}) => ({currentTime, paused, currentSrc, duration}))"
        "(document.querySelector('audio'))"
    )
    return found


def waits_for(page: Page, condition: str, value: object = None) -> None:
    """Wait until it holds. The page's own policy forbids playwright to wait within the page."""
    deadline = time.monotonic() + PATIENCE_S
    while not page.evaluate(condition, value):
        assert time.monotonic() < deadline, condition
        page.wait_for_timeout(30)


# -- playing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["take.wav", "old.aiff"])
def test_a_sound_plays_and_is_what_the_file_holds(
    chromium: Chromium, console: ConsoleThread, shelf: Shelf, name: str
) -> None:
    page = opened(chromium, console)
    choose(page, name)
    page.get_by_role("button", name="▶ Play").click()
    waits_for(page, "document.querySelector('audio').currentTime > 0.3")
    now = audio(page)
    assert not now["paused"] and now["duration"] == pytest.approx(SECONDS, abs=0.01)
    heard = np.asarray(page.evaluate(SOUNDING, now["currentSrc"]))
    expected = soundfile.read(shelf.takes / name, dtype="float32")[0][: len(heard)]
    np.testing.assert_allclose(heard, expected, atol=1e-4)
    page.get_by_role("button", name="Pause").click()
    waits_for(page, "document.querySelector('audio').paused")


def test_a_press_on_the_picture_plays_from_there(chromium: Chromium, console: ConsoleThread) -> None:
    page = opened(chromium, console)
    choose(page, "take.wav")
    canvas = page.locator("canvas.waveform")
    box = canvas.bounding_box()
    assert box is not None
    canvas.click(position={"x": 0.75 * box["width"], "y": 10})
    waits_for(page, "document.querySelector('audio').currentTime > 14.9")
    assert audio(page)["currentTime"] < 18
    page.get_by_role("slider", name="Place in the sound").fill("5")
    waits_for(page, "document.querySelector('audio').currentTime < 8")


def test_dream_and_seed_are_compared_at_the_same_moment(chromium: Chromium, console: ConsoleThread) -> None:
    page = opened(chromium, console)
    choose(page, "take-0001.wav")
    page.get_by_role("button", name="A/B with its seed").click()
    waits_for(page, "document.querySelector('audio').currentTime > 0.5")
    page.evaluate(LISTEN)
    page.get_by_role("slider", name="Place in the sound").fill("8")
    waits_for(page, "document.querySelector('audio').currentTime > 8")
    for side, hz in (("Seed", TAKE_HZ), ("Dream", DREAM_HZ)):
        moved_s, before_s, took_s = page.evaluate(CHANGE, side)
        assert 8 <= before_s < 18 and -0.05 < moved_s < took_s + 0.05  # a busy machine tells of it late
        waits_for(page, HEARS, hz)
        assert not audio(page)["paused"]


def test_the_spectrogram_shows_the_pitch(chromium: Chromium, console: ConsoleThread) -> None:
    page = opened(chromium, console)
    bright = {}
    for name, hz in (("take.wav", TAKE_HZ), ("take-0001.wav", DREAM_HZ)):
        choose(page, name)
        waits_for(page, "document.querySelector('canvas.spectrogram').getAttribute('aria-label')")
        page.wait_for_timeout(200)
        bright[hz] = page.evaluate(
            """() => {
          const canvas = document.querySelector("canvas.spectrogram");
          const { width, height } = canvas;
          const pixels = canvas.getContext("2d").getImageData(Math.round(width * 0.4), 0, 1, height).data;
          const lights = Array.from({ length: height }, (_, y) => pixels[4 * y] + pixels[4 * y + 1]);
          return 1 - lights.indexOf(Math.max(...lights)) / height;
        }"""
        )
    for hz, found in bright.items():  # both pictures reach from 40 Hz to 2000 Hz, the least that is shown
        assert found == pytest.approx(np.log(hz / 40) / np.log(2000 / 40), abs=0.03)


# -- what is done with them ---------------------------------------------------------------------------------------


def test_stars_are_kept_and_deleting_asks_first(
    chromium: Chromium, console: ConsoleThread, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    from live_daemon.studio import dreams

    gone: list[Path] = []
    monkeypatch.setattr(dreams, "to_bin", lambda files: gone.extend(files) or "a bin of the test")
    page = opened(chromium, console)
    choose(page, "take-0001.wav")
    page.get_by_role("button", name="4 of 5 stars").click()
    rows(page).filter(has_text="★★★★").wait_for()
    assert json.loads((shelf.dreams / "ratings.json").read_text()) == {"dreams": {"take-0001.wav": 4}}
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="No").click()
    assert gone == []
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Yes").click()
    page.get_by_text("take-0001.wav is in a bin of the test.").wait_for()
    assert [path.name for path in gone] == ["take-0001.wav", "take-0001.json"]


def test_a_dream_joins_the_loops_and_a_new_bank(chromium: Chromium, console: ConsoleThread, shelf: Shelf) -> None:
    page = opened(chromium, console)
    choose(page, "take-0001.wav")
    page.get_by_role("button", name="Keep as a loop").click()
    page.get_by_text("It joins the loops").wait_for()
    page.get_by_label("Add to a bank…").select_option(label="a new bank…")
    page.get_by_label("Name of the new bank").fill("Wednesday")
    page.get_by_role("button", name="Make and add").click()
    page.get_by_text("is in the bank Wednesday").wait_for()
    assert [loop.file for loop in read_bank(shelf.banks / "Wednesday")] == ["take-0001.wav"]


def test_a_bank_is_put_in_order_dropped_from_and_merged(
    chromium: Chromium, console: ConsoleThread, shelf: Shelf
) -> None:
    page = opened(chromium, console)
    page.get_by_role("button", name="Banks", exact=True).click()
    rows(page).filter(has_text="monday").click()
    loops = page.locator(".loops-of-bank .loop-row")
    loops.nth(2).wait_for()
    page.get_by_role("button", name="Move <i>c up").click()
    waits_for(page, "document.querySelectorAll('.loops-of-bank .loop-row')[1].innerText.includes('<i>c')")
    loops.nth(2).drag_to(loops.nth(0))
    waits_for(page, "document.querySelectorAll('.loops-of-bank .loop-row')[0].innerText.includes('b')")
    assert [loop.file for loop in read_bank(shelf.banks / "monday")] == ["b.wav", "a.wav", "<i>c.wav"]
    page.get_by_role("button", name="Drop a", exact=True).click()
    page.get_by_text("1 dropped loops").click()
    page.get_by_role("button", name="Bring back a").click()
    waits_for(page, "document.querySelectorAll('.loops-of-bank .loop-row').length === 3")
    page.get_by_label("Copy loops from…").select_option(label="tuesday (1 loops)")
    page.get_by_role("dialog").get_by_role("button", name="Yes").click()
    waits_for(page, "document.querySelectorAll('.loops-of-bank .loop-row').length === 4")
    assert [loop.file for loop in read_bank(shelf.banks / "monday")] == ["b.wav", "a.wav", "<i>c.wav", "d.wav"]
    page.get_by_role("button", name="Listen to b").click()
    waits_for(page, "document.querySelector('audio').currentTime > 0.1 && document.querySelector('audio').loop")


# -- how it looks ---------------------------------------------------------------------------------------------------


def test_names_are_shown_and_do_nothing(chromium: Chromium, console: ConsoleThread) -> None:
    page = opened(chromium, console)
    page.get_by_label("Search name, seed, model").fill("onerror")
    waits_for(page, "document.querySelectorAll('.list button').length === 2")
    rows(page).filter(has_text="failed").click()
    page.get_by_text("failed: it is <b>silent</b>").wait_for()
    choose(page, "<img src=x onerror=alert(1)>.wav")
    assert page.locator("main img, main b, main script").count() == 0
    page.get_by_label("Search name, seed, model").fill("")
    waits_for(page, "document.querySelectorAll('.list button').length > 10")
    text = page.locator(".list").first.inner_text()
    assert not set(text) & set("\u202e\x1b\x07") and "two lines" in text


@pytest.mark.parametrize("size", [DESKTOP, TABLET, PHONE], ids=["desktop", "tablet", "phone"])
def test_everything_fits_is_large_enough_and_axe_finds_no_serious_fault(
    chromium: Chromium, console: ConsoleThread, size: tuple[int, int]
) -> None:
    page = opened(chromium, console, size)
    choose(page, "take-0001.wav")
    page.get_by_role("button", name="A/B with its seed").click()
    waits_for(page, "document.querySelector('audio').currentTime > 0")
    judge(page)
    page.get_by_role("button", name="Banks", exact=True).click()
    rows(page).filter(has_text="tuesday").click()
    page.locator(".loop-row").first.wait_for()
    judge(page)


def judge(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        """() => {
          const kinds = ":is(button, select, input, a, summary)";
          return [...document.querySelectorAll(`#panel-dreams ${kinds}, #player ${kinds}`)]
            .map(one => [one.textContent || one.ariaLabel, one.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.height < 43.5 || box.width < 43.5)).map(([name]) => name);
        }"""
    )
    assert small == []
    found = Axe().run(page)
    serious = [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in found.response["violations"]
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_a_moment_of_the_dream_is_found_in_a_shorter_seed(chromium: Chromium, console: ConsoleThread) -> None:
    page = opened(chromium, console)
    found = page.evaluate(
        """async () => {
          const { placeIn } = await import("/studio/page/player.js");
          const seed = { start: 10, length: 4 };
          return [[1, seed], [9, seed], [-1, seed], [7, {}]].map(([moment, side]) => placeIn(moment, side));
        }"""
    )
    assert found == [11, 11, 13, 7], "it repeats; the dream does not"


def test_what_is_no_picture_of_ours_is_told(chromium: Chromium, console: ConsoleThread, shelf: Shelf) -> None:
    (shelf.takes / "broken.wav").write_bytes(b"RIFF and nothing of it is sound")
    page = opened(chromium, console)
    rows(page).filter(has_text="broken.wav").click()
    page.get_by_text("There is no picture of this sound.").wait_for()
    page.get_by_role("button", name="▶ Play").click()
    page.get_by_text("broken.wav: must be an audio file").wait_for()
    chromium.pages[-1].expect("415")
