"""``python -m live_inference.warm_up``: compile the dreaming kernels once, so that the first start is quick, too."""

from __future__ import annotations

import numpy as np

from live_inference.generator import generate
from live_inference.loading import load_generator
from live_models.registry import Registry


def warm_up(backend: str = "cpu") -> None:
    """Dream a moment with every shipped checkpoint; numba keeps what it compiles on disk."""
    registry = Registry()
    for row in registry.describe():
        if "fault" not in row:
            generator = load_generator(registry.find(row["name"]), backend)
            noise = np.random.default_rng(0).normal(0, 0.1, generator.spec.seed_length).astype(np.float32)
            for _ in generate(generator, noise, 2 * generator.spec.hop_length, 0):
                pass


if __name__ == "__main__":
    warm_up()
