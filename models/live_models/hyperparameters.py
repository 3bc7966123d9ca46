"""The hyperparameters of Table 4.1 (Pfalz 2018) by their names, and the few that are ours; torch-free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from live_models.fields import shown

APPROACHES: Final = ("vector", "column_vector", "transpose", "magnitude_spectrum")
SAMPLE_WISE: Final = ("column_vector", "transpose")
"""Approaches whose step predicts one sample."""
HEADS: Final = ("regression", "mixture", "categorical")
QUANTISATIONS: Final = ("linear", "mulaw")
NUM_CLASSES: Final = 256
"""Classes of a categorical head (thesis: 256, linear; WaveNet: mu-law)."""
DREAM_SEEDS: Final = ("same", "random", "advance")


class HyperparameterError(ValueError):
    """A hyperparameter is unknown, of the wrong type or out of range; the message is one line for the user."""


@dataclass(frozen=True)
class Hyperparameters:
    """What fixes a network, its features and its training.

    The first block has the names and meanings of Table 4.1 of Pfalz (2018), the second is ours. `None` stands for the
    value that follows from the approach (`resolved` in the property of the same meaning). Any thread: immutable.
    """

    approach: str = "magnitude_spectrum"

    lr: float = 1e-4
    """Step size of Adam at the start (it falls along half a cosine when the training has a time limit)."""
    num_epochs: int = 20
    """Times that the whole material is shown."""
    weight_stddev: float = 1e-6
    """Standard deviation of the truncated normal noise that the head's weights start from."""
    num_layers: int = 1
    use_dropout: bool = True
    use_residual: bool = False
    """Add a layer's input to its output from the second layer on."""
    regularization: bool = False
    """Add `reg_amount` times half the sum of the squared LSTM weights to the loss."""
    reg_amount: float = 1e-3
    input_dropout: float = 1.0
    """Chance that a connection into an LSTM layer is KEPT, as in the table; also while dreaming."""
    output_dropout: float = 0.8
    """Chance that a connection out of an LSTM layer is KEPT."""
    seg_len: int = 1024
    """Length of a vector: bins (magnitude_spectrum) or samples (the others)."""
    num_unrollings: int = 16
    """Rows of the input matrix: lanes with a state of their own."""
    num_matrices: int = 1
    """transpose: matrices that are trained on side by side, spread over the material (1 is the author's). One alone
    sees one place at a time, and forgets the others."""
    int_cursor_inc: int | None = None
    """Distance between neighbouring rows (samples; windows for magnitude_spectrum). None: spread over the material, or
    `seg_len` for transpose, whose rows are one stretch of sound."""
    ext_cursor_inc: int | None = None
    """Distance between matrices (samples; windows for magnitude_spectrum). None: as far as one step predicts."""
    label_shape: tuple[int, int] | None = None
    label_offset: int | None = None
    """From the first sample (or window) of an input to that of its label. None, and nothing else: what comes next."""
    output_shape: tuple[int, int] | None = None
    use_transpose: bool | None = None
    use_fft: bool | None = None
    hop_size: int = 256
    """Samples between two spectra, and between two of the vocoder's envelope points."""
    window_size: int = 1024
    """Samples of a Blackman window; also the number of bins kept."""
    zero_padding: bool = True
    """Pad a window with as many zeros. Needed: the vocoder's bins are those of the padded transform."""

    sample_rate: int = 11025
    """Hz."""
    hidden_size: int | None = None
    """Cells of an LSTM layer. None: `seg_len`, as the author's."""
    head: str = "regression"
    """`regression`, `mixture` (isotropic Gaussians, Naterop & Giacomuzzi 2017, 2.1), or for the sample-wise approaches
    `categorical`: 256 classes of the sample's value (thesis), or of what the linear skip leaves over."""
    num_components: int = 8
    quantisation: str = "linear"
    """Widths of a categorical head's classes: `linear`, or `mulaw` (ITU-T G.711: finer for small values)."""
    bptt: int = 1
    """Steps of truncated back-propagation; 1 is the author's."""
    input_noise: float = 0.0
    """Standard deviation of the noise added to the input while training (in the units of the features)."""
    scheduled_sampling: float = 0.0
    """Share of the inputs that are the network's own predictions at the end of the training (none at its start):
    magnitude_spectrum, and vector without a linear skip."""
    spectral_loss: float = 0.0
    """vector with a regression head and without a linear skip: how much the distance of the vectors' logarithmic
    spectra counts beside the squared error."""
    exponent: float = 0.3
    """Magnitudes are raised to this power (1 is the author's); 0.3 lets quiet partials count."""
    skip: float = 0.0
    """magnitude_spectrum: this share of the input is added to the prediction; the network learns the rest (0 is the
    author's). A ringing string is nearly the window before: given that for free, the network learns the change."""
    level_normalised: bool = False
    """vector: divide each vector by its level; the level's logarithm is one more input and output."""
    linear_skip: bool = False
    """A linear predictor gives what comes next, the network what is left over; a string is nearly linear, and that
    part is free. column_vector, transpose: least squares over the last row, what is left in units of its
    deviation. vector: least squares for a whole vector; what is left comes whitened (see its `skip`)."""
    linear_length: int | None = None
    """vector: samples before a vector that its linear skip hears. None: `seg_len`."""
    dream_seed: str = "random"
    """Where concurrent dreams begin (Pfalz 2018, 3.3): `same` place, `random`, or `advance` with the training."""

    def __post_init__(self) -> None:
        for message in _faults(self):
            raise HyperparameterError(message)

    @classmethod
    def from_params(cls, params: Mapping[str, Any]) -> Hyperparameters:
        """Check and convert a mapping (a card, a preset, `--param`); strings are read as the field's type.

        Raises HyperparameterError for unknown names (listing the known ones), wrong types and impossible values.
        """
        known = {field.name: str(field.type) for field in fields(cls)}
        unknown = sorted(set(params) - set(known))
        if unknown:
            raise HyperparameterError(f"unknown hyperparameter {shown(unknown[0])}; known are: {', '.join(known)}")
        return cls(**{name: _convert(name, known[name], value) for name, value in params.items()})

    def to_params(self) -> dict[str, Any]:
        """Every name with its value, as JSON can hold it (tuples become lists); `from_params` reads it back."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @property
    def hidden(self) -> int:
        """Cells of an LSTM layer."""
        return self.seg_len if self.hidden_size is None else self.hidden_size

    @property
    def input_size(self) -> int:
        """Numbers that enter the network in one step (and that the next step's input has)."""
        return self.seg_len + (1 if self.level_normalised else 0)

    @property
    def output_size(self) -> int:
        """Numbers that leave a row's head: the prediction, or a mixture's 2K + K·m (Naterop & Giacomuzzi 2017).

        In the transpose approach a row gives one number, and `combined_size` tells what is made of the rows.
        """
        return 1 if self.approach == "transpose" else self.combined_size

    @property
    def combined_size(self) -> int:
        """Numbers that a step makes of its rows together: for all but transpose, those of the last row."""
        if self.head == "categorical":
            return NUM_CLASSES
        size = self.label_size
        return self.num_components * (2 + size) if self.head == "mixture" else size

    @property
    def label_size(self) -> int:
        """Numbers that one prediction holds."""
        if self.sample_wise:
            return 1
        return self.seg_len if self.linear_skip else self.input_size

    @property
    def skip_length(self) -> int:
        """Samples that the linear skip hears."""
        return self.seg_len if self.linear_length is None else self.linear_length

    @property
    def sample_wise(self) -> bool:
        """Whether a step predicts one sample."""
        return self.approach in SAMPLE_WISE

    @property
    def rows(self) -> int:
        """Rows that must run to dream: all of them only where they are mixed (transpose), else the last alone."""
        return self.num_unrollings if self.approach == "transpose" else 1

    @property
    def hop_length(self) -> int:
        """Samples that one step of dreaming returns."""
        if self.sample_wise:
            return 1
        return self.hop_size if self.approach == "magnitude_spectrum" else self.seg_len

    @property
    def row_distance(self) -> int | None:
        """Samples or windows between neighbouring rows; None: spread evenly over the material."""
        if self.approach == "transpose" and self.int_cursor_inc is None:
            return self.seg_len
        return self.int_cursor_inc

    @property
    def matrix_distance(self) -> int:
        """Cursor distance between two matrices: windows (magnitude_spectrum), samples (the others)."""
        if self.ext_cursor_inc is not None:
            return self.ext_cursor_inc
        return self.seg_len if self.approach == "vector" else 1


def tensor_shapes(parameters: Hyperparameters) -> dict[str, tuple[int, ...]]:
    """Names and shapes of the tensors that a checkpoint of these hyperparameters holds.

    Gates are in PyTorch's order (input, forget, cell, output); the two biases of an LSTM layer are summed. `combine`
    is transpose's second dense layer, over the rows; `linear` the linear skip, over the last row (vector: over the last
    `skip_length` samples, `spread` being what whitened numbers are multiplied by).
    """
    hidden = parameters.hidden
    shapes: dict[str, tuple[int, ...]] = {}
    for layer in range(parameters.num_layers):
        inputs = parameters.input_size if layer == 0 else hidden
        shapes[f"layers.{layer}.weight_ih"] = (4 * hidden, inputs)
        shapes[f"layers.{layer}.weight_hh"] = (4 * hidden, hidden)
        shapes[f"layers.{layer}.bias"] = (4 * hidden,)
    shapes["head.weight"] = (parameters.output_size, hidden)
    shapes["head.bias"] = (parameters.output_size,)
    if parameters.approach == "transpose":
        shapes["combine.weight"] = (parameters.combined_size, parameters.num_unrollings)
        shapes["combine.bias"] = (parameters.combined_size,)
    if parameters.linear_skip:
        shapes["linear.weight"] = (1 if parameters.sample_wise else parameters.seg_len, parameters.skip_length)
        if not parameters.sample_wise:
            shapes["linear.spread"] = (parameters.seg_len, parameters.seg_len)
    return shapes


_RANGES: Final[tuple[tuple[str, float, float], ...]] = (
    ("lr", 1e-9, 1.0),
    ("num_epochs", 1, 1_000_000),
    ("weight_stddev", 0.0, 10.0),
    ("num_layers", 1, 16),
    ("reg_amount", 0.0, 1.0),
    ("input_dropout", 0.05, 1.0),
    ("output_dropout", 0.05, 1.0),
    ("seg_len", 4, 16384),
    ("num_unrollings", 1, 4096),
    ("num_matrices", 1, 4096),
    ("hop_size", 4, 16384),
    ("window_size", 4, 16384),
    ("sample_rate", 4000, 192_000),
    ("num_components", 1, 256),
    ("bptt", 1, 4096),
    ("input_noise", 0.0, 10.0),
    ("scheduled_sampling", 0.0, 1.0),
    ("spectral_loss", 0.0, 100.0),
    ("exponent", 0.05, 2.0),
    ("skip", 0.0, 1.0),
)


def _faults(parameters: Hyperparameters) -> list[str]:
    """Every sentence that tells why these values cannot be used."""
    p = parameters
    if p.approach not in APPROACHES:
        return [f"approach must be one of {', '.join(APPROACHES)}, got {p.approach!r}"]
    if p.head not in HEADS:
        return [f"head must be one of {', '.join(HEADS)}, got {p.head!r}"]
    if p.dream_seed not in DREAM_SEEDS:
        return [f"dream_seed must be one of {', '.join(DREAM_SEEDS)}, got {p.dream_seed!r}"]
    if p.quantisation not in QUANTISATIONS:
        return [f"quantisation must be one of {', '.join(QUANTISATIONS)}, got {p.quantisation!r}"]
    found = []
    for name, low, high in _RANGES:
        value = getattr(p, name)
        if not low <= value <= high:  # a NaN fails this too
            found.append(f"{name} must be in range {low:g}..{high:g}, got {value!r}")
    for name in ("hidden_size", "int_cursor_inc", "ext_cursor_inc", "label_offset", "linear_length"):
        value = getattr(p, name)
        if value is not None and not 1 <= value <= 1_000_000:
            found.append(f"{name} must be in range 1..1000000, got {value!r}")
    if found:
        return found
    spectral = p.approach == "magnitude_spectrum"
    transpose = p.approach == "transpose"
    label_shape = (p.num_unrollings, p.seg_len)
    label_offset = 1 if spectral else p.seg_len
    if p.approach == "column_vector":
        label_shape = (p.num_unrollings, 1)
    if transpose:
        label_shape = (1, 1)
        label_offset = (p.num_unrollings - 1) * (p.row_distance or 0) + p.seg_len
    fixed: dict[str, tuple[Any, ...]] = {
        "use_transpose": (None, transpose),
        "use_fft": (None, spectral),
        "label_shape": (None, label_shape),
        "output_shape": (None, label_shape),
        "label_offset": (None, label_offset),
    }
    if spectral:
        fixed |= {"window_size": (p.seg_len,), "zero_padding": (True,)}
    else:
        fixed |= {"skip": (0.0,)}
    if p.approach != "vector":
        fixed |= {"level_normalised": (False,), "linear_length": (None,)}
    if not transpose:
        fixed |= {"num_matrices": (1,)}
    if spectral:
        fixed |= {"linear_skip": (False,)}
    for name, allowed in fixed.items():
        value = getattr(p, name)
        if value not in allowed:
            found.append(f"{name} must be {allowed[-1]!r} for approach {p.approach}, got {value!r}")
    if p.head == "categorical" and not p.sample_wise:
        found.append(f"head must be regression or mixture for approach {p.approach}, got 'categorical'")
    if p.scheduled_sampling and (p.sample_wise or p.linear_skip):
        found.append(
            "scheduled_sampling must be 0.0 where a single sample or what a linear skip leaves over is predicted, "
            f"got {p.scheduled_sampling!r}"
        )
    if p.spectral_loss and (p.approach != "vector" or p.linear_skip or p.head != "regression"):
        found.append(
            "spectral_loss must be 0.0 but for vector with head regression and without linear_skip, "
            f"got {p.spectral_loss!r}"
        )
    if p.linear_skip and p.skip_length < p.seg_len:
        found.append(f"linear_length must not be below seg_len {p.seg_len}, got {p.linear_length}")
    if spectral and p.hop_size > p.window_size:
        found.append(f"hop_size must not be above window_size {p.window_size}, got {p.hop_size}")
    return found


def _convert(name: str, type_name: str, value: Any) -> Any:
    """Read `value` as the type that the field's annotation names."""
    if "None" in type_name and (value is None or value == "none"):
        return None
    try:
        if type_name.startswith("tuple"):
            rows, columns = value.strip("()[]").split(",") if isinstance(value, str) else value
            return (int(rows), int(columns))
        if type_name.startswith("bool"):
            return {"true": True, "1": True, "false": False, "0": False}[str(value).lower()]
        if type_name.startswith("int"):
            if isinstance(value, bool) or float(value) != int(float(value)):
                raise ValueError
            return int(float(value))
        if type_name == "float":
            if isinstance(value, bool):
                raise ValueError
            return float(value)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        raise HyperparameterError(
            f"{name} must be of type {type_name.removesuffix(' | None')}, got {shown(value)}"
        ) from None
    if not isinstance(value, str):
        raise HyperparameterError(f"{name} must be a word, got {shown(value)}")
    return value
