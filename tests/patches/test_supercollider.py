"""The functions for SuperCollider, run by sclang without windows on JACK: dreams received, played in turn, measured."""

import time

import numpy as np
import pytest
import soundfile

from support.daemon import Daemon
from support.jack import JackServer, needs_jack
from support.jack_recorder import JackRecorder
from support.osc_peer import OscPeer
from support.plucks import plucked
from support.sclang import FUNCTIONS, SuperCollider, needs_sclang

pytestmark = [pytest.mark.jack, needs_jack, needs_sclang]

RATE = 48000
LEVEL = 0.5
FIRST_PAN = -0.5
LEFT_OF_FIRST = np.cos((FIRST_PAN + 1) * np.pi / 4)  # Pan2's equal-power law, SuperCollider's help
CODE = f'"{FUNCTIONS}/live_daemon.scd".load; s.sync; '


def noise(seconds, seed):
    return np.random.default_rng(seed).uniform(-0.4, 0.4, round(seconds * RATE)).astype(np.float32)


def place(sound, part):
    """Where a part begins in a sound, and its level there (least squares)."""
    size = 1 << int(np.ceil(np.log2(len(sound) + len(part))))
    correlation = np.fft.irfft(np.fft.rfft(sound, size) * np.conj(np.fft.rfft(part, size)), size)[: len(sound)]
    begin = int(np.argmax(np.abs(correlation)))
    return begin, correlation[begin] / np.dot(part, part)


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """A server, and a daemon that only the test plays: it says what is ready."""
    folder = tmp_path_factory.mktemp("sc")
    with JackServer(folder, period=256) as jack, OscPeer() as daemon:
        code = CODE + (
            f'~ldStart.("127.0.0.1", {daemon.port}, LISTEN); ~ldSet.(2, 1.0, {LEVEL}); '
            '~ldOn.("/dream/sounding", { |id| ("test: sounding " ++ id).postln }); '
            'OSCdef(\\panic, { ~ldPanic.() }, "/test/panic", recvPort: LISTEN); '
            'OSCdef(\\unmute, { ~ldUnmute.() }, "/test/unmute", recvPort: LISTEN); '
            "OSCdef(\\drone, { |m| fork { ~drone = { DC.ar(1) * ~ldGain.(m[1]) }.play(outbus: 1); s.sync; "
            '"test: drone".postln } }, "/test/drone", recvPort: LISTEN); '
            'OSCdef(\\end, { ~drone.free }, "/test/end", recvPort: LISTEN); '
            'OSCdef(\\stop, { CmdPeriod.run; "test: stopped".postln }, "/test/cmd_period", recvPort: LISTEN); '
            "[\\panic, \\unmute, \\drone, \\end, \\stop].do { |name| OSCdef(name).permanent = true }; "
            's.sync; "test: ready".postln;'
        )
        with SuperCollider(jack.environment, folder, code) as sc:
            sc.wait_for("ready")
            yield jack, daemon, sc, folder


def recorder(jack, sc):
    return JackRecorder(jack.environment, [f"{sc.name}:out_1", f"{sc.name}:out_2"])


def test_dreams_are_played_whole_in_turn_and_at_their_level(stage):
    jack, daemon, sc, folder = stage
    dreams = [noise(0.8, seed) for seed in (1, 2, 3)]
    with recorder(jack, sc) as recording:
        for number, dream in enumerate(dreams):
            path = folder / f"dream {number}.wav"
            soundfile.write(path, dream, RATE, subtype="FLOAT")
            daemon.send(sc.port, "/dream/ready", number, str(path), 0.8)
        recording.hear(5)
        left, right = recording.sound()
    inside = slice(round(0.01 * RATE), round(0.7 * RATE))  # beside the fades
    begins = []
    for dream in dreams:
        begin, level = place(left, dream[inside])
        begins.append(begin)
        assert level == pytest.approx(LEVEL * LEFT_OF_FIRST, rel=0.02)
    assert begins == sorted(begins), "the oldest is first"
    # A busy machine loses periods: fewer frames than time. Dreams that did not wait would be within a few.
    assert np.diff(begins).min() >= 0.95 * RATE, "the least time between two starts"
    assert np.abs(right).max() < np.abs(left).max()


def test_panic_is_told_and_fades_in_20_ms_without_a_click(stage):
    jack, daemon, sc, folder = stage
    with recorder(jack, sc) as quiet:
        quiet.hear(1)  # the dreams before have ended
    path = folder / "long.wav"
    soundfile.write(path, 0.5 * np.sin(2 * np.pi * 200 * np.arange(8 * RATE) / RATE), RATE, subtype="FLOAT")
    with recorder(jack, sc) as recording:
        daemon.send(sc.port, "/dream/ready", 9, str(path), 8.0)
        recording.hear(1.5)
        daemon.send(sc.port, "/test/panic")
        for _ in range(3):  # a packet may be lost
            assert daemon.wait_for("/dream/panic") == []
        recording.hear(0.5)
        left, _ = recording.sound()
    sounding = np.flatnonzero(np.abs(left) > 1e-4)
    assert len(sounding) > RATE and sounding[-1] < len(left) - 0.3 * RATE
    level = 0.5 * LEVEL * LEFT_OF_FIRST
    last_full = np.flatnonzero(np.abs(left) > 0.97 * level)[-1]
    assert 0.005 * RATE < sounding[-1] - last_full < 0.03 * RATE
    assert np.abs(np.diff(left)).max() < 1.2 * level * 2 * np.pi * 200 / RATE  # no step steeper than the tone itself


def test_any_sound_follows_the_gain_of_a_loop(stage):
    jack, daemon, sc, _ = stage
    daemon.send(sc.port, "/test/drone", 2)
    sc.wait_for("drone")
    with recorder(jack, sc) as recording:
        daemon.send(sc.port, "/dream/gains", 0.1, 0.2, 0.625, 0.3)
        recording.hear(0.5)
        _, right = recording.sound()
    daemon.send(sc.port, "/test/end")
    assert right[-1] == pytest.approx(0.625)


def levels(sound):
    """The mean of each tenth of a second."""
    return sound[: len(sound) // 4800 * 4800].reshape(-1, 4800).mean(axis=1)


@pytest.mark.parametrize("way", ["panic", "terminated", "killed", "smaller bank"])
def test_no_gain_stays_behind(stage, way):
    """A panic without a daemon, a daemon that ends, one that is killed, and a bank with fewer loops."""
    jack, daemon, sc, _ = stage
    daemon.send(sc.port, "/test/drone", 2)
    sc.wait_for("drone")
    with recorder(jack, sc) as recording:
        recording.hear(0.5, lambda: daemon.send(sc.port, "/dream/gains", 0.1, 0.2, 0.625, 0.3))
        at = recording.frames
        if way == "smaller bank":
            recording.hear(2.0, lambda: daemon.send(sc.port, "/dream/gains", 0.1, 0.2))
        elif way != "killed":
            daemon.send(sc.port, "/test/panic" if way == "panic" else "/dream/terminated")
        recording.hear(0.5 if way == "smaller bank" else 2.5)
        _, right = recording.sound()
    daemon.send(sc.port, "/test/end")
    heard = right[: len(right) // 4800 * 4800].reshape(-1, 4800).mean(axis=1)  # tenths of a second
    assert heard.max() == pytest.approx(0.625, abs=1e-3)
    assert heard[-1] == pytest.approx(0.0, abs=1e-6)
    if way == "killed":
        full_s = 0.1 * np.count_nonzero(heard > 0.6)
        assert full_s >= 0.9, "a daemon that is late for less than a second changes nothing"
    else:
        assert np.count_nonzero(right[at:] > 0.6) < 0.7 * RATE, "at once, not after a second"


def test_a_dream_whose_file_is_being_read_does_not_survive_a_panic(stage):
    """Asked for and given up in one breath: the file was still on its way into memory."""
    jack, daemon, sc, folder = stage
    path = folder / "late.wav"
    soundfile.write(path, noise(20.0, 7), RATE, subtype="FLOAT")
    with recorder(jack, sc) as recording:
        daemon.send(sc.port, "/dream/ready", 11, str(path), 20.0)
        daemon.send(sc.port, "/test/panic")
        recording.hear(2.5)
        left, _ = recording.sound()
    assert len(left) > RATE and np.abs(left).max() < 1e-4


def test_after_cmd_period_dreams_and_gains_are_heard_again(stage):
    """It frees every OSCdef and stops every clock: the daemon was not heard for the rest of the show."""
    jack, daemon, sc, folder = stage
    path = folder / "before.wav"
    soundfile.write(path, noise(20.0, 5), RATE, subtype="FLOAT")
    after = noise(0.8, 6)
    soundfile.write(folder / "after.wav", after, RATE, subtype="FLOAT")
    with recorder(jack, sc) as recording:
        for number in range(3):  # two sound, one waits
            daemon.send(sc.port, "/dream/ready", 20 + number, str(path), 20.0)
        deadline = time.monotonic() + 60
        recording.hear(0.5)
        while np.abs(recording.sound()[0]).max() < 0.01 and time.monotonic() < deadline:
            recording.hear(0.05)
        daemon.send(sc.port, "/test/cmd_period")
        sc.wait_for("stopped")
        daemon.send(sc.port, "/dream/ready", 23, str(folder / "after.wav"), 0.8)
        recording.hear(4)
        left, _ = recording.sound()
    begin, level = place(left, after[round(0.01 * RATE) : round(0.7 * RATE)])
    assert level == pytest.approx(LEVEL * LEFT_OF_FIRST, rel=0.02)
    assert np.abs(left[begin + RATE :]).max() < 1e-4, "nothing of before sounds on"


def test_the_loops_can_be_unmuted(stage):
    _, daemon, sc, _ = stage
    daemon.send(sc.port, "/test/unmute")
    assert daemon.wait_for("/dream/unmute") == []


def test_functions_are_called_with_what_is_told(stage):
    _, daemon, sc, _ = stage
    daemon.send(sc.port, "/dream/sounding", 17)
    sc.wait_for("sounding 17")


def test_the_example_runs_as_it_is(tmp_path):
    """Its block and the lines below it, only with other ports: a dream sounds, and the drone swells."""
    text = (FUNCTIONS / "example.scd").read_text(encoding="utf-8")
    block, lines = text[text.index("\n(\n") :].split("\n)\n", 1)
    with JackServer(tmp_path, period=256) as jack, OscPeer() as daemon:
        (tmp_path / "live_daemon.scd").write_text((FUNCTIONS / "live_daemon.scd").read_text(encoding="utf-8"))
        example = tmp_path / "example.scd"
        code = f'"{example}".load; OSCdef(\\line, {{ |m| m[1].asString.interpret }}, "/test/line", recvPort: LISTEN);'
        sc = SuperCollider(jack.environment, tmp_path, code + '"test: ready".postln;')
        start = f'~ldStart.("127.0.0.1", {daemon.port}, {sc.port})'
        example.write_text(f"{block}\n)\n".replace("~ldStart.()", start))
        with sc:
            sc.wait_for("ready")
            time.sleep(1)
            dream = tmp_path / "dream.wav"
            soundfile.write(dream, noise(0.5, 4), RATE, subtype="FLOAT")
            with recorder(jack, sc) as recording:
                recording.hear(1, lambda: daemon.send(sc.port, "/dream/gains", 1.0, 0.0, 0.0, 0.0))
                swelled = recording.sound().copy()
                daemon.send(sc.port, "/dream/ready", 1, str(dream), 0.5)
                recording.hear(1.5)
                left = recording.sound()[0]
            for line in lines.strip().splitlines():
                daemon.send(sc.port, "/test/line", line.split("//")[0].strip())
            assert daemon.wait_for("/dream/seed/live") == [5.0]
            assert daemon.wait_for("/dream/loop/gain") == [0, pytest.approx(0.3)]
            assert daemon.wait_for("/dream/panic") == []
            assert "dream 1: 0.5 s" in sc.log.read_text()
    drone = swelled[0, -round(0.5 * RATE) :]
    spectrum = np.abs(np.fft.rfft(drone * np.hanning(len(drone))))
    assert np.argmax(spectrum) * RATE / len(drone) == pytest.approx(82.41, abs=2)
    assert np.abs(drone).max() == pytest.approx(0.1, rel=0.1)
    begin, level = place(left, noise(0.5, 4)[480:20000])
    assert begin > RATE * 0.5 and level == pytest.approx(0.6 * LEFT_OF_FIRST, rel=0.05)


def test_a_take_becomes_a_dream_that_supercollider_plays(tmp_path):
    """The real daemon: a recording into its folder, the dream's file out of SuperCollider, sample by sample."""
    with JackServer(tmp_path, period=256) as jack:
        daemon_folder = tmp_path / "daemon"
        daemon_folder.mkdir()
        code = CODE + (f'~ldSet.(4, 0.5, {LEVEL}); ~ldStart.("127.0.0.1", 1, LISTEN); "test: ready".postln;')
        with SuperCollider(jack.environment, tmp_path, code) as sc:
            sc.wait_for("ready")
            with Daemon(daemon_folder, "voices.max=0", receivers=[sc.port]) as daemon, recorder(jack, sc) as recording:
                soundfile.write(tmp_path / "take.wav", plucked([82.4, 123.5, 164.8]), RATE)
                (tmp_path / "take.wav").rename(daemon.recordings / "take.wav")
                _, path, seconds = daemon.wait_for("/dream/ready", timeout=60)
                recording.hear(seconds + 1.5)
                left, _ = recording.sound()
    dream = soundfile.read(path, dtype="float32", always_2d=True)[0][:, 0]
    inside = dream[round(0.05 * RATE) : round(1.5 * RATE)]
    begin, level = place(left, inside)
    heard = left[begin : begin + len(inside)]
    assert level == pytest.approx(LEVEL * LEFT_OF_FIRST, rel=0.05)
    assert np.sqrt(np.mean((heard - level * inside) ** 2)) < 0.02 * np.sqrt(np.mean(heard**2))
