"""What steps will draw, before the first of them: masks, and random numbers of every dream."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from live_models.contract.backend import DreamDraws
from live_models.families.lstm.backends.network import Masks, draw_masks_each, kept_shares
from live_models.families.lstm.config import LSTMParameters
from live_models.kernels.draws import Numbers


def draw_ahead(
    parameters: LSTMParameters, draws: DreamDraws, steps: int, normals: int, noises: int
) -> tuple[Masks | None, Numbers]:
    """What steps will draw, in the order in which a loop in numpy draws it.

    `normals`: normal numbers that a step's draw from a mixture takes; `noises`: those that its noise takes. 0: none.
    Shape: masks `[steps, dreams, columns]`
    """
    rngs, shape = draws.rngs, (len(draws.rngs), steps)
    numbers = Numbers(
        np.zeros(shape),
        np.zeros((*shape, normals), dtype=np.float32),
        np.zeros((*shape, noises), dtype=np.float32),
    )
    dropout = draws.controls.dropout
    if min(kept_shares(parameters, dropout)) >= 1.0 and not normals and not noises:  # the same numbers, drawn at once
        if parameters.mixture:
            numbers.chance[:] = [rng.random(steps) for rng in rngs]
        return None, numbers
    masks: list[Masks | None] = []
    for step in range(steps):
        masks.append(draw_masks_each(parameters, dropout, rngs))
        for dream, rng in enumerate(rngs):
            if parameters.mixture:
                numbers.chance[dream, step] = rng.random()
            if normals:
                rng.standard_normal(out=numbers.normal[dream, step], dtype=np.float32)
            if noises:
                rng.standard_normal(out=numbers.noise[dream, step], dtype=np.float32)
    return _stacked(masks), numbers


def _stacked(masks: Sequence[Masks | None]) -> Masks | None:
    drawn = [one for one in masks if one is not None]
    return Masks(np.stack([m.inputs for m in drawn]), np.stack([m.outputs for m in drawn])) if drawn else None
