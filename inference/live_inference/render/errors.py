"""What stops a render. Torch-free."""

from __future__ import annotations


class RenderError(RuntimeError):
    """A render that cannot be done, or not to its end; the text is one line for the user."""
