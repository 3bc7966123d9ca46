"""The worker reads seeds: from the arena, from takes, from long takes bit by bit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from live_inference.dreaming.noise_seeds import noise_seed
from live_inference.files.dreams import is_that_file, sha256_of_samples
from live_inference.files.take import read_take
from live_inference.worker import messages as m
from live_inference.worker import seeds
from support.plucks import plucked
from support.worker_here import RATE, kinds, order, work


def test_a_live_seed_is_read_from_the_arena_and_kept_afterwards(worker):
    heard = np.resize(plucked([220.0, 330.0])[::3], 12_345).astype(np.float32)
    arena = np.memmap(worker.folder / "arena", np.float32, "r+")
    arena[40 * RATE : 40 * RATE + len(heard)] = heard
    kept = worker.folder / "live" / "live-0001.wav"
    one = order(worker, 1, 1.0, seed=m.ArenaRange(40 * RATE, len(heard)))
    one = m.DreamOrder(**{**{name: getattr(one, name) for name in one.__slots__}, "recording": str(kept)})
    worker.mailbox.inbox.put(m.DreamBatch([one]))
    work(worker)
    ready = worker.said[-1]
    assert isinstance(ready, m.DreamReady)
    samples, rate = soundfile.read(kept, dtype="float32")
    assert rate == RATE
    np.testing.assert_array_equal(samples, heard)
    again = order(worker, 2, 1.0)
    again = m.DreamOrder(
        **{**{name: getattr(again, name) for name in again.__slots__}, "recording": str(kept), "rng_seed": 1}
    )
    worker.mailbox.inbox.put(m.DreamBatch([again]))
    work(worker)
    first, second = (
        json.loads(Path(path).with_suffix(".json").read_text()) for path in (ready.path, worker.said[-1].path)
    )
    assert first["seed_sha256"] == second["seed_sha256"] != sha256_of_samples(heard)
    assert is_that_file(kept, first["recording_fingerprint"]) and is_that_file(kept, second["recording_fingerprint"])
    np.testing.assert_array_equal(soundfile.read(ready.path)[0], soundfile.read(worker.said[-1].path)[0])


@pytest.fixture
def slow_take(worker, monkeypatch):
    """Reading take9000.wav takes five seconds of the worker's clock."""

    def read_slowly(path, rate):
        if path.name == "take9000.wav":
            for _ in range(100):
                worker.clock.now_s += 0.05
                yield
        return (yield from read_take(path, rate))

    monkeypatch.setattr(seeds, "read_take", read_slowly)


def test_a_long_take_is_read_bit_by_bit_while_the_next_one_is_dreamt_on(worker, slow_take):
    """A file of an hour in the folder once occupied the worker until it was killed."""
    worker.mailbox.inbox.put(m.DreamBatch([order(worker, 1, take=9000)]))
    worker.mailbox.inbox.put(m.DreamBatch([order(worker, 2)]))
    work(worker)
    said = [(type(one).__name__, one.id) for one in worker.said if hasattr(one, "id")]
    assert said.index(("TakeReading", 1)) < said.index(("DreamReady", 2)) < said.index(("DreamStarted", 1))
    assert said.index(("DreamStarted", 1)) < said.index(("DreamReady", 1))
    assert said.count(("TakeReading", 1)) > 5, "signs of life for the controller, twice a second"
    assert worker.beats.count(seeds.BLOCK_PATIENCE_S) > 100, "and for the supervisor, with every block"


def test_two_takes_of_which_one_is_long_do_not_wait_for_each_other(worker, slow_take):
    worker.handle(m.DreamBatch([order(worker, 1, take=9000), order(worker, 2)]))
    assert kinds(worker, 2) == ["DreamStarted"] and kinds(worker, 1) == ["TakeReading"]
    worker.handle(m.DreamBatch([order(worker, 1, take=9000)]))
    assert kinds(worker, 1) == ["TakeReading"] * 2, "a controller that came back asks again"


def test_a_take_that_is_given_up_while_it_is_read_is_read_no_further(worker, slow_take):
    worker.handle(m.DreamBatch([order(worker, 1, take=9000)]))
    worker.mailbox.cancelled.add(1)
    work(worker)
    assert kinds(worker, 1) == ["TakeReading", "DreamCancelled"]


def test_what_part_a_seed_is_and_what_was_wrong_with_its_take_is_told(worker):
    take = worker.folder / "opposite.wav"
    sound = np.resize(plucked([220.0, 330.0])[::6], 16_000)
    soundfile.write(take, np.stack([sound, -sound], axis=1), 8000)
    worker.mailbox.inbox.put(m.DreamBatch([replace(order(worker, 1), recording=str(take))]))
    work(worker)
    [problem] = [one for one in worker.said if isinstance(one, m.Problem)]
    assert "opposite.wav" in problem.message and "cancel" in problem.message
    ready = worker.said[-1]
    sidecar = json.loads(Path(ready.path).with_suffix(".json").read_text())
    assert sidecar["seed_span_s"] == [0.0, 2.0]


def test_a_sidecar_tells_its_recording_from_the_next_one_of_the_same_name(worker):
    one = order(worker, 1)
    worker.mailbox.inbox.put(m.DreamBatch([one]))
    work(worker)
    told = json.loads(Path(worker.said[-1].path).with_suffix(".json").read_text())["recording_fingerprint"]
    take = Path(one.recording)
    assert told and is_that_file(take, told)
    samples, rate = soundfile.read(take, dtype="float32")
    soundfile.write(take, samples[::-1], rate, subtype="FLOAT")
    assert not is_that_file(take, told)


def test_a_live_seed_is_judged_without_its_offset(worker):
    place = m.ArenaRange(30 * RATE, RATE)
    arena = np.memmap(worker.folder / "arena", np.float32, "r+")
    arena[place.offset : place.offset + place.frames] = 0.3
    one = order(worker, 1, seed=place, recording_name="live")
    worker.handle(m.DreamBatch([one]))
    [failed] = worker.said
    assert "live: is silent" in failed.reason


def test_a_seed_of_noise_is_as_long_as_the_model_hears_and_the_sidecar_can_repeat_it(worker):
    made = []
    for number, rng_seed in ((1, 5), (2, 5), (3, 6)):
        one = replace(order(worker, number, 1.0), recording="noise-perlin", noise="perlin", rng_seed=rng_seed)
        worker.mailbox.inbox.put(m.DreamBatch([one]))
        work(worker)
        made.append(Path(worker.said[-1].path))
    first, again, other = (json.loads(path.with_suffix(".json").read_text()) for path in made)
    generator, _ = worker._models.generator("small")
    spec = generator.spec
    heard = noise_seed("perlin", spec.seed_length, spec.sample_rate, 5)
    assert first["seed_sha256"] == sha256_of_samples(heard) == again["seed_sha256"] != other["seed_sha256"]
    assert first["noise"] == {"kind": "perlin", "rng_seed": 5} and first["recording"] == "noise-perlin"
    assert first["recording_fingerprint"] == "", "no file has it"
    assert made[0].name == "noise-perlin-0001.wav" and other["noise"]["rng_seed"] == 6
    np.testing.assert_array_equal(soundfile.read(made[0])[0], soundfile.read(made[1])[0])


def test_a_noise_that_there_is_not_fails_in_one_line(worker):
    worker.mailbox.inbox.put(m.DreamBatch([replace(order(worker, 1), noise="pink")]))
    work(worker)
    assert isinstance(worker.said[-1], m.DreamFailed) and "normal, perlin" in worker.said[-1].reason
