"""MIDI without a device: a stand-in for rtmidi's inputs whose cables are pulled and plugged by the test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from live_daemon.midi.mapping import Mapper, MidiEvent, parse_mapping

KNOB = "nanoKONTROL2 1"
Heard = Callable[[tuple[list[int], float], Any], None]


class Device:
    """One device; several may have one name."""

    def __init__(self, name: str) -> None:
        self.name = name


class Cables:
    """`Cables("nanoKONTROL")`: what is plugged in; `cables.play("nanoKONTROL", [0xB0, 64, 127])`."""

    def __init__(self, *names: str) -> None:
        self.devices = [Device(name) for name in names]
        self.refuses: set[str] = set()
        self.clients: list[FakeMidiIn] = []

    def client(self) -> FakeMidiIn:
        made = FakeMidiIn(self)
        self.clients.append(made)
        return made

    def play(self, name: str, data: list[int], number: int = 0) -> int:
        """Let the device of this name and number send; return how many hear it."""
        device = [one for one in self.devices if one.name == name][number : number + 1]
        hearing = [one for one in self.clients if one.device in device and one.callback is not None]
        for one in hearing:
            assert one.callback is not None
            one.callback((data, 0.0), None)
        return len(hearing)

    def pull(self, name: str, number: int = 0) -> None:
        """Unplug; the system's end of an open port dies with the device."""
        self.devices.remove([one for one in self.devices if one.name == name][number])

    def plug(self, name: str, place: int | None = None) -> None:
        """Plug in: another device to the system, whatever its name; ``place``: where it stands in the list."""
        self.devices.insert(len(self.devices) if place is None else place, Device(name))

    def links(self, _client: FakeMidiIn) -> FakeLinks:
        return FakeLinks(self)


class FakeMidiIn:
    """The part of ``rtmidi.MidiIn`` that is used."""

    def __init__(self, cables: Cables) -> None:
        self._cables = cables
        self.device: Device | None = None
        self.own = ""
        self.callback: Heard | None = None
        self.deleted = False

    def get_ports(self) -> list[str]:
        return [device.name for device in self._cables.devices]

    def get_current_api(self) -> int:
        return 0  # unspecified

    def open_port(self, index: int, name: str) -> None:
        wanted = self._cables.devices[index]
        if wanted.name in self._cables.refuses:
            raise OSError("the port is in use")
        self.device, self.own = wanted, name

    def set_callback(self, callback: Heard) -> None:
        self.callback = callback

    def cancel_callback(self) -> None:
        self.callback = None

    def close_port(self) -> None:
        self.device = None

    def delete(self) -> None:
        assert not self.deleted
        self.deleted = True


class FakeLinks:
    """A system that knows its connections."""

    def __init__(self, cables: Cables) -> None:
        self._cables = cables
        self.has_ended = False

    def connected(self, source: str, own: str) -> bool | None:
        return any(
            one.own == own and one.device in self._cables.devices and one.device.name == source
            for one in self._cables.clients
            if one.device is not None
        )

    def ended(self) -> bool:
        return self.has_ended


def messages(line: str, *events: MidiEvent) -> list[tuple[str, tuple[Any, ...]]]:
    """What a line of the settings makes of these events."""
    mapper = Mapper([parse_mapping(line)])
    return [message for event in events for message in mapper.messages(event)]
