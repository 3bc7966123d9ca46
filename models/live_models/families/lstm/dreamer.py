"""A generator over the shared LSTM, written so that TorchScript compiles it: several lanes at once.

A dreamer's state is in registered buffers of `LANES` lanes, of which a call uses the first ones, and moves by `copy_`:
a host may call it in inference mode and outside. A seed is heard once and what was heard is kept, so that a dream can
begin again, in any number of lanes, at once.
"""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

import numpy as np
import torch
from torch import Tensor, nn

from live_models.condition.numbers import SIZE
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.contract.generator import Controls
from live_models.families.lstm.backends.stack import Stack
from live_models.families.lstm.config import LSTMParameters
from live_models.features import Normalisation

LANES = 64
"""Channels of mc.nn~ that one file serves."""


def at_reference_level(samples: Tensor) -> Tensor:
    """The same sound with an RMS of 0.1 over its louder half; silence stays silence. Shape kept."""
    length = max(256, samples.size(0) // 200)
    count = max(1, samples.size(0) // length)
    powers: list[Tensor] = []
    for piece in torch.tensor_split(samples, count):
        powers.append(torch.mean(piece * piece))
    power = torch.sort(torch.stack(powers))[0]
    rms = float(torch.sqrt(torch.mean(power[count // 2 :])).item())
    if rms < 1e-4:  # SILENCE_RMS
        return samples
    return samples * (0.1 / rms)  # REFERENCE_RMS


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
    """What the approaches share: the network, its state, and the controls that a host does not set."""

    hidden: Tensor
    cell: Tensor
    features: Tensor
    level: Tensor
    heard_hidden: Tensor
    heard_cell: Tensor
    heard_features: Tensor
    blind_hidden: Tensor
    blind_cell: Tensor
    heard_blind_hidden: Tensor
    heard_blind_cell: Tensor
    condition_weight: Tensor
    entry: Tensor
    connections_in: Tensor
    connections_out: Tensor

    def __init__(
        self, checkpoint: Checkpoint, normalisation: Normalisation, controls: Controls, seed_length: int
    ) -> None:
        super().__init__()
        p = checked_kind(checkpoint, LSTMParameters)
        self.stack = Stack(p, checkpoint.tensors)
        self.seed_length = seed_length
        self.hop_length = p.hop_length
        self.mixture = p.mixture
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
        # What a condition gives to the first layer, and the lanes that heed nothing, of dreams that are guided; see
        # `live_models.families.lstm.heeding`.
        self.conditioned, self.influence = bool(p.condition), float(controls.influence)
        lanes = LANES if p.condition else 0
        self.register_buffer("blind_hidden", torch.zeros(p.num_layers, lanes, p.hidden))
        self.register_buffer("blind_cell", torch.zeros(p.num_layers, lanes, p.hidden))
        self.register_buffer("heard_blind_hidden", torch.zeros(p.num_layers, 1, p.hidden))
        self.register_buffer("heard_blind_cell", torch.zeros(p.num_layers, 1, p.hidden))
        nothing = np.zeros((1, SIZE), dtype=np.float32)
        self.register_buffer("condition_weight", torch.from_numpy(checkpoint.tensors.get("condition.weight", nothing)))
        self.register_buffer("entry", torch.zeros(1, self.condition_weight.size(0)))
        # Their shapes alone are used, so that a mask can be drawn like them.
        self.register_buffer("connections_in", torch.zeros(1, p.input_size + (p.num_layers - 1) * p.hidden))
        self.register_buffer("connections_out", torch.zeros(1, p.num_layers * p.hidden))

    def network(self, x: Tensor, hidden: Tensor, cell: Tensor, blind: tuple[Tensor, Tensor], dropout: float) -> Tensor:
        """A step of the network with its dropout (below 0: as in training); moves the state.

        `blind`: hidden and cell states of the lanes that heed nothing, moved where dreams are guided.
        """
        keep_in, keep_out = 1.0 - dropout, 1.0 - dropout
        if dropout < 0.0:
            keep_in, keep_out = self.keep_in, self.keep_out
        mask_in: Tensor | None = None
        mask_out: Tensor | None = None
        if keep_in < 1.0 or keep_out < 1.0:
            mask_in = kept(self.connections_in.expand(x.size(0), -1), keep_in)
            mask_out = kept(self.connections_out.expand(x.size(0), -1), keep_out)
        if not self.conditioned or self.influence == 0.0:
            y: Tensor = self.stack(x, hidden, cell, mask_in, mask_out, None)
            return y
        heeding: Tensor = self.stack(x, hidden, cell, mask_in, mask_out, self.entry)
        if not self.is_guided(self.influence):
            return heeding
        without: Tensor = self.stack(x, blind[0], blind[1], mask_in, mask_out, None)
        moved = without + self.influence * (heeding - without)
        if self.mixture and self.influence > 1.0:  # as `live_models.condition.guidance.guided`
            shares = 2 * self.num_components
            moved = torch.cat([heeding[:, :shares], moved[:, shares:]], dim=1)
        return moved

    def step(self, x: Tensor, batch: int, dropout: float) -> Tensor:
        """A step of the first `batch` lanes."""
        blind = (self.blind_hidden[:, :batch], self.blind_cell[:, :batch])
        return self.network(x, self.hidden[:, :batch], self.cell[:, :batch], blind, dropout)

    def is_guided(self, influence: float) -> bool:
        """Whether dreams need lanes that heed nothing beside them."""
        return self.conditioned and influence not in [0.0, 1.0]

    @torch.jit.export
    def set_influence(self, influence: float) -> None:
        """How strongly the condition is heeded, 0..3. Lanes that heed nothing begin where the others are."""
        if self.is_guided(influence) and not self.is_guided(self.influence):
            self.blind_hidden.copy_(self.hidden)
            self.blind_cell.copy_(self.cell)
            self.heard_blind_hidden.copy_(self.heard_hidden)
            self.heard_blind_cell.copy_(self.heard_cell)
        self.influence = influence

    @torch.jit.export
    def heed(self, numbers: Tensor) -> None:
        """Heed a condition from the next step on. Shape: `[SIZE]`"""
        self.entry.copy_(torch.matmul(self.condition_weight, numbers).unsqueeze(0))
        self.turn(numbers)

    def turn(self, numbers: Tensor) -> None:
        """What else a condition changes. Shape: `[SIZE]`"""

    def hear(self, samples: Tensor, dropout: float) -> None:
        """Listen to a seed of `seed_length` samples at the model's rate."""
        raise NotImplementedError

    def begin(self, batch: int) -> None:
        """Begin to dream from the end of the seed."""
        raise NotImplementedError

    def listen(self, features: Tensor, dropout: float) -> None:
        """Run the network over a seed's features and keep where it comes to. Shape: `[T, I]`."""
        hidden, cell = torch.zeros_like(self.heard_hidden), torch.zeros_like(self.heard_cell)
        blind = (torch.zeros_like(self.heard_hidden), torch.zeros_like(self.heard_cell))
        for index in range(features.size(0) - 1):
            self.network(features[index : index + 1], hidden, cell, blind, dropout)
        self.heard_blind_hidden.copy_(blind[0])
        self.heard_blind_cell.copy_(blind[1])
        self.heard_hidden.copy_(hidden)
        self.heard_cell.copy_(cell)
        self.heard_features.copy_(features[-1:])

    def begin_lanes(self, batch: int) -> None:
        """Every lane at the end of the seed."""
        self.hidden[:, :batch].copy_(self.heard_hidden.expand(-1, batch, -1))
        self.cell[:, :batch].copy_(self.heard_cell.expand(-1, batch, -1))
        if self.conditioned:
            self.blind_hidden[:, :batch].copy_(self.heard_blind_hidden.expand(-1, batch, -1))
            self.blind_cell[:, :batch].copy_(self.heard_blind_cell.expand(-1, batch, -1))
        self.features[:batch].copy_(self.heard_features.expand(batch, -1))
        self.level.fill_(self.target)
