"""The torchscript backend of WaveNet: the step with rings, compiled by TorchScript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from live_models.arrays import FloatArray
from live_models.condition.numbers import entering
from live_models.families.lstm.backends.torchscript import script
from live_models.families.sample_wise.eager import one_thread
from live_models.families.wavenet.config import WaveNetParameters
from live_models.families.wavenet.network import WaveNet
from live_models.families.wavenet.rings import RingStep, zero_rings


@dataclass
class TorchScriptState:
    """What was heard (see `RingStep`), how many steps, and what is heeded. One thread at a time.

    Shape: `condition` `[B, SIZE]`, `entry` `[layers, B, 2 * filters]`; None: nothing
    """

    before: Tensor
    rings: list[Tensor]
    step: int = 0
    condition: Tensor | None = None
    entry: Tensor | None = None


class TorchScriptWaveNet:
    """See `live_models.families.sample_wise.backend.StepNetwork`. `module` is the scripted step itself."""

    def __init__(self, parameters: WaveNetParameters, tensors: Mapping[str, FloatArray]) -> None:
        self._parameters = parameters
        self._whole = WaveNet(parameters)
        self._whole.load_tensors(tensors)
        layers = range(len(parameters.dilations))
        self._conditions = [tensors[f"layers.{layer}.condition"] for layer in layers] if parameters.condition else []
        self.module = script(RingStep(parameters, tensors).eval())

    def begin(self, batch: int) -> TorchScriptState:
        """Nothing heard."""
        return TorchScriptState(*zero_rings(self._parameters, batch))

    def step(self, entering: FloatArray, state: TorchScriptState) -> FloatArray:
        """What the head says of the next sample. Shape: `[B, entering]` -> `[B, output_size]`"""
        with one_thread(), torch.inference_mode():
            y = self.module(torch.from_numpy(entering), state.before, state.rings, state.step, state.entry)
        state.step += 1
        return np.asarray(y.numpy())

    def heed(self, state: TorchScriptState, numbers: FloatArray) -> None:
        """See `Heeds.heed`."""
        given = [entering(numbers, weight) for weight in self._conditions]
        state.condition, state.entry = torch.from_numpy(numbers), torch.from_numpy(np.stack(given))

    def chosen(self, state: TorchScriptState, lanes: Sequence[int]) -> TorchScriptState:
        """See `Heeds.chosen`."""
        these = list(lanes)
        return TorchScriptState(state.before[these], [ring[:, these] for ring in state.rings], state.step)

    def listen(self, entering: FloatArray, state: TorchScriptState) -> None:
        """Hear samples, all together, as `WaveNet.stream` does. Shape: `[steps, B, entering]`"""
        if not len(entering):
            return
        heard = [state.before[None], *(ring.roll(-(state.step % len(ring)), 0) for ring in state.rings)]
        with one_thread(), torch.inference_mode():
            self._whole.stream(torch.from_numpy(entering), heard, state.condition)
        state.before, state.rings, state.step = heard[0][0].clone(), [one.clone() for one in heard[1:]], 0
