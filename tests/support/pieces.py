"""Performs the two example pieces by script: Pd, daemon and recorder on one JACK server. The player is a file.

``python -m tests.trials pieces_picture`` draws what is measured here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.signal
import soundfile

from live_daemon.demo.etude import ETUDE_FILE
from live_inference.files.audio import read_audio
from support.daemon import Daemon
from support.jack import JackServer
from support.jack_recorder import JackRecorder
from support.osc_peer import OscPeer
from support.pd import PATCHES, PureData
from support.ports import free_port

RATE = 48000
BAR_S = 2.0
Sound = npt.NDArray[np.float32]


def bars(*numbers: int) -> Sound:
    """Bars of the etude, counted from 0, one behind the other."""
    etude = read_audio(ETUDE_FILE, RATE)
    length = round(BAR_S * RATE)
    pieces = []
    for number in numbers:
        piece = etude[number * length : (number + 1) * length].copy()
        piece[-480:] *= np.linspace(1, 0, 480, dtype=np.float32)
        pieces.append(piece)
    return np.concatenate(pieces)


@dataclass
class Hall:
    """Everything that stands on the stage, and what was heard of it."""

    pd: PureData
    daemon: Daemon
    listener: OscPeer
    recorder: JackRecorder
    folder: Path
    jack: JackServer

    def play(self, sound: Sound, name: str) -> None:
        """Let the player begin; "played" is reported at its end."""
        file = self.folder / f"{name}.wav"
        soundfile.write(file, sound, RATE, subtype="FLOAT")
        self.pd.send("ld-play", "file", file)

    def now_s(self) -> float:
        """The time in the recording."""
        return self.recorder.now_s()


@contextmanager
def hall(folder: Path, piece: str, dream_s: float) -> Iterator[Hall]:
    """The stage for a piece: output 3 of Pd, the player, goes into the daemon.

    Recorded are the player, the daemon's two outputs and Pd's two.
    """
    pd_port = free_port()
    with JackServer(folder, period=256) as jack, OscPeer() as listener:
        daemon = Daemon(
            folder,
            "audio.device=JACK:system",
            "voices.max=0",
            duration_s=dream_s,
            receivers=[pd_port, listener.port],
            environment=jack.environment,
        )
        with PureData(jack.environment, folder, PATCHES / f"{piece}.pd") as pd, daemon:
            pd.send("ld-config", "connect", "127.0.0.1", daemon.port)
            pd.send("ld-config", "listen", pd_port)
            pd.send("ld-config", "folder", daemon.recordings)
            engine = next(port.split(":")[0] for port in jack.ports() if port.endswith(":in_0"))
            for number in range(2):
                jack.connect(f"{pd.name}:output_3", f"{engine}:in_{number}")
            ports = [f"{pd.name}:output_3", f"{engine}:out_0", f"{engine}:out_1"]
            ports += [f"{pd.name}:output_1", f"{pd.name}:output_2"]
            with JackRecorder(jack.environment, ports) as recorder:
                listener.heard.clear()
                listener.clock = recorder.now_s
                yield Hall(pd, daemon, listener, recorder, folder, jack)


@dataclass
class Sympathetic:
    """What was measured of *sympathetic strings*. Times in seconds of the recording."""

    player: Sound
    answer: Sound
    sections: list[tuple[float, str]] = field(default_factory=list)
    gain_times_s: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    gains: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 0)))  # [times, loops]
    errors: list[str] = field(default_factory=list)
    pitches: list[list[tuple[float, float]]] = field(default_factory=list)  # of each loop: Hz, weight

    def between(self, begin_s: float, end_s: float) -> npt.NDArray[np.float64]:
        """The gains in a stretch of the recording."""
        inside = (self.gain_times_s >= begin_s) & (self.gain_times_s < end_s)
        return self.gains[inside]


def perform_sympathetic_strings(
    folder: Path, learnt: Sequence[int], played: Sequence[tuple[int, Sequence[int]]], dream_s: float = 3.0
) -> Sympathetic:
    """Learn a loop from each bar of ``learnt``; then, for each (number of GOs, bars), go on and play these bars."""
    with hall(folder, "sympathetic_strings", dream_s) as stage:
        pd, daemon = stage.pd, stage.daemon
        pd.send("ld-begin", "bang")
        pd.wait_for("section")
        sections = [(stage.now_s(), "0")]
        pd.send("ld-take-s", BAR_S)
        pd.send("ld-rec", 1)
        stage.play(bars(*learnt), "material")
        for _ in range(len(learnt) - 1):
            pd.wait_for("take")
        stage.recorder.hear(0.7 * BAR_S)
        pd.send("ld-rec", 0)
        pd.wait_for("take")
        pd.wait_for("played")
        while int(daemon.wait_for("/dream/bank/ready")[1]) < len(learnt):
            pass
        stage.recorder.hear(1.0)
        for number, (steps, what) in enumerate(played):
            for _ in range(steps):
                pd.send("ld-go", "bang")
                section = pd.wait_for("section")[1]
            if steps:
                sections.append((stage.now_s(), section))
            stage.play(bars(*what), f"part {number}")
            pd.wait_for("played", timeout_s=60)
        stage.recorder.hear(2.5)
        sound = stage.recorder.sound()
        heard = list(stage.listener.heard)
        gains = [(at, values) for at, address, values in heard if address == "/dream/gains" and values]
        loops = max(len(values) for _, values in gains)
        matrix = np.array([[*map(float, values), *[0.0] * (loops - len(values))] for _, values in gains])  # type: ignore[arg-type]
        return Sympathetic(
            sound[0],
            sound[1:3].sum(axis=0),
            sections,
            np.array([at for at, _ in gains]),
            matrix,
            [str(values) for _, address, values in heard if address == "/dream/error"],
            [_pitches(Path(str(values[1]))) for _, address, values in heard if address == "/dream/ready"],
        )


def _pitches(dream: Path) -> list[tuple[float, float]]:
    sidecar = json.loads(dream.with_suffix(".json").read_text())
    return list(zip(sidecar["pitches_hz"], sidecar["pitch_weights"], strict=True))


def called(player: Sound, pitches: Sequence[tuple[float, float]], release_ms: float) -> npt.NDArray[np.float64]:
    """How loud a loop's pitches sound in the playing, every millisecond: scipy's filters, not the engine's.

    A resonator of Q 20 at each pitch, rectified, held and let fall with the release's time constant, weighted.
    """
    step = RATE // 1000
    total = np.zeros(len(player) // step)
    fall = float(np.exp(-1.0 / release_ms))
    for hz, weight in pitches:
        b, a = scipy.signal.iirpeak(hz, 20.0, fs=RATE)
        band = np.abs(scipy.signal.lfilter(b, a, player.astype(np.float64)))
        peaks = band[: len(total) * step].reshape(-1, step).mean(axis=1)
        level = 0.0
        for index, peak in enumerate(peaks):
            level = max(peak, level * fall)
            total[index] += weight * level
    return total


def agreement(
    times_s: npt.NDArray[np.float64], gains: npt.NDArray[np.float64], wanted: npt.NDArray[np.float64]
) -> float:
    """Correlation of gains with what was wanted (a value each millisecond), at the best of delays up to half a second.

    A message takes a moment from the daemon to the listener, more on a busy machine.
    """
    best = -1.0
    for late_ms in range(-500, 501, 10):
        places = np.clip((1000 * times_s).astype(int) - late_ms, 0, len(wanted) - 1)
        best = max(best, float(np.corrcoef(gains, wanted[places])[0, 1]))
    return best


PANS = np.array([[0.9, 0.44], [0.44, 0.9]])  # of the voices 0 and 1 of ld.dreams~: left, right


def _found(sound: npt.NDArray[np.float64], wanted: npt.NDArray[np.float64]) -> tuple[float, int]:
    """How much of the energy of ``wanted`` is explained where it fits best into ``sound``, and where."""
    energy = np.concatenate([[0.0], np.cumsum(sound**2)])
    alike = scipy.signal.correlate(sound, wanted, "valid", "fft")
    missed = energy[len(wanted) :] - energy[: -len(wanted)] - 2 * alike
    place = int(np.argmin(missed))
    return float(-missed[place] / np.sum(wanted**2)), place


@dataclass
class Variations:
    """What was measured of *variations*."""

    player: Sound
    left: Sound
    right: Sound
    takes: list[str]
    dreams: list[Sound]
    told: list[tuple[float, str, int]]  # when, "voice" or "silent", number of the voice
    blocks_lost: int  # the server went on without one of its clients: a hole in what was heard

    def places_s(self) -> list[tuple[int, float, float]]:
        """Voice, begin and end of each dream, found in the recorded sound: not what the patch says, what is heard.

        Voices 0 and 1 lie at known places between left and right: undo the panning and each is heard alone.
        """
        alone = np.linalg.solve(PANS.T, np.stack([self.left, self.right]).astype(np.float64))
        found = []
        for dream in self.dreams:
            middle = slice(len(dream) // 4, 3 * len(dream) // 4)
            best = (0.0, 0, 0)
            for voice, sound in enumerate(alone):
                share, place = _found(sound, dream[middle].astype(np.float64))
                best = max(best, (share, voice, place))
            share, voice, place = best
            assert share > 0.9, f"a dream is not heard as it is: {share:.2f} of its energy"
            begin_s = (place - middle.start) / RATE
            found.append((voice, begin_s, begin_s + len(dream) / RATE))
        return found


def perform_variations(
    folder: Path, played: Sequence[int], takes: int, voices: int, stagger_s: float, dream_s: float = 3.0
) -> Variations:
    """Play bars while takes of one bar are recorded; wait until every dream has been played."""
    with hall(folder, "variations", dream_s) as stage:
        pd, daemon = stage.pd, stage.daemon
        for name, value in (("ld-take-s", BAR_S), ("ld-voices", voices), ("ld-stagger", stagger_s), ("ld-level", 1)):
            pd.send(name, value)
        pd.send("ld-rec", 1)
        stage.play(bars(*played), "performance")
        told: list[tuple[float, str, int]] = []
        paths: list[str] = []
        ended = 0
        while ended < takes:
            report = pd.wait_for(timeout_s=30)
            if report[0] in ("voice", "silent"):
                told.append((stage.now_s(), report[0], int(report[1])))
                ended += report[0] == "silent"
            elif report[0] == "take":
                paths.append(report[1])
            if report[0] == "recording" and len(paths) == takes - 1:
                stage.recorder.hear(0.7 * BAR_S)
                pd.send("ld-rec", 0)
        dreams = []
        for _ in range(takes):
            _, dream, _ = daemon.wait_for("/dream/ready")
            dreams.append(soundfile.read(dream, dtype="float32")[0])
        sound = stage.recorder.sound()
        return Variations(sound[0], sound[3], sound[4], paths, dreams, told, stage.jack.blocks_lost())
