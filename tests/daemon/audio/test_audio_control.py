"""The controller's side of the engine: ranges, the ring, and what can be read back."""

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soxr

from live_daemon.audio import control as control_module
from live_daemon.audio.control import EngineControl, EngineStalledError
from live_daemon.audio.layout import COMMANDS, DURATION_BINS, ProcessState
from live_daemon.audio.reader import quantile_us
from live_daemon.audio.watchdog import BlockWatch
from support.signals import SAMPLE_RATE, noise
from support.stage import Stage


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda c: c.set_bands([], 8.0), "number of bands must be in range 1..64, got 0"),
        (lambda c: c.set_bands([440.0] * 65, 8.0), "got 65"),
        (lambda c: c.set_bands([440.0, float("nan")], 8.0), "band frequency must be in range 10..20000, got nan"),
        (lambda c: c.set_bands([22000.0], 8.0), "got 22000"),
        (lambda c: c.set_bands([440.0], 0.0), "q must be in range 0.5..200, got 0"),
        (lambda c: c.set_bands([440.0], 8.0, 3), "sections must be in range 1..2, got 3"),
        (lambda c: c.set_follower(attack_ms=0), "attack_ms must be in range 0.1..5000, got 0"),
        (lambda c: c.set_follower(sensitivity_db=float("inf")), "sensitivity_db must be"),
        (lambda c: c.set_follower(range_=1.5), "range must be in range 0..1, got 1.5"),
        (lambda c: c.start_slot(128, 0, 10), "slot must be in range 0..127, got 128"),
        (lambda c: c.start_slot(0, -1, 10), "must lie in the arena"),
        (lambda c: c.start_slot(0, 191_999, 2), "must lie in the arena"),
        (lambda c: c.start_slot(0, 0, 10, gain=2.0), "gain must be in range 0..1, got 2"),
        (lambda c: c.start_slot(0, 0, 10, pan=-2.0), "pan must be in range -1..1, got -2"),
        (lambda c: c.start_slot(0, 0, 10, layer="loud"), "layer must be one of swell, tremolo, ring, got 'loud'"),
        (lambda c: c.set_slot_layer(0, "x"), "layer must be one of"),
        (lambda c: c.set_gain_map(0, [0.0] * 65), "at most 64 weights, got 65"),
        (lambda c: c.set_gain_map(0, [float("nan")]), "weights must be in range -1..1, got nan"),
        (lambda c: c.set_monitor(-0.1), "monitor must be in range 0..1, got -0.1"),
        (lambda c: c.read_input(61), "seconds must be in range 0..60, got 61"),
        (lambda c: c.slot_state(-1), "slot must be"),
    ],
)
def test_wrong_values_are_refused_in_one_line_and_send_nothing(tmp_path: Path, call: Any, words: str) -> None:
    stage = Stage(tmp_path)
    with pytest.raises(ValueError, match=words) as caught:
        call(stage.control)
    assert "\n" not in str(caught.value)
    assert stage.control.waiting == 0


def test_a_full_ring_says_that_the_engine_is_stalled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control_module, "PUSH_TIMEOUT_S", 0.05)
    stage = Stage(tmp_path)
    for _ in range(COMMANDS):
        stage.control.set_slot_gain(0, 0.5)
    with pytest.raises(EngineStalledError, match="takes no commands: 512"):
        stage.control.set_slot_gain(0, 0.5)
    stage.panic()  # always possible
    stage.play(0.1)
    assert stage.control.waiting == 0
    stage.control.set_slot_gain(0, 0.5)


def test_no_command_is_lost_or_torn_between_two_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ring turns many times while the engine runs beside: each row arrives whole, the last one wins."""
    monkeypatch.setattr(control_module, "PUSH_TIMEOUT_S", 60.0)  # a thread may be kept from running for long
    stage = Stage(tmp_path)
    stop = threading.Event()
    torn: list[int] = []

    def run() -> None:
        block, out = np.zeros((64, 2), np.float32), np.zeros((64, 2), np.float32)
        while not stop.is_set():
            stage.engine.process(block, out)
            row = stage.record.fields["gain_map"][0, 0]
            if np.ptp(row) != 0:
                torn.append(1)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        for value in range(5000):
            stage.control.set_gain_map(0, np.full(64, value % 1000 / 1000))
    finally:
        stop.set()
        thread.join()
    stage.play(0.1)
    assert not torn
    assert np.all(stage.record.fields["gain_map"][0, 0] == 4999 % 1000 / 1000)
    assert stage.control.counters().refused_commands == 0


def test_commands_are_taken_in_order_across_a_new_controller(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.control.set_monitor(0.1)
    again = EngineControl(stage.record)  # the first one died
    again.set_monitor(0.9)
    stage.play(0.1)
    assert stage.record.get("monitor_wanted") == 0.9


def test_the_last_seconds_of_the_input_can_be_read(tmp_path: Path) -> None:
    stage = Stage(tmp_path, sample_rate=8000)
    heard = noise(65.0, sample_rate=8000)
    stage.play(heard[:4000])
    np.testing.assert_array_equal(stage.control.read_input(10.0), heard[:4000])
    stage.play(heard[4000:])
    np.testing.assert_array_equal(stage.control.read_input(1.0), heard[-8000:])
    assert len(stage.control.read_input(60.0)) == 60 * 8000
    np.testing.assert_array_equal(stage.control.read_input(60.0), heard[-60 * 8000 :])


def test_the_input_ring_takes_the_mean_of_two_channels(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.play(np.stack([noise(0.1, rng_seed=1), np.zeros(4800, np.float32)], axis=1))
    np.testing.assert_allclose(stage.control.read_input(0.1), 0.5 * noise(0.1, rng_seed=1))
    assert stage.control.input_peak() > 0.05


def test_counters(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.play(0.1, 64)
    stage.engine.process(np.zeros((64, 2), np.float32), flags=4)
    stage.engine.process(np.zeros((64, 2), np.float32), flags=16)  # priming is no xrun
    counters = stage.control.counters()
    assert (counters.frames, counters.blocks, counters.xruns) == (4928, 77, 1)
    assert 0 < counters.p50_us <= counters.p999_us <= counters.max_us
    stage.control.reset_statistics()
    stage.play(64 / 48000)
    counters = stage.control.counters()
    assert (counters.frames, counters.blocks, counters.xruns) == (4992, 78, 0)
    assert stage.record.fields["durations"][0].sum() == 1


def test_quantiles_of_the_duration_histogram() -> None:
    durations = np.zeros(DURATION_BINS, np.int64)
    assert quantile_us(durations, 0.5, 0.0) == 0.0
    durations[9], durations[99], durations[-1] = 998, 1, 1
    assert quantile_us(durations, 0.5, 9000.0) == 5.0
    assert quantile_us(durations, 0.999, 9000.0) == 50.0
    assert quantile_us(durations, 1.0, 9000.0) == 9000.0


def test_block_watch_knows_stuck_from_starting_and_standing(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    now = [100.0]
    watch = BlockWatch(stage.record, clock=lambda: now[0])

    def after(seconds: float) -> bool:
        now[0] += seconds
        return watch.is_stuck(1.0)

    stage.record.put("process_state", ProcessState.STARTING)
    assert not after(30.0)
    stage.record.put("process_state", ProcessState.RUNNING)
    assert not after(0.9)
    stage.play(0.01)
    assert not after(0.9)
    assert not after(0.9)
    assert after(0.2)
    stage.record.put("clock_waits", 5)  # a stepped clock at its limit lives
    assert not after(0.9)
    assert after(1.1)


def test_the_input_is_read_with_both_channels_where_it_is_stereo(tmp_path: Path) -> None:
    left, right = noise(0.1, rng_seed=1), noise(0.1, rng_seed=2)
    for number, (one, other, wanted) in enumerate(
        [
            (left, right, np.stack([left, right])),
            (left, left, left),
            (left, -left, left),  # a balanced cable: the louder one, as for the follower
            (left, 0.02 * right, np.stack([left, np.float32(0.02) * right])),
        ]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        stage = Stage(folder)
        stage.play(np.stack([one, other], axis=1))
        found = stage.control.read_input_channels(0.1)
        np.testing.assert_allclose(found, wanted, atol=1e-7)
        np.testing.assert_array_equal(np.atleast_2d(found), np.atleast_2d(wanted))


@pytest.mark.parametrize("softer", [0.0, 0.003])
@pytest.mark.parametrize("side", [0, 1])
def test_of_two_inputs_the_one_that_is_played_is_read(tmp_path: Path, softer: float, side: int) -> None:
    """The other is silent, or has noise alone: no dream on it should come from one loudspeaker."""
    stage = Stage(tmp_path)
    played = noise(0.2, rng_seed=1)
    other = np.float32(softer) * noise(0.2, rng_seed=2) + np.float32(0.004)  # a converter's offset is no sound
    stage.play(np.stack([played, other][:: 1 - 2 * side], axis=1))
    np.testing.assert_array_equal(stage.control.read_input_channels(0.2), played)


def test_both_channels_of_another_rate_are_resampled_as_each_alone(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.engine.set_sample_rate(44_100)
    left, right = noise(0.5, rng_seed=1), noise(0.5, rng_seed=2)
    stage.play(np.stack([left, right], axis=1))
    found = stage.control.read_input_channels(0.2)
    assert found.shape == (2, 9600)
    heard = int(0.2 * 44_100)
    for channel, wanted in zip(found, (left, right), strict=True):
        np.testing.assert_allclose(channel, soxr.resample(wanted[-heard:], 44_100, SAMPLE_RATE), atol=1e-6)
