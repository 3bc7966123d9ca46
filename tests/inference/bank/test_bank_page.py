"""The page of a bank is self-contained, follows changes, and survives odd names and damage; how a loop is drawn."""

import base64
import io
import json
import os
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest
import soundfile

from live_inference.bank import command, curating
from live_inference.bank.drawing import note_name, outline, spectrogram
from live_inference.bank.loop_files import write_loop
from live_inference.bank.manifest import BankLoop, read_bank, write_bank
from support.curated import NAMES, RATE, run
from support.node import check_script, needs_node
from support.plucks import plucked, sine


class Page(HTMLParser):
    """Everything that a browser would have to fetch."""

    def __init__(self, text):
        super().__init__()
        self.fetched, self.open = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.fetched += [value for name, value in attributes if name in ("src", "href")]
        if tag not in ("meta", "link", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def rows_of(page):
    return json.loads(re.search(r"const ROWS = (\[.*?\]), \[COMMAND", page, re.DOTALL)[1])


def test_the_page_holds_everything_in_itself(bank, capsys):
    curating.drop(bank, ["d"])
    assert run("page", bank) == 0
    text = (bank / "bank.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.fetched == [] and page.open == [] and "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    rows = rows_of(text)
    assert [(row["file"], row["number"]) for row in rows] == [("a.wav", 0), ("b.wav", 1), ("c.wav", 2), ("d.wav", None)]
    for row, name in zip(rows, NAMES, strict=True):
        heard, rate = soundfile.read(io.BytesIO(base64.b64decode(row["audio"])), dtype="float32")
        there = soundfile.read((bank if name != "d" else bank / "dropped") / f"{name}.wav", dtype="float32")[0]
        assert rate == RATE
        np.testing.assert_allclose(heard, there, atol=2**-15)
        assert base64.b64decode(row["image"]).startswith(b"\x89PNG")
        assert row["scores"]["artifacts"] == 0.9 and "novelty" not in row["scores"]
    assert (bank / "bank.png").read_bytes().startswith(b"\x89PNG")


def test_names_and_damage_do_no_harm_to_the_page(tmp_path):
    bank = tmp_path / "it's <script> & <b>"
    row = write_loop(bank, "<script><img src=x> $rows 'q'", plucked([220.0]), RATE, seed="</script>")
    write_bank(bank, [row, BankLoop("gone.wav", [0.0, 440.0], 1.0, -18.0, {"artifacts": "much"})])
    command.write_pages(bank)
    text = (bank / "bank.html").read_text(encoding="utf-8")
    assert text.count("</script>") == text.count("<script>") == 1 and "<img" not in text
    assert Page(text).open == []
    first, gone = rows_of(text)
    assert first["file"] == "<script><img src=x> $rows 'q'.wav" and "audio" in first
    assert "audio" not in gone and gone["scores"] == {} and gone["notes"] == ["A4"]


@pytest.mark.whole
@needs_node
def test_the_pages_script_is_one_that_a_browser_would_read(bank, tmp_path):
    command.write_pages(bank)
    script = re.search(r"<script>(.*)</script>", (bank / "bank.html").read_text(encoding="utf-8"), re.DOTALL)[1]
    check_script(script, tmp_path)


def test_a_page_that_is_there_stays_true(bank):
    run("drop", bank, "a")
    assert not (bank / "bank.html").exists()  # none was asked for
    run("page", bank)
    run("drop", bank, "b")
    assert [row["number"] for row in rows_of((bank / "bank.html").read_text(encoding="utf-8"))] == [0, 1, None, None]


def test_a_tone_is_drawn_at_its_height_and_a_click_at_its_time():
    picture = spectrogram(sine(693.0, 2.0), RATE, 50, 64)  # 693 Hz is the middle of 60 Hz to 8 kHz
    assert picture.shape == (64, 50) and picture.max() == 1.0
    assert abs(int(picture[:, 25].argmax()) - 32) <= 1
    click = np.zeros(RATE, np.float32)
    click[RATE // 4] = 1.0
    assert abs(int(spectrogram(click, RATE, 100, 64).sum(axis=0).argmax()) - 25) <= 4
    highest, lowest = outline(click, 100)
    assert highest.argmax() == 25 and highest.max() == 1.0 and not lowest.any()
    assert spectrogram(np.zeros(100, np.float32), RATE, 10, 8).shape == (8, 10)


def test_notes_have_names():
    assert [note_name(hz) for hz in (440.0, 82.41, 27.5, 466.16, 452.0)] == ["A4", "E2", "A0", "A#4", "A4+47"]


@pytest.mark.skipif(sys.platform != "linux", reason="names that are not UTF-8 are Linux's")
@pytest.mark.parametrize("name", ["$_$", "a $\\frac{$ b", os.fsdecode(b"caf\xe9"), "<b>\x1b[2J"])
def test_a_bank_and_its_loops_may_be_called_anything(bank, name):
    """Matplotlib reads dollars as mathematics, and a Latin-1 byte is not text: once no page was written."""
    bank = bank.rename(bank.with_name(name))
    first, *others = read_bank(bank)
    (bank / first.file).rename(bank / f"{name.replace('/', '')}.wav")
    write_bank(bank, [replace(first, file=f"{name}.wav"), *others])
    assert run("page", bank) == 0
    assert "<b>" not in (bank / "bank.html").read_text(encoding="utf-8").split("<title>")[1].split("</title>")[0]
