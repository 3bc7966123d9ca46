"""A render makes every dream once, the same in any batch and place, and keeps the best ones that differ."""

import dataclasses
import re
from concurrent.futures import BrokenExecutor
from pathlib import Path

import numpy as np
import pytest

import live_models
from live_inference.dreaming import dream as dreaming
from live_inference.dreaming.guard import Guard
from live_inference.render import work
from live_inference.render.cache import Facts
from live_inference.render.errors import RenderError
from live_inference.render.pitched import parse_pitches, pitched_seeds
from live_inference.render.plan import SOUNDING, make_plan, plan_model
from live_inference.render.rendering import TRIES, _batch
from live_inference.render.seeds import cut_seeds, parse_cut
from live_inference.render.selection import best_of, spread_over_seeds
from live_inference.render.work import FULL, HALF_FULL, distance, make_batch, package_version
from support.checkpoints import SMALL, small_checkpoint
from support.render_here import HereRunner, music, rendered, small_plan, take


def jobs_of(plan):
    return [job for number, count in enumerate(plan.dreams) for job in plan.jobs(number, count)]


def samples_of(jobs):
    return {one.key: one.samples for one in make_batch(_batch(jobs))}


class LenientGuard(Guard):
    """Reports trouble, so that dreams are steered and leave their batch, but refuses none: these models dream badly."""

    def check(self, chunk):
        super().check(chunk)


@pytest.fixture
def lenient(monkeypatch):
    monkeypatch.setattr(dreaming, "Guard", LenientGuard)


@pytest.mark.whole
@pytest.mark.usefixtures("lenient")
@pytest.mark.parametrize(
    ("kind", "influence"),
    [(kind, 1.0) for kind in SMALL] + [(kind, 2.0) for kind in SMALL if SMALL[kind].get("condition")],
)
def test_a_dream_is_the_same_alone_and_in_full_batches_at_any_place(tmp_path, kind, influence):
    """Bit for bit: alone (half full with copies), among 16, among 32, in another order. Guided, each is two lanes."""
    checkpoint = small_checkpoint(tmp_path, kind, controls={"influence": influence})
    plan = small_plan([checkpoint], count=FULL, duration_s=0.4)
    jobs = jobs_of(plan)
    assert len(jobs) == FULL
    full = samples_of(jobs)
    order = np.random.default_rng(0).permutation(FULL)
    moved = samples_of([jobs[number] for number in order])
    half = samples_of(jobs[3 : 3 + HALF_FULL])
    alone = samples_of(jobs[5:6])
    some = samples_of(jobs[1:20])
    assert len({one.tobytes() for one in full.values()}) > FULL // 2
    for other in (moved, half, alone, some):
        assert all(np.array_equal(samples, full[key]) for key, samples in other.items())


@pytest.mark.whole
@pytest.mark.usefixtures("lenient")
def test_so_are_dreams_that_were_steered_out_of_their_batch(tmp_path):
    plan = small_plan([small_checkpoint(tmp_path, "spectrum")], count=FULL, duration_s=2.0)
    jobs = jobs_of(plan)
    full = {one.key: one for one in make_batch(_batch(jobs))}
    steered = [job for job in jobs if full[job.key].steered]
    assert steered
    for one in make_batch(_batch(steered[:3])):
        assert np.array_equal(one.samples, full[one.key].samples) and one.steered == full[one.key].steered


@pytest.mark.usefixtures("lenient")
@pytest.mark.parametrize(("backend", "kind"), [("eager", "spectrum_mixture"), ("cpu_int8", "column")])
def test_other_backends_are_as_steady(tmp_path, backend, kind):
    plan = small_plan([small_checkpoint(tmp_path, kind)], count=20, duration_s=0.2, backend=backend)
    jobs = jobs_of(plan)
    together, alone = samples_of(jobs), samples_of(jobs[7:8])
    assert all(np.array_equal(samples, together[key]) for key, samples in alone.items())


@pytest.mark.usefixtures("lenient")
def test_company_would_matter_without_full_batches(tmp_path, monkeypatch):
    """Why batches are filled up; it shows that the test above can fail."""
    jobs = jobs_of(small_plan([small_checkpoint(tmp_path, "spectrum_mixture")], count=FULL, duration_s=0.3))
    full = samples_of(jobs)
    monkeypatch.setattr(work, "HALF_FULL", 1)  # a batch of one
    assert any(not np.array_equal(samples, full[key]) for key, samples in samples_of(jobs[5:6]).items())


def test_an_address_is_of_everything_that_a_dream_depends_on(tmp_path):
    checkpoint = small_checkpoint(tmp_path, "vector")
    same = {job.key for job in jobs_of(small_plan([checkpoint]))}
    assert same == {job.key for job in jobs_of(small_plan([checkpoint]))} and len(same) == 4
    others = [
        small_plan([checkpoint], duration_s=1.6),
        small_plan([checkpoint], rng_seed=100),
        small_plan([checkpoint], backend="eager"),
        small_plan([small_checkpoint(tmp_path, "vector", "loud", normalisation={"level": 0.02, "deviation": 0.05})]),
        small_plan([small_checkpoint(tmp_path, "vector", "wild", controls={"temperature": 1.5})]),
        small_plan([small_checkpoint(tmp_path, "vector_mixture")]),
    ]
    for plan in others:
        assert not same & {job.key for job in jobs_of(plan)}
    louder = dataclasses.replace(take(), samples=take().samples * np.float32(0.5))
    plan = make_plan(
        cut_seeds([louder], parse_cut("every:2")), [plan_model(checkpoint)],
        count=4, keep_best=None, duration_s=1.5, rng_seed=0, backend="cpu",
    )  # fmt: skip
    assert not same & {job.key for job in jobs_of(plan)}
    # The name is not part of it: a copy of a checkpoint makes the same dreams.
    assert same == {job.key for job in jobs_of(small_plan([small_checkpoint(tmp_path, "vector", "copy")]))}


READ = re.compile(r"""card(?:\.get\(|\[)["'](\w+)["']""")
NOT_HEARD = {"format", "name", "approach", "sample_rate", "sha256", "recordings", "training_log", "scores", "reference"}
IN_RESYNTHESIS = {"keep_peaks", "gate_db", "true_attacks", "attack_spread_ms", "look_ahead"}


def test_an_address_is_of_all_of_a_card_that_sounds(tmp_path):
    plain = {job.key for job in jobs_of(small_plan([small_checkpoint(tmp_path, "spectrum_mixture")]))}
    for name in SOUNDING:
        told = small_checkpoint(tmp_path, "spectrum_mixture", name, **{name: {"hertz": [100.0], "db": [3.0]}})
        assert not plain & {job.key for job in jobs_of(small_plan([told]))}, name
    folder = Path(live_models.__file__).parent
    read = {name for file in folder.rglob("*.py") for name in READ.findall(file.read_text(encoding="utf-8"))}
    assert set(SOUNDING) <= read
    held = {"hyperparameters", "normalisation", "resynthesis", "controls", *SOUNDING}
    assert read <= held | NOT_HEARD | IN_RESYNTHESIS


def in_pitches(checkpoint, pitches, said=True):
    """A plan of dreams in these pitches; ``said`` False: the seeds hold them, and nobody names them."""
    seeds = pitched_seeds([take()], parse_pitches(pitches), 0)
    seeds = seeds if said else [dataclasses.replace(seed, said=()) for seed in seeds]
    return make_plan(
        seeds, [plan_model(checkpoint)], count=2, keep_best=None, duration_s=0.4, rng_seed=0, backend="cpu"
    )  # fmt: skip


def test_an_address_is_of_the_pitches_that_are_said_and_of_influence_where_the_model_hears(tmp_path):
    hearing, deaf = (small_checkpoint(tmp_path, kind) for kind in ("spectrum_hearing", "spectrum_mixture"))

    def keys(plan):
        return {job.key for job in jobs_of(plan)}

    assert not keys(in_pitches(hearing, "C3 G3")) & keys(in_pitches(hearing, "C3 G3", said=False))
    assert keys(in_pitches(deaf, "C3 G3")) == keys(in_pitches(deaf, "C3 G3", said=False))
    for kind, same in (("spectrum_hearing", False), ("spectrum_mixture", True)):
        strong = small_checkpoint(tmp_path, kind, f"{kind}-strong", controls={"influence": 2.0})
        plain = small_checkpoint(tmp_path, kind, f"{kind}-plain")
        assert (keys(small_plan([strong])) == keys(small_plan([plain]))) is same


@pytest.mark.usefixtures("lenient")
def test_dreams_of_a_bank_heed_the_pitches_that_are_said(tmp_path):
    hearing = small_checkpoint(tmp_path, "spectrum_hearing", controls={"influence": 3.0})
    said = list(samples_of(jobs_of(in_pitches(hearing, "C3 G3"))).values())
    heard = list(samples_of(jobs_of(in_pitches(hearing, "C3 G3", said=False))).values())
    for one, other in zip(said, heard, strict=True):
        assert np.abs(one - other).max() > 0.01 * np.abs(other).max()


def test_what_is_finished_is_not_made_again(tmp_path):
    plan = small_plan([small_checkpoint(tmp_path, "vector")])
    first = HereRunner(make=music)
    before, _ = rendered(plan, tmp_path, first)
    again = HereRunner(make=music)
    after, _ = rendered(plan, tmp_path, again)
    assert len(first.batches) == 1 and not again.batches
    assert [job.key for job, _ in before.kept] == [job.key for job, _ in after.kept]
    more = HereRunner(make=music)
    larger = small_plan([small_checkpoint(tmp_path, "vector")], count=6)
    rendered(larger, tmp_path, more)
    assert sum(len(batch.tasks) for batch in more.batches) == 2  # four of six were found


def test_a_damaged_or_half_written_dream_is_made_again(tmp_path):
    plan = small_plan([small_checkpoint(tmp_path, "vector")])
    _, cache = rendered(plan, tmp_path, HereRunner(make=music))
    keys = [job.key for job in jobs_of(plan)]
    whole = {key: cache.samples(key) for key in keys}
    data = bytearray((cache.folder / f"{keys[0]}.f32").read_bytes())
    data[100] ^= 1
    (cache.folder / f"{keys[0]}.f32").write_bytes(bytes(data))
    (cache.folder / f"{keys[1]}.f32").write_bytes(b"")
    (cache.folder / f"{keys[2]}.json").write_text("{")
    (cache.folder / f".{keys[3]}.f32.123.part").write_bytes(b"half")
    runner = HereRunner(make=music)
    _, cache = rendered(plan, tmp_path, runner)
    assert sorted(task.key for batch in runner.batches for task in batch.tasks) == sorted(keys[:3])
    assert all(np.array_equal(cache.samples(key), whole[key]) for key in keys)
    assert not list(cache.folder.glob("*.part"))


def test_a_refused_dream_is_tried_with_other_numbers_and_told(tmp_path):
    """The third seed's first two dreams are refused: it gets two more, the others none."""
    plan = small_plan([small_checkpoint(tmp_path, "vector")])
    bad = {job.key for job in plan.jobs(2, 2)}

    def make(batch):
        return [
            dataclasses.replace(one, samples=None, refused="silent for 3 s", scores={}, sound=())
            if one.key in bad
            else one
            for one in music(batch)
        ]

    found, _ = rendered(plan, tmp_path, HereRunner(make=make))
    assert {job.key for job, _ in found.refused} == bad
    assert [facts.refused for _, facts in found.refused] == ["silent for 3 s"] * 2
    assert [(job.seed_number, job.variation) for job, _ in found.kept] == [(0, 0), (1, 0), (2, 2), (3, 0)]


def test_dreams_that_fail_their_scores_are_taken_only_when_there_are_no_others(tmp_path):
    plan = small_plan([small_checkpoint(tmp_path, "vector")])
    weak = {job.key for job in plan.jobs(1, 9)} | {plan.jobs(0, 1)[0].key}

    def make(batch):
        return [
            dataclasses.replace(one, scores={"total": 0.99, "pass": False}) if one.key in weak else one
            for one in music(batch)
        ]

    found, _ = rendered(plan, tmp_path, HereRunner(make=make))
    assert [job.seed_number for job, _ in found.kept] == [0, 1, 2, 3]
    assert [facts.passed for _, facts in found.kept] == [True, False, True, True]
    assert found.kept[0][0].variation == 1


def weak(batch):
    return [dataclasses.replace(one, scores={"total": 0.1, "pass": False}) for one in music(batch)]


@pytest.mark.parametrize(("count", "made"), [(1, [1, 1, 1]), (4, [4, 4]), (8, [8])])
def test_a_model_is_not_asked_again_once_nothing_of_eight_dreams_is_good(tmp_path, count, made):
    plan = small_plan([small_checkpoint(tmp_path, "vector")], count=count)
    runner = HereRunner(make=weak)
    found, _ = rendered(plan, tmp_path, runner)
    assert [len(batch.tasks) for batch in runner.batches] == made and len(found.kept) == count


def test_models_and_seeds_take_turns(tmp_path):
    two = [small_checkpoint(tmp_path, "vector"), small_checkpoint(tmp_path, "vector_mixture")]
    jobs = jobs_of(small_plan(two))
    assert [(job.seed_number, job.model.name) for job in jobs] == [
        (0, "vector"), (1, "vector_mixture"), (2, "vector"), (3, "vector_mixture"),
    ]  # fmt: skip
    jobs = jobs_of(small_plan(two, count=8))
    assert len({(job.seed_number, job.model.name) for job in jobs}) == 8 and {job.variation for job in jobs} == {0}
    few = small_plan(two, count=2)
    assert [seed.name for seed in few.seeds] == ["take-002", "take-004"]
    best = small_plan(two, count=4, keep_best=2)
    assert len(best.seeds) == 2 and list(best.dreams) == [4, 4]


def test_the_best_of_a_seed_are_no_copies(tmp_path):
    """Of five dreams the three best are nearly the same: the best of these is kept, and the two that differ."""
    plan = small_plan([small_checkpoint(tmp_path, "vector")], count=20)
    jobs = plan.jobs(0, 5)
    base = np.concatenate([np.zeros(64), np.full(12, 1 / 12)])

    def facts(job, total, **where):
        sound = base.copy()
        for place, value in where.items():
            sound[int(place[1:])] += value
        return job, Facts(job.key, "", {"total": total, "pass": True}, tuple(sound))

    found = [
        facts(jobs[0], 0.80),
        facts(jobs[1], 0.90, b0=0.1),
        facts(jobs[2], 0.85, b1=0.1),
        facts(jobs[3], 0.60, b0=40.0),
        facts(jobs[4], 0.55, b9=-40.0),
    ]
    assert [job.variation for job, _ in best_of(found, 3)] == [1, 3, 4]
    assert [job.variation for job, _ in best_of(found, 9)][:1] == [1] and len(best_of(found, 9)) == 5


def test_distance_is_zero_to_itself_and_knows_pitch_and_colour():
    rng = np.random.default_rng(0)
    one = np.concatenate([rng.normal(0, 5, 32), rng.uniform(1, 3, 32), np.eye(12)[0]])
    other_pitch = np.concatenate([one[:64], np.eye(12)[7]])
    other_colour = np.concatenate([one[:32] + 6.0, one[32:]])
    assert distance(one, one) == 0.0
    assert distance(one, other_pitch) == pytest.approx(1 / 0.33)
    assert distance(one, other_colour) == pytest.approx(1.0)
    assert distance(one, other_pitch) == distance(other_pitch, one)


def test_count_is_spread_over_seeds_the_better_ones_first():
    def one(seed, total):
        return seed, Facts(str((seed, total)), "", {"total": total, "pass": True}, ())

    by_seed = [[one(0, 0.9), one(0, 0.2)], [one(1, 0.5), one(1, 0.8)], [one(2, 0.4)]]
    assert [(seed, facts.total) for seed, facts in spread_over_seeds(by_seed, 4)] == [
        (0, 0.9), (1, 0.5), (2, 0.4), (1, 0.8),
    ]  # fmt: skip
    assert len(spread_over_seeds(by_seed, 9)) == 5


def test_the_same_passage_twice_is_one_dream(tmp_path):
    seeds = cut_seeds([take(4.0)], parse_cut("every:2"))
    plan = make_plan(
        [*seeds, *seeds], [plan_model(small_checkpoint(tmp_path, "vector"))],
        count=4, keep_best=None, duration_s=1.5, rng_seed=0, backend="cpu",
    )  # fmt: skip
    found, _ = rendered(plan, tmp_path, HereRunner(make=music))
    keys = [job.key for job, _ in found.kept]
    assert len(keys) == len(set(keys))


def test_batches_suit_the_workers(tmp_path):
    plan = small_plan([small_checkpoint(tmp_path, "vector")], count=40)
    for workers, sizes in ((1, [32, 8]), (2, [32, 8]), (4, [16, 16, 8])):
        runner = HereRunner(workers, music)
        rendered(plan, tmp_path / str(workers), runner)
        assert [len(batch.tasks) for batch in runner.batches] == sizes


def test_a_batch_brings_each_recording_once(tmp_path):
    runner = HereRunner(make=music)
    rendered(small_plan([small_checkpoint(tmp_path, "vector")]), tmp_path, runner)
    assert len(runner.batches[0].references) == 1  # four seeds of one recording of 8 s


def test_a_batch_whose_worker_ends_is_made_again_but_not_for_ever(tmp_path):
    plan = small_plan([small_checkpoint(tmp_path, "vector")])
    ended = []

    def unlucky(batch):
        ended.append(batch)
        if len(ended) < TRIES:
            raise BrokenExecutor
        return music(batch)

    found, _ = rendered(plan, tmp_path / "a", HereRunner(make=unlucky))
    assert len(found.kept) == 4

    def hopeless(batch):
        raise BrokenExecutor

    with pytest.raises(RenderError, match=r"a worker ended 3 times while it made 4 dreams of vector"):
        rendered(plan, tmp_path / "b", HereRunner(make=hopeless))


def test_a_worker_of_another_version_refuses(tmp_path):
    batch = _batch(jobs_of(small_plan([small_checkpoint(tmp_path, "vector")])))
    with pytest.raises(RenderError, match=r"every worker must have live-daemon 9.9, found"):
        make_batch(dataclasses.replace(batch, package="9.9"))
    assert package_version()


def test_progress_counts_every_dream_whole(tmp_path):
    """Including those that end early because they are refused."""
    batch = _batch(jobs_of(small_plan([small_checkpoint(tmp_path, "column_classes")])))
    told = []
    outcomes = make_batch(batch, told.append)
    assert len(outcomes) == 4 and sum(told) == pytest.approx(batch.total_s) and min(told) >= 0.0
