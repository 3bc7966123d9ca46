"""Scores on the command line and in sidecars."""

from __future__ import annotations

import json

import numpy as np
import pytest
import soundfile
import soxr

from live_daemon.cli import main
from live_inference.files.dreams import file_fingerprint, sidecar_path, write_dream
from live_inference.scores.score import Reference
from live_inference.scores.sidecar import Delivered, SidecarScores, write_scores
from support.score_sounds import RATE, strings

SECONDS = 8


@pytest.fixture
def files(tmp_path):
    sounds = {
        "recording": strings(0)[: 20 * RATE],
        "other": strings(1)[: SECONDS * RATE],
        "copy": strings(0)[: SECONDS * RATE],
    }
    sounds["silence"] = np.zeros(SECONDS * RATE, np.float32)
    for name, sound in sounds.items():
        soundfile.write(tmp_path / f"{name}.wav", sound, RATE)
    return tmp_path


def test_json_is_one_object_per_dream(files, capsys):
    dreams = [str(files / f"{name}.wav") for name in ("other", "copy", "silence")]
    assert main(["score", *dreams, "--reference", str(files / "recording.wav"), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["pass"] for row in rows] == [True, False, False]
    assert {"file", "artifacts", "resemblance", "novelty", "stuck", "energy_db", "pass", "faults", "details"} <= set(
        rows[0]
    )
    assert rows[1]["novelty"] < 0.5
    assert rows[2]["faults"] == ["silent"]


def test_the_table_is_for_people(files, capsys):
    assert main(["score", str(files / "copy.wav"), "--reference", str(files / "recording.wav")]) == 0
    said = capsys.readouterr().out
    assert "copy.wav: copied: " in said
    assert "novelty" in said.splitlines()[0]


def test_a_sidecar_tells_where_the_boundaries_are(files, capsys):
    (files / "other.json").write_text(json.dumps({"model_sample_rate": RATE, "hop_length": 256}))
    assert main(["score", str(files / "other.wav"), "--reference", str(files / "recording.wav"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["details"]["boundary_ratio"] == pytest.approx(1.0, abs=0.3)
    (files / "other.json").write_text('{"model_sample_rate": "?", "hop_length": 0}')
    assert main(["score", str(files / "other.wav"), "--reference", str(files / "recording.wav"), "--json"]) == 0
    assert "boundary_ratio" not in json.loads(capsys.readouterr().out)["details"]


@pytest.mark.parametrize("missing", ["dream", "reference", "text", "silent reference"])
def test_a_file_that_cannot_be_read_is_one_line_and_status_1(files, capsys, missing):
    (files / "text.wav").write_text("no sound")
    dream, reference = files / "other.wav", files / "recording.wav"
    wrong = {"dream": files / "nowhere.wav", "reference": files / "gone.wav", "text": files / "text.wav"}.get(missing)
    if missing in ("dream", "text"):
        dream = wrong
    else:
        reference = wrong or files / "silence.wav"
    assert main(["score", str(dream), "--reference", str(reference)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("live-daemon: ")
    assert said.count("\n") == 1
    assert (wrong or reference).name in said


def test_what_a_dream_began_from_is_told_or_found_in_its_sidecar(files, capsys):
    reference = strings(0)[: 20 * RATE]
    moved = soxr.resample(reference, RATE * 2**0.5, RATE).astype(np.float32)  # the same a tritone higher
    soundfile.write(files / "tritone.wav", moved, RATE)
    given = ["score", str(files / "other.wav"), "--reference", str(files / "recording.wav"), str(files / "tritone.wav")]

    def answer(*more):
        assert main([*given, *more, "--json"]) == 0
        return json.loads(capsys.readouterr().out)["answer"]

    assert answer() is None
    own, other = (answer("--seed", str(files / f"{name}.wav")) for name in ("recording", "tritone"))
    assert own > 0.9 and other < 0.1
    told = {"model_sample_rate": RATE, "hop_length": 256, "recording": "tritone.wav"}
    for mark, expected in ((None, other), (file_fingerprint(files / "tritone.wav"), other), ("0" * 64, None)):
        more = {} if mark is None else {"recording_fingerprint": mark}
        (files / "other.json").write_text(json.dumps(told | more))
        assert answer() == (expected and pytest.approx(expected, abs=0.05))


def test_without_a_reference_it_is_wrong_usage(files, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["score", str(files / "other.wav")])
    assert caught.value.code == 2
    assert "--reference" in capsys.readouterr().err


def delivered(tmp_path, material):
    samples = soxr.resample(strings(1)[: SECONDS * RATE], RATE, 48_000).astype(np.float32)
    path = tmp_path / "take-0001.wav"
    write_dream(path, samples, 48_000, {"dream": path.name, "scores": {"level_db": 0.0, "last_third_db": 1.0}})
    return Delivered(path, samples, 48_000, strings(0)[: 10 * RATE], RATE, 256, material)


def test_scores_come_into_the_sidecar_beside_the_first_ones(tmp_path):
    material = Reference.of([strings(2)], RATE).to_json()
    scores = SidecarScores()
    one = delivered(tmp_path, material)
    scores.put(one)
    scores.finish()
    sidecar = json.loads(sidecar_path(one.path).read_text())
    assert sidecar["dream"] == one.path.name
    assert sidecar["scores"]["last_third_db"] == 1.0
    assert sidecar["scores"]["seed"]["novelty"] > 0.5
    assert sidecar["scores"]["material"]["resemblance"] > 0.5
    assert sidecar["scores"]["material"]["novelty"] > 0.5  # of the seed: there are no samples of the material
    assert "boundary_ratio" in sidecar["scores"]["seed"]["details"]


def test_the_sidecar_tells_whether_a_dream_answers(tmp_path):
    """The material has these strings' pitches and the same a tritone higher; the seed is one of them, or said."""
    moved = soxr.resample(strings(2), RATE * 2**0.5, RATE).astype(np.float32)
    one = delivered(tmp_path, Reference.of([strings(2), moved], RATE).to_json())

    def answers(**changes):
        write_scores(Delivered(**{**one.__dict__, **changes}))
        scores = json.loads(sidecar_path(one.path).read_text())["scores"]
        return scores["seed"]["answer"], scores["material"]["answer"], scores["seed"]["pass"]

    right = answers(conditioned=True)
    assert right[0] > 0.7 and right[0] == right[1]
    deaf = answers(seed=moved[: 10 * RATE], conditioned=True)
    assert deaf[0] < 0.3 and not deaf[2]
    higher = [45.0 + 6, 50.0 + 6, 55.0 + 6, 59.0 + 6, 64.0 + 6]  # the strings, a tritone up
    assert answers(said=tuple(higher))[0] < 0.3 < 0.7 < answers(said=tuple(one - 6 for one in higher))[0]


def test_a_dream_of_said_pitches_is_asked_for_those_on_the_command_line_too(files, capsys):
    """The strings, and the same a tritone higher, which the recording has as well: what was said tells which."""
    moved = soxr.resample(strings(2), RATE * 2**0.5, RATE).astype(np.float32)
    soundfile.write(files / "both.wav", np.concatenate([strings(2), moved]), RATE)

    def answer(said, **sidecar):
        told = {"model_sample_rate": RATE, "hop_length": 256, "condition": {"from": "said", "pitches": said}}
        (files / "other.json").write_text(json.dumps({**told, **sidecar}))
        assert main(["score", str(files / "other.wav"), "--reference", str(files / "both.wav"), "--json"]) == 0
        return json.loads(capsys.readouterr().out).get("answer")

    played, higher = ["A2", "D3", "G3", "B3", "E4"], ["D#3", "G#3", "C#4", "F4", "A#4"]
    assert answer(played) > 0.7 > 0.3 > answer(higher)
    for nothing in ({"condition": None}, {"condition": {"from": "seed", "pitches": played}}):
        assert answer(played, **nothing) is None, "its seed is not known"
    for edited in ("H2", 7, [["A2"]], []):
        assert answer(edited) is None


def test_a_sidecar_that_is_gone_or_a_damaged_card_ends_nothing(tmp_path):
    scores = SidecarScores()
    one = delivered(tmp_path, {"format": 99})
    scores.put(one)
    scores.finish()
    assert "seed" not in json.loads(sidecar_path(one.path).read_text())["scores"]
    sidecar_path(one.path).unlink()
    scores.put(one)
    scores.finish()
    good = delivered(tmp_path, None)
    scores.put(good)
    scores.finish()
    assert "seed" in json.loads(sidecar_path(good.path).read_text())["scores"]


def test_a_seed_too_short_to_compare_with_leaves_the_material(tmp_path):
    one = delivered(tmp_path, Reference.of([strings(2)], RATE).to_json())
    write_scores(Delivered(**{**one.__dict__, "seed": one.seed[: RATE // 2]}))
    scores = json.loads(sidecar_path(one.path).read_text())["scores"]
    assert "seed" not in scores
    assert scores["material"]["resemblance"] > 0.5


@pytest.mark.parametrize("gain", [0.03, 1.0])
def test_how_loud_the_seed_was_recorded_does_not_matter(tmp_path, gain):
    one = delivered(tmp_path, None)
    level = float(np.sqrt(np.mean(one.samples**2)))
    at_level = (one.samples * (0.1 / level)).astype(np.float32)  # dreams are made at this level
    write_scores(Delivered(**{**one.__dict__, "samples": at_level, "seed": one.seed * np.float32(gain)}))
    assert abs(json.loads(sidecar_path(one.path).read_text())["scores"]["seed"]["energy_db"]) < 3


@pytest.mark.parametrize("gain", [0.03, 1.0])
def test_a_dream_with_a_sidecar_is_compared_at_the_level_that_models_dream_at(tmp_path, capsys, gain):
    one = delivered(tmp_path, None)
    samples = one.samples * (0.1 / float(np.sqrt(np.mean(one.samples**2))))
    write_dream(one.path, samples.astype(np.float32), 48_000, {"model_sample_rate": RATE, "hop_length": 256})
    take = tmp_path / "take.wav"
    soundfile.write(take, strings(0)[: 10 * RATE] * gain, RATE, subtype="FLOAT")
    for with_sidecar in (True, False):
        assert main(["score", str(one.path), "--reference", str(take), "--json"]) == 0
        off_db = json.loads(capsys.readouterr().out)["energy_db"]
        assert (abs(off_db) < 3) == (with_sidecar or gain == 1.0)
        sidecar_path(one.path).unlink(missing_ok=True)
