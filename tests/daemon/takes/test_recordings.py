"""The watched folder: each recording once, when it is finished, never half-written."""

import errno
import os
import queue
import struct
import threading
import time

import numpy as np
import pytest
import soundfile

from live_daemon.takes.recordings import (
    RecordingArrived,
    RecordingRefused,
    RecordingWatcher,
    file_key,
    inspect_recording,
)
from support.plucks import sine

RATE = 48_000


@pytest.fixture
def watched(tmp_path):
    """A watcher on an empty folder; what it says comes into ``events``."""
    folder = tmp_path / "recordings"
    folder.mkdir()
    events = queue.Queue()
    watcher = RecordingWatcher(folder, events.put, lambda text: events.put(("problem", text)))
    watcher.folder, watcher.events = folder, events
    yield watcher
    watcher.close()


def silence_for(events, seconds):
    with pytest.raises(queue.Empty):
        events.get(timeout=seconds)


@pytest.mark.parametrize("name", ["a.wav", "a.aiff", "a.flac", "a.ogg", "a.mp3", "A.WAV"])
def test_every_format_is_taken_once(watched, name):
    watched.start()
    path = watched.folder / name
    soundfile.write(path, sine(440, 0.5), RATE, format=name.rpartition(".")[2].upper())
    assert watched.events.get(timeout=30) == RecordingArrived(path)
    silence_for(watched.events, 1.5)


def test_what_was_there_before_is_left_alone_and_what_replaces_it_is_taken(watched):
    path = watched.folder / "old.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    assert watched.start() == 1
    silence_for(watched.events, 1.3)
    soundfile.write(path, sine(220, 0.7), RATE)
    assert watched.events.get(timeout=30) == RecordingArrived(path)


def test_a_recording_moved_in_is_taken(watched, tmp_path):
    watched.start()
    soundfile.write(tmp_path / "outside.wav", sine(440, 0.5), RATE)
    (tmp_path / "outside.wav").rename(watched.folder / "inside.wav")
    assert watched.events.get(timeout=30) == RecordingArrived(watched.folder / "inside.wav")


def test_a_file_that_grows_for_two_seconds_is_taken_once_and_whole(watched):
    """A host writes its header first and its sound in pieces, each closed: no piece may be taken for the whole."""
    watched.start()
    whole = watched.folder.parent / "whole.wav"
    soundfile.write(whole, sine(330, 2.0), RATE)
    data = whole.read_bytes()
    growing = watched.folder / "growing.wav"
    began = time.monotonic()
    pieces = np.array_split(np.frombuffer(data, np.uint8), 10)
    for piece in pieces:
        assert watched.events.empty()
        with growing.open("ab") as file:
            file.write(piece.tobytes())
        time.sleep(0.2)
    assert watched.events.get(timeout=30) == RecordingArrived(growing)
    assert time.monotonic() - began > 1.9
    assert growing.read_bytes() == data
    silence_for(watched.events, 1.2)


def test_a_header_that_is_written_last_is_waited_for(watched):
    """sfrecord~ and others write the sizes when recording stops; until then the header counts less than there is."""
    watched.start()
    whole = watched.folder.parent / "whole.wav"
    soundfile.write(whole, sine(330, 1.0), RATE)
    data = bytearray(whole.read_bytes())
    early = bytearray(data)
    early[4:8] = struct.pack("<I", 36)
    early[40:44] = struct.pack("<I", 0)
    path = watched.folder / "late_header.wav"
    file = path.open("wb")
    file.write(early)
    file.flush()
    silence_for(watched.events, 1.5)
    file.seek(0)
    file.write(data[:44])
    file.close()
    assert watched.events.get(timeout=30) == RecordingArrived(path)


def test_a_text_file_is_refused_by_name_and_an_empty_one_after_a_while(watched):
    watched.start()
    (watched.folder / "letter.wav").write_text("Dear Max,\n" * 50)
    refused = watched.events.get(timeout=30)
    assert isinstance(refused, RecordingRefused)
    assert "letter.wav" in refused.reason and "not a recording" in refused.reason
    (watched.folder / "empty.wav").touch()
    refused = watched.events.get(timeout=30)
    assert isinstance(refused, RecordingRefused)
    assert "empty.wav" in refused.reason and "empty" in refused.reason


def test_other_files_hidden_files_and_subfolders_are_not_recordings(watched):
    """A folder with recordings that was there already is somebody's; one that is new is told (see test_takes)."""
    (watched.folder / "sub").mkdir()
    soundfile.write(watched.folder / "sub" / "old.wav", sine(440, 0.5), RATE)
    watched.start()
    (watched.folder / "notes.txt").write_text("hello")
    soundfile.write(watched.folder / ".take.wav", sine(440, 0.5), RATE)
    silence_for(watched.events, 2.0)


def test_a_file_that_was_asked_for_is_told_again_and_a_missing_one_is_refused(watched):
    path = watched.folder / "known.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    watched.start()
    watched.expect(path, 7)
    watched.expect(path, 8)
    assert {watched.events.get(timeout=30), watched.events.get(timeout=30)} == {
        RecordingArrived(path, 7),
        RecordingArrived(path, 8),
    }
    watched.expect(watched.folder / "nowhere.wav", 9)
    refused = watched.events.get(timeout=30)
    assert refused.order_id == 9 and "nowhere.wav" in refused.reason


def test_a_controller_that_comes_back_finds_what_arrived_while_it_was_away(watched):
    old, new = watched.folder / "old.wav", watched.folder / "new.wav"
    for path in (old, new):
        soundfile.write(path, sine(440, 0.5), RATE)
    watched.start(already_taken=[file_key(old)])
    assert watched.events.get(timeout=30) == RecordingArrived(new)
    silence_for(watched.events, 1.0)


def test_a_take_that_was_overwritten_meanwhile_is_a_new_one(watched):
    path = watched.folder / "take.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    before = file_key(path)
    soundfile.write(path, sine(220, 0.6), RATE)
    watched.start(already_taken=[before])
    assert watched.events.get(timeout=30) == RecordingArrived(path)


def test_a_recording_that_is_renamed_is_no_new_one(watched):
    path = watched.folder / "take.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    watched.start()
    path.rename(watched.folder / "better name.wav")
    silence_for(watched.events, 1.6)


def test_a_name_that_is_not_utf8_is_refused_and_the_next_take_is_heard(watched):
    """It once ended the watcher's thread, and the folder was deaf for the rest of the show."""
    watched.start()
    odd = watched.folder / os.fsdecode(b"pr\xe9lude.wav")
    soundfile.write(watched.folder.parent / "fine.wav", sine(440, 0.5), RATE)
    (watched.folder.parent / "fine.wav").rename(odd)
    assert isinstance(watched.events.get(timeout=30), RecordingRefused)
    soundfile.write(watched.folder / "next.wav", sine(440, 0.5), RATE)
    assert watched.events.get(timeout=30) == RecordingArrived(watched.folder / "next.wav")


@pytest.mark.parametrize("format", ["OGG", "FLAC"])
def test_a_take_that_is_flushed_now_and_then_is_not_taken_before_it_is_closed(watched, format):
    watched.start()
    path = watched.folder / f"stream.{format.lower()}"
    with soundfile.SoundFile(path, "w", RATE, 1, format=format) as file:
        for _ in range(3):
            file.write(sine(330, 0.5))
            file.flush()
            time.sleep(1.0)
            assert watched.events.empty()
    assert watched.events.get(timeout=30) == RecordingArrived(path)
    silence_for(watched.events, 0.8)


def test_the_folder_is_watched_again_when_it_is_back(watched):
    again, watch = threading.Event(), watched._watch
    watched.start()
    watched._watch = lambda: (watch(), again.set())
    watched.folder.rmdir()
    watched.events.get(timeout=30)
    watched.folder.mkdir()
    assert again.wait(30)
    watched._look_through = lambda: None  # no scan: it is told by the system, or never
    soundfile.write(watched.folder / "take.wav", sine(440, 0.5), RATE)
    assert watched.events.get(timeout=30) == RecordingArrived(watched.folder / "take.wav")


def test_a_disk_that_fails_neither_ends_the_watcher_nor_makes_old_takes_new(watched, monkeypatch):
    """A stick that was pulled, a network folder that is gone: looking for a take there is an error of its own."""
    path = watched.folder / "old.wav"
    soundfile.write(path, sine(440, 0.5), RATE)

    def fails(_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as failing:
        failing.setattr(watched, "_scan", list)
        failing.setattr("pathlib.Path.exists", fails)
        watched._done = {path: file_key(path)}
        watched._look_through()
    assert watched._done == {path: file_key(path)}


def test_where_the_system_has_no_watches_left_the_folder_is_looked_through(watched, monkeypatch):
    """128 of them a user: an editor and a cloud's client hold many. The controller ended at every start."""

    def none_left():
        raise OSError(errno.EMFILE, "inotify instance limit reached")

    monkeypatch.setattr("live_daemon.takes.recordings.Observer", none_left)
    watched.start()
    kind, text = watched.events.get(timeout=5)
    assert kind == "problem" and "looked through once a second" in text
    path = watched.folder / "take.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    assert watched.events.get(timeout=15) == RecordingArrived(path)


def test_a_folder_that_goes_away_is_told_once(watched):
    watched.start()
    watched.folder.rmdir()
    kind, text = watched.events.get(timeout=30)
    assert kind == "problem" and str(watched.folder) in text
    silence_for(watched.events, 2.2)


@pytest.mark.parametrize("cut", [0, 3, 12, 30, 44, 100, -2])
def test_no_truncated_wav_passes(tmp_path, cut):
    whole = tmp_path / "whole.wav"
    soundfile.write(whole, sine(330, 0.2), RATE)
    assert inspect_recording(whole)[0] == "finished"
    part = tmp_path / "part.wav"
    part.write_bytes(whole.read_bytes()[:cut])
    assert inspect_recording(part)[0] != "finished"


def test_chunks_behind_the_sound_do_not_disturb(tmp_path):
    """Broadcast WAV and Max write further chunks; some writers even leave bytes behind the RIFF's end."""
    path = tmp_path / "chunks.wav"
    soundfile.write(path, sine(330, 0.2), RATE)
    data = bytearray(path.read_bytes())
    data += b"LIST" + struct.pack("<I", 4) + b"INFO"
    data[4:8] = struct.pack("<I", len(data) - 8)
    path.write_bytes(data)
    assert inspect_recording(path)[0] == "finished"
