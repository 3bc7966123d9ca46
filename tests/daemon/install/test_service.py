"""The service files: what is written can be read by its manager, and nothing that a hand changed is overwritten."""

import json
import os
import plistlib
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from live_daemon.install import service
from live_daemon.install.service import Service, file_text, install, run_command, service_here, uninstall
from live_daemon.settings import SettingsError

AWKWARD = ["/opt/my venv/bin/python", "-m", "live_daemon.cli", "run", "--set", 'audio.device=50% "loud" $HOME\\x <&>']


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        ("linux", ".config/systemd/user/live-daemon.service"),
        ("darwin", "Library/LaunchAgents/live-daemon.plist"),
    ],
)
def test_it_is_written_replaced_removed_and_never_taken_from_a_hand(home, platform, place):
    here = service_here(platform)
    assert here.file == home / place
    assert here.state() == "missing"
    assert "nothing to do" in uninstall(here)
    told = install(here, run_command(Path("show.toml"), []))
    assert str(here.file) in told and ("systemctl" in told or "launchctl" in told)
    assert here.state() == "ours"
    assert str(Path.cwd() / "show.toml") in here.file.read_text(), "a service has no folder to be in"
    install(here, run_command(Path("/other/show.toml"), []))
    assert "/other/show.toml" in here.file.read_text(), "our own file may be written again"
    mine = here.file.read_text().replace("20", "21")
    here.file.write_text(mine)
    assert here.state() == "changed"
    for refused in (lambda: install(here, ["x"]), lambda: uninstall(here)):
        with pytest.raises(SettingsError, match="left as it is") as error:
            refused()
        assert str(here.file) in str(error.value)
    assert here.file.read_text() == mine
    here.file.write_text("somebody's own\n")
    assert here.state() == "changed"
    here.file.unlink()
    install(here, ["x"])
    assert "removed" in uninstall(here) and not here.file.exists()
    assert list(here.file.parent.iterdir()) == [], "nothing half-written is left"


def test_systemd_reads_the_words_as_they_were(home, tmp_path):
    text = file_text("systemd", AWKWARD)
    (line,) = [line for line in text.splitlines() if line.startswith("ExecStart=")]
    # systemd's own escapes (systemd.service(5)): double quotes as a shell has them, %% and $$.
    assert [one.replace("%%", "%").replace("$$", "$") for one in shlex.split(line.partition("=")[2])] == AWKWARD
    assert text.startswith("[Unit]\n# written by live-daemon service install; sha256 ")
    for wanted in ("Restart=on-failure", "KillMode=mixed", "WantedBy=default.target"):
        assert wanted in text.splitlines()


@pytest.mark.whole
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_finds_no_fault(tmp_path):
    file = tmp_path / "live-daemon.service"
    file.write_text(file_text("systemd", [sys.executable, *AWKWARD[1:]]))
    environment = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)}
    command = ["systemd-analyze", "--user", "verify", str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if "Failed to initialize manager" in done.stderr:
        pytest.skip("systemd-analyze cannot run here")
    ours = [line for line in done.stderr.splitlines() if "live-daemon" in line]
    assert (done.returncode, ours) == (0, []), done.stderr
    file.write_text(file.read_text().replace("Restart=on-failure", "Restart=perhaps"))
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "perhaps" in done.stderr, "it would have found one"


def test_launchd_reads_the_words_as_they_were(home):
    plist = plistlib.loads(file_text("launchd", AWKWARD).encode())
    assert plist["ProgramArguments"] == AWKWARD
    assert plist["Label"] == "live-daemon"
    assert plist["KeepAlive"] == {"SuccessfulExit": False}
    assert plist["StandardErrorPath"] == str(home / "Library/Logs/live-daemon.log")


def test_the_settings_are_the_file_that_was_read_also_where_its_name_looks_like_a_user_s_home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    command = run_command(Path("~nobody-has-this-name/show.toml"), [])
    assert command[-1] == str(tmp_path / "~nobody-has-this-name" / "show.toml")


def test_a_name_that_would_break_the_file_is_refused():
    with pytest.raises(SettingsError, match="cannot stand in a service file"):
        run_command(Path("/a/show\nExecStartPre=/bin/evil.toml"), [])


def test_other_systems_are_told_what_to_do_instead():
    with pytest.raises(SettingsError, match="live-daemon run"):
        service_here("win32")


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="cannot be written"):
        install(Service("systemd", tmp_path / "file" / "live-daemon.service"), ["x"])


def test_the_templates_are_part_of_the_package():
    assert "@COMMAND@" in service._template("live-daemon.service")
    packed = (Path(__file__).parents[3] / "setup.cfg").read_text(encoding="utf-8")
    assert "live_service" in packed and "*.service" in packed and "*.plist" in packed


@pytest.mark.whole
@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="systemd and launchd only")
def test_the_verbs(home):
    def run(*words):
        command = [sys.executable, "-m", "live_daemon.cli", "service", *words]
        return subprocess.run(
            command, capture_output=True, text=True, check=False, env=os.environ | {"HOME": str(home)}
        )

    assert json.loads(run("status", "--json").stdout)["state"] == "missing"
    done = run("install", "--set", "audio.device=none")
    assert done.returncode == 0 and "to start it" in done.stdout, done.stderr
    assert "audio.device=none" in service_here().file.read_text()
    told = json.loads(run("status", "--json").stdout)
    assert told["state"] == "ours" and told["daemon"]
    service_here().file.write_text("mine")
    done = run("install")
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "left as it is" in done.stderr
    assert run("dance").returncode == 2
