"""Parts of the controller, each alone: the report on the start, the reports on loops, the saver of the state."""

from __future__ import annotations

import itertools
from pathlib import Path
from types import SimpleNamespace

import pytest

from live_daemon.control import state_saver
from live_daemon.control.loop_reports import LoopReports
from live_daemon.control.start_report import WAIT_FOR_PARTS_S, StartReport
from live_daemon.control.state_saver import SAVE_S, StateSaver
from live_daemon.settings import PathSettings
from live_daemon.state.state_file import ControllerState


class Reporter:
    """In the place of `osc.reporter.Reporter`."""

    def __init__(self) -> None:
        self.sent: list[tuple[object, ...]] = []

    def send(self, address: str, *values: object) -> None:
        self.sent.append((address, *values))

    def problem(self, address: str, text: str) -> None:
        self.sent.append(("/dream/error", address, text))


# -- the start -------------------------------------------------------------------------------------------------------


def parts(**changes: bool) -> tuple[SimpleNamespace, SimpleNamespace, SimpleNamespace]:
    """Sound, worker and ports of a daemon that is ready, but for what is changed."""
    facts = {"is_on": True, "is_degraded": False, "has_model": True, "has_no_model": False}
    facts |= {"are_known": True, "is_taken": False} | changes
    sound = SimpleNamespace(is_on=facts["is_on"], is_degraded=facts["is_degraded"])
    worker = SimpleNamespace(has_model=facts["has_model"], has_no_model=facts["has_no_model"])
    return sound, worker, SimpleNamespace(are_known=facts["are_known"], is_taken=facts["is_taken"])


def report(folder: Path, **changes: bool) -> tuple[StartReport, Reporter]:
    paths = PathSettings(recordings=str(folder), dreams=str(folder))
    reporter = Reporter()
    return StartReport(paths, *parts(**changes), reporter), reporter  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "without"),
    [
        ({}, ""),
        ({"has_model": False, "has_no_model": True}, " (without a model: nothing is dreamt)"),
        ({"is_degraded": True, "is_taken": True}, " (without sound, OSC is not heard)"),
    ],
)
def test_ready_names_whatever_is_missing(tmp_path: Path, capsys, changes: dict[str, bool], without: str) -> None:
    start, reporter = report(tmp_path, **changes)
    assert start.is_ready(0.0)
    assert f"ready{without}: drop recordings into {tmp_path}, dreams appear in {tmp_path}" in capsys.readouterr().err
    assert [address for address, *_ in reporter.sent] == ["/dream/initialized"]


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"is_on": False}, "the sound is"),
        ({"has_model": False, "are_known": False}, "the model and the OSC process are"),
    ],
)
def test_a_long_start_says_what_it_waits_for(tmp_path: Path, capsys, changes: dict[str, bool], lacks: str) -> None:
    start, reporter = report(tmp_path, **changes)
    for now in range(round(2.5 * WAIT_FOR_PARTS_S)):
        assert not start.is_ready(float(now))
    assert capsys.readouterr().err.count(f"starting: {lacks} not there yet") == 2
    assert reporter.sent == []


# -- loops -----------------------------------------------------------------------------------------------------------


def test_bands_and_settings_are_reported_when_they_change_and_gains_always() -> None:
    mixer = SimpleNamespace(bands=[110.0], loops=[], follower={}, levels={"loops_level": 0.5}, gains=lambda: [0.5])
    mixer.set_bands = lambda words: None
    controls, console, reporter = SimpleNamespace(present=dict), SimpleNamespace(tell=lambda *_: None), Reporter()
    pitches = SimpleNamespace(present=lambda: "C3 51.5")
    live = SimpleNamespace(manner="between")
    parts = (mixer, controls, pitches, live, reporter, console)
    reports = LoopReports(*parts, {"/dream/recording": lambda: (1, 7.0)}, lambda: 100.0)  # type: ignore[arg-type]

    def tick() -> list[str]:
        reporter.sent.clear()
        reports.tick(0.0)
        return [str(address) for address, *_ in reporter.sent]

    assert tick() == ["/dream/bands"]
    assert tick() == []
    mixer.bands = [110.0, 220.0]
    assert tick() == ["/dream/bands"]
    reports.set_bands(110.0, 220.0)
    assert tick() == ["/dream/bands"], "answered, although they are the same"
    mixer.loops = [SimpleNamespace(gain=0.5, muted=False, layer="swell", name="a loop", pitches=[(220.0, 1.0)])]
    assert tick()[:3] == ["/dream/gains", "/dream/loop/name", "/dream/loop/gain"], "who shows loops sees another one"
    assert ("/dream/loop/name", 0, "a loop", 220.0) in reporter.sent
    assert ("/dream/recording", 1, 7.0) in reporter.sent
    assert ("/dream/pitches", "C3 51.5") in reporter.sent
    assert ("/dream/control/manner", "between") in reporter.sent
    assert ("/dream/level/loops", 0.5) in reporter.sent
    assert tick() == ["/dream/gains"]


# -- the state file ----------------------------------------------------------------------------------------------------


def test_the_state_is_written_soon_after_a_change_but_not_at_every_tick(tmp_path: Path, monkeypatch) -> None:
    written: list[float] = []
    now = 10.0
    monkeypatch.setattr(state_saver, "save_state", lambda *_: written.append(now))
    saver = StateSaver(tmp_path, ControllerState, Reporter())  # type: ignore[arg-type]
    for _ in range(50):
        saver.tick(now)
        now += 0.02
    assert written == []
    for _ in range(50):
        saver.changed()
        saver.tick(now)
        now += 0.02
    assert 1.0 / SAVE_S - 1 <= len(written) <= 1.0 / SAVE_S + 1
    assert min(later - earlier for earlier, later in itertools.pairwise(written)) > SAVE_S - 0.001
    saver.save()
    assert written[-1] == now, "at once when it is asked for"
