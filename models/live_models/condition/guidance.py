"""Guidance: what a network says with a condition, moved further away from what it says without."""

from __future__ import annotations

import numpy as np

from live_models.arrays import FloatArray


def heeded(influence: float) -> float:
    """How far what is played is heeded, 0..1: from influence 1 on as learnt."""
    return min(max(influence, 0.0), 1.0)


def guided(outputs: FloatArray, influence: float, num_components: int, deviations: int = 1) -> FloatArray:
    """What heads say of lanes that heed a condition to a degree. Each lane was run twice: heeding it, and without.

    0 is without, 1 as learnt, above 1 beyond it (classifier-free guidance: Ho & Salimans 2022, "Classifier-free
    diffusion guidance", 3.2; for autoregressive networks: Sanchez et al. 2023). A mixture's weights and deviations go
    at most as far as learnt: which note begins may be pushed, not how surely.

    `num_components` 0: not a mixture; `deviations`: of each component.
    Shape: `[2 * B, O]`, those that heed first -> `[B, O]`
    """
    with_it, without = np.split(outputs, 2)
    moved = without + np.float32(influence) * (with_it - without)
    if num_components and influence > 1.0:
        shares = num_components * (1 + deviations)
        moved[:, :shares] = with_it[:, :shares]
    return np.asarray(moved, dtype=np.float32)
