"""Load a checkpoint and dream ten seconds on a recording, without the daemon.

python examples/dream_ten_seconds.py take.wav dream.wav [--model nylon-answers-full] [--seconds 10] [--rng-seed 1]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import soundfile

from live_inference.files.audio import read_audio
from live_models.contract.generator import generate
from live_models.loading import load_generator
from live_models.registry import Registry


def main() -> None:
    """Read the recording as the model hears it, let the model go on from its end, write what it dreamt."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seed", type=Path, help="the recording that the dream goes on from")
    parser.add_argument("dream", type=Path, help="WAV to write")
    parser.add_argument("--model", default="nylon-answers-full", help="`live-daemon models` lists them (%(default)s)")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rng-seed", type=int, default=1, help="another number, another dream")
    options = parser.parse_args()
    generator = load_generator(Registry().find(options.model))
    sample_rate = generator.spec.sample_rate
    seed = read_audio(options.seed, sample_rate)
    chunks = list(generate(generator, seed, round(options.seconds * sample_rate), options.rng_seed))
    soundfile.write(options.dream, np.concatenate(chunks), sample_rate)
    print(f"{options.seconds:g} s dreamt by {options.model} on {options.seed}: {options.dream}")


if __name__ == "__main__":
    main()
