"""The page's addresses in the network: another program's decoder reads the QR code."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
import zxingcpp
from starlette.applications import Starlette
from starlette.testclient import TestClient

from live_daemon.settings import Settings
from live_daemon.studio import network, tonight
from live_daemon.studio.answers import StudioError, refused
from live_daemon.studio.context import StudioContext
from live_daemon.studio.history import History

HOSTS = ["192.168.1.23", "10.0.0.7"]


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with two addresses, whatever this one has."""
    every = {"0.0.0.0": [*HOSTS], "127.0.0.1": ["127.0.0.1"], "192.168.1.23": ["192.168.1.23"]}

    def found(host: str) -> list[str]:
        if host not in every:
            raise socket.gaierror("unknown")
        return every[host]

    monkeypatch.setattr(network, "addresses_of", found)


def client(listen_host: str, *allow: str, **paths: str) -> TestClient:
    settings = Settings()
    settings = replace(
        settings,
        osc=replace(settings.osc, listen_host=listen_host, allow=list(allow)),
        paths=replace(settings.paths, **paths),
    )
    context = StudioContext(settings, None, History(), lambda _: None)
    return TestClient(Starlette(routes=tonight.routes(context), exception_handlers={StudioError: refused}))


@pytest.mark.parametrize(
    ("listen_host", "allow", "is_open", "hosts"),
    [
        ("127.0.0.1", ["127.0.0.1"], False, []),
        ("127.0.0.1", [], False, []),
        ("0.0.0.0", ["127.0.0.1"], False, []),
        ("0.0.0.0", ["127.0.0.1", "192.168.1.40"], True, HOSTS),
        ("0.0.0.0", [], True, HOSTS),
        ("192.168.1.23", ["192.168.1.40"], True, HOSTS[:1]),
        ("no.such.name", [], False, []),
    ],
)
def test_addresses_are_told_only_where_somebody_else_is_let_in(
    listen_host: str, allow: list[str], is_open: bool, hosts: list[str]
) -> None:
    told = client(listen_host, *allow).get("/tonight/network").json()
    assert told["open"] is is_open and [row["host"] for row in told["urls"]] == hosts
    assert [row["url"] for row in told["urls"]] == [f"http://{host}:9126/studio" for host in hosts]
    assert told["everyone"] is (not allow)


def pixels(svg: bytes) -> Any:
    """Draw segno's SVG: a light ground, and a path of strokes one module high, "M x y h n m dx dy h n ..."."""
    root = ElementTree.fromstring(svg)
    size = int(root.attrib["width"]) // 8
    ground, code = (one for one in root.iter() if one.tag.endswith("path"))
    assert ground.attrib["fill"] in ("#fff", "#ffffff") and code.attrib["stroke"] in ("#000", "#000000")
    image = np.full((size, size), 255, np.uint8)
    words = code.attrib["d"].replace("M", " M ").replace("m", " m ").replace("h", " h ").split()
    x = y = 0.0
    at = 0
    while at < len(words):
        if words[at] == "h":
            length = int(words[at + 1])
            image[int(y), int(x) : int(x) + length] = 0
            x, at = x + length, at + 2
            continue
        dx, dy = float(words[at + 1]), float(words[at + 2])
        x, y, at = (dx, dy, at + 3) if words[at] == "M" else (x + dx, y + dy, at + 3)
    return image


@pytest.mark.parametrize("host", HOSTS)
def test_a_decoder_of_others_reads_the_code(host: str) -> None:
    answer = client("0.0.0.0").get(f"/tonight/network/{host}")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    image = pixels(answer.content)
    assert image[:4].min() == image[-4:].min() == image[:, :4].min() == image[:, -4:].min() == 255, "quiet zone"
    assert image[4, 4] == 0
    (found,) = zxingcpp.read_barcodes(np.kron(image, np.ones((6, 6), np.uint8)))
    assert found.text == f"http://{host}:9126/studio" and "QR" in str(found.format)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "192.168.1.24", "<svg>"])
def test_no_code_of_an_address_that_is_not_ours(host: str) -> None:
    answer = client("0.0.0.0").get(f"/tonight/network/{host}")
    assert answer.status_code == 404 and "error" in answer.json()
    assert client("127.0.0.1").get("/tonight/network/192.168.1.23").status_code == 404


def test_set_list_and_midi_map_are_shown(tmp_path: Path) -> None:
    file = tmp_path / "set.toml"
    file.write_text('[[piece]]\nname = "One <b>"\nbanks = ["dark"]\nmodels = "nylon"\n')
    told = client("127.0.0.1", set_list=str(file)).get("/tonight/evening").json()
    assert told["set_list"]["pieces"] == [{"name": "One <b>", "banks": ["dark"], "models": ["nylon"]}]
    file.write_text("nonsense")
    told = client("127.0.0.1", set_list=str(file)).get("/tonight/evening").json()
    assert told["set_list"]["pieces"] == [] and "set.toml" in told["set_list"]["fault"]
    assert client("127.0.0.1").get("/tonight/evening").json()["set_list"]["file"] == ""


def test_the_midi_map_is_read_in_two_halves() -> None:
    settings = Settings()
    lines = ["cc 64 = /dream/seed/live 5", "pc 9 = /dream/bank/load 'a=b'"]
    settings = replace(settings, midi=replace(settings.midi, map=lines))
    context = StudioContext(settings, None, History(), lambda _: None)
    told = TestClient(Starlette(routes=tonight.routes(context))).get("/tonight/evening").json()
    assert told["midi"] == [
        {"control": "cc 64", "message": "/dream/seed/live 5"},
        {"control": "pc 9", "message": "/dream/bank/load 'a=b'"},
    ]
