"""One job of the effect process: which sound to render through which plugin, and how it ended."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Literal

from live_daemon.settings.effects import Format
from live_inference.files.dreams import atomically
from live_inference.files.reading import Within, checked, read_json

Kind = Literal["loop", "dream"]


class Ended(IntEnum):
    """Exit status of the effect process. Whatever else it ends with is a crash."""

    MADE = 0
    NO_EFFECT = 3
    """The plugin cannot be used, with no sound at all."""
    NO_SOUND = 4
    """It made nothing of this sound that could be played."""
    NO_FILE = 5
    """The machine's fault: a full disk, a file that cannot be read."""


@dataclass(frozen=True, slots=True)
class Job:
    """A sound and a plugin.

    Attributes:
        plugin: URI of an LV2 plugin, id or file of a CLAP plugin.
        source, made: files of float32 samples at ``sample_rate`` (Hz), one channel after the other. ``made`` appears
            whole.
        fault: file for the reason, one line, when it ends with another status than `Ended.MADE`.
        heartbeat: file of its signs of life (`live_inference.worker.heartbeat`).
    """

    plugin: str
    format: Format
    controls: dict[str, float]
    kind: Kind
    sample_rate: Annotated[float, Within(1, 1e6)]
    source: str
    made: str
    fault: str
    heartbeat: str
    channels: Annotated[int, Within(1, 2)] = 1

    def write(self, file: Path) -> None:
        """Write it for the process. Raises OSError."""
        text = json.dumps(dataclasses.asdict(self))
        atomically(file, lambda partial: partial.write_text(text, encoding="utf-8"), private=True)

    @classmethod
    def read(cls, file: Path) -> Job:
        """Read what `write` wrote. Raises FileError, FieldError."""
        return checked(cls, read_json(file))
