"""Stereo recordings give banks of stereo loops, each as wide as its seed; mono recordings mono ones beside them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from live_inference.render.bank_writing import write_rendered
from live_inference.render.plan import make_plan, plan_model
from live_inference.render.seeds import cut_seeds, parse_cut, read_recordings
from support.checkpoints import small_checkpoint
from support.render_here import RATE, HereRunner, music, rendered
from support.strings import plucked


def bank_of(folder: Path, *recordings: Path) -> Path:
    """Render two seconds of dream on every two seconds of these recordings."""
    seeds = cut_seeds(read_recordings(recordings), parse_cut("every:2"))
    models = [plan_model(small_checkpoint(folder / "models", "spectrum"))]
    plan = make_plan(seeds, models, count=4, keep_best=None, duration_s=2.0, rng_seed=0, backend="cpu")
    bank = folder / "bank"
    bank.mkdir()
    found, cache = rendered(plan, bank, HereRunner(make=music))
    write_rendered(bank, plan, found, cache, lambda _: None)
    return bank


def panned(path: Path, beside: float) -> Path:
    """A player who moves to the other side after four of eight seconds."""
    mono = plucked(8.0)
    side = np.where(np.arange(len(mono)) < len(mono) // 2, beside, -beside).astype(np.float32) * mono
    soundfile.write(path, np.stack([mono + side, mono - side], axis=1), RATE, subtype="FLOAT")
    return path


def test_each_loop_is_where_its_seed_was(tmp_path):
    (tmp_path / "models").mkdir()
    bank = bank_of(tmp_path, panned(tmp_path / "wide.wav", 0.5))
    files = sorted(bank.glob("*.wav"))
    assert len(files) == 4
    ratios = []
    for file in files:
        left, right = soundfile.read(file)[0].T
        mid, side = 0.5 * (left + right), 0.5 * (left - right)
        ratios.append(float(mid @ side / (mid @ mid)))
    np.testing.assert_allclose(ratios, [0.5, 0.5, -0.5, -0.5], atol=0.1)


def test_a_mono_recording_and_one_sound_on_two_channels_give_the_mono_loops_that_they_gave(tmp_path):
    banks = []
    for name, channels in (("one", 1), ("two", 2)):
        folder = tmp_path / name
        (folder / "models").mkdir(parents=True)
        soundfile.write(folder / "take.wav", np.stack([plucked(8.0)] * channels, axis=1), RATE, subtype="FLOAT")
        banks.append(bank_of(folder, folder / "take.wav"))
    one, two = ([file.read_bytes() for file in sorted(bank.glob("*.wav"))] for bank in banks)
    assert one == two and len(one) == 4
    assert all(soundfile.info(str(file)).channels == 1 for file in banks[0].glob("*.wav"))


def test_the_same_recording_gives_the_same_bytes(tmp_path):
    banks = []
    for name in ("one", "again"):
        (tmp_path / name / "models").mkdir(parents=True)
        banks.append(bank_of(tmp_path / name, panned(tmp_path / name / "take.wav", 0.3)))
    one, again = ({file.name: file.read_bytes() for file in bank.glob("*.wav")} for bank in banks)
    assert one == again
