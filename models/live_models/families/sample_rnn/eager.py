"""SampleRNN's eager backend: the PyTorch network, one sample at a time, its tiers at their clocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from live_models.arrays import FloatArray
from live_models.families.sample_rnn.config import SampleRNNParameters
from live_models.families.sample_rnn.network import SampleRNN
from live_models.families.sample_wise.eager import one_thread
from live_models.families.sample_wise.lanes import LaneState


@dataclass
class EagerState:
    """Dreams under way. One thread at a time. `count`: samples heard, the clock of all tiers.

    Shape: `heard` `[largest frame, B, entering]`, the last samples; `tiers` `[1, B, H]` each; `above`
    `[ratio, B, width]`: what each tier gives to the steps below it in its frame; `condition` `[B, SIZE]`, None: nothing
    is heeded
    """

    heard: Tensor
    tiers: LaneState
    above: list[Tensor]
    count: int = 0
    condition: Tensor | None = None


class EagerSampleRNN:
    """A `StepNetwork`. The network's weights may change between two calls."""

    def __init__(self, parameters: SampleRNNParameters, network: SampleRNN) -> None:
        self._parameters, self._network = parameters, network

    def begin(self, batch: int) -> EagerState:
        """States of zeros, and silence heard."""
        p = self._parameters
        zeros = torch.zeros(1, batch, p.hidden_size)
        with torch.inference_mode():
            above = [self._upsampled(tier, zeros) for tier in range(len(p.frame_sizes))]
        heard = torch.zeros(p.frame_sizes[0], batch, p.entering)
        return EagerState(heard, [(zeros,) * (2 if p.cell == "lstm" else 1)] * len(above), above)

    def step(self, entering: FloatArray, state: EagerState) -> FloatArray:
        """What the head says of the sample after this one. Shape: `[B, entering]` -> `[B, output_size]`"""
        with one_thread(), torch.inference_mode():
            self._hear(entering, state)
            window = state.heard[-self._parameters.frame_width :].transpose(0, 1).flatten(1)
            above = state.above[-1]
            return np.asarray(self._network.predict(window, above[state.count % len(above)]).numpy())

    def listen(self, entering: FloatArray, state: EagerState) -> None:
        """Hear samples without the head. Shape: `[steps, B, entering]`"""
        with one_thread(), torch.inference_mode():
            for one in entering:
                self._hear(one, state)

    def heed(self, state: EagerState, numbers: FloatArray) -> None:
        """See `Heeds.heed`."""
        state.condition = torch.from_numpy(numbers)

    def chosen(self, state: EagerState, lanes: Sequence[int]) -> EagerState:
        """See `Heeds.chosen`."""
        these = list(lanes)
        tiers = [tuple(tensor[:, these] for tensor in tier) for tier in state.tiers]
        return EagerState(state.heard[:, these], tiers, [above[:, these] for above in state.above], state.count)

    def _hear(self, entering: FloatArray, state: EagerState) -> None:
        """Hear a sample, and run the tiers whose frame it fills; none before the largest frame is full."""
        p, network = self._parameters, self._network
        state.heard = torch.cat([state.heard[1:], torch.from_numpy(np.asarray(entering, dtype=np.float32))[None]])
        state.count += 1
        if state.count < p.frame_sizes[0]:
            return
        for tier, size in enumerate(p.frame_sizes):
            if state.count % size:
                continue
            frame = state.heard[-size:].transpose(0, 1).flatten(1)[None]
            if tier > 0:
                above = state.above[tier - 1]
                frame = network.frames[tier - 1](frame) + above[state.count // size % len(above)]
            out, state.tiers[tier] = network.step_tier(tier, frame, state.tiers[tier], state.condition)
            state.above[tier] = self._upsampled(tier, out)

    def _upsampled(self, tier: int, out: Tensor) -> Tensor:
        """What a tier gives to each step below it. Shape: `[1, B, H]` -> `[ratio, B, width]`"""
        ratio = self._parameters.ratios[tier]
        found: Tensor = self._network.upsample[tier](out[0]).unflatten(-1, (ratio, -1)).transpose(0, 1)
        return found
