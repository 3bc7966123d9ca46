"""What every family's fit promises (`live_models.contract.fit.Fit`), with its smallest network."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
import torch

from live_models.contract.fit import ResumeError
from live_models.contract.generator import Controls
from live_models.contract.sound import SoundError, TrainingSound
from live_models.contract.training_state import read_description, read_tensors, write_state
from live_models.families import FAMILIES, make_fit
from live_models.features import Normalisation, at_reference_level

pytestmark = pytest.mark.whole

UPDATES = 4


HEEDING = {"condition": True, "most_semitones": 1, "most_level_db": 6.0}
"""What makes of a family's smallest network one that heeds what is played."""


BANDS = {"bands": 4, "head": "mixture", "num_components": 2}
"""What makes of it one in bands; its linear predictor hears four frames."""


def _names(family):
    return {one.name for one in fields(family.parameters(family.tiny))}


def _kinds(name):
    names = _names(FAMILIES[name])
    return [
        name,
        *(f"{name} {kind}" for kind, field in {"heeding": "condition", "bands": "bands"}.items() if field in names),
    ]


@pytest.fixture(params=[kind for name in FAMILIES for kind in _kinds(name)])
def family(request):
    name, _, kind = request.param.partition(" ")
    more = HEEDING if kind else {}
    if kind == "bands":
        more = {
            **HEEDING,
            **BANDS,
            **({"seg_len": 16} if "seg_len" in _names(FAMILIES[name]) else {"linear_length": 16}),
        }
        more |= {"linear_skip": True} if "linear_skip" in _names(FAMILIES[name]) else {}
    return replace(FAMILIES[name], tiny={**FAMILIES[name].tiny, **more})


def _sound(seconds=2.0, rng_seed=0):
    rng = np.random.default_rng(rng_seed)
    time = np.arange(round(seconds * 4000)) / 4000
    samples = np.sin(2 * np.pi * 300.0 * time) * np.exp(-3.0 * (time % 0.5)) + 0.01 * rng.standard_normal(len(time))
    return TrainingSound(4000, [at_reference_level(samples)], [{"sha256": str(rng_seed)}])


def _fit(family, rng_seed=1, sound=None, **params):
    return make_fit(family.parameters({**family.tiny, **params}), sound or _sound(), rng_seed)


def _train(fit, first=0, last=UPDATES):
    return [fit.update(step / UPDATES) for step in range(first, last)]


def _same(one, other):
    return all(np.array_equal(one[name], other[name]) for name in one)


def test_its_tensors_are_those_of_a_checkpoint_and_are_copies(family):
    fit = _fit(family)
    before = fit.tensors()
    assert {name: tensor.shape for name, tensor in before.items()} == fit.parameters.tensor_shapes()
    assert {tensor.dtype for tensor in before.values()} == {np.dtype(np.float32)}
    kept = {name: tensor.copy() for name, tensor in before.items()}
    assert np.isfinite(_train(fit)).all()
    assert _same(before, kept)
    assert not _same(before, fit.tensors())


def test_the_same_seed_gives_the_same_weights_whatever_else_is_drawn(family):
    first, second, other = _fit(family), _fit(family), _fit(family, rng_seed=2)
    losses = _train(first)
    torch.manual_seed(99)
    np.random.default_rng(99).random()
    assert _train(second) == losses
    assert _same(first.tensors(), second.tensors())
    _train(other)
    assert not _same(first.tensors(), other.tensors())


def test_restarted_it_is_as_new(family):
    used, new = _fit(family, rng_seed=1), _fit(family, rng_seed=2)
    _train(used)
    used.restart(2)
    assert (used.step, used.kept) == (0, {})
    assert _train(used) == _train(new)
    assert _same(used.tensors(), new.tensors())


def test_it_goes_on_from_a_saved_state_as_if_there_had_been_no_break(family, tmp_path):
    whole, broken, resumed = _fit(family), _fit(family), _fit(family, rng_seed=3)
    losses = _train(whole)
    _train(broken, last=2)
    broken.kept = broken.tensors()
    broken.save(tmp_path / "state", {"note": [1]})
    assert resumed.load(tmp_path / "state") == {"note": [1]}
    assert (resumed.step, resumed.position) == (2, broken.position)
    assert _same(broken.kept, resumed.kept)
    assert _train(resumed, first=2) == losses[2:]
    assert _same(whole.tensors(), resumed.tensors())


def test_it_refuses_the_state_of_another_training_in_one_line(family, tmp_path):
    fit = _fit(family)
    fit.save(tmp_path / "state", {})
    stranger = next(one for one in FAMILIES.values() if one.name != family.name)
    for other, word in (
        (_fit(family, lr=0.5), "lr"),
        (_fit(family, sound=_sound(rng_seed=1)), "other recordings"),
        (_fit(stranger), "other hyperparameters .approach"),
    ):
        with pytest.raises(ResumeError, match=rf"^[^\n]*{word}[^\n]*$"):
            other.load(tmp_path / "state")


def test_of_an_older_state_what_differs_is_named_and_not_what_it_lacks(family, tmp_path):
    fit, older = _fit(family), tmp_path / "state"
    fit.save(older, {})
    saved = read_description(older)
    del saved.hyperparameters["dream_seed"]  # as usual, so it may be missing
    write_state(older, read_tensors(older), saved)
    _fit(family).load(older)
    with pytest.raises(ResumeError, match=r"other hyperparameters \(lr\); resume"):
        _fit(family, lr=0.5).load(older)
    with pytest.raises(ResumeError, match=r"other hyperparameters \(dream_seed\); resume"):
        _fit(family, dream_seed="same").load(older)
    stranger = next(one for one in FAMILIES.values() if one.name != family.name)
    with pytest.raises(ResumeError, match=r"other hyperparameters \(approach\); resume"):
        _fit(stranger).load(older)
    saved.hyperparameters["of_a_later_version"] = 1
    write_state(older, read_tensors(older), saved)
    with pytest.raises(ResumeError, match=r"other hyperparameters \(of_a_later_version\); resume"):
        _fit(family).load(older)


def test_it_validates_without_moving(family):
    fit, other = _fit(family), _fit(family)
    _train(fit, last=2)
    _train(other, last=2)
    assert np.isfinite(fit.validate())
    assert fit.validate() == fit.validate()
    assert _train(fit, first=2) == _train(other, first=2)


def test_it_knows_where_it_is_and_how_long_an_epoch_is(family):
    fit = _fit(family)
    length = sum(map(len, fit.sound.training))
    assert fit.updates_per_epoch >= 1
    places = []
    for _ in range(UPDATES):
        fit.update(0.0)
        places.append(fit.position)
    assert all(0 <= place < length for place in places)
    assert len(set(places)) == UPDATES
    assert fit.step == UPDATES


def test_its_card_is_one_that_dreams_and_is_its_callers_own(family):
    fit = _fit(family)
    card = fit.card()
    assert Normalisation.from_card(card["normalisation"]) == fit.normalisation
    card["normalisation"]["gain_db"] = 9.0
    assert fit.card()["normalisation"]["gain_db"] == 0.0


def test_a_dream_hears_the_weights_change(family):
    """Two dreams from one state of affairs: one while the weights stay as they are, one while they are trained."""
    dreams = []
    for training in (False, True):
        fit = _fit(family, lr=0.1)
        generator = fit.dreaming_generator(Controls(temperature=0.0, dropout=0.0))
        assert (generator.spec.approach, generator.spec.hop_length) == (family.name, fit.parameters.hop_length)
        state = generator.begin(fit.sound.recordings[0], 0)
        made = []
        for _ in range(UPDATES):
            made.append(generator.advance(state, generator.default_controls, 40))
            if training:
                fit.update(0.0)
        dreams.append(np.concatenate(made))
    length = len(dreams[0]) // UPDATES
    np.testing.assert_array_equal(dreams[0][:length], dreams[1][:length])
    assert not np.array_equal(dreams[0][length:], dreams[1][length:])


def test_too_little_sound_is_refused_in_one_line(family):
    with pytest.raises(SoundError, match=r"^recordings must hold at least [^\n]* s of sound, found 0\.0 s$"):
        _fit(family, sound=_sound(0.005))
