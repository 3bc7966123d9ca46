"""The hyperparameters that systems share which hear and draw one sample after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from live_models.condition.numbers import SIZE
from live_models.contract.parameters import Parameters, chosen, ranged
from live_models.families.sample_wise.bands import BY_BAND, band_faults, in_full_band
from live_models.quantisation import NUM_CLASSES, QUANTISATIONS


@dataclass(frozen=True)
class StreamParameters(Parameters):
    """What enters a network for each sample, and what it puts out. The defaults are the thesis's."""

    lr: float = ranged(1e-3, 1e-9, 1.0)
    """Step size of Adam at the start (it falls along half a cosine when the training has a time limit)."""
    sample_rate: int = ranged(14700, 4000, 192_000)
    """Hz."""
    sequence_length: int = ranged(128, 1, 65536)
    """Samples of truncated back-propagation."""
    batch_size: int = ranged(32, 1, 4096)
    """Sections of the recordings that are heard side by side, each with a state of its own."""
    head: str = chosen("categorical", "categorical", "mixture")
    """`categorical`: 256 classes of the sample's value (thesis), or of what a linear predictor leaves over; `mixture`:
    Gaussians (Naterop & Giacomuzzi 2017, 2.1)."""
    num_components: int = ranged(6, 1, 256)
    """Components of a mixture."""
    quantisation: str = chosen("linear", *QUANTISATIONS)
    """Widths of the 256 classes: `linear` (thesis) or `mulaw` (ITU-T G.711: finer for small values)."""
    linear_length: int = ranged(0, 0, 4096)
    """Samples from which a linear predictor gives the next (least squares); the network adds what is left over, in
    units of its deviation. A string is nearly linear, and that part is free. 0: no predictor."""
    input_noise: float = ranged(0.0, 0.0, 10.0)
    """Standard deviation of the noise added to what is heard while training: of samples of -1..1, or behind a predictor
    in units of what it leaves over."""
    bands: int = ranged(1, 1, 8)
    """1, 4 or 8 (ours): a filter bank (pseudo-QMF) divides the sound into as many bands, and a step hears and predicts
    one sample of each, behind a linear predictor of `linear_length` / `bands` frames. Everything that counts samples
    then counts frames, but for `linear_length`."""
    condition: bool = False
    """Whether what is played is heeded (`live_models.condition`)."""
    condition_dropped: float = ranged(0.15, 0.0, 1.0)
    """Share of the lanes that heed nothing while training: `influence` 0 dreams with that, guidance departs from it."""
    most_semitones: int = ranged(0, 0, 12)
    """Recordings are also heard transposed by as many semitones up and down, by resampling."""
    most_level_db: float = ranged(0.0, 0.0, 24.0)
    """Lanes hear the recordings louder or quieter by at most this."""

    by_band: ClassVar[Mapping[str, Mapping[str, Any]]] = BY_BAND

    @classmethod
    def completed(cls, params: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        """See `in_full_band`. Classes are of one sample: bands have a mixture."""
        found = in_full_band(params, given, "linear_length")
        in_bands = str(found.get("bands", 1)) != "1"
        return found | {"head": "mixture"} if in_bands and "bands" in given and "head" not in given else found

    @property
    def hop_length(self) -> int:
        """Samples that one step of dreaming returns."""
        return self.bands

    @property
    def frames_heard(self) -> int:
        """Steps that the linear predictor hears."""
        return self.linear_length // self.bands

    @property
    def linear_skip(self) -> bool:
        """Whether a linear predictor gives the next sample."""
        return self.linear_length > 0

    @property
    def categorical(self) -> bool:
        """Whether the head gives classes."""
        return self.head == "categorical"

    @property
    def mixture(self) -> bool:
        """Whether the head gives a mixture."""
        return self.head == "mixture"

    @property
    def entering(self) -> int:
        """Numbers that enter the network in each step: the sample, or one of each band; behind a predictor also what it
        had left over of them."""
        return (2 if self.linear_skip else 1) * self.bands

    @property
    def output_size(self) -> int:
        """Numbers that the head puts out in each step; each component of a mixture has a deviation for each band."""
        return NUM_CLASSES if self.categorical else (1 + 2 * self.bands) * self.num_components

    @property
    def context_length(self) -> int:
        """Samples before a stretch that the network must have heard to predict in it."""
        return 0

    def tensor_shapes(self) -> dict[str, tuple[int, ...]]:
        """The predictor, where there is one, and what a condition gives; a family adds its network."""
        shapes: dict[str, tuple[int, ...]] = {}
        if self.linear_skip:
            shapes["linear.weight"] = (self.bands, self.linear_length)
            if self.bands > 1:
                shapes["linear.deviations"] = (self.bands,)
        if self.condition:
            shapes |= {name: (rows, SIZE) for name, rows in self.heeding.items()}
        return shapes

    def faults(self) -> Iterator[str]:
        """Every sentence that tells why these values cannot be used together."""
        yield from super().faults()
        yield from band_faults(self.bands, "linear_length", self.linear_length, categorical=self.categorical)
        if self.bands > 1 and not self.linear_skip:
            yield f"linear_length must be {self.bands} or more for {self.bands} bands, got 0"

    @property
    def heeding(self) -> dict[str, int]:
        """What brings a condition to the sums that it is added to: names of matrices, and their rows."""
        raise NotImplementedError
