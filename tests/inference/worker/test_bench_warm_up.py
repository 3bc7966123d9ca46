"""What is compiled at installation is all that a dream calls: no performer waits for a compiler."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from live_inference.worker import warm_up as module
from live_inference.worker.warm_up import main, warm_up
from live_models.condition.numbers import Condition
from live_models.contract.generator import Controls
from live_models.families.lstm.backends import cpu_samples
from live_models.kernels import lstm
from live_models.loading import load_generator
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
                for influence in (1.0, 2.0, 0.0) if generator.spec.condition else (1.0,):
                    generator.advance_batch(state, replace(controls, influence=influence), 5)
                    generator.heed(state, [Condition.said([60.0])] * dreams)
    assert compiled() == warm


def test_a_model_that_is_not_known_is_told_before_anything_is_compiled(capsys, monkeypatch):
    monkeypatch.setattr(module, "load_generator", lambda *_: pytest.fail("that takes minutes"))
    assert main(["--model", "nobody"]) == 1
    assert capsys.readouterr().out.startswith("unknown model 'nobody'; known are: ")


def test_a_damaged_model_does_not_cost_the_others_their_warm_up(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(module, "COMPILED", ())  # the models alone
    for name in ("damaged", "whole"):
        small_checkpoint(tmp_path, "vector", name)
    weights = tmp_path / "damaged.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    assert main(["--checkpoints", str(tmp_path), "--model", "whole"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert next(line for line in said if "left out" in line).startswith("model damaged is left out: ")
    assert "model whole" in said and said[-1].startswith("model whole dreams after")
