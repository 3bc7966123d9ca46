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

    Shape: `[..., K * (2 + m)]`, `[..., m]` -> `[..., K]`
    """
    count, size = parameters.num_components, label.shape[-1]
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
