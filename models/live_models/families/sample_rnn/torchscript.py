"""SampleRNN's step written out in PyTorch on folded matrices, and the torchscript backend."""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from live_models.arrays import FloatArray
from live_models.condition.numbers import entering
from live_models.families.lstm.backends.torchscript import script
from live_models.families.sample_rnn.config import SampleRNNParameters
from live_models.families.sample_rnn.folding import Matrix, fold
from live_models.families.sample_wise.eager import one_thread


class TierStep(nn.Module):
    """One step of a tier, and what it gives to each step below; moves its state in place."""

    def __init__(self, gru: bool, entering: Matrix, recurrent: Matrix, upsample: list[Matrix]) -> None:
        """`upsample`: for each step below."""
        super().__init__()
        self.gru, self.ratio = gru, len(upsample)
        self.entering, self.bias = _transposed(entering)
        self.recurrent, self.recurrent_bias = _transposed(recurrent)
        weights, offsets = zip(*map(_transposed, upsample), strict=True)
        self.upsample, self.offset = torch.cat(weights, dim=1), torch.cat(offsets)
        self.feeds_tier, self.input, self.input_bias = False, self.bias, self.bias

    def feed(self, matrix: Matrix) -> None:
        """Feed a tier, whose input weights these are; not the multilayer network."""
        self.feeds_tier, (self.input, self.input_bias) = True, _transposed(matrix)

    def forward(self, frame: Tensor, given: Tensor, hidden: Tensor, cell: Tensor) -> Tensor:
        """What it gives to each step below. `given`: what it hears from above.

        Shape: `[B, heard]`, `[B, rows]`, `[B, H]`, `[B, H]` -> `[ratio, B, width]`
        """
        gates = torch.addmm(self.bias, frame, self.entering) + given
        remembered = torch.addmm(self.recurrent_bias, hidden, self.recurrent)
        if self.gru:
            reset, update, new = gates.chunk(3, 1)
            reset_heard, update_heard, new_heard = remembered.chunk(3, 1)
            kept = torch.sigmoid(update + update_heard)
            new = torch.tanh(new + torch.sigmoid(reset + reset_heard) * new_heard)
            hidden.copy_(new + kept * (hidden - new))
        else:
            enter, forget, candidate, leave = (gates + remembered).chunk(4, 1)
            cell.copy_(torch.sigmoid(forget) * cell + torch.sigmoid(enter) * torch.tanh(candidate))
            hidden.copy_(torch.sigmoid(leave) * torch.tanh(cell))
        return self.given(hidden)

    def given(self, hidden: Tensor) -> Tensor:
        """What a hidden state gives to each step below. Shape: `[B, H]` -> `[ratio, B, width]`"""
        up = torch.addmm(self.offset, hidden, self.upsample)
        up = up.unflatten(1, [self.ratio, -1]).transpose(0, 1)
        if self.feeds_tier:
            up = torch.matmul(up, self.input) + self.input_bias
        return up.contiguous()


class SampleRNNStep(nn.Module):
    """One sample: the tiers whose frame is full, the multilayer network, the head. All state is moved in place."""

    def __init__(self, parameters: SampleRNNParameters, tensors: Mapping[str, FloatArray]) -> None:
        super().__init__()
        p, folded = parameters, fold(parameters, tensors)
        self.sizes, self.largest, self.frame_width = list(p.frame_sizes), p.frame_sizes[0], p.frame_width
        self.nothing = torch.zeros(1)  # what the first tier hears from above
        others, tiers = list(folded.others), []
        for n, ratio in enumerate(p.ratios):
            own, others = others[: 1 + ratio], others[1 + ratio :]
            tiers.append(TierStep(p.cell == "gru", folded.entering[n], own[0], own[1:]))
            if n < len(p.frame_sizes) - 1:
                tiers[n].feed(others.pop(0))
        self.tiers = nn.ModuleList(tiers)
        self.window, _ = _transposed(folded.entering[-1])
        self.second, self.second_bias = _transposed(others[0])
        self.head, self.head_bias = _transposed(others[1])

    def forward(
        self,
        x: Tensor,
        heard: Tensor,
        hidden: Tensor,
        cell: Tensor,
        above: list[Tensor],
        count: int,
        heads: bool,
        entry: Tensor | None = None,
    ) -> Tensor:
        """What the head says of the sample after `x`, which is the one after `count` others; empty without `heads`.

        Shape: `[B, entering]`, `[largest frame, B, entering]`, states `[tiers, B, H]`, `above` `[ratio, B, width]` of
        each tier, `entry` `[tiers, B, rows]`: what a condition gives -> `[B, output_size]`
        """
        heard.copy_(torch.cat([heard[1:], x.unsqueeze(0)]))
        count += 1
        for n, tier in enumerate(self.tiers):
            size = self.sizes[n]
            if count >= self.largest and count % size == 0:
                frame, given = heard[-size:].transpose(0, 1).flatten(1), self.nothing
                if n > 0:
                    given = above[n - 1][count // size % above[n - 1].size(0)]
                if entry is not None:
                    given = given + entry[n]
                above[n].copy_(tier(frame, given, hidden[n], cell[n]))
        if not heads:
            return x
        given = above[-1]
        window = heard[-self.frame_width :].transpose(0, 1).flatten(1)
        first = torch.relu(torch.addmm(given[count % given.size(0)], window, self.window))
        second = torch.relu(torch.addmm(self.second_bias, first, self.second))
        return torch.addmm(self.head_bias, second, self.head)


@dataclass
class ScriptedState:
    """Dreams under way. One thread at a time. Shape: as in `SampleRNNStep.forward`; `entry` None: nothing is heeded"""

    heard: Tensor
    hidden: Tensor
    cell: Tensor
    above: list[Tensor]
    count: int = 0
    entry: Tensor | None = None


class ScriptedSampleRNN:
    """A `StepNetwork`: a scripted `SampleRNNStep`, one sample at a time on the CPU."""

    def __init__(self, parameters: SampleRNNParameters, tensors: Mapping[str, FloatArray]) -> None:
        self._parameters = parameters
        self._step = SampleRNNStep(parameters, tensors).eval()
        self.module = script(self._step)
        tiers = range(len(parameters.frame_sizes))
        self._conditions = [tensors[f"tiers.{tier}.condition"] for tier in tiers] if parameters.condition else []

    def begin(self, batch: int) -> ScriptedState:
        """States of zeros, and silence heard."""
        return zero_state(self._parameters, self._step, batch)

    def step(self, entering: FloatArray, state: ScriptedState) -> FloatArray:
        """What the head says of the sample after this one. Shape: `[B, entering]` -> `[B, output_size]`"""
        with one_thread(), torch.inference_mode():
            return np.asarray(self._hear(entering, state, heads=True).numpy())

    def listen(self, entering: FloatArray, state: ScriptedState) -> None:
        """Hear samples without the head. Shape: `[steps, B, entering]`"""
        with one_thread(), torch.inference_mode():
            for one in entering:
                self._hear(one, state, heads=False)

    def heed(self, state: ScriptedState, numbers: FloatArray) -> None:
        """See `Heeds.heed`."""
        given = [entering(numbers, weight) for weight in self._conditions]
        state.entry = torch.from_numpy(np.stack(given))

    def chosen(self, state: ScriptedState, lanes: Sequence[int]) -> ScriptedState:
        """See `Heeds.chosen`."""
        heard, hidden, cell, *above = (
            one[:, list(lanes)] for one in (state.heard, state.hidden, state.cell, *state.above)
        )
        return ScriptedState(heard, hidden, cell, above, state.count)

    def _hear(self, entering: FloatArray, state: ScriptedState, *, heads: bool) -> Tensor:
        x = torch.from_numpy(np.asarray(entering, dtype=np.float32))
        y: Tensor = self.module(x, state.heard, state.hidden, state.cell, state.above, state.count, heads, state.entry)
        state.count += 1
        return y


def zero_state(parameters: SampleRNNParameters, step: SampleRNNStep, batch: int) -> ScriptedState:
    """A state that has heard nothing."""
    p = parameters
    states = torch.zeros(2, len(p.frame_sizes), batch, p.hidden_size)
    with torch.inference_mode():
        above = [tier.given(states[0, n]) for n, tier in enumerate(step.tiers)]  # type: ignore[operator]
    return ScriptedState(torch.zeros(p.frame_sizes[0], batch, p.entering), states[0], states[1], above)


def _transposed(matrix: Matrix) -> tuple[Tensor, Tensor]:
    """A matrix for vectors that are rows (a view: a lane's product reads rows as they lie), and its bias."""
    weight, bias = matrix
    of_zeros = np.zeros(len(weight), dtype=np.float32)
    return torch.from_numpy(weight).t(), torch.from_numpy(of_zeros if bias is None else bias)
