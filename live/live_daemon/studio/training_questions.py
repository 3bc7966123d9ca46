"""What only the trainer knows, asked in a process of its own: what can be chosen, what is heard in recordings."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from live_daemon.studio.answers import StudioError
from live_daemon.studio.training_process import MODULE
from live_inference.files.dreams import file_stamp
from live_inference.files.reading import FileError, parse_json

PATIENCE_S: Final = 600.0
"""Recordings of an hour, heard at the lowest priority beside a show, take a while."""
MOST_REMEMBERED: Final = 2000
ENDS_WITH_US: Final = "live_inference.worker.process"
"""Runs the trainer until its standard input closes: an hour is not listened to for a console that has ended."""


class TrainerQuestions:
    """Asks the trainer, one question at a time, and remembers the answers. *Any thread; it may take seconds.*"""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._choices: list[dict[str, Any]] | None = None
        self._heard: OrderedDict[tuple[Path, str], dict[str, Any]] = OrderedDict()

    def choices(self) -> list[dict[str, Any]]:
        """Return every approach with its presets and hyperparameters. Raises StudioError."""
        with self._one_at_a_time:
            if self._choices is None:
                (told,) = _asked(["--list-parameters", "--json"])
                self._choices = list(told["approaches"])
            return self._choices

    def heard_in(self, paths: Sequence[Path]) -> list[dict[str, Any]]:
        """Return for each recording what a training would hear in it, or why it cannot be used. Raises StudioError."""
        keys = [(path, file_stamp(path)) for path in paths]
        with self._one_at_a_time:
            new = [key for key in dict.fromkeys(keys) if key not in self._heard]
            if new:
                told = _asked(["--inspect", "--json", *(str(path) for path, _ in new)])
                if len(told) != len(new):
                    raise StudioError("the trainer has not told of every recording", HTTPStatus.INTERNAL_SERVER_ERROR)
                self._heard |= zip(new, told, strict=True)
            rows = [self._heard[key] for key in keys]
            while len(self._heard) > MOST_REMEMBERED:
                self._heard.popitem(last=False)
        return rows


def _asked(arguments: list[str]) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", ENDS_WITH_US, MODULE, *arguments]
    try:
        theirs, ours = os.pipe()
        try:
            done = subprocess.run(command, stdin=theirs, capture_output=True, timeout=PATIENCE_S, check=False)
        finally:
            os.close(theirs)
            os.close(ours)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StudioError(f"the trainer does not answer ({error})", HTTPStatus.SERVICE_UNAVAILABLE) from None
    try:
        rows = [parse_json(line, "the trainer's answer") for line in done.stdout.decode().splitlines()]
    except (FileError, UnicodeDecodeError) as error:
        raise StudioError(f"the trainer's answer is no JSON: {error}", HTTPStatus.INTERNAL_SERVER_ERROR) from None
    if not rows:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit status {done.returncode}"]
        raise StudioError(f"the trainer failed: {lines[-1]}", HTTPStatus.INTERNAL_SERVER_ERROR)
    return rows
