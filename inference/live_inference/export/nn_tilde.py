"""A checkpoint as a TorchScript module in the shape that nn~ (Max, Pd) calls, and as a file."""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

from typing import Any

import torch
from torch import Tensor, nn

from live_inference.export.ear import ScriptedEar
from live_inference.export.hearing import fitted, half_width, interpolated, mixed_down, resampled, sounding
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.family import load_entry
from live_models.families import FAMILIES, family_of
from live_models.families.lstm.backends.torchscript import saved, script
from live_models.families.lstm.dreamer import LANES, Dreamer
from live_models.loading import load_generator

LOWEST_RATE = 4_000
HIGHEST_RATE = 384_000
"""Hz; the host's rates that are taken."""
FORMAT = "nn~"


class ExportError(ValueError):
    """A checkpoint cannot be exported, or not so; the message is one line for the user."""


class NnTildeModule(nn.Module):
    """A dream as nn~ plays it: an endless stream, at the host's sample rate, in blocks of any length.

    What the host reads and calls: `get_methods`, `forward` with `forward_params` (channels in, ratio in, channels out,
    ratio out) and its labels; `get_attributes` with a getter, a setter and type codes (`*_params`: 0 bool, 1 int,
    2 float, 5 buffer) for each; `get_buffer_attributes` and `set_buffer_attribute`, through which a `buffer~` seeds the
    dream; `set_sample_rate`. Setters return 0, or -1 for a value out of range, which the host reports.

    The host's rate is set when the module is made, since nn~ may never tell it: it asks for `set_sample_rate` before it
    counts its model as loaded, skips the call therefore, and passes a rate that it never kept when it loads again.
    """

    block: Tensor
    tail: Tensor

    def __init__(
        self,
        dreamer: Dreamer,
        model_rate: int,
        host_rate: int,
        temperature: float,
        dropout: float,
    ) -> None:
        super().__init__()
        self.dreamer = dreamer
        self.ear = ScriptedEar(model_rate)
        self.model_rate = model_rate
        self.host_rate = host_rate
        self.ratio = model_rate / host_rate
        self.fraction = 0.0
        self.left = 0
        self.batch = 0
        self.seed_text = "no seed: set seed to a buffer~"
        self.seeded = False
        self.temperature = temperature
        self.dropout = dropout
        self.forward_input_labels = ["(signal) not heard: the dream comes from its seed"]
        self.forward_output_labels = ["(signal) the dream"]
        self.register_buffer("forward_params", torch.tensor([1, 1, 1, 1]))
        self.register_buffer("rate_params", torch.tensor([1]))
        self.register_buffer("temperature_params", torch.tensor([2]))
        self.register_buffer("dropout_params", torch.tensor([2]))
        self.register_buffer("influence_params", torch.tensor([2]))
        self.register_buffer("reset_params", torch.tensor([0]))
        self.register_buffer("seed_params", torch.tensor([5]))
        self.register_buffer("block", torch.zeros(LANES, dreamer.hop_length))
        widest = half_width(model_rate / LOWEST_RATE)
        self.register_buffer("tail", torch.zeros(LANES, 2 * widest))

    def forward(self, x: Tensor) -> Tensor:
        """The next samples of as many dreams as the host has channels. Shape: `[B, 1, n]` -> `[B, 1, n]`."""
        batch, count = x.size(0), x.size(2)
        if batch != self.batch:
            self.begin(batch)
        if self.ratio == 1.0:
            samples = self.pulled(batch, count)
        else:
            width = half_width(self.ratio)
            fresh = int(self.fraction + (count - 1) * self.ratio)
            stream = torch.cat([self.tail[:batch, : 2 * width], self.pulled(batch, fresh)], dim=1)
            samples = interpolated(stream, width - 1, self.fraction, self.ratio, count)
            self.tail[:batch, : 2 * width].copy_(stream[:, fresh:])
            self.fraction = self.fraction + count * self.ratio - fresh
        return torch.nan_to_num(samples, 0.0, 0.0, 0.0).unsqueeze(1)

    def pulled(self, batch: int, count: int) -> Tensor:
        """The next `count` samples at the model's rate. Shape: -> `[B, count]`."""
        pieces = [self.block[:batch, :0]]
        done = 0
        while done < count:
            if self.left == 0:
                self.block[:batch].copy_(self.dreamer(batch, self.temperature, self.dropout))
                self.left = self.block.size(1)
            take = min(self.left, count - done)
            start = self.block.size(1) - self.left
            pieces.append(self.block[:batch, start : start + take].clone())  # the block is written again
            self.left -= take
            done += take
        return torch.cat(pieces, dim=1)

    def begin(self, batch: int) -> None:
        """Every lane begins again from the seed."""
        if batch > self.block.size(0):
            raise ValueError("this file has 64 lanes: use at most 64 channels")
        self.batch = batch
        self.left = 0
        self.fraction = 0.0
        self.tail.zero_()
        self.dreamer.begin(batch)

    @torch.jit.export
    def set_sample_rate(self, sample_rate: int) -> None:
        """As `set_rate`; a rate out of range, which nn~ passes when it loads a file again, changes nothing."""
        self.set_rate(sample_rate)

    @torch.jit.export
    def get_rate(self) -> tuple[int]:
        """The host's rate in Hz."""
        return (self.host_rate,)

    @torch.jit.export
    def set_rate(self, rate: int) -> int:
        """Tell the host's rate in Hz: the dream is resampled to it, and sounds at its own pitch. -1 if out of range."""
        if not 4_000 <= rate <= 384_000:  # LOWEST_RATE, HIGHEST_RATE; TorchScript takes no global numbers
            return -1
        self.host_rate = rate
        self.ratio = self.model_rate / rate
        self.fraction = 0.0
        self.tail.zero_()
        return 0

    @torch.jit.export
    def get_methods(self) -> list[str]:
        """Names of the methods that make sound."""
        return ["forward"]

    @torch.jit.export
    def get_attributes(self) -> list[str]:
        """Names of what `set` and `get` reach."""
        names = ["rate", "temperature", "dropout", "reset", "seed"]
        if self.dreamer.conditioned:
            names.insert(3, "influence")
        return names

    @torch.jit.export
    def get_temperature(self) -> tuple[float]:
        """0..4; see `live_models.contract.generator.Controls`."""
        return (self.temperature,)

    @torch.jit.export
    def set_temperature(self, temperature: float) -> int:
        """Set it; -1 if out of range."""
        if not 0.0 <= temperature <= 4.0:
            return -1
        self.temperature = temperature
        return 0

    @torch.jit.export
    def get_dropout(self) -> tuple[float]:
        """0..0.95, or -1: as in training."""
        return (self.dropout,)

    @torch.jit.export
    def set_dropout(self, dropout: float) -> int:
        """Set it; -1 if out of range."""
        if dropout != -1.0 and not 0.0 <= dropout <= 0.95:
            return -1
        self.dropout = dropout
        return 0

    @torch.jit.export
    def get_influence(self) -> tuple[float]:
        """How strongly the seed's harmony is heeded, 0..3; see `live_models.contract.generator.Controls`."""
        return (self.dreamer.influence,)

    @torch.jit.export
    def set_influence(self, influence: float) -> int:
        """Set it; -1 if out of range."""
        if not 0.0 <= influence <= 3.0:
            return -1
        self.dreamer.set_influence(influence)
        return 0

    @torch.jit.export
    def get_reset(self) -> tuple[bool]:
        """Always false: a reset is done as soon as it is asked for."""
        return (False,)

    @torch.jit.export
    def set_reset(self, reset: bool) -> int:
        """Begin again from the seed, if true."""
        if reset:
            self.batch = 0
        return 0

    @torch.jit.export
    def get_seed(self) -> tuple[str]:
        """What was heard last."""
        return (self.seed_text,)

    @torch.jit.export
    def set_seed(self, seed: Any) -> int:
        """Accept what the host says of the buffer; the samples come through `set_buffer_attribute`."""
        return 0

    @torch.jit.export
    def get_buffer_attributes(self) -> list[str]:
        """Names of attributes that are a buffer~, with the place of the buffer among its values."""
        return ["seed#0"]

    @torch.jit.export
    def is_buffer_empty(self, name: str) -> bool:
        """Whether no seed has been heard."""
        return not self.seeded

    @torch.jit.export
    def clear_buffer_attribute(self, name: str) -> int:
        """Forget the seed; the dream goes on from where it is. -1 for another name."""
        if name != "seed#0":
            return -1
        self.seeded = False
        self.seed_text = "no seed: set seed to a buffer~"
        return 0

    @torch.jit.export
    def set_buffer_attribute(self, name: str, buffer: Tensor, sample_rate: int) -> int:
        """Listen to a buffer~ and begin to dream from its end; -1 if it is empty, not finite, or not the seed's.

        Channels are mixed to one, as those of a take. A sample rate that is not told (0 or below) is taken as the
        model's.

        Shape: `[channels, samples]` or `[samples]`
        """
        samples = buffer.to(self.block.device, torch.float32)
        if samples.dim() == 1:
            samples = samples.unsqueeze(0)
        if name != "seed#0" or samples.dim() != 2 or samples.numel() == 0:
            return -1
        if not bool(torch.isfinite(samples).all()):
            return -1
        samples = mixed_down(samples if samples.size(0) <= samples.size(1) else samples.t())
        ratio = 1.0 if sample_rate <= 0 else sample_rate / self.model_rate
        # Only what will be heard is resampled, a buffer~ may hold minutes; one second more than is needed.
        needed = int((max(self.dreamer.seed_length, self.ear.seed_length) + self.model_rate) * ratio)
        samples = resampled(sounding(samples)[-needed:], ratio)
        if self.dreamer.conditioned:
            self.dreamer.heed(self.ear(samples))
        self.dreamer.hear(fitted(samples, self.dreamer.seed_length), self.dropout)
        self.seeded = True
        self.seed_text = "seeded with " + str(buffer.numel()) + " samples"
        self.batch = 0
        return 0


def nn_tilde_module(checkpoint: Checkpoint, rate: int) -> NnTildeModule:
    """The module of a checkpoint for a host at `rate` Hz, not yet scripted.

    Raises ExportError for an approach or a band that has none, and for a rate out of range.
    """
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise ExportError(f"--rate must be in range {LOWEST_RATE}..{HIGHEST_RATE} Hz, got {rate}")
    family = family_of(checkpoint.hyperparameters.approach)
    if FORMAT not in family.exports:
        able = [name for name, other in FAMILIES.items() if FORMAT in other.exports]
        raise ExportError(f"{checkpoint.name}: approach must be one of {', '.join(able)}, found {family.name}")
    dreamer = _dreamer(checkpoint, family.exports[FORMAT])
    generator = load_generator(checkpoint, "eager")
    controls = generator.default_controls
    dropout = -1.0 if controls.dropout is None else float(controls.dropout)
    return NnTildeModule(dreamer, generator.spec.sample_rate, rate, float(controls.temperature), dropout)


def _dreamer(checkpoint: Checkpoint, entry: str) -> Dreamer:
    """What a family's entry makes of a checkpoint. Raises ExportError where it refuses: a family may export some."""
    try:
        dreamer: Dreamer = load_entry(entry)(checkpoint)
    except ValueError as error:
        raise ExportError(f"{checkpoint.name}: {error}") from error
    return dreamer


def nn_tilde_bytes(checkpoint: Checkpoint, rate: int) -> bytes:
    """A file that nn~ loads, for a host at `rate` Hz. Raises ExportError."""
    return saved(script(nn_tilde_module(checkpoint, rate).eval()))
