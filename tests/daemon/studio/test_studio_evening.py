"""A whole evening without a terminal: the page in a real browser, the daemon behind it, and physics as the judge."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy.signal
import soundfile
from playwright.sync_api import Page

from live_inference.bank.manifest import BankLoop, write_bank
from support.browser import PATIENCE_S, SIZES, needs_chromium
from support.page_checks import check_accessible, check_layout
from support.plucks import plucked, sine
from support.studio import NOTES, RATE, Studio, note_at

pytestmark = [pytest.mark.whole, needs_chromium]

LOOPS_HZ = (110.0, 146.832, 195.998)
MIDI = {"E2": 40, "A2": 45, "D3": 50, "G3": 55, "B3": 59}
LOWEST_KEY, HIGHEST_KEY = 36, 96
BANK = "open strings <img src=x onerror=document.title='x'>"
LOOP = "<i onclick=x>\x1b[2J\u202e"
SILENT = 1e-4
"""-80 dBFS: what a rounding to 16 bits leaves is below."""


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    folder = tmp_path_factory.mktemp("evening")
    bank(folder / "bank" / BANK)
    with Studio(folder, "follower.sensitivity_db=12") as opened:
        yield opened


def bank(folder: Path) -> None:
    """Loops that are never silent."""
    folder.mkdir(parents=True)
    rows = []
    for number, hz in enumerate(LOOPS_HZ):
        seconds = round(2.0 * hz) / hz
        soundfile.write(folder / f"{LOOP}{number}.wav", sine(hz, seconds), RATE, subtype="FLOAT")
        rows.append(BankLoop(f"{LOOP}{number}.wav", [hz], seconds, -13.0))
    write_bank(folder, rows)


def wait(condition: Callable[[], Any], what: str, timeout_s: float = PATIENCE_S) -> Any:
    """Wait until the condition is true; return it."""
    deadline = time.monotonic() + timeout_s
    while not (found := condition()):
        assert time.monotonic() < deadline, f"not within {timeout_s:g} s: {what}"
        time.sleep(0.02)
    return found


def press_key(page: Page, note: str) -> None:
    """Click on a white key of the follower's keyboard."""
    whites = [midi for midi in range(LOWEST_KEY, HIGHEST_KEY + 1) if midi % 12 not in (1, 3, 6, 8, 10)]
    keyboard = page.locator("canvas.keyboard")
    box = keyboard.bounding_box()
    assert box is not None
    x = (whites.index(MIDI[note]) + 0.5) * box["width"] / len(whites)
    keyboard.click(position={"x": x, "y": 0.85 * box["height"]})


def energies(heard: np.ndarray) -> dict[str, float]:
    """How much of each note is in a piece of the input: Butterworth band-passes a third of a tone wide, by scipy."""
    found = {}
    for note, hz in NOTES.items():
        sos = scipy.signal.butter(2, [hz * 2 ** (-1 / 36), hz * 2 ** (1 / 36)], "bandpass", fs=RATE, output="sos")
        found[note] = float(np.mean(scipy.signal.sosfilt(sos, heard)[len(heard) // 2 :] ** 2))
    return found


def test_the_keyboard_lights_the_notes_that_are_played(studio: Studio) -> None:
    opened = studio.open()
    page = opened.page
    keyboard = page.locator("canvas.keyboard")
    for count, note in enumerate(NOTES, 1):
        press_key(page, note)
        wait(lambda count=count: keyboard.get_attribute("data-bands") == str(count), f"{note} becomes a band")
    sound, _ = soundfile.read(studio.input, dtype="float64")
    seen: set[str] = set()
    deadline = time.monotonic() + PATIENCE_S
    while seen != set(NOTES) and time.monotonic() < deadline:
        before = studio.frame()
        lit = (keyboard.get_attribute("data-heard") or "").split()
        after = studio.frame()
        begin = before - round(0.8 * RATE)  # longer than a picture takes to come, and what was played before it to fade
        note = note_at(before)
        if note is None or begin < 0 or note_at(begin) != note or note_at(after) != note:
            time.sleep(0.02)
            continue
        scipys = energies(sound[begin:before])
        assert max(scipys, key=scipys.__getitem__) == note
        faint = [MIDI[one] for one in NOTES if scipys[one] < 1e-3 * scipys[note]]
        assert str(MIDI[note]) in lit, f"{note} is played, lit are {lit}"
        assert not {str(one) for one in faint} & set(lit), f"{note} is played, lit are {lit}, scipy hears {scipys}"
        seen.add(note)
    assert seen == set(NOTES)
    opened.check()


def test_mute_and_bank_and_panic(studio: Studio) -> None:
    """What is pressed on the page is what the engine does; a panic is silence in 20 ms, and silence stays."""
    opened = studio.open()
    page, daemon = opened.page, studio.daemon
    page.get_by_label("Bank").select_option(BANK)
    daemon.wait_for("/dream/bank/ready")
    strips = page.locator("li.strip")
    wait(lambda: strips.count() == len(LOOPS_HZ), "a strip for each loop")
    wait(lambda: "<i onclick=x>" in (strips.first.text_content() or ""), "a name is text")
    assert page.title() == "live-daemon" and page.locator("main img, main i").count() == 0
    for number in range(len(LOOPS_HZ)):
        gain = strips.nth(number).get_by_label("Own gain")
        gain.fill("0.8")
        wait(lambda number=number: daemon._drain(0.02) or daemon.gains[number] > 0.79, f"loop {number} is heard")
    another = studio.open().page.locator("li.strip").get_by_label("Own gain")  # who comes later sees how it stands
    wait(lambda: [one.input_value() for one in another.all()] == ["0.8"] * len(LOOPS_HZ), "the gains are shown")
    mute = strips.nth(1).get_by_role("button", name="Mute")
    mute.click()
    wait(lambda: daemon._drain(0.02) or daemon.gains[1] == 0.0 < daemon.gains[0], "one loop is muted, the others sound")
    assert mute.get_attribute("aria-pressed") == "true"

    panics = studio.record.panics
    page.get_by_role("button", name="PANIC").click()
    wait(lambda: studio.record.panics > panics, "the engine hears of the panic")
    frame = wait(lambda: studio.panic_frame(panics), "the engine takes the panic")
    wait(lambda: studio.frame() > frame + 2 * RATE, "two seconds pass")
    wait(lambda: len(studio.played()) > frame + RATE, "the output is written")
    played = np.abs(studio.played()).max(axis=1)
    assert played[frame - RATE // 10 : frame].max() > 0.1
    loud = np.flatnonzero(played[frame:] > SILENT)
    assert len(loud) == 0 or loud[-1] < 0.020 * RATE, f"it sounds {loud[-1] / RATE:.3f} s after the panic"
    for number in range(len(LOOPS_HZ)):
        assert strips.nth(number).get_by_role("button", name="Mute").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="UNMUTE ALL").click()
    wait(lambda: daemon._drain(0.02) or daemon.gains[0] > 0.79, "unmuted loops sound again")
    opened.check()


# What the browser decodes of what it plays, and what comes out of the element meanwhile.
HEAR = """
async () => {
  const audio = document.querySelector("audio");
  while (audio.currentTime === 0) await new Promise(requestAnimationFrame);
  const context = new AudioContext(), analyser = context.createAnalyser();
  context.createMediaStreamSource(audio.captureStream()).connect(analyser);
  const [begin, now] = [audio.currentTime, new Float32Array(analyser.fftSize)];
  let peak = 0;
  // On a busy machine the analyser hears the sound a little after the clock has begun to run.
  while (!audio.paused && audio.currentTime < begin + (peak > 1e-3 ? 0.5 : 4)) {
    await new Promise(requestAnimationFrame);
    analyser.getFloatTimeDomainData(now);
    peak = Math.max(peak, ...now.map(Math.abs));
  }
  const advanced = audio.currentTime - begin;
  const bytes = await (await fetch(audio.currentSrc)).arrayBuffer();
  const sound = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes);
  const square = sound.getChannelData(0).reduce((sum, one) => sum + one * one, 0);
  return { advanced, peak, duration: sound.duration, rms: Math.sqrt(square / sound.length) };
}
"""
COLOURS = """
canvas => new Set(new Uint32Array(
  canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size
"""


def test_a_dream_is_seen_and_heard(studio: Studio) -> None:
    """The take comes as a file; its dream is found in the list, drawn, and played by the browser itself."""
    soundfile.write(studio.daemon.recordings / "open strings <b>.wav", studio.phrase[: 4 * RATE], RATE)
    _, file, duration_s = studio.daemon.wait_for("/dream/ready")
    opened = studio.chromium.open(f"{studio.page_url}#dreams")
    page = opened.page
    page.locator(".list button", has_text="dream ·").first.click()
    for kind in ("spectrogram", "waveform"):
        wait(lambda kind=kind: page.locator(f"canvas.{kind}").evaluate(COLOURS) > 3, f"the {kind} is drawn")
    page.get_by_role("button", name="▶ Play").click()
    heard = page.evaluate(HEAR)
    samples, rate = soundfile.read(file, always_2d=True)
    assert heard["advanced"] >= 0.5 and heard["peak"] > 0.01
    assert heard["duration"] == pytest.approx(len(samples) / rate, abs=1e-3) == pytest.approx(duration_s, abs=0.1)
    assert heard["rms"] == pytest.approx(float(np.sqrt(np.mean(samples[:, 0] ** 2))), rel=0.02)
    page.get_by_role("button", name="A/B with its seed").click()
    sides = page.locator(".pair button")
    wait(lambda: page.evaluate("document.querySelector('audio').currentTime") > 0.2, "the dream plays")
    sides.nth(1).click()
    wait(lambda: sides.nth(1).get_attribute("aria-pressed") == "true", "the seed is heard")
    wait(lambda: page.evaluate("document.querySelector('audio').currentTime") > 0.2, "at the same moment")
    opened.check()
    opened.page.context.close()


@pytest.mark.timeout(720)
def test_two_takes_are_uploaded_learnt_heard_and_used(studio: Studio) -> None:
    """The curve moves while it learns, the verdict comes, its dream is heard, the daemon takes the model."""
    lines = [[110.0, 146.8, 196.0, 146.8] * 5, [82.4, 123.5, 164.8, 123.5] * 5]
    files = [studio.folder / f"line {number}.wav" for number in range(len(lines))]
    for file, line in zip(files, lines, strict=True):
        soundfile.write(file, plucked(line, 0.5), RATE)
    opened = studio.chromium.open(f"{studio.page_url}#train")
    page = opened.page
    page.locator("#panel-train input[type=file]").set_input_files(files)
    heard = page.locator("#panel-train .train-heard canvas")
    wait(lambda: heard.count() == len(files), "both takes are heard by the trainer", 2 * PATIENCE_S)
    for canvas, played in zip(heard.all(), ("D3", "B2"), strict=True):
        assert played in (canvas.get_attribute("title") or "").split()
    page.locator("details:has(input[type=radio]) > summary").click()
    page.locator("input[type=radio][value=magnitude_spectrum]").check()
    page.locator("input[type=radio][value=fast_answer]").check()
    page.get_by_label("Minutes in all").fill("2")
    page.get_by_role("button", name="BEGIN TRAINING").click()
    page.get_by_role("dialog").get_by_role("button", name="Yes").click()  # the input plays: that is a show
    loss = page.locator("canvas.train-curve").first
    loss.wait_for()
    pictures = {loss.evaluate("canvas => canvas.toDataURL()")}
    verdict = page.get_by_text("Verdict", exact=True)
    deadline = time.monotonic() + 480.0
    while not verdict.is_visible():
        assert time.monotonic() < deadline, "two minutes of training had no verdict within eight"
        pictures.add(loss.evaluate("canvas => canvas.toDataURL()"))
        page.wait_for_timeout(500)
    assert len(pictures) > 2, "the curve does not move"
    page.get_by_role("button", name="Dream 1").click()
    assert page.evaluate(HEAR)["peak"] > 1e-3
    page.get_by_role("button", name="USE IT TONIGHT").click()
    studio.daemon.wait_for("/dream/model/ready", first="mine")
    page.get_by_role("dialog").get_by_role("button", name="No").click()
    opened.check()
    opened.page.context.close()


def test_the_input_is_recorded_and_dreamt_on(studio: Studio) -> None:
    opened = studio.open()
    page, daemon = opened.page, studio.daemon
    page.get_by_label("Model").select_option("nylon-spectrum")
    wait(lambda: daemon.wait_for("/dream/status")[1] == "nylon-spectrum", "the shipped model is there")
    daemon.forget()
    before, begin = set(daemon.recordings.glob("*.wav")), studio.frame()
    page.get_by_role("button", name="RECORD").click()
    stop = page.get_by_role("button", name="STOP")
    stop.wait_for()
    since = studio.frame()
    wait(lambda: studio.frame() > since + 4 * RATE, "four seconds are recorded")
    stop.click()
    number, file, _ = daemon.wait_for("/dream/ready")
    (take,) = set(daemon.recordings.glob("*.wav")) - before
    samples, rate = soundfile.read(take, dtype="float32", always_2d=True)
    played, _ = soundfile.read(studio.input, start=begin, stop=studio.frame(), dtype="float32")
    assert rate == RATE and len(samples) > 3 * RATE
    at = first_place(samples[:, 0], played)
    assert np.array_equal(samples[:, 0], played[at : at + len(samples)]), "the take is not what was played"
    row = page.locator(".dreams li", has_text=take.name)
    wait(lambda: "ready" in (row.first.text_content() or ""), "the page tells of the dream")
    assert f"{number} " in (row.first.text_content() or "") and Path(file).is_file()
    page.get_by_role("button", name="DREAM ON THE LAST").click()
    daemon.wait_for("/dream/ready")
    opened.check()
    opened.page.context.close()


def first_place(part: np.ndarray, whole: np.ndarray) -> int:
    """Where a part lies in the whole, by its correlation with it."""
    places = scipy.signal.correlate(whole, part, "valid", "fft") - 0.5 * scipy.signal.correlate(
        whole**2, np.ones_like(part), "valid", "fft"
    )
    return int(np.argmax(places))


# Every view: its tab, and what is pressed there to see it.
VIEWS = (
    ("stage", ()),
    ("stage", ("Follower", "Dreaming")),
    ("dreams", ("Takes and dreams", "dream ·")),
    ("dreams", ("Banks", "open strings")),
    ("train", ("Let it choose", "Every hyperparameter")),
    ("tonight", ("Is tonight safe?",)),
    ("tonight", ("Settings", "audio")),
    ("tonight", ("OSC monitor",)),
    ("tonight", ("Addresses", "/dream/seed")),
    ("tonight", ("Other devices",)),
    ("tonight", ("Set list, MIDI",)),
)


@pytest.mark.parametrize("size", SIZES)
def test_every_view_fits_and_can_be_used_by_everybody(studio: Studio, size: str) -> None:
    opened = studio.open(SIZES[size])
    page = opened.page
    wait(lambda: "ready" in (page.locator("#state").text_content() or ""), "the page knows the state")
    for tab, presses in VIEWS:
        page.get_by_role("tab", name=tab.capitalize()).click()
        panel = page.locator(f"#panel-{tab}")
        for text in presses:
            panel.locator("button, summary").filter(has_text=text, visible=True).first.click()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(200)
        check_layout(page)
        check_accessible(page)
    opened.check()
    page.context.close()
