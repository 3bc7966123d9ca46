"""Seeds from whole recordings: cut at onsets or phrases, every so many seconds, or at given times. Torch-free."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from live_inference.files.audio import AudioFileError, read_audio
from live_inference.files.names import as_text
from live_inference.files.opening import open_audio
from live_inference.render.errors import RenderError
from live_inference.render.onsets import onsets_s, phrases_s
from live_models.arrays import FloatArray

SILENT_PEAK: Final = 1e-3
"""-60 dBFS: the noise of an open input, not a performer. As the worker on stage has it."""

SHORTEST_SEED_S: Final = 0.1
ONSET_SEED_S: Final = 2.0
"""Cut at onsets a seed is as many notes as last so long: networks hear the last one to three seconds of it."""

LONGEST_REFERENCE_S: Final = 60.0
LONGEST_LABEL: Final = 100
"""Bytes of a recording's name in its loops' names; file systems end at 255."""


@dataclass(frozen=True, eq=False)
class Seed:
    """What a dream begins from, and what it is scored against; both mono, at the recording's own sample rate.

    `name` begins the names of its loops; `source` tells people where it is from.
    """

    name: str
    source: str
    samples: FloatArray
    reference: FloatArray
    sample_rate: int


@dataclass(frozen=True, eq=False)
class Recording:
    """A recording of the performer, at its own rate, mono. `label`: its name without ending, unlike any other's."""

    label: str
    path: Path
    samples: FloatArray
    sample_rate: int

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.sample_rate


Cut = Callable[[Recording], list[float]]
"""From a recording to the times at which it is cut, seconds, ascending."""


def read_recordings(paths: Sequence[Path]) -> list[Recording]:
    """Read recordings whole. Raises AudioFileError: not there, not audio, too short, or silent."""
    found: list[Recording] = []
    for path in paths:
        source = open_audio(path)
        rate = source.sample_rate
        source.close()
        samples = read_audio(path, rate)
        if float(np.abs(samples).max()) < SILENT_PEAK:
            raise AudioFileError(f"{path}: is silent, there is nothing to dream on")
        stem = as_text(path.stem).encode()[:LONGEST_LABEL].decode(errors="ignore")
        taken = {one.label for one in found}
        label = next(name for number in range(len(found) + 1) if (name := _numbered(stem, number)) not in taken)
        found.append(Recording(label, path, samples, rate))
    return found


def parse_cut(text: str) -> Cut:
    """Return the cut that the command line names. Raises RenderError for any other."""
    kind, _, value = text.partition(":")
    if text == "onsets":
        return _at_onsets
    if text == "phrases":
        return lambda recording: phrases_s(recording.samples, recording.sample_rate)
    try:
        if kind == "every" and (step_s := float(value)) >= SHORTEST_SEED_S and np.isfinite(step_s):
            return lambda recording: _every(recording, step_s)
        if kind == "at":
            times_s = [float(one) for one in value.split(",")]
            if times_s[0] > 0.0 and all(b - a >= SHORTEST_SEED_S for a, b in pairwise([0.0, *times_s])):
                return lambda recording: _at(recording, times_s)
    except ValueError:
        pass
    raise RenderError(
        f"--cut must be onsets, phrases, every:SECONDS or at:SECONDS,SECONDS,... (ascending, at least "
        f"{SHORTEST_SEED_S:g} s apart), got {text!r}"
    )


def cut_seeds(recordings: Sequence[Recording], cut: Cut) -> list[Seed]:
    """Cut recordings into seeds; pieces in which nothing sounds are left out. Raises RenderError if nothing is left."""
    seeds: list[Seed] = []
    for recording in recordings:
        rate = recording.sample_rate
        edges_s = [0.0, *cut(recording), recording.duration_s]
        references = _References(recording)
        for number, (start_s, end_s) in enumerate(pairwise(edges_s)):
            piece = recording.samples[round(start_s * rate) : round(end_s * rate)]
            if len(piece) < SHORTEST_SEED_S * rate or float(np.abs(piece).max()) < SILENT_PEAK:
                continue
            source = f"{as_text(recording.path.name)} {start_s:.2f}-{end_s:.2f} s"
            reference = references.around(round(start_s * rate), round(end_s * rate))
            seeds.append(Seed(f"{recording.label}-{number + 1:03d}", source, piece, reference, rate))
    if not seeds:
        raise RenderError(f"no piece of the recordings lasts {SHORTEST_SEED_S:g} s and sounds: cut in another way")
    return seeds


class _References:
    """What dreams are scored against: equal parts of a recording, a minute at most; one array for seeds of one part."""

    def __init__(self, recording: Recording) -> None:
        count = max(1, int(np.ceil(recording.duration_s / LONGEST_REFERENCE_S)))
        self._samples = recording.samples
        self._edges = [round(number * len(recording.samples) / count) for number in range(count + 1)]
        self._parts: dict[tuple[int, int], FloatArray] = {}

    def around(self, start: int, end: int) -> FloatArray:
        """The part in which most of a seed lies, and the rest of the seed: so a copy of the seed is found as one."""
        number = max(0, int(np.searchsorted(self._edges, (start + end) // 2, side="right")) - 1)
        place = min(start, self._edges[number]), max(end, self._edges[min(number + 1, len(self._edges) - 1)])
        return self._parts.setdefault(place, self._samples[slice(*place)])


def _at_onsets(recording: Recording) -> list[float]:
    cuts: list[float] = []
    for onset in onsets_s(recording.samples, recording.sample_rate):
        if onset - (cuts[-1] if cuts else 0.0) >= ONSET_SEED_S and recording.duration_s - onset >= ONSET_SEED_S:
            cuts.append(onset)
    return cuts


def _every(recording: Recording, step_s: float) -> list[float]:
    """The rest, when it is shorter than half a step, belongs to the last piece."""
    count = max(1, int(recording.duration_s / step_s + 0.5))
    return [number * step_s for number in range(1, count)]


def _at(recording: Recording, times_s: list[float]) -> list[float]:
    if times_s[-1] >= recording.duration_s:
        raise RenderError(
            f"--cut at: {times_s[-1]:g} s must lie within {recording.path.name}, of {recording.duration_s:.2f} s"
        )
    return times_s


def _numbered(stem: str, number: int) -> str:
    return f"{stem}-{chr(ord('a') + number)}" if 0 < number < 26 else stem if number == 0 else f"{stem}-{number}"
