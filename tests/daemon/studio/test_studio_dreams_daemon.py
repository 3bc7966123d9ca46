"""The dreams tab with a real daemon: an old dream becomes a loop, and a seed; a bank plays."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from live_daemon.studio.folders import coded
from live_inference.bank.loop_files import write_loop
from live_inference.bank.manifest import write_bank
from support.daemon import Daemon
from support.plucks import plucked
from support.ports import free_port
from support.studio_folders import RATE, written

pytestmark = pytest.mark.whole


def test_old_dreams_and_banks_reach_the_stage_from_the_page(tmp_path: Path) -> None:
    (tmp_path / "dreams").mkdir()
    written(tmp_path / "dreams" / "old-0500.wav", plucked([220.0, 330.0] * 3))
    row = write_loop(tmp_path / "bank" / "monday", "a", plucked([110.0, 165.0] * 3), RATE)
    write_bank(tmp_path / "bank" / "monday", [row])
    port = free_port()
    with Daemon(tmp_path, "console.enabled=true", f"console.port={port}", duration_s=1.0) as daemon:

        def ask(method: str, path: str) -> Any:
            url = f"http://127.0.0.1:{port}/studio/api/{path}"
            deadline = time.monotonic() + 120
            while True:
                try:
                    with urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=60) as answer:
                        return json.loads(answer.read())
                except ConnectionError as error:
                    assert time.monotonic() < deadline, error
                except urllib.error.URLError as error:
                    assert isinstance(error.reason, ConnectionError) and time.monotonic() < deadline, error
                time.sleep(0.1)

        found = ask("GET", "dreams?kind=dreams")["items"]
        assert [(one["name"], one["id"]) for one in found] == [("old-0500.wav", 500)]
        ask("POST", f"dreams/dreams/{found[0]['key']}/keep")
        assert daemon.wait_for("/dream/bank/ready")[1] == 1
        ask("POST", f"banks/{coded('monday')}/load")
        assert daemon.wait_for("/dream/bank/ready") == ((tmp_path / "bank" / "monday").as_posix(), 1)
        daemon.wait_until(lambda: ask("GET", "banks")["banks"][0]["is_loaded"])  # the page is told a little later
        ask("POST", f"dreams/dreams/{found[0]['key']}/seed")
        number, _path, seconds = daemon.wait_for("/dream/ready", 120)
        assert (number, seconds) == (501, 1.0), "no number is given twice"
        new, old = ask("GET", "dreams")["items"]
        assert (new["name"], new["id"], old["name"]) == ("old-0500-0501.wav", 501, "old-0500.wav")
        assert (new["seed"]["folder"], new["seed"]["key"]) == ("dreams", old["key"])
        assert new["duration_s"] == pytest.approx(1.0, abs=0.01) and new["model"]
