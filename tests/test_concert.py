"""A small concert: Pd is the host, JACK the sound card, the daemon the real one. What is measured was recorded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from support.daemon import Daemon
from support.jack import JackServer, needs_jack
from support.jack_recorder import JackRecorder
from support.pd import PureData, free_port, needs_pd
from support.plucks import plucked

pytestmark = [pytest.mark.jack, pytest.mark.pd, needs_jack, needs_pd]

RATE = 48_000
LINE = [82.4, 123.5, 164.8, 196.0, 246.9, 196.0, 164.8, 123.5]


def write(path: Path, sound: np.ndarray) -> Path:
    soundfile.write(path, np.asarray(sound, np.float32), RATE, subtype="FLOAT")
    return path


def rms(sound: np.ndarray, step: int) -> np.ndarray:
    """Level in pieces of `step` samples."""
    whole = sound[: len(sound) // step * step].astype(np.float64)
    return np.sqrt(np.mean(whole.reshape(-1, step) ** 2, axis=1))


def test_a_take_from_pd_becomes_a_dream_in_pd_and_a_loop_that_its_pitch_calls(tmp_path: Path) -> None:
    pd_port = free_port()
    phrase = np.concatenate([plucked(LINE), np.zeros(RATE // 4, np.float32)])
    with (
        JackServer(tmp_path, period=64) as jack,
        Daemon(
            tmp_path,
            "audio.device=JACK:system",
            "voices.max=0",  # Pd plays the dreams; what comes out of the daemon is its loops alone
            receivers=[pd_port],
            environment=jack.environment,
        ) as daemon,
        PureData(jack.environment, tmp_path) as pd,
    ):
        # 1) connect Pd's performer to the daemon, and a recorder to what the daemon sounds and to what it hears
        daemon.wait_for("/dream/status", timeout=30, first="ready")
        for channel in (0, 1):
            jack.connect(f"{pd.name}:output_3", f"live-daemon:in_{channel}")
        pd.send("ld-config", "connect", "127.0.0.1", daemon.port)
        pd.send("ld-config", "listen", pd_port)
        pd.send("ld-config", "folder", daemon.recordings)

        # 2) the performer plays a phrase; Pd records the take into the watched folder and asks for a dream
        pd.send("ld-record", "start")
        pd.wait_for("recording")
        pd.send("ld-play", "file", write(tmp_path / "phrase.wav", phrase))
        pd.wait_for("played")
        pd.send("ld-record", "stop")
        take = Path(pd.wait_for("take")[1])
        number, recording, _ = daemon.wait_for("/dream/queued")
        assert Path(recording) == take
        sound, _ = soundfile.read(take, dtype="float32")
        begin = int(np.flatnonzero(sound)[0]) - int(np.flatnonzero(phrase)[0])
        np.testing.assert_array_equal(sound[begin : begin + len(phrase)], phrase)  # sample-exact

        # 3) the dream comes back, once, and Pd plays it
        assert daemon.wait_for("/dream/ready")[0] == number
        assert pd.wait_for("voice")[2] == str(number)
        daemon.wait_for("/dream/bank/ready")
        assert sum(address == "/dream/queued" for address, _ in daemon.heard) == 1

        # 4) the performer plays again: the loop swells with the phrase, and fades when it ends
        ports = ["live-daemon:out_0", "live-daemon:out_1", f"{pd.name}:output_3"]
        with JackRecorder(jack.environment, ports) as recorder:
            pd.send("ld-play", "file", tmp_path / "phrase.wav")
            pd.wait_for("played")
            daemon.forget()
            daemon.wait_until(lambda: not any(gain > 1e-3 for gain in daemon.gains), timeout=10)
            left, right, played = recorder.sound()
        assert daemon.log.count("is started again") == 0

    step = RATE // 10
    heard, loops = rms(played, step), rms(left + right, step)
    sounding = np.flatnonzero(played)
    first, last = sounding[0] // step, sounding[-1] // step
    assert loops[:first].max(initial=0) < 1e-4, "silent until its pitch sounds"
    assert loops[first : last + 1].max() > 3e-3
    assert loops[-1] < 0.02 * loops.max(), "it fades when the pitch ends"
    # Some tenths of a second are smoothed away: the loop has a sound of its own, and its gain a release.
    smooth = np.ones(5) / 5
    correlation = np.corrcoef(np.convolve(heard, smooth, "same"), np.convolve(loops, smooth, "same"))[0, 1]
    assert correlation > 0.7
    print(f"loops against the player: correlation {correlation:.2f}, loudest {20 * np.log10(loops.max()):.1f} dB RMS")
