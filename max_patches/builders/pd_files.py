"""Every Pd patch of the package by its file name."""

from __future__ import annotations

from builders import pd_help, pd_main, pd_pieces, pd_record, pd_sound, pd_wire


def patches() -> dict[str, str]:
    """The text of each file, below ``pd``."""
    made = {
        "ld.osc.pd": pd_wire.osc(),
        "ld.record~.pd": pd_record.record(),
        "ld.voice~.pd": pd_sound.voice(),
        "ld.dreams~.pd": pd_sound.dreams(),
        "ld.follow~.pd": pd_sound.follow(),
        "ld.loop~.pd": pd_sound.loop(),
        "live_daemon.pd": pd_main.live_daemon(),
        "sympathetic_strings.pd": pd_pieces.sympathetic_strings(),
        "variations.pd": pd_pieces.variations(),
    }
    return {name: canvas.render() for name, canvas in made.items()} | pd_help.helps()
