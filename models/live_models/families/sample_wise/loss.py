"""What a prediction costs: the loss of each head (PyTorch)."""

from __future__ import annotations

import math
from typing import Protocol

import torch
from torch import Tensor, nn

from live_models.families.sample_wise.quantisation import Classes, class_edges
from live_models.heads import MAX_LOG_DEVIATION, MIN_LOG_DEVIATION


class LossParameters(Classes, Protocol):
    """What the loss needs of hyperparameters."""

    @property
    def mixture(self) -> bool:
        """Whether the head gives a mixture."""
        ...

    @property
    def num_components(self) -> int:
        """Components of a mixture."""
        ...


def prediction_loss(parameters: LossParameters, output: Tensor, label: Tensor) -> Tensor:
    """Mean loss per number predicted: squared error, or negative log-likelihood of the mixture or class (in nats).

    The mixture's Gaussians are isotropic, with one deviation per component (Naterop & Giacomuzzi 2017, 2.1). A class is
    that of the label's interval (`live_models.families.sample_wise.quantisation`).

    Shape: `[..., O]`, `[..., m]` -> `[]`
    """
    if parameters.categorical:
        edges = torch.from_numpy(class_edges(parameters)).to(label)
        return nn.functional.cross_entropy(output.flatten(0, -2), torch.bucketize(label, edges).flatten())
    if not parameters.mixture:
        return nn.functional.mse_loss(output, label)
    log_densities = component_log_densities(parameters, output, label)
    return -torch.logsumexp(log_densities, dim=-1).mean() / label.shape[-1]


def component_log_densities(parameters: LossParameters, output: Tensor, label: Tensor) -> Tensor:
    """What each component of the mixture gives to the label's likelihood, its weight included. In nats.

    Shape: `[..., K * (2 + m)]`, or with a deviation for each number `[..., K * (1 + 2 m)]`, `[..., m]` -> `[..., K]`
    """
    count, size = parameters.num_components, label.shape[-1]
    if size > 1 and output.shape[-1] == count * (1 + 2 * size):
        return _diagonal_log_densities(count, output, label)
    log_weights = torch.log_softmax(output[..., :count], dim=-1)
    log_deviations = output[..., count : 2 * count].clamp(MIN_LOG_DEVIATION, MAX_LOG_DEVIATION)
    means = output[..., 2 * count :].unflatten(-1, (count, size))
    squared = ((means - label.unsqueeze(-2)) ** 2).sum(-1)
    log_densities: Tensor = (
        log_weights
        - 0.5 * squared * torch.exp(-2.0 * log_deviations)
        - size * (log_deviations + 0.5 * math.log(2.0 * math.pi))
    )
    return log_densities


def _diagonal_log_densities(count: int, output: Tensor, label: Tensor) -> Tensor:
    size = label.shape[-1]
    logits, deviations, places = output.split([count, count * size, count * size], dim=-1)
    log_deviations = deviations.clamp(MIN_LOG_DEVIATION, MAX_LOG_DEVIATION).unflatten(-1, (count, size))
    away = (places.unflatten(-1, (count, size)) - label.unsqueeze(-2)) * torch.exp(-log_deviations)
    densities: Tensor = torch.log_softmax(logits, dim=-1) - (0.5 * away**2 + log_deviations).sum(-1)
    return densities - 0.5 * size * math.log(2.0 * math.pi)
