"""Chooses the approach and the preset by the recordings, the machine and the time, and measures how fast it trains."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import torch

from live_models.contract.fit import Fit
from live_models.contract.parameters import Parameters
from live_training.inspection import Profile
from live_training.judging import Judge
from live_training.presets import USUAL, load_preset, preset, preset_names, recommended

QUICK: Final = "fast_answer"
"""The preset that is the quickest to learn."""

SHORT_MINUTES: Final = 3.0
LONG_MINUTES: Final = 30.0
FEW_UPDATES: Final = 500
"""Measured on 92 s of nylon guitar: a network for spectra still hisses after 135 updates; a smaller one makes twice as
many in the same time. On 76 s of a melody a small one scored .05 in full band after 288 updates, hissing, and .10 up to
5.5 kHz."""

MEASURED_S: Final = 1.5
DREAMT_S: Final = 0.5


@dataclass(frozen=True)
class Plan:
    """The training to be made, and one sentence for each choice that was not the performer's own."""

    parameters: Parameters
    preset: str
    reasons: list[str]
    controls: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Pace:
    """Speed of this machine. `threads`: torch's, the faster of one and all. `x_realtime`: of a frozen dream."""

    threads: int
    updates_per_s: float
    x_realtime: float


def choose(
    profile: Profile,
    approach: str | None,
    preset_name: str | None,
    params: Mapping[str, Any],
    minutes: float,
    device: str,
) -> Plan:
    """Choose approach and preset: the performer's, where given, else by the playing, the time and the device.

    Raises HyperparameterError for an unknown approach, preset or parameter.
    """
    reasons = []
    if preset_name is not None and preset_name.endswith(".json"):
        found = load_preset(preset_name, approach)
        return Plan(preset(found.approach, preset_name, dict(params)), found.name, [], found.controls)
    if approach is None:
        approach = recommended().name
        reasons.append(f"approach {approach}: {recommended().recommended}")
    if preset_name is None:
        preset_name, why = _preset_for(approach, profile, minutes, device)
        reasons.append(f"preset {preset_name}: {why}")
    controls = load_preset(preset_name, approach).controls
    return Plan(preset(approach, preset_name, dict(params)), preset_name, reasons, controls)


def smaller(plan: Plan, pace: Pace, params: Mapping[str, Any], minutes: float) -> Plan | None:
    """The quick preset, if this machine would make too few updates in `minutes` with the chosen one."""
    updates, approach = minutes * 60.0 * pace.updates_per_s, plan.parameters.approach
    if plan.preset == QUICK or QUICK not in preset_names(approach) or updates >= FEW_UPDATES:
        return None
    why = f"as busy as this machine is, {plan.preset} would learn in {updates:.0f} steps only in {minutes:g} minutes"
    reasons = [reason for reason in plan.reasons if not reason.startswith("preset ")]
    reasons.append(f"preset {QUICK}: {why}")
    return Plan(preset(approach, QUICK, dict(params)), QUICK, reasons, load_preset(QUICK, approach).controls)


def passes_in(minutes: float, pace: Pace, fit: Fit) -> float:
    """How often the recordings are heard in this time."""
    return minutes * 60.0 * pace.updates_per_s / fit.updates_per_epoch


def measure(fit: Fit, judge: Judge, rng_seed: int, device: str) -> Pace:
    """Time updates and a dream, then restart the fit with `rng_seed`; sets torch's threads to what is faster.

    Small networks are often quicker on one thread: several wait for each other more than they work.
    """
    counts = {1} if device != "cpu" else {1, os.cpu_count() or 1}
    rates = {}
    for threads in sorted(counts):
        torch.set_num_threads(threads)
        rates[threads] = _updates_per_s(fit)
    threads = max(rates, key=lambda count: rates[count])
    torch.set_num_threads(threads)
    fit.restart(rng_seed)
    tensors = fit.tensors()
    judge.dreams(tensors, 1, DREAMT_S / 4.0, 0)  # compiles, or loads what was compiled
    start = time.perf_counter()
    judge.dreams(tensors, 1, DREAMT_S, 0)
    return Pace(threads, rates[threads], DREAMT_S / (time.perf_counter() - start))


def _updates_per_s(fit: Fit) -> float:
    fit.update(0.0)  # the first allocates
    done, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < MEASURED_S:
        fit.update(0.0)
        done += 1
    return done / spent


def _preset_for(approach: str, profile: Profile, minutes: float, device: str) -> tuple[str, str]:
    name, why = _wanted(profile, minutes, device)
    known = preset_names(approach)
    if name in known:
        return name, why
    return USUAL if USUAL in known else known[0], f"{approach} has no preset {name} ({why})"


def _wanted(profile: Profile, minutes: float, device: str) -> tuple[str, str]:
    heard = profile.in_words()
    if minutes < SHORT_MINUTES:
        return QUICK, f"{minutes:g} minutes are short, a small network gets further in them"
    if device != "cpu":
        return "best", "there is a GPU, so there is time for a larger network"
    if minutes >= LONG_MINUTES:
        return "best", f"{minutes:g} minutes are time enough for a larger network"
    return ("notes", f"notes ({heard})") if profile.notes else ("sustained", f"sustained sound ({heard})")
