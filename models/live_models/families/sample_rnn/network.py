"""The network of SampleRNN: recurrent tiers over frames, each conditioning the quicker one below (PyTorch)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn

from live_models.arrays import FloatArray
from live_models.condition.numbers import SIZE
from live_models.families.sample_rnn.config import PREDICTOR_LAYERS, SampleRNNParameters
from live_models.families.sample_wise.lanes import LaneState
from live_models.families.sample_wise.network import StreamNetwork, beside


class SampleRNN(StreamNetwork):
    """SampleRNN (Mehri et al. 2017) as the thesis builds it (3.2): what a tier puts out is upsampled by a linear layer.

    A tier's step hears its last frame, whole; the multilayer network hears the last `frame_width` samples, and gives
    the head of the sample after them. A condition enters every tier beside the frame.
    """

    def __init__(self, parameters: SampleRNNParameters) -> None:
        super().__init__()
        p = self.hyperparameters = parameters  # `parameters` is nn.Module's own word
        hidden, width, tiers = p.hidden_size, p.predictor_size, len(p.frame_sizes)
        kind = nn.LSTM if p.cell == "lstm" else nn.GRU
        heeded = SIZE if p.condition else 0
        self.tiers = nn.ModuleList(
            kind((hidden if n else p.frame_sizes[0] * p.entering) + heeded, hidden) for n in range(tiers)
        )
        self.frames = nn.ModuleList(nn.Linear(size * p.entering, hidden) for size in p.frame_sizes[1:])
        self.upsample = nn.ModuleList(
            nn.Linear(hidden, ratio * (hidden if n < tiers - 1 else width)) for n, ratio in enumerate(p.ratios)
        )
        self.window = nn.Linear(p.frame_width * p.entering, width)
        self.predictor = nn.ModuleList(nn.Linear(width, width) for _ in range(PREDICTOR_LAYERS))
        self.head = nn.Linear(width, p.output_size)
        for layer in (*self.frames, *self.upsample, self.window):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(
        self, inputs: Tensor, state: LaneState | None = None, condition: Tensor | None = None
    ) -> tuple[Tensor, LaneState]:
        """What the head says of the sample after each of the last T inputs. See `StreamNetwork.forward`.

        The stretch begins with a step of every tier; for another to follow it, T must be whole frames of the slowest.
        Shape: `[context_length + T, B, entering]` -> `[T, B, output_size]`
        """
        p = self.hyperparameters
        largest, steps, lanes = p.frame_sizes[0], len(inputs) - p.context_length, inputs.shape[1]
        new_state: LaneState = []
        above = inputs.new_zeros(())
        for n, (size, ratio) in enumerate(zip(p.frame_sizes, p.ratios, strict=True)):
            count = -(-steps // size)
            frames = inputs[largest - size : largest - size + count * size].unflatten(0, (count, size))
            frames = frames.transpose(1, 2).flatten(2)
            entering = frames if n == 0 else self.frames[n - 1](frames) + above[:count]
            out, tier_state = self.step_tier(n, entering, None if state is None else state[n], condition)
            new_state.append(tier_state)
            above = self.upsample[n](out).unflatten(-1, (ratio, -1)).transpose(1, 2).flatten(0, 1)
        windows = inputs[largest - p.frame_width :].unfold(0, p.frame_width, 1).transpose(2, 3)
        return self.predict(windows.reshape(steps, lanes, -1), above[:steps]), new_state

    def step_tier(
        self, tier: int, entering: Tensor, state: tuple[Tensor, ...] | None, condition: Tensor | None
    ) -> tuple[Tensor, tuple[Tensor, ...]]:
        """Steps of one tier: what it puts out, and its state after them.

        Shape: `[T, B, I]`, condition `[B, SIZE]` -> `[T, B, H]`
        """
        if self.hyperparameters.condition:
            entering = beside(entering, condition)
        if self.hyperparameters.cell == "lstm":
            out, new = self.tiers[tier](entering, state)
            return out, new
        out, hidden = self.tiers[tier](entering, None if state is None else state[0])
        return out, (hidden,)

    def predict(self, windows: Tensor, above: Tensor) -> Tensor:
        """The multilayer network and the head. Shape: `[..., frame_width * entering]`, `[..., P]` -> `[..., O]`"""
        x = self.window(windows) + above
        for layer in self.predictor:
            x = torch.relu(layer(x))
        found: Tensor = self.head(x)
        return found

    def tensors(self) -> dict[str, FloatArray]:
        """The weights by the checkpoint's names, float32 copies."""
        found = {}
        for name, places in self._places().items():
            values = [place.detach().cpu().numpy().astype(np.float32, copy=True) for place in places]
            found[name] = values[0] + values[1] if len(values) > 1 else values[0]
        if self.hyperparameters.condition:
            for tier in range(len(self.tiers)):
                both = found[f"tiers.{tier}.weight_ih"]
                found[f"tiers.{tier}.weight_ih"] = np.ascontiguousarray(both[:, :-SIZE])
                found[f"tiers.{tier}.condition"] = np.ascontiguousarray(both[:, -SIZE:])
        return found

    def load_tensors(self, tensors: Mapping[str, FloatArray]) -> None:
        """Take the weights of a checkpoint."""
        if self.hyperparameters.condition:
            pairs = [(f"tiers.{tier}.weight_ih", f"tiers.{tier}.condition") for tier in range(len(self.tiers))]
            both = {one: np.concatenate([tensors[one], tensors[other]], axis=1) for one, other in pairs}
            tensors = {**tensors, **both}
        with torch.no_grad():
            for name, places in self._places().items():
                places[0].copy_(torch.from_numpy(tensors[name]))
                for place in places[1:]:
                    place.zero_()

    def _places(self) -> dict[str, list[nn.Parameter]]:
        """Where each tensor of the checkpoint lies here; it is the sum of several."""
        found: dict[str, list[nn.Parameter]] = {}
        for n, tier in enumerate(self.tiers):
            name, biases = f"tiers.{n}", [tier.get_parameter("bias_ih_l0"), tier.get_parameter("bias_hh_l0")]
            if n > 0:
                found |= _linear(f"{name}.frame", self.frames[n - 1])
            found[f"{name}.weight_ih"] = [tier.get_parameter("weight_ih_l0")]
            found[f"{name}.weight_hh"] = [tier.get_parameter("weight_hh_l0")]
            if self.hyperparameters.cell == "lstm":
                found[f"{name}.bias"] = biases
            else:
                found |= {f"{name}.bias": biases[:1], f"{name}.bias_hh": biases[1:]}
            found |= _linear(f"{name}.upsample", self.upsample[n])
        found |= _linear("window", self.window)
        for n, layer in enumerate(self.predictor):
            found |= _linear(f"predictor.{n}", layer)
        return found | _linear("head", self.head)


def _linear(name: str, layer: nn.Module) -> dict[str, list[nn.Parameter]]:
    return {f"{name}.{part}": [layer.get_parameter(part)] for part in ("weight", "bias")}
