"""``live-daemon demo``: performs a recording through the whole daemon, without a sound card or Max.

Takes are cut from the recording, dreams come back, loops follow the player. The supervisor and its processes run as on
stage, but a clock that this process steps replaces the sound card, and an OSC listener replaces the patch. Stage time
follows the gain messages (50 a second), and never runs faster than real time while a dream is being made: a dream
arrives as late as it would in a concert.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from live_daemon.demo.etude import ETUDE_FILE
from live_daemon.demo.host import OscHost
from live_daemon.demo.performed import Arrival, Performance
from live_daemon.demo.report import write_report
from live_daemon.install.patches import patches_folder
from live_daemon.osc.local import free_udp_port
from live_daemon.processes.supervisor import Supervisor
from live_daemon.settings import FollowerSettings, PathSettings, Settings, SettingsError, without_console_and_midi
from live_inference.command_line.locking import BusyError, alone_in
from live_inference.command_line.printable import printable
from live_inference.command_line.terminal import tell
from live_inference.files.audio import AudioFileError
from live_inference.files.dreams import atomically, write_wav
from live_inference.files.mono import middle
from live_inference.files.stereo import read_channels
from live_inference.worker.catalogue import model_fault

STEP_S = 0.05
LONGEST_S = 45.0
SHORTEST_S = 6.0
TAKE_S = 4.0
TAKE_EVERY_S = 6.5
START_TIMEOUT_S = 900.0  # a first start compiles, which may take minutes
DREAM_TIMEOUT_S = 60.0
MONITOR = 0.8
FULL_GAIN_DB = 9.0
"""Sensitivity plus the player's RMS level: with it, the loudest moments of a loop's bands just reach full gain."""


class PerformanceError(SettingsError):
    """The performance failed; the text is one line."""


@dataclass
class _Stage:
    """The messages heard so far, in stage time."""

    host: OscHost
    gains: list[float] = field(default_factory=list)
    initialized: bool = False
    model_is_ready: bool = False
    open_dreams: set[int] = field(default_factory=set)
    arrivals: list[Arrival] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    xruns: int = 0
    loops: int = 0
    gains_heard: int = 0

    def hear(self, now_s: float, timeout_s: float = 0.0) -> None:
        """Take every waiting message; wait up to ``timeout_s`` for the first."""
        try:
            self._take(
                now_s, *self.host.messages.get(timeout=timeout_s) if timeout_s else self.host.messages.get_nowait()
            )
            while True:
                self._take(now_s, *self.host.messages.get_nowait())
        except Empty:
            return

    def _take(self, now_s: float, address: str, values: tuple[Any, ...]) -> None:
        if address == "/dream/gains":
            self.gains = list(values)
            self.gains_heard += 1
        elif address == "/dream/initialized":
            self.initialized = True
        elif address == "/dream/model/ready":
            self.model_is_ready = True
        elif address == "/dream/queued":
            self.open_dreams.add(values[0])
        elif address == "/dream/ready":
            self.open_dreams.discard(values[0])
            self.arrivals.append(Arrival(values[0], Path(values[1]), now_s, values[2]))
        elif address in ("/dream/failed", "/dream/dropped"):
            self.open_dreams.discard(values[0])
            self.faults.append(f"{address} {values[0]}: {values[1]}")
        elif address == "/dream/bank/ready":
            self.loops = values[1]
        elif address == "/dream/error":
            self.faults.append(f"{values[0]} {values[1]}".strip())
        elif address == "/dream/status":
            self.xruns = max(self.xruns, values[4])


def command(options: argparse.Namespace, settings: Settings) -> int:
    """Perform, and write ``performance.wav``, ``report.json`` and ``performance.png`` into ``--out``.

    Raises:
        SettingsError: a recording that cannot be played, a folder that cannot be written, a daemon that does not start.
    """
    rate = settings.audio.sample_rate
    out: Path = options.out
    if options.model is not None:
        settings = replace(settings, engine=replace(settings.engine, model=options.model))
    engine = settings.engine
    if engine.model and (fault := model_fault(Path(settings.paths.checkpoints), engine.model, engine.backend)):
        raise PerformanceError(fault)
    played = _recording(options.input, options.seconds, rate)
    try:
        (out / "dreams").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PerformanceError(f"{out}: cannot be written ({error}); choose another folder with --out") from error
    try:
        with (
            alone_in(out, f"{out}: another demo writes into this folder; choose another with --out"),
            tempfile.TemporaryDirectory(prefix="live-daemon-demo-") as name,
        ):
            return _perform(played, Path(name), out, settings)
    except BusyError as error:
        raise PerformanceError(str(error)) from error


def _perform(played: NDArray[np.float32], folder: Path, out: Path, settings: Settings) -> int:
    """Perform in a temporary folder, untouched by the user's files; the results go to ``out``.

    Shape: played `[frames]` or `[2, frames]`
    """
    rate, mono = settings.audio.sample_rate, middle(played)
    length_s = len(mono) / rate
    (folder / "recordings").mkdir()
    write_wav(folder / "input.wav", played, rate)

    host = OscHost()
    stage_settings = without_console_and_midi(_stage_settings(settings, folder, host.port, mono))
    stage = _Stage(host)
    takes = plan_takes(mono, rate)
    times: list[float] = []
    gains: list[list[float]] = []
    try:
        with Supervisor(stage_settings, stepped=True) as supervisor:
            _wait_until_ready(supervisor, stage)
            _play(supervisor, stage, played, takes, times, gains)
    finally:
        host.close()

    for file in (folder / "dreams").iterdir():
        atomically(out / "dreams" / file.name, lambda partial, file=file: shutil.copyfile(file, partial))  # type: ignore[misc]
    for number, arrival in enumerate(stage.arrivals):
        stage.arrivals[number] = replace(arrival, path=out / "dreams" / arrival.path.name)
    performance = Performance(
        played=mono,
        sound=played,
        sample_rate=rate,
        monitor=MONITOR,
        takes=takes,
        arrivals=stage.arrivals,
        times_s=np.array(times),
        gains=_rectangle(gains),
        xruns=stage.xruns,
        faults=stage.faults,
        settings=stage_settings.follower,
    )
    report = write_report(performance, folder / "sound.wav", out)
    _say_what_happened(report, out, length_s)
    return 0 if report["dreams"] else 1


def plan_takes(played: NDArray[np.float32], sample_rate: int) -> list[tuple[float, float]]:
    """Return (start, end) in seconds of the takes to cut: some 4 s each, every 6.5 s, ended where it is quietest.

    No take comes from the last quarter, so that every dream still has playing that raises its loop.
    """
    length_s = len(played) / sample_rate
    window = round(0.05 * sample_rate)
    level = np.sqrt(np.convolve(np.square(played, dtype=np.float64), np.ones(window) / window, "same"))
    takes = []
    end_s = min(TAKE_S + 0.3, 0.5 * length_s)
    while end_s <= max(0.75 * length_s, 0.5 * SHORTEST_S):
        near = slice(max(0, round((end_s - 0.3) * sample_rate)), round((end_s + 0.3) * sample_rate))
        quietest_s = (near.start + int(np.argmin(level[near]))) / sample_rate
        takes.append((max(0.0, quietest_s - TAKE_S), quietest_s))
        end_s += TAKE_EVERY_S
    return takes


def _recording(file: Path | None, seconds: float | None, rate: int) -> NDArray[np.float32]:
    """Read what is played, at a level of a player's. Shape: `[frames]`, or `[2, frames]` of a stereo file."""
    if seconds is not None and not SHORTEST_S <= seconds <= 600:
        raise PerformanceError(f"--seconds must be in range {SHORTEST_S:g}..600, got {seconds:g}")
    try:
        sound = read_channels(file or ETUDE_FILE, rate)
    except AudioFileError as error:
        raise PerformanceError(str(error)) from error
    frames = sound.shape[-1]
    if frames < SHORTEST_S * rate:
        raise PerformanceError(f"{file}: must last {SHORTEST_S:g} s at least, got {frames / rate:.1f} s")
    wanted = round((min(LONGEST_S, frames / rate) if seconds is None else seconds) * rate)
    sound = np.tile(sound, -(-wanted // frames))[..., :wanted]  # a performance longer than its recording repeats it
    peak = float(np.abs(sound).max())
    return np.asarray(sound * (0.7 / max(peak, 1e-4)) if peak > 0.7 or peak < 0.2 else sound, np.float32)


def _stage_settings(settings: Settings, folder: Path, host_port: int, played: NDArray[np.float32]) -> Settings:
    """Return the user's settings with temporary folders, free ports, and the clock in place of the sound card.

    The follower's sensitivity is set to the player's level, as at a sound check, unless the user chose one.
    """
    inside = folder.absolute()
    follower = settings.follower
    if follower.sensitivity_db == FollowerSettings().sensitivity_db:
        level_db = 20 * float(np.log10(max(np.sqrt(np.mean(np.square(played, dtype=np.float64))), 1e-3)))
        follower = replace(follower, sensitivity_db=round(FULL_GAIN_DB - level_db, 1))
    return replace(
        settings,
        follower=follower,
        audio=replace(
            settings.audio,
            device="none",
            monitor=MONITOR,
            input_file=str(inside / "input.wav"),
            output_file=str(inside / "sound.wav"),
            arena_s=min(settings.audio.arena_s, 400),
        ),
        osc=replace(settings.osc, listen_port=free_udp_port(), send=[f"127.0.0.1:{host_port}"]),
        paths=PathSettings(
            recordings=str(inside / "recordings"),
            dreams=str(inside / "dreams"),
            bank=str(inside / "bank"),
            state=str(inside / "state"),
            checkpoints=settings.paths.checkpoints,
        ),
    )


def _wait_until_ready(supervisor: Supervisor, stage: _Stage) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    tell("the daemon starts")
    while not (stage.initialized and stage.model_is_ready):
        refusals = [fault for fault in stage.faults if fault.startswith("/dream/model/load")]
        if stage.initialized:  # the model is told first, if there is one
            raise PerformanceError(
                refusals[-1] if refusals else "no model can be loaded; `live-daemon models` lists them"
            )
        if time.monotonic() > deadline:
            raise PerformanceError(f"the daemon did not start within {START_TIMEOUT_S:g} s")
        supervisor.check()
        stage.hear(0.0, timeout_s=0.1)


def _play(
    supervisor: Supervisor,
    stage: _Stage,
    played: NDArray[np.float32],
    takes: list[tuple[float, float]],
    times: list[float],
    gains: list[list[float]],
) -> None:
    """Step the stage's clock from the first sample to the last; save each take when it ends."""
    rate = supervisor.settings.audio.sample_rate
    steps = int(played.shape[-1] / rate / STEP_S)
    waiting = list(enumerate(takes, 1))
    recordings = Path(supervisor.settings.paths.recordings)
    for step in tqdm(range(1, steps + 1), desc="performing", unit="step", disable=None):
        began = time.monotonic()
        now_s = step * STEP_S
        _step_to(supervisor, round(now_s * rate))
        while waiting and waiting[0][1][1] <= now_s:
            number, (start_s, end_s) = waiting.pop(0)
            take = played[..., round(start_s * rate) : round(end_s * rate)]
            write_wav(recordings / f"take{number}.wav", take, rate)
            _wait_for(supervisor, stage, now_s, lambda number=number: _is_queued(stage, number))
        heard = stage.gains_heard
        stage.hear(now_s)
        while stage.loops and stage.gains_heard < heard + 2:  # the second one was surely read after this step
            stage.hear(now_s, timeout_s=0.1)
            supervisor.check()
        if stage.open_dreams:
            time.sleep(max(0.0, STEP_S - (time.monotonic() - began)))
            stage.hear(now_s)
        times.append(now_s)
        gains.append(list(stage.gains))
    _wait_for(supervisor, stage, steps * STEP_S, lambda: not stage.open_dreams)


def _is_queued(stage: _Stage, number: int) -> bool:
    return len(stage.open_dreams) + len(stage.arrivals) + len(stage.faults) >= number


def _wait_for(supervisor: Supervisor, stage: _Stage, now_s: float, condition: Any) -> None:
    deadline = time.monotonic() + DREAM_TIMEOUT_S
    while not condition():
        if time.monotonic() > deadline:
            raise PerformanceError(f"the daemon did not answer within {DREAM_TIMEOUT_S:g} s")
        stage.hear(now_s, timeout_s=0.02)
        supervisor.check()


def _step_to(supervisor: Supervisor, frame: int) -> None:
    """Let the engine run up to this frame, and wait until it is there."""
    record = supervisor.record
    assert record is not None
    record.put("clock_limit_frames", frame)
    deadline = time.monotonic() + DREAM_TIMEOUT_S
    while record.get("frame") < frame:
        time.sleep(0.0005)
        if time.monotonic() > deadline:
            raise PerformanceError("the audio engine does not move")
        supervisor.check()


def _rectangle(gains: list[list[float]]) -> NDArray[np.float64]:
    """Return gains over time as one array, 0 before a loop exists. Shape: `[times, loops]`."""
    loops = max((len(row) for row in gains), default=0)
    return np.array([row + [0.0] * (loops - len(row)) for row in gains]).reshape(len(gains), loops)


def _say_what_happened(report: dict[str, Any], out: Path, length_s: float) -> None:
    dreams, patches = report["dreams"], patches_folder()
    print(f"\n{length_s:.0f} s performed; {len(dreams)} dreams came back, {report['xruns']} blocks missed.")
    for row in dreams:
        print(
            f"  dream {row['id']} on {printable(row['recording'])}: {row['duration_s']:g} s, "
            f"arrived at {row['arrived_s']:.1f} s ({row['late_s']:.2f} s after its take); "
            f"its loop follows its bands with a correlation of "
            f"{row['correlation']:.2f}"
            + (
                ""
                if row["answer"] is None
                else f"; its pitches tell its take: answer {row['answer']:.2f} (0.5: chance)"
            )
        )
    for fault in report["faults"]:
        print(f"  not made: {printable(fault)}")
    print(f"  the player sounds at {report['player_db']:.1f} dB, the dreams at {report['dreams_db']:.1f} dB RMS")
    print(
        f"\nListen to {printable(out / 'performance.wav')}, look at {printable(out / 'performance.png')}; the figures "
        f"are in {printable(out / 'report.json')}.\n"
        "\nOn a real stage:\n"
        "  live-daemon studio                       go on in a browser: record, hear dreams, train your own sound\n"
        "  live-daemon devices                      which sound cards there are\n"
        "  live-daemon run --set audio.device=NAME  hear the performer, watch ~/live-daemon/recordings, answer OSC\n"
        "  live-daemon train YOUR_TAKES.wav --name mine   then  --set engine.model=mine\n"
        f"and open {patches / 'patchers' / 'live_daemon.maxpat'} in Max, or {patches / 'pd' / 'live_daemon.pd'} in Pd."
    )
