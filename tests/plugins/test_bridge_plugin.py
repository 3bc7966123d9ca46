"""The bridge in a host without a daemon: what it says of itself, odd hosts, its state, a ring that it cannot trust."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import pytest

from live_daemon.audio.bridge import Bridge
from live_daemon.audio.devices import DeviceError
from live_daemon.install.plugin import built_library
from support.bridge import (
    FOLDER_VARIABLE,
    HEADER,
    RING_BYTES,
    Ring,
    at_its_clock,
    beating,
    joined,
    new_plugin,
    noise,
    wait_until,
)
from support.clap_host import FORGOTTEN, ClapModule

NOBODY = 65_534
SEARCHES_S = 0.7
"""More than two of the plugin's looks at the file."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where no daemon has been yet."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "bridge"))
    return tmp_path / "bridge"


def refusal() -> str:
    """Why a plugin would not open the ring; empty where it would."""
    library = ctypes.CDLL(str(built_library()))
    fault = ctypes.create_string_buffer(512)
    return "" if library.ld_ring_look(fault, ctypes.c_size_t(len(fault))) else fault.value.decode()


def test_a_scan_finds_one_effect_with_its_ports_and_parameters(folder: Path) -> None:
    module = ClapModule(built_library())
    (about,) = module.descriptors
    assert about.name == b"live-daemon bridge"
    features = [about.features[i] for i in range(3)]
    assert b"audio-effect" in features and about.features[3] is None
    with pytest.raises(LookupError):
        module.make(b"somebody.else")
    with module.make() as plugin:
        assert plugin.ports == {"inputs": [2], "outputs": [2, *[1] * 8]}
        assert [*plugin.parameters] == [
            *("Bypass", "Dry", "Dreams", "Loops", "Influence", "Temperature", "Record", "Panic", "State")
        ]
        for name, info in plugin.parameters.items():
            assert info.least <= info.usual <= info.most and plugin.value(name) == info.usual
            assert plugin.of_text(name, plugin.text(name, info.most)) == info.most
        assert plugin.parameters["State"].flags & (1 << 3)  # read only
        assert plugin.state_text == "no daemon"


@pytest.mark.parametrize("sizes", [[64], [1], [441], [1024], [64, 7, 0, 1000, 1024]])
def test_without_a_daemon_the_dry_signal_comes_at_the_reported_latency(folder: Path, sizes: list[int]) -> None:
    heard = noise(5000)
    with new_plugin(most_frames=max(sizes)) as plugin:
        made = plugin.play(heard, sizes)
        late = plugin.latency
        assert late == max(sizes)
        np.testing.assert_array_equal(made[:2, late:], heard[:, :-late])
        assert not made[:2, :late].any() and not made[2:].any()


def test_hosts_that_call_things_in_odd_orders(folder: Path) -> None:
    heard = noise(300)
    with new_plugin(most_frames=128) as plugin:
        plugin.deactivate()
        plugin.deactivate()
        assert not plugin.process(heard).any()  # silence, and no channel forgotten
        for rate in (0.0, float("nan"), 1e9, 96_000.0):
            plugin.activate(rate, 0)
            plugin.activate(rate, 2**31)
        assert plugin.latency == 8192
        plugin.activate(44_100.0, 100)  # while it is active
        assert plugin.process(heard[:, :0]).shape == (10, 0)
        made = plugin.process(heard)  # more than it was told: longer than its latency
        np.testing.assert_array_equal(made[:2, 100:], heard[:, :200])
        assert not np.any(made == FORGOTTEN)
        made = plugin.play(heard, [100], in_place=True)
        np.testing.assert_array_equal(made[:2, 100:], heard[:, :200])
        np.testing.assert_array_equal(made[:2, :100], heard[:, 200:])
        plugin.process(np.zeros((0, 64), np.float32))  # no input at all
        mono = plugin.play(heard[:1], [100])
        np.testing.assert_array_equal(mono[0, 100:], heard[0, :200])
        np.testing.assert_array_equal(mono[1, 100:], mono[0, 100:])
        other = new_plugin()
        other.destroy()  # while it is active


def test_channels_that_a_host_does_not_give_are_left_out(folder: Path) -> None:
    with new_plugin(most_frames=64) as plugin:
        plugin.process_without([0])
        plugin.process_without([1, 5])
        plugin.process_without(range(10))


def test_automation_goes_through_events_and_bypass_passes_all(folder: Path) -> None:
    heard = noise(9600)
    with new_plugin() as plugin:
        plugin.process(heard[:, :64], {"dry": 0.5, "influence": 99.0, "loops": float("nan")})
        assert (plugin.value("Dry"), plugin.value("Influence"), plugin.value("Loops")) == (0.5, 3.0, 1.0)
        made = plugin.play(heard, [64])
        np.testing.assert_allclose(made[:2, 1064:], 0.5 * heard[:, 1000:-64], rtol=1e-6)
        plugin.set(bypass=1.0)
        made = plugin.play(heard, [64])
        np.testing.assert_array_equal(made[:2, 1064:], heard[:, 1000:-64])
        plugin.set(state=1.0)
        assert plugin.state_text == "no daemon"  # told, not turned


def test_state_is_saved_and_restored_also_without_a_daemon(folder: Path) -> None:
    with new_plugin(dry=0.25, influence=2.5, record=1.0) as plugin:
        kept = plugin.save()
    assert kept.startswith(b"live-daemon bridge 1\n") and b"temperature" not in kept  # that was never turned
    with new_plugin() as plugin:
        assert plugin.load(kept)
        assert (plugin.value("Dry"), plugin.value("Influence"), plugin.value("Record")) == (0.25, 2.5, 0.0)
        assert plugin.save() == kept
        for bad in (b"", b"somebody else's", kept[:10], kept + b"x" * 2000):
            assert not plugin.load(bad)
        assert plugin.save() == kept
        assert plugin.load(
            kept[:21] + b"dry\nloops \nnonsense 4\n\ndry 99999999999999999999\nDry 1\ninfluence -7\n\0loops 0"
        )
        assert (plugin.value("Dry"), plugin.value("Influence"), plugin.value("Loops")) == (1.0, 0.0, 0.0)


def test_two_daemons_cannot_have_the_bridge(folder: Path) -> None:
    library = shutil.copy(built_library(), folder.parent / "other.so")
    with beating():
        parent = os.getpid()
        Ring(folder).header["engine_pid"] = os.getppid()  # another process, which lives; the heart is ours
        with pytest.raises(DeviceError, match="another live-daemon has the bridge") as refused:
            Bridge(Path(library), 0)
        assert "\n" not in str(refused.value)
        Ring(folder).header["engine_pid"] = parent
    Ring(folder).header["engine_pid"] = os.getppid()  # a number that another program has by now
    Bridge(built_library(), 0).close()


def test_a_ring_that_is_not_what_we_know_is_refused_in_one_line(folder: Path) -> None:
    assert "no daemon has left a bridge here" in refusal()
    Bridge(built_library(), 0).close()
    assert refusal() == ""
    whole = (folder / "ring").read_bytes()
    assert len(whole) == RING_BYTES
    for name, value, words in (
        ("version", 2, "another version"),  # whose engine says only that it sleeps, not until when
        ("version", 4, "another version"),
        ("magic", 7, "another version"),
        ("size", 9, "version"),
    ):
        header = np.frombuffer(whole[: HEADER.itemsize], HEADER).copy()
        header[name] = value
        (folder / "ring").write_bytes(header.tobytes() + whole[HEADER.itemsize :])
        assert words in refusal() and "\n" not in refusal()
    for size in (0, 100, RING_BYTES - 1, RING_BYTES + 1):
        (folder / "ring").write_bytes((whole + b"\0")[:size])
        assert "has another size" in refusal()
    Bridge(built_library(), 0).close()  # the next daemon makes a fresh one
    assert refusal() == ""


def test_a_ring_that_others_could_open_is_refused(folder: Path) -> None:
    Bridge(built_library(), 0).close()
    ring = folder / "ring"
    for mode in (0o640, 0o604, 0o602):
        ring.chmod(mode)
        assert "must be a file that only its user can open" in refusal()
    ring.chmod(0o600)
    ring.rename(folder / "elsewhere")
    ring.symlink_to(folder / "elsewhere")
    assert "no daemon has left a bridge" in refusal()
    ring.unlink()
    os.mkfifo(ring, 0o600)
    assert "must be a file that only its user can open" in refusal()
    ring.unlink()
    (folder / "elsewhere").rename(ring)
    assert refusal() == ""
    for mode in (0o750, 0o701):
        folder.chmod(mode)
        assert "must be a folder that only its user can open" in refusal()
        with pytest.raises(DeviceError, match="must be a folder that only its user can open"):
            Bridge(built_library(), 0)
    folder.chmod(0o700)
    folder.rename(folder.parent / "moved")
    folder.symlink_to(folder.parent / "moved")
    assert "must be a folder" in refusal()


def test_a_plugin_leaves_a_ring_alone_that_it_cannot_trust_and_the_host_plays_on(folder: Path) -> None:
    with beating():
        (folder / "ring").chmod(0o640)
        heard = noise(4800)
        with new_plugin() as plugin:
            made = at_its_clock(plugin, np.tile(heard, round(SEARCHES_S / 0.1)), 64)
            assert plugin.state_text == "no daemon"
            np.testing.assert_array_equal(made[:2, 64:4800], heard[:, : 4800 - 64])
            (folder / "ring").chmod(0o600)
            wait_until(lambda: joined(plugin))


@pytest.mark.whole
@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="needs root, to be a second user")
def test_another_user_can_neither_read_nor_write_nor_lend_us_a_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    base = Path(tempfile.mkdtemp())
    try:
        base.chmod(0o755)
        folder = base / "bridge"
        monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
        Bridge(built_library(), 0).close()
        for command in ("cat ring", "echo x >> ring", "ls", "echo x > ring2"):
            tried = ["/bin/sh", "-c", f"cd {folder} && {command}; cat {folder}/ring"]
            done = subprocess.run(tried, user=NOBODY, group=NOBODY, extra_groups=[], capture_output=True, check=False)
            assert done.returncode != 0 and not done.stdout, command
        assert refusal() == ""
        os.chown(folder / "ring", NOBODY, NOBODY)
        assert "must be a file that only its user can open" in refusal()
        os.chown(folder, NOBODY, NOBODY)
        assert "must be a folder that only its user can open" in refusal()
        with pytest.raises(DeviceError, match="must be a folder that only its user can open"):
            Bridge(built_library(), 0)
    finally:
        shutil.rmtree(base)


def test_garbage_in_the_ring_never_reaches_the_host(folder: Path) -> None:
    """Fields random, 10 000 times, now all of them, now two; the samples are NaN, infinite, huge, or anything."""
    rng = np.random.default_rng(3)
    fields = [name for name in HEADER.names or () if name not in ("magic", "version", "size")]
    joins = ("owner", "session", "host_position")
    heard = noise(64, 0.5)
    pattern = rng.integers(0, 2**32, 4096, dtype=np.uint32).view(np.float32)
    loudest, slowest_s, wet = 0.0, 0.0, 0
    with beating(), new_plugin(most_frames=64) as plugin:
        ring = Ring(folder)
        wait_until(lambda: joined(plugin))
        ring.output[:] = np.resize(pattern, ring.output.shape)
        plugin.process(heard)
        for number in range(10_000):
            if not joined(plugin):  # its looker saw another owner for a moment, and would wait a second for it to die
                ring.header["owner"] = 0
                wait_until(lambda: joined(plugin))
            right = [ring.get(name) for name in joins]
            if number % 16 == 15:
                ring.bytes[16:] = rng.integers(0, 256, len(ring.bytes) - 16, dtype=np.uint8)
            else:
                for name in rng.choice(fields, 2):
                    ring.header[name] = rng.integers(0, 2**32)
            ring.header["offline"] = rng.integers(0, 2)
            for name, value in zip(joins, right, strict=True):
                ring.header[name] = value
            ring.header["engine_panics"] = ring.header["panics"]  # else it would be silent, as after a panic
            if number % 16 < 12:  # so that what it reads looks right, and the samples are not
                ring.header["engine_session"], ring.header["engine_position"] = right[1:]
                ring.header["engine_from"] = max(0, right[2] - 5000)
            began = time.monotonic()
            made = plugin.process(heard)
            slowest_s = max(slowest_s, time.monotonic() - began)
            assert np.all(np.isfinite(made))
            loudest = max(loudest, float(np.abs(made).max()))
            wet += bool(made[2:].any())
    assert loudest < 64.0 and wet > 1000
    assert slowest_s < 5.0  # an endless loop would be found; how fast it is, is measured elsewhere
