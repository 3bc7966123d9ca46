"""The registry: user folders first, the shipped checkpoints last, broken ones shown and harmless."""

from __future__ import annotations

import json
import os
import shutil
import sys

import numpy as np
import pytest

from live_inference.dreaming.guard import Guard
from live_inference.scores.score import Reference
from live_models.checkpoint import load_checkpoint, read_card
from live_models.contract.checkpoint import CheckpointError
from live_models.contract.generator import generate
from live_models.families import FAMILIES
from live_models.features import REFERENCE_RMS
from live_models.loading import load_generator
from live_models.registry import DEFAULT_NAME, Registry, shipped_folder
from support.checkpoints import small_checkpoint
from support.strings import plucked


def test_names_come_from_all_folders_and_the_first_one_wins(tmp_path):
    for folder in ("one", "two"):
        small_checkpoint(tmp_path / folder, "vector", name="same")
    small_checkpoint(tmp_path / "two", "spectrum", name="other")
    registry = Registry([tmp_path / "one", tmp_path / "missing", tmp_path / "two"])
    assert {"same", "other"} <= set(registry.names())
    assert registry.find("same") == tmp_path / "one" / "same.json"
    assert registry.find("other") == tmp_path / "two" / "other.json"


def test_a_checkpoint_in_bands_is_in_full_band(tmp_path):
    for kind in ("column", "column_bands", "spectrum"):
        small_checkpoint(tmp_path, kind)
    told = {row["name"]: row["band"] for row in Registry([tmp_path]).describe()}
    assert (told["column"], told["column_bands"], told["spectrum"]) == ("voice", "full", "voice")


def test_an_unknown_name_lists_the_known_ones(tmp_path):
    small_checkpoint(tmp_path, "vector", name="bells")
    with pytest.raises(CheckpointError, match=r"'gongs'.*bells"):
        Registry([tmp_path]).find("gongs")


def test_a_broken_checkpoint_is_shown_with_its_fault_and_breaks_nothing(tmp_path):
    small_checkpoint(tmp_path, "vector", name="whole", recordings=[{"file": "a.wav", "licence": "CC0"}])
    (tmp_path / "broken.json").write_text("{")
    small_checkpoint(tmp_path, "vector", name="headless")
    (tmp_path / "headless.safetensors").unlink()
    small_checkpoint(tmp_path, "spectrum_hearing", name="hearing")
    rows = {row["name"]: row for row in Registry([tmp_path]).describe()}
    assert (rows["whole"]["condition"], rows["hearing"]["condition"]) == (False, True)
    assert "JSON" in rows["broken"]["fault"]
    assert "no such file" in rows["headless"]["fault"]
    assert "fault" not in rows["whole"]
    assert rows["whole"]["approach"] == "vector"
    assert rows["whole"]["recordings"] == ["a.wav"]
    assert (rows["whole"]["channels"], rows["whole"]["band"]) == (1, "voice")


def test_a_name_too_long_for_the_weights_and_a_folder_that_cannot_be_are_nobody_elses_trouble(tmp_path):
    """A card's name of 245 characters: the weights' would have 257, and no model was found any more."""
    small_checkpoint(tmp_path, "vector", name="whole")
    shutil.copy(tmp_path / "whole.json", tmp_path / f"{'x' * 245}.json")
    registry = Registry([tmp_path / ("y" * 300), tmp_path])
    rows = {row["name"]: row for row in registry.describe()}
    assert "cannot be read" in rows["x" * 245]["fault"] and "fault" not in rows["whole"]
    assert registry.default_name() == DEFAULT_NAME
    with pytest.raises(CheckpointError, match="cannot be read"):
        load_checkpoint(registry.find("x" * 245))


def test_a_new_checkpoint_is_seen_without_a_new_registry(tmp_path):
    registry = Registry([tmp_path])
    assert "late" not in registry.names()
    small_checkpoint(tmp_path, "vector", name="late")
    assert "late" in registry.names()


def test_exactly_one_row_is_the_default_and_it_can_be_found():
    registry = Registry()
    defaults = [row["name"] for row in registry.describe() if row["default"]]
    assert defaults == [registry.default_name()]
    assert registry.find(registry.default_name()).parent == shipped_folder()


def test_the_shipped_default_dreams_at_its_recordings_level_and_passes_the_guard():
    """From a seed it has never heard (a plucked string made here), for two rng_seeds; 20 s each."""
    registry = Registry()
    generator = load_generator(registry.find(registry.default_name()))
    rate = generator.spec.sample_rate
    seed = plucked(4.0, rng_seed=1, rate=rate)
    for rng_seed in (0, 1):
        dream = np.concatenate(list(generate(generator, seed, 20 * rate, rng_seed)))
        assert Guard(rate, seed).check(dream) is None
        last = dream[-len(dream) // 3 :]
        assert 20 * np.log10(np.sqrt(np.mean(last**2)) / REFERENCE_RMS) == pytest.approx(0.0, abs=6.0)


def test_shipped_checkpoints_are_small_and_name_their_recordings_and_licences():
    shipped = shipped_folder()
    cards = [read_card(path) for path in shipped.glob("*.json")]
    assert {card["approach"] for card in cards} <= set(FAMILIES)
    for card in cards:
        assert Reference.from_json(card["reference"]).sample_rate == card["sample_rate"]  # for scores.material
        assert f"`{card['name']}`" in (shipped / "README.md").read_text()
        assert (shipped / f"{card['name']}.safetensors").stat().st_size < 12_000_000
        assert card["recordings"]
        for row in card["recordings"]:
            assert row["licence"] in {"MIT", "CC0"}
            assert row["file"] in (shipped / "README.md").read_text()


@pytest.mark.parametrize(
    "text",
    [
        '{"recordings": ["my take.wav"]}',
        '{"recordings": 5}',
        "[1]",
        "null",
        '{"a": ' + "9" * 5000 + "}",
        "",
        "[" * 5000,
    ],
)
def test_a_card_that_was_edited_by_hand_is_listed_with_its_reason_and_the_others_load(tmp_path, text):
    """Its `recordings` as a plain list of names ended the dreaming engine at every start, whatever was asked for."""
    small_checkpoint(tmp_path, "vector", name="whole")
    small_checkpoint(tmp_path, "vector", name="edited")
    path = tmp_path / "edited.json"
    changed = json.loads(text) if text.startswith('{"rec') else None
    path.write_text(json.dumps(json.loads(path.read_text()) | changed) if changed else text)
    registry = Registry([tmp_path])
    rows = {row["name"]: row for row in registry.describe()}
    assert "edited.json: " in rows["edited"]["fault"] and "fault" not in rows["whole"]
    assert load_generator(registry.find("whole")).spec.name == "whole"
    assert registry.default_name() == DEFAULT_NAME
    with pytest.raises(CheckpointError, match="edited"):
        load_generator(registry.find("edited"))


def test_a_broken_card_of_the_defaults_own_name_gives_way_to_another(tmp_path):
    (tmp_path / f"{DEFAULT_NAME}.json").write_text("{")
    assert Registry([tmp_path]).default_name() != DEFAULT_NAME


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name of a file is always Unicode")
def test_a_name_that_is_not_utf8_can_be_listed_sent_and_loaded(tmp_path):
    """It could not be sent as OSC, and that ended the controller."""
    for ending in ("json", "safetensors"):
        source = small_checkpoint(tmp_path / "made", "vector", name="plain")
        target = os.fsencode(tmp_path) + b"/caf\xe9." + ending.encode()
        shutil.copy(tmp_path / "made" / f"{source.name}.{ending}", target)
    registry = Registry([tmp_path])
    assert "café" in registry.names()
    assert json.dumps(registry.describe(), ensure_ascii=False).encode()
    assert load_generator(registry.find("café")).spec.name == "café"


@pytest.mark.skipif(os.name == "nt", reason="pipes in the file system are POSIX's")
def test_a_pipe_among_the_cards_is_not_waited_for(tmp_path):
    small_checkpoint(tmp_path, "vector", name="whole")
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    (tmp_path / "folder.json").mkdir()
    rows = {row["name"]: row.get("fault", "") for row in Registry([tmp_path]).describe()}
    assert "found a pipe" in rows["pipe"] and "found a device" in rows["zero"] and "found a folder" in rows["folder"]
    assert rows["whole"] == ""
