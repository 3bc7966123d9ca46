"""Banks as they are asked for: read by the loader's thread, heard as soon as they are in the arena."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from live_daemon.audio.reader import LayerName
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
    """Loads banks and single dreams as loops, and tells the host. *Controller's main thread only.*"""

    def __init__(
        self,
        settings: Settings,
        record: AudioRecord,
        state: ControllerState,
        mixer: LoopMixer,
        reporter: Reporter,
        done: Callable[[BankLoaded], None],
    ):
        self.default_folder = Path(settings.paths.bank)
        self._dreams_folder = Path(settings.paths.dreams)
        self._allowed = (self.default_folder, self._dreams_folder)
        self._record = record
        self._state = state
        self._mixer = mixer
        self._reporter = reporter
        layer = cast("LayerName", settings.follower.layer)
        self._loader = BankLoader(Destination(record.arena, round(record.sample_rate), mixer.arena, layer), done)
        self._request = self._counts_from = 0

    @property
    def has_default(self) -> bool:
        """Whether there is a bank to load at the start. A broken one counts: loading it reports the fault."""
        try:
            (self.default_folder / MANIFEST).lstat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except (OSError, ValueError):
            return True
        return True

    def load(self, path: str) -> None:
        """Replace the loops by those of a bank; `loaded` follows.

        Raises:
            PathRefusedError: outside the allowed folders.
        """
        folder = resolve_inside(path, self._allowed)
        self._request += 1
        self._loader.load(folder, self._request)

    def add(self, dream_id: int) -> None:
        """Add a finished dream to the loops, of this session or of one before; `loaded` follows.

        Raises:
            ValueError: no such dream was made, or its file is gone.
        """
        path = self._state.dreams.get(dream_id)
        self._request += 1
        self._loader.add(self._found(dream_id) if path is None else Path(path), self._request)

    def _found(self, dream_id: int) -> Path:
        """The file of a dream that the state has forgotten: its number is given once, and ends the file's name."""
        folder = self._dreams_folder
        files = [path for path in folder.glob(f"*-{dream_id:04d}.wav") if path.is_file()]
        if not files:
            raise ValueError(f"/dream/bank/add: no dream {dream_id} was made, or its file is gone from {folder}")
        if len(files) > 1:
            raise ValueError(
                f"/dream/bank/add: {len(files)} files in {folder} end with -{dream_id:04d}.wav; rename one"
            )
        return resolve_inside(str(files[0].absolute()), [folder])

    def forget(self) -> None:
        """A panic came: nothing that was asked for before it may sound, also when it is still being read."""
        self._loader.forget(self._request)
        self._counts_from = self._request + 1

    def loaded(self, loaded: BankLoaded) -> None:
        """Let the loops sound that the loader has read, and tell what it could not read."""
        try:
            if loaded.request >= self._counts_from:  # else a newer bank sounds, or a panic came
                self._play(loaded)
        finally:
            for lease in loaded.leases:  # what plays has its own
                lease.end()

    def _name_of(self, folder: Path) -> str:
        """By which `/dream/bank/load` finds the bank again."""
        banks = self.default_folder.resolve()
        inside = folder.is_relative_to(banks) and folder != banks
        return folder.relative_to(banks).as_posix() if inside else folder.as_posix()

    def _play(self, loaded: BankLoaded) -> None:
        for fault in loaded.faults:
            self._reporter.problem("/dream/bank/add" if loaded.adds else "/dream/bank/load", fault)
        if not loaded.loops:
            return
        if loaded.adds:
            self._mixer.add_loop(loaded.loops[0])
        else:
            self._mixer.replace_loops(loaded.loops)
            self._counts_from = loaded.request
            self._state.bank = str(loaded.path)
            self._record.put_bank_name(self._name_of(loaded.path))
        loops = len(self._mixer.loops)
        self._reporter.send("/dream/bank/ready", "" if loaded.adds else loaded.path.as_posix(), loops)
        say(f"{loops} loops play" + ("" if loaded.adds else f" from {loaded.path}"))
