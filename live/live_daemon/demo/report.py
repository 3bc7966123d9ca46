"""The demo's report. It measures the performance with scipy's filters, independently of the engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.signal import sosfilt

from live_daemon.demo.harmony import Answered, answered
from live_daemon.demo.performed import Performance
from live_daemon.demo.picture import draw_performance
from live_daemon.follower.bands import band_sections
from live_inference.files.dreams import atomically, sidecar_path
from live_inference.files.reading import read_json
from live_inference.scores.answer import passages_of


def write_report(performance: Performance, sound: Path, out: Path) -> dict[str, Any]:
    """Write ``performance.wav``, ``report.json`` and ``performance.png``; return the report."""
    made, _ = soundfile.read(sound, dtype="float32", always_2d=True)
    frames = min(len(made), len(performance.played))
    made = made[:frames]
    atomically(
        out / "performance.wav",
        lambda partial: soundfile.write(partial, made, performance.sample_rate, subtype="PCM_24", format="WAV"),
    )
    player = performance.monitor * performance.sound[..., :frames]
    dreams_alone = made - np.atleast_2d(player).T
    energies = np.zeros_like(performance.gains)
    passages = passages_of([performance.played], performance.sample_rate)
    rows, heard = [], list[Answered]()
    for loop, arrival in enumerate(performance.arrivals):
        sidecar = read_json(sidecar_path(arrival.path))
        take = performance.take_of(sidecar["recording"])
        heard.append(answered(performance, arrival.path, take, passages))
        row = {
            "id": arrival.id,
            "file": str(arrival.path),
            "recording": sidecar["recording"],
            "rng_seed": sidecar["rng_seed"],
            "duration_s": arrival.duration_s,
            "arrived_s": round(arrival.arrived_s, 3),
            "late_s": round(arrival.arrived_s - performance.takes[take][1], 3),
            "level_db": sidecar["scores"]["level_db"],
            "last_third_db": sidecar["scores"]["last_third_db"],
            "pitches_hz": sidecar["pitches_hz"],
            "correlation": 0.0,
            "answer": heard[-1].answer,
        }
        if loop < performance.gains.shape[1]:
            energies[:, loop] = band_energy(performance, sidecar["pitches_hz"], sidecar["pitch_weights"])
            there = performance.times_s > arrival.arrived_s + 0.2
            row["correlation"] = _correlation(performance.gains[there, loop], energies[there, loop])
        rows.append(row)
    report: dict[str, Any] = {
        "dreams": rows,
        "gains": {"times_s": performance.times_s.round(3).tolist(), "loops": performance.gains.T.round(5).tolist()},
        "band_energy": {"loops": energies.T.round(6).tolist()},
        "xruns": performance.xruns,
        "seconds": round(frames / performance.sample_rate, 3),
        "player_db": _level_db(player),
        "dreams_db": _level_db(dreams_alone),
        "faults": performance.faults,
    }
    atomically(out / "report.json", lambda partial: partial.write_text(json.dumps(report, indent=1), encoding="utf-8"))
    draw_performance(performance, made, heard, energies, out / "performance.png")
    return report


def band_energy(performance: Performance, pitches_hz: list[float], weights: list[float]) -> NDArray[np.float64]:
    """Return the energy of a loop's bands in the recording: the weighted RMS of each band. Shape: `[times]`.

    Each value covers the follower's release time. Independent of the engine: scipy filters the whole recording.
    """
    settings, rate = performance.settings, performance.sample_rate
    sections = band_sections(pitches_hz, settings.q, settings.sections, rate)
    played = performance.played.astype(np.float64)
    window = round(settings.release_ms / 1000 * rate)
    ends = np.clip(np.round(performance.times_s * rate).astype(int), 0, len(played))
    energy = np.zeros(len(ends))
    for weight, sos in zip(weights, sections, strict=True):
        total = np.concatenate([[0.0], np.cumsum(np.square(sosfilt(sos, played)))])
        energy += weight * np.sqrt((total[ends] - total[np.maximum(ends - window, 0)]) / window)
    return energy


def _correlation(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    if len(first) < 20 or first.std() == 0 or second.std() == 0:
        return 0.0
    return round(float(np.corrcoef(first, second)[0, 1]), 4)


def _level_db(samples: NDArray[np.float32]) -> float:
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
    return round(20 * float(np.log10(max(rms, 1e-9))), 2)
