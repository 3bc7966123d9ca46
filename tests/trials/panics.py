"""Two hundred panics in each kind of trouble: each is silent in 20 ms, and silence stays.

Linux; on a machine with nothing else to do: what is measured is the time from the message to the engine's silence, and
others' programs are in it.

Loops of a bank and the live input sound; a burst is sent, or the controller is killed or stopped; a panic is sent the
moment after, three times, as the patches do. Whatever sounds more than 20 ms after it was sent is told, up to the next
thing that is asked for. Sound is read where the engine writes it: the gains of all slots and of the live input.
"""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import soundfile

from live_daemon.audio.record import AudioRecord
from live_daemon.osc.addresses import INCOMING
from live_daemon.osc.transport import encode
from live_inference.bank.manifest import BankLoop, write_bank
from support.daemon import Daemon
from support.plucks import sine
from support.ports import free_port
from support.sounding_daemon import shared_folder_of
from trials.figures import figure_table, leave

LIMIT_S = 0.020
LOOK_S = 0.0003
LOOPS = 16
KEEPS_SILENT_S = 3.0
"""So long is listened after each panic: a controller that was killed is back by then."""
RATE = 48_000


@dataclass
class Trouble:
    """What happens just before a panic; ``silent_s``: of each panic, ``sounded``: times that sound came back."""

    name: str
    do: Callable[[Show], None]
    silent_s: list[float] = field(default_factory=list)
    sounded: int = 0

    @property
    def late(self) -> int:
        """Panics that took longer than the limit."""
        return sum(one > LIMIT_S for one in self.silent_s)


class Show:
    """A daemon whose loops and live input sound."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.panic_port = free_port()
        self._bank()
        self.daemon = Daemon(
            folder,
            "audio.monitor=0.5",
            "audio.blocksize=64",
            "voices.stagger_s=0",
            f"audio.input_file={self._input()}",
            f"osc.panic_port={self.panic_port}",
            "black_box.enabled=false",
            duration_s=1.0,
        )

    def __enter__(self) -> Show:
        self.daemon.__enter__()
        self.record = AudioRecord.open(shared_folder_of(self.daemon))
        return self

    def __exit__(self, *error: object) -> None:
        self.daemon.stop()

    def _bank(self) -> None:
        folder = self.folder / "bank"
        folder.mkdir()
        rows = []
        for number in range(LOOPS):
            hz = 110.0 * 2 ** (number / 12)
            soundfile.write(folder / f"{number}.wav", sine(hz, 1.0), RATE)
            rows.append(BankLoop(f"{number}.wav", [hz], 1.0, -18.0))
        write_bank(folder, rows)

    def _input(self) -> Path:
        file = self.folder / "input.wav"
        soundfile.write(file, sine(220.0, 600.0, 0.1), RATE)
        return file

    @property
    def sounds(self) -> bool:
        """Whether a slot or the live input is heard now."""
        fields = self.record.fields
        return bool(np.any(fields["slot_gain"]) or fields["monitor"][0] > 0.0)

    def ask_for_sound(self) -> None:
        """Loops and live input sound again, as a performer would do it; asked again until the daemon is there."""
        deadline = time.monotonic() + 60
        while not (np.count_nonzero(self.record.fields["slot_gain"]) >= LOOPS and self.record.get("monitor") > 0.4):
            assert time.monotonic() < deadline, f"no sound; {self.daemon.log}"
            self.daemon.send("/dream/unmute")
            for loop in range(LOOPS):
                self.daemon.send("/dream/loop/gain", loop, 0.5)
            self.daemon._drain(0.3)

    def burst(self, count: int, *message: object) -> None:
        """Send one message `count` times, as fast as one sender may."""
        address, *values = message
        datagram = encode(str(address), *INCOMING[str(address)].check(values))
        for number in range(count):
            self.daemon._client._sock.sendto(datagram, ("127.0.0.1", self.daemon.port))
            if number % 50 == 49:
                time.sleep(0.03)

    def signal(self, number: int) -> None:
        """To the controller, if there is one."""
        pid = self.daemon.children().get("controller")
        if pid is not None:
            os.kill(pid, number)

    def panic(self) -> float:
        """Send a panic and return how long it was until nothing sounded, in seconds."""
        began = time.monotonic()
        self.daemon.send("/dream/panic", 1.0)
        again = [began + 0.02, began + 0.04]
        while self.sounds:
            now = time.monotonic()
            if again and now > again[0]:
                again.pop(0)
                self.daemon.send("/dream/panic", 1.0)
            if now - began > 5.0:
                return float("inf")
            time.sleep(LOOK_S)  # who looks all the time takes a core from those who are measured
        return time.monotonic() - began

    def stays_silent(self, seconds: float) -> bool:
        """Listen; return whether nothing sounded."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.sounds:
                return False
            time.sleep(0.002)
        return True


def _kill(show: Show) -> None:
    show.signal(signal.SIGKILL)


def _stop(show: Show) -> None:
    show.signal(signal.SIGSTOP)  # it hangs whole; the supervisor ends it after two seconds


def troubles() -> list[Trouble]:
    """Return every burst that once kept a panic waiting, and what takes the controller away."""
    return [
        Trouble("nothing", lambda show: None),
        Trouble("60 live dreams", lambda show: show.burst(60, "/dream/seed/live", 59.0)),
        Trouble("200 live dreams", lambda show: show.burst(200, "/dream/seed/live", 59.0)),
        Trouble("4000 live dreams", lambda show: show.burst(4000, "/dream/seed/live", 59.0)),
        Trouble("8000 turns of q", lambda show: show.burst(8000, "/dream/follower/q", 21.0)),
        Trouble("400 banks", lambda show: show.burst(400, "/dream/bank/load", str(show.folder / "bank"))),
        Trouble("controller killed", _kill),
        Trouble("controller stopped", _stop),
    ]


def perform(folder: Path, times: int, names: set[str], keeps_silent_s: float = KEEPS_SILENT_S) -> list[Trouble]:
    """Do every trouble `times` times; return what was measured."""
    found = [one for one in troubles() if not names or one.name in names]
    with Show(folder) as show:
        for trouble in found:
            for _ in range(times):
                show.ask_for_sound()
                trouble.do(show)
                trouble.silent_s.append(show.panic())
                trouble.sounded += not show.stays_silent(keeps_silent_s)
            print(line(trouble), flush=True)
    return found


def line(trouble: Trouble) -> str:
    """What was measured, for people."""
    times = sorted(trouble.silent_s)
    median, longest = 1000 * times[len(times) // 2], 1000 * times[-1]
    return (
        f"{trouble.name}: {len(times) - trouble.late} of {len(times)} silent in {1000 * LIMIT_S:.0f} ms (median "
        f"{median:.1f}, longest {longest:.1f} ms); sound came back {trouble.sounded} times"
    )


def main() -> int:
    """Run it and leave the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--trouble", action="append", default=[], help="only this one; may be said several times")
    parser.add_argument("--keeps", type=float, default=KEEPS_SILENT_S, help="seconds to listen after each")
    parser.add_argument("--out", type=Path, default=Path("trials-out"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = perform(Path(folder), options.times, set(options.trouble), options.keeps)
    rows = [{key: value for key, value in asdict(one).items() if key != "do"} for one in found]
    table = [
        (one.name, f"{len(one.silent_s)} panics, {one.late} late, sound came back {one.sounded} times") for one in found
    ]
    leave(options.out, "panics", rows, figure_table(table))
    return int(any(one.late or one.sounded for one in found))
