"""Pd and the real daemon on one JACK server: a take comes back as a dream, a loop swells with what is played."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import scipy.signal
import soundfile

from support.daemon import Daemon
from support.jack import JackServer, needs_jack
from support.jack_recorder import JackRecorder
from support.pd import PureData, needs_pd
from support.plucks import plucked
from support.ports import free_port

pytestmark = [pytest.mark.jack, pytest.mark.pd, needs_jack, needs_pd]

RATE = 48000
LEVEL = 0.7
PANS = np.array([[0.9, 0.44], [0.44, 0.9]])  # of voices 0 and 1: left, right

Sound = npt.NDArray[np.float32]


def write(path: Path, sound: npt.ArrayLike) -> Path:
    soundfile.write(path, np.asarray(sound, dtype=np.float32), RATE, subtype="FLOAT")
    return path


def tone(frequency: float, seconds: float) -> Sound:
    return np.cos(2 * np.pi * frequency * np.arange(int(seconds * RATE)) / RATE).astype(np.float32)


def start_of(sound: Sound, wanted: Sound) -> int:
    """Where `wanted` begins in `sound`: both begin with a sample that is not zero, silence before."""
    return int(np.flatnonzero(sound)[0]) - int(np.flatnonzero(wanted)[0])


@pytest.fixture(scope="module")
def concert(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[JackServer, PureData, Daemon]]:
    """The real daemon and Pd on one JACK server; Pd's rehearsal output goes into the daemon's input."""
    folder = tmp_path_factory.mktemp("concert")
    pd_port = free_port()
    with JackServer(folder, period=256) as jack:
        daemon = Daemon(
            folder, "audio.device=JACK:system", "voices.max=0", receivers=[pd_port], environment=jack.environment
        )
        with PureData(jack.environment, folder) as pd, daemon:
            pd.send("ld-config", "connect", "127.0.0.1", daemon.port)
            pd.send("ld-config", "listen", pd_port)
            pd.send("ld-config", "folder", daemon.recordings)
            pd.send("ld-level", LEVEL)
            engine = next(port.split(":")[0] for port in jack.ports() if port.endswith(":in_0"))
            for number in range(2):
                jack.connect(f"{pd.name}:output_3", f"{engine}:in_{number}")
            yield jack, pd, daemon


def level_db(sound: Sound) -> float:
    return float(10 * np.log10(np.mean(sound.astype(np.float64) ** 2) + 1e-20))


def heard_gains(pd: PureData) -> list[float]:
    pd.send("ld-config", "report")
    return [float(word) for word in pd.wait_for("gains")[1:]]


def test_a_take_recorded_in_pd_comes_back_as_a_dream(
    concert: tuple[JackServer, PureData, Daemon], tmp_path: Path
) -> None:
    """Performer, take, watched folder, dream, Pd. Only the sound card is a dummy."""
    jack, pd, daemon = concert
    performance = plucked([110.0, 164.8, 220.0, 164.8])
    played = write(tmp_path / "performance.wav", performance)
    daemon.forget()
    before, loops = len(daemon.heard), len(daemon.gains)  # other tests may have come first
    pd.send("ld-play-dreams", 1)
    with JackRecorder(jack.environment, [f"{pd.name}:output_1"]) as recorder:
        pd.send("ld-record", "start")
        pd.send("ld-play", "file", played)
        pd.wait_for("played")
        pd.send("ld-record", "stop")
        take = pd.wait_for("take")[1]
        number, recording, _ = daemon.wait_for("/dream/queued")
        assert recording == take
        assert Path(take).parent == daemon.recordings
        _, dream, _ = daemon.wait_for("/dream/ready", first=number)
        assert pd.wait_for("voice")[2] == str(number)
        assert daemon.wait_for("/dream/bank/ready")[1] == loops + 1
        pd.wait_for("silent")
        from_pd = recorder.sound()[0]
    # One recording in the watched folder and one seed for it are one dream.
    daemon.forget()
    assert [values[1] for address, values in daemon.heard[before:] if address == "/dream/queued"] == [take]
    # The take is the performance, sample by sample.
    taken, _ = soundfile.read(take, dtype="float32")
    begin = start_of(taken, performance)
    np.testing.assert_array_equal(taken[begin : begin + len(performance)], performance)
    # Pd sounds the dream: the file, between fades, at the level and the place of the first voice.
    wanted = soundfile.read(dream, dtype="float32")[0] * np.float32(LEVEL * PANS[0, 0])
    middle = wanted[RATE // 4 : -RATE // 4]
    place = int(np.argmax(scipy.signal.correlate(from_pd, middle, "valid", "fft")))
    np.testing.assert_allclose(from_pd[place : place + len(middle)], middle, atol=1e-5)


def test_a_loop_swells_while_its_pitch_is_played_in_pd(
    concert: tuple[JackServer, PureData, Daemon], tmp_path: Path
) -> None:
    """The dream is fixed by its random seed, and so are the pitches that call it."""
    jack, pd, daemon = concert
    engine = next(port.split(":")[0] for port in jack.ports() if port.endswith(":in_0"))
    played = write(tmp_path / "performance.wav", plucked([110.0, 164.8, 220.0, 164.8]))
    seed = daemon.folder / "bank" / "performance.wav"  # not a folder that the daemon watches: one dream, as asked for
    seed.parent.mkdir(exist_ok=True)
    seed.write_bytes(played.read_bytes())
    pd.send("ld-play-dreams", 0)
    daemon.send("/dream/seed", str(seed), "", 2.0, 3)
    number = int(daemon.wait_for("/dream/bank/ready")[1]) - 1
    daemon.wait_until(lambda: len(daemon.gains) == number + 1)
    pd.send("ld-config", "report")
    with JackRecorder(jack.environment, [f"{engine}:out_0"]) as recorder:
        recorder.hear(2.5)
        quiet = recorder.sound()[0][-RATE // 2 :]
        assert heard_gains(pd)[number] == pytest.approx(0, abs=0.01)
        start = len(recorder.sound()[0])
        pd.send("ld-play", "file", played)
        gain = 0.0  # the highest of a second and a half: which note sounds at one moment, JACK's clock decides
        while len(recorder.sound()[0]) < start + 1.5 * RATE:
            gain = max(gain, heard_gains(pd)[number])
            time.sleep(0.02)
        pd.wait_for("played")
        recorder.hear(3)
        loop = recorder.sound()[0][start:]
    pd.send("ld-play-dreams", 1)
    # The loop sleeps, swells while its pitch sounds, and falls asleep again.
    assert level_db(quiet) < -80
    assert gain > 0.2  # asleep below 0.01
    loudest = max(level_db(piece) for piece in np.array_split(loop, 20))
    assert loudest > -40
    assert level_db(loop[-RATE // 4 :]) < loudest - 40
