"""A JACK client that records the daemon's output over its deaths: ports that come back are connected again.

What it could not record (it was late itself, or there was no server) is told apart from silence.
"""

from __future__ import annotations

import contextlib
import re
import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LOOK_S = 0.01
SOON = 40  # blocks
SILENCE = 1e-4
"""-80 dBFS. The loops of the fault table are never quieter for longer than a crossing of zero."""
SHORTEST_GAP_S = 0.002
_DEAD: list[object] = []
_OURS = re.compile(r"^live-daemon.*:out_(\d+)$")


@dataclass(frozen=True)
class Gap:
    """A stretch without sound; times of time.monotonic()."""

    begin_s: float
    end_s: float

    @property
    def seconds(self) -> float:
        return self.end_s - self.begin_s


@dataclass(frozen=True)
class Heard:
    """What was recorded between two moments. ``missed_s``: how much of it the recorder itself did not hear."""

    gaps: list[Gap]
    missed_s: float
    peak: float

    @property
    def longest_gap_s(self) -> float:
        return max((gap.seconds for gap in self.gaps), default=0.0)


@dataclass(frozen=True)
class _Block:
    """One block of one server's life: its time by the server's frame count, and when it came; the louder channel."""

    server: int
    frame_s: float
    came_s: float
    step_s: float
    loudest: NDArray[np.float32]
    skipped: int


def _timed(blocks: list[_Block]) -> list[tuple[float, _Block]]:
    """Give each block the time at which it was due: the earliest by which it and those soon after it came.

    A block that came late alone was the recorder's fault; when all that follow are late, too, the server stood still.
    """
    late_s = np.array([block.came_s - block.frame_s for block in blocks])
    timed = []
    for number, block in enumerate(blocks):
        soon = [at for at in range(number, min(number + SOON, len(blocks))) if blocks[at].server == block.server]
        timed.append((block.frame_s + float(late_s[soon].min()), block))
    return timed


class JackWatch:
    """`with JackWatch(environment) as watch:`, then `watch.heard(begin_s, end_s)`. It connects itself.

    The sample's times are those of the moment at which its block came, smoothed by the frame count, so a gap is exact
    to a sample within one server's life and to a block over two.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._server = environment["JACK_DEFAULT_SERVER"]
        self._client: object = None
        self._gone = threading.Event()
        self._stop = threading.Event()
        self._blocks: list[_Block] = []
        self._servers = 0
        self._thread = threading.Thread(target=self._run, name="jack-watch", daemon=True)

    def __enter__(self) -> JackWatch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(5)

    def _run(self) -> None:
        import jack

        jack.set_error_function(lambda _: None)
        jack.set_info_function(lambda _: None)
        while not self._stop.is_set():
            try:
                client = jack.Client(f"watch-{uuid.uuid4().hex[:6]}", no_start_server=True, servername=self._server)
            except jack.JackError:
                self._stop.wait(LOOK_S)
                continue
            self._gone.clear()
            ports = [client.inports.register(f"in_{number}") for number in range(2)]
            rate = client.samplerate
            number = self._servers = self._servers + 1
            next_frame = [-1]
            before = [np.zeros(0, np.float32)]

            def process(  # type: ignore[no-untyped-def]
                frames: int, client=client, ports=ports, rate=rate, number=number, next_frame=next_frame, before=before
            ) -> None:
                frame, now = client.last_frame_time, time.monotonic()
                both = np.concatenate([port.get_array() for port in ports])
                # A client that stands still leaves its last block in the server's hands: that is no sound either.
                stands_still = np.array_equal(both, before[0])
                before[0] = both
                loudest = np.abs(both).reshape(2, -1).max(axis=0) * (not stands_still)
                skipped = max(0, frame - next_frame[0]) if next_frame[0] >= 0 else 0
                next_frame[0] = frame + frames
                self._blocks.append(_Block(number, frame / rate, now, 1.0 / rate, loudest, skipped))

            client.set_process_callback(process)
            client.set_shutdown_callback(lambda *_: self._gone.set())
            client.activate()
            while not self._stop.is_set() and not self._gone.is_set():
                self._connect(client, ports, jack)
                self._stop.wait(LOOK_S)
            if not self._gone.is_set():
                client.deactivate()
                client.close()
            else:
                _DEAD.append(client)  # closing one whose server died hangs, or worse

    @staticmethod
    def _connect(client, ports, jack) -> None:  # type: ignore[no-untyped-def]
        with contextlib.suppress(jack.JackError):
            for port in client.get_ports("live-daemon", is_output=True, is_audio=True):
                match = _OURS.match(port.name)
                if match and int(match[1]) < len(ports) and not ports[int(match[1])].is_connected_to(port.name):
                    client.connect(port.name, ports[int(match[1])])

    def sounds(self, since_s: float = 0.0) -> bool:
        """Whether the newest block (recorded after ``since_s``) is not silent."""
        if not self._blocks:
            return False
        newest = self._blocks[-1]
        return newest.came_s > max(since_s, time.monotonic() - 0.5) and float(newest.loudest.max()) > SILENCE

    def heard(self, begin_s: float, end_s: float) -> Heard:
        """Return gaps between two moments, and forget what came before them."""
        del self._blocks[: sum(block.came_s < begin_s - 1.0 for block in self._blocks)]
        blocks = [(at, one) for at, one in _timed(list(self._blocks)) if begin_s <= at < end_s]
        gaps: list[Gap] = []
        missed_s, peak = 0.0, 0.0
        last_sound_s = recorded_to_s = begin_s  # it sounded when this began
        missed_in_gap_s = 0.0
        for at, block in blocks:
            step, loudest = block.step_s, block.loudest
            lost = block.skipped * step
            if lost:
                missed_s += lost
                missed_in_gap_s += lost
            recorded_to_s = at + step * len(loudest)
            peak = max(peak, float(loudest.max(initial=0.0)))
            for place in np.flatnonzero(loudest > SILENCE):
                now = at + place * step
                if now - last_sound_s - _small(missed_in_gap_s) > SHORTEST_GAP_S:
                    gaps.append(Gap(last_sound_s, now))
                last_sound_s, missed_in_gap_s = now, 0.0
        if end_s - recorded_to_s > 0.1:
            missed_s += end_s - recorded_to_s
        if blocks and recorded_to_s - last_sound_s > SHORTEST_GAP_S:
            gaps.append(Gap(last_sound_s, recorded_to_s))
        elif not blocks:
            gaps.append(Gap(begin_s, end_s))
        return Heard(gaps, missed_s, peak)


def _small(missed_s: float) -> float:
    """What the recorder missed is no silence; while there was no server it is."""
    return missed_s if missed_s < 0.25 else 0.0
