"""Mistakes around a render or a bank end in one line, and nothing is damaged."""

from __future__ import annotations

import json
import os
import signal
import sys

import pytest
import soundfile

from live_inference.bank.changes import changing
from live_inference.bank.command import main as bank_command
from live_inference.bank.manifest import BankLoop, read_bank, write_bank
from live_inference.command_line.locking import alone_in
from live_inference.render import command, schedulers
from live_inference.render.command import main
from live_inference.render.errors import RenderError
from live_inference.render.pitched import pitched_seeds
from live_inference.scores.command import main as score_command
from support.checkpoints import small_checkpoint
from support.render_here import RATE, HereRunner, music
from support.strings import plucked


@pytest.fixture
def words(tmp_path, monkeypatch):
    """The arguments of a small render, whose dreams are noise made at once."""
    (tmp_path / "takes").mkdir()
    soundfile.write(tmp_path / "takes" / "take.wav", plucked(6.0), RATE)
    small_checkpoint(tmp_path / "checkpoints", "spectrum_mixture")
    monkeypatch.setattr(command, "ProcessRunner", lambda workers: HereRunner(workers, music))
    return [
        *(str(tmp_path / "takes"), f"--checkpoints={tmp_path / 'checkpoints'}", "--model=spectrum_mixture"),
        *("--count=2", "--seconds=1", f"--bank={tmp_path / 'bank'}"),
    ]


def _one_line(capsys):
    lines = [line for line in capsys.readouterr().err.splitlines() if not line.startswith(("dreams: ", "loops: "))]
    assert len(lines) == 1, lines
    return lines[0]


def test_two_renders_into_one_bank(words, tmp_path, capsys):
    with alone_in(tmp_path / "bank" / ".render", "busy"):
        assert main(words) == 1
        assert "another render makes this bank" in _one_line(capsys)
    assert not (tmp_path / "bank" / "bank.json").exists()
    assert main(words) == 0
    assert len(read_bank(tmp_path / "bank")) == 2


def test_a_bank_is_changed_by_one_command_at_a_time(words, tmp_path, capsys, monkeypatch):
    assert main(words) == 0
    capsys.readouterr()
    monkeypatch.setattr("live_inference.bank.changes.PATIENCE_S", 0.05)
    before = (tmp_path / "bank" / "bank.json").read_bytes()
    with changing(tmp_path / "bank"):
        assert bank_command(["drop", str(tmp_path / "bank"), "0"], lambda *_: None) == 1
        assert "is changing this bank" in _one_line(capsys)
        assert main([*words, "--rng-seed=5"]) == 1
        assert "is changing this bank" in _one_line(capsys)
    assert (tmp_path / "bank" / "bank.json").read_bytes() == before
    assert bank_command(["drop", str(tmp_path / "bank"), "0"], lambda *_: None) == 0


@pytest.mark.parametrize("seed", ["-1", str(2**31), "x"])
def test_a_random_seed_out_of_range_is_wrong_usage(words, seed):
    with pytest.raises(SystemExit) as caught:
        main([*words, "--rng-seed", seed])
    assert caught.value.code == 2


def test_a_model_whose_loops_would_have_names_too_long_is_refused_before_a_dream(words, tmp_path, capsys):
    name = "m" * 130
    small_checkpoint(tmp_path / "checkpoints", "spectrum_mixture", name)
    (tmp_path / "takes" / "take.wav").rename(tmp_path / "takes" / ("t" * 120 + ".wav"))
    assert main([*words, f"--model={name}"]) == 1
    assert "at most 240 bytes" in _one_line(capsys)


def test_many_pitches_make_no_name_too_long():
    pitches = [(f"{letter}#{octave}", 60.0 * (1 + number)) for number, (letter, octave) in
               enumerate((a, b) for a in "CDFGA" for b in range(1, 7))]  # fmt: skip
    assert len(pitched_seeds([], pitches, 0)[0].name) < 100


@pytest.mark.skipif(sys.platform == "win32", reason="names of Windows are UTF-16")
def test_a_recording_whose_name_is_no_text(words, tmp_path, capsys):
    take = tmp_path / "takes" / "take.wav"
    take.rename(os.fsdecode(os.fsencode(tmp_path / "takes") + b"/\xe9tude.wav"))
    assert main(words) == 0
    loops = read_bank(tmp_path / "bank")
    assert loops[0].file.startswith("étude-001-")
    assert loops[0].seed.startswith("étude.wav ")
    capsys.readouterr()
    takes = str(tmp_path / "takes")
    assert score_command([takes, "--reference", takes, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["file"].endswith("tude.wav")


def test_the_settings_model_dreams_where_none_is_given(words, tmp_path, capsys):
    small_checkpoint(tmp_path / "checkpoints", "spectrum_mixture", "mine")
    assert main([*words, "--usual-model=nobody"]) == 0
    unnamed = [word for word in words if not word.startswith("--model")]
    assert main([*unnamed, "--usual-model=mine", "--rng-seed=1"]) == 0
    assert all("mine" in loop.file for loop in read_bank(tmp_path / "bank"))
    capsys.readouterr()
    assert main([*unnamed, "--usual-model=nobody"]) == 1
    assert "unknown model 'nobody'" in _one_line(capsys)


def test_progress_and_warnings_in_a_log_file(words, capsys):
    assert main(words) == 0
    err = capsys.readouterr().err
    assert "\r" not in err
    assert all(line.startswith(("dreams: ", "loops: ")) for line in err.splitlines())


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_worker_processes_never_hear_ctrl_c_not_even_while_they_load():
    """Ctrl-C goes to every process of a terminal: each would print a traceback of its own. Masks outlive exec."""
    with schedulers._ctrl_c_blocked():
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, set())
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())


def test_other_banks_by_a_pattern(tmp_path, capsys):
    for number in range(2):
        folder = tmp_path / f"bank{number}"
        folder.mkdir()
        soundfile.write(folder / f"{number}.wav", plucked(3.0 + number), RATE)
        write_bank(folder, [BankLoop(f"{number}.wav")])
    into = tmp_path / "all"
    assert bank_command(["merge", str(into), str(tmp_path / "bank?")], lambda *_: None) == 0
    assert [loop.file for loop in read_bank(into)] == ["0.wav", "1.wav"]


@pytest.mark.parametrize(
    "address", ["", "foo", "tcp://foo", "http://foo:80", "tcp://foo:0", "tcp://foo:70000", "tcp://foo:8786/", "a b:1",
                "inproc://1", "tcp://foo:8786\n", "tcp://::1:8786"]
)  # fmt: skip
def test_what_is_no_schedulers_address_is_refused_before_it_is_asked(address):
    with pytest.raises(RenderError, match=r"--scheduler must be tcp://HOST:PORT") as raised:
        schedulers.DaskRunner(address)
    assert "\n" not in str(raised.value) and repr(address) in str(raised.value)


@pytest.mark.parametrize(
    "address", ["tcp://192.0.2.1:8786", "node-1.local:8786", "tls://[fe80::1%eth0]:8786", "wss://h:1"]
)
def test_what_dask_accepts_is_a_schedulers_address(address):
    assert schedulers.parts_of(address)


def test_tls_without_a_certificate_is_told_at_once():
    pytest.importorskip("distributed")
    with pytest.raises(RenderError, match="no certificate for it is known"):
        schedulers.DaskRunner("tls://127.0.0.1:9")
