"""Settings: typed, every key known, one line for every mistake."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live_daemon.settings import (
    Settings,
    SettingsError,
    load_settings,
    settings_from_dict,
    settings_from_file,
    settings_to_file,
)


def test_a_file_and_overrides(tmp_path):
    file = tmp_path / "live-daemon.toml"
    file.write_text(
        '[audio]\ndevice = "none"\nsample_rate = 44100\n[osc]\nsend = ["127.0.0.1:9125", "127.0.0.1:7777"]\n'
        "[follower]\nbands = [110, 220.5]\nenabled = false\n"
    )
    settings = load_settings(file, ["audio.sample_rate=48000", "follower.q = 12", "osc.listen_port=9200"])
    assert settings.audio.device == "none"
    assert settings.audio.sample_rate == 48000
    assert settings.osc.receivers == [("127.0.0.1", 9125), ("127.0.0.1", 7777)]
    assert settings.follower.bands == [110.0, 220.5]
    assert settings.follower.enabled is False
    assert settings.follower.q == 12.0 and isinstance(settings.follower.q, float)


def test_a_list_may_be_overridden_by_one_value_or_a_list():
    assert load_settings(None, ["osc.send=127.0.0.1:1"]).osc.send == ["127.0.0.1:1"]
    assert load_settings(None, ['osc.send=["a:1", "b:2"]']).osc.send == ["a:1", "b:2"]
    assert load_settings(None, ["osc.send="]).osc.send == []


@pytest.mark.parametrize("said", ["127.0.0.1:9125, 192.168.1.20:9125", "127.0.0.1:9125 192.168.1.20:9125"])
def test_several_receivers_may_be_one_text(said):
    settings = load_settings(overrides=[f"osc.send={said}", "osc.allow=127.0.0.1,192.168.1.20"])
    assert settings.osc.receivers == [("127.0.0.1", 9125), ("192.168.1.20", 9125)]
    assert settings.osc.allow == ["127.0.0.1", "192.168.1.20"]
    assert load_settings(overrides=["osc.send="]).osc.send == []


def test_every_default_passes_its_own_rule_and_survives_the_file(tmp_path):
    settings = settings_from_dict(Settings().as_dict())
    settings_to_file(settings, tmp_path / "resolved.json")
    assert settings_from_file(tmp_path / "resolved.json") == settings
    assert (tmp_path / "resolved.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("audio.sampel_rate=1", ["audio.sampel_rate", "sample_rate, blocksize"]),
        ("audio.sampel_rate=1", ["did you mean sample_rate?"]),
        ("audio.listen_port=1", ["did you mean osc.listen_port?", "[audio] knows device"]),
        ("osc.device=x", ["did you mean audio.device?"]),
        ("adio.device=x", ["[adio]", "did you mean audio?", "audio, osc, paths"]),
        ("follower.layer=swel", ["did you mean swell?"]),
        ("audio.blocksize=many", ["audio.blocksize", "whole number", "many"]),
        ("audio.blocksize=1.5", ["audio.blocksize", "whole number"]),
        ("audio.sample_rate=3", ["audio.sample_rate", "8000..192000", "3"]),
        ("follower.q=nan", ["follower.q", "number", "nan"]),
        ("follower.enabled=perhaps", ["follower.enabled", "true or false"]),
        ("follower.layer=shimmer", ["follower.layer", "swell, tremolo, ring"]),
        ("osc.send=127.0.0.1:²", ["osc.send", "host:port"]),
        ("paths.recordings=", ["paths.recordings", "folder"]),
        ("follower.bands=[5,100]", ["follower.bands", "10..20000", "5"]),
        ("follower.bands=[100,100]", ["follower.bands", "100 twice"]),
        ("osc.send=9125", ["osc.send", "host:port", "9125"]),
        ("nonsense", ["section.key=value", "nonsense"]),
    ],
)
def test_a_mistake_is_one_line_that_names_key_rule_and_value(override, words):
    with pytest.raises(SettingsError) as refused:
        load_settings(None, [override])
    assert "\n" not in str(refused.value)
    for word in words:
        assert word in str(refused.value)


@pytest.mark.parametrize(
    "name",
    ["engine.model", "audio.device", "midi.input", "midi.map", "paths.set_list", "paths.bank", "osc.listen_host"],
)
def test_no_text_holds_a_nul(tmp_path, name):
    """No file, device or port has one in its name: libraries end in a traceback on it."""
    section, _, key = name.partition(".")
    file = tmp_path / "settings.toml"
    file.write_text(f'[{section}]\n{key} = "a\\u0000b"\n')
    with pytest.raises(SettingsError, match=rf"^{name} must be a text without NUL, got ") as refused:
        load_settings(file)
    assert "\n" not in str(refused.value) and "\0" not in str(refused.value)


def test_dreams_are_not_dreamt_on():
    with pytest.raises(SettingsError, match=r"must not be paths\.recordings"):
        load_settings(None, ["paths.dreams=/a/b", "paths.recordings=/a/b"])
    with pytest.raises(SettingsError, match="nosuchuser"):
        load_settings(None, ["paths.recordings=~nosuchuser/x"])


@pytest.mark.parametrize("text", ["[audio", "audio = 3", "[audio]\ndevice = [1]", "\xff\xfe"])
def test_a_damaged_file_is_refused_by_name(tmp_path, text):
    file = tmp_path / "broken.toml"
    file.write_text(text, encoding="latin-1")
    with pytest.raises(SettingsError):
        load_settings(file)
    with pytest.raises(SettingsError, match=r"missing\.toml"):
        load_settings(tmp_path / "missing.toml")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["device", "q", "send", "x"]), inner)
        ),
    ),
    st.sampled_from(["audio", "osc", "follower", "paths", "other"]),
)
def test_no_table_makes_another_error_than_ours(value, section):
    try:
        settings = settings_from_dict({section: value})
    except SettingsError as error:
        assert str(error)
    else:
        assert dataclasses.is_dataclass(settings)
