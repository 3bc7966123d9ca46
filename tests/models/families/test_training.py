"""Training: it learns, it can be killed and go on to the same weights, it dreams meanwhile, it refuses in one line."""

from __future__ import annotations
