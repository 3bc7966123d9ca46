"""Where the controller's state lies, for who only reads the file: `state_file` loads the engine's code."""

from __future__ import annotations

from typing import Final

STATE_FILE: Final = "state.json"
LARGEST: Final = 256 << 20
"""Bytes; a folder of a million takes needs them."""
