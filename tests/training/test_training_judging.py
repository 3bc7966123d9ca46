"""The weights that dream best are kept, a training that gets nowhere ends, and the end is told in plain words."""

from __future__ import annotations

import copy
import dataclasses

import numpy as np
import pytest
import torch

from live_inference.scores.answer import seed_profile
from live_inference.scores.score import Scores
from live_models.checkpoint import save_checkpoint
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.gradient_fit import MIRROR_EVERY
from live_models.loading import load_generator
from live_training.dreams import ConcurrentDream, take
from live_training.judging import Dreamt, Judge, at_level, dreams_better, gain_to_recordings_db, level_db, summary
from live_training.picture import draw_training
from live_training.scalars import Scalars
from live_training.session import PATIENCE, Course, Session, best_tensors, new_log
from live_training.verdict import freeze, in_words, thin, weakest
from support.training import RATE, SMALL, small_fit, write_take


@pytest.fixture
def recording(tmp_path):
    return write_take(tmp_path / "take.wav")


def _trained(recording, updates=40, **params):
    """A network that has learnt to sound: an untrained one stays below the gate."""
    fit = small_fit(recording, **params)
    for _ in range(updates):
        fit.update(0.0)
    return fit


def _scores(total=0.8, faults=(), **measures):
    values = {"artifacts": 1.0, "resemblance": 1.0, "novelty": 1.0, "stuck": 1.0, "energy_db": 0.0} | measures
    return Scores(**values, faults=tuple(faults), total=total)


class ScriptedJudge(Judge):
    """Gives the totals that the test wants, one after the other, and remembers the weights it was shown."""

    def __init__(self, fit, totals):
        super().__init__(fit)
        self.totals, self.seen = list(totals), []

    def dreams(self, tensors, count, duration_s, rng_seed):
        self.seen.append(copy.deepcopy(dict(tensors)))
        sound = np.full(round(duration_s * RATE), 0.1, dtype=np.float32)
        return Dreamt([sound] * count, [np.zeros(12)] * count)

    def scores(self, dreamt):
        total = self.totals.pop(0)
        return [_scores(total) for _ in dreamt.samples]


def _dreamt(*samples, asked=None, conditioned=False):
    return Dreamt(list(samples), [np.zeros(12) if asked is None else asked for _ in samples], conditioned)


def _session(fit, judge, tmp_path, **course):
    return Session(fit, judge, new_log(), tmp_path, Course(None, 1.0, **course), Scalars(None))


@pytest.mark.whole
def test_the_weights_of_the_best_dreams_are_kept_not_the_last(recording, tmp_path):
    fit = small_fit(recording, num_epochs=2)
    judge = ScriptedJudge(fit, [0.1, 0.2, 0.3, 0.7, 0.4, 0.5, 0.2, 0.6, 0.1, 0.3])
    session = _session(fit, judge, tmp_path)
    session.run()
    assert session.log["best"]["tenth"] == 4
    kept, last = best_tensors(fit), fit.tensors()
    np.testing.assert_array_equal(kept["head.weight"], judge.seen[3]["head.weight"])
    assert np.abs(kept["head.weight"] - last["head.weight"]).max() > 1e-4
    again = small_fit(recording, num_epochs=2)
    assert again.load(tmp_path / "state.safetensors")["best"] == session.log["best"]
    np.testing.assert_array_equal(again.kept["head.weight"], kept["head.weight"])


@pytest.mark.parametrize(
    ("passed", "total", "loss", "better"),
    [
        (2, 0.61, 0.9, True),  # equal dreams are told apart by the validation loss
        (2, 0.61, 1.1, False),
        (2, 0.7, 2.0, True),
        (2, 0.5, 0.1, False),
        (3, 0.5, 2.0, True),  # one very good dream does not make up for one that fails
        (1, 0.9, 0.1, False),
    ],
)
def test_which_dreams_are_better(passed, total, loss, better):
    best = {"passed": 2, "total": 0.6, "validation_loss": 1.0}
    assert dreams_better({"passed": passed, "total": total, "validation_loss": loss}, best) == better
    assert dreams_better(best, None)


@pytest.mark.parametrize(
    ("total", "answer", "conditioned", "better"),
    [
        (0.5, 0.95, True, True),  # .475 against .36: it listens
        (0.5, 0.95, False, False),  # of a model that heeds nothing an answer is luck
        (0.9, 0.5, True, True),  # far better music counts, too
        (0.6, None, True, True),  # nothing to tell the seed from: as without
    ],
)
def test_of_models_that_heed_what_is_played_the_answer_counts_too(total, answer, conditioned, better):
    best = {"passed": 2, "total": 0.6, "answer": 0.6, "validation_loss": 1.0}
    row = {"passed": 2, "total": total, "answer": answer, "validation_loss": 1.5}
    assert dreams_better(row, best, conditioned) == better


@pytest.mark.whole
@pytest.mark.parametrize("learning", [True, False])
def test_a_training_that_gets_nowhere_ends_early_one_that_learns_does_not(recording, tmp_path, monkeypatch, learning):
    fit = small_fit(recording, num_epochs=4)
    judge = ScriptedJudge(fit, [0.1, 0.5, *[0.3] * 8])
    losses = iter([1.0, 0.9, *([0.8 - 0.1 * n for n in range(99)] if learning else [0.95] * 99)])
    session = _session(fit, judge, tmp_path)
    monkeypatch.setattr(session, "_note", lambda: session.log["losses"].append({"loss": 1.0}))
    monkeypatch.setattr(fit, "validate", lambda: next(losses))
    session.run()
    rows = session.log["judgements"]
    assert len(rows) == (10 if learning else 2 + PATIENCE)
    assert (session.log["ended"] is None) == learning
    assert session.log["best"]["tenth"] == 2


@pytest.mark.whole
def test_a_model_that_is_slow_to_dream_is_judged_when_that_takes_a_tenth_of_the_time(recording, tmp_path):
    """The first judgement too: one of half a minute would leave nothing of a training of one minute."""
    fit = small_fit(recording, num_epochs=1000)
    session = _session(fit, ScriptedJudge(fit, []), tmp_path)
    session.course = Course(100.0, 1.0, judgement_s=5.0)
    due = {}
    for elapsed_s in (20.0, 49.0, 51.0):
        session.log["elapsed_s"] = elapsed_s
        due[elapsed_s] = session._judgement_due()
    assert due == {20.0: False, 49.0: False, 51.0: True}
    session.log |= {"judgements": [{"tenth": 5}], "judging_s": 4.0}
    for elapsed_s, expected in ((70.0, False), (81.0, True)):
        session.log["elapsed_s"] = elapsed_s
        assert session._judgement_due() == expected


@pytest.mark.whole
def test_the_same_weights_get_the_same_verdict_and_other_draws_another(recording):
    fit = _trained(recording)
    judge, tensors = Judge(fit), fit.tensors()
    first, second, other = (judge.dreams(tensors, 2, 1.0, seed) for seed in (5, 5, 6))
    np.testing.assert_array_equal(first.samples, second.samples)
    assert np.abs(np.array(first.samples) - np.array(other.samples)).max() > 0.5 * np.abs(first.samples).max()
    assert [len(dream) for dream in first.samples] == [RATE, RATE]
    assert judge.scores(first) == judge.scores(second)


def test_the_recording_itself_scores_better_than_an_untrained_network(recording):
    fit = small_fit(recording)
    judge = Judge(fit)
    dream = judge.dreams(fit.tensors(), 1, 2.0, 0)
    dream = at_level(dream, gain_to_recordings_db(dream.samples, fit.sound))
    source = _dreamt(fit.sound.recordings[0][: 2 * RATE])
    ours, theirs = judge.scores(dream)[0], judge.scores(source)[0]
    assert theirs.resemblance > ours.resemblance + 0.3
    assert theirs.novelty == pytest.approx(0.0, abs=0.3)  # and of course it is a copy
    assert ours.total < 0.1


def test_a_dream_that_is_not_finite_fails(recording):
    fit = small_fit(recording)
    judge = Judge(fit)
    row = summary(judge.scores(_dreamt(np.full(RATE, np.nan, dtype=np.float32))))
    assert (row["passed"], row["total"]) == (0, 0.0)
    assert "not finite" in row["faults"][0]


@pytest.mark.whole
def test_several_streams_dream_side_by_side_each_from_its_own_place(recording, tmp_path):
    fit = small_fit(recording)
    dream = ConcurrentDream(fit, tmp_path, 32 * 3 / RATE, 0, streams=3)
    paths = []
    for _ in range(6):
        fit.update(0.0)
        paths += dream.step()
    assert [path.name for path in paths] == [f"dream_{number:04d}.wav" for number in range(1, 7)]
    assert ConcurrentDream(fit, tmp_path, 1.0, 0).count == 6  # a resumed training overwrites none


@pytest.mark.whole
def test_a_network_on_a_gpu_dreams_through_a_mirror_that_follows_it(recording, tmp_path):
    fit = small_fit(recording)
    fit.device = torch.device("cuda")  # here is none: what it trains lies on the CPU all the same
    dream = ConcurrentDream(fit, tmp_path, 1.0, 0)
    fit.device = torch.device("cpu")
    mirror = fit._mirror
    for _ in range(MIRROR_EVERY):
        fit.update(0.0)
        dream.step()
    np.testing.assert_array_equal(mirror.tensors()["head.weight"], fit.tensors()["head.weight"])
    fit.update(0.0)
    dream.step()
    assert np.abs(mirror.tensors()["head.weight"] - fit.tensors()["head.weight"]).max() > 0


def test_dreams_get_the_level_of_the_recordings_rests_included(recording):
    """A take that is half silence sounds 3 dB quieter than its sounding half."""
    fit = small_fit(recording)
    sounding = fit.sound.recordings[0]
    halved = dataclasses.replace(fit.sound, recordings=[np.concatenate([sounding, 0 * sounding])])
    dream = np.full(4000, 0.1, dtype=np.float32)
    gains = [gain_to_recordings_db([dream], sound) for sound in (fit.sound, halved)]
    assert gains[0] == pytest.approx(level_db(sounding) + 20.0, abs=0.01)
    assert gains[0] - gains[1] == pytest.approx(3.01, abs=0.01)


@pytest.mark.whole
def test_judged_dreams_are_made_with_the_presets_controls(recording):
    fit = _trained(recording)
    plain, noisy = (
        Judge(fit, controls).dreams(fit.tensors(), 1, 1.0, 7).samples[0] for controls in ({}, {"noise": 0.3})
    )
    assert np.abs(plain - noisy).max() > 0.1 * np.abs(plain).max()


def test_levels_are_measured_for_the_card_and_heard_in_the_dreams_that_follow(recording):
    fit = small_fit(recording)
    judge, tensors = Judge(fit), fit.tensors()
    tensors["head.bias"] = tensors["head.bias"] + np.float32(0.1)  # an untrained network dreams silence
    before = judge.dreams(tensors, 1, 0.5, 7).samples[0]
    found = judge.set_levels(tensors, 1.0, 3)
    assert judge.card()["levels"] == found["levels"] == Judge(fit).set_levels(tensors, 1.0, 3)["levels"]
    assert np.abs(judge.dreams(tensors, 1, 0.5, 7).samples[0] - before).max() > 1e-3 * np.abs(before).max() > 0.0


@pytest.mark.whole
def test_a_checkpoint_dreams_as_it_was_judged(recording, tmp_path):
    """Controls, vocoder and gate of the dreams that choose the weights are those on the card."""
    fit = _trained(recording)
    judge = Judge(fit, {"temperature": 0.6})
    log = new_log() | {"plan": {"preset": "alive"}, "losses": [{"step": 5}]}
    frozen = freeze(tmp_path, fit.tensors(), judge, log, 1.0, 3)
    save_checkpoint(tmp_path / "small", fit.tensors(), frozen.card)
    generator, rng = load_generator(tmp_path / "small"), np.random.default_rng(3)
    seeds = [take(fit.sound.recordings, generator.spec.seed_length, rng) for _ in frozen.dreams]
    state = generator.begin_batch(seeds, [3 + number for number in range(len(seeds))])
    steps = -(-RATE // generator.spec.hop_length)
    dreams = generator.advance_batch(state, generator.default_controls, steps)[:, :RATE]
    np.testing.assert_allclose(dreams, frozen.dreams, atol=1e-4 * np.abs(dreams).max())


def test_levels_and_gains():
    dream = np.full(4000, 0.05, dtype=np.float32)
    assert level_db(dream) == pytest.approx(-26.02, abs=0.01)
    assert level_db(at_level(_dreamt(dream), 6.02).samples[0]) == pytest.approx(-20.0, abs=0.01)


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ([_scores()] * 5, ["Good", "all 5"]),
        ([_scores()] * 4 + [_scores(0.1, ["stuck: 4 s of the same"], stuck=0.1)], ["Usable", "4 of 5", "stuck: 4 s"]),
        ([_scores()] * 2 + [_scores(0.1, ["clicks: 9.0 a second"], artifacts=0.1)] * 3, ["Not safe", "clicks", "30)"]),
        ([_scores(0.0, ["repeats 3 s", "repeats 4 s"], novelty=0.0)] * 5, ["no dream passes", "(repeats 3 s)", "more"]),
        ([_scores(0.0, ["its end is -20 dB"], energy_db=-20.0)] * 5, ["grow or fade", "--resume"]),
    ],
)
def test_the_verdict_says_what_it_is_worth_and_what_helps(scores, words):
    text = in_words(scores, 10.0)
    assert all(word in text for word in words), text
    assert "\n" not in text


def test_the_weakest_measure_is_the_lowest():
    assert weakest([_scores(resemblance=0.4)]) == "resemblance"
    assert weakest([_scores(energy_db=9.0, resemblance=0.5)]) == "energy"
    assert weakest([_scores(novelty=None, stuck=0.9)]) == "stuck"


def test_dreams_that_do_not_answer_are_told_so_and_what_helps():
    deaf = _scores(faults=["does not answer: 70 % of other passages are as near as its seed"], answer=0.3)
    said = in_words([deaf] * 3 + [_scores(answer=0.9)] * 2, 10.0, conditioned=True)
    assert "hardly tell what was played (answer 0.54" in said and "more keys" in said
    said = in_words([_scores(answer=0.95)] * 5, 10.0, conditioned=True)
    assert said.startswith("Good") and "surely" in said
    assert "answer" not in in_words([_scores(answer=0.5)] * 5, 10.0)  # it never promised to


def test_the_judge_asks_for_the_pitches_of_its_own_seeds(recording):
    """Of a model that heeds nothing as long as it hears; the last five seconds of one that does."""
    fit = small_fit(recording)
    dreamt = Judge(fit).dreams(fit.tensors(), 3, 0.1, 5)
    rng = np.random.default_rng(5)
    length = load_generator(Checkpoint("small", fit.card(), fit.tensors(), fit.parameters)).spec.seed_length
    seeds = [take(fit.sound.recordings, length, rng) for _ in range(3)]
    np.testing.assert_array_equal(dreamt.asked, [seed_profile(one, RATE) for one in seeds])
    assert not dreamt.conditioned


def test_dreams_of_a_network_that_heeds_are_judged_by_what_was_played(recording):
    fit = small_fit(recording, condition=True)
    judge = Judge(fit)
    dreamt = judge.dreams(fit.tensors(), 1, 0.1, 5)
    seed = take(fit.sound.recordings, 5 * RATE, np.random.default_rng(5))
    np.testing.assert_array_equal(dreamt.asked, [seed_profile(seed, RATE)])
    assert dreamt.conditioned and not Judge(fit, {"influence": 0}).dreams(fit.tensors(), 1, 0.1, 5).conditioned


def test_a_long_log_is_thinned_from_its_end():
    rows = [{"step": step} for step in range(1000)]
    assert len(thin(rows)) == 200
    assert thin(rows)[-1] == rows[-1]


def test_the_picture_shows_every_dream(tmp_path):
    rng = np.random.default_rng(0)
    losses = [{"step": n, "elapsed_s": n, "loss": 1.0 / (n + 1), "validation_loss": 1.1 / (n + 1)} for n in range(9)]
    judged = [
        {"step": n, "elapsed_s": n, "validation_loss": 1.0, **summary([_scores(0.1 * n, novelty=None)])}
        for n in range(9)
    ]
    log = new_log() | {
        "losses": losses,
        "judgements": judged,
        "best": judged[5],
        "plan": {"approach": SMALL["approach"], "preset": "notes"},
    }
    dreams = [rng.standard_normal(RATE).astype(np.float32) for _ in range(5)]
    path = tmp_path / "p.png"
    draw_training("p", log, dreams[0], dreams, [_scores()] * 5, RATE, path)
    five = path.stat().st_size
    draw_training("p", log, dreams[0], dreams[:1], [_scores()], RATE, path)
    assert five > 1.2 * path.stat().st_size
    assert [file.name for file in tmp_path.iterdir()] == ["p.png"]
