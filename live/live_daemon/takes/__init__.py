"""Recordings in the watched folder: when one is complete, and what is wrong with one that is not."""
