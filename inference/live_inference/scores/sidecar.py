"""Adds scores to a dream's sidecar after the dream is delivered."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import sys
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import soxr

from live_inference.files.dreams import atomically, sidecar_path
from live_inference.scores.answer import said_profile, seed_profile
from live_inference.scores.score import Reference, score
from live_models.arrays import FloatArray
from live_models.features import at_reference_level
from live_models.fields import checked
from live_models.strict_reader import read_json

LONGEST_SEED_S: Final = 60.0
"""The reference is the last minute of a longer seed, where the dream began."""

WAITING: Final = 32
"""Dreams that may wait to be scored; any more keep their first scores (level only)."""


@dataclass(frozen=True)
class Delivered:
    """A dream that was written: samples, seed at the model's rate, and the card's statistics of its material.

    An empty `seed`: there is none to compare with. `conditioned`: the dream heeded what was played, or the pitches that
    were `said` (MIDI numbers).
    """

    path: Path
    samples: FloatArray
    sample_rate: int
    seed: FloatArray
    model_rate: int
    hop_length: int
    material: dict[str, Any] | None
    conditioned: bool = False
    said: tuple[float, ...] = ()


class SidecarScores:
    """A thread of low priority that scores delivered dreams one by one."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[Delivered] = queue.Queue(WAITING)
        threading.Thread(target=self._run, name="scores", daemon=True).start()

    def put(self, delivered: Delivered) -> None:
        """Score a dream when there is time. *Any thread.* Never waits."""
        with contextlib.suppress(queue.Full):
            self._waiting.put_nowait(delivered)

    def finish(self) -> None:
        """Wait until all dreams are scored."""
        self._waiting.join()

    def _run(self) -> None:
        if sys.platform == "linux":  # a thread has a priority of its own
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
        while True:
            delivered = self._waiting.get()
            try:
                write_scores(delivered)
            except Exception:  # an edited card or sidecar must not end the worker
                pass  # the first scores stay
            finally:
                self._waiting.task_done()


def write_scores(delivered: Delivered) -> None:
    """Add to the sidecar's scores: `seed`, against the recording, and `material`, against the training material.

    Raises:
        OSError, ValueError: the sidecar is missing or not ours, or the card's statistics are damaged.
    """
    rate = delivered.model_rate
    dream = np.asarray(soxr.resample(delivered.samples, delivered.sample_rate, rate), np.float32)
    material = None if delivered.material is None else Reference.from_json(delivered.material)
    found: dict[str, Any] = {}
    if len(delivered.seed) >= rate:  # a seed under a second can only be scored against the material
        heard = at_reference_level(delivered.seed[-round(LONGEST_SEED_S * rate) :])  # as the model did
        with contextlib.suppress(ValueError):
            reference = Reference.of([heard], rate)
            if material is not None and len(material.passages):  # the seed is told from those of the material
                reference = replace(reference, passages=material.passages)
            found["seed"] = _scored(dream, reference, delivered)
    if material is not None and material.sample_rate == rate:
        found["material"] = _scored(dream, material, delivered)
    path = sidecar_path(delivered.path)
    sidecar = checked(dict[str, Any], read_json(path))
    sidecar["scores"] = checked(dict[str, Any], sidecar.get("scores", {}), "scores") | found
    text = json.dumps(sidecar, indent=1)
    atomically(path, lambda partial: partial.write_text(text, encoding="utf-8"))


def _scored(dream: FloatArray, reference: Reference, delivered: Delivered) -> dict[str, Any]:
    """The scores of a dream at the model's rate."""
    seed = delivered.seed if len(delivered.seed) else None
    asked = None if seed is None else seed_profile(seed, delivered.model_rate)
    if delivered.said:
        asked = said_profile(delivered.said)
    return score(
        dream,
        reference,
        hop_length=delivered.hop_length,
        seed=None if reference.copies is not None else seed,
        asked=asked,
        conditioned=delivered.conditioned,
    ).to_json()
