"""What lets a training hear its own errors: its own predictions as inputs (`scheduled_sampling`)."""

from __future__ import annotations

import torch
from torch import Tensor

from live_models.families.lstm.config import LSTMParameters
from live_models.families.sample_wise.loss import component_log_densities


def own_predictions(parameters: LSTMParameters, output: Tensor, label: Tensor) -> Tensor:
    """What the network has for each label. Of a mixture: the mean of the component most responsible for the label.

    A draw would be another event, after which what was played is no answer (Huszar 2015, "How (not) to train your
    generative model"). Shape: `[T, B, O]`, `[T, B, m]` -> `[T, B, m]`
    """
    p = parameters
    if not p.mixture:
        return output
    responsible = component_log_densities(p, output, label).argmax(dim=-1)
    means = output[..., 2 * p.num_components :].unflatten(-1, (p.num_components, label.shape[-1]))
    index = responsible[..., None, None].expand(*responsible.shape, 1, means.shape[-1])
    found: Tensor = means.gather(-2, index).squeeze(-2)
    return found


def partly_own(x: Tensor, own: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """Inputs of which a `share` are the network's own predictions of them; the first step's never are.

    Scheduled sampling (Bengio et al. 2015) for all steps at once, from one pass over the recorded inputs (Duckworth et
    al. 2019, "Parallel scheduled sampling"). Shape: `[T, B, I]`, `own[t]` predicts `x[t + 1]` -> `[T, B, I]`
    """
    chosen = torch.rand(x.shape[:2], generator=generator) < share
    chosen[0] = False
    shifted = torch.cat([x[:1], own[:-1]])
    return torch.where(chosen.to(x.device)[..., None], shifted, x)
