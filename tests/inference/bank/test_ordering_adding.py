"""Putting a bank's loops in order, and adding dreams to it: with the command and without."""

from __future__ import annotations

import json

import numpy as np
import pytest
import soundfile

from live_inference.bank import curating
from live_inference.bank.adding import add_dream
from live_inference.bank.files import read_loop
from live_inference.bank.manifest import BankError, read_bank
from live_inference.files.dreams import file_fingerprint
from live_inference.loops.loudness import loudness_lufs
from support.curated import RATE, run
from support.plucks import plucked, sine


def files(folder):
    return [loop.file for loop in read_bank(folder)]


def dream(folder, name, **sidecar):
    folder.mkdir(exist_ok=True)
    soundfile.write(folder / f"{name}.wav", plucked([220.0, 330.0] * 3), RATE, subtype="FLOAT")
    (folder / f"{name}.json").write_text(json.dumps(sidecar))
    return folder / f"{name}.wav"


@pytest.mark.parametrize(
    ("words", "order"),
    [
        (["d", "1"], "dbac"),
        (["3", "2", "1", "0"], "dcba"),
        (["a.wav"], "abcd"),
        (["c.wav", "a", "b", "3"], "cabd"),
    ],
)
def test_named_loops_come_first_and_the_others_follow_as_they_were(bank, words, order):
    rows = {loop.file: loop for loop in read_bank(bank)}
    expected = [f"{letter}.wav" for letter in order]
    assert curating.order(bank, words) == expected == files(bank)
    assert {loop.file: loop for loop in read_bank(bank)} == rows, "every figure of every row"


@pytest.mark.parametrize("words", [["x"], ["a", "0"], ["a", "a.wav"], ["9"]])
def test_an_order_that_makes_no_sense_changes_nothing(bank, words):
    before = (bank / "bank.json").read_bytes()
    with pytest.raises(BankError, match=r"no loop|named twice") as raised:
        curating.order(bank, words)
    assert "\n" not in str(raised.value) and (bank / "bank.json").read_bytes() == before


def test_a_dropped_loop_comes_back_beside_its_neighbour_in_the_new_order(bank):
    curating.drop(bank, ["b"])  # it followed a
    curating.order(bank, ["d", "c", "a"])
    curating.keep(bank, ["b"])
    assert files(bank) == ["d.wav", "c.wav", "a.wav", "b.wav"]


def test_the_command_orders_and_says_the_new_numbers(bank, capsys):
    assert run("order", bank, "3") == 0
    assert capsys.readouterr().out.splitlines() == ["   0  d.wav", "   1  a.wav", "   2  b.wav", "   3  c.wav"]
    assert run("order", bank, "x") == 1
    assert "no loop 'x'" in capsys.readouterr().err


def test_a_dream_is_added_as_a_loop_that_answers_what_its_model_heard(bank, tmp_path):
    seed = tmp_path / "seed.wav"
    soundfile.write(seed, np.concatenate([sine(330.0, 2.0), sine(880.0, 2.0)]), RATE)
    made = dream(
        tmp_path / "dreams",
        "seed-0001",
        recording="seed.wav",
        checkpoint="nylon",
        rng_seed=5,
        seed_span_s=[2.0, 4.0],
        scores={"level_db": -3.0, "material": {"answer": 0.5}},
    )
    row = add_dream(bank, made, seed)
    assert files(bank) == ["a.wav", "b.wav", "c.wav", "d.wav", "seed-0001.wav"] and read_bank(bank)[-1] == row
    assert row.seed_pitches_hz == [pytest.approx(880.0, rel=0.01)]
    assert (row.seed, row.checkpoint, row.rng_seed, row.scores) == ("seed.wav", "nylon", 5, {"answer": 0.5})
    sound, remark = read_loop(bank / row.file, row, RATE)
    assert remark == "" and loudness_lufs(sound, RATE) == pytest.approx(-18.0, abs=0.1), "as loud as the others"


def test_what_cannot_become_a_loop_leaves_the_bank_as_it_was(bank, tmp_path):
    before = sorted((path.name, path.read_bytes()) for path in bank.iterdir() if path.is_file())
    silent = tmp_path / "silent-0001.wav"
    soundfile.write(silent, np.zeros(RATE), RATE)
    text = tmp_path / "text.wav"
    text.write_text("no sound")
    for made, why in ((silent, "silent"), (text, "audio file"), (dream(tmp_path / "dreams", "a"), "already")):
        with pytest.raises(BankError, match=why) as raised:
            add_dream(bank, made)
        assert "\n" not in str(raised.value)
    kept = sorted((path.name, path.read_bytes()) for path in bank.iterdir() if path.is_file() and path.name != ".lock")
    assert kept == [one for one in before if one[0] != ".lock"]


def test_a_stereo_dream_becomes_a_stereo_loop(bank, tmp_path):
    made = dream(tmp_path / "dreams", "wide-0001")
    left, _ = soundfile.read(made, dtype="float32")
    soundfile.write(made, np.stack([left, np.roll(left, 400)], axis=1), RATE)
    assert soundfile.info(bank / add_dream(bank, made).file).channels == 2


def test_a_dropped_dream_is_not_added_again(bank, tmp_path):
    made = dream(tmp_path / "dreams", "x-0001")
    add_dream(bank, made)
    curating.drop(bank, ["x-0001"])
    with pytest.raises(BankError, match="dropped"):
        add_dream(bank, made)


def test_the_command_finds_the_seed_of_a_live_dream_by_its_number(tmp_path, capsys):
    from live_inference.bank.command import main

    (tmp_path / "live").mkdir()
    soundfile.write(tmp_path / "live" / "live-0007.wav", sine(880.0, 2.0), RATE)
    made = dream(tmp_path / "dreams", "live-0007", recording="live")
    assert main(["add", str(tmp_path / "new"), str(made)], lambda *_: None, [tmp_path], tmp_path / "live") == 0
    assert capsys.readouterr().out.strip().endswith("answers its seed")


def test_another_recording_of_the_same_name_is_not_what_a_dream_answers(tmp_path, capsys):
    from live_inference.bank.command import main

    (tmp_path / "kept").mkdir()
    take, kept = tmp_path / "take.wav", tmp_path / "kept" / "take.wav"
    soundfile.write(take, sine(880.0, 2.0), RATE)
    mark = file_fingerprint(take)
    take.rename(kept)
    soundfile.write(take, sine(330.0, 2.0), RATE)  # the patch writes take.wav again
    for number, folders in enumerate(([tmp_path], [tmp_path, tmp_path / "kept"])):
        made = dream(tmp_path / "dreams", f"take-000{number}", recording="take.wav", recording_fingerprint=mark)
        assert main(["add", str(tmp_path / "new"), str(made)], lambda *_: None, folders) == 0
    first, second = read_bank(tmp_path / "new")
    assert first.seed_pitches_hz is None
    assert second.seed_pitches_hz == [pytest.approx(880.0, rel=0.01)]
    assert "its own pitches" in capsys.readouterr().out.splitlines()[0]


def test_the_command_says_why_a_dream_answers_its_own_pitches(tmp_path, capsys):
    from live_inference.bank.command import main

    dreams, takes = tmp_path / "dreams", tmp_path / "takes"
    takes.mkdir()
    soundfile.write(takes / "other.wav", sine(330.0, 2.0), RATE)
    for number, sidecar in enumerate(
        [{}, {}, {"recording": "gone.wav"}, {"recording": "other.wav", "recording_fingerprint": "0" * 64}]
    ):
        dream(dreams, f"a-000{number}", **sidecar)
    (dreams / "a-0000.json").unlink()
    words = ["add", str(tmp_path / "new"), *(str(dreams / f"a-000{number}.wav") for number in range(4))]
    assert main(words, lambda *_: None, [takes]) == 0
    said = [line.partition("its own pitches ")[2] for line in capsys.readouterr().out.splitlines()]
    assert said == [
        "(no a-0000.json beside it tells its recording)",
        "(a-0001.json names no recording)",
        f"(its recording gone.wav was not found in {takes})",
        f"({takes / 'other.wav'} is another recording than the one it was made on)",
    ]


def test_the_command_adds_dreams_to_a_new_bank_and_says_what_they_answer(tmp_path, capsys):
    from live_inference.bank.command import main

    soundfile.write(tmp_path / "seed.wav", sine(880.0, 2.0), RATE)
    known = dream(tmp_path / "dreams", "seed-0001", recording="seed.wav")
    alone = dream(tmp_path / "dreams", "gone-0002", recording="gone.wav")
    odd = dream(tmp_path / "dreams", "odd-0003", recording="../seed.wav")
    new = tmp_path / "new"
    assert main(["add", str(new), str(known), str(alone), str(odd)], lambda *_: None, [tmp_path]) == 0
    first, second, third = capsys.readouterr().out.splitlines()
    assert first.endswith("answers its seed") and "its own pitches" in second and "its own pitches" in third
    assert [loop.seed_pitches_hz is not None for loop in read_bank(new)] == [True, False, False]
    assert run("add", new, known) == 1
    assert "already" in capsys.readouterr().err
