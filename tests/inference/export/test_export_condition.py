"""An exported file of a model with a condition hears its seed's harmony, and heeds it as strongly as it is told."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
import torch

from live_inference.export.ear import ScriptedEar
from live_inference.export.nn_tilde import nn_tilde_bytes
from live_inference.files.mono import mixed_down
from live_models.condition.ear import seed_condition
from live_models.condition.numbers import NUM_PITCHES
from live_models.families.lstm.backends.torchscript import script
from live_models.loading import load_generator
from support.checkpoints import SMALL, small_checkpoint
from support.signals import harmonic_tones
from support.strings import plucked

pytestmark = pytest.mark.filterwarnings("ignore:.*torch.jit.load:DeprecationWarning")

RATE = 8000
BLOCK = 240
HEARING = [kind for kind in SMALL if SMALL[kind].get("condition")]


def pair(folder, kind, **controls):
    """The file's module and the eager generator of one checkpoint; nothing is drawn."""
    torch.manual_seed(0)
    checkpoint = small_checkpoint(
        folder,
        kind,
        normalisation={"level": 0.3, "global_maximum": 2.0},
        controls={"dropout": 0.0, "temperature": 0.0} | controls,
    )
    return torch.jit.load(io.BytesIO(nn_tilde_bytes(checkpoint, RATE))), load_generator(checkpoint, "eager")


def begun(module, generator, seed):
    """Both have heard the seed; the vocoder's phases are the file's.

    The file's ear agrees to a hundredth: enough for another note where two are as likely. It is told what ours heard.
    """
    assert module.set_buffer_attribute("seed#0", torch.from_numpy(seed)[None], RATE) == 0
    with torch.inference_mode():
        module(torch.zeros(1, 1, 0))
        state = generator.begin(mixed_down(seed[:, None])[0], 0)
        module.dreamer.heed(torch.from_numpy(state.state.heeding.numbers[0]))
    if hasattr(state, "voices"):
        state.voices[0].phases[:] = module.dreamer.phases[0].numpy()
    return state


def played(module, blocks):
    with torch.inference_mode():
        return torch.cat([module(torch.zeros(1, 1, BLOCK)) for _ in range(blocks)], dim=2)[0, 0].numpy()


def assert_alike(found, expected):
    np.testing.assert_allclose(found, expected, atol=2e-3 * np.abs(expected).max())


@pytest.mark.parametrize("rate", [8000, 11025, 16_000, 48_000])
@pytest.mark.parametrize("seed", ["chord", "melody", "silence", "short", "quiet"])
def test_the_ear_of_the_file_hears_what_the_ear_hears(seed, rate):
    sound = {
        "chord": lambda: np.concatenate([harmonic_tones([45, 52, 61], 6.0, rate), np.zeros(2 * rate, np.float32)]),
        "melody": lambda: plucked(7.0, 3, rate),
        "silence": lambda: np.zeros(2 * rate, np.float32),
        "short": lambda: plucked(7.0, 3, rate)[: rate // 50],
        "quiet": lambda: 0.01 * plucked(7.0, 4, rate),
    }[seed]()
    wanted = seed_condition(sound, rate).numbers()
    found = script(ScriptedEar(rate))(torch.from_numpy(sound)).numpy()
    assert np.abs(found[:NUM_PITCHES] - wanted[:NUM_PITCHES]).max() < 0.03 * max(1.0, wanted.max())
    np.testing.assert_allclose(found[NUM_PITCHES:], wanted[NUM_PITCHES:], atol=0.03)


@pytest.mark.parametrize("kind", HEARING)
@pytest.mark.parametrize("influence", [0.0, 1.0, 2.5])
def test_the_exported_dream_heeds_as_the_eager_one_does(kind, influence, tmp_path):
    module, generator = pair(tmp_path, kind, influence=influence)
    assert module.get_influence() == (influence,)
    state = begun(module, generator, plucked(6.0, 1, RATE))
    steps = -(-20 * BLOCK // generator.spec.hop_length)
    expected = generator.advance(state, generator.default_controls, steps)[: 20 * BLOCK]
    assert_alike(played(module, 20), expected)


def test_influence_is_turned_while_it_dreams(tmp_path):
    module, generator = pair(tmp_path, "spectrum_hearing")
    state = begun(module, generator, plucked(6.0, 1, RATE))
    for influence in (1.0, 3.0, 0.5, 0.0, 2.0):
        assert module.set_influence(influence) == 0
        controls = replace(generator.default_controls, influence=influence)
        assert_alike(played(module, 5), generator.advance(state, controls, 5 * BLOCK // generator.spec.hop_length))
    assert module.set_influence(3.1) == -1 and module.set_influence(-0.1) == -1
    assert module.get_influence() == (2.0,)


def test_what_is_played_is_heard_in_the_dream_and_a_model_that_hears_nothing_has_no_influence(tmp_path):
    """The same last tenth of a second, which the network hears; five seconds before it in another key."""
    module, _ = pair(tmp_path, "spectrum_hearing", influence=3.0)
    end = harmonic_tones([57], 0.5, RATE)
    found = []
    for pitches in ([45, 49, 52], [50, 53, 57]):
        torch.manual_seed(1)
        seed = np.concatenate([harmonic_tones(pitches, 5.0, RATE), end])
        module.set_buffer_attribute("seed#0", torch.from_numpy(seed), RATE)
        found.append(played(module, 20))
    assert np.abs(found[0] - found[1]).max() > 0.01 * np.abs(found[0]).max()
    assert "influence" in module.get_attributes()
    deaf, _ = pair(tmp_path, "spectrum_mixture")
    assert "influence" not in deaf.get_attributes()
