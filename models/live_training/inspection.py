"""A look at the recordings before a training: what would harm it, and whether they hold notes or sustained sound."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import scipy.signal
import soundfile

from live_inference.arrays import DoubleArray, FloatArray
from live_inference.audio_files import AudioFileError, read_audio
from live_models.features import SILENCE_RMS

LITTLE_S: Final = 20.0
"""Below this a model has heard every window so often that it can only repeat them."""

GOOD_S: Final = 60.0

CLIPPED_RUN: Final = 3
CLIPPED_RUNS: Final = 10
"""Music reaches its highest sample once or twice; a clipped recording stays on it for several samples, many times."""

QUIET_PEAK_DB: Final = -30.0
OFFSET: Final = 0.005
DEAD_DB: Final = -50.0
CANCELLED_DB: Final = -12.0
PAUSE_DB: Final = -60.0
PAUSES_SHARE: Final = 0.3
WALL_DB: Final = 30.0

NOTES_PER_S: Final = 1.0
NOTES_DECAY_DB_PER_S: Final = -6.0
"""Notes: at least one onset a second, and the sound after half of them falls by 6 dB a second or more."""


@dataclass(frozen=True)
class Profile:
    """What kind of playing it is. `decay_db_per_s`: the median slope of the level after an onset."""

    duration_s: float
    onsets_per_s: float
    decay_db_per_s: float

    @property
    def notes(self) -> bool:
        """Whether it is plucked or struck playing rather than sustained sound."""
        return self.onsets_per_s >= NOTES_PER_S and self.decay_db_per_s <= NOTES_DECAY_DB_PER_S

    def in_words(self) -> str:
        """For the performer."""
        if self.onsets_per_s < 0.05:
            return "hardly an onset, the sound goes on"
        moves = "falls" if self.decay_db_per_s < 0.0 else "rises"
        return (
            f"{self.onsets_per_s:.1f} onsets a second, after them the sound {moves} by "
            f"{abs(self.decay_db_per_s):.0f} dB a second"
        )


@dataclass(frozen=True)
class Inspection:
    """The profile of all recordings together, and one line for each thing that would harm the training."""

    profile: Profile
    warnings: list[str]


def inspect(paths: Sequence[Path], sample_rate: int) -> Inspection:
    """Look at recordings for a model of `sample_rate` Hz. Raises AudioFileError for what cannot be read as audio."""
    warnings: list[str] = []
    onsets, decays, duration_s = 0.0, [], 0.0
    for path in paths:
        mono = read_audio(path, sample_rate)
        warnings += [f"{Path(path).name}: {fault}" for fault in _file_faults(path, sample_rate)]
        sounding_s, count, slopes = _playing(mono, sample_rate)
        duration_s += sounding_s
        onsets += count
        decays += slopes
    if duration_s < LITTLE_S:
        warnings.append(
            f"only {duration_s:.0f} s of sound in all: the dreams may repeat it literally; "
            f"record {GOOD_S:.0f} s or more"
        )
    decay = float(np.median(decays)) if decays else 0.0
    return Inspection(Profile(duration_s, onsets / max(duration_s, 1e-3), decay), warnings)


def _file_faults(path: Path, sample_rate: int) -> list[str]:
    try:
        data, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as error:
        raise AudioFileError(f"{path}: {error}") from None
    if float(np.abs(data).max()) < SILENCE_RMS:
        return []  # refused with a reason of its own when the material is made
    found = [_clipping(data, rate), _level(data), _offset(data), _channels(data), _pauses(data, rate)]
    found.append(_bandwidth(data.mean(axis=1), rate, sample_rate))
    return [fault for fault in found if fault is not None]


def _clipping(data: FloatArray, rate: int) -> str | None:
    places = []
    for channel in data.T:
        for polarity in (channel, -channel):
            top = float(polarity.max())
            if top < 0.1:
                continue
            flat = polarity >= top - 2.0**-15  # one step of 16 bits
            edges = np.flatnonzero(np.diff(np.concatenate([[0], flat.astype(np.int8), [0]])))
            starts, ends = edges[::2], edges[1::2]
            places += list(starts[ends - starts >= CLIPPED_RUN])
    if len(places) < CLIPPED_RUNS:
        return None
    return (
        f"clipped in {len(places)} places, the first at {min(places) / rate:.1f} s: "
        "the model learns the distortion; record again with peaks around -6 dBFS"
    )


def _level(data: FloatArray) -> str | None:
    peak_db = 20.0 * np.log10(float(np.abs(data).max()) + 1e-9)
    if peak_db >= QUIET_PEAK_DB:
        return None
    return f"very quiet (peak {peak_db:.0f} dBFS): its noise is raised with it; record louder, peaks around -6 dBFS"


def _offset(data: FloatArray) -> str | None:
    offset = float(data.mean())
    if abs(offset) < OFFSET:
        return None
    return f"a constant offset of {offset:+.3f} (DC), taken out here; look for a fault in the cable or the interface"


def _channels(data: FloatArray) -> str | None:
    if data.shape[1] < 2:
        return None
    data = data - data.mean(axis=0, dtype=np.float64)
    levels = np.sqrt(np.mean(data**2, axis=0)) + 1e-12
    dead = np.flatnonzero(20.0 * np.log10(levels / levels.max()) < DEAD_DB)
    if len(dead):
        names = {0: "left", 1: "right"} if data.shape[1] == 2 else {}
        which = " and ".join(str(names.get(int(index), index + 1)) for index in dead)
        return f"channel {which} is silent; the rest is used"
    mixed = float(np.sqrt(np.mean(data.mean(axis=1) ** 2))) + 1e-12
    if 20.0 * np.log10(mixed / levels.max()) < CANCELLED_DB:
        return "its channels cancel each other when mixed to mono; turn the phase of one, or give one channel alone"
    return None


def _pauses(data: FloatArray, rate: int) -> str | None:
    length = max(1, rate // 20)
    mono = data.mean(axis=1)
    pieces = mono[: len(mono) // length * length].reshape(-1, length)
    levels = 10.0 * np.log10(np.mean(pieces.astype(np.float64) ** 2, axis=1) + 1e-12)
    if not len(levels):
        return None
    share = float(np.mean(levels < levels.max() + PAUSE_DB))
    if share < PAUSES_SHARE:
        return None
    return f"{share:.0%} of it is silence: the model learns the silence too; cut the pauses out"


def _bandwidth(mono: FloatArray, rate: int, sample_rate: int) -> str | None:
    """What the model could learn but the file does not hold: above its own Nyquist frequency or a filter's edge."""
    wanted = sample_rate / 2.0
    edge = _wall_hz(mono, rate, wanted)
    if rate < sample_rate and (edge is None or edge > rate / 2.0):
        edge = rate / 2.0
    if edge is None:
        return None
    what = f"a file of {rate} Hz" if rate < sample_rate else "it was once reduced to a lower rate"
    return (
        f"holds nothing above {edge:.0f} Hz ({what}), the model goes up to {wanted:.0f} Hz: the dreams will be dull; "
        "record at 44100 or 48000 Hz"
    )


def _wall_hz(mono: FloatArray, rate: int, highest_hz: float) -> float | None:
    """Where the spectrum falls by 30 dB within a few hundred Hz and stays there; None if it does not.

    No instrument does that, a resampler's or coder's low-pass filter does. In bands of 100 Hz up to `highest_hz`.
    """
    highest_hz = min(highest_hz, rate / 2.0)
    frequencies, power = scipy.signal.welch(mono.astype(np.float64), rate, nperseg=min(len(mono), rate // 20))
    bands = [
        float(power[(frequencies >= low) & (frequencies < low + 100.0)].mean())
        for low in np.arange(1000.0, highest_hz - 100.0, 100.0)
    ]
    levels = 10.0 * np.log10(np.array(bands) + 1e-20)
    for index in range(3, len(levels) - 5):
        if levels[index + 3 :].max() < levels[index - 3 : index].mean() - WALL_DB:
            # A dark tone's slope is no wall: a wall has even ground before it.
            before = levels[index - 3 : index]
            if before.max() - before.min() < WALL_DB / 3.0:
                return 1000.0 + 100.0 * index
    return None


def _playing(mono: FloatArray, sample_rate: int) -> tuple[float, int, list[float]]:
    """Seconds that sound (within 45 dB of the loudest), number of onsets, and the level's slope after each, dB/s.

    Onsets are peaks of the spectral flux of log magnitudes (Dixon 2006, "Onset detection revisited", 2.1).
    """
    hop = max(1, round(0.0116 * sample_rate))
    size = 4 * hop
    if len(mono) < 64 * hop or not mono.any():
        return len(mono) / sample_rate, 0, []
    window = np.hanning(size).astype(np.float32)
    pieces = np.lib.stride_tricks.sliding_window_view(mono, size)[::hop]
    magnitudes = np.concatenate(
        [np.abs(np.fft.rfft(pieces[at : at + 1024] * window, axis=1)) for at in range(0, len(pieces), 1024)]
    )
    level = 10.0 * np.log10(np.sum(magnitudes**2, axis=1) + 1e-12)
    level -= level.max()
    bright = np.log(1e-3 * magnitudes.max() + magnitudes)
    flux: DoubleArray = np.maximum(bright[2:] - bright[:-2], 0.0).mean(axis=1)
    level = level[2:]
    apart = round(0.1 * sample_rate / hop)
    peaks, _ = scipy.signal.find_peaks(flux, height=float(np.median(flux)) + 0.15, distance=apart)
    peaks = peaks[level[peaks] > -45.0]
    slopes = []
    for first, last in itertools.pairwise([*peaks, len(level)]):
        begin, end = int(first) + 4, min(int(last) - 2, int(first) + 4 + round(sample_rate / hop))
        if (end - begin) * hop > 0.15 * sample_rate:
            times_s = np.arange(end - begin) * hop / sample_rate
            slopes.append(float(np.polyfit(times_s, level[begin:end], 1)[0]))
    return float(np.sum(level > -45.0)) * hop / sample_rate, len(peaks), slopes
