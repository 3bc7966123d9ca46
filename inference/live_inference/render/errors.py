"""The error that stops a render."""

from __future__ import annotations


class RenderError(RuntimeError):
    """A render cannot start or cannot be completed; the message is one line for the user."""
