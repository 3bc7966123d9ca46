"""``live-daemon service``: starts the daemon with the user's session, through systemd (Linux) or launchd (macOS).

It writes or removes one file in the user's home and prints the command to run next; it starts and stops nothing itself.
A file that somebody changed by hand is left alone: the second line of our file holds the hash of the rest.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.resources
import json
import os
import plistlib
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from live_daemon.settings import Settings, SettingsError
from live_inference.command_line.printable import printable
from live_inference.files.dreams import atomically
from live_inference.files.reading import FileError, FileMissingError, read_text

Manager = Literal["systemd", "launchd"]
FileState = Literal["missing", "ours", "changed"]
NAME = "live-daemon"
LARGEST = 1 << 20
"""Bytes of a service manager's file: ours have a thousandth of it."""
_STAMP = re.compile(
    r"^(?:# |<!-- )written by live-daemon service install; sha256 ([0-9a-f]{64})(?: -->)?\n", re.MULTILINE
)


@dataclass(frozen=True)
class Service:
    """The file of one service manager, and the commands for the user."""

    manager: Manager
    file: Path

    def state(self) -> FileState:
        """Return whether the file is missing, as we wrote it, or changed since."""
        try:
            text = read_text(self.file, LARGEST)
        except FileMissingError:
            return "missing"
        except FileError:
            return "changed"
        stamp = _STAMP.search(text)
        if stamp is None:
            return "changed"
        return "ours" if stamp[1] == _hash(text[: stamp.start()] + text[stamp.end() :]) else "changed"

    @property
    def start_hint(self) -> str:
        """The commands that make the manager read the file and start the daemon."""
        if self.manager == "systemd":
            return (
                f"systemctl --user daemon-reload && systemctl --user enable --now {NAME}\n"
                f"  what it says: journalctl --user -u {NAME} -f\n"
                "  to start it without anybody logged in: loginctl enable-linger"
            )
        return f'launchctl bootstrap gui/$(id -u) "{self.file}"\n  what it says: {_log_file()}'

    @property
    def stop_hint(self) -> str:
        """The command that stops the daemon and makes the manager forget it."""
        if self.manager == "systemd":
            return f"systemctl --user disable --now {NAME}; systemctl --user daemon-reload"
        return f"launchctl bootout gui/$(id -u)/{NAME}"


def service_here(platform: str = sys.platform) -> Service:
    """Return this system's service.

    Raises:
        SettingsError: neither Linux nor macOS.
    """
    if platform == "linux":
        home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
        return Service("systemd", Path(home) / "systemd" / "user" / f"{NAME}.service")
    if platform == "darwin":
        return Service("launchd", Path.home() / "Library" / "LaunchAgents" / f"{NAME}.plist")
    raise SettingsError(
        f"service needs systemd (Linux) or launchd (macOS), this is {platform}: start `live-daemon run`"
    )


def run_command(settings_file: Path | None, overrides: Sequence[str]) -> list[str]:
    """Return the command line of the daemon with these settings, every path absolute."""
    command = [sys.executable, "-m", "live_daemon.cli", "run"]
    if settings_file is not None:
        command += ["--settings", str(settings_file.absolute())]
    for override in overrides:
        command += ["--set", override]
    for word in command:
        if not word.isprintable():
            raise SettingsError(f"service: {word!r} cannot stand in a service file (rename the file or the value)")
    return command


def install(service: Service, command: Sequence[str]) -> str:
    """Write the file; return the text for the user.

    Raises:
        SettingsError: the file was changed by hand, or cannot be written.
    """
    if service.state() == "changed":
        raise SettingsError(
            f"{service.file} was not written by this command, or changed since, and is left as it is (move it away "
            "and install again)"
        )
    text = file_text(service.manager, command)
    try:
        atomically(service.file, lambda partial: partial.write_text(text, encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{service.file} cannot be written ({error.strerror})") from error
    return f"wrote {service.file}\nto start it now and with every login:\n  {service.start_hint}"


def uninstall(service: Service) -> str:
    """Remove the file if it is as we wrote it; return the text for the user.

    Raises:
        SettingsError: the file was changed by hand, or cannot be removed.
    """
    state = service.state()
    if state == "missing":
        return f"{service.file} is not there: nothing to do"
    if state == "changed":
        raise SettingsError(f"{service.file} was changed by hand and is left as it is (remove it yourself)")
    try:
        service.file.unlink()
    except OSError as error:
        raise SettingsError(f"{service.file} cannot be removed ({error.strerror})") from error
    return f"removed {service.file}\nto stop a daemon that it started:\n  {service.stop_hint}"


def status(service: Service) -> dict[str, str]:
    """Return manager, file, state (missing, ours, changed) and the manager's status of the daemon."""
    return {
        "manager": service.manager,
        "file": str(service.file),
        "state": service.state(),
        "daemon": _manager_says(service.manager),
    }


def file_text(manager: Manager, command: Sequence[str]) -> str:
    """Return the whole service file for a command, with its stamp in the second line."""
    if manager == "systemd":
        body = _template("live-daemon.service").replace("@COMMAND@", " ".join(map(_systemd_word, command)))
        return _stamped(body, 1, "# {}\n")
    words = "</string>\n\t\t<string>".join(escape(word) for word in command)
    body = _template("live-daemon.plist").replace("@COMMAND@", words).replace("@LOG@", escape(str(_log_file())))
    plistlib.loads(body.encode())  # raises if launchd could not read it
    return _stamped(body, 1, "<!-- {} -->\n")


def command(options: argparse.Namespace, _settings: Settings) -> int:
    """Install, uninstall or show the service file; return the exit status.

    Raises:
        SettingsError: it cannot be done; one line.
    """
    service = service_here()
    if options.action == "status":
        told = status(service)
        lines = [f"{name:<9}{printable(value)}" for name, value in told.items()]
        print(json.dumps(told) if options.json else "\n".join(lines))
        return 0
    if options.action == "install":
        text = install(service, run_command(options.settings, options.set))
    else:
        text = uninstall(service)
    print(json.dumps(status(service)) if options.json else text)
    return 0


def _systemd_word(word: str) -> str:
    """Quote one word of ExecStart: systemd expands quotes, ``%`` and ``$`` (systemd.service(5)).

    >>> _systemd_word('my show.toml'), _systemd_word('50%$x')
    ('"my show.toml"', '"50%%$$x"')
    """
    if re.fullmatch(r"[A-Za-z0-9_./=:,@+-]+", word):
        return word
    quoted = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{quoted}"'


def _stamped(body: str, line: int, comment: str) -> str:
    lines = body.splitlines(keepends=True)
    stamp = comment.format(f"written by live-daemon service install; sha256 {_hash(body)}")
    return "".join([*lines[:line], stamp, *lines[line:]])


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _template(name: str) -> str:
    beside = Path(__file__).parents[2] / "service" / name  # in a clone; when installed, a data package
    if beside.is_file():
        return beside.read_text(encoding="utf-8")
    return (importlib.resources.files("live_service") / name).read_text(encoding="utf-8")


def _log_file() -> Path:
    return Path.home() / "Library" / "Logs" / f"{NAME}.log"


def _manager_says(manager: Manager) -> str:
    command = {
        "systemd": ["systemctl", "--user", "is-active", NAME],
        "launchd": ["launchctl", "print", f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}/{NAME}"],
    }[manager]
    if shutil.which(command[0]) is None:
        return f"unknown: {command[0]} is not here"
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return f"unknown: {command[0]} does not answer"
    if manager == "launchd":
        return "loaded" if done.returncode == 0 else "not loaded"
    return done.stdout.strip() or f"unknown: {' '.join(done.stderr.split()) or 'systemctl says nothing'}"
