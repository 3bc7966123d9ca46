"""The follower's own delay through a real audio server: JACK's dummy at 48 kHz and 64 frames; printed as JSON.

As `follower`, but the tone is played by another JACK client into the audio process and the loop comes back the same
way. JACK gives one client of a ring its input a period later: that is measured with the monitor (dry sound) in the same
run and told apart.
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from live_daemon.audio.control import EngineControl
from live_daemon.audio.record import AudioRecord
from live_daemon.follower.bands import bands_from_words
from live_daemon.settings import FollowerSettings
from support.audio_process import AudioProcess
from support.jack import JackServer
from support.jack_performer import performing
from support.signals import SAMPLE_RATE, noise
from trials.follower import LEVEL, NOTES, crossing, ideal_envelopes

PERIOD = 64
TONE_S, REST_S, LEAD_S = 1.0, 3.0, 0.5


def delays_on_jack(onsets_each: int, settings: FollowerSettings) -> dict[str, Any]:
    """Return delays in ms: the filter's, the ring's, ours. Percentiles over pitches, phases and places in a block."""
    rng = np.random.default_rng(5)
    found: dict[str, list[float]] = {"total": [], "filter": [], "ours": []}
    with tempfile.TemporaryDirectory(dir="/dev/shm") as name:
        record = AudioRecord.create(Path(name), SAMPLE_RATE, PERIOD)
        record.arena[:] = LEVEL
        control = EngineControl(record)
        with JackServer(Path(name), PERIOD) as server:
            options = ("--device", "JACK:system", "--client-name", "engine")
            with AudioProcess(record, *options, environment=server.environment):
                ring = _ring_frames(server, control)
                control.start_slot(0, 0, PERIOD, pan=-1.0, fade_in_ms=0.0)
                control.set_follower(settings.attack_ms, settings.release_ms, 0.0, 1.0)
                control.set_gain_map(0, [1.0])
                for note in NOTES:
                    (hz,) = bands_from_words([note])
                    control.set_bands([hz], settings.q, settings.sections)
                    sound, onsets = _tones(hz, onsets_each, rng)
                    gain = _perform(server, sound)[ring:] / LEVEL
                    wanted = ideal_envelopes(sound[None], hz, settings)[0]
                    for onset in onsets:
                        end = onset + round(TONE_S * SAMPLE_RATE)
                        height = wanted[end - SAMPLE_RATE // 5 : end].mean() / 2
                        first = onset + crossing(wanted[onset:end], height)
                        ours = onset + crossing(gain[onset:end], height)
                        found["total"].append((ours - onset) / SAMPLE_RATE * 1000)
                        found["filter"].append((first - onset) / SAMPLE_RATE * 1000)
                        found["ours"].append((ours - first) / SAMPLE_RATE * 1000)
        lost = server.xruns()
    percentiles = {
        part: {f"p{at}": round(float(np.percentile(values, at)), 3) for at in (50, 95, 99, 100)}
        for part, values in found.items()
    }
    block_ms = round(PERIOD / SAMPLE_RATE * 1000, 3)
    return {"block_ms": block_ms, "ring_frames": ring, "onsets": len(found["ours"]), "ms": percentiles, "xruns": lost}


def _tones(hz: float, number: int, rng: np.random.Generator) -> tuple[np.ndarray, list[int]]:
    """Return tones with rests between them, each beginning anywhere in a block and in its period."""
    step = round((TONE_S + REST_S) * SAMPLE_RATE)
    lead = round(LEAD_S * SAMPLE_RATE)
    sound = np.zeros(lead + number * step, np.float32)
    onsets = []
    for index in range(number):
        onset = lead + index * step + int(rng.integers(8 * PERIOD))
        t = np.arange(round(TONE_S * SAMPLE_RATE)) / SAMPLE_RATE
        sound[onset : onset + len(t)] = 0.8 * np.sin(2 * np.pi * hz * t + rng.uniform(0, 2 * np.pi))
        onsets.append(onset)
    return sound, onsets


def _ring_frames(server: JackServer, control: EngineControl) -> int:
    """Return how many frames later a sound comes back that is only passed through."""
    control.set_monitor(1.0)
    lead = round(LEAD_S * SAMPLE_RATE)
    sound = np.concatenate([np.zeros(lead, np.float32), noise(0.2, 0.1)])
    back = _perform(server, sound)
    control.set_monitor(0.0)
    return int(np.argmax(np.correlate(back, sound[lead : lead + 1000], "valid"))) - lead


def _perform(server: JackServer, sound: np.ndarray) -> np.ndarray:
    """Play a sound into the engine; return what its first output gave meanwhile."""
    heard: list[np.ndarray] = []
    with performing(server, sound, heard) as done:
        if not done.wait(60 + len(sound) / SAMPLE_RATE):
            raise TimeoutError("the JACK server stopped calling")
    return np.concatenate(heard)


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--onsets", type=int, default=10, help="at each pitch")
    options = parser.parse_args()
    print(json.dumps(delays_on_jack(options.onsets, FollowerSettings()), indent=1))
    return 0
