"""Sounds over HTTP: byte ranges, only what lies in the folders, and everything as a browser can play it."""

from __future__ import annotations

import base64
import io
import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from live_daemon.studio import bounded_cache
from live_daemon.studio.answers import StudioError
from live_daemon.studio.bounded_cache import BoundedCache
from live_daemon.studio.folders import coded
from support.studio_folders import HOSTILE, RATE, Shelf, tone, written


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def url(folder: str, name: str) -> str:
    return f"/sounds/{folder}/{coded(name)}"


def decoded(data: bytes) -> tuple[np.ndarray, int]:
    return soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)


# -- ranges -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-", 0, None), ("bytes=0-0", 0, 1), ("bytes=1000-1999", 1000, 2000), ("bytes=-7", -7, None)],
)
def test_a_range_is_those_bytes_of_the_file(shelf: Shelf, asked: str, first: int, last: int | None) -> None:
    data = shelf.take("take.wav").read_bytes()
    found = shelf.client.get(url("takes", "take.wav"), headers={"Range": asked})
    assert found.status_code == 206 and found.content == data[first:last]
    start = first % len(data)
    assert found.headers["content-range"] == f"bytes {start}-{start + len(found.content) - 1}/{len(data)}"


def test_without_a_range_it_is_the_whole_and_what_lies_behind_its_end_is_refused(shelf: Shelf) -> None:
    data = shelf.take("take.wav").read_bytes()
    whole = shelf.client.get(url("takes", "take.wav"))
    assert whole.status_code == 200 and whole.content == data
    assert whole.headers["content-type"] == "audio/wav" and whole.headers["accept-ranges"] == "bytes"
    behind = shelf.client.get(url("takes", "take.wav"), headers={"Range": f"bytes={len(data)}-"})
    assert behind.status_code == 416
    asked = shelf.client.head(url("takes", "take.wav"))
    assert (asked.status_code, asked.content) == (200, b"")
    assert int(asked.headers["content-length"]) == len(data)


def test_a_take_that_was_written_again_is_not_continued(shelf: Shelf) -> None:
    path = shelf.take("take.wav")
    tag = shelf.client.get(url("takes", "take.wav")).headers["etag"]
    written(path, tone(500.0, 1.0))
    found = shelf.client.get(url("takes", "take.wav"), headers={"Range": "bytes=10-20", "If-Range": tag})
    assert found.status_code == 200 and found.content == path.read_bytes(), "two files would be mixed"


# -- who gets what ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["../secret.wav", "/etc/passwd", "a/../../secret.wav", ".hidden.wav", "out.wav", "folder", "", "take.wav\0.txt"],
)
def test_nothing_outside_the_folders_is_told(shelf: Shelf, name: str, tmp_path: Path) -> None:
    written(tmp_path / "secret.wav", tone(100.0, 0.1))
    written(shelf.takes / ".hidden.wav", tone(100.0, 0.1))
    (shelf.takes / "folder").mkdir()
    (shelf.takes / "out.wav").symlink_to(tmp_path / "secret.wav")
    for found in (
        shelf.client.get(f"/sounds/takes/{base64.urlsafe_b64encode(name.encode()).decode().rstrip('=')}"),
        shelf.client.get(f"/spectrograms/takes/{coded(name)}"),
    ):
        assert found.status_code in (403, 404), found.text[:100]


@pytest.mark.parametrize(
    "path", ["/sounds/takes/!!", "/sounds/etc/YQ", f"/sounds/takes/{'A' * 9000}", "/sounds/takes/é"]
)
def test_what_is_no_key_is_not_found(shelf: Shelf, path: str) -> None:
    found = shelf.client.get(path)
    assert found.status_code == 404 and "\n" not in found.json()["error"]


@pytest.mark.parametrize("name", ["bank.json", "state.safetensors", "log.jsonl"])
def test_what_lies_beside_the_sounds_is_not_given_away(shelf: Shelf, name: str) -> None:
    (shelf.banks / "monday").mkdir()
    (shelf.banks / "monday" / name).write_text("secret")
    for query in ("", "?download=1", "?repeated=1"):
        found = shelf.client.get(url("banks", f"monday/{name}") + query)
        assert found.status_code == 404 and b"secret" not in found.content


def test_a_pipe_is_no_sound_and_nobody_waits_for_it(shelf: Shelf) -> None:
    os.mkfifo(shelf.takes / "pipe.wav")
    assert shelf.client.get(url("takes", "pipe.wav")).status_code == 404


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_played_and_saved_under_a_harmless_one(shelf: Shelf, name: str) -> None:
    data = shelf.take(name).read_bytes()
    assert shelf.client.get(url("takes", name), headers={"Range": "bytes=0-"}).content == data
    saved = shelf.client.get(url("takes", name) + "?download=1")
    assert saved.content == data and saved.headers["content-type"] == "application/octet-stream"
    said = saved.headers["content-disposition"]
    assert said.startswith("attachment; ") and said.isprintable() and said.isascii()
    from urllib.parse import unquote

    plain = unquote(said.partition("=")[2].removeprefix("utf-8''")).strip('"')
    assert plain.isprintable() and not set(plain) & set('/\\<>:"|?*\u202e\r\n\x1b') and plain.endswith(".wav")


# -- what browsers cannot play ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("a.aiff", {"subtype": "PCM_24"}),
        ("double.wav", {"subtype": "DOUBLE"}),
        ("law.wav", {"subtype": "ULAW"}),
        ("next.au", {"subtype": "PCM_16"}),
        ("core.caf", {"subtype": "PCM_24"}),
    ],
)
def test_other_formats_come_as_flac_of_the_same_samples(shelf: Shelf, name: str, how: dict[str, str]) -> None:
    samples = np.stack([tone(220.0, 0.7), tone(331.0, 0.7)], axis=1)
    path = written(shelf.takes / name, samples, **how)
    found = shelf.client.get(url("takes", name), headers={"Range": "bytes=0-"})
    assert found.status_code == 206 and found.headers["content-type"] == "audio/flac"
    heard, rate = decoded(found.content)
    assert rate == RATE
    np.testing.assert_allclose(heard, soundfile.read(path, dtype="float32")[0], atol=2.0**-23)


def test_many_channels_become_one_and_odd_rates_48_khz(shelf: Shelf) -> None:
    six = np.stack([tone(100.0 * n, 0.3) for n in range(1, 7)], axis=1)
    written(shelf.takes / "six.wav", six)
    heard, _ = decoded(shelf.client.get(url("takes", "six.wav")).content)
    np.testing.assert_allclose(heard[:, 0], six.mean(axis=1), atol=2.0**-23)
    slow = tone(50.0, 2.0, 2000)
    written(shelf.takes / "slow.wav", slow, 2000)
    heard, rate = decoded(shelf.client.get(url("takes", "slow.wav")).content)
    assert rate == RATE and len(heard) == pytest.approx(2.0 * RATE, abs=2)
    inside = slice(RATE // 2, -RATE // 2)
    np.testing.assert_allclose(heard[inside, 0], tone(50.0, 2.0)[: len(heard)][inside], atol=1e-3)


def test_a_take_whose_recorder_died_can_be_heard(shelf: Shelf) -> None:
    data = bytearray(shelf.take("dead.wav", subtype="PCM_16").read_bytes())
    place = data.index(b"data")
    data[place + 4 : place + 8] = b"\0\0\0\0"  # its length was never written
    (shelf.takes / "dead.wav").write_bytes(data)
    heard, _ = decoded(shelf.client.get(url("takes", "dead.wav")).content)
    assert len(heard) == round(0.5 * RATE) and np.abs(heard).max() > 0.2


def test_too_loud_floats_are_clipped_and_no_nan_is_played(shelf: Shelf) -> None:
    samples = np.tile(tone(220.0, 0.2)[:, None], 3) * 8  # three channels, so that it is made playable
    samples[100] = np.nan
    written(shelf.takes / "loud.wav", samples)
    heard, _ = decoded(shelf.client.get(url("takes", "loud.wav")).content)
    assert np.isfinite(heard).all() and np.abs(heard).max() <= 1.0 and heard[100, 0] == 0.0


def test_what_is_no_sound_is_one_line(shelf: Shelf) -> None:
    (shelf.takes / "text.wav").write_text("no sound\n" * 100)
    for found in (
        shelf.client.get(url("takes", "text.wav")),
        shelf.client.get(f"/spectrograms/takes/{coded('text.wav')}"),
    ):
        assert found.status_code == 415 and "text.wav" in found.json()["error"] and "\n" not in found.json()["error"]


def test_a_loop_is_repeated_without_a_gap(shelf: Shelf) -> None:
    path = shelf.take("loop.wav", 0.7, subtype="PCM_24")
    loop = soundfile.read(path, dtype="float32")[0]
    found = shelf.client.get(url("takes", "loop.wav") + "?repeated=1", headers={"Range": "bytes=0-"})
    heard, rate = decoded(found.content)
    assert (found.status_code, rate) == (206, RATE) and 55 < len(heard) / RATE < 65
    np.testing.assert_array_equal(heard.reshape(-1, len(loop)), np.tile(loop, (len(heard) // len(loop), 1)))
    shelf.take("long.wav", 61.0)
    refused = shelf.client.get(url("takes", "long.wav") + "?repeated=1")
    assert refused.status_code == 400 and "60 s" in refused.json()["error"]


def test_a_stereo_loop_is_repeated_in_stereo(shelf: Shelf) -> None:
    left = tone(220.0, 0.5)
    both = np.stack([left, 0.5 * np.roll(left, 77)], axis=1)
    soundfile.write(shelf.takes / "wide.wav", both, RATE, subtype="PCM_24")
    loop = soundfile.read(shelf.takes / "wide.wav", dtype="float32")[0]
    found = shelf.client.get(url("takes", "wide.wav") + "?repeated=1")
    heard, _ = soundfile.read(io.BytesIO(found.content), dtype="float32")
    assert heard.shape[1] == 2
    np.testing.assert_array_equal(heard[: len(loop)], loop)
    np.testing.assert_array_equal(heard[len(loop) : 2 * len(loop)], loop)


# -- the cache ----------------------------------------------------------------------------------------------------


def test_a_file_is_made_once_and_again_when_the_take_is_written_again(shelf: Shelf) -> None:
    folder = shelf.context.folder / "cache" / "sounds"
    written(shelf.takes / "a.aiff", tone(220.0, 0.2), subtype="PCM_16")
    first = shelf.client.get(url("takes", "a.aiff")).content
    assert shelf.client.get(url("takes", "a.aiff")).content == first and len(list(folder.iterdir())) == 1
    written(shelf.takes / "a.aiff", tone(440.0, 0.3), subtype="PCM_16")
    heard, _ = decoded(shelf.client.get(url("takes", "a.aiff")).content)
    assert len(heard) == round(0.3 * RATE) and len(list(folder.iterdir())) == 2


def test_the_cache_keeps_its_size_and_what_was_used_last(tmp_path: Path) -> None:
    cache = BoundedCache(tmp_path / "cache", 250)
    for name in ("a", "b"):
        cache.file(name, lambda target: target.write_bytes(bytes(100)))
    for index, name in enumerate(("b", "a")):  # a was used after b; clocks of file systems are coarse
        cache.file(name, lambda target: pytest.fail("is there already"))
        os.utime(tmp_path / "cache" / name, (1000 + index, 1000 + index))
    cache.file("c", lambda target: target.write_bytes(bytes(100)))
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == ["a", "c"]


def test_what_fails_leaves_nothing_and_too_many_are_sent_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = BoundedCache(tmp_path / "cache", 250)
    with pytest.raises(ZeroDivisionError):
        cache.file("a", lambda target: (target.write_bytes(b"half"), 1 / 0))
    assert list((tmp_path / "cache").iterdir()) == []
    monkeypatch.setattr(bounded_cache, "MOST_WAITING", 1)
    small = BoundedCache(tmp_path / "small", 250)

    def while_it_is_made(target: Path) -> None:
        target.write_bytes(b"1")
        with pytest.raises(StudioError, match="ask again"):
            small.file("other", lambda _: None)

    assert small.file("one", while_it_is_made).read_bytes() == b"1"
