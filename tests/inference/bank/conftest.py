"""A bank of four loops, and another to merge with it."""

import shutil

import pytest

from live_inference.bank.loop_files import write_loop
from live_inference.bank.manifest import write_bank
from support.curated import NAMES, RATE
from support.plucks import plucked


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "evening"
    seeds = [plucked([hz, hz * 1.5]) for hz in (110.0, 146.83, 196.0, 246.94)]
    scores = {"artifacts": 0.9, "novelty": None, "faults": [], "details": {"x": 1.0}}
    write_bank(
        folder,
        [
            write_loop(folder, name, seed, RATE, scores=scores, seed="take <1>.wav", rng_seed=7, heard=(seed, RATE))
            for name, seed in zip(NAMES, seeds, strict=True)
        ],
    )
    return folder


@pytest.fixture
def bank(made, tmp_path):
    return shutil.copytree(made, tmp_path / "evening")


@pytest.fixture
def other(tmp_path):
    folder = tmp_path / "other"
    write_bank(folder, [write_loop(folder, name, plucked([hz]), RATE) for name, hz in (("x", 130.8), ("y", 174.6))])
    return folder
