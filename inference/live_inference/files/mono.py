"""Mixes channels to mono, without offsets, and without channels that cancel each other; says what is stereo."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray

CANCELLED: Final = 0.1
"""Channels cancel each other if their mix has less than a tenth (-10 dB) of the power of uncorrelated channels."""

NARROW: Final = 1e-6
"""Channels are one, sent twice, if their difference has less than this share (-60 dB) of the power of their mean."""

ONE_SIDED: Final = 1e-4
"""One input of two is played if the softer channel has less than this share (-40 dB) of the louder one's power."""

SOUNDING_OFFSET: Final = 0.005
"""-46 dBFS: smaller offsets are normal for converters."""


class ChannelLevels:
    """Means and powers of the channels and of their mix, added up block by block."""

    def __init__(self, channels: int):
        self.frames = 0
        self._sum, self._squares = np.zeros(channels), np.zeros(channels)
        self._mixed_sum = self._mixed_squares = 0.0

    def add(self, block: FloatArray) -> None:
        """Add the next frames. Shape: `[frames, channels]`"""
        self.frames += len(block)
        self._sum += block.sum(axis=0, dtype=np.float64)
        self._squares += np.square(block, dtype=np.float64).sum(axis=0)
        mixed = block.mean(axis=1, dtype=np.float64)
        self._mixed_sum += float(mixed.sum())
        self._mixed_squares += float(np.square(mixed).sum())

    @property
    def powers(self) -> DoubleArray:
        """Mean square of each channel without its offset. Shape: `[channels]`"""
        count = max(1, self.frames)
        return np.maximum(self._squares / count - np.square(self._sum / count), 0.0)

    @property
    def means(self) -> DoubleArray:
        """The offset of each channel. Shape: `[channels]`"""
        return np.asarray(self._sum / max(1, self.frames))

    def only_channel(self) -> int | None:
        """Return the loudest channel if the channels cancel each other; None if their mean is to be used."""
        powers, count = self.powers, max(1, self.frames)
        mixed = max(self._mixed_squares / count - (self._mixed_sum / count) ** 2, 0.0)
        if len(powers) < 2 or mixed >= CANCELLED * powers.sum() / len(powers) ** 2 or powers.max() <= 1e-12:
            return None
        return int(np.argmax(powers))

    @property
    def stereo(self) -> bool:
        """Whether there are two channels that differ, and do not cancel each other."""
        if len(self._sum) != 2 or self.only_channel() is not None:
            return False
        mixed = max(self._mixed_squares / max(1, self.frames) - (self._mixed_sum / max(1, self.frames)) ** 2, 0.0)
        return bool(0.5 * self.powers.sum() - mixed > NARROW * mixed)

    def offset(self) -> float:
        """Return the offset of the mono signal, as `to_mono` makes it."""
        channel, count = self.only_channel(), max(1, self.frames)
        return float(self._mixed_sum / count if channel is None else self._sum[channel] / count)

    def remarks(self) -> list[str]:
        """Remarks for the musician, one line each."""
        channel = self.only_channel()
        said = []
        if channel is not None:
            name = ("the left", "the right")[channel] if len(self._sum) == 2 else f"channel {channel + 1}"
            said.append(
                "its channels cancel each other (a balanced cable in a stereo input?): "
                f"only {name}, the louder, is used"
            )
        if abs(self.offset()) >= SOUNDING_OFFSET:
            said.append(f"a constant offset of {self.offset():+.3f} is removed (a fault of the cable or interface?)")
        return said


def to_mono(samples: FloatArray, channel: int | None) -> FloatArray:
    """Return one channel, or the mean of all. Shape: `[frames, channels]` -> `[frames]`"""
    if channel is not None:
        return np.array(samples[:, channel], np.float32)
    if samples.shape[1] == 1:
        return np.array(samples[:, 0], np.float32)
    return np.asarray(samples.mean(axis=1, dtype=np.float32))


def middle(samples: FloatArray) -> FloatArray:
    """Return the mean of two channels, or the one that there is: what analysis hears. Shape: `[..., n]` -> `[n]`"""
    return samples if samples.ndim == 1 else np.asarray(0.5 * (samples[0] + samples[1]), np.float32)


def without_offset(samples: FloatArray) -> FloatArray:
    """Return samples without the mean of each channel. Shape: `[frames]` or `[channels, frames]`"""
    if not samples.size:
        return samples
    return np.asarray(samples - samples.mean(axis=-1, keepdims=True, dtype=np.float64).astype(np.float32))


def mixed_down(samples: FloatArray) -> tuple[FloatArray, list[str]]:
    """Return one channel without offset, and remarks for the musician, one line each.

    Shape: `[frames, channels]` -> `[frames]`
    """
    levels = ChannelLevels(samples.shape[1])
    levels.add(samples)
    return without_offset(to_mono(samples, levels.only_channel())), levels.remarks()
