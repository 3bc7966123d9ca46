"""Banks over HTTP: listed, chosen, ordered, merged, made and loaded; every change is the bank's own, under its lock."""

from __future__ import annotations

import json
import os
import shutil
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from live_daemon.osc.transport import encode
from live_daemon.studio.folders import coded
from live_inference.bank.changes import changing
from live_inference.bank.manifest import BankLoop, read_bank, write_bank
from support.studio_folders import HOSTILE, Shelf, tone, written


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def bank(folder: Path, *names: str) -> Path:
    """A bank of tones; each name gives another pitch."""
    folder.mkdir(parents=True)
    for name in names:
        written(folder / name, tone(100.0 + sum(os.fsencode(name)) % 977, 0.3))
    write_bank(folder, [BankLoop(name, [440.0], 0.3, scores={"answer": 0.5, "faults": []}) for name in names])
    return folder


def refs(*names: str) -> dict[str, list[str]]:
    return {"loops": [coded(name) for name in names]}


def post(shelf: Shelf, path: str, body: dict[str, Any] | None = None) -> Any:
    return shelf.client.post(path, json=body or {})


def names(found: dict[str, Any], which: str = "loops") -> list[str]:
    return [loop["name"] for loop in found[which]]


def test_banks_are_listed_wherever_they_lie_and_a_broken_one_with_its_fault(shelf: Shelf, tmp_path: Path) -> None:
    bank(shelf.banks / "one", "a.wav", "b.wav")
    bank(shelf.banks / "concert" / "two", "c.wav")
    bank(shelf.banks / "one" / "dropped", "d.wav")
    (shelf.banks / "broken").mkdir()
    (shelf.banks / "broken" / "bank.json").write_text("{")
    (shelf.banks / "nothing").mkdir()
    (shelf.banks / "out").symlink_to(bank(tmp_path / "elsewhere", "e.wav"))
    shelf.history.told("/dream/bank/ready", [(shelf.banks / "one").as_posix(), 2])
    found = {row["name"]: row for row in shelf.client.get("/banks").json()["banks"]}
    assert set(found) == {"one", "concert/two", "broken"}
    assert (found["one"]["loops"], found["one"]["dropped"], found["one"]["is_loaded"]) == (2, 1, True)
    assert "must be JSON" in found["broken"]["fault"] and not found["concert/two"]["is_loaded"]
    assert shelf.client.get(f"/banks/{coded('out')}").status_code == 403, "no link leads out"


def test_the_folder_itself_may_be_a_bank(shelf: Shelf) -> None:
    shelf.banks.rmdir()
    bank(shelf.banks, "a.wav", "b.wav")
    (row,) = shelf.client.get("/banks").json()["banks"]
    assert names(post(shelf, f"/banks/{row['key']}/order", refs("b.wav")).json()) == ["b", "a"]
    loop = shelf.client.get(f"/banks/{row['key']}").json()["loops"][0]
    assert shelf.client.get(f"/sounds/banks/{loop['key']}").content == (shelf.banks / "b.wav").read_bytes()


def test_loops_are_dropped_brought_back_and_ordered(shelf: Shelf) -> None:
    here = bank(shelf.banks / "one", "a.wav", "b.wav", "c.wav")
    url = f"/banks/{coded('one')}"
    found = post(shelf, f"{url}/drop", refs("b.wav")).json()
    assert (names(found), names(found, "dropped")) == (["a", "c"], ["b"])
    (gone,) = found["dropped"]
    heard = shelf.client.get(f"/sounds/banks/{gone['key']}")
    assert heard.content == (here / "dropped" / "b.wav").read_bytes(), "what was dropped can still be heard"
    assert names(post(shelf, f"{url}/keep", refs("b.wav")).json()) == ["a", "b", "c"]
    assert names(post(shelf, f"{url}/order", refs("c.wav", "a.wav", "b.wav")).json()) == ["c", "a", "b"]
    assert [loop.file for loop in read_bank(here)] == ["c.wav", "a.wav", "b.wav"]
    loop = shelf.client.get(url).json()["loops"][0]
    assert (loop["notes"], loop["scores"], loop["is_there"]) == (["A4"], {"answer": 0.5}, True)


def test_banks_are_merged_and_what_is_left_out_is_told(shelf: Shelf) -> None:
    bank(shelf.banks / "one", "a.wav")
    bank(shelf.banks / "two", "b.wav")
    shutil.copy(shelf.banks / "one" / "a.wav", shelf.banks / "two" / "again.wav")
    write_bank(shelf.banks / "two", [*read_bank(shelf.banks / "two"), BankLoop("again.wav")])
    found = post(shelf, f"/banks/{coded('one')}/merge", {"banks": [coded("two")]}).json()
    assert names(found) == ["a", "b"]
    assert len(found["remarks"]) == 1 and "is in the bank already, as a.wav" in found["remarks"][0]


def test_a_bank_is_made_and_loaded(shelf: Shelf) -> None:
    made = post(shelf, "/banks", {"name": "  Café 2  "}).json()
    assert made["name"] == "Café 2" and read_bank(shelf.banks / "Café 2") == []
    assert post(shelf, "/banks", {"name": "Café 2"}).status_code == 400
    assert post(shelf, f"/banks/{made['key']}/load").json() == {"name": "Café 2"}
    assert shelf.sent == [encode("/dream/bank/load", (shelf.banks / "Café 2").as_posix())]


@pytest.mark.parametrize(
    "name",
    ["", "  ", "..", "../x", "a/b", "a\\b", ".hidden", "dropped", "x" * 101, "two\nlines", "\u202e", 7, None, "C:"],
)
def test_a_name_that_is_no_folders_makes_none(shelf: Shelf, name: object) -> None:
    found = post(shelf, "/banks", {"name": name})
    assert found.status_code == 400 and "name must" in found.json()["error"]
    assert list(shelf.banks.iterdir()) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_loops_and_banks_of_any_name_are_shown_and_moved(shelf: Shelf, name: str) -> None:
    folder = Path(name).stem
    bank(shelf.banks / folder, "a.wav", name)
    (row,) = shelf.client.get("/banks").json()["banks"]
    found = shelf.client.get(f"/banks/{row['key']}").json()
    assert all(text.isprintable() for text in (row["name"], found["name"], *names(found)))
    ref = found["loops"][1]["ref"]
    found = post(shelf, f"/banks/{row['key']}/order", {"loops": [ref]}).json()
    assert found["loops"][0]["ref"] == ref
    assert shelf.client.get(f"/sounds/banks/{found['loops'][0]['key']}").status_code == 200
    assert len(post(shelf, f"/banks/{row['key']}/drop", {"loops": [ref]}).json()["dropped"]) == 1


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("drop", {}),
        ("drop", {"loops": []}),
        ("drop", {"loops": "a.wav"}),
        ("keep", {"loops": [1]}),
        ("order", {"loops": [coded("no.wav")]}),
        ("order", {"loops": [coded("a.wav"), coded("a.wav")]}),
        ("merge", {"banks": [coded("one")]}),
        ("merge", {"banks": [coded("../../etc")]}),
    ],
)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(shelf: Shelf, action: str, body: dict[str, Any]) -> None:
    here = bank(shelf.banks / "one", "a.wav", "b.wav")
    before = (here / "bank.json").read_bytes()
    found = post(shelf, f"/banks/{coded('one')}/{action}", body)
    assert 400 <= found.status_code < 500 and "\n" not in found.json()["error"]
    assert (here / "bank.json").read_bytes() == before


def test_two_pages_at_once_lose_no_loop(shelf: Shelf) -> None:
    files = [f"{number}.wav" for number in range(8)]
    here = bank(shelf.banks / "one", *files)
    url = f"/banks/{coded('one')}"
    threads = [threading.Thread(target=post, args=(shelf, f"{url}/drop", refs(name))) for name in files[:4]]
    threads += [threading.Thread(target=post, args=(shelf, f"{url}/order", refs(name))) for name in files[4:]]
    with shelf.client:  # one loop for all, as in the console
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert sorted(loop.file for loop in read_bank(here)) == files[4:]
    assert sorted(loop.file for loop in read_bank(here / "dropped")) == files[:4]


def test_a_bank_that_another_command_holds_is_told_as_such(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    from live_inference.bank import changes

    monkeypatch.setattr(changes, "PATIENCE_S", 0.05)
    here = bank(shelf.banks / "one", "a.wav")
    with changing(here):
        found = post(shelf, f"/banks/{coded('one')}/drop", refs("a.wav"))
    assert found.status_code == 409 and "another command" in found.json()["error"]


def test_a_loops_file_that_is_gone_is_told_and_a_row_that_leads_out_is_refused(shelf: Shelf) -> None:
    here = bank(shelf.banks / "one", "a.wav", "b.wav")
    (here / "a.wav").unlink()
    url = f"/banks/{coded('one')}"
    first = shelf.client.get(url).json()["loops"][0]
    assert not first["is_there"] and shelf.client.get(f"/sounds/banks/{first['key']}").status_code == 404
    (here / "bank.json").write_text(json.dumps({"loops": [{"file": "../../recordings/x.wav"}]}))
    found = shelf.client.get(url)
    assert found.status_code == 400 and "bank.json" in found.json()["error"]


def test_thousands_of_loops_are_ordered_at_once(shelf: Shelf) -> None:
    rows = [BankLoop(f"{number}.wav") for number in np.random.default_rng(0).permutation(3000)]
    (shelf.banks / "big").mkdir()
    write_bank(shelf.banks / "big", rows)
    wanted = sorted(loop.file for loop in rows)
    post(shelf, f"/banks/{coded('big')}/order", refs(*wanted))
    assert [loop.file for loop in read_bank(shelf.banks / "big")] == wanted
