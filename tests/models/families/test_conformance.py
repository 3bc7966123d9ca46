"""What every family promises on every backend, over the table of families; a new row is tested by being there."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pytest

from live_models.arrays import FloatArray
from live_models.contract.backends import BackendError
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.family import ALL_CONTROLS, Family, random_checkpoint
from live_models.contract.generator import Controls, Generator, generate
from live_models.families import FAMILIES
from live_models.families.lstm import sample_wise
from live_models.families.sample_wise import generator as stream
from live_models.families.sample_wise.head import STRETCH
from live_models.loading import build_generator
from support.checkpoints import SMALL, STREAMS, random_tensors
from support.parameters import hyperparameters_of

SEED = (0.1 * np.random.default_rng(3).standard_normal(4000)).astype(np.float32)
SEEDS = [SEED, np.flip(SEED).copy(), SEED[:500]]
WILD = Controls(temperature=1.5, energy_hold=1.0, noise=0.02)
TURNED = {"temperature": 3.0, "sampling": "greedy", "tau": 0.0, "dropout": 0.6, "noise": 0.5, "energy_hold": 1.0}
TURNED |= {"noise_when_stuck": 1.0, "influence": 3.0}
"""Each control as far from its default as dreams bear."""
NEEDS = {"tau": {"sampling": "tempered"}, "noise_when_stuck": {"dropout": 0.0, "temperature": 0.0}}
NEEDS |= {"influence": {"influence": 0.0}}  # above 1 it counts as 1 where a second lane would cost as much again
"""What must be chosen for a control to count."""

MORE = {**SMALL, **STREAMS}
"""What families can be beside their smallest size."""

SNR_DB = {"cpu_float32": 55, "torchscript": 55, "cuda_graph": 55, "cpu": 35, "cpu_int8": 10, "cuda_graph_bf16": 10}
"""Of a dream's first steps against eager's. Rounding is fed back: float32, float16 and 8 bits part from it in turn."""


@pytest.fixture(autouse=True)
def short_listening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sample by sample through torch, a seed is most of a test."""
    for module in (sample_wise, stream):
        monkeypatch.setattr(module, "LISTEN_S", 0.02)


def variants(family: Family) -> dict[str, dict[str, Any]]:
    """The smallest size of a family, and what else its hyperparameters can be."""
    more = {name: params for name, params in MORE.items() if params["approach"] == family.name}
    tiny = {"approach": family.name, **family.tiny}
    fields = {field.name for field in dataclasses.fields(hyperparameters_of(tiny))}
    heeding = {f"heeding-{family.name}": {**tiny, "condition": True}} if "condition" in fields else {}
    return {f"tiny-{family.name}": tiny, **heeding, **more}


VARIANTS = {name: params for family in FAMILIES.values() for name, params in variants(family).items()}
PAIRS = [(name, backend) for name, params in VARIANTS.items() for backend in FAMILIES[params["approach"]].backends]
every_pair = pytest.mark.parametrize(("name", "backend"), PAIRS)
each_but_rounded = pytest.mark.parametrize(
    ("name", "backend"), [pair for pair in PAIRS if pair[1] not in ("cuda_graph_bf16", "cpu_float32")]
)
"""Those two differ from their siblings in rounding alone."""


@cache
def checkpoint(name: str) -> Checkpoint:
    parameters = hyperparameters_of(VARIANTS[name])
    if name not in MORE:
        found = random_checkpoint(name, parameters)
        if "condition.weight" in found.tensors:  # its numbers are larger than what else enters
            found.tensors["condition.weight"] *= np.float32(0.25)
        return found
    card = {"normalisation": {"level": 0.01, "deviation": 0.05}}
    tensors = random_tensors(parameters)
    if name in STREAMS:  # at full size one draw that 8 bits make another way, and the dream is another
        tensors = {key: tensor * np.float32(0.5) for key, tensor in tensors.items()}
    return Checkpoint(name, card, tensors, parameters)


@cache
def load(name: str, backend: str) -> Generator[Any]:
    """A generator is immutable: all tests of this file share it."""
    one = checkpoint(name)
    family = FAMILIES[one.hyperparameters.approach]
    try:
        return family.around(one, family.executor(one, backend))
    except BackendError as error:
        if not backend.startswith("cuda_graph"):
            raise
        return build_generator(one, without_gpu(one, backend, str(error)))


def without_gpu(one: Checkpoint, backend: str, why: str) -> Any:
    """All of the backend but the capture runs on a CPU, for the family that has it so."""
    import torch

    from live_models.families.lstm.backends.cuda_graph import CudaGraphNetwork
    from live_models.families.lstm.config import LSTMParameters

    if not isinstance(one.hyperparameters, LSTMParameters):
        pytest.skip(why)
    weights = "bfloat16" if backend.endswith("bf16") else "float32"
    return CudaGraphNetwork(one.hyperparameters, one.tensors, weights, torch.device("cpu"))


def steps_of(generator: Generator[Any]) -> int:
    """A stream's in bands go beyond the end of its tape, which is wound back there."""
    if generator.spec.hop_length == 1:
        return 120
    return STRETCH + 44 if isinstance(generator, stream.StreamGenerator) else 16


def batch(
    generator: Generator[Any],
    seeds: Sequence[FloatArray] = (SEED,),
    rng_seeds: Sequence[int] = (7,),
    controls: Controls | None = None,
    pieces: Sequence[float] = (1.0,),
) -> FloatArray:
    """Dreams at once, in pieces: shares of a short stretch, one step each at least."""
    state = generator.begin_batch(seeds, list(rng_seeds))
    controls = controls or generator.default_controls
    total, made = steps_of(generator), []
    for share in pieces:
        made.append(generator.advance_batch(state, controls, max(1, round(share * total))))
    return np.concatenate(made, axis=1)


@cache
def eager_dreams(name: str, controls: Controls | None) -> FloatArray:
    return batch(load(name, "eager"), SEEDS[:2], (3, 4), controls)


@every_pair
@pytest.mark.parametrize("controls", [None, WILD], ids=["own", "wild"])
def test_it_agrees_with_eager_as_far_as_its_precision_goes(name: str, backend: str, controls: Controls | None) -> None:
    expected = eager_dreams(name, controls)
    assert np.abs(expected).max() > 1e-4
    found = batch(load(name, backend), SEEDS[:2], (3, 4), controls)
    if backend == "eager":
        np.testing.assert_array_equal(found, expected)
        return
    error_db = 10 * np.log10(np.mean((found - expected) ** 2) / np.mean(expected**2) + 1e-20)
    assert error_db < -SNR_DB[backend]


@each_but_rounded
def test_in_pieces_it_is_the_whole(name: str, backend: str) -> None:
    generator = load(name, backend)
    length = steps_of(generator) * generator.spec.hop_length - 3
    whole, pieces = (np.concatenate(list(generate(generator, SEED, length, 7, None, steps))) for steps in (4096, 5))
    assert whole.shape == (length,) and whole.dtype == np.float32 and np.isfinite(whole).all()
    np.testing.assert_array_equal(pieces, whole)


@each_but_rounded
def test_of_a_batch_each_is_what_it_is_alone(name: str, backend: str) -> None:
    generator = load(name, backend)
    together = batch(generator, SEEDS, (1, 2, 3), pieces=(0.3, 0.0, 0.5))
    for number, seed in enumerate(SEEDS):
        alone = batch(generator, [seed], [number + 1], pieces=(0.3, 0.0, 0.5))[0]
        # Several dreams are summed in another order than one, and that is fed back.
        np.testing.assert_allclose(together[number], alone, atol=2e-3 * np.abs(alone).max())


@each_but_rounded
def test_the_same_rng_seed_is_the_same_dream_and_another_another(name: str, backend: str) -> None:
    generator = load(name, backend)
    controls = Controls(**{key: TURNED[key] for key in {"noise"} & family_of(name).controls})
    one = batch(generator, controls=controls)
    np.testing.assert_array_equal(batch(generator, controls=controls), one)
    assert not np.array_equal(batch(generator, rng_seeds=(8,), controls=controls), one)
    assert not np.array_equal(batch(generator, [np.flip(SEED).copy()], controls=controls), one), "the seed is not heard"


@each_but_rounded
def test_two_dreams_share_nothing_and_what_they_gave_stays(name: str, backend: str) -> None:
    generator = load(name, backend)
    controls, parts = generator.default_controls, max(4, steps_of(generator) // 8)
    alone = []
    for rng_seed in (1, 2):
        state = generator.begin(SEED, rng_seed)
        alone.append([generator.advance(state, controls, 2).copy() for _ in range(parts)])
    states = [generator.begin(SEED, rng_seed) for rng_seed in (1, 2)]
    both = [[generator.advance(state, controls, 2) for state in states] for _ in range(parts)]
    for number in (0, 1):
        np.testing.assert_array_equal([pair[number] for pair in both], alone[number])


def family_of(name: str) -> Family:
    return FAMILIES[VARIANTS[name]["approach"]]


@pytest.mark.parametrize("name", list(VARIANTS))
@pytest.mark.parametrize("control", sorted(ALL_CONTROLS))
def test_a_control_changes_what_comes_after_it_and_nothing_where_it_is_not_heeded(name: str, control: str) -> None:
    generator = load(name, family_of(name).default_backend)
    usual = generator.default_controls
    changed = Controls(**{**vars(usual), control: TURNED[control]})
    expected = batch(generator, pieces=(0.5, 0.5))
    half = expected.shape[1] // 2
    state = generator.begin_batch([SEED], [7])
    steps = half // generator.spec.hop_length
    found = np.concatenate([generator.advance_batch(state, one, steps) for one in (usual, changed)], axis=1)
    np.testing.assert_array_equal(found[:, :half], expected[:, :half])
    if control not in family_of(name).controls:
        np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("family", list(FAMILIES.values()), ids=list(FAMILIES))
def test_every_control_that_a_family_heeds_changes_some_dream_of_it(family: Family) -> None:
    def is_heard(control: str, name: str) -> bool:
        generator = load(name, family.default_backend)
        usual = vars(generator.default_controls) | NEEDS.get(control, {})
        dreams = [batch(generator, controls=Controls(**one)) for one in (usual, usual | {control: TURNED[control]})]
        return not np.array_equal(*dreams)

    for control in sorted(family.controls):
        assert any(is_heard(control, name) for name in variants(family)), control


@pytest.mark.parametrize("name", list(VARIANTS))
def test_any_seed_is_heard_or_refused(name: str) -> None:
    generator = load(name, family_of(name).default_backend)
    for seed in (np.zeros(50, np.float32), SEED[:1], np.ones(30, np.float32)):
        assert np.isfinite(batch(generator, [seed])).all()
    for seed in (np.zeros(0), np.zeros((4, 2)), np.array([np.nan, 1.0])):
        with pytest.raises(ValueError, match="seed must be"):
            generator.begin(seed.astype(np.float32), 0)


def test_what_a_family_lacks_is_told_and_the_settings_default_runs_on_its_own() -> None:
    for family in FAMILIES.values():
        assert "eager" in family.backends
        assert family.backend_for("cpu") in family.backends
        with pytest.raises(BackendError, match="has no backend"):
            family.backend_for("abacus")
