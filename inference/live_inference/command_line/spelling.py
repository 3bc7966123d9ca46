"""What somebody may have meant: the known names that are nearest to one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LONGEST_WORD = 64
"""Characters. Longer ones are not compared: names come from the network, and comparing grows with their square."""


def nearest(word: str, known: Iterable[str], *, prefix: str = "", most: int = 2) -> list[str]:
    """Return the known names that are nearest to ``word``, the nearest first; often none. *Any thread.*

    ``prefix`` begins every known name and says nothing: it is left out of the comparison, as are capitals.

    >>> nearest("/dream/panik", ["/dream/panic", "/dream/ping"], prefix="/dream/")
    ['/dream/panic']
    """
    if len(word) > LONGEST_WORD:
        return []
    short = {name.removeprefix(prefix).lower(): name for name in known}
    asked = word.lower().removeprefix(prefix.lower()).strip("/")
    found = difflib.get_close_matches(asked, short, most, 0.7)
    if not found:  # "attack" is meant for follower/attack_ms
        last = asked.rpartition("/")[2]
        found = [one for one in short if len(last) > 2 and last in one][:most]
    return [short[one] for one in found]


def did_you_mean(word: str, known: Iterable[str], *, prefix: str = "") -> str:
    """Return ``did you mean A or B?`` with the nearest known names, or an empty text.

    >>> did_you_mean("atack_ms", ["attack_ms", "release_ms"])
    'did you mean attack_ms?'
    """
    found = nearest(word, known, prefix=prefix)
    return f"did you mean {' or '.join(found)}?" if found else ""
