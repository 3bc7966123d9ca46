"""Every take and every dream, of this session and before, the newest first."""

from __future__ import annotations

import contextlib
import os
import stat
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeVar

import soundfile

from live_daemon.studio.context import StudioContext
from live_daemon.studio.folders import DREAMS, LIVE, TAKES, coded, folder_of, key_of, shown_name
from live_daemon.studio.history import DROPPED, FAILED, READY
from live_daemon.studio.ratings import Ratings
from live_daemon.studio.sidecars import Told, told_of
from live_daemon.takes.take_files import is_recording_name
from live_inference.bank.adding import LIVE_SEED, recording_name
from live_inference.command_line.printable import printable
from live_inference.files.dreams import file_fingerprint, file_stamp, sidecar_path
from live_inference.files.endings import SOUND_SUFFIXES
from live_inference.files.names import openable

ON_A_PAGE: Final = 40
MOST_REMEMBERED: Final = 20_000
LONGEST_ID: Final = 8
"""Digits: longer endings of names are time stamps of other programs."""

Kind = Literal["all", "takes", "dreams"]
T = TypeVar("T")
_ENDINGS: Final = frozenset(SOUND_SUFFIXES)


class Found(NamedTuple):
    """A sound file as its folder lists it. ``when``: seconds since 1970; ``name``: below the folder.

    A season has a hundred thousand: no path is made of one that is not shown.
    """

    folder: str
    name: str
    when: float
    size: int


class Library:
    """Lists takes and dreams. *Any thread.* What was read of a file is remembered until the file is written again."""

    def __init__(self, context: StudioContext, ratings: Ratings):
        self._context = context
        self._ratings = ratings
        self._lock = threading.Lock()
        self._told: OrderedDict[Path, tuple[str, Told]] = OrderedDict()
        self._durations: OrderedDict[Path, tuple[str, float | None]] = OrderedDict()
        self._fingerprints: OrderedDict[Path, tuple[str, str]] = OrderedDict()

    def page(self, kind: Kind, search: str, number: int) -> dict[str, Any]:
        """Return one page of rows: ``{"items", "total", "page", "pages", "remarks"}``.

        ``search``: words that must be in the name, the seed's name, the model or the state.
        """
        stars, remark = self._ratings.all()
        remarks = [remark] if remark else []
        told: dict[str, dict[str, Any]] = {}
        rows: list[Found | dict[str, Any]] = []
        history = self._context.history.dreams()
        for name in (TAKES, DREAMS):
            if kind in ("all", name):
                found, fault = self._files(name)
                rows += found
                remarks += [fault] if fault else []
        on_the_way = {dream["id"] for dream in history if dream["state"] not in _ENDED} if kind != TAKES else set()
        for one in rows if on_the_way else []:
            if isinstance(one, Found) and one.folder == DREAMS:
                on_the_way.discard(_number_in(one.name))
        for dream in history:
            if dream["state"] == READY:
                told[Path(dream["file"]).name] = dream
            elif kind != TAKES and (dream["state"] in _ENDED or dream["id"] in on_the_way):
                # Of any other state with a file the word that it is ready is still to come.
                rows.append(_without_file(dream))
        words = search.casefold().split()
        if words:
            rows = [row for row in rows if self._fits(row, words)]
        rows.sort(key=_when, reverse=True)
        pages = max(1, -(-len(rows) // ON_A_PAGE))
        number = min(max(0, number), pages - 1)
        some = rows[number * ON_A_PAGE : (number + 1) * ON_A_PAGE]
        items = [one if isinstance(one, dict) else self._row(one, stars, told) for one in some]
        return {"items": items, "total": len(rows), "page": number, "pages": pages, "remarks": remarks}

    def row(self, folder: str, path: Path) -> dict[str, Any]:
        """Return the row of one file, whose path is real. Raises OSError, ValueError: it is gone."""
        status = path.stat()
        name = path.relative_to(folder_of(self._context, folder).resolve()).as_posix()
        stars, _ = self._ratings.all()
        history = self._context.history.dreams()
        told = {Path(dream["file"]).name: dream for dream in history if dream["state"] == READY}
        return self._row(Found(folder, name, status.st_mtime, status.st_size), stars, told)

    def told(self, dream: Path) -> Told:
        """Return what a dream's sidecar says."""
        return self._once(self._told, dream, file_stamp(sidecar_path(dream)), told_of)

    def seed_of(self, dream: Path) -> tuple[str, Path] | None:
        """Return folder and file of the recording that a dream was made on; None: not there (any more).

        A file that only has its name is another recording; a sidecar from before they told fingerprints has no more.
        """
        told = self.told(dream)
        if told.is_noise or not told.recording:
            return None
        name = recording_name(dream, told.recording)
        folders = (LIVE,) if told.recording == LIVE_SEED else (TAKES, DREAMS)
        for folder in folders if name else ():
            path = folder_of(self._context, folder) / name
            with contextlib.suppress(OSError, ValueError):
                if path.is_file() and told.fingerprint in (None, self._fingerprint(path)):
                    return folder, path
        return None

    def number_of(self, dream: Path) -> int | None:
        """Return the number by which `/dream/bank/add` finds a dream: the one its name ends with."""
        return _number_in(dream.name)

    def _files(self, name: str) -> tuple[list[Found], str]:
        """Return the sounds of a folder, and in one line why it cannot be read (mostly empty).

        Each is looked at every time: one that is written again in place leaves its folder as it was.
        """
        folder = folder_of(self._context, name)
        is_sound = is_recording_name if name == TAKES else _is_sound_name
        found = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not is_sound(entry.name):
                        continue
                    try:
                        status = entry.stat()
                    except OSError:  # it went while it was listed, or is a link to nothing
                        continue
                    if stat.S_ISREG(status.st_mode):
                        found.append(Found(name, entry.name, status.st_mtime, status.st_size))
        except FileNotFoundError:
            return [], ""
        except OSError as error:
            return [], f"{folder}: cannot be read ({error.strerror or error})"
        return found, ""

    def _fits(self, one: Found | dict[str, Any], words: list[str]) -> bool:
        if isinstance(one, dict):
            seed = one["seed"]["name"] if one["seed"] else ""
            texts = [one["name"], one["model"], seed, one["state"], one["reason"]]
        else:
            texts = [printable(one.name)]
            if one.folder == DREAMS and not _has_all(texts, words):
                told = self.told(folder_of(self._context, DREAMS) / one.name)
                texts += [printable(told.recording), told.model, told.approach]
        return _has_all(texts, words)

    def _row(self, one: Found, stars: dict[str, dict[str, int]], told: dict[str, dict[str, Any]]) -> dict[str, Any]:
        path = folder_of(self._context, one.folder) / one.name
        row = {
            **_EMPTY,
            "folder": one.folder,
            "key": coded(one.name),
            "name": shown_name(path),
            "when": one.when,
            "size": one.size,
            "rating": stars.get(one.folder, {}).get(path.name, 0),
            "state": READY,
        }
        if one.folder == DREAMS:
            row |= self._of_dream(path)
            history = told.get(path.name)
            if history is not None:
                row["id"] = history["id"]
        row["duration_s"] = self._duration_s(path) or row["duration_s"]
        return row

    def _of_dream(self, dream: Path) -> dict[str, Any]:
        told = self.told(dream)
        seed = None
        if told.recording:
            seed = {"name": printable(told.recording), "folder": "", "key": "", "span_s": list(told.span_s)}
            found = self.seed_of(dream)
            if found is not None:
                seed |= {"folder": found[0], "key": key_of(folder_of(self._context, found[0]), found[1])}
        rest = asdict(told)
        kept = ("model", "approach", "rng_seed", "duration_s", "scores", "passes", "remark")
        return {name: rest[name] for name in kept} | {
            "seed": seed,
            "faults": list(told.faults),
            "answer": told.scores.get("answer"),
            "id": self.number_of(dream),
        }

    def _duration_s(self, path: Path) -> float | None:
        """Seconds by the header; None where it does not tell."""
        return self._once(self._durations, path, file_stamp(path), _duration_s)

    def _fingerprint(self, path: Path) -> str:
        return self._once(self._fingerprints, path, file_stamp(path), file_fingerprint)

    def _once(self, kept: OrderedDict[Path, tuple[str, T]], path: Path, stamp: str, read: Callable[[Path], T]) -> T:
        """Read what is asked of a file, unless that is remembered from when it had the same stamp."""
        with self._lock:
            known = kept.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        value = read(path)
        with self._lock:
            kept[path] = (stamp, value)
            kept.move_to_end(path)
            while len(kept) > MOST_REMEMBERED:
                kept.popitem(last=False)
        return value


_ENDED: Final = (READY, FAILED, DROPPED)
_EMPTY: Final[dict[str, Any]] = {
    "folder": DREAMS,
    "key": "",
    "name": "",
    "when": 0.0,
    "size": 0,
    "duration_s": None,
    "model": "",
    "approach": "",
    "rng_seed": None,
    "scores": {},
    "passes": None,
    "faults": [],
    "answer": None,
    "seed": None,
    "rating": 0,
    "state": READY,
    "reason": "",
    "remark": "",
    "id": None,
}


def _without_file(dream: dict[str, Any]) -> dict[str, Any]:
    """A dream of this session that is no file (yet)."""
    seed = printable(dream["seed"].replace("\\", "/").rpartition("/")[2])
    return _EMPTY | {
        "name": f"{seed or 'dream'} · {dream['id']}",
        "when": dream["ended_at"] or dream["queued_at"],
        "model": printable(dream["model"]),
        "seed": {"name": seed, "folder": "", "key": "", "span_s": []} if seed else None,
        "state": dream["state"],
        "reason": printable(dream["reason"]),
        "id": dream["id"],
    }


def _duration_s(path: Path) -> float | None:
    with contextlib.suppress(soundfile.LibsndfileError, OSError, RuntimeError, TypeError, ValueError):
        if path.is_file():  # never wait for a pipe
            info = soundfile.info(openable(path))
            seconds = info.frames / info.samplerate
            return round(seconds, 3) if 0 < seconds < 1e6 else None
    return None


def _when(one: Found | dict[str, Any]) -> float:
    return one.when if isinstance(one, Found) else float(one["when"])


def _is_sound_name(name: str) -> bool:
    _, dot, ending = name.rpartition(".")
    return dot + ending.lower() in _ENDINGS and not name.startswith(".")


def _number_in(name: str) -> int | None:
    ending = name.rpartition("-")[2]
    digits = ending.removesuffix(".wav")
    is_number = len(digits) < len(ending) and len(digits) <= LONGEST_ID and digits.isascii() and digits.isdecimal()
    return int(digits) if is_number else None


def _has_all(texts: list[str], words: list[str]) -> bool:
    whole = "\n".join(texts).casefold()
    return all(word in whole for word in words)
