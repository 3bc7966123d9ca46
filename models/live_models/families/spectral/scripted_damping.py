"""`live_models.families.spectral.damping` as a module that TorchScript compiles: one condition for several lanes."""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

import torch
from torch import Tensor, nn

from live_models.condition.numbers import NUM_PITCHES
from live_models.families.lstm.dreamer import LANES
from live_models.families.spectral import damping
from live_models.families.spectral.config import MAX_FEATURE, SpectralParameters


class ScriptedDamping(nn.Module):
    """The old condition of each lane and the new one of all, bin by bin; see `Damping`. Without a condition, empty."""

    places: Tensor
    old: Tensor
    new: Tensor
    wanted: Tensor
    sounding: Tensor

    def __init__(self, p: SpectralParameters) -> None:
        super().__init__()
        bins = p.held_size if p.condition else 0
        self.bins, self.num_pitches = bins, NUM_PITCHES
        self.rate, self.fading = damping.falling_of(p)
        self.ringing, self.spared_more, self.raised = damping.RINGING, damping.SPARED_MORE, damping.RAISED
        self.most_spared, self.least_sum = damping.MOST_SPARED, damping.LEAST_SUM
        self.most = float(MAX_FEATURE)
        self.settling, self.power = damping.settling_of(p), damping.LOUDNESS * float(p.exponent)
        self.forgetting, self.pitched = damping.forgetting_of(p), damping.pitched_of(p)
        self.least, self.call, self.least_gained = float(damping.LEAST), damping.CALL, damping.LEAST_GAINED
        self.register_buffer("places", torch.from_numpy(damping.places(p)[:bins]))
        self.register_buffer("old", torch.zeros(LANES if bins else 0, bins))
        self.register_buffer("new", torch.zeros(1, bins))
        self.register_buffer("wanted", torch.zeros(1, self.pitched if bins else 0))
        self.register_buffer("sounding", torch.zeros(LANES if bins else 0, self.pitched if bins else 0))

    def turn(self, numbers: Tensor) -> None:
        """Heed another condition. Shape: `[SIZE]`"""
        shares = numbers[: self.num_pitches]
        highest = float(shares.max().item())
        if highest > 0.0:
            self.new.copy_(torch.amax((shares / highest) * self.places, dim=1).unsqueeze(0))
            self.wanted.copy_(torch.pow(self.new[:, : self.pitched], self.power))
        else:
            self.new.copy_(torch.amax(self.places, dim=1).unsqueeze(0))
            self.new[:, : self.pitched] = 1.0
            self.wanted.zero_()

    def begin(self, batch: int) -> None:
        """All pitches are new."""
        self.old[:batch] = 0.0
        self.sounding[:batch] = 0.0

    def calls(self, means: Tensor, batch: int, influence: float) -> Tensor:
        """See `Damping.calls`. Shape: `[B, K, input_size]` -> `[B, K]`"""
        gained = (self.new - self.old[:batch]).clamp(min=0.0)[:, : self.pitched]
        total = gained.sum(dim=1, keepdim=True).clamp(min=self.least_gained)
        heights = torch.bmm(means[:, :, : self.pitched], gained.unsqueeze(2)).squeeze(2) / total
        return self.call * min(max(influence, 0.0), 1.0) * (heights - heights.mean(dim=1, keepdim=True))

    def rung(self, window: Tensor, last: Tensor, batch: int, influence: float) -> Tensor:
        """See `Damping.rung`. Shape kept: `[B, input_size]`"""
        low, above = window[:, : self.pitched], window[:, self.pitched :]
        new, sounding, heeded = self.new[:, : self.pitched], self.sounding[:batch], min(max(influence, 0.0), 1.0)
        sounding.add_(self.settling * (last[:batch, : self.pitched] - sounding))
        level = (new * sounding).sum(dim=1, keepdim=True) / (new * self.wanted).sum(dim=1, keepdim=True).clamp(
            min=self.least_sum
        )
        wanted = level * self.wanted
        lacking = (wanted - sounding).clamp(min=0.0) / wanted.clamp(min=self.least_sum)
        spared = (heeded * (self.ringing * new + self.spared_more * lacking)).clamp(max=self.most_spared)
        change = low - last[:batch, : self.pitched]
        moved = torch.where(change < 0.0, -spared, heeded * self.raised * lacking) * change
        return torch.cat([(low + moved).clamp(max=self.most), above], dim=1)

    def damped(self, window: Tensor, batch: int, influence: float) -> Tensor:
        """See `Damping.damped`. Shape kept: `[B, input_size]`"""
        old = self.old[:batch]
        falling = self.rate * min(influence, 1.0) * (old - self.new).clamp(min=0.0) / old.clamp(min=self.least)
        strays = self.fading * max(influence - 1.0, 0.0) * (1.0 - self.new[:, : self.pitched])
        falling = torch.cat([falling[:, : self.pitched] + strays, falling[:, self.pitched :]], dim=1)
        old.copy_(self.new + self.forgetting * (old - self.new))
        return torch.cat([window[:, : self.bins] * torch.exp(-falling), window[:, self.bins :]], dim=1)
