"""The ways in which dreams of spectra become sound: chosen by name, none silent at the start."""

from __future__ import annotations

import numpy as np
import pytest

from live_models.contract.generator import generate
from live_models.contract.sound import TrainingSound
from live_models.families import make_fit, parameters_of
from live_models.loading import load_generator
from live_models.resynthesis.contract import KINDS, OSCILLATOR_BANK, PHASE_GRADIENT
from live_training.presets import preset
from support.checkpoints import SMALL, small_checkpoint
from support.spectra import etude

SEED = etude(8000, 2.0)


@pytest.fixture(params=KINDS)
def kind(request, monkeypatch):
    monkeypatch.setitem(SMALL, "spectrum", SMALL["spectrum"] | {"resynthesis": request.param})
    return request.param


def test_chunks_and_one_call_give_the_same_dream(tmp_path, kind):
    generator = load_generator(small_checkpoint(tmp_path, "spectrum"))
    whole = np.concatenate(list(generate(generator, SEED, 3000, 5, chunk_steps=4096)))
    for chunk_steps in (1, 7):
        again = np.concatenate(list(generate(generator, SEED, 3000, 5, chunk_steps=chunk_steps)))
        np.testing.assert_array_equal(again, whole)
    other = np.concatenate(list(generate(generator, SEED, 3000, 6)))
    assert np.abs(other - whole).max() > 1e-6


def test_every_dream_of_a_batch_sounds_from_the_first_step_on(tmp_path, kind):
    generator = load_generator(small_checkpoint(tmp_path, "spectrum"))
    state = generator.begin_batch([SEED, SEED[::-1].copy()], [1, 2])
    first, later = (generator.advance_batch(state, generator.default_controls, 4) for _ in range(2))
    assert first.shape == (2, 4 * generator.spec.hop_length)
    for number in range(2):
        assert np.abs(first[number]).max() > 0.05 * np.abs(later[number]).max()
    assert np.abs(first[0] - first[1]).max() > 1e-6


def test_a_card_that_asks_for_true_attacks_changes_what_sounds_and_not_how_long(tmp_path, monkeypatch):
    monkeypatch.setitem(SMALL, "spectrum", SMALL["spectrum"] | {"resynthesis": PHASE_GRADIENT})
    heard = []
    for number, settings in enumerate(({}, {"true_attacks": True})):
        generator = load_generator(small_checkpoint(tmp_path, "spectrum", f"spectrum{number}", resynthesis=settings))
        heard.append(np.concatenate(list(generate(generator, SEED, 3000, 5, chunk_steps=9))))
        assert generator.resynthesis.look_ahead == (1 if number == 0 else 1 + 3 + 1 + 1)
    assert len(heard[0]) == len(heard[1]) == 3000
    assert np.abs(heard[1][:100]).max() > 0.0
    assert (heard[0] != heard[1]).any()


def test_a_training_writes_on_the_card_how_its_dreams_sound():
    sound = TrainingSound(8000, [etude(8000, 6.0)], [])
    small = SMALL["spectrum"] | {"num_unrollings": 2, "bptt": 1}
    cards = {
        way: make_fit(parameters_of(small | {"resynthesis": way}), sound, 0).card()["resynthesis"] for way in KINDS
    }
    assert {way: card.get("true_attacks", False) for way, card in cards.items()} == {
        "oscillator_bank": False, "phase_gradient": True, "griffin_lim": False,
    }  # fmt: skip
    assert {way: card.get("attack_spread_ms") for way, card in cards.items()} == {
        "oscillator_bank": None, "phase_gradient": 6.0, "griffin_lim": None,
    }  # fmt: skip
    assert all(card["gate_db"] == 60.0 for card in cards.values())


def test_the_presets_sound_by_the_phase_gradient_and_the_authors_by_his_bank():
    ways = {name: preset("magnitude_spectrum", name, {}).resynthesis for name in ("alive", "notes", "best", "pfalz")}
    assert ways == {name: OSCILLATOR_BANK if name == "pfalz" else PHASE_GRADIENT for name in ways}


def test_cards_without_the_name_have_the_oscillator_bank():
    params = dict(SMALL["spectrum"])
    assert parameters_of(params).resynthesis == OSCILLATOR_BANK


def test_an_unknown_way_is_refused_with_those_that_there_are():
    with pytest.raises(ValueError, match="resynthesis must be one of oscillator_bank, phase_gradient, griffin_lim"):
        parameters_of(SMALL["spectrum"] | {"resynthesis": "vocoder"})
