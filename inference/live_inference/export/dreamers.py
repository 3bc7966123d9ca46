"""The generators of `live_inference.generators`, written so that TorchScript compiles them: several lanes at once.

A dreamer's state is in registered buffers of `LANES` lanes, of which a call uses the first ones, and moves by `copy_`:
a host may call it in inference mode and outside. A seed is heard once and what was heard is kept, so that a dream can
begin again, in any number of lanes, at once.
"""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

import math

import numpy as np
import torch
from torch import Tensor, nn

from live_inference.export.hearing import at_reference_level
from live_models.checkpoint import Checkpoint
from live_models.contract.generator import Controls
from live_models.families.lstm.backends.stack import Stack
from live_models.families.magnitude_spectrum import generator as magnitude_spectrum
from live_models.families.vector import generator as vector
from live_models.families.vector.skip import LOUDEST_RMS, QUIETEST_RMS
from live_models.features import LEVEL_FLOOR, LEVEL_SPAN, REFERENCE_RMS, Normalisation
from live_models.heads import HOLD_DB, MAX_LOG_DEVIATION, MAX_SAMPLE, MIN_LOG_DEVIATION
from live_models.resynthesis import Resynthesis

LANES = 64
"""Channels of mc.nn~ that one file serves."""


def drawn_component(logits: Tensor, temperature: float) -> Tensor:
    """The number of a component in every lane, by its weight. Shape: `[B, K]` -> `[B]`."""
    if temperature <= 0.0:
        component = torch.argmax(logits, dim=1)
    else:
        edges = torch.cumsum(torch.softmax(logits / temperature, dim=1), dim=1)
        chance = torch.rand([logits.size(0), 1], device=logits.device) * edges[:, -1:]
        component = (edges <= chance).sum(dim=1).clamp(0, logits.size(1) - 1)
    return component


def drawn_mixture(output: Tensor, num_components: int, temperature: float, tilt: Tensor) -> Tensor:
    """The mean of a component drawn in every lane; see `live_models.heads.draw_mixture`.

    Shape: `[B, K * (2 + m)]`, tilt `[B, K]` -> `[B, m]`
    """
    component = drawn_component(output[:, :num_components] + tilt, temperature)
    means = output[:, 2 * num_components :].reshape(output.size(0), num_components, -1)
    return means[torch.arange(output.size(0), device=output.device), component]


def full_mixture(
    output: Tensor, num_components: int, temperature: float, spread: Tensor, lowest: float, highest: float
) -> Tensor:
    """A component drawn in every lane, with its spread. Shape: `[B, K * (2 + m)]`, spread `[B]` -> `[B, m]`."""
    component = drawn_component(output[:, :num_components], temperature)
    lanes = torch.arange(output.size(0), device=output.device)
    log_deviations = output[lanes, num_components + component].clamp(lowest, highest)
    means = output[:, 2 * num_components :].reshape(output.size(0), num_components, -1)[lanes, component]
    deviation = temperature * spread * torch.exp(log_deviations)
    return means + deviation.unsqueeze(1) * torch.randn_like(means)


def kept(like: Tensor, keep: float) -> Tensor:
    """A dropout mask: 1 / keep for a kept connection, 0 for a dropped one. Shape of `like`."""
    return (torch.rand_like(like) < keep).to(torch.float32) / keep


class Dreamer(nn.Module):
    """What both approaches share: the network, its state, and the controls that a host does not set."""

    hidden: Tensor
    cell: Tensor
    features: Tensor
    level: Tensor
    heard_hidden: Tensor
    heard_cell: Tensor
    heard_features: Tensor
    connections_in: Tensor
    connections_out: Tensor

    def __init__(
        self, checkpoint: Checkpoint, normalisation: Normalisation, controls: Controls, seed_length: int
    ) -> None:
        super().__init__()
        p = checkpoint.hyperparameters
        self.stack = Stack(p, checkpoint.tensors)
        self.seed_length = seed_length
        self.hop_length = p.hop_length
        self.mixture = p.head == "mixture"
        self.num_components = p.num_components
        self.keep_in = p.input_dropout if p.use_dropout else 1.0
        self.keep_out = p.output_dropout if p.use_dropout else 1.0
        self.noise = float(controls.noise)
        self.energy_hold = float(controls.energy_hold)
        self.target = float(normalisation.level)
        self.gain = float(10.0 ** (normalisation.gain_db / 20.0))
        self.register_buffer("hidden", torch.zeros(p.num_layers, LANES, p.hidden))
        self.register_buffer("cell", torch.zeros(p.num_layers, LANES, p.hidden))
        self.register_buffer("features", torch.zeros(LANES, p.input_size))
        self.register_buffer("level", torch.zeros(LANES))
        self.register_buffer("heard_hidden", torch.zeros(p.num_layers, 1, p.hidden))
        self.register_buffer("heard_cell", torch.zeros(p.num_layers, 1, p.hidden))
        self.register_buffer("heard_features", torch.zeros(1, p.input_size))
        # Their shapes alone are used, so that a mask can be drawn like them.
        self.register_buffer("connections_in", torch.zeros(1, p.input_size + (p.num_layers - 1) * p.hidden))
        self.register_buffer("connections_out", torch.zeros(1, p.num_layers * p.hidden))

    def network(self, x: Tensor, hidden: Tensor, cell: Tensor, dropout: float) -> Tensor:
        """A step of the network with its dropout (below 0: as in training); moves the state."""
        keep_in, keep_out = 1.0 - dropout, 1.0 - dropout
        if dropout < 0.0:
            keep_in, keep_out = self.keep_in, self.keep_out
        if keep_in >= 1.0 and keep_out >= 1.0:
            y: Tensor = self.stack(x, hidden, cell, None, None)
        else:
            mask_in = kept(self.connections_in.expand(x.size(0), -1), keep_in)
            mask_out = kept(self.connections_out.expand(x.size(0), -1), keep_out)
            y = self.stack(x, hidden, cell, mask_in, mask_out)
        return y

    def listen(self, features: Tensor, dropout: float) -> None:
        """Run the network over a seed's features and keep where it comes to. Shape: `[T, I]`."""
        hidden, cell = torch.zeros_like(self.heard_hidden), torch.zeros_like(self.heard_cell)
        for index in range(features.size(0) - 1):
            self.network(features[index : index + 1], hidden, cell, dropout)
        self.heard_hidden.copy_(hidden)
        self.heard_cell.copy_(cell)
        self.heard_features.copy_(features[-1:])

    def begin_lanes(self, batch: int) -> None:
        """Every lane at the end of the seed."""
        self.hidden[:, :batch].copy_(self.heard_hidden.expand(-1, batch, -1))
        self.cell[:, :batch].copy_(self.heard_cell.expand(-1, batch, -1))
        self.features[:batch].copy_(self.heard_features.expand(batch, -1))
        self.level.fill_(self.target)


class VectorDreamer(Dreamer):
    """See `live_models.families.vector.generator`; for its linear skip `live_models.families.vector.skip`."""

    history: Tensor
    heard_history: Tensor
    weight: Tensor
    spread: Tensor

    def __init__(
        self, checkpoint: Checkpoint, normalisation: Normalisation, controls: Controls, seed_length: int
    ) -> None:
        super().__init__(checkpoint, normalisation, controls, seed_length)
        p = checkpoint.hyperparameters
        self.level_normalised = p.level_normalised
        self.level_floor, self.level_span = float(LEVEL_FLOOR), float(LEVEL_SPAN)
        self.limit = float(vector.MAX_FEATURE)
        self.rate = min(1.0, p.seg_len / (vector.HOLD_TIME_S * p.sample_rate))
        self.skipped, self.skip_length = p.linear_skip, p.skip_length
        self.quietest, self.too_loud, self.reference = float(QUIETEST_RMS), float(LOUDEST_RMS), float(REFERENCE_RMS)
        self.hold_db, self.loudest = float(HOLD_DB), float(MAX_SAMPLE)
        self.largest = float(normalisation.deviation)
        self.aim = float(vector.HOLD_AIM * normalisation.level)
        self.most_spread = float(vector.MOST_SPREAD)
        self.spread_hold = float(vector.SPREAD_HOLD * controls.energy_hold)
        self.lowest, self.highest = float(MIN_LOG_DEVIATION), float(MAX_LOG_DEVIATION)
        self.register_buffer("history", torch.zeros(LANES, p.skip_length))
        self.register_buffer("heard_history", torch.zeros(1, p.skip_length))
        nothing = np.zeros((1, 1), dtype=np.float32)
        self.register_buffer("weight", torch.from_numpy(checkpoint.tensors.get("linear.weight", nothing)).clone())
        self.register_buffer("spread", torch.from_numpy(checkpoint.tensors.get("linear.spread", nothing)).clone())

    def forward(self, batch: int, temperature: float, dropout: float) -> Tensor:
        """The next `hop_length` samples of every lane. Shape: -> `[B, hop_length]`."""
        output = self.network(self.features[:batch], self.hidden[:, :batch], self.cell[:, :batch], dropout)
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
        if self.noise > 0.0:
            features = features + self.noise * torch.randn_like(features)
        self.features[:batch].copy_(features)
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
        if self.noise > 0.0:
            features = features + self.noise * torch.randn_like(features)
        self.features[:batch].copy_(features)
        return samples * self.gain

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
        self.history[:batch].copy_(self.heard_history.expand(batch, -1))


class SpectrumDreamer(Dreamer):
    """See `live_models.families.magnitude_spectrum.generator` and `live_models.resynthesis`: the vocoder is inside."""

    phases: Tensor
    table: Tensor
    blackman: Tensor

    def __init__(
        self,
        checkpoint: Checkpoint,
        normalisation: Normalisation,
        controls: Controls,
        seed_length: int,
        resynthesis: Resynthesis,
    ) -> None:
        super().__init__(checkpoint, normalisation, controls, seed_length)
        p = checkpoint.hyperparameters
        self.exponent, self.skip = float(p.exponent), float(p.skip)
        self.maximum = float(normalisation.global_maximum)
        self.limit = float(magnitude_spectrum.MAX_FEATURE)
        self.tilt = float(magnitude_spectrum.TILT)
        self.rate = min(1.0, p.hop_size / (magnitude_spectrum.HOLD_TIME_S * p.sample_rate))
        self.num_bins = p.window_size
        self.keep_peaks = resynthesis.keep_peaks
        self.scale = float(resynthesis.amplitudes(np.array([[0.0, 1.0, 0.0]], dtype=np.float32)).max())
        gate_db = resynthesis.gate_db
        self.gate = 0.0 if gate_db is None else resynthesis.reference * 10.0 ** (-gate_db / 20.0)
        self.position = 0
        self.register_buffer("phases", 2.0 * math.pi * torch.rand(LANES, self.num_bins))
        self.register_buffer("table", torch.zeros(LANES, 2 * self.num_bins))
        self.register_buffer("blackman", torch.from_numpy(np.blackman(self.num_bins).astype(np.float32)))

    def forward(self, batch: int, temperature: float, dropout: float) -> Tensor:
        """The next `hop_length` samples of every lane. Shape: -> `[B, hop_length]`."""
        last = self.features[:batch]
        output = self.network(last, self.hidden[:, :batch], self.cell[:, :batch], dropout)
        if self.mixture:
            output = drawn_mixture(output, self.num_components, temperature, self.tilted(output, batch))
        window = (output + self.skip * last).clamp(0.0, self.limit)
        power = torch.mean(torch.pow(window, 2.0 / self.exponent), dim=1)
        self.level[:batch].add_(self.rate * (power - self.level[:batch]))
        correction_db = -self.energy_hold * self.rate * self.error_db(batch)
        window = window * torch.pow(10.0, correction_db / 20.0 * self.exponent).unsqueeze(1)
        samples = self.sounded(window, batch)
        if self.noise > 0.0:
            window = (window + self.noise * torch.randn_like(window)).clamp(min=0.0)
        self.features[:batch].copy_(window)
        return samples

    def error_db(self, batch: int) -> Tensor:
        """How far each lane's running power lies above the training material's, at most 12 dB. Shape: `[B]`."""
        power = self.level[:batch]
        if self.target <= 0.0:
            return torch.zeros_like(power)
        return (10.0 * torch.log10(power.clamp(min=1e-30) / self.target)).clamp(-12.0, 12.0)

    def tilted(self, output: Tensor, batch: int) -> Tensor:
        """What helps a dream too quiet or too loud to its level. Shape: `[B, O]` -> `[B, K]`."""
        means = output[:, 2 * self.num_components :].reshape(batch, self.num_components, -1).mean(dim=2)
        means = (means + self.skip * self.features[:batch].mean(dim=1, keepdim=True)).clamp(min=1e-6)
        levels_db = 20.0 / self.exponent * torch.log10(means)
        away = (levels_db - levels_db.mean(dim=1, keepdim=True)).clamp(-18.0, 18.0) / 6.0
        return -self.energy_hold * self.tilt / 12.0 * self.error_db(batch).unsqueeze(1) * away

    def sounded(self, window: Tensor, batch: int) -> Tensor:
        """The oscillator bank: one inverse FFT per window, crossfaded with the last. Shape: `[B, N]` -> `[B, hop]`."""
        magnitudes = torch.pow(window.clamp(min=0.0), 1.0 / self.exponent) * self.maximum
        amplitudes = magnitudes
        if self.keep_peaks:
            padded = torch.nn.functional.pad(magnitudes, [1, 1], value=-1.0)
            peaks = (magnitudes > padded[:, :-2]) & (magnitudes > padded[:, 2:])
            amplitudes = torch.where(peaks, magnitudes, torch.zeros_like(magnitudes))
        amplitudes = torch.where(amplitudes < self.gate, torch.zeros_like(amplitudes), amplitudes)
        amplitudes = amplitudes * (self.scale * self.gain * self.num_bins)
        phases = self.phases[:batch] - 0.5 * math.pi
        real, imaginary = amplitudes * torch.cos(phases), amplitudes * torch.sin(phases)
        real = torch.cat([2.0 * real[:, :1], real[:, 1:], torch.zeros_like(real[:, :1])], dim=1)
        imaginary = torch.nn.functional.pad(imaginary[:, 1:], [1, 1])
        table = torch.fft.irfft(torch.complex(real, imaginary), 2 * self.num_bins)
        steps = torch.arange(self.hop_length, device=window.device)
        where = (self.position + steps) % (2 * self.num_bins)
        rise = steps.to(torch.float32) / self.hop_length
        samples: Tensor = self.table[:batch, where] * (1.0 - rise) + table[:, where] * rise
        self.table[:batch].copy_(table)
        self.position = (self.position + self.hop_length) % (2 * self.num_bins)
        return samples

    def hear(self, samples: Tensor, dropout: float) -> None:
        """Listen to a seed of `seed_length` samples at the model's rate."""
        pieces = at_reference_level(samples).unfold(0, self.num_bins, self.hop_length) * self.blackman
        # In float64: between the lines of a spectrum there is rounding alone, and the exponent makes it heard.
        spectra = torch.abs(torch.fft.rfft(pieces.double(), 2 * self.num_bins))[:, : self.num_bins].float()
        self.listen(torch.pow(spectra / self.maximum, self.exponent), dropout)

    def begin(self, batch: int) -> None:
        """Begin to dream from the end of the seed, from silence, with other phases."""
        self.begin_lanes(batch)
        self.phases.copy_(2.0 * math.pi * torch.rand_like(self.phases))
        self.table.zero_()
        self.position = 0
