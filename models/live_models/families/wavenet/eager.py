"""WaveNet's eager backend: the PyTorch module, convolution after convolution, with what each heard before."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from live_models.arrays import FloatArray
from live_models.families.sample_wise.eager import one_thread
from live_models.families.wavenet.config import WaveNetParameters
from live_models.families.wavenet.network import WaveNet


class EagerWaveNet:
    """See `live_models.families.sample_wise.backend.StepNetwork`; its state is what `WaveNet.stream` calls `heard`.

    The module's weights may change between two calls (concurrent dreaming); what was heard before stays as it was.
    """

    def __init__(self, parameters: WaveNetParameters, module: WaveNet) -> None:
        self._parameters, self._module = parameters, module

    def begin(self, batch: int) -> list[Tensor]:
        """Nothing heard."""
        p = self._parameters
        layers = [torch.zeros(dilation, batch, p.num_filters) for dilation in p.dilations]
        return [torch.zeros(1, batch, p.entering), *layers]

    def step(self, entering: FloatArray, state: list[Tensor]) -> FloatArray:
        """What the head says of the next sample. Shape: `[B, entering]` -> `[B, output_size]`"""
        with one_thread(), torch.inference_mode():
            return np.asarray(self._module.stream(torch.from_numpy(entering)[None], state)[0].numpy())

    def listen(self, entering: FloatArray, state: list[Tensor]) -> None:
        """Hear samples. Shape: `[steps, B, entering]`"""
        if len(entering):
            with one_thread(), torch.inference_mode():
                self._module.stream(torch.from_numpy(entering), state)
