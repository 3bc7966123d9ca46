"""The list of takes and dreams: everything of this session and before, quick, and whatever the files are called."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from live_daemon.osc.transport import encode
from live_daemon.studio.deleting import SYSTEM_BIN, to_bin
from live_daemon.studio.folders import coded
from live_daemon.studio.ratings import FILE, Ratings
from live_daemon.takes.folder import Subfolders
from live_inference.bank.manifest import read_bank
from live_inference.files.dreams import file_fingerprint
from support.plucks import plucked
from support.studio_folders import HOSTILE, SIDECAR, Shelf, at, of, tone, written


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


# -- the list -----------------------------------------------------------------------------------------------------


def test_takes_and_dreams_are_listed_the_newest_first_with_what_is_known(shelf: Shelf) -> None:
    at(shelf.take("take.wav", 1.5), 1000)
    at(shelf.dream("take-0003.wav"), 3000)
    at(shelf.take("later.flac", subtype="PCM_16"), 2000)
    rows = shelf.rows()
    assert [(row["folder"], row["name"], row["when"]) for row in rows] == [
        ("dreams", "take-0003.wav", 3000.0),
        ("takes", "later.flac", 2000.0),
        ("takes", "take.wav", 1000.0),
    ]
    dream, _, take = rows
    assert take["duration_s"] == 1.5 and take["seed"] is None
    expected = {"model": "nylon", "approach": "vector", "rng_seed": 7, "id": 3, "answer": 0.75, "passes": True}
    assert {name: dream[name] for name in expected} == expected
    assert dream["scores"] == {"artifacts": 0.9, "answer": 0.75, "level_db": -3.0}
    assert dream["seed"] == {"name": "take.wav", "folder": "takes", "key": coded("take.wav"), "span_s": [0.0, 0.5]}
    told = shelf.client.get(of("dreams", shelf.dreams / "take-0003.wav")).json()
    assert json.loads(told["sidecar"]) == SIDECAR


def test_a_dream_on_the_live_input_finds_the_seed_that_was_kept_for_it(shelf: Shelf) -> None:
    (shelf.state / "live").mkdir()
    written(shelf.state / "live" / "live-0004.wav", tone(100.0, 0.2))
    shelf.dream("live-0004.wav", recording="live")
    shelf.dream("live-0005.wav", recording="live")  # its seed made room for later ones
    seeds = {row["name"]: row["seed"] for row in shelf.rows()}
    assert (seeds["live-0004.wav"]["folder"], seeds["live-0004.wav"]["key"]) == ("live", coded("live-0004.wav"))
    assert seeds["live-0005.wav"]["key"] == ""
    assert shelf.client.get(f"/sounds/live/{coded('live-0004.wav')}").status_code == 200


def test_a_recording_that_only_has_the_name_of_a_seed_is_none(shelf: Shelf) -> None:
    first = shelf.take("take.wav")
    data = first.read_bytes()
    mark = file_fingerprint(first)
    path = shelf.dream("take-0001.wav", plucked([220.0, 330.0] * 3), recording_fingerprint=mark)
    written(first, tone(880.0, 0.5))  # the patch writes its one file again
    assert len(first.read_bytes()) == len(data)

    def seed() -> Any:
        return next(row["seed"] for row in shelf.rows() if row["name"] == path.name)

    assert (seed()["name"], seed()["key"]) == ("take.wav", "")
    added = shelf.client.post(of("dreams", path) + "/bank", json={"name": "Tonight"}).json()
    assert added["answers_seed"] is False
    (shelf.dreams / "take.wav").write_bytes(data)  # it was dreamt on there, say
    assert seed()["folder"] == "dreams"
    first.write_bytes(data)
    assert seed()["folder"] == "takes", "the same sound again is the seed again"


def test_dreams_that_came_to_nothing_are_there_with_their_reason(shelf: Shelf) -> None:
    for message in (
        ("/dream/queued", 1, "/takes/a.wav", "nylon"),
        ("/dream/failed", 1, "a.wav: is silent"),
        ("/dream/queued", 2, "/takes/<b>.wav", "nylon"),
        ("/dream/dropped", 2, "late"),
        ("/dream/queued", 3, "/takes/c.wav", "nylon"),
    ):
        shelf.history.told(message[0], message[1:])
    rows = {row["id"]: (row["state"], row["reason"], row["key"]) for row in shelf.rows()}
    assert rows == {1: ("failed", "a.wav: is silent", ""), 2: ("dropped", "late", ""), 3: ("queued", "", "")}
    assert [row["id"] for row in shelf.rows("?search=silent")] == [1]
    assert shelf.rows("?kind=takes") == []


def test_a_dream_whose_file_came_before_the_word_of_it_is_listed_once(shelf: Shelf) -> None:
    shelf.history.told("/dream/queued", (7, "/takes/take.wav", "nylon"))
    assert [row["state"] for row in shelf.rows()] == ["queued"]
    path = shelf.dream("take-0007.wav")
    assert [(row["name"], row["state"], row["id"]) for row in shelf.rows()] == [("take-0007.wav", "ready", 7)]
    shelf.history.told("/dream/ready", (7, path.as_posix(), 0.5))
    assert len(shelf.rows()) == len(shelf.rows("?search=nylon")) == 1


def test_search_finds_names_seeds_and_models(shelf: Shelf) -> None:
    shelf.take("Morning Étude.wav")
    shelf.dream("x-0001.wav", recording="Morning Étude.wav", checkpoint="gut strings")
    shelf.dream("y-0002.wav", recording="evening.wav")

    def found(text: str) -> list[str]:
        return sorted(row["name"] for row in shelf.client.get("/dreams", params={"search": text}).json()["items"])

    assert found("étude") == ["Morning Étude.wav", "x-0001.wav"]
    assert found("gut morning") == ["x-0001.wav"]
    assert found("evening") == ["y-0002.wav"] and found("nothing") == []


def test_thousands_of_files_are_paged_and_read_once(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    data = shelf.dream("a-0001.wav").read_bytes()
    text = json.dumps(SIDECAR)
    for number in range(2, 2001):
        at_once = shelf.dreams / f"a-{number:04d}.wav"
        at_once.write_bytes(data)
        at(at_once, 1000.0 + number).with_suffix(".json").write_text(text)
    read: list[Path] = []
    from live_daemon.studio import library

    told_of = library.told_of
    monkeypatch.setattr(library, "told_of", lambda path: read.append(path) or told_of(path))
    first = shelf.client.get("/dreams").json()
    assert (first["total"], first["pages"], len(first["items"])) == (2000, 50, 40)
    assert len(read) == 40, "only those of the page are read"
    last = shelf.client.get("/dreams?page=49").json()["items"]
    assert last[-1]["name"] == "a-0002.wav", "the first one was written last"
    assert shelf.client.get("/dreams?page=99999999").json()["page"] == 49
    shelf.client.get("/dreams?search=nylon")
    assert len(read) == 2000, "nothing is read twice"
    shelf.client.get("/dreams?search=nylon")
    assert len(read) == 2000


@pytest.mark.parametrize("query", ["?page=-1", "?page=x", "?page=1e3", "?kind=beds", "?page=١"])
def test_a_senseless_question_is_one_line(shelf: Shelf, query: str) -> None:
    found = shelf.client.get(f"/dreams{query}")
    assert found.status_code == 400 and "must be" in found.json()["error"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]",
     '{"scores": 3, "rng_seed": "x", "seed_span_s": {}, "recording": 7}', "\udcff", '{"scores": {"seed": []}}',
     '{"recording": "../../etc/passwd"}', '{"recording": "", "checkpoint": {"a": 1}, "scores": {"answer": true}}'],
)  # fmt: skip
def test_one_bad_sidecar_is_one_line_and_the_rest_is_there(shelf: Shelf, text: str) -> None:
    bad = at(shelf.dream("bad-0001.wav"), 2000)
    bad.with_suffix(".json").write_bytes(text.encode("utf-8", "surrogateescape"))
    at(shelf.dream("good-0002.wav"), 1000)
    row, good = shelf.rows()
    assert (row["name"], row["answer"], row["rng_seed"]) == ("bad-0001.wav", None, None)
    assert row["duration_s"] == 0.5, "the file itself tells it"
    assert "\n" not in row["remark"] and good["answer"] == 0.75 and good["remark"] == ""
    assert row["seed"] is None or row["seed"]["key"] == ""


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_shown_on_one_line_rated_and_deleted(shelf: Shelf, name: str, tmp_path: Path) -> None:
    path = shelf.take(name)
    row = shelf.rows()[0]
    assert row["name"].isprintable() and "\u202e" not in row["name"]
    assert shelf.client.put(of("takes", path) + "/rating", json={"rating": 4}).json()["rating"] == 4
    assert shelf.rows()[0]["rating"] == 4
    assert shelf.client.get(f"/spectrograms/takes/{row['key']}").status_code == 200


def test_files_that_vanish_while_they_are_listed_are_left_out(shelf: Shelf) -> None:
    stop = threading.Event()

    def come_and_go() -> None:
        while not stop.is_set():
            for number in range(20):
                path = shelf.dream(f"x-{number:04d}.wav")
                path.with_suffix(".json").unlink()
                path.unlink()

    shelf.dream("x-9999.wav")
    coming = threading.Thread(target=come_and_go)
    coming.start()
    try:
        for _ in range(60):
            answer = shelf.client.get("/dreams?search=x")
            assert answer.status_code == 200
            assert "x-9999.wav" in [row["name"] for row in answer.json()["items"]]
            for row in answer.json()["items"]:
                for path in (f"/dreams/dreams/{row['key']}", f"/spectrograms/dreams/{row['key']}"):
                    assert shelf.client.get(path).status_code in (200, 404, 415)
    finally:
        stop.set()
        coming.join()


def test_folders_that_are_not_there_are_empty(shelf: Shelf) -> None:
    shelf.takes.rmdir()
    shelf.dreams.rmdir()
    assert shelf.client.get("/dreams").json() == {"items": [], "total": 0, "page": 0, "pages": 1, "remarks": []}


# -- ratings ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stars", [-1, 6, 2.5, "3", True, None, [1]])
def test_a_rating_is_none_to_five_stars(shelf: Shelf, stars: Any) -> None:
    path = shelf.dream("a-0001.wav")
    found = shelf.client.put(of("dreams", path) + "/rating", json={"rating": stars})
    assert found.status_code == 400 and "0 to 5" in found.json()["error"]
    assert not (shelf.dreams / FILE).exists()


def test_ratings_are_kept_beside_the_dreams_and_many_at_once_are_all_kept(shelf: Shelf) -> None:
    names = [f"a-{number:04d}.wav" for number in range(12)]
    for name in names:
        shelf.dream(name)
    two = [Ratings(shelf.dreams), Ratings(shelf.dreams)]  # as two programs
    threads = [
        threading.Thread(target=two[number % 2].rate, args=("dreams", name, 1 + number % 5))
        for number, name in enumerate(names)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    kept = json.loads((shelf.dreams / FILE).read_text())
    assert kept == {"dreams": {name: 1 + number % 5 for number, name in enumerate(names)}}
    two[0].rate("dreams", names[0], 0)
    assert names[0] not in two[1].all()[0]["dreams"]


def test_damaged_ratings_are_told_and_never_overwritten(shelf: Shelf) -> None:
    path = shelf.dream("a-0001.wav")
    (shelf.dreams / FILE).write_text('{"dreams": {"a-0001.wav": 9}}')
    page = shelf.client.get("/dreams").json()
    assert page["items"][0]["rating"] == 0 and FILE in page["remarks"][0]
    assert shelf.client.put(of("dreams", path) + "/rating", json={"rating": 4}).status_code == 400
    assert (shelf.dreams / FILE).read_text() == '{"dreams": {"a-0001.wav": 9}}'


# -- loops, banks, the bin ----------------------------------------------------------------------------------------


def test_a_dream_is_kept_as_a_loop_by_its_number_and_a_take_is_not(shelf: Shelf) -> None:
    assert shelf.client.post(of("dreams", shelf.dream("take-0012.wav")) + "/keep").json() == {"id": 12}
    assert shelf.sent == [encode("/dream/bank/add", 12)]
    for folder, path in (("dreams", shelf.dream("renamed.wav")), ("takes", shelf.take("take-0003.wav"))):
        refused = shelf.client.post(of(folder, path) + "/keep")
        assert refused.status_code == 400 and path.name in refused.json()["error"]
    assert len(shelf.sent) == 1


def test_a_dream_goes_into_a_bank_and_answers_its_seed(shelf: Shelf) -> None:
    written(shelf.takes / "take.wav", np.concatenate([tone(330.0, 2.0), tone(880.0, 2.0)]))
    path = shelf.dream("take-0001.wav", plucked([220.0, 330.0] * 3), seed_span_s=[2.0, 4.0])
    added = shelf.client.post(of("dreams", path) + "/bank", json={"name": "Tonight"}).json()
    assert added == {"bank": "Tonight", "loop": "take-0001.wav", "answers_seed": True}
    (row,) = read_bank(shelf.banks / "Tonight")
    assert (row.seed, row.checkpoint, row.rng_seed, row.scores["answer"]) == ("take.wav", "nylon", 7, 0.75)
    assert row.seed_pitches_hz == [pytest.approx(880.0, rel=0.01)], "what the model heard of the take"
    key = shelf.client.get("/banks").json()["banks"][0]["key"]
    again = shelf.client.post(of("dreams", path) + "/bank", json={"key": key})
    assert again.status_code == 400 and "already" in again.json()["error"]
    silent = shelf.dream("silent-0002.wav", np.zeros(48_000, np.float32))
    refused = shelf.client.post(of("dreams", silent) + "/bank", json={"key": key})
    assert refused.status_code == 400 and "silent" in refused.json()["error"]
    assert len(read_bank(shelf.banks / "Tonight")) == 1


def test_what_is_deleted_goes_to_the_bin_with_its_sidecar(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    from live_daemon.studio import dreams

    thrown: list[Path] = []

    def throw(files: list[Path]) -> str:
        for file in files:
            thrown.append(file)
            file.unlink()
        return SYSTEM_BIN

    monkeypatch.setattr(dreams, "to_bin", throw)
    path = shelf.dream("a-0001.wav")
    shelf.client.put(of("dreams", path) + "/rating", json={"rating": 4})
    assert shelf.client.delete(of("dreams", path)).json() == {"name": "a-0001.wav", "to": SYSTEM_BIN}
    assert thrown == [path, path.with_suffix(".json")] and shelf.rows() == []
    assert json.loads((shelf.dreams / FILE).read_text()) == {"dreams": {}}
    assert shelf.client.delete(of("dreams", path)).status_code == 404


def test_a_copy_in_another_format_goes_without_the_dreams_sidecar(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    from live_daemon.studio import dreams

    thrown: list[Path] = []
    monkeypatch.setattr(dreams, "to_bin", lambda files: thrown.extend(files) or SYSTEM_BIN)
    shelf.dream("a-0001.wav")
    copy = written(shelf.dreams / "a-0001.flac", tone(330.0, 0.5), subtype="PCM_16")
    assert shelf.client.delete(of("dreams", copy)).status_code == 200
    assert thrown == [copy] and not (shelf.dreams / FILE).exists(), "nothing was rated, nothing is written"


def test_the_systems_bin_keeps_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from send2trash import plat_other

    monkeypatch.setattr(plat_other, "HOMETRASH_B", os.fsencode(tmp_path / "Trash"))
    monkeypatch.setattr(plat_other, "get_dev", lambda _: 1)  # as if it lay on the disk of the home folder
    for name in HOSTILE:
        path = written(tmp_path / name, tone(100.0, 0.1))
        data = path.read_bytes()
        is_long = len(os.fsencode(name)) > 240  # the bin writes a file of its own, with a longer name
        went = to_bin([path], plat_other.send2trash)
        assert went == (str(tmp_path / "bin") if is_long else SYSTEM_BIN) and not path.exists()
        bin_of_it = tmp_path / ("bin" if is_long else "Trash/files")
        assert any(one.read_bytes() == data for one in bin_of_it.iterdir())


def test_where_the_system_has_no_bin_nothing_is_lost_and_nobody_is_told_of_recordings(shelf: Shelf) -> None:
    def no_bin(path: str) -> None:
        raise OSError("no bin on this disk")

    told: list[str] = []
    watching = Subfolders(shelf.takes, told.append)
    watching.accept()
    first = shelf.take("take.wav", 0.2).read_bytes()
    assert to_bin([shelf.takes / "take.wav"], no_bin) == str(shelf.takes / "bin")
    second = shelf.take("take.wav", 0.4).read_bytes()
    to_bin([shelf.takes / "take.wav", shelf.takes / "gone.wav"], no_bin)
    assert {path.read_bytes() for path in (shelf.takes / "bin").iterdir()} == {first, second}
    watching.look()
    assert told == []
    assert shelf.rows() == []
