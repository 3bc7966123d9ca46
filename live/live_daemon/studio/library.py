"""Every take and every dream, of this session and before, the newest first."""

from __future__ import annotations

import contextlib
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import soundfile

from live_daemon.studio.context import StudioContext
from live_daemon.studio.folders import DREAMS, LIVE, TAKES, folder_of, key_of, shown_name
from live_daemon.studio.history import DROPPED, FAILED, READY
from live_daemon.studio.ratings import Ratings
from live_daemon.studio.sidecars import Told, told_of
from live_daemon.takes.folder import recordings_in
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


@dataclass(frozen=True, slots=True)
class Found:
    """A sound file as the folder lists it. ``when``: seconds since 1970."""

    folder: str
    path: Path
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
        rows: list[tuple[float, Found | dict[str, Any]]] = []
        history = self._context.history.dreams()
        for name in (TAKES, DREAMS):
            if kind in ("all", name):
                found, fault = self._files(name)
                rows += [(one.when, one) for one in found]
                remarks += [fault] if fault else []
        numbers = {self.number_of(one.path) for _, one in rows if isinstance(one, Found) and one.folder == DREAMS}
        for dream in history:
            if dream["state"] == READY:
                told[Path(dream["file"]).name] = dream
            elif kind != TAKES and (dream["state"] in (FAILED, DROPPED) or dream["id"] not in numbers):
                # Of any other state with a file the word that it is ready is on its way.
                rows.append((dream["ended_at"] or dream["queued_at"], _without_file(dream)))
        words = search.casefold().split()
        if words:
            rows = [row for row in rows if self._fits(row[1], words)]
        rows.sort(key=lambda row: row[0], reverse=True)
        pages = max(1, -(-len(rows) // ON_A_PAGE))
        number = min(max(0, number), pages - 1)
        some = rows[number * ON_A_PAGE : (number + 1) * ON_A_PAGE]
        items = [one if isinstance(one, dict) else self._row(one, stars, told) for _, one in some]
        return {"items": items, "total": len(rows), "page": number, "pages": pages, "remarks": remarks}

    def row(self, folder: str, path: Path) -> dict[str, Any]:
        """Return the row of one file. Raises OSError: it is gone."""
        status = path.stat()
        stars, _ = self._ratings.all()
        history = self._context.history.dreams()
        told = {Path(dream["file"]).name: dream for dream in history if dream["state"] == READY}
        return self._row(Found(folder, path, status.st_mtime, status.st_size), stars, told)

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
        ending = dream.stem.rpartition("-")[2]
        is_number = ending.isascii() and ending.isdecimal() and len(ending) <= LONGEST_ID
        return int(ending) if is_number and dream.suffix == ".wav" else None

    def _files(self, name: str) -> tuple[list[Found], str]:
        folder = folder_of(self._context, name)
        try:
            paths = recordings_in(folder) if name == TAKES else list(_sounds_in(folder))
        except FileNotFoundError:
            return [], ""
        except OSError as error:
            return [], f"{folder}: cannot be read ({error.strerror or error})"
        found = []
        for path in paths:
            with contextlib.suppress(OSError, ValueError):  # it went while it was listed
                status = path.stat()
                found.append(Found(name, path, status.st_mtime, status.st_size))
        return found, ""

    def _fits(self, one: Found | dict[str, Any], words: list[str]) -> bool:
        if isinstance(one, dict):
            seed = one["seed"]["name"] if one["seed"] else ""
            texts = [one["name"], one["model"], seed, one["state"], one["reason"]]
        else:
            texts = [shown_name(one.path)]
            if one.folder == DREAMS and not _has_all(texts, words):
                told = self.told(one.path)
                texts += [printable(told.recording), told.model, told.approach]
        return _has_all(texts, words)

    def _row(self, one: Found, stars: dict[str, dict[str, int]], told: dict[str, dict[str, Any]]) -> dict[str, Any]:
        folder = folder_of(self._context, one.folder)
        row = {
            **_EMPTY,
            "folder": one.folder,
            "key": key_of(folder, one.path),
            "name": shown_name(one.path),
            "when": one.when,
            "size": one.size,
            "rating": stars.get(one.folder, {}).get(one.path.name, 0),
            "state": READY,
        }
        if one.folder == DREAMS:
            row |= self._of_dream(one.path)
            history = told.get(one.path.name)
            if history is not None:
                row["id"] = history["id"]
        row["duration_s"] = self._duration_s(one.path) or row["duration_s"]
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


def _sounds_in(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(".") and entry.name.lower().endswith(SOUND_SUFFIXES):
                with contextlib.suppress(OSError):
                    if entry.is_file():
                        yield Path(entry.path)


def _has_all(texts: list[str], words: list[str]) -> bool:
    whole = "\n".join(texts).casefold()
    return all(word in whole for word in words)
