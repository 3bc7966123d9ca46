"""`/dream/record`: what is told, what ends a take besides the performer, and what of it is dreamt on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from live_daemon.audio.layout import ProcessState
from live_daemon.control import input_recording
from live_daemon.control.input_recording import InputRecording
from live_daemon.takes.arrivals import RecordingArrived, TakeEnded
from support.signals import noise
from support.stage import Stage

RATE = 8000


class Heard:
    """In the place of `osc.reporter.Reporter`."""

    def __init__(self) -> None:
        self.sent: list[tuple[Any, ...]] = []

    def send(self, address: str, *values: object) -> None:
        self.sent.append((address, *values))

    def problem(self, address: str, text: str) -> None:
        self.sent.append(("/dream/error", address, text))

    def take(self) -> list[tuple[Any, ...]]:
        taken, self.sent = self.sent, []
        return taken


class Rig:
    """An engine, and the recording of its input, whose ticks the test gives."""

    def __init__(self, folder: Path) -> None:
        (folder / "record").mkdir()
        self.folder = folder / "recordings"
        self.folder.mkdir()
        self.stage = Stage(folder / "record", 0.1, RATE)
        self.stage.record.put("process_state", ProcessState.RUNNING)
        self.heard, self.ends = Heard(), list[TakeEnded]()
        self.recording = InputRecording(self.stage.control, self.folder, self.heard, self.ends.append)  # type: ignore[arg-type]
        self.played = np.zeros((0, 2), np.float32)

    def play(self, seconds: float) -> None:
        sound = np.repeat(noise(seconds, 0.1, len(self.played), RATE)[:, None], 2, axis=1)
        for piece in np.array_split(sound, max(1, round(seconds / 0.02))):
            self.stage.play(piece)
            self.recording.tick()
        self.played = np.concatenate([self.played, sound])

    def finish(self) -> list[TakeEnded]:
        """Wait for the files of all takes, and let the controller hear of them."""
        for take in list(self.recording._coming.values()):
            take.join(60.0)
        ends = self.ends[:]
        self.ends.clear()
        for end in ends:
            self.recording.ended(end)
        return ends


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path)


def samples(path: Path | None) -> Any:
    assert path is not None
    return soundfile.read(path, dtype="float32", always_2d=True)[0]


def test_a_take_is_told_at_its_begin_each_second_and_at_its_end(rig: Rig) -> None:
    rig.play(0.5)
    rig.recording.record(True)
    rig.play(2.3)
    rig.recording.record(False)
    told = rig.heard.take()
    assert {address for address, *_ in told} == {"/dream/recording"}
    assert [on for _, on, _ in told] == [1, 1, 1, 0]
    assert [seconds for *_, seconds in told] == pytest.approx([0.0, 1.0, 2.0, 2.3], abs=0.021)
    (end,) = rig.finish()
    assert end.duration_s == told[-1][2] == 2.3
    np.testing.assert_array_equal(samples(end.path), rig.played[RATE // 2 :])
    assert rig.heard.take() == [] and rig.recording.present() == (0, 0.0)


def test_what_cannot_be_is_refused_in_one_line(rig: Rig) -> None:
    with pytest.raises(ValueError, match=r"^/dream/record: nothing is being recorded"):
        rig.recording.record(False)
    assert rig.heard.take() == [("/dream/recording", 0, 0.0)], "the button that was pressed shows otherwise"
    rig.recording.record(True)
    rig.play(0.1)
    with pytest.raises(ValueError, match=r"^/dream/record: take-.*\.wav is being recorded already"):
        rig.recording.record(True)
    assert rig.recording.present() == (1, pytest.approx(0.1, abs=0.021)), "the take goes on"
    rig.recording.record(False)
    rig.stage.record.put("process_state", ProcessState.STOPPED)
    with pytest.raises(ValueError, match=r"^/dream/record: the sound is off"):
        rig.recording.record(True)
    assert len(rig.finish()) == 1


def test_while_a_clock_stands_in_for_the_device_nothing_is_recorded(rig: Rig) -> None:
    """Half a take of silence, cut where the device came back, was dreamt on."""
    rig.stage.record.put("stand_in", 1)
    with pytest.raises(ValueError, match=r"^/dream/record: the sound device is away, or no host plays: [^\n]*$"):
        rig.recording.record(True)
    assert rig.heard.take() == [("/dream/recording", 0, 0.0)] and rig.finish() == []
    rig.stage.record.put("stand_in", 0)
    rig.recording.record(True)
    rig.play(0.1)
    rig.recording.record(False)
    assert len(rig.finish()) == 1


def test_two_takes_one_right_after_the_other_are_two_files(rig: Rig) -> None:
    for _ in range(2):
        rig.recording.record(True)
        rig.play(0.25)
        rig.recording.record(False)
    ends = rig.finish()
    found = [samples(end.path) for end in sorted(ends, key=lambda end: len(end.name))]
    np.testing.assert_array_equal(np.concatenate(found), rig.played)


@pytest.mark.parametrize("change", ["engine_starts", "engine_sample_rate"])
def test_a_take_ends_where_the_engine_is_started_again(rig: Rig, change: str) -> None:
    rig.recording.record(True)
    rig.play(1.0)
    rig.stage.record.put(change, rig.stage.record.get(change) + 1)
    rig.stage.play(0.5)  # of the next engine; the controller has not looked meanwhile
    rig.recording.tick()
    assert rig.heard.take()[-1] == ("/dream/recording", 0, 1.0)
    (end,) = rig.finish()
    np.testing.assert_array_equal(samples(end.path), rig.played)
    ((address, about, text),) = rig.heard.take()
    assert (address, about) == ("/dream/error", "/dream/record") and "was started again" in text
    rig.recording.record(True)  # goes with the next engine
    rig.play(0.1)
    assert rig.recording.present()[0] == 1
    rig.recording.close()


def test_the_longest_take_ends_by_itself_and_says_so(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    assert input_recording.LONGEST_S == 30 * 60
    monkeypatch.setattr(input_recording, "LONGEST_S", 1.5)
    rig.recording.record(True)
    rig.play(2.0)
    (end,) = rig.finish()
    np.testing.assert_array_equal(samples(end.path), rig.played[: round(1.5 * RATE)])
    told = rig.heard.take()
    assert ("/dream/recording", 0, 1.5) in told and "the longest one" in told[-1][2]


def test_a_take_that_cannot_be_written_is_over_at_once(rig: Rig) -> None:
    rig.folder.rmdir()
    rig.recording.record(True)
    rig.play(0.5)
    for take in rig.recording._coming.values():
        take.join(60.0)
    rig.heard.take()
    (end,) = rig.finish()
    assert rig.heard.take() == [("/dream/recording", 0, 0.0), ("/dream/error", "/dream/record", end.trouble)]
    assert rig.recording.present() == (0, 0.0) and not rig.recording._coming
    rig.recording.record(True)  # the next one may be tried
    rig.recording.close()


def test_the_take_that_goes_on_when_the_daemon_ends_is_whole(rig: Rig) -> None:
    rig.recording.record(True)
    rig.play(0.5)
    rig.recording.close()
    (path,) = rig.folder.iterdir()
    np.testing.assert_array_equal(samples(path), rig.played)


def test_a_controller_that_comes_back_says_that_nothing_is_recorded(rig: Rig) -> None:
    """Killed before the first sample was written: a host would show a take for ever."""
    rig.recording.finish_left(came_back=False)
    assert rig.heard.take() == []
    rig.recording.finish_left(came_back=True)
    assert rig.heard.take() == [("/dream/recording", 0, 0.0)]


# -- a panic -----------------------------------------------------------------------------------------------------------


def test_after_a_panic_a_take_is_kept_but_not_dreamt_on(rig: Rig) -> None:
    rig.recording.record(True)
    rig.play(0.5)
    rig.recording.panic()
    assert rig.heard.take()[-1] == ("/dream/recording", 0, 0.5)
    (end,) = rig.finish()
    np.testing.assert_array_equal(samples(end.path), rig.played)
    assert end.path is not None
    assert not rig.recording.may_be_dreamt_on(RecordingArrived(end.path))
    assert rig.recording.may_be_dreamt_on(RecordingArrived(end.path)), "the next file of this name is somebody's own"


def test_a_take_whose_file_is_on_its_way_when_the_panic_comes_is_not_dreamt_on(rig: Rig) -> None:
    rig.recording.record(True)
    rig.play(0.2)
    rig.recording.record(False)
    rig.recording.panic()
    (end,) = rig.finish()
    assert end.path is not None and not rig.recording.may_be_dreamt_on(RecordingArrived(end.path))


def test_after_a_panic_what_is_recorded_next_or_asked_for_by_name_is_dreamt_on(rig: Rig) -> None:
    rig.recording.record(True)
    rig.play(0.2)
    rig.recording.panic()
    rig.recording.record(True)
    rig.play(0.2)
    rig.recording.record(False)
    before, after = sorted(rig.finish(), key=lambda end: len(end.name))
    assert before.path is not None and after.path is not None
    assert rig.recording.may_be_dreamt_on(RecordingArrived(after.path))
    assert rig.recording.may_be_dreamt_on(RecordingArrived(before.path, order_id=3)), "/dream/seed asks for it"
    assert rig.recording.may_be_dreamt_on(RecordingArrived(Path("elsewhere") / before.path.name))
