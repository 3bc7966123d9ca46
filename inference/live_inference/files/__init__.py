"""Recordings and dreams on disk: every way to read one, and dreams with their sidecars."""
