"""Whole dreams with other ways to run the network, for the benchmark: what a generator does, on each of the forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from live_models.arrays import FloatArray
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.generator import Generator
from live_models.families.lstm.backends.network import Network

Around = Callable[[Checkpoint, Network], Generator[Any]]
"""A family's entry `generator`."""
Form = Callable[[Checkpoint, int], Callable[[int], FloatArray]]
"""What the table of families names: from a checkpoint and a number of dreams to their steps."""


def dreaming_forms(around: Around) -> tuple[Form, Form, Form, Form]:
    """`torch_lstm`, `torch_lstm_scripted`, `torch_gates_scripted` and `onnxruntime` inside a family's generator.

    The last raises ImportError where ONNX Runtime is not installed.
    """

    def torch_form(form: str) -> Form:
        def steps(checkpoint: Checkpoint, dreams: int) -> Callable[[int], FloatArray]:
            from live_models.families.lstm.compared.networks import TorchForm

            return dream_steps(around(checkpoint, TorchForm(checkpoint, form)), dreams)

        return steps

    def onnxruntime(checkpoint: Checkpoint, dreams: int) -> Callable[[int], FloatArray]:
        from live_models.families.lstm.compared.networks import OnnxForm

        return dream_steps(around(checkpoint, OnnxForm(checkpoint)), dreams)

    plain, scripted, gates = map(torch_form, ("torch_lstm", "torch_lstm_scripted", "torch_gates_scripted"))
    return plain, scripted, gates, onnxruntime


def dream_steps(generator: Generator[Any], dreams: int) -> Callable[[int], FloatArray]:
    """Steps of dreams that have heard noise; each call goes on where the last ended.

    Shape: a number of steps -> `[dreams, steps * hop_length]`
    """
    rng = np.random.default_rng(0)
    seeds = [rng.normal(0, 0.1, generator.spec.seed_length).astype(np.float32) for _ in range(dreams)]
    state = generator.begin_batch(seeds, list(range(dreams)))

    def steps(count: int) -> FloatArray:
        return generator.advance_batch(state, generator.default_controls, count)

    return steps
