"""MIDI inputs: opened when they appear, given up when they vanish, found again when they are back.

python-rtmidi talks to the system, mido reads the bytes. Both are an extra of the installation.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any

from live_daemon.midi.mapping import MidiEvent
from live_inference.extras import how_to_install

CLIENT = "live-daemon"
INSTALL = f"MIDI needs mido and python-rtmidi: {how_to_install('mido', 'python-rtmidi', 'tomlkit')}"
_OURS = ("Midi Through", "RtMidi", CLIENT)
"""Ports that lead back to programs, not to a device."""

OnEvent = Callable[[MidiEvent], None]


class MidiUnavailableError(RuntimeError):
    """MIDI cannot be used on this machine now; one line."""


def is_installed() -> bool:
    """Whether the extra is there. Loads nothing."""
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
    """Return what the bytes of one message say, or None for what no line of the settings can mean.

    A note with velocity 0 is one that is let go (MIDI 1.0 Detailed Specification, "Note On").
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


class Inputs:
    """The open inputs. ``look`` is called now and then by the thread that made it; events come in rtmidi's threads."""

    def __init__(self, wanted: str, on_event: OnEvent, say: Callable[[str], None], client: Callable[[], Any]):
        """``wanted``: part of the names of the inputs, empty for all; ``client`` makes an ``rtmidi.MidiIn``."""
        self._wanted = wanted.lower()
        self._on_event = on_event
        self._say = say
        self._client = client
        self._lister = client()
        self._open: dict[str, Any] = {}
        self._refused: set[str] = set()  # told so already

    def names(self) -> list[str]:
        """Return the names of the inputs that are there and wanted."""
        return [
            name for name in self._lister.get_ports() if self._wanted in name.lower() and not name.startswith(_OURS)
        ]

    def look(self) -> None:
        """Open what appeared and give up what vanished."""
        here = self.names()
        for name in [name for name in self._open if name not in here]:
            self._close(self._open.pop(name))
            self._say(f"MIDI: {name} is away; it is used again when it is back")
        self._refused &= set(here)
        for name in here:
            if name not in self._open:
                self._try(name)

    def close(self) -> None:
        """Give everything up."""
        for port in self._open.values():
            self._close(port)
        self._open.clear()
        self._lister.delete()

    def _try(self, name: str) -> None:
        port = self._client()
        try:
            port.open_port(self._lister.get_ports().index(name), name="input")
        except (ValueError, OSError, RuntimeError) as error:
            port.delete()
            if name not in self._refused:
                self._say(
                    f"MIDI: {name} cannot be opened ({error}): close the program that holds it, or plug it in again"
                )
            self._refused.add(name)
            return
        self._refused.discard(name)
        port.set_callback(self._heard)
        self._open[name] = port
        self._say(f"MIDI: hearing {name}")

    def _heard(self, message: tuple[list[int], float], _data: object = None) -> None:
        event = event_of(message[0])
        if event is not None:
            self._on_event(event)

    @staticmethod
    def _close(port: Any) -> None:
        port.cancel_callback()  # before the port goes: the thread behind it must not call into what is gone
        port.close_port()
        port.delete()
