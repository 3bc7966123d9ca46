"""Takes of the Pd patches on JACK's dummy server: where they go unless told, what is refused, what a panic ends."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile

from support.jack import JackServer, needs_jack
from support.osc_peer import OscPeer
from support.pd import PATCHES, PureData, needs_pd
from support.ports import free_port

pytestmark = [pytest.mark.jack, pytest.mark.pd, needs_jack, needs_pd]

RATE = 48000


@dataclass
class Stage:
    """A patch in Pd whose user has a home of its own, and the peer that stands in for the daemon."""

    pd: PureData
    daemon: OscPeer
    port: int
    home: Path

    @property
    def recordings(self) -> Path:
        return self.home / "live-daemon" / "recordings"

    def refused(self) -> str:
        """What was refused, as the remote control hears it; the console has the same line."""
        words = " ".join(self.pd.wait_for("refused")[1:])
        assert f"live-daemon: {words}" in self.pd.log.read_text()
        return words

    def settled(self) -> None:
        """Pd has done what it was told before."""
        self.pd.send("/dream/ping", 9)
        self.daemon.wait_for("/dream/ping")


@contextmanager
def stage_of(folder: Path, patch: str) -> Iterator[Stage]:
    home = folder / "a home"
    home.mkdir()
    with (
        JackServer(folder, period=256) as jack,
        OscPeer() as daemon,
        PureData({**jack.environment, "HOME": str(home)}, folder, PATCHES / f"{patch}.pd") as pd,
    ):
        port = free_port()
        pd.send("ld-config", "connect", "127.0.0.1", daemon.port)
        pd.send("ld-config", "listen", port)
        stage = Stage(pd, daemon, port, home)
        stage.settled()
        yield stage


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with stage_of(tmp_path_factory.mktemp("takes"), "live_daemon") as one:
        yield one


def taken(stage: Stage, *start: object) -> Path:
    """A short take; returns its path as it was reported when it was complete."""
    stage.pd.send("ld-record", "start", *start)
    begun = stage.pd.wait_for("recording")[1:]
    wait_until(lambda: path_of(begun).exists() and path_of(begun).stat().st_size > 4096)
    stage.pd.send("ld-record", "stop")
    whole = stage.pd.wait_for("take")[1:]
    assert whole == begun
    assert soundfile.info(path_of(whole)).frames > 0
    return path_of(whole)


def path_of(words: list[str]) -> Path:
    r"""A path of a report: its spaces are written ``\ ``."""
    return Path(" ".join(word.removesuffix("\\") for word in words))


def wait_until(true: Callable[[], bool], timeout_s: float = 60) -> None:
    deadline = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_takes_go_where_the_daemon_listens_though_nobody_chose_a_folder(tmp_path: Path) -> None:
    with stage_of(tmp_path, "live_daemon") as stage:
        assert not stage.recordings.exists()  # the daemon was not started yet, either
        assert taken(stage) == stage.recordings / "take-001.wav"
        assert taken(stage) == stage.recordings / "take-002.wav"
        stage.pd.send("ld-rec", 1)  # the switch on the front, and what a script without a window sends
        begun = path_of(stage.pd.wait_for("recording")[1:])
        assert begun == stage.recordings / "take-003.wav"
        wait_until(begun.exists)
        stage.pd.send("ld-rec", 0)
        stage.pd.wait_for("take")


def test_a_folder_may_begin_with_the_home(stage: Stage) -> None:
    (stage.home / "my takes").mkdir()
    stage.pd.send("ld-config", "folder", "~/my takes")
    assert taken(stage).parent == stage.home / "my takes"


def test_what_is_refused_is_told_to_the_console_and_to_the_remote_control(stage: Stage, tmp_path: Path) -> None:
    stage.pd.send("ld-config", "folder", tmp_path / "nowhere")
    assert stage.refused() == "no such folder"
    stage.pd.send("ld-record", "start", tmp_path / "nowhere" / "take.wav")
    assert stage.refused() == "no such folder"
    stage.pd.send("ld-play", "file", tmp_path / "nowhere.wav")
    assert stage.refused() == "no such file"
    stage.daemon.send(stage.port, "/dream/error", "/dream/seed", "take.wav: is 0.1 s long; play 1 s")
    assert stage.refused() == "/dream/seed take.wav: is 0.1 s long"
    stage.pd.send("ld-config", "folder", tmp_path)
    assert taken(stage).parent == tmp_path  # nothing of what was refused is left


def test_a_take_that_was_not_written_is_told(stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    stage.pd.send("ld-config", "folder", folder)
    stage.settled()
    shutil.rmtree(folder)
    stage.pd.send("ld-record", "start")
    stage.pd.wait_for("recording")
    stage.pd.send("ld-record", "stop")
    assert stage.refused().startswith("nothing was written")


@pytest.mark.parametrize("piece", ["sympathetic_strings", "variations"])
def test_a_panic_ends_the_series_of_takes_and_nothing_comes_until_it_begins_again(piece: str, tmp_path: Path) -> None:
    """A panic in the middle of a take: the series is over, and the daemon, which watches the folder, sees no take."""
    take_s = 0.6
    with stage_of(tmp_path, piece) as stage:
        stage.pd.send("ld-take-s", take_s)
        stage.pd.send("ld-rec", 1)
        stage.pd.wait_for("take")
        cut = path_of(stage.pd.wait_for("recording")[1:])
        wait_until(lambda: cut.exists() and cut.stat().st_size > 4096)
        stage.pd.send("/dream/panic", "bang")
        stage.daemon.wait_for("/dream/panic")
        stage.settled()
        seen = {path.name for path in stage.recordings.glob("take-*.wav")}
        assert cut.name not in seen
        dream = tmp_path / "dream.wav"
        soundfile.write(dream, np.full(RATE // 10, 0.1, np.float32), RATE)
        stage.daemon.send(stage.port, "/dream/ready", 7, str(dream), 0.1)  # it was on its way
        time.sleep(3 * take_s)
        assert {path.name for path in stage.recordings.glob("take-*.wav")} == seen
        kept = stage.recordings / f".{cut.name}"
        assert soundfile.info(kept).frames > 0, "what was played is not lost"
        assert not any(line.startswith("error") for line in stage.pd.log.read_text().splitlines())
        stage.pd.send("ld-rec", 1)
        reports = []
        while not reports or reports[-1][0] != "recording":
            reports.append(stage.pd.wait_for())
        came = [words[0] for words in reports if words[0] in ("recording", "take", "voice")]
        assert came == ["recording"], "no take, no dream between panic and the new beginning"
        if piece == "variations":
            stage.daemon.send(stage.port, "/dream/ready", 8, str(dream), 0.1)
            assert stage.pd.wait_for("voice")[-1] == "8"
