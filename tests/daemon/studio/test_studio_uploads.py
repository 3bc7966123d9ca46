"""Uploads: names and types that are hostile, files that are too large, connections that break, disks that are full."""

from __future__ import annotations

import asyncio
import errno
import io
import os
from urllib.parse import quote

import httpx
import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from live_daemon.settings import Settings
from live_daemon.settings.sections import PathSettings
from live_daemon.studio import uploads
from live_daemon.studio.answers import StudioError, refused
from live_daemon.studio.context import StudioContext
from live_daemon.studio.file_names import clean_name
from live_daemon.studio.history import History
from live_inference.command_line.names import name_fault
from live_inference.files.endings import SOUND_SUFFIXES

AS_BYTES = {"content-type": "application/octet-stream"}


def _sound(kind="WAV", seconds=0.5):
    buffer = io.BytesIO()
    samples = 0.3 * np.sin(np.arange(round(8000 * seconds)) / 5)
    soundfile.write(buffer, samples, 8000, format=kind)
    return buffer.getvalue()


@pytest.fixture
def context(tmp_path):
    paths = PathSettings(recordings=str(tmp_path / "recordings"), state=str(tmp_path / "state"))
    return StudioContext(Settings(paths=paths), None, History(), lambda _: None)


@pytest.fixture
def app(context):
    return Starlette(routes=uploads.routes(context), exception_handlers={StudioError: refused})


@pytest.fixture
def client(app):
    return TestClient(app)


def _send(client, name, content=None, to="recordings", headers=AS_BYTES):
    body = _sound() if content is None else content
    return client.post(f"/uploads?to={to}&name={quote(name)}", content=body, headers=headers)


def _everything(tmp_path):
    return sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*") if one.is_file())


def test_a_recording_arrives_byte_for_byte(client, tmp_path):
    content = _sound("FLAC")
    answer = _send(client, "Take 1.FLAC", content)
    assert answer.status_code == 201
    assert answer.json()["name"] == "Take 1.flac"
    assert (tmp_path / "recordings" / "Take 1.flac").read_bytes() == content
    assert _everything(tmp_path) == ["recordings/Take 1.flac"]


def test_a_taken_name_gets_a_number_and_nothing_is_overwritten(client, tmp_path):
    first, second, third = (_sound(seconds=s) for s in (0.5, 0.6, 0.7))
    names = [_send(client, name, one).json()["name"] for name, one in (("a.wav", first), ("A.wav", second))]
    names.append(_send(client, "a.wav", third).json()["name"])
    assert names == ["a.wav", "A 2.wav", "a 3.wav"]
    assert [(tmp_path / "recordings" / name).read_bytes() for name in names] == [first, second, third]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/cron.wav", "cron.wav"),
        ("..\\..\\windows\\cron.wav", "cron.wav"),
        ("/etc/passwd.wav", "passwd.wav"),
        ("...hidden.wav", "hidden.wav"),
        ("<img src=x onerror=alert(1)>.wav", "_img src=x onerror=alert(1)_.wav"),
        ("a\nb\x1b[2J\0.wav", "a_b_[2J_.wav"),
        ("gnp.\u202evaw.wav", "gnp._vaw.wav"),
        ("CON.wav", "_CON.wav"),
        ("com1.take.wav", "_com1.take.wav"),
        ("  .wav", "recording.wav"),
        ("x" * 300 + ".wav", "x" * 80 + ".wav"),
        ("\u00e9" * 300 + ".aiff", "\u00e9" * 40 + ".aiff"),
        ("take:stream.wav", "take_stream.wav"),
        ("e\u0301tude.ogg", "\u00e9tude.ogg"),
    ],
)
def test_names_are_cleaned_and_lead_nowhere(client, tmp_path, name, kept):
    assert _send(client, name).json()["name"] == kept
    assert _everything(tmp_path) == [f"recordings/{kept}"]


@given(st.text(max_size=400), st.sampled_from(SOUND_SUFFIXES))
def test_any_name_becomes_one_that_every_system_takes(text, suffix):
    name = clean_name(text + suffix)
    assert name_fault(name) is None
    assert name.endswith(suffix)
    assert clean_name(name) == name


@pytest.mark.parametrize("name", ["take.exe", "take.html", "take", ".wav.js", "", "wav", "take.raw", "a.wav/"])
def test_other_endings_are_refused(client, tmp_path, name):
    answer = _send(client, name)
    assert answer.status_code == 415
    assert "\n" not in answer.json()["error"]
    assert _everything(tmp_path) == []


@pytest.mark.parametrize("content", [b"<html>", b"RIFF\0\0\0\0WAVEfmt ", _sound()[:40], bytes(100_000)])
def test_what_is_no_sound_is_refused_whatever_its_name_says(client, tmp_path, content):
    answer = _send(client, "take.wav", content)
    assert answer.status_code == 415
    assert answer.json()["error"].startswith("take.wav: ")
    assert ".upload-" not in answer.json()["error"]
    assert _everything(tmp_path) == []


def test_an_empty_file_and_a_form_are_refused(client, tmp_path):
    assert _send(client, "take.wav", b"").status_code == 400
    for kind in ("text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
        assert _send(client, "take.wav", headers={"content-type": kind}).status_code == 415
    assert client.post("/uploads?to=anywhere&name=a.wav", content=b"x", headers=AS_BYTES).status_code == 400
    assert _everything(tmp_path) == []


class Body:
    """A request of chunks, as a server gives them; counts how many were asked for."""

    def __init__(self, *chunks, then=None, endless=None):
        self._chunks, self._then, self._endless = list(chunks), then, endless
        self.asked = 0

    async def __call__(self):
        self.asked += 1
        if self._chunks:
            return {"type": "http.request", "body": self._chunks.pop(0), "more_body": True}
        if self._endless:
            return {"type": "http.request", "body": self._endless, "more_body": True}
        return self._then or {"type": "http.request", "body": b"", "more_body": False}


def _raw(app, body, **headers):
    """The status and text of an upload whose body comes as `body` gives it."""
    sent = []

    async def send(message):
        sent.append(message)

    head = [(key.replace("_", "-").encode(), value.encode()) for key, value in {**AS_BYTES, **headers}.items()]
    scope = {
        **{"type": "http", "method": "POST", "path": "/uploads", "query_string": b"to=recordings&name=a.wav"},
        **{"headers": head, "root_path": "", "scheme": "http", "server": ("h", 1), "client": ("c", 1)},
    }
    asyncio.run(app(scope, body, send))
    return sent[0]["status"], sent[1]["body"].decode()


def test_a_promise_of_two_gigabytes_is_refused_before_a_byte_is_read(app, tmp_path):
    body = Body(endless=bytes(65536))
    status, text = _raw(app, body, content_length=str(2 << 30))
    assert status == 413
    assert "1024 MB" in text
    assert body.asked == 0
    assert _everything(tmp_path) == []


def test_more_than_was_promised_is_refused_on_the_way(app, tmp_path, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 1 << 20)
    for headers in ({}, {"content_length": "1000"}, {"content_length": "-1"}, {"content_length": "9" * 30}):
        body = Body(endless=bytes(65536))
        assert _raw(app, body, **headers)[0] == 413
        assert body.asked == (1 << 20) // 65536 + 1
    assert _everything(tmp_path) == []


def test_a_broken_connection_leaves_nothing(app, tmp_path):
    broken = Body(_sound()[:2000], then={"type": "http.disconnect"})
    status, text = _raw(app, broken)
    assert status == 400
    assert "broke" in text
    assert _everything(tmp_path) == []


def test_a_full_disk_is_one_line_and_leaves_nothing(app, client, tmp_path, monkeypatch):
    class Full(io.FileIO):
        def write(self, chunk):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(uploads, "_opened", lambda part: Full(part, "x"))
    answer = _send(client, "a.wav")
    assert answer.status_code == 507
    assert answer.json()["error"] == "a.wav: there is no room for it on the disk; make some"
    monkeypatch.undo()
    free = uploads.shutil.disk_usage(tmp_path)
    monkeypatch.setattr(uploads.shutil, "disk_usage", lambda _: free._replace(free=uploads.SPARE_BYTES + 100))
    assert _send(client, "a.wav").status_code == 507  # the stage's room stays
    assert _everything(tmp_path) == []


def test_half_an_upload_of_a_dead_process_is_swept(context, tmp_path):
    (tmp_path / "recordings").mkdir()
    (tmp_path / "recordings" / ".upload-1234").write_bytes(b"half")
    (tmp_path / "recordings" / ".other").write_bytes(b"not ours")
    uploads.routes(context)
    assert _everything(tmp_path) == ["recordings/.other"]


def test_uploads_at_once_are_few(app, tmp_path):
    """Four that wait for their bytes; a fifth is refused; when one is done, the next comes in."""

    async def all_of_it():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://h") as client:
            go = asyncio.Event()

            async def slowly():
                yield _sound()[:100]
                await go.wait()
                yield _sound()[100:]

            def send(number, body):
                address = f"/uploads?to=recordings&name={number}.wav"
                return asyncio.create_task(client.post(address, content=body, headers=AS_BYTES))

            waiting = [send(number, slowly()) for number in range(4)]
            while len(list(tmp_path.rglob(".upload-*"))) < 4:
                await asyncio.sleep(0.01)
            fifth = await send(5, _sound())
            go.set()
            return fifth, [await one for one in waiting], await send(6, _sound())

    fifth, waited, last = asyncio.run(all_of_it())
    assert fifth.status_code == 503
    assert [one.status_code for one in waited] == [201] * 4
    assert last.status_code == 201
    assert len(_everything(tmp_path)) == 5


def test_training_sets_are_listed_paged_and_emptied(client, tmp_path, monkeypatch):
    monkeypatch.setattr("live_daemon.studio.training_sets.to_bin", lambda files: [one.unlink() for one in files] and "")
    for number in range(41):
        answer = _send(client, f"{number:03}.wav", to="set&set=slow%20evening")
        assert answer.json()["folder"] == "sets"
    assert client.get("/sets").json() == {"sets": [{"name": "slow evening", "recordings": 41}]}
    first, second = (client.get(f"/sets/slow evening?page={page}").json() for page in (0, 1))
    assert [row["name"] for row in first["items"]] == [f"{number:03}.wav" for number in range(40)]
    assert [row["name"] for row in second["items"]] == ["040.wav"]
    assert first["pages"] == 2
    for row in first["items"] + second["items"]:
        assert client.delete(f"/sets/files/{row['key']}").status_code == 200
    assert client.get("/sets").json() == {"sets": []}
    assert client.delete(f"/sets/files/{row['key']}").status_code == 404


@pytest.mark.parametrize("name", ["..", "a/b", "a\\b", ".hidden", "", "nul", "x" * 200, "a\nb"])
def test_a_set_is_one_folder_below_the_others(client, tmp_path, name):
    answer = _send(client, "a.wav", to=f"set&set={quote(name, safe='')}")
    assert answer.status_code == 400
    assert _everything(tmp_path) == []
