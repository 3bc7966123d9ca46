"""The engine's sound: any block size alike, no clicks, no surprises. Called with arrays, without a device."""

from pathlib import Path

import numpy as np
import pytest

from live_daemon.audio.commands import PANIC_MS
from live_daemon.audio.dsp import TREMOLO_HZ
from live_daemon.audio.engine import Engine
from live_daemon.audio.layout import RECORD_TYPE, TICK
from live_daemon.audio.record import AudioRecord
from live_daemon.follower.bands import default_bands
from support.signals import SAMPLE_RATE, noise, rms, tone
from support.stage import Stage

HALF = np.sqrt(0.5)  # pan in the middle


def _full_stage(folder: Path) -> Stage:
    """Every layer, loops and one-shots, monitor: everything that could depend on where blocks begin."""
    folder.mkdir()
    stage = Stage(folder)
    stage.record.arena[:] = noise(4.0, 0.2, rng_seed=3)
    for slot, layer in enumerate(("swell", "tremolo", "ring") * 4):
        stage.control.set_gain_map(slot, np.eye(32)[8 + slot])
        stage.control.start_slot(
            slot, 1000 * slot, 5000 + 777 * slot, gain=0.05, pan=slot / 6 - 1, layer=layer, fade_in_ms=30.0
        )
    stage.control.start_slot(100, 5, 7001, looping=False, gain=0.7)
    stage.control.set_monitor(0.3)
    return stage


@pytest.mark.parametrize("sizes", [(1,), (64,), (999,), (1, 64, 17, 300, 31)])
def test_any_block_size_gives_the_same_samples(tmp_path: Path, sizes: tuple[int, ...]) -> None:
    heard = np.stack([noise(0.5, 0.3, 1), noise(0.5, 0.3, 2)], axis=1)
    whole = _full_stage(tmp_path / "whole").play(heard)
    pieces = _full_stage(tmp_path / "pieces").play(heard, *sizes)
    assert rms(whole) > 0.05
    np.testing.assert_array_equal(pieces, whole)


def test_a_block_without_frames_changes_nothing(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.play(0.01, 64)
    before = stage.control.counters()
    assert stage.engine.process(np.zeros((0, 2), np.float32)).shape == (0, 2)
    assert stage.control.counters() == before


def test_a_loop_repeats_its_samples_without_a_seam(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    loop = noise(0.1, 0.05)
    stage.record.arena[500 : 500 + len(loop)] = loop
    stage.control.start_slot(3, 500, len(loop), gain=1.0, fade_in_ms=0.0)
    out = stage.play(1.0, 64)
    wanted = np.resize(loop, len(out)) * HALF
    np.testing.assert_allclose(out[TICK:, 0], wanted[TICK:], atol=1e-7)
    np.testing.assert_array_equal(out[:, 0], out[:, 1])


def test_a_loop_swells_with_its_band_and_fades_when_the_pitch_stops(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.record.arena[:] = 0.1
    hz = default_bands()[12]
    stage.control.set_follower(attack_ms=5, release_ms=100, sensitivity_db=0)
    for slot, band in ((0, 12), (1, 20)):
        stage.control.set_gain_map(slot, np.eye(32)[band])
        stage.control.start_slot(slot, 0, 4800)
    silent = stage.play(0.5)
    assert np.all(silent == 0)  # its own gain is 0: without the pitch there is nothing
    stage.play(tone(hz, 1.0, 0.5))
    ours, other = stage.control.gains([0, 1])
    assert 0.5 * 2 / np.pi < ours < 0.5
    assert other < 0.02
    stage.play(1.0)
    assert stage.control.gains([0])[0] < ours * np.exp(-8)


def test_range_and_enable_bound_what_the_follower_adds(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.control.set_gain_map(0, np.eye(32)[12])
    stage.control.start_slot(0, 0, 4800, gain=0.2)
    stage.control.set_follower(sensitivity_db=60, range_=0.3)
    stage.play(tone(default_bands()[12], 0.5))
    assert stage.control.gains([0])[0] == pytest.approx(0.5)
    assert stage.control.levels().max() == pytest.approx(0.3)
    stage.control.set_follower(range_=1.0)
    stage.play(tone(default_bands()[12], 0.1))
    assert stage.control.gains([0])[0] == 1.0  # own gain and level together are clipped
    stage.control.set_follower(enabled=False)
    stage.play(tone(default_bands()[12], 0.1))
    assert stage.control.gains([0])[0] == pytest.approx(0.2)


def _largest_step(out: np.ndarray) -> float:
    return float(np.abs(np.diff(out[:, 0])).max())


def test_nothing_clicks(tmp_path: Path) -> None:
    """On a constant signal every change of gain is a ramp, so the largest step is that of the fastest ramp (10 ms)."""
    stage = Stage(tmp_path)
    stage.record.arena[:] = 0.5
    fastest = 0.5 * HALF / (0.009 * SAMPLE_RATE)
    control = stage.control
    control.start_slot(0, 0, 4800, gain=1.0, fade_in_ms=10.0)
    assert _largest_step(stage.play(0.1)) < fastest
    for change in (
        lambda: control.set_slot_gain(0, 0.1),
        lambda: control.set_slot_gain(0, 1.0),
        lambda: control.set_slot_mute(0, True),
        lambda: control.set_slot_mute(0, False),
        lambda: control.start_slot(0, 9600, 4800, gain=1.0),  # replaced while it sounds
        lambda: control.stop_slot(0, 10.0),
    ):
        change()
        out = stage.play(0.1)
        assert _largest_step(out) < fastest
        assert np.ptp(out[:, 0]) > 0.3  # it did change
    control.start_slot(1, 0, 4800, looping=False, gain=1.0)
    control.start_slot(2, 0, 9000, looping=False, gain=1.0)
    assert _largest_step(stage.play(0.05)) < 2 * fastest
    control.stop_slot(2, 60_000)  # the fade is longer than what is left of the sound
    assert _largest_step(stage.play(0.3)) < 2 * fastest
    assert [control.slot_state(slot).phase for slot in (0, 1, 2)] == ["free"] * 3


def test_a_one_shot_ends_and_frees_its_slot(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.record.arena[:] = 0.1
    stage.record.arena[4800:] = 1000.0  # nothing behind its end may sound
    stage.control.start_slot(70, 0, 4800, looping=False, gain=1.0)
    assert stage.control.slot_state(70).phase == "starting"
    out = stage.play(0.05)
    assert stage.control.slot_state(70).phase == "playing"
    out = np.concatenate([out, stage.play(0.1)])
    state = stage.control.slot_state(70)
    assert (state.phase, state.starts, state.gain) == ("free", 1, 0.0)
    assert np.abs(out).max() < 0.1
    assert np.all(out[4800:] == 0)


@pytest.mark.parametrize("frames", [1, 31, 32, 33, 500])
def test_a_one_shot_may_be_very_short(tmp_path: Path, frames: int) -> None:
    stage = Stage(tmp_path)
    stage.record.arena[:] = 0.1
    stage.record.arena[frames:] = 1000.0
    stage.control.start_slot(0, 0, frames, looping=False, gain=1.0)
    assert np.abs(stage.play(0.1)).max() < 0.1
    assert stage.control.slot_state(0).phase == "free"


def test_a_replaced_sound_fades_before_the_next_begins_at_its_start(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.record.arena[:4800] = 0.1
    stage.record.arena[4800:9600] = -0.1
    stage.control.start_slot(0, 0, 4800, gain=1.0)
    stage.play(0.1)
    stage.control.start_slot(0, 4800, 4800, gain=1.0)
    out = stage.play(0.005)
    assert stage.control.slot_state(0).phase == "starting"
    out = np.concatenate([out, stage.play(0.095)])
    assert stage.control.slot_state(0).starts == 2
    below = np.flatnonzero(out[:, 0] < 0)
    assert 0.009 < below[0] / SAMPLE_RATE < 0.012
    assert np.all(out[below[0] :, 0] <= 0)


def test_panic_is_silent_within_20_ms_and_overtakes_what_waits(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.record.arena[:] = 0.2
    for slot in range(8):
        stage.control.start_slot(slot, 0, 4800, gain=0.5)
    stage.control.set_monitor(1.0)
    stage.play(noise(0.1), 64)
    stage.control.start_slot(50, 0, 4800, gain=1.0)  # not yet taken: must not sound after the panic
    stage.panic()
    out = stage.play(noise(0.5), 64)
    within = round(0.020 * SAMPLE_RATE) + 64
    assert np.all(out[within:] == 0)
    assert rms(out[: within // 4]) > 0.1
    assert _largest_step(out) < 1.0
    assert all(stage.control.slot_state(slot).phase == "free" for slot in (*range(8), 50))
    stage.control.start_slot(1, 0, 4800, gain=0.5)  # and the show goes on
    assert rms(stage.play(0.1)) > 0.05
    assert PANIC_MS <= 10  # the way to the engine takes time, too


def test_tremolo_rate_is_proportional_to_the_level(tmp_path: Path) -> None:
    rates = []
    for level in (0.25, 0.5):
        stage = Stage(tmp_path)
        stage.control.set_gain_map(0, np.eye(32)[12])
        stage.control.set_follower(sensitivity_db=60, range_=level)
        stage.control.start_slot(0, 0, 4800, gain=0.1, layer="tremolo")
        stage.play(tone(default_bands()[12], 0.5))
        gains = []
        for _ in range(1500):
            stage.engine.process(np.repeat(tone(default_bands()[12], 0.002)[:, None], 2, axis=1))
            gains.append(stage.control.gains([0])[0])
        spectrum = np.abs(np.fft.rfft(np.array(gains) - np.mean(gains)))
        rates.append(np.argmax(spectrum) / (1500 * 0.002))
    np.testing.assert_allclose(rates, [TREMOLO_HZ * 0.25, TREMOLO_HZ * 0.5], atol=0.34)


def test_ring_multiplies_by_a_sine_at_the_pitch_that_drives_it(tmp_path: Path) -> None:
    """A tone times a tone is the two side tones, half as high, and nothing of itself."""
    stage = Stage(tmp_path, arena_s=1.0)
    carrier, sound = float(default_bands()[12]), 1000.0
    stage.record.arena[:] = tone(sound, 1.0, 0.4)
    stage.control.set_gain_map(0, np.eye(32)[12])
    stage.control.set_follower(sensitivity_db=60)
    stage.control.start_slot(0, 0, SAMPLE_RATE, layer="ring")
    heard = tone(carrier, 2.0)
    out = stage.play(heard)[SAMPLE_RATE:, 0].astype(np.float64)
    t = np.arange(SAMPLE_RATE) / SAMPLE_RATE

    def level(hz: float) -> float:
        window = np.hanning(len(t)) * 2
        return float(2 * np.abs(np.mean(out * window * np.exp(-2j * np.pi * hz * t))))

    assert level(sound - carrier) == pytest.approx(0.2 * HALF, rel=0.01)
    assert level(sound + carrier) == pytest.approx(0.2 * HALF, rel=0.01)
    assert level(sound) < 1e-4


def test_nan_and_infinity_never_reach_the_output_or_the_filters(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.record.arena[:] = noise(4.0)
    stage.record.arena[10:40] = np.nan
    stage.record.arena[50:60] = np.inf
    stage.control.start_slot(0, 0, 4800, gain=1.0)
    stage.control.start_slot(1, 0, 4800, gain=1.0, layer="ring")
    stage.control.set_monitor(1.0)
    heard = np.repeat(noise(0.5)[:, None], 2, axis=1)
    heard[100, 0], heard[200, 1], heard[300] = np.nan, np.inf, -np.inf
    out = stage.play(heard, 64)
    assert np.all(np.isfinite(out))
    assert stage.control.counters().nonfinite_inputs == 4
    assert np.all(np.isfinite(stage.control.levels()))
    assert np.all(np.isfinite(stage.control.read_input(1.0)))
    stage.record.fields["z1"][0, :4] = np.nan  # a state that is broken all the same heals
    stage.play(noise(0.5))
    assert np.all(stage.control.levels() > 0)


def test_silence_leaves_no_denormal_state(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.control.set_bands([4000.0], 1.0)
    stage.control.set_follower(release_ms=1.0)
    stage.play(noise(0.1))
    stage.play(3.0)
    for name in ("z1", "z2", "z3", "z4", "envelope"):
        assert stage.record.fields[name][0, 0] == 0.0


def test_a_restarted_engine_goes_on(tmp_path: Path) -> None:
    heard = noise(0.4, 0.3)
    whole = _full_stage(tmp_path / "whole").play(heard, 64)
    stage = _full_stage(tmp_path / "restarted")
    first = stage.play(heard[: 64 * 150], 64)
    stage.engine = Engine(stage.record)
    np.testing.assert_array_equal(np.concatenate([first, stage.play(heard[64 * 150 :], 64)]), whole)


def test_commands_beyond_the_arena_are_refused_by_the_engine_itself(tmp_path: Path) -> None:
    """Its own check, since a controller of another mind, or a broken record, must not end the audio process."""
    stage = Stage(tmp_path)
    stage.record.arena[:] = 0.1
    stage.control.start_slot(0, 0, 10, gain=1.0)
    stage.record.fields["command_ints"][0, 0, :2] = (2**62, 2**62)
    stage.control.start_slot(1, 0, 10, gain=1.0)
    stage.record.fields["command_slot"][0, 1] = 4000
    stage.control.set_monitor(0.5)
    stage.record.fields["command_op"][0, 2] = 99
    assert np.all(stage.play(0.1) == 0)
    assert stage.control.counters().refused_commands == 3


def _denormal(record: AudioRecord) -> list[str]:
    """Names of the engine's float fields that hold a number too small to be fast."""
    found = []
    for name in RECORD_TYPE.names or ():
        values = record.fields[name]
        if values.dtype.kind == "f" and not name.startswith(("command_", "input_ring")):
            size = np.abs(values)
            if np.any((size > 0) & (size < np.finfo(values.dtype).tiny)):
                found.append(name)
    return found


def test_minutes_of_silence_after_sound_leave_nothing_denormal(tmp_path: Path) -> None:
    """The limiter's and the meter's release reach numbers that a processor computes a hundred times slower."""
    rate = 8000
    stage = Stage(tmp_path, arena_s=1.0, sample_rate=rate)
    stage.record.put("output_channels", 3)
    stage.record.arena[:] = np.float32(1e-39)  # the tail of somebody's fade
    stage.control.set_gain_map(0, np.eye(32)[12])
    stage.control.start_slot(0, 0, 4800, gain=0.5)
    stage.control.start_slot(1, 0, 4800, gain=0.5, layer="ring", output=1)
    stage.control.set_monitor(1.0)
    sound = np.repeat(noise(0.2, 0.5)[:, None], 2, axis=1)
    stage.engine.process(sound)
    silence = np.full((rate, 2), 1e-40, np.float32)
    for _ in range(230):  # 300 ms of release go from 1 to the smallest float64 in 212 s
        out = stage.engine.process(silence)
        assert _denormal(stage.record) == []
    assert np.all(out == 0)


def test_a_gate_gives_nothing_below_it_opens_above_it_and_does_not_flutter_between(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.record.arena[:] = 0.5
    hz = default_bands()[12]
    stage.control.set_gain_map(0, np.eye(32)[12])
    stage.control.start_slot(0, 0, 4800)
    stage.control.set_follower(attack_ms=50, release_ms=50, sensitivity_db=20, gate_db=-30)

    def gain_after(envelope_db: float) -> float:
        stage.play(tone(hz, 1.0, 10 ** (envelope_db / 20) * np.pi / 2))  # the mean of a rectified sine of 1 is 2 / pi
        return float(stage.control.gains([0])[0])

    assert gain_after(-36) == 0.0
    assert gain_after(-27) == pytest.approx(10 ** (-7 / 20), rel=0.05)
    assert gain_after(-32) == pytest.approx(10 ** (-12 / 20), rel=0.05)  # below, but within the hysteresis
    assert gain_after(-36) == 0.0
    assert gain_after(-32) == 0.0  # the same level on the way up
    stage.control.set_follower(gate_db=-120)
    assert gain_after(-36) == pytest.approx(10 ** (-16 / 20), rel=0.05)


def test_a_gate_opens_and_shuts_without_a_click(tmp_path: Path) -> None:
    """On a constant signal, however strong the tone comes and goes: the gain moves as attack and release let it."""
    stage = Stage(tmp_path)
    stage.record.arena[:] = 0.5
    stage.control.set_gain_map(0, np.eye(32)[12])
    stage.control.start_slot(0, 0, 4800)
    stage.control.set_follower(attack_ms=20, release_ms=20, sensitivity_db=60, gate_db=-20)
    assert np.all(stage.play(0.5) == 0)
    heard = np.concatenate([tone(default_bands()[12], 0.5), np.zeros(SAMPLE_RATE, np.float32)])
    out = stage.play(heard, 64)
    # The range is full at once, so what moves is the gate: at most 1/20 ms of the way a millisecond.
    assert np.abs(out).max() > 0.3
    assert _largest_step(out) < 1.05 * 0.5 * HALF / (0.020 * SAMPLE_RATE)
    assert np.all(out[-4800:] == 0)


def test_another_sample_rate_ends_what_sounded_and_designs_the_follower_anew(tmp_path: Path) -> None:
    """A band stays at its pitch; samples of the old rate are not played at a wrong one, those of the new one are."""
    stage = Stage(tmp_path)
    stage.record.arena[:] = 0.1
    stage.control.set_follower(attack_ms=20, release_ms=20, sensitivity_db=0)
    stage.control.start_slot(0, 0, 4800, gain=1.0, sample_rate=SAMPLE_RATE)
    assert rms(stage.play(0.1)) > 0
    stage.control.start_slot(1, 0, 4800, gain=1.0, sample_rate=SAMPLE_RATE)  # still waits when the device comes back
    stage.engine = Engine(stage.record)
    stage.engine.set_sample_rate(44_100)
    assert rms(stage.play(0.1)) == 0
    assert all(stage.control.slot_state(slot).phase == "free" for slot in (0, 1))
    stage.control.start_slot(1, 0, 4800, gain=1.0, sample_rate=44_100)
    hz = default_bands()[20]
    out = stage.play(tone(hz, 1.0, 0.5, 44_100))
    assert rms(out) > 0.05
    assert int(np.argmax(stage.control.levels())) == 20
    assert stage.control.levels()[20] == pytest.approx(0.5 * 2 / np.pi, rel=0.03)
    heard = stage.control.read_input(60.0)  # at the rate that seeds have, and nothing from before
    assert abs(len(heard) - SAMPLE_RATE * (stage.record.get("frame") - 4800) / 44_100) < 10
    middle = heard[len(heard) // 2 :][: SAMPLE_RATE // 4]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert np.argmax(spectrum) * 4 == pytest.approx(hz, abs=4)
