"""The generators' benchmark: every row it promises, as JSON, and sizes refused that it does not know."""

from __future__ import annotations

import json

import pytest

from live_inference.bench import main
from live_inference.bench_sizes import SIZES, synthetic_checkpoint
from live_models.hyperparameters import APPROACHES, tensor_shapes
from support.checkpoints import small_checkpoint


def test_checkpoints_and_a_synthetic_size_become_one_line_of_json(tmp_path, capsys):
    small_checkpoint(tmp_path, "vector")
    arguments = ["--checkpoints", str(tmp_path), "--synthetic", "transpose-64-32", "--seconds", "0.05"]
    assert main(arguments) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {(row["model"], row["backend"]) for row in rows} >= {
        ("vector", "cpu"), ("vector", "eager"), ("transpose-64-32", "cpu"),
    }  # fmt: skip
    for row in rows:
        assert row["x_realtime"] > 0
        assert row["bandwidth_fraction"] > 0
        assert {"approach", "hidden", "layers", "threads", "batch"} <= set(row)


def test_every_approach_is_measured_at_weights_of_its_size():
    assert {parameters.approach for parameters, _ in SIZES.values()} == set(APPROACHES)
    checkpoint = synthetic_checkpoint("vector-1024-1", SIZES["vector-1024-1"][0])
    assert {name: t.shape for name, t in checkpoint.tensors.items()} == tensor_shapes(checkpoint.hyperparameters)
    assert checkpoint.tensors["layers.0.weight_hh"].shape == (4096, 1024)


@pytest.mark.parametrize("arguments", [[], ["--synthetic", "huge"]])
def test_wrong_usage_is_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "--synthetic" in capsys.readouterr().err or arguments
