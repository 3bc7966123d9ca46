"""The resynthesis of a kind, as a checkpoint's card sets it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from live_models.features import LARGEST_GAIN_DB
from live_models.resynthesis.analysis import Analysis
from live_models.resynthesis.contract import GRIFFIN_LIM, KINDS, OSCILLATOR_BANK, PHASE_GRADIENT, Resynthesis
from live_models.resynthesis.gathering import LONGEST_SPREAD_MS, Gathering, gathering_of
from live_models.resynthesis.griffin_lim import GriffinLim
from live_models.resynthesis.oscillator_bank import OscillatorBank
from live_models.resynthesis.phase_gradient import PhaseGradient


def resynthesis_for(
    kind: str, analysis: Analysis, card: Mapping[str, Any], sample_rate: int, reference: float = 1.0
) -> Resynthesis[Any]:
    """The resynthesis of a kind (`KINDS`) for spectra at a sample rate.

    `card`: the `resynthesis` of a checkpoint's card: `keep_peaks`, `gate_db`, `attack_spread_ms`. `reference`: the
    magnitude from which the gate is counted. Raises ValueError and TypeError for an unknown kind or a card that cannot
    be used.
    """
    if kind == OSCILLATOR_BANK:
        return oscillator_bank(analysis, card, reference)
    if kind == PHASE_GRADIENT:
        return PhaseGradient(analysis, 1, _gate_db(card), reference, _gathering(analysis, card, sample_rate))
    if kind == GRIFFIN_LIM:
        return GriffinLim(analysis, gate_db=_gate_db(card), reference=reference)
    raise ValueError(f"resynthesis must be one of {', '.join(KINDS)}, got {kind!r}")


def oscillator_bank(analysis: Analysis, card: Mapping[str, Any], reference: float) -> OscillatorBank:
    """The oscillator bank of a card, also where the checkpoint dreams with another kind. See `resynthesis_for`."""
    return OscillatorBank(analysis, bool(card.get("keep_peaks", False)), _gate_db(card), reference)


def _gate_db(card: Mapping[str, Any]) -> float | None:
    return _number(card, "gate_db", -LARGEST_GAIN_DB, LARGEST_GAIN_DB)


def _gathering(analysis: Analysis, card: Mapping[str, Any], sample_rate: int) -> Gathering | None:
    spread_ms = _number(card, "attack_spread_ms", 0.0, LONGEST_SPREAD_MS)
    return None if spread_ms is None else gathering_of(analysis, sample_rate, spread_ms)


def _number(card: Mapping[str, Any], name: str, least: float, most: float) -> float | None:
    value = card.get(name)
    if value is not None and not least <= float(value) <= most:
        raise ValueError(f"resynthesis.{name} must be in range {least:g}..{most:g}, got {value}")
    return None if value is None else float(value)
