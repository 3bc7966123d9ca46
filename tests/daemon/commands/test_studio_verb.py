"""`live-daemon studio` opens the page of the daemon that runs, and is that daemon where none does."""

import http.server
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest

from live_daemon import cli
from live_daemon.commands import studio
from live_daemon.console import command
from live_daemon.console.command import NobodyThereError, open_when_there, page_of_daemon
from live_daemon.processes.command_lines import Session, processes
from live_daemon.settings import SettingsError, load_settings
from support.console import ConsoleThread
from support.ports import free_port


def at(port, *more):
    return load_settings(None, [f"console.port={port}", *more])


@pytest.mark.parametrize("verb", ["studio", "console"])
def test_the_page_of_the_running_daemon_is_opened(verb, monkeypatch, capsys):
    opened = []
    monkeypatch.setattr(studio.webbrowser, "open", opened.append)
    monkeypatch.setattr(studio, "run", lambda *_: pytest.fail("it runs already"))
    with ConsoleThread() as console:
        assert cli.main([verb, "--set", f"console.port={console.port}"]) == 0
        assert opened == [f"{console.url}/studio"] and opened[0] in capsys.readouterr().out


@pytest.mark.parametrize("verb", ["studio", "console"])
def test_where_none_runs_it_runs_here_and_the_page_opens_when_it_answers(verb, tmp_path, monkeypatch):
    """With the same settings, and the file they come from, into which the page may write."""
    port, opened, ran = free_port(), [], []
    file = tmp_path / "mine.toml"
    file.write_text(f"[console]\nport = {port}\n")
    came = threading.Event()

    def browse(page):
        opened.append(page)
        came.set()

    def run(settings, source):
        ran.append((settings.console.port, source))
        assert not opened
        with ConsoleThread(port=port):
            assert came.wait(60)
        return 7

    monkeypatch.setattr(studio.webbrowser, "open", browse)
    monkeypatch.setattr(studio, "run", run)
    assert cli.main([verb, "--settings", str(file)]) == 7
    assert ran == [(port, file)] and opened == [f"http://127.0.0.1:{port}/studio"]


def test_a_daemon_that_cannot_begin_opens_no_page(monkeypatch, capsys):
    def run(*_):
        raise SettingsError("another live-daemon runs with the state folder")

    monkeypatch.setattr(studio, "run", run)
    monkeypatch.setattr(studio.webbrowser, "open", lambda _: pytest.fail("nobody is there"))
    assert cli.main(["studio", "--set", f"console.port={free_port()}"]) == 1
    assert "another live-daemon" in capsys.readouterr().err


def test_without_the_console_there_is_no_page(monkeypatch, capsys):
    monkeypatch.setattr(studio, "run", lambda *_: pytest.fail("it would never answer"))
    assert cli.main(["studio", "--set", f"console.port={free_port()}", "--set", "console.enabled=false"]) == 1
    assert "console.enabled is false" in capsys.readouterr().err


def test_nobody_is_told_from_somebody_else():
    class Other(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"NAME": "another program"}).encode())

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Other) as other:
        thread = threading.Thread(target=other.serve_forever)
        thread.start()
        with pytest.raises(
            SettingsError, match=r"is not live-daemon but 'another program': set \[console\] port"
        ) as told:
            page_of_daemon(at(other.server_port))
        assert not isinstance(told.value, NobodyThereError)
        ended = threading.Event()
        open_when_there(at(other.server_port), lambda _: pytest.fail("that is not our page"), ended)  # and comes back
        other.shutdown()
        thread.join()
    with pytest.raises(NobodyThereError, match="start `live-daemon run`"):
        page_of_daemon(at(free_port()))


def test_a_daemon_that_does_not_answer_yet_is_waited_for(monkeypatch):
    monkeypatch.setattr(command, "TIMEOUT_S", 0.05)
    monkeypatch.setattr(command, "LOOK_EVERY_S", 0.01)
    page, opened, answers = command.page_of_daemon, [], []

    def third_time(settings):
        answers.append(None)
        return page(settings) if len(answers) < 3 else "its page"

    with socket.create_server(("127.0.0.1", 0)) as busy:  # it has the port, and answers nobody
        settings = at(busy.getsockname()[1])
        with pytest.raises(command.NoAnswerError) as told:
            page(settings)
        assert not isinstance(told.value, NobodyThereError)
        monkeypatch.setattr(command, "page_of_daemon", third_time)
        open_when_there(settings, opened.append, threading.Event())
    assert opened == ["its page"]


def test_the_console_is_told_which_file_the_settings_come_from(tmp_path):
    def console_of(source):
        session = Session(at(free_port()), tmp_path / "s.json", tmp_path, tmp_path / "a", "x", settings_source=source)
        (found,) = [child for child in processes(session) if child.name == "console"]
        return found

    words = console_of(tmp_path / "mine.toml").command
    assert words[words.index("--settings-source") + 1] == str(tmp_path / "mine.toml")
    assert "--settings-source" not in console_of(None).command


@pytest.mark.whole
@pytest.mark.skipif(sys.platform == "win32", reason="a browser that is a shell script")
def test_an_evening_begins_and_ends_with_one_command(tmp_path):
    """The real one: the browser is asked for a page that is there, Ctrl-C ends the stage."""
    browser, asked = tmp_path / "browser", tmp_path / "asked"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{asked}.part" && mv "{asked}.part" "{asked}"\n')
    browser.chmod(0o755)
    words = ["audio.device=none", "audio.arena_s=120", f"console.port={free_port()}", f"osc.listen_port={free_port()}"]
    words += [f"osc.send=127.0.0.1:{free_port()}"]
    words += [f"paths.{name}={tmp_path / name}" for name in ("recordings", "dreams", "bank", "state", "checkpoints")]
    command = [sys.executable, "-m", "live_daemon.cli", "studio", *(part for word in words for part in ("--set", word))]
    log = tmp_path / "log"
    with (
        log.open("w") as file,
        subprocess.Popen(command, stderr=file, env=os.environ | {"BROWSER": f"{browser} %s"}) as it,
    ):
        try:
            deadline = time.monotonic() + 200  # a first start compiles
            while not asked.exists():
                assert it.poll() is None and time.monotonic() < deadline, log.read_text()
                time.sleep(0.1)
            with urllib.request.urlopen(asked.read_text(), timeout=60) as answer:
                assert b"<title>live-daemon</title>" in answer.read()
            it.send_signal(signal.SIGINT)
            assert it.wait(60) == 0, log.read_text()
        finally:
            it.kill()
    told = log.read_text()
    assert "no live-daemon runs yet: it starts here" in told and "live-daemon ends" in told
    assert "Traceback" not in told
