"""The latent-spectrum system: its space, what its head draws, and how a dream's components follow its windows."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
import torch

from live_models.contract.generator import Controls
from live_models.contract.parameters import HyperparameterError
from live_models.families import family_of
from live_models.families.latent_spectrum.entries import cpu_float32, eager
from live_models.families.latent_spectrum.latents import LatentSpace
from live_models.families.latent_spectrum.loop import LatentBackend
from live_models.families.latent_spectrum.network import Denoiser
from live_models.families.latent_spectrum.schedule import LEAST_NOISE, MOST_NOISE, heard_noise, noise_levels
from live_models.families.spectral import damping
from live_models.loading import load_generator

FAMILY = family_of("latent_spectrum")


def parameters(**params: Any) -> Any:
    return FAMILY.parameters({**FAMILY.tiny, **params})


def windows(rng: np.random.Generator, count: int = 400, features: int = 20, rank: int = 5) -> np.ndarray:
    """Windows that lie in a space of `rank` dimensions. Shape: -> `[count, features]`, float32"""
    return (rng.normal(size=(count, rank)) @ rng.normal(size=(rank, features)) + 3.0).astype(np.float32)


def test_windows_of_few_dimensions_come_back_from_as_many_components() -> None:
    x = windows(np.random.default_rng(0))
    space = LatentSpace.of([x], 5, 0.9)
    np.testing.assert_allclose(space.features(space.latents(x)), x, atol=1e-4)


def test_the_components_are_those_of_a_singular_value_decomposition() -> None:
    rng = np.random.default_rng(1)
    tapes = [rng.normal(size=(300, 12)).astype(np.float32) * np.arange(1, 13) for _ in range(2)]
    space = LatentSpace.of(tapes, 4, 0.9)
    everything = np.concatenate(tapes).astype(np.float64)
    _, _, axes = np.linalg.svd(everything - everything.mean(axis=0), full_matrices=False)
    np.testing.assert_allclose(np.abs(np.sum(space.basis * axes[:4].T, axis=0)), 1.0, atol=1e-4)
    np.testing.assert_allclose(space.basis.T @ space.basis, np.eye(4), atol=1e-5)


def test_a_difference_of_windows_is_one_of_their_components() -> None:
    x = windows(np.random.default_rng(2), rank=9)
    space = LatentSpace.of([x], 6, 0.9)
    np.testing.assert_allclose(space.change(x[7] - x[3]), space.latents(x[7]) - space.latents(x[3]), atol=1e-3)


def test_movements_are_told_in_their_own_size() -> None:
    """Of one component alone the head's movements have a deviation of 1, whatever the skip leaves."""
    steps = np.random.default_rng(3).normal(size=2000).cumsum() * 0.01
    x = (steps[:, None] * np.ones((1, 6))).astype(np.float32)
    space = LatentSpace.of([x], 1, 0.9)
    heard = space.latents(x)
    moved = (heard[1:] - 0.9 * heard[:-1] - space.moved_mean) / space.moved_scale
    assert abs(float(moved.mean())) < 1e-3
    assert float(moved.std()) == pytest.approx(1.0, abs=1e-3)


def test_silent_components_divide_by_nothing() -> None:
    space = LatentSpace.of([np.zeros((64, 8), dtype=np.float32)], 4, 0.9)
    assert all(np.isfinite(one).all() for one in space)
    assert np.isfinite(space.latents(np.ones(8, dtype=np.float32))).all()


def test_noise_goes_from_the_most_to_nothing() -> None:
    levels = noise_levels(8)
    assert levels[0] == pytest.approx(MOST_NOISE)
    assert levels[-2] == pytest.approx(LEAST_NOISE)
    assert levels[-1] == 0.0
    assert (np.diff(levels) < 0.0).all()
    assert len(noise_levels(1)) == 2


def test_the_module_hears_noise_as_the_schedule_says() -> None:
    torch.manual_seed(0)
    denoiser = Denoiser(parameters())
    with torch.no_grad():
        for one in (denoiser.entry.weight, denoiser.noise.bias):
            one.zero_()
        denoiser.noise.weight.normal_()
        denoiser.leaving.weight.normal_()
    level = torch.tensor([0.3, 2.0])
    told = torch.zeros(2, 16)
    with torch.no_grad():
        found = denoiser(torch.zeros(2, 8), level, told).numpy()
        x = torch.from_numpy(heard_noise(level.numpy())) @ denoiser.noise.weight.T
        for block in denoiser.blocks:
            x = block(x)
        wanted = denoiser.leaving(torch.nn.functional.silu(x))
    np.testing.assert_allclose(found, wanted.numpy(), atol=1e-5)


@pytest.mark.parametrize("steps", [1, 8])
def test_what_is_normal_is_drawn_without_an_error(steps: int) -> None:
    """With weights of zero nothing turns: the movements that the head was made for have a deviation of 1, and so has
    what it draws, however few the steps (along noise's deviation instead of its angle, eight steps leave .79)."""
    denoiser = Denoiser(parameters(drawing_steps=steps))
    noise = torch.from_numpy(np.random.default_rng(4).standard_normal((50, 8), dtype=np.float32))
    with torch.no_grad():
        np.testing.assert_array_equal(denoiser.draw(torch.zeros(50, 16), noise), noise)


def test_a_head_that_knows_the_direction_draws_what_is_there() -> None:
    """Of movements of deviation .5 the direction is known: (.25 - 1) sin(a) cos(a) x / (.25 cos(a)^2 + sin(a)^2)."""

    class Known(Denoiser):
        def forward(self, x: torch.Tensor, level: torch.Tensor, told: torch.Tensor) -> torch.Tensor:
            a = torch.atan(level)[..., None]
            return -0.75 * torch.sin(a) * torch.cos(a) * x / (0.25 * torch.cos(a) ** 2 + torch.sin(a) ** 2)

    denoiser = Known(parameters(drawing_steps=100))
    noise = torch.from_numpy(np.random.default_rng(4).standard_normal((4000, 8), dtype=np.float32))
    drawn = denoiser.draw(torch.zeros(4000, 16), noise)
    assert float(drawn.std()) == pytest.approx(0.5, rel=0.03)


@pytest.mark.whole
def test_a_trained_head_draws_one_of_two_chords_and_never_their_mean() -> None:
    """What a mean of both would be lies nowhere near either: the reason for a head that draws."""
    torch.manual_seed(1)
    chords = torch.tensor([[1.0, -1.0] * 4, [-1.0, 1.0] * 4])
    denoiser = Denoiser(parameters(head_width=64, drawing_steps=8))
    told, optimiser = torch.zeros(256, 64), torch.optim.Adam(denoiser.parameters(), lr=3e-3)
    for _ in range(300):
        wanted, noise = chords[torch.randint(2, (256,))], torch.randn(256, 8)
        level = torch.exp(0.2 + 1.4 * torch.randn(256)).clamp(0.02, 40.0)
        angle = torch.atan(level)[:, None]
        found = denoiser(torch.cos(angle) * wanted + torch.sin(angle) * noise, level, told)
        loss = ((found - (torch.sin(angle) * wanted - torch.cos(angle) * noise)) ** 2).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    with torch.no_grad():
        drawn = denoiser.draw(told, torch.randn(256, 8))
    distances = torch.cdist(drawn, chords)
    assert float((distances.min(dim=1).values < 1.0).float().mean()) > 0.9  # the chords lie 5.7 apart
    assert 0.3 < float((distances[:, 0] < distances[:, 1]).float().mean()) < 0.7


@pytest.mark.parametrize("blocks", [1, 3])
@pytest.mark.parametrize("twins", [1, 2])
@pytest.mark.parametrize("dreams", [1, 3, 9])
def test_the_kernel_draws_as_pytorch_does(blocks: int, twins: int, dreams: int) -> None:
    checkpoint = FAMILY.tiny_checkpoint(5, head_layers=blocks, head_width=24, drawing_steps=5)
    rng = np.random.default_rng(6)
    outputs = rng.normal(size=(twins * dreams, 24)).astype(np.float32)
    last, noise = (rng.normal(size=(dreams, 8)).astype(np.float32) for _ in range(2))
    own, theirs = (load(checkpoint, 1).head.draw(outputs, last, noise, 2.0) for load in (cpu_float32, eager))
    np.testing.assert_allclose(own, theirs, atol=2e-5 * np.abs(theirs).max())


def test_guidance_of_1_is_the_dream_that_heeds_and_of_0_the_one_that_does_not() -> None:
    head = cpu_float32(FAMILY.tiny_checkpoint(5), 1).head
    rng = np.random.default_rng(12)
    outputs = rng.normal(size=(4, 16)).astype(np.float32)
    last, noise = (rng.normal(size=(2, 8)).astype(np.float32) for _ in range(2))
    for influence, lanes in ((1.0, outputs[0::2]), (0.0, outputs[1::2])):
        found = head.draw(outputs, last, noise, influence)
        np.testing.assert_allclose(found, head.draw(lanes, last, noise), atol=1e-5)
    assert np.abs(head.draw(outputs, last, noise, 2.0) - head.draw(outputs[0::2], last, noise)).max() > 1e-3


def test_numbers_that_are_none_stay_none() -> None:
    checkpoint = FAMILY.tiny_checkpoint(7)
    outputs = np.full((1, 16), np.nan, dtype=np.float32)
    noise = np.ones((1, 8), dtype=np.float32)
    assert np.isnan(cpu_float32(checkpoint, 1).head.draw(outputs, noise, noise)).all()


def test_what_is_changed_of_a_window_its_components_follow() -> None:
    """The level and noise change what goes in next; the network must hear that, not what was drawn."""
    checkpoint = FAMILY.tiny_checkpoint(8, latent_size=16)
    rng = np.random.default_rng(9)
    basis, _ = np.linalg.qr(rng.normal(size=(16, 16)))
    checkpoint.tensors["latent.basis"] = basis.astype(np.float32)
    for name, value in (("latent.scale", 1.0), ("latent.moved_scale", 0.01), ("latent.moved_mean", 0.0)):
        checkpoint.tensors[name] = np.full(16, value, dtype=np.float32)
    checkpoint.tensors["latent.mean"] = np.full(16, 0.7, dtype=np.float32)  # far from 0, where windows end
    generator = load_generator(checkpoint, "cpu_float32")
    backend: LatentBackend = generator.backend  # type: ignore[attr-defined]
    state = generator.begin(rng.normal(0.0, 0.1, 4000).astype(np.float32), 1)
    state.draws.controls = dataclasses.replace(Controls(), dropout=0.0, energy_hold=1.0, noise=0.05)
    backend.dream(state.state, state.draws, 12)
    lane = state.state.lanes[0]
    np.testing.assert_allclose(backend.space.features(lane.latents), lane.window, atol=1e-4)


def test_what_is_played_rings_on_here_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """With all of a fall spared no pitch of what is played falls; with nothing spared some do."""
    seed = np.random.default_rng(19).normal(0.0, 0.1, 4000).astype(np.float32)
    fallen = []
    for spared in (0.0, 1.0):
        monkeypatch.setattr(damping, "RINGING", spared)
        monkeypatch.setattr(damping, "SPARED_MORE", 0.0)
        monkeypatch.setattr(damping, "MOST_SPARED", 1.0)
        generator = load_generator(FAMILY.tiny_checkpoint(20, condition=True), "cpu_float32")
        state = generator.begin(seed, 1)
        state.draws.controls = dataclasses.replace(Controls(), dropout=0.0, energy_hold=0.0, influence=1.0)
        hand = state.state.damping
        hand.new[:] = hand.old[:] = 1.0
        spectra = generator.backend.dream(state.state, state.draws, 40)[0]  # type: ignore[attr-defined]
        fallen.append(float(np.maximum(-np.diff(spectra[:, : hand.pitched], axis=0), 0.0).max()))
    assert fallen[0] > 1e-3
    assert fallen[1] < 1e-6


def test_colder_dreams_move_less() -> None:
    checkpoint = FAMILY.tiny_checkpoint(10)
    generator = load_generator(checkpoint, "cpu_float32")
    seed = np.random.default_rng(11).normal(0.0, 0.1, 4000).astype(np.float32)
    moved = []
    for temperature in (0.0, 1.0):
        state = generator.begin(seed, 1)
        state.draws.controls = dataclasses.replace(Controls(), dropout=0.0, temperature=temperature, energy_hold=0.0)
        spectra = generator.backend.dream(state.state, state.draws, 60)  # type: ignore[attr-defined]
        moved.append(float(np.abs(np.diff(spectra, axis=1)).mean()))
    assert moved[0] < 0.5 * moved[1]


def test_more_components_than_numbers_are_refused() -> None:
    with pytest.raises(HyperparameterError, match="latent_size must not be above the 16 numbers of a window, got 17"):
        parameters(latent_size=17)


def test_own_predictions_as_inputs_are_refused() -> None:
    """They are not made: what would change nothing is not taken."""
    with pytest.raises(HyperparameterError, match=r"scheduled_sampling must be 0 .*, got 0\.4"):
        parameters(scheduled_sampling=0.4)


def test_another_head_is_refused() -> None:
    with pytest.raises(HyperparameterError, match="head must be"):
        parameters(head="mixture")
