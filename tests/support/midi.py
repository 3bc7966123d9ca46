"""MIDI without a device: a stand-in for rtmidi's inputs whose cables are pulled and plugged by the test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Cables:
    """`Cables("nanoKONTROL")`: what is plugged in; `cables.play("nanoKONTROL", [0xB0, 64, 127])`."""

    def __init__(self, *names: str) -> None:
        self.names = list(names)
        self.refuses: set[str] = set()
        self.clients: list[FakeMidiIn] = []

    def client(self) -> FakeMidiIn:
        made = FakeMidiIn(self)
        self.clients.append(made)
        return made

    def play(self, name: str, data: list[int]) -> int:
        """Let a device send; return how many hear it."""
        hearing = [one for one in self.clients if one.name == name and one.callback is not None]
        for one in hearing:
            assert one.callback is not None
            one.callback((data, 0.0), None)
        return len(hearing)

    def pull(self, name: str) -> None:
        self.names.remove(name)
        for one in self.clients:
            if one.name == name:
                one.name = "gone"  # the system's end of an open port dies with the device


class FakeMidiIn:
    """The part of ``rtmidi.MidiIn`` that is used."""

    def __init__(self, cables: Cables) -> None:
        self._cables = cables
        self.name = ""
        self.callback: Callable[[tuple[list[int], float], Any], None] | None = None
        self.deleted = False

    def get_ports(self) -> list[str]:
        return list(self._cables.names)

    def open_port(self, index: int, name: str) -> None:
        wanted = self._cables.names[index]
        if wanted in self._cables.refuses:
            raise OSError("the port is in use")
        self.name = wanted

    def set_callback(self, callback: Callable[[tuple[list[int], float], Any], None]) -> None:
        self.callback = callback

    def cancel_callback(self) -> None:
        self.callback = None

    def close_port(self) -> None:
        self.name = ""

    def delete(self) -> None:
        assert not self.deleted
        self.deleted = True
