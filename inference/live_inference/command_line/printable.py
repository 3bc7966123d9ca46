"""Makes text from outside safe for a terminal or a log: names of files, banks, models; OSC text."""

from __future__ import annotations

import re


def printable(text: object) -> str:
    """Return the text on one line, with control characters as escapes; a single line keeps its spaces.

    A name could hold an escape sequence that clears the screen, imitates a line of the program, or reverses the
    direction of the text around it.

    >>> printable("/dream\\x1b[2J is\\nunknown")
    '/dream\\\\x1b[2J is unknown'
    """
    line = re.sub(r"\s+", lambda gap: gap[0] if gap[0].isprintable() else " ", str(text).strip("\t\r\n\v\f"))
    return line if line.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
