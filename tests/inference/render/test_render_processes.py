"""Worker processes of a render are replaced when killed, and end with their parent."""

import dataclasses
import multiprocessing
import sys
import time
from concurrent.futures import BrokenExecutor

import numpy as np
import pytest
import soundfile

from live_inference.render.rendering import _batch
from live_inference.render.schedulers import ProcessRunner
from live_inference.render.work import make_batch
from support.checkpoints import small_checkpoint
from support.render_here import RATE, small_plan
from support.render_runs import start
from support.strings import plucked

pytestmark = pytest.mark.whole

LONG_S = 3600.0
"""A dream that is not made while the test runs."""


def test_a_killed_worker_is_replaced_and_closing_ends_what_is_under_way(tmp_path):
    before = set(multiprocessing.active_children())
    short = _batch(small_plan([small_checkpoint(tmp_path, "spectrum_mixture")], duration_s=0.5).jobs(0, 2))
    long = dataclasses.replace(short, duration_s=LONG_S)
    runner = ProcessRunner(1)
    try:
        future = runner.submit(long)
        (worker,) = set(multiprocessing.active_children()) - before
        worker.kill()
        with pytest.raises(BrokenExecutor):
            future.result(60)
        made = runner.submit(short).result(120)
        for one, other in zip(made, make_batch(short), strict=True):
            assert one.key == other.key and np.array_equal(one.samples, other.samples) and one.scores == other.scores
        assert runner.made_s == pytest.approx(short.total_s)
        runner.submit(long)
    finally:
        began = time.monotonic()
        runner.close()
    assert time.monotonic() - began < 100.0  # not an hour, as long as the dream takes
    assert set(multiprocessing.active_children()) <= before


@pytest.mark.skipif(sys.platform != "linux", reason="children are looked up in /proc")
def test_no_worker_outlives_a_killed_render(tmp_path):
    psutil = pytest.importorskip("psutil")
    soundfile.write(tmp_path / "take.wav", plucked(4.0), RATE)
    small_checkpoint(tmp_path / "checkpoints", "vector")
    words = [str(tmp_path / "take.wav"), "--model", "vector", "--checkpoints", str(tmp_path / "checkpoints")]
    process = start(
        tmp_path / "bank", [*words, "--seconds", "600", "--workers", "2", "--count", "18", "--cut", "every:2"]
    )
    try:
        deadline = time.monotonic() + 100.0
        workers = []
        while len(workers) < 2 and time.monotonic() < deadline:
            assert process.poll() is None, process.communicate()
            children = psutil.Process(process.pid).children()
            workers = [one for one in children if "spawn_main" in " ".join(one.cmdline())]
            time.sleep(0.05)
        assert len(workers) == 2
    finally:
        process.kill()
        process.communicate()
    _, alive = psutil.wait_procs(workers, timeout=60)
    assert not alive
