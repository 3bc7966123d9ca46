"""Cuts whole recordings into seeds: at onsets or phrases, at equal distances, or at given times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from live_inference.files.audio import AudioFileError, read_audio
from live_inference.files.opening import open_audio
from live_inference.files.stereo import read_channels
from live_inference.render.errors import RenderError
from live_inference.render.onsets import onsets_s, phrases_s
from live_models.arrays import FloatArray
from live_models.printable import printable

SILENT_PEAK: Final = 1e-3
"""-60 dBFS: the noise of an open input, not a performer. The worker on stage has the same limit."""

SHORTEST_SEED_S: Final = 0.1
ONSET_SEED_S: Final = 2.0
"""Cut at onsets, a seed has enough notes to last this long: networks hear its last one to three seconds."""

LONGEST_REFERENCE_S: Final = 60.0
LONGEST_LABEL: Final = 100
"""Bytes of a recording's name in its loops' names; file systems allow 255 in all."""


@dataclass(frozen=True, eq=False)
class Seed:
    """The start of a dream, and the reference for its scores; both mono, at the recording's own sample rate.

    `channels`: the seed as it was recorded, if that is stereo, `[2, frames]`; the loop gets its width.
    `name`: prefix of its loops' names; `source`: where it is from, for people. `said`: pitches, as MIDI numbers, that a
    model with a condition heeds instead of what it hears.
    """

    name: str
    source: str
    samples: FloatArray
    reference: FloatArray
    sample_rate: int
    said: tuple[float, ...] = ()
    channels: FloatArray | None = None


@dataclass(frozen=True, eq=False)
class Recording:
    """A recording of the performer, mono, at its own rate. `label`: its name without ending, made unique.

    `channels`: both, of a stereo recording, `[2, frames]`.
    """

    label: str
    path: Path
    samples: FloatArray
    sample_rate: int
    channels: FloatArray | None = None

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.sample_rate


Cut = Callable[[Recording], list[float]]
"""Gives the times at which to cut a recording, in seconds, ascending."""


def read_recordings(paths: Sequence[Path]) -> list[Recording]:
    """Read whole recordings. Raises AudioFileError: missing, not audio, too short, or silent."""
    found: list[Recording] = []
    for path in paths:
        source = open_audio(path)
        rate = source.sample_rate
        source.close()
        channels = read_channels(path, rate)
        samples = channels if channels.ndim == 1 else read_audio(path, rate)
        if float(np.abs(samples).max()) < SILENT_PEAK:
            raise AudioFileError(f"{path}: is silent, there is nothing to dream on")
        stem = printable(path.stem).encode()[:LONGEST_LABEL].decode(errors="ignore")
        taken = {one.label for one in found}
        label = next(name for number in range(len(found) + 1) if (name := _numbered(stem, number)) not in taken)
        found.append(Recording(label, path, samples, rate, channels if channels.ndim == 2 else None))
    return found


def parse_cut(text: str) -> Cut:
    """Return the cut that the command line names. Raises RenderError if there is none of that name."""
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
    """Cut recordings into seeds, leaving out silent pieces. Raises RenderError if nothing is left."""
    seeds: list[Seed] = []
    for recording in recordings:
        rate = recording.sample_rate
        edges_s = [0.0, *cut(recording), recording.duration_s]
        references = _References(recording)
        for number, (start_s, end_s) in enumerate(pairwise(edges_s)):
            span = slice(round(start_s * rate), round(end_s * rate))
            piece = recording.samples[span]
            if len(piece) < SHORTEST_SEED_S * rate or float(np.abs(piece).max()) < SILENT_PEAK:
                continue
            source = f"{printable(recording.path.name)} {start_s:.2f}-{end_s:.2f} s"
            reference = references.around(span.start, span.stop)
            name = f"{recording.label}-{number + 1:03d}"
            both = None if recording.channels is None else recording.channels[:, span]
            seeds.append(Seed(name, source, piece, reference, rate, channels=both))
    if not seeds:
        raise RenderError(f"no piece of the recordings lasts {SHORTEST_SEED_S:g} s and sounds: try another --cut")
    return seeds


class _References:
    """References for scores: equal parts of a recording, a minute at most. Seeds of one part share an array."""

    def __init__(self, recording: Recording) -> None:
        count = max(1, int(np.ceil(recording.duration_s / LONGEST_REFERENCE_S)))
        self._samples = recording.samples
        self._edges = [round(number * len(recording.samples) / count) for number in range(count + 1)]
        self._parts: dict[tuple[int, int], FloatArray] = {}

    def around(self, start: int, end: int) -> FloatArray:
        """The part that holds most of a seed, extended to the whole seed so that copies of the seed are found."""
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
    """A rest shorter than half a step is joined to the last piece."""
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
