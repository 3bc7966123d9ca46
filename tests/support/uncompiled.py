"""A network that a loop in numpy takes steps with, one by one: the oracle of the loops in kernels."""

from __future__ import annotations

from typing import Any


class Uncompiled:
    """`begin`, `step` and `heed` of a network, and no more of it."""

    def __init__(self, network: Any) -> None:
        self.parameters, self.precision = network.parameters, network.precision
        self.begin, self.step, self.heed = network.begin, network.step, network.heed
