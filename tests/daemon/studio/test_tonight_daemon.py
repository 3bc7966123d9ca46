"""The real daemon: it reads the user's own settings file, the page's routes change it, and the monitor shows it."""

from __future__ import annotations

import json
import os
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from live_daemon.settings import default_settings_file
from support.daemon import Daemon
from support.ports import free_port

PATIENCE_S = 60.0


@pytest.mark.whole
def test_a_setting_is_read_changed_heard_and_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "config"))
    file = default_settings_file()
    assert tmp_path in file.parents
    file.parent.mkdir(parents=True)
    file.write_text("[follower]\nq = 31  # narrow\n")
    port = free_port()

    def ask(path: str, method: str = "GET", body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"} if data else {}
        url = f"http://127.0.0.1:{port}/studio/api/tonight/{path}"
        request = urllib.request.Request(url, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            return json.loads(answer.read())

    def settled(path: str, found: Any) -> Any:
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                if found(told := ask(path)):
                    return told
            except OSError:
                pass  # the console starts last
            assert time.monotonic() < deadline, daemon.log
            time.sleep(0.1)

    overrides = ("console.enabled=true", f"console.port={port}")
    with Daemon(tmp_path, *overrides, environment=dict(os.environ)) as daemon:
        told = settled("settings", lambda told: True)
        rows = {row["name"]: row for row in told["settings"]}
        assert told["file"] == str(file) and daemon.log.splitlines()[0] == f"settings: {file}"
        assert (rows["follower.q"]["value"], rows["follower.q"]["running"]) == (31, 31.0)
        assert rows["console.port"]["running"] == port and not rows["console.port"]["in_file"]
        done = ask("settings", "PUT", {"stamp": told["stamp"], "follower.q": 44})
        assert done["at_once"] == ["follower.q"]
        assert file.read_text() == "[follower]\nq = 44.0  # narrow\n"
        daemon.send("/dream/nothing", 1)
        daemon.send("/dream/state")
        daemon.wait_for("/dream/follower/q", first=44.0)

        def shown(told: Any) -> bool:
            found = {(one["way"], one["address"]) for one in told["lines"]}
            return {("in", "/dream/follower/q"), ("error", "/dream/nothing"), ("out", "/dream/status")} <= found

        lines = settled("monitor", shown)["lines"]
        (heard,) = (one for one in lines if (one["way"], one["address"]) == ("in", "/dream/follower/q"))
        assert heard["values"] == [44.0] and abs(heard["time_s"] - time.time()) < 2 * PATIENCE_S
