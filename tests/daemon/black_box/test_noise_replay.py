"""A dream on noise under the real daemon: its black box is enough to hear it again and to make it again."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from live_daemon.black_box.old_sessions import sessions
from live_daemon.black_box.replay import read_log, render
from live_inference.dreaming.noise_seeds import noise_seed
from live_inference.files.dreams import sha256_of_samples
from live_models.checkpoint import load_checkpoint
from live_models.loading import load_generator
from live_models.registry import Registry
from support.black_box import lines_of
from support.daemon import Daemon


@pytest.mark.whole
def test_a_dream_on_noise_is_replayed_and_its_noise_can_be_made_again(tmp_path: Path) -> None:
    """No take lies beside the log then: the kind of noise and its number in the order are all that is left of it."""
    with Daemon(tmp_path, f"audio.output_file={tmp_path / 'output.wav'}", duration_s=1.0) as daemon:
        daemon.send("/dream/seed/noise", "perlin", "nylon-spectrum", 1.0, 5)
        dream = Path(daemon.wait_for("/dream/ready")[1])
        daemon.wait_for("/dream/bank/ready")
        daemon.wait_until(lambda: any(address == "/dream/sounding" for address, _ in daemon.heard))
        daemon.send("/dream/loop/gain", 0, 1.0)
        daemon.wait_until(lambda: daemon.gains and daemon.gains[0] > 0.99)
    (folder,) = sessions(tmp_path / "state" / "black-box")
    result = render(read_log(folder), tmp_path / "replay.wav")
    assert (result.remarks, result.segments, result.dreams) == ([], 1, 1), daemon.log
    heard, found = (soundfile.read(tmp_path / name, dtype="float32")[0] for name in ("output.wav", "replay.wav"))
    assert np.abs(heard).max() > 0.01
    np.testing.assert_array_equal(found.view(np.int32), heard.view(np.int32))

    (order,) = (one for line in lines_of(folder, "to_worker") for one in line["of"].get("orders", ()))
    assert (order["noise"], order["rng_seed"]) == ("perlin", 5)
    spec = load_generator(load_checkpoint(Registry().find(order["model"]))).spec
    again = noise_seed(order["noise"], spec.seed_length, spec.sample_rate, order["rng_seed"])
    assert json.loads(dream.with_suffix(".json").read_text())["seed_sha256"] == sha256_of_samples(again)
