"""Hyperparameters of the vector approach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from live_models.contract.parameters import ranged
from live_models.families.lstm.config import LSTMParameters


@dataclass(frozen=True)
class VectorParameters(LSTMParameters):
    """One vector of samples predicts the next (Pfalz 2018, 3.1.1)."""

    level_normalised: bool = False
    """Divide each vector by its level; the level's logarithm is one more input and output."""
    linear_skip: bool = False
    """A linear predictor (least squares for a whole vector) gives what comes next, the network what is left over, which
    comes whitened (`live_models.families.vector.skip`); a string is nearly linear, and that part is free."""
    linear_length: int | None = ranged(None, 1, 1_000_000)
    """Samples before a vector that its linear skip hears. None: `seg_len`."""
    spectral_loss: float = ranged(0.0, 0.0, 100.0)
    """With a regression head and without a linear skip: how much the distance of the vectors' logarithmic spectra
    counts beside the squared error."""
    scheduled_sampling: float = ranged(0.0, 0.0, 1.0)
    """Share of the inputs that are the network's own predictions at the end of the training (none at its start);
    without a linear skip."""

    approach: ClassVar[str] = "vector"
    elsewhere: ClassVar[Mapping[str, tuple[Any, ...]]] = {
        "skip": (0.0,),
        "num_matrices": (1,),
        "quantisation": (),
        "exponent": (),
        "hop_size": (),
        "window_size": (),
        "zero_padding": (),
    }

    @property
    def hop_length(self) -> int:
        """Samples that one step of dreaming returns."""
        return self.seg_len

    @property
    def input_size(self) -> int:
        """Numbers that enter the network in one step: the vector and, by choice, its level."""
        return self.seg_len + (1 if self.level_normalised else 0)

    @property
    def label_size(self) -> int:
        """Numbers that one prediction holds."""
        return self.seg_len if self.linear_skip else self.input_size

    @property
    def skip_length(self) -> int:
        """Samples that the linear skip hears."""
        return self.seg_len if self.linear_length is None else self.linear_length

    @property
    def step_distance(self) -> int:
        """How far one step predicts, in samples."""
        return self.seg_len

    def tensor_shapes(self) -> dict[str, tuple[int, ...]]:
        """As `LSTMParameters.tensor_shapes`; `linear` is the linear skip, over the last `skip_length` samples.

        `linear.spread` is what whitened numbers are multiplied by.
        """
        shapes = super().tensor_shapes()
        if self.linear_skip:
            shapes["linear.weight"] = (self.seg_len, self.skip_length)
            shapes["linear.spread"] = (self.seg_len, self.seg_len)
        return shapes

    def faults(self) -> Iterator[str]:
        """Every sentence that tells why these values cannot be used together."""
        yield from super().faults()
        if self.scheduled_sampling and self.linear_skip:
            yield f"scheduled_sampling must be 0.0 with linear_skip, got {self.scheduled_sampling!r}"
        if self.spectral_loss and (self.linear_skip or self.head != "regression"):
            yield f"spectral_loss must be 0.0 but for head regression without linear_skip, got {self.spectral_loss!r}"
        if self.linear_skip and self.skip_length < self.seg_len:
            yield f"linear_length must not be below seg_len {self.seg_len}, got {self.linear_length}"
