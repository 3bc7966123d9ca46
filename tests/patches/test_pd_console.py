"""Pd's console stays empty: every shipped patch in the real Pd, every message of the daemon, every control pressed."""

from __future__ import annotations

import itertools
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from live_daemon.osc.addresses import OUTGOING, Address
from support.osc_peer import OscPeer
from support.pd import PATCHES, PureData, needs_pd
from support.ports import free_port

pytestmark = [pytest.mark.pd, needs_pd]

ALL = sorted(PATCHES.glob("*.pd"))
OUR_PRINT = "live-daemon: "  # of what is refused
# Where a control's line has the name that it sends to, and what it can say.
KINDS: dict[str, tuple[int, tuple[object, ...]]] = {
    "bng": (5, ("bang",)),
    "tgl": (3, (1, 0)),
    "nbx": (7, (1, 2.5)),
    "hsl": (7, (0.5, 0)),
    "vsl": (7, (0.5, 0)),
    "vradio": (5, (1, 0)),
}


def samples(row: Address, sound: Path) -> list[list[object]]:
    """Arguments of a message from the daemon: words, numbers that are words, and as few arguments as may be.

    A path is that of a sound.
    """
    found: list[list[object]] = []
    for word in ("ready", "12", "two words", ""):
        values: list[object] = []
        for argument in row.arguments:
            value = str(sound) if argument.name == "path" else {"i": 3, "f": 0.5, "s": word, "a": word}[argument.type]
            values += [argument.choices[0] if argument.choices else value] * (3 if argument.repeated else 1)
        found.append(values)
    found.append([value for value, argument in zip(found[0], row.arguments, strict=False) if not argument.optional])
    return [values for values, _ in itertools.groupby(found)]


def controls(text: str) -> dict[str, tuple[object, ...]]:
    """Names to which the controls of a patch send, and what they say; none that opens a dialog."""
    found: dict[str, tuple[object, ...]] = {}
    for kind, rest in re.findall(rf"#X obj \d+ \d+ ({'|'.join(KINDS)}) ([^;]*);", text):
        place, said = KINDS[kind]
        name = rest.split()[place - 1]
        if not name.endswith("-choose") and name not in ("empty", "-"):
            found[name] = said
    return found


def wait_until(true: Callable[[], bool], timeout_s: float = 60) -> None:
    deadline = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def console(file: Path, folder: Path) -> list[str]:
    """What Pd says while the daemon says everything that it can, and every control is pressed.

    The main patch lies beside an abstraction and its help: its remote control tells when Pd has heard all.
    """
    fronts = ("live_daemon", "sympathetic_strings", "variations")
    main = file if file.stem in fronts else PATCHES / "live_daemon.pd"
    before = [] if main == file else [file]
    environment = {**os.environ, "HOME": str(folder)}
    sound = folder / "a dream.wav"
    soundfile.write(sound, np.zeros(480, np.float32), 48000)
    with (
        OscPeer() as daemon,
        PureData(environment, folder, main, audio=False, before=before) as pd,
    ):
        port = free_port()
        pd.send("ld-config", "connect", "127.0.0.1", daemon.port)
        pd.send("ld-config", "listen", port)
        pd.send("/dream/ping", 1)
        daemon.wait_for("/dream/ping")
        for row in OUTGOING.values():
            for values in samples(row, sound):
                daemon.send(port, row.path, *values)
        pressed = controls(file.read_text())
        for turn in range(2):
            for name, said in pressed.items():
                pd.send(name, *said[turn : turn + 1] or said)
            if turn == 0 and "ld-rec" in pressed:  # a take that ends before its file is open is an error of its own
                wait_until(lambda: any(folder.glob("live-daemon/recordings/take-*.wav")))
        for message in re.findall(r"#X msg \d+ \d+ +\\; (/dream/[^;\\]+);", file.read_text()):  # of the help
            pd.send(*message.split())
        daemon.send(port, "/dream/error", "/dream/seed", "end")  # both ways are empty when both have answered
        while pd.wait_for("refused")[-1] != "end":
            continue
        pd.send("/dream/ping", 2)
        while daemon.wait_for("/dream/ping") != [2]:
            continue
        pd.send("pd", "quit")
        pd.process.wait(60)
    return [line for line in pd.log.read_text().splitlines() if line.strip() and not line.startswith(OUR_PRINT)]


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.name)
def test_pd_has_nothing_to_say(file: Path, tmp_path: Path) -> None:
    assert console(file, tmp_path) == []


def test_a_list_box_that_hears_an_address_itself_is_seen(tmp_path: Path) -> None:
    """As the help of `ld.osc` was: `gatom: no method for 'ready'` once a second."""
    broken = tmp_path / "broken.pd"
    broken.write_text("#N canvas 0 0 300 200 12;\n#X listbox 20 20 40 0 0 0 - /dream/status - 0;\n")
    assert any("no method for 'ready'" in line for line in console(broken, tmp_path))


def test_controls_are_found() -> None:
    found = controls((PATCHES / "live_daemon.pd").read_text())
    names = {"ld-rec", "ld-gain-0", "ld-mute-15", "/dream/follower/q", "ld-level", "ld-layer-3", "/dream/panic"}
    assert names <= set(found)
