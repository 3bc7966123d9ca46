"""Which sizes, backends and batches the benchmark sets side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from live_models.contract.checkpoint import Checkpoint
from live_models.contract.family import BenchSize, Family, load_entry, random_checkpoint
from live_models.families import FAMILIES


@dataclass(frozen=True)
class Run:
    """One way to execute a model: a backend of ours, or one of the family's `compared`."""

    backend: str
    threads: int = 1
    batch: int = 1


SHIPPED_RUNS: Final = (
    Run("cpu"),
    Run("cpu_float32"),
    Run("cpu_int8"),
    Run("cpu", 2),
    Run("cpu", 1, 8),
    Run("eager"),
    Run("torchscript"),
)

_QUICK: Final = ("cpu", "cpu_int8")
_OURS: Final = (Run("cpu"), Run("cpu_float32"), Run("cpu_int8"), Run("cpu", 2), Run("cpu_int8", 2))
_SLOW: Final = (Run("eager"), Run("torchscript"))
_BATCH_RIVALS: Final = ("torch_gates_scripted", "onnxruntime")


def all_sizes() -> Iterator[tuple[str, Family, BenchSize]]:
    """Every size of every family, by its name."""
    for family in FAMILIES.values():
        for name, size in load_entry(family.bench).items() if family.bench else ():
            yield name, family, size


def runs_of(family: Family, size: BenchSize) -> tuple[Run, ...]:
    """What is measured of a size on the CPU; nothing of one that only a GPU can run."""
    if size.gpu == "only":
        return ()
    found = list(_OURS if size.compared else _OURS[:1])
    if size.batch:
        found += [Run(backend, count, size.batch) for count in (1, 2) for backend in _QUICK]
    if size.batch_compared:
        found += [Run(name, 1, size.batch) for name in _BATCH_RIVALS if name in family.compared]
    if size.compared:
        found += [*_SLOW, *(Run(name) for name in family.compared)]
    return tuple(run for run in found if run.backend in family.backends or run.backend in family.compared)


def sized_checkpoint(name: str) -> Checkpoint:
    """Random weights of a size. Raises KeyError for a size that there is not."""
    for known, family, size in all_sizes():
        if known == name:
            return random_checkpoint(name, family.parameters(size.params))
    raise KeyError(name)


def gpu_checkpoints() -> Iterator[Checkpoint]:
    """Random weights of the dissertation's sizes that want a GPU."""
    for name, family, size in all_sizes():
        if size.gpu:
            yield random_checkpoint(name, family.parameters(size.params))
