"""Damaged files of every kind that the program reads: one line, or treated as missing."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy

from live_daemon.audio.record import RecordError
from live_daemon.install.copies import InstallError, Package, Place
from live_daemon.install.service import Service
from live_daemon.midi.mapping import check_mappings
from live_daemon.processes.shared_folder import find_shared_folder
from live_daemon.settings import SettingsError, load_settings, settings_from_file
from live_daemon.soundcheck.set_list import SetListError, read_set_list
from live_inference.bank.manifest import BankError, read_bank
from live_inference.render.bank_writing import _written
from live_inference.render.cache import Cache
from live_inference.scores.command import RATE, _Made, _made
from live_models.checkpoint import load_checkpoint, read_card
from live_models.contract.checkpoint import CheckpointError
from live_models.contract.fit import ResumeError
from live_models.contract.parameters import HyperparameterError
from live_models.contract.training_state import read_description
from live_training.presets import load_preset


def installed(path):
    return Place(path.parent, Package("max", path.parent, (), (), ("x", "x"), False)).written()


def facts(path):
    return Cache(path.parent.parent).find(path.stem)


REFUSED = {
    "card.json": (read_card, CheckpointError),
    "bank.json": (lambda path: read_bank(path.parent), BankError),
    "show.toml": (load_settings, SettingsError),
    "resolved.json": (settings_from_file, SettingsError),
    "set_list.toml": (read_set_list, SetListError),
    "preset.json": (lambda path: load_preset(str(path)), HyperparameterError),
    "installed.json": (installed, InstallError),
    "shared-folder": (lambda path: find_shared_folder(path.parent), RecordError),
    "state.safetensors": (read_description, ResumeError),
}
"""By the file's name: what reads it, and the only error that may come of it."""

LIKE_NONE = {
    "dream.json": (lambda path: _made(path.with_suffix(".wav")), _Made(RATE)),
    "written.json": (_written, {}),
    "facts.json": (facts, None),
    "live-daemon.service": (lambda path: Service("systemd", path).state(), "changed"),
}
"""By the file's name: what reads it, and what it says of any that is damaged."""

CONTENTS = {
    "nothing": b"",
    "a mark alone": b"\xef\xbb\xbf",
    "zeros of a crash": b"\0" * 4096,
    "half of it": b'{"a": [1, 2',
    "a list": b"[1, 2, 3]",
    "a list of lists": b"[[[1]], [[2]]]",
    "a text": b'"abc"',
    "null": b"null",
    "a number": b"5",
    "true": b"true",
    "5000 digits": b"9" * 5000,
    "5000 digits within": b'{"a": ' + b"9" * 5000 + b"}",
    "TOML of 5000 digits": b"a = " + b"9" * 5000,
    "beyond a double": b'{"a": 1e999}',
    "not a number": b'{"a": NaN}',
    "a key twice": b'{"a": 1, "a": 2}',
    "brackets": b"[" * 200_000,
    "brackets of objects": b'{"a":' * 100_000,
    "TOML of brackets": b"a = " + b"[" * 200_000,
    "TOML of dots": b"a." * 200_000 + b"a = 1",
    "Latin-1": '{"name": "café"}'.encode("latin-1"),
    "UTF-16": '{"name": "x"}'.encode("utf-16"),
    "half a character": b'{"name": "\\ud800", "file": "\\udfff"}',
    "null in every field": b'{"loops": null, "hyperparameters": null, "approach": null, "scores": null, "piece": null}',
    "numbers in every field": b'{"loops": 1, "hyperparameters": 1, "approach": 1, "scores": 1, "refused": 1}',
    "too large": b" " * (17 << 20) + b"{}",
}


def placed(folder, name):
    """The path of a file of this name, with everything beside it that its reader looks for first."""
    path = folder / ".render" / name if name == "facts.json" else folder / name
    path.parent.mkdir(exist_ok=True)
    return path


def check(path, name):
    if name in LIKE_NONE:
        read, said = LIKE_NONE[name]
        assert read(path) == said
        return
    read, error = REFUSED[name]
    with pytest.raises(error) as caught:
        read(path)
    text = str(caught.value)
    assert len(text.splitlines()) == 1 and text.encode() and len(text) < 3000


HARMLESS = {("shared-folder", content) for content in CONTENTS if content != "too large"} | {
    ("show.toml", "nothing"),
    ("show.toml", "a mark alone"),
    ("written.json", "a list"),
}


@pytest.mark.parametrize(
    ("name", "content"),
    [(name, content) for name in (*REFUSED, *LIKE_NONE) for content in CONTENTS if (name, content) not in HARMLESS],
)
def test_damaged_contents(tmp_path, name, content):
    path = placed(tmp_path, name)
    path.write_bytes(CONTENTS[content])
    check(path, name)


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices in the file system are POSIX's")
@pytest.mark.parametrize("thing", ["a pipe", "a device", "a folder", "a link to itself"])
@pytest.mark.parametrize("name", [*REFUSED, *LIKE_NONE])
def test_what_is_no_file(tmp_path, name, thing):
    path = placed(tmp_path, name)
    if thing == "a pipe":
        os.mkfifo(path)
    elif thing == "a folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero" if thing == "a device" else path)
    check(path, name)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_there(tmp_path, name):
    check(tmp_path / "nowhere" / name, name)


def test_settings_set_list_and_preset_may_begin_with_a_byte_order_mark(tmp_path):
    """Windows' editor writes one; it was once refused as "not TOML"."""
    files = {
        "show.toml": "[engine]\nduration_s = 5\n",
        "set_list.toml": '[[piece]]\nname = "one"\n',
        "preset.json": '{"approach": "vector"}',
    }
    for name, text in files.items():
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load_settings(tmp_path / "show.toml").engine.duration_s == 5.0
    assert read_set_list(tmp_path / "set_list.toml")[0].name == "one"
    assert load_preset(str(tmp_path / "preset.json")).approach == "vector"


@pytest.mark.parametrize("line", ["name = 0x%s" % ("f" * 9000), 'name = "a"\nbanks = [0x%s]' % ("f" * 9000)])
def test_a_number_in_a_set_list_that_python_cannot_write_is_one_line(tmp_path, line):
    (tmp_path / "set_list.toml").write_text(f"[[piece]]\n{line}\n")
    check(tmp_path / "set_list.toml", "set_list.toml")


@pytest.mark.parametrize(
    "line", ["cc %s = /dream/panic" % ("9" * 5000), "cc 1 = /dream/loop/gain %s 0..1" % ("9" * 5000),
             "cc 1 = /dream/loop/gain 0 0..%s" % ("9" * 5000), "cc 1 ch %s = /dream/panic" % ("9" * 5000),
             "cc \u0663 = /dream/panic"]
)  # fmt: skip
def test_numbers_of_a_midi_line_have_an_end(line):
    with pytest.raises(SettingsError, match=r"midi\.map"):
        check_mappings(load_settings(overrides=[f'midi.map=["{line}"]']))


@pytest.mark.parametrize(
    "changed",
    [
        {"rng": [1]}, {"step": -1}, {"step": "5"}, {"step": None}, {"log": [1]}, {"log": None}, {"recordings": "abc"},
        {"recordings": [1]}, {"hyperparameters": 5},
    ],
)  # fmt: skip
def test_a_training_state_that_says_nonsense_of_itself_is_refused(tmp_path, changed):
    meta = {"hyperparameters": {}, "recordings": ["a"], "rng": {"state": {"state": 2**127}}, "step": 5, "log": {}}
    path = tmp_path / "state.safetensors"
    tensors = {"a": np.zeros(1, np.float32)}
    path.write_bytes(safetensors.numpy.save(tensors, {"state": json.dumps(meta)}))
    assert vars(read_description(path)) == meta
    path.write_bytes(safetensors.numpy.save(tensors, {"state": json.dumps(meta | changed)}))
    check(path, "state.safetensors")
    for metadata in (None, {}, {"state": ""}, {"state": "[" * 100_000}):
        path.write_bytes(safetensors.numpy.save(tensors, metadata))
        check(path, "state.safetensors")


def test_names_in_lists_of_what_was_written_stay_in_their_folder(tmp_path):
    (tmp_path / "written.json").write_text('{"a.wav": "x", "../b.wav": "y", "/etc/passwd": "z"}')
    assert _written(tmp_path / "written.json") == {"a.wav": "x"}
    (tmp_path / "installed.json").write_text('{"../../x": "y"}')
    check(tmp_path / "installed.json", "installed.json")


def test_shipped_cards_presets_and_their_copies_are_read_as_before(tmp_path):
    shipped = Path(__file__).parents[3] / "models"
    for card in (shipped / "checkpoints").glob("*.json"):
        copy = Path(shutil.copy(card, tmp_path))
        shutil.copy(card.with_suffix(".safetensors"), tmp_path)
        assert load_checkpoint(copy).name == card.stem
