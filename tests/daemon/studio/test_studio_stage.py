"""What the stage tab asks: banks, the set list, shapes of loops."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from starlette.applications import Starlette
from starlette.testclient import TestClient

from live_daemon.settings import Settings
from live_daemon.studio import stage
from live_daemon.studio.answers import StudioError, refused
from live_daemon.studio.context import StudioContext
from live_daemon.studio.history import History


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    paths = {name: str(tmp_path / name) for name in ("recordings", "dreams", "bank", "state", "checkpoints")}
    for folder in paths.values():
        Path(folder).mkdir()
    found = Settings()
    return replace(found, paths=replace(found.paths, **paths))


def client(settings: Settings, history: History | None = None) -> TestClient:
    context = StudioContext(settings, None, history or History(), lambda _: None)
    return TestClient(Starlette(routes=stage.routes(context), exception_handlers={StudioError: refused}))


def bank(folder: Path, *files: str) -> Path:
    folder.mkdir(exist_ok=True)
    rows = [{"file": file, "pitches_hz": [220.0], "duration_s": 1.0} for file in files]
    (folder / "bank.json").write_text(json.dumps({"loops": rows}))
    return folder


def test_banks_are_listed_as_osc_finds_them_and_a_broken_one_with_its_fault(settings: Settings) -> None:
    home = Path(settings.paths.bank)
    bank(home / "dark", "a.wav", "b.wav")
    bank(home / "dropped", "thrown-out.wav")
    (home / "empty").mkdir()
    (home / "broken").mkdir()
    (home / "broken" / "bank.json").write_text("{")
    rows = {row["name"]: row for row in client(settings).get("/stage").json()["banks"]}
    assert set(rows) == {"dark", "broken"}
    assert (rows["dark"]["loops"], rows["dark"]["fault"]) == (2, "")
    assert "bank.json" in rows["broken"]["fault"]


def test_the_set_list_is_told_with_its_fault(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "set.toml"
    file.write_text('[[piece]]\nname = "One"\nbanks = ["dark"]\n')
    settings = replace(settings, paths=replace(settings.paths, set_list=str(file)))
    assert client(settings).get("/stage").json()["pieces"] == [{"name": "One", "banks": ["dark"], "models": []}]
    file.write_text("nonsense")
    told = client(settings).get("/stage").json()
    assert told["pieces"] == [] and "set.toml" in told["set_list_fault"]


def test_dreams_and_troubles_told_before_the_page_was_opened(settings: Settings) -> None:
    history = History()
    history.told("/dream/queued", (3, "<b>.wav", "m"))
    history.told("/dream/error", ("/dream/seed", "no such file"))
    told = client(settings, history).get("/stage").json()
    assert told["dreams"][0]["seed"] == "<b>.wav"
    assert told["troubles"][0]["message"] == "no such file"


def test_the_shape_of_a_loop_is_that_of_its_file(settings: Settings) -> None:
    home = bank(Path(settings.paths.bank) / "dark", "a.wav")
    rate = 8000
    samples = np.zeros(2 * rate, np.float32)
    samples[rate:] = 0.5 * np.sin(2 * np.pi * 220 * np.arange(rate) / rate)
    soundfile.write(home / "a.wav", samples, rate, subtype="FLOAT")
    state = {"bank": str(home), "dreams": {}, "mixer": {"loops": [{"name": "a", "dream_id": -1}]}}
    (Path(settings.paths.state) / "state.json").write_text(json.dumps(state))
    shape = np.frombuffer(client(settings).get("/stage/loops/0/shape").content, np.uint8)
    assert len(shape) == stage.SHAPE_COLUMNS
    assert not shape[: len(shape) // 2].any()
    assert (shape[len(shape) // 2 :] >= 250).all()


def test_the_shape_of_a_dream_that_became_a_loop(settings: Settings) -> None:
    file = Path(settings.paths.dreams) / "7.wav"
    soundfile.write(file, np.full(800, 0.25, np.float32), 8000)
    state = {"bank": "", "dreams": {"7": str(file)}, "mixer": {"loops": [{"name": "7", "dream_id": 7}]}}
    (Path(settings.paths.state) / "state.json").write_text(json.dumps(state))
    assert (np.frombuffer(client(settings).get("/stage/loops/0/shape").content, np.uint8) == 255).all()


def test_the_state_is_read_once_for_all_loops_and_again_when_it_changes(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a season it is large, and who reads it lets a panic from a page wait."""
    read: list[Path] = []
    state = Path(settings.paths.state) / "state.json"
    monkeypatch.setattr(stage, "read_json", lambda path, limit: (read.append(path), json.loads(path.read_text()))[1])
    for name in ("7", "8"):
        soundfile.write(Path(settings.paths.dreams) / f"{name}.wav", np.full(800, 0.25, np.float32), 8000)
    page = client(settings)
    for count in (2, 1):
        numbers = (7, 8)[:count]
        loops = [{"name": str(number), "dream_id": number} for number in numbers]
        dreams = {str(number): str(Path(settings.paths.dreams) / f"{number}.wav") for number in numbers}
        state.write_text(json.dumps({"bank": "", "dreams": dreams, "mixer": {"loops": loops}}))
        statuses = [page.get(f"/stage/loops/{number}/shape").status_code for number in (0, 1, 0)]
        assert statuses == [200, 200 if count == 2 else 204, 200]
    assert read == [state, state]


def test_a_file_is_decoded_once_for_all_pages_and_again_when_it_is_written(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page asks for every loop at each new dream."""
    decoded: list[Path] = []
    opened = stage.open_audio
    monkeypatch.setattr(stage, "open_audio", lambda path: (decoded.append(path), opened(path))[1])
    file = Path(settings.paths.dreams) / "é 7.wav"
    state = {"bank": "", "dreams": {"7": str(file)}, "mixer": {"loops": [{"name": "é 7", "dream_id": 7}]}}
    (Path(settings.paths.state) / "state.json").write_text(json.dumps(state))
    pages = client(settings), client(settings)
    rising = np.linspace(0.0, 0.5, 800, dtype=np.float32)
    for samples, written_ns in ((rising, 10**18), (rising[::-1], 2 * 10**18)):
        soundfile.write(file, samples, 8000, subtype="FLOAT")
        os.utime(file, ns=(written_ns, written_ns))
        answers = [page.get("/stage/loops/0/shape") for page in pages]
        shapes = [np.frombuffer(one.content, np.uint8) for one in answers]
        assert all((shape[0] < shape[-1]) == (samples is rising) for shape in shapes)
        assert [one.headers["X-Loop-File"] for one in answers] == ["%C3%A9%207.wav"] * 2
    assert decoded == [file, file]


def test_the_answer_has_the_clock_of_the_troubles_that_it_tells(settings: Settings) -> None:
    before = time.time()
    assert before <= client(settings).get("/stage").json()["now"] <= time.time()


@pytest.mark.parametrize("state", [None, "{", "[]", '{"mixer": {"loops": []}}', '{"mixer": {"loops": [{}]}}'])
def test_a_loop_that_is_not_known_has_no_shape_which_is_no_fault(settings: Settings, state: str | None) -> None:
    if state is not None:
        (Path(settings.paths.state) / "state.json").write_text(state)
    answer = client(settings).get("/stage/loops/0/shape")
    assert (answer.status_code, answer.content) == (204, b"")
