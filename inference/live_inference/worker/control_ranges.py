"""Ranges of the dreams' controls, for the daemon, which may import `live_inference` only."""

from live_models.contract.generator import CONTROL_RANGES
from live_models.heads import SAMPLING

__all__ = ["CONTROL_RANGES", "SAMPLING"]
