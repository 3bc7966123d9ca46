"""Inspects recordings before a training: finds what would harm it, and tells notes from sustained sound."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import scipy.signal

from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.ear import SILENT_POWER, frames_of
from live_models.condition.numbers import LOWEST, NUM_PITCHES
from live_models.features import SILENCE_RMS, at_reference_level
from live_models.printable import printable
from live_training.recordings import load_sound
from live_training.survey import Survey, survey

LITTLE_S: Final = 20.0
"""With less sound than this a model hears every window so often that it can only repeat them."""

GOOD_S: Final = 60.0

CLIPPED_RUNS: Final = 10
"""Runs on the highest sample from which a recording counts as clipped."""

QUIET_PEAK_DB: Final = -30.0
OFFSET: Final = 0.005
DEAD_DB: Final = -50.0
PAUSE_DB: Final = -60.0
PAUSES_SHARE: Final = 0.3
CUTOFF_DB: Final = 30.0

HIGH_FROM_HZ: Final = 5500.0
HIGH_DB: Final = -60.0
"""A recording has something above 5.5 kHz from this share of its power on: a live piano and a jazz guitar, the darkest
of those that were measured, have -59 and -56 dB, a nylon guitar -36, a voice -16. What is softer is masked."""

HISS_HZ: Final = (HIGH_FROM_HZ, 20_000.0)
HISS_PERCENTILE: Final = 10.0
"""What is as strong at all frequencies up there is hiss, of dither or an amplifier, and does not count."""

HIGH_ENDS_HZ: Final = 13_000.0
"""A recording that ends below was once reduced: files of 22050 Hz end at 11 kHz, of 24000 Hz at 12, MP3 of 64 kbit/s at
11 and of 96 kbit/s at 15."""

KEY_SHARE: Final = 0.7
"""A semitone is heard where its root amplitude is this share of the window's largest: within 6 dB."""

EAR_PIECE_S: Final = 5.0
"""What the ear hears at once, which takes memory."""

NOTES_PER_S: Final = 1.0
NOTES_DECAY_DB_PER_S: Final = -6.0
"""Notes: at least one onset a second, and the sound after half of them falls by 6 dB a second or more."""


@dataclass(frozen=True)
class Profile:
    """The kind of playing. `decay_db_per_s`: the median slope of the level after an onset."""

    duration_s: float
    onsets_per_s: float
    decay_db_per_s: float

    @property
    def notes(self) -> bool:
        """Whether notes are plucked or struck, not sustained."""
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
class Heard:
    """What was heard in one recording.

    Attributes:
        clipped: places that are clipped.
        silence: share of it that is 60 dB below its loudest, 0..1.
        keys: share of its sounding time in which each semitone from `LOWEST` on is among the loudest, 0..1.
        ends_hz: where it ends, at a filter's edge or at half its rate.
        high_db: power above 5.5 kHz, without what is hiss, against the whole.
        warnings: one line for each fault that would harm the training.
    """

    path: Path
    duration_s: float
    peak_db: float
    level_db: float
    clipped: int
    silence: float
    keys: list[float]
    ends_hz: float
    high_db: float
    warnings: list[str]

    @property
    def dull(self) -> str:
        """Why a full band would be wasted on it, with its name; empty where it would not."""
        name = printable(self.path.name)
        if self.ends_hz < HIGH_ENDS_HZ:
            return f"{name} ends at {self.ends_hz / 1000.0:.1f} kHz"
        if self.high_db < HIGH_DB:
            return f"{name} has hardly anything above {HIGH_FROM_HZ / 1000.0:.1f} kHz ({self.high_db:.0f} dB)"
        return ""

    def to_json(self) -> dict[str, Any]:
        """As a training tells it. `lowest_key`: the MIDI number of the first of `keys`."""
        told = {"path": str(self.path), "file": printable(self.path.name), "lowest_key": LOWEST, "dull": self.dull}
        return {**vars(self), **told}


@dataclass(frozen=True)
class Inspection:
    """The profile of all recordings together, one line for each fault that would harm the training, and each alone.

    `remarks`: what the musician should know, a line each. `learnt_s`: how long they are without their silent ends.
    """

    profile: Profile
    warnings: list[str]
    remarks: list[str] = field(default_factory=list)
    recordings: list[Heard] = field(default_factory=list)
    learnt_s: float = 0.0


def inspect(paths: Sequence[Path], sample_rate: int) -> Inspection:
    """Inspect recordings for a model of `sample_rate` Hz. Raises AudioFileError, and SoundError for silence."""
    warnings: list[str] = []
    heard: list[Heard] = []
    stereo: list[str] = []
    onsets, decays, duration_s, learnt_s = 0.0, [], 0.0, 0.0
    for path in paths:
        found = survey(Path(path), sample_rate)
        learnt_s += _learnt_s(Path(path), found.mono, sample_rate)
        heard.append(_heard(Path(path), found, sample_rate))
        warnings += [f"{printable(Path(path).name)}: {fault}" for fault in heard[-1].warnings]
        stereo += [printable(Path(path).name)] * found.levels.stereo
        sounding_s, count, slopes = _playing(found.mono, sample_rate)
        del found  # makes memory free for the next
        duration_s += sounding_s
        onsets += count
        decays += slopes
    if duration_s < LITTLE_S:
        warnings.append(
            f"only {duration_s:.0f} s of sound in all: the dreams may repeat it literally; "
            f"record {GOOD_S:.0f} s or more"
        )
    decay = float(np.median(decays)) if decays else 0.0
    profile = Profile(duration_s, onsets / max(duration_s, 1e-3), decay)
    return Inspection(profile, warnings, _learnt_as_mono(stereo), heard, learnt_s)


def _learnt_s(path: Path, mono: FloatArray, sample_rate: int) -> float:
    """How long a recording is without its silent ends. Raises SoundError for silence, in the words of a training."""
    peak = float(np.abs(mono).max(initial=0.0))
    if peak < SILENCE_RMS:
        load_sound([path], ["unstated"], sample_rate)  # raises
    loud = np.flatnonzero(np.abs(mono) > 1e-3 * peak)  # as `load_sound` cuts
    return float(loud[-1] + 1 - loud[0]) / sample_rate if len(loud) else 0.0


def _heard(path: Path, found: Survey, sample_rate: int) -> Heard:
    return Heard(
        path,
        round(found.levels.frames / found.sample_rate, 2),
        round(20.0 * float(np.log10(found.peak + 1e-9)), 1),
        round(10.0 * float(np.log10(np.mean(found.levels.powers) + 1e-18)), 1),
        len(found.clipped),
        round(_silent_share(found), 3),
        _keys(found.mono, sample_rate),
        round(_ends_hz(found)),
        round(_high_db(found), 1),
        _file_faults(found, sample_rate),
    )


def _keys(mono: FloatArray, sample_rate: int) -> list[float]:
    """See `Heard.keys`."""
    counts, sounding = np.zeros(NUM_PITCHES), 0
    level = at_reference_level(mono) if mono.any() else mono[:0]
    step = round(EAR_PIECE_S * sample_rate)
    for start in range(0, len(level), step):
        frames = frames_of(level[start : start + step], sample_rate)
        roots = frames[frames[:, NUM_PITCHES] > SILENT_POWER, :NUM_PITCHES]
        largest = roots.max(axis=1, keepdims=True, initial=0.0)
        counts += ((roots >= KEY_SHARE * largest) & (largest > 0.0)).sum(axis=0)
        sounding += len(roots)
    return [round(float(one), 3) for one in counts / max(1, sounding)]


def _silent_share(found: Survey) -> float:
    if not len(found.piece_powers):
        return 0.0
    levels = 10.0 * np.log10(found.piece_powers + 1e-12)
    return float(np.mean(levels < levels.max() + PAUSE_DB))


def _learnt_as_mono(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    what = f"{names[0]} is" if len(names) == 1 else f"{len(names)} recordings ({names[0]}, ...) are"
    return [f"{what} stereo: the mean of both channels is learnt; dreams are as wide as the take that they are made of"]


def _ends_hz(found: Survey) -> float:
    """See `Heard.ends_hz`."""
    half = found.sample_rate / 2.0
    return _cutoff_hz(found, half) or half


def _high_db(found: Survey) -> float:
    """See `Heard.high_db`."""
    highest = min(HISS_HZ[1], 0.45 * found.sample_rate)  # above, a converter's filter leaves no hiss
    power = found.power[(found.frequencies >= HISS_HZ[0]) & (found.frequencies <= highest)]
    high = float(np.maximum(power - np.percentile(power, HISS_PERCENTILE), 0.0).sum()) if len(power) else 0.0
    return 10.0 * float(np.log10((high + 1e-30) / (found.power.sum() + 1e-20)))


def _file_faults(found: Survey, sample_rate: int) -> list[str]:
    faults = [_clipping(found), _level(found), _offset(found), _channels(found), _pauses(found)]
    faults.append(_bandwidth(found, sample_rate))
    return [fault for fault in faults if fault is not None]


def _clipping(found: Survey) -> str | None:
    if len(found.clipped) < CLIPPED_RUNS:
        return None
    return (
        f"clipped in {len(found.clipped)} places, the first at {found.clipped[0] / found.sample_rate:.1f} s: "
        "the model learns the distortion; record again with peaks around -6 dBFS"
    )


def _level(found: Survey) -> str | None:
    peak_db = 20.0 * np.log10(found.peak + 1e-9)
    if peak_db >= QUIET_PEAK_DB:
        return None
    return f"very quiet (peak {peak_db:.0f} dBFS): its noise is raised with it; record louder, peaks around -6 dBFS"


def _offset(found: Survey) -> str | None:
    offset = found.levels.offset()
    if abs(offset) < OFFSET:
        return None
    return f"a constant offset of {offset:+.3f} (DC), taken out here; look for a fault in the cable or the interface"


def _channels(found: Survey) -> str | None:
    levels = np.sqrt(found.levels.powers) + 1e-12
    if len(levels) < 2:
        return None
    names = {0: "left", 1: "right"} if len(levels) == 2 else {}
    dead = np.flatnonzero(20.0 * np.log10(levels / levels.max()) < DEAD_DB)
    if len(dead):
        which = " and ".join(str(names.get(int(index), index + 1)) for index in dead)
        return f"channel {which} is silent; the rest is used"
    used = found.levels.only_channel()
    if used is None:
        return None
    return (
        f"its channels cancel each other when mixed to mono: channel {names.get(used, used + 1)} alone, the louder, is "
        "learnt; turn the phase of one, or give one channel alone"
    )


def _pauses(found: Survey) -> str | None:
    share = _silent_share(found)
    if share < PAUSES_SHARE:
        return None
    return f"{share:.0%} of it is silence: the model learns the silence too; cut the pauses out"


def _bandwidth(found: Survey, sample_rate: int) -> str | None:
    """A band that the model could learn but the file lacks: above its Nyquist frequency or a filter's edge."""
    wanted, rate = sample_rate / 2.0, found.sample_rate
    edge = _cutoff_hz(found, wanted)
    if rate < sample_rate and (edge is None or edge > rate / 2.0):
        edge = rate / 2.0
    if edge is None or edge >= HIGH_ENDS_HZ:
        return None
    what = f"a file of {rate} Hz" if rate < sample_rate else "it was once reduced to a lower rate"
    return (
        f"holds nothing above {edge:.0f} Hz ({what}), the model goes up to {wanted:.0f} Hz: the dreams will be dull; "
        "record at 44100 or 48000 Hz"
    )


def _cutoff_hz(found: Survey, highest_hz: float) -> float | None:
    """Where the spectrum falls by 30 dB within a few hundred Hz and stays low; None if nowhere.

    No instrument does that; the low-pass filter of a resampler or coder does. In bands of 100 Hz up to `highest_hz`.
    """
    highest_hz = min(highest_hz, found.sample_rate / 2.0)
    bands = [
        float(found.power[(found.frequencies >= low) & (found.frequencies < low + 100.0)].mean())
        for low in np.arange(1000.0, highest_hz - 100.0, 100.0)
    ]
    levels = 10.0 * np.log10(np.array(bands) + 1e-20)
    for index in range(3, len(levels) - 5):
        if levels[index + 3 :].max() < levels[index - 3 : index].mean() - CUTOFF_DB:
            # Not the slope of a dark tone: before a cutoff the spectrum is even.
            before = levels[index - 3 : index]
            if before.max() - before.min() < CUTOFF_DB / 3.0:
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
    loudest = max(float(block.max()) for block in _magnitudes(mono, size, hop))
    levels, rises = [], []
    before = np.zeros((0, size // 2 + 1))
    for block in _magnitudes(mono, size, hop):
        levels.append(10.0 * np.log10(np.sum(block**2, axis=1) + 1e-12))
        bright = np.concatenate([before, np.log(1e-3 * loudest + block)])
        rises.append(np.maximum(bright[2:] - bright[:-2], 0.0).mean(axis=1))
        before = bright[-2:]
    flux: DoubleArray = np.concatenate(rises)
    level = np.concatenate(levels)
    level = level[2:] - level.max()
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


def _magnitudes(mono: FloatArray, size: int, hop: int) -> Iterator[FloatArray]:
    """Magnitudes of Hann windows, a thousand at a time. Shape: `[windows, size / 2 + 1]` each"""
    window = np.hanning(size).astype(np.float32)
    pieces = np.lib.stride_tricks.sliding_window_view(mono, size)[::hop]
    for at in range(0, len(pieces), 1024):
        yield np.abs(np.fft.rfft(pieces[at : at + 1024] * window, axis=1))
