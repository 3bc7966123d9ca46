"""One dream from a recording to samples: seed, frozen model, guard, resampling. Torch-free itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from live_inference.generator import Controls, Generator, generate
from live_inference.guard import Guard

CHUNK_S = 0.25


class DreamRejectedError(RuntimeError):
    """The guard refuses the dream; the text is the reason, one line."""


@dataclass(frozen=True, slots=True)
class DreamChunk:
    """The next samples of a dream at the asked sample rate, and the part of the dream that is made so far."""

    samples: NDArray[np.float32]
    fraction: float


def dream(
    generator: Generator[Any],
    seed: NDArray[np.float32],
    duration_s: float,
    sample_rate: int,
    rng_seed: int,
    controls: Controls,
) -> Iterator[DreamChunk]:
    """Yield a dream in chunks of about 0.25 s, resampled from the model's rate to ``sample_rate``.

    Resampling is streaming, so the chunks join without a seam; together they hold exactly
    ``round(duration_s * sample_rate)`` samples.

    Raises:
        DreamRejectedError: the guard found the dream silent, stuck, bursting or not finite.
    """
    rate = generator.spec.sample_rate
    guard = Guard(rate, seed)
    resampler = soxr.ResampleStream(rate, sample_rate, 1, dtype="float32", quality="HQ")
    total = round(duration_s * sample_rate)
    needed = int(np.ceil(duration_s * rate)) + generator.spec.hop_length
    made = given = 0
    for chunk in generate(
        generator, seed, needed, rng_seed, controls, max(1, round(CHUNK_S * rate / generator.spec.hop_length))
    ):
        reason = guard.check(chunk)
        if reason is not None:
            raise DreamRejectedError(reason)
        made += len(chunk)
        resampled = resampler.resample_chunk(chunk, last=made >= needed)[: total - given]
        given += len(resampled)
        if len(resampled):
            yield DreamChunk(resampled, min(1.0, made / needed))
    if given < total:  # the resampler's last samples round to fewer: hold the length that was promised
        yield DreamChunk(np.zeros(total - given, np.float32), 1.0)
