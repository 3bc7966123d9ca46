"""The vector approach as a module that TorchScript compiles, for hosts that load TorchScript."""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

import numpy as np
import torch
from torch import Tensor

from live_models.contract.checkpoint import Checkpoint
from live_models.contract.generator import Controls
from live_models.families.lstm.backends.entries import eager
from live_models.families.lstm.dreamer import LANES, Dreamer, at_reference_level, drawn_mixture, full_mixture
from live_models.families.vector import backend as loop
from live_models.families.vector import generator as vector
from live_models.families.vector import steps
from live_models.families.vector.skip import LOUDEST_RMS, QUIETEST_RMS
from live_models.features import LEVEL_FLOOR, LEVEL_SPAN, REFERENCE_RMS, Normalisation
from live_models.heads import HOLD_DB, MAX_LOG_DEVIATION, MAX_SAMPLE, MIN_LOG_DEVIATION


class VectorDreamer(Dreamer):
    """See `live_models.families.vector.generator`; for its linear skip `live_models.families.vector.skip`."""

    before: Tensor
    history: Tensor
    heard_history: Tensor
    weight: Tensor
    spread: Tensor

    def __init__(
        self, checkpoint: Checkpoint, normalisation: Normalisation, controls: Controls, seed_length: int
    ) -> None:
        super().__init__(checkpoint, normalisation, controls, seed_length)
        p = vector.parameters_of(checkpoint)
        self.level_normalised = p.level_normalised
        self.level_floor, self.level_span = float(LEVEL_FLOOR), float(LEVEL_SPAN)
        self.limit = float(loop.MAX_FEATURE)
        self.rate = min(1.0, p.seg_len / (loop.HOLD_TIME_S * p.sample_rate))
        self.skipped, self.skip_length = p.linear_skip, p.skip_length
        self.quietest, self.too_loud, self.reference = float(QUIETEST_RMS), float(LOUDEST_RMS), float(REFERENCE_RMS)
        self.hold_db, self.loudest = float(HOLD_DB), float(MAX_SAMPLE)
        self.largest = float(normalisation.deviation)
        self.aim = float(loop.HOLD_AIM * normalisation.level)
        self.most_spread = float(steps.MOST_SPREAD)
        self.spread_hold = float(loop.SPREAD_HOLD * controls.energy_hold)
        self.lowest, self.highest = float(MIN_LOG_DEVIATION), float(MAX_LOG_DEVIATION)
        self.register_buffer("history", torch.zeros(LANES, p.skip_length))
        self.register_buffer("heard_history", torch.zeros(1, p.skip_length))
        self.noise_when_stuck, self.same = float(controls.noise_when_stuck), float(loop.SAME)
        # NaN is like nothing.
        self.register_buffer("before", torch.full([LANES, loop.REMEMBERED, p.input_size], torch.nan))
        nothing = np.zeros((1, 1), dtype=np.float32)
        self.register_buffer("weight", torch.from_numpy(checkpoint.tensors.get("linear.weight", nothing)).clone())
        self.register_buffer("spread", torch.from_numpy(checkpoint.tensors.get("linear.spread", nothing)).clone())

    def forward(self, batch: int, temperature: float, dropout: float) -> Tensor:
        """The next `hop_length` samples of every lane. Shape: -> `[B, hop_length]`."""
        output = self.step(self.features[:batch], batch, dropout)
        if self.skipped:
            return self.skipping(output, batch, temperature)
        if self.mixture:
            output = drawn_mixture(
                output, self.num_components, temperature, torch.zeros_like(output[:, : self.num_components])
            )
        features = output.clamp(-self.limit, self.limit)
        samples = features
        if self.level_normalised:
            features = self.held(features, batch)
            scale = torch.exp((features[:, -1:].clamp(-1.0, 1.5) - 1.0) * self.level_span)
            samples = features[:, :-1] * scale
        self.feed_back(features, batch)
        return samples * self.gain

    def skipping(self, output: Tensor, batch: int, temperature: float) -> Tensor:
        """What follows each lane's last samples by the linear skip, moved by the head's innovations."""
        if self.mixture:
            error_db = 10.0 * torch.log10(self.level[:batch].clamp(min=1e-30) / self.aim)
            held = torch.exp(-self.spread_hold * error_db.clamp(-self.hold_db, self.hold_db) / self.hold_db)
            held = held.clamp(max=self.most_spread)
            output = full_mixture(output, self.num_components, temperature, held, self.lowest, self.highest)
        history = self.history[:batch]
        scale = torch.ones_like(history[:, :1])
        if self.level_normalised:
            scale = self.rms(history[:, -self.hop_length :]).clamp(self.quietest, self.too_loud) / self.reference
        size = scale * self.rms(output)
        output = output * (self.largest / size.clamp(min=self.largest))
        samples = torch.matmul(history, self.weight.t()) + scale * torch.matmul(output, self.spread.t())
        samples = samples.clamp(-self.loudest, self.loudest)
        self.level[:batch].add_(self.rate * (torch.mean(samples * samples, dim=1) - self.level[:batch]))
        self.history[:batch].copy_(torch.cat([history, samples], dim=1)[:, -self.skip_length :])
        features = self.with_level(samples)
        self.feed_back(features, batch)
        return samples * self.gain

    def feed_back(self, features: Tensor, batch: int) -> None:
        """Let vectors go in next, with noise; more of it in the lanes whose vectors are too much alike."""
        amount = torch.full([batch, 1], self.noise)
        if self.noise_when_stuck > 0.0:
            before = self.before[:batch]
            distance = ((before - features.unsqueeze(1)) ** 2).sum(dim=2)
            stuck = (distance <= self.same * (features * features).sum(dim=1, keepdim=True)).any(dim=1)
            amount = torch.where(stuck.unsqueeze(1), amount.clamp(min=self.noise_when_stuck), amount)
            before.copy_(torch.cat([before[:, 1:], features.unsqueeze(1)], dim=1))
        if self.noise > 0.0 or self.noise_when_stuck > 0.0:
            features = features + amount * torch.randn_like(features)
        self.features[:batch].copy_(features)

    def rms(self, vectors: Tensor) -> Tensor:
        """Level of each vector. Shape: `[B, n]` -> `[B, 1]`."""
        return torch.sqrt(torch.mean(vectors * vectors, dim=1, keepdim=True))

    def with_level(self, vectors: Tensor) -> Tensor:
        """What goes into the network of vectors."""
        if not self.level_normalised:
            return vectors
        rms = self.rms(vectors)
        level = torch.log(self.level_floor + rms) / self.level_span + 1.0
        return torch.cat([vectors / (self.level_floor + rms), level], dim=1)

    def held(self, features: Tensor, batch: int) -> Tensor:
        """Vectors brought to a shape of RMS 1, their level steered to that of the training material."""
        shape, level = features[:, :-1], features[:, -1]
        rms = torch.sqrt(torch.mean(shape * shape, dim=1, keepdim=True))
        factor = 1.0 + self.energy_hold * (1.0 / rms.clamp(min=1e-3) - 1.0)
        shape = torch.where(rms > 1e-3, shape * factor, shape)
        self.level[:batch].add_(self.rate * (level - self.level[:batch]))
        most = 12.0 / 8.686 / self.level_span
        error = (self.level[:batch] - self.target).clamp(-most, most)
        return torch.cat([shape, (level - self.energy_hold * self.rate * error).unsqueeze(1)], dim=1)

    def hear(self, samples: Tensor, dropout: float) -> None:
        """Listen to a seed of `seed_length` samples at the model's rate."""
        size = self.hop_length
        heard = at_reference_level(samples)
        self.heard_history.copy_(heard[-self.skip_length :].unsqueeze(0))
        self.listen(self.with_level(heard.reshape(-1, size)), dropout)

    def begin(self, batch: int) -> None:
        """Begin to dream from the end of the seed."""
        self.begin_lanes(batch)
        self.before.fill_(torch.nan)
        self.history[:batch].copy_(self.heard_history.expand(batch, -1))


def dreamer(checkpoint: Checkpoint) -> VectorDreamer:
    """The table's entry for nn~. Raises ValueError and ControlError for an unusable card."""
    found = vector.generator(checkpoint, eager(checkpoint, 1))
    return VectorDreamer(checkpoint, found.normalisation, found.default_controls, found.spec.seed_length)
