"""Which checkpoints there are: the user's folders first, then those that ship with the package."""

from __future__ import annotations

import contextlib
import importlib.resources
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import platformdirs

from live_models.checkpoint import read_card
from live_models.contract.checkpoint import CheckpointError
from live_models.printable import printable

DEFAULT_NAME: Final = "nylon-answers-full"


def user_folder() -> Path:
    """Where `live-daemon train` puts checkpoints unless told otherwise."""
    return platformdirs.user_data_path("live-daemon", appauthor=False) / "checkpoints"


def shipped_folder() -> Path:
    """Where the checkpoints of the package lie."""
    return Path(str(importlib.resources.files("live_checkpoints")))


class Registry:
    """Checkpoints by name. Every call reads the folders again, so a training that ends is seen at once. Any thread.

    A name found in several folders means the first one; the shipped folder is searched last. Bytes of a file's name
    that are not UTF-8 stand as escapes in the checkpoint's, which can be printed and sent.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.folders = (*(Path(folder) for folder in folders), shipped_folder())

    def names(self) -> list[str]:
        """Names of all checkpoints, sorted, broken ones included."""
        return sorted(self._paths())

    def find(self, name: str) -> Path:
        """Path of the card of `name`. Raises CheckpointError that lists the known names."""
        paths = self._paths()
        if name not in paths:
            known = ", ".join(sorted(paths)) or "none"
            raise CheckpointError(f"unknown model {name!r}; known are: {known}")
        return paths[name]

    def default_name(self) -> str:
        """The shipped default if it is there, else the first whole checkpoint. Raises CheckpointError if none."""
        whole = [row["name"] for row in self.describe() if "fault" not in row]
        if DEFAULT_NAME in whole:
            return DEFAULT_NAME
        if not whole:
            folders = ", ".join(str(folder) for folder in self.folders)
            raise CheckpointError(f"no checkpoint found in {folders}; train one with `live-daemon train`")
        return str(whole[0])

    def describe(self) -> list[dict[str, Any]]:
        """One row per checkpoint: name, approach, rate, channels, band, sizes, condition, recordings; or its fault.

        Reads the cards alone; a broken card becomes a row with its `fault` and does not disturb the others.
        """
        rows: list[dict[str, Any]] = []
        for name, path in sorted(self._paths().items()):
            row: dict[str, Any] = {
                "name": name,
                "approach": None,
                "default": name == DEFAULT_NAME,
                "path": printable(path),
            }
            try:
                card = read_card(path)
                _look_for_weights(path.with_suffix(".safetensors"))
            except CheckpointError as error:
                rows.append(row | {"fault": str(error)})
                continue
            parameters = card["hyperparameters"]
            rows.append(
                row
                | {
                    "approach": card["approach"],
                    "sample_rate": card["sample_rate"],
                    "channels": parameters.get("channels", 1),
                    "band": band_in(parameters),
                    "num_layers": parameters.get("num_layers"),
                    "hidden_size": parameters.get("hidden_size"),
                    "head": parameters.get("head"),
                    "condition": bool(parameters.get("condition")),
                    "recordings": [entry.get("file") for entry in card["recordings"]],
                }
            )
        return rows

    def _paths(self) -> dict[str, Path]:
        paths: dict[str, Path] = {}
        for folder in self.folders:
            with contextlib.suppress(OSError):  # a folder that may not be entered hides no other one
                for path in sorted(folder.glob("*.json")):
                    if not path.name.startswith("."):
                        paths.setdefault(printable(path.stem), path)
        return paths


def band_in(hyperparameters: Mapping[str, Any]) -> str:
    """`voice` or `full`, of a card's hyperparameters."""
    bands = hyperparameters.get("bands", 1)
    return str(hyperparameters.get("band", "voice" if bands in (1, "1") else "full"))


def _look_for_weights(path: Path) -> None:
    """Raise CheckpointError where a card's weights are not there."""
    try:
        is_there = path.is_file()
    except OSError as error:  # its name is longer than the card's, perhaps too long
        raise CheckpointError(f"{printable(path)}: cannot be read ({error.strerror})") from None
    if not is_there:
        raise CheckpointError(f"{printable(path)}: no such file")
