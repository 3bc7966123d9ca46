"""Centre frequencies of the follower's bands, and their filters as second-order sections."""

import itertools
import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from live_inference.command_line.notes import note_to_midi, words_of

MAX_BANDS = 64
DEFAULT_Q = 8.0
LOWEST_HZ, HIGHEST_HZ = 10.0, 20_000.0


def highest_band_hz(sample_rate: float) -> float:
    """Return the highest centre frequency in Hz that a band may have at a sample rate."""
    return min(HIGHEST_HZ, 0.45 * sample_rate)


def default_bands(count: int = 32, low_hz: float = 60.0, high_hz: float = 6000.0) -> NDArray[np.float64]:
    """Return `count` centre frequencies in Hz, spaced geometrically from low to high, both included."""
    _check_count(count)
    if not 0 < low_hz <= high_hz:
        raise ValueError(f"band limits must be 0 < low_hz <= high_hz, got {low_hz:g} and {high_hz:g}")
    return np.geomspace(low_hz, high_hz, count)


def midi_to_hz(note: float, a4_hz: float = 440.0) -> float:
    """Return the frequency in Hz of a MIDI note (69 is a4; fractions are microtones)."""
    return a4_hz * math.pow(2.0, (note - 69.0) / 12.0)


def bands_from_notes(notes: Iterable[float], a4_hz: float = 440.0) -> NDArray[np.float64]:
    """Return the bands of a list of MIDI notes, as `bands_from_pitches` does."""
    return bands_from_pitches(midi_to_hz(note, a4_hz) for note in notes)


def bands_from_words(words: Iterable[float | str], highest_hz: float = HIGHEST_HZ) -> list[float]:
    """Return the centre frequencies in Hz, ascending, of a list as a musician writes it; empty for `bank`.

    Numbers are Hz; after the word `midi` they are MIDI notes, after `hz` Hz again. A text is one note's name, or
    several, as a message box or a text field sends them: "E2 A2 D3", with blanks, commas or semicolons.

    >>> bands_from_words([220, "A2", "midi", 69])
    [110.0, 220.0, 440.0]
    >>> bands_from_words(["A2, A3"])
    [110.0, 220.0]

    Raises:
        ValueError: another word, a pitch out of range or twice, or more than 64; in one line.
    """
    kept: list[float] = []
    given = words_of(words)
    if given == ["bank"]:
        return []
    in_midi = False
    for word in given:
        if word in ("midi", "hz"):
            in_midi = word == "midi"
            continue
        kept.append(_hz_of(word, in_midi, highest_hz))
    if len(kept) > MAX_BANDS:
        raise ValueError(f"must hold {MAX_BANDS} bands at most, got {len(kept)}")
    for lower, upper in itertools.pairwise(sorted(kept)):
        if lower == upper:
            raise ValueError(f"must differ, got {lower:g} twice")
    return sorted(kept)


def _hz_of(word: float | str, in_midi: bool, highest_hz: float) -> float:
    try:
        number = float(word)
    except ValueError:
        note = note_to_midi(str(word))
        if note is None:
            raise ValueError(
                f"must be Hz, names of notes (E2, F#3), MIDI notes behind the word midi, or bank, got {word!r}"
            ) from None
        number, in_midi = float(note), True
    if in_midi and not 0 <= number <= 136:
        raise ValueError(f"must be in range 0..136 as MIDI notes, got {number:g}")
    hz = midi_to_hz(number) if in_midi else number
    if not LOWEST_HZ <= hz <= highest_hz:
        raise ValueError(f"must be in range {LOWEST_HZ:g}..{highest_hz:g} Hz, got {hz:g}")
    return hz


def bands_from_pitches(pitches_hz: Iterable[float]) -> NDArray[np.float64]:
    """Return sorted centre frequencies in Hz for a list of pitches; pitches within a quarter tone share one.

    Raises:
        ValueError: no pitch, more than 64 distinct ones, or one outside 10..20000 Hz.
    """
    kept: list[float] = []
    for hz in sorted(float(hz) for hz in pitches_hz):
        if not LOWEST_HZ <= hz <= HIGHEST_HZ:
            raise ValueError(f"a band's pitch must be in range {LOWEST_HZ:g}..{HIGHEST_HZ:g} Hz, got {hz:g}")
        if not kept or hz / kept[-1] >= 2 ** (1 / 24):
            kept.append(hz)
    _check_count(len(kept))
    return np.asarray(kept, np.float64)


def section_q(q: float, sections: int) -> float:
    """Return the Q of each section of a cascade that has this Q as a whole.

    A band-pass of Q has |H|^2 = 1 / (1 + Q^2 d^2) with d = f/f0 - f0/f; n of them reach half power where
    Q^2 d^2 = 2^(1/n) - 1, so each section must be that much wider.
    """
    return q * math.sqrt(2.0 ** (1.0 / sections) - 1.0)


def band_sections(
    centres_hz: Sequence[float] | NDArray[np.float64], q: float, sections: int, sample_rate: float
) -> NDArray[np.float64]:
    """Return the second-order sections of each band, in the layout of scipy.signal.sosfilt.

    Band-pass with 0 dB peak from R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients".

    Shape: (bands, sections, 6). This is the readable form; the engine computes the same in its callback.
    """
    w = 2.0 * np.pi * np.minimum(np.asarray(centres_hz, np.float64), 0.49 * sample_rate) / sample_rate
    alpha = np.sin(w) / (2.0 * section_q(q, sections))
    a0 = 1.0 + alpha
    one = np.stack([alpha / a0, 0 * w, -alpha / a0, np.ones_like(w), -2.0 * np.cos(w) / a0, (1.0 - alpha) / a0], axis=1)
    return np.repeat(one[:, None, :], sections, axis=1)


def _check_count(count: int) -> None:
    if not 1 <= count <= MAX_BANDS:
        raise ValueError(f"number of bands must be in range 1..{MAX_BANDS}, got {count}")
