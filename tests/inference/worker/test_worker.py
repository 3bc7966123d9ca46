"""The worker in this process: batches, urgent dreams between chunks, cancelled and refused ones."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import soundfile

from live_inference.worker import messages as m
from live_inference.worker.jobs import LEAD_S, next_job
from live_inference.worker.seeds import SeedReading
from support.worker_here import RATE, kinds, order, work


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
