"""Banks of the controller: asked for by OSC, read by the loader's thread, heard when they are there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from live_daemon.audio.control import LayerName
from live_daemon.audio.record import AudioRecord
from live_daemon.bank.bank_loader import BankLoaded, BankLoader, Destination
from live_daemon.log import say
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.allowed_paths import resolve_inside
from live_daemon.osc.reporter import Reporter
from live_daemon.settings import Settings
from live_daemon.state.state_file import ControllerState
from live_inference.bank.manifest import MANIFEST


class BankOrders:
    """Loads banks and single dreams as loops, and tells of it. *Controller's main thread only.*"""

    def __init__(
        self,
        settings: Settings,
        record: AudioRecord,
        state: ControllerState,
        stage: LoopMixer,
        teller: Reporter,
        done: Callable[[BankLoaded], None],
    ):
        self.default_folder = Path(settings.paths.bank)
        self._allowed = (self.default_folder, Path(settings.paths.dreams))
        self._state = state
        self._stage = stage
        self._teller = teller
        layer = cast("LayerName", settings.follower.layer)
        self._loader = BankLoader(Destination(record.arena, round(record.sample_rate), stage, layer), done)
        self._request = self._counts_from = 0

    @property
    def has_default(self) -> bool:
        """Whether there is something to load at the start, be it broken: then loading tells what is wrong with it."""
        try:
            (self.default_folder / MANIFEST).lstat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except (OSError, ValueError):
            return True
        return True

    def load(self, path: str) -> None:
        """Replace what loops by a bank; `loaded` follows.

        Raises:
            PathRefusedError: outside the allowed folders.
        """
        folder = resolve_inside(path, self._allowed)
        self._request += 1
        self._loader.load(folder, self._request)

    def add(self, dream_id: int) -> None:
        """Add a dream that was made to what loops; `loaded` follows.

        Raises:
            ValueError: no such dream was made.
        """
        path = self._state.dreams.get(dream_id)
        if path is None:
            raise ValueError(f"/dream/bank/add: no dream {dream_id} was made")
        self._request += 1
        self._loader.add(Path(path), self._request)

    def forget(self) -> None:
        """Let nothing sound that was asked for before a panic. Its room is given back when it has been read."""
        self._loader.forget(self._request)
        self._counts_from = self._request + 1

    def loaded(self, loaded: BankLoaded) -> None:
        """Let the loops sound that the loader brought into the arena, and tell what it could not bring."""
        self._stage.give_room_back(*loaded.unused)
        if loaded.request < self._counts_from:
            self._stage.give_room_back(*(loop.place for loop in loaded.loops))
            return  # a newer bank sounds, or a panic came
        for fault in loaded.faults:
            self._teller.problem("/dream/bank/add" if loaded.adds else "/dream/bank/load", fault)
        if not loaded.loops:
            return
        if loaded.adds:
            self._stage.add_loop(loaded.loops[0])
        else:
            self._stage.replace_loops(loaded.loops)
            self._counts_from = loaded.request
            self._state.bank = str(loaded.path)
        self._teller.send("/dream/bank/ready", "" if loaded.adds else loaded.path.as_posix(), len(self._stage.loops))
        say(f"{len(self._stage.loops)} loops play" + ("" if loaded.adds else f" from {loaded.path}"))
