"""The tab of tonight in a real browser, over the console's server; what it sends to the daemon arrives in a socket."""

from __future__ import annotations

import contextlib
import io
import json
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, Route, expect

from live_daemon.osc.transport import parse_datagram
from live_daemon.settings import Settings, default_settings_file
from live_daemon.studio import network
from support.browser import DESKTOP, PATIENCE_S, PHONE, SIZES, Chromium, needs_chromium
from support.console import ConsoleThread
from support.page_checks import check_accessible, check_layout

pytestmark = [pytest.mark.whole, needs_chromium]

SESSION = "2026-11-28-20-00-03-1f0a2b"
HOSTILE = "<img src=x onerror=document.title='broken'>\x1b[2J\u202e.wav"
VIEWS = {
    "Is tonight safe?": ".lines li",
    "Settings": ".setting",
    "OSC monitor": ".messages .out",
    "Addresses": ".address",
    "Other devices": ".steps li",
    "Set list, MIDI": ".pieces li",
}
"""Each view, and what is there when it is whole."""
LINES = [
    {"name": "disk", "status": "pass", "figure": "91.0 GB free", "bar": "1 GB", "remedy": ""},
    {"name": "model", "status": "fail", "figure": HOSTILE, "bar": "can be loaded", "remedy": "set [engine] model"},
    {"name": "access", "status": "advice", "figure": "everybody is heard", "bar": "", "remedy": "name the senders"},
    {"name": "first dream", "status": "skipped", "figure": "not measured", "bar": "", "remedy": ""},
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as browser:
        yield browser


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = Settings()
    set_list = tmp_path / "set.toml"
    set_list.write_text(f"[[piece]]\nname = {json.dumps(HOSTILE)}\nbanks = ['dark', 'light']\n")
    paths = {name: str(tmp_path / name) for name in ("recordings", "dreams", "bank", "state", "checkpoints")}
    return replace(
        found,
        paths=replace(found.paths, **paths, set_list=str(set_list)),
        midi=replace(found.midi, map=["cc 64 = /dream/seed/live 5"]),
    )


def write_log(settings: Settings, *lines: dict[str, Any]) -> None:
    folder = Path(settings.paths.state) / "black-box" / SESSION
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log.jsonl").open("a") as log:
        log.writelines(json.dumps({"t": 1.5, **one}, separators=(",", ":")) + "\n" for one in lines)


def write_certificate(settings: Settings) -> None:
    state = Path(settings.paths.state)
    state.mkdir(exist_ok=True)
    found = {"safe": False, "verdict": "", "lines": LINES, "figures": {"running": {}}}
    (state / "soundcheck-20261128-190000.json").write_text(json.dumps(found))


@contextlib.contextmanager
def tonight(chromium: Chromium, settings: Settings, size: tuple[int, int] = DESKTOP) -> Iterator[tuple[Any, Page]]:
    """The server, and the tab in a browser; closed before the server, which the page would look for."""
    with ConsoleThread(settings=settings) as console:
        opened = chromium.open(f"{console.url}/studio#tonight", size)
        try:
            yield console, opened.page
        finally:
            opened.page.context.close()


def view(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Parts of tonight").get_by_role("button", name=name, exact=True).click()


def heard(console: ConsoleThread, address: str) -> tuple[object, ...]:
    """The values of the next message to an address."""
    while True:
        for path, values in parse_datagram(console.daemon.recv(65536)):
            if path == address:
                return tuple(values)


def test_the_check_shows_the_worst_first_with_what_to_do(chromium: Chromium, settings: Settings) -> None:
    write_certificate(settings)
    with tonight(chromium, settings) as (_, page):
        expect(page.locator(".verdict")).to_have_text("Not safe yet: 1 to put right")
        lines = page.locator(".lines li")
        expect(lines).to_have_count(4)
        assert [lines.nth(n).locator(".mark").inner_text() for n in range(4)] == [
            "put right",
            "look",
            "good",
            "not measured",
        ]
        assert "<img src=x" in lines.nth(0).inner_text() and "→ set [engine] model" in lines.nth(0).inner_text()
        assert "broken" not in page.title()
        expect(page.get_by_text("No whole check of this machine yet.")).to_be_visible()
        page.get_by_role("button", name="CHECK NOW").click()
        expect(page.locator(".verdict")).to_contain_text("the daemon has ended")  # there is none in this test


def test_a_setting_is_written_sent_or_refused_beside_its_field(
    chromium: Chromium, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CONFIG_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    file = default_settings_file()
    assert tmp_path in file.parents
    with tonight(chromium, settings) as (console, page):
        view(page, "Settings")
        page.get_by_label("Search settings").fill("attack")
        field = page.get_by_label("attack_ms", exact=True)
        row = page.locator(".setting").filter(has=field)
        field.fill("0.01")
        field.press("Enter")
        expect(row).to_contain_text("follower.attack_ms must be in range 0.1..5000, got 0.01")
        assert field.get_attribute("aria-invalid") == "true" and not file.exists()
        field.fill("25")
        field.press("Tab")
        expect(row).to_contain_text("Saved. It counts now.")
        assert tomllib.loads(file.read_text()) == {"follower": {"attack_ms": 25.0}}
        assert heard(console, "/dream/follower/attack_ms") == (25.0,)
        page.get_by_label("Search settings").fill("blocksize")
        page.get_by_label("blocksize", exact=True).fill("64")
        page.get_by_label("blocksize", exact=True).press("Enter")
        expect(page.locator(".setting:visible")).to_contain_text("from the next start on; until then 0.")
        file.write_text(file.read_text() + "# edited elsewhere\n")
        page.get_by_label("blocksize", exact=True).fill("128")
        page.get_by_label("blocksize", exact=True).press("Enter")
        expect(page.locator(".setting:visible")).to_contain_text("was changed by another program")
        page.get_by_role("button", name="Load again").click()
        expect(page.get_by_label("blocksize", exact=True)).to_have_value("64")
        page.get_by_role("button", name="audio.blocksize back to its default").click()
        expect(page.get_by_label("blocksize", exact=True)).to_have_value("0")
        assert "# edited elsewhere" in file.read_text() and "blocksize" not in file.read_text()
    chromium.pages[-1].expect("400", "409")


def test_the_monitor_follows_filters_and_pauses(chromium: Chromium, settings: Settings) -> None:
    write_log(settings, {"what": "osc_in", "address": "/dream/ping", "values": [1]})
    with tonight(chromium, settings) as (_, page):
        view(page, "OSC monitor")
        rows = page.locator(".messages li")
        expect(rows).to_contain_text(["/dream/ping 1"])
        write_log(
            settings,
            {"what": "osc_out", "address": "/dream/ready", "values": [3, HOSTILE, 2.5]},
            {"what": "osc_out", "address": "/dream/error", "values": ["/dream/nothing", "unknown address"]},
        )
        expect(rows).to_contain_text(["/dream/nothing unknown address", "/dream/ready 3 <img src=x", "/dream/ping 1"])
        page.get_by_role("button", name="refused or wrong").click()
        expect(rows).to_have_count(2)
        page.get_by_label("Only what contains").fill("PING")
        expect(rows).to_have_count(1)
        held: list[Route] = []  # a look that is under way when the page is paused

        def hold(route: Route) -> None:
            held.append(route)

        page.route("**/tonight/monitor*", hold, times=1)
        while not held:
            page.wait_for_timeout(50)
        page.get_by_role("button", name="Pause").click()
        write_log(settings, {"what": "osc_in", "address": "/dream/ping", "values": [2]})
        held[0].continue_()
        page.wait_for_timeout(1200)
        expect(rows).to_have_count(1)
        page.get_by_role("button", name="Go on").click()
        expect(rows).to_have_count(2)
        assert "broken" not in page.title()


def test_without_a_black_box_the_monitor_shows_what_the_page_hears(chromium: Chromium, settings: Settings) -> None:
    settings = replace(settings, black_box=replace(settings.black_box, enabled=False))
    with tonight(chromium, settings) as (console, page):
        view(page, "OSC monitor")
        expect(page.get_by_text("The black box is off")).to_be_visible()
        rows = page.locator(".messages li")
        deadline = time.monotonic() + PATIENCE_S
        while rows.filter(has_text="/dream/nothing unknown address").count() == 0:  # told again until it listens
            assert time.monotonic() < deadline
            console.tell("/dream/ready", 3, HOSTILE, 2.5)
            console.tell("/dream/error", "/dream/nothing", "unknown address")
            page.wait_for_timeout(700)
        expect(rows.filter(has_text="/dream/ready 3 <img src=x").first).to_be_visible()


def test_addresses_have_fields_and_send(chromium: Chromium, settings: Settings) -> None:
    with tonight(chromium, settings) as (console, page):
        view(page, "Addresses")
        console.tell("/dream/follower/q", 33.0)
        page.get_by_label("Search addresses").fill("/dream/seed/live")
        page.locator("summary:visible", has_text="/dream/seed/live").click()
        page.get_by_label("seconds").fill("7")
        page.get_by_role("button", name="Send").click()
        assert heard(console, "/dream/seed/live") == (7.0,)
        page.get_by_label("Search addresses").fill("/dream/follower/q")
        page.locator("summary:visible", has_text="/dream/follower/q").click()
        slider = page.locator(".address:visible input[type=range]")
        expect(page.locator(".address:visible output")).to_have_text("33.00")  # told before it was opened
        slider.evaluate("one => { one.value = 50; one.dispatchEvent(new Event('input')); }")
        assert heard(console, "/dream/follower/q") == (50.0,)


def test_a_camera_reads_the_code_of_the_screen(
    chromium: Chromium, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "addresses_of", lambda _host: ["192.168.1.23"])
    settings = replace(settings, osc=replace(settings.osc, listen_host="0.0.0.0", allow=[]))
    with tonight(chromium, settings, PHONE) as (_, page):
        view(page, "Other devices")
        picture = page.get_by_role("img", name="QR code of http://192.168.1.23:9126/studio")
        picture.scroll_into_view_if_needed()
        expect(picture).to_be_visible()
        page.wait_for_function("document.querySelector('.code img').naturalWidth > 0")
        shot = np.asarray(Image.open(io.BytesIO(picture.screenshot())).convert("L"))
        (found,) = zxingcpp.read_barcodes(shot)
        assert found.text == "http://192.168.1.23:9126/studio"


@pytest.mark.parametrize("size", SIZES)
def test_every_view_fits_every_screen_and_is_accessible(chromium: Chromium, settings: Settings, size: str) -> None:
    write_certificate(settings)
    write_log(settings, {"what": "osc_out", "address": "/dream/ready", "values": [3, HOSTILE * 3, 2.5]})
    with tonight(chromium, settings, SIZES[size]) as (_, page):
        for name, whole in VIEWS.items():
            view(page, name)
            page.locator(whole).first.wait_for(state="attached")
            if name in ("Settings", "Addresses"):
                page.evaluate("for (const one of document.querySelectorAll('#panel-tonight details')) one.open = true")
                page.wait_for_function("[...document.querySelectorAll('.address > div')].every(one => one.firstChild)")
            check_layout(page)
            check_accessible(page)
