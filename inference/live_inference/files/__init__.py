"""Recordings and dreams on disk: reads any sound file, writes dreams with their sidecars."""
