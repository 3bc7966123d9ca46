"""The banks on disk, as the studio names and changes them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from live_daemon.osc.addresses import OscRefusedError
from live_daemon.studio.answers import StudioError
from live_daemon.studio.context import StudioContext
from live_daemon.studio.folders import BANKS, coded, decoded, folder_of, key_of, path_of, shown_name, status_of
from live_inference.bank.adding import add_dream
from live_inference.bank.curating import DROPPED, drop, dropped_loops, keep, merge, order
from live_inference.bank.drawing import note_name
from live_inference.bank.files import is_there
from live_inference.bank.manifest import MANIFEST, BankError, BankLoop, read_bank, write_bank
from live_inference.command_line.locking import BusyError
from live_inference.command_line.printable import printable
from live_inference.files.dreams import file_stamp

ROOT: Final = "root"
"""Key of the banks' own folder, where it is a bank itself; no name gives it."""
MOST_BANKS: Final = 500
MOST_LOOKED_AT: Final = 5000
DEEPEST: Final = 3
LONGEST_NAME: Final = 100
PAGE: Final = "bank.html"
_SCORES: Final = ("artifacts", "resemblance", "novelty", "stuck", "energy_db", "answer")


@contextmanager
def told() -> Iterator[None]:
    """Turn what a bank says into what the page is told."""
    try:
        yield
    except BusyError as error:
        raise StudioError(str(error), HTTPStatus.CONFLICT) from None
    except BankError as error:
        raise StudioError(str(error)) from None
    except OSError as error:
        raise StudioError(f"the bank cannot be changed ({error.strerror or error})") from None


def bank_of(context: StudioContext, key: str) -> Path:
    """Return the folder of a bank. Raises StudioError."""
    folder = folder_of(context, BANKS)
    bank = folder.resolve() if key == ROOT else path_of(folder, key)
    if not (bank / MANIFEST).is_file():
        raise StudioError(f"{shown_name(bank)}: is no bank (any more)", HTTPStatus.NOT_FOUND)
    return bank


def all_banks(context: StudioContext) -> dict[str, Any]:
    """Return every bank: ``{"banks": [{key, name, loops, dropped, fault, is_loaded}], "remarks"}``."""
    folder = folder_of(context, BANKS)
    loaded = _loaded(context)
    banks: list[dict[str, Any]] = []
    left = [MOST_LOOKED_AT]
    for bank in _banks_below(folder, DEEPEST, left):
        if len(banks) == MOST_BANKS:
            return {"banks": banks, "remarks": [f"{printable(folder)}: the first {MOST_BANKS} banks are shown"]}
        banks.append(_short(folder, bank) | {"is_loaded": loaded is not None and bank.resolve() == loaded})
    return {"banks": banks, "remarks": []}


def one_bank(context: StudioContext, key: str) -> dict[str, Any]:
    """Return a bank with its loops and those that were dropped, with the keys of their sounds."""
    bank = bank_of(context, key)
    folder = folder_of(context, BANKS).resolve()
    with told():
        loops, gone = read_bank(bank), dropped_loops(bank)
    return {
        "key": key,
        "name": shown_name(bank),
        "loops": [_loop(folder, bank, loop) for loop in loops],
        "dropped": [_loop(folder, bank / DROPPED, loop) for loop in gone],
        "has_old_page": _has_old_page(bank),
    }


def change(context: StudioContext, key: str, action: str, body: dict[str, Any]) -> dict[str, Any]:
    """Keep, drop, order or merge, and return the bank as it is then. Loops are named by their ``ref``.

    Raises:
        StudioError: in one line.
    """
    bank = bank_of(context, key)
    remarks: list[str] = []
    with told():
        if action == "merge":
            others = [bank_of(context, one) for one in _texts(body, "banks")]
            remarks = [printable(one) for one in merge(bank, others).left_out]
        else:
            {"keep": keep, "drop": drop, "order": order}[action](bank, [decoded(one) for one in _texts(body, "loops")])
    return one_bank(context, key) | {"remarks": remarks}


def new_bank(context: StudioContext, name: object) -> Path:
    """Make an empty bank. Raises StudioError: no name for a folder, or there is such a bank."""
    if not isinstance(name, str) or not 0 < len(name.strip()) <= LONGEST_NAME:
        raise StudioError(f"a bank's name must have 1 to {LONGEST_NAME} letters")
    name = name.strip()
    if name.startswith(".") or name == DROPPED or any(c in '/\\:*?"<>|' or not c.isprintable() for c in name):
        raise StudioError(f"{name!r}: a bank's name must have letters, digits and spaces only, and no dot in front")
    folder = folder_of(context, BANKS)
    with told():
        folder.mkdir(parents=True, exist_ok=True)
        bank = path_of(folder, key_of(folder, folder / name))
        if is_there(bank):
            raise StudioError(f"{name}: is there already")
        write_bank(bank, [])
    return bank


def add_to_bank(context: StudioContext, body: dict[str, Any], dream: Path, seed: Path | None) -> dict[str, Any]:
    """Add a dream to the bank whose ``key``, or whose new ``name``, a request says; return loop and bank."""
    key = body.get("key")
    bank = bank_of(context, key) if isinstance(key, str) else new_bank(context, body.get("name"))
    with told():
        row = add_dream(bank, dream, seed)
    return {"bank": shown_name(bank), "loop": printable(row.file), "answers_seed": row.seed_levels is not None}


def load(context: StudioContext, key: str) -> dict[str, Any]:
    """Let the daemon play a bank."""
    bank = bank_of(context, key)
    try:
        context.send("/dream/bank/load", bank.as_posix())
    except (OscRefusedError, UnicodeEncodeError):
        raise StudioError(f"{shown_name(bank)}: a bank's name must be UTF-8 to be loaded; rename its folder") from None
    return {"name": shown_name(bank)}


def key_of_bank(context: StudioContext, bank: Path) -> str:
    """Return the key by which a page names a bank."""
    folder = folder_of(context, BANKS).resolve()
    return ROOT if bank.resolve() == folder else key_of(folder, bank.resolve())


def _banks_below(folder: Path, depth: int, left: list[int]) -> Iterator[Path]:
    if is_there(folder / MANIFEST):
        yield folder
    if depth == 0:
        return
    inside: list[Path] = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            left[0] -= 1
            if left[0] < 0:
                break
            if not entry.name.startswith(".") and entry.name != DROPPED and entry.is_dir(follow_symlinks=False):
                inside.append(Path(entry.path))
    for one in sorted(inside):
        yield from _banks_below(one, depth - 1, left)


def _short(folder: Path, bank: Path) -> dict[str, Any]:
    name = printable(bank.name if bank == folder else bank.relative_to(folder).as_posix())
    found = {"key": ROOT if bank == folder else key_of(folder, bank), "name": name, "loops": 0, "dropped": 0}
    try:
        loops, dropped = _counts(bank, file_stamp(bank / MANIFEST), file_stamp(bank / DROPPED / MANIFEST))
        return found | {"loops": loops, "dropped": dropped, "fault": ""}
    except BankError as error:
        return found | {"fault": str(error)}


@lru_cache(maxsize=MOST_BANKS)
def _counts(bank: Path, _stamp: str, _dropped_stamp: str) -> tuple[int, int]:
    """How many loops a bank has, and how many were dropped, as long as its manifests have these stamps."""
    return len(read_bank(bank)), len(dropped_loops(bank))


def _loop(folder: Path, place: Path, loop: BankLoop) -> dict[str, Any]:
    scores = {name: value for name in _SCORES if isinstance(value := loop.scores.get(name), int | float)}
    return {
        "ref": coded(loop.file),
        "name": printable(Path(loop.file).stem),
        "key": key_of(folder, place / loop.file),
        "is_there": is_there(place / loop.file),
        "duration_s": loop.duration_s,
        "loudness_lufs": loop.loudness_lufs,
        "notes": [note_name(hz) for hz in loop.pitches_hz[:8] if hz > 0],
        "answers": [note_name(hz) for hz in (loop.seed_pitches_hz or [])[:8] if hz > 0],
        "seed": printable(loop.seed),
        "model": printable(loop.checkpoint),
        "rng_seed": loop.rng_seed,
        "effect": printable(loop.effect or ""),
        "scores": {name: float(value) for name, value in scores.items()},
    }


def _has_old_page(bank: Path) -> bool:
    """Whether `live-daemon bank page` wrote a page that shows the bank as it was before."""
    page, manifest = status_of(bank / PAGE), status_of(bank / MANIFEST)
    return page is not None and manifest is not None and page.st_mtime_ns < manifest.st_mtime_ns


def _loaded(context: StudioContext) -> Path | None:
    """The bank whose loops play now."""
    told_last = context.history.last("/dream/bank/ready")
    if not told_last or not isinstance(told_last[0], str) or not told_last[0]:
        return None
    return Path(told_last[0]).resolve()


def _texts(body: dict[str, Any], name: str) -> list[str]:
    found = body.get(name)
    if not isinstance(found, list) or not found or not all(isinstance(one, str) for one in found):
        raise StudioError(f"{name} must be a list of names")
    return found
