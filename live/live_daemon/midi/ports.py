"""Opens MIDI inputs when they appear, and closes them when they vanish.

python-rtmidi talks to the system, mido reads the bytes. Both are an optional extra.
"""

from __future__ import annotations

import importlib.util
import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from live_daemon.midi.links import Links, links_of
from live_daemon.midi.mapping import MidiEvent
from live_inference.command_line.extras import how_to_install

CLIENT = "live-daemon"
INSTALL = f"MIDI needs mido and python-rtmidi: {how_to_install('mido', 'python-rtmidi')}"
_OURS = ("Midi Through", "RtMidi", CLIENT)
"""Ports of programs, not of devices."""

LOOK_S = 0.05
"""Interval between looks at the list. A replugged device is away for longer: its attachment alone must be stable for
100 ms (USB 2.0, 7.1.7.3)."""
RETRY_S = 1.0
"""Interval before an input that another program holds is tried again."""

SETTLE_S = 0.2
"""Time within which an opened input must be connected."""
MOST_TRIES = 5

OnEvent = Callable[[MidiEvent], None]


class MidiUnavailableError(RuntimeError):
    """MIDI is unavailable on this machine now; one line."""


class MidiEndedError(RuntimeError):
    """The MIDI system in use has ended (a JACK server); one line."""


def is_installed() -> bool:
    """Whether the extra is installed. Loads nothing."""
    return all(importlib.util.find_spec(name) is not None for name in ("mido", "rtmidi"))


def open_client() -> Any:
    """Return an ``rtmidi.MidiIn`` of the first system that answers (on Linux ALSA, then JACK).

    Raises:
        MidiUnavailableError: not installed, or no system answers.
    """
    if not is_installed():
        raise MidiUnavailableError(INSTALL)
    import rtmidi

    refused = "no MIDI system is compiled in"
    for api in rtmidi.get_compiled_api():
        try:
            return rtmidi.MidiIn(rtapi=api, name=CLIENT)
        except rtmidi.RtMidiError as error:
            refused = str(error)
    raise MidiUnavailableError(f"MIDI cannot be used here ({refused})")


def event_of(data: list[int]) -> MidiEvent | None:
    """Return the event of one message, or None if no line of the settings could mean it.

    A note with velocity 0 is a release (MIDI 1.0 Detailed Specification, "Note On").
    """
    import mido

    try:
        message = mido.Message.from_bytes(data)
    except (ValueError, IndexError):  # mido 1.3 lets a pitch wheel without its data through as the second
        return None
    if message.type == "control_change":
        return MidiEvent("cc", message.control, message.value, message.channel + 1)
    if message.type in ("note_on", "note_off"):
        velocity = message.velocity if message.type == "note_on" else 0
        return MidiEvent("note", message.note, velocity, message.channel + 1)
    if message.type == "program_change":
        return MidiEvent("pc", message.program, 127, message.channel + 1)
    return None


@dataclass(slots=True)
class _Opened:
    """An open input. ``own``: the name of our end; ``linked``: whether the system ever reported the connection."""

    port: Any
    own: str
    since_s: float
    linked: bool = False


class Inputs:
    """The open inputs. The thread that made it calls ``look`` many times a second; events come in rtmidi's threads.

    Devices may share a name (two controllers of one model). Only their order tells them apart, so when their number
    changes, all of that name are opened again.
    """

    def __init__(
        self,
        wanted: str,
        on_event: OnEvent,
        say: Callable[[str], None],
        client: Callable[[], Any],
        links: Callable[[Any], Links] = links_of,
        clock: Callable[[], float] = time.monotonic,
    ):
        """``wanted``: part of the names of the inputs, empty for all; ``client`` makes an ``rtmidi.MidiIn``."""
        self._wanted = wanted.lower()
        self._on_event = on_event
        self._say = say
        self._client = client
        self._clock = clock
        self._lister = client()
        self._links = links(self._lister)
        self._open: dict[tuple[str, int], _Opened] = {}
        self._counts: Counter[str] = Counter()
        self._refused: dict[tuple[str, int], float] = {}  # already reported; when to try again
        self._tries: Counter[str] = Counter()  # opened in a row without a connection
        self._made = 0

    def names(self) -> list[str]:
        """Return the names of the inputs that are present and wanted."""
        return [
            name for name in self._lister.get_ports() if self._wanted in name.lower() and not name.startswith(_OURS)
        ]

    def look(self) -> bool:
        """Open inputs that appeared and close those that vanished; return whether one vanished.

        Raises:
            MidiEndedError: the MIDI system has ended; nothing in it may be touched any more.
        """
        if self._links.ended():
            raise MidiEndedError("the MIDI system has ended: its inputs are opened again when it returns")
        here = Counter(self.names())
        gone = [name for name in self._counts if here[name] != self._counts[name] or self._is_cut(name)]
        for name in gone:
            self._give_up(name, is_here=here[name] > 0)
        self._counts = here
        for name, count in here.items():
            for number in range(count):
                if (name, number) not in self._open and self._clock() >= self._refused.get((name, number), 0.0):
                    self._try(name, number, count)
        return bool(gone)

    def close(self) -> None:
        """Close everything."""
        for opened in self._open.values():
            self._close(opened.port)
        self._open.clear()
        self._lister.delete()

    def _is_cut(self, name: str) -> bool:
        """Whether an input of this name is in the list but not connected.

        Either it vanished for less than a look, or it was opened too early (JACK refuses the connection while a client
        starts, and rtmidi does not report that). If the system never reports a connection, give up after a few tries:
        during each of them nothing is heard.
        """
        cut = False
        for (one, _), opened in self._open.items():
            if one != name:
                continue
            linked = self._links.connected(name, opened.own)
            if linked:
                opened.linked = True
                self._tries[name] = 0
            elif linked is False and opened.linked:
                cut = True
            elif linked is False and self._clock() - opened.since_s >= SETTLE_S and self._tries[name] < MOST_TRIES:
                cut = True
                self._tries[name] += 1
        return cut

    def _give_up(self, name: str, *, is_here: bool) -> None:
        keys = [key for key in self._open if key[0] == name]
        for key in keys:
            self._close(self._open.pop(key).port)
        self._refused = {key: again for key, again in self._refused.items() if key[0] != name}
        if keys:
            again = "was disconnected, or another device of that name appeared: it is opened again"
            self._say(f"MIDI: {name} {again if is_here else 'is disconnected; it is used again when it returns'}")

    def _try(self, name: str, number: int, count: int) -> None:
        port = self._client()
        self._made += 1
        own = f"input {os.getpid()}-{self._made}"
        shown = f"{name} ({number + 1} of {count})" if count > 1 else name
        try:
            places = [place for place, one in enumerate(port.get_ports()) if one == name]
            port.open_port(places[number], name=own)
        except (IndexError, ValueError, OSError, RuntimeError) as error:
            port.delete()
            if (name, number) not in self._refused:
                self._say(
                    f"MIDI: {shown} cannot be opened ({error}): close the program that holds it, or plug it in again"
                )
            self._refused[name, number] = self._clock() + RETRY_S
            return
        self._refused.pop((name, number), None)
        port.set_callback(self._heard)
        self._open[name, number] = _Opened(port, own, self._clock())
        self._say(f"MIDI: listening to {shown}")

    def _heard(self, message: tuple[list[int], float], _data: object = None) -> None:
        event = event_of(message[0])
        if event is not None:
            self._on_event(event)

    @staticmethod
    def _close(port: Any) -> None:
        port.cancel_callback()  # first: the port's thread must not call into a port that is gone
        port.close_port()
        port.delete()
