"""The watched folder: each recording once, when it is finished, never half-written."""

import errno
import os
import queue
import struct
import threading
import time
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile

from live_daemon.takes.arrivals import RecordingArrived, RecordingRefused, file_key
from live_daemon.takes.recordings import RecordingWatcher
from live_daemon.takes.take_files import inspect_recording
from support.plucks import sine
from support.takes import begin, linux, look, watcher_in

RATE = 48_000


LONG_S = 12.0
"""Longer than any file is waited for."""


@pytest.fixture
def watched(tmp_path):
    """A watcher whose clock the test moves; what it says comes into ``events``."""
    return watcher_in(tmp_path)


@pytest.fixture
def running(tmp_path):
    """A watcher that runs in its own threads, by a clock ten times as fast as ours."""
    folder = tmp_path / "recordings"
    folder.mkdir()
    events = queue.Queue()
    problem = lambda text: events.put(("problem", text))  # noqa: E731
    watcher = RecordingWatcher(folder, events.put, problem, lambda: 10.0 * time.monotonic())
    watcher.folder, watcher.events = folder, events
    yield watcher
    watcher.close()


# -- by a clock that the test moves ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.wav", "a.aiff", "a.flac", "a.ogg", "a.mp3", "A.WAV"])
def test_every_format_is_taken_once(watched, name):
    begin(watched)
    path = watched.folder / name
    soundfile.write(path, sine(440, 0.5), RATE, format=name.rpartition(".")[2].upper())
    assert look(watched, LONG_S) == [RecordingArrived(path)]


def test_what_was_there_before_is_left_alone_and_what_replaces_it_is_taken(watched):
    path = watched.folder / "old.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    assert begin(watched) == 1
    assert look(watched, LONG_S) == []
    soundfile.write(path, sine(220, 0.7), RATE)
    assert look(watched, LONG_S) == [RecordingArrived(path)]


def test_a_file_that_grows_is_taken_once_and_whole(watched):
    """A host writes its header first and its sound in pieces, each closed: no piece may be taken for the whole."""
    begin(watched)
    whole = watched.folder.parent / "whole.wav"
    soundfile.write(whole, sine(330, 2.0), RATE)
    data = whole.read_bytes()
    growing = watched.folder / "growing.wav"
    said = []
    for piece in np.array_split(np.frombuffer(data, np.uint8), 10):
        assert said == []
        with growing.open("ab") as file:
            file.write(piece.tobytes())
        watched._takes.hint(growing, closed=True)  # as Linux tells
        for _ in range(10):
            said += look(watched, 0.02)
    assert said + look(watched, LONG_S) == [RecordingArrived(growing)]
    assert growing.read_bytes() == data


def test_a_header_that_is_written_last_is_waited_for(watched):
    """sfrecord~ and others write the sizes when recording stops; until then the header counts less than there is."""
    begin(watched)
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
    assert look(watched, 3.0) == []
    file.seek(0)
    file.write(data[:44])
    file.close()
    assert look(watched, LONG_S) == [RecordingArrived(path)]


@pytest.mark.parametrize(
    ("name", "text", "reason"), [("letter.wav", "Dear Max,\n" * 50, "not a recording"), ("empty.wav", "", "empty")]
)
def test_a_text_file_and_an_empty_one_are_refused_by_name(watched, name, text, reason):
    begin(watched)
    (watched.folder / name).write_text(text)
    [refused] = look(watched, LONG_S)
    assert isinstance(refused, RecordingRefused) and name in refused.reason and reason in refused.reason


def test_other_files_hidden_files_and_subfolders_are_not_recordings(watched):
    """A folder with recordings that was there already is somebody's; one that is new is told (see test_takes)."""
    (watched.folder / "sub").mkdir()
    soundfile.write(watched.folder / "sub" / "old.wav", sine(440, 0.5), RATE)
    begin(watched)
    (watched.folder / "notes.txt").write_text("hello")
    soundfile.write(watched.folder / ".take.wav", sine(440, 0.5), RATE)
    assert look(watched, LONG_S) == []


def test_a_file_that_was_asked_for_is_told_again_and_a_missing_one_is_refused(watched):
    path = watched.folder / "known.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    begin(watched)
    watched.expect(path, 7)
    watched.expect(path, 8)
    assert set(look(watched, LONG_S)) == {RecordingArrived(path, 7), RecordingArrived(path, 8)}
    watched.expect(watched.folder / "nowhere.wav", 9)
    [refused] = look(watched, LONG_S)
    assert refused.order_id == 9 and "nowhere.wav" in refused.reason


def test_a_controller_that_comes_back_finds_what_arrived_while_it_was_away(watched):
    old, new = watched.folder / "old.wav", watched.folder / "new.wav"
    for path in (old, new):
        soundfile.write(path, sine(440, 0.5), RATE)
    begin(watched, [file_key(old)])
    assert look(watched, LONG_S) == [RecordingArrived(new)]


def test_a_take_that_was_overwritten_meanwhile_is_a_new_one(watched):
    path = watched.folder / "take.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    before = file_key(path)
    soundfile.write(path, sine(220, 0.6), RATE)
    begin(watched, [before])
    assert look(watched, LONG_S) == [RecordingArrived(path)]


def test_a_recording_that_is_renamed_is_no_new_one(watched):
    path = watched.folder / "take.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    begin(watched)
    path.rename(watched.folder / "better name.wav")
    assert look(watched, LONG_S) == []


@pytest.mark.parametrize("format", ["OGG", "FLAC"])
@linux
def test_a_take_that_is_flushed_now_and_then_is_not_taken_before_it_is_closed(watched, format):
    begin(watched)
    path = watched.folder / f"stream.{format.lower()}"
    with soundfile.SoundFile(path, "w", RATE, 1, format=format) as file:
        for _ in range(3):
            file.write(sine(330, 0.5))
            file.flush()
            assert look(watched, LONG_S) == []
    assert look(watched, LONG_S) == [RecordingArrived(path)]


def test_a_disk_that_fails_neither_ends_the_watcher_nor_makes_old_takes_new(watched, monkeypatch):
    """A stick that was pulled, a network folder that is gone: looking for a take there is an error of its own."""
    path = watched.folder / "old.wav"
    soundfile.write(path, sine(440, 0.5), RATE)

    def fails(_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as failing:
        failing.setattr(watched, "_scan", list)
        failing.setattr("pathlib.Path.exists", fails)
        watched._takes.leave_alone([file_key(path)])
        watched.look_through()
    assert watched.taken() == [file_key(path)]


def test_a_folder_that_goes_away_is_told_once(watched):
    begin(watched)
    watched.folder.rmdir()
    [(kind, text)] = look(watched, LONG_S)
    assert kind == "problem" and str(watched.folder) in text


def test_takes_of_a_folder_that_comes_back_are_not_taken_again(watched):
    """A disk is unplugged, and plugged in again: before, every take on it was dreamt on once more."""
    begin(watched)
    soundfile.write(watched.folder / "a.wav", sine(440, 0.5), RATE)
    assert look(watched, LONG_S) == [RecordingArrived(watched.folder / "a.wav")]
    away = watched.folder.with_name("away")
    watched.folder.rename(away)
    [(kind, _)] = look(watched, LONG_S)
    assert kind == "problem"
    away.rename(watched.folder)
    assert look(watched, LONG_S) == []
    soundfile.write(watched.folder / "a.wav", sine(330, 0.7), RATE)
    assert look(watched, LONG_S) == [RecordingArrived(watched.folder / "a.wav")]


@linux
def test_takes_are_known_though_an_empty_folder_stood_in_for_theirs(running):
    """So a mount point looks while its disk is unplugged."""
    running._thread = SimpleNamespace(start=lambda: None, is_alive=lambda: False)
    running.start()
    path = running.folder / "a.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    running.look_through()
    while running.events.empty():
        running.settle()
    assert running.events.get() == RecordingArrived(path)
    running.folder.rename(running.folder.with_name("away"))
    running.folder.mkdir()
    running.look_through()
    running.look_through()
    running.folder.rmdir()
    running.folder.with_name("away").rename(running.folder)
    running.look_through()
    running.look_through()
    running.settle()
    assert [one for one in running.events.queue if isinstance(one, RecordingArrived)] == []
    path.unlink()
    running.look_through()
    assert running.taken() == []


# -- in its own threads, told by the system ---------------------------------------------------------------------------


def test_a_recording_moved_in_is_taken_once(running, tmp_path):
    running.start()
    soundfile.write(tmp_path / "outside.wav", sine(440, 0.5), RATE)
    (tmp_path / "outside.wav").rename(running.folder / "inside.wav")
    assert running.events.get(timeout=30) == RecordingArrived(running.folder / "inside.wav")
    soundfile.write(running.folder / "next.wav", sine(440, 0.5), RATE)
    assert running.events.get(timeout=30) == RecordingArrived(running.folder / "next.wav")
    assert running.events.empty()


def test_a_name_that_is_not_utf8_is_refused_and_the_next_take_is_heard(running):
    """It once ended the watcher's thread, and the folder was deaf for the rest of the show."""
    running.start()
    odd = running.folder / os.fsdecode(b"pr\xe9lude.wav")
    soundfile.write(running.folder.parent / "fine.wav", sine(440, 0.5), RATE)
    (running.folder.parent / "fine.wav").rename(odd)
    assert isinstance(running.events.get(timeout=30), RecordingRefused)
    soundfile.write(running.folder / "next.wav", sine(440, 0.5), RATE)
    assert running.events.get(timeout=30) == RecordingArrived(running.folder / "next.wav")


def test_the_folder_is_watched_again_when_it_is_back(running):
    again, enough, looked = threading.Event(), threading.Event(), threading.Event()
    watch, look_through = running._watch, running.look_through
    running.look_through = lambda: (enough.is_set() or look_through(), looked.set())
    running.start()
    running._watch = lambda: (watch(), again.set())
    running.folder.rmdir()
    running.events.get(timeout=30)
    running.folder.mkdir()
    assert again.wait(30)
    enough.set()  # no scan any more: the take is told by the system, or never
    looked.clear()
    assert looked.wait(30)
    soundfile.write(running.folder / "take.wav", sine(440, 0.5), RATE)
    assert running.events.get(timeout=30) == RecordingArrived(running.folder / "take.wav")


def test_where_the_system_has_no_watches_left_the_folder_is_looked_through(running, monkeypatch):
    """128 of them a user: an editor and a cloud's client hold many. The controller ended at every start."""

    def none_left():
        raise OSError(errno.EMFILE, "inotify instance limit reached")

    monkeypatch.setattr("live_daemon.takes.recordings.Observer", none_left)
    running.start()
    kind, text = running.events.get(timeout=30)
    assert kind == "problem" and "looked through once a second" in text
    path = running.folder / "take.wav"
    soundfile.write(path, sine(440, 0.5), RATE)
    assert running.events.get(timeout=30) == RecordingArrived(path)


# -- headers -----------------------------------------------------------------------------------------------------------


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
