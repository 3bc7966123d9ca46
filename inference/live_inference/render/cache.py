"""Cache of finished dreams by the address of their job, in a hidden folder of the bank.

Files are renamed into place, samples first and facts last, so a half-written file is never taken for a dream. One
process at a time writes; two would write the same content.
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
"""Bytes of one dream's samples: twice the size of ten minutes at 192 kHz."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Contents of a dream's facts file."""

    refused: str
    scores: dict[str, Any]
    sound: list[float]
    samples_sha256: str


@dataclass(frozen=True, slots=True)
class Facts:
    """A finished dream without its samples. See `live_inference.render.work.Outcome`."""

    key: str
    refused: str
    scores: Mapping[str, Any]
    sound: Sequence[float]

    @property
    def total(self) -> float:
        """The score that dreams are chosen by; 0 if it was not scored."""
        return float(self.scores.get("total", 0.0))

    @property
    def passed(self) -> bool:
        """Whether every score is within its limit; a dream that cannot be scored passes."""
        return bool(self.scores.get("pass", True))


class Cache:
    """Finished dreams on disk. *One thread.*"""

    def __init__(self, bank: Path) -> None:
        self.folder = bank / FOLDER
        self._known: dict[str, Facts] = {}

    def open(self) -> None:
        """Create the folder and remove half-written files of killed processes. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for partial in self.folder.glob(".*.part"):
            partial.unlink(missing_ok=True)

    def find(self, key: str) -> Facts | None:
        """The dream of a job, if it is finished and undamaged."""
        if key not in self._known:
            facts = self._read(key)
            if facts is None:
                return None
            self._known[key] = facts
        return self._known[key]

    def put(self, outcome: Outcome) -> None:
        """Store a finished dream. Raises OSError, for instance when the disk is full."""
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
        """The samples of a dream that `find` returned, at its model's rate. Raises OSError. Shape: `[n]`"""
        try:
            return np.frombuffer(read_bytes(self._samples_path(key), LARGEST), "<f4").astype(np.float32)
        except ValueError as error:  # the file is gone, or its length is not a multiple of four bytes
            raise OSError(str(error)) from error

    def _read(self, key: str) -> Facts | None:
        try:
            row = read_fields(_Row, self._facts_path(key))
            if not row.refused:
                found = hashlib.sha256(read_bytes(self._samples_path(key), LARGEST)).hexdigest()
                if found != row.samples_sha256:
                    return None  # damaged (power cut, bad disk): made again
        except FileError:
            return None
        return Facts(key, row.refused, row.scores, row.sound)

    def _samples_path(self, key: str) -> Path:
        return self.folder / f"{key}.f32"

    def _facts_path(self, key: str) -> Path:
        return self.folder / f"{key}.json"
