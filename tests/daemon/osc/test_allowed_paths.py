"""Paths in messages: which folders may be named, and which Windows names lead elsewhere."""

from pathlib import PureWindowsPath

import pytest

from live_daemon.osc.allowed_paths import PathRefusedError, refuse_windows_names, resolve_inside


def test_only_paths_inside_the_folders_may_be_named(tmp_path):
    inside, outside = tmp_path / "recordings", tmp_path / "secret"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "take.wav").touch()
    (inside / "link.wav").symlink_to(outside / "take.wav")
    take = inside / "take.wav"
    for text in (str(take), "take.wav", "./take.wav", "sub/../take.wav", f"Macintosh HD:{take}"):
        assert resolve_inside(text, [inside]) == take.resolve()
    for text in (
        "",
        "/etc/passwd",
        "../secret/take.wav",
        "link.wav",
        str(outside / "take.wav"),
        "a\0b",
        f"{inside}2/x.wav",
    ):
        with pytest.raises(PathRefusedError) as refused:
            resolve_inside(text, [inside])
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["take.wav", "sub/take.wav", "sub\\take.wav", "C:/music/take.wav", "C:\\music\\a.wav"])
def test_windows_paths_with_drive_letters_and_backslashes_are_taken(text):
    refuse_windows_names(text, [PureWindowsPath("C:/music")])


@pytest.mark.parametrize(
    "text",
    [
        "//thief/share/take.wav",
        "\\\\thief\\share\\a.wav",
        "con",
        "sub/NUL.wav",
        "take.wav:hidden",
        "C:take.wav",
        "com1.wav",
    ],
)
def test_windows_paths_that_lead_elsewhere_before_one_can_look_are_refused(text):
    with pytest.raises(PathRefusedError) as refused:
        refuse_windows_names(text, [PureWindowsPath("C:/music")])
    assert text in str(refused.value)


def test_a_windows_share_that_holds_our_folder_is_ours():
    refuse_windows_names("//Studio/takes/a.wav", [PureWindowsPath("//studio/takes/recordings")])
