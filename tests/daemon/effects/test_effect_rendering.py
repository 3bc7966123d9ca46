"""Loops as circles and dreams with their tails, held against what a linear effect must give."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import scipy.signal
from numpy.typing import NDArray

from live_daemon.effects import __main__ as process
from live_daemon.effects.hosting import RenderError
from live_daemon.effects.job import Job, Kind
from live_daemon.effects.rendering import render_dream, render_loop
from support.signals import SAMPLE_RATE, error_db, noise, tone

BLOCK = 512


class Filter:
    """A linear effect that is late by some frames."""

    tail = 0

    def __init__(self, b: object, a: object = (1.0,), latency: int = 0):
        self._b, self._a = np.atleast_1d(b), np.atleast_1d(a)
        self.latency, self.blocks = latency, 0
        self._late = np.zeros(latency)
        self._state = np.zeros(max(len(self._b), len(self._a)) - 1)

    def process(self, block: NDArray[np.float32]) -> NDArray[np.float64]:
        assert block.shape == (BLOCK,)
        self.blocks += 1
        out, self._state = scipy.signal.lfilter(self._b, self._a, block.astype(np.float64), zi=self._state)
        whole = np.concatenate([self._late, out])
        self._late = whole[BLOCK:]
        return whole[:BLOCK]


class Echo:
    """One echo, half as loud, after ``late`` frames; ``tail``: what it says of it."""

    latency = 0

    def __init__(self, late: int, tail: int):
        self.tail = tail
        self._heard = np.zeros(late)

    def process(self, block: NDArray[np.float32]) -> NDArray[np.float64]:
        self._heard = np.concatenate([self._heard, block])
        before, self._heard = self._heard[:BLOCK], self._heard[BLOCK:]
        return block + 0.5 * before


class Drifting:
    """A tremolo whose rate has nothing to do with any loop: no two rounds are the same."""

    latency = tail = 0

    def __init__(self) -> None:
        self._frame = 0

    def process(self, block: NDArray[np.float32]) -> NDArray[np.float64]:
        t = (self._frame + np.arange(len(block))) / SAMPLE_RATE
        self._frame += len(block)
        return block * (1 + 0.9 * np.sin(2 * np.pi * 0.7134 * t))


@pytest.mark.parametrize("frames", [777, 24_001, 96_000])
@pytest.mark.parametrize("latency", [0, 1, 8192])
def test_a_loop_is_rendered_as_the_circle_it_is(frames: int, latency: int) -> None:
    """Its spectrum times the filter's response at the circle's own frequencies: what sounds if it never began."""
    loop = noise(frames / SAMPLE_RATE + 0.01, 0.1)[:frames]
    b, a = scipy.signal.iirpeak(700.0, 200.0, fs=SAMPLE_RATE)  # rings for a tenth of a second
    _, response = scipy.signal.freqz(b, a, 2 * np.pi * np.fft.rfftfreq(frames))
    wanted = np.fft.irfft(np.fft.rfft(loop) * response, frames)
    made = render_loop(Filter(b, a, latency), loop, SAMPLE_RATE, BLOCK)
    assert made.shape == (frames,) and made.dtype == np.float32
    assert error_db(made, wanted.astype(np.float32)) < -85


def test_a_long_reverberation_wraps_until_it_adds_nothing() -> None:
    """One pole of a second in a loop of a tenth of a second: only many rounds give its level."""
    pole = np.exp(-1 / (1.0 * SAMPLE_RATE))
    loop = np.full(4800, 0.001, np.float32)
    made = render_loop(Filter(1 - pole, [1.0, -pole]), loop, SAMPLE_RATE, BLOCK)
    np.testing.assert_allclose(made, 0.001, rtol=1e-3)


def test_an_effect_that_never_repeats_itself_gets_a_seam_that_is_not_heard() -> None:
    loop = tone(1000.0, 1.0, 0.3)
    made = render_loop(Drifting(), loop, SAMPLE_RATE, BLOCK)
    largest_step = 0.3 * 1.9 * 2 * np.pi * 1000 / SAMPLE_RATE
    assert np.abs(np.diff(np.concatenate([made[-50:], made[:50]]))).max() < 1.05 * largest_step
    level = np.sqrt(np.convolve(np.square(np.tile(made, 2)), np.ones(4800) / 4800, "valid"))
    assert np.abs(np.diff(20 * np.log10(level))).max() < 0.05  # no jump of level, at the seam neither


def test_a_loop_without_effect_comes_back_unchanged() -> None:
    loop = noise(0.3, 0.2)
    np.testing.assert_array_equal(render_loop(Filter(1.0), loop, SAMPLE_RATE, BLOCK), loop)


@pytest.mark.parametrize("latency", [0, 700, 8192])
def test_a_dream_keeps_its_tail_and_its_beginning(latency: int) -> None:
    pole = np.exp(-1 / (0.1 * SAMPLE_RATE))
    dream = noise(0.5, 0.1)
    made = render_dream(Filter(1.0, [1.0, -pole], latency), dream, SAMPLE_RATE, BLOCK)
    whole = np.concatenate([dream, np.zeros(3 * SAMPLE_RATE)])
    wanted = scipy.signal.lfilter([1.0], [1.0, -pole], whole)
    np.testing.assert_allclose(made, wanted[: len(made)], atol=1e-5)
    heard = np.flatnonzero(np.abs(wanted) > 1e-4 * np.abs(wanted).max())[-1] + 1  # 80 dB
    assert len(made) == pytest.approx(heard, abs=10) and heard > len(dream) + 0.3 * SAMPLE_RATE


class Later(Filter):
    """It is as late as it says from its sixth block on; before, it says and is 0."""

    def __init__(self, b: object, a: object, latency: int):
        super().__init__(b, a)
        self._then = latency

    def process(self, block: NDArray[np.float32]) -> NDArray[np.float64]:
        if self.blocks == 5:
            self.latency, self._late = self._then, np.zeros(self._then)
        return super().process(block)


def test_a_dream_goes_once_more_through_an_effect_that_finds_its_latency_on_the_way() -> None:
    """Nothing is missing at its beginning, and of the first time nothing is heard in the second."""
    pole = np.exp(-1 / (0.1 * SAMPLE_RATE))
    dream = noise(0.5, 0.1)
    later = Later(1.0, [1.0, -pole], 700)
    made = render_dream(later, dream, SAMPLE_RATE, BLOCK)
    wanted = render_dream(Filter(1.0, [1.0, -pole], 700), dream, SAMPLE_RATE, BLOCK)
    assert later.latency == 700
    np.testing.assert_allclose(made[: len(dream)], wanted[: len(dream)], atol=1e-5)
    assert len(made) == pytest.approx(len(wanted), abs=10)
    at_once = Filter(1.0, [1.0, -pole], 700)
    render_dream(at_once, dream, SAMPLE_RATE, BLOCK)
    assert at_once.blocks < 0.6 * later.blocks  # what is late from the start goes through it once


@pytest.mark.parametrize(("tail", "is_heard"), [(0, False), (150_000, True)])
def test_an_echo_after_three_seconds_is_kept_where_the_plugin_says_so(tail: int, is_heard: bool) -> None:
    dream = noise(0.2, 0.1)
    made = render_dream(Echo(150_000, tail), dream, SAMPLE_RATE, BLOCK)
    if is_heard:
        assert len(made) == pytest.approx(150_000 + len(dream), abs=10)
        np.testing.assert_allclose(made[150_000:], 0.5 * dream[: len(made) - 150_000], atol=1e-6)
    else:
        assert len(made) == len(dream)


def test_a_loop_waits_for_an_echo_as_long_as_the_plugin_says() -> None:
    """The echo comes in the eighth second: the rounds before it are all the same."""
    frames, late = SAMPLE_RATE, 8 * SAMPLE_RATE - 3000
    loop = noise(1.0, 0.1)[:frames]
    wanted = loop + 0.5 * np.roll(loop, late % frames)
    np.testing.assert_allclose(render_loop(Echo(late, late), loop, SAMPLE_RATE, BLOCK), wanted, atol=1e-6)


def test_a_tail_that_never_ends_is_cut() -> None:
    made = render_dream(Filter(1.0, [1.0, -1.0]), noise(0.1, 0.1), SAMPLE_RATE, 512)
    assert len(made) <= 31 * SAMPLE_RATE


@pytest.mark.parametrize(("gain", "what"), [(np.nan, "not numbers"), (0.0, "silence")])
def test_what_could_not_be_played_is_refused(gain: float, what: str) -> None:
    for render in (render_loop, render_dream):
        with pytest.raises(RenderError, match=what):
            render(Filter(gain), noise(0.1, 0.1), SAMPLE_RATE, BLOCK)


def test_somebody_hears_that_it_goes_on() -> None:
    beats: list[None] = []
    effect = Filter(1.0)
    render_loop(effect, noise(0.1, 0.1), SAMPLE_RATE, BLOCK, lambda: beats.append(None))
    assert len(beats) >= effect.blocks - 1 > 400


class Crossed(Filter):
    """A stereo effect: each side gets what the other was, late and filtered."""

    def process(self, block: NDArray[np.float32]) -> NDArray[np.float64]:
        assert block.shape == (2, BLOCK)
        self.blocks += 1
        out, self._state = scipy.signal.lfilter(self._b, self._a, block[::-1].astype(np.float64), zi=self._state)
        whole = np.concatenate([self._late, out], axis=1)
        self._late = whole[:, BLOCK:]
        return whole[:, :BLOCK]

    def __init__(self, b: object, a: object = (1.0,), latency: int = 0):
        super().__init__(b, a, latency)
        self._late = np.zeros((2, latency))
        self._state = np.zeros((2, len(self._state)))


@pytest.mark.parametrize("latency", [0, 700])
def test_both_channels_go_through_a_stereo_effect_together(latency: int) -> None:
    """As each channel through the filter alone, on the other side: circles, tails and latency are the same."""
    pole = np.exp(-1 / (0.1 * SAMPLE_RATE))
    sound = np.stack([noise(0.4, 0.1, 1), noise(0.4, 0.2, 2)])
    for render in (render_loop, render_dream):
        both = render(Crossed(1.0, [1.0, -pole], latency), sound, SAMPLE_RATE, BLOCK)
        assert both.ndim == 2 and both.dtype == np.float32
        for made, other in zip(both, sound[::-1], strict=True):
            alone = render(Filter(1.0, [1.0, -pole], latency), other, SAMPLE_RATE, BLOCK)
            length = min(len(alone), len(made))  # the louder channel has the longer tail, which both get
            np.testing.assert_allclose(made[:length], alone[:length], atol=1e-4)
    assert both.shape[1] > sound.shape[1] + 0.3 * SAMPLE_RATE


class Gate:
    """A mono effect that lets nothing soft through, in place of a plugin."""

    latency, tail, is_stereo = 0, 0, False

    def __init__(self, which: str, controls: dict[str, float], sample_rate: float):
        pass

    def process(self, block: NDArray[np.float32]) -> NDArray[np.float64]:
        assert block.shape == (BLOCK,)
        return np.where(np.abs(block) > 1e-4, block, 0.0).astype(np.float64)


@pytest.mark.parametrize("kind", ["loop", "dream"])
def test_a_channel_that_becomes_silent_leaves_the_other_its_effect(
    kind: Kind, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A gate on a stereo sound whose one side is nearly silent: the sound as a whole is not."""
    monkeypatch.setitem(process.HOSTS, "lv2", Gate)
    sound = np.stack([noise(0.2, 0.1, 1), noise(0.2, 1e-5, 2)])
    (tmp_path / "source").write_bytes(sound.tobytes())
    texts = {name: str(tmp_path / name) for name in ("source", "made", "fault", "heartbeat")}
    job = Job("gate", "lv2", {}, kind=kind, sample_rate=SAMPLE_RATE, channels=2, **texts)
    made = process._rendered(job, lambda: None)
    np.testing.assert_array_equal(made, np.where(np.abs(sound) > 1e-4, sound, 0.0))
    (tmp_path / "source").write_bytes((1e-4 * sound).astype(np.float32).tobytes())
    with pytest.raises(RenderError, match="silence"):
        process._rendered(job, lambda: None)


def test_a_stereo_loop_that_never_repeats_itself_gets_one_seam() -> None:
    class Both:
        latency = tail = 0

        def __init__(self) -> None:
            self._one = Drifting()

        def process(self, block: NDArray[np.float32]) -> NDArray[np.float64]:
            return np.asarray(self._one.process(block[0]) * np.array([[1.0], [0.5]]))

    loop = np.stack([tone(1000.0, 1.0, 0.3)] * 2)
    made = render_loop(Both(), loop, SAMPLE_RATE, BLOCK)
    np.testing.assert_allclose(made[1], 0.5 * made[0], atol=1e-7)
