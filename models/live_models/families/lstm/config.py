"""The hyperparameters that the four approaches of Pfalz (2018) share, by the names of his Table 4.1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from live_models.condition.numbers import SIZE
from live_models.contract.parameters import Parameters, chosen, ranged
from live_models.quantisation import NUM_CLASSES, QUANTISATIONS


@dataclass(frozen=True)
class LSTMParameters(Parameters):
    """What an LSTM stack with one linear head is made of and trained by.

    The first block of fields has the names and meanings of Table 4.1 of Pfalz (2018), the second is ours. `None` stands
    for the value that follows from the approach. The properties are what the shared network, training and backends ask
    for; a family overrides those that are different in it, or has a field of that name.
    """

    weight_stddev: float = ranged(1e-6, 0.0, 10.0)
    """Standard deviation of the truncated normal noise that the head's weights start from."""
    num_layers: int = ranged(1, 1, 16)
    """LSTM layers, one above the other."""
    use_dropout: bool = True
    """Whether `input_dropout` and `output_dropout` are heeded."""
    use_residual: bool = False
    """Add a layer's input to its output from the second layer on."""
    regularization: bool = False
    """Add `reg_amount` times half the sum of the squared LSTM weights to the loss."""
    reg_amount: float = ranged(1e-3, 0.0, 1.0)
    """How much the squared weights count, where `regularization` is on."""
    input_dropout: float = ranged(1.0, 0.05, 1.0)
    """Chance that a connection into an LSTM layer is KEPT, as in the table; also while dreaming."""
    output_dropout: float = ranged(0.8, 0.05, 1.0)
    """Chance that a connection out of an LSTM layer is KEPT."""
    seg_len: int = ranged(1024, 4, 16384)
    """Length of a vector: bins (magnitude_spectrum) or samples (the others)."""
    num_unrollings: int = ranged(16, 1, 4096)
    """Rows of the input matrix: lanes with a state of their own."""
    int_cursor_inc: int | None = ranged(None, 1, 1_000_000)
    """Distance between neighbouring rows (samples; windows for magnitude_spectrum). None: spread over the material, or
    `seg_len` for transpose, whose rows are one stretch of sound."""
    ext_cursor_inc: int | None = ranged(None, 1, 1_000_000)
    """Distance between matrices (samples; windows for magnitude_spectrum). None: as far as one step predicts."""
    label_shape: tuple[int, int] | None = None
    """Rows and length of what is predicted. None, and nothing else: as the approach has it."""
    label_offset: int | None = ranged(None, 1, 1_000_000)
    """From the first sample (or window) of an input to that of its label. None, and nothing else: what comes next."""
    output_shape: tuple[int, int] | None = None
    """Rows and length of what leaves the network. None, and nothing else: as the approach has it."""
    use_transpose: bool | None = None
    """Whether rows are mixed. None, and nothing else: as the approach has it."""
    use_fft: bool | None = None
    """Whether vectors are spectra. None, and nothing else: as the approach has it."""

    hidden_size: int | None = ranged(None, 1, 1_000_000)
    """Cells of an LSTM layer. None: `seg_len`, as the author's."""
    head: str = chosen("regression", "regression", "mixture", "categorical")
    """`regression`, `mixture` (isotropic Gaussians, Naterop & Giacomuzzi 2017, 2.1), or for the sample-wise approaches
    `categorical`: 256 classes of the sample's value (thesis), or of what the linear skip leaves over."""
    num_components: int = ranged(8, 1, 256)
    """Components of a mixture."""
    bptt: int = ranged(1, 1, 4096)
    """Steps of truncated back-propagation; 1 is the author's."""
    input_noise: float = ranged(0.0, 0.0, 10.0)
    """Standard deviation of the noise added to the input while training (in the units of the features)."""

    condition: bool = False
    """Whether the first layer's gates heed what is played (`live_models.condition`)."""
    condition_dropped: float = ranged(0.15, 0.0, 1.0)
    """Share of the lanes that heed nothing while training: `influence` 0 dreams with that, guidance departs from it."""
    most_semitones: int = ranged(0, 0, 12)
    """Recordings are also heard transposed by as many semitones up and down, by resampling."""
    most_level_db: float = ranged(0.0, 0.0, 24.0)
    """Lanes hear the recordings louder or quieter by at most this."""

    sample_wise: ClassVar[bool] = False
    """Whether a step predicts one sample."""
    mixes_rows: ClassVar[bool] = False
    """Whether a dense layer over the rows makes the prediction (Pfalz 2018, 3.1.3)."""
    spectral: ClassVar[bool] = False
    """Whether the inputs are spectra."""

    @property
    def cell(self) -> str:
        """What a layer is made of: `lstm`, or `rnn` (plain, with tanh)."""
        return "lstm"

    @property
    def gates(self) -> int:
        """Sums that a cell makes of its inputs."""
        return 4 if self.cell == "lstm" else 1

    @property
    def hidden(self) -> int:
        """Cells of a layer."""
        return self.seg_len if self.hidden_size is None else self.hidden_size

    @property
    def input_size(self) -> int:
        """Numbers that enter the network in one step (and that the next step's input has)."""
        return self.seg_len

    @property
    def entering(self) -> int:
        """Numbers that the first layer hears while training: the input and, by choice, a condition."""
        return self.input_size + (SIZE if self.condition else 0)

    @property
    def output_size(self) -> int:
        """Numbers that leave a row's head: the prediction, or a mixture's 2K + K·m (Naterop & Giacomuzzi 2017)."""
        return self.combined_size

    @property
    def combined_size(self) -> int:
        """Numbers that a step makes of its rows together: those of the last row, where rows are not mixed."""
        if self.categorical:
            return NUM_CLASSES
        size = self.label_size
        return self.num_components * (2 + size) if self.mixture else size

    @property
    def mixture(self) -> bool:
        """Whether the head gives a mixture."""
        return self.head == "mixture"

    @property
    def categorical(self) -> bool:
        """Whether the head gives classes."""
        return self.head == "categorical"

    @property
    def label_size(self) -> int:
        """Numbers that one prediction holds."""
        return self.input_size

    @property
    def rows(self) -> int:
        """Rows that must run to dream: all of them only where they are mixed, else the last alone."""
        return self.num_unrollings if self.mixes_rows else 1

    @property
    def lanes(self) -> int:
        """How often a step of one dream runs through the weights."""
        return self.rows

    def size(self) -> dict[str, int]:
        """What the benchmark says of the network's size."""
        return {"hidden": self.hidden, "layers": self.num_layers, "seg_len": self.seg_len, "lanes": self.rows}

    @property
    def row_distance(self) -> int | None:
        """Samples or windows between neighbouring rows; None: spread evenly over the material."""
        return self.int_cursor_inc

    @property
    def matrix_distance(self) -> int:
        """Cursor distance between two matrices: windows (magnitude_spectrum), samples (the others)."""
        return self.step_distance if self.ext_cursor_inc is None else self.ext_cursor_inc

    @property
    def step_distance(self) -> int:
        """How far one step predicts, in cursor positions."""
        return 1

    @property
    def num_matrices(self) -> int:
        """Matrices that are trained on side by side."""
        return 1

    @property
    def linear_skip(self) -> bool:
        """Whether a linear predictor gives what comes next, and the network what is left over."""
        return False

    @property
    def skip_length(self) -> int:
        """Samples that the linear skip hears."""
        return self.seg_len

    @property
    def skip(self) -> float:
        """Share of the input that is added to the prediction."""
        return 0.0

    @property
    def level_normalised(self) -> bool:
        """Whether each vector is divided by its level, whose logarithm is one more input and output."""
        return False

    @property
    def quantisation(self) -> str:
        """Widths of a categorical head's classes."""
        return "linear"

    @property
    def spectral_loss(self) -> float:
        """How much the distance of logarithmic spectra counts beside the squared error."""
        return 0.0

    @property
    def scheduled_sampling(self) -> float:
        """Share of the inputs that are the network's own predictions at the end of the training."""
        return 0.0

    @property
    def own_label_shape(self) -> tuple[int, int]:
        """The one `label_shape` that there is."""
        return (self.num_unrollings, self.seg_len)

    @property
    def own_label_offset(self) -> int:
        """The one `label_offset` that there is."""
        return self.seg_len

    def tensor_shapes(self) -> dict[str, tuple[int, ...]]:
        """Names and shapes of the tensors that a checkpoint of these hyperparameters holds.

        Gates are in PyTorch's order (input, forget, cell, output); the two biases of an LSTM layer are summed.
        `combine` is the dense layer over the rows, where they are mixed.
        """
        hidden = self.hidden
        shapes: dict[str, tuple[int, ...]] = {}
        for layer in range(self.num_layers):
            inputs = self.input_size if layer == 0 else hidden
            shapes[f"layers.{layer}.weight_ih"] = (self.gates * hidden, inputs)
            shapes[f"layers.{layer}.weight_hh"] = (self.gates * hidden, hidden)
            shapes[f"layers.{layer}.bias"] = (self.gates * hidden,)
        if self.condition:
            shapes["condition.weight"] = (self.gates * hidden, SIZE)
        shapes["head.weight"] = (self.output_size, hidden)
        shapes["head.bias"] = (self.output_size,)
        if self.mixes_rows:
            shapes["combine.weight"] = (self.combined_size, self.num_unrollings)
            shapes["combine.bias"] = (self.combined_size,)
        return shapes

    def fixed(self) -> Mapping[str, tuple[Any, ...]]:
        """Values of Table 4.1 that the approach decides, the last of each being the only other than None."""
        return {
            "use_transpose": (None, self.mixes_rows),
            "use_fft": (None, self.spectral),
            "label_shape": (None, self.own_label_shape),
            "output_shape": (None, self.own_label_shape),
            "label_offset": (None, self.own_label_offset),
        }

    def faults(self) -> Iterator[str]:
        """Every sentence that tells why these values cannot be used together."""
        for name, allowed in self.fixed().items():
            value = getattr(self, name)
            if value not in allowed:
                yield f"{name} must be {allowed[-1]!r} for approach {self.approach}, got {value!r}"
        if self.categorical and not self.sample_wise:
            yield f"head must be regression or mixture for approach {self.approach}, got 'categorical'"


@dataclass(frozen=True)
class SampleWiseParameters(LSTMParameters):
    """LSTMParameters of an approach whose step predicts one sample, or one of each band (a frame)."""

    quantisation: str = chosen("linear", *QUANTISATIONS)
    """Widths of a categorical head's classes: `linear`, or `mulaw` (ITU-T G.711: finer for small values)."""
    linear_skip: bool = False
    """A linear predictor over the last row gives what comes next (least squares), the network what is left over, in
    units of its deviation; a string is nearly linear, and that part is free."""

    sample_wise: ClassVar[bool] = True
    elsewhere: ClassVar[Mapping[str, tuple[Any, ...]]] = {
        "level_normalised": (False,),
        "linear_length": (None,),
        "skip": (0.0,),
        "spectral_loss": (0.0,),
        "scheduled_sampling": (0.0,),
        "num_matrices": (1,),
        "exponent": (),
        "hop_size": (),
        "window_size": (),
        "zero_padding": (),
    }

    @property
    def bands(self) -> int:
        """Bands that a filter bank divides the sound into; 1: there is none."""
        return 1

    @property
    def hop_length(self) -> int:
        """Samples that one step of dreaming returns."""
        return self.bands

    @property
    def label_size(self) -> int:
        """Numbers that one prediction holds."""
        return self.bands

    @property
    def combined_size(self) -> int:
        """As `LSTMParameters.combined_size`; each component of a mixture has a deviation for each band (ours): between
        two plucks a high band is far quieter, in its own units, than a low one."""
        return self.num_components * (1 + 2 * self.bands) if self.mixture else super().combined_size

    def tensor_shapes(self) -> dict[str, tuple[int, ...]]:
        """As `LSTMParameters.tensor_shapes`; `linear` is the linear skip, over the last row.

        `linear.deviations`: the size of what it leaves over of each band, relative to all of them.
        """
        shapes = super().tensor_shapes()
        if self.linear_skip:
            shapes["linear.weight"] = (self.bands, self.skip_length)
            if self.bands > 1:
                shapes["linear.deviations"] = (self.bands,)
        return shapes

    def unread(self, backend: str) -> frozenset[str]:
        """The window's matrix, on the cpu backends: what is known of the windows is projected ahead."""
        return frozenset({"layers.0.weight_ih"} if backend.startswith("cpu") else ())

    def backend_fault(self, backend: str) -> str:
        """Return why dreams on a backend would not be worth hearing, for the user; empty where they are.

        Inputs of a sample-wise network with a linear skip were whitened in training (`LSTMNetwork.whiten`): large
        weights that nearly cancel, for which 8 bits have no room.
        """
        if backend == "cpu_int8" and self.linear_skip:
            return (
                f"must not be cpu_int8, 8 bits are too few for the first layer of a {self.approach} network with a "
                "linear skip; use cpu"
            )
        return ""
