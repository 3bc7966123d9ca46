"""The LV2 bundle says what the library does: the same ports in the same order, as LV2's own tools understand it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile

from live_daemon.install.plugin import BRIDGE, plugins_folder
from live_daemon.install.plugin_places import install, places_here

URI = "urn:live-daemon:bridge"
LOOPS_URI = f"{URI}:loops"
SOURCE = plugins_folder() / "source"
UNKNOWN_FRAMES = 4096
"""The largest block, and so the latency, where a host does not say how long its blocks are."""

tools = pytest.mark.skipif(
    not all(map(shutil.which, ("lv2info", "lv2apply", "lv2_validate"))),
    reason="LV2's tools are missing: apt install lilv-utils lv2-dev sordi",
)


def ports(uri: str = URI) -> list[str]:
    """The text of each port of a plugin in the description, in the order of its list."""
    text = (plugins_folder() / "lv2" / f"{BRIDGE}.ttl").read_text(encoding="utf-8")
    about = next(one for one in text.split("\n\n") if one.startswith(f"<{uri}>\n"))
    described = {one.partition("\n")[0]: one for one in text.split("\n\n") if one.startswith("_:")}
    return [described[f"_:{name}"] for name in re.findall(r"_:(\w+)", about)]


def value(port: str, name: str) -> str:
    (found,) = re.findall(rf'lv2:{name} "?([^";\n]+?)"?(?: [;.])?\n', port + "\n")
    return str(found)


def is_a(port: str, *kinds: str) -> bool:
    return all(f"lv2:{kind}" in port for kind in kinds)


def in_c(name: str) -> int:
    """A number that ring.h defines."""
    (found,) = re.findall(rf"#define {name} (\d+)u", (SOURCE / "ring.h").read_text())
    return int(found)


def rows_in_c() -> list[tuple[str, str, float, float, str, str]]:
    """The parameters of parameters.c in the order of the enum: symbol, name, least, most, usual, steps."""
    enum = re.search(r"enum parameter \{(.*?)\};", (SOURCE / "parameters.h").read_text(), re.DOTALL)
    assert enum is not None
    order = re.findall(r"LD_\w+", re.sub(r"/\*.*?\*/", "", enum[1]))[:-1]
    text = (SOURCE / "parameters.c").read_text()
    found = dict(re.findall(r"\[(LD_\w+)\] = \{(\".*)\},", text))
    states = len(re.findall(r"\[LD_\w+\] = \"", text))
    rows = []
    for name in order:
        cells = [
            cell.strip().strip('"').replace("LD_NUM_STATES - 1", str(states - 1)) for cell in found[name].split(",")
        ]
        symbol, title, least, most, usual, steps = cells[:6]
        rows.append((symbol, title, float(least), float(most), usual.replace("LD_AWAY", "0"), steps))
    return rows


def test_the_ports_are_numbered_in_their_order() -> None:
    assert [value(port, "index") for port in ports()] == [str(number) for number in range(len(ports()))]
    symbols = [value(port, "symbol") for port in ports()]
    assert len(set(symbols)) == len(symbols) and all(re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", one) for one in symbols)


def test_the_sound_comes_first_as_in_the_enum_of_ports() -> None:
    enum = re.search(r"enum port \{ (.*?) \};", (SOURCE / "lv2.c").read_text())
    assert enum is not None
    names = [name.split(" = ")[0].lower() for name in enum[1].split(", ")]
    first = names.index("first_parameter")
    assert [value(port, "symbol") for port in ports()[:first]] == names[:first]
    for port in ports()[:first]:
        assert is_a(port, "AudioPort", "InputPort" if value(port, "symbol").startswith("in_") else "OutputPort")
    assert names[first + 1 :] == ["latency", "free_wheeling", "first_loops", "num_ports"]
    assert [value(port, "symbol") for port in ports()[-2:]] == ["latency", "free_wheeling"]


def test_the_second_plugin_has_the_loops_apart_besides() -> None:
    more = ports(LOOPS_URI)
    assert more[: len(ports())] == ports()
    loops = more[len(ports()) :]
    assert [value(port, "symbol") for port in loops] == [f"loops_{1 + group}" for group in range(in_c("LD_GROUPS"))]
    assert [value(port, "index") for port in loops] == [str(len(ports()) + group) for group in range(len(loops))]
    assert all(is_a(port, "AudioPort", "OutputPort") for port in loops)


def test_every_parameter_is_as_in_the_table_of_the_library() -> None:
    rows = rows_in_c()
    assert len(rows) == len(ports()) - 6 >= 9
    for port, (symbol, name, least, most, usual, steps) in zip(ports()[4:-2], rows, strict=True):
        assert (value(port, "symbol"), value(port, "name")) == (symbol, name)
        assert (float(value(port, "minimum")), float(value(port, "maximum"))) == (least, most)
        assert float(value(port, "default")) == float(usual)
        assert is_a(port, "ControlPort", "OutputPort" if symbol == "state" else "InputPort")
        assert is_a(port, "toggled") == (steps == "1") and is_a(port, "integer") == (steps != "0")


def test_the_states_have_the_words_of_the_library() -> None:
    words = re.findall(r"\[LD_\w+\] = \"([^\"]+)\"", (SOURCE / "parameters.c").read_text())
    state = next(port for port in ports() if value(port, "symbol") == "state")
    told = re.findall(r'rdfs:label "([^"]+)" ;\s+rdf:value ([\d.]+)', state)
    assert told == [(word, f"{number}.0") for number, word in enumerate(words)] and is_a(state, "enumeration")


def test_a_host_knows_which_port_is_the_latency_and_which_says_that_it_computes() -> None:
    latency, free_wheeling = ports()[-2:]
    assert is_a(latency, "OutputPort", "reportsLatency", "integer") and value(latency, "designation") == "lv2:latency"
    assert is_a(free_wheeling, "InputPort") and value(free_wheeling, "designation") == "lv2:freeWheeling"
    assert float(value(latency, "maximum")) == in_c("LD_MOST_FRAMES")


@pytest.fixture
def lv2_tools(tmp_path: Path) -> dict[str, str]:
    """An environment in which LV2's tools find our bundle and the specification."""
    for place in places_here(("lv2",), tmp_path):
        install(place)
    return {**os.environ, "LV2_PATH": os.pathsep.join((str(tmp_path), "/usr/lib/lv2")), "LC_ALL": "C"} | {
        "LIVE_DAEMON_BRIDGE": str(tmp_path / "no-daemon")
    }


@pytest.mark.whole
@tools
def test_the_bundle_agrees_with_the_specification(tmp_path: Path, lv2_tools: dict[str, str]) -> None:
    files = sorted(map(str, tmp_path.rglob("*.ttl")))
    assert len(files) == 2
    done = subprocess.run(
        ["lv2_validate", *files], capture_output=True, text=True, timeout=60, check=False, env=lv2_tools
    )
    assert done.returncode == 0 and "Found 0 errors" in done.stdout + done.stderr, done.stdout + done.stderr


@pytest.mark.whole
@tools
@pytest.mark.parametrize("uri", [URI, LOOPS_URI])
def test_lilv_finds_the_plugins_and_their_latency(lv2_tools: dict[str, str], uri: str) -> None:
    done = subprocess.run(["lv2info", uri], capture_output=True, text=True, timeout=60, check=True, env=lv2_tools)
    assert f"reported by port {len(ports()) - 2}" in done.stdout
    told = re.findall(r"Symbol:\s+(\S+)", done.stdout)
    assert [one for one in told if one not in ("in", "out", "loops_out")] == [
        value(port, "symbol") for port in ports(uri)
    ]


@pytest.mark.whole
@tools
def test_without_a_daemon_a_host_hears_itself_at_the_latency_that_was_told(
    tmp_path: Path, lv2_tools: dict[str, str]
) -> None:
    """`lv2apply` is a host of LV2's own authors: it instantiates, connects and runs the plugin over a file."""
    played = np.random.default_rng(5).uniform(-0.5, 0.5, (3 * UNKNOWN_FRAMES, 2)).astype(np.float32)
    soundfile.write(tmp_path / "in.wav", played, 48_000, subtype="FLOAT")
    subprocess.run(
        ["lv2apply", "-i", tmp_path / "in.wav", "-o", tmp_path / "out.wav", "-c", "dry", "0.5", URI],
        timeout=60,
        check=True,
        env=lv2_tools,
    )
    heard = soundfile.read(tmp_path / "out.wav", dtype="float32")[0]
    assert not heard[:UNKNOWN_FRAMES].any()
    late = np.abs(heard[UNKNOWN_FRAMES:] - 0.5 * played[: len(heard) - UNKNOWN_FRAMES])
    assert late[480:].max() < 1e-4, "10 ms for a gain to come to its value"
