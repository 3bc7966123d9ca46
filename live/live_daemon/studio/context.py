"""What every part of the studio gets: settings, the way to the daemon, and what the daemon said lately."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from live_daemon.osc.addresses import OscValue
from live_daemon.osc.transport import encode
from live_daemon.settings import Settings
from live_daemon.studio.history import History


@dataclass(frozen=True, slots=True)
class StudioContext:
    """Given to each part's ``routes``. *Console process, any thread.*

    Attributes:
        settings: those the daemon runs with.
        settings_file: the user's TOML, to which changes are written; None: the daemon was started without one.
        history: what the daemon said lately.
        send_datagram: hands an OSC datagram to the daemon, never waits.
    """

    settings: Settings
    settings_file: Path | None
    history: History
    send_datagram: Callable[[bytes], None]

    def send(self, address: str, *values: OscValue) -> None:
        """Hand one OSC message to the daemon. Raises OscRefusedError."""
        self.send_datagram(encode(address, *values))

    @property
    def folder(self) -> Path:
        """Folder for what the studio itself keeps (trainings, ratings)."""
        return Path(self.settings.paths.state) / "studio"
