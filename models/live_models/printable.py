"""Makes text from outside safe for a terminal, a log, a card: names of files, banks, models; OSC text."""

from __future__ import annotations

import re

_BYTE = re.compile("[\udc80-\udcff]")
"""A byte of a file's name that is not UTF-8, as Python holds it."""


def printable(text: object) -> str:
    """Return the text on one line, with control characters as escapes; a single line keeps its spaces.

    A name could hold an escape sequence that clears the screen, imitates a line of the program, or reverses the
    direction of the text around it. Bytes of a name that are not UTF-8 are read as Latin-1, which older systems wrote.
    What is returned can be encoded.

    >>> printable("/dream\\x1b[2J is\\nunknown")
    '/dream\\\\x1b[2J is unknown'
    >>> printable("\\udce9tude.wav")
    'étude.wav'
    """
    whole = _BYTE.sub(lambda byte: chr(ord(byte[0]) - 0xDC00), str(text))
    line = re.sub(r"\s+", lambda gap: gap[0] if gap[0].isprintable() else " ", whole.strip("\t\r\n\v\f"))
    return line if line.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
