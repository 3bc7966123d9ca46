"""Without --settings the user's own file counts, if there is one; a test never reads the developer's."""

import json
from pathlib import Path

import pytest

from live_daemon import cli
from live_daemon.settings import default_settings_file


@pytest.fixture
def own_file(tmp_path, monkeypatch):
    for name in ("XDG_CONFIG_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    file = default_settings_file()
    if tmp_path not in file.parents:
        pytest.skip("this platformdirs asks the system alone")
    return file


def settings_now(capsys, *arguments):
    assert cli.main(["settings", "--json", *arguments]) == 0
    told = capsys.readouterr()
    return {row["name"]: row["value"] for row in json.loads(told.out)}, told.err


def test_the_users_file_is_read_where_none_is_named_and_said_in_one_line(own_file, tmp_path, capsys):
    assert settings_now(capsys)[0]["follower.q"] == 20 and not own_file.exists()
    own_file.parent.mkdir(parents=True)
    own_file.write_text("[follower]\nq = 33\n")
    values, said = settings_now(capsys)
    assert values["follower.q"] == 33
    assert said == f"settings: {own_file}\n"
    assert settings_now(capsys, "--set", "follower.q=34")[0]["follower.q"] == 34
    other = tmp_path / "show.toml"
    other.write_text("[follower]\nlayer = 'ring'\n")
    values, said = settings_now(capsys, "--settings", str(other))
    assert (values["follower.q"], values["follower.layer"], said) == (20, "ring", "")


def test_a_fault_in_the_users_file_is_one_line_that_names_it(own_file, capsys):
    own_file.parent.mkdir(parents=True)
    own_file.write_text("[follower]\nq = 1000\n")
    assert cli.main(["settings"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said == [f"settings: {own_file}", "live-daemon: follower.q must be in range 0.5..200, got 1000"]


def test_tests_do_not_read_the_settings_of_whoever_runs_them(request):
    if request.config.getoption("noconftest"):
        pytest.skip("without conftest.py")
    assert Path.home() not in default_settings_file().parents and not default_settings_file().exists()
