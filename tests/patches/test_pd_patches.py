"""The Pd patches of the package as files and in Pd without sound: addresses, cords, places, what the controls say."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from live_daemon.osc.addresses import INCOMING, LAYERS, OUTGOING, STATE, check_incoming
from support import pd_patch
from support.osc_peer import OscPeer
from support.pd import PATCHES, PureData, needs_pd
from support.ports import free_port, the_patches_port

WIRE = PATCHES / "ld.osc.pd"
FRONTS = ("live_daemon", "sympathetic_strings", "variations")
ALL = sorted(PATCHES.glob("*.pd"))
every_patch = pytest.mark.parametrize("file", ALL, ids=lambda file: file.name)


def test_every_abstraction_of_max_has_its_twin_and_both_have_help() -> None:
    in_max = {file.stem for file in (PATCHES.parent / "patchers").glob("*.maxpat")}
    in_max |= {file.stem for file in (PATCHES.parent / "examples").glob("*.maxpat")}
    in_pd = {file.stem for file in ALL if not file.stem.endswith("-help")}
    assert in_pd == in_max - {"ld.bridge~"}  # Pd's host for plugins is an external
    abstractions = {name for name in in_pd if name.startswith("ld.")}
    assert {file.stem.removesuffix("-help") for file in ALL if file.stem.endswith("-help")} == abstractions


def test_the_wire_has_the_addresses_of_the_table() -> None:
    sent, heard = pd_patch.addresses(pd_patch.read(WIRE))
    assert sent == set(INCOMING)
    assert heard == {*OUTGOING, *(f"{address}-told" for address in STATE)}


@every_patch
def test_no_address_is_misspelt(file: Path) -> None:
    found = {address.rstrip("/") for address in re.findall(r"/dream/[a-z_/]+", file.read_text(encoding="utf-8"))}
    assert found <= set(INCOMING) | set(OUTGOING)


def test_the_help_shows_every_address_with_every_argument() -> None:
    text = (PATCHES / "ld.osc-help.pd").read_text()
    for row in (*INCOMING.values(), *OUTGOING.values()):
        assert row.path in text
        for argument in row.arguments:
            assert f"{argument.name} ({argument.rule}".replace(",", " \\,") in text
    examples = [words.split() for words in re.findall(r"#X msg \d+ \d+ +\\; (/dream/[^;]+);", text)]
    assert {words[0] for words in examples} == set(INCOMING)
    for address, *words in examples:
        check_incoming(address, [float(word) if re.fullmatch(r"-?[\d.]+", word) else word for word in words])


@pytest.mark.parametrize(
    ("right", "wrong"), [("oscformat dream ping", "oscformat dream pin"), ("s /dream/pong", "s /dream/ping")]
)
def test_the_check_of_addresses_sees_a_wrong_one(tmp_path: Path, right: str, wrong: str) -> None:
    broken = tmp_path / "broken.pd"
    broken.write_text(WIRE.read_text().replace(right, wrong))
    sent, heard = pd_patch.addresses(pd_patch.read(broken))
    assert (sent, heard) != (set(INCOMING), set(OUTGOING))


@every_patch
def test_every_cord_joins_two_boxes(file: Path) -> None:
    for canvas in pd_patch.read(file):
        for source, _, target, _ in canvas.cords:
            assert 0 <= source < len(canvas.boxes)
            assert 0 <= target < len(canvas.boxes)
            assert not canvas.boxes[source].startswith("comment:")
        assert len(set(canvas.cords)) == len(canvas.cords)


@every_patch
def test_nothing_inside_overlaps(file: Path) -> None:
    canvases = pd_patch.read(file)
    if file.stem in FRONTS or file.stem.endswith("-help"):
        canvases = canvases[:-1]  # what is seen first, last here, is made of fields that other things lie on
    for canvas in canvases:
        assert pd_patch.overlaps(canvas) == []


# -- in Pd, without sound --------------------------------------------------------------------------------------------


def complaints(*patches: Path) -> str:
    """What Pd says when it opens these patches: unknown objects, cords to ports that are not there."""
    command = ["pd", "-nogui", "-stderr", "-noprefs", "-noaudio", "-nomidi", "-path", str(PATCHES)]
    for patch in patches:
        command += ["-open", str(patch)]
    command += ["-send", "pd quit"]
    with the_patches_port():
        run = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False
        )
    return "\n".join(line for line in (run.stderr + run.stdout).splitlines() if line.strip())


@needs_pd
@pytest.mark.pd
def test_pd_opens_every_patch_without_a_word() -> None:
    for file in ALL:  # one at a time: of two that listen at one port the second would say so
        assert complaints(file) == "", file.name


@needs_pd
@pytest.mark.pd
@pytest.mark.parametrize(
    ("right", "wrong"),
    [("obj 20 34 inlet;", "obj 20 34 dreamer~ 4;"), ("#X connect 0 0 ", "#X connect 2 7 ")],
)
def test_pd_sees_a_broken_patch(tmp_path: Path, right: str, wrong: str) -> None:
    text = (PATCHES / "ld.dreams~.pd").read_text()
    broken = tmp_path / "broken.pd"
    broken.write_text(text.replace(right, wrong, 1) if right in text else text + f"{wrong}1 0;\n")
    assert complaints(broken) != ""


@dataclass
class Talk:
    """A patch in Pd, and the peer that stands in for the daemon."""

    pd: PureData
    daemon: OscPeer
    port: int

    def says(self, address: str, *arguments: object) -> None:
        self.daemon.send(self.port, address, *arguments)

    def heard_until_pong(self) -> list[tuple[str, list[object]]]:
        """What the daemon's peer heard since the last time."""
        self.pd.send("/dream/ping", 99)
        self.daemon.wait_for("/dream/ping")
        heard = [(address, arguments) for _, address, arguments in self.daemon.heard if address != "/dream/ping"]
        self.daemon.heard.clear()
        return heard


def talk(folder: Path, patch: Path) -> Iterator[Talk]:
    with OscPeer() as daemon, PureData(os.environ, folder, patch, audio=False) as pd:
        port = free_port()
        pd.send("ld-config", "connect", "127.0.0.1", daemon.port)
        pd.send("ld-config", "listen", port)
        talking = Talk(pd, daemon, port)
        talking.heard_until_pong()
        yield talking


@pytest.fixture
def piece(tmp_path: Path) -> Iterator[Talk]:
    yield from talk(tmp_path, PATCHES / "sympathetic_strings.pd")


@needs_pd
@pytest.mark.pd
def test_go_leads_through_the_sections_and_every_loop_has_its_layer(piece: Talk) -> None:
    """A loop's layer is its number modulo three; a section unmutes the layers that belong to it."""
    piece.says("/dream/bank/ready", "", 4)
    deadline = time.monotonic() + 60
    heard: list[tuple[str, list[object]]] = []
    while len(heard) < 8 and time.monotonic() < deadline:
        heard += piece.heard_until_pong()
    assert [values for address, values in heard if address == "/dream/loop/layer"] == [
        [number, LAYERS[number % 3]] for number in range(4)
    ]
    muted = {int(str(values[0]).split(".")[0]): values[1] for address, values in heard if address == "/dream/loop/mute"}
    assert muted == {0: 1, 1: 1, 2: 1, 3: 1}
    expected = ((1, 0, 0), (1, 1, 0), (1, 1, 1), (0, 0, 1), (1, 0, 0), (0, 0, 0), (0, 0, 0))
    for number, layers in enumerate(expected, start=1):
        piece.pd.send("ld-go", "bang")
        assert piece.pd.wait_for("section")[1] == str(min(number, 6))
        heard = piece.heard_until_pong()
        muted |= {int(float(str(v[0]))): v[1] for address, v in heard if address == "/dream/loop/mute"}
        assert muted == {loop: 1 - layers[loop % 3] for loop in range(4)}
        assert {address for address, _ in heard} >= {"/dream/follower/attack_ms", "/dream/follower/release_ms"}
        assert ("/dream/follower/enable", [float(any(layers))]) in heard
        for address, values in heard:
            check_incoming(address, values)
    piece.says("/dream/status", "ready", "a-model", 0, 0, 0, 0.1, 4.0)  # a daemon that comes hears where we are
    assert piece.pd.wait_for("section")[1] == "6"
    piece.pd.send("ld-begin", "bang")
    assert piece.pd.wait_for("section")[1] == "0"


@needs_pd
@pytest.mark.pd
def test_a_panic_goes_out_three_times_and_a_button_that_is_let_go_once(piece: Talk) -> None:
    piece.pd.send("/dream/panic", "bang")
    for _ in range(3):
        assert piece.daemon.wait_for("/dream/panic") == []
    piece.pd.send("/dream/panic", 1)
    assert [piece.daemon.wait_for("/dream/panic") for _ in range(3)] == [[1], [], []]
    piece.pd.send("/dream/panic", 0)
    assert piece.daemon.wait_for("/dream/panic") == [0]
    time.sleep(0.3)
    assert [values for _, address, values in piece.daemon.heard if address == "/dream/panic"][-2:] == [[], [0]]


@needs_pd
@pytest.mark.pd
def test_of_two_wires_one_works_and_the_other_takes_over(tmp_path: Path) -> None:
    """Two patches that are open at once do not say everything twice; when the first is closed, the second speaks."""
    with OscPeer() as daemon:
        first = tmp_path / "first.pd"
        first.write_text(f"#N canvas 0 0 300 200 12;\n#X obj 20 20 ld.osc 127.0.0.1 {daemon.port} {free_port()};\n")
        with PureData(os.environ, tmp_path, PATCHES / "live_daemon.pd", audio=False, before=[first]) as pd:
            pd.send("ld-config", "connect", "127.0.0.1", daemon.port)
            for number in range(3):
                pd.send("/dream/ping", number)
            for _ in range(3):
                daemon.wait_for("/dream/ping")
            time.sleep(0.3)
            assert [values for _, _, values in daemon.heard] == [[0], [1], [2]]
            pd.send("pd-first.pd", "menuclose", 1)
            deadline = time.monotonic() + 60
            number = 2
            while len(daemon.heard) == 3:  # the second asks every two seconds
                assert time.monotonic() < deadline, "nobody takes over"
                number += 1
                pd.send("/dream/ping", number)
                time.sleep(0.5)
            pd.send("/dream/ping", 99)
            while daemon.wait_for("/dream/ping") != [99]:
                continue
            time.sleep(0.3)
            later = [round(float(str(values[0]))) for _, _, values in daemon.heard[3:]]
            assert later == [*range(later[0], number + 1), 99], "each once, in their order"
