"""The audio process, run as the supervisor runs it: on a clock, stepped, killed, started again, refused."""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import soxr

from live_daemon.audio.clock import Clock, load_input
from live_daemon.audio.control import EngineControl
from live_daemon.audio.devices import DeviceError, choose_device
from live_daemon.audio.layout import ProcessState
from live_daemon.audio.record import AudioRecord
from live_daemon.audio.wav import WavWriter
from support.audio_process import AudioProcess, run_to_end
from support.signals import SAMPLE_RATE, error_db, noise, tone
from support.stage import Stage


@pytest.mark.whole
def test_the_daemons_audio_part_loads_no_torch_and_no_matplotlib() -> None:
    script = (
        "import sys, live_daemon.audio.process, live_daemon.audio.control, live_daemon.audio.watchdog;"
        "sys.exit(bool({'torch', 'matplotlib'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.whole
def test_a_stepped_performance_is_the_engines_sample_by_sample(tmp_path: Path) -> None:
    """The same commands at the same frames give the same file as the engine called in this process."""
    heard = noise(1.0, 0.2)
    soundfile.write(tmp_path / "in.wav", heard, SAMPLE_RATE, subtype="FLOAT")

    def start(control: EngineControl) -> None:
        control.set_gain_map(0, np.eye(32)[12])
        control.start_slot(0, 0, 10_000, gain=0.3, layer="tremolo")
        control.set_monitor(0.5)

    (tmp_path / "a").mkdir()
    stage = Stage(tmp_path / "a")
    stage.record.arena[:] = noise(4.0, rng_seed=9)
    stage.record.put("master", 0.0)  # a process comes up from silence
    first = stage.play(heard[:16_000])
    start(stage.control)
    wanted = np.concatenate([first, stage.play(heard[16_000:]), stage.play(0.5)])

    (tmp_path / "b").mkdir()
    record = AudioRecord.create(tmp_path / "b", SAMPLE_RATE, 4 * SAMPLE_RATE)
    record.arena[:] = noise(4.0, rng_seed=9)
    record.put("clock_limit_frames", 0)
    out = tmp_path / "out.wav"
    options = ("--device", "none", "--input", str(tmp_path / "in.wav"), "--output", str(out), "--blocksize", "100")
    with AudioProcess(record, *options) as audio:
        audio.step_to(16_000)
        start(EngineControl(record))
        audio.step_to(72_000)
        # The header counts everything as soon as the clock stands.
        audio.wait_for(lambda: soundfile.info(out).frames == 72_000)
        assert audio.end() == 0
    found, rate = soundfile.read(out, dtype="float32")
    assert rate == SAMPLE_RATE
    np.testing.assert_array_equal(found, wanted)
    assert record.get("process_state") == ProcessState.STOPPED


@pytest.mark.whole
def test_killed_in_mid_sound_it_leaves_a_whole_file_and_a_new_one_goes_on(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "in.wav", tone(440.0, 4.0, 0.5), SAMPLE_RATE, subtype="FLOAT")
    record = AudioRecord.create(tmp_path, SAMPLE_RATE, SAMPLE_RATE)
    record.arena[:] = 0.1
    out = tmp_path / "out.wav"
    options = ("--device", "none", "--input", str(tmp_path / "in.wav"), "--output", str(out))
    with AudioProcess(record, *options) as audio:
        control = EngineControl(record)
        control.start_slot(0, 0, 4800, gain=0.5)
        audio.wait_for(lambda: record.get("frame") > 12_000)
        audio.process.kill()
        audio.process.wait()
    frames = record.get("frame")
    assert 0 < soundfile.info(out).frames <= frames
    assert control.slot_state(0).phase == "playing"  # the record knows, though the process is dead
    control.set_slot_gain(0, 0.7)  # said while nobody listens
    with AudioProcess(record, *options) as audio:
        audio.wait_for(lambda: record.get("frame") > frames + 12_000)
        assert control.slot_state(0).own_gain == 0.7
        assert control.slot_state(0).starts == 1
        audio.process.send_signal(signal.SIGTERM)
        assert audio.process.wait(10) == 0
    found, _ = soundfile.read(out, dtype="float32")
    assert abs(len(found) - record.get("frame")) <= 64  # at most the block in which it was killed
    steps = np.abs(np.diff(found[:, 0]))
    assert steps[frames - 64 :].max() < 0.1  # it came up from silence
    assert np.abs(found[-1]).max() < 1e-3  # and went down to it


def test_real_time_is_real_time(tmp_path: Path) -> None:
    record = AudioRecord.create(tmp_path, SAMPLE_RATE, 10)
    clock, stop = Clock(record), threading.Event()
    thread = threading.Thread(target=clock.run, args=(stop,))
    began = time.monotonic()
    thread.start()
    while record.get("frame") < 0.4 * SAMPLE_RATE and thread.is_alive():
        time.sleep(0.01)
    frames = record.get("frame")
    took_s = time.monotonic() - began
    stop.set()
    thread.join()
    # Never ahead of time; how far behind is the machine's affair.
    assert 0.4 * SAMPLE_RATE <= frames <= (took_s + 0.01) * SAMPLE_RATE


@pytest.mark.whole
@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (("--device", "no such card"), 3, "audio device 'no such card' was not found; devices:"),
        (("--device", "none", "--input", "missing.wav"), 1, "input must be a readable audio file"),
        (("--device", "none", "--output", "/nowhere/out.wav"), 1, "/nowhere/out.wav"),
        (("--device", "none", "--sample-rate", "44100"), 1, "sample rate must be the record's 48000 Hz, got 44100"),
    ],
)
def test_what_cannot_run_says_so_in_one_line(tmp_path: Path, options: tuple[str, ...], status: int, words: str) -> None:
    AudioRecord.create(tmp_path, SAMPLE_RATE, 10)
    ended = run_to_end(tmp_path, *options)
    assert (ended.returncode, ended.stderr.count("\n")) == (status, 1)
    assert words in ended.stderr


@pytest.mark.whole
def test_wrong_usage_and_a_missing_record(tmp_path: Path) -> None:
    assert run_to_end(tmp_path, "--device", "x", "--input", "y").returncode == 2
    assert run_to_end(tmp_path, "--device", "none", "--blocksize", "-1").returncode == 2
    ended = run_to_end(tmp_path, "--device", "none")
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert "cannot be opened" in ended.stderr


def test_input_of_another_rate_and_channel_count(tmp_path: Path) -> None:
    sound = np.stack([tone(440.0, 1.0, 0.4, 96_000), tone(440.0, 1.0, 0.2, 96_000)] * 3, axis=1)
    soundfile.write(tmp_path / "six.wav", sound, 96_000, subtype="FLOAT")
    found = load_input(tmp_path / "six.wav", SAMPLE_RATE)
    assert len(found) == SAMPLE_RATE
    assert error_db(found[2000:-2000], tone(440.0, 1.0, 0.3)[2000:-2000]) < -60
    sound[5] = np.nan
    soundfile.write(tmp_path / "nan.wav", sound, 96_000, subtype="FLOAT")
    assert np.all(np.isfinite(load_input(tmp_path / "nan.wav", SAMPLE_RATE)))
    (tmp_path / "text.wav").write_text("not a sound")
    with pytest.raises(ValueError, match="readable audio file"):
        load_input(tmp_path / "text.wav", SAMPLE_RATE)
    assert soxr.__version__


def test_wav_writer_is_whole_at_any_time(tmp_path: Path) -> None:
    path = tmp_path / "out.wav"
    sound = np.stack([noise(0.5), noise(0.5, rng_seed=1)], axis=1)
    writer = WavWriter(path, SAMPLE_RATE)
    assert soundfile.info(path).frames == 0
    for begin in range(0, len(sound), 64):
        writer.write(sound[begin : begin + 64])
        if begin % 6400 == 0:
            assert 0 <= begin + 64 - soundfile.info(path).frames < SAMPLE_RATE // 10
    writer.close()
    with path.open("ab") as file:
        file.write(b"abc")  # killed within a frame
    writer = WavWriter(path, SAMPLE_RATE, resume=True)
    assert writer.frames == len(sound)
    writer.write(sound[:10])
    writer.close()
    found, _ = soundfile.read(path, dtype="float32")
    np.testing.assert_array_equal(found, np.concatenate([sound, sound[:10]]))
    WavWriter(path, 44100, resume=True).close()  # of another kind: begun again
    assert soundfile.info(path).frames == 0


def _device(index: int, device: str) -> dict[str, Any]:
    return {"index": index, "device": device, "name": device.split(":", 1)[1]}


@pytest.mark.parametrize(
    ("spec", "index"),
    [("1", 1), ("JACK:system", 1), ("jack:SYSTEM", 1), ("Scarlett 2i2", 2), ("scarlett", 2), ("hw:0,0", 0)],
)
def test_a_device_is_chosen_by_index_name_or_part(spec: str, index: int) -> None:
    found = [_device(0, "ALSA:card: PCM (hw:0,0)"), _device(1, "JACK:system"), _device(2, "CoreAudio:Scarlett 2i2")]
    found.append(_device(3, "ALSA:system"))
    assert choose_device(spec, found)["index"] == index


@pytest.mark.parametrize(("spec", "words"), [("system", "fits 2: 1 JACK:system, 3 ALSA:system"), ("x", "devices: 1 J")])
def test_a_doubtful_or_missing_device_is_refused(spec: str, words: str) -> None:
    with pytest.raises(DeviceError, match=words):
        choose_device(spec, [_device(1, "JACK:system"), _device(3, "ALSA:system")])


def test_a_stereo_input_is_played_with_both_channels_and_one_sound_on_two_as_mono(tmp_path: Path) -> None:
    left, right = tone(440.0, 0.5, 0.3), tone(660.0, 0.5, 0.2)
    for name, sides in (("wide", [left, right]), ("dual", [left, left])):
        soundfile.write(tmp_path / f"{name}.wav", np.stack(sides, axis=1), SAMPLE_RATE, subtype="FLOAT")
    wide, dual = (load_input(tmp_path / f"{name}.wav", SAMPLE_RATE) for name in ("wide", "dual"))
    np.testing.assert_array_equal(wide, [left, right])
    np.testing.assert_array_equal(dual, left)
    for found, channels in ((wide, 2), (dual, 1)):
        folder = tmp_path / str(channels)
        folder.mkdir()
        record = AudioRecord.create(folder, SAMPLE_RATE, 1000)
        record.put("clock_limit_frames", len(left))
        clock, stop = Clock(record, 64, found), threading.Event()
        thread = threading.Thread(target=clock.run, args=(stop,))
        thread.start()
        while not record.get("clock_waits"):
            time.sleep(0.001)
        stop.set()
        thread.join()
        assert record.get("input_channels") == channels
        heard = record.fields["input_ring"][0, : len(left)]
        np.testing.assert_array_equal(heard, np.atleast_2d(found).T if channels == 2 else np.stack([left, left], 1))
