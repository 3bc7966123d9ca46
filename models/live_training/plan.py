"""Which approach and preset suit the recordings, the machine and the time; and how long things take here."""

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
from live_training.presets import load_preset, preset

DEFAULT_APPROACH: Final = "magnitude_spectrum"
SHORT_MINUTES: Final = 3.0
LONG_MINUTES: Final = 30.0
FEW_UPDATES: Final = 500
"""Measured on 92 s of nylon guitar: the spectra's network still hisses after 135 updates; a smaller one makes twice as
many in the same time."""

MEASURED_S: Final = 1.5
DREAMT_S: Final = 0.5


@dataclass(frozen=True)
class Plan:
    """What will be trained, and one sentence for each choice that was not the performer's own."""

    parameters: Parameters
    preset: str
    reasons: list[str]
    controls: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Pace:
    """What this machine does. `threads`: torch's, the faster of one and all. `x_realtime`: of a frozen dream."""

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
    """Approach and preset: the performer's, where given, else by the playing, the time and the device.

    Raises HyperparameterError for a preset or a parameter that there is not.
    """
    reasons = []
    if preset_name is not None and preset_name.endswith(".json"):
        found = load_preset(preset_name, approach)
        return Plan(preset(found.approach, preset_name, dict(params)), found.name, [], found.controls)
    if approach is None:
        approach = DEFAULT_APPROACH
        reasons.append(f"approach {approach}: learns most in a few minutes and dreams quickest")
    if preset_name is None:
        preset_name, why = _preset_for(profile, minutes, device)
        reasons.append(f"preset {preset_name}: {why}")
    controls = load_preset(preset_name, approach).controls
    return Plan(preset(approach, preset_name, dict(params)), preset_name, reasons, controls)


def smaller(plan: Plan, pace: Pace, params: Mapping[str, Any], minutes: float) -> Plan | None:
    """The quick preset, if this machine would make too few updates in `minutes` with the chosen one."""
    updates = minutes * 60.0 * pace.updates_per_s
    if plan.preset == "fast_answer" or updates >= FEW_UPDATES:
        return None
    approach = plan.parameters.approach
    why = f"as busy as this machine is, {plan.preset} would learn in {updates:.0f} steps only in {minutes:g} minutes"
    reasons = [reason for reason in plan.reasons if not reason.startswith("preset ")]
    found = load_preset("fast_answer", approach)
    reasons.append(f"preset fast_answer: {why}")
    return Plan(preset(approach, "fast_answer", dict(params)), "fast_answer", reasons, found.controls)


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


def _preset_for(profile: Profile, minutes: float, device: str) -> tuple[str, str]:
    heard = f"{profile.in_words()}"
    if minutes < SHORT_MINUTES:
        return "fast_answer", f"{minutes:g} minutes are short, a small network gets further in them"
    if device != "cpu":
        return "best", "there is a GPU, so there is time for a larger network"
    if minutes >= LONG_MINUTES:
        return "best", f"{minutes:g} minutes are time enough for a larger network"
    return ("notes", f"notes ({heard})") if profile.notes else ("sustained", f"sustained sound ({heard})")
