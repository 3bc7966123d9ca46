"""Seeds of noise for a bank: the same noise as on stage (`/dream/seed/noise`) for the same number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from live_inference.dreaming.noise_seeds import noise_seed
from live_inference.files.audio import at_rate
from live_inference.render.seeds import Recording, Seed
from live_models.contract.generator import GeneratorSpec


def noise_seeds(
    kind: str, count: int, spec: GeneratorSpec, recordings: Sequence[Recording], rng_seed: int
) -> list[Seed]:
    """`count` seeds as long as the model of `spec` hears, with the numbers `rng_seed`, `rng_seed` + 1 and so on.

    Their dreams are compared with the recordings; without any they get no scores.
    """
    rate = spec.sample_rate
    heard = [at_rate(one.samples, one.sample_rate, rate) for one in recordings]
    reference = np.concatenate(heard) if heard else np.zeros(1, dtype=np.float32)
    return [
        Seed(
            f"noise-{kind}-{number + 1:03d}",
            f"{kind} noise {rng_seed + number}",
            noise_seed(kind, spec.seed_length, rate, rng_seed + number),
            reference,
            rate,
        )
        for number in range(count)
    ]
