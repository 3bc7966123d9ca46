"""The strict reader: a file that a person or a crash damaged is one line, soon; it waits for nothing."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from pathlib import Path

import pytest

from live_models.printable import printable
from live_models.strict_reader import (
    DEEPEST,
    FileError,
    FileMissingError,
    open_regular,
    parse_json,
    read_bytes,
    read_json,
    read_text,
    read_toml,
)

posix = pytest.mark.skipif(os.name == "nt", reason="pipes and devices in the file system are POSIX's")


def refused(read, path):
    """The line that a reader says; it must be one, and come soon."""
    began = time.monotonic()
    with pytest.raises(FileError) as caught:
        read(path)
    assert time.monotonic() - began < 100, "a damaged file must not hold anybody up"
    text = str(caught.value)
    assert len(text.splitlines()) == 1 and text.encode() and len(text) < 1000
    return text


def written(folder, data):
    path = folder / "file.json"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


# -- what is no file ----------------------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("read", [read_json, read_toml, open_regular, lambda path: read_bytes(path, 100)])
def test_pipes_devices_sockets_and_folders_are_refused_without_waiting(tmp_path, read):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/dev/zero")
    (tmp_path / "folder").mkdir()
    (tmp_path / "to pipe").symlink_to(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        found = {name: refused(read, tmp_path / name) for name in ("pipe", "link", "folder", "to pipe", "socket")}
    assert {name: line.split("found ")[1].split(";")[0] for name, line in found.items()} == {
        "pipe": "a pipe",
        "link": "a device",
        "folder": "a folder",
        "to pipe": "a pipe",
        "socket": "a socket",
    }


@posix
def test_a_file_that_becomes_a_pipe_between_look_and_opening_is_not_waited_for(tmp_path, monkeypatch):
    path = written(tmp_path, "{}")
    real = os.open

    def exchanged(name, flags, *arguments):
        path.unlink()
        os.mkfifo(path)
        return real(name, flags, *arguments)

    monkeypatch.setattr(os, "open", exchanged)
    assert "found a pipe" in refused(read_json, path)


def test_a_file_that_goes_away_between_look_and_opening_is_missing(tmp_path, monkeypatch):
    path = written(tmp_path, "{}")
    real = os.open

    def gone(name, *arguments):
        path.unlink()
        return real(name, *arguments)

    monkeypatch.setattr(os, "open", gone)
    with pytest.raises(FileMissingError, match="no such file"):
        read_json(path)


def test_what_is_not_there_is_told_apart_from_what_is_broken(tmp_path):
    written(tmp_path, "{}")
    for path in (tmp_path / "none.json", tmp_path / "file.json" / "below"):
        with pytest.raises(FileMissingError, match="no such file"):
            read_json(path)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileMissingError):
        read_json(tmp_path / "dangling")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert "cannot be read" in refused(read_json, tmp_path / "circle")


def test_names_that_are_none_and_names_that_are_not_utf8(tmp_path):
    assert "is no name for a file" in refused(read_json, Path("a\0b"))
    assert "is no name for a file" in refused(read_json, Path("\ud800"))
    assert "cannot be read" in refused(read_json, tmp_path / ("x" * 300))
    if sys.platform == "linux":
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.json"))
        path.write_text("[")
        assert "café.json: must be JSON" in refused(read_json, path)
        assert printable(path).endswith("/café.json")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_one_line(tmp_path):
    path = written(tmp_path, "{}")
    path.chmod(0)
    assert "Permission denied" in refused(read_json, path)


def test_a_denied_or_failing_disk_is_one_line(tmp_path, monkeypatch):
    path = written(tmp_path, "{}")

    def denied(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    assert refused(read_json, path) == f"{path}: cannot be read (Permission denied)"


# -- size ---------------------------------------------------------------------------------------------------------


def test_a_file_beyond_its_limit_is_refused_unread(tmp_path):
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert "must have at most 16 MB, found 1048576 MB" in refused(read_json, path)
    assert "at most 1 MB" in refused(read_toml, path)
    path.write_bytes(b"12345")
    assert read_bytes(path, 5) == b"12345"
    assert "at most 4 bytes, found 5 bytes" in refused(lambda one: read_bytes(one, 4), path)


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path, monkeypatch):
    path = written(tmp_path, "[1]")
    real = os.fstat

    def before_it_grew(descriptor):
        found = list(real(descriptor))
        found[6] -= 1
        return os.stat_result(found)

    monkeypatch.setattr(os, "fstat", before_it_grew)
    assert "is being written" in refused(read_json, path)


# -- JSON ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "found an empty file"),
        (b" \n\t ", "found an empty file"),
        (b"\xef\xbb\xbf", "found an empty file"),
        (b"{", "must be JSON"),
        (b'{"a": 1} trailing', "must be JSON"),
        (b"\0\0\0\0", "must be JSON"),
        (b"9" * 5000, "at most 40 digits, found 5000"),
        (b'{"a": -' + b"9" * 5000 + b"}", "at most 40 digits"),
        (b"1e999", "must be finite, found 1e999"),
        (b"[-1e999]", "must be finite"),
        (b"[" + b"9" * 400 + b".5]", "must be finite"),
        (b"NaN", "must be finite, found NaN"),
        (b"[Infinity]", "must be finite"),
        (b"[-Infinity]", "must be finite"),
        (b'{"a": 1, "a": 2}', "'a' twice"),
        (b"[" * 100_000, f"at most {DEEPEST} brackets"),
        (b'{"a":' * 1000 + b"1" + b"}" * 1000, f"at most {DEEPEST} brackets"),
        (b'"caf\xe9"', "in UTF-8, byte 4"),
        ('{"a": "b"}'.encode("utf-16"), "in UTF-8"),
        (b'"\\ud800"', "surrogate"),
        (b'{"\\uDFFFx": 1}', "surrogate"),
        (b'"' + b'\\"' * 2_000_000, "must be JSON"),
        (b"[" + b"{}," * 5_000_000 + b"{}]", "at most 4000000 values, found 5000000"),
    ],
)
def test_what_is_no_json_of_ours_is_one_line(tmp_path, data, reason):
    assert reason in refused(read_json, written(tmp_path, data))
    with pytest.raises(FileError, match=r"^the line: "):
        parse_json(data, "the line")


def test_a_key_that_is_twice_among_many_is_told_soon(tmp_path):
    """Every key was counted in all of them: half a million keys took hours."""
    keys = b",".join(b'"%d":0' % number for number in range(500_000))
    assert "'499999' twice" in refused(read_json, written(tmp_path, b"{" + keys + b',"499999":1}'))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_is_json_comes_as_it_is_with_or_without_a_mark(tmp_path, mark):
    value = {"a": [1, 2.5, -3e-7, True, None, 'é 😀 [[[[ \\ " {'], "rng": 2**127, "b": {}, "c": "x\u0000"}
    for text in (json.dumps(value), json.dumps(value, ensure_ascii=False)):
        assert read_json(written(tmp_path, mark + text.encode())) == value
    if os.name != "nt":
        name = os.fsdecode(b"caf\xe9.wav")  # a file's name that is not UTF-8, as json writes it
        assert read_json(written(tmp_path, mark + json.dumps([name]).encode())) == [name]
    deep = "[" * DEEPEST + "]" * DEEPEST
    assert read_json(written(tmp_path, mark + deep.encode())) == json.loads(deep)
    assert read_json(written(tmp_path, json.dumps("[" * 1000).encode())) == "[" * 1000


# -- TOML and text ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a = ", "is not TOML"),
        (b"a = " + b"[" * 100_000, "is not TOML"),
        (b"a = " + b"9" * 5000, "is not TOML"),
        (b"a = {" * 1000, "is not TOML"),
        (b"a.b." * 100_000 + b"c = 1", "a key must have at most 32 parts, line 1 has more"),
        (b"x = 1\n[" + b'"a b".' * 1000 + b"c]", "a key must have at most 32 parts, line 2 has more"),
        (b"a = 'caf\xe9'", "must be TOML in UTF-8"),
        ("a = 1".encode("utf-16"), "must be TOML in UTF-8"),
    ],
)
def test_what_is_no_toml_is_one_line_and_soon(tmp_path, data, reason):
    """Keys of many parts cost tomllib their number squared: a file of 800 KB took all memory."""
    assert reason in refused(read_toml, written(tmp_path, data))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_toml_and_text_come_with_or_without_a_mark(tmp_path, mark):
    path = written(tmp_path, mark + b'[engine]\nduration_s = 5\nname = "a.b.c"  # 1.2.3\n')
    assert read_toml(path) == {"engine": {"duration_s": 5, "name": "a.b.c"}}
    assert read_text(path, 100).startswith("[engine]")
