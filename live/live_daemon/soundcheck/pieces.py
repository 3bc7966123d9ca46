"""Banks and models of the evening: is every file there, does the device's arena hold them?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from live_daemon.allowed_paths import PathRefusedError, resolve_inside
from live_daemon.osc.addresses import MAX_LOOPS
from live_daemon.set_list import Piece, SetListError, read_set_list
from live_daemon.settings import Settings
from live_daemon.soundcheck.lines import Line, judged
from live_inference.bank import MANIFEST, BankError, read_bank
from live_inference.bank_files import loop_frames
from live_inference.banks.checking import check_bank
from live_inference.catalogue import list_models

_MOST_NAMED = 3
_PER_SECOND = 1000


@dataclass(frozen=True, slots=True)
class _Bank:
    """A bank as the stage will find it: what is wrong with it, and how much room it takes."""

    faults: list[str]
    loops: int = 0
    seconds: float = 0.0


def bank_lines(settings: Settings) -> list[Line]:
    """Return a line about the bank that is loaded at the start, where there is one, and one for each piece of the
    set list, where there is one.
    """
    lines = []
    first = Path(settings.paths.bank)
    if (first / MANIFEST).exists():
        lines.append(_line("bank", first.name, [_look(settings, str(first))], []))
    if settings.paths.set_list:
        lines += list(_piece_lines(settings))
    return lines


def _piece_lines(settings: Settings) -> Iterator[Line]:
    file = Path(settings.paths.set_list)
    try:
        pieces = read_set_list(file)
    except SetListError as error:
        yield judged("set list", False, str(error), "can be read", "mend the file, or set [paths] set_list")
        return
    there = {row["name"]: row.get("fault") for row in list_models(Path(settings.paths.checkpoints))}
    banks = {bank: _look(settings, bank) for piece in pieces for bank in piece.banks}
    for number, piece in enumerate(pieces, 1):
        faults = [f"model {model}: {there.get(model, 'is not there')}" for model in piece.models if there.get(model, 1)]
        yield _line(f"piece {number}", piece.name, [banks[bank] for bank in piece.banks], faults)
    yield from _room_line(settings, pieces, banks)


def _line(name: str, what: str, banks: list[_Bank], faults: list[str]) -> Line:
    faults = faults + [fault for bank in banks for fault in bank.faults]
    loops, seconds = sum(bank.loops for bank in banks), sum(bank.seconds for bank in banks)
    more = f" and {len(faults) - _MOST_NAMED} more" if len(faults) > _MOST_NAMED else ""
    figure = "; ".join(faults[:_MOST_NAMED]) + more if faults else f"{loops} loops, {seconds:.0f} s, every file there"
    remedy = "`live-daemon bank check` and `live-daemon models` tell what is there; put back what is missing"
    return judged(name, not faults, f"{what}: {figure}", "everything is there", remedy)


def _look(settings: Settings, name: str) -> _Bank:
    try:
        folder = resolve_inside(name, [Path(settings.paths.bank), Path(settings.paths.dreams)])
        found, loops = check_bank(folder), read_bank(folder)
    except (PathRefusedError, BankError, OSError) as error:
        return _Bank([str(error)])
    bad = {one.file: one.remarks[0] for one in found.loops if one.state in ("missing", "damaged")}
    faults = list(bad.values())
    if len(loops) > MAX_LOOPS:
        faults.append(f"{folder.name}: has {len(loops)} loops, the stage loads the first {MAX_LOOPS}")
    good = [loop for loop in loops[:MAX_LOOPS] if loop.file not in bad]
    seconds = sum(loop_frames(folder / loop.file, loop, _PER_SECOND) for loop in good) / _PER_SECOND
    return _Bank(faults, len(good), seconds)


def _room_line(settings: Settings, pieces: list[Piece], banks: dict[str, _Bank]) -> Iterator[Line]:
    """While one bank gives way to the next, both lie in the arena."""
    order = [bank for piece in pieces for bank in piece.banks]
    needed = [(banks[one].seconds + banks[other].seconds, one, other) for one, other in itertools.pairwise(order)]
    if not needed:
        return
    seconds, one, other = max(needed)
    room = settings.audio.arena_s
    figure = f"{one} and {other} together are {seconds:.0f} s of {room} s" + (
        "" if seconds <= room else "; while one gives way to the other both are needed"
    )
    yield judged("room for banks", seconds <= room, figure, f"{room} s", "set [audio] arena_s higher")
