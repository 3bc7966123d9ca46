"""`live_models.printable`, for the daemon, which may import `live_inference` only."""

from live_models.printable import printable

__all__ = ["printable"]
