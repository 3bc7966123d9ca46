"""The network: an LSTM over components of spectra, and a head that takes noise away (PyTorch)."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from live_models.families.latent_spectrum.config import NOISE_FEATURES, LatentSpectrumParameters
from live_models.families.latent_spectrum.latents import LatentSpace
from live_models.families.latent_spectrum.schedule import noise_frequencies, noise_levels
from live_models.families.lstm.network import LSTMNetwork


class Block(nn.Module):
    """Two layers beside a connection past them; zeros at first. Shape kept: `[..., width]`"""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm, self.first, self.second = nn.LayerNorm(width), nn.Linear(width, width), nn.Linear(width, width)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)

    def forward(self, x: Tensor) -> Tensor:
        """With what the layers add."""
        added: Tensor = x + self.second(functional.silu(self.first(self.norm(x))))
        return added


class Denoiser(nn.Module):
    """The direction in which noise becomes a movement of the components.

    Between a movement m of size 1 and noise e lies x = cos(a) m + sin(a) e, for angles a from 0 to a quarter turn; the
    way back is turned by sin(a) m - cos(a) e, which is learnt (TrigFlow: Lu & Song 2024, "Simplifying, stabilizing and
    scaling continuous-time consistency models", 3.1; the same as Karras et al. 2022 with noise of deviation tan(a)).
    """

    def __init__(self, parameters: LatentSpectrumParameters) -> None:
        super().__init__()
        latents, width = parameters.latent_size, parameters.head_width
        self.steps = parameters.drawing_steps
        self.previous = nn.Linear(latents, width, bias=False)
        self.entry = nn.Linear(latents, width, bias=False)
        self.noise = nn.Linear(NOISE_FEATURES, width)
        self.blocks = nn.ModuleList(Block(width) for _ in range(parameters.head_layers))
        self.leaving = nn.Linear(width, latents)
        nn.init.zeros_(self.leaving.weight)
        nn.init.zeros_(self.leaving.bias)

    def forward(self, x: Tensor, level: Tensor, told: Tensor) -> Tensor:
        """The direction at x. `level`: tan(a); `told`: see `context`.

        Shape: `[..., latents]`, `[...]`, `[..., width]` -> `[..., latents]`
        """
        waves = torch.log(level)[..., None] * torch.from_numpy(noise_frequencies()).to(x)
        y = self.entry(x) + told + self.noise(torch.cat([torch.sin(waves), torch.cos(waves)], dim=-1))
        for block in self.blocks:
            y = block(y)
        found: Tensor = self.leaving(functional.silu(y))
        return found

    def context(self, output: Tensor, last: Tensor) -> Tensor:
        """What leads a draw: what the LSTM says, and the last window's components. Shape: -> `[..., width]`"""
        told: Tensor = output + self.previous(last)
        return told

    def draw(self, told: Tensor, noise: Tensor, influence: float = 1.0) -> Tensor:
        """Where noise is led to, without chance (Euler's method). `noise`: of size 1. See `executor.Head.draw`.

        Shape: `[dreams, width]` or `[2 * dreams, width]`, `[dreams, latents]` -> as the second
        """
        levels, x, twins = torch.from_numpy(noise_levels(self.steps)).to(noise), noise, len(told) // len(noise)
        for level, turn in zip(levels, -torch.diff(torch.atan(levels)), strict=False):
            lanes = x.repeat_interleave(twins, dim=0)
            found = self(lanes, level.expand(len(lanes)), told)
            if twins == 2:
                found = found[1::2] + influence * (found[0::2] - found[1::2])
            x = x + turn * found
        return x


class LatentNetwork(LSTMNetwork):
    """The LSTM, the head and the space of components. `forward` gives what the LSTM says."""

    def __init__(self, parameters: LatentSpectrumParameters) -> None:
        super().__init__(parameters)
        self.denoiser = Denoiser(parameters)
        for name, shape in parameters.tensor_shapes().items():
            if name.startswith("latent."):
                self.register_buffer(name.replace(".", "_"), torch.ones(shape))

    def set_space(self, space: LatentSpace) -> None:
        """Take the space of the recordings."""
        for name, value in space._asdict().items():
            self.get_buffer(f"latent_{name}").copy_(torch.from_numpy(value))

    def _heads(self) -> dict[str, Tensor]:
        spaces = {f"latent.{name}": self.get_buffer(f"latent_{name}") for name in LatentSpace._fields}
        return super()._heads() | spaces | {f"denoiser.{name}": one for name, one in self.denoiser.named_parameters()}
