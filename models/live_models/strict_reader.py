"""Reads files that a person, a crash or another program may have damaged: cards, banks, settings, state.

One line says what is wrong (`FileError`); nothing else is ever raised. Who reads checks the fields with
`live_models.fields`.
"""

from __future__ import annotations

import json
import os
import re
import stat
import tomllib
from collections import Counter
from io import BufferedReader
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

import numpy as np

from live_models.fields import FieldError, checked, shown
from live_models.printable import printable

JSON_BYTES: Final = 16 << 20
"""A bank of a thousand loops has 2 MB, the card of a training of a week 6."""
MOST_VALUES: Final = 4_000_000
"""Each takes some hundred bytes of memory, however short it is in the file."""
TOML_BYTES: Final = 1 << 20
DEEPEST: Final = 32
"""Brackets within brackets: a card has 5."""
LONGEST_INTEGER: Final = 40
"""Digits: the state of a random generator is an integer of 128 bits."""

_KINDS: Final = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
# Never goes back: text that is made to be slow (quotes behind backslashes) takes as long as any other.
_STRING: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))
_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")
# tomllib's time and memory grow with the square of the parts of a dotted key.
_KEY_PART: Final = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_LONG_KEY: Final = re.compile(rf"(?<![\w-])(?:{_KEY_PART}){{{DEEPEST}}}")

T = TypeVar("T")


class FileError(ValueError):
    """A file that cannot be used; the message is one line that names it, the rule and what was found."""


class FileMissingError(FileError):
    """There is no such file."""


def open_regular(path: Path) -> BufferedReader:
    """Open a regular file, or a link to one, to read bytes. Never waits for a pipe, never opens a device. Any thread.

    Raises FileMissingError, FileError.
    """
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    try:
        _must_be_regular(path, path.stat().st_mode)  # before it is opened: opening a device may already do something
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:
        _refuse(path, error)
    try:
        _must_be_regular(path, os.fstat(descriptor).st_mode)  # and behind: it may have been exchanged
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_bytes(path: Path, limit: int) -> bytes:
    """The whole content of a regular file of at most `limit` bytes. Any thread. Raises FileMissingError, FileError."""
    with open_regular(path) as file:
        try:
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                raise FileError(f"{printable(path)}: must have at most {_bytes(limit)}, found {_bytes(size)}")
            data = file.read(size + 1)
        except (OSError, MemoryError) as error:
            _refuse(path, error)
    if len(data) > size:
        raise FileError(f"{printable(path)}: is being written; read it again when it is finished")
    return data


def read_text(path: Path, limit: int, kind: str = "text") -> str:
    """A text in UTF-8 without its byte-order mark, if it has one; `kind` is for the error. Any thread.

    Raises FileMissingError, FileError.
    """
    try:
        return read_bytes(path, limit).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(f"{printable(path)}: {_not_utf8(kind, error)}") from None


def read_json(path: Path, limit: int = JSON_BYTES) -> Any:
    """The value that a JSON file holds. Any thread. Raises FileMissingError, FileError."""
    return parse_json(read_text(path, limit, "JSON"), printable(path))


def read_fields(kind: type[T], path: Path, limit: int = JSON_BYTES) -> T:
    """The dataclass that a JSON file holds, every field checked. Any thread. Raises FileMissingError, FileError."""
    try:
        return checked(kind, read_json(path, limit))
    except FieldError as error:
        raise FileError(f"{printable(path)}: {error}") from None


def parse_json(text: str | bytes, name: str, *, finite: bool = True) -> Any:
    """The value that JSON in UTF-8 holds; `name` begins the error. Any thread. `finite` False: NaN and infinity may be.

    Stricter than JSON: no key twice, no NaN, nothing beyond a double or an integer of 40 digits, brackets at most 32
    deep, no half of a surrogate pair, but for those that stand for a byte of a file's name (`os.fsdecode`). Raises
    FileError.
    """
    try:
        data = text.encode() if isinstance(text, str) else text
        if not data.strip():
            raise FileError(f"{name}: must be JSON, found an empty file")
        if data.count(b",") > MOST_VALUES:
            raise FileError(f"{name}: must be JSON of at most {MOST_VALUES} values, found {data.count(b',')}")
        deepest = _depth(data)  # before the decoder, which follows brackets by recursion
        if deepest > DEEPEST:
            raise FileError(f"{name}: must be JSON of at most {DEEPEST} brackets within each other, found {deepest}")
        plain = data.decode("utf-8-sig")
        value = (_STRICT if finite else _LENIENT).decode(plain)
        if _SURROGATE.search(plain):
            json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogateescape")
        return value
    except FileError:
        raise
    except UnicodeEncodeError:
        raise FileError(
            f"{name}: must be JSON of text, found half of a surrogate pair (\\ud800 to \\udfff alone)"
        ) from None
    except UnicodeDecodeError as error:
        raise FileError(f"{name}: {_not_utf8('JSON', error)}") from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise FileError(f"{name}: must be JSON, found a fault: {error}") from None


def read_toml(path: Path, limit: int = TOML_BYTES) -> dict[str, Any]:
    """The tables that a TOML file holds. Any thread. Raises FileMissingError, FileError."""
    text = read_text(path, limit, "TOML")
    if found := _LONG_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise FileError(f"{printable(path)}: a key must have at most {DEEPEST} parts, line {line} has more")
    try:
        return tomllib.loads(text)
    # A number of 5000 digits and 500 brackets within each other come through as other errors.
    except (ValueError, RecursionError, MemoryError) as error:
        raise FileError(f"{printable(path)}: is not TOML ({error})") from None


def _must_be_regular(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        found = next((name for test, name in _KINDS if test(mode)), "something else")
        raise FileError(f"{printable(path)}: must be a file, found {found}; take it away or put the file back")


def _refuse(path: Path, error: BaseException) -> NoReturn:
    if isinstance(error, FileError):
        raise error
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        raise FileMissingError(f"{printable(path)}: cannot be read (no such file)") from None
    if isinstance(error, MemoryError):
        raise FileError(f"{printable(path)}: there is not enough memory to read it") from None
    if isinstance(error, OSError):
        raise FileError(f"{printable(path)}: cannot be read ({error.strerror or error})") from None
    raise FileError(f"{shown(str(path))}: is no name for a file") from None  # a NUL, a surrogate


def _not_utf8(kind: str, error: UnicodeDecodeError) -> str:
    return f"must be {kind} in UTF-8, byte {error.start} is not; save it again as UTF-8"


def _bytes(count: int) -> str:
    return f"{count >> 20} MB" if count >= 1 << 20 else f"{count} bytes"


def _depth(data: bytes) -> int:
    """How deep brackets lie in each other; 0: not worth counting."""
    if data.count(b"[") + data.count(b"{") <= DEEPEST:
        return 0
    brackets = np.frombuffer(_STRING.sub(b"", data).translate(None, _NO_BRACKETS), np.uint8)
    steps = np.where((brackets == ord("[")) | (brackets == ord("{")), 1, -1)
    return int(np.cumsum(steps).max(initial=0))


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER:
        raise ValueError(f"an integer must have at most {LONGEST_INTEGER} digits, found {len(digits)}")
    return int(digits)


def _number(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"a number must be finite, found {digits[:40]}")
    return number


def _constant(name: str) -> NoReturn:
    raise ValueError(f"a number must be finite, found {name}")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise ValueError(f"a key must be there once, found {shown(twice)} twice")
    return found


_STRICT: Final = json.JSONDecoder(
    parse_int=_integer, parse_float=_number, parse_constant=_constant, object_pairs_hook=_object
)
_LENIENT: Final = json.JSONDecoder(parse_int=_integer, object_pairs_hook=_object)
