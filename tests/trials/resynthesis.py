"""How near each resynthesis comes to recordings whose magnitude spectra it gets: spectra, attacks, speed.

Spectral convergence and log-spectral distance (bins down to 60 dB below the loudest), both in dB; the time in which a
pluck rises from 10 to 90 %, over the source's (median of all plucks); seconds of sound per second of one core.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import soundfile
import soxr

from live_models.arrays import DoubleArray, FloatArray
from live_models.resynthesis.analysis import Analysis, padded_blackman
from live_models.resynthesis.griffin_lim import GriffinLim
from live_models.resynthesis.oscillator_bank import OscillatorBank
from live_models.resynthesis.phase_gradient import PhaseGradient

HEARD_DB = 60.0
ENVELOPE_S = 0.003
BEFORE_S, AFTER_S = 0.1, 0.15
"""An attack is looked for from so long before an onset to so long after it."""


def main() -> int:
    """Measure and print a table, then one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", nargs="+", type=Path)
    parser.add_argument("--rate", type=int, default=11025)
    parser.add_argument("--window", type=int, default=1024)
    parser.add_argument("--seconds", type=float, default=30.0)
    options = parser.parse_args()
    analysis = padded_blackman(options.window, options.window // 4)
    rows = []
    print("| recording | resynthesis | convergence, dB | log-spectral distance, dB | rise / source's | x real time |")
    print("| --- | --- | --- | --- | --- | --- |")
    for path in options.recordings:
        sound = recording(path, options.rate, options.seconds)
        for name, found in measured(sound, options.rate, analysis).items():
            rows.append({"recording": path.stem, "resynthesis": name, **found})
            values = [f"{found[key]:.{digits}f}" for key, digits in (("convergence_db", 1), ("distance_db", 1))]
            values += [f"{found['rise']:.2f}", f"{found['x_realtime']:.0f}"]
            print(f"| {path.stem} | {name} | {' | '.join(values)} |", flush=True)
    print(json.dumps(rows))
    return 0


def recording(path: Path, rate: int, seconds: float) -> FloatArray:
    """The beginning of a recording, mono, at a rate."""
    samples, found = soundfile.read(path, dtype="float32", always_2d=True)
    return np.asarray(soxr.resample(samples.mean(axis=1), found, rate)[: round(seconds * rate)], dtype=np.float32)


def measured(sound: FloatArray, rate: int, analysis: Analysis) -> dict[str, dict[str, float]]:
    """What each resynthesis makes of a sound's own magnitudes."""
    wanted = analysis.magnitudes(sound)
    loudest = float(wanted.max())
    ways = {
        "oscillator_bank, all bins": OscillatorBank(analysis),
        "oscillator_bank, peaks": OscillatorBank(analysis, True, HEARD_DB, loudest),
        "phase_gradient, no look-ahead": PhaseGradient(analysis, 0),
        "phase_gradient": PhaseGradient(analysis),
        "griffin_lim": GriffinLim(analysis),
    }
    onsets, rows = onsets_of(wanted, analysis), {}
    for name, way in ways.items():
        way.advance(way.begin(np.random.default_rng(0), wanted[:0]), wanted[:9])  # compiled
        state = way.begin(np.random.default_rng(0), wanted[:0])
        start = time.thread_time()
        out = way.advance(state, wanted)
        took = time.thread_time() - start
        out = out[way.look_ahead * analysis.hop_size :]
        if isinstance(way, OscillatorBank):  # a window is reached a hop later, where an overlap-add has its middle
            late = analysis.window_size // 2 - analysis.hop_size
            out = np.concatenate([np.zeros(late, dtype=np.float32), out])
        made = analysis.magnitudes(out)
        inside = slice(8, min(len(made), len(wanted)) - 24)
        made, own = made[inside].astype(np.float64), wanted[inside].astype(np.float64)
        floor = loudest * 10.0 ** (-HEARD_DB / 20.0)
        logs = 20.0 * np.log10(np.maximum(made, floor) / np.maximum(own, floor))
        pairs = [(rise_s(out, rate, onset), rise_s(sound, rate, onset)) for onset in onsets if onset < len(out) - rate]
        rows[name] = {
            "convergence_db": float(20.0 * np.log10(np.linalg.norm(made - own) / np.linalg.norm(own))),
            "distance_db": float(np.sqrt((logs**2).mean(axis=1)).mean()),
            "rise": float(np.median([mine / theirs for mine, theirs in pairs])) if pairs else float("nan"),
            "x_realtime": len(sound) / rate / took,
        }
    return rows


def onsets_of(spectra: FloatArray, analysis: Analysis) -> list[int]:
    """Samples at which the high bins rise most: plucks. The second half of an attack's first window."""
    levels = np.log(spectra[:, analysis.num_bins // 16 :] + 1e-3 * spectra.max()).mean(axis=1)
    rises = levels[2:] - levels[:-2]
    peaks = [k for k in range(4, len(rises) - 4) if rises[k] == rises[k - 4 : k + 5].max() and rises[k] > 0.3]
    return [(k + 1) * analysis.hop_size + analysis.window_size // 2 for k in peaks]


def rise_s(sound: FloatArray, rate: int, onset: int) -> float:
    """Time from 10 to 90 % of an attack, above what sounded before it."""
    part = np.abs(sound[max(0, onset - round(BEFORE_S * rate)) : onset + round(AFTER_S * rate)].astype(np.float64))
    size = max(1, round(ENVELOPE_S * rate))
    envelope: DoubleArray = np.sqrt(np.convolve(part**2, np.ones(size) / size, "same"))
    top = int(np.argmax(envelope))
    before = float(np.median(envelope[: max(1, round(0.3 * BEFORE_S * rate))]))
    share = (envelope[: top + 1] - before) / max(float(envelope[top]) - before, 1e-9)
    high = int(np.argmax(share >= 0.9))
    low = np.flatnonzero(share[: high + 1] <= 0.1)
    return max(high - (int(low[-1]) if len(low) else 0), 1) / rate
