"""The Pd twin, run by Pure Data itself on JACK's dummy server, against a peer that speaks as the daemon does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from live_daemon.osc.addresses import INCOMING, OUTGOING, STATE, check_incoming
from support.jack import JackServer, needs_jack
from support.jack_recorder import JackRecorder
from support.osc_peer import OscPeer
from support.pd import PureData, needs_pd
from support.ports import free_port

pytestmark = [pytest.mark.jack, pytest.mark.pd, needs_jack, needs_pd]

RATE = 48000
LEVEL = 0.7
PANS = np.array([[0.9, 0.44], [0.44, 0.9]])  # of voices 0 and 1: left, right

Sound = npt.NDArray[np.float32]


@dataclass
class Stage:
    jack: JackServer
    pd: PureData
    daemon: OscPeer
    pd_port: int
    marker: int = 0

    def says(self, address: str, *arguments: object) -> None:
        self.daemon.send(self.pd_port, address, *arguments)

    def catch_up(self) -> None:
        """Wait until Pd has heard everything that the daemon has said so far."""
        self.marker += 1
        self.says("/dream/gains", self.marker / 1024)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            self.pd.send("ld-config", "report")
            if [float(word) for word in self.pd.wait_for("gains")[1:]] == [pytest.approx(self.marker / 1024, rel=1e-4)]:
                return
        pytest.fail("Pd does not hear OSC")

    def recorder(self, *outputs: int) -> JackRecorder:
        return JackRecorder(self.jack.environment, [f"{self.pd.name}:output_{number}" for number in outputs])


@pytest.fixture
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Made anew for each test: voices, loops and settings of another one would stay in its Pd."""
    folder = tmp_path_factory.mktemp("pd")
    with JackServer(folder, period=256) as jack, OscPeer() as daemon, PureData(jack.environment, folder) as pd:
        stage = Stage(jack, pd, daemon, free_port())
        pd.send("ld-config", "connect", "127.0.0.1", daemon.port)
        pd.send("ld-config", "listen", stage.pd_port)
        pd.send("ld-level", LEVEL)
        pd.send("/dream/ping", 1)
        daemon.wait_for("/dream/ping")
        stage.catch_up()  # it hears, too
        yield stage


def write(path: Path, sound: npt.ArrayLike) -> Path:
    soundfile.write(path, np.asarray(sound, dtype=np.float32), RATE, subtype="FLOAT")
    return path


def noise(seconds: float) -> Sound:
    sound = np.random.default_rng(7).uniform(-0.5, 0.5, int(seconds * RATE)).astype(np.float32)
    sound[0] = 0.25  # a first sample that is certainly heard
    return sound


def tone(frequency: float, seconds: float) -> Sound:
    return np.cos(2 * np.pi * frequency * np.arange(int(seconds * RATE)) / RATE).astype(np.float32)


def start_of(sound: Sound, wanted: Sound) -> int:
    """Where `wanted` begins in `sound`: both begin with a sample that is not zero, silence before."""
    return int(np.flatnonzero(sound)[0]) - int(np.flatnonzero(wanted)[0])


def take(stage: Stage, played: Path) -> Path:
    stage.pd.wait_for("recording")
    stage.pd.send("ld-play", "file", played)
    stage.pd.wait_for("played")
    stage.pd.send("ld-record", "stop")
    return Path(stage.pd.wait_for("take")[1])


def test_a_take_is_what_was_played_and_asks_for_a_dream(stage: Stage, tmp_path: Path) -> None:
    performance = noise(0.5)
    played = write(tmp_path / "performance.wav", performance)
    stage.pd.send("ld-config", "folder", tmp_path)
    stage.pd.send("ld-record", "start")
    path = take(stage, played)
    assert path.parent == tmp_path and path.name.startswith("take-")
    assert stage.daemon.wait_for("/dream/seed") == [str(path)]
    sound, rate = soundfile.read(path, dtype="float32")
    begin = start_of(sound, performance)
    assert rate == RATE
    np.testing.assert_array_equal(sound[begin : begin + len(performance)], performance)
    assert not sound[begin + len(performance) :].any()


def test_a_take_through_jack_is_sample_exact(stage: Stage, tmp_path: Path) -> None:
    """Output 3 into input 1: the take holds the rehearsal and, whole samples later, the same once more."""
    performance = noise(0.5)
    played = write(tmp_path / "performance.wav", performance)
    cord = (f"{stage.pd.name}:output_3", f"{stage.pd.name}:input_1")
    stage.jack.connect(*cord)
    stage.pd.send("ld-record", "start", tmp_path / "through jack.wav")
    take(stage, played)
    stage.jack.disconnect(*cord)
    assert stage.daemon.wait_for("/dream/seed") == [str(tmp_path / "through jack.wav")]
    sound, _ = soundfile.read(tmp_path / "through jack.wav", dtype="float32")
    begin = start_of(sound, performance)
    late = sound[begin:].copy()
    late[: len(performance)] -= performance
    delay = int(np.flatnonzero(np.abs(late) > 1e-6)[0])
    assert 0 < delay < RATE / 10
    expected = np.zeros(len(late), np.float32)
    kept = expected[delay : delay + len(performance)]
    kept += performance[: len(kept)]
    np.testing.assert_allclose(late, expected, atol=1e-7)


def test_a_take_never_replaces_an_older_one(stage: Stage, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"take-{number:03d}.wav").write_bytes(b"an older take")
    stage.pd.send("ld-config", "folder", tmp_path)
    stage.pd.send("ld-record", "start")
    path = Path(stage.pd.wait_for("recording")[1])
    stage.pd.send("ld-record", "stop")
    stage.pd.wait_for("take")
    assert int(path.stem.removeprefix("take-")) > 2
    assert (tmp_path / "take-001.wav").read_bytes() == b"an older take"
    stage.daemon.wait_for("/dream/seed")


def test_two_dreams_at_once_start_a_stagger_apart(stage: Stage, tmp_path: Path) -> None:
    stagger_s, dreams = 0.4, (tone(440, 0.7), tone(1000, 0.7))
    stage.pd.send("ld-config", "stagger", stagger_s)
    with stage.recorder(1, 2) as recorder:
        for number, dream in enumerate(dreams):
            path = write(tmp_path / f"dream {number}.wav", dream)
            stage.says("/dream/ready", number, str(path), len(dream) / RATE)
        assert [stage.pd.wait_for("voice")[2] for _ in dreams] == ["0", "1"]
        for _ in dreams:
            stage.pd.wait_for("silent")
        heard = recorder.sound()
    # The two voices lie at known places between left and right: undo the panning and each is heard alone.
    alone = np.linalg.solve(PANS.T * LEVEL, heard.astype(np.float64))
    onsets = [int(np.flatnonzero(np.abs(voice) > 1e-4)[0]) for voice in alone]
    assert abs((onsets[1] - onsets[0]) / RATE - stagger_s) < 0.02
    for voice, dream, onset in zip(alone, dreams, onsets, strict=True):
        inside = slice(RATE // 10, len(dream) - RATE // 5)  # between the fades
        lag = int(
            np.argmax([np.dot(voice[onset + k : onset + k + RATE // 2], dream[: RATE // 2]) for k in range(-20, 20)])
        )
        begin = onset + lag - 20
        np.testing.assert_allclose(voice[begin : begin + len(dream)][inside], dream[inside], atol=1e-5)


def test_no_more_than_four_dreams_sound_at_once_and_all_get_their_turn(stage: Stage, tmp_path: Path) -> None:
    path = write(tmp_path / "dream.wav", tone(300, 1.2))
    stage.pd.send("ld-config", "stagger", 0.05)
    for number in range(6):
        stage.says("/dream/ready", number, str(path), 1.2)
    sounding, most, begun, ended = 0, 0, [], 0
    while ended < 6:
        report = stage.pd.wait_for()
        if report[0] == "voice":
            begun.append(int(report[2]))
            sounding += 1
        elif report[0] == "silent":
            ended += 1
            sounding -= 1
        most = max(most, sounding)
    assert begun == [0, 1, 2, 3, 4, 5]  # the oldest first
    assert most == 4


def test_a_dream_that_cannot_be_opened_gives_its_voice_back(stage: Stage, tmp_path: Path) -> None:
    stage.pd.send("ld-config", "stagger", 0.05)
    stage.says("/dream/ready", 1, str(tmp_path / "nowhere.wav"), 60.0)
    assert stage.pd.wait_for("voice")[2] == "1"
    stage.pd.wait_for("silent")


def test_panic_fades_what_sounds_and_forgets_what_waits(stage: Stage, tmp_path: Path) -> None:
    path = write(tmp_path / "long.wav", tone(500, 6))
    stage.pd.send("ld-config", "stagger", 0.6)
    with stage.recorder(1) as recorder:
        for number in range(2):
            stage.says("/dream/ready", number, str(path), 6.0)
        stage.pd.wait_for("voice")
        recorder.hear(0.3)
        stage.pd.send("/dream/panic")
        assert stage.daemon.wait_for("/dream/panic") == []
        stage.pd.wait_for("silent")
        recorder.hear(0.7)  # longer than the stagger: the second dream would have begun
        heard = recorder.sound()[0]
    sounding = np.abs(heard).reshape(-1, 64).max(axis=1) > 0.5 * LEVEL * 0.9
    fade_begins = 64 * int(np.flatnonzero(sounding)[-1])
    last = int(np.flatnonzero(heard)[-1])
    assert (last - fade_begins) / RATE < 0.03
    assert last < len(heard) - RATE // 2
    # No click: the fade moves the sound no faster than the tone itself moves.
    steepest = LEVEL * 0.9 * 2 * np.pi * 500 / RATE
    assert np.abs(np.diff(heard[fade_begins - RATE // 10 :])).max() < 1.1 * steepest


def test_gains_arrive_in_order(stage: Stage) -> None:
    gains = [0.25, 0.5, 1.0, 0.0]
    stage.says("/dream/gains", *gains)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        stage.pd.send("ld-config", "report")
        if [float(word) for word in stage.pd.wait_for("gains")[1:]] == gains:
            return
    pytest.fail(f"the gains {gains} did not arrive in Pd")


EXAMPLES: dict[str, tuple[object, ...]] = {
    "/dream/seed": ("/takes/one take.wav",),
    "/dream/seed/live": (5.0,),
    "/dream/seed/noise": ("perlin",),
    "/dream/record": (1,),
    "/dream/cancel": (3,),
    "/dream/panic": (),
    "/dream/unmute": (),
    "/dream/state": (),
    "/dream/ping": (7,),
    "/dream/live/start": (),
    "/dream/live/stop": (),
    "/dream/control/manner": ("between",),
    "/dream/level/dreams": (0.25,),
    "/dream/level/loops": (0.75,),
    "/dream/model/load": ("guitar",),
    "/dream/model/list": (),
    "/dream/bank/load": ("/banks/first",),
    "/dream/bank/add": (3,),
    "/dream/loop/gain": (2, 0.5),
    "/dream/loop/mute": (2, 1),
    "/dream/loop/layer": (2, "tremolo"),
    "/dream/loop/effect": (2, "hall", 1),
    "/dream/follower/enable": (1,),
    "/dream/follower/attack_ms": (12.5,),
    "/dream/follower/release_ms": (300.0,),
    "/dream/follower/sensitivity_db": (-6.0,),
    "/dream/follower/range": (0.5,),
    "/dream/follower/gate_db": (-60.0,),
    "/dream/follower/bands": ("E2", "midi", 45),
    "/dream/follower/map": (2, 1, 0.5),
    "/dream/follower/map/auto": (2,),
    "/dream/follower/q": (30.0,),
    "/dream/control/temperature": (0.5,),
    "/dream/control/tau": (0.75,),
    "/dream/control/dropout": (0.25,),
    "/dream/control/noise": (0.125,),
    "/dream/control/noise_when_stuck": (0.25,),
    "/dream/control/energy_hold": (0.5,),
    "/dream/control/influence": (1.5,),
    "/dream/control/sampling": ("tempered",),
    "/dream/pitches": ("C3", "Eb3", 55.5),
    "/dream/control/reset": (),
}


def test_every_address_goes_out_as_the_table_wants_it(stage: Stage) -> None:
    assert EXAMPLES.keys() == INCOMING.keys()
    for address, arguments in EXAMPLES.items():
        stage.pd.send(address, *arguments)
        heard = stage.daemon.wait_for(address)
        assert check_incoming(address, heard) == arguments


def test_controls_of_the_front_reach_the_daemon(stage: Stage) -> None:
    """What the knobs send inside Pd, and what the daemon then hears."""
    stage.pd.send("ld-loop", 3)
    for control, value, address, heard in (
        ("ld-gain-3", 0.25, "/dream/loop/gain", [3, 0.25]),
        ("ld-mute-15", 1, "/dream/loop/mute", [15, 1]),
        ("ld-layer-0", 2, "/dream/loop/layer", [0, "ring"]),
        ("ld-live", "bang", "/dream/seed/live", [5]),
        ("ld-noise", "bang", "/dream/seed/noise", ["perlin"]),
        ("ld-ping", "bang", "/dream/ping", [1]),
        ("ld-bands-loops", "bang", "/dream/follower/bands", ["bank"]),
        ("ld-bands-strings", "bang", "/dream/follower/bands", ["E2", "A2", "D3", "G3", "B3", "E4"]),
        ("ld-map-auto", "bang", "/dream/follower/map/auto", [3]),
        ("ld-map-set", "bang", "/dream/follower/map", [3, 0, 1]),
        ("ld-sampling", 2, "/dream/control/sampling", ["tempered"]),
        ("ld-pitches-auto", "bang", "/dream/pitches", ["auto"]),
    ):
        stage.pd.send(control, value)
        assert stage.daemon.wait_for(address) == heard


def test_buttons_name_the_dream_they_concern(stage: Stage, tmp_path: Path) -> None:
    stage.pd.send("ld-play-dreams", 0)
    stage.says("/dream/queued", 41, "/takes/a.wav", "guitar")
    stage.says("/dream/ready", 40, str(tmp_path / "none.wav"), 1.0)
    stage.catch_up()
    for button, address, number in (("ld-cancel", "/dream/cancel", 41), ("ld-keep", "/dream/bank/add", 40)):
        stage.pd.send(button, "bang")
        assert stage.daemon.wait_for(address) == [number]
    stage.pd.send("ld-play-dreams", 1)


def test_how_everything_stands_is_asked_and_shown_and_never_sent_back(stage: Stage) -> None:
    """Each control is told a value, which it must not send; by a bang it sends its value, a switch the other one."""
    stage.pd.send("ld-lamp", 0)  # whatever was said before: the daemon was away
    stage.catch_up()
    stage.says("/dream/status", "ready", "a-model", 0, 0, 0, 0.1, 4.0)
    stage.daemon.wait_for("/dream/state")
    stage.catch_up()
    before = len(stage.daemon.heard)
    told: dict[str, tuple[str, list[object]]] = {
        "ld-gain-3": ("/dream/loop/gain", [3, 0.25]),
        "ld-mute-15": ("/dream/loop/mute", [15, 1]),
        "ld-layer-7": ("/dream/loop/layer", [7, "tremolo"]),
        "ld-sampling": ("/dream/control/sampling", ["exact"]),
    }
    words = {"/dream/control/sampling", "/dream/control/manner", "/dream/pitches"}
    told |= {path: (path, [1]) for path in STATE if not path.startswith("/dream/loop/") and path not in words}
    for path, values in told.values():
        stage.says(path, *values)
    stage.says("/dream/loop/mute", 40, 1)  # a loop without a strip
    stage.says("/dream/loop/name", 3, "a loop's name", 440.0, 660.0)
    stage.says("/dream/recording", 1, 7.0)
    stage.says("/dream/control/manner", "between")  # the front has buttons for it, which keep nothing
    stage.catch_up()
    assert len(stage.daemon.heard) == before
    stage.says("/dream/pitches", "C3 E3 51.5")
    stage.catch_up()
    stage.pd.send("/dream/pitches-set", "bang")
    assert stage.daemon.wait_for("/dream/pitches") == ["C3", "E3", 51.5]
    stage.pd.send("/dream/record-set", "bang")  # a switch that is on sends 0
    assert stage.daemon.wait_for("/dream/record") == [0]
    for control, (path, values) in told.items():
        stage.pd.send(f"{control}-set", "bang")
        said = [*values[:-1], 0] if path in ("/dream/loop/mute", "/dream/follower/enable") else values
        wanted = [value if isinstance(value, str) else pytest.approx(value, rel=1e-3) for value in said]
        assert stage.daemon.wait_for(path) == wanted, control


def test_pd_says_nothing_against_any_message_of_the_daemon(stage: Stage) -> None:
    """Every outgoing address of the table, with arguments of its types: no error line in Pd's log."""
    samples = {"i": 1, "f": 0.5, "s": "a word", "a": 7}
    for address, row in OUTGOING.items():
        if address != "/dream/ready":
            stage.says(address, *(samples[argument.type] for argument in row.arguments))
    stage.catch_up()
    stage.pd.send("ld-model-number", 0)
    stage.pd.send("ld-model-load", "bang")
    assert stage.daemon.wait_for("/dream/model/load") == ["a word"]
    errors = [line for line in stage.pd.log.read_text().splitlines() if "error" in line and "nowhere.wav" not in line]
    assert errors == []
