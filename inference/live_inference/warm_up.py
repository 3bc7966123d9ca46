"""``python -m live_inference.warm_up``: compile the dreaming kernels once, so that the first dream is quick, too."""

from __future__ import annotations

import time
from typing import Any, Final

import numpy as np

from live_inference.generator import Generator
from live_inference.loading import load_generator
from live_models.checkpoint import Checkpoint
from live_models.hyperparameters import APPROACHES, Hyperparameters, tensor_shapes
from live_models.registry import Registry

BACKENDS: Final = ("cpu", "cpu_int8")
"""Weights of another type are another kernel."""

DREAMS: Final = (1, 2)
"""Dreams at once: the numbers of several lie in memory in another way, which is another kernel, too."""


def warm_up() -> None:
    """Dream a moment by every approach and backend, and with every shipped checkpoint; numba keeps what it compiles.

    Sizes are no matter: a kernel is compiled for types. Most of a minute where nothing is compiled yet, a second where
    all is.
    """
    for backend in BACKENDS:
        for approach in APPROACHES:
            generator = load_generator(_tiny_checkpoint(approach), backend)
            for dreams in DREAMS:
                _dream_a_moment(generator, dreams)
    registry = Registry()
    for row in registry.describe():
        if "fault" not in row:
            _dream_a_moment(load_generator(registry.find(row["name"])), 1)


def _tiny_checkpoint(approach: str) -> Checkpoint:
    size = {"seg_len": 16, "window_size": 16, "hop_size": 8} if approach == "magnitude_spectrum" else {"seg_len": 16}
    parameters = Hyperparameters.from_params(
        {"approach": approach, "hidden_size": 16, "num_unrollings": 2, "sample_rate": 4000} | size
    )
    tensors = {name: np.zeros(shape, dtype=np.float32) for name, shape in tensor_shapes(parameters).items()}
    return Checkpoint(f"tiny-{approach}", {"normalisation": {"level": 0.01}}, tensors, parameters)


def _dream_a_moment(generator: Generator[Any], dreams: int) -> None:
    rng = np.random.default_rng(0)
    seeds = [rng.normal(0, 0.1, generator.spec.seed_length).astype(np.float32) for _ in range(dreams)]
    state = generator.begin_batch(seeds, list(range(dreams)))
    generator.advance_batch(state, generator.default_controls, 3)


if __name__ == "__main__":
    began = time.perf_counter()
    warm_up()
    print(f"dreaming kernels ready after {time.perf_counter() - began:.0f} s")
