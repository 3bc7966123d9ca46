"""What a page asks a training to be: recordings, approach, hyperparameters, minutes; and the trainer's command line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from live_daemon.studio.answers import StudioError
from live_daemon.studio.context import StudioContext
from live_daemon.studio.folders import SETS, TAKES, file_of
from live_inference.command_line.names import name_fault
from live_inference.files.reading import FieldError, Length, Within, checked

MOST_RECORDINGS: Final = 1000
_WORD: Final = re.compile(r"[A-Za-z0-9_]{1,64}")
_LONGEST_COMMAND: Final = 100_000
"""Characters: systems allow more, Windows 32767."""


@dataclass(frozen=True)
class Recording:
    """A recording by folder and key, as the studio's lists give it."""

    folder: Literal["takes", "sets"]
    key: Annotated[str, Length(1, 4096)]


@dataclass(frozen=True)
class Recordings:
    """Some recordings."""

    recordings: Annotated[list[Recording], Length(1, MOST_RECORDINGS)]

    def paths(self, context: StudioContext) -> list[Path]:
        """Return their files. Raises StudioError."""
        return list(dict.fromkeys(file_of(context, one.folder, one.key) for one in self.recordings))


@dataclass(frozen=True)
class Order(Recordings):
    """A training to be begun.

    Attributes:
        params: hyperparameters by name; the trainer checks them.
        insist: also during a show.
    """

    name: Annotated[str, Length(1, 200)]
    minutes: Annotated[float, Within(0.1, 10_000.0)] = 10.0
    approach: str = ""
    preset: str = ""
    band: Literal["", "voice", "full"] = ""
    params: Annotated[dict[str, Any], Length(0, 200)] = field(default_factory=dict)
    insist: bool = False

    def arguments(self, context: StudioContext, paths: list[Path]) -> list[str]:
        """Return the trainer's arguments. Raises StudioError: a word that is none."""
        if fault := name_fault(self.name):
            raise StudioError(f"the name {fault}")
        found = [f"--name={self.name}", f"--checkpoints={context.settings.paths.checkpoints}", "--json"]
        found.append(f"--minutes={self.minutes:g}")
        for flag, word in (("approach", self.approach), ("preset", self.preset), ("band", self.band)):
            if word:
                found.append(f"--{flag}={_word(word)}")
        found += [f"--param={_word(name)}={_value(name, value)}" for name, value in self.params.items()]
        found += [str(path) for path in paths]
        if sum(map(len, found)) > _LONGEST_COMMAND:
            raise StudioError("these are too many recordings for one training; make fewer, longer ones of them")
        return found


@dataclass(frozen=True)
class Resumption:
    """A training to go on with. ``minutes``: in all, instead of what was said; None: as it was."""

    minutes: Annotated[float, Within(0.1, 10_000.0)] | None = None
    insist: bool = False


def order_of(body: Mapping[str, Any], kind: type[Any]) -> Any:
    """Return a request's body as `Order`, `Recordings` or `Resumption`. Raises StudioError."""
    try:
        return checked(kind, dict(body))
    except FieldError as error:
        raise StudioError(str(error)) from None


def _word(text: str) -> str:
    if not _WORD.fullmatch(text):
        raise StudioError(f"{text[:80]!r} must be a name of letters, digits and underscores")
    return text


def _value(name: str, value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, list):
        return ",".join(_value(name, one) for one in value)
    if not isinstance(value, str | int | float) or len(str(value)) > 200 or not str(value).isprintable():
        raise StudioError(f"{name} must be a number, a word or true or false")
    return str(value).lower() if isinstance(value, bool) else str(value)


assert {TAKES, SETS} == {"takes", "sets"}
