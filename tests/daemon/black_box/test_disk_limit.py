"""The limit of the black box: what is counted, what is deleted and by whom, when a session ends itself."""

from pathlib import Path

import pytest

from live_daemon.black_box import old_sessions
from live_daemon.black_box.collector import Collector
from live_daemon.black_box.disk_limit import DiskLimit
from live_daemon.black_box.files import (
    INPUT_FILE,
    SessionFiles,
    session_folder,
)
from live_daemon.black_box.old_sessions import LOG_FILE, delete_oldest, sessions
from live_daemon.black_box.recorder import BlackBox
from live_daemon.black_box.writer import EventLog
from support.black_box import lines_of, wait_until
from support.signals import noise
from support.stage import Stage


def old_session(folder: Path, name: str, size: int = 1000) -> Path:
    (folder / name / "samples").mkdir(parents=True)
    (folder / name / LOG_FILE).write_bytes(b"x" * 100)
    (folder / name / "samples" / "y.f32").write_bytes(b"x" * (size - 100))
    return folder / name


def test_the_oldest_sessions_go_first_and_the_current_one_stays(tmp_path: Path) -> None:
    old = [old_session(tmp_path, f"2026-01-0{number}-a") for number in (1, 2, 3)]
    current = old_session(tmp_path, "2026-01-04-d")
    (tmp_path / "not-ours").mkdir()
    (tmp_path / ".deleting-2025-12-31-x").mkdir()  # by a process that was ended over it
    assert delete_oldest(tmp_path, 3000, current) == (3000, "")
    assert sessions(tmp_path) == [*old, current]
    assert delete_oldest(tmp_path, 2500, current) == (2000, "")
    assert sessions(tmp_path) == [*old[1:], current]
    assert delete_oldest(tmp_path, 0, current) == (0, "")
    assert sorted(one.name for one in tmp_path.iterdir()) == [current.name, "not-ours"]


@pytest.mark.whole
def test_old_sessions_are_deleted_by_a_process_that_nobody_waits_for(tmp_path: Path, monkeypatch) -> None:
    """A hundred thousand files held the recorder for eight seconds; here it takes until the commands are all read."""
    (tmp_path / "record").mkdir()
    old = old_session(tmp_path / "boxes", "2020-01-01-a", 1_000_000)
    released = tmp_path / "released"
    slow = tmp_path / "slow.py"
    source = Path(old_sessions.__file__).read_text(encoding="utf-8")
    waiting = f"import time\nwhile not os.path.exists({str(released)!r}): time.sleep(0.01)\n"
    slow.write_text(source.replace('if __name__ == "__main__":', f'{waiting}if __name__ == "__main__":'), "utf-8")
    monkeypatch.setattr(old_sessions, "__file__", str(slow))
    monkeypatch.setattr("live_daemon.black_box.recorder.LIMIT_S", 0.0)
    stage = Stage(tmp_path / "record")
    box = BlackBox(tmp_path / "boxes" / "2026-01-01-b", stage.record, 5e-4, {}, lambda _: None)
    box.start()
    try:
        wait_until(lambda: box._limit._deleting is not None)
        for number in range(100):
            stage.control.set_slot_gain(number, 0.5)
        stage.play(0.01)
        wait_until(lambda: stage.record.get("recorded_commands") == 100)
        assert old.is_dir()
        released.touch()
        wait_until(lambda: not old.exists())
    finally:
        released.touch()
        box.close()


@pytest.mark.whole
def test_old_sessions_that_cannot_be_deleted_are_told_once(tmp_path: Path, monkeypatch) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text('print(\'{"bytes": 1000, "fault": "x: Permission denied"}\')')
    monkeypatch.setattr(old_sessions, "__file__", str(broken))
    told: list[str] = []
    times = iter(range(0, 10**9, 1000))
    limit = DiskLimit(tmp_path / "box", 500, told.append, lambda: float(next(times)))
    for _ in range(2):
        limit.enforce(0)
        assert limit._deleting is not None
        limit._deleting.wait()
        limit.enforce(0)
    assert told == ["black box: old sessions cannot be deleted (x: Permission denied): remove some yourself"]


@pytest.mark.whole
def test_the_log_counts_and_a_session_that_is_full_is_written_no_more(tmp_path: Path, monkeypatch) -> None:
    """Commands and messages alone can be 3 GB an hour."""
    monkeypatch.setattr("live_daemon.black_box.recorder.LIMIT_S", 0.0)
    monkeypatch.setattr("live_daemon.black_box.files._LOOK_S", 0.0)
    (tmp_path / "record").mkdir()
    stage = Stage(tmp_path / "record")
    told: list[str] = []
    box = BlackBox(tmp_path / "boxes" / "box", stage.record, 2e-4, {}, told.append)  # 200 kB
    events = EventLog(box.folder, lambda: 0, told.append)  # the controller's
    box.start()
    for _ in range(200):
        for number in range(100):
            stage.control.set_slot_gain(number, 0.5)
        stage.play(0.01)
        events.note("osc_in", address="/dream/follower/q", values=[8.0])
    wait_until((box.folder / "full").exists)
    wait_until(lambda: stage.record.get("recorded") == 0)  # nobody waits for it
    assert events._writer is not None
    wait_until(events._writer._queue.empty)
    size = (box.folder / LOG_FILE).stat().st_size
    for number in range(1000):
        events.note("osc_in", number=number)
    events.close()
    box.close()
    assert (box.folder / LOG_FILE).stat().st_size == size
    assert [line["text"] for line in lines_of(box.folder, "gap")][-1].endswith("nothing more is kept")
    assert len(told) == 2 and "sound is kept no more" in told[0] and "nothing more is kept" in told[1]


def test_beyond_its_limit_a_session_keeps_no_more_sound(tmp_path: Path) -> None:
    (tmp_path / "record").mkdir()
    stage = Stage(tmp_path / "record")
    files = SessionFiles(tmp_path / "box")
    collector = Collector(
        stage.record, lambda what, payload=None, **fields: files.store({"what": what, **fields}, payload)
    )
    stage.play(noise(1.0, 0.1))
    collector.poll(last=True)
    size = (tmp_path / "box" / INPUT_FILE).stat().st_size
    collector.stop_samples()
    stage.play(noise(1.0, 0.1))
    stage.control.set_slot_gain(0, 1.0)
    stage.play(0.1)
    collector.poll(last=True)
    assert (tmp_path / "box" / INPUT_FILE).stat().st_size == size
    assert len(lines_of(tmp_path / "box", "command")) == 1


def test_sessions_sort_by_time(tmp_path: Path) -> None:
    name = session_folder(tmp_path, "abcdef0123456789").name
    assert name.endswith("-abcdef") and name[:4].isdigit() and ":" not in name
