"""Which dreams become loops: the best of each seed that are not copies of each other. Torch-free."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from live_inference.render.cache import Facts
from live_inference.render.plan import RenderJob
from live_inference.render.work import distance

SCORE_SHARE: Final = 0.5
"""Score against spread: a dream that is as good, but unlike those chosen, comes before one that is twice as alike."""

Candidate = tuple[RenderJob, Facts]


def best_of(candidates: Sequence[Candidate], most: int) -> list[Candidate]:
    """Choose up to `most` dreams of one seed, in order of choice: the best first, then by score and by spread.

    Maximal marginal relevance (Carbonell & Goldstein 1998): the next one has the highest score, less how alike it is to
    the one chosen already that is most alike (1 / (1 + distance), from mean timbre and pitches). What passed its scores
    comes before what did not; equals come in the plan's order.
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
    """Choose `count` of what was chosen of each seed: the first of every seed, then the second, and so on.

    Where not every seed can give one more, those with the better ones do.
    """
    chosen: list[Candidate] = []
    for rank in range(max(map(len, by_seed), default=0)):
        offered = [own[rank] for own in by_seed if rank < len(own)]
        offered.sort(key=lambda one: (not one[1].passed, -one[1].total))  # stable: equals as in the plan
        chosen += offered[: count - len(chosen)]
    return chosen


def _relevance(one: Candidate, chosen: Sequence[Candidate]) -> float:
    alike = max((1.0 / (1.0 + distance(one[1].sound, other[1].sound)) for other in chosen), default=0.0)
    return SCORE_SHARE * one[1].total - (1.0 - SCORE_SHARE) * alike
