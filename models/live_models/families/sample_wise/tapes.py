"""Recordings as samples that a network hears one by one: as played or transposed, and what is played in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.hearing import Lanes, conditions_around, heard_in_samples, step_of
from live_models.families.sample_wise.band_skip import BandSkip
from live_models.families.sample_wise.config import StreamParameters
from live_models.families.sample_wise.entering import as_heard, frames_of, left_over
from live_models.families.sample_wise.linear import SampleSkip


class SampleTape(NamedTuple):
    """Samples of -1..1 as the network hears them, and what the predictor leaves over of each, in its deviations.

    Shape: `[num_frames, bands]` each, `left_over` None without a predictor; `heard` as `heard_in_samples`, None without
    a condition
    """

    samples: FloatArray
    left_over: FloatArray | None
    heard: DoubleArray | None


def sample_tape(
    parameters: StreamParameters, recordings: Sequence[FloatArray], peak: float, skip: SampleSkip | BandSkip | None
) -> SampleTape:
    """Recordings end to end, over their peak."""
    p = parameters
    samples = as_heard(p, frames_of(p, np.concatenate(recordings)) / peak)
    rest = None
    if skip is not None:
        round_the_end = np.concatenate([samples[np.arange(-p.frames_heard, 0) % len(samples)], samples])
        rest = (left_over(round_the_end, skip.weight) / skip.units).astype(np.float32)
    heard = heard_in_samples(recordings, p.sample_rate) if p.condition else None
    return SampleTape(samples, rest, heard)


class Excerpt(NamedTuple):
    """Stretches of tapes, one for each lane. Shape: `[lanes, steps, bands]` each, float64"""

    samples: DoubleArray
    left_over: DoubleArray | None


def excerpt(parameters: StreamParameters, tapes: Sequence[SampleTape], places: np.ndarray, lanes: Lanes) -> Excerpt:
    """What each lane hears at its places: from its own tape, which goes round, at its own level. Shape: `[B, T]`"""
    own = [tapes[int(version)] for version in lanes.version]
    gains = 10.0 ** (lanes.level_db[:, None, None] / 20.0)
    pairs = list(zip(own, places, strict=True))
    samples = np.stack([tape.samples[at % len(tape.samples)] for tape, at in pairs]).astype(np.float64) * gains
    if lanes.level_db.any():
        samples = as_heard(parameters, np.clip(samples, -1.0, 1.0)).astype(np.float64)
    if own[0].left_over is None:
        return Excerpt(samples, None)
    rest = [tape.left_over[at % len(tape.samples)] for tape, at in pairs if tape.left_over is not None]
    return Excerpt(samples, np.stack(rest).astype(np.float64) * gains)


def conditions_at(tapes: Sequence[SampleTape], places: np.ndarray, lanes: Lanes, sample_rate: int) -> FloatArray | None:
    """What each lane heeds around its place, a sample; zeros for nothing. Shape: `[B]` -> `[B, SIZE]`"""
    if tapes[0].heard is None:
        return None
    step, found = step_of(sample_rate), []
    for lane, version in enumerate(lanes.version):
        heard = tapes[int(version)].heard
        assert heard is not None
        span, level_db = lanes.span_s[lane] * sample_rate / step, lanes.level_db[lane]
        middle = places[lane : lane + 1] / step - 0.5  # of row 0 the middle is half a step after the start
        found.append(lanes.heeds[lane] * conditions_around(heard, middle, span, level_db)[0])
    return np.stack(found).astype(np.float32)


def as_played(lanes: int, span_s: float) -> Lanes:
    """Lanes that hear a recording as it is, and heed what is played."""
    nothing = np.zeros(lanes)
    return Lanes(nothing.astype(np.int64), nothing, np.full(lanes, span_s), np.ones(lanes))
