"""From a head's output to the next prediction: draws against the distributions that they are of."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from live_models.families.sample_wise.quantisation import class_edges, class_values
from live_models.heads import EXACT, FULL, GREEDY, MEANS, TEMPERED, Sampling, choose, draw_mixture, draw_sample
from support.parameters import hyperparameters

WEIGHTS = np.array([0.5, 0.3, 0.2])
NO_CLASSES = np.zeros(0)


def mixture(weights, deviations, means):
    means = np.asarray(means, dtype=float).reshape(len(weights), -1)
    return np.concatenate([np.log(weights), np.log(deviations), means.ravel()]).astype(np.float32)


def shares(values, of):
    return np.array([np.mean(np.isclose(values, one)) for one in of])


@pytest.mark.parametrize("temperature", [1.0, 0.5, 2.0])
def test_components_are_drawn_by_their_weights_and_the_temperature(temperature):
    rng = np.random.default_rng(0)
    output = mixture(WEIGHTS, np.ones(3), [[0, 1], [2, 3], [4, 5]])
    draws = np.array([draw_mixture(output, 3, Sampling(MEANS, temperature, 1.0), rng) for _ in range(4000)])
    expected = WEIGHTS ** (1 / temperature) / (WEIGHTS ** (1 / temperature)).sum()
    np.testing.assert_allclose(shares(draws[:, 0], (0, 2, 4)), expected, atol=0.035)  # four deviations of one half
    np.testing.assert_array_equal(draws[:, 1], draws[:, 0] + 1)


def test_temperature_zero_takes_the_heaviest_after_the_tilt():
    rng = np.random.default_rng(0)
    output = mixture(WEIGHTS, np.ones(3), [0, 2, 4])
    cold = Sampling(MEANS, 0.0, 1.0)
    assert {float(draw_mixture(output, 3, cold, rng)[0]) for _ in range(50)} == {0}
    assert {float(draw_mixture(output, 3, cold, rng, np.array([0.0, 0.0, 1.0]))[0]) for _ in range(50)} == {4}


def test_a_mixture_that_is_not_finite_gives_nan_for_the_guard():
    output = np.full(3 * (2 + 5), np.nan, dtype=np.float32)
    assert np.isnan(draw_mixture(output, 3, Sampling(FULL, 1.0, 1.0), np.random.default_rng(0))).all()
    assert np.isnan(draw_sample(output[:9], 3, NO_CLASSES, Sampling(FULL, 1.0, 1.0), 0.5, 0.0))
    classes = class_values(hyperparameters(approach="column_vector", head="categorical"))
    nans = np.full(256, np.nan, dtype=np.float32)
    assert np.isnan(draw_sample(nans, 0, classes, Sampling(FULL, 1.0, 1.0), 0.5, 0.0))


def test_greedy_takes_the_greatest_weight_over_deviation():
    """Naterop & Giacomuzzi 2017, 2.1.2, 1: a light but narrow component is higher than a heavy, wide one."""
    output = mixture(WEIGHTS, [1.0, 0.1, 0.5], [0, 2, 4])
    for sampling in (Sampling(GREEDY, 1.0, 1.0), Sampling(TEMPERED, 1.0, 0.0)):
        assert draw_sample(output, 3, NO_CLASSES, sampling, 0.999, 1.0) == 2


@pytest.mark.parametrize("tau, kept", [(0.0, 1), (0.6, 1), (0.75, 1), (0.9, 2), (1.0, 3)])
def test_tempered_draws_only_from_the_first_components(tau, kept):
    """2.1.2, 3: the greatest one, and others as long as the standardised weights together stay within tau."""
    deviations = np.array([1.0, 0.1, 0.5])
    standard = WEIGHTS / deviations / (WEIGHTS / deviations).sum()
    order = np.argsort(-standard)  # .77, .13, .10
    output = mixture(WEIGHTS, deviations, [0, 2, 4])
    rng = np.random.default_rng(0)
    draws = np.array([draw_mixture(output, 3, Sampling(TEMPERED, 1.0, tau), rng)[0] for _ in range(4000)])
    inside = order[:kept]
    expected = np.zeros(3)
    expected[inside] = standard[inside] / standard[inside].sum()
    np.testing.assert_allclose(shares(draws, (0, 2, 4)), expected, atol=0.035)


def test_a_full_draw_has_the_mixtures_mean_and_variance():
    deviations, means = np.array([0.5, 0.2, 0.1]), np.array([0.0, 2.0, 4.0])
    output, rng = mixture(WEIGHTS, deviations, means), np.random.default_rng(0)
    draws = [draw_sample(output, 3, NO_CLASSES, Sampling(FULL, 1.0, 1.0), rng.random(), rng.standard_normal())
             for _ in range(20_000)]  # fmt: skip
    mean = WEIGHTS @ means
    variance = WEIGHTS @ (deviations**2 + (means - mean) ** 2)
    assert abs(np.mean(draws) - mean) < 4 * np.sqrt(variance / 20_000)
    np.testing.assert_allclose(np.var(draws), variance, rtol=0.04)
    output = mixture(WEIGHTS, deviations, np.repeat(means, 2))
    vectors = np.array([draw_mixture(output, 3, Sampling(FULL, 1.0, 1.0), rng) for _ in range(20_000)])
    np.testing.assert_allclose(vectors.var(axis=0), variance, rtol=0.04)


def test_the_level_narrows_the_draw():
    output = mixture([1.0], [0.5], [1.0])
    assert draw_sample(output, 1, NO_CLASSES, Sampling(FULL, 1.0, 1.0, 0.5), 0.0, 1.0) == pytest.approx(1.25)


@pytest.mark.parametrize("rng_seed", range(8))
def test_the_exact_maximum_is_the_densitys(rng_seed):
    """2.1.2, 2: against a fine search over the density; neighbours that overlap have it where neither mean is."""
    rng = np.random.default_rng(rng_seed)
    weights, deviations, means = rng.dirichlet(np.ones(4)), rng.uniform(0.3, 1.0, 4), rng.uniform(-1.5, 1.5, 4)

    def density(y):
        return float(np.sum(weights / deviations * np.exp(-0.5 * ((y - means) / deviations) ** 2)))

    grid = np.linspace(-4, 4, 4001)
    near = grid[int(np.argmax([density(y) for y in grid]))]
    best = minimize_scalar(lambda y: -density(y), bounds=(near - 0.01, near + 0.01), method="bounded").x
    value = draw_sample(mixture(weights, deviations, means), 4, NO_CLASSES, Sampling(EXACT, 1.0, 1.0), 0.3, 2.0)
    assert density(value) > density(best) * (1 - 1e-3)


@pytest.mark.parametrize("skip", [False, True])
@pytest.mark.parametrize("quantisation", ["linear", "mulaw"])
def test_a_class_stands_for_the_middle_of_its_interval(quantisation, skip):
    p = hyperparameters(approach="column_vector", head="categorical", quantisation=quantisation, linear_skip=skip)
    values, edges = class_values(p), class_edges(p)
    assert len(values) == 256 and len(edges) == 255
    np.testing.assert_array_equal(np.searchsorted(edges, values), np.arange(256))
    np.testing.assert_allclose(values, -values[::-1], atol=1e-12)
    if quantisation == "mulaw":  # finer where sound mostly is
        assert values[128] - values[127] < 0.1 * (values[255] - values[254])
    if not skip:
        signal = np.random.default_rng(0).uniform(-1, 1, 1000)
        error = values[np.searchsorted(edges, signal)] - signal
        assert np.abs(error).max() <= (1.01 / 256 if quantisation == "linear" else 0.025)


def test_classes_are_drawn_as_learnt_and_by_temperature():
    p = hyperparameters(approach="column_vector", head="categorical")
    values, logits = class_values(p), np.full(256, -50.0, dtype=np.float32)
    logits[[10, 100, 200]] = np.log(WEIGHTS)
    rng = np.random.default_rng(1)
    drawn = [draw_sample(logits, 0, values, Sampling(FULL, 1.0, 1.0), rng.random(), 0.0) for _ in range(4000)]
    np.testing.assert_allclose(shares(drawn, values[[10, 100, 200]]), WEIGHTS, atol=0.035)
    for sampling in (Sampling(FULL, 0.0, 1.0), Sampling(GREEDY, 1.0, 1.0), Sampling(TEMPERED, 1.0, 0.6)):
        assert draw_sample(logits, 0, values, sampling, 0.99, 0.0) == pytest.approx(values[10])
    middle = float(WEIGHTS @ values[[10, 100, 200]])
    half = draw_sample(logits, 0, values, Sampling(FULL, 0.0, 1.0, 0.5), 0.0, 0.0)
    assert half == pytest.approx(0.5 * (middle + values[10]))


def test_what_has_no_weight_is_never_chosen():
    logits = np.array([-np.inf, 0.0, -np.inf, 0.0])
    rng = np.random.default_rng(2)
    chosen = {choose(logits, None, Sampling(FULL, 1.0, 1.0), chance) for chance in [0.0, 1 - 1e-16, *rng.random(200)]}
    assert chosen == {1, 3}
