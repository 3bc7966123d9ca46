"""Many samples of SampleRNN in one call, without coming back to Python in between (numba)."""

from __future__ import annotations

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.sample_rnn.steps import (
    Between,
    Memory,
    Tiers,
    Weights,
    enter,
    make_work,
    predict,
    run_tiers,
)
from live_models.families.sample_wise.drawing import Feedback, feed_back
from live_models.families.sample_wise.head import Stretch
from live_models.kernels.compiling import allocating_kernel
from live_models.kernels.stretches import copy_stretch
from live_models.kernels.threads import Team


@allocating_kernel
def hear(
    weights: Weights, tiers: Tiers, memory: Memory, between: Between, count: int, known: FloatArray, y: FloatArray,
    team: Team,
) -> None:  # fmt: skip
    """Hear samples after `count` others; the head of what follows the last goes to `y`, unless that is empty.

    Shape: `known` `[steps, lanes * entering]`, `y` `[lanes, rows of the head]`, flat
    """
    work, passed = make_work(weights, tiers, between, team), np.int64(0)  # a bare 0 would be a type of its own
    for step in range(len(known)):
        enter(tiers, memory, count + step, known[step])
        passed = run_tiers(weights, tiers, memory, count + step + 1, work, passed)
    if len(y) > 0:
        predict(weights, tiers, memory, count + len(known), work, passed)
        if team.thread == 0:
            copy_stretch(y, 0, work.y, 0, len(y))


@allocating_kernel
def dream(
    weights: Weights, tiers: Tiers, memory: Memory, between: Between, count: int, stretch: Stretch, feedback: Feedback,
    team: Team,
) -> None:  # fmt: skip
    """Steps of dreams after `count` samples heard: hear what entered, predict, draw, feed back.

    Every thread of a team draws for itself, all alike.
    """
    work, passed = make_work(weights, tiers, between, team), np.int64(0)  # a bare 0 would be a type of its own
    entering = feedback.entering.reshape(-1)
    for step in range(stretch.num_steps):
        enter(tiers, memory, count + step, entering)
        passed = run_tiers(weights, tiers, memory, count + step + 1, work, passed)
        passed = predict(weights, tiers, memory, count + step + 1, work, passed)
        feed_back(stretch, feedback, step, work.y)
