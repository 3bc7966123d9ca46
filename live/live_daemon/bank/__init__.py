"""Loads banks, and lets their loops play."""
