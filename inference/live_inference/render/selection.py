"""Chooses which dreams become loops: the best of each seed that are not copies of each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from live_inference.render.cache import Facts
from live_inference.render.plan import RenderJob
from live_inference.render.work import distance

SCORE_SHARE: Final = 0.5
"""Weight of the score against the spread: of two equally good dreams, the one less like those chosen comes first."""

Candidate = tuple[RenderJob, Facts]


def best_of(candidates: Sequence[Candidate], most: int) -> list[Candidate]:
    """Choose up to `most` dreams of one seed, in order of choice: the best first, then by score and spread.

    Maximal marginal relevance (Carbonell & Goldstein 1998): the next dream has the highest score minus its likeness to
    the most similar one chosen so far (1 / (1 + distance), from mean timbre and pitches). Dreams that pass their scores
    come first; ties keep the plan's order.
    """
    chosen: list[Candidate] = []
    left = list(candidates)
    while left and len(chosen) < most:
        able = [one for one in left if one[1].passed] or left
        best = max(able, key=lambda one: _relevance(one, chosen))
        chosen.append(best)
        left.remove(best)
    return chosen


def spread_over_seeds(by_seed: Sequence[Sequence[Candidate]], count: int) -> list[Candidate]:
    """Choose `count` dreams from those chosen of each seed: the first of every seed, then the second, and so on.

    When fewer are needed than there are seeds, the better dreams are taken.
    """
    chosen: list[Candidate] = []
    for rank in range(max(map(len, by_seed), default=0)):
        offered = [own[rank] for own in by_seed if rank < len(own)]
        offered.sort(key=lambda one: (not one[1].passed, -one[1].total))  # stable: ties keep the plan's order
        chosen += offered[: count - len(chosen)]
    return chosen


def _relevance(one: Candidate, chosen: Sequence[Candidate]) -> float:
    alike = max((1.0 / (1.0 + distance(one[1].sound, other[1].sound)) for other in chosen), default=0.0)
    return SCORE_SHARE * one[1].total - (1.0 - SCORE_SHARE) * alike
