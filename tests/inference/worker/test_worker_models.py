"""The worker and its models: families, controls, faults, and how long it may be silent."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from live_inference.scores.sidecar import Delivered, SidecarScores
from live_inference.worker import messages as m
from live_inference.worker.catalogue import model_fault
from live_models.checkpoint import load_checkpoint, save_checkpoint
from live_models.families import FAMILIES
from support.checkpoints import small_checkpoint
from support.plucks import plucked
from support.render_here import small_plan
from support.worker_here import RATE, kinds, order, work


def test_a_warm_model_says_how_fast_it_is(worker):
    worker.handle(m.LoadModel("small"))
    assert worker.said[-1].name == "small" and worker.said[-1].x_realtime > 1


def test_a_control_that_a_model_does_not_heed_is_told_once(worker, monkeypatch):
    family = FAMILIES["magnitude_spectrum"]
    monkeypatch.setitem(FAMILIES, family.name, replace(family, controls=frozenset({"noise"})))
    small_checkpoint(worker.folder / "checkpoints", "vector", "lively")
    for message in (m.LoadModel("small"), m.SetControls({"noise": 0.1}), m.LoadModel("lively")):
        worker.handle(message)
    worker.handle(m.SetControls({"noise": 0.1, "temperature": 2.0}))
    assert not [one for one in worker.said if isinstance(one, m.Problem)], "the current model heeds all of them"
    for message in (m.LoadModel("small"), m.SetControls({"temperature": 3.0}), m.LoadModel("small")):
        worker.handle(message)
    worker.mailbox.inbox.put(m.DreamBatch([order(worker, 1, 1.0)]))
    work(worker)
    [told] = [one for one in worker.said if isinstance(one, m.Problem)]
    assert told.address == "/dream/control/temperature"
    assert told.message == "model small ignores it (approach magnitude_spectrum has no such control)"
    assert kinds(worker, 1)[-1] == "DreamReady"


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.name)
def test_a_model_of_any_family_dreams_and_its_sidecar_names_the_backend_that_ran(worker, family):
    """The settings' default is `cpu`; a family without kernels runs on its own default instead."""
    tiny = family.tiny_checkpoint(1)
    card = {"hyperparameters": tiny.hyperparameters.to_params(), "normalisation": {"level": 0.01, "deviation": 0.05}}
    path = save_checkpoint(worker.folder / "checkpoints" / "tiny", tiny.tensors, card | {"recordings": []})
    worker.mailbox.inbox.put(m.DreamBatch([replace(order(worker, 1, 0.5), model="tiny")]))
    work(worker)
    ready = worker.said[-1]
    assert isinstance(ready, m.DreamReady), ready
    sidecar = json.loads(Path(ready.path).with_suffix(".json").read_text())
    assert sidecar["backend"] == family.backend_for("cpu") and sidecar["backend"] in family.backends
    assert model_fault(worker.folder / "checkpoints", "tiny", "cpu") == ""
    if "cpu_int8" not in family.backends:
        assert "has no backend cpu_int8" in model_fault(worker.folder / "checkpoints", "tiny", "cpu_int8")
    job = small_plan([load_checkpoint(path)]).jobs(0, 1)[0]
    assert job.backend == sidecar["backend"], "a render fills its batches as this backend needs it"


def test_a_promise_is_short_once_nothing_is_left_to_compile(worker):
    """A worker that hangs while it reads or starts is ended as soon as one that hangs in the middle of a dream."""
    first = order(worker, 1)
    assert worker.patience_s(m.DreamBatch([first])) > 60, "a model that is new here may be compiled"
    worker.handle(m.LoadModel("small"))
    assert worker.patience_s(m.DreamBatch([first])) < 3
    assert worker.patience_s(m.DreamBatch([first, order(worker, 2)])) > 60, "two together were not made yet"
    worker.handle(m.DreamBatch([first]))
    assert worker._jobs[0].patience_s < 3


def test_what_loads_nothing_is_promised_soon(worker):
    """A worker that stood still while the live dream was told what is played was waited for two minutes."""
    live = m.StartLive(1, "small", m.ArenaRange(0, RATE), RATE, m.ArenaRange(RATE, RATE), 7)
    assert worker.patience_s(live) > 60 and worker.patience_s(m.LoadModel("small")) > 60
    for message in (
        *(m.Played(1), m.Heard([], 0.0, 0.0), m.WidthHeard(), m.SeedHeard(), m.StopLive()),
        *(m.SetControls({}), m.SetPitches([])),
    ):
        assert worker.patience_s(message) < 3
    worker.handle(m.LoadModel("small"))
    assert worker.patience_s(live) < 6


def test_a_card_that_was_edited_by_hand_is_told_and_another_model_dreams(worker):
    """Recordings as a plain list of names once ended the worker at every start."""
    small_checkpoint(worker.folder / "checkpoints", "vector", "edited")
    card = worker.folder / "checkpoints" / "edited.json"
    whole = json.loads(card.read_text())
    for damage in ({"recordings": ["my take.wav"]}, {"controls": {"tau": []}}, {"reference": {"measures": []}}):
        card.write_text(json.dumps(whole | damage))
        worker.said.clear()
        for message in (m.ListModels(), m.LoadModel("edited"), m.LoadModel(""), m.LoadModel("small")):
            worker.handle(message)
        listed, *_ = worker.said
        assert isinstance(listed, m.ModelList) and m.decode(m.encode(listed)) == listed
        if "recordings" in damage:
            assert "recordings" in next(row["fault"] for row in listed.models if row["name"] == "edited")
        if "reference" not in damage:  # only the scores use it
            assert isinstance(worker.said[1], m.Problem) and "edited" in worker.said[1].message
        assert [type(answer) for answer in worker.said[2:]] == [m.ModelReady, m.ModelReady]


def test_weights_that_break_in_use_are_told_and_the_worker_lives(worker, monkeypatch):
    def broken(*_):
        raise AttributeError("no such kernel")

    monkeypatch.setattr("live_models.loading.load_generator", broken)
    worker.handle(m.LoadModel("small"))
    assert worker.said[-1] == m.Problem("/dream/model/load", "small: cannot be used (AttributeError: no such kernel)")
    worker.mailbox.inbox.put(m.DreamBatch([order(worker, 1)]))
    work(worker)
    assert isinstance(worker.said[-1], m.DreamFailed)


def test_a_model_without_room_in_memory_is_told_and_the_worker_lives(worker, monkeypatch):
    def too_large(*_):
        raise MemoryError

    with monkeypatch.context() as small_machine:
        small_machine.setattr("live_inference.worker.warm_models.load_checkpoint", too_large)
        worker.handle(m.LoadModel("small"))
    assert worker.said == [m.Problem("/dream/model/load", "small: not enough memory to load it")]
    worker.handle(m.LoadModel("small"))
    assert isinstance(worker.said[-1], m.ModelReady)


@pytest.mark.parametrize("damage", ['{"scores": 5}', "[1]", "", "[[[[", '{"scores": {}, "a": 1e999}', None])
def test_a_sidecar_or_a_card_that_was_damaged_costs_the_scores_alone(tmp_path, damage):
    scores = SidecarScores()
    samples = plucked([220.0])[: 2 * 8000]
    material = {"format": 1, "measures": []} if damage is None else None
    for number, text in enumerate(('{"scores": {}}' if damage is None else damage, '{"scores": {"level_db": 1}}')):
        path = tmp_path / f"{number}.wav"
        path.with_suffix(".json").write_text(text)
        scores.put(Delivered(path, samples, 8000, samples, 8000, 1, material if number == 0 else None))
    scores.finish()
    assert (tmp_path / "0.json").read_text() == ('{"scores": {}}' if damage is None else damage)
    assert set(json.loads((tmp_path / "1.json").read_text())["scores"]) == {"level_db", "seed"}
