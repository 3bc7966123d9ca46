"""The follower's delay, and its cost and accuracy beside SuperCollider's, in one run; printed as JSON.

Delay: a tone sets in at the input, in any place of a block and of its period; when is the loop's gain at half of its
final height? A follower without any delay of its own, computed sample by sample in float64 (scipy), says which part is
the filter's and the attack's; the rest is ours. Cost: CPU time of the whole callback with 32 bands against scsynth's,
offline in blocks of 64. Taken away: of ours what Python needs to call it (a sound card calls it without), of theirs
what playing the source and writing a file need.
"""

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.signal import sosfilt

from live_daemon.audio.control import EngineControl
from live_daemon.audio.engine import Engine
from live_daemon.audio.record import AudioRecord
from live_daemon.follower.bands import band_sections, bands_from_words, default_bands, section_q
from live_daemon.settings import FollowerSettings
from support.signals import SAMPLE_RATE, error_db, noise
from support.supercollider import SynthDef, follower_bank, render

BLOCK = 64
NOTES = ("E2", "A2", "D3", "G3", "B3", "E4", "E5", "E6")
ONSETS = 40
LENGTH_S = 1.0
LEVEL = 0.5  # of a constant sound in the loop: its gain can be read from the output
RUNS = 3


def delays(settings: FollowerSettings, notes: Sequence[str] = NOTES, onsets_each: int = ONSETS) -> dict[str, Any]:
    """Return delays in ms: all of it, the filter's, ours. Percentiles over pitches, phases and places in a block."""
    rng = np.random.default_rng(4)
    rows, everything = {}, {"total": [], "filter": [], "ours": []}
    for note in notes:
        (hz,) = bands_from_words([note])
        onsets = rng.integers(BLOCK, 9 * BLOCK, onsets_each)
        phases = rng.uniform(0, 2 * np.pi, onsets_each)
        sounds = np.stack([_onset(hz, onset, phase) for onset, phase in zip(onsets, phases, strict=True)])
        ideal = ideal_envelopes(sounds, hz, settings)
        half = ideal[:, -SAMPLE_RATE // 5 :].mean(axis=1) / 2
        found = {"total": [], "filter": [], "ours": []}
        for sound, wanted, height, onset in zip(sounds, ideal, half, onsets, strict=True):
            first = crossing(wanted, height)
            ours = crossing(_gain(sound, hz, settings), height)
            found["total"].append((ours - onset) / SAMPLE_RATE * 1000)
            found["filter"].append((first - onset) / SAMPLE_RATE * 1000)
            found["ours"].append((ours - first) / SAMPLE_RATE * 1000)
        rows[note] = {name: round(float(np.median(values)), 2) for name, values in found.items()}
        for name, values in found.items():
            everything[name] += values
    percentiles = {
        name: {f"p{part}": round(float(np.percentile(values, part)), 3) for part in (50, 95, 99, 100)}
        for name, values in everything.items()
    }
    return {"block_ms": round(BLOCK / SAMPLE_RATE * 1000, 3), "ms": percentiles, "median_ms_by_note": rows}


def _onset(hz: float, onset: int, phase: float) -> np.ndarray:
    t = (np.arange(round(LENGTH_S * SAMPLE_RATE)) - onset) / SAMPLE_RATE
    return np.where(t >= 0, 0.8 * np.sin(2 * np.pi * hz * t + phase), 0.0).astype(np.float32)


def ideal_envelopes(sounds: np.ndarray, hz: float, settings: FollowerSettings) -> np.ndarray:
    """Envelope of each sound, sample by sample. Shape: (sounds, frames)."""
    sections = band_sections([hz], settings.q, settings.sections, SAMPLE_RATE)[0]
    rectified = np.abs(sosfilt(sections, sounds.astype(np.float64), axis=1))
    attack, release = (1 - np.exp(-1000 / (ms * SAMPLE_RATE)) for ms in (settings.attack_ms, settings.release_ms))
    envelope, out = np.zeros(len(sounds)), np.empty_like(rectified)
    for i in range(rectified.shape[1]):
        rest = rectified[:, i] - envelope
        envelope = envelope + np.where(rest > 0, attack, release) * rest
        out[:, i] = envelope
    return out


def _gain(sound: np.ndarray, hz: float, settings: FollowerSettings) -> np.ndarray:
    """The loop's gain at every frame of the output, read from the output. Shape: (frames,)."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        record = AudioRecord.create(Path(folder), SAMPLE_RATE, BLOCK)
        record.arena[:] = LEVEL
        engine, control = Engine(record), EngineControl(record)
        control.set_bands([hz], settings.q, settings.sections)
        control.set_follower(settings.attack_ms, settings.release_ms, 0.0, 1.0)
        control.set_gain_map(0, [1.0])
        control.start_slot(0, 0, BLOCK, pan=-1.0, fade_in_ms=0.0)
        heard = np.repeat(sound[:, None], 2, axis=1)
        out = [engine.process(heard[begin : begin + BLOCK]) for begin in range(0, len(heard), BLOCK)]
    return np.concatenate(out)[:, 0] / LEVEL


def crossing(gain: np.ndarray, height: float) -> float:
    """First frame at which a gain reaches a height, between frames in a straight line."""
    place = int(np.argmax(gain >= height))
    below, above = float(gain[place - 1]), float(gain[place])
    return place - 1 + (height - below) / (above - below)


def cost(seconds: float, bands: int = 32, sections: int = 2) -> dict[str, float]:
    """Return CPU seconds of the callback and of SuperCollider for the same bands, and how far they differ."""
    q, ms = 8.0, 10.0
    centres = default_bands(bands).astype(np.float32).astype(np.float64)
    sound = noise(seconds, 0.1)
    w = 2 * np.pi * centres / SAMPLE_RATE
    rq = 2 / w * np.arctan(np.sin(w) / (2 * section_q(q, sections)))
    amplitude_s = -ms / 1000 * np.log(0.1)
    followers = follower_bank(list(centres), list(rq), sections, amplitude_s, amplitude_s)
    plain = SynthDef("plain")
    source = plain.add("PlayBuf", [0.0, 1.0, 1.0, 0.0, 0.0, 0.0])
    plain.add("Out", [0.0, *[source] * bands], outputs=0)
    times: dict[str, list[float]] = {"callback": [], "empty_calls": [], "scsynth": [], "scsynth_plain": []}
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        for _ in range(RUNS):  # by turns: what else the machine does meets all
            times["callback"].append(_callback_s(sound, centres, q, sections, ms))
            times["empty_calls"].append(_callback_s(sound, centres, q, sections, ms, 0))
            for name, definition in (("scsynth", followers), ("scsynth_plain", plain)):
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                theirs = render(definition, sound, bands, Path(folder), SAMPLE_RATE)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                times[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
                if name == "scsynth":
                    kept = theirs[: SAMPLE_RATE * 2]
                del theirs
    ours = min(times["callback"]) - min(times["empty_calls"])
    theirs_s = min(times["scsynth"]) - min(times["scsynth_plain"])
    found = {name: round(min(values), 3) for name, values in times.items()}
    error = error_db(kept, _ideal_bank(sound[: SAMPLE_RATE * 2], centres, q, sections, ms))
    return {"seconds": seconds, **found, "ratio": round(ours / theirs_s, 3), "supercollider_error_db": round(error, 1)}


def _callback_s(sound: np.ndarray, centres: np.ndarray, q: float, sections: int, ms: float, size: int = BLOCK) -> float:
    with tempfile.TemporaryDirectory() as folder:
        record = AudioRecord.create(Path(folder), SAMPLE_RATE, 1)
        engine, control = Engine(record), EngineControl(record)
        control.set_bands(centres, q, sections)
        control.set_follower(ms, ms)
        heard, out = np.repeat(sound[:, None], 2, axis=1), np.empty((BLOCK, 2), np.float32)
        engine.process(heard[:BLOCK])
        before = time.process_time()
        for begin in range(0, len(heard) - BLOCK + 1, BLOCK):
            engine.process(heard[begin : begin + size], out)
        return time.process_time() - before


def _ideal_bank(sound: np.ndarray, centres: np.ndarray, q: float, sections: int, ms: float) -> np.ndarray:
    """Envelopes of all bands in float64. Shape: (frames, bands)."""
    sos = band_sections(centres, q, sections, SAMPLE_RATE)
    rectified = np.abs(np.stack([sosfilt(one, sound.astype(np.float64)) for one in sos], axis=1))
    coefficient = 1 - float(np.float32(np.exp(-1000 / (ms * SAMPLE_RATE))))  # as SuperCollider rounds it
    envelope, out = np.zeros(len(centres)), np.empty_like(rectified)
    for i, row in enumerate(rectified):
        envelope = envelope + coefficient * (row - envelope)
        out[i] = envelope
    return out


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    options = parser.parse_args()
    print(json.dumps({"delay": delays(FollowerSettings()), "cost": cost(options.seconds)}, indent=1))
    return 0
