"""The LSTM stack and its heads against the equations, written down in numpy, and scipy's densities."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats
import torch
from scipy.special import expit, logsumexp

from live_models.families.lstm.layers import detach
from live_models.families.lstm.network import LSTMNetwork
from live_models.families.sample_wise.loss import prediction_loss
from support.checkpoints import SMALL, random_tensors
from support.parameters import hyperparameters, hyperparameters_of


def reference(parameters, tensors, x, masks=None):
    """Hochreiter & Schmidhuber's cell with PyTorch's gate order, one lane, float64; dropout as TensorFlow's wrapper."""
    hidden = np.zeros((parameters.num_layers, parameters.hidden))
    cell = np.zeros_like(hidden)
    out = []
    for t, value in enumerate(x.astype(np.float64)):
        entering, column = value, 0
        for layer in range(parameters.num_layers):
            size = len(entering)
            masked = entering if masks is None else entering * masks[0][t, column : column + size]
            gates = (
                tensors[f"layers.{layer}.weight_ih"] @ masked
                + tensors[f"layers.{layer}.weight_hh"] @ hidden[layer]
                + tensors[f"layers.{layer}.bias"]
            )
            if len(gates) == parameters.hidden:  # a plain recurrent layer
                hidden[layer] = np.tanh(gates)
            else:
                i, f, g, o = np.split(gates, 4)
                cell[layer] = expit(f) * cell[layer] + expit(i) * np.tanh(g)
                hidden[layer] = expit(o) * np.tanh(cell[layer])
            leaving = hidden[layer]
            if masks is not None:
                leaving = leaving * masks[1][t, layer * parameters.hidden : (layer + 1) * parameters.hidden]
            if parameters.use_residual and layer > 0:
                leaving = leaving + entering
            entering, column = leaving, column + size
        out.append(tensors["head.weight"] @ entering + tensors["head.bias"])
    return np.array(out)


@pytest.mark.parametrize("kind", list(SMALL))
@pytest.mark.parametrize("dropped", [False, True])
def test_the_stack_is_the_equations(kind, dropped):
    parameters = hyperparameters_of(SMALL[kind])
    tensors = random_tensors(parameters)
    network = LSTMNetwork(parameters)
    network.load_tensors(tensors)
    rng = np.random.default_rng(0)
    x = rng.standard_normal((12, parameters.input_size)).astype(np.float32)
    masks = None
    if dropped:
        widths = (parameters.input_size + (parameters.num_layers - 1) * parameters.hidden,)
        widths += (parameters.num_layers * parameters.hidden,)
        masks = tuple((rng.random((12, width)) < 0.7).astype(np.float32) / 0.7 for width in widths)
    torch_masks = None if masks is None else tuple(torch.from_numpy(m)[:, None].float() for m in masks)
    with torch.inference_mode():
        output, _ = network(torch.from_numpy(x)[:, None], None, torch_masks)
    np.testing.assert_allclose(output[:, 0].numpy(), reference(parameters, tensors, x, masks), atol=2e-5)


def test_the_state_carries_over():
    parameters = hyperparameters_of(SMALL["spectrum_mixture"])
    network = LSTMNetwork(parameters)
    x = torch.randn(20, 3, parameters.input_size)
    whole, _ = network(x)
    first, state = network(x[:7])
    second, _ = network(x[7:], detach(state))
    torch.testing.assert_close(torch.cat([first, second]), whole)


def test_tensors_come_back_as_they_were_loaded():
    parameters = hyperparameters_of(SMALL["vector_mixture"])
    tensors = random_tensors(parameters)
    network = LSTMNetwork(parameters)
    network.load_tensors(tensors)
    for name, value in network.tensors().items():
        np.testing.assert_array_equal(value, tensors[name])


def test_the_heads_weights_start_from_truncated_noise():
    parameters = hyperparameters(approach="vector", seg_len=256, weight_stddev=0.1)
    weight = LSTMNetwork(parameters).tensors()["head.weight"]
    assert np.abs(weight).max() <= 0.2
    # a normal distribution cut at two deviations has 0.88 of its deviation
    assert weight.std() == pytest.approx(0.088, rel=0.02)


def test_the_mixtures_loss_is_the_negative_log_likelihood():
    parameters = hyperparameters_of(SMALL["spectrum_mixture"])
    count, size = parameters.num_components, parameters.input_size
    rng = np.random.default_rng(0)
    output = rng.normal(0.0, 0.5, parameters.output_size)
    label = rng.normal(0.0, 1.0, size)
    logits, log_deviations = output[:count], output[count : 2 * count]
    means = output[2 * count :].reshape(count, size)
    densities = [
        scipy.stats.multivariate_normal.logpdf(label, means[k], np.exp(2 * log_deviations[k])) for k in range(count)
    ]
    expected = -logsumexp(logits - logsumexp(logits) + densities) / size
    found = prediction_loss(parameters, torch.from_numpy(output), torch.from_numpy(label))
    assert float(found) == pytest.approx(expected, rel=1e-9)


def test_the_regressions_loss_is_the_mean_square():
    parameters = hyperparameters_of(SMALL["vector"])
    a, b = torch.randn(3, 2, 32), torch.randn(3, 2, 32)
    assert float(prediction_loss(parameters, a, b)) == pytest.approx(float(((a - b) ** 2).mean()))
