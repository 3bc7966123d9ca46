"""Everything killed, hung or starved once, while an independent recorder listens; random commands for half a minute."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from support.jack import needs_jack
from trials.random_commands import as_markdown, faults, growth, perform

ROOT = Path(__file__).parents[2]
needs_proc = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes in /proc (Linux)")


@pytest.mark.jack
@needs_jack
@needs_proc
@pytest.mark.timeout(420)
def test_every_fault_once(tmp_path: Path) -> None:
    """Back, with the state as before. How fast and with which gap is for the table: a test machine may be busy."""
    command = [sys.executable, "-m", "tests.trials", "every_fault", "--times", "1", "--out", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT) as trial:
        try:
            trial.wait(400)
        except BaseException as error:  # it ends its own server and daemon, or they would outlive the test
            if not isinstance(error, KeyboardInterrupt):  # which reached it, too
                trial.send_signal(signal.SIGINT)
            trial.wait(30)
            raise
    rows = json.loads((tmp_path / "every_fault.json").read_text())
    names = {outcome["fault"] for row in rows for outcome in row["outcomes"]}
    assert {
        f"{who} {how}" for who in ("worker", "controller", "audio") for how in ("killed", "hung", "starved")
    } <= names
    for row in rows:
        for outcome in row["outcomes"]:
            assert not outcome["state"] and not outcome["remark"], outcome
            assert outcome["back_s"] < 60.0, outcome
    assert "Traceback" not in (tmp_path / "every_fault_log.txt").read_text().replace(_starved(tmp_path), "")


def _starved(folder: Path) -> str:
    """A controller without memory ends with a traceback, in the middle of whatever it asked memory for."""
    log = (folder / "every_fault_log.txt").read_text()
    begin, end = log.find("Traceback"), log.find("MemoryError")
    return log[begin:end] if 0 <= begin < end else ""


@pytest.mark.whole
@needs_proc
def test_half_a_minute_of_random_commands(tmp_path: Path) -> None:
    result = perform(tmp_path, 30.0, 1, at_least=400)
    print(as_markdown(result))
    assert faults(result) == []
    assert result["commands"] >= 400


def test_growth_is_told_from_warming_up() -> None:
    def sample(at: int, files: int, memory_mb: float, pid: int = 1) -> dict[str, object]:
        row = {"pid": pid, "memory_mb": memory_mb, "files": files, "threads": 3}
        return {"at_s": at, "processes": {"controller": row}}

    warming = [sample(at, 10, 100.0 * min(1.0, at / 20)) for at in range(100)]
    assert growth(warming)["controller"]["memory_mb_growth"] == 0.0
    leaking = [sample(at, 10 + at // 10, 100.0 + at) for at in range(100)]
    assert growth(leaking)["controller"]["memory_mb_growth"] > 40
    assert growth(leaking)["controller"]["files_growth"] >= 4
    again = [sample(at, 10, 100.0, pid=1 + (at > 60)) for at in range(100)]
    assert growth(again)["controller"]["restarts"] == 1
