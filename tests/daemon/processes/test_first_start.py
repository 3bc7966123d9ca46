"""The first start: compiling is reported, "ready" is said when it is true, and a clock is not called sound."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from live_daemon.audio.layout import ProcessState
from live_daemon.audio.record import AudioRecord
from live_daemon.control.sound_watch import SoundWatch
from live_daemon.demo.etude import ETUDE_FILE
from live_daemon.processes.kernel_cache import VARIABLE, choose_kernel_cache
from live_daemon.processes.warm_up import WarmUpError, warm_up
from live_daemon.settings import EngineSettings, Settings
from live_inference.command_line.compiling import told_compiling
from live_inference.worker.heartbeat import Heartbeat
from live_models.registry import DEFAULT_NAME
from support.daemon import Daemon

COMPILES = """
import numba
from live_inference.command_line.compiling import told_compiling

@numba.njit(cache=True)
def inner(x):
    return x + 1

@numba.njit(cache=True)
def outer(x):
    return inner(x) * 2

with told_compiling("two functions", print, lambda: print("alive")):
    outer(3)
    outer(4)
"""


@pytest.mark.whole
def test_what_is_compiled_is_told_once_and_what_is_cached_is_not(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(COMPILES)
    environment = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path / "kernels")}

    def run() -> list[str]:
        command = [sys.executable, str(program)]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True, timeout=60
        ).stdout.splitlines()

    said = run()
    lines = [line for line in said if line != "alive"]
    assert lines[0] == "compiling two functions: once on this machine, a minute or two"
    assert lines[-1].startswith("compiled two functions: 2 functions")
    assert said.count("alive") == 4  # begun and done, each of both
    assert run() == []


def test_a_long_compilation_is_told_every_few_seconds() -> None:
    import numba

    said: list[str] = []
    now = [100.0]

    def clock() -> float:
        now[0] += 2.0
        return now[0]

    def make(number: int) -> object:
        return numba.njit(lambda x: x + number)

    with told_compiling("nine functions", said.append, clock=clock):
        for number in range(9):
            make(number)(1)  # type: ignore[operator]
    told = [line for line in said if line.startswith("compiling nine functions: ") and "functions," in line]
    assert told == [f"compiling nine functions: {3 * n} functions, {6 * n} s" for n in (1, 2, 3)]


def test_what_goes_on_between_two_compilations_is_not_counted() -> None:
    """A training compiles what it dreams with at its end: it is not told as one compilation as long as the training."""
    import numba

    said: list[str] = []
    now = [100.0]

    def clock() -> float:
        now[0] += 1.0
        return now[0]

    with told_compiling("two functions", said.append, clock=clock):
        numba.njit(lambda x: x + 1)(1)
        now[0] += 3600.0
        numba.njit(lambda x: x + 2)(1)
    assert said[-1] == "compiled two functions: 2 functions, 2 s"


def test_a_process_that_loads_gets_no_spare_beside_it(tmp_path: Path) -> None:
    """Both would compile the same."""
    heartbeat = Heartbeat.make(tmp_path / "heartbeat", 2.5)
    assert heartbeat.within_s(10.0)
    heartbeat.beat(120.0)
    assert not heartbeat.within_s(10.0)
    heartbeat.beat(-1.0)
    assert not heartbeat.within_s(10.0)


class Told:
    def __init__(self) -> None:
        self.sent: list[tuple[object, ...]] = []

    def send(self, *values: object) -> None:
        self.sent.append(values)


@pytest.mark.parametrize(
    ("device", "stand_in", "said", "sent"),
    [
        ("default", 0, "sound is on at 48000 Hz", []),
        ("default", 1, "", [("/dream/error", "", "no sound: the device is away, the clock stands in")]),
        ("none", 0, "no sound device (audio.device is none): the clock drives the engine at 48000 Hz", []),
    ],
)
def test_sound_is_on_only_where_something_can_be_heard(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    device: str,
    stand_in: int,
    said: str,
    sent: list[tuple[str, str, str]],
) -> None:
    record = AudioRecord.create(tmp_path, 48_000, 100)
    told = Told()
    watch = SoundWatch(record, None, told, device)  # type: ignore[arg-type]
    watch.say_when_it_changes()
    assert capsys.readouterr().err == ""  # not yet: that is no change
    record.put("stand_in", stand_in)
    record.put("process_state", ProcessState.RUNNING)
    for _ in range(3):
        watch.say_when_it_changes()
    assert capsys.readouterr().err.partition(" ")[2].strip() == said
    assert told.sent == sent
    record.put("process_state", ProcessState.STOPPED)
    watch.say_when_it_changes()
    assert "sound is off" in capsys.readouterr().err


@pytest.mark.whole
def test_ready_is_said_when_the_model_is_warm_and_without_a_sound_card_it_says_so(tmp_path: Path) -> None:
    with Daemon(tmp_path, "audio.device=no such card") as daemon:
        lines = [line.partition(" ")[2] for line in daemon.log.splitlines()]
        ready = next(number for number, line in enumerate(lines) if line.startswith("ready"))
        assert lines[ready].startswith("ready (without sound): drop recordings into")
        assert f"model {DEFAULT_NAME} is ready" in lines[:ready]
        (fault,) = [line for line in lines if line.startswith("no sound:")]
        assert "'no such card'" in fault or "PortAudio" in fault
        assert "the clock stands in" in fault
        assert not [line for line in lines if "sound is on" in line]
        daemon.wait_until(
            lambda: any("no sound" in str(values) for path, values in daemon.heard if path == "/dream/error")
        )


@pytest.mark.whole
def test_where_no_model_can_be_loaded_it_is_ready_and_says_without(tmp_path: Path) -> None:
    """The loops, the follower and OSC are there all the same."""
    with Daemon(tmp_path, environment=os.environ | {"PYTHONPATH": str(_without_models(tmp_path))}) as daemon:
        assert "ready (without a model: nothing is dreamt)" in daemon.log
        daemon.send("/dream/ping", 7)
        assert daemon.wait_for("/dream/pong") == (7,)


def _without_models(folder: Path) -> Path:
    """A folder that hides the shipped checkpoints from every process of the daemon."""
    hidden = folder / "hidden" / "live_checkpoints"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").touch()
    return hidden.parent


def test_two_dreams_at_once_need_no_kernel_that_the_load_did_not_bring() -> None:
    from live_inference.worker.warm_models import WarmModels
    from live_models.registry import Registry

    models = WarmModels(Registry(), "cpu", 1)
    generator, _ = models.generator("nylon-vector")
    said: list[str] = []
    seeds = [np.full(generator.spec.seed_length, 0.1, np.float32)] * 3
    with told_compiling("more", said.append):
        generator.advance_batch(generator.begin_batch(seeds, [1, 2, 3]), generator.default_controls, 1)
    assert said == []


class Places:
    """A copy of the sources, a cache and a state folder, each of which may be one that cannot be written.

    The tests may run as root, whom no permission stops: a file stands where the folder would be.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch):
        self.sources, self.cache, self.state = folder / "sources", folder / "cache" / "kernels", folder / "state"
        self.sources.mkdir()
        self.state.mkdir()
        monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: folder / "cache")

    def chosen(self, *blocked: Path) -> str:
        for path in blocked:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        environment: dict[str, str] = {}
        choose_kernel_cache(self.state, [self.sources], environment)
        return environment.get(VARIABLE, "")


def test_kernels_are_kept_where_they_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    places = Places(tmp_path, monkeypatch)
    assert places.chosen() == ""  # numba's own place, beside the sources
    (places.sources / "__pycache__").rmdir()
    assert places.chosen(places.sources / "__pycache__") == str(places.cache)
    assert places.cache.stat().st_mode & 0o077 == 0 or sys.platform == "win32"  # numba unpickles what lies there
    places.cache.rmdir()
    assert places.chosen(places.cache) == str(places.state / "kernels")
    (places.state / "kernels").rmdir()
    assert capsys.readouterr().err == ""
    last = Path(places.chosen(places.state / "kernels"))
    assert last.is_dir()
    said = capsys.readouterr().err
    assert "everything is compiled again at every start" in said and len(said.splitlines()) == 1


def test_a_kernel_cache_that_the_user_chose_stays(tmp_path: Path) -> None:
    environment = {VARIABLE: "/somewhere"}
    choose_kernel_cache(tmp_path, [tmp_path], environment)
    assert environment == {VARIABLE: "/somewhere"}


@pytest.mark.whole
def test_the_command_line_chooses_before_numba_reads_its_environment() -> None:
    code = "import sys, live_daemon.cli; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


@pytest.mark.whole
def test_the_warm_up_of_tonight_tells_what_it_does_and_what_is_wrong() -> None:
    said: list[str] = []
    warm_up(said.append, Settings(), only_tonight=True)
    assert said[0] == "audio engine" and said[-1].startswith(f"model {DEFAULT_NAME} dreams after")
    nobody = dataclasses.replace(Settings(), engine=EngineSettings(model="nobody"))
    with pytest.raises(WarmUpError, match="unknown model 'nobody'; known are: nylon-answers"):
        warm_up(said.append, nobody, only_tonight=True)


@pytest.mark.whole
def test_training_and_rendering_tell_what_they_compile_too(tmp_path: Path) -> None:
    (tmp_path / "command.py").write_text(
        "import numba\n\n@numba.njit\ndef double(x):\n    return 2 * x\n\ndef main():\n    return double(0)\n"
    )
    code = "import sys; from live_inference.command_line.entry import run_module; sys.exit(run_module('x', 'command'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "compiling the dreaming kernels: once on this machine" in done.stderr


FIRST_DREAM = """
import queue, sys
from pathlib import Path
from types import SimpleNamespace
import numpy as np
from live_inference.worker import messages as m
from live_inference.worker.warm_models import WarmModels
from live_inference.worker.main_loop import Worker
from live_models.registry import Registry

folder, take = Path(sys.argv[1]), sys.argv[2]
np.zeros(200_000, np.float32).tofile(folder / "arena")
said = []
mailbox = SimpleNamespace(inbox=queue.Queue(), cancelled=set(), send=said.append)
worker = Worker(mailbox, WarmModels(Registry([]), "cpu", 1), folder / "arena", 48_000)
worker._delivery.scores = SimpleNamespace(put=lambda _: None)  # a thread of its own, which nobody waits for
worker.handle(m.LoadModel(""))
before = set(sys.modules)
places = {"voice": m.ArenaRange(0, 96_000), "loop": m.ArenaRange(96_000, 96_000)}
mailbox.inbox.put(m.DreamBatch([m.DreamOrder(1, take, "", 2.0, 1, str(folder), **places)]))
while not any(isinstance(one, m.DreamReady | m.DreamFailed) for one in said):
    worker.work()
assert isinstance(said[-1], m.DreamReady), said[-1]
print(*sorted(set(sys.modules) - before))
"""


@pytest.mark.whole
def test_the_first_dream_loads_no_library_any_more(tmp_path: Path) -> None:
    """Of a fresh installation, 326 modules once took ten seconds of silence: the worker was killed, twice, as hung."""
    (tmp_path / "first_dream.py").write_text(FIRST_DREAM)
    command = [sys.executable, str(tmp_path / "first_dream.py"), str(tmp_path), str(ETUDE_FILE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
