"""Scores a dream: artifacts, resemblance, novelty, stuck, energy, answer. Explained in docs/scores.md."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Final

import numpy as np

from live_inference.scores import resemblance
from live_inference.scores.answer import answer
from live_inference.scores.artifacts import boundary_excess
from live_inference.scores.bands import octave_edges, octaves_db
from live_inference.scores.copies import CopyFinder
from live_inference.scores.measures import Measures, measure
from live_inference.scores.reference import Reference
from live_inference.scores.spectra import Spectra, level, spectra_of
from live_models.arrays import DoubleArray, FloatArray

__all__ = ["Reference", "Scores", "score"]

MIN_DURATION_S: Final = 0.5
SILENT_RMS: Final = 1e-5

# Limits: how far each measure may exceed the source's own. docs/scores.md explains them; keep both in step.
CLICKS_PER_S: Final = 1.0
"""One click per second more than twice the source's own; fewer sound like fingers and frets."""
SUBSONIC_SHARE: Final = 0.03
"""An offset of 17 % of the level: it costs headroom and thumps when a dream is cut off."""
CLIPPED_SHARE: Final = 1e-3
"""A thousandth of the samples in flat tops is audible as distortion."""
FLATNESS_DB: Final = 15.0
"""White noise 35 dB below plucked strings raises their flatness by 15 dB: the hiss is audible in the rests."""
NOISE_S: Final = 0.25
"""A quarter of a second more than the source's longest noise: no attack of a note lasts that long."""
LOUDER_DB: Final = 9.0
"""How far the loudest window may exceed the typical one, beyond the source's own: from mezzo forte to fortissimo."""
NEAREST: Final = 1.75
"""Multiple of the source's own distance to its nearest window elsewhere. Halves of one recording have 0.9 to 1.4, other
instruments 1.8 or more."""
LEAST_NEAREST_DB: Final = 1.5
"""Windows 1.5 dB apart sound alike, even if a small or monotonous source has smaller distances."""
COLOUR: Final = 2.0
LEAST_COLOUR_DB: Final = 2.6
"""Twice the distance of passages of 10 s from the whole, and at least 5.2 dB. Halves of one recording stay below."""
PITCH: Final = 0.3
"""Share of the pitch content that may be on other pitch classes, beyond that of the source's own passages."""
COPY_S: Final = 1.0
"""A literal copy of a second is recognised as a quotation."""
LIVELINESS: Final = 0.4
LEAST_LIVELINESS: Final = 0.25
"""Spectral change over half a second relative to the source's. A drone has 0.05, musical dreams 0.6."""
PITCH_CHANGE: Final = 0.3
"""Share of the source's movement from pitch to pitch. One chord struck again and again has .35 (its attacks move, too);
dreams with melodies and harmonies .6 and more."""
LEAST_FOR_PITCHES_S: Final = 4.0
"""Shorter dreams may well stay on one chord."""
OCTAVE_DB: Final = 3.0
OCTAVE_LIMIT_DB: Final = 3.5
"""An octave may be 3 dB off, and as much as passages of the source are; 3.5 dB more is the limit. 10 dB off is another
instrument, or a hiss."""
ATTACKS: Final = 3.0
LEAST_ATTACK_S: Final = 0.008
"""Attacks may take three times as long as the source's; what is quicker than 8 ms sounds the same."""
REPEATED_S: Final = 1.5
OWN_REPEATED_S: Final = 1.0
"""Repetition may last 1.5 s longer than in the source, of which at most 1 s counts (for sources made of loops)."""
SILENT_S: Final = 3.0
ENERGY_DB: Final = 6.0
"""Half or twice the amplitude: enough to move a fader."""
NO_ANSWER: Final = "does not answer"
LEAST_ANSWER: Final = 0.5
"""Chance: the pitches are as near to any other passage's as to the seed's."""


@dataclass(frozen=True)
class Scores:
    """The verdict on one dream. Each measure is 0..1: 1 like the source itself, 0.5 at the limit, 0 complete failure.

    * `novelty`: None if only statistics of the source are known, no samples.
    * `energy_db`: level of the dream's last third relative to the source, in dB.
    * `answer`: how surely its pitches tell its seed, 0.5 by chance (`live_inference.scores.answer`); None where nobody
      said what it was to answer, or there is nothing to tell the seed from.
    * `faults`: the faults in plain words; empty if the dream passes.
    * `total`: product of the measures, including energy, without `answer`: one number to compare checkpoints.
    """

    artifacts: float
    resemblance: float
    novelty: float | None
    stuck: float
    energy_db: float
    faults: tuple[str, ...] = ()
    details: dict[str, float] = field(default_factory=dict)
    total: float = 0.0
    answer: float | None = None

    @property
    def passed(self) -> bool:
        """Whether every measure is within its limit."""
        return not self.faults

    def to_json(self) -> dict[str, Any]:
        """The scores as rounded numbers, for `live-daemon score --json`, sidecars and cards."""
        rounded = {name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(self).items()}
        details = {name: round(value, 4) for name, value in self.details.items()}
        return {**rounded, "pass": self.passed, "faults": list(self.faults), "details": details}


class _Verdict:
    """Collects the excess of each measure: 0 like the source itself, 1 at the limit; more is a fault."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.excess: dict[str, float] = {}

    def judge(self, measure_name: str, excess: float, fault: str) -> None:
        excess = max(0.0, excess) if np.isfinite(excess) else 99.0
        self.excess[measure_name] = max(self.excess.get(measure_name, 0.0), excess)
        if excess > 1.0:
            self.faults.append(fault)

    def value(self, measure_name: str) -> float:
        """0..1: 1 / (1 + e^2) of the worst excess e, so that the limit is 0.5."""
        return 1.0 / (1.0 + self.excess.get(measure_name, 0.0) ** 2)


def score(
    dream: FloatArray,
    reference: Reference,
    *,
    hop_length: int | None = None,
    seed: FloatArray | None = None,
    asked: DoubleArray | None = None,
    conditioned: bool = False,
) -> Scores:
    """Score a dream (mono, at the reference's rate). Deterministic; takes about 10 ms per second of dream.

    `hop_length`: samples per step of the model, if its boundaries are multiples of it, counted from the dream's start.
    `seed`: the dream's seed, at the same rate, if the reference does not contain it; copies of it are not new either.
    `asked`: the pitch profile that it was to answer, its seed's (`answer.seed_profile`).
    `conditioned`: the model heeds what is played. Then `answer` is judged, and the dream's pitches may be the source's
    in any key: it follows the player into keys that the source does not have.
    Raises ValueError for a dream that is not one-dimensional or shorter than half a second.
    Shape: `dream` `[n]`, `asked` `[12]`
    """
    dream = np.asarray(dream, dtype=np.float32)
    rate = reference.sample_rate
    if dream.ndim != 1 or len(dream) < MIN_DURATION_S * rate:
        raise ValueError(f"a dream must be one-dimensional and last {MIN_DURATION_S:g} s, got shape {dream.shape}")
    if not np.isfinite(dream).all():
        return Scores(0.0, 0.0, None, 0.0, -99.0, ("not finite: NaN or infinity in the samples",))
    if level(dream) < SILENT_RMS:
        return Scores(1.0, 0.0, None if reference.copies is None else 1.0, 0.0, -99.0, ("silent",))
    spectra = spectra_of(dream, rate)
    ours = measure(dream, rate, spectra, reference.level, reference.flatness_limit_db, reference.low_flatness_limit_db)
    verdict, details = _Verdict(), {name: float(value) for name, value in asdict(ours).items()}
    _judge_artifacts(verdict, ours, reference.measures)
    if hop_length is not None and hop_length > 1:
        _judge_boundaries(verdict, details, dream, hop_length)
    _judge_resemblance(verdict, details, spectra, reference, conditioned)
    _judge_octaves(verdict, details, dream, reference)
    _judge_attacks(verdict, ours, reference.measures)
    novel = _judge_novelty(verdict, details, dream, spectra, reference, seed)
    _judge_stuck(verdict, ours, reference.measures, details)
    if len(dream) >= LEAST_FOR_PITCHES_S * rate:
        _judge_pitches(verdict, ours, reference.measures, details)
    last = dream[-len(dream) // 3 :]
    energy_db = float(np.clip(20.0 * np.log10(max(level(last), 1e-9) / reference.level), -99.0, 99.0))
    verdict.judge("energy", abs(energy_db) / ENERGY_DB, f"its end is {energy_db:+.0f} dB against the source")
    told = None if asked is None else answer(dream, rate, asked, reference.passages)
    if conditioned and told is not None:
        _judge_answer(verdict, told)
    total = float(np.prod([verdict.value(name) for name in ("artifacts", "resemblance", "novelty", "stuck", "energy")]))
    return Scores(
        artifacts=verdict.value("artifacts"),
        resemblance=verdict.value("resemblance"),
        novelty=verdict.value("novelty") if novel else None,
        stuck=verdict.value("stuck"),
        energy_db=energy_db,
        answer=told,
        faults=tuple(verdict.faults),
        details=details,
        total=total,
    )


def _judge_artifacts(verdict: _Verdict, ours: Measures, own: Measures) -> None:
    clicks = (ours.clicks_per_s - own.clicks_per_s) / (own.clicks_per_s + CLICKS_PER_S)
    verdict.judge("artifacts", clicks, f"clicks: {ours.clicks_per_s:.1f} a second")
    offset = (ours.subsonic_share - own.subsonic_share) / SUBSONIC_SHARE
    verdict.judge("artifacts", offset, f"offset: {100 * ours.subsonic_share:.0f} % of the power below 20 Hz")
    clipped = (ours.clipped_share - own.clipped_share) / CLIPPED_SHARE
    verdict.judge("artifacts", clipped, f"clipped: {100 * ours.clipped_share:.1f} % of the samples on flat tops")
    flatter_db = ours.flatness_db - own.flatness_db
    if own.low_flatness_db < 0.0:
        flatter_db = max(flatter_db, ours.low_flatness_db - own.low_flatness_db)
    verdict.judge("artifacts", flatter_db / FLATNESS_DB, f"noisy: spectrum {flatter_db:.0f} dB flatter")
    verdict.judge("artifacts", (ours.noise_s - own.noise_s) / NOISE_S, f"burst: {ours.noise_s:.1f} s of noise")
    louder = (ours.loudest_db - own.loudest_db) / LOUDER_DB
    verdict.judge(
        "artifacts", louder, f"burst: {ours.loudest_db:.0f} dB above the rest, the source {own.loudest_db:.0f}"
    )


def _judge_boundaries(verdict: _Verdict, details: dict[str, float], dream: FloatArray, hop_length: int) -> None:
    step, step_excess, bend, bend_excess = boundary_excess(dream, hop_length)
    details["boundary_ratio"], details["boundary_bend_ratio"] = step, bend
    verdict.judge("artifacts", step_excess, f"steps at the model's boundaries, {step:.1f} times those elsewhere")
    verdict.judge("artifacts", bend_excess, f"kinks at the model's boundaries, {bend:.1f} times those elsewhere")


def _judge_resemblance(
    verdict: _Verdict, details: dict[str, float], spectra: Spectra, reference: Reference, any_key: bool
) -> None:
    heard = spectra.bands_db[spectra.audible] if spectra.audible.any() else spectra.bands_db
    nearest = float(np.median(resemblance.nearest_db(heard, reference.frames_db))) / max(
        reference.own_nearest_db, LEAST_NEAREST_DB
    )
    colour_db = resemblance.colour_distance_db(
        *resemblance.colour(spectra), (reference.colour_mean_db, reference.colour_deviation_db)
    )
    own_colour = max(reference.own_colour_db, LEAST_COLOUR_DB)
    apart = resemblance.pitch_distance_in_any_key if any_key else resemblance.pitch_distance
    pitch = apart(resemblance.pitch_shares(spectra.chroma), reference.pitch_shares)
    details |= {"nearest_ratio": nearest, "colour_db": colour_db, "pitch_elsewhere": pitch}
    verdict.judge(
        "resemblance", (nearest - 1.0) / (NEAREST - 1.0), f"timbre {nearest:.1f} times as far as the source's"
    )
    verdict.judge(
        "resemblance", (colour_db / own_colour - 1.0) / (COLOUR - 1.0), f"another colour, {colour_db:.0f} dB off"
    )
    verdict.judge(
        "resemblance", (pitch - reference.own_pitch) / PITCH, f"{100 * pitch:.0f} % of its pitches are not the source's"
    )


def _judge_octaves(verdict: _Verdict, details: dict[str, float], dream: FloatArray, reference: Reference) -> None:
    if not len(reference.octaves_db):
        return
    off = octaves_db(dream, reference.sample_rate) - reference.octaves_db
    for (low, high), one in zip(octave_edges(reference.sample_rate), off, strict=True):
        details[f"octave_{np.sqrt(low * high):.0f}_db"] = float(one)
    excess = (np.abs(off) - OCTAVE_DB - reference.own_octaves_db) / OCTAVE_LIMIT_DB
    worst = int(np.argmax(excess))
    low, high = octave_edges(reference.sample_rate)[worst]
    verdict.judge("resemblance", float(excess[worst]), f"{off[worst]:+.0f} dB between {low:.0f} and {high:.0f} Hz")


def _judge_attacks(verdict: _Verdict, ours: Measures, own: Measures) -> None:
    if ours.attack_s <= 0.0 or own.attack_s <= 0.0:
        return
    longer = max(ours.attack_s, LEAST_ATTACK_S) / max(own.attack_s, LEAST_ATTACK_S)
    smeared = np.log(longer) / np.log(ATTACKS)
    verdict.judge(
        "resemblance", smeared, f"attacks of {1000 * ours.attack_s:.0f} ms, the source's {1000 * own.attack_s:.0f}"
    )


def _judge_novelty(
    verdict: _Verdict,
    details: dict[str, float],
    dream: FloatArray,
    spectra: Spectra,
    reference: Reference,
    seed: FloatArray | None,
) -> bool:
    finders = [] if reference.copies is None else [reference.copies]
    if seed is not None:
        finders.append(CopyFinder([seed], reference.sample_rate))
    if not finders:
        return False
    copied_s = max(finder.longest_copy_s(dream) for finder in finders)
    details["copied_s"] = copied_s
    if reference.notes is not None:
        details["kept_order"] = resemblance.kept_order(resemblance.note_order(spectra.chroma), list(reference.notes))
    verdict.judge("novelty", (copied_s / COPY_S) ** 2, f"copied: {copied_s:.1f} s of the source as they are")
    return True


def _judge_stuck(verdict: _Verdict, ours: Measures, own: Measures, details: dict[str, float]) -> None:
    liveliness = ours.mean_change_db / max(own.mean_change_db, 1e-3)
    least = ours.least_change_db / max(min(own.least_change_db, own.mean_change_db), 1e-3)
    details |= {"liveliness": liveliness, "least_liveliness": least}
    slow = np.log(max(liveliness, 1e-3)) / np.log(LIVELINESS)
    verdict.judge("stuck", slow, f"hardly changes: {100 * liveliness:.0f} % of the source's movement")
    held = np.log(max(least, 1e-3)) / np.log(LEAST_LIVELINESS)
    if slow <= 1.0:
        verdict.judge("stuck", held, f"stands still for 3 s: {100 * least:.0f} % of the source's movement")
    repeated = (ours.repeated_s - min(own.repeated_s, OWN_REPEATED_S)) / REPEATED_S
    verdict.judge("stuck", repeated, f"repeats itself for {ours.repeated_s:.1f} s")
    verdict.judge("stuck", (ours.silent_s - own.silent_s) / SILENT_S, f"silent for {ours.silent_s:.1f} s")


def _judge_answer(verdict: _Verdict, told: float) -> None:
    excess = (1.0 - told) / (1.0 - LEAST_ANSWER)
    verdict.judge(
        "answer", excess, f"{NO_ANSWER}: {100 * (1.0 - told):.0f} % of other passages are as near as its seed"
    )


def _judge_pitches(verdict: _Verdict, ours: Measures, own: Measures, details: dict[str, float]) -> None:
    if own.pitch_change <= 0.0:
        return
    movement = ours.pitch_change / own.pitch_change
    details["pitch_movement"] = movement
    kept = np.log(max(movement, 1e-3)) / np.log(PITCH_CHANGE)
    verdict.judge("stuck", kept, f"its pitches hardly change: {100 * movement:.0f} % of the source's movement")
