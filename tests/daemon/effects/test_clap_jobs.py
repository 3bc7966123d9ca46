"""CLAP plugins in the effect process: loops and dreams come back; what crashes or hangs is told in one line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from live_daemon.effects import child
from live_daemon.effects.child import Outcome, render
from live_daemon.effects.job import Kind
from live_daemon.settings import EffectPlugin
from support import clap_plugins
from support.effect_process import hangs_sooner
from support.signals import SAMPLE_RATE, noise

pytestmark = [pytest.mark.whole, pytest.mark.skipif(bool(clap_plugins.missing()), reason=clap_plugins.missing())]

STEREO = np.stack([noise(0.2, 0.1, 1), noise(0.2, 0.2, 2)])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clap_plugins.build(tmp_path_factory.mktemp("plugins"))


@pytest.fixture(autouse=True)
def plugins(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAP_PATH", str(built))


def through(folder: Path, which: str, kind: Kind, sound: np.ndarray) -> tuple[Outcome, np.ndarray]:
    source, made = folder / "source.f32", folder / "made.f32"
    source.write_bytes(sound.tobytes())
    outcome = render(EffectPlugin(which), kind, source, made, SAMPLE_RATE, channels=len(sound))
    return outcome, np.fromfile(made, np.float32).reshape(len(sound), -1) if outcome.made else np.empty(0)


def test_each_channel_of_a_loop_goes_through_an_instance_of_a_mono_plugin(tmp_path: Path) -> None:
    outcome, made = through(tmp_path, "test.late", "loop", STEREO)
    assert outcome == Outcome(made=True)
    np.testing.assert_array_equal(made, STEREO)


def test_each_channel_of_a_dream_keeps_the_tail_that_a_mono_plugin_tells_of(tmp_path: Path) -> None:
    outcome, made = through(tmp_path, "test.far", "dream", STEREO)
    assert outcome == Outcome(made=True)
    frames = STEREO.shape[1]
    np.testing.assert_array_equal(made[:, :frames], STEREO)
    late = made[:, clap_plugins.FAR_FRAMES :]
    np.testing.assert_array_equal(late, STEREO[:, : late.shape[1]])
    assert late.shape[1] > frames - 10


def test_a_stereo_plugin_that_is_named_by_its_file_hears_both(tmp_path: Path) -> None:
    clap_plugins.build_one(tmp_path / "Swaps.clap", "swaps")
    outcome, made = through(tmp_path, str(tmp_path / "Swaps.clap"), "loop", STEREO)
    assert outcome == Outcome(made=True)
    np.testing.assert_allclose(made, [STEREO[1], 0.5 * STEREO[0]], rtol=1e-6)


@pytest.mark.parametrize(
    ("which", "fault", "ends_effect"),
    [
        ("test.crashes", "crashed (signal 11)", True),
        ("test.refuses", "the CLAP plugin test.refuses refuses to start (it says: its licence has ended)", True),
        ("test.fails", "it says that it failed", False),
        ("test.nan", "it gives samples that are not numbers", False),
        ("test.silent", "it gives silence", False),
    ],
)
def test_what_goes_wrong_is_one_line(tmp_path: Path, which: str, fault: str, ends_effect: bool) -> None:
    outcome, _ = through(tmp_path, which, "loop", STEREO)
    assert outcome == Outcome(made=False, fault=fault, ends_effect=ends_effect)


def test_a_plugin_that_hangs_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child.Heartbeat, "overdue_s", hangs_sooner)
    outcome, _ = through(tmp_path, "test.hangs", "loop", STEREO)
    assert outcome == Outcome(made=False, fault="hangs: its process was killed", ends_effect=True)
