"""Seeds of given pitches only: notes filtered from the recordings, plucked strings for pitches they lack."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import scipy.signal

from live_inference.command_line.notes import note_to_midi, words_of
from live_inference.files.audio import at_rate
from live_inference.render.errors import RenderError
from live_inference.render.onsets import onsets_s
from live_inference.render.seeds import LONGEST_LABEL, SILENT_PEAK, Recording, Seed
from live_models.arrays import DoubleArray, FloatArray

A4_HZ: Final = 440.0
LOWEST_MIDI, HIGHEST_MIDI = 24, 96
"""C1 to C7: no string or voice has its fundamental beyond."""

NOTE_S: Final = 1.2
SHORTEST_NOTE_S: Final = 0.12
SEED_NOTES: Final = 6
"""A seed has six notes, every pitch in turn (of more pitches, each once): about six seconds, more than any network
hears."""

MOST_NOTES: Final = 8
"""The eight loudest notes of a pitch are used in turn."""

FADE_S: Final = 0.01
HARMONICS: Final = 8
DECAY: Final = 0.84
"""Weight of a harmonic relative to the one below it (Hermes 1988)."""

WIDTH_CENTS: Final = 50.0
SYNTHETIC_RATE: Final = 44100
SYNTHETIC_PEAK: Final = 0.3


def parse_pitches(text: str) -> list[tuple[str, float]]:
    """Return names and MIDI numbers of pitches such as ``E2 B2 G3``, each once, in the order given.

    Separators are blanks, commas or semicolons.

    Raises:
        RenderError: not notes from C1 to C7.
    """
    found: dict[str, float] = {}
    for one in words_of([text]):
        midi = note_to_midi(str(one))
        if midi is None or not LOWEST_MIDI <= midi <= HIGHEST_MIDI:
            raise RenderError(f"--pitches must be notes from C1 to C7 such as E2,B2,F#3, got {one!r}")
        found[str(one)] = float(midi)
    return list(found.items())


def pitched_seeds(recordings: Sequence[Recording], pitches: Sequence[tuple[str, float]], rng_seed: int) -> list[Seed]:
    """Return one seed for each pitch, which begins with that pitch and continues with the others in order.

    `pitches`: their names and MIDI numbers; they are also said to models with a condition.

    A note is the sound between two onsets of a recording. Its pitch is the one with the strongest harmonics
    (subharmonic summation: Hermes 1988, *Measurement of pitch by subharmonic summation*); everything that is not near
    these harmonics is filtered out. A pitch without a note in the recordings is plucked (`rng_seed`).
    """
    rate = recordings[0].sample_rate if recordings else SYNTHETIC_RATE
    notes: list[list[FloatArray]] = [[] for _ in pitches]
    wanted_hz = [A4_HZ * 2.0 ** ((midi - 69) / 12.0) for _, midi in pitches]
    for recording in recordings:
        for number, note in _notes_of(recording, wanted_hz):
            notes[number].append(at_rate(note.astype(np.float32), recording.sample_rate, rate))
    rng = np.random.default_rng(rng_seed)
    held = [bool(own) for own in notes]
    loudness = [float(np.abs(note).max()) for own in notes for note in own]
    for number, hz in enumerate(wanted_hz):
        notes[number].sort(key=lambda note: -float(np.abs(note).max()))
        if not held[number]:
            peak = float(np.median(loudness)) if loudness else SYNTHETIC_PEAK
            notes[number] = [np.asarray(peak * _plucked(hz, rate, rng), np.float32)]
    said = tuple(sorted({midi for _, midi in pitches}))
    label = "-".join(name for name, _ in pitches)
    if len(label) > LONGEST_LABEL:
        label = f"{pitches[0][0]}-and-{len(pitches) - 1}-more"
    seeds = []
    for first in range(len(pitches)):
        order = [(first + step) % len(pitches) for step in range(max(SEED_NOTES, len(pitches)))]
        turns = [(pitch, order[:place].count(pitch) + first) for place, pitch in enumerate(order)]
        samples = _joined(
            [notes[pitch][:MOST_NOTES][turn % min(len(notes[pitch]), MOST_NOTES)] for pitch, turn in turns], rate
        )
        source = ", ".join(
            f"{name} {'filtered' if own else 'plucked'}" for (name, _), own in zip(pitches, held, strict=True)
        )
        seeds.append(Seed(f"pitches-{label}-{first + 1:03d}", source, samples, samples, rate, said=said))
    return seeds


def _notes_of(recording: Recording, wanted_hz: Sequence[float]) -> list[tuple[int, DoubleArray]]:
    """The notes of a recording with a wanted pitch: the pitch's number and the filtered note."""
    rate = recording.sample_rate
    edges_s = [0.0, *onsets_s(recording.samples, rate), recording.duration_s]
    found = []
    for start_s, end_s in pairwise(edges_s):
        note = recording.samples[round(start_s * rate) : round(min(end_s, start_s + NOTE_S) * rate)].astype(np.float64)
        if len(note) < SHORTEST_NOTE_S * rate or float(np.abs(note).max()) < 10 * SILENT_PEAK:
            continue
        midi = _midi_of(note, rate)
        for number, hz in enumerate(wanted_hz):
            if midi == round(69 + 12 * np.log2(hz / A4_HZ)):
                found.append((number, _only(note, rate, hz)))
    return found


def _midi_of(note: DoubleArray, sample_rate: int) -> int:
    """The pitch with the strongest harmonics, as a MIDI number. Shape: `[n]`"""
    points = 1 << int(np.ceil(np.log2(max(len(note), sample_rate))))  # bins of at most 1 Hz
    amplitude = np.abs(np.fft.rfft(note * np.hanning(len(note)), points))
    compressed = np.sqrt(amplitude)  # so that a strong low partial does not outweigh all others
    midi = np.arange(LOWEST_MIDI, HIGHEST_MIDI + 1)
    strength = np.zeros(len(midi))
    for row, key in enumerate(midi):
        hz = A4_HZ * 2.0 ** ((key - 69) / 12.0)
        for harmonic in range(1, HARMONICS + 1):
            low, high = _edges(harmonic * hz, sample_rate / points)
            if high >= len(compressed):
                break
            strength[row] += DECAY ** (harmonic - 1) * compressed[low:high].max()
    return int(midi[np.argmax(strength)])


def _edges(hz: float, bin_hz: float) -> tuple[int, int]:
    """The first bin within half a semitone, and the one after the last."""
    reach = 2.0 ** (WIDTH_CENTS / 1200.0)
    low = round(hz / reach / bin_hz)
    return low, max(low + 1, round(hz * reach / bin_hz))


def _only(note: DoubleArray, sample_rate: int, hz: float) -> DoubleArray:
    """Keep only what is near a harmonic of `hz`. Shape: `[n]` -> `[n]`."""
    points = 2 * len(note)  # zeros keep the sharp filter's ringing from wrapping around
    spectrum = np.fft.rfft(note, points)
    bin_hz = sample_rate / points
    kept = np.zeros(len(spectrum))
    for harmonic in range(1, int(0.45 * sample_rate / hz) + 1):
        # Half a semitone, but never so wide that the bands of neighbouring harmonics meet and nothing is removed.
        half_hz = min(harmonic * hz * (2.0 ** (WIDTH_CENTS / 1200.0) - 1.0), 0.15 * hz)
        low, high = round((harmonic * hz - half_hz) / bin_hz), round((harmonic * hz + half_hz) / bin_hz)
        kept[low : high + 1] = 1.0
    return np.asarray(np.fft.irfft(spectrum * kept, points)[: len(note)])


def _plucked(hz: float, sample_rate: int, rng: np.random.Generator) -> DoubleArray:
    """A plucked string, peak 1 (Karplus & Strong 1983; tuned by an allpass: Jaffe & Smith 1983, equation 12)."""
    period = sample_rate / hz - 0.5  # the averaging filter delays by half a sample
    length = int(period - 0.1)
    fraction = period - length
    allpass = (1.0 - fraction) / (1.0 + fraction)
    count = round(NOTE_S * sample_rate)
    noise = np.zeros(count)
    noise[:length] = rng.uniform(-1.0, 1.0, length)
    # y[n] = x[n] + 0.998 * average(allpass(y[n - length])), as one filter.
    top = 0.998 * np.convolve([0.5, 0.5], [allpass, 1.0])
    denominator = np.zeros(length + len(top))
    denominator[:2] = (1.0, allpass)
    denominator[length:] -= top
    out = scipy.signal.lfilter([1.0, allpass], denominator, noise)
    return np.asarray(out / np.abs(out).max())


def _joined(notes: Sequence[FloatArray], sample_rate: int) -> FloatArray:
    """Concatenate notes, each faded in and out."""
    fade = round(FADE_S * sample_rate)
    rising = np.linspace(0.0, 1.0, fade, dtype=np.float32)
    faded = []
    for note in notes:
        own = note.copy()
        own[:fade] *= rising
        own[-fade:] *= rising[::-1]
        faded.append(own)
    return np.concatenate(faded)
