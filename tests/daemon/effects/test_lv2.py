"""The LV2 host: small plugins written for these tests, and some that a distribution packages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from live_daemon.effects import lilv
from live_daemon.effects.hosting import BLOCK, EffectError
from live_daemon.effects.lilv import Lilv
from live_daemon.effects.lv2 import Lv2Effect
from live_daemon.effects.rendering import render_loop
from support import lv2_plugins
from support.signals import SAMPLE_RATE, error_db, noise

pytestmark = pytest.mark.skipif(bool(lv2_plugins.missing()), reason=lv2_plugins.missing())

AMP = "http://lv2plug.in/plugins/eg-amp"
DRAGONFLY = "urn:dragonfly:plate"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lv2_plugins.build(tmp_path_factory.mktemp("plugins"))


@pytest.fixture(autouse=True)
def plugins(built: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LV2_PATH", str(built))
    yield


def effect(kind: str, **controls: float) -> Lv2Effect:
    return Lv2Effect(lv2_plugins.URI + kind, controls, SAMPLE_RATE)


def test_a_plugin_that_is_late_is_brought_back_to_the_sample() -> None:
    loop = noise(0.5, 0.2)
    late = effect("late")
    first = late.process(loop[:BLOCK])
    assert late.latency == lv2_plugins.LATENCY and not first.any()  # it is late indeed
    made = render_loop(effect("late"), loop, SAMPLE_RATE, BLOCK)
    np.testing.assert_array_equal(made, loop)


def test_an_echo_goes_round_the_circle() -> None:
    """y = x + y late by 30000 frames, halved: a geometric series in the circle, solved by its transform."""
    loop = noise(0.5, 0.1)  # shorter than the echo's delay
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(len(loop)) * lv2_plugins.ECHO_FRAMES)
    wanted = np.fft.irfft(np.fft.rfft(loop) / (1 - 0.5 * turn), len(loop))
    assert error_db(render_loop(effect("echo"), loop, SAMPLE_RATE, BLOCK), wanted.astype(np.float32)) < -80


@pytest.mark.parametrize(("controls", "gain"), [({}, 0.5), ({"gain": 1.5}, 1.5)])
def test_map_options_worker_and_atom_ports_are_as_a_plugin_expects(controls: dict[str, float], gain: float) -> None:
    """It multiplies by a gain that it sends through its worker, and by -1 if anything else is wrong."""
    works = effect("works", **controls)
    block = noise(0.1, 0.1)[:BLOCK]
    assert not works.process(block).any()  # no response has come before the first block
    np.testing.assert_allclose(works.process(block), gain * block, rtol=1e-6)


@pytest.mark.parametrize(
    ("kind", "controls", "what"),
    [
        ("nowhere", {}, r"no LV2 plugin urn:.*nowhere is installed here"),
        ("demands", {}, r"requires urn:live-daemon:test:nobody-has-this, which live-daemon does not offer"),
        ("late", {"depth": 1.0}, "has no control depth; it has gain"),
        ("late", {"gain": 2.5}, r"gain must be in range 0\.\.2, got 2.5"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(kind: str, controls: dict[str, float], what: str) -> None:
    with pytest.raises(EffectError, match=what) as found:
        effect(kind, **controls)
    assert "\n" not in str(found.value)


def test_without_liblilv_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lilv.ctypes.util, "find_library", lambda _: "liblilv-that-nobody-has.so")
    with pytest.raises(EffectError, match=r"LV2 effects need liblilv, which is not installed .*CLAP plugins do not\)$"):
        Lilv()


def _installed(monkeypatch: pytest.MonkeyPatch, uri: str, package: str) -> None:
    monkeypatch.delenv("LV2_PATH")
    try:
        Lilv().plugin(uri)
    except EffectError:
        pytest.skip(f"needs {uri} (apt install {package})")


def test_the_specifications_own_example_amplifies_by_its_control(monkeypatch: pytest.MonkeyPatch) -> None:
    _installed(monkeypatch, AMP, "lv2-examples")
    block = noise(0.1, 0.1)[:BLOCK]
    np.testing.assert_allclose(
        Lv2Effect(AMP, {"gain": -6.0}, SAMPLE_RATE).process(block), 10 ** (-6 / 20) * block, rtol=1e-5
    )


def test_a_reverb_that_requires_map_options_and_worker_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    _installed(monkeypatch, DRAGONFLY, "dragonfly-reverb-lv2")
    click = np.zeros(SAMPLE_RATE, np.float32)
    click[100] = 1.0
    made = render_loop(Lv2Effect(DRAGONFLY, {"dry_level": 0.0}, SAMPLE_RATE), click, SAMPLE_RATE, BLOCK)
    assert np.abs(made[SAMPLE_RATE // 4 : SAMPLE_RATE // 2]).max() > 1e-4  # a quarter of a second later it still sounds
    assert np.abs(made[SAMPLE_RATE // 2 :]).max() < np.abs(made[: SAMPLE_RATE // 2]).max()


def test_a_plugin_of_two_inputs_and_outputs_takes_both_channels_and_mono_as_before() -> None:
    left, right = noise(0.1, 0.2, 1)[:BLOCK], noise(0.1, 0.2, 2)[:BLOCK]
    assert effect("swaps").is_stereo and not effect("echo").is_stereo
    np.testing.assert_allclose(effect("swaps").process(np.stack([left, right])), [right, 0.5 * left], rtol=1e-6)
    np.testing.assert_allclose(effect("swaps").process(left), 0.75 * left, rtol=1e-6)
