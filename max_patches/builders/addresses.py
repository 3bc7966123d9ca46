"""The table of OSC addresses as the patches need it: names and the tree of their words."""

from __future__ import annotations

from typing import Any

from live_daemon.osc.addresses import INCOMING, OUTGOING, ROOT, STATE

TO_DAEMON: tuple[str, ...] = tuple(INCOMING)
FROM_DAEMON: tuple[str, ...] = tuple(OUTGOING)
STATE_OF_DAEMON: tuple[str, ...] = STATE
"""Told, too, though they are orders: in Pd they go to receives of other names, or they would be sent back."""

Tree = dict[str, Any]


def word_tree(addresses: tuple[str, ...]) -> Tree:
    """Return the words below the root as nested dictionaries; an address that ends has no entry below it.

    Raises:
        ValueError: an address is also the beginning of a longer one (a chain of Pd's ``route`` cannot tell them apart).

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
