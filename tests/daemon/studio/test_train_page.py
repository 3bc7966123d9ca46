"""The tab Train in a real browser: recordings, a small training with its curves and dreams, a verdict, used tonight."""

from __future__ import annotations

import contextlib
import json
import os
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from playwright.sync_api import Page, Route, expect

from live_daemon.osc.transport import parse_datagram
from live_daemon.settings import Settings, default_settings_file
from live_daemon.studio import training_process, training_questions
from live_daemon.studio.training_log import read_started
from live_training.choices import choices
from live_training.inspection import inspect
from support.browser import DESKTOP, PATIENCE_S, PHONE, SIZES, Chromium, needs_chromium, wait
from support.console import ConsoleThread
from support.node import in_node
from support.page_checks import check_accessible, check_layout
from support.training import SMALL, write_take

pytestmark = [pytest.mark.whole, needs_chromium]

HOSTILE = "<img src=x onerror=document.title='broken'>.wav"
TRAINED_S = 200.0


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as browser:
        yield browser


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    paths = {name: str(tmp_path / name) for name in ("recordings", "dreams", "bank", "state", "checkpoints")}
    found = Settings()
    yield replace(found, paths=replace(found.paths, **paths))
    for folder in (tmp_path / "state" / "studio" / "trainings").glob("*"):
        started = read_started(folder)
        assert started is None or training_process.kill(started.pid, started.process_at)


@pytest.fixture
def quick_trainer(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the trainer answers, without a process of its own."""

    def asked(arguments: list[str]) -> list[dict[str, Any]]:
        if "--inspect" not in arguments:
            return [{"event": "choices", "approaches": choices()}]
        heard = inspect([Path(one) for one in arguments[2:]], 11025).recordings
        return [{"event": "inspected", **json.loads(json.dumps(one.to_json()))} for one in heard]

    monkeypatch.setattr(training_questions, "_asked", asked)


@contextlib.contextmanager
def train(chromium: Chromium, settings: Settings, size: tuple[int, int] = DESKTOP) -> Iterator[tuple[Any, Page]]:
    with ConsoleThread(settings=settings) as console:
        opened = chromium.open(f"{console.url}/studio#train", size)
        try:
            yield console, opened.page
            opened.check()
        finally:
            opened.page.context.close()


def tone(path: Path) -> Path:
    t = np.arange(44100 * 4) / 44100
    soundfile.write(path, 0.5 * np.sin(2 * np.pi * 220.0 * t), 44100)
    return path


def choose(page: Page, *files: Path) -> None:
    """Give files to the page, as its button does."""
    page.locator("input[type=file]").set_input_files(files)
    for file in files:
        expect(page.get_by_label(f"Peak of {file.name}", exact=True)).to_be_visible(timeout=1000 * PATIENCE_S)


def sent(console: ConsoleThread, address: str) -> tuple[object, ...]:
    """The values of the next message to an address that the page sends to the daemon."""
    while True:
        for path, values in parse_datagram(console.daemon.recv(65536)):
            if path == address:
                return tuple(values)


def pixels(page: Page, number: int) -> str:
    """What a curve's canvas shows."""
    return str(page.locator("canvas.train-curve").nth(number).evaluate("one => one.toDataURL()"))


@pytest.mark.skipif(
    not os.environ.get("LIVE_DAEMON_LONG"), reason="long: LIVE_DAEMON_LONG=1 runs it; test_studio_evening always runs"
)
def test_an_evening_of_training(
    chromium: Chromium, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CONFIG_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    with train(chromium, settings) as (console, page):
        choose(page, write_take(tmp_path / "take.wav"))
        small = {name: value for name, value in SMALL.items() if name != "approach"}
        page.get_by_text("The sound: Let it choose").click()
        page.get_by_label("magnitude_spectrum", exact=False).check()
        page.get_by_text("Every hyperparameter").click()
        expect(page.get_by_label("num_epochs", exact=True)).to_be_visible()
        for name, value in small.items():
            while not page.get_by_label(name, exact=True).is_visible():
                page.get_by_role("button", name="On ▶").click()
            page.get_by_label(name, exact=True).fill(str(value))
            while (back := page.get_by_role("button", name="◀ Back")).is_enabled():
                back.click()
        page.get_by_label("Minutes in all").first.fill("1000")
        page.get_by_label("Name of the model").fill("tonight's")
        page.get_by_role("button", name="BEGIN TRAINING").click()
        run = page.get_by_label("3. The training")
        dream = run.get_by_role("button", name="▶ Dream after").first
        expect(dream).to_be_visible(timeout=1000 * TRAINED_S)
        expect(run.get_by_role("status").first).to_contain_text("learns,")
        before = pixels(page, 0)
        dream.click()
        wait(
            page,
            lambda: float(page.evaluate("document.querySelector('audio').currentTime")) > 0.2,
            "it sounds",
            TRAINED_S,
        )
        wait(page, lambda: pixels(page, 0) != before, "the curve moves", TRAINED_S)
        run.get_by_role("button", name="Finish now").click()
        expect(run.get_by_role("heading", name="Verdict")).to_be_visible(timeout=1000 * TRAINED_S)
        assert run.get_by_role("button", name="▶ Dream 1").is_visible()
        check_layout(page)
        check_accessible(page)
        run.get_by_role("button", name="USE IT TONIGHT").click()
        assert sent(console, "/dream/model/load") == ("tonight's",)
        page.get_by_role("button", name="Yes", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("is in the settings")
        assert tomllib.loads(default_settings_file().read_text())["engine"]["model"] == "tonight's"
        assert (Path(settings.paths.checkpoints) / "tonight's.json").is_file()
        # Another page finds it as it is.
        page.reload()
        expect(run.get_by_role("heading", name="Verdict")).to_be_visible()
        run.get_by_role("button", name="Throw away").click()
        page.get_by_role("button", name="Yes", exact=True).click()
        expect(run.get_by_text("No training yet.")).to_be_visible()


@pytest.mark.usefixtures("quick_trainer")
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_what_a_training_hears_is_shown(chromium: Chromium, settings: Settings, tmp_path: Path, size: Any) -> None:
    (tmp_path / "files").mkdir()
    with train(chromium, settings, size) as (_, page):
        choose(page, tone(tmp_path / "files" / "tone.wav"))
        keys = page.get_by_role("img", name="Keys played in tone.wav")
        assert keys.get_attribute("aria-label") == "Keys played in tone.wav: A3"
        expect(page.get_by_text("peak -6 dBFS, level -9 dBFS")).to_be_visible()
        page.locator("input[type=file]").set_input_files(tone(tmp_path / "files" / HOSTILE))
        expect(page.get_by_text("_img src=x onerror=document.title='broken'_.wav", exact=True)).to_be_visible()
        assert page.title() == "live-daemon"
        expect(page.get_by_text("Chosen to learn from: 2")).to_be_visible()
        page.get_by_label("Learn from tone.wav").uncheck()
        expect(page.get_by_text("Chosen to learn from: 1")).to_be_visible()
        page.get_by_role("button", name="Remove tone.wav").click()
        page.get_by_role("button", name="Yes", exact=True).click()
        expect(page.get_by_text("tone.wav", exact=True)).to_have_count(0)


@pytest.mark.usefixtures("quick_trainer")
def test_how_high_dreams_go_is_left_open_or_said_and_what_was_chosen_is_shown(
    chromium: Chromium, settings: Settings, tmp_path: Path
) -> None:
    asked: list[dict[str, Any]] = []
    reason = "up to 5.5 kHz: tone.wav ends at 4.1 kHz"
    plan = {"event": "plan", "reasons": [f"{reason} (--band full learns what is there)"], "words": "ready at 12:00"}
    state = {"state": "finished", "progress": 1.0, "reason": "", "usable": True, "can_go_on": False, "minutes": 1.0}

    def begun(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        asked.append(route.request.post_data_json)
        route.fulfill(json={"name": "mine"})

    with train(chromium, settings) as (_, page):
        page.route("**/studio/api/trainings", begun)
        page.route(
            "**/trainings/of/mine*", lambda route: route.fulfill(json={"events": [plan], "next": 1, "training": state})
        )
        choose(page, tone(tmp_path / "tone.wav"))
        expect(
            page.get_by_text("Left to choose, dreams go up to 5.5 kHz: tone.wav has hardly anything above 5.5 kHz")
        ).to_be_visible()
        high, begin = page.get_by_label("How high"), page.get_by_role("button", name="BEGIN TRAINING")
        expect(high.locator("option")).to_have_text(
            ["let it choose, by your recordings and this machine", "up to 5.5 kHz", "up to 20 kHz"]
        )
        for band in ("", "full", "voice"):
            high.select_option(band)
            begin.click()
            wait(
                page,
                lambda wanted=band: bool(asked) and asked[-1]["band"] == wanted,
                f"an order of band {band!r}",
                TRAINED_S,
            )
        expect(page.get_by_label("3. The training").get_by_text(reason, exact=True)).to_be_visible()
        page.get_by_text("The sound: Let it choose").click()
        page.get_by_label("magnitude_spectrum", exact=False).check()
        high.select_option("full")
        page.get_by_label("Plucked, struck, picked", exact=False).check()
        expect(high).to_have_value("full")
        expect(high.locator("option").first).to_have_text("as the preset has it")
        page.get_by_label("one vector of samples", exact=False).first.check()
        expect(high).to_have_count(0)


@pytest.mark.usefixtures("quick_trainer")
def test_files_are_dropped_anywhere_and_bad_ones_are_said(
    chromium: Chromium, settings: Settings, tmp_path: Path
) -> None:
    drop = """([name, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], name));
      const at = document.querySelector("canvas.train-curve, main");
      at.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    with train(chromium, settings) as (_, page):
        expect(page.get_by_text("No recording in this set yet.")).to_be_visible()
        page.evaluate(drop, ["dropped.wav", list(tone(tmp_path / "a.wav").read_bytes())])
        expect(page.get_by_label("Learn from dropped.wav")).to_be_visible(timeout=1000 * PATIENCE_S)
        page.evaluate(drop, ["virus.exe", [1, 2, 3]])
        expect(page.get_by_role("alert")).to_contain_text("must end as a sound file does")
        assert chromium.pages[-1].page is page
        chromium.pages[-1].expect("415")


@pytest.mark.usefixtures("quick_trainer")
def test_beside_a_show_it_asks_first(chromium: Chromium, settings: Settings, tmp_path: Path) -> None:
    with train(chromium, settings) as (console, page):
        page.get_by_role("button", name="BEGIN TRAINING").click()
        expect(page.get_by_role("alert")).to_have_text("Choose a recording first.")
        choose(page, tone(tmp_path / "tone.wav"))
        console.tell("/dream/gains", 0.8)
        page.get_by_role("button", name="BEGIN TRAINING").click()
        expect(page.get_by_role("dialog")).to_contain_text("beside a show")
        page.get_by_role("button", name="No", exact=True).click()
        assert console.get("/studio/api/trainings")[1]["trainings"] == []


@pytest.mark.usefixtures("quick_trainer")
@pytest.mark.parametrize("size", SIZES)
def test_the_tab_fits_and_can_be_used_by_everybody(
    chromium: Chromium, settings: Settings, tmp_path: Path, size: str
) -> None:
    with train(chromium, settings, SIZES[size]) as (_, page):
        choose(page, tone(tmp_path / "tone.wav"))
        page.get_by_text("The sound: Let it choose").click()
        page.get_by_label("magnitude_spectrum", exact=False).check()
        page.get_by_text("Every hyperparameter").click()
        expect(page.get_by_label("num_epochs", exact=True)).to_be_visible()
        check_layout(page)
        check_accessible(page)


def test_events_are_put_together_and_stay_bounded(tmp_path: Path) -> None:
    folder = Path(training_process.__file__).parent / "page"
    (tmp_path / "train_events.mjs").write_text((folder / "train_events.js").read_text())
    found = in_node(
        """import("./train_events.mjs").then(({ lossCurves, nothingTold, scoreCurves, settledRange, take }) => {
          const told = nothingTold();
          for (let step = 0; step < 20000; step++) {
            take(told, [{ event: "loss", step, elapsed_s: 60 * step, loss: 1 / (1 + step), validation_loss: 2 }]);
            if (step % 100 === 0) take(told, [{ event: "dream", path: String(step) }]);
          }
          take(told, [{ event: "judgement", elapsed_s: 60, total: 0.5, answer: null }]);
          take(told, [{ event: "verdict", words: "Good" }]);
          const before = told.verdict.words;
          take(told, [{ event: "resumed" }, { event: "unknown" }]);
          const [training] = lossCurves(told);
          console.log(JSON.stringify([training[1].length, training[1].at(-1), told.dreams.length, told.dreams[0].path,
            scoreCurves(told), before, told.verdict, settledRange([["a", [[0, 100], [1, 1], [2, 2], [3, 3], [4, 2],
            [5, 2], [6, 2], [7, 2], [8, 2], [9, 1]]]])]));
        });""",
        tmp_path,
    )
    count, last, dreams, newest, scores, before, after, settled = found
    assert 700 < count <= 1500
    assert last == [19999, 1 / 20000]
    assert (dreams, newest) == (12, "19900")
    assert scores == [["total", [[1, 0.5]]]]
    assert (before, after) == ("Good", None)
    assert settled == pytest.approx([0.8, 3.2])
