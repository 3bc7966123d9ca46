"""File name endings that mean a recording, in the watched folder and on the command line."""

from __future__ import annotations

from typing import Final

LIBSNDFILE_SUFFIXES: Final = (
    *(".wav", ".wave", ".bwf", ".rf64", ".w64", ".amb", ".aif", ".aiff", ".aifc", ".caf", ".au", ".snd", ".flac"),
    *(".ogg", ".oga", ".opus", ".mp3", ".mp2", ".mp1", ".mpga", ".voc", ".sf", ".ircam", ".nist", ".sph", ".paf"),
    *(".pvf", ".svx", ".8svx", ".iff", ".avr", ".htk", ".sds", ".xi", ".mpc2k", ".wve"),
)
MEDIA_SUFFIXES: Final = (
    *(".m4a", ".mp4", ".m4b", ".m4r", ".m4v", ".f4a", ".mov", ".qt", ".qta", ".3gp", ".3gpp", ".3ga", ".3g2", ".amr"),
    *(".awb", ".aac", ".adts", ".ac3", ".eac3", ".dts", ".wma", ".wmv", ".asf", ".mka", ".mkv", ".webm", ".weba"),
    *(".ogv", ".spx", ".avi", ".flv", ".mpg", ".mpeg", ".vob", ".mts", ".m2ts", ".ape", ".wv", ".tta", ".mpc", ".dsf"),
    *(".dff", ".ra", ".rm", ".oma"),
)
"""PyAV or ffmpeg decode the first sound stream of these. Phones, cameras and screen recorders write them."""
SOUND_SUFFIXES: Final = (*LIBSNDFILE_SUFFIXES, *MEDIA_SUFFIXES)
