"""Hyperparameters of NoizeNet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from live_models.contract.parameters import chosen, ranged
from live_models.families.vector.config import VectorParameters


@dataclass(frozen=True)
class NoizeNetParameters(VectorParameters):
    """The defaults are Watson's LSTM (2021, 5.5.3). Any thread: immutable.

    One step predicts a stretch of samples from the last, as the vector approach does; so it has the hyperparameters of
    that one, and its cures: a mixture head behind a linear skip.
    """

    approach: ClassVar[str] = "noizenet"

    sample_rate: int = ranged(22050, 4000, 192_000)
    """Hz."""
    seg_len: int = ranged(512, 4, 16384)
    """Samples of a step. The paper does not give it; its training sequences have 2205 samples and more."""
    cell: str = chosen("lstm", "lstm", "rnn")
    """What a layer is made of: `lstm`, or `rnn` (plain, with tanh)."""
    domain: str = chosen("samples", "samples", "fft")
    """What is z-scored and predicted: `samples`, or their Fourier transform (5.9), real and imaginary parts."""
    num_layers: int = ranged(2, 1, 16)
    """LSTM layers, one above the other."""
    hidden_size: int | None = ranged(50, 1, 1_000_000)
    """Cells of a layer."""
    output_dropout: float = ranged(0.5, 0.05, 1.0)
    """Chance that a connection out of a layer is KEPT."""
    weight_stddev: float = ranged(0.08, 0.0, 10.0)
    """Standard deviation of the truncated normal noise that the head's weights start from; that of PyTorch's own start
    for 50 cells."""
    bptt: int = ranged(128, 1, 4096)
    """Steps of truncated back-propagation: 3 s. The paper goes through up to 15 s at once."""

    @property
    def predicts_samples(self) -> bool:
        """Whether the head gives the samples themselves, not what a linear skip leaves over of them."""
        return not self.linear_skip

    def backend_fault(self, backend: str) -> str:
        """Return why dreams on a backend would not be worth hearing, for the user; empty where they are.

        The bins of a spectrum differ by 40 dB, so do the weights that lead to and from them: 8 bits have no room.
        """
        if backend == "cpu_int8" and self.domain == "fft":
            return "must not be cpu_int8, 8 bits are too few for a noizenet network of domain fft; use cpu"
        return super().backend_fault(backend)

    def faults(self) -> Iterator[str]:
        """Every sentence that tells why these values cannot be used together."""
        yield from super().faults()
        if self.predicts_samples and self.head != "regression":
            yield f"head must be regression without linear_skip, got {self.head!r}"
        if self.predicts_samples and self.level_normalised:
            yield "level_normalised must be False without linear_skip, got True"
        if self.spectral_loss or self.scheduled_sampling:
            yield "spectral_loss and scheduled_sampling must be 0.0 for approach noizenet"
