"""Recordings are read whole, once, whatever wrote them: real writers, odd and damaged headers."""

import queue
import signal
import struct
import subprocess
import sys
import time

import numpy as np
import pytest
import soundfile

from live_daemon.takes import open_takes
from live_daemon.takes.arrivals import RecordingArrived, RecordingRefused
from live_daemon.takes.recordings import RecordingWatcher
from live_daemon.takes.take_files import is_being_written, look_at
from live_inference.files.audio import audio_info, read_audio
from live_inference.files.headers import header_length
from support.takes import RATE, ffmpeg, linux, look, needs_ffmpeg, pitch_hz, seed_of, sine, watcher_in


@pytest.fixture
def watched(tmp_path):
    return watcher_in(tmp_path)


# -- a real recorder ------------------------------------------------------------------------------------------------


@pytest.mark.whole
@needs_ffmpeg
@linux
def test_what_ffmpeg_is_recording_is_taken_once_when_it_is_closed(tmp_path):
    """It flushes every 256 KB, here 1.4 s apart, and its headers tell the length only at the end."""
    folder = tmp_path / "recordings"
    folder.mkdir()
    events = queue.Queue()

    def note(event):
        events.put((event, event.path.stat().st_size))

    watcher = RecordingWatcher(folder, note, print)
    watcher.start()
    names = ("a.wav", "b.w64", "c.caf", "d.au", "e.aiff", "f.flac", "g.ogg", "h.mp3", "w64_inside.wav")
    command = ["ffmpeg", "-v", "error", "-nostdin", "-re", "-f", "lavfi", "-i", "sine=frequency=220:sample_rate=96000"]
    for name in names:
        kind = ["-f", "w64"] if name.startswith("w64") else ["-c:a", "flac"] if name == "g.ogg" else []
        command += ["-t", "4.2", *kind, str(folder / name)]
    try:
        with subprocess.Popen(command) as recorder:
            assert recorder.wait(60) == 0
        for _ in names:
            event, size = events.get(timeout=60)
            assert isinstance(event, RecordingArrived) and not event.remark
            assert size == event.path.stat().st_size, "it was still recorded when it was taken"
            assert audio_info(event.path).duration_s == pytest.approx(4.2, abs=0.1)
            assert event.path.name in names
        with pytest.raises(queue.Empty):
            events.get(timeout=1.2)
    finally:
        watcher.close()


@linux
def test_a_file_that_is_open_for_writing_is_waited_for_whatever_its_header_says(watched):
    """A recorder may keep its header right with every flush, and be paused for minutes."""
    path = watched.folder / "paused.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    with path.open("ab"):
        assert is_being_written(path) is True
        assert look(watched, 60) == []
    assert is_being_written(path) is False
    assert look(watched, 1) == [RecordingArrived(path)]


@linux
def test_nothing_is_said_of_a_recorder_that_is_armed(watched):
    path = watched.folder / "armed.wav"
    with path.open("wb") as file:
        assert look(watched, 60) == [], "an empty file"
        with soundfile.SoundFile(file, "w", RATE, 1, format="WAV", subtype="PCM_16") as recorder:
            recorder.flush()
            file.flush()
            assert look(watched, 60) == [], "a header without sound"
            recorder.write(sine(440, 1.0))
    assert look(watched, 2) == [RecordingArrived(path)]


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0x7FFFF000])
def test_a_length_that_is_not_told_is_waited_for_where_closing_cannot_be_seen(watched, monkeypatch, size):
    """macOS, Windows, network folders: pauses of some seconds are not the end."""
    monkeypatch.setattr(open_takes, "is_being_written", lambda path: None)
    path = watched.folder / "stream.wav"
    whole = watched.folder.parent / "whole.wav"
    soundfile.write(whole, sine(440, 4.0), RATE)
    data = bytearray(whole.read_bytes())
    data[4:8] = data[40:44] = struct.pack("<I", size)
    for part in (1, 2, 3):
        path.write_bytes(data[: len(data) * part // 3])
        assert look(watched, 5) == []
    [arrived] = look(watched, 5)
    assert arrived.path == path
    assert look(watched, 20) == []
    assert len(read_audio(path, RATE)) == 4 * RATE


# -- headers and what lies behind them ------------------------------------------------------------------------------


def written(folder, **changes):
    path = folder / "take.wav"
    soundfile.write(path, sine(440, 1.0), RATE, **changes)
    return path


BEHIND = {
    "id3v1": b"TAG" + b"x" * 125,
    "id3v2": b"ID3\x04\x00\x00\x00\x00\x00\x10" + b"x" * 16,
    "ape": b"APETAGEX" + b"\xd0\x07\x00\x00" * 6,
    "zeros": bytes(4000),
    "chunk": b"LIST\x04\x00\x00\x00INFO",
}


@pytest.mark.parametrize("behind", BEHIND)
def test_what_lies_behind_the_end_of_a_wav_is_no_sound_and_no_fault(watched, behind):
    path = written(watched.folder)
    path.write_bytes(path.read_bytes() + BEHIND[behind])
    assert look(watched, 2) == [RecordingArrived(path)]
    assert len(seed_of(path).samples) == RATE


class NothingBehind:
    """A file that begins so, and holds zeros up to any length."""

    def __init__(self, start):
        self.start, self.place, self.reads = start, 0, 0

    def seek(self, place):
        self.place = place

    def read(self, count):
        self.reads += 1
        data = self.start[self.place : self.place + count]
        self.place += count
        return data + bytes(count - len(data))


@pytest.mark.parametrize(
    "start",
    [b"caff\0\1\0\0", b"\0\0\0\x08ftyp" + b"\0\0\0\x08free" * 50_000, b"RIFF\0\0\0\0WAVE", b"FORM\0\0\0\0AIFF"],
    ids=["caf", "mp4", "wav", "aiff"],
)
def test_a_header_of_nothing_but_chunks_is_given_up(start):
    """A sparse CAF of 4 GB was looked through twelve bytes at a time: the folder was deaf for minutes."""
    file = NothingBehind(start)
    header_length(file, 2**32)
    assert file.reads < 30_000


def test_odd_24_bit_sound_needs_no_pad_byte(watched):
    path = watched.folder / "odd.wav"
    soundfile.write(path, sine(440, 1.0)[: RATE - 1], RATE, subtype="PCM_24")
    data = path.read_bytes()
    assert len(data) % 2 == 0 and data[-1] == 0
    path.write_bytes(data[:-1])
    assert look(watched, 2) == [RecordingArrived(path)]
    assert len(seed_of(path).samples) == RATE - 1


@pytest.mark.parametrize("kind", ["RF64", "W64", "CAF", "AU", "AIFF", "WAVEX", "FLAC", "OGG", "VOC", "NIST"])
def test_a_cut_file_is_not_taken_while_it_may_still_come_and_what_there_is_when_it_does_not(watched, kind):
    whole = watched.folder.parent / "whole"
    soundfile.write(whole, np.random.default_rng(0).normal(0, 0.1, 4 * RATE), RATE, format=kind)
    ending = {"RF64": "wav", "WAVEX": "wav", "NIST": "wav"}.get(kind, kind.lower())
    assert look_at(whole).verdict in ("finished", "endless")
    data = whole.read_bytes()
    path = watched.folder / f"cut.{ending}"
    with path.open("wb") as file:
        file.write(data[: len(data) * 5 // 8])
        file.flush()
        if sys.platform == "linux":
            assert look(watched, 20) == []
        file.write(data[len(data) * 5 // 8 : -len(data) // 8])
    assert look(watched, 0.5) == []
    [arrived] = look(watched, 6)
    assert isinstance(arrived, RecordingArrived)
    assert 0.5 * 4 * RATE < len(seed_of(path).samples) < 4 * RATE
    if kind in ("RF64", "W64", "CAF", "AU", "AIFF", "WAVEX", "FLAC"):
        assert "promises" in arrived.remark and "used" in arrived.remark


@pytest.mark.parametrize("told", [0, 1000])
@pytest.mark.parametrize("order", ["LITTLE", "BIG"])
def test_of_a_recorder_that_died_before_it_wrote_its_header_all_is_taken_with_a_remark(watched, told, order):
    path = written(watched.folder, endian=order)
    data = bytearray(path.read_bytes())
    for place, size in ((4, told + 36), (40, told)):
        data[place : place + 4] = struct.pack("<I" if order == "LITTLE" else ">I", size)
    path.write_bytes(data)
    [arrived] = look(watched, 8)
    assert "header" in arrived.remark
    assert len(seed_of(path).samples) == RATE


@pytest.mark.whole
@needs_ffmpeg
@linux
def test_what_a_recorder_that_is_killed_leaves_is_taken(watched):
    """A real one: of what reached the disk all is heard; a file that nobody can read is told."""
    names = ("a.wav", "b.w64", "c.caf", "d.au", "e.aiff", "f.rf64.wav")
    command = ["ffmpeg", "-v", "error", "-nostdin", "-re", "-f", "lavfi", "-i", "sine=frequency=220:sample_rate=192000"]
    for name in (*names, "g.m4a"):
        command += [*(["-rf64", "always"] if "rf64" in name else []), str(watched.folder / name)]
    with subprocess.Popen(command) as recorder:
        while not all(
            (watched.folder / name).is_file() and (watched.folder / name).stat().st_size > 200_000 for name in names
        ):
            assert recorder.poll() is None
            time.sleep(0.01)
        assert look(watched, 20) == []
        recorder.kill()
    said = look(watched, 10)
    assert sorted(one.path.name for one in said if isinstance(one, RecordingArrived)) == sorted(names)
    for name in names:
        assert pitch_hz(seed_of(watched.folder / name).samples[-RATE // 2 :], RATE) == pytest.approx(220, abs=3)
    [refused] = [one for one in said if isinstance(one, RecordingRefused)]
    assert "g.m4a" in refused.reason


@pytest.mark.whole
@pytest.mark.parametrize("name", ["a.wav", "b.aiff", "c.caf", "d.au", "e.w64", "f.rf64"])
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a kill that nobody hears")
def test_of_a_recorder_built_on_libsndfile_that_is_killed_all_is_taken(watched, name):
    """AIFF, CAF and AU told of no sound, and the take was lost though all of it was on the disk."""
    code = (
        "import os, signal, sys, numpy, soundfile\n"
        f"file = soundfile.SoundFile(sys.argv[1], 'w', {RATE}, 1)\n"
        f"file.write(0.3 * numpy.sin(2 * numpy.pi * 440 * numpy.arange(2 * {RATE}) / {RATE}))\n"
        "file.flush()\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = watched.folder / name
    subprocess.run([sys.executable, "-c", code, str(path)], check=False, timeout=60)
    [arrived] = look(watched, 10)
    assert isinstance(arrived, RecordingArrived)
    seed = seed_of(path).samples
    assert len(seed) >= 2 * RATE and pitch_hz(seed, RATE) == pytest.approx(440, abs=2)


@pytest.mark.parametrize(
    "subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ALAW", "ULAW", "IMA_ADPCM"]
)
def test_every_way_to_store_samples_is_taken(watched, subtype):
    path = written(watched.folder, subtype=subtype)
    assert look(watched, 2) == [RecordingArrived(path)]
    assert pitch_hz(seed_of(path).samples, RATE) == pytest.approx(440, abs=2)


@pytest.mark.parametrize(
    "name",
    [
        "a.WAV",
        "a.rifx.wav",
        "a.rf64",
        "a.w64",
        "a.caf",
        "a.au",
        "a.snd",
        "a.opus",
        "a.aifc",
        "take 7",
        "take 1.2",
        "täke.voc",
    ],
)
def test_whatever_libsndfile_reads_is_taken_by_any_name(watched, name):
    kinds = {
        "rf64": "RF64",
        "w64": "W64",
        "caf": "CAF",
        "au": "AU",
        "snd": "AU",
        "opus": "OGG",
        "aifc": "AIFF",
        "voc": "VOC",
    }
    path = watched.folder / name
    more = {"subtype": "OPUS"} if name.endswith("opus") else {"endian": "BIG"} if "rifx" in name else {}
    soundfile.write(path, sine(440, 1.0), RATE, format=kinds.get(name.rpartition(".")[2], "WAV"), **more)
    assert look(watched, 2) == [RecordingArrived(path)]
    assert pitch_hz(seed_of(path).samples, RATE) == pytest.approx(440, abs=2)


def test_partial_and_hidden_names_are_left_alone_until_they_are_renamed(watched):
    for name in ("._take.wav", ".take.wav.XyZ", "take.wav.part", "take.wav.tmp", "take.wav.crdownload", "README"):
        soundfile.write(watched.folder / name, sine(440, 0.5), RATE, format="WAV")
    (watched.folder / "README").write_text("no sound at all, and no ending", encoding="utf-16")
    assert look(watched, 12) == []
    (watched.folder / "take.wav.part").rename(watched.folder / "take.wav")
    assert look(watched, 2) == [RecordingArrived(watched.folder / "take.wav")]


@pytest.mark.whole
@needs_ffmpeg
def test_a_variable_rate_without_an_index_is_read_to_its_end(tmp_path):
    """Of 12 s, quiet behind a loud beginning, libsndfile guesses the length from the first frames."""
    path = tmp_path / "vbr.mp3"
    sound = "aevalsrc=if(lt(t\\,1)\\,random(0)-.5\\,.3*sin(2*PI*220*t)):s=44100:d=12"
    ffmpeg("-f", "lavfi", "-i", sound, "-q:a", "2", "-write_xing", "0", "-id3v2_version", "0", path)
    assert abs(soundfile.info(path).duration - 12) > 1, "the header's guess"
    assert len(read_audio(path, RATE)) / RATE == pytest.approx(12, abs=0.1)
    assert audio_info(path).duration_s == pytest.approx(12, abs=0.1)
    seed = seed_of(path)
    assert (seed.from_s, seed.to_s) == (0, pytest.approx(12, abs=0.1))
    assert pitch_hz(seed.samples[-2 * RATE :], RATE) == pytest.approx(220, abs=2)


@pytest.mark.whole
@needs_ffmpeg
def test_a_flac_from_a_pipe_is_taken_and_read_whole(watched):
    path = watched.folder / "pipe.flac"
    with path.open("wb") as file:
        command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=440:r=16000:d=3", "-f", "flac", "pipe:1"]
        file.write(subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=120).stdout)
    assert soundfile.info(path).frames > 2**60, "its header does not tell"
    assert look(watched, 2) == [RecordingArrived(path)]
    assert len(seed_of(path).samples) == 3 * RATE
