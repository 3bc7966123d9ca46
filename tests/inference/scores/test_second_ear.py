"""Our ear and one that nobody here wrote hear the same pitches."""

from __future__ import annotations

import numpy as np
import pytest

from live_inference.scores.answer import likeness, profile
from support import second_ear
from support.passages import QUALITIES, RATE, broken_chord

pytestmark = pytest.mark.skipif(
    second_ear.model_file() is None, reason="not installed: pip install --no-deps basic-pitch==0.4.0 (and onnxruntime)"
)

CHORDS = [(0, "maj"), (4, "min"), (7, "dom"), (10, "sus")]


def test_both_ears_hear_the_pitches_of_a_chord_and_tell_chords_apart() -> None:
    rng = np.random.default_rng(0)
    sounds = [broken_chord(root, quality, rng, 4.0) for root, quality in CHORDS]
    ours = np.array([profile(one, RATE) for one in sounds])
    theirs = np.array([second_ear.profile(one, RATE) for one in sounds])
    for (root, quality), own, other in zip(CHORDS, ours, theirs, strict=True):
        played = [(root + step) % 12 for step in QUALITIES[quality]]
        assert sorted(np.argsort(own)[-len(played) :]) == sorted(played)
        assert sorted(np.argsort(other)[-len(played) :]) == sorted(played)
    alike = np.array([likeness(one, theirs) for one in ours])
    assert (alike.argmax(axis=1) == np.arange(len(CHORDS))).all() and np.diag(alike).min() > 0.8
