"""The set list: what each piece needs, and whether it is there tonight."""

import pytest
import soundfile

from live_daemon.settings import load_settings
from live_daemon.soundcheck.check import Soundcheck
from live_daemon.soundcheck.pieces import bank_lines
from live_daemon.soundcheck.set_list import Piece, SetListError, read_set_list
from live_inference.bank.manifest import BankLoop, write_bank
from support.checkpoints import small_checkpoint
from support.plucks import sine

LIST = """
[[piece]]
name = "Like two strings"
banks = ["strings", "more"]
models = "nylon-spectrum"

[[piece]]
name = "Silence"
"""


NO_DREAMS = ("follower.loops=0", "voices.max=0")


@pytest.fixture
def evening(tmp_path):
    for name, loops, seconds in (("strings", 3, 2.0), ("more", 1, 30.0)):
        bank = tmp_path / "bank" / name
        bank.mkdir(parents=True)
        rows = [BankLoop(f"{number}.wav", [220.0], 0.0, -18.0) for number in range(loops)]
        for row in rows:
            soundfile.write(bank / row.file, sine(220.0, seconds, 0.3, 8000), 8000)
        write_bank(bank, rows)
    (tmp_path / "tonight.toml").write_text(LIST)
    return tmp_path


def settings_in(folder, *overrides):
    paths = [f"paths.{name}={folder / name}" for name in ("recordings", "dreams", "bank", "state", "checkpoints")]
    return load_settings(None, [*paths, f"paths.set_list={folder / 'tonight.toml'}", *overrides])


def model_line(settings):
    return Soundcheck(settings, 2.0, quiet=True)._model_line()


def test_pieces_come_in_their_order(evening):
    assert read_set_list(evening / "tonight.toml") == [
        Piece("Like two strings", ("strings", "more"), ("nylon-spectrum",)),
        Piece("Silence"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "at least"),
        ("piece = 3", "at least"),
        ("piece = [3]", "at least"),
        ("[[piece", "is not TOML"),
        ("[[pieces]]", "unknown key pieces"),
        ("[[piece]]\nbank = 'x'", "piece 1: unknown key bank; a piece has name, banks, models"),
        ("[[piece]]\nname = 'a'\n[[piece]]\nbanks = ['x']", "piece 2: must have a name"),
        ("[[piece]]\nname = 'a'\nbanks = [3]", r"piece 1 \(a\): banks must be a text in quotes, or a list"),
        ("[[piece]]\nname = 'a'\nmodels = ''", "models must be"),
    ],
)
def test_a_set_list_that_cannot_be_used_is_one_line(tmp_path, text, reason):
    (tmp_path / "tonight.toml").write_text(text)
    with pytest.raises(SetListError, match=reason) as caught:
        read_set_list(tmp_path / "tonight.toml")
    assert "tonight.toml" in str(caught.value) and "\n" not in str(caught.value)
    with pytest.raises(SetListError, match=r"nowhere\.toml: cannot be read"):
        read_set_list(tmp_path / "nowhere.toml")


def test_an_evening_for_which_everything_is_there(evening):
    first, second, room = bank_lines(settings_in(evening, "audio.arena_s=36", *NO_DREAMS))
    assert (first.name, first.status) == ("piece 1", "pass")
    assert "Like two strings: 4 loops, 36 s" in first.figure
    assert (second.name, second.status) == ("piece 2", "pass")
    assert room.status == "pass"
    assert room.figure == "strings and more together are 36 s, dreams take up to 0 s, of 36 s"


def test_what_is_missing_is_named_with_its_piece(evening):
    (evening / "bank" / "strings" / "1.wav").unlink()
    (evening / "bank" / "more" / "0.wav").write_text("no sound")
    (evening / "tonight.toml").write_text(LIST.replace("nylon-spectrum", "no-such-model"))
    first, second, room = bank_lines(settings_in(evening))
    assert first.status == "fail" and second.status == room.status == "pass"
    assert "no-such-model: is not there" in first.figure
    assert "1.wav: is missing" in first.figure and "0.wav: is damaged" in first.figure
    (evening / "tonight.toml").write_text("[[piece]]\nname = 'a'\nbanks = ['nowhere', '/etc']")
    (line, _) = bank_lines(settings_in(evening))
    assert "a bank is a folder" in line.figure and "must lie inside" in line.figure


def test_a_model_that_the_backend_refuses_or_that_is_damaged_fails(evening):
    """Eight bits are too few for a sample-wise network with a linear skip: the daemon would not load it."""
    small_checkpoint(evening / "checkpoints", "column")
    small_checkpoint(evening / "checkpoints", "spectrum_mixture")
    (evening / "tonight.toml").write_text("[[piece]]\nname = 'a'\nmodels = ['spectrum_mixture', 'column']")
    tonight = settings_in(evening, "engine.model=column")
    assert [line.status for line in (*bank_lines(tonight), model_line(tonight))] == ["pass", "pass"]
    tonight = settings_in(evening, "engine.model=column", "engine.backend=cpu_int8")
    for line in (*bank_lines(tonight), model_line(tonight)):
        assert line.status == "fail" and "backend of column must not be cpu_int8" in line.figure
    tonight = settings_in(evening, "engine.model=spectrum_mixture", "engine.backend=cpu_int8")
    assert model_line(tonight).status == "pass"
    weights = evening / "checkpoints" / "spectrum_mixture.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    (line,) = bank_lines(settings_in(evening))
    assert line.status == model_line(tonight).status == "fail" and "spectrum_mixture" in line.figure


def test_two_banks_that_do_not_fit_together_fail(evening):
    *_, room = bank_lines(settings_in(evening, "audio.arena_s=35", *NO_DREAMS))
    assert room.status == "fail" and "36 s" in room.figure and "of 35 s" in room.figure and "arena_s" in room.remedy


@pytest.mark.parametrize(
    ("dreams", "seconds"),
    [
        (("follower.loops=3", "voices.max=0"), 80),  # three loops, and the next one, of two channels each
        (("follower.loops=0", "voices.max=2"), 60),
        (("follower.loops=3", "voices.max=2"), 140),
        (("follower.loops=3", "voices.max=2", "engine.duration_s=5"), 70),
    ],
)
def test_the_dreams_of_the_evening_need_room_beside_the_banks(evening, dreams, seconds):
    *_, room = bank_lines(settings_in(evening, f"audio.arena_s={36 + seconds}", *dreams))
    assert room.status == "pass"
    *_, room = bank_lines(settings_in(evening, f"audio.arena_s={36 + seconds - 1}", *dreams))
    assert room.status == "fail" and f"dreams take up to {seconds} s" in room.figure


def test_the_bank_of_the_start_gives_way_to_the_first_piece(evening):
    for name in ("0.wav", "bank.json"):  # 30 s, as large as all of the other banks together
        (evening / "bank" / name).write_bytes((evening / "bank" / "more" / name).read_bytes())
    (evening / "tonight.toml").write_text("[[piece]]\nname = 'a'\nbanks = 'more'")
    *_, room = bank_lines(settings_in(evening, "audio.arena_s=60", *NO_DREAMS))
    assert room.status == "pass" and "bank and more together are 60 s" in room.figure
    *_, room = bank_lines(settings_in(evening, "audio.arena_s=59", *NO_DREAMS))
    assert room.status == "fail"


def test_a_bank_alone_must_fit(evening):
    (evening / "tonight.toml").write_text("[[piece]]\nname = 'a'\nbanks = 'more'")
    dreams = ("follower.loops=1", "voices.max=0", "engine.duration_s=1")
    *_, room = bank_lines(settings_in(evening, "audio.arena_s=34", *dreams))
    assert room.status == "pass" and room.figure == "more is 30 s, dreams take up to 4 s, of 34 s"
    *_, room = bank_lines(settings_in(evening, "audio.arena_s=33", *dreams))
    assert room.status == "fail"


def test_without_a_set_list_the_bank_of_the_settings_is_looked_at(evening):
    assert bank_lines(settings_in(evening, "paths.set_list=")) == []
    settings = settings_in(evening, "paths.set_list=", f"paths.bank={evening / 'bank' / 'strings'}")
    line, room = bank_lines(settings)
    assert room.status == "pass" and "strings is 6 s" in room.figure
    assert (line.name, line.status) == ("bank", "pass") and "strings: 3 loops, 6 s" in line.figure
    (evening / "bank" / "strings" / "2.wav").unlink()
    line, _ = bank_lines(settings)
    assert line.status == "fail" and "2.wav: is missing" in line.figure


def test_a_set_list_that_cannot_be_read_fails_and_is_named(evening):
    (evening / "tonight.toml").unlink()
    (line,) = bank_lines(settings_in(evening))
    assert (line.name, line.status) == ("set list", "fail") and "tonight.toml: cannot be read" in line.figure
