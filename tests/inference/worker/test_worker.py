"""The worker in this process: batches, urgent dreams between chunks, seeds in the arena, cancelled and refused ones."""

from __future__ import annotations

import json
import queue
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile

from live_inference.files.dreams import sha256_of_samples
from live_inference.files.take import read_take
from live_inference.scores.sidecar import Delivered, SidecarScores
from live_inference.worker import messages as m
from live_inference.worker import seeds
from live_inference.worker.catalogue import model_fault
from live_inference.worker.jobs import LEAD_S, next_job
from live_inference.worker.main_loop import Worker
from live_inference.worker.seeds import SeedReading
from live_inference.worker.warm_models import WarmModels
from live_models.checkpoint import load_checkpoint, save_checkpoint
from live_models.families import FAMILIES
from live_models.registry import Registry
from support.checkpoints import small_checkpoint
from support.plucks import plucked
from support.render_here import small_plan

RATE = 16_000


class Clock:
    """A clock that advances by 0.01 s at every call, so that no test depends on the machine's speed."""

    def __init__(self):
        self.now_s = 100.0

    def __call__(self):
        self.now_s += 0.01
        return self.now_s


class Guard:
    """Replaces the guard, because random weights dream nonsense. A seed of 20000 samples is refused after a second."""

    def __init__(self, rate, seed, *_):
        self.left = rate if len(seed) == 20_000 else 10**9
        self.trouble = None

    def check(self, chunk):
        self.left -= len(chunk)
        return "refused" if self.left < 0 else None


@pytest.fixture
def worker(tmp_path, monkeypatch):
    monkeypatch.setattr("live_inference.dreaming.dream.Guard", Guard)
    monkeypatch.setattr("live_inference.dreaming.dream.Steering", Unsteered, raising=False)
    (tmp_path / "checkpoints").mkdir()
    small_checkpoint(tmp_path / "checkpoints", "spectrum_mixture", "small")
    np.zeros(60 * RATE, np.float32).tofile(tmp_path / "arena")
    said = []
    mailbox = SimpleNamespace(inbox=queue.Queue(), cancelled=set(), send=said.append)
    clock, beats = Clock(), []
    models = WarmModels(Registry([tmp_path / "checkpoints"]), "cpu", 1, clock=clock)
    made = Worker(mailbox, models, tmp_path / "arena", RATE, beat=beats.append, clock=clock)
    made.said, made.mailbox, made.folder, made.clock, made.beats = said, mailbox, tmp_path, clock, beats
    return made


class Unsteered:
    """Replaces the steering."""

    def __init__(self, controls):
        self.controls, self.steered, self.reseeds = controls, [], 0

    def hear(self, *_):
        """Change nothing."""


def order(worker, number, seconds=2.0, **changes):
    take = worker.folder / f"take{changes.get('take', 8000)}.wav"
    soundfile.write(take, np.resize(plucked([220.0, 330.0])[::6], changes.pop("take", 8000)), 8000, subtype="FLOAT")
    places = {
        "voice": m.ArenaRange(number * 5 * RATE, round(seconds * RATE)),
        "loop": m.ArenaRange(50 * RATE, 5 * RATE),
    }
    folder = str(worker.folder / "dreams")
    return m.DreamOrder(number, str(take), "small", seconds, number, folder, **{**places, **changes})


def work(worker, until=None):
    """Let the worker take steps until it is idle (or `until` is true)."""
    while not worker.is_idle:
        worker.work()
        if until is not None and until():
            return


def kinds(worker, number):
    return [type(one).__name__ for one in worker.said if getattr(one, "id", None) == number]


def test_each_dream_of_a_batch_is_filled_chunk_by_chunk_and_answered_for_itself(worker):
    orders = [order(worker, number) for number in (1, 2, 3)]
    worker.mailbox.inbox.put(m.DreamBatch(orders))
    work(worker)
    firsts = {}
    for place, one in enumerate(worker.said):
        firsts.setdefault((type(one).__name__, getattr(one, "id", None)), place)
    assert max(firsts["DreamStarted", n] for n in (1, 2, 3)) < min(firsts["DreamProgress", n] for n in (1, 2, 3))
    assert max(firsts["DreamProgress", n] for n in (1, 2, 3)) < min(firsts["DreamReady", n] for n in (1, 2, 3))
    arena = np.fromfile(worker.folder / "arena", np.float32)
    for one in orders:
        progress = [said for said in worker.said if isinstance(said, m.DreamProgress) and said.id == one.id]
        filled = [said.filled for said in progress]
        assert filled == sorted(filled) and filled[-1] == 2 * RATE and len(filled) >= 19
        assert progress[-1].fraction == 1.0 and progress[-1].x_realtime > 0
        ready = next(said for said in worker.said if isinstance(said, m.DreamReady) and said.id == one.id)
        samples = soundfile.read(ready.path, dtype="float32")[0]
        np.testing.assert_array_equal(arena[one.voice.offset :][: 2 * RATE], samples)


@pytest.mark.parametrize("sounds_s", [0.3, 1.2])
def test_a_dream_that_sounds_too_shortly_for_a_loop_is_delivered_without_one(worker, sounds_s):
    """A tone of 220 Hz, then silence. A loop needs two crossfades of sound: half a second."""
    tone = np.sin(2 * np.pi * 220 * np.arange(2 * RATE) / RATE).astype(np.float32)
    tone[round(sounds_s * RATE) :] = 0.0
    one = order(worker, 1)
    reading = SeedReading(one, 8000, worker.clock)
    begun = reading.read(10.0, worker.beats.append)
    begun.chunks.append(tone)
    ready = worker._delivery.deliver(begun)
    assert isinstance(ready, m.DreamReady), ready
    np.testing.assert_array_equal(soundfile.read(ready.path, dtype="float32")[0], tone)
    assert ready.pitches_hz[0] == pytest.approx(220, rel=0.02)
    told = [said.message for said in worker.said if isinstance(said, m.Problem)]
    if sounds_s < 0.5:
        assert ready.loop_frames == 0
        assert len(told) == 1 and "dream 1 " in told[0] and "0.5 s" in told[0]
    else:
        assert 0.25 * RATE <= ready.loop_frames <= sounds_s * RATE and not told


def test_what_is_announced_is_in_the_arena_already(worker):
    one = order(worker, 1)
    worker.mailbox.inbox.put(m.DreamBatch([one]))
    arena = np.memmap(worker.folder / "arena", np.float32, "r")

    def check():
        said = worker.said[-1] if worker.said else None
        if isinstance(said, m.DreamProgress) and said.filled:
            assert np.any(arena[one.voice.offset :][said.filled - 100 : said.filled] != 0)
            assert np.all(arena[one.voice.offset :][said.filled : 2 * RATE] == 0)
        return False

    work(worker, check)
    assert kinds(worker, 1)[-1] == "DreamReady"


def test_a_refused_and_a_cancelled_dream_leave_the_batch(worker):
    worker.mailbox.inbox.put(m.DreamBatch([order(worker, 1), order(worker, 2, take=20_000), order(worker, 3)]))
    work(worker, lambda: len(worker.said) > 15)
    worker.mailbox.cancelled.add(3)
    work(worker)
    assert kinds(worker, 1)[-1] == "DreamReady"
    assert worker.said[-1].id == 1
    failed = next(one for one in worker.said if isinstance(one, m.DreamFailed))
    assert (failed.id, failed.reason, failed.rejected) == (2, "refused", True)
    assert kinds(worker, 3)[-1] == "DreamCancelled" and worker.mailbox.cancelled == set()
    assert max(one.filled for one in worker.said if getattr(one, "id", 0) == 2 and hasattr(one, "filled")) > 0.8 * RATE


def test_one_that_cannot_be_begun_fails_alone(worker):
    broken = m.DreamOrder(2, str(worker.folder / "nowhere.wav"), "small", 1.0, 0, "/d")
    worker.mailbox.inbox.put(m.DreamBatch([order(worker, 1, 1.0), broken]))
    work(worker)
    assert kinds(worker, 2) == ["DreamFailed"] and not worker.said[0].rejected
    assert kinds(worker, 1)[-1] == "DreamReady"


def test_an_urgent_dream_comes_between_the_chunks_of_another(worker):
    worker.mailbox.inbox.put(m.DreamBatch([order(worker, 1, 4.0)]))
    work(worker, lambda: "DreamProgress" in kinds(worker, 1))
    worker.mailbox.inbox.put(m.DreamBatch([order(worker, 2, 1.0, priority=int(m.Priority.LIVE))]))
    work(worker)
    ready = [one.id for one in worker.said if isinstance(one, m.DreamReady)]
    assert ready == [2, 1]


def test_what_would_run_dry_comes_before_what_is_ahead():
    def job(priority, is_ahead):
        return SimpleNamespace(priority=priority, is_ahead=is_ahead)

    live_ahead, file_dry, bank_dry = job(0, True), job(1, False), job(2, False)
    assert next_job([live_ahead, bank_dry, file_dry]) is file_dry
    assert next_job([job(1, True), live_ahead]) is live_ahead
    assert next_job([file_dry, job(1, False)]) is file_dry, "the older one"
    assert LEAD_S > 0


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
    np.testing.assert_array_equal(soundfile.read(ready.path)[0], soundfile.read(worker.said[-1].path)[0])


def test_asked_again_by_a_controller_that_came_back_nothing_is_made_twice(worker):
    one = order(worker, 1, 1.0)
    worker.mailbox.inbox.put(m.DreamBatch([one]))
    work(worker, lambda: kinds(worker, 1).count("DreamProgress") == 3)
    worker.mailbox.inbox.put(m.DreamBatch([one]))
    work(worker)
    worker.mailbox.inbox.put(m.DreamBatch([one]))
    while not worker.mailbox.inbox.empty():
        worker.handle(worker.mailbox.inbox.get())
    assert kinds(worker, 1).count("DreamStarted") == 1
    assert kinds(worker, 1).count("DreamReady") == 2 and worker.said[-1] == worker.said[-2]


def test_a_warm_model_says_how_fast_it_is(worker):
    worker.handle(m.LoadModel("small"))
    assert worker.said[-1].name == "small" and worker.said[-1].x_realtime > 1


def test_a_control_that_a_model_does_not_heed_is_told_once(worker, monkeypatch):
    family = FAMILIES["magnitude_spectrum"]
    monkeypatch.setitem(FAMILIES, family.name, replace(family, controls=frozenset({"noise"})))
    small_checkpoint(worker.folder / "checkpoints", "vector", "lively")
    for message in (m.LoadModel("small"), m.SetControls({"noise": 0.1}), m.LoadModel("lively")):
        worker.handle(message)
    worker.handle(m.SetControls({"noise": 0.1, "temperature": 2.0}))
    assert not [one for one in worker.said if isinstance(one, m.Problem)], "the current model heeds all of them"
    for message in (m.LoadModel("small"), m.SetControls({"temperature": 3.0}), m.LoadModel("small")):
        worker.handle(message)
    worker.mailbox.inbox.put(m.DreamBatch([order(worker, 1, 1.0)]))
    work(worker)
    [told] = [one for one in worker.said if isinstance(one, m.Problem)]
    assert told.address == "/dream/control/temperature"
    assert told.message == "model small ignores it (approach magnitude_spectrum has no such control)"
    assert kinds(worker, 1)[-1] == "DreamReady"


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.name)
def test_a_model_of_any_family_dreams_and_its_sidecar_names_the_backend_that_ran(worker, family):
    """The settings' default is `cpu`; a family without kernels runs on its own default instead."""
    tiny = family.tiny_checkpoint(1)
    card = {"hyperparameters": tiny.hyperparameters.to_params(), "normalisation": {"level": 0.01, "deviation": 0.05}}
    path = save_checkpoint(worker.folder / "checkpoints" / "tiny", tiny.tensors, card | {"recordings": []})
    worker.mailbox.inbox.put(m.DreamBatch([replace(order(worker, 1, 0.5), model="tiny")]))
    work(worker)
    ready = worker.said[-1]
    assert isinstance(ready, m.DreamReady), ready
    sidecar = json.loads(Path(ready.path).with_suffix(".json").read_text())
    assert sidecar["backend"] == family.backend_for("cpu") and sidecar["backend"] in family.backends
    assert model_fault(worker.folder / "checkpoints", "tiny", "cpu") == ""
    if "cpu_int8" not in family.backends:
        assert "has no backend cpu_int8" in model_fault(worker.folder / "checkpoints", "tiny", "cpu_int8")
    job = small_plan([load_checkpoint(path)]).jobs(0, 1)[0]
    assert job.backend == sidecar["backend"], "a render fills its batches as this backend needs it"


def test_a_promise_is_short_once_nothing_is_left_to_compile(worker):
    """A worker that hangs while it reads or starts is ended as soon as one that hangs in the middle of a dream."""
    first = order(worker, 1)
    assert worker.patience_s(m.DreamBatch([first])) > 60, "a model that is new here may be compiled"
    worker.handle(m.LoadModel("small"))
    assert worker.patience_s(m.DreamBatch([first])) < 3
    assert worker.patience_s(m.DreamBatch([first, order(worker, 2)])) > 60, "two together were not made yet"
    worker.handle(m.DreamBatch([first]))
    assert worker._jobs[0].patience_s < 3


def test_a_card_that_was_edited_by_hand_is_told_and_another_model_dreams(worker):
    """Recordings as a plain list of names once ended the worker at every start."""
    small_checkpoint(worker.folder / "checkpoints", "vector", "edited")
    card = worker.folder / "checkpoints" / "edited.json"
    whole = json.loads(card.read_text())
    for damage in ({"recordings": ["my take.wav"]}, {"controls": {"tau": []}}, {"reference": {"measures": []}}):
        card.write_text(json.dumps(whole | damage))
        worker.said.clear()
        for message in (m.ListModels(), m.LoadModel("edited"), m.LoadModel(""), m.LoadModel("small")):
            worker.handle(message)
        listed, *_ = worker.said
        assert isinstance(listed, m.ModelList) and m.decode(m.encode(listed)) == listed
        if "recordings" in damage:
            assert "recordings" in next(row["fault"] for row in listed.models if row["name"] == "edited")
        if "reference" not in damage:  # only the scores use it
            assert isinstance(worker.said[1], m.Problem) and "edited" in worker.said[1].message
        assert [type(answer) for answer in worker.said[2:]] == [m.ModelReady, m.ModelReady]


def test_weights_that_break_in_use_are_told_and_the_worker_lives(worker, monkeypatch):
    def broken(*_):
        raise AttributeError("no such kernel")

    monkeypatch.setattr("live_models.loading.load_generator", broken)
    worker.handle(m.LoadModel("small"))
    assert worker.said[-1] == m.Problem("/dream/model/load", "small: cannot be used (AttributeError: no such kernel)")
    worker.mailbox.inbox.put(m.DreamBatch([order(worker, 1)]))
    work(worker)
    assert isinstance(worker.said[-1], m.DreamFailed)


def test_a_model_without_room_in_memory_is_told_and_the_worker_lives(worker, monkeypatch):
    def too_large(*_):
        raise MemoryError

    with monkeypatch.context() as small_machine:
        small_machine.setattr("live_inference.worker.warm_models.load_checkpoint", too_large)
        worker.handle(m.LoadModel("small"))
    assert worker.said == [m.Problem("/dream/model/load", "small: not enough memory to load it")]
    worker.handle(m.LoadModel("small"))
    assert isinstance(worker.said[-1], m.ModelReady)


@pytest.mark.parametrize("damage", ['{"scores": 5}', "[1]", "", "[[[[", '{"scores": {}, "a": 1e999}', None])
def test_a_sidecar_or_a_card_that_was_damaged_costs_the_scores_alone(tmp_path, damage):
    scores = SidecarScores()
    samples = plucked([220.0])[: 2 * 8000]
    material = {"format": 1, "measures": []} if damage is None else None
    for number, text in enumerate(('{"scores": {}}' if damage is None else damage, '{"scores": {"level_db": 1}}')):
        path = tmp_path / f"{number}.wav"
        path.with_suffix(".json").write_text(text)
        scores.put(Delivered(path, samples, 8000, samples, 8000, 1, material if number == 0 else None))
    scores.finish()
    assert (tmp_path / "0.json").read_text() == ('{"scores": {}}' if damage is None else damage)
    assert set(json.loads((tmp_path / "1.json").read_text())["scores"]) == {"level_db", "seed"}


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


def test_a_live_seed_is_judged_without_its_offset(worker):
    place = m.ArenaRange(30 * RATE, RATE)
    arena = np.memmap(worker.folder / "arena", np.float32, "r+")
    arena[place.offset : place.offset + place.frames] = 0.3
    one = order(worker, 1, seed=place, recording_name="live")
    worker.handle(m.DreamBatch([one]))
    [failed] = worker.said
    assert "live: is silent" in failed.reason
