"""What systems share that hear and draw one sample after the other: what enters, what is learnt, what is fed back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from live_models.contract.checkpoint import Checkpoint
from live_models.contract.family import load_entry
from live_models.contract.generator import Controls, generate
from live_models.contract.sound import TrainingSound
from live_models.families import FAMILIES
from live_models.families.naive_rnn.fit import NaiveRNNFit
from live_models.families.sample_wise import drawing
from live_models.families.sample_wise.entering import QUIET, entering_numbers, left_over, scales_of
from live_models.families.sample_wise.generator import StreamGenerator
from live_models.features import Normalisation, at_reference_level
from live_models.kernels.compiling import kernel
from live_models.quantisation import class_edges, class_values
from support.training import RATE

FAMILY = FAMILIES["naive_rnn"]
SEED = (0.1 * np.random.default_rng(3).standard_normal(4000)).astype(np.float32)


def _fit(samples, rng_seed=0, **params):
    parameters = FAMILY.parameters({**FAMILY.tiny, **params})
    return NaiveRNNFit(parameters, TrainingSound(RATE, [samples], [{"sha256": "0"}]), rng_seed)


def _pluck(seconds=2.0):
    """Strings plucked twice a second: what a linear predictor is for."""
    time = np.arange(round(seconds * RATE)) / RATE
    ringing = np.sin(2 * np.pi * 310.0 * time) + 0.5 * np.sin(2 * np.pi * 620.0 * time)
    noise = 1e-3 * np.random.default_rng(0).standard_normal(len(time))
    return (0.2 * ringing * np.exp(-4.0 * (time % 0.5)) + noise).astype(np.float32)


@pytest.mark.parametrize("quantisation", ["linear", "mulaw"])
def test_without_a_predictor_a_network_hears_classes_and_learns_that_of_the_sample_after_each(quantisation):
    sound = _pluck()
    fit = _fit(sound, batch_size=3, sequence_length=20, quantisation=quantisation)
    cursors = fit._cursors.copy()
    batch = fit.next_batch()
    training = sound[: round(0.9 * len(sound))]
    edges, values = class_edges(quantisation), class_values(quantisation)
    for lane, start in enumerate(cursors):
        samples = np.resize(np.roll(training, -start), 21) / np.abs(training).max()
        heard = values[np.searchsorted(edges, samples)].astype(np.float32)
        np.testing.assert_array_equal(batch.labels[:, lane, 0], heard[1:])
        np.testing.assert_array_equal(batch.inputs[:, lane, 0], heard[:-1])
    assert fit.updates_per_epoch == -(-len(training) // 60)


def test_what_is_left_over_is_each_sample_less_the_weighted_sum_of_those_before():
    rng = np.random.default_rng(0)
    samples, linear = rng.standard_normal((2, 50)).astype(np.float32), rng.standard_normal(7).astype(np.float32)
    expected = [
        [row[at] - sum(linear[i] * row[at - 7 + i] for i in range(7)) for at in range(7, 50)] for row in samples
    ]
    np.testing.assert_allclose(left_over(samples[..., None], linear[None])[..., 0], expected, atol=1e-5)


def test_behind_a_predictor_the_sample_and_what_it_had_left_over_enter():
    p = FAMILY.parameters({"linear_length": 8})
    scales = scales_of(p, Normalisation(level=0.04), np.array([0.01]))
    found = entering_numbers(np.array([[0.1], [-0.2]]), np.array([[0.0], [0.01]]), scales)
    np.testing.assert_allclose(found, [[0.5, 0.0], [-1.0, np.arcsinh(QUIET) / 2.0]], rtol=1e-6)


@pytest.mark.parametrize("backend", ["eager", "cpu_float32"])
def test_what_a_dream_makes_beyond_the_recordings_peak_enters_as_that_peak(backend):
    """Found in a dream of a network trained for minutes: what it had never heard made it louder and louder."""
    parameters = FAMILY.parameters({**FAMILY.tiny, "linear_length": 4, "head": "mixture", "num_components": 1})
    tensors = {name: np.zeros(shape, dtype=np.float32) for name, shape in parameters.tensor_shapes().items()}
    tensors["head.bias"][2] = 2.5  # every sample is 2.5 times the peak
    checkpoint = Checkpoint("loud", {"normalisation": {"deviation": 1.0, "level": 0.25}}, tensors, parameters)
    generator = FAMILY.around(checkpoint, FAMILY.executor(checkpoint, backend))
    state = generator.begin(SEED, 0)
    dream = generator.advance(state, Controls(temperature=0.0, energy_hold=0.0), 3)
    np.testing.assert_allclose(dream, 2.5, rtol=1e-6)
    expected = [[1.0 / 0.5, np.arcsinh(2.5 * QUIET) / 2.0]]
    np.testing.assert_allclose(state.state.entering, expected, rtol=1e-5)
    scales = generator.backend.scales
    assert np.isnan(entering_numbers(np.array([np.nan]), np.array([0.0]), scales)[0]), "the guard must see it"


@pytest.mark.parametrize("context", [0, 5])
def test_behind_a_predictor_the_head_learns_what_it_leaves_over_of_the_clean_sample(context, monkeypatch):
    """Whatever noise was heard: the prediction made of it and the label together are the recording."""
    sound = _pluck()
    fit = _fit(sound, batch_size=2, sequence_length=30, linear_length=12, head="mixture", input_noise=0.5)
    monkeypatch.setattr(type(fit.parameters), "context_length", context)
    cursors, weight = fit._cursors.copy(), fit.skip.weight[0].astype(np.float64)
    deviation = fit.normalisation.deviation
    batch = fit.next_batch()
    assert batch.inputs.shape == (30 + context, 2, 2) and batch.labels.shape == (30, 2, 1)
    training = sound[: round(0.9 * len(sound))]
    clean = training / np.abs(training).max()
    heard = batch.inputs.numpy().astype(np.float64)
    samples = heard[:, :, 0] / fit.scales.sample
    for lane, start in enumerate(cursors):
        recorded = np.resize(np.roll(clean, context - start), 31 + context)
        noise = samples[:, lane] - recorded[:-1]
        assert 0.3 * deviation < np.std(noise) < 0.7 * deviation
        for step in range(12, 30):
            at = context + step
            predicted = weight @ samples[at - 11 : at + 1, lane]
            label = float(batch.labels[step, lane, 0])
            assert predicted + deviation * label == pytest.approx(recorded[at + 1], abs=1e-5)
            before = weight @ samples[at - 12 : at, lane]
            entered = np.sinh(2.0 * heard[at, lane, 1]) / QUIET
            assert entered == pytest.approx((samples[at, lane] - before) / deviation, abs=1e-3)


def test_a_mixtures_components_begin_as_wide_as_what_the_predictor_leaves_over():
    fit = _fit(_pluck(), linear_length=12, head="mixture", num_components=4)
    widths = fit.network.head.bias[4:8].detach().numpy()
    assert (np.diff(widths) > 0.1).all()
    assert 0 < np.exp(widths[0]) < 0.3 < np.exp(widths[-1]) < 40


class Constant:
    """A network that always puts out the same numbers."""

    def __init__(self, output):
        self.output, self.heard = np.float32(output), []

    def begin(self, batch):
        return batch

    def step(self, entering, state):
        self.heard.append(entering.copy())
        return np.broadcast_to(self.output, (state, len(self.output)))

    def listen(self, entering, state):
        self.heard += list(entering)


def _around(network, linear, params, **card):
    parameters = FAMILY.parameters({**FAMILY.tiny, **params})
    tensors = {"linear.weight": np.float32([linear])} if len(linear) else {}
    return StreamGenerator(Checkpoint("fake", {"normalisation": {}} | card, tensors, parameters), network)


def _dream(generator, num_samples, controls, chunk_steps=100):
    return np.concatenate(list(generate(generator, SEED, num_samples, 7, controls, chunk_steps)))


def test_noise_behind_a_predictor_is_in_units_of_what_it_leaves_over():
    """A mixture of nothing behind a predictor that repeats the last sample: one hears the noise, summed up."""
    network = Constant([0.0, -5.0, 0.0])
    params = {"linear_length": 4, "head": "mixture", "num_components": 1}
    normalisation = {"deviation": 0.02, "level": 0.01}
    generator = _around(network, [0.0, 0.0, 0.0, 1.0], params, normalisation=normalisation)
    controls = Controls(noise=0.5, temperature=0.0, energy_hold=0.0)
    steps = np.diff(_dream(generator, 4000, controls))
    assert np.std(steps) == pytest.approx(0.5 * 0.02, rel=0.05)
    entered = np.sinh(2.0 * np.array(network.heard)[-1000:, 0, 1]) / QUIET
    assert np.std(entered) == pytest.approx(0.5, rel=0.1), "the network hears the noise as what is left over"


def test_a_networks_sample_is_fed_back_over_the_peak_and_heard_at_the_recordings_level():
    output = np.full(256, -20.0)
    output[200] = 20.0
    network = Constant(output)
    generator = _around(network, [], {}, normalisation={"global_maximum": 0.5, "gain_db": 6.0})
    dream = _dream(generator, 600, Controls())
    value = class_values("linear")[200]
    np.testing.assert_allclose(dream, value * 0.5 * 10 ** (6 / 20), rtol=1e-6)
    np.testing.assert_allclose(np.array(network.heard)[-500:], value, rtol=1e-6)


@pytest.mark.parametrize("too_loud_db", [20.0, -20.0])
def test_energy_hold_leads_a_dream_to_the_level_of_the_recordings(too_loud_db):
    """Noise of one deviation behind no string at all: what is drawn is what is heard."""
    params = {"linear_length": 2, "head": "mixture", "num_components": 1}
    normalisation = {"deviation": 0.1, "level": 0.01 * 10.0 ** (-too_loud_db / 10.0)}
    generator = _around(Constant([0.0, 0.0, 0.0]), [0.0, 0.0], params, normalisation=normalisation)
    free, held = (_dream(generator, 4000, Controls(energy_hold=hold))[1000:] for hold in (0.0, 0.25))
    assert np.std(free) == pytest.approx(0.1, rel=0.05)
    change_db = 20.0 * np.log10(np.std(held) / np.std(free))
    assert change_db < -3.0 if too_loud_db > 0 else change_db > 3.0


def test_a_kernel_is_compiled_again_when_one_that_it_calls_from_another_folder_has_changed():
    """Found when the draws moved out of the folder of their loop: numba looks at the caller's file alone."""
    folder = Path(drawing.__file__).parent
    assert kernel(_calls).source_folders - kernel(_calls_none).source_folders == {folder}


predicted_value = drawing.predicted_value


def _calls(head, window):
    return predicted_value(head, window)


def _calls_none(head):
    return head


def test_a_card_from_before_there_were_predictors_still_dreams():
    params = {"num_layers": 2, "hidden_size": 8, "sequence_length": 128, "batch_size": 32, "quantisation": "linear"}
    old = {
        "approach": "naive_rnn",
        "lr": 1e-3,
        "num_epochs": 20,
        "sample_rate": 14700,
        "dream_seed": "random",
        **params,
    }
    parameters = FAMILY.parameters(old)
    rng = np.random.default_rng(0)
    shapes = {"upsample.weight": (8, 1), "upsample.bias": (8,), "head.weight": (256, 8), "head.bias": (256,)}
    for layer in range(2):
        shapes |= {f"layers.{layer}.weight_{one}": (32, 8) for one in ("ih", "hh")} | {f"layers.{layer}.bias": (32,)}
    tensors = {name: rng.normal(0, 0.3, shape).astype(np.float32) for name, shape in shapes.items()}
    assert parameters.tensor_shapes() == shapes
    card = {"normalisation": {"global_maximum": 0.4, "level": 0.0, "deviation": 1.0, "gain_db": 0.0}}
    checkpoint = Checkpoint("old", card, tensors, parameters)
    generator = FAMILY.around(checkpoint, FAMILY.executor(checkpoint, "eager"))
    dream = _dream(generator, 50, None)
    assert np.isin(np.float32(dream / np.float32(0.4)).round(5), np.float32(class_values("linear")).round(5)).all()


@pytest.mark.parametrize("head", ["mixture", "categorical"])
def test_forced_outputs_are_the_steps_of_the_recording_and_their_means(head):
    sound = _pluck()
    fit = _fit(sound, linear_length=12, head=head, num_components=3)
    checkpoint = Checkpoint("forced", fit.card(), fit.tensors(), fit.parameters)
    outputs, means = load_entry(FAMILY.forced)(checkpoint, FAMILY.executor(checkpoint, "eager"), sound, 60)
    assert outputs.shape == (48, 1, fit.parameters.output_size) and means.shape == (48, 1)
    with torch.inference_mode():
        tape = at_reference_level(sound) / fit.normalisation.global_maximum
        known = tape[(len(tape) - 60) // 2 :][:60]
        rest = [known[at] - fit.skip.weight[0] @ known[at - 12 : at] for at in range(12, 60)]
        entering = entering_numbers(known[12:, None], np.array(rest)[:, None], fit.scales)
        whole, _ = fit.network(torch.from_numpy(entering)[:, None])
    np.testing.assert_allclose(outputs, whole.numpy(), atol=1e-4)
    one = outputs[7, 0].astype(np.float64)
    shares = np.exp(one[: 3 if head == "mixture" else 256])
    values = one[6:] if head == "mixture" else class_values("linear", 6.0)
    assert means[7, 0] == pytest.approx(shares @ values / shares.sum(), abs=1e-5)


@pytest.mark.whole
def test_a_training_with_predictor_and_noise_goes_on_as_if_there_had_been_no_break(tmp_path):
    params = {"linear_length": 12, "head": "mixture", "input_noise": 0.1}
    whole, broken, resumed = (_fit(_pluck(), seed, **params) for seed in (3, 3, 4))
    losses = [whole.update(step / 20) for step in range(20)]
    for step in range(10):
        broken.update(step / 20)
    broken.save(tmp_path / "state", {})
    torch.manual_seed(9)
    resumed.load(tmp_path / "state")
    assert [resumed.update(step / 20) for step in range(10, 20)] == losses[10:]
