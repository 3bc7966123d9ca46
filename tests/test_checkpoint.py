"""Checkpoints: what is written comes back; whatever is wrong with a file is refused in one line."""

from __future__ import annotations

import json
import struct

import numpy as np
import pytest
import safetensors.numpy

from live_models.checkpoint import CheckpointError, load_checkpoint, read_card, save_checkpoint, write_atomically
from live_models.hyperparameters import Hyperparameters
from support.checkpoints import SMALL, random_tensors, small_checkpoint


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
    parameters = Hyperparameters(approach="vector", seg_len=512, hidden_size=512)
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
    parameters = Hyperparameters.from_params(SMALL["vector"])
    tensors = random_tensors(parameters)
    card = {"hyperparameters": parameters.to_params(), "normalisation": {}}
    tensors["head.bias"][0] = np.inf
    with pytest.raises(CheckpointError, match="finite"):
        save_checkpoint(tmp_path / "x", tensors, card)
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_folder_is_one_line(tmp_path):
    parameters = Hyperparameters.from_params(SMALL["vector"])
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
        write_atomically(path, "no bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_the_card_alone_can_be_read(tmp_path):
    small_checkpoint(tmp_path, "spectrum", recordings=[{"file": "a.wav", "licence": "CC0"}])
    (tmp_path / "spectrum.safetensors").unlink()
    assert read_card(tmp_path / "spectrum")["recordings"][0]["licence"] == "CC0"
