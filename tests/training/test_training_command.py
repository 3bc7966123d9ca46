"""`live-daemon train` as a performer meets it: trains, stops, goes on after anything, and refuses in one line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
import safetensors
import safetensors.numpy
import soundfile

import live_training.cli
import live_training.plan
import live_training.session
from live_inference.scores.score import Reference
from live_models.checkpoint import load_checkpoint
from live_models.loading import load_generator
from live_training.cli import main
from live_training.describe import main as describe
from support.training import RATE, SMALL, small_fit, write_take

QUICK = (
    "import sys\nimport live_training.cli as cli, live_training.plan as plan, live_training.session as session\n"
    "plan.os.cpu_count = lambda: 1\n"  # one or two threads round differently
    "plan.MEASURED_S, session.SAVE_EVERY_S, session.CONCURRENT_S = 0.05, 0.2, 1.0\n"
    "session.JUDGED_S = cli.JUDGED_S = (1.0, 1.0)\ncli.FROZEN_S = (2.0, 3.0)\n"
    # Slowly enough to be stopped in the middle, whenever the test comes to look.
    "import time\nfrom live_models.contract.gradient_fit import GradientFit\nupdate = GradientFit.update\n"
    "GradientFit.update = lambda *arguments: (time.sleep(0.01), update(*arguments))[1]\n"
)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Measuring and dreaming are most of such a small training's time: less is enough."""
    monkeypatch.setattr(live_training.plan.os, "cpu_count", lambda: 1)
    monkeypatch.setattr(live_training.plan, "MEASURED_S", 0.05)
    monkeypatch.setattr(live_training.cli, "FROZEN_S", (2.0, 3.0))
    monkeypatch.setattr(live_training.cli, "JUDGED_S", (1.0, 1.0))
    monkeypatch.setattr(live_training.session, "CONCURRENT_S", 1.0)


@pytest.fixture
def recording(tmp_path):
    return write_take(tmp_path / "take.wav")


def _arguments(recording, folder, *more, name="small"):
    params = [f"--param={name}={value}" for name, value in SMALL.items() if name != "approach"]
    return [str(recording), "--name", name, "--checkpoints", str(folder), "--licence", "CC0", *params, *more]


def _saved(state):
    with safetensors.safe_open(str(state), framework="np") as file:
        return json.loads(file.metadata()["state"])


@pytest.mark.whole
def test_the_command_trains_judges_dreams_and_says_what_it_is_worth(recording, tmp_path, capsys):
    folder = tmp_path / "checkpoints"
    assert main(_arguments(recording, folder, "--param=num_epochs=12", "--rng-seed", "3")) == 0
    out = capsys.readouterr().out
    checkpoint = load_checkpoint(folder / "small")
    card = checkpoint.card
    assert card["recordings"][0]["file"] == "take.wav"
    assert card["recordings"][0]["licence"] == "CC0"
    assert card["rng_seed"] == 3
    log = card["training_log"]
    assert log["steps"] == 12 * 15  # 8 s * 0.9 of windows by 64 a step
    assert log["losses"][-1]["validation_loss"] < log["losses"][0]["validation_loss"]
    assert [row["tenth"] for row in log["judgements"]] == list(range(1, 11))
    best = max(row["total"] for row in log["judgements"])
    assert log["best"]["total"] >= best - 0.02
    assert Reference.from_json(card["reference"]).sample_rate == RATE
    assert card["scores"]["dreams"] == len(card["scores"]["each"]) == 5
    assert load_generator(checkpoint).spec.sample_rate == RATE
    for number in range(1, 6):
        path = folder / "small.training" / f"frozen_{number}.wav"
        assert str(path) in out
        assert soundfile.info(path).frames == 3 * RATE
    assert "preset " in out
    assert "only 8 s of sound" in out
    assert "ready at" in out
    assert any(word in out for word in ("Good:", "Usable:", "Not safe yet:", "Not usable yet:"))
    assert (folder / "small.png").read_bytes().startswith(b"\x89PNG")
    _loses_and_gets_its_description(folder / "small.json", recording, tmp_path, capsys)


def _loses_and_gets_its_description(path, recording, tmp_path, capsys):
    card = json.loads(path.read_text())
    without = {name: value for name, value in card.items() if name != "reference"}
    path.write_text(json.dumps(without))
    other = write_take(tmp_path / "other.wav", backwards=True)
    assert describe([str(path), str(other)]) == 1
    error = capsys.readouterr().err
    assert "take.wav" in error
    assert error.count("\n") == 1
    assert describe([str(path), str(recording), str(other)]) == 1
    assert "other.wav; leave it out" in capsys.readouterr().err
    assert "reference" not in json.loads(path.read_text())
    assert describe([str(path), str(recording)]) == 0
    assert json.loads(path.read_text()) == card


@pytest.mark.whole
def test_killed_stopped_and_resumed_it_ends_as_an_unbroken_training(recording, tmp_path):
    """kill -9 in the middle, Ctrl-C later, then to the end: the same weights, bit for bit, as without."""
    more = ("--preset", "alive", "--param=num_layers=1", "--param=head=regression", "--param=num_epochs=40")
    assert main(_arguments(recording, tmp_path / "whole", *more)) == 0
    folder = tmp_path / "broken"
    state = folder / "small.training" / "state.safetensors"
    begun = 0
    for number, resume in ((signal.SIGKILL, ()), (signal.SIGINT, ("--resume",))):
        command = [sys.executable, "-c", QUICK + "sys.exit(cli.main(sys.argv[1:]))"]
        process = subprocess.Popen(
            [*command, *_arguments(recording, folder, *more, *resume)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ | {"OMP_NUM_THREADS": "1"},
        )
        try:
            for _ in range(6000):
                if process.poll() is not None or (state.exists() and _saved(state)["step"] > begun):
                    break
                time.sleep(0.01)
            assert process.poll() is None
        finally:
            os.kill(process.pid, number)
            _, messages = process.communicate(timeout=120)
        begun = _saved(state)["step"]
        assert 0 < begun < 40 * 15
        assert not (folder / "small.json").exists()
        if number == signal.SIGINT:
            assert process.returncode == 130
            assert b"--resume" in messages
            assert b"Traceback" not in messages
    assert main(["--name", "small", "--checkpoints", str(folder), "--resume"]) == 0  # the rest is in the state
    whole, broken = (load_checkpoint(tmp_path / name / "small") for name in ("whole", "broken"))
    for name, tensor in whole.tensors.items():
        np.testing.assert_array_equal(tensor, broken.tensors[name])
    assert whole.card["scores"] == broken.card["scores"]
    steps = [row["step"] for row in whole.card["training_log"]["judgements"]]
    assert steps == [row["step"] for row in broken.card["training_log"]["judgements"]]


@pytest.mark.whole
def test_a_finished_training_goes_on_when_it_gets_more_time(recording, tmp_path):
    folder = tmp_path / "c"
    assert main(_arguments(recording, folder, "--minutes", "0.03")) == 0
    first = json.loads((folder / "small.json").read_text())
    arguments = ["--name", "small", "--checkpoints", str(folder), "--resume", "--minutes", "0.08"]
    assert main(arguments) == 0
    second = json.loads((folder / "small.json").read_text())
    assert second["hyperparameters"] == first["hyperparameters"]
    assert second["training_log"]["steps"] > first["training_log"]["steps"]


@pytest.mark.whole
def test_an_unfinished_training_is_not_thrown_away(recording, tmp_path, capsys):
    folder = tmp_path / "c"
    assert main(_arguments(recording, folder, "--minutes", "0.03")) == 0
    (folder / "small.json").unlink()
    state = folder / "small.training" / "state.safetensors"
    before = state.read_bytes()
    assert main(_arguments(recording, folder, "--minutes", "0.03")) == 1
    assert "--resume" in capsys.readouterr().err
    assert state.read_bytes() == before


@pytest.mark.whole
def test_a_state_of_another_version_is_refused_and_a_damaged_one_is_no_obstacle(recording, tmp_path, capsys):
    state = tmp_path / "small.training" / "state.safetensors"
    small_fit(recording).save(state, {"elapsed_s": 3.0})
    assert main(_arguments(recording, tmp_path, "--resume")) == 1
    assert "another version" in capsys.readouterr().err
    state.write_bytes(b"not a state")
    assert main(_arguments(recording, tmp_path, "--resume")) == 1
    assert "not a training state" in capsys.readouterr().err
    assert main(_arguments(recording, tmp_path, "--param=num_epochs=1")) == 0


@pytest.mark.whole
def test_sequential_dreams_are_made_while_training_pauses(recording, tmp_path):
    folder = tmp_path / "c"
    more = ("--param=num_epochs=4", "--dreaming", "sequential", "--streams", "2")
    assert main(_arguments(recording, folder, *more)) == 0
    assert len(list((folder / "small.training").glob("dream_*.wav"))) == 2 * 10


def test_curves_and_dreams_for_tensorboard(recording, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", None)
    folder = tmp_path / "curves"
    assert main(_arguments(recording, tmp_path / "c", "--tensorboard", str(folder))) == 1
    error = capsys.readouterr().err
    assert "needs TensorBoard" in error and "install tensorboard" in error
    monkeypatch.undo()
    pytest.importorskip("tensorboard")
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    more = ("--param=num_epochs=2", "--tensorboard", str(folder))
    assert main(_arguments(recording, tmp_path / "c", *more)) == 0
    curves = EventAccumulator(str(folder))
    curves.Reload()
    assert {"loss/loss", "loss/validation_loss", "score/total"} <= set(curves.Tags()["scalars"])
    assert {"dream/1", "dream/2", "dream/3"} <= set(curves.Tags()["audio"])


@pytest.mark.parametrize(
    ("more", "word"),
    [
        (["--param", "speed=3"], "speed"),
        (["--param", "lr=fast"], "lr"),
        (["--preset", "loud"], "alive"),
        (["--preset", "/nowhere/mine.json"], "/nowhere/mine.json"),
        (["--name", "../up"], "--name"),
        (["--resume"], "nothing to resume"),
        (["--licence", "MIT"], "--licence"),
        (["--param", "approach=vector"], "--approach"),
        (["--device", "cuda"], "--device cuda"),
    ],
)
def test_mistakes_are_one_line_and_status_1(recording, tmp_path, capsys, monkeypatch, more, word):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    assert main([*_arguments(recording, tmp_path / "checkpoints"), *more]) == 1
    message = capsys.readouterr().err.strip()
    assert word in message
    assert "\n" not in message
    assert message.startswith("live-daemon train: ")


@pytest.mark.parametrize("what", ["words", "silence", "short", "missing"])
def test_a_recording_that_cannot_be_used_is_one_line(tmp_path, capsys, what):
    path = tmp_path / "lyrics.wav"
    if what == "words":
        path.write_text("la la la")
    if what == "silence":
        soundfile.write(path, np.zeros(20 * RATE), RATE)
    if what == "short":
        soundfile.write(path, 0.1 * np.sin(np.arange(RATE // 5)), RATE)
    assert main(_arguments(path, tmp_path / "c")) == 1
    err = capsys.readouterr().err.strip()
    assert what == "short" or "lyrics.wav" in err
    assert "\n" not in err
    assert not (tmp_path / "c").exists()


def test_an_existing_checkpoint_is_not_overwritten(recording, tmp_path, capsys):
    (tmp_path / "small.json").write_text("{}")
    assert main(_arguments(recording, tmp_path)) == 1
    assert "exists" in capsys.readouterr().err
    assert (tmp_path / "small.json").read_text() == "{}"


def test_a_folder_that_cannot_be_written_is_found_before_the_training(recording, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(_arguments(recording, tmp_path / "file" / "c", "--minutes", "60")) == 1
    message = capsys.readouterr().err.strip()
    assert "file" in message
    assert "\n" not in message


@pytest.mark.whole
@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups to signal")
@pytest.mark.parametrize(
    ("name", "to_all", "status"), [("SIGINT", True, 130), ("SIGTERM", False, 143), ("SIGTERM", True, 143)]
)
def test_a_stop_leaves_the_training_the_time_to_save(name, to_all, status, tmp_path):
    """Ctrl-C comes to the verb's own process too, which must wait for the one that trains, not kill it.

    SIGTERM may come to the verb's alone: it must not leave the other behind.
    """
    (tmp_path / "slow_to_stop.py").write_text(
        "import signal, sys, time\n"
        f"signal.signal(signal.{name}, lambda *_: (signal.signal(signal.{name}, signal.SIG_IGN),"
        f" time.sleep(1.0), print('saved', flush=True), sys.exit({status})))\n"
        "print('ready', flush=True)\ntime.sleep(60)\n"
    )
    code = (
        "import sys\nfrom live_daemon.commands.delegated import run_module\n"
        "from live_inference.command_line.entry import run_command\n"
        "sys.exit(run_command('x', lambda: run_module('slow_to_stop', []), ()))\n"
    )
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": path},
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    (os.killpg if to_all else os.kill)(process.pid, getattr(signal, name))
    out, _ = process.communicate(timeout=20)
    assert (out, process.returncode) == ("saved\n", status)


@pytest.mark.parametrize("arguments", [[], ["--resume"], ["a.wav", "--minutes", "0"], ["--approach", "x"]])
def test_wrong_usage_is_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: live-daemon train" in capsys.readouterr().err
