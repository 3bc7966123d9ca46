"""docs/benchmarks.md and the promises, from a made-up run: figures land where they belong, broken promises are told."""

from __future__ import annotations

import copy

import pytest

from live_daemon.bench.page import _BACKENDS, as_markdown
from live_daemon.bench.promises import PROMISES, row_of
from live_models.families import FAMILIES


def row(model, backend, threads=1, batch=1, **more):
    approach = {"c": "column_vector", "t": "transpose", "v": "vector"}[model[0]]
    return {
        "model": model, "approach": approach, "hidden": 256, "layers": 1, "seg_len": 64, "lanes": 16,
        "backend": backend, "threads": threads, "batch": batch, "x_realtime": 5.0, "x_realtime_best": 5.5,
        "bandwidth_fraction": 0.8, "cached_fraction": 0.4, "weights_mb": 1.3, "gmac_per_s": 12.3,
        "peak_fraction": 0.3, "first_samples_ms": None, "best_torch": None, "x_best_torch": None,
    } | more  # fmt: skip


@pytest.fixture
def result():
    compared = {"best_torch": "torch_gates_scripted", "x_best_torch": 3.25}
    return {
        "date": "2026-01-02",
        "seconds": 10.0,
        "machine": {
            "cpu": "Some CPU", "cores": 2, "caches_kb": {"L1": 48, "L2": 2048}, "memory_gb": 23.5, "load": 0.1,
            "system": "Linux x86_64", "versions": {"python": "3.11.7"}, "read_gb_per_s": 17.0, "peak_gmac_per_s": 108.0,
        },
        "generators": [
            row("column-256-64-1", "cpu", x_realtime=9.0, **compared),
            row("column-256-64-1", "cpu_int8", x_realtime=9.0, **compared),
            row("column-256-64-1", "cpu", 2, 32, x_realtime=54.0),
            row("column-256-64-1", "torch_gates_scripted", x_realtime=1.85, **compared | {"x_best_torch": 1.0}),
            row("transpose-64-16", "cpu", x_realtime=2.0),
            row("vector-1024-1", "cpu", x_realtime=39.0, bandwidth_fraction=0.71),
        ],
        "callback": {"p50_us": 13.0, "p999_us": 46.0, "max_us": 81.0, "budget_us": 1333.33}
        | {"blocks": 7500, "late_blocks": 0},
        "first_dream_ms": {"p50": 150.0, "p95": 190.0},
        "ready_ms": {"p50": 600.0, "p95": 650.0},
        "started_ms": {"p50": 8.0, "p95": 12.0},
        "shortcut": [
            {"model": "vector-1024-1", "approach": "vector", "executor": "cpu"}
            | {"rows": rows, "step_us": us, "speed_up": us / 100}
            for rows, us in ((1, 100.0), (16, 420.0))
        ],
        "float16": [
            {"model": "nylon", "approach": "vector", "steps": 256, "forced_snr_db": 74.2, "prediction_snr_db": 73.9}
            | {"level_db": 0.02, "log_mel_db": 1.5, "log_mel_other_db": 1.61}
        ],
        "int8": [
            {"model": "nylon", "approach": "vector", "steps": 256, "forced_snr_db": 48.4, "prediction_snr_db": 46.9}
            | {"level_db": -1.07, "log_mel_db": 3.89, "log_mel_other_db": 1.61}
        ],
        "gpu": {"none": "no GPU: PyTorch finds none"},
    }  # fmt: skip


def test_the_page_holds_the_run_s_figures(result):
    page = as_markdown(result)
    assert "Some CPU, 2 cores, caches of a core L1 48 KB, L2 2 MB; 23.5 GB" in page
    assert "| column_vector 256, window 64 | at least 8 x | 9 x | yes |" in page
    assert "| vector 1024 | at least 40 x | 39 x | **no** |" in page
    assert "| column_vector 2048 on a GPU | at least 1 x | not measured | – |" in page
    assert "| 32 dreams on two cores over one on one core, column_vector 256 | at least 5 x | 6 x | yes |" in page
    assert "| column-256-64-1 | gates written out in TorchScript | 3.25 | – | 3.25 |" in page
    assert "| 64 | 16 | 2.00 | 45.4 |" in page  # a sample lasts 90.7 us
    assert "| vector-1024-1 | cpu | 100 | 4.2 |" in page
    assert "| nylon | float16 | 74.2 | 73.9 | +0.02 | 1.50 | 1.61 |" in page
    assert "| nylon | int8 | 48.4 | 46.9 | -1.07 | 3.89 | 1.61 |" in page
    assert "least of the shipped | at least 60 dB | 74.2 dB | yes |" in page
    assert "no GPU: PyTorch finds none." in page
    assert "too many to trust" not in page


def test_figures_of_a_busy_machine_are_said_to_be_none(result):
    result["machine"]["load"] = 1.5
    assert "1.5, too many to trust these figures" in as_markdown(result)


def test_a_gpu_s_rows_are_shown(result):
    result["gpu"] = {
        "device": "A GPU", "read_gb_per_s": 4000.0, "gmac_per_s": {"float32": 25000, "bfloat16": 400000},
        "rows": [
            {
                "model": "column-2048-2048-1", "backend": "cuda_graph", "x_realtime": 1.5, "x_realtime_best": 1.6,
                "kernels": 21.0, "step_us": 60.5, "memory_us": 33.6, "arithmetic_us": 1.34, "kernels_us": 20.0,
                "launches_us": 6.9,
            }
        ],
    }  # fmt: skip
    page = as_markdown(result)
    assert "| column-2048-2048-1 | cuda_graph | 1.50 | 60.5 | 33.6 | 1.3 | 20.0 | 6.9 | 21 |" in page
    assert "| column_vector 2048 on a GPU | at least 1 x | 1.5 x | yes |" in page


def test_every_promise_is_either_met_or_not_or_not_measured(result):
    slow = copy.deepcopy(result)
    for one in slow["generators"]:
        one |= {"x_realtime": 1e-6, "bandwidth_fraction": 0.0, "peak_fraction": 0.0}
    slow["callback"]["p999_us"] = 1e6
    slow["float16"][0]["forced_snr_db"] = 59.9
    of_speed = [promise for promise in PROMISES if "dream" not in promise.what and "best" not in promise.what]
    assert {promise.met(slow) for promise in of_speed} == {False, None}
    assert [promise.met(result) for promise in PROMISES[:2]] == [True, None]
    with pytest.raises(LookupError):
        row_of(result, "column-256-64-1", "cuda_graph")


def test_every_form_that_a_family_is_compared_with_has_a_name_and_one_without_does_not_stop_the_page(result):
    forms = {form for family in FAMILIES.values() for form in family.compared}
    assert forms <= set(_BACKENDS)
    for one in result["generators"]:
        if one["best_torch"]:
            one["best_torch"] = "a_form_to_come"
    assert "a_form_to_come" in as_markdown(result)


def test_the_callback_with_stereo_loops_is_told_where_it_was_measured(result):
    assert "stereo loops" not in as_markdown(result)
    stereo = {"p50_us": 15.5, "p999_us": 48.2, "max_us": 90.0, "budget_us": 1333.33}
    assert "32 stereo loops: median 15.5 us, p99.9 48.2 us" in as_markdown(result | {"callback_stereo": stereo})
