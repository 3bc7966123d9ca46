"""Chooses how high a training goes, by the recordings and this machine: up to 5.5 kHz, or the full band."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from live_inference.bench.sizes import Run
from live_inference.bench.steps import time_generator
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.family import weights
from live_models.contract.parameters import HyperparameterError
from live_training.band import FULL
from live_training.inspection import HIGH_FROM_HZ, Heard
from live_training.plan import FEW_UPDATES, QUICK, Plan
from live_training.presets import preset, preset_names

ENOUGH: Final = 1.5
"""Times real time on one core from which on a full band is chosen: there is other work on a stage."""

TIMED_S: Final = 0.5


def by_material(plan: Plan, recordings: Sequence[Heard], params: Mapping[str, Any]) -> tuple[Plan, dict[str, Any]]:
    """The plan in full band where every recording has something above 5.5 kHz, and the hyperparameters chosen so.

    Else as it is, with the reason, and none. One dull recording among others would teach dreams to lose their highs now
    and then.
    """
    dull = [one.dull for one in recordings if one.dull]
    if dull:
        more = f" (and {len(dull) - 1} more of {len(recordings)} are dull)" if len(dull) > 1 else ""
        return _told(plan, f"{_up_to(plan)}: {dull[0]}{more} (--band full learns what is there)"), {}
    chosen = {"band": FULL}
    try:
        parameters = preset(plan.parameters.approach, plan.preset, {**params, **chosen})
    except HyperparameterError as error:
        return _told(plan, f"{_up_to(plan)}: {error}"), {}
    return replace(plan, parameters=parameters), chosen


def by_speed(
    plan: Plan, checkpoint: Checkpoint, recordings: Sequence[Heard], params: Mapping[str, Any], updates: float
) -> tuple[Plan, dict[str, Any]]:  # fmt: skip
    """The plan in full band, with the reason, where one core dreams it quickly enough; else that of `voice`.

    `checkpoint`: of the plan's network, which has not learnt yet. `updates`: how many there will be; with few of them
    what is above 5.5 kHz is hiss. Returns also the hyperparameters chosen so. Takes a second, and a second or two more
    where the machine is too slow: what would be quick enough is measured then.
    """
    voice = replace(plan, parameters=preset(plan.parameters.approach, plan.preset, dict(params)))
    if updates < FEW_UPDATES:
        few = f"{_up_to(voice)}: in {updates:.0f} steps a full band learns little but hiss"
        return _told(voice, f"{few} (--band full takes it all the same)"), {}
    times = times_real_time(checkpoint)
    if times >= ENOUGH:
        high_db = max(one.high_db for one in recordings)
        why = (
            f"full band, because the recordings hold sound above {_khz(HIGH_FROM_HZ)} ({high_db:.0f} dB of the whole), "
            f"and one core dreams it {times:.1f} times as quickly as it sounds"
        )
        return _told(plan, why), {"band": FULL}
    why = (
        f"{_up_to(voice)}: one core would dream the full band {times:.1f} times as quickly as it sounds, and "
        f"{ENOUGH:g} times are wanted ({_what_would(plan, checkpoint, params)})"
    )
    return _told(voice, why), {}


def times_real_time(checkpoint: Checkpoint) -> float:
    """How many times as quickly as it sounds one core dreams: by the quickest of several short stretches, so that
    other work beside it counts little."""
    p = checkpoint.hyperparameters
    return p.hop_length / p.sample_rate / max(time_generator(checkpoint, Run("cpu"), TIMED_S).best_s, 1e-9)


def _what_would(plan: Plan, checkpoint: Checkpoint, params: Mapping[str, Any]) -> str:
    approach = plan.parameters.approach
    if plan.preset != QUICK and QUICK in preset_names(approach):
        parameters = preset(approach, QUICK, {**params, "band": FULL})
        times = times_real_time(replace(checkpoint, tensors=weights(parameters, 0), hyperparameters=parameters))
        if times >= ENOUGH:
            return f"--preset {QUICK} --band full would be dreamt {times:.1f} times as quickly as it sounds"
    return "--band full learns it all the same, to be rendered"


def _told(plan: Plan, reason: str) -> Plan:
    return replace(plan, reasons=[*plan.reasons, reason])


def _up_to(plan: Plan) -> str:
    return f"up to {_khz(plan.parameters.sample_rate / 2.0)}"


def _khz(hertz: float) -> str:
    return f"{hertz / 1000.0:.1f} kHz"
