"""`live-daemon render --noise`: seeds of noise in the place of recordings, the same as on stage."""

import numpy as np
import pytest
import soundfile

from live_inference.bank.manifest import read_bank
from live_inference.dreaming.noise_seeds import noise_seed
from live_inference.render import command
from live_inference.render.command import main
from live_inference.scores.score import Reference
from live_models.features import at_reference_level
from live_models.loading import load_generator
from support.checkpoints import small_checkpoint
from support.render_here import RATE, HereRunner, music
from support.strings import plucked


@pytest.fixture
def words(tmp_path):
    small_checkpoint(tmp_path / "checkpoints", "spectrum_mixture")
    model = ["--model", "spectrum_mixture", "--checkpoints", str(tmp_path / "checkpoints")]
    return [*model, "--seconds", "1", "--count", "3", "--rng-seed", "7"]


def batches_of(words, bank, monkeypatch):
    runner = HereRunner(1, music)
    monkeypatch.setattr(command, "ProcessRunner", lambda workers: runner)
    assert main([*words, "--bank", str(bank)]) == 0
    return runner.batches


def test_each_loop_has_a_noise_of_its_own_which_the_stage_can_repeat(words, tmp_path, monkeypatch):
    (batch,) = batches_of([*words, "--noise", "perlin"], tmp_path / "bank", monkeypatch)
    spec = load_generator(tmp_path / "checkpoints" / "spectrum_mixture.json").spec
    assert len(batch.tasks) == 3
    for number, task in enumerate(batch.tasks):
        np.testing.assert_array_equal(task.seed, noise_seed("perlin", spec.seed_length, spec.sample_rate, 7 + number))
    loops = read_bank(tmp_path / "bank")
    assert [loop.seed for loop in loops] == ["perlin noise 7", "perlin noise 8", "perlin noise 9"]
    assert [loop.file.startswith(f"noise-perlin-00{number}") for number, loop in enumerate(loops, 1)] == [True] * 3


def test_without_a_recording_there_is_nothing_to_compare_with_and_with_one_there_is(words, tmp_path, monkeypatch):
    take = tmp_path / "take.wav"
    soundfile.write(take, plucked(4.0), RATE, subtype="FLOAT")
    (alone,) = batches_of([*words, "--noise", "normal"], tmp_path / "alone", monkeypatch)
    (beside,) = batches_of([str(take), *words, "--noise", "normal"], tmp_path / "beside", monkeypatch)
    for batch, is_heard in ((alone, False), (beside, True)):
        (reference,) = batch.references
        rate = batch.checkpoint.hyperparameters.sample_rate
        assert {task.reference for task in batch.tasks} == {0}
        assert len(reference) == (4 * rate if is_heard else 1)
        if not is_heard:
            with pytest.raises(ValueError, match="at least 1 s long"):
                Reference.of([at_reference_level(reference)], rate)  # what is refused is not scored


def test_noise_and_pitches_are_one_too_many(words, tmp_path, capsys):
    assert main([*words, "--noise", "perlin", "--pitches", "E2", "--bank", str(tmp_path / "bank")]) == 1
    assert "--noise and --pitches both make the seeds" in capsys.readouterr().err
