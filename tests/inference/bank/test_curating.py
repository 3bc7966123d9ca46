"""Curating banks: keep, drop, merge, check, list, play. No command loses a loop."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import soundfile

from live_inference.bank import curating
from live_inference.bank.checking import check_bank, seam_step
from live_inference.bank.loop_files import write_loop
from live_inference.bank.manifest import BankError, BankLoop, read_bank, read_rows, write_bank
from support.curated import NAMES, RATE, run
from support.plucks import sine


def files(folder):
    return [loop.file.removesuffix(".wav") for loop in read_bank(folder)]


def sounds(folder):
    """Every WAV under a folder by its bytes; none may ever be lost."""
    return sorted(path.read_bytes() for path in folder.rglob("*.wav"))


# -- keep and drop ------------------------------------------------------------------------------------------------


def test_what_is_dropped_is_kept_and_comes_back_to_its_place(bank):
    before, rows = sounds(bank), read_bank(bank)
    assert curating.drop(bank, ["1", "c.wav"]) == ["b.wav", "c.wav"]
    assert files(bank) == ["a", "d"] and files(bank / "dropped") == ["b", "c"]
    assert not (bank / "b.wav").exists() and sounds(bank) == before
    assert curating.keep(bank, ["c"]) == ["c.wav"]
    assert files(bank) == ["a", "c", "d"]
    assert curating.keep(bank, ["b"]) == ["b.wav"]
    assert read_bank(bank) == rows, "everything is as it was, every figure of every row"
    assert read_bank(bank / "dropped") == [] and sounds(bank) == before


@pytest.mark.parametrize("order", [["0", "1", "2", "3"], ["d", "c", "b", "a"]])
def test_all_may_be_dropped_one_by_one_and_brought_back_the_other_way_round(bank, order):
    rows = read_bank(bank)
    gone = []
    for word in order:
        name = word if word in NAMES else NAMES[int(word)]
        gone += curating.drop(bank, [name])
    assert files(bank) == []
    for name in reversed(gone):
        curating.keep(bank, [name])
    assert read_bank(bank) == rows


def test_what_is_in_the_bank_stays_when_it_is_kept(bank):
    assert curating.keep(bank, ["0", "b", "c.wav"]) == []
    assert files(bank) == NAMES


def test_an_unknown_loop_is_named_and_nothing_is_changed(bank):
    with pytest.raises(BankError, match=r"has no loop 'b.waf': there are 4, numbered from 0, such as b\.wav"):
        curating.drop(bank, ["a", "b.waf"])
    with pytest.raises(BankError, match="has no loop '9'"):
        curating.keep(bank, ["9"])
    assert files(bank) == NAMES and not (bank / "dropped").exists()


def test_a_second_loop_of_a_dropped_ones_name_does_not_take_its_place(bank):
    curating.drop(bank, ["a"])
    row = write_loop(bank, "a", sine(300, 2.0), RATE)
    write_bank(bank, [row, *read_bank(bank)])
    before = sounds(bank)
    with pytest.raises(BankError, match="another loop of this name was dropped before"):
        curating.drop(bank, ["a"])
    assert curating.keep(bank, ["a"]) == []  # already in the bank: the dropped one stays
    assert sounds(bank) == before and files(bank) == NAMES


@pytest.mark.parametrize("stop", [1, 2, 3, 4])
def test_a_drop_that_is_killed_goes_on_when_it_is_asked_for_again(bank, monkeypatch, stop):
    """First the row is safe, then the file, then it leaves the bank."""
    before = sounds(bank)
    steps = iter(range(1, 100))

    def counted(real):
        def step(*arguments):
            if next(steps) == stop:
                raise KeyboardInterrupt
            return real(*arguments)

        return step

    with monkeypatch.context() as patched:
        patched.setattr(curating, "write_bank", counted(write_bank))
        patched.setattr(curating, "_move", counted(curating._move))
        with pytest.raises(KeyboardInterrupt):
            curating.drop(bank, ["b", "c"])
    assert sounds(bank) == before and files(bank) == NAMES
    curating.drop(bank, ["b", "c"])
    assert files(bank) == ["a", "d"] and files(bank / "dropped") == ["b", "c"] and sounds(bank) == before


def test_banks_are_merged_behind_each_other_into_an_old_one_or_a_new(bank, other, tmp_path):
    kept = sounds(other)
    assert curating.merge(bank, [other]).added == ["x.wav", "y.wav"]
    assert files(bank) == [*NAMES, "x", "y"] and sounds(other) == kept
    assert check_bank(bank).is_whole
    new = tmp_path / "new"
    curating.merge(new, [other, bank])
    assert files(new) == ["x", "y", *NAMES] and check_bank(new).is_whole


def test_the_same_sound_comes_once_and_what_was_dropped_stays_dropped(bank, other):
    shutil.copy(bank / "a.wav", other / "z.wav")
    shutil.copy(bank / "b.wav", other / "b.wav")
    first, second = read_bank(bank)[:2]
    write_bank(other, [*read_bank(other), BankLoop("z.wav", first.pitches_hz, 1.0, -18.0), second])
    curating.drop(bank, ["b"])
    result = curating.merge(bank, [other])
    assert result.added == ["x.wav", "y.wav"]
    assert "in the bank already, as a.wav" in result.left_out[0]
    assert "was dropped" in result.left_out[1]
    assert files(bank) == ["a", "c", "d", "x", "y"]


def test_loops_of_one_name_and_different_sound_are_refused_all_by_name(bank, other):
    for name in ("c", "d"):
        row = write_loop(other, name, sine(300, 2.0 + len(read_bank(other))), RATE)
        write_bank(other, [*read_bank(other), row])
    before, rows = sounds(bank), read_bank(bank)
    with pytest.raises(BankError, match=r"already: c\.wav, d\.wav; nothing was merged"):
        curating.merge(bank, [other])
    assert sounds(bank) == before and read_bank(bank) == rows


def test_a_bank_is_not_merged_with_itself_nor_with_what_is_incomplete(bank, other):
    with pytest.raises(BankError, match="is the bank itself"):
        curating.merge(bank, [bank / ".." / "evening"])
    (other / "x.wav").unlink()
    with pytest.raises(BankError, match=r"x\.wav: is missing"):
        curating.merge(bank, [other])
    with pytest.raises(BankError, match="a bank is a folder"):
        curating.merge(bank, [other / "nowhere"])
    assert files(bank) == NAMES


# -- check --------------------------------------------------------------------------------------------------------


def test_what_is_missing_damaged_or_changed_is_named(bank, capsys):
    assert check_bank(bank).is_whole and run("check", bank) == 0
    (bank / "a.wav").unlink()
    (bank / "b.wav").write_bytes((bank / "b.wav").read_bytes()[:-3000])
    sound, _ = soundfile.read(bank / "c.wav", dtype="float32")
    soundfile.write(bank / "c.wav", 0.5 * sound, RATE, subtype="PCM_24")
    soundfile.write(bank / "stranger.flac", sound, RATE)
    found = check_bank(bank)
    assert [one.state for one in found.loops] == ["missing", "damaged", "changed", "whole"]
    assert found.unlisted == ["stranger.flac"]
    capsys.readouterr()
    assert run("check", bank) == 1
    said = capsys.readouterr().out
    assert "a.wav: missing" in said and "b.wav: damaged" in said and "stranger.flac" in said
    assert "4 loops, 2 missing or damaged" in said
    assert run("check", bank, "--json") == 1
    assert json.loads(capsys.readouterr().out)["loops"][1]["state"] == "damaged"


def test_one_wrong_bit_is_found(bank):
    data = bytearray((bank / "d.wav").read_bytes())
    data[len(data) // 2] ^= 1
    (bank / "d.wav").write_bytes(data)
    assert [one.state for one in check_bank(bank).loops] == ["whole", "whole", "whole", "changed"]


def test_a_loop_that_clicks_is_told(tmp_path):
    ramp = np.linspace(-0.5, 0.5, RATE, dtype=np.float32)
    soundfile.write(tmp_path / "ramp.wav", ramp, RATE, subtype="FLOAT")
    write_bank(tmp_path, [BankLoop("ramp.wav", [], 1.0, -18.0)])
    (finding,) = check_bank(tmp_path).loops
    assert "clicks: the step at its seam is 1.000" in finding.remarks[0]
    assert seam_step(ramp)[0] == pytest.approx(1.0)


# -- the command --------------------------------------------------------------------------------------------------


def test_the_list_shows_numbers_names_pitches_and_what_was_dropped(bank, capsys):
    curating.drop(bank, ["b"])
    assert run("list", bank) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split()[:2] == ["0", "a.wav"] and lines[2].split()[:2] == ["1", "c.wav"]
    assert lines[4].split()[:2] == ["-", "b.wav"]
    assert "0.90" in lines[1] and "–" in lines[1]  # a score that does not exist is none
    assert run("list", bank, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [loop["file"] for loop in told["loops"]] == ["a.wav", "c.wav", "d.wav"]
    assert [loop["file"] for loop in told["dropped"]] == ["b.wav"]


def test_loops_are_played_through_their_seam_and_faded_at_the_ends(bank):
    heard = []
    assert run("play", bank, "b", "0", play=lambda samples, rate: heard.append((samples, rate))) == 0
    first, second = (soundfile.read(bank / f"{name}.wav", dtype="float32")[0] for name in ("a", "b"))
    assert [len(one) for one, _ in heard] == [len(first) + 2 * RATE, len(second) + 2 * RATE]
    sound, rate = heard[0]
    assert rate == RATE and sound[0] == sound[-1] == 0.0
    middle = slice(RATE // 2, len(first) + RATE)
    np.testing.assert_array_equal(sound[middle], np.tile(first, 3)[middle])
    assert run("play", bank, "--seconds", "0.5", play=lambda samples, rate: heard.append((samples, rate))) == 0
    assert [len(one) for one, _ in heard[2:]] == [RATE // 2] * 4


@pytest.mark.whole
def test_without_a_sound_card_one_line_says_so(bank):
    line = [sys.executable, "-m", "live_daemon.cli", "bank", "play", str(bank), "--set", "audio.device=none"]
    done = subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("live-daemon: audio.device is none")


@pytest.mark.whole
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["list", "nowhere"], "a bank is a folder"),
        (["drop", "BANK", "z"], "has no loop 'z'"),
        (["keep", "BANK", "z"], "has no loop 'z'"),
        (["merge", "BANK", "nowhere"], "a bank is a folder"),
        (["play", "BANK", "z"], "has no loop 'z'"),
    ],
)
def test_a_mistake_is_one_line(bank, capsys, words, reason):
    assert run(*[bank if word == "BANK" else word for word in words]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("live-daemon: ") and reason in line


@pytest.mark.skipif(os.name == "nt", reason="pipes in the file system are POSIX's")
@pytest.mark.parametrize("words", [["check"], ["list"], ["drop", "a"], ["page"], ["merge"]])
def test_pipes_in_a_bank_are_not_waited_for(bank, other, words, capsys):
    if words == ["merge"]:
        (other / "x.wav").unlink()
        os.mkfifo(other / "x.wav")
        words = ["merge", str(bank), str(other)]
    else:
        (bank / "a.wav").unlink()
        os.mkfifo(bank / "a.wav")
        words = [words[0], str(bank), *words[1:]]
    run(*words)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("words", [["check"], ["list"], ["page"], ["drop", "b"], ["play"]])
def test_a_row_with_a_name_that_no_file_can_have_costs_that_loop_alone(bank, words, capsys):
    """A name of 300 characters: once no loop of the bank could be checked, nor the row dropped."""
    first, *others = read_bank(bank)
    write_bank(bank, [*others, replace(first, file="n" * 300 + ".wav")])
    run(words[0], bank, *words[1:], play=lambda *_: None)
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert (bank / "bank.html").exists() if words == ["page"] else "b.wav" in said.out


def test_a_row_with_a_name_that_no_file_can_have_can_be_dropped(bank):
    first, *others = read_bank(bank)
    write_bank(bank, [*others, replace(first, file="n" * 300 + ".wav")])
    assert curating.drop(bank, ["3"]) == ["n" * 300 + ".wav"]
    assert read_bank(bank) == others


def test_a_manifest_that_names_one_file_twice_is_refused_and_nothing_is_lost(bank, capsys):
    rows, before = read_bank(bank), sounds(bank)
    write_bank(bank, [*rows, rows[1]])
    for words in (["check"], ["list"], ["drop", "0"], ["page"]):
        assert run(words[0], bank, *words[1:]) == 1
        told = capsys.readouterr().err
        assert "found b.wav twice (loops 1 and 4)" in told and told.count("\n") == 1
    assert sounds(bank) == before
    assert read_rows(bank) == [*rows, rows[1]], "the stage plays it"
    write_bank(bank, rows)
    assert read_bank(bank) == rows


def test_a_full_disk_is_not_blamed_on_the_bank_that_is_copied(bank, other, capsys):
    """A file that may not grow, as on a full disk: the system's own copying names the source."""
    resource = pytest.importorskip("resource", reason="limits are POSIX's")
    before = sounds(bank)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        status = run("merge", bank, other)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    told = capsys.readouterr().err
    assert status == 1 and f"{bank / 'x.wav'}: cannot be written or read (" in told
    assert str(other) not in told
    assert sounds(bank) == before and not list(bank.glob(".*.part"))
