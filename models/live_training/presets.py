"""Hyperparameters to start from, by approach and name; `--param` changes single ones."""

from __future__ import annotations

from typing import Any, Final

from live_models.hyperparameters import APPROACHES, HyperparameterError, Hyperparameters

DEFAULT_PRESET: Final = "alive"

# "alive": what kept frozen dreams alive on a few minutes of guitar. "pfalz": the dissertation's own values, where the
# author states them (Table 4.1 and the text around it); his rows lie one vector apart and advance by one.
_PRESETS: Final[dict[str, dict[str, dict[str, Any]]]] = {
    "magnitude_spectrum": {
        "alive": {
            "lr": 2e-3,
            "num_epochs": 10_000,
            "weight_stddev": 0.02,
            "num_layers": 2,
            "hidden_size": 320,
            "seg_len": 1024,
            "num_unrollings": 16,
            "bptt": 48,
            "input_dropout": 0.95,
            "output_dropout": 0.9,
            "head": "mixture",
            "num_components": 8,
            "input_noise": 0.02,
            "exponent": 0.3,
            "skip": 0.5,
        },
        "pfalz": {"num_unrollings": 100, "int_cursor_inc": 1, "ext_cursor_inc": 1, "exponent": 1.0},
    },
    "column_vector": {
        "alive": {
            "lr": 1e-3,
            "num_epochs": 10_000,
            "weight_stddev": 0.02,
            "hidden_size": 256,
            "seg_len": 64,
            "num_unrollings": 64,
            "bptt": 64,
            "output_dropout": 1.0,
            "head": "mixture",
            "num_components": 6,
            "linear_skip": True,
        },
        "pfalz": {"num_unrollings": 100, "int_cursor_inc": 1024, "input_dropout": 0.5, "output_dropout": 1.0},
    },
    "transpose": {
        "alive": {
            "lr": 1e-3,
            "num_epochs": 10_000,
            "weight_stddev": 0.1,
            "seg_len": 64,
            "num_unrollings": 16,
            "bptt": 64,
            "output_dropout": 1.0,
            "head": "mixture",
            "num_components": 6,
            "linear_skip": True,
        },
        "pfalz": {"num_unrollings": 100, "weight_stddev": 0.1},
    },
    "vector": {
        "alive": {
            "lr": 1e-3,
            "num_epochs": 10_000,
            "weight_stddev": 0.02,
            "num_layers": 2,
            "hidden_size": 256,
            "seg_len": 256,
            "num_unrollings": 32,
            "bptt": 32,
            "input_dropout": 1.0,
            "output_dropout": 0.9,
            "head": "mixture",
            "num_components": 16,
            "input_noise": 0.02,
            "level_normalised": True,
        },
        "pfalz": {"num_unrollings": 100, "int_cursor_inc": 1024, "ext_cursor_inc": 1},
    },
}


def preset_names(approach: str) -> list[str]:
    """Presets of an approach."""
    return sorted(_PRESETS.get(approach, {}))


def preset(approach: str, name: str, params: dict[str, Any]) -> Hyperparameters:
    """The preset's hyperparameters with `params` (from `--param`, still strings) over them.

    `window_size` and `seg_len` are one number for magnitude_spectrum: giving one gives the other.
    Raises HyperparameterError for an unknown approach, preset or parameter.
    """
    if approach not in APPROACHES:
        raise HyperparameterError(f"approach must be one of {', '.join(APPROACHES)}, got {approach!r}")
    if name not in _PRESETS[approach]:
        raise HyperparameterError(
            f"unknown preset {name!r} for {approach}; known are: {', '.join(preset_names(approach))}"
        )
    if "approach" in params:
        raise HyperparameterError("approach must be given by --approach, not by --param")
    merged = {"approach": approach, **_PRESETS[approach][name], **params}
    if approach == "magnitude_spectrum":
        bins = params.get("window_size", params.get("seg_len", merged.get("seg_len", Hyperparameters.seg_len)))
        merged = {"seg_len": bins, "window_size": bins, **merged} | {
            key: bins for key in ("seg_len", "window_size") if key not in params
        }
    return Hyperparameters.from_params(merged)
