"""What dreams of the approaches that predict many numbers at once draw from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from live_models.contract.generator import Controls


@dataclass
class FrameDraws:
    """The random generator of each dream, and how they are steered; `controls` may change between two calls."""

    rngs: Sequence[np.random.Generator]
    controls: Controls
