"""Renders on a Dask cluster of this machine: the same bank, even if a worker dies in the middle of a job."""

import pytest
import soundfile

from live_inference.bank.manifest import read_bank
from live_inference.render import command
from support.checkpoints import small_checkpoint
from support.render_cluster import cluster, render_with_a_kill
from support.render_here import RATE, HereRunner
from support.render_runs import contents
from support.strings import plucked

pytestmark = pytest.mark.whole

pytest.importorskip("distributed")


def test_two_workers_of_which_one_is_killed_make_the_bank_of_one_machine(tmp_path, monkeypatch):
    take = tmp_path / "take.wav"
    soundfile.write(take, plucked(8.0), RATE, subtype="FLOAT")
    small_checkpoint(tmp_path / "checkpoints", "spectrum_mixture")
    # The cluster's workers run in another folder: the model comes with the batch.
    words = [str(take), "--model", "spectrum_mixture", "--checkpoints", str(tmp_path / "checkpoints")]
    words += ["--seconds", "1", "--count", "18", "--cut", "every:2"]
    monkeypatch.setattr(command, "ProcessRunner", HereRunner)
    assert command.main([*words, "--workers", "2", "--bank", str(tmp_path / "alone")]) == 0
    with cluster(tmp_path / "cluster", 2) as found:
        name = render_with_a_kill(found, tmp_path / "bank", words, 0.0)
        assert found.workers[name].poll() is not None
    assert len(read_bank(tmp_path / "bank")) == 18
    assert contents(tmp_path / "bank") == contents(tmp_path / "alone")
