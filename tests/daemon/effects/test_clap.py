"""The CLAP host: small plugins written for these tests, and our own bridge, which other hosts run."""

from __future__ import annotations

import os
import plistlib
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from live_daemon.effects import clap_files
from live_daemon.effects.clap import ClapEffect
from live_daemon.effects.clap_parameters import symbols
from live_daemon.effects.hosting import BLOCK, EffectError, RenderError
from live_daemon.effects.lv2 import Lv2Effect
from live_daemon.effects.rendering import render_dream, render_loop
from live_daemon.install.plugin import built_library
from support import clap_plugins
from support.signals import SAMPLE_RATE, error_db, noise

pytestmark = pytest.mark.skipif(bool(clap_plugins.missing()), reason=clap_plugins.missing())

OWN_PATH = os.environ.get("CLAP_PATH", "")
LV2_BUNDLE = "DragonflyPlateReverb.lv2"
LV2_FOLDERS = [Path(one) for one in os.environ.get("LV2_PATH", "/usr/local/lib/lv2:/usr/lib/lv2").split(":") if one]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clap_plugins.build(tmp_path_factory.mktemp("plugins"))


@pytest.fixture(autouse=True)
def plugins(built: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))  # whose .clap is empty
    monkeypatch.setenv("CLAP_PATH", str(built))


def effect(kind: str, **controls: float) -> ClapEffect:
    return ClapEffect(clap_plugins.ID + kind, controls, SAMPLE_RATE)


def test_a_plugin_that_is_late_is_brought_back_to_the_sample() -> None:
    loop = noise(0.5, 0.2)
    late = effect("late")
    assert late.latency == clap_plugins.LATENCY and not late.process(loop[:BLOCK]).any()  # it is late indeed
    np.testing.assert_array_equal(render_loop(effect("late"), loop, SAMPLE_RATE, BLOCK), loop)
    np.testing.assert_array_equal(render_dream(effect("late"), loop, SAMPLE_RATE, BLOCK), loop)


def test_an_echo_goes_round_the_circle() -> None:
    """y = x + y late by 30000 frames, halved: a geometric series in the circle, solved by its transform."""
    loop = noise(0.5, 0.1)  # shorter than the echo's delay
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(len(loop)) * clap_plugins.ECHO_FRAMES)
    wanted = np.fft.irfft(np.fft.rfft(loop) / (1 - 0.5 * turn), len(loop))
    assert error_db(render_loop(effect("echo"), loop, SAMPLE_RATE, BLOCK), wanted.astype(np.float32)) < -80


def test_a_dream_keeps_an_echo_that_the_plugin_tells_of_however_late_it_comes() -> None:
    dream = noise(0.1, 0.1)
    made = render_dream(effect("far"), dream, SAMPLE_RATE, BLOCK)
    np.testing.assert_array_equal(made[: len(dream)], dream)
    late = made[clap_plugins.FAR_FRAMES :]
    assert len(dream) - 10 < len(late) <= len(dream)
    np.testing.assert_array_equal(late, dream[: len(late)])


@pytest.mark.parametrize("controls", [{}, {"gain_x": 1.5}, {"Gain_X": 0.0}])
def test_threads_order_ports_events_and_extensions_are_as_a_plugin_expects(controls: dict[str, float]) -> None:
    """It multiplies by a parameter, or like all of them by the number of what is wrong, negative (clap_plugins.c)."""
    watches = effect("watches", **controls)
    gain = next(iter(controls.values()), 0.5)
    for number in range(3):
        block = noise(0.1, 0.1, number)[:BLOCK]
        np.testing.assert_allclose(watches.process(block), gain * block, rtol=1e-6)
    assert watches.tail == 0  # it says that its tail never ends: we listen ourselves


@pytest.mark.parametrize("controls", [{}, {"gain_x": 2.0}])
def test_a_plugin_that_finds_its_latency_while_it_runs_is_started_again(controls: dict[str, float]) -> None:
    """In its first block, or in the sixth; what it heard in the first is not heard twice."""
    loop = noise(0.3, 0.1)
    restarts = effect("restarts", **controls)
    assert restarts.latency == 0
    np.testing.assert_array_equal(render_loop(restarts, loop, SAMPLE_RATE, BLOCK), loop)
    assert restarts.latency == clap_plugins.LATENCY
    np.testing.assert_array_equal(render_dream(effect("restarts", **controls), loop, SAMPLE_RATE, BLOCK), loop)


def test_a_plugin_of_two_inputs_and_outputs_takes_both_channels_and_mono_as_before() -> None:
    left, right = noise(0.1, 0.2, 1)[:BLOCK], noise(0.1, 0.2, 2)[:BLOCK]
    assert effect("swaps").is_stereo and not effect("echo").is_stereo and not effect("widens").is_stereo
    np.testing.assert_allclose(effect("swaps").process(np.stack([left, right])), [right, 0.5 * left], rtol=1e-6)
    np.testing.assert_allclose(effect("swaps").process(left), 0.75 * left, rtol=1e-6)
    np.testing.assert_allclose(effect("widens").process(left), 2.0 * left, rtol=1e-6)  # the mean of x and 3 x


@pytest.mark.parametrize(
    ("kind", "controls", "what"),
    [
        (
            "nowhere",
            {},
            r"no CLAP plugin test\.nowhere is installed here \(looked for in .*clap, .*\.clap, /usr/lib/clap;",
        ),
        ("late", {"depth": 1.0}, "has no control depth; it has gain_x, later$"),
        ("late", {"level": 1.0}, "has no control level"),  # it can be read alone
        ("swaps", {"gain_x": 1.0}, "has no control gain_x; it has no control"),
        ("late", {"gain_x": 2.5}, r"gain_x must be in range 0\.\.2, got 2.5"),
        ("late", {"later": 2.0}, r"later must be in range 0\.\.1 \(shown as now to at last\), got 2$"),
        ("refuses", {}, r"test\.refuses refuses to start \(it says: its licence has ended\)"),
        ("double", {}, r"test\.double fails in its first block \(it prefers 64-bit samples\)$"),
        ("restarts", {"gain_x": 1.0}, "asks to be activated anew again and again"),
        ("synth", {}, "no audio input or no audio output: it is no effect"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(kind: str, controls: dict[str, float], what: str) -> None:
    with pytest.raises(EffectError, match=what) as found:
        effect(kind, **controls).process(np.zeros(BLOCK, np.float32))
    assert "\n" not in str(found.value)


def test_a_plugin_that_says_that_it_failed_makes_no_sound() -> None:
    with pytest.raises(RenderError, match="it says that it failed"):
        render_loop(effect("fails"), noise(0.3, 0.1), SAMPLE_RATE, BLOCK)


def test_a_file_is_named_by_its_path(tmp_path: Path, built: Path) -> None:
    file = tmp_path / "my plugins" / "Late one.clap"
    clap_plugins.build_one(file, "late")
    assert ClapEffect("~/my plugins/Late one.clap", {}, SAMPLE_RATE).latency == clap_plugins.LATENCY
    for gone in (f"{tmp_path}/gone.clap", "~nobody-has-this-name/gone.clap"):
        with pytest.raises(EffectError, match=r"gone\.clap: is not there"):
            ClapEffect(gone, {}, SAMPLE_RATE)
    several = built / "of the tests" / "tests.clap"
    with pytest.raises(
        EffectError, match=r"holds 15 plugins: install it and name one by its id \(test\.late, test\.echo"
    ):
        ClapEffect(str(several), {}, SAMPLE_RATE)
    other = tmp_path / "other.clap"
    other.write_bytes(b"no library")
    with pytest.raises(EffectError, match=r"other\.clap: cannot be loaded"):
        ClapEffect(str(other), {}, SAMPLE_RATE)


def test_a_bundle_of_macos_is_loaded_from_the_library_that_its_list_names(
    tmp_path: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "Late.clap"
    clap_plugins.build_one(bundle / "Contents" / "MacOS" / "library", "late")
    with pytest.raises(EffectError, match=r"Late\.clap: is no bundle of macOS"):
        ClapEffect(str(bundle), {}, SAMPLE_RATE)
    plist = bundle / "Contents" / "Info.plist"
    whole = plistlib.dumps({"CFBundleExecutable": "library", "built": datetime(2026, 1, 1)})
    for damaged in (b"", whole[: len(whole) // 2], whole.replace(b"2026-01-01T00:00:00Z", b"today")):
        assert damaged != whole
        plist.write_bytes(damaged)
        with pytest.raises(EffectError, match=r"Late\.clap: is no bundle of macOS") as found:
            ClapEffect(str(bundle), {}, SAMPLE_RATE)
        assert "\n" not in str(found.value)
        monkeypatch.setenv("CLAP_PATH", f"{tmp_path}:{built}")
        assert effect("late").latency == clap_plugins.LATENCY  # nor does it hide another one
    plist.write_bytes(whole)
    assert ClapEffect(str(bundle), {}, SAMPLE_RATE).latency == clap_plugins.LATENCY


def test_no_other_library_is_loaded_while_an_id_is_looked_for(
    tmp_path: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even one that says the id without having it, once the right one is found; folders count in their order."""
    first = tmp_path / "first"
    clap_plugins.build_one(first / "late.clap", "late")  # its name says most of the id
    (first / "empty.clap").touch()
    (first / "other.clap").write_bytes(b"nothing of the kind")
    clap_plugins.build_one(first / "echo.clap", "late")  # the source's other ids are in its bytes
    monkeypatch.setenv("CLAP_PATH", f"{first}:{built}")
    loaded: list[str] = []
    library = clap_files.Library

    def load(path: Path) -> clap_files.Library:
        loaded.append(path.name)
        return library(path)

    monkeypatch.setattr(clap_files, "Library", load)
    assert clap_files.find_plugin("test.late")[0].path == first / "late.clap" and loaded == ["late.clap"]
    assert clap_files.find_plugin("test.swaps")[0].path.name == "tests.clap"
    assert "other.clap" not in loaded and "empty.clap" not in loaded


def test_a_copy_that_cannot_be_loaded_hides_no_good_one(
    tmp_path: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = tmp_path / "stale"
    stale.mkdir()
    for name in ("late", "the one before"):
        (stale / f"{name}.clap").write_bytes(b"no library, but it says test.late")
    monkeypatch.setenv("CLAP_PATH", str(stale))
    with pytest.raises(EffectError, match=r"stale/late\.clap: cannot be loaded"):  # the first of them
        effect("late")
    monkeypatch.setenv("CLAP_PATH", f"~nobody-has-this-name:{stale}:{built}")
    assert effect("late").latency == clap_plugins.LATENCY


def test_folders_are_looked_into_where_links_lead(tmp_path: Path, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    linked = tmp_path / "linked"
    (linked / "vendor").mkdir(parents=True)
    (linked / "round").symlink_to(linked)
    (linked / "vendor" / "again").symlink_to(linked / "vendor")
    (linked / "vendor" / "theirs").symlink_to(built)
    monkeypatch.setenv("CLAP_PATH", str(linked))
    found, identifier = clap_files.find_plugin("test.late")
    assert identifier == "test.late"
    assert found.path == linked / "vendor" / "theirs" / "of the tests" / "tests.clap"


def test_a_second_instance_looks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    first = effect("echo")
    monkeypatch.setattr(clap_files, "_candidates", lambda *_: pytest.fail("it looked again"))
    assert effect("echo").latency == first.latency == 0


def test_parameters_get_names_that_can_be_written() -> None:
    rows = [
        ("", "Dry Level", 1),
        ("A", "Gain", 2),
        ("B", "Gain", 3),
        ("C", "Same", 4),
        ("C", "Same", 5),
        ("", "2nd", 6),
    ]
    assert symbols(rows) == ["dry_level", "a_gain", "b_gain", "c_same_4", "c_same_5", "_2nd"]
    assert symbols([("", "Gain 5", 1), ("", "Gain", 5), ("", "Gain", 6)]) == ["gain_5", "gain_5_5", "gain_6"]
    assert symbols([("", "Gain", 5), ("", "Gain", 5)]) == ["gain_5", "gain_5_5"]  # against the specification
    assert symbols([("", "→", 7), ("", "Größe", 8)]) == ["_", "gr_e"]


def test_a_plugin_that_other_hosts_run_too_brings_a_loop_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our bridge: nine outputs, the main one is heard; a block of latency; without a daemon what is dry goes on."""
    monkeypatch.setenv("LIVE_DAEMON_BRIDGE", str(tmp_path / "nobody"))
    folder = tmp_path / "bridge"
    folder.mkdir()
    shutil.copy(built_library(), folder / "live-daemon-bridge.clap")
    monkeypatch.setenv("CLAP_PATH", str(folder))
    loop = np.stack([noise(0.3, 0.1, 1), noise(0.3, 0.1, 2)])
    for dry in (1.0, 0.5):
        bridge = ClapEffect("live-daemon.bridge", {"dry": dry}, SAMPLE_RATE)
        assert bridge.is_stereo and bridge.latency == BLOCK
        np.testing.assert_allclose(render_loop(bridge, loop, SAMPLE_RATE, BLOCK), dry * loop, atol=1e-7)
        # The effect process ends with its plugin; here the bridge would go on to look for daemons of other tests.
        bridge._deactivate()
        bridge._table.destroy(bridge._plugin)


def _is_below(name: str, folders: Sequence[Path]) -> bool:
    return any(True for folder in folders for _ in folder.rglob(name))


def test_the_same_reverb_makes_the_same_sound_of_both_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAP_PATH", OWN_PATH)
    if not (_is_below("DragonflyPlateReverb.clap", clap_files.folders()) and _is_below(LV2_BUNDLE, LV2_FOLDERS)):
        pytest.skip("needs Dragonfly's plate twice (apt install dragonfly-reverb-clap dragonfly-reverb-lv2)")
    controls = {"dry_level": 0.0, "decay": 0.8}
    made = [
        ClapEffect("michaelwillis.dragonfly.plate", controls, SAMPLE_RATE),
        Lv2Effect("urn:dragonfly:plate", controls, SAMPLE_RATE),
    ]
    loop = np.stack([noise(0.5, 0.1, 1), noise(0.5, 0.1, 2)])
    as_clap, as_lv2 = (render_loop(one, loop, SAMPLE_RATE, BLOCK) for one in made)
    np.testing.assert_allclose(as_clap, as_lv2, atol=1e-6)
    assert not np.allclose(as_clap, loop, atol=0.01)
