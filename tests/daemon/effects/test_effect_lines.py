"""Lines of [effects] plugins: a name, a URI, controls; anything else is refused in one line."""

from __future__ import annotations

import pytest

from live_daemon.settings import EffectPlugin, SettingsError, load_settings
from live_daemon.settings.effects import MOST_EFFECTS, parse_effects


def test_a_line_names_a_plugin_and_its_controls() -> None:
    found = parse_effects(
        ["hall = urn:dragonfly:hall decay=3.5 dry_level=-1e1", " up=http://a.org/lv2-pitch#mono?x=1   semitones=7 "]
    )
    assert found == {
        "hall": EffectPlugin("urn:dragonfly:hall", {"decay": 3.5, "dry_level": -10.0}),
        "up": EffectPlugin("http://a.org/lv2-pitch#mono?x=1", {"semitones": 7.0}),
    }


@pytest.mark.parametrize(
    ("line", "which", "plugin_format", "controls"),
    [
        ("a = urn:a.b:c gain=1", "urn:a.b:c", "lv2", {"gain": 1.0}),
        ("a = http://a.org/b.clap", "http://a.org/b.clap", "lv2", {}),
        ("a = org.some-where.hall decay=1", "org.some-where.hall", "clap", {"decay": 1.0}),
        ("a = ~/.clap/Hall.clap", "~/.clap/Hall.clap", "clap", {}),
        (
            "a = /opt/my plugins/Big Hall.clap decay=2 x=3",
            "/opt/my plugins/Big Hall.clap",
            "clap",
            {"decay": 2, "x": 3},
        ),
        (r"a = C:\Program Files\CLAP\Hall.CLAP d=2", r"C:\Program Files\CLAP\Hall.CLAP", "clap", {"d": 2.0}),
        ("a = ~/Plug-Ins/My Hall.clap/ decay=1", "~/Plug-Ins/My Hall.clap/", "clap", {"decay": 1.0}),
        ("a = urn:a Decay=1 decay=2", "urn:a", "lv2", {"Decay": 1.0, "decay": 2.0}),
        ("a = http://a.org/b.vst3", "http://a.org/b.vst3", "lv2", {}),
        ("a = /plugins/a.clap.old/b.clap", "/plugins/a.clap.old/b.clap", "clap", {}),
    ],
)
def test_a_uri_is_of_lv2_and_an_id_or_a_file_of_clap(
    line: str, which: str, plugin_format: str, controls: dict[str, float]
) -> None:
    found = parse_effects([line])["a"]
    assert (found.which, found.format, found.controls) == (which, plugin_format, controls)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("urn:dragonfly:hall", "must hold lines such as"),
        ("big hall = urn:dragonfly:hall", "must hold lines such as"),
        ("hall = dragonfly", "must hold lines such as"),
        ("hall = dragonfly.", "must hold lines such as"),
        ("hall = plugins/hall.so", "must hold lines such as"),
        ("hall = urn:dragonfly:hall decay", "a control of hall must be SYMBOL=NUMBER, got 'decay'"),
        ("hall = urn:dragonfly:hall decay=long", "must be SYMBOL=NUMBER"),
        ("hall = urn:dragonfly:hall decay=nan", "must be SYMBOL=NUMBER"),
        ("hall = urn:dragonfly:hall decay=1 decay=2", "hall sets decay twice: leave one of them out"),
        ("hall = org.hall Decay=1 decay=2", "hall sets decay twice"),
        ("hall = ~/.clap/Hall.clap Decay=1 decay=2", "hall sets decay twice"),
        (
            "hall = maker.Hall.vst3",
            r"hall must be an LV2 plugin \(its URI\) or a CLAP plugin .*, got 'maker.Hall.vst3'$",
        ),
        (r"hall = C:/Plugins/Hall.vst3/", "hall must be an LV2 plugin"),
        (r"hall = C:/Plugins/Hall.dll", "hall must be an LV2 plugin"),
        (r"hall = c:\\Program Files\\Hall.VST3 x=1", "hall must be an LV2 plugin"),
    ],
)
def test_any_other_line_is_refused_when_settings_are_read(line: str, what: str) -> None:
    with pytest.raises(SettingsError, match=what) as found:
        load_settings(None, [f'effects.plugins=["{line}"]'])
    assert "\n" not in str(found.value)


def test_a_name_counts_once_and_lines_are_bounded() -> None:
    with pytest.raises(SettingsError, match="names hall twice"):
        parse_effects(["hall = urn:a", "hall = urn:b"])
    with pytest.raises(SettingsError, match=f"at most {MOST_EFFECTS} lines"):
        parse_effects([f"e{n} = urn:a" for n in range(MOST_EFFECTS + 1)])


def test_dreams_go_through_an_effect_that_is_listed() -> None:
    lines = 'effects.plugins=["hall = urn:a", "room = urn:b"]'
    assert load_settings(None, [lines, "effects.dreams=room"]).effects.dreams == "room"
    with pytest.raises(SettingsError, match=r"effects.dreams must name an effect .*\(hall, room\), got 'hal'"):
        load_settings(None, [lines, "effects.dreams=hal"])
