"""The bridge in hosts that Debian has: Ardour plays it, qtractor's scanner lists it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from live_daemon.install.plugin import built_library
from live_daemon.install.plugin_places import install, places_here
from support.bridge import FOLDER_VARIABLE, RATE, BridgeDaemon, Ring

SCRIPT = Path(__file__).parents[1] / "support" / "ardour_bridge.lua"
ARDOUR = shutil.which("ardour7-lua")
VST3_SCANNER = next(Path("/usr/lib").glob("ardour*/ardour-vst3-scanner"), None)
SCANNER = next(Path("/usr/lib").glob("*/qtractor/qtractor_plugin_scan"), None)
NUM_PARAMETERS = 8


@pytest.mark.whole
@pytest.mark.skipif(ARDOUR is None, reason="needs Ardour 7 (apt-get install ardour)")
def test_ardour_hears_a_loop_one_block_late(bundles: Path, tmp_path: Path) -> None:
    """Its largest block is 8192 frames whatever it plays with; the latency that it tells is a block that it plays."""
    frames = 512
    with BridgeDaemon(tmp_path) as daemon:
        daemon.sound_loop()
        environment = {
            **os.environ,
            FOLDER_VARIABLE: str(daemon.ring_folder),
            "LV2_PATH": str(bundles),
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "BRIDGE_SESSION": str(tmp_path / "session"),
            "BRIDGE_FRAMES": str(frames),
        }
        assert ARDOUR is not None
        played = subprocess.run(
            [ARDOUR, str(SCRIPT)], env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        told = [line[5:] for line in played.stdout.splitlines() if line.startswith("JSON ")]
        assert told, played.stdout + played.stderr
        found = json.loads(told[0])
        ring = Ring(daemon.ring_folder)
        assert (ring.get("session_rate"), ring.get("session_frames")) == (RATE, frames)
    assert found["frames"] == found["latency"] == frames
    assert -40.0 < found["loudest_db"] < 0.0


@pytest.mark.whole
@pytest.mark.skipif(SCANNER is None, reason="needs qtractor's scanner (apt-get install qtractor)")
def test_qtractor_lists_the_clap(tmp_path: Path) -> None:
    """One line: name, audio and MIDI channels, parameters, flags, file, index, a number made of the id."""
    clap = tmp_path / "live-daemon-bridge.clap"
    shutil.copy(built_library(), clap)
    told = subprocess.run(
        [str(SCANNER)],
        input=f"CLAP:{clap}\n",
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", FOLDER_VARIABLE: str(tmp_path / "bridge")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    ).stdout
    kind, name, audio, midi, parameters, flags, file, index, _ = told.strip().split("|")
    assert (kind, name, file, index) == ("CLAP", "live-daemon bridge", str(clap), "0")
    assert (audio, midi, parameters) == ("2:2", "0:0", f"{NUM_PARAMETERS}:1") and "RT" in flags


@pytest.mark.whole
@pytest.mark.skipif(VST3_SCANNER is None, reason="needs Ardour 7 (apt-get install ardour)")
def test_ardour_s_scanner_loads_the_vst3_and_finds_its_channels(tmp_path: Path) -> None:
    """It makes an instance, and notes what it is in its cache. The buses of the loops are auxiliary ones."""
    assert VST3_SCANNER is not None
    (place,) = places_here(["vst3"], tmp_path)
    install(place)
    environment = {**os.environ, "HOME": str(tmp_path), "LD_LIBRARY_PATH": str(VST3_SCANNER.parent)}
    environment |= {FOLDER_VARIABLE: str(tmp_path / "bridge"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run(
        [str(VST3_SCANNER), "-f", str(place.path)], env=environment, capture_output=True, timeout=60, check=True
    )
    (noted,) = (tmp_path / "cache").rglob("*.v3i")
    (about,) = ElementTree.parse(noted).getroot().iter("VST3Info")
    channels = [about.get(f"n_{which}") for which in ("inputs", "outputs", "aux_inputs", "aux_outputs")]
    assert about.get("name") == "live-daemon bridge" and channels == ["2", "2", "0", "8"]
