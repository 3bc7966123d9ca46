"""Checkpoints: what is written comes back; whatever is wrong with a file is refused in one line."""

from __future__ import annotations

import json
import os
import struct

import numpy as np
import pytest
import safetensors.numpy

from live_models.atomic_files import atomically
from live_models.checkpoint import load_checkpoint, read_card, save_checkpoint
from live_models.contract.checkpoint import CheckpointError
from support.checkpoints import SMALL, random_tensors, small_checkpoint
from support.parameters import hyperparameters, hyperparameters_of


def test_weights_come_back_bit_for_bit(tmp_path):
    checkpoint = small_checkpoint(tmp_path, "spectrum_mixture")
    for name, tensor in random_tensors(checkpoint.hyperparameters).items():
        np.testing.assert_array_equal(checkpoint.tensors[name], tensor)
    assert checkpoint.name == "spectrum_mixture"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "spectrum_mixture.json",
        "spectrum_mixture.safetensors",
    ]


@pytest.mark.parametrize("ending", ["", ".json", ".safetensors"])
def test_card_weights_or_stem_name_the_same_checkpoint(tmp_path, ending):
    small_checkpoint(tmp_path, "vector", name="a.b")
    assert load_checkpoint(tmp_path / f"a.b{ending}").name == "a.b"


def test_large_weights_are_stored_as_float16_and_come_back_as_float32(tmp_path):
    parameters = hyperparameters(approach="vector", seg_len=512, hidden_size=512)
    tensors = random_tensors(parameters)
    path = save_checkpoint(tmp_path / "big", tensors, {"hyperparameters": parameters.to_params(), "normalisation": {}})
    size = sum(tensor.size for tensor in tensors.values())
    assert abs(path.with_suffix(".safetensors").stat().st_size - 2 * size) < 2000
    loaded = load_checkpoint(path)
    for name, tensor in tensors.items():
        assert loaded.tensors[name].dtype == np.float32
        # half a unit in the last of 11 bits
        np.testing.assert_allclose(loaded.tensors[name], tensor, rtol=2**-11, atol=1e-7)


def _spoil_weights(path, change):
    """Rewrite the weights and make the card's checksum agree, so that only the change itself is wrong."""
    import hashlib

    weights = path.with_suffix(".safetensors")
    tensors = safetensors.numpy.load_file(weights)
    change(tensors)
    weights.write_bytes(safetensors.numpy.save(tensors))
    card = json.loads(path.read_text())
    card["sha256"] = hashlib.sha256(weights.read_bytes()).hexdigest()
    path.write_text(json.dumps(card))


@pytest.mark.parametrize(
    "change",
    [
        {"format": ["x" * 100] * 100_000},
        {"normalisation": {"x" * 1_000_000: 1.0}},
        {"normalisation": {"x" * 1_000_000: "a"}},
        {"scores": 5, "x" * 1_000_000: 1},
        {"hyperparameters": {"x" * 1_000_000: 1}},
        {"normalisation": {"gain_db": 1e300}},
    ],
    ids=["format", "unknown name", "key", "field", "hyperparameter", "gain"],
)
def test_a_damaged_card_is_a_line_that_can_be_read(tmp_path, change):
    """A million characters of it came to the terminal, to every patch and into the log."""
    small_checkpoint(tmp_path, "vector")
    card = tmp_path / "vector.json"
    card.write_text(json.dumps(json.loads(card.read_text()) | change))
    with pytest.raises(CheckpointError) as caught:
        read_card(card)
    assert len(str(caught.value)) < 1500 and len(str(caught.value).splitlines()) == 1


def test_a_card_without_its_fields_is_a_line_that_can_be_read(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({"a" * 1_000_000: 1}))
    with pytest.raises(CheckpointError) as caught:
        read_card(tmp_path / "a.json")
    assert len(str(caught.value)) < 1500


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.pop("head.bias"), ["head.bias", "missing"]),
        (lambda t: t.update({"extra": np.zeros(3, dtype=np.float32)}), ["extra", "unknown"]),
        (lambda t: t.update({"head.bias": np.zeros(3, dtype=np.float32)}), ["head.bias", "(32,)", "(3,)"]),
        (lambda t: t.update({"head.bias": np.zeros(32, dtype=np.int32)}), ["head.bias", "int32"]),
        (lambda t: t.update({"head.bias": np.full(32, np.nan, dtype=np.float32)}), ["head.bias", "finite"]),
    ],
)
def test_wrong_tensors_are_refused_by_name(tmp_path, change, words):
    small_checkpoint(tmp_path, "vector")
    _spoil_weights(tmp_path / "vector.json", change)
    with pytest.raises(CheckpointError) as caught:
        load_checkpoint(tmp_path / "vector")
    for word in [*words, "vector.safetensors"]:
        assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def _truncate(folder):
    path = folder / "vector.safetensors"
    path.write_bytes(path.read_bytes()[:-10])


def _huge_header(folder):
    import hashlib

    data = struct.pack("<Q", 1 << 60) + b"{}"
    (folder / "vector.safetensors").write_bytes(data)
    _card(folder, sha256=hashlib.sha256(data).hexdigest())


def _card(folder, **changes):
    path = folder / "vector.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_truncate, ["sha256", "damaged"]),
        (_huge_header, ["not a safetensors file"]),
        (lambda f: (f / "vector.safetensors").unlink(), ["no such file"]),
        (lambda f: (f / "vector.json").unlink(), ["no such checkpoint card"]),
        (lambda f: (f / "vector.json").write_text("{"), ["JSON"]),
        (lambda f: (f / "vector.json").write_text("[" * 100_000), ["JSON"]),
        (lambda f: (f / "vector.json").write_bytes(b"\xff\xfe\x00"), ["JSON"]),
        (lambda f: (f / "vector.json").write_text("[1]"), ["JSON object", "list"]),
        (lambda f: (f / "vector.json").write_text("{}"), ["approach"]),
        (lambda f: _card(f, format=99), ["format", "99"]),
        (lambda f: _card(f, sample_rate=1), ["sample_rate"]),
        (lambda f: _card(f, normalisation=[]), ["normalisation"]),
        (lambda f: _card(f, hyperparameters={"lr": "x"}), ["lr"]),
        (lambda f: _card(f, hyperparameters=[]), ["hyperparameters"]),
    ],
)
def test_damaged_checkpoints_are_refused_in_one_line(tmp_path, spoil, words):
    small_checkpoint(tmp_path, "vector")
    spoil(tmp_path)
    with pytest.raises(CheckpointError) as caught:
        load_checkpoint(tmp_path / "vector")
    for word in [*words, "vector."]:
        assert word in str(caught.value)
    assert "\n" not in str(caught.value).strip()


def test_saving_checks_before_it_writes(tmp_path):
    parameters = hyperparameters_of(SMALL["vector"])
    tensors = random_tensors(parameters)
    card = {"hyperparameters": parameters.to_params(), "normalisation": {}}
    tensors["head.bias"][0] = np.inf
    with pytest.raises(CheckpointError, match="finite"):
        save_checkpoint(tmp_path / "x", tensors, card)
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_folder_is_one_line(tmp_path):
    parameters = hyperparameters_of(SMALL["vector"])
    (tmp_path / "file").write_text("")
    with pytest.raises(CheckpointError, match="cannot be written"):
        save_checkpoint(
            tmp_path / "file" / "x",
            random_tensors(parameters),
            {"hyperparameters": parameters.to_params(), "normalisation": {}},
        )


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(TypeError):
        atomically(path, lambda partial: partial.write_bytes("no bytes"), on_disk=True)  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_the_card_alone_can_be_read(tmp_path):
    small_checkpoint(tmp_path, "spectrum", recordings=[{"file": "a.wav", "licence": "CC0"}])
    (tmp_path / "spectrum.safetensors").unlink()
    assert read_card(tmp_path / "spectrum")["recordings"][0]["licence"] == "CC0"


NO_CARD_OF_OURS = {
    "recordings": ["my take.wav", [["a"]], {"file": "a"}, "a.wav", 5, [{"file": 5}], [{"file": ["a"]}], [None]],
    "name": [5, ["a"], {"a": 1}],
    "controls": ["abc", [1], 5],
    "resynthesis": [[1], "x", {"gate_db": "loud"}, {"gate_db": [1]}],
    "normalisation": [None, "x", {"level": "x"}, {"level": None}, {"level": [1]}, {"deviation": -1}, {"other": 1}],
    "hyperparameters": [None, 5, {"seg_len": [1]}, {"label_shape": 5}, {"label_shape": [1, 2, 3]}, {"lr": {}}],
    "training_log": [[1], "x"],
    "scores": [[1], 5],
    "reference": [[1], 5, "x"],
    "sha256": [5, "", "0" * 65, ["a"]],
    "sample_rate": ["8000", -1, [8000], None, 1e300],
    "approach": [5, ["vector"], None],
    "format": ["1", None, 1.5, [1], True],
}


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, many in NO_CARD_OF_OURS.items() for value in many])
def test_a_field_of_the_wrong_type_is_refused_by_name(tmp_path, key, value):
    """A card whose recordings were edited by hand ended the dreaming engine at every start."""
    small_checkpoint(tmp_path, "vector")
    _card(tmp_path, **{key: value})
    with pytest.raises(CheckpointError) as caught:
        read_card(tmp_path / "vector")
    text = str(caught.value)
    words = [key, *(value if key in ("normalisation", "hyperparameters") and isinstance(value, dict) else [])]
    assert any(word in text for word in words) and "vector.json" in text and len(text.splitlines()) == 1


def test_what_a_card_does_not_say_or_says_as_null_has_its_default(tmp_path):
    small_checkpoint(tmp_path, "vector")
    _card(tmp_path, recordings=None, controls=None, resynthesis=None, name=None, reference=None, preset=None)
    card = load_checkpoint(tmp_path / "vector").card
    assert (card["recordings"], card["controls"], card["resynthesis"], card["name"]) == ([], {}, {}, "vector")


def test_a_card_may_begin_with_a_byte_order_mark(tmp_path):
    small_checkpoint(tmp_path, "vector")
    path = tmp_path / "vector.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_checkpoint(path).name == "vector"


def _hash_agrees(folder, data):
    import hashlib

    (folder / "vector.safetensors").write_bytes(data)
    _card(folder, sha256=hashlib.sha256(data).hexdigest())


def _tensor(dtype, shape, offsets, data=b"\0" * 128):
    header = json.dumps({"head.bias": {"dtype": dtype, "shape": shape, "data_offsets": offsets}}).encode()
    return struct.pack("<Q", len(header)) + header + data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 7,
        struct.pack("<Q", 1 << 63) + b"{}",
        struct.pack("<Q", (1 << 64) - 1),
        struct.pack("<Q", 0),
        struct.pack("<Q", 4) + b"\xff\xff\xff\xff",
        struct.pack("<Q", 100_000) + b"[" * 100_000,
        struct.pack("<Q", 2) + b"{}",
        struct.pack("<Q", 4) + b"null",
        _tensor("F32", [32], [0, 128]),
        _tensor("F99", [32], [0, 128]),
        _tensor("BF16", [64], [0, 128]),
        _tensor("F8_E4M3", [128], [0, 128]),
        _tensor("BOOL", [128], [0, 128]),
        _tensor("F32", [2**40, 2**40], [0, 128]),
        _tensor("F32", [-32], [0, 128]),
        _tensor("F32", [32], [0, 2**63]),
        _tensor("F32", [32], [128, 0]),
        _tensor("F32", [0], [0, 0], b""),
    ],
)
def test_weights_that_lie_about_themselves_are_one_line(tmp_path, data):
    small_checkpoint(tmp_path, "vector")
    _hash_agrees(tmp_path, data)
    with pytest.raises(CheckpointError) as caught:
        load_checkpoint(tmp_path / "vector")
    assert "vector.safetensors: " in str(caught.value) and len(str(caught.value).splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="pipes in the file system are POSIX's")
@pytest.mark.parametrize("ending", ["json", "safetensors"])
def test_pipes_and_devices_in_place_of_card_or_weights_are_not_waited_for(tmp_path, ending):
    small_checkpoint(tmp_path, "vector")
    path = tmp_path / f"vector.{ending}"
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(CheckpointError, match="found a pipe"):
        load_checkpoint(tmp_path / "vector")
    path.unlink()
    path.symlink_to("/dev/zero")
    with pytest.raises(CheckpointError, match="found a device"):
        load_checkpoint(tmp_path / "vector")


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_a_link_with_the_hidden_files_name_is_not_followed(tmp_path):
    precious = tmp_path / "precious"
    precious.write_bytes(b"mine")
    (tmp_path / f".a.json.{os.getpid()}.part").symlink_to(precious)
    atomically(tmp_path / "a.json", lambda partial: partial.write_bytes(b"{}"), on_disk=True)
    assert precious.read_bytes() == b"mine" and (tmp_path / "a.json").read_bytes() == b"{}"
    assert not (tmp_path / "a.json").is_symlink()
