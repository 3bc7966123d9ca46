"""Loops through ten LV2 plugins while the engine plays by the clock; one more crashes, another hangs.

The whole daemon, with a bank of 32 loops that all sound: every tenth of a second one of them is switched to an effect
or back, while loops are rendered ahead. A run is good if nothing falls silent, no process is started again, and the two
bad plugins are told once each. Late blocks and the callback's time are counted then, and of the same daemon without
effects: alone, and beside a program that computes at the lowest priority, as the process does that renders. When all is
rendered, the callback's time is compared in turns, in the same daemon: all loops through effects, all dry. Linux.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import soundfile

from live_daemon.audio.record import AudioRecord
from live_daemon.effects.hosting import EffectError
from live_daemon.effects.lilv import Lilv
from live_daemon.soundcheck.rehearsal import engine_counts, engine_figures
from live_inference.bank.loop_files import LOOP_RATE
from live_inference.bank.manifest import BankLoop, write_bank
from support import lv2_plugins
from support.daemon import Daemon
from support.sounding_daemon import shared_folder_of
from trials.figures import figure_table, leave

LOOPS = 32
EVERY_S = 0.1
WINDOW_S = 0.01
SILENT = 0.1
"""Of the median level: no window of ten milliseconds may be below it."""
PLUGINS = {
    "plate": "urn:dragonfly:plate",
    "room": "urn:dragonfly:room",
    "hall": "https://github.com/michaelwillis/dragonfly-reverb",
    "fifth": "http://breakfastquay.com/rdf/lv2-rubberband#mono semitones=7",
    "dub": "http://drobilla.net/plugins/mda/DubDelay",
    "ambience": "http://drobilla.net/plugins/mda/Ambience",
    "filter": "http://gareus.org/oss/lv2/fil4#mono",
    "limiter": "http://gareus.org/oss/lv2/dpl#mono",
    "delay": "urn:zamaudio:ZamDelay",
    "slap": "http://lsp-plug.in/plugins/lv2/slap_delay_mono",
}
BAD = {"crashes": lv2_plugins.URI + "crashes", "hangs": lv2_plugins.URI + "hangs"}
BLOCK = 64
COMPUTES = "import os, numpy as n\nos.nice(19)\nx = n.ones(1 << 18)\nwhile True: x = n.fft.irfft(n.fft.rfft(x))"
RESTED_S, SETTLED_S = 2.0, 900.0
TURNS, TURNED_S = 10, 4.0
PACKAGES = "dragonfly-reverb-lv2 rubberband-lv2 mda-lv2 x42-plugins zam-plugins lsp-plugins-lv2"


def perform(folder: Path, seconds: float, loop_s: float, rng_seed: int, settled: bool) -> dict[str, Any]:
    """One run in an empty folder; return its figures. ``settled``: wait until all is rendered, too."""
    environment = os.environ | {"LV2_PATH": ":".join([str(lv2_plugins.build(folder)), *_system_folders()])}
    lines = ", ".join(f'"{name} = {plugin}"' for name, plugin in (PLUGINS | BAD).items())
    result: dict[str, Any] = {}
    for which, effects in (("with", lines), ("without", "")):
        place, output = folder / which, folder / which / "output.wav"
        make_bank(place / "bank", loop_s, rng_seed)
        overrides = (
            f"effects.plugins=[{effects}]",
            f"audio.blocksize={BLOCK}",
            f"audio.sample_rate={LOOP_RATE}",
            f"audio.output_file={output}",
            "audio.arena_s=600",
            "voices.max=0",
        )
        with Daemon(place, *overrides, environment=environment) as daemon:
            daemon.wait_until(lambda daemon=daemon: len(daemon.gains) == LOOPS)
            for loop in range(LOOPS):
                daemon.send("/dream/loop/gain", loop, 0.1)
            daemon._drain(2.0)
            if effects:
                result[which] = _measure(daemon, seconds, np.random.default_rng(rng_seed))
                if settled:
                    _settle(daemon)
                    result["turns"] = [_turn(daemon, seconds / 2.0) for _ in range(TURNS)]
            else:
                result[which] = _measure(daemon, seconds)
                with _computing():
                    result["beside"] = _measure(daemon, seconds)
        result[which]["quietest"] = _quietest(output, loop_s)
    return result


def _settle(daemon: Daemon) -> None:
    """Wait until nothing is rendered any more."""
    controller = psutil.Process(daemon.children()["controller"])
    end = rested = time.monotonic()
    while time.monotonic() - rested < RESTED_S:
        if controller.children():  # a process for each loop
            rested = time.monotonic()
        assert time.monotonic() < end + SETTLED_S, "loops are still being rendered"
        daemon._drain(EVERY_S)


def _turn(daemon: Daemon, seconds: float) -> dict[str, dict[str, Any]]:
    """The callback's figures with every loop through an effect, then with every loop dry."""
    found = {}
    for which, names in (("effects", [*PLUGINS]), ("dry", [""])):
        for loop in range(LOOPS):
            daemon.send("/dream/loop/effect", loop, names[loop % len(names)], int(which == "effects"))
        daemon._drain(TURNED_S)
        found[which] = _measure(daemon, seconds)["engine"]
    return found


@contextmanager
def _computing() -> Iterator[None]:
    """Another program computes at the lowest priority."""
    other = subprocess.Popen([sys.executable, "-c", COMPUTES], env=os.environ | {"OMP_NUM_THREADS": "1"})
    try:
        time.sleep(1.0)
        yield
    finally:
        other.kill()
        other.wait()


def _measure(daemon: Daemon, seconds: float, rng: np.random.Generator | None = None) -> dict[str, Any]:
    record = AudioRecord.open(shared_folder_of(daemon))
    processes = daemon.children()
    before = engine_counts(record)
    switched = 0
    if rng is None:
        daemon._drain(seconds)
    else:
        switched = _switch(daemon, seconds, rng)
    figures = engine_figures(before, engine_counts(record), record.sample_rate)
    assert daemon.children() == processes, "a process was started again"
    return {
        "switched": switched,
        "rendered": len(list((daemon.folder / "state/effects").rglob("?" * 32 + ".f32"))),
        "engine": figures,
        "underruns": int(record.get("underruns")),
        "told": [values[1] for address, values in daemon.heard if address == "/dream/error"],
    }


def _switch(daemon: Daemon, seconds: float, rng: np.random.Generator) -> int:
    """Switch loops for this long, the bad plugins among the first; return how many orders were sent."""
    names = [*PLUGINS]
    end, sent = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        bad = {1: "crashes", 2: "hangs"}.get(sent)
        loop, off = int(rng.integers(LOOPS)), rng.random() < 0.3
        if bad is None and off:
            daemon.send("/dream/loop/effect", loop, "", 0)
        else:
            daemon.send("/dream/loop/effect", loop, bad or names[int(rng.integers(len(names)))], 1)
        sent += 1
        daemon._drain(EVERY_S)
    return sent


def _quietest(output: Path, loop_s: float) -> float:
    """The quietest ten milliseconds of what was played, against the median."""
    samples, rate = soundfile.read(output, dtype="float32")
    window = round(WINDOW_S * rate)
    whole = samples[: len(samples) // window * window]
    levels = np.sqrt(np.square(whole.reshape(-1, window * whole.shape[1]), dtype=np.float64).mean(axis=1))
    sounding = np.flatnonzero(levels > 0.5 * np.median(levels))
    played = levels[sounding[0] + round(loop_s / WINDOW_S) : sounding[-1] - round(0.5 / WINDOW_S)]
    return float(played.min() / np.median(played))


def make_bank(folder: Path, loop_s: float, rng_seed: int) -> None:
    """Write loops of noise, each in a band of its own: together they are never quiet."""
    rng = np.random.default_rng(rng_seed)
    folder.mkdir(parents=True)
    rows = []
    for number in range(LOOPS):
        frames = round(loop_s * LOOP_RATE * rng.uniform(0.7, 1.3))
        spectrum = np.fft.rfft(rng.standard_normal(frames))
        hz = np.fft.rfftfreq(frames, 1 / LOOP_RATE)
        low = 100.0 * 2 ** (number / 5)
        sound = np.fft.irfft(np.where((hz > low) & (hz < 1.5 * low), spectrum, 0.0), frames)
        soundfile.write(folder / f"{number}.wav", 0.1 * sound / sound.std(), LOOP_RATE, subtype="PCM_24")
        rows.append(BankLoop(f"{number}.wav", [1.2 * low], frames / LOOP_RATE, -20.0))
    write_bank(folder, rows)


def _system_folders() -> list[str]:
    return [
        str(one) for root in ("/usr/lib", "/usr/local/lib") for one in (Path(root) / "lv2", *Path(root).glob("*/lv2"))
    ]


def missing() -> str:
    """What this machine lacks; empty: nothing."""
    if lv2_plugins.missing():
        return lv2_plugins.missing()
    lilv, lacking = Lilv(), []
    for plugin in PLUGINS.values():
        try:
            lilv.plugin(plugin.split()[0])
        except EffectError as error:
            lacking.append(str(error))
    return f"{'; '.join(lacking)} (apt install {PACKAGES})" if lacking else ""


def is_good(one: dict[str, Any]) -> bool:
    """Whether nothing was missed in a run with effects, and each bad plugin was told once."""
    run = one["with"]
    told = [sum(f"effect {name} " in text for text in run["told"]) for name in BAD]
    return run["quietest"] > SILENT and not run["underruns"] and told == [1, 1] and len(run["told"]) == 2


def as_markdown(runs: list[dict[str, Any]]) -> str:
    """Return the figures as a table."""
    busy, rest, beside = ([run[one] for run in runs] for one in ("with", "without", "beside"))
    turns = [turn for run in runs for turn in run.get("turns", [])]

    def late(some: list[dict[str, Any]]) -> str:
        return f"{sum(one['engine']['late_blocks'] for one in some)} of {sum(one['engine']['blocks'] for one in some)}"

    def compared(what: str, some: list[dict[str, Any]], base: list[dict[str, Any]]) -> str:
        found, other = (float(np.median([one[what] for one in part])) for part in (some, base))
        return f"{found:.1f} µs / {other:.1f} µs ({found / other - 1:+.1%})"

    def engines(some: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [one["engine"] for one in some]

    by_turns = [[turn[which] for turn in turns] for which in ("effects", "dry")]

    return figure_table(
        [
            ("runs without a gap, bad plugins told once", f"{sum(map(is_good, runs))} of {len(runs)}"),
            (
                "switches; loops rendered meanwhile",
                f"{sum(run['switched'] for run in busy)}; {sum(run['rendered'] for run in busy)}",
            ),
            ("blocks longer than a block, with / without effects", f"{late(busy)} / {late(rest)}"),
            *(
                (f"callback {name}, median of {len(turns)} turns: through effects / dry", compared(what, *by_turns))
                for name, what in (("p50", "p50_us"), ("p99.9", "p999_us"))
                if turns
            ),
            (
                "p99.9 while loops are switched and rendered / without effects",
                compared("p999_us", *map(engines, (busy, rest))),
            ),
            ("the same / without effects, beside another program", compared("p999_us", *map(engines, (busy, beside)))),
            ("quietest 10 ms against the median", f"{min(run['quietest'] for run in busy):.2f}"),
        ]
    )


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30.0, help="of switching, and as long without effects")
    parser.add_argument("--settled", type=int, default=1, help="runs with turns at the end: ten minutes each")
    parser.add_argument("--loop-s", type=float, default=2.0, help="mean length of a loop")
    parser.add_argument("--out", type=Path, default=Path("trials-out"))
    options = parser.parse_args()
    if lacks := missing():
        print(lacks)
        return 1
    runs = []
    for number in range(options.runs):
        with tempfile.TemporaryDirectory() as folder:
            runs.append(perform(Path(folder), options.seconds, options.loop_s, number, number < options.settled))
        print(f"run {number}: {'good' if is_good(runs[-1]) else runs[-1]}", flush=True)
    leave(options.out, "effects", runs, as_markdown(runs))
    return 0 if all(map(is_good, runs)) else 1
