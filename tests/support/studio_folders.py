"""Folders of a studio without a daemon: takes and dreams in them, and a client that asks about them."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray
from starlette.applications import Starlette
from starlette.testclient import TestClient

from live_daemon.settings import Settings
from live_daemon.studio import banks, dreams
from live_daemon.studio.answers import StudioError, refused
from live_daemon.studio.context import StudioContext
from live_daemon.studio.folders import coded
from live_daemon.studio.history import History

RATE = 48_000
HOSTILE = (
    "<img src=x onerror=alert(1)>.wav",
    "two\nlines\r.wav",
    "\x1b[2Jclears.wav",
    "evil\u202evaw.exe.wav",
    "quotes'\"`$(touch x);&.wav",
    "a" * 251 + ".wav",
    os.fsdecode(b"\xe9tude \xff.wav"),
    "up%2f..%2f..%2fetc%2fpasswd.wav",
    "~root.wav",
    "C:take.wav",
    "日本語 🎻.wav",
)


class Shelf:
    """The studio's routes of takes, dreams and banks over folders of their own; `sent`: what went to the daemon."""

    def __init__(self, folder: Path) -> None:
        names = ("recordings", "dreams", "bank", "state", "checkpoints")
        for name in names:
            (folder / name).mkdir()
        found = Settings()
        paths = replace(found.paths, **{name: str(folder / name) for name in names})
        self.takes, self.dreams, self.banks = (folder / name for name in ("recordings", "dreams", "bank"))
        self.state = folder / "state"
        self.sent: list[bytes] = []
        self.history = History()
        self.context = StudioContext(replace(found, paths=paths), None, self.history, self.sent.append)
        routes = [*dreams.routes(self.context), *banks.routes(self.context)]
        self.client = TestClient(Starlette(routes=routes, exception_handlers={StudioError: refused}))

    def take(self, name: str, seconds: float = 0.5, **how: Any) -> Path:
        """Write a take: a sine whose pitch no other has."""
        path = self.takes / name
        written(path, tone(220.0 + len(list(self.takes.iterdir())), seconds), **how)
        return path

    def dream(self, name: str, samples: NDArray[np.float32] | None = None, **sidecar: Any) -> Path:
        """Write a dream with its sidecar."""
        path = self.dreams / name
        written(path, tone(330.0, 0.5) if samples is None else samples)
        path.with_suffix(".json").write_text(json.dumps(SIDECAR | sidecar))
        return path

    def rows(self, query: str = "") -> list[dict[str, Any]]:
        """The rows of one page."""
        found: list[dict[str, Any]] = self.client.get(f"/dreams{query}").json()["items"]
        return found


SIDECAR: dict[str, Any] = {
    "recording": "take.wav",
    "checkpoint": "nylon",
    "approach": "vector",
    "rng_seed": 7,
    "duration_s": 0.5,
    "seed_span_s": [0.0, 0.5],
    "scores": {"level_db": -3.0, "seed": {"artifacts": 0.9, "answer": 0.75, "pass": True, "faults": []}},
}


def tone(hz: float, seconds: float, rate: int = RATE) -> NDArray[np.float32]:
    """A sine of a quarter of full scale."""
    return np.asarray(0.25 * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate), np.float32)


def written(path: Path, samples: NDArray[np.float32], rate: int = RATE, **how: Any) -> Path:
    """Write a sound file, whatever its name holds."""
    plain = path.with_name("being-written" + (path.suffix if path.suffix.isascii() else ".wav"))
    soundfile.write(
        os.fsencode(plain), samples, rate, **({"subtype": "FLOAT"} if path.suffix == ".wav" and not how else how)
    )
    plain.rename(path)
    return path


def at(path: Path, when: float) -> Path:
    """Date a file back."""
    os.utime(path, (when, when))
    return path


def of(folder: str, path: Path) -> str:
    """The address of a take or a dream."""
    return f"/dreams/{folder}/{coded(path.name)}"
