"""The ranges of the dreams' controls, for whoever offers them to a player."""

from live_models.contract.generator import CONTROL_RANGES
from live_models.heads import SAMPLING

__all__ = ["CONTROL_RANGES", "SAMPLING"]
