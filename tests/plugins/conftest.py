"""No test leaves its bridge's folder in the environment; the bridge as LV2 hosts find it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from live_daemon.install.plugin import built_library, plugins_folder
from support.bridge import FOLDER_VARIABLE


@pytest.fixture(autouse=True)
def _environment_as_it_was() -> Iterator[None]:
    before = os.environ.get(FOLDER_VARIABLE)
    yield
    os.environ.pop(FOLDER_VARIABLE, None)
    if before is not None:
        os.environ[FOLDER_VARIABLE] = before


@pytest.fixture
def bundles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of LV2 bundles with ours alone."""
    folder = tmp_path / "lv2"
    shutil.copytree(plugins_folder() / "lv2", folder / "live-daemon-bridge.lv2")
    binary = re.search(r"lv2:binary <([^>]+)>", (plugins_folder() / "lv2" / "manifest.ttl").read_text())
    assert binary is not None
    shutil.copy(built_library(), folder / "live-daemon-bridge.lv2" / binary.group(1))
    monkeypatch.setenv("LV2_PATH", str(folder))
    return folder
