"""Shipped frozen checkpoints with their cards (data only; read through the registry)."""
