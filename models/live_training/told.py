"""What is told before a training: the plan."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping

from live_models.contract.fit import Fit
from live_training.band import band_of
from live_training.plan import Pace, Plan, passes_in
from live_training.telling import Telling
from live_training.verdict import FROZEN_DREAMS, freezing_s


def tell_plan(
    plan: Plan, fit: Fit, pace: Pace, times: Mapping[str, float | None], device: str, telling: Telling
) -> int:  # fmt: skip
    """Tell what will happen and how long it takes; returns how many updates are expected."""
    rows = fit.sound.rows
    takes = f"{len(rows)} recording{'s' if len(rows) > 1 else ''}, {sum(row['duration_s'] for row in rows):.0f} s"
    most = fit.parameters.num_epochs * fit.updates_per_epoch
    limit_s = times["limit_s"]
    training_s = most / pace.updates_per_s if limit_s is None else min(limit_s, most / pace.updates_per_s)
    passes = passes_in(training_s / 60.0, pace, fit)
    total_s = training_s + (times["final_s"] or 0.0) * freezing_s(plan.parameters, pace.x_realtime)
    ready = time.strftime("%H:%M", time.localtime(time.time() + total_s))
    updates = round(training_s * pace.updates_per_s)
    telling.both(
        "plan",
        f"{takes}; about {_minutes(total_s)}, ready at {ready}: {updates} updates, every "
        f"recording is heard about {passes:.0f} times, then {FROZEN_DREAMS} dreams of {times['final_s']:.0f} s "
        f"({'GPU' if device != 'cpu' else f'{pace.threads} of {os.cpu_count()} cores'})",
        approach=plan.parameters.approach,
        preset=plan.preset,
        band=band_of(plan.parameters),
        reasons=plan.reasons,
        hyperparameters=plan.parameters.to_params(),
        seconds=round(total_s),
        updates=updates,
    )
    return updates


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90.0 else f"{seconds / 60.0:.0f} minutes"
