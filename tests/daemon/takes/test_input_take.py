"""A take of the live input holds what was played, sample for sample, whatever its thread, the disk, the process do."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from live_daemon.takes import input_take
from live_daemon.takes.arrivals import TakeEnded
from live_daemon.takes.folder import recordings_in
from live_daemon.takes.input_take import InputTake, finish_left
from live_daemon.takes.take_files import inspect_recording
from support.signals import noise
from support.stage import Stage

RATE = 8000
HEADER = 56
Taking = Callable[..., tuple[Stage, InputTake, list[TakeEnded]]]


def stereo(seconds: float, rng_seed: int = 1) -> NDArray[np.float32]:
    return np.stack([noise(seconds, 0.1, rng_seed, RATE), noise(seconds, 0.2, rng_seed + 1, RATE)], axis=1)


@pytest.fixture
def taking(tmp_path: Path) -> Taking:
    """An engine that has played ``before`` seconds, and a take that begins there."""

    def begin(before: float = 0.5) -> tuple[Stage, InputTake, list[TakeEnded]]:
        (tmp_path / "record").mkdir(exist_ok=True)
        (tmp_path / "recordings").mkdir(exist_ok=True)
        stage, ended = Stage(tmp_path / "record", 0.1, RATE), []  # type: ignore[var-annotated]
        stage.play(stereo(before, 7))
        take = InputTake(stage.control, tmp_path / "recordings", int(stage.record.get("frame")), ended.append)
        return stage, take, ended

    return begin


def hear(stage: Stage, take: InputTake, sound: NDArray[np.float32]) -> None:
    """Play, and let the take go as far; its thread has not written yet."""
    stage.play(sound, 64)
    take.until = int(stage.record.get("frame"))


def samples(path: Path | None) -> NDArray[np.float32]:
    assert path is not None
    found, rate = soundfile.read(path, dtype="float32", always_2d=True)
    assert rate == RATE
    return np.asarray(found)


def test_a_take_is_what_was_played_to_the_sample_in_both_channels(taking: Taking, tmp_path: Path) -> None:
    stage, take, ended = taking()
    sound = stereo(1.23)
    for piece in np.array_split(sound, 7):
        hear(stage, take, piece)
        assert not take.write_on()
        assert recordings_in(tmp_path / "recordings") == [], "nobody may take it before it is whole"
    stage.play(0.3)  # after its end
    take.end()
    assert take.write_on()
    (path,) = recordings_in(tmp_path / "recordings")
    assert ended == [TakeEnded(path.name, path, len(sound) / RATE)]
    assert take.duration_s == len(sound) / RATE
    np.testing.assert_array_equal(samples(path), sound)
    assert inspect_recording(path) == ("finished", "") and len(list(path.parent.iterdir())) == 1
    assert path.name.startswith("take-") and path.suffix == ".wav"


def test_of_one_input_a_take_has_one_channel(taking: Taking) -> None:
    stage, take, ended = taking()
    stage.record.put("input_channels", 1)
    take = InputTake(stage.control, take._folder, int(stage.record.get("frame")), ended.append)
    sound = noise(0.5, 0.1, 3, RATE)
    stage.engine.process(sound[:, None])
    take.until = int(stage.record.get("frame"))
    take.end()
    assert take.write_on()
    np.testing.assert_array_equal(samples(ended[0].path), sound[:, None])


def test_seventy_seconds_with_a_thread_that_comes_forty_seconds_late_lose_nothing(taking: Taking) -> None:
    """The ring is 60.5 s long, so it is written round; the thread is away for more than half of it."""
    stage, take, ended = taking(before=3.0)
    sound = stereo(70.0)
    hear(stage, take, sound[: 30 * RATE])
    assert not take.write_on()
    hear(stage, take, sound[30 * RATE :])
    take.end()
    assert take.write_on()
    assert ended[0].trouble == ""
    np.testing.assert_array_equal(samples(ended[0].path), sound)


def test_what_a_thread_that_comes_too_late_has_lost_is_silent_and_told(taking: Taking) -> None:
    stage, take, ended = taking(before=1.0)
    sound = stereo(75.0)
    hear(stage, take, sound[: 5 * RATE])
    assert not take.write_on()
    hear(stage, take, sound[5 * RATE :])
    take.end()
    assert take.write_on()
    found = samples(ended[0].path)
    assert len(found) == len(sound), "what comes behind the gap stays at its time"
    lost = 70 * RATE + 32 - stage.record.get("ring_frames")  # and the tick that the engine may write now
    np.testing.assert_array_equal(found[: 5 * RATE], sound[: 5 * RATE])
    assert np.all(found[5 * RATE : 5 * RATE + lost] == 0)
    np.testing.assert_array_equal(found[5 * RATE + lost :], sound[5 * RATE + lost :])
    assert f"{lost / RATE:.1f} s are lost and silent" in ended[0].trouble and "\n" not in ended[0].trouble


def test_its_thread_writes_by_itself(taking: Taking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(input_take, "WRITE_S", 0.001)
    stage, take, ended = taking()
    take.start()
    sound = stereo(0.5)
    for piece in np.array_split(sound, 20):
        hear(stage, take, piece)
    take.end()
    take.join(60.0)
    np.testing.assert_array_equal(samples(ended[0].path), sound)


def test_a_take_without_a_sample_leaves_nothing(taking: Taking, tmp_path: Path) -> None:
    _, take, ended = taking()
    take.end()
    assert take.write_on()
    assert ended == [TakeEnded(take.name, None, 0.0)]
    assert list((tmp_path / "recordings").iterdir()) == []


# -- names -----------------------------------------------------------------------------------------------------------


def test_a_name_is_never_that_of_another_file(taking: Taking, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two takes in one second; and a file that comes meanwhile under the name of a take."""
    monkeypatch.setattr(input_take.time, "strftime", lambda form: "20261128-201500")
    stage, first, ended = taking()
    folder = first._folder
    hear(stage, first, stereo(0.1))
    assert not first.write_on()
    second = InputTake(stage.control, folder, int(stage.record.get("frame")), ended.append)
    assert (first.name, second.name) == ("take-20261128-201500.wav", "take-20261128-201500-1.wav")
    (folder / first.name).write_text("the work of a life")
    hear(stage, second, stereo(0.2))
    for take in (first, second):
        take.end()
        assert take.write_on()
    assert (folder / first.name).read_text() == "the work of a life"
    assert [len(samples(one.path)) for one in ended] == [0.1 * RATE, 0.2 * RATE]
    assert [one.name for one in ended] == [first.name, second.name]


def test_takes_of_one_second_that_have_no_file_yet_do_not_share_one(
    taking: Taking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pressed three times in a fifth of a second: both would write the same file."""
    monkeypatch.setattr(input_take.time, "strftime", lambda form: "20261128-201500")
    stage, first, ended = taking()
    second = InputTake(stage.control, first._folder, first.begin, ended.append, {first.name})
    third = InputTake(stage.control, first._folder, first.begin, ended.append, {first.name, second.name})
    names = [one.name for one in (first, second, third)]
    assert names == [f"take-20261128-201500{number}.wav" for number in ("", "-1", "-2")]


# -- the disk --------------------------------------------------------------------------------------------------------


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """The system writes no file beyond this size: a write ends in the middle of a block, as on a full disk."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX's")
def test_a_full_disk_ends_a_take_with_one_line_and_keeps_what_is_written(taking: Taking, tmp_path: Path) -> None:
    stage, take, ended = taking()
    sound = stereo(1.0)
    hear(stage, take, sound[:4000])
    assert not take.write_on()
    hear(stage, take, sound[4000:])
    with largest_file(HEADER + 8 * 6000 + 3):
        assert take.write_on(), "it ends by itself"
    (end,) = ended
    assert end.trouble == f"{take.name}: the take ends, it cannot be written (File too large)"
    np.testing.assert_array_equal(samples(end.path), sound[:4000])
    assert end.duration_s == 4000 / RATE and inspect_recording(end.path) == ("finished", "")  # type: ignore[arg-type]


def test_without_a_folder_a_take_ends_with_one_line(taking: Taking, tmp_path: Path) -> None:
    stage, take, ended = taking()
    take._folder.rmdir()
    hear(stage, take, stereo(0.1))
    assert take.write_on()
    assert ended == [TakeEnded(take.name, None, 0.0, ended[0].trouble)]
    assert ended[0].trouble.endswith("cannot be written (No such file or directory)")


def test_a_take_whose_end_cannot_be_written_appears_all_the_same(
    taking: Taking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stayed under its hidden name, and was told as no take at all."""
    stage, take, ended = taking()
    sound = stereo(1.0)
    hear(stage, take, sound)
    assert not take.write_on()

    def fails() -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(take._writer, "flush", fails)
    take.end()
    assert take.write_on()
    (end,) = ended
    assert end.path == take._folder / take.name and end.duration_s == 1.0
    assert end.trouble == f"{take.name}: the last of the take may be missing (Input/output error)"
    np.testing.assert_array_equal(samples(end.path), sound)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows renames no folder with an open file in it")
@pytest.mark.parametrize("is_replaced", [False, True])
def test_a_take_whose_folder_was_moved_says_where_its_samples_are_and_what_to_do(
    taking: Taking, tmp_path: Path, is_replaced: bool
) -> None:
    stage, take, ended = taking()
    sound, folder = stereo(1.0), take._folder
    hear(stage, take, sound)
    assert not take.write_on()
    folder.rename(tmp_path / "moved")
    if is_replaced:
        folder.mkdir()
    take.end()
    assert take.write_on()
    (end,) = ended
    part = f".{take.name}.part"
    assert end.path is None and (tmp_path / "moved" / part).is_file()
    assert "cannot be finished (No such file or directory); what was recorded is in the hidden file" in end.trouble
    for told in (part, str(folder), f"rename the file to {take.name}", "start the daemon again"):
        assert told in end.trouble
    if is_replaced:
        folder.rmdir()
    (tmp_path / "moved").rename(folder)
    (found,) = finish_left(folder)
    np.testing.assert_array_equal(samples(found.path), sound)


# -- a process that was killed ---------------------------------------------------------------------------------------


def test_what_a_killed_controller_has_written_is_finished_by_the_next(taking: Taking, tmp_path: Path) -> None:
    stage, take, _ = taking()
    sound = stereo(0.7)
    hear(stage, take, sound)
    assert not take.write_on()
    (part,) = take._folder.iterdir()
    with part.open("ab") as file:
        file.write(b"half")  # killed within a write: less than a frame
    take._writer._file.close()  # type: ignore[union-attr]
    (end,) = finish_left(take._folder)
    assert end.path is not None and end.path.name == end.name == take.name
    assert (end.duration_s, end.trouble.count("\n")) == (0.7, 0)
    assert "what was written until then is kept" in end.trouble
    np.testing.assert_array_equal(samples(end.path), sound)
    assert inspect_recording(end.path) == ("finished", "") and list(finish_left(take._folder)) == []


@pytest.mark.parametrize("content", [b"", b"RIFF", bytes(HEADER)], ids=["empty", "cut", "zeros"])
def test_a_take_killed_before_its_first_sample_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".take-20261128-201500.wav.part").write_bytes(content)
    assert list(finish_left(tmp_path)) == [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [bytes(HEADER + 1), b"RIFF" + bytes(100_000)], ids=["more", "much"])
def test_what_holds_more_than_a_header_is_never_removed(tmp_path: Path, content: bytes) -> None:
    """A header that a power cut damaged: half an hour of sound may lie behind it."""
    part = tmp_path / ".take-20261128-201500.wav.part"
    part.write_bytes(content)
    (end,) = finish_left(tmp_path)
    assert (end.name, end.path, end.duration_s) == ("take-20261128-201500.wav", None, 0.0)
    assert str(part) in end.trouble and "\n" not in end.trouble
    assert part.read_bytes() == content


@pytest.mark.parametrize("call", ["os.scandir", "pathlib.Path.lstat"])
def test_a_folder_that_cannot_be_read_has_no_takes_left_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """A disk that died, a network folder that is gone: the controller ended at every start."""
    (tmp_path / ".take-20261128-201500.wav.part").write_bytes(bytes(HEADER))

    def fails(*_: object, **__: object) -> None:
        raise OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN))

    with monkeypatch.context() as failing:
        failing.setattr(call, fails)
        assert list(finish_left(tmp_path)) == []
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux tells of open files")
def test_what_is_still_written_and_what_is_no_file_is_left_alone(taking: Taking, tmp_path: Path) -> None:
    """Another daemon may record into the same folder; and somebody may put a pipe there, which nobody ever opens."""
    stage, take, ended = taking()
    sound = stereo(0.2)
    hear(stage, take, sound)
    assert not take.write_on()
    os.mkfifo(take._folder / ".take-1.wav.part")
    (take._folder / ".take-2.wav.part").symlink_to(tmp_path / "record" / "record")
    assert list(finish_left(take._folder)) == []
    take.end()
    assert take.write_on()
    np.testing.assert_array_equal(samples(ended[0].path), sound)


def test_what_somebody_else_has_put_there_under_such_a_name_is_not_lost(tmp_path: Path) -> None:
    sound = stereo(0.1)
    soundfile.write(tmp_path / "take.wav", sound, RATE, "PCM_24")
    (tmp_path / "take.wav").rename(tmp_path / ".take-mine.wav.part")
    (end,) = finish_left(tmp_path)
    assert end.path == tmp_path / "take-mine.wav"
    np.testing.assert_allclose(samples(end.path), sound, atol=2**-23)
