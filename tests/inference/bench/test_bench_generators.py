"""The generators' benchmark: every row it promises, as JSON; sizes refused that it does not know; the machine."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from live_inference.bench import command as bench_module
from live_inference.bench.command import _compare_with_torch, main
from live_inference.bench.machine import arithmetic_peak, describe_machine, read_bandwidth
from live_inference.bench.sizes import Run, all_sizes, sized_checkpoint
from live_inference.bench.steps import time_generator
from live_models.families import FAMILIES
from live_models.loading import load_generator
from support.checkpoints import small_checkpoint


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    """A gigabyte need not be read to see that the rows are right."""
    monkeypatch.setattr(bench_module, "memory_block_bytes", lambda: 1 << 20)


@pytest.mark.whole
def test_checkpoints_and_a_synthetic_size_become_one_line_of_json(tmp_path, capsys, monkeypatch):
    small_checkpoint(tmp_path, "vector")
    monkeypatch.setattr(
        "live_models.registry.shipped_folder", lambda: tmp_path
    )  # those that come with it take a minute
    arguments = ["--checkpoints", str(tmp_path), "--synthetic", "transpose-64-32", "--gpu", "--seconds", "0.02"]
    assert main(arguments) == 0
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert said.out.count("\n") == 1
    assert {(row["model"], row["backend"]) for row in found["generators"]} >= {
        ("vector", "cpu"), ("vector", "cpu_int8"), ("vector", "eager"), ("transpose-64-32", "cpu"),
    }  # fmt: skip
    for row in found["generators"]:
        assert row["x_realtime"] > 0
        assert row["bandwidth_fraction"] > 0
        assert row["peak_fraction"] > 0
        assert {"approach", "hidden", "layers", "threads", "batch", "first_samples_ms", "x_best_torch"} <= set(row)
    assert set(found["gpu"]) & {"none", "rows"}
    assert "x real time" in said.err


def test_every_approach_is_measured_at_weights_of_its_size():
    assert {family.name for _, family, _ in all_sizes()} == {name for name, family in FAMILIES.items() if family.bench}
    checkpoint = sized_checkpoint("vector-1024-1")
    assert {name: t.shape for name, t in checkpoint.tensors.items()} == checkpoint.hyperparameters.tensor_shapes()
    assert checkpoint.tensors["layers.0.weight_hh"].shape == (4096, 1024)


@pytest.mark.parametrize("arguments", [[], ["--synthetic", "huge"], ["--gpu", "--recording", "a.wav"]])
def test_wrong_usage_is_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "--" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["column", "transpose"])
def test_a_state_that_heard_nothing_dreams_as_any(kind, tmp_path):
    """What is timed without listening takes the same steps: every backend gives the same samples from it."""
    dreams = []
    for backend in ("eager", "cpu_float32"):
        generator = load_generator(small_checkpoint(tmp_path, kind), backend)
        dreams.append(generator.advance_batch(generator.begin_unheard(2), generator.default_controls, 40))
    assert np.abs(dreams[0]).max() > 1e-3
    assert not np.array_equal(dreams[0][0], dreams[0][1])
    np.testing.assert_allclose(dreams[1], dreams[0], atol=2e-5)


def test_listening_is_timed_only_where_it_is_short(tmp_path, monkeypatch):
    checkpoint = small_checkpoint(tmp_path, "column")
    assert time_generator(checkpoint, Run("cpu"), 0.01).first_samples_ms > 0
    monkeypatch.setattr("live_inference.bench.steps.LONGEST_LISTENING_S", 0.0)
    assert time_generator(checkpoint, Run("cpu"), 0.01).first_samples_ms is None


def test_the_best_torch_form_is_that_of_the_same_batch_on_one_core():
    def row(backend, threads, batch, x_realtime):
        return {"backend": backend, "threads": threads, "batch": batch, "x_realtime": x_realtime}

    rows = [
        row("cpu", 1, 1, 6.0), row("cpu", 2, 1, 9.0), row("cpu", 1, 8, 20.0), row("torch_lstm", 1, 1, 1.0),
        row("torchscript", 1, 1, 2.0), row("onnxruntime", 1, 1, 4.0), row("torch_lstm", 1, 8, 10.0),
    ]  # fmt: skip
    _compare_with_torch(rows)
    assert [one["x_best_torch"] for one in rows] == [3.0, None, 2.0, 0.5, 1.0, 2.0, 1.0]
    assert rows[0]["best_torch"] == "torchscript"


def test_a_core_reckons_and_reads_within_what_cores_can():
    """Vector units do 1 to 128 multiply-adds a cycle: else the loop was optimised away, or not at all."""
    assert 1e9 < arithmetic_peak() < 1e12
    assert 1e8 < read_bandwidth(64 << 20) < 1e12


def test_the_machine_is_described_without_names_and_paths():
    found = describe_machine()
    assert {"cpu", "cores", "caches_kb", "memory_gb", "system", "versions"} <= set(found)
    assert not {"host", "node", "hostname", "user"} & set(found)
    assert str(Path.home()) not in json.dumps(found)
