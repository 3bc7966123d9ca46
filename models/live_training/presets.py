"""Presets: hyperparameters to start from, in JSON files of a family or of a performer; `--param` changes single values.

A preset is a JSON object with `approach`, `about` (one sentence), `hyperparameters` (names and values of the family's
`Parameters`), `controls` (names and values of `Controls`, for the checkpoint's card) and, if it only changes another
one, `based_on`: the name of a preset of the same approach.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from live_models.contract.family import Family, load_entry
from live_models.contract.generator import ControlError, Controls
from live_models.contract.parameters import HyperparameterError, Parameters
from live_models.families import FAMILIES, family_of
from live_models.fields import shown
from live_models.strict_reader import FileError, FileMissingError, read_json

USUAL: Final = "alive"
"""The preset that a family gets if it lacks the preset that was chosen."""

_KEYS: Final = ("approach", "about", "based_on", "hyperparameters", "controls")


@dataclass(frozen=True)
class Preset:
    """A preset, with the values of the one it is based on. `name`: for the card; `path`: its file.

    `voice`: the values that it has up to 5.5 kHz; None where it is of the full band alone.
    """

    name: str
    approach: str
    about: str
    values: dict[str, Any]
    path: Path
    voice: dict[str, Any] | None
    controls: dict[str, Any] = field(default_factory=dict)


def preset_names(approach: str) -> list[str]:
    """Presets of an approach that come with the package."""
    return sorted(path.stem for path in family_of(approach).presets.glob("*.json"))


def load_preset(name: str, approach: str | None = None) -> Preset:
    """The preset of a name (for `approach`), or of a path that ends in `.json` (whose approach must be `approach`).

    Raises HyperparameterError: no such preset, not JSON, unknown keys or values, or a file for another approach.
    """
    if name.endswith(".json"):
        return _read(Path(name), Path(name).stem, approach)
    family = family_of(approach)
    known = preset_names(family.name)
    if name not in known:
        raise HyperparameterError(
            f"unknown preset {name!r} for {family.name}; known are: {', '.join(known)}, or a file that ends in .json"
        )
    return _read(family.presets / f"{name}.json", name, family.name)


def preset(approach: str | None, name: str, params: dict[str, Any]) -> Parameters:
    """The preset's hyperparameters, changed by `params` (from `--param`, still strings).

    With `--band voice` one of the full band is as the preset that it is based on. Raises HyperparameterError for an
    unknown approach, preset or parameter, and for that band where there is nothing to go back to.
    """
    if "approach" in params:
        raise HyperparameterError("approach must be given by --approach, not by --param")
    chosen = load_preset(name, approach)
    values: dict[str, Any] | None = chosen.values
    if _kind(chosen.approach).leaves_full_band(chosen.values, params):
        values = chosen.voice
    if values is None:
        raise HyperparameterError(f"{chosen.path}: is of the full band; --band voice needs another --preset: {USUAL}")
    return _merged(chosen.approach, values, params)


def _merged(approach: str, values: dict[str, Any], params: dict[str, Any]) -> Parameters:
    kind = _kind(approach)
    return kind.from_params(kind.completed({**values, **params}, params))


def _kind(approach: str) -> type[Parameters]:
    kind: type[Parameters] = load_entry(family_of(approach).config)
    return kind


def _without_full_band(own: dict[str, Any], below: Preset | None, family: Family, path: Path) -> dict[str, Any] | None:
    """The values up to 5.5 kHz of a preset with values of its `own`; None where there are none.

    Where one that comes with the package says itself that it is of the full band, all that it says goes with that. A
    performer's own file may say more, which must not be dropped without a word.
    """
    kind, whole = _kind(family.name), own if below is None else below.values | own
    voice = kind.by_band.get("voice", {})
    if not kind.leaves_full_band(whole, voice):
        return whole
    if below is None or below.voice is None:
        return None
    if not own.keys() & {"sample_rate", *voice}:
        return below.voice | own
    return below.voice if path.parent == family.presets else None


def _read(path: Path, name: str, approach: str | None) -> Preset:
    try:
        content = read_json(path)
    except FileMissingError:
        raise HyperparameterError(f"{path}: No such file; name one that is there") from None
    except FileError as error:
        raise HyperparameterError(str(error)) from None
    if not isinstance(content, dict):
        raise HyperparameterError(f"{path}: a preset must be a JSON object with {', '.join(_KEYS)}")
    unknown = [key for key in content if key not in _KEYS]
    if unknown:
        raise HyperparameterError(f"{path}: unknown key {unknown[0]!r}; known are: {', '.join(_KEYS)}")
    try:
        family = family_of(content.get("approach"))
    except HyperparameterError as error:
        raise HyperparameterError(f"{path}: {error}") from None
    own = family.name
    if approach is not None and own != approach:
        raise HyperparameterError(f"{path}: is for --approach {own}, got {approach}")
    values, base, below = content.get("hyperparameters", {}), content.get("based_on"), None
    controls = content.get("controls", {})
    if not isinstance(values, dict) or "approach" in values:
        raise HyperparameterError(f"{path}: hyperparameters must be an object of names and values, without approach")
    if not isinstance(controls, dict):
        raise HyperparameterError(f"{path}: controls must be an object of names and values")
    if base is not None:
        if base not in preset_names(own) or family.presets / f"{base}.json" == path:
            known = ", ".join(preset_names(own))
            raise HyperparameterError(f"{path}: based_on must be another preset of {own} ({known}), got {shown(base)}")
        below = _read(family.presets / f"{base}.json", base, own)
        controls = below.controls | controls
    voice = _without_full_band(values, below, family, path)
    values = values if below is None else below.values | values
    try:
        _merged(own, values, {})
        Controls.from_params(controls)
    except (HyperparameterError, ControlError) as error:
        raise HyperparameterError(f"{path}: {error}") from None
    return Preset(name, own, str(content.get("about", "")), values, path, voice, controls)


def recommended() -> Family:
    """The family for a performer who names none."""
    return next(family for family in FAMILIES.values() if family.recommended)


def sample_rate(approach: str | None, preset_name: str | None, params: Mapping[str, Any]) -> int:
    """Rate at which to inspect the recordings, Hz: the preset's, or the family's usual. Raises HyperparameterError."""
    family = recommended() if approach is None else family_of(approach)
    if preset_name is None and USUAL not in preset_names(family.name):
        return family.parameters({key: params[key] for key in ("sample_rate",) if key in params}).sample_rate
    preset_name = preset_name or USUAL
    own_file = preset_name.endswith(".json")
    return preset(approach if own_file else family.name, preset_name, dict(params)).sample_rate
