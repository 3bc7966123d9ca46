"""How high dreams go is chosen by what the recordings hold and by how quickly this machine dreams it."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import scipy.signal
import soundfile
import soxr

import live_training.band_choice
import live_training.cli
import live_training.plan
from live_inference.bench.steps import StepTimes
from live_models.contract.family import random_checkpoint
from live_models.families import family_of
from live_training.band_choice import by_material, by_speed, times_real_time
from live_training.cli import main
from live_training.flags import band_is_open, make_parser, params_of
from live_training.inspection import Profile, inspect
from live_training.plan import Pace, choose, smaller
from live_training.session import Interrupted, Session
from support.plucks import plucked, sine

RATE = 48_000
PLUCKED = Profile(60.0, 2.0, -12.0)


@pytest.fixture(scope="module")
def take():
    """Eight seconds of plucked notes with breath around them: -40 dB above 5.5 kHz, up to 20 kHz."""
    played = plucked([110.0 * 2 ** (n / 12) for n in (0, 3, 7, 10, 12, 7, 15, 3)] * 4)
    breath = np.random.default_rng(0).standard_normal(len(played))
    return np.asarray(played + 10 ** (-40 / 20) * played.std() * breath, np.float32)


def _low_passed(take, hz):
    """As a coder does it: the edge is 100 Hz wide."""
    return scipy.signal.oaconvolve(take, scipy.signal.firwin(2001, hz, fs=RATE), "same")


def _resampled(take, rate):
    return soxr.resample(take, RATE, rate, quality="HQ")


def _once_reduced(take, rate):
    return soxr.resample(_resampled(take, rate), rate, RATE, quality="HQ")


def _hiss(seconds, db):
    """As strong at all frequencies: an amplifier's, so much softer than a tone of `sine`."""
    noise = np.random.default_rng(1).standard_normal(round(seconds * RATE))
    return 10 ** (db / 20) * 0.3 / np.sqrt(2.0) * noise


MATERIAL = {
    "as played": (lambda take: take, RATE, ""),
    "MP3 of 128 kbit/s, which ends at 16 kHz": (lambda take: _low_passed(take, 16_000), RATE, ""),
    "at 32 kHz": (lambda take: _resampled(take, 32_000), 32_000, ""),
    "at 24 kHz": (lambda take: _resampled(take, 24_000), 24_000, "ends at 12.0 kHz"),
    "at 8 kHz": (lambda take: _resampled(take, 8_000), 8_000, "ends at 4.0 kHz"),
    "once at 11 kHz": (lambda take: _once_reduced(take, 11_025), RATE, "ends at 5."),
    "once at 22 kHz": (lambda take: _once_reduced(take, 22_050), RATE, "ends at 10."),
    "low-passed at 5 kHz": (lambda take: _low_passed(take, 5_000), RATE, "ends at 4.8"),
    "a low tone and a hiss": (lambda take: sine(110.0, 8.0) + _hiss(8.0, -50.0), RATE, "has hardly anything above"),
    "a low tone": (lambda take: sine(110.0, 8.0), RATE, "has hardly anything above 5.5 kHz"),
}


def _heard(tmp_path, samples, rate=RATE, name="take.wav"):
    soundfile.write(tmp_path / name, samples, rate, subtype="PCM_16")
    return inspect([tmp_path / name], 11_025).recordings


@pytest.mark.parametrize("what", MATERIAL)
def test_the_material_decides_by_what_it_holds_above_5_5_khz(tmp_path, take, what):
    made, rate, dull = MATERIAL[what]
    plan = choose(PLUCKED, None, None, {}, 10.0, "cpu")
    found, chosen = by_material(plan, _heard(tmp_path, made(take), rate), {})
    if dull:
        assert found.parameters == plan.parameters and not chosen
        assert found.reasons[:-1] == plan.reasons
        assert found.reasons[-1].startswith(f"up to 5.5 kHz: take.wav {dull}")
    else:
        assert (found.parameters.band, found.parameters.sample_rate) == ("full", 44_100)
        assert chosen == {"band": "full"}
        assert replace(found, parameters=plan.parameters) == plan


def test_one_dull_recording_among_others_is_named(tmp_path, take):
    heard = _heard(tmp_path, take) + _heard(tmp_path, _resampled(take, 8_000), 8_000, "old.wav")
    plan = choose(PLUCKED, None, None, {}, 10.0, "cpu")
    found, chosen = by_material(plan, heard, {})
    assert not chosen and "old.wav ends at 4.0 kHz (--band full" in found.reasons[-1]
    found, _ = by_material(plan, heard + heard[1:], {})
    assert "old.wav ends at 4.0 kHz (and 1 more of 3 are dull)" in found.reasons[-1]


def test_what_does_not_fit_a_full_band_stays_without(tmp_path, take):
    params = {"window_size": "1000", "hop_size": "300"}
    plan = choose(PLUCKED, None, None, params, 10.0, "cpu")
    found, chosen = by_material(plan, _heard(tmp_path, take), params)
    assert found.parameters == plan.parameters and not chosen
    assert "window_size must be a multiple of hop_size" in found.reasons[-1]


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ([], True),
        (["--approach=magnitude_spectrum", "--param=hidden_size=64", "--minutes=1"], True),
        (["--approach=vector"], False),  # has none
        (["--band=voice"], False),
        (["--band=full"], False),
        (["--preset=notes"], False),
        (["--param=sample_rate=22050"], False),
        (["--param=band=voice"], False),
    ],
)
def test_it_is_chosen_where_nobody_has_said_it(flags, expected):
    options = make_parser().parse_args(["take.wav", *flags])
    assert band_is_open(options, params_of(options)) == expected


def _plan_in_full_band(minutes=10.0):
    plan = choose(PLUCKED, None, None, {}, minutes, "cpu")
    parameters = family_of(plan.parameters.approach).parameters({**plan.parameters.to_params(), **FULL_BAND})
    return plan, replace(plan, parameters=parameters)


FULL_BAND = {"band": "full", "sample_rate": 44_100}


def _decided(monkeypatch, tmp_path, take, times, minutes=10.0):
    """What is decided where networks dream so many times as quickly as they sound, the largest first."""
    measured = []

    def timed(checkpoint):
        measured.append(checkpoint)
        return times[len(measured) - 1]

    monkeypatch.setattr(live_training.band_choice, "times_real_time", timed)
    voice, full = _plan_in_full_band(minutes)
    network = random_checkpoint("new", full.parameters, None)
    found, chosen = by_speed(full, network, _heard(tmp_path, take), {}, 1000)
    assert measured[0] is network and len(measured) == len(times)
    for checkpoint in measured:
        assert {name: one.shape for name, one in checkpoint.tensors.items()} == dict(
            checkpoint.hyperparameters.tensor_shapes()
        )
        assert checkpoint.hyperparameters.band == "full"
    assert found.reasons[:-1] == voice.reasons
    assert found.parameters == (full if chosen else voice).parameters
    return found.reasons[-1], chosen


def test_a_machine_that_dreams_it_quickly_enough_gets_it(monkeypatch, tmp_path, take):
    reason, chosen = _decided(monkeypatch, tmp_path, take, [1.6])
    assert chosen == {"band": "full"}
    assert reason.startswith("full band, because") and "1.6 times as quickly" in reason


def test_a_slow_machine_is_told_what_it_could_dream(monkeypatch, tmp_path, take):
    reason, chosen = _decided(monkeypatch, tmp_path, take, [1.2, 2.5])
    assert not chosen and reason.startswith("up to 5.5 kHz: one core would dream the full band 1.2 times")
    assert "--preset fast_answer --band full would be dreamt 2.5 times" in reason
    reason, chosen = _decided(monkeypatch, tmp_path, take, [0.5, 0.9])
    assert not chosen and "--preset fast_answer" not in reason and "rendered" in reason
    reason, chosen = _decided(monkeypatch, tmp_path, take, [0.9], minutes=1.0)  # it is fast_answer already
    assert not chosen and "--preset fast_answer" not in reason


def test_a_training_of_few_steps_is_not_spent_on_hiss(monkeypatch, tmp_path, take):
    monkeypatch.setattr(live_training.band_choice, "times_real_time", lambda _checkpoint: 9.0)
    voice, full = _plan_in_full_band(1.0)
    network, heard = random_checkpoint("new", full.parameters, None), _heard(tmp_path, take)
    found, chosen = by_speed(full, network, heard, {}, 146)
    assert not chosen and found.parameters == voice.parameters
    assert found.reasons[-1].startswith("up to 5.5 kHz: in 146 steps")
    assert by_speed(full, network, heard, {}, 500)[1] == {"band": "full"}


def test_speed_is_of_one_core_by_its_quickest_stretch(monkeypatch):
    _, full = _plan_in_full_band()
    network = random_checkpoint("new", full.parameters, None)

    def timed(checkpoint, run, _seconds):
        assert (checkpoint, run.threads, run.batch) == (network, 1, 1)
        return StepTimes(mean_s=1.0, best_s=0.01)

    monkeypatch.setattr(live_training.band_choice, "time_generator", timed)
    assert times_real_time(network) == pytest.approx(1024 / 44_100 / 0.01)  # a hop of 256 at a quarter of the rate


def test_a_smaller_network_keeps_the_band_that_was_chosen():
    _, full = _plan_in_full_band()
    found = smaller(full, Pace(1, 0.1, 9.0), {"band": "full"}, 10.0)
    assert found is not None
    assert (found.preset, found.parameters.band) == ("fast_answer", "full")


@pytest.mark.whole
def test_a_training_says_what_it_chose_and_keeps_it_when_it_goes_on(monkeypatch, tmp_path, take, capsys):
    def stopped(_session):
        raise Interrupted

    monkeypatch.setattr(live_training.plan, "MEASURED_S", 0.05)
    monkeypatch.setattr(live_training.plan.os, "cpu_count", lambda: 1)
    monkeypatch.setattr(live_training.band_choice, "ENOUGH", 0.0)  # whatever else runs beside this test
    monkeypatch.setattr(Session, "run", stopped)
    soundfile.write(tmp_path / "take.wav", take[: 4 * RATE], RATE)
    small = [f"--param={one}" for one in ("hidden_size=8", "num_layers=1", "hop_size=512")]
    told = ["--name=high", f"--checkpoints={tmp_path}", "--json"]
    assert main([str(tmp_path / "take.wav"), *told, *small]) == 130
    (plan,) = [one for one in map(json.loads, capsys.readouterr().out.splitlines()) if one["event"] == "plan"]
    assert plan["band"] == plan["hyperparameters"]["band"] == "full"
    assert plan["hyperparameters"]["sample_rate"] == 44_100
    assert plan["reasons"][-1].startswith("full band, because")
    assert main([*told, "--resume", *small]) == 130  # with another band it would be refused
    assert main([*told, "--resume", *small, "--band=voice"]) == 1
    assert "belongs to other hyperparameters" in capsys.readouterr().err


@pytest.mark.whole
def test_a_network_too_large_in_full_band_is_looked_at_again_up_to_5_5_khz(monkeypatch, tmp_path, take, capsys):
    def stopped(_session):
        raise Interrupted

    def paced(fit, _judge, _rng_seed, _device):
        return Pace(1, 0.1 if fit.parameters.band == "full" else 100.0, 9.0)

    monkeypatch.setattr(live_training.cli, "measure", paced)
    monkeypatch.setattr(Session, "run", stopped)
    soundfile.write(tmp_path / "take.wav", take[: 4 * RATE], RATE)
    assert main([str(tmp_path / "take.wav"), "--name=low", f"--checkpoints={tmp_path}", "--json"]) == 130
    (plan,) = [one for one in map(json.loads, capsys.readouterr().out.splitlines()) if one["event"] == "plan"]
    assert (plan["band"], plan["preset"]) == ("voice", "notes")
    assert [reason.split(":")[0].split()[0] for reason in plan["reasons"]] == ["approach", "preset", "up"]
    assert plan["reasons"][1].startswith("preset notes") and "hiss" in plan["reasons"][2]


@pytest.mark.whole
def test_a_training_of_another_system_goes_on_in_its_own_full_band(monkeypatch, tmp_path, take, capsys):
    def stopped(_session):
        raise Interrupted

    monkeypatch.setattr(live_training.plan, "MEASURED_S", 0.05)
    monkeypatch.setattr(live_training.plan.os, "cpu_count", lambda: 1)
    monkeypatch.setattr(Session, "run", stopped)
    soundfile.write(tmp_path / "take.wav", take[: 4 * RATE], RATE)
    small = [f"--param={one}" for one in ("hidden_size=8", "linear_length=64", "sequence_length=16")]
    told = ["--name=high", f"--checkpoints={tmp_path}", "--band=full", *small]
    assert main([str(tmp_path / "take.wav"), *told, "--approach=naive_rnn"]) == 130
    assert main([*told, "--resume"]) == 130
    capsys.readouterr()
    assert main([*told[:2], "--band=voice", *small, "--resume"]) == 1
    assert "belongs to other hyperparameters (sample_rate, head, bands)" in capsys.readouterr().err


def test_before_a_training_it_is_told_which_recordings_are_dull(tmp_path, take, capsys):
    soundfile.write(tmp_path / "take.wav", take, RATE)
    soundfile.write(tmp_path / "old.wav", _resampled(take, 8_000), 8_000)
    paths = [str(tmp_path / name) for name in ("take.wav", "old.wav")]
    assert main(["--inspect", "--json", *paths]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["dull"] for one in told] == ["", "old.wav ends at 4.0 kHz"]
    assert (told[0]["ends_hz"], told[1]["ends_hz"]) == (24_000, 4_000)
    assert told[0]["high_db"] > -45.0
    assert main(["--inspect", *paths]) == 0
    assert capsys.readouterr().out.count("left to choose, dreams go up to 5.5 kHz: old.wav") == 1
    assert main(["--inspect", "--approach=vector", *paths]) == 0
    assert "left to choose" not in capsys.readouterr().out


def test_a_full_band_model_is_not_called_dull_for_a_coders_edge_at_16_khz(tmp_path, take):
    soundfile.write(tmp_path / "take.wav", _low_passed(take, 16_000), RATE)
    assert not [one for one in inspect([tmp_path / "take.wav"], 44_100).warnings if "dull" in one]
    soundfile.write(tmp_path / "take.wav", _low_passed(take, 5_000), RATE)
    assert [one for one in inspect([tmp_path / "take.wav"], 44_100).warnings if "dull" in one]
