"""Keeps, drops, orders and merges the loops of banks. It never deletes a file."""

from __future__ import annotations

import difflib
import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from live_inference.bank.changes import changing
from live_inference.bank.files import is_there
from live_inference.bank.manifest import MANIFEST, BankError, BankLoop, read_bank, write_bank
from live_inference.files.dreams import atomically
from live_models.strict_reader import FileError, open_regular

DROPPED: Final = "dropped"
"""Folder in a bank for dropped loops; a bank itself, so that they can be listed, played and loaded."""

COPIED_AT_ONCE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge: the loops added, and one line for each loop left out, with the reason."""

    added: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def dropped_loops(bank: Path) -> list[BankLoop]:
    """Return the dropped loops of a bank, in the order in which they were dropped."""
    return read_bank(bank / DROPPED) if (bank / DROPPED / MANIFEST).is_file() else []


def chosen(loops: Sequence[BankLoop], words: Sequence[str], bank: Path) -> list[BankLoop]:
    """Return the loops that words name, in the bank's order. A word is a number (as listed, from 0) or a file name.

    Raises:
        BankError: a word names no loop, or several.
    """
    found: set[str] = set()
    for word in words:
        fits = [loop for number, loop in enumerate(loops) if word in (loop.file, str(number))]
        fits = fits or [loop for loop in loops if word == str(Path(loop.file).with_suffix(""))]
        if not fits:
            names = [loop.file for loop in loops]
            near = difflib.get_close_matches(word, names, 3, 0.4) or names[:3]
            there = f"there are {len(loops)}, numbered from 0, such as {', '.join(near)}" if loops else "there is none"
            raise BankError(f"{bank}: has no loop {word!r}: {there}")
        if len(fits) > 1:
            raise BankError(f"{bank}: {word!r} names {len(fits)} loops: {', '.join(loop.file for loop in fits)}")
        found.add(fits[0].file)
    return [loop for loop in loops if loop.file in found]


def drop(bank: Path, words: Sequence[str]) -> list[str]:
    """Move loops into the bank's folder ``dropped``; return their files. `keep` brings them back to their places.

    Raises:
        BankError: there is no such loop; then nothing is changed. OSError: the folder cannot be written.
    """
    read_bank(bank)  # reports a folder that is not a bank before it is locked
    with changing(bank):
        return _drop(bank, words)


def _drop(bank: Path, words: Sequence[str]) -> list[str]:
    loops = read_bank(bank)
    going = chosen(loops, words, bank)
    gone = dropped_loops(bank)
    files = {loop.file for loop in gone}
    for loop in going:
        source, target = bank / loop.file, bank / DROPPED / loop.file
        if loop.file in files and source.exists() and target.exists() and _sha256(source) != _sha256(target):
            raise BankError(
                f"{loop.file}: another loop of this name was dropped before; bring that one back or rename its file "
                f"and row in {bank / DROPPED}"
            )
    before = {loop.file: other for loop, other in zip(loops, ["", *(one.file for one in loops)], strict=False)}
    gone = [loop for loop in gone if loop.file not in {one.file for one in going}]
    # First the row is safe, then the file, then it leaves the bank. After a kill in between, the same command goes on.
    write_bank(bank / DROPPED, gone + [replace(loop, after=before[loop.file]) for loop in going])
    for loop in going:
        _move(bank / loop.file, bank / DROPPED / loop.file)
    left = {loop.file for loop in going}
    write_bank(bank, [loop for loop in loops if loop.file not in left])
    return [loop.file for loop in going]


def keep(bank: Path, words: Sequence[str]) -> list[str]:
    """Bring dropped loops back to their places; return their files. Loops that are in the bank stay in it.

    Raises:
        BankError: there is no such loop, in the bank or among the dropped, or another has its name; then nothing is
            changed. OSError: the folder cannot be written.
    """
    read_bank(bank)  # reports a folder that is not a bank before it is locked
    with changing(bank):
        return _keep(bank, words)


def _keep(bank: Path, words: Sequence[str]) -> list[str]:
    loops, gone = read_bank(bank), dropped_loops(bank)
    here = {loop.file: loop for loop in loops}
    # A number means a loop in the bank, which stays; dropped loops are named by their files.
    wanted = [word for word in words if not _names_one(loops, word)]
    back = chosen(gone, wanted, bank / DROPPED)
    for loop in back:
        target = bank / loop.file
        if loop.file in here and target.exists() and _sha256(target) != _sha256(bank / DROPPED / loop.file):
            raise BankError(f"{loop.file}: another loop of this name is in {bank}; drop or rename that one first")
    for loop in back:
        _move(bank / DROPPED / loop.file, bank / loop.file)
    kept = [loop for loop in loops if loop.file not in {one.file for one in back}]
    for loop in back:
        kept.insert(_place(loop, kept, gone), replace(loop, after=None))
    write_bank(bank, kept)
    if back:
        left = {loop.file for loop in back}
        write_bank(bank / DROPPED, [loop for loop in gone if loop.file not in left])
    return [loop.file for loop in back]


def order(bank: Path, words: Sequence[str]) -> list[str]:
    """Put loops at the front of a bank, in the order in which they are named; the others follow as they were.

    Returns the bank's files in their new order.

    Raises:
        BankError: there is no such loop, or one is named twice; then nothing is changed. OSError: the folder cannot be
            written.
    """
    read_bank(bank)  # reports a folder that is not a bank before it is locked
    with changing(bank):
        loops = read_bank(bank)
        by_file = {loop.file: loop for loop in loops}
        first: dict[str, BankLoop] = {}
        for word in words:
            loop = by_file[word] if word in by_file else chosen(loops, [word], bank)[0]
            if loop.file in first:
                raise BankError(f"{bank}: {loop.file} is named twice; each loop has one place")
            first[loop.file] = loop
        ordered = [*first.values(), *(loop for loop in loops if loop.file not in first)]
        write_bank(bank, ordered)
        return [loop.file for loop in ordered]


def merge(bank: Path, others: Sequence[Path]) -> Merged:
    """Append copies of the loops of other banks to a bank, which is created if needed.

    Loops that the bank has already (the same sound under any name) or that were dropped from it are left out.

    Raises:
        BankError: one is not a bank, a file is missing, or two loops of different sound have the same name; then
            nothing is changed. OSError: the folder cannot be written.
    """
    with changing(bank):
        return _merge(bank, others)


def _merge(bank: Path, others: Sequence[Path]) -> Merged:
    loops = read_bank(bank) if (bank / MANIFEST).exists() else []
    names = {loop.file for loop in loops}
    sounds = {_sha256(bank / loop.file): loop.file for loop in loops if (bank / loop.file).is_file()}
    gone = {_sha256(path) for loop in dropped_loops(bank) if (path := bank / DROPPED / loop.file).is_file()}
    result = Merged()
    coming: list[tuple[BankLoop, Path]] = []
    clashes: list[str] = []
    for other in others:
        if other.resolve() == bank.resolve():
            raise BankError(f"{other}: is the bank itself; name other banks to merge into it")
        for loop in read_bank(other):
            source = other / loop.file
            if not source.is_file():
                raise BankError(f"{source}: is missing; `live-daemon bank check {other}` tells more")
            sound = _sha256(source)
            if sound in sounds:
                result.left_out.append(f"{source}: is in the bank already, as {sounds[sound]}")
            elif sound in gone:
                result.left_out.append(f"{source}: was dropped from the bank; `live-daemon bank keep` brings it back")
            elif loop.file in names or (bank / loop.file).exists():
                clashes.append(loop.file)
            else:
                names.add(loop.file)
                sounds[sound] = loop.file
                coming.append((replace(loop, after=None), source))
    if clashes:
        raise BankError(
            f"{bank}: other loops of these names are there already: {', '.join(clashes)}; nothing was merged "
            "(drop them in one of the banks, or rename file and row)"
        )
    for loop, source in coming:
        _copy(source, bank / loop.file)
        result.added.append(loop.file)
    write_bank(bank, [*loops, *(loop for loop, _ in coming)])
    return result


def _place(loop: BankLoop, kept: Sequence[BankLoop], gone: Sequence[BankLoop]) -> int:
    """The place of a dropped loop: after the one that preceded it, or the nearest earlier one that is in the bank."""
    files, dropped = [one.file for one in kept], {one.file: one.after for one in gone}
    before = loop.after
    while before and before not in files:
        before = dropped.pop(before, None)
    if before:
        return files.index(before) + 1
    return len(files) if before is None else 0


def _names_one(loops: Sequence[BankLoop], word: str) -> bool:
    try:
        return bool(chosen(loops, [word], Path()))
    except BankError:
        return False


def _move(source: Path, target: Path) -> None:
    """Move a file if it is there: it may be moved already, or missing from the start."""
    if is_there(source):  # False for a name that no file can have; its row can be moved all the same
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)


def _copy(source: Path, target: Path) -> None:
    """Copy a file. An OSError in writing names the target; `shutil.copyfile` would blame the source for a full disk."""

    def write(partial: Path) -> None:
        with source.open("rb") as reading, partial.open("wb") as writing:
            shutil.copyfileobj(reading, writing, COPIED_AT_ONCE)

    atomically(target, write)


def _sha256(path: Path) -> str:
    try:
        with open_regular(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileError as error:
        raise BankError(str(error)) from None
