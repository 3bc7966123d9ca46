"""The training of the latent-spectrum system: from noise to how the next window's components move."""

from __future__ import annotations

from typing import Any, Final

import torch
from torch import Tensor

from live_models.contract.generator import Controls, Generator
from live_models.contract.gradient_fit import Loss
from live_models.contract.sound import TrainingSound
from live_models.families.latent_spectrum.config import LatentSpectrumParameters
from live_models.families.latent_spectrum.executor import Executor, TorchHead
from live_models.families.latent_spectrum.generator import generator
from live_models.families.latent_spectrum.latents import LatentSpace
from live_models.families.latent_spectrum.network import LatentNetwork
from live_models.families.lstm.backends.eager import EagerNetwork
from live_models.families.lstm.fit import Batch
from live_models.families.lstm.layers import detach
from live_models.families.lstm.network import LSTMNetwork
from live_models.families.magnitude_spectrum.fit import MagnitudeSpectrumFit
from live_models.features import Normalisation

NOISES: Final = 3
"""Noises that each window of a stretch is learnt from: the LSTM, which costs as much, says what it says only once."""

HELD_OUT_NOISES: Final = 8

MIDDLE, SPREAD = 0.2, 1.4
"""Of the logarithm of the noise's deviation (Karras et al. 2022, table 1: P_mean and P_std)."""

SOFTEST, LOUDEST = 0.02, 40.0


class LatentSpectrumFit(MagnitudeSpectrumFit):
    """Learns how windows move. See `SpectralFit`.

    Noise that is added to inputs is of another size for each lane and stretch, up to twice `input_noise`, and what is
    learnt leads back from it: a dream hears its own errors, and would else keep what `skip` leaves of them.
    """

    parameters: LatentSpectrumParameters  # type: ignore[assignment]
    network: LatentNetwork
    space: LatentSpace

    def read(self, sound: TrainingSound) -> Normalisation:
        """The tapes, and the components of all of them."""
        found, p = super().read(sound), self.parameters
        self.space = LatentSpace.of([tape.data for tape in self.tapes], p.latent_size, p.skip)
        return found

    def build(self) -> LatentNetwork:
        """A network with its random start, in the space of the recordings."""
        network = LatentNetwork(self.parameters)
        network.set_space(self.space)
        return network

    def loss(self, batch: Batch, progress: float) -> Loss:
        """The stretch predicted; moves the lanes' states on."""
        del progress
        p, x, labels = self.parameters, self._latents(batch.inputs), self._latents(batch.labels)
        size = 2.0 * p.input_noise * self.here(torch.rand(1, x.shape[1], 1, generator=self.torch_rng))
        noisy = x + size * self.here(self.noise(x.shape)) / self.network.get_buffer("latent_scale")
        output, state = self.network(noisy, self._lane_state, self.masks(*x.shape[:2]), batch.conditions)
        self._lane_state = detach(state)
        prediction = self._denoising_loss(output, noisy, labels - p.skip * noisy, NOISES, self.torch_rng)
        return Loss(prediction, prediction + self._penalty() if p.regularization else prediction)

    def validate(self) -> float:
        """The loss over the held-out tape, with the same noises every time."""
        cursors = self.validation_cursors()
        inputs, labels = (self._latents(self.here(torch.from_numpy(one))) for one in self.validation.pairs(cursors))
        with torch.inference_mode():
            output, _ = self.network(inputs, None, None, self.held_out_conditions(cursors))
            moved, rng = labels - self.parameters.skip * inputs, torch.Generator().manual_seed(0)
            return float(self._denoising_loss(output, inputs, moved, HELD_OUT_NOISES, rng))

    def generator_around(self, network: LSTMNetwork, controls: Controls) -> Generator[Any]:
        """See `GradientFit.generator_around`."""
        assert isinstance(network, LatentNetwork)
        around = Executor(EagerNetwork.around(network), TorchHead(network.denoiser))
        return generator(self.in_training(controls, network.shared_tensors()), around)

    def _latents(self, features: Tensor) -> Tensor:
        basis, mean, scale = (self.network.get_buffer(f"latent_{name}") for name in ("basis", "mean", "scale"))
        return (features - mean) @ basis / scale

    def _denoising_loss(self, output: Tensor, last: Tensor, moved: Tensor, noises: int, rng: torch.Generator) -> Tensor:
        """Squared error of the direction from noise to what moves, by the noise's deviation. See `Denoiser`."""
        network = self.network
        wanted = (moved - network.get_buffer("latent_moved_mean")) / network.get_buffer("latent_moved_scale")

        def drawn(*shape: int) -> Tensor:
            return self.here(torch.randn(shape, generator=rng))

        level = torch.exp(MIDDLE + SPREAD * drawn(noises, *moved.shape[:2])).clamp(SOFTEST, LOUDEST)
        noise, angle = drawn(noises, *moved.shape), torch.atan(level)[..., None]
        between = torch.cos(angle) * wanted + torch.sin(angle) * noise
        found = network.denoiser(between, level, network.denoiser.context(output, last)[None])
        return torch.nn.functional.mse_loss(found, torch.sin(angle) * wanted - torch.cos(angle) * noise)
