"""What the musician thinks of takes and dreams: one to five stars, in one file beside the dreams."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Annotated, Final

from live_daemon.studio.answers import StudioError
from live_inference.command_line.locking import BusyError, alone_in
from live_inference.files.dreams import atomically
from live_inference.files.reading import FieldError, FileError, FileMissingError, Within, checked, read_json

FILE: Final = "ratings.json"
MOST: Final = 5
MOST_RATED: Final = 50_000
PATIENCE_S: Final = 5.0


class Ratings:
    """Stars of files, by folder and name. *Any thread; several programs may write.*

    Other programs may read `ratings.json`: ``{"dreams": {"take-0001.wav": 4}, "takes": {…}}``.
    """

    def __init__(self, folder: Path):
        self._folder = folder
        self._file = folder / FILE
        self._lock = threading.Lock()

    def all(self) -> tuple[dict[str, dict[str, int]], str]:
        """Return the stars by folder and name, and in one line why they cannot be read (mostly empty)."""
        try:
            return self._read(), ""
        except FileError as error:
            return {}, str(error)

    def rate(self, folder: str, name: str, stars: int) -> None:
        """Give a file 1 to 5 stars, or none (0).

        Raises:
            StudioError: not 0 to 5, too many are rated, or somebody damaged the file.
            OSError: the folder cannot be written.
        """
        if isinstance(stars, bool) or not isinstance(stars, int) or not 0 <= stars <= MOST:
            raise StudioError(f"a rating must be a number from 0 to {MOST}, got {stars!r}")
        busy = f"{self._file}: another program is writing it; try again"
        try:
            with self._lock, alone_in(self._folder, busy, wait_s=PATIENCE_S):
                found = self._read()
                rated = found.setdefault(folder, {})
                if rated.get(name, 0) == stars:
                    return
                if stars:
                    rated[name] = stars
                else:
                    rated.pop(name, None)
                if sum(map(len, found.values())) > MOST_RATED:
                    raise StudioError(f"{self._file}: at most {MOST_RATED} files can be rated; take old ones out of it")
                text = json.dumps(found, indent=1, sort_keys=True)
                atomically(self._file, lambda partial: partial.write_text(text, encoding="utf-8"))
        except (FileError, BusyError) as error:
            raise StudioError(str(error)) from None

    def _read(self) -> dict[str, dict[str, int]]:
        try:
            found = read_json(self._file)
            return {
                folder: dict(rated)
                for folder, rated in checked(dict[str, dict[str, Annotated[int, Within(0, MOST)]]], found).items()
            }
        except FileMissingError:
            return {}
        except FieldError as error:
            raise FileError(f"{self._file}: must hold names and their stars ({error})") from None
