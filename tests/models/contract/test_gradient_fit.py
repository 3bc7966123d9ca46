"""The shared part of a training against loops written by hand, and what it saves of a family's own."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from live_models.contract.fit import DivergedError
from live_models.contract.gradient_fit import GradientFit, Loss
from live_models.contract.sound import SoundError, TrainingSound
from live_models.families.lstm.network import LSTMNetwork
from live_models.families.sample_wise.loss import prediction_loss
from live_models.features import Normalisation, compress
from live_models.resynthesis.analysis import padded_blackman
from support.parameters import hyperparameters_of
from support.training import SMALL, small_fit, write_take

pytestmark = pytest.mark.whole


def _parameters(**params):
    return hyperparameters_of(SMALL | params)


def _sound(seconds=1.0):
    samples = np.sin(0.05 * np.arange(round(4000 * seconds))).astype(np.float32)
    return TrainingSound(4000, [samples], [{"sha256": "0"}])


class LineFit(GradientFit):
    """Learns a sample from the one before it, with one weight and one bias."""

    def read(self, sound):
        self.samples = torch.from_numpy(np.concatenate(sound.training))
        return Normalisation()

    def build(self):
        return nn.Linear(1, 1)

    def begin_epoch(self):
        self.place = 0

    @property
    def updates_per_epoch(self):
        return 7

    position = 0

    def next_batch(self):
        self.place += 1
        return self.samples[10 * self.place : 10 * self.place + 50, None]

    def loss(self, batch, progress):
        del progress
        found = 1000.0 * ((self.network(batch[:-1]) - batch[1:]) ** 2).mean()
        return Loss(found, found + 0.5 * (self.network.weight**2).sum())

    def validate(self):
        return 0.0

    def tensors(self):
        return {name: value.detach().numpy().copy() for name, value in self.network.named_parameters()}

    def generator_around(self, network, controls):
        raise NotImplementedError

    def own_state(self):
        return {"place": torch.tensor(self.place)}

    def take_own_state(self, tensors):
        self.place = int(tensors["place"])


class ValueFit(LineFit):
    clipping = "value"


@pytest.mark.parametrize("kind", [LineFit, ValueFit])
def test_updates_are_those_of_a_loop_written_by_hand(kind):
    """Adam on the clipped gradient, its rate on half a cosine down to three hundredths; epochs begin again."""
    fit = kind(_parameters(lr=0.01), _sound(), 5)
    losses = [fit.update(step / 20) for step in range(20)]

    torch.manual_seed(5)
    line = nn.Linear(1, 1)
    optimiser = torch.optim.Adam(line.parameters(), lr=0.01)
    samples = torch.from_numpy(_sound().training[0])
    expected = []
    for step in range(20):
        batch = samples[10 * (step % 7 + 1) :][:50, None]
        optimiser.zero_grad()
        loss = 1000.0 * ((line(batch[:-1]) - batch[1:]) ** 2).mean()
        (loss + 0.5 * (line.weight**2).sum()).backward()
        gradients = [value.grad for value in line.parameters()]
        norm = torch.sqrt(sum((one**2).sum() for one in gradients))
        assert norm > 1.0, "a test whose gradients are short shows nothing of clipping"
        for one in gradients:
            if kind is ValueFit:
                one.clamp_(-1.0, 1.0)
            else:
                one.mul_(1.0 / (norm + 1e-6))
        optimiser.param_groups[0]["lr"] = 0.01 * (0.03 + 0.97 * np.cos(0.5 * np.pi * step / 20) ** 2)
        optimiser.step()
        expected.append(float(loss.detach()))
    np.testing.assert_allclose(losses, expected, rtol=1e-5)
    np.testing.assert_allclose(fit.tensors()["weight"], line.weight.detach(), rtol=1e-5)


def test_an_lstm_of_windows_is_trained_as_by_hand(tmp_path):
    """Truncated back-propagation of eight lanes: the weights, bit for bit, of a loop in plain PyTorch."""
    fit = small_fit(write_take(tmp_path / "take.wav"), rng_seed=4, use_dropout=False, input_noise=0.0)
    p = fit.parameters
    spectra = padded_blackman(64, 32).magnitudes(fit.sound.training[0])
    windows = torch.from_numpy(compress(spectra, p.exponent, float(spectra.max())))
    start = int(np.random.default_rng(4).integers(len(windows)))
    places = torch.arange(8) * len(windows) // 8 + start

    torch.manual_seed(4)
    network, state = LSTMNetwork(p), None
    optimiser = torch.optim.Adam(network.parameters(), lr=p.lr)
    for step in range(10):
        at = (places + torch.arange(8)[:, None]) % len(windows)
        output, state = network(windows[at], state)
        loss = nn.functional.mse_loss(output, windows[(at + 1) % len(windows)])
        optimiser.param_groups[0]["lr"] = p.lr * (0.03 + 0.97 * 0.5 * (1.0 + np.cos(np.pi * step / 10)))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        state, places = [(hidden.detach(), cell.detach()) for hidden, cell in state], places + 8
        assert fit.update(step / 10) == float(loss.detach())
    for name, tensor in network.tensors().items():
        np.testing.assert_array_equal(fit.tensors()[name], tensor, err_msg=name)
    held = padded_blackman(64, 32).magnitudes(fit.sound.validation[0])
    held_out = torch.from_numpy(compress(held, p.exponent, float(spectra.max())))
    with torch.no_grad():
        expected = prediction_loss(p, network(held_out[:-1, None])[0], held_out[1:, None])
    assert fit.validate() == pytest.approx(float(expected), rel=1e-6)


def test_a_restarted_fit_is_as_new(tmp_path):
    """Measuring the pace of a machine must not be heard in the training that follows."""
    take = write_take(tmp_path / "take.wav")
    used, new = small_fit(take, rng_seed=1), small_fit(take, rng_seed=2)
    for _ in range(3):
        used.update(0.0)
    used.kept = used.tensors()
    used.restart(2)
    assert (used.step, used.kept) == (0, {})
    assert [used.update(0.1) for _ in range(3)] == [new.update(0.1) for _ in range(3)]
    for name, tensor in new.tensors().items():
        np.testing.assert_array_equal(used.tensors()[name], tensor)


def test_what_a_family_saves_of_its_own_comes_back(tmp_path):
    first, second = (LineFit(_parameters(), _sound(), seed) for seed in (1, 2))
    for _ in range(4):
        first.update(0.0)
    first.kept = first.tensors()
    first.save(tmp_path / "state", {"note": 1})
    assert second.load(tmp_path / "state") == {"note": 1}
    assert (second.place, second.step) == (4, 4)
    np.testing.assert_array_equal(second.kept["weight"], first.kept["weight"])
    assert first.update(0.5) == second.update(0.5)


def test_a_loss_that_is_not_finite_ends_the_training_in_one_line():
    fit = LineFit(_parameters(lr=0.5), _sound(), 1)
    fit.samples[:] = float("inf")
    with pytest.raises(DivergedError, match=r"^loss must be finite, got nan at step 0; lower lr \(it is 0\.5\)$"):
        fit.update(0.0)


def test_too_little_sound_is_refused_before_anything_is_built():
    with pytest.raises(SoundError, match=r"at least 0\.3 s of sound, found 0\.1 s"):
        LineFit(_parameters(), _sound(0.1), 0)
