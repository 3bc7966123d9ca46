"""Many samples of SampleRNN in one call, without coming back to Python in between (numba)."""

from __future__ import annotations

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
from live_models.families.sample_wise.feeding import Drawn, Fed, feed
from live_models.kernels.compiling import outer_kernel
from live_models.kernels.stretches import copy_stretch
from live_models.kernels.threads import Team


@outer_kernel
def hear(
    weights: Weights, tiers: Tiers, memory: Memory, between: Between, count: int, known: FloatArray, y: FloatArray,
    team: Team,
) -> None:  # fmt: skip
    """Hear samples after `count` others; the head of what follows the last goes to `y`, unless that is empty.

    Shape: `known` `[steps, lanes * entering]`, `y` `[lanes, rows of the head]`, flat
    """
    work, passed = make_work(weights, tiers, between, team), 0
    for step in range(len(known)):
        enter(tiers, memory, count + step, known[step])
        passed = run_tiers(weights, tiers, memory, count + step + 1, work, passed)
    if len(y) > 0:
        predict(weights, tiers, memory, count + len(known), work, passed)
        if team.thread == 0:
            copy_stretch(y, 0, work.y, 0, len(y))


@outer_kernel
def dream(
    weights: Weights, tiers: Tiers, memory: Memory, between: Between, count: int, drawn: Drawn, fed: Fed, team: Team,
) -> None:  # fmt: skip
    """Steps of dreams after `count` samples heard: hear what entered, predict, draw, feed back.

    Every thread of a team draws for itself, all alike.
    """
    work, passed = make_work(weights, tiers, between, team), 0
    for step in range(fed.out.shape[1]):
        enter(tiers, memory, count + step, fed.entering)
        passed = run_tiers(weights, tiers, memory, count + step + 1, work, passed)
        passed = predict(weights, tiers, memory, count + step + 1, work, passed)
        feed(drawn, fed, step, work.y)
