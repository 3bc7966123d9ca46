"""Suggests the known names nearest to an unknown one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LONGEST_WORD = 64
"""Characters. Longer names may come from the network and are not compared: time grows with the square of the length."""


def nearest(word: str, known: Iterable[str], *, prefix: str = "", most: int = 2) -> list[str]:
    """Return the known names most similar to ``word``, the nearest first; often none. *Any thread.*

    The comparison ignores case, and the ``prefix`` that all known names share.

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
    """Return ``did you mean A or B?`` with the nearest known names, or an empty string.

    >>> did_you_mean("atack_ms", ["attack_ms", "release_ms"])
    'did you mean attack_ms?'
    """
    found = nearest(word, known, prefix=prefix)
    return f"did you mean {' or '.join(found)}?" if found else ""
