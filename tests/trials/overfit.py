"""One second of a piano note overfitted, as in the thesis 4.2: loss, best match of the generated second, minutes.

Any family that hears and draws one sample after the other. The network learns one second of the recording, going round,
and then dreams on from its end, always taking the likeliest: a second that it has made by itself is laid over the
recording, as it fits best (largest normalised cross-correlation; 1 is the recording itself). Two cores need smaller
widths than the thesis's: `--param hidden_size=96`.

A lane's state is reset where its section begins, and a dream's never is: so the second is played `--rounds` times, and
a lane hears it from end to end before its section ends. With a number of rounds that the lanes do not divide evenly,
they are spread over the second.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

import numpy as np
from scipy.signal import fftconvolve

from live_models.arrays import FloatArray
from live_models.contract.backend import DreamDraws
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.generator import Controls
from live_models.contract.parameters import HyperparameterError
from live_models.contract.sound import VALIDATION_SHARE, SoundError, TrainingSound
from live_models.families import FAMILIES
from live_models.families.sample_wise.backend import StreamBackend
from live_models.families.sample_wise.fit import StreamFit
from live_models.families.sample_wise.generator import StreamGenerator
from live_models.loading import load_generator
from live_training.denormals import flushed
from live_training.recordings import load_sound
from trials.figures import figure_table, leave

GREEDY = Controls(temperature=0.0, sampling="greedy", energy_hold=0.0)


def best_match(made: FloatArray, source: FloatArray) -> float:
    """Largest normalised cross-correlation of what was made with the source, which goes round.

    Shape: `[num_samples]` each, as long as each other
    """
    round_ = np.concatenate([source, source]).astype(np.float64)
    products = fftconvolve(round_, made[::-1].astype(np.float64), "valid")
    energies = np.sqrt(fftconvolve(round_**2, np.ones(len(made)), "valid").clip(1e-12))
    return float((products / energies).max() / (np.sqrt(np.sum(made.astype(np.float64) ** 2)) + 1e-12))


def second_of(fit: StreamFit[Any, Any], length: int) -> FloatArray:
    """What is learnt, once, as the network hears it. Shape: `[length]`"""
    return fit.training.samples[:length, 0]


def generated_second(fit: StreamFit[Any, Any], backend: str, length: int) -> FloatArray:
    """What the network makes after it has heard the whole second, as long as that. Shape: `[length]`"""
    checkpoint = Checkpoint("overfit", fit.card(), fit.tensors(), fit.parameters)
    generator = load_generator(checkpoint, backend)
    assert isinstance(generator, StreamGenerator)
    stream: StreamBackend[Any] = generator.backend
    heard = second_of(fit, length)
    known = np.concatenate([heard, heard]) if fit.parameters.linear_length else heard
    state, draws = stream.begin(1), DreamDraws([np.random.default_rng(0)], GREEDY)
    stream.listen(state, known[None, :, None], draws)
    return stream.dream(state, draws, len(heard))[0]


def played_round(sound: FloatArray, rounds: int, sample_rate: int) -> TrainingSound:
    """The sound so often that what is trained on, which is not its last tenth, is as many rounds."""
    length = round(rounds * len(sound) / (1.0 - VALIDATION_SHARE))
    return TrainingSound(sample_rate, [np.resize(sound, length)], [])


def overfit(options: argparse.Namespace, second: FloatArray, params: dict[str, str]) -> dict[str, Any]:
    """Learn until the match is good enough or the minutes are over; the figures. Shape: `second` `[num_samples]`"""
    approach, minutes, enough = options.approach, options.minutes, options.enough
    family, sound = FAMILIES[approach], played_round(second, options.rounds, options.sample_rate)
    fit = family.make_fit(family.parameters({"sample_rate": sound.sample_rate, **params}), sound, 0)
    if not isinstance(fit, StreamFit):
        raise SystemExit(f"--approach must be a system that hears and draws one sample after the other, got {approach}")
    if fit.parameters.bands > 1:
        raise SystemExit("--param bands must be 1: what is learnt and made is laid over each other sample by sample")

    def match_now() -> float:
        return best_match(generated_second(fit, options.backend, len(second)), second_of(fit, len(second)))

    began = looked = time.monotonic()
    best, loss, recent = 0.0, float("inf"), []
    while (done := (time.monotonic() - began) / (60.0 * minutes)) < 1.0 and best < enough:
        recent = [*recent[-49:], fit.update(done)]
        loss = float(np.mean(recent))
        if time.monotonic() - looked > 6.0 * minutes:
            best = max(best, match_now())
            print(
                f"{60 * minutes * done:6.0f} s, update {fit.step}: loss {loss:.4f}, best match {best:.4f}", flush=True
            )
            looked = time.monotonic()
    best = max(best, match_now())
    return {
        "approach": approach, "hyperparameters": fit.parameters.to_params(), "updates": fit.step, "loss_nats": loss,
        "best_match": best, "minutes": (time.monotonic() - began) / 60.0,
    }  # fmt: skip


def main() -> int:
    """Print the table; the exit status says whether the second was generated well enough."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recording", type=Path, help="of a piano; one second of it is learnt")
    parser.add_argument("--approach", default="naive_rnn", choices=list(FAMILIES))
    parser.add_argument("--param", action="append", default=[], metavar="NAME=VALUE", help="a hyperparameter")
    parser.add_argument("--from-s", type=float, default=0.0, help="where the second begins")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long it is")
    parser.add_argument("--rounds", type=int, default=1, help="how often the second is played from end to end")
    parser.add_argument("--minutes", type=float, default=10.0, help="longest training")
    parser.add_argument("--enough", type=float, default=0.98, help="a match that ends it")
    parser.add_argument("--sample-rate", type=int, default=14700)
    parser.add_argument("--backend", default="cpu_float32")
    parser.add_argument("--out", type=Path, default=Path("trials-out/overfit"))
    options = parser.parse_args()
    whole = load_sound([options.recording], [""], options.sample_rate)
    first, length = (round(seconds * options.sample_rate) for seconds in (options.from_s, options.seconds))
    second = whole.recordings[0][first : first + length]
    params = dict(one.split("=", 1) for one in options.param)
    try:
        with flushed():
            found = overfit(options, second, params)
    except (SoundError, HyperparameterError) as error:
        raise SystemExit(f"overfit: {error}") from None
    rows = [
        ("system", f"{found['approach']} ({', '.join(options.param) or 'its own sizes'})"),
        ("loss reached", f"{found['loss_nats']:.4f} nats"),
        ("best match of the generated second", f"{found['best_match']:.4f}"),
        ("updates", found["updates"]),
        ("minutes", f"{found['minutes']:.1f}"),
    ]
    leave(options.out, f"overfit_{found['approach']}", found, figure_table(rows))
    return 0 if found["best_match"] >= options.enough else 1
