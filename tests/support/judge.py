"""A judge that is trained to tell two kinds of sound apart: how surely, and by what.

Statistics of log-mel windows of one second, a linear discriminant with shrinkage, cross-validated by stretches of ten
seconds: neighbouring seconds of a phrase are never on both sides. AUC: the chance that of one second of each kind the
judge tells which is which; .5 is guessing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from scipy.stats import rankdata

from live_inference.scores.spectra import spectra_of
from live_models.arrays import DoubleArray, FloatArray

SECOND_S: Final = 1.0
STRETCH_S: Final = 10.0
FOLDS: Final = 5
SHRINKAGE: Final = 0.2
"""Share of the mean variance in the covariance: a hundred seconds do not tell the covariance of so many numbers."""

KINDS: Final = ("mean spectrum", "deviation", "change from window to window", "largest change")


def statistics_of(samples: FloatArray, sample_rate: int) -> DoubleArray:
    """Each second's statistics of its mel bands in dB, kind after kind. Shape: `[n]` -> `[seconds, 4, bands]`."""
    spectra = spectra_of(samples, sample_rate)
    size = max(2, round(SECOND_S / spectra.hop_s))
    count = len(spectra.bands_db) // size
    seconds = spectra.bands_db[: count * size].reshape(count, size, -1)
    changes = np.abs(np.diff(seconds, axis=1))
    return np.stack([seconds.mean(axis=1), seconds.std(axis=1), changes.mean(axis=1), changes.max(axis=1)], axis=1)


def auc(ours: DoubleArray, theirs: DoubleArray) -> float:
    """The chance that a score of `ours` lies above one of `theirs` (Mann and Whitney 1947)."""
    ranks = rankdata(np.concatenate([ours, theirs]))[: len(ours)]
    return float((ranks.sum() - len(ours) * (len(ours) + 1) / 2) / (len(ours) * len(theirs)))


def discriminant(first: DoubleArray, second: DoubleArray) -> DoubleArray:
    """The direction that tells two sets apart (Fisher 1936), with shrinkage. Shape: `[n, m]` each -> `[m]`."""
    within = np.concatenate([first - first.mean(axis=0), second - second.mean(axis=0)])
    covariance = within.T @ within / max(1, len(within) - 2)
    mean = float(np.trace(covariance)) / len(covariance)
    shrunk = (1.0 - SHRINKAGE) * covariance + SHRINKAGE * mean * np.eye(len(covariance))
    return np.asarray(np.linalg.solve(shrunk, first.mean(axis=0) - second.mean(axis=0)))


def told_apart(ours: DoubleArray, theirs: DoubleArray) -> float:
    """AUC of a judge that never saw the stretches it judges. Shape: `[seconds, m]` each, in the order of time."""
    stretch = round(STRETCH_S / SECOND_S)
    folds = [np.arange(len(one)) // stretch % FOLDS for one in (ours, theirs)]
    everything = np.concatenate([ours, theirs])
    middle, spread = everything.mean(axis=0), everything.std(axis=0) + 1e-9
    sets = [(one - middle) / spread for one in (ours, theirs)]
    scores = [np.zeros(len(one)) for one in sets]
    for fold in range(FOLDS):
        learnt = [one[number != fold] for one, number in zip(sets, folds, strict=True)]
        if min(len(one) for one in learnt) < 2:
            raise ValueError(f"at least {2 * STRETCH_S:g} s of each kind are needed")
        direction = discriminant(*learnt)
        for score, one, number in zip(scores, sets, folds, strict=True):
            score[number == fold] = one[number == fold] @ direction
    return auc(*scores)


def judged(ours: Sequence[FloatArray], theirs: Sequence[FloatArray], sample_rate: int) -> Mapping[str, float]:
    """AUC by all statistics together, and by each kind alone: what gives `ours` away.

    Shape: each `[n]`, at `sample_rate`; every sound is judged relative to its own level
    """
    first, second = (np.concatenate([statistics_of(one, sample_rate) for one in kind]) for kind in (ours, theirs))
    found = {"all": told_apart(first.reshape(len(first), -1), second.reshape(len(second), -1))}
    return found | {name: told_apart(first[:, kind], second[:, kind]) for kind, name in enumerate(KINDS)}
