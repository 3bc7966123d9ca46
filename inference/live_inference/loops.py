"""A dream cut to repeat without a seam. Torch-free."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LOOP_LEVEL_DB = -18.0
LOOP_PEAK = 0.89
CROSSFADE_S = 0.25


def make_loop(dream: NDArray[np.float32], sample_rate: int, crossfade_s: float = CROSSFADE_S) -> NDArray[np.float32]:
    """Return the dream as a loop: its end faded into its beginning, its level brought to -18 dB RMS.

    The last ``crossfade_s`` are mixed over the first ones with equal power (the two are not correlated), so that the
    loop's last sample is followed, at the seam, by what followed it in the dream.

    Shape:
        - dream: `[frames]`; returned: `[frames - crossfade]`

    Raises:
        ValueError: the dream is shorter than two crossfades.
    """
    fade = round(crossfade_s * sample_rate)
    if len(dream) < 2 * fade:
        raise ValueError(f"a loop needs at least {2 * crossfade_s:g} s of dream, got {len(dream) / sample_rate:.2f} s")
    loop = np.array(dream[: len(dream) - fade], np.float32)
    angle = (np.arange(fade, dtype=np.float64) + 0.5) / fade * (np.pi / 2)
    loop[:fade] = np.sin(angle) * loop[:fade] + np.cos(angle) * dream[len(dream) - fade :]
    return level_to(loop, LOOP_LEVEL_DB)


def level_to(samples: NDArray[np.float32], level_db: float) -> NDArray[np.float32]:
    """Return the samples at an RMS level in dB, lower where a peak would pass -1 dB; silence stays silence."""
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
    if rms < 1e-7:
        return samples
    gain = min(10 ** (level_db / 20) / rms, LOOP_PEAK / float(np.abs(samples).max()))
    return np.asarray(samples * np.float32(gain), np.float32)
