"""Models that are loaded and have dreamt once, so that the next dream begins at once."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from live_models.checkpoint import load_checkpoint
from live_models.condition.numbers import Condition
from live_models.contract.checkpoint import Checkpoint, CheckpointError
from live_models.contract.generator import Generator
from live_models.registry import Registry

WARM_UP_S = 0.25
_LIBRARIES = ("mmap", "pyloudnorm", "scipy.fft", "scipy.optimize", "scipy.signal", "soundfile", "soxr")


class WarmModels:
    """Loads each model once. *Main thread of the worker process.*

    ``speeds``: by name, seconds of dream that a warm model made in a second.
    """

    def __init__(self, registry: Registry, backend: str, threads: int, clock: Callable[[], float] = time.perf_counter):
        self.registry = registry
        self.backend = backend
        self.speeds: dict[str, float] = {}
        self._threads = threads
        self._clock = clock
        self._loaded: dict[str, tuple[Generator[Any], Checkpoint]] = {}
        self._dreamt: set[tuple[str, int]] = set()

    def name_of(self, name: str) -> str:
        """The model that a name asks for: "" is the default one. Raises CheckpointError: there is none."""
        return name or self.registry.default_name()

    def has_dreamt(self, name: str, lanes: int) -> bool:
        """Whether a model has made this many dreams together: then its kernels are compiled."""
        return (name, lanes) in self._dreamt

    def note_dreamt(self, name: str, lanes: int) -> None:
        """Note that it has."""
        self._dreamt.add((name, lanes))

    def generator(self, name: str) -> tuple[Generator[Any], Checkpoint]:
        """Return a warm model. The first call loads it, compiles its kernels and dreams a moment.

        Raises:
            CheckpointError, OSError, ValueError, MemoryError: there is no such model, or it cannot be used.
        """
        if name not in self._loaded:
            try:
                self._loaded[name] = self._load(name)
            except (CheckpointError, OSError, ValueError, MemoryError):
                raise
            except Exception as error:  # weights come from anywhere and must not end the process
                raise CheckpointError(f"{name}: cannot be used ({type(error).__name__}: {error})") from error
            self.note_dreamt(name, 1)
        return self._loaded[name]

    def _load(self, name: str) -> tuple[Generator[Any], Checkpoint]:
        from live_models.loading import check_precision, load_generator  # torch: only here

        _load_libraries()
        checkpoint = load_checkpoint(self.registry.find(name))
        check_precision(checkpoint, self.backend)
        generator = load_generator(checkpoint, self.backend, self._threads)
        noise = np.random.default_rng(0).normal(0, 0.1, generator.spec.seed_length).astype(np.float32)
        state = generator.begin(noise, 0)
        generator.advance(state, generator.default_controls, 2)  # compiles and touches every weight
        # Several dreams at once run another kernel, which must not be compiled on stage.
        generator.advance_batch(generator.begin_batch([noise] * 2, [0, 0]), generator.default_controls, 1)
        if generator.spec.condition:  # guided, which any dream may become
            heeding = generator.begin(noise, 0)
            generator.heed(heeding, [Condition.said([60.0])])
            generator.advance(heeding, replace(generator.default_controls, influence=2.0), 1)
        steps = max(1, round(WARM_UP_S * generator.spec.sample_rate / generator.spec.hop_length))
        began = self._clock()
        generator.advance(state, generator.default_controls, steps)
        made_s = steps * generator.spec.hop_length / generator.spec.sample_rate
        self.speeds[name] = round(made_s / (self._clock() - began), 3)
        return generator, checkpoint


def _load_libraries() -> None:
    """Load the libraries that a dream needs besides its model: for its loop, its pitches, its file.

    They are hundreds of files. Right after an installation, or from a slow disk, they take many seconds: a worker that
    loaded them in the middle of a dream would be taken for one that hangs.
    """
    for name in _LIBRARIES:
        importlib.import_module(name)
