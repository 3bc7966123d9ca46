"""What comes from outside and reaches a terminal or a log: names of files, banks, models; OSC text. Torch-free."""

from __future__ import annotations

import re


def printable(text: object) -> str:
    """Return the text on one line, control characters shown as escapes; single lines keep their spaces.

    A name may hold an escape sequence that clears the screen or writes a line as the program would, or turn the
    direction of the line around it.

    >>> printable("/dream\\x1b[2J is\\nunknown")
    '/dream\\\\x1b[2J is unknown'
    """
    line = re.sub(r"\s+", lambda gap: gap[0] if gap[0].isprintable() else " ", str(text).strip("\t\r\n\v\f"))
    return line if line.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
