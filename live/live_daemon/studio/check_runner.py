"""Runs the sound check beside the daemon, one at a time, and finds earlier certificates."""

from __future__ import annotations

import contextlib
import shlex
import subprocess
import sys
import threading
import time
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from live_daemon.settings import Settings, settings_to_file
from live_daemon.soundcheck.lines import CERTIFICATE
from live_daemon.studio.answers import StudioError
from live_daemon.studio.context import StudioContext
from live_inference.files.reading import FileError, parse_json, read_json

SECONDS: Final = 15.0
"""For how long the engine is watched."""
STOP_S: Final = 5.0
MOST_LOOKED_AT: Final = 50
"""Certificates in which the last whole check is looked for."""
CERTIFICATE_BYTES: Final = 4 << 20
NEEDS_A_STOPPED_STAGE: Final = ("round trip", "real time", "first dream")
"""Lines that the check leaves out while a daemon runs (`live_daemon.soundcheck.check`)."""


class CheckRunner:
    """The sound check as a child process. *Console process, any thread.*

    It inherits the console's low priority, and cannot give it back; beside a stage it does no harm, since the check
    then only reads what the engine itself has measured.
    """

    def __init__(self, context: StudioContext, command: list[str] | None = None):
        """``command``: what runs the check, up to its arguments."""
        self._settings: Settings = context.settings
        self._folder = context.folder
        self._again = "live-daemon soundcheck"
        if context.settings_file is not None:
            self._again += f" --settings {shlex.quote(str(context.settings_file))}"
        self._command = command or [sys.executable, "-m", "live_daemon.soundcheck"]
        self._lock = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._progress, self._error, self._began_at = "", "", 0.0
        self._lines: list[dict[str, Any]] = []
        self._stopped = False

    def begin(self) -> None:
        """Start a check.

        Raises:
            StudioError: one is running already, or it cannot be started.
        """
        with self._lock:
            if self._child is not None:
                raise StudioError("a sound check is running already: wait for it, or stop it", HTTPStatus.CONFLICT)
            file = self._folder / "soundcheck.json"
            try:
                settings_to_file(self._settings, file)
                command = [*self._command, "--settings", str(file), "--seconds", str(SECONDS)]
                self._child = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    text=True,
                    encoding="utf-8",
                    errors="replace",
                )
            except OSError as error:
                raise StudioError(f"the sound check cannot be started ({error.strerror or error})") from error
            self._progress, self._error, self._began_at = "", "", time.time()
            self._lines, self._stopped = [], False
            threading.Thread(target=self._hear, args=(self._child,), name="sound-check", daemon=True).start()

    def stop(self) -> None:
        """Stop the check that runs, if any, and wait until it has ended."""
        with self._lock:
            child, self._stopped = self._child, True
        if child is not None:
            child.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(STOP_S)

    def told(self) -> dict[str, Any]:
        """Return whether a check runs, since when (seconds since 1970), its lines so far, and earlier certificates.

        ``last``: the newest certificate; ``whole``: the newest one that was made without a daemon; None without any.
        """
        with self._lock:
            now = {
                "running": self._child is not None,
                "began_at": self._began_at,
                "progress": self._progress,
                "error": self._error,
                "stopped": self._stopped,
                "lines": list(self._lines),
            }
        last, whole = self._certificates()
        return now | {"last": last, "whole": whole, "command": self._again, "needs_stop": list(NEEDS_A_STOPPED_STAGE)}

    def _hear(self, child: subprocess.Popen[str]) -> None:
        assert child.stdout is not None
        ended_well = False
        for text in child.stdout:
            with contextlib.suppress(FileError):
                told = parse_json(text, "a line")
                if not isinstance(told, dict):
                    continue
                ended_well = ended_well or "certificate" in told or "error" in told
                with self._lock:
                    if "line" in told:
                        self._lines.append(told["line"])
                    self._progress = told.get("progress", self._progress)
                    self._error = told.get("error", self._error)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
        with self._lock:
            if not (ended_well or self._stopped):
                self._error = f"the sound check ended before its end (status {child.returncode}): run {self._again}"
            self._child = None

    def _certificates(self) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
        files = sorted(Path(self._settings.paths.state).glob(f"{CERTIFICATE}*.json"), reverse=True)
        last = whole = None
        for file in files[:MOST_LOOKED_AT]:
            found = _certificate(file)
            last = last or found
            if found is not None and not found["beside"]:
                whole = found
                break
        return last, whole


def _certificate(file: Path) -> dict[str, Any] | None:
    """Return what the page shows of a certificate, None of one that is damaged or not ours."""
    try:
        found, at = read_json(file, CERTIFICATE_BYTES), file.stat().st_mtime
        names = ("name", "status", "figure", "bar", "remedy")
        lines = [{name: str(line[name]) for name in names} for line in found["lines"]]
        beside = "running" in found["figures"]
        return {"file": str(file), "at": at, "safe": found["safe"] is True, "verdict": str(found["verdict"])} | {
            "beside": beside,
            "lines": lines,
        }
    except (FileError, OSError, KeyError, TypeError, AttributeError):
        return None
