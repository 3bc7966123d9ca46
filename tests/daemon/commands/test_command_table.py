"""The table of commands: every row leads to a function, and none is imported before it is needed."""

import subprocess
import sys

import pytest

from live_daemon import cli
from live_daemon.commands.table import COMMANDS


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_row_leads_to_a_function(command):
    assert callable(command.load())
    assert command.help and "\n" not in command.help


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_answers_its_help_and_refuses_what_it_does_not_know(command, capsys):
    if command.add_arguments is None:
        return  # its own parser answers: tests of that command
    with pytest.raises(SystemExit) as ended:
        cli.main([command.name, "--help"])
    assert ended.value.code == 0
    assert "--settings FILE" in capsys.readouterr().out
    given = ["status"] if command.name in ("max", "pd", "service") else ["list"] if command.name == "midi" else []
    with pytest.raises(SystemExit) as ended:
        cli.main([command.name, *given, *(["x"] if command.name == "replay" else []), "--no-such"])
    assert ended.value.code == 2


@pytest.mark.whole
def test_help_imports_no_command():
    code = (
        "import sys\nfrom live_daemon import cli\n"
        "try:\n    cli.main(['run', '--help'])\nexcept SystemExit:\n    pass\n"
        "loaded = {'numba', 'torch', 'live_daemon.processes.supervisor'} & set(sys.modules)\n"
        "sys.exit(f'{loaded}' if loaded else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
