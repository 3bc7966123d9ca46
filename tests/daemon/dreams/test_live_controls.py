"""Controls turned while dreams are made: from the next chunk on, alone or in a batch, the same again each time."""

from __future__ import annotations

import json
import queue
from dataclasses import asdict, replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile

from live_inference.dreaming.dream import CHUNK_S, Dreams
from live_inference.dreaming.steering import Steering
from live_inference.worker import messages as m
from live_inference.worker.main_loop import Worker
from live_inference.worker.warm_models import WarmModels
from live_models.contract.generator import Controls
from live_models.loading import load_generator
from live_models.registry import Registry
from support.checkpoints import small_checkpoint
from support.plucks import plucked
from support.signals import harmonic_tones

RATE = 16_000
WILD = {"temperature": 1.5, "noise": 0.3, "dropout": 0.4, "energy_hold": 0.0}
CALM = {"temperature": 0.2, "noise": 0.0, "dropout": 0.0, "sampling": "greedy"}


class Content:
    """In the guard's place: random weights dream nonsense."""

    def __init__(self, *_):
        self.trouble = {}

    def check(self, _):
        """Find nothing wrong."""


@pytest.fixture(autouse=True)
def content(monkeypatch):
    monkeypatch.setattr("live_inference.dreaming.dream.Guard", Content)


def seeds(number):
    return [plucked([110.0 * (index + 2), 160.0 * (index + 1)])[::6][: 9000 + 500 * index] for index in range(number)]


@pytest.fixture(scope="module", params=["spectrum_mixture", "vector_mixture", "column"])
def generator(request, tmp_path_factory):
    normalisation = {"level": 0.01, "deviation": 0.05, "global_maximum": 5.0}
    folder = tmp_path_factory.mktemp("checkpoint")
    return load_generator(small_checkpoint(folder, request.param, normalisation=normalisation))


def batch(generator, number, duration_s=0.7):
    """Dreams at the model's own rate, so that nothing is resampled."""
    rate = generator.spec.sample_rate
    return Dreams(generator, seeds(number), [duration_s] * number, rate, range(number), generator.default_controls)


def made(dreams, turned=None, lane_turned=None):
    """What each dream becomes; ``turned``: by the chunk from which on they count, controls of all dreams."""
    chunks = [[] for _ in dreams.lanes]
    turn = 0
    while not dreams.ended:
        if turn in (turned or {}):
            dreams.controls = turned[turn]
        if turn in (lane_turned or {}):
            number, dreams.lanes[number].controls = lane_turned[turn]
        for number, chunk in dreams.advance().items():
            chunks[number].append(chunk.samples)
        turn += 1
    return [np.concatenate(one) for one in chunks]


def turned(generator, values):
    return replace(generator.default_controls, **values)


def assert_alike(one, other):
    np.testing.assert_allclose(one, other, atol=2e-4 * np.abs(other).max())


def test_a_change_is_heard_from_the_next_chunk_on_and_is_what_one_makes_by_hand(generator):
    wild, calm = turned(generator, WILD), turned(generator, CALM)
    (changed,) = made(batch(generator, 1), {3: wild, 5: calm})
    (untouched,) = made(batch(generator, 1))
    spec = generator.spec
    steps = max(1, round(CHUNK_S * spec.sample_rate / spec.hop_length))
    state = generator.begin(seeds(1)[0], 0)
    parts = [generator.advance(state, generator.default_controls, 3 * steps), generator.advance(state, wild, 2 * steps)]
    parts.append(generator.advance(state, calm, len(changed) // spec.hop_length))
    assert_alike(changed, np.concatenate(parts)[: len(changed)])
    edge = 3 * steps * spec.hop_length
    np.testing.assert_array_equal(changed[:edge], untouched[:edge])
    assert np.abs(changed[edge:] - untouched[edge:]).max() > 0.01 * np.abs(untouched).max()


def test_dreams_of_a_batch_that_are_changed_together_stay_together_and_are_each_what_it_would_be_alone(generator):
    changes = {2: turned(generator, WILD), 4: turned(generator, CALM)}
    begun = []
    watched = SimpleNamespace(**{name: getattr(generator, name) for name in ("spec", "default_controls")})
    watched.begin = lambda *arguments: begun.append(arguments) or generator.begin(*arguments)
    watched.advance, watched.begin_batch = generator.advance, generator.begin_batch
    watched.advance_batch = generator.advance_batch
    together = made(batch(watched, 3), changes)
    assert begun == [], "none was made again alone"
    for number in range(3):
        rate = generator.spec.sample_rate
        one = Dreams(generator, [seeds(3)[number]], [0.7], rate, [number], generator.default_controls)
        assert_alike(together[number], made(one, changes)[0])


def test_one_that_leaves_the_batch_after_changes_has_the_whole_past(generator):
    changes = {1: turned(generator, WILD), 3: turned(generator, CALM)}
    leaves = {5: (0, turned(generator, {"temperature": 1.1, "noise": 0.1}))}
    assert_alike(made(batch(generator, 3), changes, leaves)[0], made(batch(generator, 1), changes, leaves)[0])


def test_the_same_changes_at_the_same_chunks_give_the_same_samples(generator):
    changes = {1: turned(generator, WILD), 4: turned(generator, CALM)}
    first, second = (made(batch(generator, 2), changes) for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_the_diary_tells_what_was_asked_for_and_when(generator):
    dreams = batch(generator, 2)
    asked = turned(generator, {"temperature": 0.5, "sampling": "greedy"})
    made(dreams, {2: turned(generator, {"noise": 0.1}), 3: asked, 5: asked})
    own = generator.default_controls
    for lane in dreams.lanes:
        times = [entry["at_s"] for entry in lane.steered]
        assert [entry["why"] for entry in lane.steered] == ["asked", "asked"]
        assert lane.steered[0]["what"] == f"noise {own.noise:g} -> 0.1"
        assert lane.steered[1]["what"] == (
            f"temperature {own.temperature:g} -> 0.5, sampling as suits the approach -> greedy, "
            f"noise 0.1 -> {own.noise:g}"
        )
        assert times == pytest.approx([2 * CHUNK_S, 3 * CHUNK_S], abs=0.05)


def test_what_is_turned_there_and_back_before_a_chunk_is_no_news():
    steering = Steering(Controls())
    steering.asked = Controls(temperature=2.0)
    steering.asked = Controls()
    steering.hear({}, 0.1)
    assert steering.steered == []


def test_a_dream_in_trouble_is_steered_from_what_is_asked_for_now():
    steering = Steering(Controls())
    steering.hear({"silent": 0.5}, 0.1)
    steering.asked = Controls(temperature=2.0)
    steering.hear({"silent": 0.3}, 0.1)
    assert steering.controls.temperature == pytest.approx(2.0 * 1.25)
    assert [entry["why"] for entry in steering.steered] == ["silent", "asked"]
    assert steering.steered[1] == {"at_s": 0.1, "why": "asked", "what": "temperature 1 -> 2"}


# -- the worker --------------------------------------------------------------------------------------------------------


@pytest.fixture
def worker(tmp_path):
    (tmp_path / "checkpoints").mkdir()
    for name in ("small", "other"):
        small_checkpoint(tmp_path / "checkpoints", "spectrum_mixture", name, controls={"temperature": 0.6})
    np.zeros(30 * RATE, np.float32).tofile(tmp_path / "arena")
    said = []
    mailbox = SimpleNamespace(inbox=queue.Queue(), cancelled=set(), send=said.append)
    made = Worker(mailbox, WarmModels(Registry([tmp_path / "checkpoints"]), "cpu", 1), tmp_path / "arena", RATE)
    made.said, made.mailbox, made.folder = said, mailbox, tmp_path
    soundfile.write(tmp_path / "take.wav", seeds(1)[0], 8000, subtype="FLOAT")
    return made


def hear(worker, *messages):
    for message in messages:
        worker.mailbox.inbox.put(message)


def dream_on(worker, *numbers, model="small"):
    take, folder = str(worker.folder / "take.wav"), str(worker.folder / "dreams")
    hear(worker, m.DreamBatch([m.DreamOrder(number, take, model, 1.5, 7, folder) for number in numbers]))


def work(worker, until_progress=10**9):
    """Until nothing is left to do, or this many chunks were told."""
    while not worker.is_idle:
        worker.work()
        if sum(isinstance(one, m.DreamProgress) for one in worker.said) >= until_progress:
            return


def dream_of(worker, number):
    """Its samples and its sidecar."""
    ready = next(one for one in worker.said if isinstance(one, m.DreamReady) and one.id == number)
    return soundfile.read(ready.path)[0], json.loads(Path(ready.path).with_suffix(".json").read_text())


def test_a_dream_that_is_being_made_hears_it_and_its_sidecar_tells(worker):
    for number in (1, 2):
        worker.said.clear()
        hear(worker, m.SetControls({}))
        dream_on(worker, number)
        work(worker, until_progress=4)
        hear(worker, m.SetControls({"temperature": 3.0}), m.SetControls({"temperature": 0.9, "noise": 0.2}))
        work(worker)
        if number == 1:
            first, sidecar = dream_of(worker, 1)
    second, _ = dream_of(worker, 2)
    np.testing.assert_array_equal(first, second)
    assert sidecar["controls"] == asdict(Controls(temperature=0.6)), "those that it began with"
    (entry,) = sidecar["steered"]
    assert entry["why"] == "asked" and entry["what"] == "temperature 0.6 -> 0.9, noise 0 -> 0.2"
    assert entry["at_s"] == pytest.approx(4 * CHUNK_S, abs=0.05)
    hear(worker, m.SetControls({}))
    dream_on(worker, 3)
    work(worker)
    untouched, sidecar = dream_of(worker, 3)
    assert sidecar["steered"] == []
    edge = round(0.3 * RATE)
    np.testing.assert_array_equal(first[:edge], untouched[:edge])
    assert np.abs(first - untouched).max() > 0.01 * np.abs(untouched).max()


def test_every_later_dream_of_every_model_begins_with_it_until_it_is_taken_back(worker):
    hear(worker, m.SetControls({"energy_hold": 0.75, "sampling": "tempered", "tau": 0.5}))
    dream_on(worker, 1)
    dream_on(worker, 2, model="other")
    work(worker)
    for number in (1, 2):
        _, sidecar = dream_of(worker, number)
        asked = Controls(temperature=0.6, energy_hold=0.75, sampling="tempered", tau=0.5)
        assert sidecar["controls"] == asdict(asked) and sidecar["steered"] == []
    hear(worker, m.SetControls({}))
    dream_on(worker, 3)
    work(worker)
    assert dream_of(worker, 3)[1]["controls"] == asdict(Controls(temperature=0.6))


@pytest.mark.parametrize("wrong", [{"temperature": 5.0}, {"warmth": 1.0}, {"sampling": "best"}, {"noise": "much"}])
def test_what_no_dream_can_be_made_with_is_refused_and_changes_nothing(worker, wrong):
    hear(worker, m.SetControls({"noise": 0.1}), m.SetControls(wrong))
    dream_on(worker, 1)
    work(worker)
    (problem,) = [one for one in worker.said if isinstance(one, m.Problem)]
    assert problem.address == "/dream/control" and next(iter(wrong)) in problem.message
    assert dream_of(worker, 1)[1]["controls"] == asdict(Controls(temperature=0.6, noise=0.1))


def test_a_dream_that_searches_for_the_likeliest_is_given_more_time(worker):
    dream_on(worker, 1, 2)
    work(worker, until_progress=4)
    (job,) = worker._jobs
    before = job.patience_s
    hear(worker, m.SetControls({"sampling": "exact"}))
    worker.handle(worker.mailbox.inbox.get())
    assert job.patience_s > before + 5


def test_a_model_that_is_ready_says_how_it_dreams_by_its_card(worker):
    worker.handle(m.LoadModel("small"))
    assert worker.said[-1].controls == {
        "temperature": 0.6,
        "tau": 1.0,
        "noise": 0.0,
        "noise_when_stuck": 0.0,
        "energy_hold": 0.25,
        "influence": 1.0,
    }


# -- what a model hears ------------------------------------------------------------------------------------------------


@pytest.fixture
def hearing(worker):
    """A model with a condition, beside one without."""
    small_checkpoint(worker.folder / "checkpoints", "spectrum_hearing", "hearing", controls={"influence": 2.0})
    return worker


def problems(worker):
    return [(one.address, one.message) for one in worker.said if isinstance(one, m.Problem)]


def test_pitches_turn_the_dream_that_is_being_made_and_count_for_later_ones(hearing):
    def made(number, *first, then=()):
        hearing.said.clear()
        hear(hearing, m.SetPitches([]), *first)
        dream_on(hearing, number, model="hearing")
        work(hearing, until_progress=4)
        hear(hearing, *then)
        work(hearing)
        assert problems(hearing) == []
        return dream_of(hearing, number)

    untouched, told = made(1)
    assert told["steered"] == [] and told["condition"]["from"] == "seed"
    assert told["condition"]["pitches"]
    turned, told = made(2, then=[m.SetPitches([48.0, 55.0])])
    (entry,) = told["steered"]
    assert entry["why"] == "asked" and entry["what"] == "pitches auto -> C3 G3"
    assert told["condition"]["from"] == "seed", "what it began with"
    edge = round(0.3 * RATE)
    np.testing.assert_array_equal(turned[:edge], untouched[:edge])
    assert np.abs(turned - untouched).max() > 0.01 * np.abs(untouched).max()
    said, told = made(3, m.SetPitches([48.0, 55.0]))
    assert told["condition"] | {"loudness_db": 0, "onsets_per_s": 0} == {
        "from": "said",
        "pitches": ["C3", "G3"],
        "loudness_db": 0,
        "onsets_per_s": 0,
    }
    assert told["steered"] == [] and np.abs(said[:edge] - untouched[:edge]).max() > 0.01 * np.abs(untouched).max()
    np.testing.assert_array_equal(made(4, m.SetPitches([48.0, 55.0]))[0], said)
    np.testing.assert_array_equal(made(5)[0], untouched)


def test_a_model_that_hears_nothing_says_so_once(hearing):
    hear(hearing, m.LoadModel("hearing"), m.SetControls({"influence": 2.0}), m.SetPitches([60.0]))
    work(hearing)
    assert problems(hearing) == []
    for _ in range(2):
        hear(hearing, m.LoadModel("small"), m.SetControls({"influence": 1.5}), m.SetPitches([62.0]))
        dream_on(hearing, hearing.mailbox.inbox.qsize())
        work(hearing)
    why = "model small ignores it (it was trained without a condition: it does not hear what is played)"
    assert problems(hearing) == [("/dream/control/influence", why), ("/dream/pitches", why)]


def test_the_ear_is_given_five_seconds_although_the_network_hears_less(hearing):
    generator, _ = hearing._models.generator("hearing")
    assert generator.spec.seed_length < 0.5 * generator.spec.sample_rate
    before, last = (harmonic_tones([pitch], seconds, 8000) for pitch, seconds in ((57.0, 6.0), (64.0, 3.5)))
    soundfile.write(hearing.folder / "take.wav", np.concatenate([before, last]), 8000, subtype="FLOAT")
    dream_on(hearing, 1, model="hearing")
    work(hearing)
    heard = dream_of(hearing, 1)[1]["condition"]
    assert set(heard["pitches"]) == {"A3", "E4"}
    assert heard["pitches"][0] == "E4", "3.5 of five seconds"


def test_pitches_that_nobody_could_heed_change_nothing(hearing):
    hear(hearing, m.SetPitches([60.0]), m.SetPitches([120.0]))
    work(hearing)
    ((address, text),) = problems(hearing)
    assert address == "/dream/pitches" and "C2..C6" in text and hearing._pitches == [60.0]
