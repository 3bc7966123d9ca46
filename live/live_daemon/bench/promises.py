"""The promised speeds, and whether a benchmark's result meets them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

Result = dict[str, Any]
"""The benchmark's JSON line."""


@dataclass(frozen=True)
class Promise:
    """A measured figure and its bound; `find` raises LookupError if the figure was not measured."""

    what: str
    bound: float
    find: Callable[[Result], float]
    unit: str = ""
    at_most: bool = False

    def measured(self, result: Result) -> float | None:
        """Return the figure, or None if it was not measured (only one core, no GPU)."""
        try:
            return self.find(result)
        except LookupError:
            return None

    def met(self, result: Result) -> bool | None:
        """Return whether the promise is kept, or None if the figure was not measured."""
        value = self.measured(result)
        if value is None:
            return None
        return value <= self.bound if self.at_most else value >= self.bound

    def promised(self) -> str:
        """Return the bound in words: `at least 4 x`."""
        return f"at {'most' if self.at_most else 'least'} {self.bound:g}{self.unit}"

    def as_text(self, result: Result) -> str:
        """Return one line for a terminal."""
        value, met = self.measured(result), self.met(result)
        word = "not measured" if value is None else f"{value:.3g}{self.unit}, {'met' if met else 'NOT MET'}"
        return f"{self.what}: {self.promised()}: {word}"


def row_of(result: Result, model: str, backend: str, threads: int = 1, batch: int = 1) -> dict[str, Any]:
    """Return a row of the generators' table. Raises LookupError if there is none."""
    wanted = {"model": model, "backend": backend, "threads": threads, "batch": batch}
    for row in result["generators"]:
        if wanted.items() <= row.items():
            return dict(row)
    raise LookupError(f"no row {wanted}")


def _speed(
    what: str,
    bound: float,
    model: str,
    backend: str = "cpu",
    threads: int = 1,
    key: str = "x_realtime",
    unit: str = " x",
) -> Promise:
    return Promise(what, bound, lambda result: float(row_of(result, model, backend, threads)[key]), unit)


def _percent(what: str, bound: float, model: str, key: str, batch: int = 1) -> Promise:
    return Promise(what, bound, lambda result: 100.0 * float(row_of(result, model, "cpu", 1, batch)[key]), " %")


def _batch_gain(result: Result) -> float:
    one = float(row_of(result, "column-256-64-1", "cpu")["x_realtime"])
    return float(row_of(result, "column-256-64-1", "cpu", 2, 32)["x_realtime"]) / one


def _callback_share(result: Result) -> float:
    return 100.0 * float(result["callback"]["p999_us"]) / float(result["callback"]["budget_us"])


def _gpu(result: Result, model: str) -> float:
    found = [float(row["x_realtime"]) for row in result["gpu"]["rows"] if row["model"] == model]
    if not found:
        raise LookupError(f"no row of {model} on a GPU")
    return max(found)


def _float16_snr(result: Result) -> float:
    if not result.get("float16"):
        raise LookupError("no row of float16 weights")
    return min(float(row["forced_snr_db"]) for row in result["float16"])


_COLUMNS: Final = ("column-256-64-1", "column-256-256-2", "column-512-1024-2")

PROMISES: Final = (
    _speed("column_vector 256, window 64", 8, _COLUMNS[0]),
    _speed("column_vector 256, window 256, 2 layers", 2.4, _COLUMNS[1]),
    _speed("column_vector 512, window 1024, 2 layers", 0.42, _COLUMNS[2]),
    _speed("the same, int8", 0.7, _COLUMNS[2], "cpu_int8"),
    _speed("the same, int8, two cores", 1.2, _COLUMNS[2], "cpu_int8", 2),
    _speed("column_vector 256, window 1024, 8 bands at 44.1 kHz", 3, "column-8-bands-256-1024"),
    _speed("sample_rnn 192, 8 bands at 44.1 kHz", 1, "sample-rnn-8-bands-192"),
    *(_speed(f"{name} against the best torch form", 4, name, key="x_best_torch") for name in _COLUMNS),
    _speed("vector 1024", 40, "vector-1024-1"),
    _speed("vector 1024, 4 layers", 22, "vector-1024-4"),
    _speed("magnitude_spectrum 1024 with its vocoder", 24, "magnitude-1024"),
    _speed("transpose 64, 16 lanes", 2, "transpose-64-16"),
    *(
        _percent(f"{name}: share of the read bandwidth", 70, name, "bandwidth_fraction")
        for name in ("vector-1024-1", "vector-1024-4", "magnitude-1024")
    ),
    _percent("column_vector 256, 32 dreams: share of the arithmetic peak", 50, _COLUMNS[0], "peak_fraction", 32),
    Promise("float16 weights: head's SNR against float32, least of the shipped", 60, _float16_snr, " dB"),
    Promise("32 dreams on two cores over one on one core, column_vector 256", 5, _batch_gain, " x"),
    Promise("callback at p99.9, share of its period", 10, _callback_share, " %", at_most=True),
    Promise(
        "end of a recording to the first dream, p95",
        200,
        lambda result: float(result["first_dream_ms"]["p95"]),
        " ms",
        at_most=True,
    ),
    Promise("column_vector 2048 on a GPU", 1, lambda result: _gpu(result, "column-2048-2048-1"), " x"),
    Promise("vector 1024, 4 layers, on a GPU", 1, lambda result: _gpu(result, "vector-1024-4"), " x"),
)
"""In the order of the page. One core and times real time, unless stated."""
