"""Hyperparameters of the latent-spectrum system."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from live_models.contract.parameters import chosen, ranged
from live_models.families.magnitude_spectrum.config import MagnitudeSpectrumParameters

NOISE_FEATURES: Final = 32
"""Numbers by which the head hears how much noise there is: sines and cosines of its logarithm."""


@dataclass(frozen=True)
class LatentSpectrumParameters(MagnitudeSpectrumParameters):
    """Spectra as principal components, an LSTM over them, and a head that draws by diffusion (ours).

    A mixture of a few Gaussians over a thousand bins has one mean for all attacks: a chord of every note that could be
    played. A diffusion head (Li et al. 2024, "Autoregressive image generation without vector quantization", 3.2) draws
    one of them.
    """

    head: str = chosen("diffusion", "diffusion")
    """What the network says of the next window is where noise is led to in `drawing_steps`."""
    latent_size: int = ranged(192, 2, 4096)
    """Principal components of a window that are kept."""
    head_width: int = ranged(512, 4, 4096)
    """Numbers of a layer of the head."""
    head_layers: int = ranged(3, 1, 16)
    """Blocks of the head, two layers each."""
    drawing_steps: int = ranged(8, 1, 256)
    """From noise to a window; a dream takes as many passes through the head."""

    approach: ClassVar[str] = "latent_spectrum"

    @property
    def input_size(self) -> int:
        """Components."""
        return self.latent_size

    @property
    def combined_size(self) -> int:
        """Numbers that the LSTM tells the head."""
        return self.head_width

    def tensor_shapes(self) -> dict[str, tuple[int, ...]]:
        """As `LSTMParameters.tensor_shapes`; `latent` is the space of components, `denoiser` the head."""
        latents, width, features = self.latent_size, self.head_width, self.feature_size
        shapes = super().tensor_shapes() | {
            "latent.basis": (features, latents),
            "latent.mean": (features,),
            "latent.scale": (latents,),
            "latent.moved_mean": (latents,),
            "latent.moved_scale": (latents,),
            "denoiser.previous.weight": (width, latents),
            "denoiser.entry.weight": (width, latents),
            "denoiser.noise.weight": (width, NOISE_FEATURES),
            "denoiser.noise.bias": (width,),
        }
        for block in range(self.head_layers):
            for name, shape in (("norm", (width,)), ("first", (width, width)), ("second", (width, width))):
                shapes[f"denoiser.blocks.{block}.{name}.weight"] = shape
                shapes[f"denoiser.blocks.{block}.{name}.bias"] = (width,)
        return shapes | {"denoiser.leaving.weight": (latents, width), "denoiser.leaving.bias": (latents,)}

    def faults(self) -> Iterator[str]:
        """Every sentence that tells why these values cannot be used together."""
        yield from super().faults()
        if self.scheduled_sampling:
            yield f"scheduled_sampling must be 0 for approach {self.approach}, got {self.scheduled_sampling}"
        if self.latent_size > self.feature_size:
            yield f"latent_size must not be above the {self.feature_size} numbers of a window, got {self.latent_size}"
