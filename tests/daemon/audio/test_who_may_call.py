"""The engine's contracts: which thread and which process may write what in the audio record."""

from __future__ import annotations

import ast
import threading
from collections import defaultdict
from pathlib import Path
from typing import Any

import live_daemon
from live_daemon.audio.control import EngineControl
from live_daemon.audio.layout import RECORD_TYPE
from live_daemon.audio.reader import EngineReader
from live_daemon.audio.record import AudioRecord
from support.stage import Stage

WRITERS = {
    "audio": {
        *("process_state", "pid", "stand_in", "engine_sample_rate", "rate_frame", "blocksize", "arena_address"),
        *("input_channels", "output_channels", "latency_in_s", "latency_out_s", "engine_starts", "clock_waits"),
        *("master", "master_wanted", "monitor", "monitor_wanted", "last_start_ns", "redesign"),
    },
    "processes.supervisor": {"process_state", "clock_limit_frames"},
    "black_box.recorder": {"recorded"},
    "black_box.collector": {"recorded_commands"},
    "demo.performance": {"clock_limit_frames"},
    # a record of its own, on which it is engine and controller
    "black_box.replay": {
        *("input_channels", "master_wanted", "command_head"),
        *("panic_requests", "panic_handled", "panic_head"),
    },
}
"""By folder or module: the single fields that it writes by `AudioRecord.put`. The rest is the engine's, the command
ring (`EngineControl`) and the panics (`AudioRecord.ask_for_panic`, `EngineControl.panic_handled`)."""


def _in_another_thread(call: Any) -> Any:
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(call())
        except AssertionError as error:
            found.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def test_commands_come_from_one_thread_and_readings_from_any(tmp_path: Path) -> None:
    """The ring has one producer. A second one would tear commands, now and then, on a stage."""
    stage = Stage(tmp_path)
    stage.control.set_monitor(0.5)
    for call in (lambda: stage.control.set_monitor(0.9), lambda: stage.control.panic_handled(1)):
        assert isinstance(_in_another_thread(call), AssertionError)
    assert stage.control.waiting == 1
    assert _in_another_thread(lambda: stage.control.counters().refused_commands) == 0
    reader = EngineReader(stage.record)
    assert _in_another_thread(lambda: len(reader.gains(range(128)))) == 128
    stage.control.set_monitor(0.1)


def test_what_any_thread_may_call_sends_no_command() -> None:
    def methods(kind: type) -> set[str]:
        return {name for name in vars(kind) if not name.startswith("_")}

    assert methods(EngineReader) == {
        *("gains", "levels", "input_peak", "counters"),
        *("read_input", "read_input_channels", "read_input_from", "input_between", "input_peak_since"),
    }
    assert not methods(EngineReader) & methods(EngineControl)


def test_panics_of_many_threads_are_all_counted(tmp_path: Path) -> None:
    record = AudioRecord.create(tmp_path, 48_000, 100)
    threads = [threading.Thread(target=lambda: [record.ask_for_panic() for _ in range(500)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert record.panics == 2000


class Paused:
    """The word of the requests as a process sees it that is stopped between reading and writing it."""

    def __init__(self, record: AudioRecord, meanwhile: Any):
        self._word = record.fields["panic_requests"]
        self._meanwhile = meanwhile

    def __getitem__(self, index: int) -> int:
        found = int(self._word[index])
        meanwhile, self._meanwhile = self._meanwhile, lambda: None
        meanwhile()
        return found

    def __setitem__(self, index: int, value: int) -> None:
        self._word[index] = value


def test_a_panic_is_not_lost_to_one_of_another_process_that_is_handled_already(tmp_path: Path) -> None:
    """Both read 0; the other asked, everything faded, the controller let sounds start again; then ours wrote 1 as well,
    which the engine had heard."""
    stage = Stage(tmp_path)
    stage.record.arena[:] = 0.5

    def another_process_asks_and_a_loop_is_started() -> None:
        stage.panic()
        stage.play(0.05)
        stage.control.start_slot(0, 0, 48_000, gain=1.0)
        stage.play(0.05)

    fields = {name: stage.record.fields[name] for name in ("panic_requests", "panic_handled")}
    ours = AudioRecord(tmp_path, fields, stage.record.arena)  # type: ignore[arg-type]
    fields["panic_requests"] = Paused(stage.record, another_process_asks_and_a_loop_is_started)  # type: ignore[assignment]
    number = ours.ask_for_panic()
    assert number == stage.record.panics == 2
    assert abs(stage.play(0.1)[-480:]).max() == 0.0


def test_a_controller_that_comes_back_knows_the_starts_that_still_wait(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.control.start_slot(7, 500, 4800)
    again = EngineControl(stage.record)
    now = again.slot_state(7)
    assert (now.phase, now.offset, now.frames) == ("starting", 500, 4800)
    assert not again.free_slots()[7] and again.free_slots()[6]
    stage.play(0.01)
    assert again.slot_state(7).phase == "playing"


def _written() -> dict[str, set[str]]:
    root = Path(live_daemon.__file__).parent
    found = defaultdict(set)
    for file in root.rglob("*.py"):
        module = ".".join(file.relative_to(root).with_suffix("").parts)
        module = "audio" if module.startswith("audio.") else module
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "put":
                name = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
                if name in (RECORD_TYPE.names or ()):
                    found[module].add(str(name))
    return dict(found)


def test_each_process_writes_its_own_fields_of_the_record() -> None:
    assert _written() == WRITERS
