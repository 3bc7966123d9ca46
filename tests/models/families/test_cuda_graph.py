"""The cuda_graph backend: all but the capture on the CPU, where the same object runs without one; the rest on a GPU."""

from __future__ import annotations

import contextlib
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from live_models.contract.backends import BackendError
from live_models.contract.generator import Controls
from live_models.families.lstm.backends.cuda_graph import STEPS, Captured, CudaGraphNetwork, CudaUnavailableError
from live_models.families.lstm.backends.eager import EagerNetwork
from live_models.loading import build_generator, load_generator
from support.checkpoints import SMALL, random_tensors, small_checkpoint
from support.parameters import hyperparameters_of

# On the CPU as for torchscript. On a GPU sums of 90 products run in still other orders, with other exp and tanh.
# bfloat16 keeps 8 bits of a weight and of an input: 0.2 % each, fed back through the state.
TOLERANCES = {
    ("cpu", "float32"): 2e-5,
    ("cuda", "float32"): 2e-4,
    ("cpu", "bfloat16"): 2e-2,
    ("cuda", "bfloat16"): 2e-2,
}
DEVICES = [
    "cpu",
    pytest.param(
        "cuda",
        marks=pytest.mark.skipif(not torch.cuda.is_available(), reason="no GPU here that PyTorch can use: no capture"),
    ),
]


def build(kind, device="cpu", weights="float32"):
    parameters = hyperparameters_of(SMALL[kind])
    tensors = random_tensors(parameters)
    return EagerNetwork(parameters, tensors), CudaGraphNetwork(parameters, tensors, weights, torch.device(device))


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize(
    ("kind", "controls"),
    [("column", Controls(temperature=0.0, dropout=0.0))]
    + [
        (kind, Controls(temperature=1.5, energy_hold=1.0, noise=0.02))
        for kind in SMALL
        if hyperparameters_of(SMALL[kind]).sample_wise
    ],
)
def test_many_steps_in_one_graph_are_the_readable_ones(kind, controls, device, tmp_path):
    """Two dreams at once, in pieces that fill graphs, leave steps over, and cross a stretch of the tape."""
    checkpoint = small_checkpoint(tmp_path, kind)
    seeds = [
        np.random.default_rng(seed).uniform(-0.3, 0.3, length).astype(np.float32)
        for seed, length in enumerate((8000, 3000))
    ]
    graphed = CudaGraphNetwork(checkpoint.hyperparameters, checkpoint.tensors, "float32", torch.device(device))
    dreams = []
    for generator in (load_generator(checkpoint, "eager"), build_generator(checkpoint, graphed)):
        state = generator.begin_batch(seeds, [3, 4])
        dreams.append(np.concatenate([generator.advance_batch(state, controls, steps) for steps in (STEPS, 1, 200)], 1))
    assert np.abs(dreams[0]).max() > 1e-3
    # Fed back for 265 samples after the seed's 1600; a component chosen otherwise would be seen.
    np.testing.assert_allclose(dreams[1], dreams[0], atol=2e-5 if device == "cpu" else 1e-3)


@pytest.mark.parametrize("device", DEVICES)
def test_a_captured_function_leaves_its_state_as_one_call_does(device):
    """Warm-up and capture run the function several times; the state must have moved once."""
    counter = torch.zeros(1, device=device)

    def function():
        counter.add_(1.0)
        return counter * 10.0

    captured = Captured(function, (counter,), disable=device == "cpu")
    first = captured()
    second = captured()
    assert (first.item(), second.item(), counter.item()) == (10.0, 20.0, 2.0)


class FakeGraph:
    """A capture as far as Python sees it: the function's calls are seen once, and repeated by `replay`."""

    function = None

    def replay(self):
        FakeGraph.output.copy_(FakeGraph.function())


def test_warm_up_and_capture_leave_the_state_untouched(monkeypatch):
    """The book-keeping around a capture, with PyTorch's own parts replaced: it runs without a GPU."""
    counter = torch.zeros(1)

    def function():
        counter.add_(1.0)
        return counter * 10.0

    FakeGraph.function, FakeGraph.output = function, torch.zeros(1)
    stream = SimpleNamespace(wait_stream=lambda _other: None)
    for name, fake in {
        "Stream": lambda: stream,
        "current_stream": lambda: stream,
        "stream": lambda _stream: contextlib.nullcontext(),
        "CUDAGraph": FakeGraph,
        "graph": lambda _graph, capture_error_mode: contextlib.nullcontext(),
    }.items():
        monkeypatch.setattr(torch.cuda, name, fake)
    captured = Captured(function, (counter,), disable=False)
    captured._capture()
    assert counter.item() == 0.0
    captured._output = FakeGraph.output
    first, second = captured(), captured()
    assert (first.item(), second.item(), counter.item()) == (10.0, 20.0, 2.0)  # `first` is its caller's own


def test_wrong_use_is_told():
    with pytest.raises(ValueError, match="weights must be one of float32, bfloat16, got 'int8'"):
        build("vector", "cpu", "int8")


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU here")
def test_without_a_gpu_one_line_names_the_remedy(tmp_path):
    with pytest.raises(CudaUnavailableError):
        CudaGraphNetwork(hyperparameters_of(SMALL["vector"]), {})
    for backend in ("cuda_graph", "cuda_graph_bf16"):
        with pytest.raises(BackendError, match=r"needs an NVIDIA GPU.*choose backend cpu") as caught:
            load_generator(small_checkpoint(tmp_path, "vector"), backend)
        assert "\n" not in str(caught.value)
