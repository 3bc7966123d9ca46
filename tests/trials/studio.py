"""Five browsers at the studio's page, for an hour: memory of page and console, the callback with and without.

Linux, with Chromium. The daemon runs on its clock at 48 kHz and 64 frames; 32 loops follow 32 bands of an input that
never rests, so that every picture moves. The browsers stand for tablets, but they draw on the machine that is
measured: they have the lowest priority, and before and after they show the pages of a second, equal daemon. So
their own work is the same throughout, and what the callback of the first has more is what its pages cost it.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shlex
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from live_daemon.follower.bands import default_bands
from live_daemon.soundcheck.rehearsal import engine_counts, engine_figures
from support import browser
from support.browser import SIZES, ChromiumPage
from support.studio import Studio
from trials.figures import figure_table, leave
from trials.load import make_bank

BANDS = 32
ALONE_S = 60.0
ELSEWHERE_S = 90.0
ELSEWHERE = 2
"""Windows before, and as many after: a machine that is not one's own has good minutes and bad ones."""
SETTLE_S = 10.0
SAMPLES = 20
COUNT_PICTURES = """
window.pictures = 0;
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(url, ...more) {
    super(url, ...more);
    if (String(url).endsWith("/pictures")) this.addEventListener("message", () => { window.pictures += 1; });
  }
};
"""


def busy_input(seconds: float) -> np.ndarray:
    """Chords that change twice a second, mono at 48 kHz."""
    rng = np.random.default_rng(1)
    time_s = np.arange(24_000) / 48_000
    edges = np.minimum(1.0, np.minimum(time_s, 0.5 - time_s) / 0.01)
    chords = []
    for _ in range(min(240, round(2 * seconds))):
        hz = rng.choice(default_bands(BANDS), 6, replace=False)
        chords.append(edges * sum(0.05 * np.sin(2 * np.pi * one * time_s) for one in hz))
    whole = np.concatenate(chords)
    return np.tile(whole, round(seconds * 48_000 / len(whole)) + 1).astype(np.float32)


LOADED = """
() => new Promise(done => {
  const state = document.getElementById("state");
  const tell = () => {
    if (!state.textContent) { requestAnimationFrame(tell); return; }
    const navigation = performance.getEntriesByType("navigation")[0];
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    const parts = [navigation, ...performance.getEntriesByType("resource")];
    done({
      dom_ms: navigation.domContentLoadedEventEnd,
      first_paint_ms: paint ? paint.startTime : -1,
      state_ms: performance.now(),
      requests: parts.length,
      kb: parts.reduce((sum, one) => sum + one.transferSize, 0) / 1000,
    });
  };
  tell();
})
"""


def load_times(studio: Studio, times: int = 5) -> dict[str, float]:
    """Open the page with nothing in the browser's cache, several times; medians. ms since the navigation began.

    dom_ms: DOMContentLoaded; first_paint_ms: the first text; state_ms: it says how the daemon is.
    """
    found = []
    for _ in range(times):
        opened = studio.open()
        found.append(opened.page.evaluate(LOADED))
        opened.page.context.close()
    return {name: round(float(np.median([one[name] for one in found])), 1) for name in found[0]}


class FiveBrowsers:
    """The daemon, and as many visitors of its page as are wanted, each measured."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.pages: list[ChromiumPage] = []

    def open(self, count: int, url: str) -> None:
        """Open so many pages, of all sizes in turn."""
        for size in itertools.islice(itertools.cycle(SIZES.values()), count):
            opened = self.studio.chromium.open("about:blank", size)
            opened.page.add_init_script(COUNT_PICTURES)
            opened.page.goto(url)
            self.pages.append(opened)
        time.sleep(SETTLE_S)

    def close(self) -> list[str]:
        """Close them; return what they complained about."""
        troubles = [one for page in self.pages for one in page.troubles]
        for page in self.pages:
            page.troubles.clear()  # they are in the result
            page.page.context.close()
        self.pages.clear()
        time.sleep(SETTLE_S)
        return troubles

    def sample(self) -> dict[str, Any]:
        """Memory in MB now: each page's objects after a collection, its process, and the console's process."""
        heaps = []
        for opened in self.pages:
            talk = opened.page.context.new_cdp_session(opened.page)
            talk.send("HeapProfiler.collectGarbage")
            heaps.append(talk.send("Runtime.getHeapUsage")["usedSize"] / 1e6)
            talk.detach()
        talk = self.studio.chromium.browser.new_browser_cdp_session()
        processes = talk.send("SystemInfo.getProcessInfo")["processInfo"]
        talk.detach()
        renderers = [resident_mb(one["id"]) for one in processes if one["type"] == "renderer"]
        return {
            "heap_mb": [round(one, 2) for one in heaps],
            "renderers_mb": round(sum(renderers), 1),
            "console_mb": round(resident_mb(self.studio.console_pid()), 2),
            "pictures": [opened.page.evaluate("window.pictures") for opened in self.pages],
        }


def resident_mb(pid: int) -> float:
    """Memory of a process that is in use now, in MB: its own share of what it shares (Linux)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines():
        if line.startswith("Pss:"):
            return float(line.split()[1]) / 1000
    raise RuntimeError(f"/proc/{pid}/smaps_rollup tells no Pss")


def cpu_s(studio: Studio) -> dict[str, float]:
    """Seconds of CPU that each of the daemon's processes has used so far (Linux)."""
    pids = {**studio.daemon.children(), "console": studio.console_pid()}
    ticks = {
        name: Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13] for name, pid in pids.items()
    }
    return {name: sum(map(int, both)) / os.sysconf("SC_CLK_TCK") for name, both in ticks.items()}


def cpu_percent(before: dict[str, float], after: dict[str, float], seconds: float) -> dict[str, float]:
    """Of one core, between two times."""
    return {name: round(100 * (after[name] - before[name]) / seconds, 1) for name in before if name in after}


def callback_over(studio: Studio, seconds: float) -> dict[str, Any]:
    """The engine's figures over so many seconds from now."""
    before, used, began = engine_counts(studio.record), cpu_s(studio), time.monotonic()
    time.sleep(seconds)
    cpu = cpu_percent(used, cpu_s(studio), time.monotonic() - began)
    return {**engine_figures(before, engine_counts(studio.record), studio.record.sample_rate), "cpu": cpu}


def playing(folder: Path, minutes: float) -> Studio:
    """Prepare a daemon in a folder of its own, with a bank of 32 loops and an input that lasts."""
    make_bank(folder / "bank" / "full")
    bands = ",".join(f"{hz:.2f}" for hz in default_bands(BANDS))
    overrides = ["audio.blocksize=64", f"follower.bands=[{bands}]", "audio.arena_s=600", "black_box.enabled=false"]
    studio = Studio(folder, *overrides)
    soundfile.write(studio.input, busy_input(60 * minutes + 2 * (ALONE_S + ELSEWHERE * ELSEWHERE_S) + 600), 48_000)
    return studio


def load_bank(studio: Studio) -> None:
    """Let all loops play."""
    studio.daemon.send("/dream/bank/load", "full")
    studio.daemon.wait_for("/dream/bank/ready")


def perform(folder: Path, minutes: float, count: int) -> dict[str, Any]:
    """Run it in an empty folder; return the figures."""
    lowest = folder / "chromium"
    lowest.write_text(f'#!/bin/sh\nexec chrt -i 0 nice -n 19 {shlex.quote(str(browser.CHROMIUM))} "$@"\n')
    lowest.chmod(0o755)
    browser.CHROMIUM = str(lowest)
    for name in ("first", "second"):
        (folder / name).mkdir()
    studio, second = (playing(folder / name, minutes) for name in ("first", "second"))
    with studio, second.daemon:
        load_bank(studio)
        load_bank(second)
        time.sleep(5)
        five = FiveBrowsers(studio)
        load = load_times(studio)
        console_before = resident_mb(studio.console_pid())
        alone = [callback_over(studio, ALONE_S)]
        five.open(count, second.page_url)
        elsewhere = [callback_over(studio, ELSEWHERE_S) for _ in range(ELSEWHERE)]
        troubles = five.close()
        five.open(count, studio.page_url)
        samples = [five.sample()]
        opened, began = [], time.monotonic()
        for _ in range(SAMPLES):
            opened.append(callback_over(studio, max(1.0, 60 * minutes / SAMPLES)))
            samples.append({"at_s": round(time.monotonic() - began, 1), **five.sample()})
        seconds = time.monotonic() - began
        pictures = [(b - a) / seconds for a, b in zip(samples[0]["pictures"], samples[-1]["pictures"], strict=True)]
        troubles += five.close()
        five.open(count, second.page_url)
        elsewhere += [callback_over(studio, ELSEWHERE_S) for _ in range(ELSEWHERE)]
        troubles += five.close()
        alone.append(callback_over(studio, ALONE_S))
        return {
            "load": load,
            "browsers": count,
            "seconds": round(seconds, 1),
            "pictures_per_second": [round(one, 1) for one in pictures],
            "alone": alone,
            "elsewhere": elsewhere,
            "open": opened,
            "console_mb_before": round(console_before, 2),
            "samples": samples,
            "troubles": troubles,
        }


def _span(samples: list[dict[str, Any]], name: str) -> str:
    """Median of the first and of the last quarter."""
    quarter = max(1, len(samples) // 4)
    first, last = (
        np.median([np.mean(one[name]) for one in part]) for part in (samples[1:][:quarter], samples[-quarter:])
    )
    return f"{first:.1f} → {last:.1f} MB"


def _callback(windows: list[dict[str, Any]]) -> str:
    """What the callback took: medians over the windows, with the best and the worst of them."""
    p50, p999 = (sorted(one[name] for one in windows) for name in ("p50_us", "p999_us"))
    late, blocks = (sum(one[name] for one in windows) for name in ("late_blocks", "blocks"))
    return (
        f"p50 {np.median(p50):.1f} µs, p99.9 {np.median(p999):.0f} µs ({p999[0]:.0f} to {p999[-1]:.0f}, "
        f"{len(windows)} windows), longer than a block {late} of {blocks}"
    )


def as_markdown(result: dict[str, Any]) -> str:
    """Return the figures as a table."""
    samples, load = result["samples"], result["load"]
    arms = [
        ("no page open", result["alone"]),
        ("pages of the other daemon", result["elsewhere"]),
        ("own pages", result["open"]),
    ]
    rows = [
        (
            "load: DOMContentLoaded, first text, the state is told",
            f"{load['dom_ms']:.0f}, {load['first_paint_ms']:.0f}, {load['state_ms']:.0f} ms "
            f"({load['requests']:.0f} requests, {load['kb']:.0f} kB)",
        ),
        ("length, browsers", f"{result['seconds']:g} s, {result['browsers']}"),
        ("pictures a second at each", ", ".join(f"{one:g}" for one in result["pictures_per_second"])),
        *((f"callback, {name}", _callback(windows)) for name, windows in arms),
        *(
            (
                f"CPU of {name}, in this order",
                " / ".join(f"{np.median([one['cpu'][name] for one in windows]):.1f} %" for _, windows in arms),
            )
            for name in result["open"][0]["cpu"]
        ),
        ("console process, first and last quarter", _span(samples, "console_mb")),
        ("… without a page", f"{result['console_mb_before']:.1f} MB"),
        ("a page's objects, first and last quarter", _span(samples, "heap_mb")),
        ("all pages' processes together", _span(samples, "renderers_mb")),
        ("what the pages complained about", len(result["troubles"])),
    ]
    return figure_table(rows)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--browsers", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path("trials-out"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = perform(Path(folder), options.minutes, options.browsers)
    leave(options.out, "studio", result, as_markdown(result))
    return 0
