"""Recordings in the watched folder: when one is finished, and why a file is refused."""
