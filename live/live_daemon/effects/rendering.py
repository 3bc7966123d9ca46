"""Renders a sound through an effect: a loop as a circle, a dream with its tail; the effect's latency is taken out.

Shape: a sound is (frames,), or (channels, frames) for an effect that takes them together or `EachAlone`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from live_daemon.effects.hosting import Processor, RenderError
from live_inference.loops.cutting import CROSSFADE_S, Seam, cut_loop

LONGEST_TAIL_S: Final = 30.0
"""Of a dream."""
LONGEST_WAIT_S: Final = 12.0
SHORTEST_WAIT_S: Final = 5.0
"""An echo may come after many rounds of a short loop that are all the same."""
_SAME_DB: Final = -90.0  # of two rounds of a loop: the effect has settled
_SILENT_DB: Final = -80.0  # below the loudest block: the tail has ended
_SILENT_FOR_S: Final = 2.0  # an echo may be as late


class EachAlone:
    """Both channels of a sound through an effect that takes one, an instance for each; judged as one sound.

    Shape: block and returned (effects, block).
    """

    def __init__(self, effects: Sequence[Processor]):
        """``effects``: the same one, for each channel; all are late by as much."""
        self._effects = effects

    @property
    def latency(self) -> int:
        """See `Processor`."""
        return self._effects[0].latency

    @property
    def tail(self) -> int:
        """See `Processor`."""
        return max(effect.tail for effect in self._effects)

    def process(self, block: NDArray[np.float32]) -> NDArray[np.float64]:
        """See `Processor`."""
        return np.stack([effect.process(row) for effect, row in zip(self._effects, block, strict=True)])


def render_loop(
    effect: Processor,
    loop: NDArray[np.float32],
    sample_rate: float,
    block: int,
    beat: Callable[[], None] = lambda: None,
) -> NDArray[np.float32]:
    """Return a loop as it sounds through an effect that has heard it for ever: the tail of its end is in its beginning.

    The loop goes round for 5 s (or the effect's tail, if that is longer), since an echo may come late, and then until
    a round equals the one before (to -90 dB), 12 s at most. An effect that never repeats itself, since it modulates or
    cuts its input into windows, gets a crossfade at the seam.

    Args:
        beat: called after each block.

    Shape: loop and returned (..., frames).
    """
    frames = loop.shape[-1]
    stream = _Stream(effect, block, beat, lambda start, count: loop[..., np.arange(start, start + count) % frames])
    wait_s = min(max(SHORTEST_WAIT_S, effect.tail / sample_rate), LONGEST_WAIT_S)
    least, most = (1 + math.ceil(seconds * sample_rate / frames) for seconds in (wait_s, LONGEST_WAIT_S))
    before = stream.take(frames)
    for rounds in range(2, most + 1):
        now = stream.take(frames)
        if rounds > least and _is_same(before, now):
            return _playable(np.roll(now, -effect.latency, axis=-1), loop)
        before = now
    fade = min(round(CROSSFADE_S * sample_rate), frames // 2)
    stream.take(effect.latency % frames)
    circle = cut_loop(stream.take(frames + fade).astype(np.float32), Seam(0, frames, fade, 1.0))
    return _playable(circle, loop)


def render_dream(
    effect: Processor,
    dream: NDArray[np.float32],
    sample_rate: float,
    block: int,
    beat: Callable[[], None] = lambda: None,
) -> NDArray[np.float32]:
    """Return a dream as it sounds through an effect, with its tail: until 80 dB below the loudest, at most 30 s.

    Two silent seconds end it, unless the plugin says that its tail is longer: what is a gap between echoes, it knows.
    If its latency changes meanwhile, the dream goes through it once more: what it made before and after is apart.

    Shape: dream (..., frames); returned (..., at least frames).
    """
    made, is_steady = _with_tail(effect, dream, sample_rate, block, beat)
    if not is_steady:  # its own tail has ended: nothing of the first time is in the second
        made, _ = _with_tail(effect, dream, sample_rate, block, beat)
    return _playable(made, dream)


def _with_tail(
    effect: Processor, dream: NDArray[np.float32], sample_rate: float, block: int, beat: Callable[[], None]
) -> tuple[NDArray[np.float64], bool]:
    """Return a dream and its tail, and whether the effect was as late at the end as after its first block."""

    def samples(start: int, count: int) -> NDArray[np.float32]:
        part = dream[..., start : start + count]
        rest = np.zeros((*part.shape[:-1], count - part.shape[-1]), np.float32)
        return np.concatenate([part, rest], axis=-1)

    frames = dream.shape[-1]
    stream = _Stream(effect, block, beat, samples)
    found = [stream.take(min(block, frames))]
    latency_at_first = effect.latency  # some tell it in their first block
    found.append(stream.take(frames - found[0].shape[-1]))
    latency = min(effect.latency, round(LONGEST_TAIL_S * sample_rate))
    found.append(stream.take(latency))
    whole = np.concatenate(found, axis=-1)[..., latency:]
    quiet = float(np.abs(whole).max(initial=0.0)) * 10 ** (_SILENT_DB / 20)
    step = round(_SILENT_FOR_S * sample_rate)
    tail: list[NDArray[np.float64]] = []
    while len(tail) * step < LONGEST_TAIL_S * sample_rate:
        tail.append(stream.take(step))
        if float(np.abs(tail[-1]).max()) <= quiet and len(tail) * step >= effect.tail:
            break
    whole = np.concatenate([whole, *tail], axis=-1)
    loud = np.flatnonzero((np.abs(whole) > quiet).reshape(-1, whole.shape[-1]).any(axis=0))
    end = max(frames, int(loud[-1]) + 1 if len(loud) else 0)
    return whole[..., :end], effect.latency == latency_at_first


class _Stream:
    """Takes an effect's output in any lengths, while the effect runs in blocks of one."""

    def __init__(
        self,
        effect: Processor,
        block: int,
        beat: Callable[[], None],
        samples: Callable[[int, int], NDArray[np.float32]],
    ):
        """``samples`` returns the input: (start, count) -> (..., count)."""
        self._blocks = self._run(effect, block, beat, samples)
        self._rest: NDArray[np.float64] | None = None

    def take(self, frames: int) -> NDArray[np.float64]:
        """Return the next frames of the output."""
        parts = [next(self._blocks) if self._rest is None else self._rest]
        have = parts[0].shape[-1]
        while have < frames:
            parts.append(next(self._blocks))
            have += parts[-1].shape[-1]
        whole = np.concatenate(parts, axis=-1)
        self._rest = whole[..., frames:]
        return whole[..., :frames]

    @staticmethod
    def _run(
        effect: Processor,
        block: int,
        beat: Callable[[], None],
        samples: Callable[[int, int], NDArray[np.float32]],
    ) -> Iterator[NDArray[np.float64]]:
        start = 0
        while True:
            yield effect.process(samples(start, block))
            start += block
            beat()


def _is_same(before: NDArray[np.float64], now: NDArray[np.float64]) -> bool:
    """Whether two rounds are equal to -90 dB; two silent ones are not: the sound may still be on its way."""
    power = float(np.square(now).mean())
    return power > 0.0 and float(np.square(now - before).mean()) <= power * 10 ** (_SAME_DB / 10)


def _playable(made: NDArray[np.float64] | NDArray[np.float32], source: NDArray[np.float32]) -> NDArray[np.float32]:
    if not np.isfinite(made).all():
        raise RenderError("it gives samples that are not numbers")
    if not np.any(np.abs(made) > 1e-6) and np.any(np.abs(source) > 1e-6):
        raise RenderError("it gives silence")
    return made.astype(np.float32)
