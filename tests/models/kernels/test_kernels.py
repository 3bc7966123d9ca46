"""What kernels of all families share: how they are compiled, and when compiled code counts."""

from __future__ import annotations

import errno
import importlib
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from numba.core.caching import IndexDataCacheFile

CALLEE = """
from live_models.kernels.compiling import kernel

@kernel
def amount(x):
    return x + {amount}
"""
CALLER = """
from live_models.kernels.compiling import kernel
from callee import amount

@kernel
def twice(x):
    return 2 * amount(x)

print(twice(1), sum(twice.stats.cache_hits.values()))
"""


def run(folder: Path) -> list[str]:
    environment = os.environ | {"PYTHONPATH": str(folder)}
    command = [sys.executable, "-c", "import caller"]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()


@pytest.mark.whole
def test_a_kernel_is_compiled_again_when_one_that_it_calls_was_changed(tmp_path: Path) -> None:
    """numba looks only at the file of the function itself: machine code of before the change went on running."""
    (tmp_path / "caller.py").write_text(textwrap.dedent(CALLER), encoding="utf-8")
    (tmp_path / "callee.py").write_text(CALLEE.format(amount=1), encoding="utf-8")
    assert run(tmp_path) == ["4", "0"]
    assert run(tmp_path) == ["4", "1"]
    (tmp_path / "callee.py").write_text(CALLEE.format(amount=2), encoding="utf-8")
    assert run(tmp_path) == ["6", "0"]


@pytest.mark.whole
@pytest.mark.parametrize(
    ("ending", "left"),
    [("nbi", b""), ("nbi", None), ("nbc", b"\0" * 4096)],
    ids=["an empty index", "half an index", "code of zeros"],
)
def test_compiled_code_that_a_power_cut_damaged_is_compiled_again(
    tmp_path: Path, ending: str, left: bytes | None
) -> None:
    """Engine and worker ended at every start, until somebody deleted files of which nobody knows."""
    (tmp_path / "caller.py").write_text(textwrap.dedent(CALLER), encoding="utf-8")
    (tmp_path / "callee.py").write_text(CALLEE.format(amount=1), encoding="utf-8")
    assert run(tmp_path) == ["4", "0"]
    damaged = list(tmp_path.rglob(f"*.{ending}"))
    for file in damaged:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2] if left is None else left)
    assert damaged and run(tmp_path) == ["4", "0"]
    assert run(tmp_path) == ["4", "1"]


def test_compiled_code_that_finds_no_room_runs_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(IndexDataCacheFile, "_save_index", full)
    source = tmp_path / "full_disk.py"
    source.write_text(CALLEE.format(amount=1), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert importlib.import_module("full_disk").amount(2) == 3
