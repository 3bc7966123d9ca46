"""The table of OSC addresses for the patches: names, and the tree of their words."""

from __future__ import annotations

from typing import Any

from live_daemon.osc.addresses import INCOMING, OUTGOING, ROOT, STATE

TO_DAEMON: tuple[str, ...] = tuple(INCOMING)
FROM_DAEMON: tuple[str, ...] = tuple(OUTGOING)
STATE_OF_DAEMON: tuple[str, ...] = STATE
"""Orders that the daemon also sends, as its state. In Pd these go to receives of other names, or they would return."""

Tree = dict[str, Any]


def word_tree(addresses: tuple[str, ...]) -> Tree:
    """Return the words below the root as nested dictionaries; an address that ends there has an empty entry.

    Raises:
        ValueError: an address is the beginning of a longer one (a chain of Pd's ``route`` cannot separate them).

    >>> word_tree(("/dream/model/ready", "/dream/pong"))
    {'model': {'ready': {}}, 'pong': {}}
    """
    tree: Tree = {}
    for address in addresses:
        if any(other.startswith(f"{address}/") for other in addresses):
            raise ValueError(f"{address} must not begin another address that the daemon sends")
        branch = tree
        for word in address.removeprefix(f"{ROOT}/").split("/"):
            branch = branch.setdefault(word, {})
    return tree
