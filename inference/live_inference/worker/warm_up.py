"""``python -m live_inference.worker.warm_up``: compiles the dreaming kernels once, so that the first dream is quick."""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from live_inference.command_line.compiling import told_compiling
from live_inference.command_line.printable import printable
from live_inference.worker.warm_models import WarmModels
from live_models.contract.checkpoint import Checkpoint, CheckpointError
from live_models.contract.family import Family
from live_models.contract.generator import Generator
from live_models.contract.parameters import HyperparameterError
from live_models.families import FAMILIES
from live_models.loading import load_generator
from live_models.registry import Registry

COMPILED: Final = ("cpu", "cpu_int8")
"""Weights of another type are another kernel."""

DREAMS: Final = (1, 2)
"""Dreams at once: one and several have different memory layouts, so different kernels."""


def warm_up(tell: Callable[[str], None] = lambda _: None, registry: Registry | None = None) -> None:
    """Dream a moment with every family and backend, and with every checkpoint; numba caches what it compiles.

    Small models suffice: kernels are compiled for types, not sizes. Takes a minute or more if nothing is compiled yet,
    else a few seconds. ``tell`` gets a line for every step.
    """
    registry = registry or Registry()
    kinds = [(name, family) for name in COMPILED for family in FAMILIES.values() if name in family.backends]
    names = [row["name"] for row in registry.describe() if "fault" not in row]
    for number, (backend, family) in enumerate(kinds, 1):
        tell(f"dreaming kernels {number} of {len(kinds)}: {family.name}, {backend}")
        for checkpoint in _smallest(family):
            generator = load_generator(checkpoint, backend)
            for dreams in DREAMS:
                _dream_a_moment(generator, dreams)
    for name in names:
        tell(f"model {name}")
        try:
            _dream_a_moment(load_generator(registry.find(name)), 1)
        except (CheckpointError, OSError, ValueError) as error:
            tell(f"model {name} is left out: {error}")  # the other models must still be compiled


def _smallest(family: Family) -> Iterator[Checkpoint]:
    """A family's smallest checkpoint, and another with a condition where it can have one."""
    yield family.tiny_checkpoint()
    with contextlib.suppress(HyperparameterError):
        yield family.tiny_checkpoint(condition=True)


def _dream_a_moment(generator: Generator[Any], dreams: int) -> None:
    rng = np.random.default_rng(0)
    seeds = [rng.normal(0, 0.1, generator.spec.seed_length).astype(np.float32) for _ in range(dreams)]
    state = generator.begin_batch(seeds, list(range(dreams)))
    generator.advance_batch(state, generator.default_controls, 3)
    if generator.spec.condition:  # guided: two lanes a dream
        generator.advance_batch(state, replace(generator.default_controls, influence=2.0), 3)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compile everything, or only for one model, and print every step. Return 1, with the reason last, on failure."""
    parser = argparse.ArgumentParser(prog="python -m live_inference.worker.warm_up", description=__doc__)
    parser.add_argument("--checkpoints", type=Path, help="the user's own")
    parser.add_argument("--model", default="", help="empty: the default")
    parser.add_argument("--backend", default="cpu")
    parser.add_argument("--only", action="store_true", help="only what this model needs")
    options = parser.parse_args(arguments)
    registry = Registry([options.checkpoints] if options.checkpoints else [])
    began = time.perf_counter()
    try:
        with told_compiling("the dreaming kernels", _print):
            name = options.model or registry.default_name()
            registry.find(name)  # reports a typing error before minutes of compiling
            if not options.only:
                warm_up(_print, registry)
            WarmModels(registry, options.backend, 1).generator(name)
    except (CheckpointError, OSError, ValueError) as error:
        _print(str(error))
        return 1
    _print(f"model {name} dreams after {time.perf_counter() - began:.0f} s")
    return 0


def _print(text: str) -> None:
    print(printable(text), flush=True)


if __name__ == "__main__":
    sys.exit(main())
