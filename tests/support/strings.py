"""A plucked-string melody made here: a seed that is music and needs no file."""

from __future__ import annotations

import numpy as np

PITCHES_HZ = (110.0, 146.8, 196.0, 246.9, 329.6)


def plucked(seconds: float, rng_seed: int = 0, rate: int = 11025, *, together: bool = False) -> np.ndarray:
    """A Karplus-Strong melody at about -20 dBFS: noise bursts into a damped string, half a second a note.

    `together`: no melody, but all of its pitches at once, every time.
    """
    rng = np.random.default_rng(rng_seed)
    out = np.zeros(round(seconds * rate))
    for start in range(0, len(out) - rate, rate // 2):
        for hz in PITCHES_HZ if together else [rng.choice(PITCHES_HZ)]:
            period = round(rate / hz)
            string = rng.uniform(-1.0, 1.0, period)
            note = np.empty(rate)
            for i in range(0, rate, period):
                note[i : i + period] = string[: len(note[i : i + period])]
                string = 0.498 * (string + np.roll(string, 1))
            out[start : start + rate] += note
    return (0.1 * out / np.sqrt(np.mean(out**2))).astype(np.float32)
