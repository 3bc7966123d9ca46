"""One setting is changed in the user's file, and nothing else in it."""

import stat
import sys
import tomllib
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from live_daemon.midi.mapping import check_mappings
from live_daemon.settings import (
    SettingsChangedError,
    SettingsError,
    change_settings,
    load_settings,
    settings_text,
    stamp_of,
)

SHOW = """\
# The show in Gent.  Order and blanks are mine.

[follower]      # the violin
attack_ms   = 12.5   # quick, for pizzicato
q = 30.0

layer = 'ring'
bands = [
  "E2",  # the lowest string
  "A2",
  110.5,  # measured
]

[osc]
send=["127.0.0.1:9125", "192.168.1.20:9125"] # Max, and the light
  listen_port = 9_124

[midi]
map = [
    "cc 64 = /dream/panic", # left foot
    # the right one is broken
    "pc 1 = /dream/unmute",
]
"""


def nothing(_settings):
    """No further check."""


def changed(tmp_path, text, changes, check=nothing):
    file = tmp_path / "show.toml"
    file.write_bytes(text.encode())
    change_settings(file, changes, check)
    return file.read_bytes().decode()


@pytest.mark.parametrize(
    ("changes", "old", "new"),
    [
        ({"follower.attack_ms": 20}, "12.5 ", "20.0 "),
        ({"follower.layer": "tremolo"}, "'ring'", '"tremolo"'),
        ({"osc.listen_port": "9200"}, "9_124", "9200"),
        ({"follower.q": 40, "osc.listen_port": 9130}, "q = 30.0\n", "q = 40.0\n"),
        ({"follower.bands": ["E2", 110.5]}, '  "A2",\n', ""),
        ({"midi.map": ["cc 64 = /dream/panic"]}, '    "pc 1 = /dream/unmute",\n', ""),
        ({"osc.send": ["127.0.0.1:9125"]}, ', "192.168.1.20:9125"', ""),
        ({"follower.attack_ms": None}, "attack_ms   = 12.5   # quick, for pizzicato\n", ""),
        ({"follower.layer": "ring"}, "", ""),
        ({"osc.send": "127.0.0.1:9125 192.168.1.20:9125"}, "", ""),
    ],
)
def test_all_but_the_value_stays_byte_for_byte(tmp_path, changes, old, new):
    wanted = SHOW.replace(old, new) if old else SHOW
    if "osc.listen_port" in changes and len(changes) > 1:
        wanted = wanted.replace("9_124", "9130")
    assert changed(tmp_path, SHOW, changes, check_mappings) == wanted


def test_comments_of_the_lines_that_stay_in_a_list_stay(tmp_path):
    lines = ["cc 64 = /dream/panic", "cc 65 = /dream/seed/live 5", "pc 1 = /dream/unmute"]
    text = changed(tmp_path, SHOW, {"midi.map": lines}, check_mappings)
    assert tomllib.loads(text)["midi"]["map"] == lines
    assert "# left foot" in text and "# the right one is broken" in text
    assert text.partition("[midi]")[0] == SHOW.partition("[midi]")[0]


def test_windows_line_ends_and_a_last_line_without_an_end_stay(tmp_path):
    text = SHOW.replace("\n", "\r\n").removesuffix("\r\n")
    assert changed(tmp_path, text, {"follower.attack_ms": 20}) == text.replace("12.5 ", "20.0 ")


@pytest.mark.parametrize("text", ["", "# mine", "[engine]\n", "[engine]", "# mine\n\n[osc]\nallow = []\n"])
def test_a_section_that_is_not_there_is_made_behind_the_rest(tmp_path, text):
    new = changed(tmp_path, text, {"engine.model": "nylon", "audio.device": "none"})
    assert new.startswith(text)
    found = tomllib.loads(new)
    assert found["engine"] == {"model": "nylon"} and found["audio"] == {"device": "none"}


@pytest.mark.parametrize(
    "text",
    [
        "osc = { listen_port = 9200, allow = [] }  # all\n",
        "osc.listen_port = 9200\nosc.allow = []\n",
        "[osc]\nallow = []\n[audio]\nblocksize = 64\n",
        '"osc" = {"listen_port" = 9200}\n',
    ],
)
def test_other_ways_to_write_a_section(tmp_path, text):
    new = changed(tmp_path, text, {"osc.listen_port": 9300, "osc.listen_host": "0.0.0.0"})
    before, after = tomllib.loads(text), tomllib.loads(new)
    assert after == before | {"osc": before["osc"] | {"listen_port": 9300, "listen_host": "0.0.0.0"}}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"follower.q": 1000}, "follower.q must be in range 0.5..200, got 1000"),
        ({"follower.q": "sharp"}, "follower.q must be a number"),
        ({"follower.q": [1]}, "follower.q must be a number"),
        ({"follower.q": {"a": 1}}, "follower.q must be a number"),
        ({"follower.layer": "swel"}, "did you mean swell"),
        ({"follower.bands": ["H9"]}, "follower.bands"),
        ({"osc.send": ["nowhere"]}, "osc.send must hold host:port"),
        ({"paths.dreams": ""}, "paths.dreams must name a folder"),
        ({"midi.map": ["cc 64 = /dream/nothing"]}, "midi.map"),
        ({"effects.plugins": ["<script>"]}, "effects.plugins must hold lines"),
        ({"engine.model": "a\0b"}, "engine.model must be a text without NUL"),
        ({"follower.nothing": 1}, "unknown setting follower.nothing"),
        ({"nothing.q": 1}, "unknown section"),
        ({"nothing.q": None}, "unknown section"),
        ({"follower.nothing": None}, "unknown setting"),
        ({"follower": 1}, "section.key"),
        ({"follower.": 1}, "section.key"),
        ({"": 1}, "section.key"),
        ({"follower.q": 30, "osc.listen_port": -1}, "osc.listen_port must be in range"),
    ],
)
def test_what_is_refused_is_one_line_and_nothing_is_written(tmp_path, changes, said):
    with pytest.raises(SettingsError, match=said) as refused:
        changed(tmp_path, SHOW, changes, check_mappings)
    assert "\n" not in str(refused.value)
    assert (tmp_path / "show.toml").read_bytes() == SHOW.encode()
    assert [one.name for one in tmp_path.iterdir()] == ["show.toml"]


HOSTILE = [
    '"',
    "'''",
    '"""\n[osc]\nallow=[]',
    "a\\",
    "\x1b[2J\x7f",
    "\u2028\u202e",
    "]]>",
    "<img src=x onerror=1>",
    "🎻" * 9,
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_text_is_a_text(tmp_path, value):
    text = changed(tmp_path, SHOW, {"engine.model": value, "midi.input": value})
    assert tomllib.loads(text) == tomllib.loads(SHOW) | {
        "engine": {"model": value},
        "midi": tomllib.loads(SHOW)["midi"] | {"input": value},
    }
    assert text.startswith(SHOW.partition("[midi]")[0])


def test_half_a_surrogate_pair_is_refused(tmp_path):
    with pytest.raises(SettingsError):
        changed(tmp_path, SHOW, {"engine.model": "\ud800"})
    assert (tmp_path / "show.toml").read_bytes() == SHOW.encode()


words = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12).filter(bool), max_size=5
)


@given(words, words)
def test_any_list_becomes_any_other(tmp_path_factory, old, new):
    document = tomlkit.document()
    document.add("osc", tomlkit.table())
    document["osc"]["allow"] = tomlkit.array().multiline(True)
    document["osc"]["allow"].extend(old)
    text = changed(tmp_path_factory.mktemp("lists"), tomlkit.dumps(document), {"osc.allow": new})
    assert tomllib.loads(text) == {"osc": {"allow": [part for one in new for part in one.replace(",", " ").split()]}}


def test_a_file_that_is_no_settings_file_is_left_alone(tmp_path):
    for text in ("[osc", "audio = 3\n", "[follower]\nq = 1\nq = 2\n"):
        with pytest.raises(SettingsError):
            changed(tmp_path, text, {"audio.device": "none"})
        assert (tmp_path / "show.toml").read_text() == text
    with pytest.raises(SettingsError):
        change_settings(tmp_path, {"audio.device": "none"}, nothing)


def test_a_wrong_value_can_be_made_right(tmp_path):
    assert changed(tmp_path, "[follower]\nq = 1000 # ?\n", {"follower.q": 20}) == "[follower]\nq = 20.0 # ?\n"


def test_a_new_file_is_for_the_user_alone(tmp_path):
    file = tmp_path / "new" / "settings.toml"
    assert change_settings(file, {"engine.model": "nylon"}, nothing).engine.model == "nylon"
    assert load_settings(file).engine.model == "nylon"
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link_and_a_mode_stays(tmp_path):
    (tmp_path / "dotfiles").mkdir()
    real, link = tmp_path / "dotfiles" / "show.toml", tmp_path / "show.toml"
    real.write_text(SHOW)
    real.chmod(0o640)
    link.symlink_to(real)
    change_settings(link, {"follower.q": 40}, nothing)
    assert link.is_symlink() and load_settings(real).follower.q == 40
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(tmp_path):
    file = tmp_path / "show.toml"
    file.write_text(SHOW)
    seen = stamp_of(settings_text(file))
    change_settings(file, {"follower.q": 40}, nothing, seen)
    other = file.read_text()
    with pytest.raises(SettingsChangedError, match="was changed by another program"):
        change_settings(file, {"follower.q": 50}, nothing, seen)
    file.unlink()
    with pytest.raises(SettingsChangedError):
        change_settings(file, {"follower.q": 50}, nothing, seen)
    assert not file.exists()
    file.write_text(other)
    change_settings(file, {"follower.q": 50}, nothing, stamp_of(other))
    assert load_settings(file).follower.q == 50


def test_a_file_that_is_changed_between_look_and_rename_is_not_overwritten(tmp_path):
    file = tmp_path / "show.toml"
    file.write_text(SHOW)

    def edit_elsewhere(_settings):
        file.write_text("# another evening\n")

    with pytest.raises(SettingsChangedError):
        change_settings(file, {"follower.q": 40}, edit_elsewhere)
    assert file.read_text() == "# another evening\n" and [one.name for one in tmp_path.iterdir()] == ["show.toml"]


def test_a_folder_stays_as_it_was_written(tmp_path):
    text = changed(tmp_path, "", {"paths.bank": "~/bank"})
    assert tomllib.loads(text) == {"paths": {"bank": "~/bank"}}
    assert load_settings(tmp_path / "show.toml").paths.bank == str(Path.home() / "bank")
