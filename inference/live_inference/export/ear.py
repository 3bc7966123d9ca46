"""The ear in an exported file: `live_models.condition.ear` written so that TorchScript compiles it."""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

import torch
from torch import Tensor, nn

from live_inference.export.hearing import resampled, sounding
from live_models.condition import ear
from live_models.condition.numbers import (
    DENSITY_STEP,
    HIGHEST,
    LARGEST_DENSITY,
    LOUDNESS_RANGE,
    LOUDNESS_STEP_DB,
    LOWEST,
    PITCH_SUM,
)
from live_models.families.lstm.dreamer import at_reference_level
from live_models.features import REFERENCE_RMS


class ScriptedEar(nn.Module):
    """What a seed says, as the numbers that a network gets; see `live_models.condition.ear.seed_condition`.

    Sums come in another order than there, and the resampler is another: the numbers agree to a hundredth or so.
    """

    long_shape: Tensor
    short_shape: Tensor
    bands: Tensor

    def __init__(self, sample_rate: int) -> None:
        super().__init__()
        self.seed_length = round(ear.SEED_S * sample_rate)
        self.ratio = sample_rate / ear.EAR_RATE
        self.window, self.padded, self.short, self.hop = ear.WINDOW, ear.PADDED, ear.SHORT, ear.HOP
        self.first, self.last = ear.FIRST_BIN, ear.LAST_BIN
        self.least_peak, self.bin_hz = float(ear.LEAST_PEAK), ear.EAR_RATE / ear.PADDED
        self.hops_per_s = ear.EAR_RATE / ear.HOP
        self.silent, self.reference = float(ear.SILENT_POWER), float(REFERENCE_RMS**2)
        self.rise_db, self.mean_frames = float(ear.RISE_DB), ear.MEAN_FRAMES
        self.lowest, self.highest = LOWEST, HIGHEST
        self.pitch_sum, self.loudness_step, self.density_step = PITCH_SUM, LOUDNESS_STEP_DB, DENSITY_STEP
        self.quietest, self.loudest = LOUDNESS_RANGE
        self.largest_density = LARGEST_DENSITY
        self.register_buffer("long_shape", torch.from_numpy(ear.LONG_SHAPE))
        self.register_buffer("short_shape", torch.from_numpy(ear.SHORT_SHAPE))
        self.register_buffer("bands", torch.from_numpy(ear.BAND_MATRIX))

    def forward(self, seed: Tensor) -> Tensor:
        """What a seed says. Shape: `[n]`, at the model's rate -> `[SIZE]`"""
        heard = resampled(at_reference_level(sounding(seed)[-self.seed_length :]), self.ratio)
        held = torch.nn.functional.pad(heard, [self.window, self.hop])
        count = (held.size(0) - self.window) // self.hop
        if count < 2:
            return self.numbers(torch.zeros_like(self.bands[0, :1]).expand(self.highest - self.lowest + 1), 0.0, 0.0)
        behind = (self.window - self.short) // self.hop
        long = held.unfold(0, self.window, self.hop)[1 : count + 1]
        short = held.unfold(0, self.short, self.hop)[1 + behind : 1 + behind + count]
        roots = torch.sqrt(self.semitones(long))[:-1].double().mean(dim=0)
        power = torch.mean(short.double() ** 2, dim=1)[:-1].mean()
        return self.numbers(roots, float(power.item()), self.onsets(short))

    def semitones(self, windows: Tensor) -> Tensor:
        """Amplitude of each semitone. Shape: `[n, window]` -> `[n, semitones]`"""
        power = torch.square(torch.abs(torch.fft.rfft(windows * self.long_shape, self.padded)))
        left = power[:, self.first - 1 : self.last - 1]
        centre = power[:, self.first : self.last]
        right = power[:, self.first + 1 : self.last + 1]
        least = self.least_peak * power.amax(dim=1, keepdim=True) + 1e-12
        peak = (centre > left) & (centre >= right) & (centre > least)
        before, here, after = torch.log(left + 1e-30), torch.log(centre + 1e-30), torch.log(right + 1e-30)
        shift = 0.5 * (before - after) / (before - 2.0 * here + after).clamp(max=-1e-9)
        bins = torch.arange(self.first, self.last, device=windows.device)
        pitch = 69.0 + 12.0 * torch.log2(
            (bins + torch.where(peak, shift, torch.zeros_like(shift))) * self.bin_hz / 440.0
        )
        below = torch.floor(pitch)
        share = pitch - below
        amplitude = torch.where(peak, torch.sqrt(centre), torch.zeros_like(centre))
        found = torch.zeros([windows.size(0), self.highest - self.lowest + 1], device=windows.device)
        for above in range(2):
            semitone = below.to(torch.int64) + above - self.lowest
            part = amplitude * (share if above == 1 else 1.0 - share)
            inside = (semitone >= 0) & (semitone < found.size(1))
            part = torch.where(inside, part, torch.zeros_like(part))
            found = found.scatter_add(1, semitone.clamp(0, found.size(1) - 1), part)
        return found * (2.0 / self.long_shape.sum())

    def onsets(self, short: Tensor) -> float:
        """Onsets for each frame but the last. Shape: `[n, short]`"""
        spectra = torch.square(torch.abs(torch.fft.rfft(short * self.short_shape))).double()
        bands_db = 10.0 * torch.log10(torch.matmul(spectra, self.bands) / self.reference + 1e-6)
        both = torch.cat([torch.full_like(bands_db[:1], -60.0), bands_db])
        rises = (both[1:] - both[:-1]).clamp(min=0.0).mean(dim=1)
        known = torch.nn.functional.pad(rises, [self.mean_frames, 0])
        count, first = rises.size(0) - 1, self.mean_frames
        before = torch.zeros_like(rises[:count])
        for back in range(1, self.mean_frames + 1):
            before = before + known[first - back : first - back + count]
        here, last = known[first : first + count], known[first - 1 : first - 1 + count]
        highest = (here >= last) & (here > known[first + 1 : first + 1 + count])
        begins = highest & (here >= self.rise_db + before / self.mean_frames)
        return float(begins.double().mean().item())

    def numbers(self, roots: Tensor, power: float, onsets: float) -> Tensor:
        """What a network gets of means over frames; see `conditions_of_means`. Shape: `[semitones]` -> `[SIZE]`"""
        total = float(roots.sum().item())
        pitches = torch.zeros_like(roots)
        if total > 0.0 and power > self.silent:
            pitches = roots / total
        loudness_db = 10.0 * torch.log10(torch.tensor(max(power, self.silent) / self.reference, dtype=torch.float64))
        loudness = (loudness_db / self.loudness_step).clamp(self.quietest, self.loudest)
        density = min(max(onsets * self.hops_per_s / self.density_step, 0.0), self.largest_density)
        rest = torch.stack([loudness, torch.tensor(density, dtype=torch.float64)]).to(roots.device)
        return torch.cat([self.pitch_sum * pitches, rest]).float()
