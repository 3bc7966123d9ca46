"""`live_models.families.spectral.damping` as a module that TorchScript compiles: one condition for several lanes."""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

import torch
from torch import Tensor, nn

from live_models.condition.numbers import NUM_PITCHES
from live_models.families.lstm.dreamer import LANES
from live_models.families.spectral import damping
from live_models.families.spectral.config import SpectralParameters


class ScriptedDamping(nn.Module):
    """The old condition of each lane and the new one of all, bin by bin; see `Damping`. Without a condition, empty."""

    places: Tensor
    old: Tensor
    new: Tensor

    def __init__(self, p: SpectralParameters) -> None:
        super().__init__()
        bins = p.held_size if p.condition else 0
        self.bins, self.num_pitches = bins, NUM_PITCHES
        self.rate, self.fading = damping.falling_of(p)
        self.ringing = damping.RINGING
        self.forgetting, self.pitched = damping.forgetting_of(p), damping.pitched_of(p)
        self.least, self.call, self.least_gained = float(damping.LEAST), damping.CALL, damping.LEAST_GAINED
        self.register_buffer("places", torch.from_numpy(damping.places(p)[:bins]))
        self.register_buffer("old", torch.zeros(LANES if bins else 0, bins))
        self.register_buffer("new", torch.zeros(1, bins))

    def turn(self, numbers: Tensor) -> None:
        """Heed another condition. Shape: `[SIZE]`"""
        shares = numbers[: self.num_pitches]
        highest = float(shares.max().item())
        if highest > 0.0:
            self.new.copy_(torch.amax((shares / highest) * self.places, dim=1).unsqueeze(0))
        else:
            self.new.copy_(torch.amax(self.places, dim=1).unsqueeze(0))
            self.new[:, : self.pitched] = 1.0

    def begin(self, batch: int) -> None:
        """All pitches are new."""
        self.old[:batch] = 0.0

    def calls(self, means: Tensor, batch: int, influence: float) -> Tensor:
        """See `Damping.calls`. Shape: `[B, K, input_size]` -> `[B, K]`"""
        gained = (self.new - self.old[:batch]).clamp(min=0.0)[:, : self.pitched]
        total = gained.sum(dim=1, keepdim=True).clamp(min=self.least_gained)
        heights = torch.bmm(means[:, :, : self.pitched], gained.unsqueeze(2)).squeeze(2) / total
        return self.call * min(max(influence, 0.0), 1.0) * (heights - heights.mean(dim=1, keepdim=True))

    def rung(self, window: Tensor, last: Tensor, batch: int, influence: float) -> Tensor:
        """See `Damping.rung`. Shape kept: `[B, input_size]`"""
        low, above = window[:, : self.pitched], window[:, self.pitched :]
        falling = (last[:batch, : self.pitched] - low).clamp(min=0.0)
        return torch.cat(
            [low + self.ringing * min(influence, 1.0) * self.new[:, : self.pitched] * falling, above], dim=1
        )

    def damped(self, window: Tensor, batch: int, influence: float) -> Tensor:
        """See `Damping.damped`. Shape kept: `[B, input_size]`"""
        old = self.old[:batch]
        falling = self.rate * min(influence, 1.0) * (old - self.new).clamp(min=0.0) / old.clamp(min=self.least)
        strays = self.fading * max(influence - 1.0, 0.0) * (1.0 - self.new[:, : self.pitched])
        falling = torch.cat([falling[:, : self.pitched] + strays, falling[:, self.pitched :]], dim=1)
        old.copy_(self.new + self.forgetting * (old - self.new))
        return torch.cat([window[:, : self.bins] * torch.exp(-falling), window[:, self.bins :]], dim=1)
