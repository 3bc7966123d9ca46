"""`live-daemon render` from outside: the same bank after any interruption; every fault is one line."""

import dataclasses
import errno
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from live_daemon.cli import main as live_daemon
from live_inference.bank.curating import drop, keep
from live_inference.bank.manifest import BankLoop, read_bank, write_bank
from live_inference.render import bank_writing, cache, command, schedulers
from live_inference.render.command import main
from support.checkpoints import small_checkpoint
from support.render_here import RATE, HereRunner, music
from support.render_runs import contents, finish, finished, kill_after, stamps
from support.strings import plucked


@pytest.fixture
def take(tmp_path):
    path = tmp_path / "take.wav"
    soundfile.write(path, plucked(8.0), RATE, subtype="FLOAT")
    small_checkpoint(tmp_path / "checkpoints", "spectrum_mixture")
    return path


@pytest.fixture
def words(take, tmp_path):
    """The arguments of a small render, without its bank."""
    model = ["--model", "spectrum_mixture", "--checkpoints", str(tmp_path / "checkpoints")]
    return [str(take), *model, "--seconds", "1", "--count", "4", "--cut", "every:2"]


@pytest.fixture
def here(monkeypatch):
    """Makes batches of noise at once, without a model."""
    monkeypatch.setattr(command, "ProcessRunner", lambda workers: HereRunner(workers, music))


def render(words, bank, *more):
    return main([*words, "--bank", str(bank), *more])


@pytest.mark.whole
def test_killed_at_any_time_the_bank_is_the_same_and_nothing_is_made_twice(words, tmp_path, monkeypatch):
    """Killed before the first dream and between dreams; once finished, it equals a bank made in one run."""
    small_checkpoint(tmp_path / "checkpoints", "spectrum_mixture", "wilder", controls={"temperature": 1.5})
    words = [*words, "--workers", "1", "--model", "wilder", "--count", "8"]  # two models are two batches
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    monkeypatch.setattr(command, "ProcessRunner", HereRunner)
    assert main([*words, "--bank", str(whole)]) == 0
    assert kill_after(broken, words, 0.4)
    assert kill_after(broken, words, 200.0, dreams=1)
    seen = stamps(broken)
    assert 1 <= len(seen) < finished(whole)
    assert not (broken / "bank.json").exists()
    finish(broken, words)
    assert {name: stamps(broken)[name] for name in seen} == seen
    assert contents(broken) == contents(whole)
    loops = read_bank(broken)
    assert len(loops) == 8
    for loop in loops:
        samples, rate = soundfile.read(broken / loop.file)
        assert rate == 48_000 and len(samples) / rate == pytest.approx(loop.duration_s, abs=1e-3)


@pytest.mark.whole
@pytest.mark.usefixtures("here")
def test_the_verb_reaches_the_command(words, tmp_path, capfd):
    """Through the daemon's command line, in a process of its own, with its --settings and --set."""
    assert live_daemon(["render", "--help"]) == 0
    assert "--keep-best" in capfd.readouterr().out
    without = [word for word in words if word != str(tmp_path / "checkpoints")]
    without.remove("--checkpoints")
    told = ["--set", f"paths.checkpoints={tmp_path / 'checkpoints'}", "--workers", "1", "--json"]
    assert live_daemon(["render", *without, "--bank", str(tmp_path / "bank"), *told]) == 0
    told = json.loads(capfd.readouterr().out)
    assert len(told["kept"]) == len(read_bank(tmp_path / "bank")) == 4
    assert told["found"] == 0 and told["made"] >= 4 and told["x_realtime"] > 0


@pytest.mark.usefixtures("here")
def test_a_bank_tells_what_became_of_each_dream(words, tmp_path):
    bank = tmp_path / "bank"
    assert render(words, bank, "--keep-best", "1") == 0
    loops, report = read_bank(bank), json.loads((bank / "render.json").read_text())
    assert [loop.file for loop in loops] == [one["file"] for one in report["kept"]]
    assert [loop.seed for loop in loops] == [f"take.wav {a}.00-{a + 2}.00 s" for a in (0, 2, 4, 6)]
    assert {loop.checkpoint for loop in loops} == {"spectrum_mixture"}
    assert len(report["held_back"]) == 4 and report["refused"] == []
    by_seed = {one["seed"]: one["scores"]["total"] for one in report["held_back"]}
    assert all(one["scores"]["total"] > by_seed[one["seed"]] for one in report["kept"])
    for loop in loops:
        assert loop.pitches_hz and loop.file.startswith("take-00") and (bank / loop.file).is_file()


@pytest.mark.usefixtures("here")
def test_another_render_replaces_its_own_loops_and_leaves_others_alone(words, tmp_path):
    bank = tmp_path / "bank"
    assert render(words, bank) == 0
    first = [loop.file for loop in read_bank(bank)]
    soundfile.write(bank / "mine.wav", np.zeros(48_000), 48_000)
    write_bank(bank, [*read_bank(bank), BankLoop("mine.wav", [440.0], 1.0, -18.0)])
    assert render(words, bank, "--rng-seed", "9") == 0
    second = [loop.file for loop in read_bank(bank)]
    assert second[0] == "mine.wav" and len(second) == 5 and not set(first) & set(second)
    assert {path.name for path in bank.glob("*.wav")} == set(second)


@pytest.mark.parametrize(("first", "again"), [(0.0, -0.25), (0.25, -1.5)], ids=["longest", "shortest"])
@pytest.mark.parametrize("seconds", [3.0, 10.0])
def test_a_loop_lasts_what_was_asked_for_within_a_second(words, tmp_path, monkeypatch, seconds, first, again):
    """As docs/render.md promises, wherever a dream repeats itself: here at both ends of the search."""

    def repeating(batch):
        made = music(batch)
        rate = batch.checkpoint.hyperparameters.sample_rate
        for one in made:
            begin, end = round(first * rate), len(one.samples) + round(again * rate)
            one.samples[end : end + rate // 4] = one.samples[begin : begin + rate // 4]
        return made

    monkeypatch.setattr(command, "ProcessRunner", lambda workers: HereRunner(workers, repeating))
    assert render(words, tmp_path / "bank", "--seconds", f"{seconds:g}") == 0
    lengths_s = [soundfile.info(path).duration for path in (tmp_path / "bank").glob("*.wav")]
    assert len(lengths_s) == 4
    assert all(abs(one - seconds) <= 1.01 for one in lengths_s), lengths_s


def edit(bank, file):
    """As in a sound editor: quieter, same length."""
    samples, rate = soundfile.read(bank / file)
    soundfile.write(bank / file, 0.5 * samples, rate, subtype="PCM_24")
    return (bank / file).read_bytes()


@pytest.mark.whole
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("more", "rest"),
    [((), 3), (("--rng-seed", "9"), 4), (("--seconds", "2"), 3)],
    ids=["the same", "no part of it", "another loop of its name"],
)
def test_an_edited_loop_stays_as_it_is_and_is_named(words, tmp_path, capsys, more, rest):
    bank = tmp_path / "bank"
    assert render(words, bank) == 0
    file = read_bank(bank)[1].file
    row = read_bank(bank)[1]
    mine = edit(bank, file)
    for _ in range(2):
        capsys.readouterr()
        assert render(words, bank, *more) == 0
        assert f"changed  {file}: " in capsys.readouterr().out
        assert (bank / file).read_bytes() == mine and row in read_bank(bank)
        report = json.loads((bank / "render.json").read_text())
        assert report["changed"] == [file] and len(report["kept"]) == rest
        assert len(read_bank(bank)) == rest + 1 == len(list(bank.glob("*.wav")))


@pytest.mark.usefixtures("here")
def test_an_edited_loop_stays_when_its_frames_and_hash_were_taken_out_of_the_manifest(words, tmp_path):
    bank = tmp_path / "bank"
    assert render(words, bank) == 0
    rows = read_bank(bank)
    rows[2] = dataclasses.replace(rows[2], frames=None, sha256=None)
    mine = edit(bank, rows[2].file)
    write_bank(bank, rows)
    assert render(words, bank) == 0
    assert (bank / rows[2].file).read_bytes() == mine and read_bank(bank) == rows


@pytest.mark.whole
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("loops", [0, 2, 4])
def test_killed_while_loops_are_replaced_nothing_is_taken_for_the_musicians(words, tmp_path, monkeypatch, loops):
    """Longer loops of the same names, killed when some are in the bank and the manifest is still the old one."""
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    for bank in (whole, broken):
        assert render(words, bank) == 0
    assert render(words, whole, "--seconds", "2") == 0

    class Killed(BaseException):
        pass

    real, moved = Path.replace, []

    def until_killed(source, target):
        if source.suffix == ".wav" and len(moved) == loops:
            raise Killed
        moved.extend([target] if source.suffix == ".wav" else [])
        return real(source, target)

    def no_manifest(*_):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", until_killed)
        patch.setattr(bank_writing, "write_bank", no_manifest)
        with pytest.raises(Killed):
            render(words, broken, "--seconds", "2")
    assert len(moved) == loops
    assert render(words, broken, "--seconds", "2") == 0
    assert contents(broken) == contents(whole)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("listed", [True, False])
def test_a_loop_of_somebody_elses_is_told_before_a_dream_is_made(words, tmp_path, capsys, listed):
    """In the manifest or only in the folder: a loop of the plan would have its name."""
    assert render(words, tmp_path / "bank") == 0
    name = read_bank(tmp_path / "bank")[2].file
    mine = tmp_path / "mine"
    mine.mkdir()
    soundfile.write(mine / name, np.zeros(48_000), 48_000)
    write_bank(mine, [BankLoop(name, [440.0], 1.0, -18.0)] if listed else [])
    capsys.readouterr()
    assert render(words, mine) == 1
    error = capsys.readouterr().err.strip()
    assert f"{mine / name}: is not from a render and would be replaced" in error and "\n" not in error
    assert finished(mine) == 0


@pytest.mark.usefixtures("here")
def test_what_was_dropped_stays_dropped(words, tmp_path, capsys):
    bank = tmp_path / "bank"
    assert render(words, bank) == 0
    before = read_bank(bank)
    (bank / "dropped").mkdir()
    (bank / before[1].file).rename(bank / "dropped" / before[1].file)
    write_bank(bank, [before[0], *before[2:]])
    assert render(words, bank) == 0
    assert read_bank(bank) == [before[0], *before[2:]]
    assert not (bank / before[1].file).exists()


@pytest.mark.usefixtures("here")
def test_a_dropped_loop_that_is_brought_back_is_still_the_renders_own(words, tmp_path):
    """Dropped, rendered (also with other arguments), brought back, rendered again: the bank is as before."""
    bank = tmp_path / "bank"
    assert render(words, bank) == 0
    before = contents(bank)
    name = drop(bank, ["1"])[0]
    assert render(words, bank, "--count", "3") == render(words, bank) == 0
    keep(bank, [name])
    assert render(words, bank) == 0
    after = contents(bank)
    assert {one: after[one] for one in before} == before


@pytest.mark.usefixtures("here")
def test_the_same_words_on_a_finished_bank_change_no_byte(words, tmp_path):
    bank = tmp_path / "bank"
    assert render(words, bank) == 0
    before = contents(bank)
    assert render(words, bank) == 0
    assert contents(bank) == before


def test_on_a_finished_bank_every_dream_is_found_those_of_later_rounds_too(words, tmp_path, monkeypatch, capsys):
    def first_is_weak(batch):
        first, *rest = music(batch)
        return [dataclasses.replace(first, scores={"total": 0.1, "pass": False, "faults": ["weak"]}), *rest]

    monkeypatch.setattr(command, "ProcessRunner", lambda workers: HereRunner(workers, first_is_weak))
    assert render(words, tmp_path / "bank", "--json") == 0
    first = json.loads(capsys.readouterr().out)
    assert first["made"] > 4 and first["found"] == 0
    assert render(words, tmp_path / "bank", "--json") == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["made"], again["found"]) == (0, first["made"])
    assert render(words, tmp_path / "bank") == 0
    assert f"0 dreams made, {first['made']} found finished" in capsys.readouterr().out


def folder_with_other_things(tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"cat")
    return ["--bank", str(tmp_path / "photos")]


def bank_that_is_a_file(tmp_path):
    (tmp_path / "file").write_text("x")
    return ["--bank", str(tmp_path / "file")]


def broken_bank(tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "bank.json").write_text("[]")
    return ["--bank", str(tmp_path / "broken")]


def cache_that_is_a_file(tmp_path):
    (tmp_path / "old").mkdir()
    write_bank(tmp_path / "old", [])
    (tmp_path / "old" / ".render").write_text("x")
    return ["--bank", str(tmp_path / "old")]


FAULTS = {
    "old/.render: cannot be written or read": cache_that_is_a_file,
    "must be a bank or an empty folder": folder_with_other_things,
    "file is a file": bank_that_is_a_file,
    "bank.json: must hold": broken_bank,
    "unknown model 'nobody'; known are: ": lambda _: ["--model", "nobody"],
    "--cut must be onsets, phrases": lambda _: ["--cut", "notes"],
    "--pitches must be notes": lambda _: ["--pitches", "E2,H9"],
    "gone.wav: no such file": lambda tmp_path: [str(tmp_path / "gone.wav")],
    "127.0.0.1:9: no Dask scheduler answers there": lambda _: ["--scheduler", "tcp://127.0.0.1:9"],
    "--scheduler must be tcp://HOST:PORT": lambda _: ["--scheduler", "hello"],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_users_mistake_is_one_line_and_leaves_nothing(words, tmp_path, capsys, monkeypatch, fault):
    monkeypatch.setattr(schedulers, "CONNECT_S", 0.5)
    assert main([*words, "--bank", str(tmp_path / "new"), *FAULTS[fault](tmp_path)]) == 1
    error = capsys.readouterr().err.strip()
    assert error.startswith("live-daemon render: ") and fault in error and "\n" not in error
    assert not (tmp_path / "new" / "bank.json").exists()


@pytest.mark.parametrize(
    "more",
    [["--count", "0"], ["--seconds", "0.2"], ["--seconds", "x"], ["--rng-seed", "-1"], ["--backend", "quantum"],
     ["--workers", "2", "--scheduler", "tcp://x:1"]],
)  # fmt: skip
def test_wrong_usage_is_told_as_such(words, tmp_path, more):
    with pytest.raises(SystemExit) as raised:
        main([*words, "--bank", str(tmp_path / "new"), *more])
    assert raised.value.code == 2


@pytest.mark.usefixtures("here")
def test_a_full_disk_is_one_line_and_what_was_finished_is_kept(words, tmp_path, capsys, monkeypatch):
    real, written = cache.atomically, []

    def until_full(target, write):
        if len(written) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(target)
        real(target, write)

    monkeypatch.setattr(cache, "atomically", until_full)
    assert render(words, tmp_path / "bank") == 1
    assert "No space left on device" in capsys.readouterr().err.splitlines()[-1]
    assert finished(tmp_path / "bank") == 1
    monkeypatch.setattr(cache, "atomically", real)
    assert render(words, tmp_path / "bank", "--json") == 0
    assert json.loads(capsys.readouterr().out)["found"] == 1


def test_a_dream_that_no_ear_hears_is_told_as_refused(words, tmp_path, monkeypatch):
    def too_quiet(batch):
        made = music(batch)
        return [dataclasses.replace(made[0], samples=made[0].samples * np.float32(1e-3)), *made[1:]]

    monkeypatch.setattr(command, "ProcessRunner", lambda workers: HereRunner(workers, too_quiet))
    assert render(words, tmp_path / "bank") == 0
    report = json.loads((tmp_path / "bank" / "render.json").read_text())
    assert len(read_bank(tmp_path / "bank")) == len(report["kept"]) == 3
    assert [one["reason"].partition(": ")[2] for one in report["refused"]] == [
        "must exceed -70 LUFS somewhere to become a loop; it is inaudible"
    ]


@pytest.mark.usefixtures("here")
def test_pitches_need_no_recording(words, tmp_path):
    bank = tmp_path / "bank"
    assert main([*words[1:], "--bank", str(bank), "--pitches", "E2,B2,G3"]) == 0
    assert [loop.seed for loop in read_bank(bank)] == ["E2 plucked, B2 plucked, G3 plucked"] * 4
    assert {loop.said_pitches for loop in read_bank(bank)} == {None}, "the model hears nothing"
    assert main([*words[1:], "--bank", str(tmp_path / "other")]) == 1


@pytest.mark.usefixtures("here")
def test_a_bank_in_a_chord_tells_what_was_said_to_the_model(words, tmp_path, capsys):
    small_checkpoint(tmp_path / "checkpoints", "spectrum_hearing", "hearing")
    to = ["--bank", str(tmp_path / "bank"), "--checkpoints", str(tmp_path / "checkpoints"), "--count", "2"]
    assert main(["--model", "hearing", *to, "--pitches", "C3 Eb3 G3"]) == 0
    assert [loop.said_pitches for loop in read_bank(tmp_path / "bank")] == [[48.0, 51.0, 55.0]] * 2
    assert main(["--model", "hearing", *to, "--pitches", "C7"]) == 1
    assert "--pitches must have a pitch within 36..84 (C2..C6), got C7" in capsys.readouterr().err


@pytest.mark.whole
def test_the_command_loads_no_torch_for_the_cpu_backend():
    code = "import sys, live_inference.render.command, live_inference.render.work; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
