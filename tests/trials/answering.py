"""Retrieval: sixteen passages on sixteen chords seed dreams; does a dream's pitch profile tell its seed?

Each passage of five seconds seeds one dream for each `rng_seed`; chance is 1 of 16. Top-1 in 0-2, 2-5 and 5-12 s of the
dream, the score `answer` (.5: chance), and the same for the player's own next five seconds. `--also`: seeds of other
instruments; the share of their dreams' energy on the pitch classes that hold three quarters of the seed's, beside the
share that dreams of other passages have there. `--second-ear`: retrieval by Basic Pitch's network, too.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import soxr

from live_inference.scores.answer import folded, likeness, profile, seed_profile, told
from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.ear import frames_of
from live_models.condition.numbers import NUM_PITCHES
from live_models.contract.family import ANY_BACKEND
from live_models.contract.generator import Generator
from live_models.loading import load_generator
from live_models.registry import Registry
from support import second_ear
from support.passages import RATE, Passage, of_chords, of_recording, plucked_chords
from trials.figures import figure_table, leave

Ear = Callable[[FloatArray, int], DoubleArray]
"""From samples and their rate to a profile of twelve pitch classes."""

PIECES_S = ((0.0, 2.0), (2.0, 5.0), (5.0, 12.0))
DREAM_S = PIECES_S[-1][1]
CHUNK_S = 1.0
OWN_SHARE = 0.75
"""A seed's pitch classes: the fewest that hold this share of its energy."""


def dreams_of(
    generator: Generator[Any], passages: Sequence[Passage], rng_seeds: Sequence[int], influence: float
) -> list[list[FloatArray]]:
    """A dream of each passage for each `rng_seed`, all in one batch. Shape: -> rng_seeds x passages x `[n]`"""
    rate, hop = generator.spec.sample_rate, generator.spec.hop_length
    seeds = [np.asarray(soxr.resample(one.samples, RATE, rate, quality="HQ"), dtype=np.float32) for one in passages]
    controls = replace(generator.default_controls, influence=influence)
    state = generator.begin_batch(seeds * len(rng_seeds), [one for one in rng_seeds for _ in passages])
    length, made = round(DREAM_S * rate), []
    while sum(chunk.shape[1] for chunk in made) < length:
        made.append(generator.advance_batch(state, controls, max(1, round(CHUNK_S * rate / hop))))
    dreams = list(np.concatenate(made, axis=1)[:, :length])
    return [dreams[first : first + len(passages)] for first in range(0, len(dreams), len(passages))]


def retrieval(heard: DoubleArray, seeds: DoubleArray) -> dict[str, float]:
    """How well profiles tell which seed is theirs: top-1, `answer`, likeness to the own one minus to others.

    Shape: `heard` `[seeds, 12]`, in the seeds' order; `seeds` `[seeds, 12]`
    """
    number = np.arange(len(seeds))
    alike = np.array([likeness(one, seeds) for one in heard])
    others = [seeds[number != index] for index in number]
    answers = [told(heard[index], seeds[index], others[index]) for index in number]
    own, rest = alike[number, number], (alike.sum(axis=1) - alike[number, number]) / (len(seeds) - 1)
    return {
        "top1": float(np.mean(alike.argmax(axis=1) == number)),
        "answer": float(np.mean(answers)),
        "nearer": float(np.mean(own - rest)),
    }


def pieces_of(dreams: Sequence[Sequence[FloatArray]], rate: int, seeds: DoubleArray, ear: Ear) -> list[dict[str, Any]]:
    """How well each piece of time tells the seeds, by an ear: means over the `rng_seed`s, top-1 of each.

    Shape: `dreams` rng_seeds x seeds x `[n]`; `seeds` `[seeds, 12]`
    """
    found = []
    for first_s, last_s in PIECES_S:
        piece = slice(round(first_s * rate), round(last_s * rate))
        each = [retrieval(np.array([ear(one[piece], rate) for one in row]), seeds) for row in dreams]
        means = {key: float(np.mean([one[key] for one in each])) for key in each[0]}
        found.append({"from_s": first_s, "to_s": last_s, "each": [one["top1"] for one in each]} | means)
    return found


def energies(samples: FloatArray, rate: int) -> DoubleArray:
    """Share of each pitch class in the energy of a sound's spectral peaks. Shape: `[n]` -> `[12]`"""
    powers = frames_of(samples, rate)[:, :NUM_PITCHES].astype(np.float64) ** 4  # of roots of amplitudes
    found = folded(powers.mean(axis=0))
    return found / max(float(found.sum()), 1e-12)


def shares(seeds: Sequence[DoubleArray], dreams: Sequence[DoubleArray]) -> list[tuple[float, float]]:
    """For each seed: share of its own dream's energy on its pitch classes, and the mean share of other dreams."""
    found = []
    for index, seed in enumerate(seeds):
        order = np.argsort(-seed)
        classes = order[: 1 + int(np.searchsorted(np.cumsum(seed[order]), OWN_SHARE))]
        on = [float(one[classes].sum()) for one in dreams]
        found.append((on[index], float(np.mean(on[:index] + on[index + 1 :]))))
    return found


def measured(
    name: str, generator: Generator[Any], passages: Sequence[Passage], also: Sequence[Passage], options: Any
) -> list[dict[str, Any]]:
    """One row of figures for each influence."""
    rows, everything = [], [*passages, *also]
    seeds = np.array([seed_profile(one.samples, RATE) for one in passages])
    spoken = [energies(one.samples, RATE) for one in everything]
    for influence in options.influence if generator.spec.condition else [0.0]:
        began = time.monotonic()
        dreams = dreams_of(generator, everything, range(options.rng_seeds), influence)
        took = time.monotonic() - began
        rate = generator.spec.sample_rate
        answers = [batch[: len(passages)] for batch in dreams]
        row: dict[str, Any] = {"checkpoint": name, "influence": influence}
        row["pieces"] = pieces_of(answers, rate, seeds, profile)
        if options.second_ear:
            heard = np.array([second_ear.profile(one.samples, RATE) for one in passages])
            row["second_ear"] = pieces_of(answers, rate, heard, second_ear.profile)
        row["also"] = also_of(also, spoken, [[energies(one, rate) for one in batch] for batch in dreams])
        row["x_realtime"] = len(everything) * options.rng_seeds * DREAM_S / took
        rows.append(row)
        print(in_words(row), flush=True)
    return rows


def also_of(
    also: Sequence[Passage], spoken: Sequence[DoubleArray], dreams: Sequence[Sequence[DoubleArray]]
) -> dict[str, dict[str, float]]:
    """Shares of energy by recording, mean over passages and dreams. `also` are the last of what was dreamt of."""
    found: dict[str, list[tuple[float, float]]] = {}
    for batch in dreams:
        for one, pair in zip(also, shares(spoken, batch)[len(spoken) - len(also) :], strict=True):
            found.setdefault(one.name.partition(" ")[0], []).append(pair)
    return {
        name: {"own": float(np.mean([one for one, _ in pairs])), "others": float(np.mean([two for _, two in pairs]))}
        for name, pairs in found.items()
    }


def in_words(row: dict[str, Any]) -> str:
    """One line: top-1 of each piece, answer of each piece."""
    tops, answers = (each_of(row["pieces"], key) for key in ("top1", "answer"))
    if "second_ear" in row:
        tops += f" (by the second ear {each_of(row['second_ear'], 'top1')})"
    others = "".join(f"; {name} {one['own']:.2f} ({one['others']:.2f})" for name, one in row["also"].items())
    return f"{row['checkpoint']}, influence {row['influence']:g}: top-1 {tops}; answer {answers}{others}"


def each_of(pieces: Sequence[dict[str, Any]], key: str) -> str:
    """One figure of each piece."""
    return " / ".join(f"{piece[key]:.2f}" for piece in pieces)


def player(passages: Sequence[Passage], seed_ear: Ear, ear: Ear) -> dict[str, float]:
    """The same for the player's own next five seconds."""
    seeds = np.array([seed_ear(one.samples, RATE) for one in passages])
    return retrieval(np.array([ear(one.follows, RATE) for one in passages]), seeds)


def as_markdown(result: dict[str, Any]) -> str:
    """The figures as a table."""
    rows = [
        (
            f"the player's own next five seconds, {result['passages']} passages, by {ear}",
            f"top-1 {theirs['top1']:.2f}; answer {theirs['answer']:.2f}",
        )
        for ear, theirs in result["player"].items()
    ]
    for row in result["rows"]:
        head, _, figures = in_words(row).partition(": ")
        rows.append((f"{head}, 0–2 / 2–5 / 5–12 s", figures))
    return figure_table(rows)


def main() -> int:
    """Print the table. Fails where the best influence tells less than `--enough`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", nargs="*", help="names, or paths of cards (default: the shipped default)")
    parser.add_argument("--recording", nargs="+", type=Path, default=[], help="with a .json of chords beside each")
    parser.add_argument("--also", nargs="+", type=Path, default=[], help="voices, other instruments")
    parser.add_argument("--influence", nargs="+", type=float, default=[0.0, 1.0, 2.0])
    parser.add_argument("--passages", type=int, default=16)
    parser.add_argument("--rng-seeds", type=int, default=3, help="dreams of each passage")
    parser.add_argument("--backend", default=ANY_BACKEND)
    parser.add_argument("--second-ear", action="store_true", help="pip install --no-deps basic-pitch==0.4.0")
    parser.add_argument("--enough", type=float, default=0.0, help="top-1 that every piece of the last row must reach")
    parser.add_argument("--out", type=Path, default=Path("trials-out/answering"))
    options = parser.parse_args()
    if options.second_ear and second_ear.model_file() is None:
        parser.error("--second-ear needs Basic Pitch: pip install --no-deps basic-pitch==0.4.0 (and onnxruntime)")
    passages = of_chords(options.recording, options.passages) if options.recording else plucked_chords(options.passages)
    also = [one for path in options.also for one in of_recording(path)]
    rows: list[dict[str, Any]] = []
    registry = Registry()
    for name in options.checkpoints or [registry.default_name()]:
        generator = load_generator(Path(name) if "/" in name else registry.find(name), options.backend)
        rows += measured(generator.spec.name, generator, passages, also, options)
    names = [one.name for one in passages]
    theirs = {"our ear": player(passages, seed_profile, profile)}
    if options.second_ear:
        theirs["the second ear"] = player(passages, second_ear.profile, second_ear.profile)
    result = {"passages": len(passages), "names": names, "player": theirs, "rows": rows}
    leave(options.out, "answering", result, as_markdown(result))
    return 0 if min(piece["top1"] for piece in rows[-1]["pieces"]) >= options.enough else 1
