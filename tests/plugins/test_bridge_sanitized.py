"""The bridge's C under sanitizers: a host in odd orders, an engine that comes and goes, garbage in their ring."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.bridge import FOLDER_VARIABLE
from support.bridge_c import build, compiler

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(sys.platform != "linux", reason="the fuzzer is written for Linux"),
    pytest.mark.skipif(compiler() is None, reason="needs a C compiler (gcc, clang, or pip install ziglang)"),
]


@pytest.mark.parametrize(
    ("sanitizer", "rounds", "garbage"),
    [("address,undefined", 10_000, "1"), ("address,undefined", 3000, "0"), ("thread", 3000, "0")],
)
def test_nothing_is_wrong_in_memory_or_order(tmp_path: Path, sanitizer: str, rounds: int, garbage: str) -> None:
    program = tmp_path / "fuzz"
    built = build("bridge_fuzz", program, "-O1", "-g", f"-fsanitize={sanitizer}", "-fno-omit-frame-pointer")
    if built.returncode != 0 and ("san" in built.stderr or "sanitize" in built.stderr):
        pytest.skip(f"the compiler lacks this sanitizer's runtime: {built.stderr.splitlines()[-1]}")
    assert built.returncode == 0, built.stderr
    command = [str(program), str(rounds), "7", garbage]
    # ThreadSanitizer of older compilers knows only a few layouts of memory.
    fixed = ["setarch", "-R"] if sanitizer == "thread" and shutil.which("setarch") else []
    environment = {
        **os.environ,
        FOLDER_VARIABLE: str(tmp_path / "ring"),
        "UBSAN_OPTIONS": "halt_on_error=1",
        "TSAN_OPTIONS": "halt_on_error=1",
    }
    done = subprocess.run([*fixed, *command], env=environment, capture_output=True, text=True, timeout=120, check=False)
    if "unexpected memory mapping" in done.stderr:
        pytest.skip("ThreadSanitizer does not know this system's layout of memory")
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr[-5000:]}"
    assert f"{rounds} rounds" in done.stdout
