"""Recordings are read whole, once, whatever wrote them: real writers, odd headers, long files, odd channels."""

import queue
import shutil
import signal
import struct
import subprocess
import sys
import time

import numpy as np
import pytest
import soundfile

from live_daemon import recordings
from live_daemon.recordings import RecordingArrived, RecordingRefused, RecordingWatcher
from live_daemon.take_files import is_being_written, look_at
from live_inference import audio_files, audio_opening, media
from live_inference.audio_files import AudioFileError, audio_info, read_audio
from live_inference.audio_headers import header_length
from live_inference.take import read_take

RATE = 16_000
needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg, a writer of odd files")
linux = pytest.mark.skipif(sys.platform != "linux", reason="what Linux tells of open files")


def sine(hz, seconds, amplitude=0.3, rate=RATE):
    return (amplitude * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


class Clock:
    """Stands still until a test moves it."""

    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def watched(tmp_path):
    """A watcher whose clock the test moves and whose looks the test takes; nothing runs in a thread."""
    folder = tmp_path / "recordings"
    folder.mkdir()
    events = queue.Queue()
    clock = Clock()
    watcher = RecordingWatcher(folder, events.put, lambda text: events.put(("problem", text)), clock)
    watcher.folder, watcher.events, watcher.clock = folder, events, clock
    return watcher


def look(watched, seconds=0.0):
    """Let time pass, look through the folder; return what was said."""
    for _ in range(max(1, round(seconds / 0.5))):
        watched.clock.now += min(seconds, 0.5)
        watched._look_through()
        watched.settle()
    said = []
    while not watched.events.empty():
        said.append(watched.events.get())
    return said


def seed_of(path, rate=RATE):
    steps = read_take(path, rate)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def ffmpeg(*arguments):
    command = ["ffmpeg", "-v", "error", "-y", "-nostdin", *map(str, arguments)]
    subprocess.run(command, check=True, timeout=120)


def pitch_hz(samples, rate):
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * rate / len(samples))


# -- a real recorder ------------------------------------------------------------------------------------------------


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
    monkeypatch.setattr(recordings, "is_being_written", lambda path: None)
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


@needs_ffmpeg
def test_a_flac_from_a_pipe_is_taken_and_read_whole(watched):
    path = watched.folder / "pipe.flac"
    with path.open("wb") as file:
        command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=440:r=16000:d=3", "-f", "flac", "pipe:1"]
        file.write(subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=120).stdout)
    assert soundfile.info(path).frames > 2**60, "its header does not tell"
    assert look(watched, 2) == [RecordingArrived(path)]
    assert len(seed_of(path).samples) == 3 * RATE


# -- other formats --------------------------------------------------------------------------------------------------


@needs_ffmpeg
@pytest.mark.parametrize("reader", ["av", "ffmpeg"])
@pytest.mark.parametrize("name", ["phone.m4a", "stream.aac", "memo.wma", "clip.mka"])
def test_what_phones_record_is_taken_with_pyav_or_ffmpeg(watched, monkeypatch, reader, name):
    if reader == "av":
        pytest.importorskip("av")
    else:
        monkeypatch.setattr(media.importlib.util, "find_spec", lambda _: None)
    path = watched.folder / name
    ffmpeg("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100:duration=2", "-ac", "2", path)
    assert look(watched, 2) == [RecordingArrived(path)]
    seed = seed_of(path)
    assert len(seed.samples) / RATE == pytest.approx(2, abs=0.15)
    assert pitch_hz(seed.samples, RATE) == pytest.approx(440, abs=2)
    assert len(read_audio(path, RATE)) == len(seed.samples)


@needs_ffmpeg
@pytest.mark.parametrize("name", ["long.m4a", "long.mka"])
def test_of_a_long_file_of_a_phone_only_the_part_that_is_heard_is_decoded(tmp_path, name):
    """The pitch rises step by step, ten seconds each: where the seed begins is heard."""
    pytest.importorskip("av")
    path = tmp_path / name
    t = np.arange(130 * 8000) / 8000
    soundfile.write(tmp_path / "steps.wav", 0.3 * np.sin(2 * np.pi * (300 + 20 * (t // 10)) * t), 8000)
    ffmpeg("-i", tmp_path / "steps.wav", "-c:a", "aac", "-b:a", "32k", path)
    seed = seed_of(path)
    assert seed.to_s == pytest.approx(130, abs=0.3) and seed.to_s - seed.from_s == pytest.approx(60, abs=0.01)
    for number in range(6):
        middle = round((70 + 10 * number + 5 - seed.from_s) * RATE)
        assert pitch_hz(seed.samples[middle : middle + RATE], RATE) == pytest.approx(300 + 20 * (7 + number), abs=2)
    blocks = sum(1 for _ in read_take(path, RATE))
    assert blocks < 200, "it was not read from its start"


@needs_ffmpeg
@needs_ffmpeg
@pytest.mark.parametrize("name", ["phone.m4a", "stream.aac"])
def test_of_a_damaged_file_of_a_phone_the_damage_is_told(tmp_path, name):
    """What lay behind it was lost, and nothing said."""
    pytest.importorskip("av")
    path = tmp_path / name
    ffmpeg("-f", "lavfi", "-i", f"sine=440:sample_rate={RATE}:duration=6", path)
    data = bytearray(path.read_bytes())
    middle = len(data) * 45 // 100
    data[middle : middle + 300] = np.random.default_rng(1).bytes(300)
    path.write_bytes(data)
    seed = seed_of(path)
    assert 1.0 < len(seed.samples) / RATE < 4.0
    [remark] = seed.remarks
    assert "is damaged after" in remark


@needs_ffmpeg
def test_a_header_that_is_some_frames_off_is_not_worth_a_word(tmp_path):
    """MP3 within WAV: it once promised 6.0 s, "6.0 s could be read"."""
    path = tmp_path / "take.wav"
    ffmpeg("-f", "lavfi", "-i", "sine=440:sample_rate=48000:duration=6", "-c:a", "libmp3lame", path)
    assert seed_of(path).remarks == ()


def test_more_channels_than_pyav_gives_planes_are_read(tmp_path):
    """Of twelve planes it gave away what lay behind the eighth: the process died."""
    pytest.importorskip("av")
    path = tmp_path / "twelve.mka"
    soundfile.write(tmp_path / "twelve.wav", np.tile(sine(440, 1.0)[:, None], 12), RATE)
    ffmpeg("-i", tmp_path / "twelve.wav", "-c:a", "pcm_s16le", path)
    assert pitch_hz(seed_of(path).samples, RATE) == pytest.approx(440, abs=2)


def test_without_pyav_and_ffmpeg_one_line_says_what_to_do(watched, monkeypatch):
    monkeypatch.setattr(media.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(media.shutil, "which", lambda _: None)
    path = watched.folder / "phone.m4a"
    boxes = (
        struct.pack(">I4s4s", 12, b"ftyp", b"M4A ") + struct.pack(">I4s", 8, b"mdat") + struct.pack(">I4s", 8, b"moov")
    )
    path.write_bytes(boxes)
    [refused] = look(watched, 6)
    assert isinstance(refused, RecordingRefused)
    assert "phone.m4a" in refused.reason and "PyAV" in refused.reason and "ffmpeg" in refused.reason
    with pytest.raises(AudioFileError, match="PyAV"):
        read_audio(path, RATE)


def test_a_playlist_does_not_lead_to_other_files(tmp_path):
    """Decoders of many formats follow lists; a file that was dropped must be read itself or not at all."""
    secret = tmp_path / "secret.wav"
    soundfile.write(secret, sine(440, 1.0), RATE)
    for name in ("list.m4a", "list.aac"):
        (tmp_path / name).write_text(f"#EXTM3U\n#EXTINF:1,\n{secret}\n#EXT-X-ENDLIST\n")
        with pytest.raises(AudioFileError):
            read_audio(tmp_path / name, RATE)
        (tmp_path / name).write_text(f"ffconcat version 1.0\nfile '{secret}'\n")
        with pytest.raises(AudioFileError):
            read_audio(tmp_path / name, RATE)


def test_a_file_of_bare_samples_and_a_folder_of_takes_are_told_in_one_line(watched):
    (watched.folder / "take.raw").write_bytes(bytes(10_000))
    [refused] = look(watched, 6)
    assert "take.raw" in refused.reason and "WAV" in refused.reason
    (watched.folder / "notes").mkdir()
    (watched.folder / "notes" / "notes.txt").write_text("no takes")
    assert look(watched, 2) == []
    (watched.folder / "session").mkdir()
    soundfile.write(watched.folder / "session" / "take.wav", sine(440, 0.5), RATE)
    [(kind, text)] = look(watched, 2)
    assert kind == "problem" and "session" in text and str(watched.folder) in text
    soundfile.write(watched.folder / "session" / "take 2.wav", sine(440, 0.5), RATE)
    assert look(watched, 5) == []


def test_of_folders_in_a_dropped_folder_one_line_is_said_and_of_what_macos_adds_none(watched):
    """A day's folder with one folder for each piece; an archive unpacked by others holds ``._take.wav``."""
    inner = watched.folder / "Friday" / "piece 1" / "takes"
    inner.mkdir(parents=True)
    (watched.folder / "Friday" / "piece 1" / "again").symlink_to(watched.folder)
    (inner / "._take.wav").write_bytes(bytes(4096))
    assert look(watched, 2) == []
    soundfile.write(inner / "take.wav", sine(440, 0.5), RATE)
    [(kind, text)] = look(watched, 2)
    assert kind == "problem" and text.startswith("Friday: ")


@pytest.mark.parametrize("name", ["takes.zip", "takes.tar.gz", "TAKES.RAR"])
def test_an_archive_is_told_in_one_line(watched, name):
    (watched.folder / name).write_bytes(b"PK\x03\x04" + bytes(1000))
    [refused] = look(watched, 6)
    assert name in refused.reason and "unpack it" in refused.reason


@needs_ffmpeg
@pytest.mark.parametrize("name", ["camera.mkv", "camera.avi", "camera.MTS", "phone.3ga", "screen.mpg", "old.wmv"])
def test_the_sound_of_a_film_is_taken(watched, name):
    picture = ["-f", "lavfi", "-i", "testsrc=size=64x64:rate=25:duration=2"]
    sound = ["-f", "lavfi", "-i", f"sine=440:sample_rate={RATE}:duration=2"]
    kind = ["-f", "mp4"] if name.endswith("3ga") else []
    ffmpeg(*picture, *sound, "-map", "0:v", "-map", "1:a", *kind, watched.folder / name)
    [arrived] = look(watched, 6)
    assert arrived == RecordingArrived(watched.folder / name)
    assert pitch_hz(seed_of(arrived.path).samples, RATE) == pytest.approx(440, abs=2)


# -- what is no file, or not this one -------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(recordings.os, "mkfifo"), reason="links and pipes as Unix has them")
def test_links_to_themselves_pipes_and_devices_hide_no_take(watched):
    (watched.folder / "loop.wav").symlink_to(watched.folder / "loop.wav")
    (watched.folder / "nowhere.wav").symlink_to(watched.folder / "gone.wav")
    (watched.folder / "zero.wav").symlink_to("/dev/zero")
    recordings.os.mkfifo(watched.folder / "pipe.wav")
    (watched.folder / "folder.wav").mkdir()
    path = watched.folder / "take.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    assert look(watched, 2) == [RecordingArrived(path)]
    for number, name in enumerate(("loop.wav", "nowhere.wav", "zero.wav", "pipe.wav", "folder.wav")):
        watched._take_hint(watched.folder / name, True, number)  # asked for by OSC, or told by the system
    said = look(watched, 10)
    assert sorted(one.order_id for one in said) == [0, 1, 2, 3, 4]
    assert all(isinstance(one, RecordingRefused) for one in said)
    for name in ("zero.wav", "pipe.wav", "folder.wav", "nowhere.wav", "loop.wav"):
        with pytest.raises(AudioFileError):
            audio_opening.open_audio(watched.folder / name)


def test_a_folder_made_anew_within_a_second_is_watched_by_the_system_again(tmp_path):
    folder = tmp_path / "recordings"
    folder.mkdir()
    events = queue.Queue()
    watcher = RecordingWatcher(folder, events.put, lambda text: events.put(("problem", text)))
    try:
        watcher._watch()
        folder.rmdir()
        folder.mkdir()
        assert watcher._is_another_folder()
        watcher._look_through()
        assert not watcher._is_another_folder()
        while not watcher._hints.empty():
            watcher._hints.get()
        soundfile.write(folder / "take.wav", sine(440, 0.5), RATE)
        hinted = watcher._hints.get(timeout=60)
        assert hinted[0] == folder / "take.wav", "told by the system, not found by the scan"
    finally:
        watcher.close()


def test_a_date_that_is_set_back_after_closing_makes_no_new_take_and_an_overwritten_one_does(watched):
    path = watched.folder / "take.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    assert look(watched, 2) == [RecordingArrived(path)]
    recordings.os.utime(path, (1e9, 1e9))
    assert look(watched, 2) == []
    shutil.copy(path, watched.folder.parent / "old.wav")
    recordings.os.utime(watched.folder.parent / "old.wav", (1e8, 1e8))
    shutil.copy2(watched.folder.parent / "old.wav", path)  # of the same length, and older
    watched._take_hint(path, True, None)  # as Linux tells of what was open for writing
    assert look(watched, 2) == [RecordingArrived(path)]
    soundfile.write(path, sine(220, 0.5), RATE)
    assert look(watched, 2) == [RecordingArrived(path)]


def test_hard_links_and_copies(watched, tmp_path):
    outside = tmp_path / "outside.wav"
    soundfile.write(outside, sine(440, 0.5), RATE)
    (watched.folder / "linked.wav").hardlink_to(outside)
    assert look(watched, 2) == [RecordingArrived(watched.folder / "linked.wav")]
    (watched.folder / "again.wav").hardlink_to(outside)
    assert look(watched, 2) == [], "the same file under another name"
    shutil.copy(outside, watched.folder / "copied.wav")
    assert look(watched, 2) == [RecordingArrived(watched.folder / "copied.wav")]


def test_a_file_that_may_not_be_read_is_told_once_and_taken_when_it_may(watched, monkeypatch):
    """Rights do not change a file's date."""
    path = watched.folder / "locked.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    opened, locked = type(path).open, [True]

    def open_unless_locked(self, *arguments, **options):
        if self == path and locked:
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **options)

    monkeypatch.setattr(type(path), "open", open_unless_locked)
    [refused] = look(watched, 10)
    assert "locked.wav" in refused.reason and "Permission denied" in refused.reason
    assert look(watched, 10) == []
    locked.clear()
    assert look(watched, 3) == [RecordingArrived(path)]


# -- what is heard of a take ----------------------------------------------------------------------------------------


def test_opposite_channels_are_told_and_the_louder_one_is_used(tmp_path):
    path = tmp_path / "balanced.wav"
    tone = sine(440, 2.0)
    soundfile.write(path, np.stack([0.8 * tone, -tone], axis=1), RATE, subtype="FLOAT")
    seed = seed_of(path)
    assert any("cancel" in one and "right" in one for one in seed.remarks)
    np.testing.assert_allclose(seed.samples, -tone, atol=1e-5)
    np.testing.assert_allclose(read_audio(path, RATE), -tone, atol=1e-5)


@pytest.mark.parametrize("gains", [(1.0, 0.0), (1.0, 0.5), (1.0, -0.3), (1.0, 1.0)])
def test_channels_that_do_not_cancel_are_averaged(tmp_path, gains):
    path = tmp_path / "stereo.wav"
    tone = sine(440, 1.0)
    soundfile.write(path, np.stack([gain * tone for gain in gains], axis=1), RATE, subtype="FLOAT")
    seed = seed_of(path)
    assert seed.remarks == ()
    np.testing.assert_allclose(seed.samples, np.mean(gains) * tone, atol=1e-5)


@pytest.mark.parametrize("offset", [0.2, -0.9])
def test_an_offset_is_no_sound(tmp_path, offset):
    path = tmp_path / "offset.wav"
    soundfile.write(path, np.full((4 * RATE, 2), offset), RATE)
    with pytest.raises(AudioFileError, match="silent"):
        seed_of(path)
    assert np.abs(read_audio(path, RATE)).max() < 1e-4
    tone = sine(440, 4.0, 0.05)
    soundfile.write(path, tone + offset, RATE, subtype="FLOAT")
    seed = seed_of(path)
    np.testing.assert_allclose(seed.samples, tone, atol=1e-5)
    np.testing.assert_allclose(read_audio(path, RATE), tone, atol=1e-5)
    np.testing.assert_allclose(read_audio(path, RATE, keep_offset=True), tone + offset, atol=1e-5)
    assert any("offset" in one for one in seed.remarks)


@pytest.mark.parametrize("rate", [RATE, 11_025])
def test_a_long_file_is_read_in_blocks_into_the_same_samples(tmp_path, monkeypatch, rate):
    path = tmp_path / "long.wav"
    sound = np.random.default_rng(0).normal(0.1, 0.1, (5 * RATE + 77, 2))
    soundfile.write(path, sound, RATE, subtype="FLOAT")
    at_once = read_audio(path, rate)
    monkeypatch.setattr(audio_files, "MOST_KEPT", RATE)
    in_blocks = read_audio(path, rate)
    assert len(in_blocks) == len(at_once) and abs(in_blocks.mean()) < 1e-4
    np.testing.assert_allclose(in_blocks, at_once, atol=1e-6)


def test_of_a_long_take_the_last_minute_that_sounds_is_the_seed(tmp_path):
    """200 s: a low tone, a high one from 60 to 150 s, then silence with an offset."""
    rate = 8000
    path = tmp_path / "long.wav"
    t = np.arange(200 * rate) / rate
    sound = 0.3 * np.sin(2 * np.pi * np.where(t < 60, 220, 660) * t) * (t < 150)
    soundfile.write(path, sound + 0.1, rate)
    soundfile.write(tmp_path / "long.mp3", sound, rate)
    for name in ("long.wav", "long.mp3"):
        seed = seed_of(tmp_path / name, rate)
        assert seed.to_s == pytest.approx(151, abs=1)
        assert seed.to_s - seed.from_s == pytest.approx(60, abs=0.01)
        assert len(seed.samples) == pytest.approx(60 * rate, abs=1)
        assert pitch_hz(seed.samples[:rate], rate) == pytest.approx(660, abs=2)
        assert any("200 s" in one and "last minute" in one for one in seed.remarks)


def test_a_long_silence_is_silence_and_takes_no_memory(tmp_path):
    """4 GB of nothing, as a file that lies thinly on the disk: read from its end, a few seconds of it at a time."""
    path = tmp_path / "sparse.wav"
    soundfile.write(path, np.zeros((10, 2)), 48_000)
    data = bytearray(path.read_bytes()[:44])
    data[4:8], data[40:44] = struct.pack("<I", 400_000_036), struct.pack("<I", 400_000_000)
    path.write_bytes(data)
    with path.open("r+b") as file:
        file.truncate(400_000_044)
    assert look_at(path).verdict == "finished"
    steps, blocks = read_take(path, RATE), 0
    with pytest.raises(AudioFileError, match="silent"):
        while True:
            next(steps)
            blocks += 1
    assert blocks > 1000, "each block is a sign of life"


@pytest.mark.parametrize(("rate", "seconds"), [(250, 600), (384_000, 2)])
def test_any_rate_is_read(tmp_path, rate, seconds):
    path = tmp_path / "odd.wav"
    soundfile.write(path, sine(100, seconds, rate=rate), rate)
    seed = seed_of(path)
    assert len(seed.samples) == min(seconds, 60) * RATE
    assert pitch_hz(seed.samples, RATE) == pytest.approx(100, abs=1)


def test_what_is_beyond_every_bound_is_one_line(tmp_path):
    path = tmp_path / "bound.wav"
    for data, rate, word in ((np.zeros((10, 600)), 192_000, "channels"), (np.zeros(1000), 1, "100 Hz")):
        soundfile.write(path, data, rate)
        with pytest.raises(AudioFileError, match=word):
            seed_of(path)
    soundfile.write(path, np.full(RATE, 1e11), RATE, subtype="FLOAT")
    with pytest.raises(AudioFileError, match="finite"):
        seed_of(path)
