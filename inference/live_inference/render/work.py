"""A render worker's job: make the dreams of one batch, guard and score them. The batch carries all that it needs.

A dream's samples must depend on its job alone: the same in any batch, on any worker, before and after a kill. Kernels
add numbers in a different order for one dream than for eight, so every batch is filled up to `FULL` or `HALF_FULL` with
dreams that nobody hears: in these sizes a dream is the same at every place.
"""

from __future__ import annotations

import functools
import hashlib
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import numpy as np

from live_inference.dreaming.dream import DreamRejectedError, Dreams
from live_inference.render.errors import RenderError
from live_inference.scores import resemblance
from live_inference.scores.spectra import spectra_of
from live_models.arrays import FloatArray
from live_models.contract.backends import THREADED
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.generator import Generator
from live_models.features import at_reference_level
from live_models.loading import load_generator

FULL: Final = 32
HALF_FULL: Final = 16

KEPT_GENERATORS: Final = 4
Report = Callable[[float], None]
"""Called with the seconds of dream made since the last call, all dreams of the batch together."""


@dataclass(frozen=True, eq=False)
class Task:
    """One dream of a batch: its address, its seed, the number of its reference for scores (None: its own seed).

    `said`: pitches that it heeds instead of what it hears; see `RenderJob`.
    """

    key: str
    seed: FloatArray
    reference: int | None
    rng_seed: int
    said: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class Batch:
    """At most `FULL` dreams of one model, made together. Can be pickled."""

    checkpoint: Checkpoint
    model: str
    backend: str
    duration_s: float
    tasks: Sequence[Task]
    references: Sequence[FloatArray]
    package: str

    @property
    def total_s(self) -> float:
        """Seconds of dream, all together."""
        return self.duration_s * len(self.tasks)


@dataclass(frozen=True, eq=False)
class Outcome:
    """A dream at the model's rate, or the reason why there is none (`refused`).

    `scores`: see `live_inference.scores.score`; empty if the recording is too short to compare with. `sound`: features
    to tell dreams apart, see `distance`. `steered`: changes that kept it from being refused.
    """

    key: str
    samples: FloatArray | None
    refused: str
    scores: Mapping[str, Any]
    sound: Sequence[float]
    steered: Sequence[Mapping[str, Any]]


def least(backend: str) -> int:
    """Dreams in the smallest batch of a backend. Only our own kernels are known to give equal samples half full."""
    return HALF_FULL if backend in THREADED else FULL


def package_version() -> str:
    """The installed version of live-daemon; empty if it runs from a source folder."""
    try:
        return version("live-daemon")
    except PackageNotFoundError:
        return ""


def make_batch(batch: Batch, report: Report | None = None) -> list[Outcome]:
    """Make the dreams of a batch, in the order of its tasks. *Any process, any thread.*

    Raises:
        RenderError: this worker has another version of the package.
        CheckpointError, BackendError: the model cannot be used here.
    """
    if batch.package != package_version():
        raise RenderError(
            f"every worker must have live-daemon {batch.package}, found {package_version()}: install the same version"
        )
    generator = _generator(batch)
    lanes = HALF_FULL if len(batch.tasks) <= least(batch.backend) else FULL
    filled = [batch.tasks[number % len(batch.tasks)] for number in range(lanes)]
    rate = generator.spec.sample_rate
    dreams = Dreams(
        generator,
        [task.seed for task in filled],
        [batch.duration_s] * lanes,
        rate,
        [task.rng_seed for task in filled],
        generator.default_controls,
    )
    dreams.say([task.said for task in filled])
    for lane in dreams.lanes[len(batch.tasks) :]:
        lane.ended = True
    chunks: list[list[FloatArray]] = [[] for _ in filled]
    refused = [""] * lanes
    told_s = 0.0
    while not dreams.ended:
        fraction = 0.0
        for number, chunk in dreams.advance().items():
            if isinstance(chunk, DreamRejectedError):
                refused[number] = str(chunk)
            else:
                chunks[number].append(chunk.samples)
                fraction = chunk.fraction
        if report is not None and fraction * batch.total_s > told_s:
            report(fraction * batch.total_s - told_s)
            told_s = fraction * batch.total_s
    if report is not None:
        report(batch.total_s - told_s)
    return [
        _judged(generator, batch, task, [] if refused[number] else chunks[number], refused[number], lane.steered)
        for number, (task, lane) in enumerate(zip(batch.tasks, dreams.lanes, strict=False))
    ]


def distance(one: Sequence[float], other: Sequence[float]) -> float:
    """How different two dreams are, by their `sound`: 0 equal, about 1 different in timbre or pitches.

    Timbre (mean and deviation of 32 mel bands, dB) and shares of the 12 pitch classes, each divided by the difference
    at which dreams of one recording are heard as different: 6 dB and a third of the pitches.
    """
    a, b = np.asarray(one), np.asarray(other)
    bands = (len(a) - 12) // 2
    colour_db = resemblance.colour_distance_db(a[:bands], a[bands : 2 * bands], (b[:bands], b[bands : 2 * bands]))
    pitch = resemblance.pitch_distance(a[2 * bands :], b[2 * bands :])
    return float(np.hypot(colour_db / 6.0, pitch / 0.33))


def _judged(
    generator: Generator[Any],
    batch: Batch,
    task: Task,
    chunks: Sequence[FloatArray],
    refused: str,
    steered: Sequence[Mapping[str, Any]],
) -> Outcome:
    if refused:
        return Outcome(task.key, None, refused, {}, (), steered)
    from live_inference.scores.answer import said_profile, seed_profile
    from live_inference.scores.score import score

    samples = np.concatenate(chunks)
    spectra = spectra_of(samples, generator.spec.sample_rate)
    numbers = [*np.concatenate(resemblance.colour(spectra)), *resemblance.pitch_shares(spectra.chroma)]
    sound = tuple(round(float(number), 4) for number in numbers)
    try:
        reference = task.seed if task.reference is None else batch.references[task.reference]
        known = _reference(_Hashed(reference), generator.spec.sample_rate)
        verdict = score(
            samples,
            known,
            hop_length=generator.spec.hop_length,
            asked=said_profile(task.said) if task.said else seed_profile(task.seed, generator.spec.sample_rate),
            conditioned=generator.spec.condition and generator.default_controls.influence > 0.0,
        ).to_json()
        kept = ("artifacts", "resemblance", "novelty", "stuck", "energy_db", "answer", "total", "pass", "faults")
        scores = {name: verdict[name] for name in kept}
    except ValueError:  # a recording or a dream too short to compare
        scores = {}
    return Outcome(task.key, samples, "", scores, sound, steered)


class _Hashed:
    """Samples as a key of a cache."""

    def __init__(self, samples: FloatArray) -> None:
        self.samples = samples
        self._digest = hashlib.sha256(np.ascontiguousarray(samples).tobytes()).digest()

    def __hash__(self) -> int:
        return hash(self._digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashed) and other._digest == self._digest


@functools.lru_cache(maxsize=4)
def _reference(recording: _Hashed, sample_rate: int) -> Any:
    from live_inference.scores.score import Reference

    return Reference.of([at_reference_level(recording.samples)], sample_rate)  # at which dreams are made


_generators: dict[tuple[str, str], Generator[Any]] = {}
_loading = threading.Lock()


def _generator(batch: Batch) -> Generator[Any]:
    """The batch's generator. A worker keeps the last few."""
    with _loading:
        key = batch.model, batch.backend
        if key not in _generators:
            while len(_generators) >= KEPT_GENERATORS:
                del _generators[next(iter(_generators))]
            _generators[key] = load_generator(batch.checkpoint, batch.backend)
            if "torch" in sys.modules:  # the order of a sum depends on the number of threads
                sys.modules["torch"].set_num_threads(1)
        return _generators[key]
