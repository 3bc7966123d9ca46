"""What lets a training see its own errors: its own predictions as inputs, and a loss that hears spectra.

Both are off unless asked for (`scheduled_sampling`, `spectral_loss`).
"""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor

from live_models.families.lstm.network import component_log_densities
from live_models.hyperparameters import Hyperparameters

QUIETEST: Final = 0.01
"""Added to magnitudes before their logarithm, in units of a vector's RMS: what lies 40 dB below is not heard."""


def own_predictions(parameters: Hyperparameters, x: Tensor, output: Tensor, left_over: Tensor) -> Tensor:
    """What a dream would feed back after each step: the next window or vector as this network has it.

    Of a mixture the mean of the component that is most responsible for what came in truth: a draw would be another
    event, after which what was played is no answer (Huszar 2015, "How (not) to train your generative model").

    Shape: inputs `[T, B, I]`, the head's output `[T, B, O]`, what it had to predict `[T, B, m]` -> `[T, B, I]`
    """
    p = parameters
    predicted = output
    if p.head == "mixture":
        responsible = component_log_densities(p, output, left_over).argmax(dim=-1)
        means = output[..., 2 * p.num_components :].unflatten(-1, (p.num_components, left_over.shape[-1]))
        index = responsible[..., None, None].expand(*responsible.shape, 1, means.shape[-1])
        predicted = means.gather(-2, index).squeeze(-2)
    predicted = predicted + p.skip * x
    return predicted.clamp(min=0.0) if p.approach == "magnitude_spectrum" else predicted


def partly_own(x: Tensor, own: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """Inputs of which a `share` are the network's own predictions of them; the first step's never are.

    Scheduled sampling (Bengio et al. 2015) for all steps at once, from one pass over the recorded inputs (Duckworth et
    al. 2019, "Parallel scheduled sampling"). Shape: `[T, B, I]`, `own[t]` predicts `x[t + 1]` -> `[T, B, I]`
    """
    chosen = torch.rand(x.shape[:2], generator=generator) < share
    chosen[0] = False
    shifted = torch.cat([x[:1], own[:-1]])
    return torch.where(chosen.to(x.device)[..., None], shifted, x)


def spectral_distance(parameters: Hyperparameters, predicted: Tensor, label: Tensor) -> Tensor:
    """Mean distance of the vectors' logarithmic magnitude spectra, in nepers, under a Hann window.

    Squared error makes a vector whose phases cannot be known quiet; magnitudes do not depend on them (the second term
    of the STFT loss of Yamamoto et al. 2020, "Parallel WaveGAN", 2.2). Shape: `[..., I]` twice -> `[]`
    """
    window = torch.hann_window(parameters.seg_len, device=label.device)
    scale = QUIETEST * parameters.seg_len**0.5
    spectra = [
        torch.log(torch.fft.rfft(one[..., : parameters.seg_len] * window).abs() + scale) for one in (predicted, label)
    ]
    return (spectra[0] - spectra[1]).abs().mean()
