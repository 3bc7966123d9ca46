"""Recordings of every format are taken; other files are reported and hide no take."""

import queue
import shutil
import struct
import sys

import numpy as np
import pytest
import soundfile

from live_daemon.takes import recordings
from live_daemon.takes.arrivals import RecordingArrived, RecordingRefused
from live_daemon.takes.recordings import RecordingWatcher
from live_inference.files import media, opening
from live_inference.files.audio import AudioFileError, read_audio
from live_inference.files.take import read_take
from support.takes import RATE, ffmpeg, look, needs_ffmpeg, pitch_hz, seed_of, sine, watcher_in


@pytest.fixture
def watched(tmp_path):
    return watcher_in(tmp_path)


# -- other formats --------------------------------------------------------------------------------------------------


@pytest.mark.whole
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


@pytest.mark.whole
@needs_ffmpeg
@pytest.mark.parametrize("name", ["long.m4a", "long.mka"])
def test_of_a_long_file_of_a_phone_only_the_part_that_is_heard_is_decoded(tmp_path, name):
    """The pitch rises every ten seconds, so it tells where the seed begins."""
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


@pytest.mark.whole
@needs_ffmpeg
@needs_ffmpeg
@pytest.mark.parametrize("name", ["phone.m4a", "stream.aac"])
def test_of_a_damaged_file_of_a_phone_the_damage_is_told(tmp_path, name):
    """Everything behind it was once lost without a word."""
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


@pytest.mark.whole
@needs_ffmpeg
def test_a_header_that_is_some_frames_off_is_not_worth_a_word(tmp_path):
    """MP3 in a WAV file: it once promised 6.0 s, "6.0 s could be read"."""
    path = tmp_path / "take.wav"
    ffmpeg("-f", "lavfi", "-i", "sine=440:sample_rate=48000:duration=6", "-c:a", "libmp3lame", path)
    assert seed_of(path).remarks == ()


@pytest.mark.whole
def test_more_channels_than_pyav_gives_planes_are_read(tmp_path):
    """Of twelve planes it returned memory beyond the eighth: the process died."""
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


@pytest.mark.whole
@needs_ffmpeg
def test_a_pyav_that_cannot_be_loaded_does_not_end_the_worker(tmp_path, monkeypatch):
    """Installed with libraries that do not load: ffmpeg is used, else there is one line."""
    path = tmp_path / "phone.m4a"
    ffmpeg("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100:duration=2", path)
    monkeypatch.setattr(media.importlib.util, "find_spec", lambda _: object())
    monkeypatch.setitem(sys.modules, "av", None)
    assert pitch_hz(seed_of(path).samples, RATE) == pytest.approx(440, abs=2)
    monkeypatch.setattr(media.shutil, "which", lambda _: None)
    with pytest.raises(AudioFileError, match="cannot be read here"):
        read_audio(path, RATE)


def test_a_playlist_does_not_lead_to_other_files(tmp_path):
    """Decoders follow playlists; a file in the watched folder must be read itself or not at all."""
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
    """A day's folder with a folder for each piece; archives from macOS contain ``._take.wav``."""
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


@pytest.mark.whole
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


# -- not a file, or not the same one --------------------------------------------------------------------------------


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
        watched.expect(watched.folder / name, number)
    said = look(watched, 10)
    assert sorted(one.order_id for one in said) == [0, 1, 2, 3, 4]
    assert all(isinstance(one, RecordingRefused) for one in said)
    for name in ("zero.wav", "pipe.wav", "folder.wav", "nowhere.wav", "loop.wav"):
        with pytest.raises(AudioFileError):
            opening.open_audio(watched.folder / name)


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
        watcher.look_through()
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
    watched._takes.hint(path, closed=True)  # as Linux reports files open for writing
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
    """Changing permissions does not change a file's date."""
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
