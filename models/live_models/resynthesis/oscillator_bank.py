"""The oscillator bank of Pfalz (2018), 3.2: sines with the spectra as envelopes."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from live_models.arrays import FloatArray
from live_models.resynthesis.analysis import Analysis


@dataclass
class OscillatorBankState:
    """Where a stream of spectra has come to. One thread at a time.

    Shape: `phases` `[num_bins]`; `table` `[fft_size]`, one period of the last spectrum's oscillators.
    """

    phases: np.ndarray
    table: np.ndarray
    position: int = 0


@dataclass(frozen=True)
class OscillatorBank:
    """Sine oscillators at the bins' centre frequencies, random initial phases, linear envelopes over a hop.

    Levels are such that the sound has the power of the windows that the spectra came from: by Parseval for the whole
    spectrum; by the height of a sinusoid's peak where only peaks are kept. See `Resynthesis`.

    Every centre frequency is a multiple of `sample_rate / fft_size`. So the sum of all oscillators with constant
    amplitudes has a period of `fft_size` samples and is one inverse FFT; and since envelopes are linear and phases
    run on, the sound between two spectra is the crossfade of their two periodic signals, read at the running position:
    exact, and far cheaper than a bank of oscillators.

    `keep_peaks`: only bins above both neighbours sound (his optional first step). A partial is some twelve bins wide,
    and twelve oscillators side by side beat as a narrow noise; its peak alone is a tone. Guitar through the vocoder has
    spectra with a mean cosine to the original's of .99 with peaks, .96 with all bins. `gate_db`: bins this far below
    `reference` (a magnitude) are silent (the papers' threshold gate); None: no gate.
    """

    analysis: Analysis
    keep_peaks: bool = False
    gate_db: float | None = None
    reference: float = 1.0
    _scale: float = field(init=False, repr=False)

    def __post_init__(self) -> None:
        window = self.analysis.shape
        power_scale = 2.0 / np.sqrt(self.analysis.fft_size * np.sum(window**2))
        peak_scale = 2.0 / np.sum(window)
        object.__setattr__(self, "_scale", float(peak_scale if self.keep_peaks else power_scale))

    @property
    def look_ahead(self) -> int:
        """A window sounds at once."""
        return 0

    def begin(self, rng: np.random.Generator, heard: FloatArray) -> OscillatorBankState:
        """A state that starts from silence, whatever was heard: the first envelope rises over one hop."""
        del heard
        phases = rng.uniform(0.0, 2.0 * np.pi, self.analysis.num_bins)
        return OscillatorBankState(phases, np.zeros(self.analysis.fft_size))

    def amplitudes(self, spectra: FloatArray) -> np.ndarray:
        """The oscillators' amplitudes for spectra `[num_windows, num_bins]`: peaks kept, gate applied, scaled."""
        amplitudes = np.array(spectra, dtype=np.float64)
        if self.keep_peaks:
            padded = np.pad(amplitudes, ((0, 0), (1, 1)), constant_values=-1.0)
            peaks = (amplitudes > padded[:, :-2]) & (amplitudes > padded[:, 2:])
            amplitudes[~peaks & ~np.isnan(amplitudes)] = 0.0
        if self.gate_db is not None:
            amplitudes[amplitudes < self.reference * 10.0 ** (-self.gate_db / 20.0)] = 0.0
        return amplitudes * self._scale

    def advance(self, state: OscillatorBankState, spectra: FloatArray) -> FloatArray:
        """Sound of further spectra; each is reached `hop_size` samples after the one before. See `Resynthesis`."""
        hop, period, num_bins = self.analysis.hop_size, self.analysis.fft_size, self.analysis.num_bins
        amplitudes = self.amplitudes(spectra)
        out = np.empty((len(amplitudes), hop), dtype=np.float32)
        rise = np.arange(hop) / hop
        # sin(wn + p) = Re(exp(i(wn + p - pi/2))); irfft halves all bins but the first and divides by the length.
        turn = np.exp(1j * (state.phases - 0.5 * np.pi)) * num_bins
        turn[0] = 2.0 * turn[0].real
        bins = np.zeros(num_bins + 1, dtype=np.complex128)
        steps = np.arange(hop)
        for index, row in enumerate(amplitudes):
            bins[:-1] = row * turn
            table = np.fft.irfft(bins, period)
            where = (state.position + steps) % period
            out[index] = state.table[where] * (1.0 - rise) + table[where] * rise
            state.table[:] = table
            state.position = (state.position + hop) % period
        return out.reshape(-1)
