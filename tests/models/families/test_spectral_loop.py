"""The loop over spectra in one kernel is the loop in numpy: the same draws, the same windows, whatever is turned."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from live_models.card import normalisation_and_controls
from live_models.condition.numbers import SIZE, Condition
from live_models.contract.backend import DreamDraws
from live_models.contract.generator import Controls
from live_models.families import FAMILIES
from live_models.families.lstm.backends.cpu import CpuNetwork
from live_models.families.lstm.heeding import Heeding
from live_models.families.spectral.damping import Damping
from live_models.families.spectral.loop import SpectralBackend
from live_models.families.spectral.rhythm import Recorded, Rhythm, longest
from support.uncompiled import Uncompiled

FAMILY = FAMILIES["magnitude_spectrum"]
MIXTURE = {"head": "mixture", "num_components": 3, "num_layers": 2}
STEPS = 40


def windows(checkpoint, controls, *, compiled, dreams=1, threads=1, loud=1.0, steps=(STEPS,), turned=False, rise=None):
    """What dreams of noise give. `rise`: from which on a window attacks, of dreams that have a rhythm."""
    p, rng = checkpoint.hyperparameters, np.random.default_rng(5)
    network = CpuNetwork(p, checkpoint.tensors, "float32", threads)
    normalisation, _ = normalisation_and_controls(checkpoint.card)
    backend = SpectralBackend(p, network if compiled else Uncompiled(network), replace(normalisation, level=0.02))
    state = backend.begin(dreams)
    if p.condition:
        state.heeding = Heeding(np.abs(rng.normal(size=(dreams, SIZE))).astype(np.float32))
        state.damping = Damping(p, state.heeding.numbers)
    draws = DreamDraws([np.random.default_rng(one) for one in range(dreams)], controls)
    heard = loud * rng.random((dreams, 6, p.input_size), dtype=np.float32)
    backend.listen(state, heard, draws)
    if rise is not None:
        even = np.full(longest(p), 1.0 / longest(p))
        state.rhythm = Rhythm(p, Recorded(rise, 0.3, even), list(heard))
    made = []
    for count in steps:
        made.append(backend.dream(state, draws, count))
        if turned:
            state.heed([Condition.said([float(rng.integers(40, 80))]) for _ in range(dreams)])
    return np.concatenate(made, axis=1)


@pytest.mark.parametrize(
    "controls",
    [
        Controls(),
        Controls(energy_hold=1.0, temperature=1.3),
        Controls(sampling="greedy"),
        Controls(sampling="tempered", tau=0.7, energy_hold=0.5),
        Controls(sampling="full", temperature=0.8),
        Controls(sampling="full", noise=0.05),
        Controls(noise=0.02, dropout=0.3),
        Controls(dropout=0.2, sampling="full"),
        Controls(temperature=0.0),
        Controls(sampling="exact"),
    ],
    ids=lambda controls: str(controls.sampling) + f"-{controls.noise:g}-{controls.energy_hold:g}-{controls.dropout}",
)
@pytest.mark.parametrize("skip", [0.0, 0.7])
def test_the_kernel_is_the_loop_in_numpy(controls, skip):
    checkpoint = FAMILY.tiny_checkpoint(3, use_dropout=False, skip=skip, **MIXTURE)
    ours = windows(checkpoint, controls, compiled=True, dreams=2)
    truth = windows(checkpoint, controls, compiled=False, dreams=2)
    assert np.abs(truth).max() > 0.01
    np.testing.assert_allclose(ours, truth, atol=2e-5)


def test_a_regression_is_the_same():
    checkpoint = FAMILY.tiny_checkpoint(3, use_dropout=True, head="regression")
    controls = Controls(energy_hold=0.5)
    ours, truth = (windows(checkpoint, controls, compiled=one, dreams=3) for one in (True, False))
    np.testing.assert_allclose(ours, truth, atol=2e-5)


@pytest.mark.parametrize("influence", [0.0, 0.5, 1.0, 2.5])
@pytest.mark.parametrize("dropout", [0.0, 0.3])
def test_dreams_that_heed_are_the_same(influence, dropout):
    checkpoint = FAMILY.tiny_checkpoint(3, condition=True, use_dropout=False, **MIXTURE)
    checkpoint.tensors["condition.weight"] *= 3.0
    controls = Controls(influence=influence, dropout=dropout)
    ours, truth = (windows(checkpoint, controls, compiled=one, dreams=2) for one in (True, False))
    np.testing.assert_allclose(ours, truth, atol=2e-5)


@pytest.mark.parametrize("influence", [0.0, 0.5, 2.0])
def test_what_belongs_no_longer_is_damped_the_same(influence):
    checkpoint = FAMILY.tiny_checkpoint(3, condition=True, use_dropout=False, **MIXTURE)
    controls = Controls(influence=influence)
    ours, truth = (
        windows(checkpoint, controls, compiled=one, dreams=2, steps=(5, 5, 1, 9), turned=True) for one in (True, False)
    )
    np.testing.assert_allclose(ours, truth, atol=2e-5)


@pytest.mark.parametrize("influence", [0.0, 0.5, 1.0, 2.0])
@pytest.mark.parametrize("condition", [False, True])
@pytest.mark.parametrize(
    "controls", [Controls(), Controls(energy_hold=0.6, temperature=1.3), Controls(temperature=0.0)]
)
def test_a_rhythm_is_kept_the_same(controls, condition, influence):
    checkpoint = FAMILY.tiny_checkpoint(3, condition=condition, use_dropout=False, skip=0.5, **MIXTURE)
    checkpoint.tensors["head.bias"][3 * 2 :] += np.repeat([0.0, 0.1, 0.2], checkpoint.hyperparameters.input_size)
    kind = {"controls": replace(controls, influence=influence), "dreams": 2, "steps": (5, 60)}
    ours, truth = (windows(checkpoint, compiled=one, rise=0.06, **kind) for one in (True, False))
    np.testing.assert_allclose(ours, truth, atol=2e-5)
    if controls.temperature > 0.0 and not condition:
        without = windows(checkpoint, compiled=True, **kind)
        assert (np.abs(ours - without).max() > 1e-3) == (influence > 0.0)


def attacks_heard(checkpoint, rise, *, compiled):
    """Windows since the last attack, step by step, of a dream on one chord that has a rhythm."""
    p, rng = checkpoint.hyperparameters, np.random.default_rng(5)
    network = CpuNetwork(p, checkpoint.tensors, "float32", 1)
    normalisation, _ = normalisation_and_controls(checkpoint.card)
    backend = SpectralBackend(p, network if compiled else Uncompiled(network), replace(normalisation, level=0.02))
    state = backend.begin(1)
    state.heeding = Heeding(Condition.said([48.0, 52.0, 55.0]).numbers()[None])
    state.damping = Damping(p, state.heeding.numbers)
    draws = DreamDraws([np.random.default_rng(0)], Controls(influence=1.0, energy_hold=0.0))
    heard = rng.random((1, 6, p.input_size), dtype=np.float32)
    backend.listen(state, heard, draws)
    state.rhythm = Rhythm(p, Recorded(rise, 0.3, np.full(longest(p), 1.0 / longest(p))), list(heard))
    found = []
    for _ in range(STEPS):
        backend.dream(state, draws, 1)
        found.append(int(state.rhythm.since[0]))
    return found


def test_what_is_raised_counts_as_an_attack_in_either_form():
    """Of many thresholds some are reached by a window only because it was raised."""
    checkpoint = FAMILY.tiny_checkpoint(3, condition=True, use_dropout=False, skip=0.5, **MIXTURE)
    checkpoint.tensors["head.bias"][3 * 2 :] += np.repeat([0.0, 0.1, 0.2], checkpoint.hyperparameters.input_size)
    heard = []
    for rise in np.linspace(0.002, 0.1, 40):
        ours, truth = (attacks_heard(checkpoint, float(rise), compiled=one) for one in (True, False))
        assert ours == truth, rise
        heard.append(ours)
    assert len({tuple(one) for one in heard}) > 1


@pytest.mark.parametrize("dreams", [1, 2, 3, 5])
def test_threads_share_dreams_and_change_nothing(dreams):
    checkpoint = FAMILY.tiny_checkpoint(3, condition=True, use_dropout=False, **MIXTURE)
    controls = Controls(influence=2.0, dropout=0.2, energy_hold=0.5)
    alone, shared = (windows(checkpoint, controls, compiled=True, dreams=dreams, threads=one) for one in (1, 2))
    np.testing.assert_allclose(shared, alone, atol=2e-5)


def test_pieces_are_the_whole():
    checkpoint = FAMILY.tiny_checkpoint(3, use_dropout=True, **MIXTURE)
    controls = Controls(energy_hold=0.7, sampling="full", noise=0.01)
    whole = windows(checkpoint, controls, compiled=True, dreams=2)
    pieces = windows(checkpoint, controls, compiled=True, dreams=2, steps=(1, 2, 7, 30))
    np.testing.assert_array_equal(pieces, whole)


@pytest.mark.parametrize("compiled", [True, False])
def test_what_is_no_number_stays_none_for_the_guard_to_hear(compiled):
    checkpoint = FAMILY.tiny_checkpoint(3, use_dropout=False, **MIXTURE)
    checkpoint.tensors["head.bias"][0] = np.nan
    made = windows(checkpoint, Controls(energy_hold=0.5), compiled=compiled)
    assert np.isnan(made).all()


def test_a_dream_too_loud_is_led_back_and_one_too_quiet_is_raised():
    checkpoint = FAMILY.tiny_checkpoint(3, use_dropout=False, skip=0.9, **MIXTURE)
    free, held = (
        windows(checkpoint, Controls(energy_hold=hold), compiled=True, loud=3.0, steps=(200,)) for hold in (0.0, 1.0)
    )
    assert np.mean(held[:, -50:]) < np.mean(free[:, -50:])
