"""A session is rendered again from its black box: the same samples, bit for bit, whatever happened in it."""

import json
from pathlib import Path

import numpy as np
import pytest

from live_daemon.audio.engine import Engine
from live_daemon.black_box.files import INPUT_FILE
from live_daemon.black_box.old_sessions import LOG_FILE
from live_daemon.black_box.replay import read_log, render, rendered
from live_daemon.black_box.replay_log import ReplayError
from live_daemon.cli import main
from support.concert import Concert, assert_same_bits, replayed
from support.signals import SAMPLE_RATE, noise, rms, tone

BANDS = [110.0, 220.0, 330.0, 440.0]
RNG_SEED = 7


def a_full_concert(folder: Path) -> tuple[Concert, np.ndarray]:
    concert = Concert(folder)
    control = concert.control
    concert.record.arena[:] = noise(4.0, 0.4, rng_seed=3)
    control.set_bands(BANDS, 12.0)
    control.set_follower(attack_ms=5, release_ms=80, sensitivity_db=20)
    concert.play(0.1, 64)
    for slot, layer in enumerate(("swell", "tremolo", "ring", "swell")):
        control.set_gain_map(slot, np.eye(4)[slot])
        control.start_slot(slot, 9000 * slot, 8000 + 555 * slot, gain=0.1, pan=slot / 2 - 1, layer=layer)
    concert.play(np.stack([tone(220, 0.3, 0.3), tone(330, 0.3, 0.2)], axis=1), 64, 1, 333, 17)
    control.start_slot(50, 90_000, 20_000, looping=False, gain=0.8)
    control.start_slot(1, 60_000, 8555, gain=0.1, layer="tremolo", goes_on=True)  # where the loop before it is
    control.set_slot_gain(1, 0.9)
    control.set_monitor(0.4)
    concert.play(tone(440, 0.3, 0.5), 128)
    control.set_slot_layer(0, "ring")
    control.set_slot_mute(2, True)
    control.set_follower(release_ms=300)
    control.set_bands([100.0, 233.0, 330.0], 30.0, sections=1)
    concert.play(tone(233, 0.3, 0.5), 1000, 24)
    control.start_slot(3, 40_000, 7_777, gain=1.0)  # in a slot that sounds
    concert.play(0.005, 48)
    control.set_slot_gain(0, 1.0)
    control.start_slot(4, 0, 5000, gain=1.0)  # the panic overtakes it
    concert.panic()
    control.start_slot(5, 120_000, 6000, gain=1.0)
    concert.play(tone(110, 0.4, 0.7), 64)
    return concert, concert.end()


def test_the_same_samples_with_loops_voices_layers_panic_and_any_block_size(tmp_path: Path) -> None:
    concert, wanted = a_full_concert(tmp_path)
    assert rms(wanted) > 0.05
    assert_same_bits(replayed(concert.log), wanted)


def test_outputs_of_their_own_and_the_gate_are_replayed_bit_for_bit(tmp_path: Path) -> None:
    concert = Concert(tmp_path)
    concert.record.put("output_channels", 4)
    concert.engine.keep_start()  # a device with four channels begins
    concert.record.arena[:] = noise(4.0, 0.4, rng_seed=3)
    control = concert.control
    control.set_bands(BANDS, 12.0)
    control.set_follower(attack_ms=5, release_ms=30, sensitivity_db=20, gate_db=-35)
    for slot, layer in enumerate(("swell", "tremolo", "ring", "swell")):
        control.set_gain_map(slot, 0.8 * np.eye(4)[slot] + 0.1)
        control.start_slot(slot, 9000 * slot, 8000 + 555 * slot, gain=0.05, layer=layer, output=slot)
    heard = np.repeat((tone(220, 1.0, 0.3) * np.linspace(0, 1, SAMPLE_RATE, dtype=np.float32))[:, None], 2, axis=1)
    out = []
    for begin in range(0, len(heard), 640):
        out.append(concert.engine.process(heard[begin : begin + 640]))
        if begin == 640 * 40:
            control.set_follower(gate_db=-20)
        concert.collector.poll()
    concert.collector.end()
    concert.files.close()
    wanted = np.concatenate(out)
    assert all(rms(wanted[:, channel]) > 0.005 for channel in range(4))
    assert_same_bits(replayed(concert.log), wanted)


def test_a_device_of_another_rate_is_replayed_resampled_and_remarked(tmp_path: Path) -> None:
    concert = Concert(tmp_path)
    concert.record.arena[:] = tone(500.0, 4.0, 0.4)
    concert.control.start_slot(0, 0, 96_000, gain=1.0, sample_rate=SAMPLE_RATE)
    first = concert.play(0.5, 64)
    concert.engine = Engine(concert.record)
    concert.engine.set_sample_rate(44_100)
    concert.engine.keep_start()
    concert.record.arena[96_000 : 96_000 + 44_100] = tone(500.0, 1.0, 0.4, 44_100)
    concert.control.start_slot(0, 96_000, 44_100, gain=1.0, sample_rate=44_100)
    second = concert.play(np.zeros(22_050, np.float32), 64)
    concert.end()
    recorded = read_log(concert.log)
    remarks = recorded.remarks
    found = np.concatenate(list(rendered(recorded, remarks)))
    assert len(remarks) == 1 and "ran at 44100 Hz" in remarks[0]
    assert_same_bits(found[: len(first)], first)
    assert len(found) == pytest.approx(len(first) + len(second) * SAMPLE_RATE / 44_100, abs=2)
    spectrum = np.abs(np.fft.rfft(found[-SAMPLE_RATE // 4 :, 0] * np.hanning(SAMPLE_RATE // 4)))
    assert np.argmax(spectrum) * 4 == 500


def test_two_replays_are_the_same_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    concert, wanted = a_full_concert(tmp_path)
    files = [tmp_path / "one.wav", tmp_path / "two.wav"]
    said = []
    for file, log in zip(files, (concert.log, concert.log / LOG_FILE), strict=True):
        assert main(["replay", str(log), "--out", str(file), "--json"]) == 0
        said.append(json.loads(capsys.readouterr().out))
    assert files[0].read_bytes() == files[1].read_bytes()
    assert said[0]["sha256"] == said[1]["sha256"]
    assert said[0]["duration_s"] == pytest.approx(len(wanted) / SAMPLE_RATE, abs=1e-6)
    assert (said[0]["panics"], said[0]["segments"], said[0]["remarks"]) == (1, 1, [])


def test_a_thousand_commands_in_random_order(tmp_path: Path) -> None:
    concert = Concert(tmp_path)
    rng = np.random.default_rng(RNG_SEED)
    concert.record.arena[:] = noise(4.0, 0.2, rng_seed=1)
    control = concert.control
    for _ in range(250):
        for _ in range(rng.integers(0, 9)):
            slot = int(rng.integers(0, 6))
            match int(rng.integers(0, 8)):
                case 0:
                    offset = int(rng.integers(0, 100_000))
                    control.start_slot(
                        slot,
                        offset,
                        int(rng.integers(1, 60_000)),
                        looping=bool(rng.integers(2)),
                        gain=float(rng.random()),
                        layer=("swell", "tremolo", "ring")[rng.integers(3)],
                    )
                case 1:
                    control.stop_slot(slot, float(rng.uniform(0, 60)))
                case 2:
                    control.set_slot_gain(slot, float(rng.random()))
                case 3:
                    control.set_slot_mute(slot, bool(rng.integers(2)))
                case 4:
                    control.set_gain_map(slot, rng.random(8))
                case 5:
                    control.set_bands(rng.uniform(60, 2000, 8), float(rng.uniform(1, 50)))
                case 6:
                    control.set_monitor(float(rng.random()))
                case _ if rng.random() < 0.1:
                    concert.panic()
        frames = int(rng.integers(1, 700))
        concert.play(rng.normal(0, 0.2, (frames, 2)).astype(np.float32), int(rng.integers(1, 300)))
    wanted = concert.end()
    assert rms(wanted) > 0.02
    assert_same_bits(replayed(concert.log), wanted)


def test_a_voice_that_sounds_while_it_is_made(tmp_path: Path) -> None:
    concert = Concert(tmp_path)
    made = noise(1.0, 0.4, rng_seed=5)
    arena, control = concert.record.arena, concert.control
    arena[100:9700] = made[:9600]
    control.start_slot(0, 100, len(made), looping=False, gain=1.0, filled=9600)
    concert.play(0.3, 64)  # runs dry
    arena[9700:33700] = made[9600:33600]
    control.fill_slot(0, 100, 33600)
    concert.play(0.3, 64)
    arena[33700:48100] = made[33600:]
    control.fill_slot(0, 100, len(made))
    concert.play(0.6, 64)
    wanted = concert.end()
    assert concert.record.get("underruns") == 1 and rms(wanted) > 0.1
    assert_same_bits(replayed(concert.log), wanted)


def test_room_that_was_given_to_another_dream(tmp_path: Path) -> None:
    concert = Concert(tmp_path)
    for rng_seed in (1, 2, 3):
        concert.record.arena[500:10_500] = noise(10_000 / SAMPLE_RATE, 0.3, rng_seed)
        concert.control.start_slot(2, 500, 10_000, looping=False, gain=1.0)
        concert.play(0.15)
        concert.play(0.15)
    wanted = concert.end()
    assert len(list((concert.log / "samples").iterdir())) == 3
    assert_same_bits(replayed(concert.log), wanted)


def test_an_engine_killed_in_mid_tick_is_a_new_segment(tmp_path: Path) -> None:
    concert = Concert(tmp_path)
    concert.record.arena[:] = noise(4.0, 0.3, rng_seed=3)
    concert.control.set_gain_map(0, np.ones(32))
    concert.control.start_slot(0, 0, 30_000, gain=0.5, layer="ring")
    concert.play(tone(440, 0.2, 0.5), 100)
    concert.play(tone(440, 17 / SAMPLE_RATE, 0.5))
    assert concert.record.get("frame") % 32
    concert.control.set_slot_gain(0, 1.0)  # waits while there is no engine
    concert.panic()
    concert.control.start_slot(1, 7, 20_000, gain=0.7)
    concert.record.fields["z1"][0, :8] += 0.01  # half of a block was done
    concert.restart_engine()
    concert.play(tone(440, 0.2, 0.5), 64)
    concert.restart_engine()
    concert.play(tone(220, 0.2, 0.5), 31)
    wanted = concert.end()
    assert len(read_log(concert.log).segments) == 3
    assert_same_bits(replayed(concert.log), wanted)


def test_a_command_that_a_killed_engine_had_applied_is_not_applied_twice(tmp_path: Path) -> None:
    """Killed behind its commands, before the frame moved on: the new engine begins with their effect at this frame."""
    concert = Concert(tmp_path)
    concert.record.arena[:] = noise(4.0, 0.3, rng_seed=3)
    concert.play(0.1)
    frame = concert.record.get("frame")
    assert frame % 32 == 0
    concert.control.start_slot(0, 0, 30_000, gain=0.5, fade_in_ms=100)
    concert.engine.process(np.zeros((32, 2), np.float32))
    concert.record.put("frame", frame)  # the block was never finished
    concert.restart_engine()
    concert.play(0.2)
    wanted = concert.end()
    assert_same_bits(replayed(concert.log), wanted)


def test_a_mono_output_is_heard_on_both_sides(tmp_path: Path) -> None:
    concert = Concert(tmp_path)
    concert.record.put("output_channels", 1)
    concert.restart_engine()
    concert.control.set_monitor(1.0)
    heard = np.stack([tone(220, 0.2, 0.3), tone(330, 0.2, 0.2)], axis=1)
    out = concert.engine.process(heard)
    concert.collector.end()
    assert_same_bits(replayed(concert.log), np.repeat(out, 2, axis=1))


def test_the_last_fade_is_replayed(tmp_path: Path) -> None:
    concert = Concert(tmp_path)
    concert.control.set_monitor(1.0)
    concert.play(tone(220, 0.2, 0.3), 50)
    concert.record.put("master_wanted", 0.0)  # as the audio process does when it is asked to end
    concert.play(tone(220, 0.1, 0.3), 50)
    wanted = concert.end()
    assert np.all(wanted[-100:] == 0)
    assert_same_bits(replayed(concert.log), wanted)


def test_silence_and_equal_channels_take_less_room(tmp_path: Path) -> None:
    concert = Concert(tmp_path)
    concert.control.set_monitor(1.0)
    concert.play(2.0, 64)
    concert.play(tone(220, 1.0, 0.3), 64)
    concert.play(tone(220, 0.2, 1e-6), 64)  # soft is not silent
    wanted = concert.end()
    assert (concert.log / INPUT_FILE).stat().st_size <= 4 * 1.5 * SAMPLE_RATE
    assert_same_bits(replayed(concert.log), wanted)


# -- logs that are not whole ----------------------------------------------------------------------------------------


def test_a_half_written_line_is_left_out_with_a_remark(tmp_path: Path) -> None:
    concert, wanted = a_full_concert(tmp_path)
    log = concert.log / LOG_FILE
    text = log.read_bytes()
    log.write_bytes(text + b'{"what":"osc_in","addr')
    recorded = read_log(log)
    assert any("half-written" in remark for remark in recorded.remarks)
    assert_same_bits(np.concatenate(list(rendered(recorded, []))), wanted)


def test_a_log_cut_anywhere_renders_a_beginning_or_says_why_not(tmp_path: Path) -> None:
    """kill -9 of the daemon: what is there is the beginning of the concert."""
    concert, wanted = a_full_concert(tmp_path)
    log = concert.log / LOG_FILE
    text = log.read_bytes()
    rng = np.random.default_rng(1)
    rendered_any = False
    for end in (0, 10, *rng.integers(0, len(text), 12)):
        log.write_bytes(text[:end])
        try:
            recorded = read_log(log)
        except ReplayError as refused:
            assert "\n" not in str(refused)
            continue
        out = [*rendered(recorded, []), np.zeros((0, 2), np.float32)]
        found = np.concatenate(out)
        assert any("no end" in remark for remark in recorded.remarks)
        rendered_any |= len(found) > 0
        assert len(found) <= len(wanted)
    assert rendered_any


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    concert, wanted = a_full_concert(tmp_path)
    lines = (concert.log / LOG_FILE).read_text().splitlines()
    (concert.log / LOG_FILE).write_text("\n".join(line for line in lines if '"op":"MONITOR"' not in line))
    next((concert.log / "samples").iterdir()).unlink()
    result = render(read_log(concert.log), tmp_path / "out.wav")
    assert any("1 commands" in remark and "missing" in remark for remark in result.remarks)
    assert any("samples" in remark and "missing" in remark for remark in result.remarks)
    assert result.duration_s == pytest.approx(len(wanted) / SAMPLE_RATE, abs=1e-6)


def test_another_engine_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    concert, _ = a_full_concert(tmp_path)
    monkeypatch.setattr("live_daemon.black_box.replay.versions", lambda: {"engine": "x", "numba": "y", "cpu": "z"})
    remarks = render(read_log(concert.log), tmp_path / "out.wav").remarks
    assert len(remarks) == 3 and all("may differ" in remark for remark in remarks)


@pytest.mark.parametrize("content", [b"", b"hello\n", b'{"what":"session"}\n', b'{"what":"osc_in"}\n'])
def test_what_is_no_log_is_refused_in_one_line(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / LOG_FILE).write_bytes(content)
    assert main(["replay", str(tmp_path), "--out", str(tmp_path / "out.wav")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("live-daemon: ") and said.count("\n") == 1
    assert not (tmp_path / "out.wav").exists()


def test_a_log_that_is_not_there_names_those_that_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = tmp_path / "black-box" / "2026-01-01-20-00-00-abcdef"
    session.mkdir(parents=True)
    (session / LOG_FILE).write_text("")
    assert main(["replay", str(tmp_path / "nothing"), "--set", f"paths.state={tmp_path}"]) == 1
    assert str(session) in capsys.readouterr().err


@pytest.mark.parametrize("killed", [False, True])
def test_an_endless_voice_that_is_overwritten_as_it_goes_round(tmp_path: Path, killed: bool) -> None:
    """It counts on beyond its range: a session whose engine was started again meanwhile could not be rendered."""
    concert = Concert(tmp_path)
    ring, step = 30_000, 2_400
    made = noise(3.0, 0.4, rng_seed=7)
    arena, control = concert.record.arena, concert.control
    arena[200 : 200 + 2 * step] = made[: 2 * step]
    control.start_slot(0, 200, ring, endless=True, gain=1.0, filled=2 * step)
    for at in range(2 * step, len(made), step):
        arena[200 + np.arange(at, at + step) % ring] = made[at : at + step]
        control.fill_slot(0, 200, at + step)
        if killed and at == 20 * step:
            assert concert.record.fields["slot_position"][0, 0] > ring
            concert.restart_engine()
        concert.play(step / SAMPLE_RATE, 64)
    wanted = concert.end()
    assert concert.record.get("underruns") == 0 and rms(wanted) > 0.1
    assert_same_bits(replayed(concert.log), wanted)
