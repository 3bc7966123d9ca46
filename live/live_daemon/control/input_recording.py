"""Recording the live input: `/dream/record`, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from live_daemon.audio.control import EngineControl
from live_daemon.audio.layout import ProcessState
from live_daemon.log import say
from live_daemon.osc.reporter import Reporter
from live_daemon.takes.arrivals import RecordingArrived, TakeEnded
from live_daemon.takes.input_take import InputTake, finish_left

LONGEST_S = 1800.0
FINISH_S = 2.0
"""How long the end of the daemon waits for a take's file."""
ADDRESS = "/dream/record"


class InputRecording:
    """Begins and ends takes of the live input. *Controller's main thread only.*

    A take ends, too, where the engine was started again or runs at another rate, after half an hour, at a panic, and
    when its file cannot be written. It is dreamt on when its file arrives, as any recording; after a panic it is not.
    """

    def __init__(self, control: EngineControl, folder: Path, reporter: Reporter, put: Callable[[TakeEnded], None]):
        """``put`` takes events of the takes' threads to the controller."""
        self._record = control.record
        self._control = control
        self._folder = folder
        self._reporter = reporter
        self._put = put
        self._take: InputTake | None = None
        self._engine = (0, 0.0)
        self._told_s = 0
        self._coming: dict[str, InputTake] = {}  # by the file's name, until it has arrived
        self._forgotten: set[str] = set()

    def record(self, on: bool) -> None:
        """Begin or end a take.

        Raises:
            ValueError: there is one already, there is none, or nothing is heard, since the engine does not run or a
                clock stands in for the device. What is so is told besides: the button that asked shows otherwise.
        """
        try:
            self._begin_or_end(on)
        except ValueError:
            self._tell()
            raise

    def _begin_or_end(self, on: bool) -> None:
        if not on and self._take is None:
            raise ValueError(f"{ADDRESS}: nothing is being recorded (1 begins a take)")
        if on and self._take is not None:
            raise ValueError(f"{ADDRESS}: {self._take.name} is being recorded already (0 ends it)")
        if not on:
            self._follow()
            self._end()
            return
        if self._record.get("process_state") != ProcessState.RUNNING:
            raise ValueError(f"{ADDRESS}: the sound is off, nothing can be recorded (is the sound device running?)")
        if self._record.get("stand_in"):
            raise ValueError(f"{ADDRESS}: the sound device is away, or no host plays: there is nothing to record")
        begin = int(self._record.get("frame"))
        self._engine = self._present_engine()
        self._take = InputTake(self._control, self._folder, begin, self._put, self._coming)
        self._take.start()
        self._coming[self._take.name] = self._take
        self._told_s = 0
        self._tell()

    def present(self) -> tuple[int, float]:
        """Return whether a take goes on, and how long it is in seconds: what `/dream/recording` tells."""
        return (0, 0.0) if self._take is None else (1, self._take.duration_s)

    def _tell(self) -> None:
        self._reporter.send("/dream/recording", *self.present())

    def tick(self) -> None:
        """Let the take go on as far as the engine has come. Call it 50 times a second."""
        self._follow()
        if self._take is not None and int(self._take.duration_s) != self._told_s:
            self._told_s = int(self._take.duration_s)
            self._tell()

    def finish_left(self, *, came_back: bool) -> None:
        """Finish what a controller that died has left. Call it before the folder is watched.

        ``came_back``: it died just now, and hosts may believe that a take goes on.
        """
        duration_s = 0.0
        for ended in finish_left(self._folder):
            self._reporter.problem(ADDRESS, ended.trouble)
            duration_s = ended.duration_s
        if came_back:
            self._reporter.send("/dream/recording", 0, duration_s)

    def ended(self, event: TakeEnded) -> None:
        """Tell what became of a take."""
        if self._take is not None and self._take.name == event.name:  # it could not be written
            self._take = None
            self._reporter.send("/dream/recording", 0, event.duration_s)
        if event.path is None or event.path.name != event.name:
            self._coming.pop(event.name, None)
        if event.trouble:
            self._reporter.problem(ADDRESS, event.trouble)
        elif event.path is None:
            self._reporter.problem(ADDRESS, f"{event.name}: the engine played nothing meanwhile, there is no take")
        else:
            say(f"recorded {event.path.name}, {event.duration_s:.1f} s")

    def may_be_dreamt_on(self, arrived: RecordingArrived) -> bool:
        """Whether nobody wanted silence since this recording was begun; others than our takes always may be."""
        if arrived.path.parent != self._folder or self._coming.pop(arrived.path.name, None) is None:
            return True
        if arrived.path.name not in self._forgotten or arrived.order_id is not None:
            return True
        self._forgotten.discard(arrived.path.name)
        say(f"{arrived.path.name} was recorded before the panic: it is kept, but not dreamt on")
        return False

    def panic(self) -> None:
        """End the take; neither it nor those whose files are on their way are dreamt on."""
        self._follow()
        self._forgotten |= self._coming.keys()
        self._end()

    def close(self) -> None:
        """End the take, and wait a moment for the files."""
        self._end()
        for take in self._coming.values():
            take.join(FINISH_S)

    def _present_engine(self) -> tuple[int, float]:
        """Return what tells one run of the engine from the next."""
        return int(self._record.get("engine_starts")), float(self._record.get("engine_sample_rate"))

    def _follow(self) -> None:
        if self._take is None:
            return
        # In this order: as long as the engine is the same afterwards, it has made all frames before.
        frame = int(self._record.get("frame"))
        if self._present_engine() != self._engine:
            self._end("the take ends: the sound device was started again (what was recorded until then is kept)")
            return
        longest = self._take.begin + round(LONGEST_S * self._take.sample_rate)
        self._take.until = min(frame, longest)
        if frame >= longest:
            self._end(f"the take ends after {LONGEST_S / 60:g} minutes, the longest one (1 begins another)")

    def _end(self, why: str = "") -> None:
        if self._take is None:
            return
        take, self._take = self._take, None
        take.end(f"{take.name}: {why}" if why else "")
        self._reporter.send("/dream/recording", 0, take.duration_s)
