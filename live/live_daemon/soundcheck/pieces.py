"""Banks and models of the evening: is every file there, and do they fit into the arena?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from live_daemon.osc.allowed_paths import PathRefusedError, resolve_inside
from live_daemon.settings import MAX_LOOPS, Settings
from live_daemon.soundcheck.lines import Line, judged
from live_daemon.soundcheck.set_list import SetListError, read_set_list
from live_inference.bank.checking import check_bank
from live_inference.bank.files import loop_frames
from live_inference.bank.manifest import MANIFEST, BankError, read_bank
from live_inference.worker.catalogue import list_models, model_fault

_MOST_NAMED = 3
_PER_SECOND = 1000


@dataclass(frozen=True, slots=True)
class _Bank:
    """A bank as it is on disk: its faults, its length, and the room that it needs in the arena, in mono seconds."""

    name: str
    faults: list[str]
    loops: int = 0
    seconds: float = 0.0
    room_s: float = 0.0


def bank_lines(settings: Settings) -> list[Line]:
    """Return a line about the bank that is loaded at the start, and one for each piece of the set list, if any."""
    lines = []
    order: list[_Bank] = []
    first = Path(settings.paths.bank)
    if (first / MANIFEST).exists():
        order.append(_look(settings, str(first), first.name))
        lines.append(_line("bank", first.name, order, []))
    if settings.paths.set_list:
        lines += list(_piece_lines(settings, order))
    return lines + ([_room_line(settings, order)] if order else [])


def _piece_lines(settings: Settings, order: list[_Bank]) -> Iterator[Line]:
    """Yield a line for each piece; appends the banks of the evening to ``order``."""
    file = Path(settings.paths.set_list)
    try:
        pieces = read_set_list(file)
    except SetListError as error:
        yield judged("set list", False, str(error), "can be read", "fix the file, or set [paths] set_list")
        return
    checkpoints = Path(settings.paths.checkpoints)
    there = {row["name"]: row.get("fault") or "" for row in list_models(checkpoints)}
    for model in {model for piece in pieces for model in piece.models if there.get(model) == ""}:
        there[model] = model_fault(checkpoints, model, settings.engine.backend)
    banks = {bank: _look(settings, bank, bank) for piece in pieces for bank in piece.banks}
    for number, piece in enumerate(pieces, 1):
        faults = [f"model {model}: {there.get(model, 'is not there')}" for model in piece.models if there.get(model, 1)]
        own = [banks[bank] for bank in piece.banks]
        order += own
        yield _line(f"piece {number}", piece.name, own, faults)


def _line(name: str, what: str, banks: list[_Bank], faults: list[str]) -> Line:
    faults = faults + [fault for bank in banks for fault in bank.faults]
    loops, seconds = sum(bank.loops for bank in banks), sum(bank.seconds for bank in banks)
    more = f" and {len(faults) - _MOST_NAMED} more" if len(faults) > _MOST_NAMED else ""
    figure = "; ".join(faults[:_MOST_NAMED]) + more if faults else f"{loops} loops, {seconds:.0f} s, every file there"
    remedy = "`live-daemon bank check` and `live-daemon models` show what is there; restore what is missing"
    return judged(name, not faults, f"{what}: {figure}", "everything is there", remedy)


def _look(settings: Settings, path: str, name: str) -> _Bank:
    try:
        folder = resolve_inside(path, [Path(settings.paths.bank), Path(settings.paths.dreams)])
        found, loops = check_bank(folder), read_bank(folder)
    except (PathRefusedError, BankError, OSError) as error:
        return _Bank(name, [str(error)])
    bad = {one.file: one.remarks[0] for one in found.loops if one.state in ("missing", "damaged")}
    faults = list(bad.values())
    if len(loops) > MAX_LOOPS:
        faults.append(f"{folder.name}: has {len(loops)} loops, the stage loads the first {MAX_LOOPS}")
    good = [loop for loop in loops[:MAX_LOOPS] if loop.file not in bad]
    channels = {one.file: one.channels for one in found.loops}
    lengths = [(loop_frames(folder / loop.file, loop, _PER_SECOND), channels[loop.file]) for loop in good]
    seconds, room_s = sum(one for one, _ in lengths) / _PER_SECOND, sum(one * two for one, two in lengths) / _PER_SECOND
    return _Bank(name, faults, len(good), seconds, room_s)


def _room_line(settings: Settings, order: list[_Bank]) -> Line:
    """During a change of banks the arena holds both, beside the dreams of the evening."""
    pairs = list(itertools.pairwise(order)) or [(order[0], _Bank("", []))]
    banks_s, dreams_s, one, other = max(
        ((one.room_s + other.room_s, _dreams_s(settings, one), one, other) for one, other in pairs),
        key=lambda found: found[0] + found[1],
    )
    room_s = settings.audio.arena_s
    what = f"{one.name} and {other.name} together are" if other.name else f"{one.name} is"
    figure = f"{what} {banks_s:.0f} s, dreams take up to {dreams_s:.0f} s, of {room_s} s"
    fits = banks_s + dreams_s <= room_s
    if not fits and other.name:
        figure += "; during a change of banks both are loaded"
    remedy = "set [audio] arena_s higher, or [follower] loops or [engine] duration_s lower"
    return judged("room for banks", fits, figure, f"{room_s} s", remedy)


def _dreams_s(settings: Settings, bank: _Bank) -> float:
    """Return the room of the dreams beside a bank, any of which may be stereo: loops, voices, and the next one."""
    follower, voices = settings.follower.loops, settings.voices.max
    loops = min(follower, max(1, MAX_LOOPS - bank.loops))  # a further dream replaces a loop
    return 2 * settings.engine.duration_s * ((loops + 1 if follower else 0) + (voices + 1 if voices else 0))
