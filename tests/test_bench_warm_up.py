"""What is compiled at installation is all that a dream calls: no performer waits for a compiler."""

from __future__ import annotations

import numpy as np
import pytest

from live_inference.backends import cpu_samples
from live_inference.generator import Controls
from live_inference.loading import load_generator
from live_inference.warm_up import warm_up
from live_models.kernels import lstm
from support.checkpoints import SMALL, small_checkpoint


def compiled():
    return {name: set(kernel.signatures) for name, kernel in KERNELS.items()}


KERNELS = {"run_samples": cpu_samples.run_samples, "whole_step": lstm.whole_step, "listen": lstm.listen}


@pytest.fixture(scope="module")
def warm():
    warm_up()
    return compiled()


@pytest.mark.parametrize("backend", ["cpu", "cpu_int8"])
@pytest.mark.parametrize("kind", list(SMALL))
def test_no_dream_compiles_anything_after_the_warm_up(kind, backend, warm, tmp_path):
    checkpoint = small_checkpoint(tmp_path, kind, controls={"temperature": 1, "noise": 0})  # whole numbers, as in JSON
    seed = np.random.default_rng(0).uniform(-0.3, 0.3, 4000).astype(np.float32)
    for threads in (1, 2):
        generator = load_generator(checkpoint, backend, threads)
        for dreams in (1, 2, 3):
            state = generator.begin_batch([seed] * dreams, range(dreams))
            for controls in (generator.default_controls, Controls(dropout=0.0), Controls(dropout=0.3, energy_hold=1)):
                generator.advance_batch(state, controls, 5)
    assert compiled() == warm
