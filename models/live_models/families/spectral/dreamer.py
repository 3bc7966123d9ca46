"""The systems over spectra, with an oscillator bank, as a module that TorchScript compiles."""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

import math

import numpy as np
import torch
from torch import Tensor

from live_models.contract.checkpoint import Checkpoint
from live_models.families.lstm.dreamer import LANES, Dreamer, at_reference_level, drawn_mixture
from live_models.families.spectral import loop, steps
from live_models.families.spectral.config import MAX_FEATURE
from live_models.families.spectral.generator import SpectralGenerator
from live_models.families.spectral.scripted_damping import ScriptedDamping
from live_models.resynthesis.choice import oscillator_bank


class SpectralDreamer(Dreamer):
    """See `live_models.families.spectral.generator`; the oscillator bank is inside, whatever a checkpoint dreams with.

    A family says what its network sees of magnitudes, and back: `seen` and `magnitudes`.
    """

    phases: Tensor
    table: Tensor
    window: Tensor

    def __init__(self, checkpoint: Checkpoint, found: SpectralGenerator) -> None:
        normalisation, p = found.normalisation, found.parameters
        super().__init__(checkpoint, normalisation, found.default_controls, found.spec.seed_length)
        bank = oscillator_bank(p.analysis, checkpoint.card.get("resynthesis", {}), normalisation.global_maximum)
        self.exponent, self.skip = float(p.exponent), float(p.skip)
        self.maximum = float(normalisation.global_maximum)
        self.limit = float(MAX_FEATURE)
        self.tilt = float(steps.TILT)
        self.rate = min(1.0, p.hop_size / (loop.HOLD_TIME_S * p.spectra_rate))
        self.num_bins, self.window_size = p.analysis.num_bins, p.window_size
        self.keep_peaks = bank.keep_peaks
        self.scale = float(bank.amplitudes(np.array([[0.0, 1.0, 0.0]], dtype=np.float32)).max())
        gate_db = bank.gate_db
        self.gate = 0.0 if gate_db is None else bank.reference * 10.0 ** (-gate_db / 20.0)
        self.position = 0
        self.damping = ScriptedDamping(p)
        self.register_buffer("phases", 2.0 * math.pi * torch.rand(LANES, self.num_bins))
        self.register_buffer("table", torch.zeros(LANES, 2 * self.num_bins))
        self.register_buffer("window", torch.from_numpy(p.analysis.shape.astype(np.float32)))

    def turn(self, numbers: Tensor) -> None:
        """The hand on the strings follows. Shape: `[SIZE]`"""
        if self.conditioned:
            self.damping.turn(numbers)

    def seen(self, magnitudes: Tensor) -> Tensor:
        """Features of magnitudes. Shape: `[B, num_bins]` -> `[B, input_size]`."""
        return torch.pow(magnitudes / self.maximum, self.exponent)

    def magnitudes(self, features: Tensor) -> Tensor:
        """Magnitudes of features; undoes `seen`. Shape: `[B, input_size]` -> `[B, num_bins]`."""
        return torch.pow(features.clamp(min=0.0), 1.0 / self.exponent) * self.maximum

    def forward(self, batch: int, temperature: float, dropout: float) -> Tensor:
        """The next `hop_length` samples of every lane. Shape: -> `[B, hop_length]`."""
        last = self.features[:batch]
        output = self.step(last, batch, dropout)
        if self.mixture:
            tilt = self.tilted(output, batch)
            if self.conditioned and self.influence > 0.0:
                means = output[:, 2 * self.num_components :].reshape(batch, self.num_components, -1)
                means = means + self.skip * last.unsqueeze(1)
                tilt = tilt + self.damping.calls(means, batch, self.influence)
            output = drawn_mixture(output, self.num_components, temperature, tilt)
        window = (output + self.skip * last).clamp(0.0, self.limit)
        if self.conditioned and self.influence > 0.0:
            window = self.damping.rung(window, last, batch, self.influence)
        power = torch.mean(torch.pow(window, 2.0 / self.exponent), dim=1)
        self.level[:batch].add_(self.rate * (power - self.level[:batch]))
        correction_db = -self.energy_hold * self.rate * self.error_db(batch)
        window = window * torch.pow(10.0, correction_db / 20.0 * self.exponent).unsqueeze(1)
        if self.conditioned and self.influence > 0.0:
            window = self.damping.damped(window, batch, self.influence)
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
        magnitudes = self.magnitudes(window)
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
        pieces = at_reference_level(samples).unfold(0, self.window_size, self.hop_length) * self.window
        # In float64: between the lines of a spectrum there is rounding alone, and the exponent makes it heard.
        spectra = torch.abs(torch.fft.rfft(pieces.double(), 2 * self.num_bins))[:, : self.num_bins].float()
        self.listen(self.seen(spectra), dropout)

    def begin(self, batch: int) -> None:
        """Begin to dream from the end of the seed, from silence, with other phases."""
        self.begin_lanes(batch)
        if self.conditioned:
            self.damping.begin(batch)
        self.phases.copy_(2.0 * math.pi * torch.rand_like(self.phases))
        self.table.zero_()
        self.position = 0
