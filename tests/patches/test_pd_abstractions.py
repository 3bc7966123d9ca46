"""The abstractions of the Pd twin alone, run by Pure Data on JACK's dummy server: what goes in, what comes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from support.jack import JackServer, needs_jack
from support.jack_recorder import JackRecorder
from support.osc_peer import OscPeer
from support.pd import PATCHES, PureData, needs_pd
from support.ports import free_port

pytestmark = [pytest.mark.jack, pytest.mark.pd, needs_jack, needs_pd]

RATE = 48000
Sound = npt.NDArray[np.float32]

# Two loops, a gain and a recorder, between receives of their own; the remote control comes from the main patch.
# What is queued is reported: so a test knows how far Pd has heard.
BENCH = """#N canvas 0 0 900 500 12;
#X obj 20 20 r bench-loop;
#X obj 20 60 ld.loop~ 1;
#X obj 20 120 dac~ 3;
#X obj 220 60 ld.follow~ 0;
#X obj 220 120 dac~ 4;
#X obj 420 20 r bench-record;
#X obj 420 60 ld.record~;
#X obj 420 120 list prepend done;
#X obj 420 150 list trim;
#X obj 420 180 s ld-report;
#X obj 620 20 adc~ 1;
#X obj 620 120 list prepend says;
#X obj 20 180 r /dream/queued;
#X obj 20 210 list prepend heard;
#X connect 0 0 1 0;
#X connect 1 0 2 0;
#X connect 3 0 4 0;
#X connect 5 0 6 1;
#X connect 6 0 7 0;
#X connect 7 0 8 0;
#X connect 8 0 9 0;
#X connect 10 0 6 0;
#X connect 6 3 11 0;
#X connect 11 0 8 0;
#X connect 12 0 13 0;
#X connect 13 0 8 0;
"""


@dataclass
class Bench:
    jack: JackServer
    pd: PureData
    daemon: OscPeer
    port: int
    said: int = 0

    def says(self, address: str, *arguments: object) -> None:
        """The daemon says something; return when Pd has heard it: what came after it is reported."""
        self.said += 1
        self.daemon.send(self.port, address, *arguments)
        self.daemon.send(self.port, "/dream/queued", self.said, "x", "y")
        self.pd.wait_for("heard", str(self.said))

    def keeps_saying(self, recorder: JackRecorder, seconds: float, address: str, *arguments: object) -> None:
        """As the daemon says its gains: again and again, while so much is recorded."""
        self.says(address, *arguments)
        recorder.hear(seconds, lambda: self.daemon.send(self.port, address, *arguments))
        self.says(address, *arguments)

    def recorder(self, *outputs: int) -> JackRecorder:
        return JackRecorder(self.jack.environment, [f"{self.pd.name}:output_{number}" for number in outputs])


@pytest.fixture
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """Made anew for each test: gains, mutes and takes of another one would stay in its Pd."""
    folder = tmp_path_factory.mktemp("bench")
    patch = folder / "bench.pd"
    patch.write_text(BENCH)
    with (
        JackServer(folder, period=256) as jack,
        OscPeer() as daemon,
        PureData({**jack.environment, "HOME": str(folder)}, folder, PATCHES / "live_daemon.pd", before=[patch]) as pd,
    ):
        port = free_port()
        pd.send("ld-config", "connect", "127.0.0.1", daemon.port)
        pd.send("ld-config", "listen", port)
        pd.send("/dream/ping", 1)
        daemon.wait_for("/dream/ping")
        yield Bench(jack, pd, daemon, port)


def noise(seconds: float, seed: int = 1) -> Sound:
    return np.random.default_rng(seed).uniform(-0.5, 0.5, round(seconds * RATE)).astype(np.float32)


def steady(sound: Sound) -> float:
    """The value of a signal that does not move, from its middle."""
    middle = sound[len(sound) // 3 :]
    assert np.ptp(middle) < 1e-6
    return float(middle[-1])


def test_a_gain_comes_out_as_a_smooth_signal_and_ends_with_its_loop(bench: Bench) -> None:
    with bench.recorder(4) as recorder:
        bench.says("/dream/gains", 0.75, 0.5)
        recorder.hear(0.3)
        sound = recorder.sound()[0]
        assert steady(sound[-RATE // 10 :]) == pytest.approx(0.75, abs=1e-5)
        assert np.abs(np.diff(sound)).max() < 0.75 / (0.019 * RATE)  # 20 ms from one gain to the next
        bench.says("/dream/bank/ready", "", 0)
        recorder.hear(0.2)
        assert steady(recorder.sound()[0][-RATE // 10 :]) == 0


def test_a_loop_repeats_its_file_sample_by_sample_at_the_gain_of_its_number(bench: Bench, tmp_path: Path) -> None:
    """0.4 s of noise, round and round: each sample equals the one a length before, and the file's times the gain."""
    dream = noise(0.4)
    path = tmp_path / "a dream.wav"
    soundfile.write(path, dream, RATE, subtype="FLOAT")
    bench.pd.send("bench-loop", "open", path)
    with bench.recorder(3) as recorder:
        recorder.hear(0.3)
        assert not recorder.sound().any()  # silent until its pitch is heard
        bench.keeps_saying(recorder, 1.2, "/dream/gains", 1.0, 0.5)
        sound = recorder.sound()[0]
        recent = sound[-RATE:]
        length = len(dream)
        np.testing.assert_allclose(recent[length : 2 * length], recent[:length], atol=1e-6)
        turn = int(np.argmax(np.correlate(np.concatenate([dream, dream]), recent[:4000], "valid")))
        np.testing.assert_allclose(recent[:length], 0.5 * np.roll(dream, -turn), atol=1e-5)
        bench.pd.send("bench-loop", "gain", 0.25)
        bench.keeps_saying(recorder, 0.3, "/dream/gains", 1.0, 0.5)
        assert np.abs(recorder.sound()[0][-RATE // 10 :]).max() > 0.6 * np.abs(dream).max()  # 0.5 and 0.25
        bench.pd.send("bench-loop", "mute", 1)
        recorder.hear(0.3)
        assert not recorder.sound()[0][-RATE // 20 :].any()
        bench.pd.send("bench-loop", "mute", 0)
        bench.pd.send("bench-loop", "gain", 0)
        bench.pd.send("bench-loop", "loop", 0)  # now the gain of loop 0
        bench.says("/dream/gains", 0.0, 0.5)
        recorder.hear(0.3)
        assert not recorder.sound()[0][-RATE // 20 :].any()


@pytest.mark.parametrize("way", ["panic", "terminated", "killed"])
def test_no_gain_stays_behind(bench: Bench, way: str) -> None:
    """A panic while no daemon is there, a daemon that ends, one that is killed and says nothing any more."""
    with bench.recorder(4) as recorder:
        bench.keeps_saying(recorder, 0.3, "/dream/gains", 0.75, 0.5)
        assert recorder.sound()[0][-RATE // 50 :].max() == pytest.approx(0.75, abs=1e-5)
        at = recorder.frames
        if way == "panic":
            bench.pd.send("/dream/panic", "bang")
        elif way == "terminated":
            bench.says("/dream/terminated")
        recorder.hear(2.5 if way == "killed" else 1.4)
        sound = recorder.sound()[0]
    assert not sound[-RATE // 10 :].any()
    assert np.count_nonzero(sound > 0.74) / RATE > 0.9 or way != "killed", "for a second it may be late"
    assert np.count_nonzero(sound[at:] > 0.74) / RATE < 0.7 or way == "killed", "at once, not after a second"


def test_a_panic_mutes_a_loop_until_it_is_unmuted(bench: Bench, tmp_path: Path) -> None:
    """Its own gain does not bring it back, nor do the daemon's."""
    path = tmp_path / "a dream.wav"
    soundfile.write(path, noise(0.4), RATE, subtype="FLOAT")
    bench.pd.send("bench-loop", "open", path)
    bench.pd.send("bench-loop", "gain", 0.5)
    bench.pd.send("bench-loop", "mute", 0)
    with bench.recorder(3) as recorder:
        bench.keeps_saying(recorder, 0.5, "/dream/gains", 0.0, 0.5)
        assert recorder.sound()[0][-RATE // 20 :].any()
        bench.pd.send("/dream/panic", "bang")
        bench.keeps_saying(recorder, 0.5, "/dream/gains", 0.0, 0.5)
        bench.pd.send("bench-loop", "gain", 0.6)
        bench.keeps_saying(recorder, 0.2, "/dream/gains", 0.0, 0.5)
        assert not recorder.sound()[0][-RATE // 4 :].any()
        for unmute in (("bench-loop", "mute", 0), ("/dream/unmute", "bang")):
            bench.pd.send("/dream/panic", "bang")
            bench.pd.send(*unmute)
            bench.keeps_saying(recorder, 0.3, "/dream/gains", 0.0, 0.0)
            assert recorder.sound()[0][-RATE // 20 :].any()
    bench.pd.send("bench-loop", "gain", 0)


def test_a_series_of_takes_goes_on_until_stop_and_asks_for_dreams(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "take-001.wav").write_bytes(b"an older take")
    bench.pd.send("bench-record", "folder", tmp_path / "nowhere")
    assert bench.pd.wait_for("says")[1:] == ["no", "such", "folder"]
    bench.pd.send("bench-record", "folder", tmp_path)
    bench.pd.send("bench-record", "dream", 1)
    bench.pd.send("bench-record", "every", 0.4)
    bench.pd.send("bench-record", 1)
    takes = [Path(bench.pd.wait_for("done")[1]) for _ in range(3)]
    bench.pd.send("bench-record", 0)
    assert [take.name for take in takes] == ["take-002.wav", "take-003.wav", "take-004.wav"]
    assert [bench.daemon.wait_for("/dream/seed") for _ in takes] == [[str(take)] for take in takes]
    for take in takes:
        assert soundfile.info(take).duration == pytest.approx(0.4, abs=0.02)
    with bench.recorder(3) as recorder:
        recorder.hear(1.0)  # longer than a take and the pause
        count = len(list(tmp_path.glob("take-*.wav")))
        assert count <= 5  # the one that stop ended, perhaps
        recorder.hear(0.6)
    assert len(list(tmp_path.glob("take-*.wav"))) == count
    assert (tmp_path / "take-001.wav").read_bytes() == b"an older take"


def test_no_more_dreams_sound_than_are_allowed(bench: Bench, tmp_path: Path) -> None:
    """The front of the main patch has no control for it, the piece has: the message to ld.dreams~ is the same."""
    path = tmp_path / "dream.wav"
    soundfile.write(path, noise(0.5), RATE, subtype="FLOAT")
    patch = tmp_path / "two.pd"
    patch.write_text(
        "#N canvas 0 0 300 200 12;\n#X obj 20 20 r bench-dreams;\n#X obj 20 60 ld.dreams~;\n#X connect 0 0 1 0;\n"
    )
    bench.pd.send("pd", "open", patch.name, patch.parent)
    for words in (("voices", 2), ("stagger", 0.05), *((number, str(path), 0.5) for number in range(5))):
        bench.pd.send("bench-dreams", *words)
    sounding, most, ended = 0, 0, 0
    while ended < 5:
        report = bench.pd.wait_for()
        sounding += {"voice": 1, "silent": -1}.get(report[0], 0)
        ended += report[0] == "silent"
        most = max(most, sounding)
    assert most == 2
    bench.pd.send("pd-two.pd", "menuclose", 1)
