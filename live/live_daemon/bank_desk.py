"""Banks of the controller: asked for by OSC, read by the loader's thread, heard when they are there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from live_daemon.allowed_paths import resolve_inside
from live_daemon.audio.control import LayerName
from live_daemon.audio.record import AudioRecord
from live_daemon.bank_loader import BankLoaded, Destination, load_bank, load_dream
from live_daemon.log import say
from live_daemon.settings import Settings
from live_daemon.stage import Stage
from live_daemon.state_file import ControllerState
from live_daemon.teller import Teller


class BankDesk:
    """Loads banks and single dreams as loops, and tells of it. *Controller's main thread only.*"""

    def __init__(
        self,
        settings: Settings,
        record: AudioRecord,
        state: ControllerState,
        stage: Stage,
        teller: Teller,
        done: Callable[[BankLoaded], None],
    ):
        self.default_folder = Path(settings.paths.bank)
        self._allowed = (self.default_folder, Path(settings.paths.dreams))
        self._layer = cast("LayerName", settings.follower.layer)
        self._record = record
        self._state = state
        self._stage = stage
        self._teller = teller
        self._done = done
        self._request = 0

    def load(self, path: str) -> None:
        """Replace what loops by a bank; `loaded` follows.

        Raises:
            PathRefusedError: outside the allowed folders.
            BankError: no bank there.
        """
        folder = resolve_inside(path, self._allowed)
        request = self._request + 1
        load_bank(folder, self._destination(), request, self._done)
        self._request = request  # only now: one that is refused leaves the one on its way alone

    def add(self, dream_id: int) -> None:
        """Add a dream that was made to what loops; `loaded` follows.

        Raises:
            ValueError: no such dream was made.
        """
        path = self._state.dreams.get(dream_id)
        if path is None:
            raise ValueError(f"/dream/bank/add: no dream {dream_id} was made")
        load_dream(Path(path), self._destination(), self._request, self._done)

    def _destination(self) -> Destination:
        return Destination(self._record.arena, round(self._record.sample_rate), self._stage, self._layer)

    def forget(self) -> None:
        """Let nothing sound that is still being read: a panic came. Its room is given back when it has been."""
        self._request += 1

    def loaded(self, loaded: BankLoaded) -> None:
        """Let the loops sound that the loader brought into the arena, and tell what it could not bring."""
        self._stage.give_room_back(*loaded.unused)
        if loaded.request != self._request:
            self._stage.give_room_back(*(loop.place for loop in loaded.loops))
            return  # another bank was asked for meanwhile, or a panic came
        for fault in loaded.faults:
            self._teller.problem("/dream/bank/add" if loaded.adds else "/dream/bank/load", fault)
        if not loaded.loops:
            return
        if loaded.adds:
            self._stage.add_loop(loaded.loops[0])
        else:
            self._stage.replace_loops(loaded.loops)
            self._state.bank = str(loaded.path)
        self._teller.send("/dream/bank/ready", "" if loaded.adds else loaded.path.as_posix(), len(self._stage.loops))
        say(f"{len(self._stage.loops)} loops play" + ("" if loaded.adds else f" from {loaded.path}"))
