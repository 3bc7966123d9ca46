"""The doorbell: a host in its rhythm hardly ever calls the system to wake the engine; no block leaves it asleep."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from support.bridge_c import bell, build, compiler

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the engine does not look by the clock"),
    pytest.mark.skipif(compiler() is None, reason="needs a C compiler (gcc, clang, or pip install ziglang)"),
]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("bell") / "bell"
    built = build("bridge_bell", out, "-O2")
    assert built.returncode == 0, built.stderr
    return out


@pytest.mark.parametrize(("frames", "blocks", "most_cpu"), [(64, 3000, 0.08), (1024, 200, 0.02)])
def test_a_host_in_its_rhythm_calls_seldom_and_waiting_costs_little(
    program: Path, tmp_path: Path, frames: int, blocks: int, most_cpu: float
) -> None:
    """Calls are counted where the bridge makes them. Of twenty stretches the best: a busy machine breaks the rhythm."""
    found = bell(program, tmp_path / "bridge", blocks, frames, 1)
    assert min(found["stretches"]) < blocks / 20 / 4, found
    assert found["engine_cpu"] < most_cpu, found


def test_a_block_calls_where_the_engine_sleeps_for_longer_than_it_can_wait(program: Path, tmp_path: Path) -> None:
    """It can wait for a quarter of itself, 200 µs at most: 64 frames at 48 kHz for 200 µs, 8 frames for 41 µs.

    The engine is awake, should have looked already, looks in 100 µs, in 10 ms; then, with 8 frames, in 100 µs.
    """
    assert bell(program, tmp_path / "bridge", 20, 64, 1)["rings"] == [0, 0, 0, 1, 1]


def test_a_block_at_any_moment_wakes_the_engine(program: Path, tmp_path: Path) -> None:
    """An engine that nobody woke would sleep for 20 ms. A busy machine may make one in a hundred wait as long."""
    found = bell(program, tmp_path / "bridge", 20, 64, 5000)
    assert found["left_asleep"] <= 50, found
    assert found["answer_p50_us"] < 2000, found
