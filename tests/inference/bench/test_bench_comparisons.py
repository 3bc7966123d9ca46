"""What the benchmark compares with takes the eager backend's very steps; its other sections, on small networks."""

from __future__ import annotations

import sys

import numpy as np
import pytest
import torch

from live_daemon.demo.etude import ETUDE_FILE
from live_inference.bench import shortcut as bench_shortcut
from live_inference.bench import weights as bench_weights
from live_inference.bench.command import Bench
from live_inference.bench.gpu import Roofline, bench_gpu, gpu_arithmetic, gpu_bandwidth, gpu_row, split_step
from live_inference.bench.sizes import Run
from live_inference.bench.steps import loop_to_compare
from live_inference.command_line.extras import how_to_install
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.family import random_checkpoint
from live_models.families import FAMILIES
from live_models.families.lstm.backends.eager import EagerNetwork
from live_models.families.lstm.compared.dreams import dream_steps
from live_models.families.lstm.compared.onnx import available
from live_models.families.lstm.compared.torch_forms import FORMS, torch_loop
from live_models.families.lstm.forcing import predicted
from support.checkpoints import random_tensors, small_checkpoint
from support.parameters import hyperparameters_of

ONNX = pytest.param(
    "onnxruntime", marks=pytest.mark.skipif(not available(), reason="onnx and onnxruntime are not installed")
)


def regression(approach, **more):
    parameters = hyperparameters_of(
        {"approach": approach, "seg_len": 24, "hidden_size": 20, "num_layers": 2, "num_unrollings": 3}
        | ({"window_size": 24, "hop_size": 8} if approach == "magnitude_spectrum" else {})
        | more
    )
    return Checkpoint(approach, {"normalisation": {"level": 0.01}}, random_tensors(parameters), parameters)


@pytest.mark.parametrize("approach", ["vector", "column_vector", "transpose", "magnitude_spectrum"])
@pytest.mark.parametrize("form", [*FORMS, ONNX])
@pytest.mark.parametrize("dreams", [1, 3])
def test_a_bare_loop_takes_the_eager_backend_s_steps(form, approach, dreams):
    """50 steps with feedback, in pieces; sums in another order give 1e-6, gates in a wrong order 1e-1."""
    checkpoint = regression(approach)
    p = checkpoint.hyperparameters
    lanes = dreams * p.rows
    steps = loop_to_compare(checkpoint, form, lanes)
    eager = EagerNetwork(p, checkpoint.tensors)
    x, state = np.zeros((lanes, p.input_size), dtype=np.float32), eager.begin(lanes)
    for count in (1, 2, 47):
        found = np.asarray(steps(count))
        for _ in range(count):
            y = eager.step(x, state, None)
            x = np.concatenate([x[:, 1:], y], axis=1) if p.sample_wise else y
        assert np.abs(x).max() > 1e-2
        np.testing.assert_allclose(found, x, atol=1e-4)


DREAMS = {
    "mdn_lstm": {"hidden_size": 20, "num_layers": 2, "resynthesis": "phase_gradient", "use_dropout": False},
    "noizenet": {"seg_len": 24, "hidden_size": 20, "use_dropout": False},
    "noizenet-alive": {"head": "mixture", "num_components": 3, "level_normalised": True, "linear_skip": True}
    | {"seg_len": 24, "linear_length": 48, "hidden_size": 20, "num_layers": 1, "use_dropout": False},
}


@pytest.mark.parametrize("name", DREAMS)
@pytest.mark.parametrize("form", [*FORMS, ONNX])
@pytest.mark.parametrize("dreams", [1, 3])
def test_a_form_that_dreams_makes_the_eager_backend_s_samples(form, name, dreams):
    """Draw, feedback, skip and sound are in it: the same samples, in pieces, for the same seeds and random numbers."""
    approach = name.partition("-")[0]
    checkpoint = random_checkpoint(name, hyperparameters_of({"approach": approach, **DREAMS[name]}))
    family = FAMILIES[approach]
    wanted = dream_steps(family.around(checkpoint, family.executor(checkpoint, "eager")), dreams)
    found = loop_to_compare(checkpoint, form, dreams)
    for count in (1, 2, 13):
        samples, truth = found(count), wanted(count)
        assert samples.shape == (dreams, count * checkpoint.hyperparameters.hop_length)
        error = np.sqrt(np.mean((samples - truth) ** 2, axis=1) / np.mean(truth**2, axis=1))
        assert (error < 10 ** (-55 / 20)).all()  # as of every float32 backend: test_conformance


@pytest.mark.parametrize("form", ["torch_lstm", ONNX])
@pytest.mark.parametrize("params", [{"condition": True}, {"cell": "rnn"}])
def test_a_network_that_a_form_cannot_run_is_refused(form, params):
    checkpoint = FAMILIES["noizenet"].tiny_checkpoint(0, **params)
    with pytest.raises(ValueError, match=r"tiny-noizenet: a form to compare with needs cell lstm .* got"):
        loop_to_compare(checkpoint, form, 1)


@pytest.mark.parametrize("form", ["torch_lstm", ONNX])
def test_a_form_refuses_dropout(form):
    checkpoint = FAMILIES["noizenet"].tiny_checkpoint(0, use_dropout=True)
    with pytest.raises(ValueError, match=r"dropout must be 0 .* set use_dropout to false"):
        loop_to_compare(checkpoint, form, 1)


def test_an_unknown_form_is_refused():
    with pytest.raises(ValueError, match=r"form must be one of torch_lstm.*got 'gru'"):
        torch_loop(regression("vector"), "gru", 1)


def test_without_onnx_runtime_its_row_is_left_out_and_said_so(monkeypatch, capsys):
    monkeypatch.setattr("live_inference.bench.command.memory_block_bytes", lambda: 1 << 20)
    for module in ("onnx", "onnxruntime"):
        monkeypatch.setitem(sys.modules, module, None)
    rows = Bench(0.01)._rows(regression("vector"), (Run("cpu"), Run("onnxruntime"), Run("torch_lstm")))
    assert [row["backend"] for row in rows] == ["cpu", "torch_lstm"]
    assert [line for line in capsys.readouterr().err.splitlines() if "onnxruntime" in line] == [
        f"onnxruntime: not installed, left out ({how_to_install('onnx', 'onnxruntime')})"
    ]


@pytest.mark.whole
def test_the_shortcut_has_a_row_per_executor_and_number_of_rows(monkeypatch):
    monkeypatch.setattr(bench_shortcut, "ROWS", (1, 4))
    monkeypatch.setattr(bench_shortcut, "sized_checkpoint", regression)
    rows = list(bench_shortcut.bench_shortcut(0.01, ("vector", "column_vector")))
    assert [(row["model"], row["executor"], row["rows"]) for row in rows] == [
        (name, executor, count)
        for name in ("vector", "column_vector")
        for executor in bench_shortcut.EXECUTORS
        for count in (1, 4)
    ]
    assert all(row["speed_up"] == 1.0 for row in rows if row["rows"] == 1)
    assert all(row["step_us"] > 0 for row in rows)


def test_signal_to_noise_level_and_mel_distance_of_known_signals():
    rng = np.random.default_rng(0)
    noise = rng.standard_normal(22050).astype(np.float32)
    assert bench_weights.snr_db(noise, noise * np.float32(1.01)) == pytest.approx(40.0, abs=0.01)
    assert bench_weights.snr_db(noise, noise) == 200.0
    tone = np.sin(2 * np.pi * 440 * np.arange(22050) / 11025).astype(np.float32)
    assert bench_weights.level_db(tone) == pytest.approx(-3.01, abs=0.01)
    bands = bench_weights.long_term_mel_db(noise, 11025), bench_weights.long_term_mel_db(noise / 2, 11025)
    np.testing.assert_allclose(bands[0] - bands[1], 6.02, atol=0.01)
    # 440 Hz is 549.6 mel of the 2364 up to half the rate, in bands 2364 / 41 apart: the ninth's middle is at 519, the
    # tenth's at 577.
    assert np.argmax(bench_weights.long_term_mel_db(tone, 11025)) in (8, 9)


@pytest.mark.parametrize(("backend", "least"), [("cpu", 60), ("cpu_int8", 25)])
@pytest.mark.parametrize("kind", ["vector_mixture", "column", "transpose", "spectrum"])
def test_weights_of_fewer_bits_cost_what_these_bits_do(kind, backend, least, tmp_path, monkeypatch):
    """float16 weights are rounded to 1/4096 of themselves, int8 to 1/254 of the largest in their row."""
    monkeypatch.setattr(bench_weights, "DREAM_S", 0.5)
    monkeypatch.setattr(bench_weights, "FORCED_SAMPLES", 400)
    found = bench_weights.weights_cost(small_checkpoint(tmp_path, kind), ETUDE_FILE, backend)
    assert found["backend"] == backend
    assert least < found["forced_snr_db"] < 110
    assert least < found["prediction_snr_db"] < 110
    assert abs(found["level_db"]) < 6
    assert found["log_mel_other_db"] >= 0


def test_a_prediction_is_the_mixture_s_mean_and_transpose_s_combination(tmp_path):
    column = small_checkpoint(tmp_path, "column")
    outputs = np.log(np.array([[[1.0, 2.0, 1.0, 1, 1, 1, 1, 1, 1]]])).astype(np.float32)
    outputs[0, 0, 6:] = [1.0, 2.0, 5.0]
    assert predicted(column, outputs) == pytest.approx(np.array([[0.25 + 1.0 + 1.25]]))
    transpose = regression("transpose")
    rows = np.array([[[1.0], [2.0], [-1.0]]], dtype=np.float32)
    wanted = transpose.tensors["combine.weight"] @ rows[0, :, 0] + transpose.tensors["combine.bias"]
    np.testing.assert_allclose(predicted(transpose, rows)[0], wanted, rtol=1e-5)


def test_a_step_on_a_gpu_is_split_at_the_roofline():
    """1 GB at 1 TB/s is 1 ms, 1e8 multiply-adds at 1e12 a second 0.1 ms; kernels run 1.5 ms of a step of 2 ms."""
    split = split_step(2e-3, 1.5e-3, 10**9, 10**8, Roofline(1e12, 1e12))
    assert split == {
        "step_us": 2000.0, "memory_us": 1000.0, "arithmetic_us": 100.0, "kernels_us": 500.0, "launches_us": 500.0,
    }  # fmt: skip


@pytest.mark.whole
@pytest.mark.parametrize("kind", ["vector", "column"])
@pytest.mark.parametrize("backend", ["cuda_graph", "cuda_graph_bf16"])
def test_the_gpu_s_row_but_for_the_gpu(kind, backend, tmp_path):
    checkpoint = small_checkpoint(tmp_path, kind)
    row = gpu_row(checkpoint, backend, 0.01, Roofline(1e12, 1e12), torch.device("cpu"))
    assert row["x_realtime"] > 0
    assert row["kernels"] == 0  # none is seen without a GPU: the whole step counts as launches
    assert row["launches_us"] == row["step_us"] > 0
    size = sum(tensor.size for tensor in checkpoint.tensors.values())
    assert row["memory_us"] == pytest.approx(size * (4 if backend == "cuda_graph" else 2) * 1e-6, abs=0.01)


def test_rooflines_are_measured_by_what_they_say():
    device = torch.device("cpu")
    assert 1e8 < gpu_bandwidth(device, 1 << 24) < 1e13
    assert 1e8 < gpu_arithmetic(device, torch.float32, 256) < 1e13


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU here")
def test_without_a_gpu_one_line_says_so():
    assert list(bench_gpu(0.1)) == ["none"]
    assert bench_gpu(0.1)["none"].startswith("no GPU: ")
