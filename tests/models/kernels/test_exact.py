"""What a loop stores does not depend on where its arrays lie: the same `rng_seed` is the same audio, bit for bit."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest

import live_models
from live_models.families.spectral.steps import Steering, Windows, next_window
from live_models.heads import FULL
from live_models.kernels.compiling import allocating_kernel, kernel, summing_kernel
from live_models.kernels.draws import Drawing, Numbers

LOOPS = (ast.For, ast.While)


def innermost_loops(function: ast.FunctionDef) -> list[ast.AST]:
    loops = [node for node in ast.walk(function) if isinstance(node, LOOPS)]
    return [loop for loop in loops if not any(isinstance(node, LOOPS) for node in ast.walk(loop) if node is not loop)]


def stores(loop: ast.AST) -> bool:
    targets = [node.targets for node in ast.walk(loop) if isinstance(node, ast.Assign)]
    targets += [[node.target] for node in ast.walk(loop) if isinstance(node, ast.AugAssign)]
    return any(isinstance(target, ast.Subscript) for some in targets for target in some)


def test_loops_whose_sums_may_be_reordered_store_nothing():
    checked = 0
    for file in Path(live_models.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef) or not any(
                isinstance(one, ast.Name) and one.id == "summing_kernel" for one in node.decorator_list
            ):
                continue
            checked += 1
            assert not any(stores(loop) for loop in innermost_loops(node)), f"{file.name}: {node.name}"
    assert checked > 4


@kernel
def weighted(to, x, by):
    for i in range(len(to)):
        to[i] = x[i] * by[i] + to[i]


@summing_kernel
def called(to, x, by):
    weighted(to, x, by)


def test_a_kernel_does_as_it_is_written_whoever_calls_it():
    rng = np.random.default_rng(0)
    to, x, by = (rng.standard_normal(1000).astype(np.float32) for _ in range(3))
    expected = (x * by) + to
    for one in (called, weighted):
        found = to.copy()
        one(found, x, by)
        np.testing.assert_array_equal(found, expected)


@allocating_kernel
def windows(output, steering, drawing, numbers, made):
    kept = output.copy()
    for step in range(made.out.shape[1]):
        output[:] = kept
        next_window(output, steering, drawing, numbers, made, 0, step)


@pytest.mark.parametrize("size", [64, 300])
def test_a_window_is_the_same_wherever_what_goes_in_next_lies(size):
    rng, count, steps = np.random.default_rng(3), 4, 20
    steering = Steering(
        count, size, -5.0, 0.9, 0.3, 0.01, 0.0, 0.0, 1.0, 0.0, 0.03, 0.0, 18, 0.99, 30.0, 1.0, 0.03, 0.0, 0.0, 0.0, 0
    )
    drawing = Drawing(FULL, 1.0, 1.0, 1.0)
    numbers = Numbers(rng.random((1, steps)), *(rng.standard_normal((2, 1, steps, size)).astype(np.float32)))
    means = rng.standard_normal(count * size) * 0.1 - 0.05
    head = np.concatenate([rng.standard_normal(count), np.full(count, -3.0), means]).astype(np.float32)
    features = [rng.random((1, size)).astype(np.float32) for _ in range(3)]

    def made_at(gap: int) -> np.ndarray:
        """What goes in next, so far behind the head's numbers."""
        room = np.zeros(len(head) + gap + size, dtype=np.float32)
        output, entering = room[: len(head)], room[len(head) + gap :].reshape(1, size)
        output[:], entering[:] = head, features[0]
        old, new = features[1].copy(), features[2].copy()
        times = (np.zeros((1, 0)), np.zeros(1, dtype=np.int64), np.ones(1))
        wanted, sounding = new[:, :18].copy(), old[:, :18].copy()
        made = Windows(
            entering, np.full(1, 0.01), old, new, wanted, sounding, *times, np.zeros((1, steps, size), dtype=np.float32)
        )
        windows(output, steering, drawing, numbers, made)
        return made.out

    apart = made_at(10 * len(head))
    assert len(np.unique(apart)) > steps * size // 4
    for gap in (0, size // 2, size, 2 * size, len(head)):
        np.testing.assert_array_equal(made_at(gap), apart)
