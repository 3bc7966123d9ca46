"""The plan of a render: models x seeds x variations as jobs, addressed by their content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from live_inference.files.audio import at_rate
from live_inference.files.dreams import sha256_of_samples
from live_inference.render.errors import RenderError
from live_inference.render.seeds import Seed
from live_models.arrays import FloatArray
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.generator import ControlError, Controls
from live_models.families import family_of

FORMAT: Final = 4
"""Part of every address; changes when the same job would sound different (2: `cpu` has float16 weights; 3: `cpu` and
`cpu_int8` project fewer steps ahead; 4: pitches that are heeded ring on)."""

SOUNDING: Final = ("tone", "levels", "rhythm", "noise_bands")
"""What else of a card a dream depends on, where the card has it."""

SPARE: Final = 2
"""With `--keep-best`, twice as many dreams are made as are kept."""


@dataclass(frozen=True, eq=False)
class Model:
    """A checkpoint to dream with. `address`: hash of everything in it that a dream depends on."""

    checkpoint: Checkpoint
    address: str

    @property
    def name(self) -> str:
        """As `live-daemon models` lists it."""
        return self.checkpoint.name

    @property
    def sample_rate(self) -> int:
        """Rate of its seeds and dreams, in Hz."""
        return self.checkpoint.hyperparameters.sample_rate

    @property
    def has_condition(self) -> bool:
        """Whether its dreams heed what is played."""
        return bool(self.checkpoint.hyperparameters.to_params().get("condition"))

    def backend_for(self, wanted: str) -> str:
        """The backend that runs when `wanted` is asked for. Raises BackendError."""
        return family_of(self.checkpoint.hyperparameters.approach).backend_for(wanted)


@dataclass(frozen=True, eq=False)
class RenderJob:
    """One dream to make. `key` is its address; `seed` and `reference` are at the model's rate.

    `said`: pitches, as MIDI numbers, that a model with a condition heeds instead of what it hears.

    `seed_number` and `variation`: its place in the plan, not part of the address.
    """

    key: str
    model: Model
    seed_number: int
    variation: int
    rng_seed: int
    duration_s: float
    backend: str
    seed: FloatArray
    reference: FloatArray
    said: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class Plan:
    """Everything that determines the bank.

    `dreams`: how many are made of each seed at first; `keep`: at most how many of them become loops; `count`: loops in
    the bank.
    """

    seeds: Sequence[Seed]
    models: Sequence[Model]
    count: int
    dreams: Sequence[int]
    keep: Sequence[int]
    duration_s: float
    rng_seed: int
    backend: str
    _heard: dict[tuple[int, int], tuple[FloatArray, str]] = field(default_factory=dict)

    def jobs(self, seed_number: int, dreams: int) -> list[RenderJob]:
        """The first jobs of one seed. Models take turns; each seed starts with a different one."""
        seed = self.seeds[seed_number]
        found = []
        for number in range(dreams):
            model = self.models[(seed_number + number) % len(self.models)]
            backend = model.backend_for(self.backend)
            variation = number // len(self.models)
            heard, heard_sha256 = self._at_rate(seed.samples, seed, model)
            reference, reference_sha256 = self._at_rate(seed.reference, seed, model)
            facts = {
                "format": FORMAT,
                "seed_sha256": heard_sha256,
                "reference_sha256": reference_sha256,
                "model": model.address,
                "duration_s": self.duration_s,
                "backend": backend,
                "rng_seed": self.rng_seed + variation,
            }
            said = seed.said if model.has_condition else ()
            if said:
                facts["said"] = list(said)
            found.append(
                RenderJob(
                    address_of(facts), model, seed_number, variation, self.rng_seed + variation, self.duration_s,
                    backend, heard, reference, said,
                )
            )  # fmt: skip
        return found

    def _at_rate(self, samples: FloatArray, seed: Seed, model: Model) -> tuple[FloatArray, str]:
        """Samples at the model's rate, and their hash. Seeds that share a reference share one array: sent once."""
        key = id(samples), model.sample_rate
        if key not in self._heard:
            resampled = at_rate(samples, seed.sample_rate, model.sample_rate)
            self._heard[key] = resampled, sha256_of_samples(resampled)
        return self._heard[key]


def make_plan(
    seeds: Sequence[Seed],
    models: Sequence[Model],
    *,
    count: int,
    keep_best: int | None,
    duration_s: float,
    rng_seed: int,
    backend: str,
) -> Plan:
    """Choose the seeds and the number of dreams of each, to get `count` loops.

    If there are more seeds than needed, an evenly spread choice of them is used. Without `keep_best`, `count` dreams
    are made, shared evenly among the seeds; with it, twice as many as are kept of each seed.
    """
    needed = min(len(seeds), -(-count // (keep_best or 1)))
    taken = [seeds[number] for number in _evenly(len(seeds), needed)]
    if keep_best:
        keep, dreams = [keep_best] * needed, [SPARE * keep_best] * needed
    else:
        once_more = set(_evenly(needed, count % needed))
        keep = dreams = [count // needed + (number in once_more) for number in range(needed)]
    return Plan(taken, models, count, dreams, keep, duration_s, rng_seed, backend)


def _evenly(among: int, count: int) -> list[int]:
    """`count` different numbers below `among`, spread evenly.

    >>> _evenly(10, 3)
    [1, 5, 8]
    """
    return [(2 * number + 1) * among // (2 * count) for number in range(count)]


def plan_model(checkpoint: Checkpoint) -> Model:
    """Prepare a checkpoint for a plan. Raises RenderError for a card with unusable controls."""
    card = checkpoint.card
    try:
        controls = Controls.from_params(card.get("controls", {}))
    except (ControlError, TypeError) as error:
        raise RenderError(f"{checkpoint.name}.json: {error}") from None
    facts = {
        "weights_sha256": checkpoint.sha256,
        "hyperparameters": checkpoint.hyperparameters.to_params(),
        "normalisation": card["normalisation"],
        "resynthesis": card.get("resynthesis", {}),
        "controls": {name: getattr(controls, name) for name in Controls.__dataclass_fields__},
    }
    facts |= {name: card[name] for name in SOUNDING if name in card}
    model = Model(_light(checkpoint), "")
    if not model.has_condition:  # nothing of its dreams depends on it, and what older versions made is found again
        del facts["controls"]["influence"]
    return replace(model, address=address_of(facts))


def address_of(facts: dict[str, Any]) -> str:
    """Return the sha256 of facts, in hexadecimal: equal facts have equal addresses on every machine."""
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _light(checkpoint: Checkpoint) -> Checkpoint:
    """The checkpoint without its training log and list of recordings: it is sent with every batch."""
    kept = {name: value for name, value in checkpoint.card.items() if name not in ("training_log", "recordings")}
    return replace(checkpoint, card=kept)
