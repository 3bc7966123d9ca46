"""The live dream under the real daemon: how soon does it follow another chord, and does it leave room between?

A player of passages on one chord each goes into `live-daemon run` on its clock (no sound card), or with `--jack` on
JACK's dummy server, in real time; a live dream answers. `turn`: seconds from each change of chord until the last half
second of what sounds is nearer to the new chord, by pitch profile, and stays so for half a second; ear, worker and
engine are all in it. The player's own sound, measured like this, is the floor. `--rests`: she rests between passages;
the share of the dream's energy that lies in her rests tells `with` from `between`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr

from live_daemon.audio.layout import Course, SlotPhase
from live_daemon.audio.record import AudioRecord
from live_inference.files.audio import read_audio
from live_inference.scores.answer import folded, likeness, profile
from live_models.arrays import FloatArray
from live_models.condition.ear import condition_of
from support.daemon import Daemon
from support.jack import JackServer
from support.jack_performer import performing
from support.passages import RATE, Passage, of_chords, plucked_chords
from support.sounding_daemon import shared_folder_of
from trials.figures import figure_table, leave

ENGINE_RATE = 48_000
FIRST_S = 8.0
"""The player stays on her first chord until the dream sounds."""
WINDOW_S, STEP_S = 0.5, 0.05
JACK_PERIOD = 64


def played(passages: list[Passage], order: list[int], stay_s: float, rest_s: float) -> tuple[FloatArray, list[float]]:
    """The player, at the engine's rate, and when she goes to each chord. Shape: -> `[n]`"""
    parts, changes, at = [], [], 0.0
    for index, pick in enumerate(order):
        seconds = FIRST_S if index == 0 else stay_s
        sound = np.resize(np.concatenate([passages[pick].samples, passages[pick].follows]), round(seconds * RATE))
        fade = np.minimum(1.0, np.arange(len(sound))[::-1] / (0.02 * RATE)).astype(np.float32)
        parts += [sound * fade, np.zeros(round(rest_s * RATE), dtype=np.float32)]
        changes.append(at)
        at += seconds + rest_s
    sound = np.concatenate([*parts, np.zeros(RATE, dtype=np.float32)])
    return np.asarray(soxr.resample(sound / np.abs(sound).max() * 0.5, RATE, ENGINE_RATE), np.float32), changes


def perform(
    sound: FloatArray, model: Path | None, controls: list[tuple[str, Any]], on_jack: bool
) -> tuple[FloatArray, dict[str, Any]]:
    """Play it to the real daemon; return what sounded and the engine's counters. Shape: `[n]` -> `[n]`"""
    settings = ["audio.monitor=0", f"audio.sample_rate={ENGINE_RATE}"]
    if model is not None:
        settings += [f"paths.checkpoints={model.parent}", f"engine.model={model.stem}"]
    with tempfile.TemporaryDirectory(prefix="live-answers-") as name:
        folder = Path(name)
        for one in ("recordings", "bank"):
            (folder / one).mkdir()
        if on_jack:
            return _on_jack(folder, sound, settings, controls)
        soundfile.write(folder / "input.wav", sound, ENGINE_RATE, subtype="FLOAT")
        settings += [f"audio.input_file={folder / 'input.wav'}", f"audio.output_file={folder / 'output.wav'}"]
        with Daemon(folder, *settings) as daemon:
            record = AudioRecord.open(shared_folder_of(daemon))
            found = _accompanied(daemon, record, controls, len(sound), lambda: record.get("frame"))
        heard = read_audio(folder / "output.wav", ENGINE_RATE)
    return heard[: len(sound)], found


def _on_jack(
    folder: Path, sound: FloatArray, settings: list[str], controls: list[tuple[str, Any]]
) -> tuple[FloatArray, dict[str, Any]]:
    heard: list[FloatArray] = []
    with JackServer(folder, JACK_PERIOD, ENGINE_RATE, synchronous=False) as server:
        settings = [*settings, "audio.device=JACK:system"]
        with Daemon(folder, *settings, environment=server.environment) as daemon:
            record = AudioRecord.open(shared_folder_of(daemon))
            with performing(server, sound, heard, "live-daemon"):
                found = _accompanied(daemon, record, controls, len(sound), lambda: len(heard) * JACK_PERIOD)
    return np.concatenate(heard)[: len(sound)], found


def _accompanied(
    daemon: Daemon, record: AudioRecord, controls: list[tuple[str, Any]], length: int, position: Callable[[], int]
) -> dict[str, Any]:
    """Ask for a live dream, and watch it until the player, who is at `position`, has played so many frames."""
    for address, value in controls:
        daemon.send(address, value)
    late, asked_s = record.get("late_blocks"), position() / ENGINE_RATE
    daemon.send("/dream/live/start")
    daemon.wait_for("/dream/live/phase", first="sounding", timeout=60)
    found = {"asked_at_s": asked_s, "sounds_at_s": position() / ENGINE_RATE}
    leads_s = []
    while position() < length:
        time.sleep(0.2)
        fields = record.fields[0]
        slots = (fields["slot_looping"] == Course.ENDLESS) & (fields["slot_phase"] != SlotPhase.FREE)
        leads_s += [float(one) / ENGINE_RATE for one in (fields["slot_filled"] - fields["slot_position"])[slots]]
    found["lead_median_s"], found["lead_p95_s"] = (float(np.quantile(leads_s, q)) for q in (0.5, 0.95))
    found |= {"underruns": record.get("underruns"), "late_blocks": record.get("late_blocks") - late}
    return found | {"problems": [values for path, values in daemon.heard if path == "/dream/error"]}


def turned_s(sound: FloatArray, change_s: float, stay_s: float, old: Any, new: Any) -> float:
    """Seconds from the change until the sound is nearer to the new chord and stays so; inf: never."""
    nearer = []
    for end_s in np.arange(change_s, change_s + stay_s - STEP_S, STEP_S):
        heard = profile(sound[round((end_s - WINDOW_S) * ENGINE_RATE) : round(end_s * ENGINE_RATE)], ENGINE_RATE)
        own, other = likeness(heard, np.stack([new, old]))
        nearer.append(bool(own > other))
    stay = round(WINDOW_S / STEP_S)
    places = (index for index in range(len(nearer) - stay) if all(nearer[index : index + stay]))
    return next(places, float("inf")) * STEP_S if nearer else float("inf")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", nargs="?", type=Path, help="path of a card (default: the shipped default)")
    parser.add_argument("--recording", nargs="+", type=Path, default=[], help="with a .json of chords beside each")
    parser.add_argument("--influence", type=float, default=2.0)
    parser.add_argument("--changes", type=int, default=40)
    parser.add_argument("--stay", type=float, default=4.0, help="seconds on each chord")
    parser.add_argument("--rests", type=float, default=0.0, help="seconds of rest between the passages")
    parser.add_argument("--manner", choices=("with", "between"), default="with")
    parser.add_argument("--jack", action="store_true", help="on JACK's dummy server, not on the daemon's own clock")
    parser.add_argument("--out", type=Path, default=Path("trials-out/live_answers"))
    options = parser.parse_args()
    passages = of_chords(options.recording, 16) if options.recording else plucked_chords(16)
    rng = np.random.default_rng(0)
    order = [int(rng.integers(16))]
    while len(order) <= options.changes:
        order += [int(one) for one in [rng.integers(16)] if int(one) != order[-1]]
    sound, changes = played(passages, order, options.stay, options.rests)
    controls = [("/dream/control/influence", options.influence), ("/dream/control/manner", options.manner)]
    heard, found = perform(sound, options.checkpoint, controls, options.jack)
    options.out.mkdir(parents=True, exist_ok=True)
    soundfile.write(options.out / "heard.wav", heard, ENGINE_RATE)
    soundfile.write(options.out / "played.wav", sound, ENGINE_RATE)
    profiles = [folded(condition_of(one.samples, RATE).pitches) for one in passages]
    times, floor = [], []
    for index in range(1, len(order)):
        if changes[index] > found["sounds_at_s"] + 2.0:
            pair = profiles[order[index - 1]], profiles[order[index]]
            times.append(turned_s(heard, changes[index], options.stay, *pair))
            floor.append(turned_s(sound, changes[index], options.stay, *pair))
    at = round((found["sounds_at_s"] + 1.0) * ENGINE_RATE)
    rests = np.concatenate([[False], np.abs(sound[at:]) == 0.0])[1:]
    power = heard[at : at + len(rests)].astype(np.float64) ** 2
    found["share_in_rests"] = float(power[rests].sum() / max(power.sum(), 1e-12))
    found |= {
        "changes": len(times), "median_s": float(np.median(times)), "times_s": times,
        "p95_s": float(np.quantile(times, 0.95, method="lower")), "never": int(np.sum(np.isinf(times))),
        "floor_median_s": float(np.median(floor)),
        "rests": float(rests.mean()),
        "manner": options.manner, "influence": options.influence,
    }  # fmt: skip
    print(json.dumps({key: value for key, value in found.items() if key != "times_s"}), flush=True)
    rows = [
        ("chord changes after the dream sounded", str(len(times))),
        ("nearer to the new chord after, median / p95", f"{found['median_s']:.2f} / {found['p95_s']:.2f} s"),
        ("never", str(found["never"])),
        ("the player's own sound, by the same measure", f"{found['floor_median_s']:.2f} s (median)"),
        (f"share of the energy in rests ({found['rests']:.0%} of the time)", f"{found['share_in_rests']:.2f}"),
        ("underruns, late blocks", f"{found['underruns']}, {found['late_blocks']}"),
    ]
    leave(options.out, "live_answers", [found], figure_table(rows))
    return 0
