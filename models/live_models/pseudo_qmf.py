"""A sound as a few bands, each at a fraction of its rate, and back: a cosine-modulated filter bank (pseudo-QMF)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from scipy.optimize import least_squares, minimize_scalar
from scipy.signal import kaiser_beta, upfirdn

from live_models.arrays import DoubleArray, FloatArray

OVERLAP: Final = 16
"""Length of the filters, in frames (a frame: one sample of each band)."""

ATTENUATION_DB: Final = 85.0
"""Stop band of the Kaiser window that the prototype starts from. Of those tried between 60 and 120 it leaves the least
error."""

STOP_WEIGHT: Final = 0.3
"""How much the stop band counts beside the sum of the bands when the prototype is refined. More of it trades
reconstruction (here -97 dB) for attenuation (here -88 dB)."""


@dataclass(frozen=True)
class FilterBank:
    """`num_bands` bands of equal width, reconstructed nearly perfectly: the error is below -90 dB. Immutable.

    Made by modulating one low-pass with cosines (Vaidyanathan 1993, "Multirate Systems and Filter Banks", 8.1): what
    neighbouring bands alias cancels, what others alias lies in the stop band. Analysis and synthesis together are
    `delay` samples late and keep the power: the mean square of all bands' samples is that of the sound.

    Shape: `analysis`, `synthesis` `[num_bands, taps]`, the second the first backwards
    """

    analysis: DoubleArray
    synthesis: DoubleArray

    @property
    def num_bands(self) -> int:
        """Samples of the sound in a frame."""
        return len(self.analysis)

    @property
    def delay(self) -> int:
        """Samples by which what comes back is late: whole frames, all in which a filter is not yet over."""
        return (OVERLAP - 1) * self.num_bands

    def analysed(self, samples: FloatArray) -> FloatArray:
        """A whole sound in bands; the samples after the last whole frame are dropped.

        Shape: `[..., n]` -> `[..., num_bands, n // num_bands]`, float32
        """
        return Analysis(self, samples.shape[:-1]).advance(samples)

    def synthesised(self, bands: FloatArray) -> FloatArray:
        """A whole sound of its bands, `delay` samples late. Shape: `[..., num_bands, n]` -> `[..., num_bands * n]`"""
        return Synthesis(self, bands.shape[:-2]).advance(bands)


class Analysis:
    """Bands of a sound, or of several side by side, that comes in pieces. One thread at a time.

    Pieces of any length give the same frames as the whole, bit for bit; a frame comes with its last sample.
    """

    def __init__(self, bank: FilterBank, lanes: tuple[int, ...] = ()) -> None:
        """`lanes`: what the shapes of pieces begin with, before the samples."""
        self._bank = bank
        self._heard = np.zeros((*lanes, bank.delay))

    def advance(self, samples: FloatArray) -> FloatArray:
        """The frames that these samples complete. Shape: `[..., n]` -> `[..., num_bands, frames]`, float32"""
        bank = self._bank
        both = np.concatenate([self._heard, samples], axis=-1)
        frames = (both.shape[-1] - bank.delay) // bank.num_bands
        used = frames * bank.num_bands
        if frames == 0:
            self._heard = both
            return np.zeros((*both.shape[:-1], bank.num_bands, 0), dtype=np.float32)
        # One zero before: frames end at whole multiples then, where `upfirdn` takes its samples.
        shifted = np.concatenate([np.zeros((*both.shape[:-1], 1)), both[..., : bank.delay + used]], axis=-1)
        self._heard = both[..., used:]
        taken = slice(OVERLAP, OVERLAP + frames)
        found = [upfirdn(taps, shifted, 1, bank.num_bands)[..., taken] for taps in bank.analysis]
        return np.stack(found, axis=-2).astype(np.float32)


class Synthesis:
    """The sound of bands, or several side by side, that come in pieces. One thread at a time.

    Pieces give the same samples as the whole, bit for bit.
    """

    def __init__(self, bank: FilterBank, lanes: tuple[int, ...] = ()) -> None:
        """`lanes`: what the shapes of pieces begin with, before bands and frames."""
        self._bank = bank
        self._heard = np.zeros((*lanes, bank.num_bands, OVERLAP - 1))

    def advance(self, bands: FloatArray) -> FloatArray:
        """The next samples. Shape: `[..., num_bands, frames]` -> `[..., num_bands * frames]`, float32"""
        count, before = self._bank.num_bands, OVERLAP - 1
        both = np.concatenate([self._heard, bands], axis=-1)
        self._heard = both[..., both.shape[-1] - before :]
        found = np.zeros((*both.shape[:-2], count * bands.shape[-1]))
        for band, taps in enumerate(self._bank.synthesis):
            raised = upfirdn(taps, both[..., band, :], count, 1)
            found += raised[..., before * count : both.shape[-1] * count]
        return found.astype(np.float32)


@lru_cache
def pseudo_qmf(num_bands: int) -> FilterBank:
    """The bank of so many bands. Deterministic; takes a tenth of a second once. Raises ValueError below 2 bands."""
    if num_bands < 2:
        raise ValueError(f"num_bands must be 2 or more, got {num_bands}")
    prototype = _prototype(num_bands)
    band = np.arange(num_bands)[:, None]
    turn = (2 * band + 1) * np.pi / (2 * num_bands) * (np.arange(len(prototype)) - (len(prototype) - 1) / 2)
    phase = np.where(band % 2 == 0, 1.0, -1.0) * np.pi / 4
    scaled = np.sqrt(2.0) * prototype
    return FilterBank(scaled * np.cos(turn + phase), scaled * np.cos(turn - phase))


def in_bands(samples: FloatArray, num_bands: int) -> FloatArray:
    """A whole sound in bands, frame after frame; of one band the sound itself. Shape: `[..., n]` -> `[..., m]`"""
    if num_bands == 1:
        return samples
    return flat(pseudo_qmf(num_bands).analysed(samples))


def flat(bands: FloatArray) -> FloatArray:
    """Bands as one row of numbers, frame after frame.

    Shape: `[..., num_bands, frames]` -> `[..., frames * num_bands]`
    """
    return np.ascontiguousarray(np.swapaxes(bands, -1, -2)).reshape(*bands.shape[:-2], -1)


def unflat(numbers: FloatArray, num_bands: int) -> FloatArray:
    """Undo `flat`. Shape: `[..., frames * num_bands]` -> `[..., num_bands, frames]`, a view"""
    return np.swapaxes(numbers.reshape(*numbers.shape[:-1], -1, num_bands), -1, -2)


def _prototype(num_bands: int) -> DoubleArray:
    """The low-pass, of energy 1, whose bands add up to the sound. Shape: -> `[OVERLAP * num_bands]`

    The Kaiser window design of Lin & Vaidyanathan (1998, "A Kaiser window approach for the design of prototype filters
    of cosine modulated filterbanks"): one number, the cutoff, is searched so that the autocorrelation vanishes at
    multiples of twice the decimation as well as it can (-65 dB). From there all coefficients go on by least squares to
    where it vanishes and the stop band is low (the problem of Nguyen 1994, "Near-perfect-reconstruction pseudo-QMF
    banks", II).
    """
    length, edge = OVERLAP * num_bands, 1.0 / num_bands
    half = length // 2

    def kaiser(cutoff: float) -> DoubleArray:
        places = np.arange(length) - (length - 1) / 2
        low_pass = np.kaiser(length, kaiser_beta(ATTENUATION_DB)) * np.sinc(cutoff * places)
        return np.asarray(low_pass / np.linalg.norm(low_pass))

    lags = range(0, length, 2 * num_bands)
    wanted = np.eye(len(lags))[0]

    def correlated(taps: DoubleArray) -> DoubleArray:
        return np.array([taps[lag:] @ taps[: length - lag] for lag in lags])

    found = minimize_scalar(
        lambda cutoff: np.abs(correlated(kaiser(cutoff)) - wanted).max(),
        bounds=(0.4 * edge, 0.8 * edge),
        method="bounded",
        options={"xatol": 1e-9 * edge},
    )
    angles = np.pi * np.linspace(edge, 1.0, 4 * length)
    stop = 2.0 * np.cos(np.outer(angles, np.arange(half) + 0.5)) * STOP_WEIGHT / np.sqrt(len(angles))

    def both_halves(right: DoubleArray) -> DoubleArray:
        return np.concatenate([right[::-1], right])

    def errors(right: DoubleArray) -> DoubleArray:
        return np.concatenate([correlated(both_halves(right)) - wanted, stop @ right])

    def slopes(right: DoubleArray) -> DoubleArray:
        taps = both_halves(right)
        nothing = [np.zeros(lag) for lag in lags]
        later = [np.concatenate([taps[lag:], zeros]) for lag, zeros in zip(lags, nothing, strict=True)]
        earlier = [np.concatenate([zeros, taps[: length - lag]]) for lag, zeros in zip(lags, nothing, strict=True)]
        whole = np.array(later) + np.array(earlier)
        return np.concatenate([whole[:, half:] + whole[:, :half][:, ::-1], stop])

    refined = least_squares(errors, kaiser(found.x)[half:], slopes, method="lm", xtol=1e-12, ftol=1e-12, gtol=1e-12)
    taps = both_halves(refined.x)
    return np.asarray(taps / np.linalg.norm(taps))
