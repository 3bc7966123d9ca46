"""What happens to a seed inside an exported file: functions that TorchScript can compile (no numpy, no class).

They repeat `live_inference.files.mono.mixed_down` and `live_models.contract.generator.fit_seed` in another language,
and add a resampler, since the host never resamples; tests hold each against its original.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor


def mixed_down(samples: Tensor) -> Tensor:
    """The mean of the channels, or the louder one where they cancel each other; without constant offsets.

    Shape: `[channels, n]` -> `[n]`
    """
    steady = samples - samples.mean(dim=1, keepdim=True)
    mixed = steady.mean(dim=0)
    powers = torch.mean(steady * steady, dim=1)
    apart = powers.sum() / (samples.size(0) * samples.size(0))  # what the mean of unlike channels would have
    if bool(torch.mean(mixed * mixed) < 0.1 * apart) and bool(powers.max() > 1e-12):  # mono.CANCELLED
        mixed = steady[int(torch.argmax(powers).item())]
    return mixed


def sounding(samples: Tensor) -> Tensor:
    """The samples without what follows the last one above 5 % of the peak. Shape: `[n]` -> `[m]`, m <= n."""
    loud = torch.nonzero(torch.abs(samples) > 0.05 * torch.abs(samples).max())
    if loud.size(0) == 0:
        return samples
    return samples[: int(loud[-1, 0].item()) + 1]


def fitted(samples: Tensor, length: int) -> Tensor:
    """The last `length` samples of what sounds, repeated from its start if that is too short. Shape: -> `[length]`."""
    heard = sounding(samples)
    if heard.size(0) < length:
        heard = heard.repeat(-(-length // heard.size(0)))
    return heard[-length:]


def half_width(ratio: float) -> int:
    """Samples that `interpolated` reads on either side of a position."""
    return 32 * max(1, math.ceil(ratio))


def interpolated(samples: Tensor, offset: int, fraction: float, ratio: float, count: int) -> Tensor:
    """Values of a sound between its samples, `count` of them: at `offset + fraction`, then every `ratio` samples.

    A sinc of 32 zero crossings on either side under a Hann window (Smith, *Digital Audio Resampling*, bandlimited
    interpolation), low enough that nothing above the lower of the two Nyquist frequencies is left. Every position must
    lie `half_width` samples inside.

    Shape: `[B, n]` -> `[B, count]`
    """
    width = half_width(ratio)
    cutoff = 0.94 * min(1.0, 1.0 / ratio)
    pieces: list[Tensor] = []
    taps = torch.arange(1 - width, width + 1)
    for start in range(0, count, 4096):  # an array of taps for every position: bounded
        here = torch.arange(start, min(count, start + 4096), dtype=torch.float64) * ratio + fraction
        first = torch.floor(here)
        away = taps.to(torch.float32).unsqueeze(0) - (here - first).to(torch.float32).unsqueeze(1)
        weights = torch.sinc(cutoff * away) * torch.square(torch.cos(0.5 * math.pi / width * away))
        weights = weights / weights.sum(dim=1, keepdim=True)
        # The offset is added to whole numbers: added to the fraction it would round positions across a sample.
        index = first.to(torch.int64).unsqueeze(1) + taps.unsqueeze(0) + offset
        found = samples[:, index.to(samples.device)] * weights.to(samples.device)
        pieces.append(found.sum(dim=2))
    if len(pieces) == 0:
        return samples[:, :0]
    return torch.cat(pieces, dim=1)


def resampled(samples: Tensor, ratio: float) -> Tensor:
    """A sound at another rate; `ratio` is the old rate over the new one. Shape: `[n]` -> `[n / ratio]`."""
    if ratio == 1.0:
        return samples
    width = half_width(ratio)
    padded = torch.nn.functional.pad(samples.unsqueeze(0), [width, width])
    return interpolated(padded, width, 0.0, ratio, max(1, int(samples.size(0) / ratio)))[0]
