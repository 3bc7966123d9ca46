"""Prepares recordings once, so that many dreams can be scored against them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Annotated, Any, Final

import numpy as np
from scipy.cluster.vq import kmeans2

from live_inference.scores import bands, resemblance
from live_inference.scores.answer import MOST_PASSAGES, passages_of
from live_inference.scores.bands import MOST_OCTAVES
from live_inference.scores.copies import CopyFinder
from live_inference.scores.measures import NOISE_FLATNESS_DB, WHITE_FLATNESS_DB, Measures, measure
from live_inference.scores.spectra import NUM_BANDS, Spectra, level, spectra_of
from live_models.arrays import DoubleArray, FloatArray
from live_models.fields import FieldError, Length, Within, checked, shown

FORMAT: Final = 1
MIN_DURATION_S: Final = 1.0
SILENT_RMS: Final = 1e-4

MAX_FRAMES: Final = 4000
"""Of more than three minutes, every second, third, … window is kept: the time is frames times windows."""

KEPT_FRAMES: Final = 48
"""Typical windows in the compact form: 48 x 32 integers of decibels are 6 KB of text."""

_DIGITS: Final = {"pitch_shares": 4, "passages": 3, "octaves_db": 1, "own_octaves_db": 1}
"""Decimals of shares in the card; the other arrays are whole decibels."""

_Decibels = Annotated[float, Within(-300.0, 300.0)]
_Bands = Annotated[list[_Decibels], Length(NUM_BANDS, NUM_BANDS)]


@dataclass(frozen=True)
class _Told:
    """The output of `Reference.to_json`, to check what is read."""

    sample_rate: Annotated[int, Within(1000, 192_000)]
    level: Annotated[float, Within(SILENT_RMS, 100.0)]
    frames_db: Annotated[list[_Bands], Length(1, MAX_FRAMES)]
    own_nearest_db: float
    colour_mean_db: _Bands
    colour_deviation_db: _Bands
    own_colour_db: float
    pitch_shares: Annotated[list[float], Length(12, 12)]
    own_pitch: float
    flatness_limit_db: float
    measures: Measures
    low_flatness_limit_db: float = WHITE_FLATNESS_DB
    passages: Annotated[list[Annotated[list[float], Length(12, 12)]], Length(0, MOST_PASSAGES)] = field(
        default_factory=list
    )
    octaves_db: Annotated[list[_Decibels], Length(0, MOST_OCTAVES)] = field(default_factory=list)
    own_octaves_db: Annotated[list[_Decibels], Length(0, MOST_OCTAVES)] = field(default_factory=list)


@dataclass(frozen=True)
class Reference:
    """The recordings that dreams are scored against, or only their statistics. Immutable; any thread.

    `Reference.of` prepares recordings; `to_json` and `from_json` store the statistics in a checkpoint's card.
    """

    sample_rate: int
    level: float
    frames_db: DoubleArray  # [frames, NUM_BANDS]
    own_nearest_db: float
    colour_mean_db: DoubleArray  # [NUM_BANDS]
    colour_deviation_db: DoubleArray  # [NUM_BANDS]
    own_colour_db: float
    pitch_shares: DoubleArray  # [12]
    own_pitch: float
    flatness_limit_db: float
    measures: Measures
    low_flatness_limit_db: float = WHITE_FLATNESS_DB  # older cards do not tell it: what is noise whatever the source
    passages: DoubleArray = field(default_factory=lambda: np.zeros((0, 12)))  # [passages, 12]; older cards have none
    octaves_db: DoubleArray = field(default_factory=lambda: np.zeros(0))  # [octaves]; older cards have none
    own_octaves_db: DoubleArray = field(default_factory=lambda: np.zeros(0))  # [octaves], how far passages are off
    notes: tuple[int, ...] | None = None
    copies: CopyFinder | None = None

    @classmethod
    def of(cls, recordings: Sequence[FloatArray], sample_rate: int) -> Reference:
        """Prepare recordings (mono, at the dreams' rate in Hz). Takes about 5 ms per second of sound.

        Raises ValueError: no recordings, not one-dimensional and finite, shorter than 1 s in all, or silent.
        """
        sounds = [np.asarray(one, dtype=np.float32) for one in recordings]
        if not sounds or any(one.ndim != 1 or not np.isfinite(one).all() for one in sounds):
            raise ValueError(f"recordings must be one-dimensional and finite, got {[one.shape for one in sounds]}")
        duration_s = sum(map(len, sounds)) / sample_rate
        if duration_s < MIN_DURATION_S:
            raise ValueError(f"recordings must be at least {MIN_DURATION_S:g} s long, got {duration_s:.2f} s")
        whole_level = float(np.sqrt(np.average([level(one) ** 2 for one in sounds], weights=[*map(len, sounds)])))
        if whole_level < SILENT_RMS:
            raise ValueError("recordings must hold sound, got silence")
        sounds = [one for one in sounds if len(one) >= 0.1 * sample_rate and level(one) >= SILENT_RMS]
        if not sounds:
            raise ValueError("recordings must hold one that is at least 0.1 s long and sounds, got none")
        spectra = [spectra_of(one, sample_rate) for one in sounds]
        limit = _flatness_limit_db([one.flatness_db[one.audible] for one in spectra])
        low_limit = _flatness_limit_db([one.low_flatness_db[one.audible] for one in spectra])
        own = [
            measure(sound, sample_rate, one, level(sound), limit, low_limit)
            for sound, one in zip(sounds, spectra, strict=True)
        ]
        mean, deviation = _colour(spectra)
        shares = resemblance.pitch_shares(np.concatenate([one.chroma for one in spectra]))
        own_colour, own_pitch = _own_spread(spectra, mean, deviation, shares)
        frames = np.concatenate([one.bands_db[one.audible] for one in spectra])
        frames = frames[:: -(-len(frames) // MAX_FRAMES)]
        nearest = resemblance.nearest_elsewhere_db(frames, duration_s / len(frames))
        return cls(
            sample_rate=sample_rate,
            level=whole_level,
            frames_db=frames,
            own_nearest_db=float(np.median(nearest)) if len(nearest) else 0.0,
            colour_mean_db=mean,
            colour_deviation_db=deviation,
            own_colour_db=own_colour,
            pitch_shares=shares,
            own_pitch=own_pitch,
            flatness_limit_db=limit,
            low_flatness_limit_db=low_limit,
            measures=_worst(own, [len(sound) for sound in sounds]),
            passages=passages_of(sounds, sample_rate),
            **_octaves(sounds, sample_rate),
            notes=tuple(note for one in spectra for note in resemblance.note_order(one.chroma)),
            copies=CopyFinder(sounds, sample_rate),
        )

    def compact(self) -> Reference:
        """Keep statistics only: typical windows instead of all, and no samples, so copies cannot be found."""
        if len(self.frames_db) <= KEPT_FRAMES:
            return replace(self, notes=None, copies=None)
        kept, _ = kmeans2(self.frames_db, KEPT_FRAMES, iter=15, minit="++", rng=np.random.default_rng(0))
        nearest = resemblance.nearest_db(self.frames_db, np.asarray(kept))
        return replace(
            self, frames_db=np.asarray(kept), own_nearest_db=float(np.median(nearest)), notes=None, copies=None
        )

    def to_json(self) -> dict[str, Any]:
        """The statistics for a checkpoint's card, a few KB, without any sample of the recordings."""
        small = self.compact()
        data: dict[str, Any] = {"format": FORMAT}
        for name in (one.name for one in fields(small)):
            value = getattr(small, name)
            if isinstance(value, np.ndarray):
                data[name] = np.round(value, _DIGITS.get(name, 0)).tolist()
            elif isinstance(value, Measures):
                data[name] = {figure: round(number, 4) for figure, number in asdict(value).items()}
            elif isinstance(value, float):
                data[name] = round(value, 5)
            elif isinstance(value, int):
                data[name] = value
        data["frames_db"] = [[int(band) for band in row] for row in data["frames_db"]]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Reference:
        """Read the statistics from a card; they cannot judge novelty. Raises ValueError for another format."""
        if data.get("format") != FORMAT:
            raise ValueError(
                f"not the statistics of a reference: format must be {FORMAT}, got {shown(data.get('format'))}"
            )
        try:
            told = checked(_Told, data)
        except FieldError as error:
            raise ValueError(f"not the statistics of a reference: {error}") from None
        octaves = len(bands.octave_edges(told.sample_rate))
        if not len(told.octaves_db) == len(told.own_octaves_db) or len(told.octaves_db) not in (0, octaves):
            raise ValueError(
                f"not the statistics of a reference: octaves_db and own_octaves_db must have {octaves} numbers at"
                f" {told.sample_rate} Hz, or none, got {len(told.octaves_db)} and {len(told.own_octaves_db)}"
            )
        numbers: dict[str, Any] = {
            name: np.asarray(value) if isinstance(value, list) else value for name, value in vars(told).items()
        }
        return cls(**numbers | {"passages": np.reshape(told.passages, (-1, 12))})


def _flatness_limit_db(flatness: list[DoubleArray]) -> float:
    """Whatever flatness the recordings have, except in their noisiest windows, is not noise for them."""
    own_db = float(np.percentile(np.concatenate(flatness), 99.0))
    return min(max(NOISE_FLATNESS_DB, own_db + 2.0), WHITE_FLATNESS_DB)


def _octaves(sounds: list[FloatArray], sample_rate: int) -> dict[str, DoubleArray]:
    """Levels of the octaves, and how far passages of 10 s are off them: of ten the farthest but one."""
    shares = [10.0 ** (bands.octaves_db(one, sample_rate) / 10.0) * level(one) ** 2 * len(one) for one in sounds]
    powers = sum(level(one) ** 2 * len(one) for one in sounds)
    whole = np.maximum(10.0 * np.log10(np.sum(shares, axis=0) / powers), bands.FLOOR_DB)
    size = round(resemblance.SEGMENT_S * sample_rate)
    passages = [one[start : start + size] for one in sounds for start in range(0, max(1, len(one) - size // 2), size)]
    off = [np.abs(bands.octaves_db(one, sample_rate) - whole) for one in passages if level(one) >= SILENT_RMS]
    return {"octaves_db": whole, "own_octaves_db": np.percentile(off, 90.0, axis=0) if off else np.zeros(len(whole))}


def _colour(spectra: list[Spectra]) -> tuple[DoubleArray, DoubleArray]:
    bands = np.concatenate([one.bands_db[one.audible] for one in spectra])
    return bands.mean(axis=0), bands.std(axis=0)


def _own_spread(
    spectra: list[Spectra], mean: DoubleArray, deviation: DoubleArray, shares: DoubleArray
) -> tuple[float, float]:
    """Distance of passages of 10 s from the whole: colour (median, dB) and pitch content (90th percentile)."""
    colours, pitches = [], []
    for one in spectra:
        size = round(resemblance.SEGMENT_S / one.hop_s)
        for start in range(0, max(1, len(one.bands_db) - size // 2), size // 2):
            audible = one.audible[start : start + size]
            bands = one.bands_db[start : start + size][audible]
            if len(bands) >= size // 4:
                colours.append(resemblance.colour_distance_db(bands.mean(axis=0), bands.std(axis=0), (mean, deviation)))
        per_window = len(one.chroma) / max(1, len(one.bands_db))
        pitch_size = max(1, round(size * per_window))
        for start in range(0, max(1, len(one.chroma) - pitch_size // 2), max(1, pitch_size // 2)):
            passage = resemblance.pitch_shares(one.chroma[start : start + pitch_size])
            pitches.append(resemblance.pitch_distance(passage, shares))
    return float(np.median(colours)) if colours else 0.0, float(np.percentile(pitches, 90.0)) if pitches else 0.0


def _worst(own: list[Measures], lengths: list[int]) -> Measures:
    """Combine measures: the mean, weighted by length, of those that are means; the extreme of the others."""
    means = {"clicks_per_s", "flatness_db", "low_flatness_db", "mean_change_db", "pitch_change", "attack_s"}
    values = {field.name: [getattr(one, field.name) for one in own] for field in fields(Measures)}
    return Measures(
        **{
            name: float(np.average(found, weights=lengths))
            if name in means
            else float(min(found) if name == "least_change_db" else max(found))
            for name, found in values.items()
        }
    )
