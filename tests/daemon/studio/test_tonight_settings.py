"""Settings on the page: what is told, what is written, what is sent, what is refused."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from live_daemon.osc.transport import parse_datagram
from live_daemon.settings import Settings, load_settings
from live_daemon.studio import tonight
from live_daemon.studio.answers import StudioError, refused
from live_daemon.studio.context import StudioContext
from live_daemon.studio.history import History

SHOW = '# Gent\n[follower]\nq = 30.0  # narrow\n\n[engine]\nmodel = "nylon"\n'
PATH = "/tonight/settings"
JSON = {"Content-Type": "application/json"}


class Page:
    """The routes over a settings file; `sent` has what goes to the daemon."""

    def __init__(self, file: Path, settings: Settings) -> None:
        self.file = file
        self.sent: list[tuple[str, tuple[object, ...]]] = []
        context = StudioContext(settings, file, History(), lambda data: self.sent.extend(parse_datagram(data)))
        self._client = TestClient(Starlette(routes=tonight.routes(context), exception_handlers={StudioError: refused}))

    def get(self) -> Any:
        return self._client.get(PATH).json()

    def put(self, changes: Any, status: int = 200) -> Any:
        answer = self._client.put(PATH, content=json.dumps(changes), headers=JSON)
        assert answer.status_code == status, answer.text
        return answer.json()

    def row(self, name: str) -> Any:
        (found,) = (row for row in self.get()["settings"] if row["name"] == name)
        return found


@pytest.fixture
def show(tmp_path: Path) -> Callable[[str], Page]:
    file = tmp_path / "show.toml"

    def make(text: str) -> Page:
        if text:
            file.write_text(text)
        return Page(file, load_settings(file if text else None))

    return make


def test_every_setting_is_told_with_its_meaning_rule_and_where_its_value_comes_from(show: Any) -> None:
    told = show(SHOW).get()
    rows = {row["name"]: row for row in told["settings"]}
    wanted = {f"{part}.{key}" for part, table in Settings().as_dict().items() for key in table}
    assert set(rows) == wanted and set(told["sections"]) == set(Settings().as_dict())
    q = rows["follower.q"]
    assert (q["value"], q["running"], q["default"], q["in_file"]) == (30.0, 30.0, 20.0, True)
    assert (q["kind"], q["minimum"], q["maximum"], q["at_once"]) == ("number", 0.5, 200, True)
    assert not rows["audio.device"]["in_file"] and rows["audio.device"]["value"] == "default"
    assert rows["engine.backend"]["choices"][0] == "cpu" and not rows["engine.backend"]["at_once"]
    assert all(row["help"] for row in rows.values()) and told["fault"] == ""


def test_a_change_is_written_and_sent_and_what_waits_for_the_next_start_is_said(show: Any) -> None:
    page = show(SHOW)
    done = page.put({"follower.q": "40", "engine.duration_s": 4, "engine.backend": "cpu"})
    assert done["at_once"] == ["follower.q"] and done["next_start"] == ["engine.duration_s"]
    assert page.sent == [("/dream/follower/q", (40.0,))]
    assert page.file.read_text().startswith('# Gent\n[follower]\nq = 40.0  # narrow\n\n[engine]\nmodel = "nylon"\n')
    assert page.row("engine.duration_s") | {"help": ""} == {
        "name": "engine.duration_s",
        "section": "engine",
        "kind": "number",
        "value": 4.0,
        "running": 10.0,
        "in_file": True,
        "at_once": False,
        "default": 10.0,
        "help": "",
        "minimum": 0.5,
        "maximum": 600,
        "choices": [],
    }
    assert done["stamp"] == page.get()["stamp"]


@pytest.mark.parametrize(
    ("changes", "sent"),
    [
        ({"follower.enabled": False}, [("/dream/follower/enable", (0,))]),
        ({"follower.bands": ["E2", 110]}, [("/dream/follower/bands", ("E2", 110.0))]),
        ({"follower.bands": []}, [("/dream/follower/bands", ("bank",))]),
        ({"follower.q": None}, [("/dream/follower/q", (20.0,))]),
        ({"engine.model": "étude"}, [("/dream/model/load", ("étude",))]),
        ({"engine.model": ""}, []),
        ({"audio.blocksize": 64}, []),
    ],
)
def test_what_the_daemon_takes_at_once_is_a_message_of_the_table(show: Any, changes: Any, sent: Any) -> None:
    page = show(SHOW)
    done = page.put(changes)
    assert page.sent == sent and done["at_once"] == (list(changes) if sent else [])


def test_without_a_file_one_is_made(show: Any) -> None:
    page = show("")
    assert not page.get()["exists"]
    page.put({"engine.model": "nylon", "stamp": page.get()["stamp"]})
    assert tomllib.loads(page.file.read_text()) == {"engine": {"model": "nylon"}}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"follower.q": 0}, "follower.q must be in range 0.5..200, got 0"),
        ({"follower.q": "<img src=x onerror=alert(1)>"}, "follower.q must be a number"),
        ({"follower.q": {"$ne": 1}}, "follower.q must be a number"),
        ({"midi.map": ["cc 900 = /dream/panic"]}, "midi.map"),
        ({"paths.state": "\0"}, "paths.state must be a text without NUL"),
        ({"../../etc.passwd": "x"}, "section.key"),
        ({"../etc/passwd.x": "x"}, "section.key"),
        ({"__class__.x": "x"}, "unknown section"),
        ({"stamp": "x"}, "must hold settings"),
        ({"stamp": 3, "follower.q": 30}, "must hold settings"),
        ({}, "must hold settings"),
    ],
)
def test_what_is_refused_is_one_line_and_changes_nothing(show: Any, changes: Any, said: str) -> None:
    page = show(SHOW)
    error = page.put(changes, 400)["error"]
    assert said in error and "\n" not in error and error.isprintable()
    assert page.file.read_text() == SHOW and page.sent == []


def test_what_is_no_json_object_is_refused(show: Any) -> None:
    page = show(SHOW)
    for body in ("[]", "3", "{", '{"follower.q": NaN}', '{"engine.model": "\\ud800"}'):
        answer = page._client.put(PATH, content=body, headers=JSON)
        assert answer.status_code == 400 and list(answer.json()) == ["error"], body
    assert page.file.read_text() == SHOW


def test_a_file_that_was_edited_meanwhile_is_left_alone(show: Any) -> None:
    page = show(SHOW)
    seen = page.get()["stamp"]
    page.file.write_text(SHOW + "# edited\n")
    error = page.put({"stamp": seen, "follower.q": 40}, 409)["error"]
    assert "was changed by another program" in error and page.sent == []
    assert page.file.read_text() == SHOW + "# edited\n"
    page.put({"stamp": page.get()["stamp"], "follower.q": 40})
    assert "# edited" in page.file.read_text()


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("[follower]\nq = 1000\n", "follower.q must be in range", 1000),
        ("[follower]\nq = 2026-11-28\n", "follower.q must be a number", "2026-11-28"),
        ("[follower]\nq = nan\n", "follower.q must be a number", "nan"),
        ("follower = 3\n", "follower must be a section", 20.0),
        ("[follower\n", "show.toml", 20.0),
        ('[midi]\nmap = ["x"]\n', "midi.map", 20.0),
    ],
)
def test_a_file_with_a_fault_is_shown_with_it(tmp_path: Path, text: str, said: str, value: Any) -> None:
    file = tmp_path / "show.toml"
    file.write_text(text)
    page = Page(file, Settings())
    assert said in page.get()["fault"] and page.row("follower.q")["value"] == value
