"""`live-daemon demo`: the main job, without a sound card and without Max, and the mistakes one can make with it."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from live_daemon.demo.etude import ETUDE_FILE, SAMPLE_RATE, etude, pluck
from live_daemon.demo.performance import plan_takes
from live_inference.loops.pitches import strongest_pitches
from live_inference.scores.harmony import pitch_classes
from support.plucks import plucked

PAN = np.array([1.3, 0.7], np.float32)
"""The player sits on the left."""
PNG = b"\x89PNG\r\n\x1a\n"


def demo(*arguments, timeout=220):
    command = [sys.executable, "-m", "live_daemon.cli", "demo", "--set", "engine.duration_s=4", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)


@pytest.fixture(scope="module")
def performed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    strings = [82.4, 110.0, 123.5, 164.8, 196.0, 220.0, 246.9, 261.6, 329.6]
    line = np.random.default_rng(4).choice(strings, 64)  # nothing in it comes again: of its time there is one alone
    player = plucked(list(line), step_s=0.22)
    soundfile.write(folder / "player.wav", player[:, None] * PAN, SAMPLE_RATE)
    patient = ("--set", "engine.deadline_s=600")  # a dream that comes late on a busy machine comes all the same
    done = demo("--input", folder / "player.wav", "--seconds", 14, *patient, "--out", folder / "out")
    return folder / "out", done, player


@pytest.mark.whole
def test_it_ends_well_and_says_what_to_do_next(performed):
    out, done, _ = performed
    assert done.returncode == 0, done.stderr
    for word in (str(out / "performance.wav"), "live-daemon studio", "live-daemon run", "live_daemon.maxpat"):
        assert word in done.stdout


@pytest.mark.whole
def test_the_report_tells_the_dreams_and_the_loops_that_follow_their_bands(performed):
    out, _, _ = performed
    report = json.loads((out / "report.json").read_text())
    assert {"dreams", "gains", "xruns", "seconds"} <= set(report)
    assert report["seconds"] == 14 and report["xruns"] == 0 and report["faults"] == []
    assert len(report["dreams"]) == 1
    (dream,) = report["dreams"]
    assert Path(dream["file"]).is_file() and dream["duration_s"] == 4
    assert dream["correlation"] > 0.8
    assert dream["answer"] is None or 0.0 <= dream["answer"] <= 1.0
    times, loops = report["gains"]["times_s"], report["gains"]["loops"]
    assert len(loops) == 1 and len(loops[0]) == len(times)
    assert times == sorted(times) and times[-1] == pytest.approx(14, abs=0.1)
    before = [gain for time, gain in zip(times, loops[0], strict=True) if time < dream["arrived_s"] - 0.2]
    assert not any(before) and 0.05 < max(loops[0]) <= 1


@pytest.mark.whole
def test_the_correlation_is_between_gains_and_the_input_and_not_a_constant(performed):
    """Of all times of the player's sound its own is the one that the gains fit best, whenever the dream arrived."""
    out, _, _ = performed
    report = json.loads((out / "report.json").read_text())
    arrived = report["dreams"][0]["arrived_s"] + 0.2
    there = np.array(report["gains"]["times_s"]) > arrived
    gains = np.array(report["gains"]["loops"][0])[there]
    energy = np.array(report["band_energy"]["loops"][0])[there]
    assert np.corrcoef(gains, energy)[0, 1] == pytest.approx(report["dreams"][0]["correlation"], abs=1e-3)
    moved = [np.corrcoef(gains, np.roll(energy, shift))[0, 1] for shift in range(len(gains))]
    best = int(np.argmax(moved))
    step_s = float(np.median(np.diff(report["gains"]["times_s"])))
    assert min(best, len(gains) - best) * step_s <= 0.2


@pytest.mark.whole
def test_player_and_dream_are_heard(performed):
    out, _, player = performed
    made, rate = soundfile.read(out / "performance.wav", dtype="float32")
    report = json.loads((out / "report.json").read_text())
    assert (rate, made.shape) == (48_000, (14 * 48_000, 2))
    assert np.isfinite(made).all() and np.abs(made).max() < 1
    arrived = round(report["dreams"][0]["arrived_s"] * rate)
    asked = arrived - round(report["dreams"][0]["late_s"] * rate)  # it sounds while it is made
    early, late = slice(rate // 2, asked), slice(arrived + rate // 2, 13 * rate)
    alone = made - 0.8 * player[: len(made), None] * PAN
    assert np.abs(alone[early]).max() < 1e-3, "before the first dream there is only the player"
    assert -50 < 20 * np.log10(np.sqrt(np.mean(alone[late] ** 2))) < -10


@pytest.mark.whole
def test_the_dream_of_a_player_on_the_left_is_on_the_left(performed):
    out, _, _ = performed
    report = json.loads((out / "report.json").read_text())
    dream, _ = soundfile.read(report["dreams"][0]["file"], dtype="float32", always_2d=True)
    left, right = np.sqrt(np.mean(dream**2, axis=0))
    assert 20 * np.log10(left / right) == pytest.approx(20 * np.log10(PAN[0] / PAN[1]), abs=1.0)


@pytest.mark.whole
def test_the_picture_is_a_picture(performed):
    out, _, _ = performed
    data = (out / "performance.png").read_bytes()
    assert data.startswith(PNG) and len(data) > 50_000


@pytest.mark.whole
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--input", "nowhere.wav"], "nowhere.wav"),
        (["--input", __file__], "test_demo.py"),
        (["--seconds", "1"], "--seconds must be in range"),
        (["--out", f"{__file__}/out"], "cannot be written"),
        (["--set", "audio.sampel_rate=3"], "unknown setting"),
        (["--model", "nylon-colunm"], "nylon-column"),
    ],
)
def test_a_mistake_is_one_line(tmp_path, arguments, words):
    if "--out" not in arguments:
        arguments = [*arguments, "--out", str(tmp_path)]
    done = demo(*arguments, timeout=120)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and words in done.stderr


@pytest.mark.whole
def test_a_backend_that_cannot_run_is_told_at_once(tmp_path):
    done = demo("--set", "engine.threads=64", "--set", "engine.backend=eager", "--out", tmp_path)
    assert done.returncode == 1
    assert "threads" in done.stderr.splitlines()[-1] and "Traceback" not in done.stderr


@pytest.mark.whole
def test_wrong_usage_is_2():
    assert demo("--seconds", "many").returncode == 2
    assert demo("--loud").returncode == 2


def test_the_shipped_etude_is_what_its_source_makes():
    shipped, rate = soundfile.read(ETUDE_FILE, dtype="float32")
    assert rate == SAMPLE_RATE
    np.testing.assert_allclose(shipped.T, etude(), atol=2 / 32768)


def test_low_strings_of_the_etude_are_on_the_left_and_its_mean_is_dry():
    left, right = etude()
    assert np.abs((left + right) / 2).max() == pytest.approx(0.7, abs=1e-3)
    assert max(np.abs(left).max(), np.abs(right).max()) < 1.0

    def panned_db(bar, step, hz):
        part = slice(round((2 * bar + 0.25 * step) * SAMPLE_RATE), round((2 * bar + 0.25 * step + 0.24) * SAMPLE_RATE))
        tone = np.exp(-2j * np.pi * hz * np.arange(part.stop - part.start) / SAMPLE_RATE)
        return 20 * np.log10(abs(left[part] @ tone) / abs(right[part] @ tone))

    assert panned_db(0, 0, 82.41) > 4  # E2
    assert panned_db(6, 4, 440.0) < -4  # A4


@pytest.mark.parametrize("hz", [82.41, 146.83, 329.63])
def test_a_plucked_string_is_in_tune(hz):
    tone = pluck(hz, 2.0, 0.7, np.random.default_rng(0)).astype(np.float32)
    for partial in strongest_pitches(tone, SAMPLE_RATE):
        cents = 1200 * np.log2(partial.frequency_hz / (hz * round(partial.frequency_hz / hz)))
        assert abs(cents) < 6


def test_the_harmony_of_the_picture_is_what_is_played():
    """Four seconds of A minor, silence, four seconds of G: a second is the width of its mean."""
    rest = np.zeros(2 * SAMPLE_RATE, np.float32)
    chords = {"A": (220.0, 261.6, 329.6), "G": (196.0, 246.9, 293.7)}
    first, last = (plucked([*hz, *hz, *hz, *hz])[: 3 * SAMPLE_RATE] for hz in chords.values())
    times_s, classes = pitch_classes(np.concatenate([first, rest, last]), SAMPLE_RATE)
    assert classes.shape == (12, len(times_s)) and times_s[-1] == pytest.approx(8.0, abs=0.1)
    for within, pitches in (((1.0, 2.0), {9, 0, 4}), ((6.0, 7.0), {7, 11, 2})):
        there = classes[:, (times_s > within[0]) & (times_s < within[1])].mean(axis=1)
        assert set(np.argsort(there)[-3:]) == pitches
    assert classes[:, (times_s > 4.2) & (times_s < 4.4)].max() == 0.0


def test_takes_end_where_it_is_quiet_and_leave_the_last_quarter_to_the_loops():
    player = np.concatenate([plucked([196.0] * 4), np.zeros(SAMPLE_RATE // 2), plucked([220.0] * 30)]).astype(
        np.float32
    )
    takes = plan_takes(player, SAMPLE_RATE)
    assert takes
    for start, end in takes:
        assert 0 <= start < end <= 0.8 * len(player) / SAMPLE_RATE
        assert end - start <= 4.0 + 1e-6
