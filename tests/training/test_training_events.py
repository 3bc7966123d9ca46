"""What machines are told of a training, and what can be chosen, is strict JSON and true; asked to, it stops."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
import time
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
import soundfile

import live_daemon
import live_training.cli
import live_training.plan
import live_training.session
from live_inference.command_line import asking
from live_models.contract.family import load_entry
from live_models.contract.parameters import HyperparameterError
from live_models.contract.sound import SoundError
from live_models.families import FAMILIES, family_of
from live_training.choices import choices
from live_training.cli import main
from live_training.presets import preset
from live_training.recordings import load_sound
from live_training.telling import Telling
from support.training import SMALL, write_take

ETUDE = Path(live_daemon.__file__).parent / "data" / "etude.flac"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(live_training.plan.os, "cpu_count", lambda: 1)
    monkeypatch.setattr(live_training.plan, "MEASURED_S", 0.05)
    monkeypatch.setattr(live_training.cli, "FROZEN_S", (1.0, 1.0))
    monkeypatch.setattr(live_training.cli, "JUDGED_S", (1.0, 1.0))
    monkeypatch.setattr(live_training.session, "JUDGED_S", (1.0, 1.0))
    monkeypatch.setattr(live_training.session, "CONCURRENT_S", 0.5)


@pytest.fixture
def recording(tmp_path):
    return write_take(tmp_path / "take.wav")


def _events(capsys):
    """Every line of standard output, as strict JSON."""
    lines = capsys.readouterr().out.splitlines()

    def refuse(constant):
        raise AssertionError(constant)

    return [json.loads(line, parse_constant=refuse) for line in lines]


def _arguments(recording, folder, *more):
    params = [f"--param={key}={value}" for key, value in SMALL.items() if key != "approach"]
    return [str(recording), "--name", "small", f"--checkpoints={folder}", *params, "--json", *more]


@pytest.mark.whole
def test_a_training_tells_all_that_its_card_says(recording, tmp_path, capsys):
    folder = tmp_path / "checkpoints"
    assert main(_arguments(recording, folder, "--param=num_epochs=6")) == 0
    events = _events(capsys)
    names = [one["event"] for one in events]
    assert names[0] == "heard"
    assert names[1:3] == ["plan", "begun"]
    assert names[-3:] == ["checkpoint", "verdict", "ended"]
    assert [one["at"] for one in events] == sorted(one["at"] for one in events)
    card = json.loads((folder / "small.json").read_text())
    log = card["training_log"]
    told = {name: [one for one in events if one["event"] == name] for name in names}
    keys = log["losses"][0].keys()
    assert [{key: one[key] for key in keys} for one in told["loss"]] == log["losses"]
    keys = log["judgements"][0].keys()
    assert [{key: one[key] for key in keys} for one in told["judgement"]] == log["judgements"]
    assert told["plan"][0]["hyperparameters"]["hidden_size"] == SMALL["hidden_size"]
    assert told["heard"][0]["recordings"][0]["duration_s"] == 8.0
    assert told["dream"]
    for one in told["dream"]:
        assert soundfile.info(one["path"]).duration == pytest.approx(0.5, abs=0.02)
    verdict = told["verdict"][0]
    assert verdict["passed"] == sum(one["pass"] for one in verdict["dreams"])
    assert len(verdict["dreams"]) == 5
    assert all(Path(one["path"]).is_file() for one in verdict["dreams"])
    assert verdict["words"].startswith(("Good", "Usable", "Not"))
    assert Path(told["checkpoint"][0]["path"]) == folder / "small.json"
    assert told["ended"][0]["status"] == 0


@pytest.mark.whole
@pytest.mark.parametrize("asked", [asking.PAUSE, asking.FINISH])
def test_asked_to_it_pauses_or_finishes_and_goes_on(recording, tmp_path, capsys, monkeypatch, asked):
    folder, step = tmp_path / "checkpoints", live_training.session.Session._note
    monkeypatch.setattr(asking, "_LOOK_EVERY_S", 0.0)

    def note(session):
        step(session)
        asking.ask(session.work, asked)

    monkeypatch.setattr(live_training.session.Session, "_note", note)
    status = main(_arguments(recording, folder, "--param=num_epochs=100000"))
    events = _events(capsys)
    assert events[-1] == {"event": "ended", "at": events[-1]["at"], "status": status}
    if asked == asking.PAUSE:
        assert status == 130
        assert "--resume" in events[-2]["reason"]
        assert not (folder / "small.json").exists()
        monkeypatch.undo()
        assert main(["--name", "small", f"--checkpoints={folder}", "--finish", "--json"]) == 0
        names = [one["event"] for one in _events(capsys)]
        assert names[0] == "resumed"
        assert "verdict" in names
    else:
        assert status == 0
        assert "early" in [one["event"] for one in events]
    assert (folder / "small.json").exists()


def test_a_request_for_an_earlier_process_is_not_heeded(tmp_path):
    asking.ask(tmp_path, asking.PAUSE)
    old = asking._BEGAN - 10.0
    os.utime(tmp_path / "asked.txt", (old, old))
    assert asking.Asked(tmp_path)() == ""
    asking.ask(tmp_path, "rm -rf")
    assert asking.Asked(tmp_path)() == ""
    asking.ask(tmp_path, asking.FINISH)
    asked = asking.Asked(tmp_path)
    assert asked() == asking.FINISH
    time.sleep(0.25)
    assert asked() == ""


def test_a_full_disk_ends_no_training_and_what_was_not_told_is_told_later(monkeypatch):
    class Disk(io.RawIOBase):
        full, content = True, b""

        def writable(self):
            return True

        def write(self, data):
            if self.full:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            self.content += bytes(data)
            return len(data)

    disk = Disk()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(disk), write_through=True))
    telling = Telling(machines=True)
    for step in range(5000):
        telling.event("loss", step=step, loss=float("nan"))
    disk.full = False
    telling.event("ended", status=0)
    rows = [json.loads(line) for line in disk.content.splitlines()]
    assert rows[-1]["event"] == "ended"
    assert all(row["loss"] is None for row in rows[:-1])


def test_finish_needs_something_learnt(tmp_path, capsys):
    assert main(["--name", "small", f"--checkpoints={tmp_path}", "--finish"]) == 1
    assert "nothing to resume" in capsys.readouterr().err


def test_what_is_heard_in_recordings_is_told_of_each(tmp_path, capsys):
    rate, t = 44100, np.arange(44100 * 4) / 44100
    tone = 0.5 * np.sin(2 * np.pi * 220.0 * t)
    soundfile.write(tmp_path / "tone.wav", np.concatenate([tone, np.zeros(rate * 4)]), rate, subtype="PCM_24")
    (tmp_path / "no.wav").write_text("no sound")
    assert main(["--inspect", "--json", str(tmp_path / "no.wav"), str(tmp_path / "tone.wav"), str(ETUDE)]) == 1
    refused, told, etude = _events(capsys)
    assert refused["event"] == "refused"
    assert refused["file"] == "no.wav"
    assert told["duration_s"] == 8.0
    assert told["peak_db"] == pytest.approx(20 * np.log10(0.5), abs=0.1)
    assert told["level_db"] == pytest.approx(10 * np.log10(np.mean(tone**2) / 2), abs=0.1)
    assert told["clipped"] == 0
    assert told["silence"] == pytest.approx(0.5, abs=0.02)
    assert any("silence" in one for one in told["warnings"])
    heard = [told["lowest_key"] + index for index, share in enumerate(told["keys"]) if share > 0.9]
    assert heard == [57]  # A3
    assert etude["warnings"] == []
    assert etude["notes"] is True


def test_what_a_training_would_refuse_is_refused_with_its_reason(tmp_path, capsys):
    rate, t = 44100, np.arange(44100 * 2) / 44100
    tone = 0.5 * np.sin(2 * np.pi * 220.0 * t)
    files = {"silent": np.zeros(rate * 2), "short": tone[: rate // 2], "rest": np.append(tone[: rate // 2], 0.0 * tone)}
    files |= {"long": tone}
    paths = {name: str(tmp_path / f"{name}.wav") for name in files}
    for name, samples in files.items():
        soundfile.write(paths[name], samples, rate, subtype="PCM_24")
    said = {"silent": "must hold sound, found silence", "short": "at least 1 s long, got 0.50 s", "rest": "got 0.50 s"}
    for name, words in said.items():
        assert main(["--inspect", "--json", paths[name]]) == 1
        (told,) = _events(capsys)
        assert (told["event"], told["path"]) == ("refused", paths[name]) and words in told["words"]
    with pytest.raises(SoundError, match="must hold sound, found silence") as training:
        load_sound([Path(paths["silent"])], ["unstated"], 11025)
    assert main(["--inspect", paths["silent"]]) == 1
    assert str(training.value) in capsys.readouterr().out
    # A training takes what is short beside what is long.
    assert main(["--inspect", "--json", paths["short"], paths["silent"], paths["long"]]) == 1
    assert [(one["event"], one["file"]) for one in _events(capsys)] == [
        ("refused", "silent.wav"), ("inspected", "short.wav"), ("inspected", "long.wav"),
    ]  # fmt: skip


def test_what_can_be_chosen_is_what_the_trainer_enforces(capsys):
    assert main(["--list-parameters", "--json"]) == 0
    (told,) = _events(capsys)
    assert [one["name"] for one in told["approaches"]] == list(FAMILIES)
    assert told["approaches"] == json.loads(json.dumps(choices()))
    for one in told["approaches"]:
        kind = load_entry(family_of(one["name"]).config)
        assert one["sound"]
        assert [row["name"] for row in one["parameters"]] == [field.name for field in fields(kind)]
        for row in one["parameters"]:
            assert row["meaning"], row["name"]
            _enforced(kind, row)


def _fault(kind, name, value):
    """What the trainer says of a value, if it says that about this one name."""
    try:
        kind.from_params({name: value})
    except HyperparameterError as error:
        return str(error) if str(error).startswith(f"{name} must be in range") or "one of" in str(error) else ""
    return ""


def _enforced(kind, row):
    name = row["name"]
    if "range" in row:
        low, high = row["range"]
        step = 1 if row["type"] == "whole number" else 1e-3 * (high - low)
        assert not _fault(kind, name, low)
        assert not _fault(kind, name, high)
        assert _fault(kind, name, low - step)
        assert _fault(kind, name, high + step)
    for word in row.get("choices", ()):
        assert not _fault(kind, name, word)
    if "choices" in row:
        assert _fault(kind, name, "anything")


def test_the_values_of_every_preset_are_among_the_parameters():
    for one in choices():
        names = {row["name"] for row in one["parameters"]}
        for found in one["presets"]:
            assert found["about"]
            assert set(found["values"]) <= names
            assert preset(one["name"], found["name"], {}).approach == one["name"]
