"""Whatever comes from outside is taken or refused in one line: OSC, settings, headers of recordings; and no pickle."""

import ast
import os
import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile

from live_daemon.osc.addresses import INCOMING, OscRefusedError
from live_daemon.osc.allowed_paths import PathRefusedError, resolve_inside
from live_daemon.osc.transport import parse_datagram
from live_daemon.takes.take_files import inspect_recording
from live_inference.files.audio import AudioFileError, read_audio
from support import fuzz_osc, fuzz_settings

ROOT = Path(__file__).parents[3]
CODE = [file for folder in ("live", "inference", "models", "max_patches") for file in (ROOT / folder).rglob("*.py")]


def test_mutated_datagrams_are_taken_or_refused_in_one_line():
    told = fuzz_osc.fuzz(20_000, seed=7)
    assert told["messages_taken"] > 1000 and told["refused"] > 10_000, "it must reach both ends"
    assert len(told["reasons"]) > 15
    assert told["addresses_taken"] == len(INCOMING), "every address is reached"


@pytest.mark.parametrize("size", [0, -4, -16, 3, 1 << 30, -(1 << 31)])
def test_a_bundle_whose_element_leads_nowhere_ends(size):
    """python-osc reads an element of size -4 for ever: one datagram would have silenced the stage."""
    element = struct.pack(">i", size) + b"/dream/panic\0\0\0\0,\0\0\0"
    with pytest.raises(OscRefusedError, match="size of a bundle's element"):
        list(parse_datagram(b"#bundle\0" + bytes(8) + element))


def test_arguments_of_unknown_type_are_refused_and_not_left_out(capfd):
    with pytest.raises(OscRefusedError, match="argument's type must be a known one, got 'X'"):
        list(parse_datagram(b"/dream/loop/gain\0\0\0\0,Xif\0\0\0\0" + bytes(8)))
    assert capfd.readouterr().err == "", "python-osc must not write its own warnings into the log"


def test_random_settings_files_are_taken_or_refused_in_one_line(tmp_path):
    found = fuzz_settings.fuzz(tmp_path, 3_000)
    assert sum(found.values()) == 3_000
    assert found["accepted"] > 150 and len(found) > 12, found


def test_damaged_recordings_are_one_line(tmp_path):
    rng = np.random.default_rng(3)
    take = tmp_path / "take.wav"
    readable = 0
    for name, kind in (("WAV", "PCM_16"), ("AIFF", "PCM_24"), ("FLAC", "PCM_16"), ("OGG", "VORBIS")):
        soundfile.write(take, 0.1 * rng.standard_normal((3000, 2)), 8000, subtype=kind, format=name)
        whole = take.read_bytes()
        for _ in range(75):
            data = bytearray(whole)
            for place in rng.integers(0, min(len(data), 120), rng.integers(1, 5)):  # the header
                data[place] = rng.integers(256)
            take.write_bytes(data[: rng.integers(1, len(data) + 1)] if rng.integers(3) == 0 else data)
            verdict, reason = inspect_recording(take)
            assert verdict in ("finished", "unfinished", "bad")
            assert (verdict == "finished") == (reason == "") and "\n" not in reason
            try:
                samples = read_audio(take, 8000)
            except AudioFileError as error:
                assert "\n" not in str(error) and "take.wav" in str(error)
            else:
                readable += 1
                assert np.isfinite(samples).all()
    assert 0 < readable < 300


def test_pipes_and_links_out_are_refused(tmp_path):
    inside, outside = tmp_path / "bank", tmp_path / "secret"
    for folder in (inside, outside):
        folder.mkdir()
    (outside / "a.wav").write_bytes(b"x")
    (inside / "out").symlink_to(outside)
    (inside / "hidden").mkdir()
    (inside / "hidden" / "deeper").symlink_to("../../secret/a.wav")
    (inside / "circle").symlink_to("circle")
    os.mkfifo(inside / "pipe.wav")  # opening it would wait for a writer that never comes
    for text in ("out/a.wav", "hidden/deeper", "hidden/../../secret/a.wav", "circle", "pipe.wav", "x" * 5000, "a\0"):
        with pytest.raises(PathRefusedError) as refused:
            resolve_inside(text, [inside])
        assert "\n" not in str(refused.value)
    assert resolve_inside("not_there_yet.wav", [inside]) == inside.resolve() / "not_there_yet.wav"


PICKLES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "yaml"}


def _dangers(file):
    text = file.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] in PICKLES)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module.split(".")[0] in PICKLES:
                yield node.module
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in ("eval", "exec", "torch.load", "torch.save", "os.system", "os.popen"):
                yield name
            # Connection.send and recv pickle; send_bytes and recv_bytes do not.
            if "multiprocessing" in text and name.endswith(("connection.send", "connection.recv", "link.recv")):
                yield name
            for one in node.keywords:
                if one.arg in ("allow_pickle", "shell") and ast.unparse(one.value) != "False":
                    yield one.arg


def test_nothing_that_is_read_can_run():
    """No pickle, in none of its clothes: what is read from a file or a socket names data, never code."""
    assert len(CODE) > 80
    found = {file.relative_to(ROOT).as_posix(): list(_dangers(file)) for file in CODE}
    assert {file: names for file, names in found.items() if names} == {}


def test_the_search_for_pickle_finds_it(tmp_path):
    file = tmp_path / "bad.py"
    file.write_text("import pickle\nfrom multiprocessing import connection\nself._connection.recv()\neval('1')\n")
    assert list(_dangers(file)) == ["pickle", "self._connection.recv", "eval"]
