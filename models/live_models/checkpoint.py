"""Checkpoints on disk: `<name>.safetensors` with the frozen weights and `<name>.json`, the card."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final

import numpy as np
import safetensors
import safetensors.numpy

from live_models.atomic_files import beside, sync
from live_models.contract.checkpoint import Checkpoint, CheckpointError
from live_models.contract.parameters import HyperparameterError, Parameters
from live_models.families import parameters_of
from live_models.features import Normalisation
from live_models.fields import FieldError, Length, checked, shown
from live_models.printable import printable
from live_models.strict_reader import FileError, FileMissingError, read_bytes, read_json

FORMAT: Final = 1
MAX_BYTES: Final = 2 << 30

# A checkpoint travels in repositories and by mail: above this many bytes the weights are stored as float16.
FLOAT32_LIMIT_BYTES: Final = 6_000_000

_REQUIRED: Final = ("approach", "hyperparameters", "sample_rate", "normalisation", "sha256")


@dataclass(frozen=True)
class _Recording:
    """What a card tells of a recording that was trained on."""

    file: str = ""
    licence: str = ""
    duration_s: float | None = None
    sha256: str = ""


@dataclass(frozen=True)
class _Card:
    """The types of what a card may hold; what is not named here is read by nobody."""

    format: int
    approach: str
    sample_rate: int
    sha256: Annotated[str, Length(64, 64)]
    hyperparameters: dict[str, Any]
    normalisation: dict[str, float]
    name: str = ""
    recordings: list[_Recording] = field(default_factory=list)
    controls: dict[str, Any] = field(default_factory=dict)
    resynthesis: dict[str, float | bool | None] = field(default_factory=dict)
    training_log: dict[str, Any] = field(default_factory=dict)
    scores: dict[str, Any] = field(default_factory=dict)
    reference: dict[str, Any] | None = None
    preset: str | None = None
    versions: dict[str, Any] = field(default_factory=dict)


def save_checkpoint(path_stem: Path, tensors: Mapping[str, np.ndarray], card: Mapping[str, Any]) -> Path:
    """Write `<path_stem>.safetensors` and `<path_stem>.json`, each by an atomic rename; returns the card's path.

    `card` needs `hyperparameters` (a `Parameters.to_params`) and `normalisation`; approach, sample rate, format and
    checksum are filled in. Weights above 6 MB are stored as float16. Raises CheckpointError when tensors and
    hyperparameters disagree, a weight is not finite, or the folder cannot be written.
    """
    path_stem = Path(path_stem)
    parameters = _hyperparameters(path_stem.name, card.get("hyperparameters"))
    arrays = {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in tensors.items()}
    _check_tensors(path_stem.name, arrays, parameters)
    arrays = as_stored(arrays)
    _check_tensors(path_stem.name, arrays, parameters)  # a weight beyond 65504 has become infinite
    data = safetensors.numpy.save(arrays)
    full = dict(card)
    full |= {
        "format": FORMAT,
        "name": path_stem.name,
        "approach": parameters.approach,
        "sample_rate": parameters.sample_rate,
        "hyperparameters": parameters.to_params(),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    card_path = path_stem.with_name(path_stem.name + ".json")
    weights_path = path_stem.with_name(path_stem.name + ".safetensors")
    try:
        # The card comes last: it is what the registry lists, so a half-written checkpoint is never seen as whole. Both
        # are on disk before either is renamed: a full disk or a stop leaves whole what was there before.
        text = json.dumps(full, indent=1, allow_nan=False) + "\n"
        with beside(weights_path) as weights, beside(card_path) as its_card:
            weights.write_bytes(data)
            its_card.write_bytes(text.encode())
            sync(weights)
            sync(its_card)
            weights.replace(weights_path)
            its_card.replace(card_path)
    except OSError as error:
        raise CheckpointError(
            f"{error.filename or card_path}: cannot be written ({error.strerror or error})"
        ) from error
    return card_path


def read_card(path: Path) -> dict[str, Any]:
    """Read and check a checkpoint's card alone, without its weights. Raises CheckpointError.

    What is missing or null and has a default is there in what is returned: `name`, `recordings`, `controls`, ...
    """
    card_path = _card_path(Path(path))
    where = printable(card_path)
    try:
        card = read_json(card_path)
    except FileMissingError:
        raise CheckpointError(f"{where}: no such checkpoint card") from None
    except FileError as error:
        raise CheckpointError(str(error)) from None
    if not isinstance(card, dict):
        raise CheckpointError(f"{where}: a card must be a JSON object, found {type(card).__name__}")
    for key in _REQUIRED:
        if key not in card:
            raise CheckpointError(f"{where}: the card must have {key!r}; it has {shown(sorted(card))}")
    if card.get("format") != FORMAT:
        raise CheckpointError(f"{where}: format must be {FORMAT}, found {shown(card.get('format'))}")
    try:
        known = checked(_Card, card)
        Normalisation.from_card(known.normalisation)
    except (FieldError, ValueError) as error:
        raise CheckpointError(f"{where}: {error}; mend the card or train again") from None
    parameters = _hyperparameters(where, card["hyperparameters"], known.approach)
    if (known.approach, known.sample_rate) != (parameters.approach, parameters.sample_rate):
        raise CheckpointError(f"{where}: approach and sample_rate must agree with the hyperparameters")
    for key in ("recordings", "controls", "resynthesis", "training_log", "scores", "versions"):
        if card.get(key) is None:
            card[key] = [] if key == "recordings" else {}
    card["name"] = known.name or printable(card_path.stem)
    return card


def load_checkpoint(path: Path) -> Checkpoint:
    """Read a checkpoint, given its card, its weights or their common stem; everything is checked, nothing executed.

    Raises CheckpointError with one line: missing file, broken card, wrong checksum, wrong tensor names, shapes or
    types, weights that are not finite.
    """
    card_path = _card_path(Path(path))
    card = read_card(card_path)
    weights_path = card_path.with_suffix(".safetensors")
    where = printable(weights_path)
    try:
        data = read_bytes(weights_path, MAX_BYTES)
    except FileMissingError:
        raise CheckpointError(f"{where}: no such file; a checkpoint is a card and a .safetensors file") from None
    except FileError as error:
        raise CheckpointError(str(error)) from None
    found = hashlib.sha256(data).hexdigest()
    if found != card["sha256"]:
        raise CheckpointError(
            f"{where}: sha256 must be {str(card['sha256'])[:12]}… as the card says, found {found[:12]}…; "
            "the file is damaged or belongs to another card"
        )
    try:
        arrays = safetensors.numpy.load(data)
    except (safetensors.SafetensorError, ValueError, KeyError, TypeError) as error:
        raise CheckpointError(f"{where}: not a safetensors file ({error})") from None
    parameters = _hyperparameters(where, card["hyperparameters"], card["approach"])
    _check_tensors(where, arrays, parameters)
    tensors = {name: np.ascontiguousarray(array, dtype=np.float32) for name, array in arrays.items()}
    return Checkpoint(printable(card_path.stem), card, tensors, parameters)


def as_stored(tensors: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Weights as a checkpoint's file holds them: float32, or float16 where they take more than 6 MB."""
    arrays = {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in tensors.items()}
    if sum(array.nbytes for array in arrays.values()) > FLOAT32_LIMIT_BYTES:
        with np.errstate(over="ignore"):  # what is beyond its range is refused with its name
            arrays = {name: array.astype(np.float16) for name, array in arrays.items()}
    return arrays


def _card_path(path: Path) -> Path:
    return (
        path.with_suffix(".json") if path.suffix in {".json", ".safetensors"} else path.with_name(path.name + ".json")
    )


def _hyperparameters(where: str, params: Any, approach: str | None = None) -> Parameters:
    if not isinstance(params, Mapping):
        raise CheckpointError(f"{where}: hyperparameters must be a JSON object")
    try:
        return parameters_of(params if approach is None else {"approach": approach, **params})
    except HyperparameterError as error:
        raise CheckpointError(f"{where}: {error}") from None


def _check_tensors(where: str, arrays: Mapping[str, np.ndarray], parameters: Parameters) -> None:
    shapes = parameters.tensor_shapes()
    for name, shape in shapes.items():
        if name not in arrays:
            raise CheckpointError(f"{where}: tensor {name} is missing")
        if arrays[name].shape != shape:
            raise CheckpointError(f"{where}: tensor {name} must have shape {shape}, found {arrays[name].shape}")
        if arrays[name].dtype not in (np.float16, np.float32):
            raise CheckpointError(f"{where}: tensor {name} must be float16 or float32, found {arrays[name].dtype}")
        if not np.isfinite(arrays[name]).all():
            raise CheckpointError(f"{where}: tensor {name} must be finite, found NaN or infinity")
    for name in arrays:
        if name not in shapes:
            raise CheckpointError(f"{where}: tensor {name} is unknown; expected are {', '.join(shapes)}")
