"""What a bank remembers of effects, while others change it: no loop is lost, and nobody's change."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from live_daemon.effects.jobs import EffectJobs, Sounds
from live_daemon.loops.arena import Arena
from live_inference.bank import changes
from live_inference.bank.changes import changing
from live_inference.bank.manifest import BankLoop, read_bank, write_bank
from support.signals import SAMPLE_RATE

LATE_S = 20.0
ROWS = [BankLoop("a.wav", [220.0], 1.0, -18.0), BankLoop("b.wav", [330.0], 1.0, -18.0)]


def jobs_that_tell(folder: Path) -> tuple[EffectJobs, list[str]]:
    told: list[str] = []
    samples = np.zeros(100, np.float32)
    sounds = Sounds(Arena(len(samples)), samples, SAMPLE_RATE)
    return EffectJobs({}, sounds, folder / "effects" / "session", lambda _: None, told.append), told


def rests(jobs: EffectJobs) -> None:
    """Wait until the thread has done everything."""
    deadline = time.monotonic() + LATE_S
    while jobs._thread is not None:
        assert time.monotonic() < deadline
        time.sleep(0.005)


def effects(bank: Path) -> dict[str, str | None]:
    return {row.file: row.effect for row in read_bank(bank)}


def test_a_loop_that_is_added_meanwhile_is_not_lost_and_the_effect_is_remembered(tmp_path: Path) -> None:
    bank = tmp_path / "bank"
    bank.mkdir()
    write_bank(bank, ROWS)
    jobs, told = jobs_that_tell(tmp_path)
    with changing(bank):  # the studio or `bank add`, between reading the manifest and writing it
        rows = read_bank(bank)
        jobs.remember(bank, "b", "echo")
        time.sleep(0.3)
        write_bank(bank, [*rows, BankLoop("c.wav", [440.0], 1.0, -18.0)])
    rests(jobs)
    assert effects(bank) == {"a.wav": None, "b.wav": "echo", "c.wav": None} and told == []


def test_a_bank_that_another_command_holds_is_told_in_one_line_and_the_next_effect_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "PATIENCE_S", 0.05)
    bank = tmp_path / "bank"
    bank.mkdir()
    write_bank(bank, ROWS)
    jobs, told = jobs_that_tell(tmp_path)
    with changing(bank):
        jobs.remember(bank, "a", "echo")
        rests(jobs)
    assert effects(bank) == {"a.wav": None, "b.wav": None}
    assert len(told) == 1 and "the effect of loop a is not remembered" in told[0]
    assert "another command is changing this bank" in told[0] and "\n" not in told[0]
    jobs.remember(bank, "b", "echo")
    rests(jobs)
    assert effects(bank) == {"a.wav": None, "b.wav": "echo"} and len(told) == 1


def test_a_bank_that_is_gone_is_told_and_not_made_again(tmp_path: Path) -> None:
    jobs, told = jobs_that_tell(tmp_path)
    jobs.remember(tmp_path / "gone", "a", "echo")
    rests(jobs)
    assert len(told) == 1 and not (tmp_path / "gone").exists()
