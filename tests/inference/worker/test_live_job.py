"""The worker's live dream: written round and round just ahead of what sounds, beside the dreams that are ordered."""

from __future__ import annotations

import numpy as np
import pytest

from live_inference.worker import messages as m
from live_inference.worker.live_job import LEAD_S, LONGEST_LEAD_S
from live_inference.worker.live_part import SLOWEST
from live_models.condition.numbers import Condition
from support.plucks import plucked
from support.worker_here import RATE, Guard, kinds, order, work

RING = m.ArenaRange(20 * RATE, RATE)
SEED = m.ArenaRange(30 * RATE, 3 * RATE)


@pytest.fixture(autouse=True)
def content(monkeypatch):
    monkeypatch.setattr("live_inference.dreaming.live.Guard", Guard)


def start(worker, number=1, *, silent=False, **changes):
    arena = np.memmap(worker.folder / "arena", np.float32, "r+")
    heard = np.resize(plucked([220.0, 330.0])[::3], SEED.frames)
    arena[SEED.offset : SEED.offset + SEED.frames] = 0.0 if silent else heard
    arena[RING.offset - 10 : RING.offset] = arena[RING.offset + RING.frames :][:10] = 7.0  # beside the ring
    asked = {"id": number, "model": "small", "place": RING, "sample_rate": RATE, "seed": SEED, "rng_seed": 5}
    worker.handle(m.StartLive(**(asked | changes)))
    return arena


def made(worker):
    return [one for one in worker.said if isinstance(one, m.LiveMade)]


def advance(worker, seconds):
    """Let the worker work while what it made is played, told twenty times a second."""
    played = max(0, made(worker)[-1].filled - round(LEAD_S * RATE))
    for _ in range(round(seconds / 0.05)):
        played += round(0.05 * RATE)
        worker.handle(m.Played(played))
        while worker._live.due_s <= 0.0:
            worker._live.step()
    return played


def test_it_is_written_just_ahead_of_what_sounds_round_and_round(worker):
    arena = start(worker)
    work(worker, lambda: worker._live.due_s > 0.0)
    played = advance(worker, 5.0)
    ahead_s = (made(worker)[-1].filled - played) / RATE
    assert 0.05 < ahead_s < LONGEST_LEAD_S + 0.1
    assert made(worker)[-1].filled > 4 * RING.frames, "the ring was gone round"
    assert np.all(arena[RING.offset - 10 : RING.offset] == 7.0)
    assert np.all(arena[RING.offset + RING.frames :][:10] == 7.0)
    assert np.isfinite(arena[RING.offset : RING.offset + RING.frames]).all()


def step_while_due(worker):
    while worker._live.due_s <= 0.0:
        worker._live.step()


def test_what_ran_dry_is_written_as_far_ahead_as_the_engine_wants(worker):
    start(worker)
    for _ in range(3):
        worker.handle(m.Played(100, waits=True))
        step_while_due(worker)
    assert made(worker)[-1].filled - 100 >= 0.25 * RATE


def test_news_twice_within_one_block_of_sound_makes_it_no_later(worker):
    """A device with long blocks, or a controller that catches up: it stands still, and has not run dry."""
    start(worker)
    played = advance(worker, 1.0)
    before = made(worker)[-1].filled
    for _ in range(3):
        worker.handle(m.Played(played))
        step_while_due(worker)
    assert made(worker)[-1].filled - before <= 0.1 * RATE


def test_a_dream_that_is_ordered_meanwhile_is_made_and_the_live_one_goes_on(worker):
    start(worker)
    worker.mailbox.inbox.put(m.DreamBatch([order(worker, 9, 1.0)]))
    before = made(worker)[-1].filled
    work(worker, lambda: "DreamReady" in kinds(worker, 9))
    assert made(worker)[-1].filled > before


def test_why_it_began_again_is_told_newer_playing_aside(worker):
    start(worker)
    dream = worker._live.job.dream
    dream._guard.check = lambda made: "stuck"
    worker._live.step()
    assert [one.why for one in worker.said if isinstance(one, m.LiveFreshStart)] == ["stuck"]
    dream._newer = True  # a model without a condition, which has heard more
    worker._live.step()
    assert dream.fresh_starts == 2 and kinds(worker, 1).count("LiveFreshStart") == 1


def test_it_ends_when_it_is_told_to_and_another_one_replaces_it(worker):
    start(worker)
    start(worker, 2)
    assert worker._live.job.order.id == 2
    assert kinds(worker, 1)[-1] == "LiveEnded", "its ring may have another use"
    worker.handle(m.StopLive())
    assert worker.is_idle and kinds(worker, 2)[-1] == "LiveEnded"
    for late in (m.Played(5), m.SeedHeard(), m.Heard([0.0] * 49, 0.0, 0.0), m.StopLive()):
        worker.handle(late)
    assert not [one for one in worker.said if isinstance(one, m.LiveFailed)]


def test_why_there_is_none(worker):
    start(worker, 1, silent=True)
    start(worker, 2, model="missing")
    worker._models.generator("small")
    worker._models.speeds["small"] = 0.9 * SLOWEST
    start(worker, 3)
    reasons = {one.id: one.reason for one in worker.said if isinstance(one, m.LiveFailed)}
    assert "silent" in reasons[1] and "missing" in reasons[2]
    assert reasons[3] == "model small makes 1.4 times real time here, and a live dream needs 1.5: choose a faster one"
    assert worker.is_idle


def test_a_controller_that_begins_in_the_middle_gets_frames_from_there_on(worker):
    start(worker, begin=12_345)
    work(worker, lambda: worker._live.due_s > 0.0)
    assert made(worker)[0].filled >= 12_345 < made(worker)[-1].filled
    worker.handle(m.Played(0))
    assert worker._live.job._played == 12_345


def test_what_is_heard_reaches_the_model_and_what_was_said_goes_before_it(worker):
    start(worker)
    told = []
    worker._live.job.dream.heed = told.append
    heard = m.Heard(Condition.said([60.0]).pitches.tolist(), -3.0, 2.5)
    worker.handle(heard)
    worker.handle(m.SetPitches([67.0]))
    worker.handle(m.SetPitches([]))
    np.testing.assert_allclose([one.pitches for one in told], [Condition.said([p]).pitches for p in (60.0, 67.0, 60.0)])
    assert {one.loudness_db for one in told} == {-3.0}
    worker.handle(m.Heard([1.0], 0.0, 0.0))
    assert "must have 49 pitches, got 1" in worker.said[-1].message


# -- in stereo

WIDE = m.ArenaRange(20 * RATE, RATE, apart=2 * RATE)
HEARD = m.WidthHeard([60.0, 1000.0, 4000.0], [0.5, 0.5, 0.5], [0.2, 0.2, 0.2])


def rings(worker, place, seconds=3.0, then=None, **changes):
    """Both channels of all that is written in so many seconds; ``then`` is heard first. Shape: `[2, frames]`"""
    arena = start(worker, place=place, **changes)
    if then is not None:
        worker.handle(then)
    out, read = [], 0

    def take():
        nonlocal read
        filled = made(worker)[-1].filled
        at = np.arange(read, filled) % place.frames
        out.append(np.stack([arena[row][at] for row in place.rows]))
        read = filled

    while read < seconds * RATE:
        take()
        worker.handle(m.Played(read))
        worker._live.step()
    return np.concatenate(out, axis=1)[:, : round(seconds * RATE)]


def test_both_channels_are_written_as_wide_as_was_heard_and_their_mean_is_the_mono_dream(worker):
    mono = rings(worker, RING)[0]
    left, right = rings(worker, WIDE, width=HEARD)
    np.testing.assert_allclose(0.5 * (left + right), mono, atol=1e-6)
    assert np.std(left) > 1.5 * np.std(right) > 0.0
    left, right = rings(worker, WIDE)
    np.testing.assert_array_equal(left, mono)  # the live input is mono
    np.testing.assert_array_equal(right, mono)


def test_another_width_is_gone_over_to_and_one_that_makes_no_sense_is_told(worker):
    start(worker, place=WIDE)
    heard = []
    worker._live.job.dream.hear_width = heard.append
    worker.handle(HEARD)
    worker.handle(m.WidthHeard())
    assert heard[0].beside.tolist() == HEARD.beside and heard[1] is None
    for wrong in (m.WidthHeard([60.0], [], []), m.WidthHeard([60.0, 50.0], [0.1, 0.1], [0.0, 0.0])):
        worker.handle(wrong)
        assert "a number for each third" in worker.said[-1].message
    start(worker, 2, place=WIDE, width=m.WidthHeard([60.0], [], []))
    assert "a number for each third" in worker.said[-1].reason


def test_a_mono_dream_takes_no_notice_of_a_width(worker):
    untold = rings(worker, RING)
    told = rings(worker, RING, then=HEARD)
    np.testing.assert_array_equal(told, untold)
    assert not [one for one in worker.said if isinstance(one, m.Problem)]
