"""What kernels of all families share: how they are compiled, and when compiled code counts."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

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


def test_a_kernel_is_compiled_again_when_one_that_it_calls_was_changed(tmp_path: Path) -> None:
    """numba looks only at the file of the function itself: machine code of before the change went on running."""
    (tmp_path / "caller.py").write_text(textwrap.dedent(CALLER), encoding="utf-8")
    (tmp_path / "callee.py").write_text(CALLEE.format(amount=1), encoding="utf-8")
    assert run(tmp_path) == ["4", "0"]
    assert run(tmp_path) == ["4", "1"]
    (tmp_path / "callee.py").write_text(CALLEE.format(amount=2), encoding="utf-8")
    assert run(tmp_path) == ["6", "0"]
