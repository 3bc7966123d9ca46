"""What goes wrong around a training ends in one line, and what was learnt, written or edited before stays."""

from __future__ import annotations

import argparse
import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

import live_daemon.cli
import live_daemon.commands.delegated
import live_inference.render.command
import live_training.cli
import live_training.plan
import live_training.session
from live_inference.command_line.locking import alone_in
from live_models.checkpoint import load_checkpoint
from live_models.contract.gradient_fit import GradientFit
from live_training import card_edits
from live_training.cli import main
from live_training.picture import draw_training
from support.training import SMALL, write_take

SHORT = ("--param=num_epochs=2",)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Measuring and dreaming are most of such a small training's time: less is enough."""
    monkeypatch.setattr(live_training.plan.os, "cpu_count", lambda: 1)
    monkeypatch.setattr(live_training.plan, "MEASURED_S", 0.05)
    monkeypatch.setattr(live_training.cli, "FROZEN_S", (1.0, 1.0))
    monkeypatch.setattr(live_training.cli, "JUDGED_S", (1.0, 1.0))
    monkeypatch.setattr(live_training.session, "JUDGED_S", (1.0, 1.0))
    monkeypatch.setattr(live_training.session, "CONCURRENT_S", 0.1)


@pytest.fixture(scope="module")
def recording(tmp_path_factory):
    return write_take(tmp_path_factory.mktemp("takes") / "take.wav")


def _arguments(recording, folder, *more, name="small"):
    params = [f"--param={key}={value}" for key, value in SMALL.items() if key != "approach"]
    return [str(recording), "--name", name, f"--checkpoints={folder}", *params, *more]


def _one_line(capsys):
    err = capsys.readouterr().err
    lines = [line for line in err.splitlines() if not line.startswith("training: ")]  # progress
    assert len(lines) == 1, err
    assert lines[0].startswith("live-daemon train: ")
    return lines[0]


@pytest.mark.parametrize("more", [(), ("--resume",)])
def test_two_trainings_of_one_name_do_not_overwrite_each_other(recording, tmp_path, capsys, more):
    """Begun beside it or taken up again: the second one is refused before it reads a recording."""
    with alone_in(tmp_path / "small.training", "busy"):
        (tmp_path / "small.training" / "state.safetensors").write_bytes(b"of the first")
        assert main(_arguments(recording, tmp_path, *SHORT, *more)) == 1
        assert "a training of this name is running" in _one_line(capsys)
        assert (tmp_path / "small.training" / "state.safetensors").read_bytes() == b"of the first"
    assert not (tmp_path / "small.json").exists()


@pytest.mark.parametrize("name", ["nylon-spectrum", "Nylon-Vector", "x" * 240, "con", "a:b", "end.", "a\x1b[2J"])
def test_names_that_cannot_be_are_refused_before_anything_begins(recording, tmp_path, capsys, name):
    assert main(_arguments(recording, tmp_path / "c", name=name)) == 1
    assert "--name" in _one_line(capsys)
    assert not (tmp_path / "c").exists()


def test_a_random_seed_out_of_range_is_wrong_usage(recording, tmp_path, capsys):
    for seed in ("-1", "2147483648", "x"):
        with pytest.raises(SystemExit) as caught:
            main(_arguments(recording, tmp_path, "--rng-seed", seed))
        assert caught.value.code == 2
        assert "0..2147483647" in capsys.readouterr().err


@pytest.mark.whole
def test_edits_of_the_card_outlive_more_training(recording, tmp_path, monkeypatch):
    """Twice: what was kept the first time is no less of an edit the second."""
    folder = tmp_path / "c"
    assert main(_arguments(recording, folder, *SHORT, "--licence", "CC0")) == 0
    path = folder / "small.json"
    card = json.loads(path.read_text())
    card["controls"]["temperature"] = 0.7
    card["recordings"][0]["licence"] = "mine"
    card["about"] = "the cellar"
    card["resynthesis"] = {"keep_peaks": False}  # the gate is deleted
    path.write_text(json.dumps(card), encoding="utf-8")
    heard = []
    real = live_training.cli.Judge.dreams

    def dreams(judge, *arguments):
        heard.append(judge.card())
        return real(judge, *arguments)

    monkeypatch.setattr(live_training.cli.Judge, "dreams", dreams)
    for _ in range(2):
        arguments = ["--name", "small", f"--checkpoints={folder}", "--resume", "--minutes", "0.02"]
        assert main(arguments) == 0
        now = json.loads(path.read_text())
        assert now["controls"]["temperature"] == 0.7
        assert now["recordings"][0]["licence"] == "mine"
        assert now["about"] == "the cellar"
        assert now["resynthesis"] == {"keep_peaks": False}
    assert heard
    assert all(one["controls"]["temperature"] == 0.7 and "gate_db" not in one["resynthesis"] for one in heard)
    assert now["scores"] != card["scores"] or now["sha256"] == card["sha256"]
    load_checkpoint(folder / "small")
    card = json.loads(path.read_text())
    card["controls"] = {"no such": 1}
    path.write_text(json.dumps(card), encoding="utf-8")
    assert main([*arguments, "--licence", "CC BY"]) == 1  # refused before it trains; the edit is not thrown away
    assert json.loads(path.read_text())["controls"] == {"no such": 1}


WRITTEN = {"controls": {"temperature": 1.0, "noise": 0.1}, "normalisation": {"gain_db": 1.0}, "preset": "alive"}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (WRITTEN, {"controls": {"temperature": 1.0, "noise": 0.2}, "normalisation": {"gain_db": 2.0}}),
        ({**WRITTEN, "controls": {"temperature": 0.5}}, {"controls": {"temperature": 0.5}}),  # and noise deleted
        ({**WRITTEN, "normalisation": {"gain_db": -3.0}}, {"normalisation": {"gain_db": -3.0}}),
        ({**WRITTEN, "sha256": "edited"}, {"sha256": "new"}),
        ({**WRITTEN, "mine": [1]}, {"mine": [1], "preset": "notes"}),
    ],
)
def test_what_is_an_edit_and_what_was_written_by_us(now, expected):
    new = {
        "sha256": "new",
        "controls": {"temperature": 1.0, "noise": 0.2},
        "normalisation": {"gain_db": 2.0},
        "preset": "notes",
    }
    merged = card_edits.with_edits(new, [WRITTEN], now)
    assert merged.items() >= expected.items()
    older = card_edits.with_edits(new, [], now)  # a state of an earlier version: nobody knows what was written
    assert older["normalisation"] == {"gain_db": 2.0}
    assert (
        older["controls"] == {"noise": 0.1, **now["controls"]} or older["controls"].items() >= now["controls"].items()
    )
    assert card_edits.with_edits(new, [], None) == new


@pytest.mark.whole
def test_a_disk_that_fills_while_a_dream_is_written_is_one_line_and_keeps_the_rest(
    recording, tmp_path, capsys, monkeypatch
):
    real = Path.write_bytes

    def full(path, data):
        if "dream_" in path.name:
            with path.open("wb") as file:
                file.write(data[:100])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # as a file that is written says it: without a name
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(_arguments(recording, tmp_path, *SHORT)) == 1
    line = _one_line(capsys)
    assert "dream_0001.wav" in line
    assert os.strerror(errno.ENOSPC) in line
    assert "--resume" in line
    assert not list(tmp_path.rglob("*.part"))
    monkeypatch.undo()
    assert live_training.cli.read_description(tmp_path / "small.training" / "state.safetensors").step > 0


@pytest.mark.whole
@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process")
def test_a_real_limit_of_the_system_is_one_line(recording, tmp_path):
    """No file may grow beyond 4 KB: the state is the first that does."""
    code = (
        "import resource, sys\nfrom live_training.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\nsys.exit(main(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", code, *_arguments(recording, tmp_path / "c", *SHORT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "state.safetensors" in done.stderr
    assert "File too large" in done.stderr
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "not enough memory; "),
        (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB"), "not enough memory on the GPU; "),
        (
            RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"),
            "not enough memory; ",
        ),
    ],
)
def test_out_of_memory_is_one_line_that_says_what_needs_less(recording, tmp_path, capsys, monkeypatch, error, words):
    def update(_fit, _progress):
        raise error

    monkeypatch.setattr(GradientFit, "update", update)
    assert main(_arguments(recording, tmp_path / "c")) == 1
    line = _one_line(capsys)
    assert words in line
    assert "--preset fast_answer" in line
    assert not (tmp_path / "c").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="limits of a process")
def test_a_network_that_no_machine_holds_is_one_line(recording, tmp_path, capsys):
    """The real allocator says no: half a million units are four terabytes of weights.

    A machine may be set to promise any memory: this process may have 200 GB of addresses more, and no terabyte.
    """
    import resource

    now = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (now + 200 * 10**9, hard))
    try:
        assert main(_arguments(recording, tmp_path / "c", "--param=hidden_size=500000")) == 1
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    assert "not enough memory" in _one_line(capsys)


def _run(arguments, encoding="utf-8"):
    code = (
        "import sys\nimport live_training.cli as cli, live_training.plan as plan, live_training.session as session\n"
        "plan.os.cpu_count = lambda: 1\nplan.MEASURED_S = 0.05\nsession.JUDGED_S = cli.JUDGED_S = (1.0, 1.0)\n"
        "cli.FROZEN_S = (1.0, 1.0)\nsys.exit(cli.main(sys.argv[1:]))\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, check=False, env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )  # fmt: skip


@pytest.mark.whole
@pytest.mark.skipif(sys.platform == "win32", reason="names of Windows are UTF-16")
def test_a_name_that_the_terminal_cannot_show_and_a_file_name_that_is_no_text(recording, tmp_path):
    """In one go, into a log file of Windows' code page: it trains, and no warning, escape or bar is in the log."""
    take = os.fsencode(tmp_path) + b"/\xe9tude.wav"
    Path(os.fsdecode(take)).write_bytes(Path(recording).read_bytes())
    words = _arguments("", tmp_path / "c", *SHORT, name="チェロ$x^$")[1:]
    done = _run([take, *words], encoding="cp1252")
    assert done.returncode == 0, done.stderr
    said = done.stdout.decode("cp1252")
    assert "\\u30c1\\u30a7\\u30ed" in said
    assert "engine.model=" in said
    for line in done.stderr.decode("cp1252").splitlines():
        assert line.startswith("training: "), line
    assert b"\r" not in done.stderr
    card = load_checkpoint(tmp_path / "c" / "チェロ$x^$").card
    assert card["recordings"][0]["file"] == "étude.wav"
    assert (tmp_path / "c" / "チェロ$x^$.png").stat().st_size > 1000


@pytest.mark.whole
def test_a_folder_and_a_pattern_are_recordings(recording, tmp_path, capsys):
    takes = tmp_path / "takes"
    takes.mkdir()
    for name in ("b.wav", "a.wav"):
        (takes / name).write_bytes(Path(recording).read_bytes())
    for number, path in enumerate((takes, takes / "*.wav")):
        folder = tmp_path / f"c{number}"
        assert main(_arguments(path, folder, "--param=num_epochs=1")) == 0
        files = [row["file"] for row in json.loads((folder / "small.json").read_text())["recordings"]]
        assert files == ["a.wav", "b.wav"]
    capsys.readouterr()
    assert main(_arguments(takes / "*.mp3", tmp_path / "c")) == 1
    assert "no file fits" in _one_line(capsys)


@pytest.mark.parametrize("form", [["--checkpoints=mine"], ["--checkpoints", "mine"], ["--checkp", "mine"], []])
@pytest.mark.parametrize("verb", ["train", "render", "export"])
def test_a_folder_that_is_given_counts_more_than_the_setting(monkeypatch, form, verb):
    heard = []

    class Process:
        def __init__(self, command):
            heard.extend(command)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def wait(self):
            return 0

    monkeypatch.setattr(live_daemon.commands.delegated.subprocess, "Popen", Process)
    assert live_daemon.cli.main([verb, "x", *form, "--set", "paths.checkpoints=set"]) == 0
    child = argparse.ArgumentParser()
    child.add_argument("--checkpoints")
    assert child.parse_known_args(heard)[0].checkpoints.endswith("mine" if form else "set")


def test_a_render_heeds_the_settings_model_and_backend(monkeypatch):
    heard = []
    monkeypatch.setattr(live_daemon.commands.delegated, "run_module", lambda _module, words: heard.extend(words) or 0)
    own = ["render", "x.wav", "--bank", "b", "--set", "engine.model=mine", "--set", "engine.backend=cpu_int8"]
    assert live_daemon.cli.main(own) == 0
    found = live_inference.render.command._parser().parse_intermixed_args(heard)
    assert (found.usual_model, found.backend, found.model) == ("mine", "cpu_int8", [])
    heard.clear()
    assert live_daemon.cli.main([*own, "--backend", "eager", "--model", "other"]) == 0
    found = live_inference.render.command._parser().parse_intermixed_args(heard)
    assert (found.backend, found.model) == ("eager", ["other"])


def test_the_picture_takes_any_name(tmp_path):
    log = {
        "plan": {"approach": "vector", "preset": "alive"},
        "best": {"elapsed_s": 1.0},
        "losses": [{"elapsed_s": 1.0, "loss": 1.0, "validation_loss": 1.0}],
        "judgements": [],
    }
    draw_training(r"a$\nonsense{$", log, torch.zeros(4000).numpy(), [], [], 4000, tmp_path / "x.png")
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.whole
def test_progress_in_a_log_file_is_lines(recording, tmp_path, monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    assert main(_arguments(recording, tmp_path, *SHORT)) == 0
    assert "\r" not in stream.getvalue()
    assert stream.getvalue().startswith("training: 100 %, ")


def test_a_band_that_an_approach_does_not_have_is_refused_with_the_one_that_has_it(tmp_path, capsys):
    take = write_take(tmp_path / "take.wav")
    arguments = [str(take), "--name", "mine", "--checkpoints", str(tmp_path / "checkpoints")]
    assert main([*arguments, "--approach", "vector", "--band", "full"]) == 1
    said = capsys.readouterr().err
    having = "column_vector, magnitude_spectrum, latent_spectrum, naive_rnn, sample_rnn, wavenet"
    assert f"--band full needs --approach {having}, got vector" in said
    assert said.count("\n") == 1
    assert not (tmp_path / "checkpoints" / "mine.json").exists()


def test_without_a_name_it_has_that_of_the_first_recording(recording, tmp_path, capsys):
    (tmp_path / "take.json").write_text("{}")
    assert main([str(recording), f"--checkpoints={tmp_path}"]) == 1
    assert f"{tmp_path / 'take.json'}: exists; choose another --name" in _one_line(capsys)


@pytest.mark.parametrize(("arguments", "needed"), [(["--resume"], "--name"), (["--name=mine"], "RECORDING")])
def test_what_is_missing_is_named(arguments, needed, capsys):
    with pytest.raises(SystemExit):
        main(arguments)
    assert f"error: {needed} is needed" in capsys.readouterr().err
