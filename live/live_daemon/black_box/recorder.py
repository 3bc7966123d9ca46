"""The black box: keeps what fixed the engine's sound, sample for sample, so that `live-daemon replay` renders it again.

The engine's output depends on nothing but its first state, the frames at which it took commands, panics and its last
fade, the live input, and the samples that its slots read. All of that is in the audio record. The supervisor, which
outlives controller and engine, reads it there; neither of them waits for it.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

from live_daemon.audio.record import AudioRecord
from live_daemon.black_box.collector import CHUNK_S, Collector, Put
from live_daemon.black_box.disk_limit import DiskLimit
from live_daemon.black_box.writer import BlackBoxWriter

POLL_S = 0.02
COUNTERS_S = 1.0
LIMIT_S = 1.0


class BlackBox:
    """Records one session, in two threads of its own. *Supervisor* makes, starts and closes it.

    Its faults never reach the supervisor: a disk that fails is reported and tried again.
    """

    def __init__(self, folder: Path, record: AudioRecord, keep_gb: float, about: dict[str, Any], tell: Put):
        self.folder = folder
        self._tell = tell
        self._record = record
        self._writer = BlackBoxWriter(folder, tell)
        self._collector = Collector(record, self._writer.put, lambda: self._writer.backlog_bytes)
        self._limit = DiskLimit(folder, keep_gb * 1e9, tell)
        self._keeps_sound = True
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="black-box", daemon=True)
        record.put("recorded", 1)
        self._writer.put("session", sample_rate=record.sample_rate, arena_frames=len(record.arena), **about)

    def start(self) -> None:
        """Begin to record."""
        self._writer.start()
        self._thread.start()

    def close(self) -> None:
        """Record the rest, after the engine has ended, and close the files; within a bounded time."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(10 * CHUNK_S)
        self._writer.close()

    def _run(self) -> None:
        counted_s = limited_s = -1e9
        try:
            while not self._stop.wait(POLL_S):
                self._collector.poll()
                now = time.monotonic()
                if now - counted_s >= COUNTERS_S:
                    counted_s = now
                    self._collector.counters()
                if now - limited_s >= LIMIT_S:
                    limited_s = now
                    if not self._within_limit():
                        return
            self._collector.end()
        except Exception as error:  # the show goes on without it
            self._record.put("recorded", 0)
            self._tell(f"black box: ended by a fault of its own ({type(error).__name__}: {error})")
        finally:
            self._limit.close()

    def _within_limit(self) -> bool:
        """Keep to ``[black_box] keep_gb``; return whether this session goes on."""
        size = self._writer.files.size
        self._limit.enforce(size)
        if self._keeps_sound and not self._limit.allows_sound(size):
            self._keeps_sound = False
            self._tell("black box: this session comes near [black_box] keep_gb: sound is kept no more")
            self._collector.stop_samples()
        if self._limit.allows_anything(size):
            return True
        self._tell("black box: this session is as large as [black_box] keep_gb: nothing more is kept of it")
        self._writer.end_full()
        self._record.put("recorded", 0)  # the controller need not wait for us
        return False
