"""The head in numba, without the interpreter's lock, on packed weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.latent_spectrum.config import LatentSpectrumParameters
from live_models.families.latent_spectrum.denoising import Shape, draw_movements
from live_models.families.latent_spectrum.schedule import heard_noise, noise_levels
from live_models.kernels.panels import CONVERTS_HALF
from live_models.kernels.products import Precision, pack_weights

FIRST: Final = ("previous", "entry")


class PackedHead:
    """See `Head`. Precisions as `live_models.families.lstm.backends.cpu.CpuNetwork`'s.

    What a norm multiplies and adds goes into the matrix that follows, what the head hears of the noise is known ahead.
    """

    def __init__(
        self, parameters: LatentSpectrumParameters, tensors: Mapping[str, FloatArray], precision: Precision
    ) -> None:
        p = parameters
        if precision == "float16" and not CONVERTS_HALF:
            precision = "float32"
        own = {name.removeprefix("denoiser."): one for name, one in tensors.items() if name.startswith("denoiser.")}
        layers: list[tuple[FloatArray, FloatArray | None]] = [(own[f"{name}.weight"], None) for name in FIRST]
        for block in range(p.head_layers):
            norm, first, second = (f"blocks.{block}.{name}" for name in ("norm", "first", "second"))
            weight = own[f"{first}.weight"]
            bias = weight @ own[f"{norm}.bias"] + own[f"{first}.bias"]
            layers.append((weight * own[f"{norm}.weight"], bias))
            layers.append((own[f"{second}.weight"], own[f"{second}.bias"]))
        layers.append((own["leaving.weight"], own["leaving.bias"]))
        self._packed = pack_weights(layers, precision, precision)
        self._shape = Shape(p.latent_size, p.head_width, p.head_layers)
        levels = noise_levels(p.drawing_steps)
        self._turns = -np.diff(np.arctan(levels)).astype(np.float32)
        heard = heard_noise(levels[:-1]) @ own["noise.weight"].T + own["noise.bias"]
        self._heard = np.ascontiguousarray(heard, dtype=np.float32)

    def draw(self, outputs: FloatArray, last: FloatArray, noise: FloatArray, influence: float = 1.0) -> FloatArray:
        """See `Head.draw`."""
        found = np.ascontiguousarray(noise, dtype=np.float32).ravel().copy()
        told, heard = (np.ascontiguousarray(one, dtype=np.float32).ravel() for one in (outputs, last))
        draw_movements(self._packed, self._shape, self._turns, self._heard, told, heard, influence, found)
        return found.reshape(noise.shape)
