"""Renders on a Dask cluster of this machine: the same bank, also when a worker dies in mid-job."""

import pytest
import soundfile

from live_inference.bank import read_bank
from support.checkpoints import small_checkpoint
from support.render_cluster import cluster, render_with_a_kill
from support.render_here import RATE
from support.render_kills import contents, finish
from support.strings import plucked

pytest.importorskip("distributed")


def test_two_workers_of_which_one_is_killed_make_the_bank_of_one_machine(tmp_path):
    take = tmp_path / "take.wav"
    soundfile.write(take, plucked(8.0), RATE, subtype="FLOAT")
    small_checkpoint(tmp_path / "checkpoints", "vector_mixture")
    # The cluster's workers do not see this folder as theirs: the model comes with the batch.
    words = [str(take), "--model", "vector_mixture", "--checkpoints", str(tmp_path / "checkpoints")]
    words += ["--seconds", "3", "--count", "20", "--cut", "every:2"]
    finish(tmp_path / "alone", [*words, "--workers", "1"])
    with cluster(tmp_path / "cluster", 2) as found:
        name = render_with_a_kill(found, tmp_path / "bank", words, 0.0)
        assert found.workers[name].poll() is not None
    assert len(read_bank(tmp_path / "bank")) == 20
    assert contents(tmp_path / "bank") == contents(tmp_path / "alone")
