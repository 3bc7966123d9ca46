"""An engine's sound that breaks off, comes back, or is unwanted: what the plugin does. The test plays the engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from support.bridge import FOLDER_VARIABLE, RATE, Ring, beating, joined, new_plugin, wait_until
from support.clap_host import ClapPlugin

LEVEL = 0.5
STEEPEST = LEVEL * (1.0 / (0.005 * RATE) + 1.0 / (0.002 * RATE))
"""From one frame to the next: of a fade in 5 ms, and of a decay with a time constant of 2 ms."""
SILENT = 1e-4


class Played:
    """A plugin whose engine gives back a constant, a block later, or nothing."""

    def __init__(self, plugin: ClapPlugin, ring: Ring) -> None:
        self.plugin, self.ring = plugin, ring
        ring.output[:] = LEVEL

    def play(self, blocks: int, answers: bool = True) -> NDArray[np.float32]:
        """Shape: (10, 64 blocks)."""
        made, header = [], self.ring.header
        for _ in range(blocks):
            made.append(self.plugin.process(np.zeros((2, 64), np.float32)))
            if answers:
                header["engine_session"], header["engine_from"] = header["session"], header["session_start"]
                header["engine_position"] = header["host_position"]
        return np.concatenate(made, axis=1)


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "bridge"))
    with beating(), new_plugin() as plugin:
        wait_until(lambda: joined(plugin))
        yield Played(plugin, Ring(tmp_path / "bridge"))


def test_what_breaks_off_and_comes_back_makes_no_step(played: Played) -> None:
    pieces = [played.play(40)]
    for missing in (1, 3, 40):
        pieces += [played.play(missing, answers=False), played.play(20)]
    made = np.concatenate(pieces, axis=1)
    assert np.abs(np.diff(made, axis=1)).max() < 1.01 * STEEPEST
    np.testing.assert_array_equal(made[:, -64:], LEVEL)
    assert np.abs(made).max() <= 1.5 * LEVEL


def test_the_engines_sound_comes_and_goes_with_bypass_in_five_milliseconds(played: Played) -> None:
    played.play(40)
    played.plugin.set(bypass=1.0)
    made = played.play(40)
    assert np.abs(np.diff(made, axis=1)).max() < 1.01 * STEEPEST and not made[:, 64 + 240 :].any()
    played.plugin.set(bypass=0.0)
    assert np.all(played.play(40)[:, 64 + 240 :] == LEVEL)


def test_after_a_panic_it_is_silent_until_the_daemon_has_heard_it(played: Played) -> None:
    played.play(40)
    played.plugin.set(panic=1.0)
    made = played.play(750)
    assert np.abs(made[:, RATE // 50 :]).max() < SILENT
    played.ring.header["engine_panics"] = played.ring.header["panics"]
    made = played.play(100)
    assert np.abs(made[:, : RATE // 10]).max() < SILENT  # what was made before is not heard
    np.testing.assert_array_equal(made[:, -64:], LEVEL)
