"""While a network learns, numbers too small to matter are 0: the processor takes a hundred times longer for them."""

from __future__ import annotations

import pytest
import torch

import live_training.cli
from live_training.cli import main
from live_training.denormals import flushed

TINY = 1e-39
pytestmark = pytest.mark.skipif(not torch.set_flush_denormal(False), reason="this processor cannot flush denormals")


def made(count: int = 1) -> int:
    """How many of so many products, which are denormal, are not 0."""
    return int(torch.count_nonzero(torch.full((count,), 1e-20) * torch.full((count,), TINY / 1e-20)))


def test_they_are_0_meanwhile_and_not_afterwards():
    assert made() == 1
    with flushed():
        assert made() == 0
    assert made() == 1
    with pytest.raises(ValueError, match="diverged"), flushed():
        raise ValueError("diverged")
    assert made() == 1


def test_a_training_learns_without_them(tmp_path, monkeypatch):
    found = []

    class StoppedError(Exception):
        pass

    def begun(*_):
        found.append(made())
        raise StoppedError

    monkeypatch.setattr(live_training.cli, "_begun", begun)
    (tmp_path / "take.wav").write_bytes(b"not read")
    with pytest.raises(StoppedError):
        main([str(tmp_path / "take.wav"), "--name", "x", "--checkpoints", str(tmp_path)])
    assert found == [0] and made() == 1
