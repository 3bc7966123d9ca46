"""The chest: finished dreams by the address of their job, in a hidden folder of the bank. Torch-free.

Files are renamed into place, the samples first and the facts last; what a killed process left half-written is never
taken for a dream. One process at a time writes; two would write the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from live_inference.files.dreams import atomically
from live_inference.render.work import Outcome
from live_models.arrays import FloatArray
from live_models.strict_reader import FileError, read_bytes, read_fields

FOLDER: Final = ".render"
LARGEST: Final = 1 << 30
"""Bytes of a dream's samples: ten minutes at 192 kHz have half of it."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What a dream's file of facts holds."""

    refused: str
    scores: dict[str, Any]
    sound: list[float]
    samples_sha256: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a finished dream without its samples. See `live_inference.render.work.Outcome`."""

    key: str
    refused: str
    scores: Mapping[str, Any]
    sound: Sequence[float]

    @property
    def total(self) -> float:
        """The score that dreams are chosen by; 0 where there is none."""
        return float(self.scores.get("total", 0.0))

    @property
    def passed(self) -> bool:
        """Whether no score is beyond its limit; a dream that cannot be scored passes."""
        return bool(self.scores.get("pass", True))


class Cache:
    """Finished dreams on disk. *One thread.*"""

    def __init__(self, bank: Path) -> None:
        self.folder = bank / FOLDER
        self._known: dict[str, Facts] = {}

    def open(self) -> None:
        """Make the folder; sweep what a killed process left half-written. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for partial in self.folder.glob(".*.part"):
            partial.unlink(missing_ok=True)

    def find(self, key: str) -> Facts | None:
        """The dream of a job, if it is finished and whole."""
        if key not in self._known:
            facts = self._read(key)
            if facts is None:
                return None
            self._known[key] = facts
        return self._known[key]

    def put(self, outcome: Outcome) -> None:
        """Keep a finished dream. Raises OSError: no room."""
        row: dict[str, Any] = {
            "refused": outcome.refused,
            "scores": dict(outcome.scores),
            "sound": list(outcome.sound),
            "steered": [dict(one) for one in outcome.steered],
            "samples_sha256": "",
        }
        if outcome.samples is not None:
            data = np.ascontiguousarray(outcome.samples, "<f4").tobytes()
            row["samples_sha256"] = hashlib.sha256(data).hexdigest()
            atomically(self._samples_path(outcome.key), lambda partial: partial.write_bytes(data))
        text = json.dumps(row)
        atomically(self._facts_path(outcome.key), lambda partial: partial.write_text(text, encoding="utf-8"))

    def samples(self, key: str) -> FloatArray:
        """The samples of a dream that was found, at its model's rate. Raises OSError."""
        try:
            return np.frombuffer(read_bytes(self._samples_path(key), LARGEST), "<f4").astype(np.float32)
        except ValueError as error:  # no file any more, or one of another length
            raise OSError(str(error)) from error

    def _read(self, key: str) -> Facts | None:
        try:
            row = read_fields(_Row, self._facts_path(key))
            if not row.refused:
                found = hashlib.sha256(read_bytes(self._samples_path(key), LARGEST)).hexdigest()
                if found != row.samples_sha256:
                    return None  # damaged (a power cut, a bad disk): it is made again
        except FileError:
            return None
        return Facts(key, row.refused, row.scores, row.sound)

    def _samples_path(self, key: str) -> Path:
        return self.folder / f"{key}.f32"

    def _facts_path(self, key: str) -> Path:
        return self.folder / f"{key}.json"
