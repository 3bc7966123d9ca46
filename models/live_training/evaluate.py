"""Scores frozen dreams from the held-out part of a recording.

`python -m live_training.evaluate RECORDING --checkpoint STEM --out FOLDER` prints one JSON line for a checkpoint of
`live-daemon train`; `--approach vector --minutes 4 [--param NAME=VALUE]` instead trains one first, by minutes of one
core. The figures of docs/training.md come from here.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch

from live_inference.dreaming.guard import Guard
from live_inference.scores.answer import PASSAGE_S, seed_profile
from live_inference.scores.score import score
from live_models.arrays import DoubleArray, FloatArray
from live_models.checkpoint import load_checkpoint, save_checkpoint
from live_models.contract.fit import Fit
from live_models.contract.generator import Controls, Generator, generate
from live_models.contract.sound import TrainingSound
from live_models.families import FAMILIES, make_fit
from live_models.loading import load_generator
from live_training.denormals import flushed
from live_training.dreams import write_wav
from live_training.judging import Judge, gain_to_recordings_db, level_db, reference_of
from live_training.presets import load_preset, preset, recommended
from live_training.recordings import load_sound

DREAMS: Final = 10
DREAM_S: Final = 30.0
LEVELLED: Final = 5
LEVELLED_S: Final = 20.0
LEVELLED_FROM: Final = 100
"""Dreams that set the level: number, length, first `rng_seed`."""
MATCH_LENGTH: Final = 1024
MATCHES: Final = 60


def main() -> None:
    """Train, dream, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recording", type=Path)
    parser.add_argument("--approach", choices=FAMILIES, default=recommended().name)
    parser.add_argument("--preset", default="alive")
    parser.add_argument("--param", action="append", default=[])
    parser.add_argument("--control", action="append", default=[])
    parser.add_argument("--minutes", type=float, default=4.0)
    parser.add_argument("--dreams", type=int, default=DREAMS)
    parser.add_argument("--seconds", type=float, default=DREAM_S)
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint and the dreams")
    parser.add_argument("--checkpoint", type=Path, metavar="STEM", help="train nothing, dream from this one")
    options = parser.parse_args()
    torch.set_num_threads(1)
    parameters = preset(options.approach, options.preset, dict(one.split("=", 1) for one in options.param))
    if options.checkpoint is not None:
        parameters = load_checkpoint(options.checkpoint).hyperparameters
    sound = load_sound([options.recording], ["unstated"], parameters.sample_rate)
    stem = options.checkpoint or options.out / f"{options.recording.stem}-{options.approach}"
    row: dict[str, Any] = {"recording": options.recording.name, "approach": parameters.approach, "param": options.param}
    if options.checkpoint is None:
        fit = make_fit(parameters, sound, 0)
        with flushed():
            row |= train(fit, load_preset(options.preset, options.approach).controls, options.minutes, stem)
    controls = {name: _number(value) for name, value in (one.split("=", 1) for one in options.control)}
    row |= {"control": options.control}
    print(json.dumps(row | evaluate(stem, options.out, sound, options.dreams, options.seconds, controls)))


def train(fit: Fit, controls: dict[str, Any], minutes: float, stem: Path) -> dict[str, Any]:
    """Train for this time of one core and write the checkpoint, its level calibrated."""
    judge = Judge(fit, controls)
    start = time.process_time()  # of this process alone, whatever else the machine does
    while (progress := (time.process_time() - start) / (60.0 * minutes)) < 1.0:
        loss = fit.update(progress)
    card: dict[str, Any] = {
        "hyperparameters": fit.parameters.to_params(),
        **judge.card(),
        "recordings": fit.sound.rows,
    }
    save_checkpoint(stem, fit.tensors(), card)  # large weights become float16
    card |= judge.set_levels(load_checkpoint(stem).tensors, LEVELLED_S, LEVELLED_FROM)
    dreamt = judge.dreams(load_checkpoint(stem).tensors, LEVELLED, LEVELLED_S, LEVELLED_FROM)
    gain_db = gain_to_recordings_db(dreamt.samples, fit.sound)
    card["normalisation"]["gain_db"] = round(gain_db, 2)
    save_checkpoint(stem, fit.tensors(), card)
    return {"updates": fit.step, "loss": round(loss, 3), "validation": round(fit.validate(), 3)}


def dreams_of(
    stem: Path, sound: TrainingSound, count: int, seconds: float, controls: dict[str, Any]
) -> list[FloatArray]:
    """Frozen dreams of `rng_seed` 0, 1, 2.. from places, drawn by it, of the part held out from the training."""
    generator = load_generator(load_checkpoint(stem), "cpu")
    rate, dreams = generator.spec.sample_rate, []
    for rng_seed, seed in enumerate(seeds_of(generator, sound, count)):
        steering = Controls.from_params(vars(generator.default_controls) | controls)
        chunks = generate(generator, seed, round(seconds * rate), rng_seed, steering)
        dreams.append(np.concatenate(list(chunks)))
    return dreams


def seeds_of(generator: Generator[Any], sound: TrainingSound, count: int) -> list[FloatArray]:
    """The seeds of `dreams_of`: as long as what is heard, or what is heeded."""
    tape, spec = np.concatenate(sound.validation), generator.spec
    length = max(spec.seed_length, round(PASSAGE_S * spec.sample_rate) if spec.condition else 0)
    starts = [int(np.random.default_rng(one).integers(max(1, len(tape) - length))) for one in range(count)]
    return [tape[start : start + length] for start in starts]


def evaluate(
    stem: Path, out: Path, sound: TrainingSound, count: int, seconds: float, controls: dict[str, Any]
) -> dict[str, Any]:
    """Scores of frozen dreams, means over all of them; faults are counted."""
    p = load_checkpoint(stem).hyperparameters
    start = time.process_time()
    dreams = dreams_of(stem, sound, count, seconds, controls)
    factor = count * seconds / (time.process_time() - start)
    reference = reference_of(sound)
    source = np.concatenate(sound.recordings)
    generator = load_generator(load_checkpoint(stem), "cpu")
    asked = [seed_profile(one, p.sample_rate) for one in seeds_of(generator, sound, count)]
    conditioned = generator.spec.condition and controls.get("influence", generator.default_controls.influence) > 0.0
    scores = [
        score(dream, reference, hop_length=p.hop_length, asked=one, conditioned=conditioned)
        for dream, one in zip(dreams, asked, strict=True)
    ]
    answers = [one.answer for one in scores if one.answer is not None]
    for number, dream in enumerate(dreams):
        write_wav(out / f"{stem.name}-{number}.wav", dream, p.sample_rate)
    reasons = [Guard(p.sample_rate, sound.recordings[0]).check(dream) for dream in dreams]
    thirds = [level_db(dream[-len(dream) // 3 :]) - level_db(source) for dream in dreams]
    faults: dict[str, int] = {}
    for found in scores:
        for fault in found.faults:
            faults[fault] = faults.get(fault, 0) + 1
    return {
        "guard": f"{sum(reason is None for reason in reasons)}/{count}",
        "reasons": sorted({reason for reason in reasons if reason}),
        "passed": f"{sum(one.passed for one in scores)}/{count}",
        "total": round(float(np.mean([one.total for one in scores])), 3),
        **{
            name: round(float(np.mean([getattr(one, name) for one in scores])), 2)
            for name in ("artifacts", "resemblance", "novelty", "stuck")
        },
        "answer": round(float(np.mean(answers)), 2) if answers else None,
        "last_third_db": [round(min(thirds), 1), round(max(thirds), 1)],
        "jump": round(float(np.mean([jump_ratio(dream, p.hop_length) for dream in dreams])), 2),
        "match": round(float(np.mean([best_match(dream, source) for dream in dreams])), 3),
        "x_realtime": round(factor, 1),
        "faults": faults,
    }


def jump_ratio(samples: FloatArray, hop_length: int) -> float:
    """Mean step between samples at the start of a vector, over the mean step elsewhere."""
    if hop_length < 2:
        return 1.0
    steps = np.abs(np.diff(samples.astype(np.float64)))
    here = (np.arange(len(steps)) + 1) % hop_length == 0
    return float(steps[here].mean() / steps[~here].mean())


def best_match(dream: FloatArray, source: FloatArray) -> float:
    """Greatest normalised cross-correlation with any place of the source: median over windows of 1024 samples."""
    size = 1 << int(np.ceil(np.log2(len(source) + MATCH_LENGTH)))
    spectrum = np.fft.rfft(source, size)
    power: DoubleArray = np.concatenate([[0.0], np.cumsum(source.astype(np.float64) ** 2)])
    norms = np.sqrt(np.maximum(power[MATCH_LENGTH:] - power[:-MATCH_LENGTH], 1e-3))
    found = []
    for start in np.random.default_rng(0).integers(0, len(dream) - MATCH_LENGTH, MATCHES):
        window = dream[start : start + MATCH_LENGTH].astype(np.float64)
        products = np.fft.irfft(spectrum * np.conj(np.fft.rfft(window, size)), size)[: len(norms)]
        found.append(float(np.max(products / norms) / (np.linalg.norm(window) + 1e-9)))
    return float(np.median(found))


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


if __name__ == "__main__":
    main()
