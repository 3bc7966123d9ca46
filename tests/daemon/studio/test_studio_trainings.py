"""Trainings of the studio: begun, paused, gone on with by another console, finished, thrown away; not during a show."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from live_daemon.settings import Settings
from live_daemon.settings.sections import PathSettings
from live_daemon.studio import training_process, trainings
from live_daemon.studio.answers import StudioError, refused
from live_daemon.studio.context import StudioContext
from live_daemon.studio.folders import file_of, key_of
from live_daemon.studio.history import History
from live_daemon.studio.training_log import Started, events_from, last_trouble, read_started, write_started
from support.training import SMALL, write_take

PATIENCE_S = 200.0
LONG = 1000.0
PARAMS = {key: value for key, value in SMALL.items() if key != "approach"}


@pytest.fixture
def clock():
    return [1000.0]


@pytest.fixture
def context(tmp_path, clock):
    paths = PathSettings(
        recordings=str(tmp_path / "recordings"),
        state=str(tmp_path / "state"),
        checkpoints=str(tmp_path / "checkpoints"),
    )
    (tmp_path / "recordings").mkdir()
    write_take(tmp_path / "recordings" / "take.wav")
    return StudioContext(Settings(paths=paths), None, History(lambda: clock[0]), lambda _: None)


@pytest.fixture
def client(context):
    made = _console(context)
    yield made
    for row in made.get("/trainings").json()["trainings"]:
        started = read_started(context.folder / "trainings" / row["name"])
        training_process.kill(started.pid, started.process_at)


def _console(context):
    """A console process that has just been started."""
    app = Starlette(routes=trainings.routes(context), exception_handlers={StudioError: refused})
    return TestClient(app)


def _order(context, **changed):
    key = key_of(Path(context.settings.paths.recordings), Path(context.settings.paths.recordings) / "take.wav")
    order = {"name": "mine", "recordings": [{"folder": "takes", "key": key}], "approach": SMALL["approach"]}
    return {**order, "params": PARAMS, "minutes": LONG, **changed}


def _until(client, fits, name="mine"):
    """Follow a training's events as the page does, until they fit."""
    found, place, end = [], 0, time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        told = client.get(f"/trainings/of/{name}?from={place}").json()
        found += told["events"]
        place = told["next"]
        if fits(found, told["training"]):
            return found, told["training"]
        time.sleep(0.1)
    raise AssertionError(f"{told['training']}: {[one['event'] for one in found]}")


def _has(*names):
    return lambda events, _: all(any(one["event"] == name for one in events) for name in names)


def _is(state):
    return lambda _, training: training["state"] == state


@pytest.mark.whole
def test_a_training_outlives_its_console_pauses_goes_on_and_is_finished(context, client):
    assert client.post("/trainings", json=_order(context)).status_code == 201
    events, row = _until(client, _has("loss", "dream"))
    assert row["state"] == "running"
    assert [one["event"] for one in events][:3] == ["heard", "plan", "begun"]
    sound = next(one for one in events if one["event"] == "dream")["sound"]
    dream = file_of(context, **{"folder_name": sound["folder"], "key": sound["key"]})
    assert dream.name == "dream_0001.wav"
    again = client.post("/trainings", json=_order(context, name="other"))
    assert again.status_code == 409
    assert again.json()["error"].startswith("mine is being trained")
    # The console is started again: it finds the training as it is.
    training_process._own.clear()
    client = _console(context)
    assert client.get("/trainings").json()["running"] == "mine"
    assert client.post("/trainings/of/mine/pause").status_code == 200
    _, row = _until(client, _is("paused"))
    assert row["can_go_on"]
    assert not row["usable"]
    assert client.post("/trainings/of/mine/pause").status_code == 409
    assert client.post("/trainings", json=_order(context)).status_code == 409  # the name is taken
    assert client.post("/trainings/of/mine/resume").status_code == 200
    events, _ = _until(client, _has("resumed"))
    step = next(one for one in events if one["event"] == "resumed")["step"]
    assert step > 0
    _until(client, lambda events, _: any(one["event"] == "loss" and one["step"] > step for one in events))
    assert client.post("/trainings/of/mine/finish").status_code == 200
    events, row = _until(client, _is("finished"))
    assert row["usable"]
    assert row["verdict"].startswith(("Good", "Usable", "Not"))
    verdict = next(one for one in events if one["event"] == "verdict")
    assert all(file_of(context, one["sound"]["folder"], one["sound"]["key"]).is_file() for one in verdict["dreams"])
    assert [row["progress"] for row in client.get("/trainings").json()["trainings"]] == [1.0]
    work = Path(context.settings.paths.checkpoints) / "mine.training"
    assert client.delete("/trainings/of/mine").json()["trainings"] == []
    assert not work.exists()
    assert work.with_name("mine.json").is_file()  # the checkpoint stays


@pytest.mark.whole
def test_one_that_dies_says_so_and_one_that_runs_is_thrown_away_whole(context, client):
    client.post("/trainings", json=_order(context))
    _until(client, _has("loss"))
    started = read_started(context.folder / "trainings" / "mine")
    assert os.getpriority(os.PRIO_PROCESS, started.pid) == 19
    assert os.getsid(started.pid) == started.pid
    os.kill(started.pid, signal.SIGKILL)
    _, row = _until(client, _is("failed"))
    assert row["reason"]
    assert client.post("/trainings/of/mine/resume").status_code == 200
    _until(client, _has("resumed"))
    started = read_started(context.folder / "trainings" / "mine")
    assert client.delete("/trainings/of/mine").json() == {"trainings": [], "running": None, "show": False}
    assert not training_process.is_running(started.pid, started.process_at)
    assert list(Path(context.settings.paths.checkpoints).glob("mine*")) == []
    assert client.delete("/trainings/of/mine").status_code == 404


@pytest.mark.skipif(
    not os.environ.get("LIVE_DAEMON_LONG"), reason="long: LIVE_DAEMON_LONG=1 runs it; test_studio_evening always runs"
)
@pytest.mark.whole
def test_one_that_was_paused_can_be_finished(context, client):
    client.post("/trainings", json=_order(context))
    _until(client, _has("loss"))
    client.post("/trainings/of/mine/pause")
    _until(client, _is("paused"))
    assert client.post("/trainings/of/mine/finish").status_code == 200
    _, row = _until(client, _is("finished"))
    assert row["usable"]


@pytest.mark.whole
def test_what_the_trainer_refuses_is_one_line(context, client):
    order = _order(context, params={**PARAMS, "hidden_size": -1})
    assert client.post("/trainings", json=order).status_code == 201
    _, row = _until(client, _is("failed"))
    assert row["reason"] == "hidden_size must be in range 1..1e+06, got -1"
    assert not row["can_go_on"]
    assert client.post("/trainings/of/mine/resume").status_code == 400


@pytest.mark.whole
def test_recordings_are_heard_and_choices_known_once(context, client, monkeypatch):
    (Path(context.settings.paths.recordings) / "no.wav").write_text("no sound")
    rows = [{"folder": "takes", "key": key_of(Path("/"), Path("/") / name)} for name in ("take.wav", "no.wav")]
    heard = client.post("/trainings/inspect", json={"recordings": rows}).json()["recordings"]
    assert [one["event"] for one in heard] == ["inspected", "refused"]
    assert heard[0]["duration_s"] == 8.0
    choices = client.get("/trainings/choices").json()["approaches"]
    assert SMALL["approach"] in [one["name"] for one in choices]
    monkeypatch.setattr(subprocess, "run", None)  # nothing is asked twice
    assert client.post("/trainings/inspect", json={"recordings": rows}).json()["recordings"] == heard
    assert client.get("/trainings/choices").json()["approaches"] == choices


def test_during_a_show_it_is_refused_unless_insisted_on(context, clock, monkeypatch):
    client, began = _console(context), []

    def start(arguments, _events, _troubles):
        began.append(arguments)
        return 2**30, 0.0

    monkeypatch.setattr(training_process, "start", start)
    context.history.told("/dream/gains", [0.5])
    clock[0] += 119.0
    assert client.get("/trainings").json()["show"] is True
    answer = client.post("/trainings", json=_order(context))
    assert answer.status_code == 409
    assert "show" in answer.json()["error"]
    assert not began
    assert client.post("/trainings", json=_order(context, insist=True)).status_code == 201
    clock[0] += 2.0
    assert client.get("/trainings").json()["show"] is False
    assert client.post("/trainings", json=_order(context, name="later")).status_code == 201
    assert len(began) == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "../mine"},
        {"name": "--resume"},
        {"name": ""},
        {"approach": "--help"},
        {"preset": "/etc/passwd.json"},
        {"band": "wide"},
        {"minutes": 0},
        {"minutes": "1e400"},
        {"params": {"lr=1 --name": 3}},
        {"params": {"lr": {"a": 1}}},
        {"params": {"lr": "x" * 300}},
        {"recordings": []},
        {"recordings": [{"folder": "takes", "key": "Li4vLi4vZXRjL3Bhc3N3ZA"}]},  # ../../etc/passwd
        {"recordings": [{"folder": "state", "key": "YQ"}]},
    ],
)
def test_hostile_orders_start_nothing(context, changed, monkeypatch):
    began = []
    monkeypatch.setattr(training_process, "start", lambda *arguments: began.append(arguments) or (2**30, 0.0))
    answer = _console(context).post("/trainings", json=_order(context, **changed))
    if changed == {"name": "--resume"}:  # a name, and given as one
        assert answer.status_code == 201
        assert "--name=--resume" in began[0][0]
        return
    assert 400 <= answer.status_code < 500
    assert "\n" not in answer.json()["error"]
    assert not began


@pytest.mark.parametrize("name", ["%2e%2e", "nothing", "a%00b", "nul", "%2eresume", "a%5cb"])
def test_a_training_is_named_and_leads_nowhere_else(context, name):
    client = _console(context)
    assert client.get(f"/trainings/of/{name}").status_code == 404
    assert client.delete(f"/trainings/of/{name}").status_code == 404
    assert client.post(f"/trainings/of/{name}/resume").status_code == 404


def test_torn_and_foreign_lines_are_left_out(tmp_path):
    events = [{"event": "loss", "step": number} for number in range(3)]
    lines = [json.dumps(one).encode() for one in events]
    (tmp_path / "events.jsonl").write_bytes(
        b"\n".join([lines[0], b'{"event": "lo', lines[1], b"[1]", b'{"event": 7}', b"\xff", b'{"event":NaN}', lines[2]])
    )
    found, place = events_from(tmp_path, 0)
    assert found == events[:2]  # the last line may not be whole yet
    with (tmp_path / "events.jsonl").open("ab") as file:
        file.write(b"\n")
    assert events_from(tmp_path, place)[0] == events[2:]
    assert events_from(tmp_path, 10**12)[0] == []
    assert events_from(tmp_path / "gone", 0) == ([], 0)


def test_a_long_log_comes_in_pieces_that_lose_nothing(tmp_path):
    with (tmp_path / "events.jsonl").open("w") as file:
        for number in range(20_000):
            file.write(json.dumps({"event": "loss", "step": number, "words": "x" * 40}) + "\n")
    found, place, most = [], 0, 0
    while True:
        some, after = events_from(tmp_path, place)
        if after == place:
            break
        found, place, most = found + some, after, max(most, after - place)
    assert [one["step"] for one in found] == list(range(20_000))
    assert most <= 256 << 10


def test_the_stage_is_told_of_the_training_that_runs(context):
    client, own = _console(context), psutil.Process()
    assert client.get("/trainings/running").json() == {"running": None}
    for name, at in (("gone", own.create_time() - 3600.0), ("mine", own.create_time())):
        (context.folder / "trainings" / name).mkdir(parents=True)
        write_started(context.folder / "trainings" / name, Started(name, own.pid, at, 5.0))
    assert client.get("/trainings/running").json() == {"running": "mine"}
    answer = client.post("/trainings", json=_order(context, name="other"))
    assert answer.status_code == 409
    assert answer.json()["error"].startswith("mine is being trained")


def test_another_process_of_the_same_number_is_not_taken_for_the_training(tmp_path):
    own = trainings.training_process.psutil.Process()
    assert training_process.is_running(own.pid, own.create_time())
    assert not training_process.is_running(own.pid, own.create_time() - 3600.0)
    assert training_process.kill(own.pid, own.create_time() - 3600.0)  # and is not killed
    assert not training_process.is_running(2**30, 0.0)


def test_a_damaged_folder_is_left_out(context):
    folder = context.folder / "trainings"
    for name, text in (("a", "{"), ("b", '{"name": 3}'), ("c", '{"name":"c","pid":-1,"process_at":0,"at":0}')):
        (folder / name).mkdir(parents=True)
        (folder / name / "started.json").write_text(text)
    (folder / "d").mkdir()
    assert _console(context).get("/trainings").json()["trainings"] == []
    (folder / "d" / "troubles.txt").write_bytes(b"warm\nlive-daemon train: \xff is bad\n\n")
    assert last_trouble(folder / "d") == "live-daemon train: \ufffd is bad"
    write_started(folder / "d", Started("d", 2**30, 0.0, 5.0, recordings=["a.wav"]))
    (row,) = _console(context).get("/trainings").json()["trainings"]
    assert row["state"] == "failed"
    assert "is bad" in row["reason"]


@pytest.mark.whole
@pytest.mark.parametrize("how", ["killed", "ended"])
def test_a_question_ends_with_the_console_that_asked(tmp_path, how):
    """The console ends by `os._exit` while a thread of it waits for the answer, or is killed."""
    (tmp_path / "slow_question.py").write_text(
        "import os, pathlib, sys, time\nassert sys.argv[1:] == ['--inspect', 'an hour.wav']\n"
        "pathlib.Path('pid.part').write_text(str(os.getpid()))\nos.rename('pid.part', 'pid')\ntime.sleep(600)\n"
    )
    script = (
        "import os, sys, threading\nfrom live_daemon.studio import training_questions\n"
        "training_questions.MODULE = 'slow_question'\n"
        "threading.Thread(target=training_questions._asked, args=(['--inspect', 'an hour.wav'],)).start()\n"
        "sys.stdin.readline()\nos._exit(0)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}
    console = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, cwd=tmp_path, env=environment)
    try:
        end = time.monotonic() + PATIENCE_S
        while not (tmp_path / "pid").exists():
            assert console.poll() is None
            assert time.monotonic() < end
            time.sleep(0.05)
        asked = psutil.Process(int((tmp_path / "pid").read_text()))
        if how == "killed":
            console.kill()
        else:
            console.communicate(b"\n")
        console.wait(PATIENCE_S)
        with contextlib.suppress(psutil.NoSuchProcess):
            while asked.status() != psutil.STATUS_ZOMBIE:
                assert time.monotonic() < end
                time.sleep(0.05)
    finally:
        console.kill()
        console.wait()


@pytest.mark.whole
def test_a_training_goes_on_when_the_console_is_killed(context, client, tmp_path):
    """A console process of its own begins a training and is killed, with its whole group: the training goes on."""
    script = (
        "import json, os, signal, sys\nfrom pathlib import Path\nfrom live_daemon.studio import training_process\n"
        "folder = Path(sys.argv[1])\n"
        "print(*training_process.start(json.loads(sys.argv[2]), folder / 'events.jsonl', folder / 'troubles.txt'))\n"
        "sys.stdout.flush()\nos.killpg(0, signal.SIGKILL)\n"
    )
    take = str(Path(context.settings.paths.recordings) / "take.wav")
    params = [f"--param={key}={value}" for key, value in PARAMS.items()]
    arguments = ["--name=x", f"--checkpoints={tmp_path}", "--json", "--approach=magnitude_spectrum", *params, take]
    command = [sys.executable, "-c", script, str(tmp_path), json.dumps(arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False, start_new_session=True)
    assert done.returncode == -9
    pid, at = done.stdout.split()
    try:
        end = time.monotonic() + PATIENCE_S
        while "loss" not in [one["event"] for one in events_from(tmp_path, 0)[0]]:
            assert training_process.is_running(int(pid), float(at))
            assert time.monotonic() < end
            time.sleep(0.1)
    finally:
        training_process.kill(int(pid), float(at))
