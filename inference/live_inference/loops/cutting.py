"""Cuts a dream so that it repeats without an audible seam. Two channels are cut at one seam.

Shape: a sound is `[frames]`, or `[channels, frames]`
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from live_inference.loops.loudness import at_loudness
from live_models.arrays import DoubleArray, FloatArray

CROSSFADE_S: Final = 0.25

_COARSE_RATE: Final = 8000  # of the first search for the seam
_START_STEP_S: Final = 0.01
_START_SEARCH_S, _END_SEARCH_S = 0.5, 1.5
_QUIET_WINDOW_S: Final = 0.01
_QUIET_BELOW_LOUDEST_DB: Final = -50.0
_SILENT_PEAK: Final = 1e-6  # a removed offset leaves rounding errors
_EASE_S: Final = 0.02
_PRICE_OF_LENGTH: Final = 0.1  # loss of similarity accepted for the longest loop instead of the shortest


@dataclass(frozen=True, slots=True)
class Seam:
    """The loop of a dream: it plays from frame ``start`` to frame ``end``, then starts again.

    The ``fade`` frames after ``end`` are faded into those after ``start``. ``similarity`` of these two: 1 equal,
    0 unrelated.
    """

    start: int
    end: int
    fade: int
    similarity: float


def make_loop(dream: FloatArray, sample_rate: int, crossfade_s: float = CROSSFADE_S) -> FloatArray:
    """Return the dream as a loop: without silence at its ends, with the least audible seam, at -18 LUFS.

    Shape:
        - dream: `[..., frames]`; returned: `[..., loop_frames]`, at least one crossfade shorter

    Raises:
        ValueError: the dream is silent, or its sounding part is shorter than two crossfades.
    """
    sound = without_silence(dream, sample_rate)
    loop = cut_loop(sound, find_seam(sound, sample_rate, crossfade_s))
    if float(np.abs(loop).max()) < _SILENT_PEAK:
        raise ValueError("a loop needs sound, found silence")
    return at_loudness(loop, sample_rate)


def without_silence(samples: FloatArray, sample_rate: int) -> FloatArray:
    """Cut off both ends where they are 50 dB below the loudest 10 ms; return a view.

    A sound that is silent throughout is returned unchanged.
    """
    window = max(1, round(_QUIET_WINDOW_S * sample_rate))
    frames = samples.shape[-1]
    count = frames // window
    if not count:
        return samples
    blocks = np.square(samples[..., : count * window], dtype=np.float64).reshape(*samples.shape[:-1], count, window)
    power = _over_channels(blocks.mean(axis=-1))
    loud = np.flatnonzero(power > power.max() * 10 ** (_QUIET_BELOW_LOUDEST_DB / 10))
    if not len(loud):
        return samples
    # The rest after the last complete window belongs to that window.
    end = frames if loud[-1] == count - 1 else (int(loud[-1]) + 1) * window
    return samples[..., int(loud[0]) * window : end]


def find_seam(dream: FloatArray, sample_rate: int, crossfade_s: float = CROSSFADE_S) -> Seam:
    """Return the seam at which a dream resembles itself most, within its first 0.5 s and its last 1.5 s.

    The similarity of two stretches as long as the crossfade is 2<x, y> / (<x, x> + <y, y>): their normalised
    cross-correlation, reduced if their levels differ. The first search is at 8 kHz, every 10 ms against every sample;
    then the end is refined to the sample. Finally both move together, by 20 ms at most, to the smallest step from one
    sample to the next, because this step is repeated forever. Channels count together.

    Shape:
        - dream: `[..., frames]`

    Raises:
        ValueError: the dream is shorter than two crossfades.
    """
    fade, frames = round(crossfade_s * sample_rate), dream.shape[-1]
    if frames < 2 * fade or not fade:
        raise ValueError(f"a loop needs at least {2 * crossfade_s:g} s of sound, got {frames / sample_rate:.2f} s")
    spare = frames - 2 * fade
    starts = min(round(_START_SEARCH_S * sample_rate), spare // 4)
    ends = min(round(_END_SEARCH_S * sample_rate), spare // 2)
    first_end = frames - fade - ends
    start, end = _coarse(dream[..., : starts + fade], dream[..., first_end:], fade, sample_rate)
    start, end = min(start, starts), first_end + min(end, ends)

    reach = 2 * max(1, sample_rate // _COARSE_RATE)
    near = range(max(first_end, end - reach), min(frames - fade, end + reach) + 1)
    end = max(near, key=lambda one: _similarity(dream[..., start : start + fade], dream[..., one : one + fade]))

    ease = round(_EASE_S * sample_rate)
    lowest, highest = max(-ease, -start, 1 - end), min(ease, frames - fade - end)
    steps = _over_channels(np.abs(np.diff(dream[..., end + lowest - 1 : end + highest + 1])))
    shift = lowest + int(np.argmin(steps)) if len(steps) else 0
    start, end = start + shift, end + shift
    return Seam(start, end, fade, _similarity(dream[..., start : start + fade], dream[..., end : end + fade]))


def cut_loop(dream: FloatArray, seam: Seam) -> FloatArray:
    """Return the dream from the seam's start to its end; the samples after the end are faded into the beginning.

    The power of the crossfade does not depend on the correlation (M. Fink, M. Holters, U. Zölzer, "Signal-matched
    power-complementary cross-fading and dry-wet mixing", DAFx-16): equal ends do not become louder, unlike ones not
    softer. The loop's last sample is followed by the sample that followed it in the dream.

    Shape:
        - returned: `[..., end - start]`
    """
    loop = np.array(dream[..., seam.start : seam.end], np.float32)
    into = np.asarray(dream[..., seam.start : seam.start + seam.fade], np.float64)
    out_of = np.asarray(dream[..., seam.end : seam.end + seam.fade], np.float64)
    into_power, out_power, product = _dot(into, into), _dot(out_of, out_of), _dot(into, out_of)
    angle = (np.arange(seam.fade) + 0.5) / seam.fade * (np.pi / 2)
    rise, fall = np.sin(angle), np.cos(angle)
    apart = rise**2 * into_power + fall**2 * out_power
    # Opposite ends are compensated only by half; full compensation would amplify noise.
    common = max(2 * product / max(into_power + out_power, 1e-20), -0.5)
    together = apart + rise * fall * common * (into_power + out_power)
    gain = np.sqrt(np.divide(apart, together, out=np.ones_like(apart), where=together > 1e-20))
    loop[..., : seam.fade] = gain * (rise * into + fall * out_of)
    return loop


def as_circle(loop: FloatArray, frames: int) -> FloatArray:
    """Return a loop resampled to a number of frames (soxr, HQ), as a circle, so that its seam stays inaudible.

    Shape:
        - returned: `[..., frames]`
    """
    import soxr

    length = loop.shape[-1]
    if frames == length:
        return loop
    # Two turns: from the middle of the first to that of the second the ends have no influence.
    twice = soxr.resample(np.concatenate([loop, loop], axis=-1).T, length, frames, quality="HQ").T
    half = frames // 2
    return np.asarray(np.roll(twice[..., half : half + frames], half, axis=-1), np.float32)


def _coarse(head: FloatArray, tail: FloatArray, fade: int, sample_rate: int) -> tuple[int, int]:
    """The best start in the head and the best end in the tail, in frames, at the precision of 8 kHz."""
    import soxr
    from scipy.fft import irfft, next_fast_len, rfft

    every = max(1, sample_rate // _COARSE_RATE)
    first, last = (
        np.asarray(soxr.resample(part.T, every, 1, quality="LQ").T if every > 1 else part, np.float64)
        for part in (head, tail)
    )
    heads, tails = first.shape[-1], last.shape[-1]
    width = min(max(1, fade // every), heads, tails)
    step = max(1, round(_START_STEP_S * sample_rate / every))
    places = np.arange(0, heads - width + 1, step)
    stretches = first[..., places[:, None] + np.arange(width)]
    size = next_fast_len(tails, real=True)
    products = irfft(rfft(last, size)[..., None, :] * np.conj(rfft(stretches, size, axis=-1)), size, axis=-1)
    products = products[..., : tails - width + 1]
    energy = np.concatenate([[0.0], np.cumsum(_summed(last**2, 1))])
    energies = (energy[width:] - energy[:-width])[None, :] + _summed(np.square(stretches).sum(axis=-1), 1)[:, None]
    products = _summed(products, 2)
    found = np.divide(2 * products, energies, out=np.zeros_like(products), where=energies > 1e-12)
    # Of seams that are nearly equal (a tone has hundreds), prefer the one that gives the longer loop.
    found -= _PRICE_OF_LENGTH * (places[:, None] / heads - np.arange(found.shape[1]) / tails)
    row, column = np.unravel_index(int(np.argmax(found)), found.shape)
    return int(places[row]) * every, int(column) * every


def _similarity(first: FloatArray, second: FloatArray) -> float:
    one, other = np.asarray(first, np.float64), np.asarray(second, np.float64)
    energy = _dot(one, one) + _dot(other, other)
    return 2 * _dot(one, other) / energy if energy > 1e-12 else 0.0


def _dot(one: DoubleArray, other: DoubleArray) -> float:
    """The inner product over time and channels."""
    return float(one.ravel() @ other.ravel())


def _over_channels(values: DoubleArray) -> DoubleArray:
    """The largest of the channels. Shape: `[..., n]` -> `[n]`"""
    return values if values.ndim == 1 else values.max(axis=0)


def _summed(values: DoubleArray, ndim: int) -> DoubleArray:
    """The sum over channels, if there is an axis of them before the last ``ndim``."""
    return values if values.ndim == ndim else values.sum(axis=0)
