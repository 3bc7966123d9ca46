"""A stage whose black box is kept, and the session rendered again from it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from live_daemon.audio.engine import Engine
from live_daemon.black_box.collector import Collector
from live_daemon.black_box.files import SessionFiles
from live_daemon.black_box.replay import read_log, rendered

from .stage import Stage


class Concert(Stage):
    """A stage whose output is kept, and whose black box lies in ``log``."""

    def __init__(self, folder: Path, arena_s: float = 4.0):
        (folder / "record").mkdir(parents=True)
        super().__init__(folder / "record", arena_s)
        self.log = folder / "log"
        self.files = SessionFiles(self.log)
        self.heard: list[np.ndarray] = []
        self.record.put("recorded", 1)
        self.put("session", sample_rate=self.record.sample_rate, arena_frames=len(self.record.arena))
        self.collector = Collector(self.record, self.put, clock=lambda: 0.0)
        self.engine.keep_start()

    def put(self, what, payload=None, **fields):
        self.files.store({"what": what, **fields}, payload)

    def play(self, heard, *sizes):
        out = super().play(heard, *sizes)
        self.heard.append(out)
        self.collector.poll()
        return out

    def restart_engine(self):
        """As after a kill: from silence, with whatever state the dead one left."""
        self.record.put("master", 0.0)
        self.engine = Engine(self.record)
        self.engine.keep_start()

    def end(self):
        self.collector.end()
        self.files.close()
        return np.concatenate(self.heard)


def replayed(log: Path) -> np.ndarray:
    recorded = read_log(log)
    remarks = recorded.remarks
    out = np.concatenate(list(rendered(recorded, remarks)))
    assert remarks == []
    return out


def assert_same_bits(found: np.ndarray, wanted: np.ndarray) -> None:
    assert found.shape == wanted.shape
    different = np.flatnonzero((found.view(np.int32) != wanted.view(np.int32)).any(axis=1))
    assert len(different) == 0, f"{len(different)} frames differ, the first at {different[0]}"
