"""A worker in this process, with a small model and a clock of its own."""

from __future__ import annotations

import queue
from types import SimpleNamespace

import numpy as np
import pytest

from live_inference.worker.main_loop import Worker
from live_inference.worker.warm_models import WarmModels
from live_models.registry import Registry
from support.checkpoints import small_checkpoint
from support.worker_here import RATE, Clock, Guard, Unsteered


@pytest.fixture
def worker(tmp_path, monkeypatch):
    monkeypatch.setattr("live_inference.dreaming.dream.Guard", Guard)
    monkeypatch.setattr("live_inference.dreaming.dream.Steering", Unsteered, raising=False)
    (tmp_path / "checkpoints").mkdir()
    small_checkpoint(tmp_path / "checkpoints", "spectrum_mixture", "small")
    np.zeros(60 * RATE, np.float32).tofile(tmp_path / "arena")
    said = []
    mailbox = SimpleNamespace(inbox=queue.Queue(), cancelled=set(), send=said.append, connected=True)
    clock, beats = Clock(), []
    models = WarmModels(Registry([tmp_path / "checkpoints"]), "cpu", 1, clock=clock)
    made = Worker(mailbox, models, tmp_path / "arena", RATE, beat=beats.append, clock=clock)
    made.said, made.mailbox, made.folder, made.clock, made.beats = said, mailbox, tmp_path, clock, beats
    return made
