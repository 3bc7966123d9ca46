"""The commands that have to do with devices, where the device is the bridge."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from live_daemon import cli
from live_daemon.audio.devices import DeviceError
from live_daemon.commands import bank, devices
from live_daemon.install import plugin
from live_daemon.settings import load_settings

CARD: dict[str, Any] = {
    "index": 0,
    "device": "ALSA:card",
    "name": "card",
    "host_api": "ALSA",
    "input_channels": 2,
    "output_channels": 2,
    "sample_rate": 48_000.0,
}


def test_the_bridge_is_listed_beside_the_cards(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(devices, "list_devices", lambda: [CARD])
    assert cli.main(["devices"]) == 0
    card, bridge = capsys.readouterr().out.splitlines()
    assert "device=ALSA:card" in card and bridge.startswith("device=bridge") and "plugin" in bridge
    assert cli.main(["devices", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["device"] for row in rows] == ["ALSA:card", "bridge"]
    assert set(rows[1]) == set(CARD), "every row has the same fields"
    assert load_settings(None, [f"audio.device={rows[1]['device']}"]).audio.device == "bridge"


def test_it_is_listed_where_there_is_no_card(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(devices, "list_devices", list)
    assert cli.main(["devices"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["no", "device=bridge"]


def test_a_bank_does_not_play_into_a_host() -> None:
    with pytest.raises(DeviceError, match=r"audio\.device is bridge.*audio\.device=default"):
        bank.play_on("bridge", np.zeros(64, np.float32), 48_000)


def test_run_says_that_this_machine_has_no_bridge_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(plugin.platform, "machine", lambda: "riscv64")
    state = tmp_path / "state"
    assert cli.main(["run", "--set", "audio.device=bridge", "--set", f"paths.state={state}"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "audio.device is bridge" in told and "riscv64" in told
    assert not state.exists()
