"""What was played and said is for the user alone, whatever the umask; no link of others is followed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
import soundfile

from live_daemon.processes.kernel_cache import choose_kernel_cache
from live_daemon.processes.state_folder import make_state_folder
from live_daemon.settings import PathSettings, Settings, settings_to_file
from live_daemon.state.place import STATE_FILE
from live_daemon.state.state_file import ControllerState, save_state
from live_inference.files.dreams import atomically
from live_inference.worker import messages as m
from live_inference.worker.delivery import Delivery
from support.signals import noise

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")


@pytest.fixture(autouse=True)
def open_handed():
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def paths(folder: Path, **others: Path) -> PathSettings:
    rest = {name: str(folder / "shared" / name) for name in ("recordings", "dreams", "bank", "checkpoints")}
    return PathSettings(**{"state": str(folder / "state"), **rest, **{name: str(one) for name, one in others.items()}})


def test_the_state_folder_is_made_private(tmp_path: Path) -> None:
    assert make_state_folder(paths(tmp_path)) == ""
    assert mode(tmp_path / "state") == 0o700


def test_a_state_folder_of_an_older_version_is_tightened(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir(mode=0o755)
    assert make_state_folder(paths(tmp_path)) == ""
    assert mode(tmp_path / "state") == 0o700


def test_a_state_folder_with_shared_folders_in_it_is_left_and_told_of(tmp_path: Path) -> None:
    (tmp_path / "state" / "live").mkdir(mode=0o755, parents=True)
    (tmp_path / "state").chmod(0o755)
    remark = make_state_folder(paths(tmp_path, dreams=tmp_path / "state" / "dreams"))
    assert remark.startswith("paths.state: others on this machine may enter") and "\n" not in remark
    assert mode(tmp_path / "state") == 0o755
    assert mode(tmp_path / "state" / "live") == 0o700, "the takes of an older version"


def test_a_folder_of_many_programs_is_left_and_told_of(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state").chmod(0o1777)
    assert "set [paths] state" in make_state_folder(paths(tmp_path))
    assert mode(tmp_path / "state") == 0o1777


def test_a_live_take_is_the_users_alone(tmp_path: Path) -> None:
    delivery = Delivery.__new__(Delivery)
    delivery._sample_rate = 48_000
    file = tmp_path / "live" / "live-0001.wav"
    delivery.keep_live_seed(m.DreamOrder(1, str(file), "", 1.0, 1, str(tmp_path)), noise(0.1, 0.1))
    assert (mode(file), mode(file.parent)) == (0o600, 0o700)
    assert soundfile.info(file).frames == 4800


def test_state_and_settings_are_the_users_alone(tmp_path: Path) -> None:
    save_state(tmp_path, ControllerState())
    settings_to_file(Settings(), tmp_path / "settings.json")
    assert mode(tmp_path / STATE_FILE) == mode(tmp_path / "settings.json") == 0o600


@pytest.mark.parametrize("trap", ["folder", "link"])
def test_compiled_code_is_never_loaded_from_where_others_may_write(tmp_path: Path, monkeypatch, trap: str) -> None:
    """Whoever can put a file there runs what he likes as the musician."""
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache")
    for folder in (tmp_path / "cache", tmp_path / "state"):
        folder.mkdir()
        if trap == "link":
            (tmp_path / "elsewhere").mkdir(exist_ok=True)
            (folder / "kernels").symlink_to(tmp_path / "elsewhere")
        else:
            (folder / "kernels").mkdir(mode=0o777)
    (tmp_path / "sources").touch()
    environment: dict[str, str] = {}
    choose_kernel_cache(tmp_path / "state", [tmp_path / "sources"], environment)
    (chosen,) = environment.values()
    assert not Path(chosen).is_relative_to(tmp_path) and mode(Path(chosen)) == 0o700


@pytest.mark.parametrize("private", [False, True])
def test_a_link_with_the_hidden_files_name_is_not_followed(tmp_path: Path, private: bool) -> None:
    """The name can be guessed, and in a shared folder another user can wait with it."""
    (tmp_path / "precious").write_text("mine")
    (tmp_path / f".a.json.{os.getpid()}.part").symlink_to(tmp_path / "precious")
    atomically(tmp_path / "a.json", lambda partial: partial.write_text("new"), private=private)
    assert (tmp_path / "precious").read_text() == "mine"
    assert (tmp_path / "a.json").read_text() == "new" and not (tmp_path / "a.json").is_symlink()
    assert mode(tmp_path / "a.json") == (0o600 if private else 0o666)
