"""A short synthesised etude for plucked string in stereo, the demo's default recording.

``python -m live_daemon.demo.etude FILE.flac`` writes it (the same samples every time).
"""

from __future__ import annotations

import sys
from pathlib import Path

import numba
import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.signal import butter, oaconvolve, sosfilt

from live_daemon.follower.bands import midi_to_hz

SAMPLE_RATE = 48_000
ETUDE_FILE = Path(__file__).parent.parent / "data" / "etude.flac"

# One bar is two seconds of eight plucks; a dash is a rest, in which ringing notes fade, and the loops with them.
# The few pitches recur, so that a later bar raises the dream made from an earlier one.
BARS = (
    "E2 B2 E3 G3 B3 G3 E3 B2",
    "E2 B2 F#3 G3 B3 G3 F#3 B2",
    "E2 B2 E3 G3 E4 B3 G3 E3",
    "E2 -  -  -  -  -  -  - ",
    "A2 E3 A3 C4 E4 C4 A3 E3",
    "A2 E3 B3 C4 E4 C4 B3 E3",
    "A2 E3 A3 C4 A4 E4 C4 A3",
    "A2 -  -  -  -  -  -  - ",
    "D3 A3 D4 F4 A4 F4 D4 A3",
    "D3 A3 E4 F4 A4 F4 E4 A3",
    "D3 -  -  -  -  -  -  - ",
    "E2 B2 E3 G3 B3 G3 E3 B2",
    "E2 B2 E3 G3 E4 B3 G3 E3",
    "-  -  -  -  -  -  -  - ",
    "A2 E3 A3 C4 E4 C4 A3 E3",
    "A2 -  -  -  -  -  -  - ",
    "D3 A3 D4 F4 A4 F4 D4 A3",
    "D3 -  -  -  -  -  -  - ",
    "E2 B2 E3 G3 B3 E4 -  - ",
    "-  -  -  -  -  -  -  - ",
)
STEP_S = 0.25
LOWEST, HIGHEST = 40, 69
"""MIDI notes that sound farthest left and right, E2 and A4."""
PAN = 0.4
"""How far left or right that is, of 1."""
ROOM_S, ROOM_ECHOES, ROOM_LEVEL, ROOM_HZ = 0.25, 400, 0.25, 500.0
"""The room: its length, its echoes, their level against the strings', and from where up it answers."""
_SEMITONES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def etude() -> NDArray[np.float32]:
    """Return the etude as two microphones hear it: low strings left, high ones right, in a small room.

    The room is only in the difference of the channels, so their mean is the dry strings, peak 0.7.
    Shape: `[2, frames]` at 48 kHz.
    """
    rng = np.random.default_rng(2018)
    frames = round((len(BARS) * 8 * STEP_S + 1.0) * SAMPLE_RATE)
    mid, side = np.zeros(frames), np.zeros(frames)
    for bar, line in enumerate(BARS):
        for step, name in enumerate(line.split()):
            if name == "-":
                continue
            when = (bar * 8 + step) * STEP_S + rng.normal(0, 0.006)
            strength = (1.0 if step == 0 else 0.62) * rng.uniform(0.85, 1.0)
            note = _midi(name)
            tone = pluck(midi_to_hz(note), 3.0, strength, rng)
            start = max(0, round(when * SAMPLE_RATE))
            length = min(len(tone), frames - start)
            mid[start : start + length] += tone[:length]
            side[start : start + length] += _place(note) * tone[:length]
    side += _room(mid)
    return np.asarray(0.7 / np.abs(mid).max() * np.stack([mid + side, mid - side]), np.float32)


def _place(note: int) -> float:
    """Where a note sounds: from `PAN`, left, to its opposite."""
    return PAN * (1.0 - 2.0 * (note - LOWEST) / (HIGHEST - LOWEST))


def _room(dry: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what a small room adds: scattered echoes that die away (velvet noise). Shape: `[frames]`."""
    rng = np.random.default_rng(1971)
    length = round(ROOM_S * SAMPLE_RATE)
    echoes = np.zeros(length)
    places = rng.integers(round(0.003 * SAMPLE_RATE), length, ROOM_ECHOES)
    echoes[places] = rng.choice((-1.0, 1.0), ROOM_ECHOES) * 10 ** (-3.0 * places / length)
    echoes *= ROOM_LEVEL / np.sqrt(np.sum(echoes**2))
    echoes = sosfilt(butter(2, ROOM_HZ, "highpass", fs=SAMPLE_RATE, output="sos"), echoes)
    return np.asarray(oaconvolve(dry, echoes)[: len(dry)])


def pluck(frequency_hz: float, duration_s: float, strength: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return one plucked note. Shape: `[frames]`.

    Karplus and Strong (Computer Music Journal 7(2), 1983) with the extensions of Jaffe and Smith in the same issue:
    a fractional delay tunes it, a comb places the pick, a harder pluck is brighter, higher strings decay sooner.
    """
    period = SAMPLE_RATE / frequency_hz
    noise = rng.uniform(-1, 1, int(period))
    pick = max(1, int(0.18 * len(noise)))
    burst = noise - np.roll(noise, pick)
    smooth = 0.75 - 0.5 * strength
    for index in range(1, len(burst)):
        burst[index] = (1 - smooth) * burst[index] + smooth * burst[index - 1]
    decay_s = 4.5 * (110.0 / frequency_hz) ** 0.45
    loss = 10 ** (-3.0 / (decay_s * frequency_hz))
    tone: NDArray[np.float64] = _string(burst, period, loss, round(duration_s * SAMPLE_RATE))
    fade = round(0.05 * SAMPLE_RATE)
    tone[-fade:] *= np.linspace(1, 0, fade)
    tone *= strength
    return tone


@numba.njit(cache=True)  # type: ignore[misc]
def _string(burst: NDArray[np.float64], period: float, loss: float, frames: int) -> NDArray[np.float64]:
    """Recirculate the burst through a two-point average (half a sample of delay) and an all-pass (the rest)."""
    whole = int(period - 0.5)
    part = period - 0.5 - whole
    if part < 0.1:
        whole -= 1
        part += 1.0
    coefficient = (1.0 - part) / (1.0 + part)
    out = np.zeros(frames)
    last_average = 0.0
    last_pass = 0.0
    for n in range(frames):
        value = burst[n] if n < len(burst) else 0.0
        if n > whole:
            average = loss * 0.5 * (out[n - whole] + out[n - whole - 1])
            last_pass = coefficient * average + last_average - coefficient * last_pass
            last_average = average
            value += last_pass
        out[n] = value
    return out


def _midi(name: str) -> int:
    letter, accidental, octave = name[0], name[1:-1], name[-1]
    return 12 * (int(octave) + 1) + _SEMITONES[letter] + (accidental == "#")


def main(file: Path) -> None:
    """Write the etude as FLAC, 16 bit."""
    soundfile.write(file, etude().T, SAMPLE_RATE, subtype="PCM_16", format="FLAC")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
