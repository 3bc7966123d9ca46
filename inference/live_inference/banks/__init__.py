"""Curating banks: look at them, listen to them, keep, drop, merge, check. Torch-free."""
